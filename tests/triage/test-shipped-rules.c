/* The shipped rules as a specification: what a mail of one or two sentences is taken for, and how soon it must be seen. */
#include "shipped.h"

static void english(void)
{
  static const struct example examples[] = {
    { "Website down", "Your website has been down for an hour and our customers can't order.", "outage", "urgent" },
    { "Help", "The site is not loading for anyone in our office.", "outage", "urgent" },
    { "API errors", "Since 9:40 every call to the API returns HTTP 503.", "outage", "urgent" },
    { "Problem", "Nobody can log in since this morning, all of us see the same page.", "outage", "urgent" },
    { "500", "I get 500 Internal Server Error on every page.", "outage", "urgent" },
    { "Is there an outage?", "We can't reach your servers from Berlin or Seoul.", "outage", "urgent" },
    { "dashboard", "The dashboard won't load, it stays white for all of our users.", "outage", "urgent" },
    { "Hacked", "I think my account has been hacked, there are orders I never made.", "security", "urgent" },
    { "Strange mail", "I received a phishing email that pretends to come from you.", "security", "urgent" },
    { "Login alert", "Someone logged in to our account from another country last night.", "security", "urgent" },
    { "Report", "I found a vulnerability in your upload form and would like to report it.", "security", "urgent" },
    { "Files", "All my files are gone since the update.", "data-loss", "urgent" },
    { "Mistake", "A colleague accidentally deleted our project. Can you restore it?", "data-loss", "urgent" },
    { "Backup", "The database is corrupted and we need to restore from backup.", "data-loss", "urgent" },
    { "Login", "I can't log in to my account, it says the password is wrong.", "account", "high" },
    { "Password", "I forgot my password and the mail with the link never arrives.", "account", "high" },
    { "Locked out", "My account is locked after three attempts.", "account", "high" },
    { "2FA", "I lost my phone and cannot receive the verification code.", "account", "high" },
    { "Sign-in problem", "I am having trouble signing in since yesterday.", "account", "high" },
    { "New address", "Please change my email address to the new one below.", "account", "normal" },
    { "Charged twice", "I was charged twice for order 4711.", "billing", "high" },
    { "Card", "There is a duplicate payment on my card from 3 May.", "billing", "high" },
    { "Unknown charge", "I don't recognize this charge on my statement.", "billing", "high" },
    { "Refund", "I would like a refund for the second item.", "billing", "normal" },
    { "Invoice", "Could you send me the invoice for March once more?", "billing", "normal" },
    { "Payment", "My credit card was declined although it is valid.", "billing", "normal" },
    { "VAT", "The VAT number on the receipt is missing.", "billing", "normal" },
    { "Where is my order?", "I ordered two weeks ago.", "delivery", "normal" },
    { "Order 1234", "My order has not arrived yet.", "delivery", "normal" },
    { "Parcel", "The tracking number you sent me shows nothing.", "delivery", "normal" },
    { "Return", "The shoes are the wrong size, how can I send them in? I need a return label.", "delivery", "normal" },
    { "Damaged", "The lamp arrived broken.", "delivery", "normal" },
    { "Cancel", "Please cancel my subscription at the end of the month.", "cancellation", "normal" },
    { "Account", "I want to close my account. Please delete my account and all data.", "cancellation", "normal" },
    { "Contract", "This is our notice of termination for contract 88-2.", "cancellation", "normal" },
    { "Complaint", "This is the worst customer service I have ever had.", "complaint", "high" },
    { "Still nothing", "This is the third time I am writing and nobody replies.", "complaint", "high" },
    { "Disappointed", "I am very disappointed with the way your staff treated me.", "complaint", "high" },
    { "Lawyer", "If I don't hear from you my lawyer will contact you.", "complaint", "high" },
    { "Crash", "The app crashes when I open the calendar.", "bug", "normal" },
    { "Printing", "The export button does not work in Firefox.", "bug", "normal" },
    { "Error", "I get the error code E-201 when I save a contact.", "bug", "normal" },
    { "Question", "How do I add a second calendar?", "how-to", "low" },
    { "Plans", "Is it possible to use one licence on two computers?", "how-to", "low" },
    { "Docs", "Where can I find the user manual?", "how-to", "low" },
    { "Feature request", "A dark mode for the editor.", "wish", "low" },
    { "Idea", "It would be great if I could sort the list by date.", "wish", "low" },
    { "Thanks!", "Great service, thank you so much for your help!", "praise", "low" },
    { "Well done", "I am very happy with the new version. Keep up the good work!", "praise", "low" },
    { "Urgent", "We need somebody to call us back.", "general", "high" },
    { "Call", "Please call me back as soon as possible.", "general", "high" },
    { "Delivery", "The goods must be here by tomorrow, what is the delivery status?", "delivery", "high" },
    { "Blocked", "The report module has a bug and I cannot complete my work.", "bug", "high" },
    { "Question", "No rush, but could you have a look at our contract?", "general", "low" },
    { "Hello", "Please find our new postal address below.", "general", "normal" },
  };
  assert_examples(examples, G_N_ELEMENTS(examples));
}

static void korean(void)
{
  static const struct example examples[] = {
    { "접속 장애", "오전 9시부터 사이트 접속이 안 됩니다. 확인 부탁드립니다.", "outage", "urgent" },
    { "서버 문의", "서버가 다운된 것 같습니다. 전 직원이 접속을 못 하고 있어요.", "outage", "urgent" },
    { "장애 신고", "결제 시스템에 장애가 발생하여 고객 주문을 받지 못하고 있습니다.", "outage", "urgent" },
    { "홈페이지", "홈페이지가 안 열려요ㅠㅠ", "outage", "urgent" },
    { "오류", "모든 페이지에서 HTTP 500 에러가 나옵니다.", "outage", "urgent" },
    { "먹통", "아침부터 시스템이 먹통이에요. 언제 복구되나요?", "outage", "urgent" },
    { "해킹 의심", "제 계정이 해킹당한 것 같아요.", "security", "urgent" },
    { "보안 문의", "해외에서 로그인한 기록이 있는데 저는 한국에 있습니다.", "security", "urgent" },
    { "피싱", "귀사를 사칭한 피싱 메일을 받았습니다.", "security", "urgent" },
    { "신고", "개인정보가 유출된 것 같아 연락드립니다.", "security", "urgent" },
    { "데이터", "업데이트 후에 데이터가 모두 사라졌습니다.", "data-loss", "urgent" },
    { "복구 요청", "실수로 삭제한 프로젝트를 되살릴 수 있을까요?", "data-loss", "urgent" },
    { "파일", "저장해 둔 파일이 전부 없어졌어요. 복구해 주세요.", "data-loss", "urgent" },
    { "로그인", "로그인이 안 돼요. 비밀번호는 맞게 입력했습니다.", "account", "high" },
    { "비밀번호", "비밀번호를 잊어버렸는데 어떻게 해야 하나요?", "account", "high" },
    { "인증번호", "인증번호가 오지 않습니다.", "account", "high" },
    { "계정 잠김", "비밀번호를 여러 번 틀렸더니 계정이 잠겼습니다.", "account", "high" },
    { "로그인 오류", "어제부터 계속 로그인 오류가 납니다.", "account", "high" },
    { "정보 변경", "가입할 때 쓴 이메일 주소를 변경하고 싶습니다.", "account", "normal" },
    { "이중 결제", "같은 주문이 두 번 결제되었습니다. 확인 부탁드려요.", "billing", "high" },
    { "카드", "해지했는데도 이번 달에 또 청구되었습니다.", "billing", "high" },
    { "결제", "저는 결제한 적이 없는데 카드에서 돈이 나갔어요.", "billing", "high" },
    { "환불", "지난주에 산 강의 환불해 주세요.", "billing", "normal" },
    { "환불 문의", "환불이 안 됩니까? 규정을 알려 주세요.", "billing", "normal" },
    { "세금계산서", "3월분 세금계산서 발행 부탁드립니다.", "billing", "normal" },
    { "영수증", "현금영수증 신청을 깜빡했는데 지금이라도 될까요?", "billing", "normal" },
    { "배송", "주문한 지 일주일이 지났는데 배송이 시작되지 않았습니다.", "delivery", "normal" },
    { "택배", "송장 번호를 조회해도 아무것도 나오지 않습니다.", "delivery", "normal" },
    { "상품", "상품이 아직 도착하지 않았어요.", "delivery", "normal" },
    { "교환", "다른 상품이 왔어요. 교환 가능할까요?", "delivery", "normal" },
    { "파손", "컵이 파손되어 도착했습니다.", "delivery", "normal" },
    { "해지", "이번 달 말로 서비스 해지를 요청드립니다.", "cancellation", "normal" },
    { "탈퇴", "회원 탈퇴하고 싶습니다.", "cancellation", "normal" },
    { "주문 취소", "어제 넣은 주문 취소해 주세요.", "cancellation", "normal" },
    { "불만", "상담원이 너무 불친절해서 정말 실망했습니다.", "complaint", "high" },
    { "항의", "도대체 몇 번째 문의입니까? 아직도 답변이 없네요.", "complaint", "high" },
    { "소비자원", "계속 이러시면 소비자원에 신고하겠습니다.", "complaint", "high" },
    { "어이없네요", "이런 대응은 처음 봅니다. 최악이네요.", "complaint", "high" },
    { "앱 오류", "앱이 자꾸 튕겨요.", "bug", "normal" },
    { "버그", "저장 버튼을 눌러도 반응이 없습니다.", "bug", "normal" },
    { "인쇄", "보고서 인쇄가 안 됩니다.", "bug", "normal" },
    { "오류 문의", "파일을 올리면 오류 코드 E-201이 나옵니다.", "bug", "normal" },
    { "사용법", "캘린더 공유는 어떻게 하나요?", "how-to", "low" },
    { "문의", "한 라이선스를 두 대의 PC에서 사용할 수 있나요?", "how-to", "low" },
    { "설정", "알림 설정 방법이 궁금합니다.", "how-to", "low" },
    { "제안", "다크 모드 기능을 추가해 주시면 좋겠습니다.", "wish", "low" },
    { "건의", "날짜순 정렬이 있으면 정말 좋겠어요.", "wish", "low" },
    { "감사합니다", "친절하게 답변해 주셔서 정말 감사드려요.", "praise", "low" },
    { "감사", "덕분에 잘 해결했습니다. 최고예요!", "praise", "low" },
    { "긴급", "담당자분 연락 부탁드립니다.", "general", "high" },
    { "급합니다", "오늘 중으로 꼭 전화 주세요.", "general", "high" },
    { "배송", "내일까지 꼭 받아야 하는데 배송 조회 부탁드립니다.", "delivery", "high" },
    { "오류", "프로그램 오류 때문에 업무를 못 하고 있습니다.", "bug", "high" },
    { "문의드립니다", "급한 건 아니니 천천히 답변 주세요.", "general", "low" },
    { "계약서", "계약서 사본을 첨부해 드립니다.", "general", "normal" },
    { "주문", "어제 주문 드렸습니다. 잘 부탁드립니다.", "general", "normal" },
  };
  assert_examples(examples, G_N_ELEMENTS(examples));
}

static void words_alone_do_not_raise_the_alarm(void)
{
  static const struct example examples[] = {
    { "Prices", "I see that your prices are down, so we will order ten more.", "general", "normal" },
    { "Sitting down", "Can we sit down next week and talk about the contract?", "general", "normal" },
    { "File", "I could download the file, see the breakdown attached.", "general", "normal" },
    { "SLA", "If the site is down, do we get a credit?", "general", "normal" },
    { "Contract", "What happens when your service is down for more than an hour?", "general", "normal" },
    { "Offer", "Our outage-free hosting has 99.99% uptime, book a demo for your team.", "general", "normal" },
    { "Thanks", "Thanks for fixing it, the site works again.", "praise", "low" },
    { "Re: login", "The login problem has been fixed, thank you!", "praise", "low" },
    { "Question", "This is not urgent: could you send the price list?", "general", "low" },
    { "Re: order", "I want to complement the order with two chairs.", "general", "normal" },
    { "Meeting", "I was hacking on the integration, can we talk on Monday?", "general", "normal" },
    { "Feedback", "I have no complaints, everything is as it should be.", "general", "normal" },
    { "Security talk", "We give a talk about passwords at your conference.", "general", "normal" },
    { "Package", "We looked at your premium package.", "general", "normal" },
    { "Cancel button", "The cancel button is green.", "general", "normal" },
    { "Login works", "I can log in now, thanks.", "general", "normal" },
    { "장애인 할인", "장애인 등록증으로 할인을 받고 싶습니다.", "billing", "normal" },
    { "무장애 여행", "무장애 여행 상품이 나왔다고 들었습니다.", "general", "normal" },
    { "SLA 문의", "만약 장애가 발생하면 보상 기준이 있습니까?", "general", "normal" },
    { "다운로드", "자료를 다운로드했습니다. 감사합니다.", "general", "normal" },
    { "접속 안내", "접속 안내 메일 잘 받았습니다.", "general", "normal" },
    { "Re: 접속 장애", "이제 정상적으로 접속됩니다. 감사합니다.", "praise", "low" },
    { "Re: 로그인", "로그인 문제는 해결되었습니다. 수고하셨습니다.", "praise", "low" },
    { "급하지 않습니다", "급하지 않으니 편하실 때 보내 주세요.", "general", "low" },
    { "사기 그릇", "도자기와 사기 그릇을 함께 판매하고 있습니다.", "general", "normal" },
    { "신고", "세금 신고 때문에 바쁘네요. 다음 주에 뵙겠습니다.", "general", "normal" },
    { "취소선", "취소선이 그어진 문장은 무시하고 읽어 주십시오.", "general", "normal" },
    { "교환학생", "저는 교환학생으로 와 있습니다.", "general", "normal" },
  };
  assert_examples(examples, G_N_ELEMENTS(examples));
}

/* Still broken is not fixed, whatever else is said. */
static void relief_that_does_not_last_is_none(void)
{
  static const struct example examples[] = {
    { "Down again", "It was working again for an hour, but now the site is down.", "outage", "urgent" },
    { "Login", "You said it has been fixed. However I still can't log in.", "account", "high" },
    { "재발", "어제 해결되었습니다만 오늘 다시 접속이 안 됩니다.", "outage", "urgent" },
    { "로그인", "해결되었다고 하셨는데 여전히 로그인이 안 됩니다.", "account", "high" },
  };
  assert_examples(examples, G_N_ELEMENTS(examples));
}

static void quoted_words_do_not_count(void)
{
  g_autoptr(Filters) filters = shipped();
  struct mail mail = { .subject = (char *)"Re: your question",
                       .text = (char *)"Here is our address.\n\nOn Monday you wrote:\n> urgent: the site is down\n",
                       .request = (char *)"Here is our address." };
  struct triage_facts facts = { .inside_hours = TRUE };
  g_autoptr(TriageVerdict) verdict = triage_decide(filters, &mail, &facts);
  g_assert_cmpstr(verdict->category, ==, "general");
  g_assert_cmpint(verdict->priority, ==, PRIORITY_NORMAL);
}

static void mail_that_is_passed_on_counts_and_its_bearer_is_answered_in_his_language(void)
{
  g_autoptr(Filters) filters = shipped();
  static const struct {
    const char *note, *passed_on, *category, *language;
  } rows[] = {
    { "Please take care of this.", "Guten Tag, ich wurde zweimal belastet.", "billing", "en" },
    { "처리 부탁드립니다.", "The site is down and nobody can order.", "outage", "ko" },
    { "FYI", "Ihre Seite ist seit einer Stunde nicht erreichbar. Bitte helfen Sie uns.", "outage", "de" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    struct mail mail = { .subject = (char *)"", .text = (char *)"", .request = (char *)rows[i].note,
                         .forwarded = (char *)rows[i].passed_on };
    struct triage_facts facts = { .inside_hours = TRUE };
    g_autoptr(TriageVerdict) verdict = triage_decide(filters, &mail, &facts);
    g_assert_cmpstr(verdict->category, ==, rows[i].category);
    g_assert_cmpstr(verdict->language, ==, rows[i].language);
  }
}

static guint count_asked(const struct triage_verdict *verdict, const char *language)
{
  guint n = 0;
  for (guint i = 0; i < verdict->ask->len; i++)
    n += !strcmp(((const struct triage_item *)verdict->ask->pdata[i])->language, language);
  return n;
}

static void other_things_are_asked_for_in_english_and_korean(void)
{
  g_autoptr(Filters) filters = shipped();
  static const char *const texts[] = { "The site is down.", "This service is a disgrace.", "I was charged twice.",
                                       "I can't log in." };
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autoptr(TriageVerdict) verdict = decide(filters, "", texts[i]);
    g_assert_cmpuint(count_asked(verdict, "en"), >, 0);
    g_assert_cmpuint(count_asked(verdict, "en"), ==, count_asked(verdict, "ko"));
  }
}

/* Several rules match these: what the mail is about decides what is needed, and each thing is asked for once. */
static void no_more_is_asked_for_than_the_matter_needs(void)
{
  g_autoptr(Filters) filters = shipped();
  static const struct {
    const char *text, *needs;
    guint asked;
  } rows[] = {
    { "어제 정기 구독료가 두 번 결제되었습니다. 한 건을 환불해 주시면 감사하겠습니다.", "invoice-number amount", 1 },
    { "I was charged twice for the invoice and would like a refund.", "invoice-number date amount", 1 },
    { "배송이 아직 안 왔어요. 송장 조회도 오류가 나는데 어떻게 하나요?", "order-number", 0 },
    { "I can't log in, the app shows an error message. How do I reset it?", "screenshot", 1 },
    { "I can't log in.", "screenshot", 2 },
    { "The app shows an error message whenever I open the report.", "screenshot version device", 0 },
    { "The app shows an error message.", "screenshot version device", 1 },
    { "Nobody can reach the site, it is down.", "since address screenshot", 0 },
    { "이메일 주소를 new@customer.example 로 변경해 주세요.", "", 1 },
    { "Thank you so much for your help!", "", 0 },
    { "Thank you so much for your help with order 12345!", "", 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(TriageVerdict) verdict = decide(filters, "", rows[i].text);
    g_autofree char *needs = needs_of(verdict);
    g_assert_cmpstr(needs, ==, rows[i].needs);
    g_assert_cmpuint(count_asked(verdict, "en"), ==, rows[i].asked);
    g_assert_cmpuint(count_asked(verdict, "ko"), ==, rows[i].asked);
  }
}

static void disappointment_is_marked(void)
{
  g_autoptr(Filters) filters = shipped();
  static const struct {
    const char *text;
    gboolean upset, again;
  } rows[] = {
    { "This is the third time I am writing and nobody replies. Unacceptable.", TRUE, TRUE },
    { "도대체 몇 번째 문의입니까? 아직도 답변이 없네요.", TRUE, TRUE },
    { "I am very disappointed with the way your staff treated me.", TRUE, FALSE },
    { "상담 직원의 말투가 너무 불쾌했습니다.", TRUE, FALSE },
    { "Our website is down, please hurry.", FALSE, FALSE },
    { "로그인이 안 됩니다. 급합니다.", FALSE, FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(TriageVerdict) verdict = decide(filters, "", rows[i].text);
    GPtrArray *tags = verdict->tags;
    g_assert_cmpint(g_ptr_array_find_with_equal_func(tags, "upset", g_str_equal, NULL), ==, rows[i].upset);
    g_assert_cmpint(g_ptr_array_find_with_equal_func(tags, "repeat-contact", g_str_equal, NULL), ==, rows[i].again);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/shipped/english", english);
  g_test_add_func("/shipped/korean", korean);
  g_test_add_func("/shipped/traps", words_alone_do_not_raise_the_alarm);
  g_test_add_func("/shipped/relief", relief_that_does_not_last_is_none);
  g_test_add_func("/shipped/quoted", quoted_words_do_not_count);
  g_test_add_func("/shipped/ask", other_things_are_asked_for_in_english_and_korean);
  g_test_add_func("/shipped/ask-no-more", no_more_is_asked_for_than_the_matter_needs);
  g_test_add_func("/shipped/upset", disappointment_is_marked);
  g_test_add_func("/shipped/passed-on", mail_that_is_passed_on_counts_and_its_bearer_is_answered_in_his_language);
  return g_test_run();
}
