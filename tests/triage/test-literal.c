#include "triage/literal.h"
#include "triage/words.h"

#include <glib.h>
#include <string.h>

static void what_an_expression_needs_is_seen(void)
{
  static const struct {
    const char *expression, *needed; /* NULL: cannot be told */
  } cases[] = {
    { "Outage", "outage" },
    { "\\baccount (is|was) locked\\b", "account " },
    { "a (locked|suspended)", "locked|suspended" },
    { "a (locked|x)", NULL },
    { "refunds?", "refund" },
    { "refunds*x", "refund" },
    { "refu(nd)?", "refu" },
    { "colou?rfully", "rfully" },
    { "(abc)?def|ghi", "def|ghi" },
    { "abc|", NULL },
    { "abc|x?", NULL },
    { "wait+ing", "wait" },
    { "wait{1,3}s", "wait" },
    { "wait{0,3}s", "wai" },
    { "(wait){0}", NULL },
    { "wait{,3}", NULL }, /* braces that are none */
    { "wait*?s", "wai" },
    { "wait++", "wait" },
    { "[abc]def[^]x]ghij", "ghij" },
    { "[[:alpha:]]abc", NULL },
    { "[\\]abc]def", "def" },
    { "HTTP/1\\.1", "http/1.1" },
    { "\\w+ing", "ing" },
    { "\\x41bcd", NULL },
    { "\\Qa|b\\Ecd", NULL },
    { "\\p{L}abc", NULL },
    { "(?:abc|abd)e", "abc|abd" },
    { "\\A[^?]{0,20}\\babc\\Z|\\Adef\\s*\\z", "abc|def" },
    { "(?i)abc", NULL },
    { "(?x)a b c", NULL },
    { "(?<name>abc)", NULL },
    { "abcd(?!efghij)", "abcd" },
    { "(?<=abcdef)ghi", "ghi" },
    { "(abc)\\1", NULL },
    { "(*UCP)abc", NULL },
    { "caf\u00E9s", "caf" }, /* é has two cases */
    { "\u0441\u0431\u043E\u0439", NULL },
    { "\uC811\uC18D ?\uBD88\uAC00", "\uC811\uC18D" },
    { "(\uC548|\uBABB) ?\uB3FC", "\uC548|\uBABB" },
    { "ab", NULL },
    { "", NULL },
    { "abc)", NULL },
    { "(abc", NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GPtrArray) needed = literal_needed(cases[i].expression);
    if (needed)
      g_ptr_array_add(needed, NULL);
    g_autofree char *got = needed ? g_strjoinv("|", (char **)needed->pdata) : NULL;
    if (g_strcmp0(got, cases[i].needed))
      g_error("%s: '%s', not '%s'", cases[i].expression, got, cases[i].needed);
  }
}

static void nests_deeply_without_harm(void)
{
  g_autofree char *open = g_strnfill(100000, '(');
  g_assert_null(literal_needed(open));
}

/* Ways of writing what an expression matches although its letters do not stand there as they stand in it. */
static void a_match_is_never_ruled_out(void)
{
  static const struct {
    const char *pattern, *text;
    gboolean found;
  } cases[] = {
    { "/ticket/", "My TICKET", TRUE },
    { "/ticket/", "My tic\u212Aet", TRUE },
    { "/password/", "Pa\u017F\u017Fword", TRUE },
    { "/(lock|block)ed/", "bLoCKed", TRUE },
    { "/(lock|block)ed/", "clocked", TRUE },
    { "/(lock|block)ed/", "closed", FALSE },
    { "/\uC811\uC18D ?\uBD88\uAC00/", "\uC811\uC18D\uBD88\uAC00", TRUE },
    { "/a{2}bc/", "xaabc", TRUE },
    { "/^$/", "", TRUE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    struct words_pattern *pattern = words_compile(cases[i].pattern, NULL);
    struct words_text *text = words_text_new(cases[i].text);
    struct words_span span;
    if (words_find(pattern, text, 0, &span) != cases[i].found)
      g_error("%s in '%s'", cases[i].pattern, cases[i].text);
    words_text_free(text);
    words_free(pattern);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/literal/seen", what_an_expression_needs_is_seen);
  g_test_add_func("/literal/deep", nests_deeply_without_harm);
  g_test_add_func("/literal/never-ruled-out", a_match_is_never_ruled_out);
  return g_test_run();
}
