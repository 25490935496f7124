#include <string.h>

#include "reply/clean.h"

static void subjects_lose_prefixes_and_our_mark(void)
{
  static const struct {
    const char *from, *to;
  } rows[] = {
    { "Invoice", "Invoice" },
    { "Re: Invoice", "Invoice" },
    { "RE: Fwd: AW: WG: Invoice", "Invoice" },
    { "Re[2]: Invoice", "Invoice" },
    { "re : Invoice", "Invoice" },
    { "회신: 답장: 환불 문의", "환불 문의" },
    { "返信：請求書", "請求書" },
    { "答复: 回复: 发票", "发票" },
    { "Re: Invoice [ACME-1042-7KQF]", "Invoice" },
    { "Re: [ACME-1042-7kqf] Re: Invoice", "Invoice" },
    { "[ACME-1-7KQF] [ACME-2-ABCD] Invoice", "Invoice" },
    { "[OTHER-1042-7KQF] Invoice", "[OTHER-1042-7KQF] Invoice" },
    { "Report: figures", "Report: figures" },
    { "Refund please", "Refund please" },
    { "Really: yes", "Really: yes" },
    { "  two\r\n  lines\t here ", "two lines here" },
    { "Re:", "" },
    { "", "" },
    { NULL, "" },
    { "a\xE2\x80\xAE" "b\xE2\x80\x8B" "c", "abc" },
    { "bad \xff byte", "bad \xEF\xBF\xBD byte" },
    { "Your account is locked, visit https://evil.example/login?x=1 now", "Your account is locked, visit … now" },
    { "hxxp HTTP://evil.example", "hxxp …" },
    { "see www.evil.example", "see …" },
    { "charged on 4111 1111 1111 1111 twice", "charged on •••• 1111 twice" },
    { "비밀번호는 abc123!인데 안 됩니다", "비밀번호는 ••••인데 안 됩니다" },
    { "win at evil.example/prize today", "win at … today" },
    { "무료http://evil.example", "무료…" },
    { "acme.example is down", "acme.example is down" },
    { "invoice.pdf and/or receipt v1.2/3", "invoice.pdf and/or receipt v1.2/3" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *got = clean_subject(rows[i].from, "ACME");
    g_assert_cmpstr(got, ==, rows[i].to);
  }
}

static void long_subjects_are_cut(void)
{
  g_autofree char *fill = g_strnfill(100000, 'x');
  g_autofree char *got = clean_subject(fill, "ACME");
  g_assert_cmpint(g_utf8_strlen(got, -1), ==, 150);
  g_assert_true(g_str_has_suffix(got, "x…"));
  GString *nested = g_string_new(NULL);
  for (int i = 0; i < 1000; i++)
    g_string_append(nested, "Re: ");
  g_string_append(nested, "Invoice");
  g_autofree char *chain = clean_subject(nested->str, "ACME");
  g_assert_null(strstr(chain, "Re:"));
  g_string_free(nested, TRUE);
}

static void a_tag_is_no_pattern(void)
{
  g_autofree char *got = clean_subject("[A.C-1-7KQF] [AXC-1-7KQF] x", "A.C");
  g_assert_cmpstr(got, ==, "[AXC-1-7KQF] x");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/clean/subject", subjects_lose_prefixes_and_our_mark);
  g_test_add_func("/clean/long", long_subjects_are_cut);
  g_test_add_func("/clean/tag", a_tag_is_no_pattern);
  return g_test_run();
}
