/* The table itself, which is also the manual. */
#include "policy/policy-private.h"

#include <string.h>

static void every_reason_is_documented(void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (const struct policy_reason *reason = policy_reasons; reason->code; reason++) {
    g_assert_true(g_hash_table_add(seen, (void *)reason->code));
    g_assert_cmpuint(strspn(reason->code, "abcdefghijklmnopqrstuvwxyz-"), ==, strlen(reason->code));
    g_assert_true(g_str_has_suffix(reason->about, "."));
    g_assert_true(reason->headers || reason->check);
    g_assert_nonnull(reason->source);
  }
}

/* The strength decides before the place in the table does; a reader of the table should see the same order. Only the sum of
 * the weak ones stands behind them. */
static void hard_reasons_stand_before_strong_ones_before_weak_ones_before_notes(void)
{
  enum policy_strength last = POLICY_HARD;
  for (const struct policy_reason *reason = policy_reasons; reason->code; reason++) {
    if (!strcmp(reason->code, "automatic")) {
      g_assert_cmpint(last, ==, POLICY_WEAK);
      g_assert_cmpint(reason[1].strength, ==, POLICY_NOTE);
      continue;
    }
    g_assert_cmpint(last, <=, reason->strength);
    last = reason->strength;
  }
}

static void only_weak_reasons_have_points_and_a_cause_and_none_decides_alone(void)
{
  for (const struct policy_reason *reason = policy_reasons; reason->code; reason++) {
    gboolean is_weak = reason->strength == POLICY_WEAK;
    g_assert_cmpint(reason->cause != NULL, ==, is_weak);
    g_assert_cmpint(reason->points > 0, ==, is_weak);
    g_assert_cmpuint(reason->points, <, POLICY_AUTOMATIC_POINTS);
  }
}

static void the_words_of_header_rules_are_lower_case(void)
{
  for (const struct policy_reason *reason = policy_reasons; reason->code; reason++)
    for (const struct policy_header *header = reason->headers; header && header->name; header++) {
      gboolean needs_words = header->match != MATCH_PRESENT && header->match != MATCH_TRUE;
      g_assert_cmpint(header->words != NULL, ==, needs_words);
      g_autofree char *lower = header->words ? g_ascii_strdown(header->words, -1) : NULL;
      g_assert_cmpstr(header->words, ==, lower);
    }
}

static void the_manual_lists_every_reason(void)
{
  g_autofree char *page = policy_manual();
  g_assert_nonnull(strstr(page, ".TP\n.B auto\\-submitted\n"));
  g_assert_nonnull(strstr(page, "hard"));
  g_assert_nonnull(strstr(page, "X\\-Spam\\-Flag (yes, true, 1)"));
  g_assert_nonnull(strstr(page, "X\\-MS\\-Exchange\\-Organization\\-SCL (5 or more)"));
  guint entries = 0, reasons = 0;
  for (const char *p = page; (p = strstr(p, ".TP\n")); p++)
    entries++;
  while (policy_reasons[reasons].code)
    reasons++;
  g_assert_cmpuint(entries, ==, reasons);
  /* No line but our own requests may begin with what roff takes for one. */
  g_auto(GStrv) lines = g_strsplit(page, "\n", -1);
  for (char **line = lines; *line; line++)
    if (**line == '.' || **line == '\'')
      g_assert_true(g_str_has_prefix(*line, ".TP") || g_str_has_prefix(*line, ".B ") ||
                    g_str_has_prefix(*line, ".RI "));
}

/* The mail room leaves most of the bad ones out already; what is sent to is checked all the same. */
static void only_plain_addresses_are_usable(void)
{
  static const char *const good[] = { "a@b.example",      "o'brien+x@b.example", "a@müller.example",
                                      "a.b@localhost",       "100%@b.example" };
  static const char *const bad[] = {
    "",          "@",         "a",         "@b.example",    "a@",        "a@b@c.example",     "a@.b.example",
    "a@b..c",    "a@b.",      "a@-b.c",    "a b@c.example", "a@b c",     "a\r@b.example",     "a@b.example\n",
    "a\x7f@b.c", "\"a\"@b.c", "<a@b.c>",   "a,b@c.example", "a;b@c",     "a@[127.0.0.1]",     "-f@b.example",
    "|sh@b.c",   "/tmp@b.c",  "a@invalid", "a@b.invalid",   "a@b.c\xff", "a\xe2\x80\xa8@b.c",
    "jörg@b.c",  ".a@b.c",    "a.@b.c",    "a..b@b.example", "a@b_c.example",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(good); i++)
    g_assert_true(policy_is_usable(good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_test_message("%s", bad[i]);
    g_assert_false(policy_is_usable(bad[i]));
  }
  g_assert_false(policy_is_usable(NULL));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/policy-table/documented", every_reason_is_documented);
  g_test_add_func("/policy-table/order", hard_reasons_stand_before_strong_ones_before_weak_ones_before_notes);
  g_test_add_func("/policy-table/points", only_weak_reasons_have_points_and_a_cause_and_none_decides_alone);
  g_test_add_func("/policy-table/words", the_words_of_header_rules_are_lower_case);
  g_test_add_func("/policy-table/manual", the_manual_lists_every_reason);
  g_test_add_func("/policy-table/usable", only_plain_addresses_are_usable);
  return g_test_run();
}
