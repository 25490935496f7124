/* Always open, and the small questions to a calendar. */
#include "sla/sla.h"

#include "base/clock.h"
#include "office.h"

static void always_is_elapsed_time(void)
{
  static const struct {
    const char *zone, *start, *duration, *due;
  } rows[] = {
    { "UTC", "2026-11-28T23:30:15Z", "1h", "2026-11-29T00:30:15Z" },
    { "Europe/Berlin", "2026-03-28T12:00:00+01:00", "1d", "2026-03-29T13:00:00+02:00" },
    { "Europe/Berlin", "2026-10-24T12:00:00+02:00", "1d", "2026-10-25T11:00:00+01:00" },
    { "Europe/Berlin", "2026-10-24T12:00:00+02:00", "7d", "2026-10-31T11:00:00+01:00" },
    { "Europe/Berlin", "2026-10-24T12:00:00+02:00", "1bd", "2026-10-25T12:00:00+01:00" },
    { "UTC", "2026-11-28T00:00:00Z", "3653d", "2036-11-28T00:00:00Z" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    gint64 start = clock_parse(rows[i].start);
    g_autoptr(Calendar) calendar = office(rows[i].zone, NULL, NULL, start, NULL);
    struct duration duration = duration_of(rows[i].duration);
    struct sla_deadline deadline;
    g_assert_true(sla_deadline(calendar, start, &duration, TRUE, &deadline, NULL));
    g_assert_cmpint(deadline.due, ==, clock_parse(rows[i].due));
    g_assert_cmpuint(deadline.intervals->len, ==, 1);
    const struct sla_interval *whole = deadline.intervals->pdata[0];
    g_assert_cmpint(whole->from, ==, start);
    g_assert_cmpint(whole->to, ==, deadline.due);
    g_assert_true(whole->counted);
    sla_deadline_clear(&deadline);
  }
}

static void always_is_open_at_any_time(void)
{
  g_autoptr(Calendar) calendar = office("Asia/Seoul", NULL, NULL, 0, NULL);
  static const char *const times[] = { "2026-11-28T15:00:00Z", "2026-11-28T14:59:59Z", "1969-01-01T00:00:00Z" };
  for (gsize i = 0; i < G_N_ELEMENTS(times); i++) {
    gint64 time = clock_parse(times[i]);
    g_assert_true(calendar_is_open(calendar, time));
    g_assert_cmpint(calendar_next_open(calendar, time), ==, time);
  }
  g_assert_cmpstr(g_time_zone_get_identifier(calendar_zone(calendar)), ==, "Asia/Seoul");
}

static void the_next_opening_is_found(void)
{
  static const struct {
    const char *time, *next;
    gboolean open;
  } rows[] = {
    { "2026-11-23T08:59:59+01:00", "2026-11-23T09:00:00+01:00", FALSE },
    { "2026-11-23T09:00:00+01:00", "2026-11-23T09:00:00+01:00", TRUE },
    { "2026-11-23T16:59:59+01:00", "2026-11-23T16:59:59+01:00", TRUE },
    { "2026-11-23T17:00:00+01:00", "2026-11-25T09:00:00+01:00", FALSE },
    { "2026-11-24T12:00:00+01:00", "2026-11-25T09:00:00+01:00", FALSE },
    { "2026-11-28T12:00:00+01:00", "2026-11-30T09:00:00+01:00", FALSE },
  };
  g_autoptr(Calendar) calendar = office("Europe/Berlin", "mon-fri 09:00-17:00", "2026-11-24", 0, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    gint64 time = clock_parse(rows[i].time);
    g_assert_cmpint(calendar_is_open(calendar, time), ==, rows[i].open);
    g_assert_cmpint(calendar_next_open(calendar, time), ==, clock_parse(rows[i].next));
  }
}

static void a_calendar_without_hours_never_opens(void)
{
  g_autoptr(Calendar) calendar = office("Europe/Berlin", "", NULL, 0, NULL);
  g_assert_false(calendar_is_open(calendar, 0));
  g_assert_true(calendar_next_open(calendar, 0) == CLOCK_NONE);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/always/elapsed", always_is_elapsed_time);
  g_test_add_func("/always/open", always_is_open_at_any_time);
  g_test_add_func("/calendar/next-open", the_next_opening_is_found);
  g_test_add_func("/calendar/never", a_calendar_without_hours_never_opens);
  return g_test_run();
}
