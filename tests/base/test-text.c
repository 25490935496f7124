#include "base/host.h"
#include "base/text.h"

#include <string.h>

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

static void addresses_are_told_from_other_text(void)
{
  static const struct {
    const char *text;
    gboolean is_address;
  } cases[] = {
    { "mina@acme.example", TRUE },      { "first.last+tag@acme.example", TRUE }, { "o'brien@acme.example", TRUE },
    { "", FALSE },                      { "acme.example", FALSE },               { "@acme.example", FALSE },
    { "mina@", FALSE },                 { ".mina@acme.example", FALSE },         { "mina.@acme.example", FALSE },
    { "mi..na@acme.example", FALSE },   { "mina@acme..example", FALSE },         { "mina@.acme.example", FALSE },
    { "mina@acme.example.", FALSE },    { "mina@-acme.example", FALSE },         { "mina@a@acme.example", FALSE },
    { "mi na@acme.example", FALSE },    { "\"mina\"@acme.example", FALSE },      { "mina@acme_desk.example", FALSE },
    { "mina@acme.example\n", FALSE },   { "미나@acme.example", FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
    if (text_is_address(cases[i].text) != cases[i].is_address)
      g_error("'%s'", cases[i].text);
  g_autofree char *longest = g_strnfill(TEXT_MAX_LOCAL, 'a'), *longer = g_strnfill(TEXT_MAX_LOCAL + 1, 'a');
  g_autofree char *fits = g_strconcat(longest, "@acme.example", NULL), *too_long = g_strconcat(longer, "@acme.example", NULL);
  g_assert_true(text_is_address(fits));
  g_assert_false(text_is_address(too_long));
}

static void the_likelier_of_known_names_is_meant(void)
{
  static const char *const known[] = { "timezone", "language", "tag", "templates" };
  static const struct {
    const char *name, *meant;
  } cases[] = {
    { "time-zone", "timezone" }, { "Templates", "templates" }, { "tags", "tag" }, { "templats", "templates" },
    { "colour", NULL },          { "x", NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    const char *meant = NULL;
    for (gsize k = 0; k < G_N_ELEMENTS(known); k++)
      meant = text_likelier(cases[i].name, known[k], meant);
    g_assert_cmpstr(meant, ==, cases[i].meant);
  }
  g_autofree char *endless = g_strnfill(100000, 't');
  g_assert_null(text_likelier(endless, "tag", NULL));
}

static void only_this_machine_is_loopback(void)
{
  static const struct {
    const char *host;
    gboolean is_loopback;
  } cases[] = {
    { "localhost", TRUE }, { "LocalHost", TRUE },  { "127.0.0.1", TRUE },           { "127.9.8.7", TRUE },
    { "::1", TRUE },       { "[::1]", TRUE },      { "[0:0::1]", TRUE },            { "128.0.0.1", FALSE },
    { "[::2]", FALSE },    { "0.0.0.0", FALSE },   { "localhost.example", FALSE },  { "127.0.0.1.example", FALSE },
    { "", FALSE },         { "[]", FALSE },        { "[localhost", FALSE },         { "[::ffff:192.0.2.1]", FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
    if (host_is_loopback(cases[i].host) != cases[i].is_loopback)
      g_error("'%s'", cases[i].host);
}

/* Letters and their marks may be one character or several: macOS writes them apart. */
static void a_character_in_pieces_folds_as_the_whole_one(void)
{
  guint apart = 0;
  for (gunichar c = 0xC0; c <= 0x1FFFF; c++) {
    if (!g_unichar_isdefined(c) || g_unichar_type(c) == G_UNICODE_SURROGATE || g_unichar_type(c) == G_UNICODE_PRIVATE_USE)
      continue;
    char whole[7] = "";
    whole[g_unichar_to_utf8(c, whole)] = '\0';
    g_autofree char *pieces = g_utf8_normalize(whole, -1, G_NORMALIZE_NFD);
    if (!strcmp(whole, pieces))
      continue;
    g_autofree char *expected = text_fold(whole), *got = text_fold(pieces);
    g_assert_cmpstr(got, ==, expected);
    apart++;
  }
  g_assert_cmpuint(apart, >, 11172); /* the syllables of Hangul alone are so many */
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/text/printable", printable_text_has_no_control_characters);
  g_test_add_func("/text/fold", folding_makes_spellings_equal);
  g_test_add_func("/text/fold-pieces", a_character_in_pieces_folds_as_the_whole_one);
  g_test_add_func("/text/columns", columns_count_what_a_terminal_shows);
  g_test_add_func("/text/glob", globs_match_addresses);
  g_test_add_func("/text/breaks-line", line_breaks_are_seen);
  g_test_add_func("/text/address", addresses_are_told_from_other_text);
  g_test_add_func("/text/likelier", the_likelier_of_known_names_is_meant);
  g_test_add_func("/text/loopback", only_this_machine_is_loopback);
  return g_test_run();
}
