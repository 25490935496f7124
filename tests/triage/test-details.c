#include "triage/details.h"

#include "mail/mail.h"

#include "../slow.h"

#include <string.h>

/* What a text gives, as "kind=value; kind=value" of the kinds that are asked for. */
struct given {
  const char *text;
  const char *details; /* "" for none */
};

static char *told(const GPtrArray *details)
{
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < details->len; i++) {
    const struct detail *detail = details->pdata[i];
    g_string_append_printf(out, "%s%s=%s", out->len ? "; " : "", detail_names[detail->kind], detail->value);
  }
  return g_string_free(out, FALSE);
}

static void assert_given(const struct given *givens, gsize n)
{
  static char *const products[] = { (char *)"Acme Cloud", (char *)"탁상시계" };
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  for (gsize i = 0; i < G_N_ELEMENTS(products); i++)
    g_ptr_array_add(names, products[i]);
  guint wrong = 0;
  for (gsize i = 0; i < n; i++) {
    const struct mail mail = { .subject = (char *)"", .request = (char *)givens[i].text };
    g_autoptr(GPtrArray) details = details_find(&mail, names);
    g_autofree char *got = told(details);
    if (strcmp(got, givens[i].details)) {
      g_test_message("%s: not '%s' but '%s'", givens[i].text, givens[i].details, got);
      wrong++;
    }
  }
  g_assert_cmpuint(wrong, ==, 0);
}

static void numbers_are_told_by_the_words_around_them(void)
{
  static const struct given givens[] = {
    { "My order 12345 has not arrived.", "order-number=12345" },
    { "order no. 12345", "order-number=12345" },
    { "Order number: AB-123456", "order-number=AB-123456" },
    { "order #4711", "order-number=4711" },
    { "Where is #123456?", "order-number=123456" },
    { "order 123-1234567-1234567 please", "order-number=123-1234567-1234567" },
    { "PO-77001 is late", "order-number=PO-77001" },
    { "2024-1234567 is my order number", "order-number=2024-1234567" },
    { "Bestellnummer 987654", "order-number=987654" },
    { "Meine Bestellung Nr. 20261234567 fehlt", "order-number=20261234567" },
    { "numéro de commande 445566", "order-number=445566" },
    { "n° de commande : 445566", "order-number=445566" },
    { "número de pedido 88991", "order-number=88991" },
    { "Meu pedido 556677 não chegou", "order-number=556677" },
    { "注文番号は123456です", "order-number=123456" },
    { "订单号：20261203001", "order-number=20261203001" },
    { "訂單編號 778899", "order-number=778899" },
    { "invoice 2026-00123 is wrong", "invoice-number=2026-00123" },
    { "Rechnung Nr. 55001", "invoice-number=55001" },
    { "facture 778812", "invoice-number=778812" },
    { "INV-20261 looks odd", "invoice-number=INV-20261" },
    { "請求書番号 12345", "invoice-number=12345" },
    { "发票号 123456", "invoice-number=123456" },
    { "Order 12345 and invoice 67890", "order-number=12345; invoice-number=67890" },
    { "1Z999AA10123456784", "tracking-number=1Z999AA10123456784" },
    { "RR473124829GB has been stuck", "tracking-number=RR473124829GB" },
    { "RR473124828GB", "" },
    { "tracking number 00340434161094042557", "tracking-number=00340434161094042557" },
    { "Sendungsnummer 003404341610", "tracking-number=003404341610" },
    { "We ordered 2000 pieces", "" },
    { "I bought it in 2024", "" },
    { "customer number 123456", "" },
    { "I have 3 questions in order to continue", "" },
    { "It costs 20% more", "" },
  };
  assert_given(givens, G_N_ELEMENTS(givens));
}

static void korean_numbers_are_told_by_the_words_around_them(void)
{
  static const struct given givens[] = {
    { "주문번호 20261234567 확인 부탁드립니다", "order-number=20261234567" },
    { "주문번호는 AB-123456입니다", "order-number=AB-123456" },
    { "주문 번호: 1234567", "order-number=1234567" },
    { "12345번 주문이 안 왔어요", "order-number=12345" },
    { "구매번호 7788990011", "order-number=7788990011" },
    { "예약번호 AB1234", "order-number=AB1234" },
    { "세금계산서 2026-00123", "invoice-number=2026-00123" },
    { "영수증 번호 998877", "invoice-number=998877" },
    { "송장번호 123456789012", "tracking-number=123456789012" },
    { "운송장 6012345678901 조회가 안 돼요", "tracking-number=6012345678901" },
    { "CJ대한통운 123456789012", "tracking-number=123456789012" },
    { "제 번호는 010-1234-5678입니다", "phone=010-1234-5678" },
    { "연락처 02-123-4567", "phone=02-123-4567" },
    { "전화 01012345678 로 주세요", "phone=01012345678" },
    { "고객센터 1588-1234", "phone=1588-1234" },
    { "+82 10-1234-5678", "phone=+82 10-1234-5678" },
    { "35,000원이 결제됐어요", "amount=35,000원" },
    { "3만 5천원 환불해 주세요", "amount=3만 5천원" },
    { "5만원입니다", "amount=5만원" },
    { "₩12,000", "amount=₩12,000" },
    { "버전 3.2에서 오류", "version=3.2" },
    { "오류 코드 1234가 떠요", "error=1234" },
    { "에러코드: E-1234", "error=E-1234" },
    { "404 오류가 나요", "error=404" },
    { "12월 3일에 결제했어요", "date=12월 3일" },
    { "2026년 12월 3일", "date=2026년 12월 3일" },
    { "2026-12-03에 구매", "date=2026-12-03" },
    { "어제부터 안 돼요", "since=어제부터" },
    { "지난주 월요일부터 접속이 안 됩니다", "since=지난주 월요일부터" },
    { "12월 3일부터 안 됩니다", "date=12월 3일; since=12월 3일부터" },
    { "갤럭시 S24에서 안 돼요", "device=갤럭시 S24" },
    { "아이폰 15 Pro 사용 중", "device=아이폰 15 Pro" },
    { "크롬에서 안 열려요", "device=크롬" },
    { "윈도우 11입니다", "device=윈도우 11" },
    { "스크린샷 첨부합니다", "screenshot=스크린샷" },
    { "화면 캡처를 보냅니다", "screenshot=화면 캡처" },
    { "탁상시계가 고장났어요", "product=탁상시계" },
    { "고객번호 123456입니다", "" },
    { "3번 시도했어요", "" },
    { "계좌 110-123-456789", "" },
    { "여기부터 다시 해주세요", "" },
    { "오늘 10:30에 전화했어요", "" },
  };
  assert_given(givens, G_N_ELEMENTS(givens));
}

static void amounts_dates_and_phones(void)
{
  static const struct given givens[] = {
    { "I was charged $49.99 twice", "amount=$49.99" },
    { "1.234,56 € abgebucht", "amount=1.234,56 €" },
    { "You took € 20", "amount=€ 20" },
    { "EUR 45.00", "amount=EUR 45.00" },
    { "45 EUR", "amount=45 EUR" },
    { "£12", "amount=£12" },
    { "¥3,000", "amount=¥3,000" },
    { "3000円です", "amount=3000円" },
    { "299元", "amount=299元" },
    { "R$ 50", "amount=R$ 50" },
    { "on 3 December", "date=3 December" },
    { "am 3. Dezember", "date=3. Dezember" },
    { "el 3 de diciembre", "date=3 de diciembre" },
    { "am 03.12.2026", "date=03.12.2026" },
    { "on 12/03/2026", "date=12/03/2026" },
    { "12月3日に買いました", "date=12月3日" },
    { "12月3号买的", "date=12月3号" },
    { "Call +49 30 1234567", "phone=+49 30 1234567" },
    { "call me at (555) 123-4567", "phone=(555) 123-4567" },
    { "my phone is 555-123-4567", "phone=555-123-4567" },
    { "Telefon 030 1234567", "phone=030 1234567" },
    { "Mobil: 0171 1234567", "phone=0171 1234567" },
    { "電話は03-1234-5678です", "phone=03-1234-5678" },
    { "我的手机 13812345678", "phone=13812345678" },
  };
  assert_given(givens, G_N_ELEMENTS(givens));
}

static void versions_errors_devices_and_pages(void)
{
  static const struct given givens[] = {
    { "We run v2.3.1", "version=v2.3.1" },
    { "Version 4.0 crashes", "version=4.0" },
    { "since 2.10.3 it is slow", "version=2.10.3" },
    { "バージョン 3.2", "version=3.2" },
    { "版本 3.2.1", "version=3.2.1" },
    { "error 0x80070057", "error=0x80070057" },
    { "HTTP 500", "error=500" },
    { "ERR_CONNECTION_RESET appears", "error=ERR_CONNECTION_RESET" },
    { "E-1234", "error=E-1234" },
    { "Fehlercode 4711", "error=4711" },
    { "code erreur 12", "error=12" },
    { "エラーコード 55", "error=55" },
    { "错误代码 1001", "error=1001" },
    { "a NullPointerException at start", "error=NullPointerException" },
    { "on my iPhone 15", "device=iPhone 15" },
    { "Galaxy S24 Ultra", "device=Galaxy S24 Ultra" },
    { "Windows 11 and Chrome", "device=Windows 11; device=Chrome" },
    { "see https://shop.example/cart.", "address=https://shop.example/cart" },
    { "www.shop.example/x1", "address=www.shop.example/x1" },
    { "It fails since yesterday", "since=since yesterday" },
    { "seit Montag geht nichts", "since=seit Montag" },
    { "depuis hier", "since=depuis hier" },
    { "desde ayer no funciona", "since=desde ayer" },
    { "昨日から使えません", "since=昨日から" },
    { "screenshot attached", "screenshot=screenshot" },
    { "capture d'écran jointe", "screenshot=capture d'écran" },
    { "截图在附件", "screenshot=截图" },
    { "Acme Cloud is slow", "product=Acme Cloud" },
    { "acme clouds", "" },
    { "since you asked", "" },
    { "He is chromed", "" },
    { "", "" },
  };
  assert_given(givens, G_N_ELEMENTS(givens));
}

static void what_looks_like_a_number_and_is_none(void)
{
  static const struct given givens[] = {
    { "My order of 2500 pieces", "" },
    { "An invoice for 4500 would be too much", "" },
    { "My order has 1200 items", "" },
    { "Our order is for 3000 users", "" },
    { "I placed the order 2026-12-03", "date=2026-12-03" },
    { "The order of 03/12/2026 is late", "date=03/12/2026" },
    { "Invoice from 12.11.2026", "date=12.11.2026" },
    { "invoice 03.12.26", "date=03.12.26" },
    { "my order, phone 555-123-4567", "phone=555-123-4567" },
    { "About my order call 0301234567", "phone=0301234567" },
    { "order 12345, call me at +49 171 1234567", "order-number=12345; phone=+49 171 1234567" },
    { "My order is late. I have 2500 followers.", "" },
    { "An error appears. I have Office 365 here.", "" },
    { "The error comes when 12 users work", "" },
    { "I get an error after 30 minutes", "" },
    { "errors in 15 places", "" },
    { "version for 9.99 euros", "amount=9.99 euros" },
    { "The price of version 3.2 is $9.99", "version=3.2; amount=$9.99" },
    { "The new version costs 12.50 EUR", "amount=12.50 EUR" },
    { "server 192.168.10.20 is down", "" },
    { "issue #21742 is fixed", "" },
    { "ticket #4711 was closed", "" },
    { "case 123456 again", "" },
    { "open 24/7", "" },
    { "a ratio of 50/50", "" },
    { "see section 2.1.3", "" },
    { "iPhone 15 costs 999 EUR", "amount=999 EUR; device=iPhone 15" },
    { "15 phones, 20 chargers", "" },
    { "our machine V5 stopped", "" },
    { "we fill up with E10", "" },
    { "I keep opening windows all day", "" },
    { "the edge of the box is torn", "" },
    { "Sitzung um 10:30 Uhr", "" },
    { "Rechnung über 4500", "" },
    { "eine Bestellung mit 1000 Stück", "" },
    { "un pedido de 1500", "" },
    { "since I asked you", "" },
    { "He paid with the card 4111 1111 1111 1111 for the order", "" },
    { "order, card 5500-0000-0000-0004", "" },
    { "My order: password is 12345678", "" },
    { "order AB-123456, the PIN is 4711", "order-number=AB-123456" },
    { "invoice DE89370400440532013000", "" },
  };
  assert_given(givens, G_N_ELEMENTS(givens));
}

static void korean_that_looks_like_a_number_and_is_none(void)
{
  static const struct given givens[] = {
    { "2000개 주문했습니다", "" },
    { "주문 수량은 1500개입니다", "" },
    { "주문자 홍길동 010-1234-5678", "phone=010-1234-5678" },
    { "주문한 지 30일이 지났어요", "" },
    { "주문하신 상품 1200원", "amount=1200원" },
    { "2026년에 주문했어요", "" },
    { "주문일 2026-12-03", "date=2026-12-03" },
    { "주문 날짜는 2026.12.03입니다", "date=2026.12.03" },
    { "3번째 주문입니다", "" },
    { "오류가 나서 12번 시도했습니다", "" },
    { "오류가 30분째 계속됩니다", "" },
    { "에러가 나요. 직원 25명이 못 씁니다.", "" },
    { "버전이 낮아서 30분 걸려요", "" },
    { "회의는 14:30입니다", "" },
    { "문의번호 123456 확인해 주세요", "" },
    { "접수번호 20261234 건입니다", "" },
    { "계좌번호 123-456-789012", "" },
    { "카드번호 4111-1111-1111-1111로 주문", "" },
    { "주문 결제 카드 4111 1111 1111 1111", "" },
    { "인증번호 123456이 안 와요", "" },
    { "비밀번호는 987654입니다. 주문 확인해 주세요.", "" },
    { "주민번호 900101-1234568", "" },
    { "아이폰 15가 99만원", "amount=99만원; device=아이폰 15" },
    { "24시간 상담", "" },
    { "50% 할인", "" },
    { "송장 출력이 2000장 필요합니다", "" },
  };
  assert_given(givens, G_N_ELEMENTS(givens));
}

static void dates_errors_and_times_as_people_write_them(void)
{
  static const struct given givens[] = {
    { "on December 3", "date=December 3" },
    { "Dec. 3, 2026 was the day", "date=Dec. 3, 2026" },
    { "on the 3rd of December", "date=3rd of December" },
    { "on 3 December 2026", "date=3 December 2026" },
    { "I paid yesterday", "date=yesterday" },
    { "gestern bezahlt", "date=gestern" },
    { "昨日払いました", "date=昨日" },
    { "어제 결제했습니다", "date=어제" },
    { "그저께 주문했어요", "date=그저께" },
    { "2026년 12월에 샀습니다", "date=2026년 12월" },
    { "12/3에 결제", "date=12/3" },
    { "550 5.1.1 user unknown", "error=550 5.1.1" },
    { "The error message is: 4711", "error=4711" },
    { "status code 503", "error=503" },
    { "오류 코드는 1234입니다", "error=1234" },
    { "오류번호: 77", "error=77" },
    { "500 에러", "error=500" },
    { "seit heute Morgen einen Fehler", "since=seit heute Morgen" },
    { "since this morning", "since=since this morning" },
    { "오늘 아침부터 안 열려요", "since=오늘 아침부터" },
    { "3일 전부터 느려요", "since=3일 전부터" },
    { "order:12345", "order-number=12345" },
    { "Order 12345: where is it?", "order-number=12345" },
    { "주문번호:12345", "order-number=12345" },
    { "운송장번호 : 1234-5678-9012", "tracking-number=1234-5678-9012" },
    { "주문 12345번 확인해 주세요", "order-number=12345" },
    { "windows 10 laptop", "device=windows 10" },
    { "it happens on windows", "device=windows" },
    { "ver 3.4.5", "version=3.4.5" },
    { "앱 버전은 5.1입니다", "version=5.1" },
    { "앱버전 12.3.1", "version=12.3.1" },
  };
  assert_given(givens, G_N_ELEMENTS(givens));
}

static void an_image_is_a_screenshot_and_a_signature_gives_only_its_phone(void)
{
  struct mail_attachment image = { (char *)"error.png", (char *)"image/png", 100000 };
  g_autoptr(GPtrArray) attachments = g_ptr_array_new();
  g_ptr_array_add(attachments, &image);
  const struct mail mail = { .subject = (char *)"Order 12345", .request = (char *)"It is broken.", .attachments = attachments,
                             .signature = (char *)"Jane\nTel. +49 30 1234567\norder 99999" };
  g_autoptr(GPtrArray) details = details_find(&mail, NULL);
  g_autofree char *got = told(details);
  g_assert_cmpstr(got, ==, "order-number=12345; phone=+49 30 1234567; screenshot=error.png");
  g_assert_true(details_have(details, DETAIL_SCREENSHOT));
  g_assert_false(details_have(details, DETAIL_AMOUNT));
  g_assert_cmpstr(((const struct detail *)details->pdata[1])->where, ==, "signature");
}

static void no_text_gives_much_or_costs_much(void)
{
  static const char *const pieces[] = { "1", "12345 ", "order 12345 ", "a1-", "https://x", "+1 ", "since ", "부터", "iphone 1 ", "1.2.3.4.5.", "3만 ", "#",
                                       "http://a.b ", "https://a:b@c.d ", "password ERR_A1\n" };
  for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
    g_autoptr(GString) text = g_string_new(NULL);
    while (text->len < 64 * 1024)
      g_string_append(text, pieces[i]);
    const struct mail mail = { .subject = (char *)"", .request = text->str };
    double start = cpu_seconds();
    g_autoptr(GPtrArray) details = details_find(&mail, NULL);
    g_test_message("%s: %.1f ms", pieces[i], (cpu_seconds() - start) * 1e3);
    g_assert_cmpfloat(cpu_seconds() - start, <, 0.5); /* some 0.02 s; the bound only catches another order of growth */
    g_assert_cmpuint(details->len, <=, 8 * N_DETAIL_KINDS);
  }
}

static void a_mail_that_is_passed_on_gives_its_details(void)
{
  const struct mail mail = { .subject = (char *)"Fwd", .request = (char *)"Please take care of this.",
                             .forwarded = (char *)"Bestellnummer 20458-77, 49,99 € am 3. Dezember abgebucht." };
  g_autoptr(GPtrArray) details = details_find(&mail, NULL);
  g_assert_true(details_have(details, DETAIL_ORDER));
  g_assert_true(details_have(details, DETAIL_AMOUNT));
  g_assert_true(details_have(details, DETAIL_DATE));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/details/numbers", numbers_are_told_by_the_words_around_them);
  g_test_add_func("/details/ko", korean_numbers_are_told_by_the_words_around_them);
  g_test_add_func("/details/amounts", amounts_dates_and_phones);
  g_test_add_func("/details/versions", versions_errors_devices_and_pages);
  g_test_add_func("/details/none", what_looks_like_a_number_and_is_none);
  g_test_add_func("/details/none-ko", korean_that_looks_like_a_number_and_is_none);
  g_test_add_func("/details/as-written", dates_errors_and_times_as_people_write_them);
  g_test_add_func("/details/attachments", an_image_is_a_screenshot_and_a_signature_gives_only_its_phone);
  g_test_add_func("/details/cost", no_text_gives_much_or_costs_much);
  g_test_add_func("/details/passed-on", a_mail_that_is_passed_on_gives_its_details);
  return g_test_run();
}
