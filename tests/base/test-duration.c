#include "base/config.h"

static void durations_are_read(void)
{
  static const struct {
    const char *text;
    enum duration_unit unit;
    gint64 amount;
  } cases[] = {
    { "1m", DURATION_OPEN_SECONDS, 60 },
    { "5m", DURATION_OPEN_SECONDS, 300 },
    { "90m", DURATION_OPEN_SECONDS, 5400 },
    { "60m", DURATION_OPEN_SECONDS, 3600 },
    { "4h", DURATION_OPEN_SECONDS, 14400 },
    { "2d", DURATION_OPEN_SECONDS, 172800 },
    { "1w", DURATION_OPEN_SECONDS, 604800 },
    { "2bd", DURATION_BUSINESS_DAYS, 2 },
    { "010bd", DURATION_BUSINESS_DAYS, 10 },
    { "3653d", DURATION_OPEN_SECONDS, 3653 * 86400LL },
    { "3653bd", DURATION_BUSINESS_DAYS, 3653 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    struct duration got;
    g_assert_true(duration_parse(cases[i].text, &got));
    g_assert_cmpint(got.unit, ==, cases[i].unit);
    g_assert_cmpint(got.amount, ==, cases[i].amount);
  }
}

/* Refused, and what was there stays. */
static void what_is_no_duration_is_refused(void)
{
  static const char *const texts[] = { "",     "h",     "5",      "0m",       "0bd",        "-1h",         "+1h",
                                       "1.5h", "1 h",   " 1h",    "1h ",      "1H",         "1h30m",       "2 bd",
                                       "2b",   "3654d", "3654bd", "522w",     "999999999h", "9999999999m", "1y",
                                       "1s",   "0x1h",  "off",    "two days", "１h" };
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    struct duration got = { .unit = DURATION_BUSINESS_DAYS, .amount = 7 };
    if (duration_parse(texts[i], &got))
      g_error("'%s' was taken for a duration", texts[i]);
    g_assert_cmpint(got.unit, ==, DURATION_BUSINESS_DAYS);
    g_assert_cmpint(got.amount, ==, 7);
  }
}

static void priorities_have_names(void)
{
  for (int i = 0; i < N_PRIORITIES; i++)
    g_assert_cmpint(priority_parse(priority_names[i]), ==, i);
  g_assert_cmpint(priority_parse("urgent"), ==, PRIORITY_URGENT);
  g_assert_cmpint(priority_parse("low"), ==, PRIORITY_LOW);
  g_assert_cmpint(priority_parse("Urgent"), ==, -1);
  g_assert_cmpint(priority_parse(""), ==, -1);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/duration/read", durations_are_read);
  g_test_add_func("/duration/refused", what_is_no_duration_is_refused);
  g_test_add_func("/priority/names", priorities_have_names);
  return g_test_run();
}
