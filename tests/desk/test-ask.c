/* What an acknowledgement asks for, and the tags that its text may ask about. */
#include "base/problems.h"
#include "desk/claim.h"
#include "mail/mail.h"
#include "reply/facts.h"
#include "../shipped.h"

#include <glib/gstdio.h>
#include <string.h>

static const char rules[] = "- rule: twice\n"
                            "  when: {subject: twice}\n"
                            "  category: billing\n"
                            "  tags: [upset]\n"
                            "  ask: {en: [date, amount, card], ko: [날짜, 금액]}\n"
                            "- rule: invoice\n"
                            "  when: {subject: invoice}\n"
                            "  category: billing\n"
                            "  ask: {en: [amount, number, reason, colour], ko: [금액, 번호]}\n"
                            "- rule: crash\n"
                            "  when: {subject: crash}\n"
                            "  category: bug\n"
                            "  ask: {en: version}\n"
                            "- rule: telephone\n"
                            "  when: {subject: telephone}\n"
                            "  ask: model\n"
                            "- rule: parcel\n"
                            "  when: {subject: parcel}\n"
                            "  category: delivery\n"
                            "  needs: [order-number, date, phone]\n"
                            "  ask: {en: [street, colour, size], ko: [주소, 색상, 크기]}\n";

static struct desk *desk;

static void append(GString *out, const char *mark, const GPtrArray *list)
{
  for (guint i = 0; list && i < list->len; i++)
    g_string_append_printf(out, "%s%s%s", out->len ? " " : "", mark, (char *)list->pdata[i]);
}

static char *asked(const char *subject, const char *text)
{
  g_autofree char *source = g_strdup_printf("From: Jane <jane@customer.example>\nTo: support@acme.example\n"
                                            "Message-ID: <1@customer.example>\nSubject: %s\n"
                                            "Content-Type: text/plain; charset=utf-8\n\n%s\n",
                                            subject, text);
  g_autoptr(GBytes) bytes = g_bytes_new(source, strlen(source));
  g_autoptr(Mail) mail = mail_from_bytes(bytes, NULL);
  const struct circumstances circumstances = { .now = 1795435200 };
  g_autoptr(Decision) decision = desk_decide(desk, mail, &circumstances);
  g_autoptr(ReplyFacts) facts = desk_facts(desk, mail, decision);
  GString *out = g_string_new(NULL);
  append(out, "?", facts->needs);
  append(out, "", facts->ask);
  append(out, "#", facts->numbers);
  append(out, "+", facts->tags);
  return g_string_free(out, FALSE);
}

static void four_things_at_most_each_once_and_to_the_point(void)
{
  static const char english[] = "I hope that you can tell me more about what happened here.";
  static const char korean[] = "어떻게 된 일인지 알려 주시면 감사하겠습니다.";
  static const struct {
    const char *subject, *text, *asked;
  } rows[] = {
    { "invoice", english, "amount number reason colour" },
    { "invoice, twice", english, "date amount card number +upset" },
    { "invoice, twice", korean, "날짜 금액 번호 +upset" },
    { "invoice, and a crash", english, "amount number reason colour" },
    { "crash", korean, "version" },
    { "crash of the telephone", english, "version model" },
    { "hello", english, "" },
    { "parcel", english, "?order-number ?date ?phone street" },
    { "parcel", korean, "?order-number ?date ?phone 주소" },
    { "parcel of order 4711-22", english, "?date ?phone street colour #order 4711-22" },
    { "parcel", "My order 4711-22 of 3 December has not come, and I would like to know where it is.",
      "?phone street colour size #order 4711-22" },
    { "parcel", "Order 4711-22, tracking number 003404341610, invoice 2026-00123 and order 4711-23 belong together, I think.",
      "?date ?phone street colour #order 4711-22 #tracking 003404341610 #invoice 2026-00123" },
    { "parcel", "My order was paid with the card 4111 1111 1111 1111, and I hope that you can find it.",
      "?order-number ?date ?phone street" },
    { "parcel", "주문번호 20261234567 상품이 아직 안 왔습니다. 언제 오는지 알려 주시면 감사하겠습니다.",
      "?date ?phone 주소 색상 #order 20261234567" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *found = asked(rows[i].subject, rows[i].text);
    g_assert_cmpstr(found, ==, rows[i].asked);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  use_shipped_data();
  g_autofree char *folder = g_dir_make_tmp("deskbell-XXXXXX", NULL);
  g_autofree char *filters = g_build_filename(folder, "rules.yaml", NULL);
  g_autofree char *path = g_build_filename(folder, "deskbell.yaml", NULL);
  g_autofree char *configuration =
      g_strdup_printf("desk: {addresses: [support@acme.example], language: en, filters: %s}\n", folder);
  g_assert_true(g_file_set_contents(filters, rules, -1, NULL));
  g_autoptr(Problems) problems = problems_new();
  g_assert_true(g_file_set_contents(path, configuration, -1, NULL));
  g_autoptr(Config) config = config_load(path, problems);
  g_unlink(path); /* it lies among the filters */
  g_assert_nonnull(config);
  desk = desk_new(config, config->desks->pdata[0], NULL, 1795435200, problems);
  g_assert_nonnull(desk);
  g_unlink(filters);
  g_rmdir(folder);
  g_test_add_func("/ask/what", four_things_at_most_each_once_and_to_the_point);
  int status = g_test_run();
  desk_free(desk);
  return status;
}
