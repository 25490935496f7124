#include "base/text.h"

/* What a stranger wrote never reaches a terminal or log with its power to move the cursor. */
static void printable_text_has_no_control_characters(void)
{
  static const struct {
    const char *from, *to;
    gsize max;
  } cases[] = {
    { "plain", "plain", 0 },
    { "esc \033[31m", "esc ?[31m", 0 },
    { "two\r\nlines", "two??lines", 0 },
    { "bad \xff byte", "bad \xEF\xBF\xBD byte", 0 },
    { "\xE2\x80\xAE" "evil", "?evil", 0 },
    { "한글은 그대로", "한글은 그대로", 0 },
    { "cut here", "cut…", 3 },
    { NULL, "", 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *got = text_printable(cases[i].from, cases[i].max);
    g_assert_cmpstr(got, ==, cases[i].to);
  }
}

static void folding_makes_spellings_equal(void)
{
  static const struct {
    const char *from, *to;
  } cases[] = {
    { "Straße", "strasse" }, { "STRASSE", "strasse" }, { "café", "cafe" },   { "cafe\xCC\x81", "cafe" },
    { "ＡＢＣ", "abc" },     { "장애가", "장애가" },   { "障害が", "障害が" }, { "Ångström", "angstrom" },
    { "йод", "йод" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *got = text_fold(cases[i].from);
    g_assert_cmpstr(got, ==, cases[i].to);
  }
}

static void columns_count_what_a_terminal_shows(void)
{
  g_assert_cmpuint(text_columns("abc"), ==, 3);
  g_assert_cmpuint(text_columns("한글"), ==, 4);
  g_assert_cmpuint(text_columns("e\xCC\x81"), ==, 1);
  g_autofree char *cut = text_cut("한글입니다", 5);
  g_assert_cmpstr(cut, ==, "한글…");
}

static void globs_match_addresses(void)
{
  static const struct {
    const char *pattern, *text;
    gboolean matches;
  } cases[] = {
    { "*@acme.example", "mina@acme.example", TRUE },  { "*@acme.example", "mina@acme.example.evil", FALSE },
    { "support@acme.example", "Support@ACME.example", TRUE }, { "support+*@acme.example", "support@acme.example", FALSE },
    { "s?pport@*", "support@x", TRUE },               { "*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaa", FALSE },
    { "", "", TRUE },                                 { "*", "", TRUE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
    g_assert_cmpint(text_glob(cases[i].pattern, cases[i].text), ==, cases[i].matches);
}

static void line_breaks_are_seen(void)
{
  g_assert_true(text_breaks_line("a\rb", -1));
  g_assert_true(text_breaks_line("a\nb", -1));
  g_assert_true(text_breaks_line("a\0b", 3));
  g_assert_false(text_breaks_line("a b", -1));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/text/printable", printable_text_has_no_control_characters);
  g_test_add_func("/text/fold", folding_makes_spellings_equal);
  g_test_add_func("/text/columns", columns_count_what_a_terminal_shows);
  g_test_add_func("/text/glob", globs_match_addresses);
  g_test_add_func("/text/breaks-line", line_breaks_are_seen);
  return g_test_run();
}
