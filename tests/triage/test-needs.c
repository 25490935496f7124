/* What is still needed by the shipped rules, for what a mail gives in its subject, text, signature and attachments. */
#include "mails.h"
#include "shipped.h"

static struct mail_attachment picture = { (char *)"error.png", (char *)"image/png", 90000 };
static struct mail_attachment logo = { (char *)"image001.png", (char *)"image/png", 3000 };
static struct mail_attachment paper = { (char *)"invoice.pdf", (char *)"application/pdf", 90000 };

static const struct {
  const char *subject, *text, *signature;
  const struct mail_attachment *attachment;
  const char *needs;
} cases[] = {
  /* where it is given */
  { "Where is my parcel?", "It has not arrived.", NULL, NULL, "order-number" },
  { "Order 20458-77", "My parcel has not arrived.", NULL, NULL, "" },
  { "Where is my parcel?", "My order 20458-77 has not arrived.", NULL, NULL, "" },
  { "Where is my parcel?", "My parcel has not arrived.", "Jane\norder 20458-77", NULL, "order-number" },
  { "Where is my parcel?", "My parcel RR473124829GB has not arrived.", NULL, NULL, "" },
  { "배송 문의", "상품이 아직 도착하지 않았습니다.", NULL, NULL, "order-number" },
  { "주문번호 20261234567", "상품이 아직 도착하지 않았습니다.", NULL, NULL, "" },
  { "배송 문의", "주문번호 20261234567 상품이 아직 도착하지 않았습니다.", NULL, NULL, "" },
  { "배송 문의", "상품이 아직 도착하지 않았습니다. 운송장 6012345678901", NULL, NULL, "" },
  { "배송 문의", "상품이 아직 도착하지 않았습니다. 연락처 010-1234-5678", NULL, NULL, "order-number" },
  /* by a picture, and by what is none */
  { "Error", "The app crashes.", NULL, NULL, "screenshot version device" },
  { "Error", "The app crashes.", NULL, &picture, "version device" },
  { "Error", "The app crashes.", NULL, &logo, "screenshot version device" },
  { "Error", "The app crashes.", NULL, &paper, "screenshot version device" },
  { "Error", "The app crashes with E-1234.", NULL, NULL, "version device" },
  { "Error", "The app crashes. Screenshot attached.", NULL, NULL, "version device" },
  { "Error", "The app crashes, version 3.2.1 on Windows 11.", NULL, NULL, "screenshot" },
  { "앱 오류", "앱에서 오류가 납니다.", NULL, NULL, "screenshot version device" },
  { "앱 오류", "앱에서 오류가 납니다. 화면 캡처 보냅니다.", NULL, NULL, "version device" },
  { "앱 오류", "갤럭시 S24에서 오류가 납니다. 앱 버전은 5.1.2입니다.", NULL, NULL, "screenshot" },
  { "앱 오류", "결제 버튼을 누르면 오류가 납니다.", NULL, &picture, "version device" },
  /* some of several */
  { "Charged twice", "I was charged twice.", NULL, NULL, "invoice-number date amount" },
  { "Charged twice", "I was charged $49.99 twice.", NULL, NULL, "invoice-number date" },
  { "Charged twice", "I was charged twice on 3 December for order 4711-22.", NULL, NULL, "amount" },
  { "Charged twice for invoice 2026-00123", "I was charged $49.99 twice yesterday.", NULL, NULL, "" },
  { "이중 결제", "구독료가 두 번 결제되었습니다.", NULL, NULL, "invoice-number date amount" },
  { "이중 결제", "12월 3일에 35,000원이 두 번 결제되었습니다.", NULL, NULL, "invoice-number" },
  { "이중 결제", "어제 구독료가 두 번 결제되었습니다. 청구서 번호 2026-00123", NULL, NULL, "amount" },
  { "Refund", "Please refund my order.", NULL, NULL, "invoice-number" },
  { "Refund", "Please refund my order 20458-77.", NULL, NULL, "" },
  /* what begins when */
  { "Site down", "The site is down.", NULL, NULL, "since address screenshot" },
  { "Site down", "The site is down since yesterday.", NULL, NULL, "address screenshot" },
  { "Site down", "https://shop.example/cart is down since this morning, error 503.", NULL, NULL, "" },
  { "접속 장애", "어제부터 홈페이지 접속이 안 됩니다.", NULL, NULL, "address screenshot" },
  /* a secret gives nothing */
  { "Charged twice", "My order was charged twice to card 4111 1111 1111 1111.", NULL, NULL, "invoice-number date amount" },
  { "배송 문의", "카드 4111-1111-1111-1111로 주문한 상품이 아직 도착하지 않았습니다.", NULL, NULL, "order-number" },
  /* nothing is wanted */
  { "Thanks", "Thank you so much, great service!", NULL, NULL, "" },
  { "감사합니다", "빠른 처리 감사합니다!", NULL, NULL, "" },
};

static void only_what_the_mail_does_not_give_is_needed(void)
{
  g_autoptr(Filters) filters = shipped();
  guint wrong = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GPtrArray) attachments = g_ptr_array_new();
    if (cases[i].attachment)
      g_ptr_array_add(attachments, (gpointer)cases[i].attachment);
    const struct mail mail = { .subject = (char *)cases[i].subject, .text = (char *)cases[i].text, .request = (char *)cases[i].text,
                               .signature = (char *)cases[i].signature, .attachments = attachments };
    const struct triage_facts facts = { .inside_hours = TRUE };
    g_autoptr(TriageVerdict) verdict = triage_decide(filters, &mail, &facts);
    g_autofree char *needs = needs_of(verdict);
    if (!g_strcmp0(needs, cases[i].needs))
      continue;
    g_test_message("%s: %s (%s): not '%s' but '%s'", cases[i].subject, cases[i].text, verdict->category, cases[i].needs, needs);
    wrong++;
  }
  g_assert_cmpuint(wrong, ==, 0);
}

/* Where the desk names no products, none could be told. */
static void a_product_is_needed_where_products_are_known(void)
{
  g_autoptr(Filters) filters = shipped();
  g_autoptr(GPtrArray) products = g_ptr_array_new();
  g_ptr_array_add(products, (char *)"Acme Cloud");
  static const struct {
    const char *text;
    gboolean known;
    const char *needs;
  } rows[] = {
    { "How do I export my data?", FALSE, "" },
    { "How do I export my data?", TRUE, "product" },
    { "How do I export my data from Acme Cloud?", TRUE, "" },
    { "데이터 내보내기는 어떻게 하나요?", TRUE, "product" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    const struct mail mail = { .subject = (char *)"", .text = (char *)rows[i].text, .request = (char *)rows[i].text };
    const struct triage_facts facts = { .inside_hours = TRUE, .products = rows[i].known ? products : NULL };
    g_autoptr(TriageVerdict) verdict = triage_decide(filters, &mail, &facts);
    g_autofree char *needs = needs_of(verdict);
    g_assert_cmpstr(needs, ==, rows[i].needs);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/needs/given", only_what_the_mail_does_not_give_is_needed);
  g_test_add_func("/needs/product", a_product_is_needed_where_products_are_known);
  return g_test_run();
}
