#include "base/clock.h"
#include "desk/outbox.h"

static void retries_come_further_and_further_apart_and_end(void)
{
  static const struct {
    unsigned attempts;
    gint64 age, later; /* seconds; later -1: no further attempt */
  } cases[] = {
    { 0, 0, 60 },          { 1, 60, 120 },        { 5, 3600, 1920 },      { 7, 7200, 7680 },
    { 8, 9000, 4 * 3600 }, { 31, 90000, 4 * 3600 }, { 500, 90000, 4 * 3600 }, { 3, 2 * 86400, -1 },
    { 40, 9 * 86400, -1 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    gint64 now = 1795435200, at = outbox_retry_at(cases[i].attempts, now - cases[i].age, now);
    g_assert_cmpint(at, ==, cases[i].later < 0 ? CLOCK_NONE : now + cases[i].later);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/outbox/retry", retries_come_further_and_further_apart_and_end);
  return g_test_run();
}
