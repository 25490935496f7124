/* Fingerprints: the same letter to another person is near, another letter is not. */
#include "desk/similar.h"

#include "mail/mail.h"

#include <string.h>

enum { FAR = 12 };

/* What differs between two mails of one robot: who it is from, order, amount, day. */
struct filling {
  const char *name, *order, *number, *day;
};
static const struct filling english[] = { { "Jane Doe", "A-10042", "3", "2026-11-22" },
                                          { "Robert Miller", "B-99381", "1,250", "2027-01-08" } };
static const struct filling korean[] = { { "홍길동", "20261122-0042", "3", "11월 22일" },
                                         { "김민지", "20270108-9938", "1,250", "1월 8일" } };

/* Subject and text, with %n, %o, %d and %t for the above. */
static const struct {
  const char *subject, *text;
} letters[] = {
  { "Order %o has not arrived", "Hello, I ordered a kettle on %t and the parcel still is not here. Could you find out where it got stuck? %n" },
  { "Refund for %o", "Please send me my money back. The jacket was returned %d days ago and nothing has been credited to my card. %n" },
  { "Cannot sign in", "The login page keeps telling me that my password is wrong although I reset it twice this morning, on %t. %n" },
  { "Website down?", "Since noon every page of the shop shows a gateway error, our customers are complaining and sales have stopped. %n" },
  { "Question about invoice %o", "My accountant wants the VAT number on the document from %t. Can you issue a corrected copy? Thanks, %n" },
  { "Change delivery address", "We are moving house next week, please ship parcel %o to our new flat instead of the old street. %n" },
  { "Cancel subscription", "I no longer need the premium plan and would like to end it before the next renewal on %t. Regards %n" },
  { "Broken screen", "The tablet fell from the table and its display is cracked. Is repair covered under warranty, and for how much? %n" },
  { "Missing parts in box %o", "We unpacked the shelf but four screws and one wooden board were absent, so it cannot be assembled. %n" },
  { "Upgrade to business plan", "How many seats are included, and may colleagues abroad use the same licence? We are %d people. %n" },
  { "Wrong colour", "I chose green shoes, yet you delivered brown ones. Exchange please, size stays as it was in %o. %n" },
  { "App crashes on start", "After yesterday's update the Android application closes immediately when opened; reinstalling did not help. %n" },
  { "Two charges for one purchase", "My bank statement lists the same amount twice, both dated %t. One must be a mistake, kindly reverse it. %n" },
  { "Data export", "Where do I download everything that is stored about me as spreadsheet? The settings menu has no such button. %n" },
  { "Delivery on Saturday possible?", "Nobody is home during working days, hence weekend or evening drop-off would suit our household better. %n" },
  { "Gift voucher not accepted", "Checkout says the code expired, but the printed card clearly promises validity until summer. Code %o. %n" },
  { "Printer will not connect", "It shows up in wireless settings, pairing fails with timeout, and the driver installer hangs at ninety percent. %n" },
  { "Allergy information", "Does the almond biscuit contain traces of milk or soy? My daughter reacts badly to both. %n" },
  { "Speaking with a manager", "Three agents gave me three different answers about the mortgage; I want somebody senior to ring me. %n" },
  { "Vacancy", "I saw that your warehouse is hiring forklift drivers. Attached is my CV, I could begin on %t. %n" },
  { "Thank you", "Just wanted to say that the technician who visited us was brilliant: friendly, quick, and everything works again. %n" },
  { "Slow internet", "Evening speed drops below %d megabits while mornings are perfect. Router was replaced, cable tested, no change. %n" },
  { "Hotel booking %o", "Could we have adjoining rooms, a cot for the baby, plus late check-out when leaving? %n" },
  { "Certificate expired", "Browsers warn visitors about our domain because TLS ran out overnight. Automatic renewal apparently failed. %n" },
  { "Webhook signatures", "Requests from your API carry a header whose digest never matches ours; which secret and encoding are used? %n" },
  { "Lost luggage", "Flight landed in Lisbon, suitcase did not. Tag %o. What do you need from me to trace the bag? %n" },
  { "School licence", "Our teachers would like classroom access for pupils aged ten to twelve; do you offer educational pricing? %n" },
  { "Phishing?", "Somebody emailed me pretending to be you and asking for credit card digits. I did not click. Forwarding for your security team. %n" },
  { "Fridge is noisy", "A loud humming starts every night around two and wakes the dog. Model %o, bought last spring. %n" },
  { "Newsletter", "Unsubscribing through the link does nothing, weekly advertisements keep coming. Remove my address, please. %n" },
  { "Tax form", "For the annual declaration I require proof of donations made throughout the year. Where can it be obtained? %n" },
  { "Concert tickets %o", "Bought four seats for the Friday show but two friends fell ill. Are the places transferable or resaleable? %n" },
  { "주문 %o 배송 문의", "지난주에 주문한 전기 주전자가 아직 도착하지 않았습니다. 지금 어디쯤 와 있는지 확인 부탁드립니다. %n" },
  { "환불 요청", "받은 외투가 몸에 맞지 않아 반품했는데 카드 승인 취소가 되지 않고 있어요. 언제 처리되나요? %n" },
  { "로그인이 안 됩니다", "비밀번호를 두 번이나 바꿨는데도 계속 틀렸다고 나옵니다. 계정이 잠긴 것은 아닌지 봐 주세요. %n" },
  { "홈페이지 접속 장애", "오늘 낮부터 쇼핑몰 전체가 열리지 않아 고객 항의가 빗발치고 있습니다. 긴급 조치 바랍니다. %n" },
  { "세금계산서 재발행", "%t 자 거래의 사업자등록번호가 잘못 적혀 있어 수정 발행을 요청드립니다. %n" },
  { "배송지 변경", "다음 주에 이사를 가게 되어 새 아파트로 보내 주셨으면 합니다. 주문번호는 %o 입니다. %n" },
  { "정기 구독 해지", "이제 유료 요금제를 쓰지 않으니 다음 결제일 전에 자동 연장을 멈춰 주세요. %n" },
  { "액정 파손 수리", "태블릿을 책상에서 떨어뜨려 화면에 금이 갔는데 보증 기간 안이면 무상으로 고칠 수 있나요? %n" },
  { "부품 누락", "책장을 조립하려고 상자를 열어 보니 나사 네 개와 선반 한 장이 빠져 있었습니다. %n" },
  { "단체 라이선스 견적", "저희 회사 직원 %d 명이 함께 쓰려면 비용이 얼마인지, 해외 지사도 포함되는지 알려 주십시오. %n" },
  { "색상이 다릅니다", "초록색 운동화를 골랐는데 갈색이 왔네요. 같은 치수로 교환하고 싶습니다. %n" },
  { "앱이 바로 꺼져요", "어제 업데이트한 뒤로 실행하자마자 종료되고 다시 설치해도 똑같은 증상입니다. %n" },
  { "이중 결제", "통장 내역을 보니 동일한 금액이 두 차례 빠져나갔습니다. 하나는 취소해 주시기 바랍니다. %n" },
  { "개인정보 열람", "제가 가입한 뒤 저장된 자료를 모두 파일로 내려받고 싶은데 메뉴를 찾지 못하겠습니다. %n" },
  { "주말 배달 가능 여부", "평일에는 집에 아무도 없어서 토요일 오전이나 저녁 늦게 갖다주시면 좋겠어요. %n" },
  { "상품권 사용 오류", "계산대에서 만료되었다고 뜨는데 뒷면에는 여름까지 유효하다고 인쇄되어 있습니다. %n" },
  { "프린터 연결 실패", "무선 목록에는 보이지만 등록 도중 시간이 초과되고 드라이버 설치도 멈춰 버립니다. %n" },
  { "알레르기 성분", "아몬드 과자에 우유나 콩이 들어가는지 궁금합니다. 딸아이가 민감하게 반응하거든요. %n" },
  { "책임자 통화 요청", "상담원마다 대출 조건을 다르게 설명하니 답답합니다. 팀장님께서 직접 전화 주세요. %n" },
  { "채용 문의", "물류 창고에서 지게차 기사를 모집한다는 공고를 보았습니다. 이력서를 첨부합니다. %n" },
  { "감사합니다", "어제 방문하신 기사님이 친절하고 꼼꼼하게 고쳐 주셔서 모든 기기가 잘 돌아갑니다. %n" },
  { "인터넷 속도 저하", "아침에는 빠른데 밤만 되면 영상이 끊깁니다. 공유기도 바꾸고 선도 점검했어요. %n" },
  { "객실 예약 %o", "아기 침대가 있는 방과 옆방을 붙여서 배정해 주시고 퇴실은 조금 늦게 하고 싶습니다. %n" },
  { "인증서 만료", "새벽에 보안 인증 기간이 끝나 브라우저마다 위험한 사이트라고 경고합니다. %n" },
  { "API 서명 불일치", "웹훅 요청 머리말에 담긴 해시값이 우리 쪽 계산과 늘 어긋나는데 어떤 비밀키를 쓰나요? %n" },
  { "수하물 분실", "비행기는 제주에 내렸는데 여행 가방이 나오지 않았습니다. 추적하려면 무엇이 필요합니까? %n" },
  { "학교용 할인", "초등학교 선생님들이 수업 시간에 학생과 함께 쓰려 합니다. 교육 기관 가격이 있는지요? %n" },
  { "피싱 신고", "귀사를 사칭하여 카드 번호를 묻는 편지를 받았습니다. 누르지 않았고 보안 부서에 알려 드립니다. %n" },
  { "냉장고 소음", "매일 새벽 두 시쯤 윙윙거리는 소리가 커서 강아지까지 깹니다. 작년 봄에 구입했습니다. %n" },
  { "광고 수신 거부", "해지 단추를 눌러도 소용없이 매주 전단이 옵니다. 제 주소를 명단에서 지워 주세요. %n" },
  { "기부금 영수증", "연말정산에 쓸 증빙 서류를 어디에서 발급받을 수 있는지 안내해 주시면 고맙겠습니다. %n" },
};

static char *fill(const char *text, const struct filling *filling)
{
  static const char marks[] = "nodt";
  const char *values[] = { filling->name, filling->order, filling->number, filling->day };
  GString *out = g_string_new(NULL);
  for (const char *p = text; *p; p++) {
    const char *mark = *p == '%' ? strchr(marks, p[1]) : NULL;
    if (mark && *mark) {
      g_string_append(out, values[mark - marks]);
      p++;
    } else {
      g_string_append_c(out, *p);
    }
  }
  return g_string_free(out, FALSE);
}

static guint64 fingerprint_of(const char *name, const char *subject, const char *text)
{
  g_autofree char *whole = g_strdup_printf("From: %s <a@customer.example>\nSubject: %s\nMIME-Version: 1.0\n"
                                           "Content-Type: text/plain; charset=utf-8\n\n%s\n",
                                           name, subject, text);
  g_autoptr(GBytes) bytes = g_bytes_new(whole, strlen(whole));
  g_autoptr(Mail) mail = mail_from_bytes(bytes, NULL);
  return similar_fingerprint(mail);
}

static guint64 letter(gsize i, gsize k)
{
  const struct filling *filling = g_str_is_ascii(letters[i].text) ? &english[k] : &korean[k];
  g_autofree char *subject = fill(letters[i].subject, filling);
  g_autofree char *text = fill(letters[i].text, filling);
  return fingerprint_of(filling->name, subject, text);
}

static guint apart(guint64 a, guint64 b)
{
  return (guint)__builtin_popcountll(a ^ b);
}

static void the_same_letter_of_somebody_else_is_near(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(letters); i++) {
    g_test_message("%s: %u", letters[i].subject, apart(letter(i, 0), letter(i, 1)));
    g_assert_cmpuint(letter(i, 0), !=, 0);
    g_assert_cmpuint(apart(letter(i, 0), letter(i, 1)), <=, SIMILAR_BITS);
  }
}

/* Whom it greets and which request it quotes is not known to us, and is little of a robot's text. */
static void a_robot_that_greets_by_name_is_near_itself(void)
{
  static const char body[] =
      "thank you for your message about %s. This is an automatic confirmation: your request was received and has been "
      "passed on to the responsible colleague, who will get back to you within two working days. Please do not answer "
      "this mail, as the mailbox is not monitored. In urgent cases our hotline is at your disposal from nine to five. "
      "Kind regards, your customer service team";
  static const struct {
    const char *from, *greeting, *subject;
  } rows[] = {
    { "Service", "Dear Anna Smith,", "invoice 4711" },
    { "Customer Care", "Dear Robert Miller,", "delivery" },
    { "Bot", "Hello Jane,", "password" },
  };
  guint64 first = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    GString *text = g_string_new(rows[i].greeting);
    g_string_append_c(text, '\n');
    g_string_append(text, body);
    g_string_replace(text, "%s", rows[i].subject, 1);
    guint64 fingerprint = fingerprint_of(rows[i].from, "Your request", text->str);
    g_test_message("%s: %u", rows[i].greeting, apart(first, fingerprint));
    if (i)
      g_assert_cmpuint(apart(first, fingerprint), <=, SIMILAR_BITS);
    else
      first = fingerprint;
    g_string_free(text, TRUE);
  }
}

static void another_letter_is_far(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(letters); i++)
    for (gsize k = i + 1; k < G_N_ELEMENTS(letters); k++) {
      guint bits = apart(letter(i, 0), letter(k, 0));
      if (bits <= FAR)
        g_test_message("%u: %s / %s", bits, letters[i].subject, letters[k].subject);
      g_assert_cmpuint(bits, >, FAR);
    }
}

static void a_few_words_have_no_fingerprint(void)
{
  static const char *const texts[] = { "", "Hello!", "Please call me back", "1 2 3 4 5 6 7 8 9 10 11 12",
                                       "a@b.example c@d.example https://x.example/1 one two", "네" };
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
    g_assert_cmpuint(fingerprint_of("Jane", "Hi", texts[i]), ==, 0);
}

/* Our own words, which an answer quotes, are no part of it. */
static void what_is_quoted_does_not_count(void)
{
  static const char said[] = "Nobody reads this mailbox at present, please write to the hotline or look at our help pages.";
  g_autofree char *quoting = g_strdup_printf("%s\n\n> Hello Jane Doe,\n> thank you for writing to us about the order\n", said);
  g_assert_cmpuint(apart(fingerprint_of("A", "Away", said), fingerprint_of("B", "Away", quoting)), ==, 0);
}

/* Kept in ledgers: a change of how they are made must be meant. */
static void a_fingerprint_stays_what_it_is(void)
{
  g_assert_cmphex(fingerprint_of("Jane", "Broken", "one two three four five six seven eight nine ten"), ==,
                  G_GUINT64_CONSTANT(0x20b96f744ce70a3c));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/similar/near", the_same_letter_of_somebody_else_is_near);
  g_test_add_func("/similar/robot", a_robot_that_greets_by_name_is_near_itself);
  g_test_add_func("/similar/far", another_letter_is_far);
  g_test_add_func("/similar/short", a_few_words_have_no_fingerprint);
  g_test_add_func("/similar/quoted", what_is_quoted_does_not_count);
  g_test_add_func("/similar/stable", a_fingerprint_stays_what_it_is);
  return g_test_run();
}
