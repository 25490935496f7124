/* What lay between start and deadline, and the same deadlines found in a different way: minute by minute. */
#include "sla/sla.h"

#include "base/clock.h"
#include "office.h"

static char *intervals_of(const struct calendar *calendar, gint64 start, const char *text)
{
  struct duration duration = duration_of(text);
  struct sla_deadline deadline;
  g_assert_true(sla_deadline(calendar, start, &duration, TRUE, &deadline, NULL));
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < deadline.intervals->len; i++) {
    const struct sla_interval *interval = deadline.intervals->pdata[i];
    g_autofree char *to = clock_format(interval->to, calendar_zone(calendar));
    g_string_append_printf(out, "%s%s until %.16s", i ? "; " : "", interval->why, to);
    g_assert_cmpint(interval->counted, ==, g_str_equal(interval->why, "open"));
  }
  sla_deadline_clear(&deadline);
  g_assert_null(deadline.intervals);
  return g_string_free(out, FALSE);
}

static void every_interval_has_its_reason(void)
{
  static const struct {
    const char *hours, *holidays, *start, *duration, *intervals;
  } rows[] = {
    { "mon-fri 09:00-17:00", NULL, "2026-11-23T10:00:00+01:00", "1h", "open until 2026-11-23T11:00" },
    { "mon-fri 09:00-12:00,13:00-17:00", NULL, "2026-11-23T11:00:00+01:00", "2h",
      "open until 2026-11-23T12:00; closed until 2026-11-23T13:00; open until 2026-11-23T14:00" },
    { "mon-fri 09:00-17:00", NULL, "2026-11-27T16:00:00+01:00", "2h",
      "open until 2026-11-27T17:00; closed until 2026-11-30T09:00; open until 2026-11-30T10:00" },
    { "mon-fri 09:00-17:00", NULL, "2026-11-28T16:00:00+01:00", "2h",
      "closed until 2026-11-30T09:00; open until 2026-11-30T11:00" },
    { "mon-fri 09:00-17:00", "2026-12-24 2026-12-25 2026-12-26", "2026-12-23T16:00:00+01:00", "2h",
      "open until 2026-12-23T17:00; closed until 2026-12-24T00:00; holiday 2026-12-24 until 2026-12-25T00:00; "
      "holiday 2026-12-25 until 2026-12-26T00:00; closed until 2026-12-28T09:00; open until 2026-12-28T10:00" },
    { "mon-fri 09:00-17:00", NULL, "2026-11-23T10:00:00+01:00", "1bd",
      "open until 2026-11-23T17:00; closed until 2026-11-24T09:00; open until 2026-11-24T10:00" },
    { "mon-sun 00:00-24:00", NULL, "2026-11-23T10:00:00+01:00", "48h", "open until 2026-11-25T10:00" },
    { "mon-sun 00:00-24:00", "2026-11-24", "2026-11-23T10:00:00+01:00", "24h",
      "open until 2026-11-24T00:00; holiday 2026-11-24 until 2026-11-25T00:00; open until 2026-11-25T10:00" },
    { "mon 10:00-16:00; tue 12:00-14:00", NULL, "2026-11-23T11:00:00+01:00", "1bd",
      "open until 2026-11-23T16:00; closed until 2026-11-24T12:00" },
    { NULL, NULL, "2026-11-28T10:00:00+01:00", "2d", "open until 2026-11-30T10:00" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    gint64 start = clock_parse(rows[i].start);
    g_autoptr(Calendar) calendar = office("Europe/Berlin", rows[i].hours, rows[i].holidays, start, NULL);
    g_autofree char *got = intervals_of(calendar, start, rows[i].duration);
    g_assert_cmpstr(got, ==, rows[i].intervals);
  }
}

static void check_intervals(const struct sla_deadline *deadline, gint64 start, gint64 counted)
{
  gint64 reached = start, sum = 0;
  g_assert_cmpuint(deadline->intervals->len, <=, 1000);
  for (guint i = 0; i < deadline->intervals->len; i++) {
    const struct sla_interval *interval = deadline->intervals->pdata[i];
    g_assert_cmpint(interval->from, ==, reached);
    g_assert_cmpint(interval->to, >, interval->from);
    reached = interval->to;
    sum += interval->counted ? interval->to - interval->from : 0;
  }
  g_assert_cmpint(reached, ==, deadline->due);
  if (counted)
    g_assert_cmpint(sum, ==, counted);
}

static void a_thousand_intervals_are_the_most(void)
{
  gint64 start = clock_parse("2026-11-23T00:00:00Z");
  g_autoptr(Calendar) calendar =
      office("UTC", "mon-sun 01:00-02:00,03:00-04:00,05:00-06:00,07:00-08:00", NULL, start, NULL);
  struct duration duration = duration_of("1000h");
  struct sla_deadline deadline;
  g_assert_true(sla_deadline(calendar, start, &duration, TRUE, &deadline, NULL));
  check_intervals(&deadline, start, 0);
  g_assert_cmpuint(deadline.intervals->len, ==, 1000);
  sla_deadline_clear(&deadline);
}

/* The oracle: for every minute of a hundred days, what the clock on the wall shows and whether that is within hours.
 * The windows' edges lie outside the hours in which clocks change, where a clock alone cannot tell. */
enum { MINUTES = 100 * 24 * 60 };

struct oracle {
  const char *zone, *hours, *holidays, *from;
  const struct {
    int first, last, from, to; /* days, 0 is Monday; minutes */
  } windows[4];
  const char *closed[4];
};

static gboolean is_holiday(const struct oracle *oracle, GDateTime *day)
{
  g_autofree char *date = g_date_time_format(day, "%Y-%m-%d");
  for (gsize i = 0; i < G_N_ELEMENTS(oracle->closed) && oracle->closed[i]; i++)
    if (g_str_equal(oracle->closed[i], date))
      return TRUE;
  return FALSE;
}

static gboolean is_within(const struct oracle *oracle, GDateTime *day, int minute)
{
  int weekday = g_date_time_get_day_of_week(day) - 1;
  for (gsize i = 0; i < G_N_ELEMENTS(oracle->windows) && oracle->windows[i].to; i++)
    if (weekday >= oracle->windows[i].first && weekday <= oracle->windows[i].last &&
        minute >= oracle->windows[i].from && minute < oracle->windows[i].to)
      return !is_holiday(oracle, day);
  return FALSE;
}

static gboolean *open_minutes(const struct oracle *oracle, gint64 from)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(oracle->zone);
  gboolean *open = g_new(gboolean, MINUTES);
  for (int i = 0; i < MINUTES; i++) {
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(from + i * 60);
    g_autoptr(GDateTime) local = g_date_time_to_timezone(utc, zone);
    g_autoptr(GDateTime) yesterday = g_date_time_add_days(local, -1);
    int minute = g_date_time_get_hour(local) * 60 + g_date_time_get_minute(local);
    open[i] = is_within(oracle, local, minute) || is_within(oracle, yesterday, minute + 24 * 60);
  }
  return open;
}

static void compare(const struct oracle *oracle, GRand *random)
{
  gint64 from = clock_parse(oracle->from);
  g_autoptr(Calendar) calendar = office(oracle->zone, oracle->hours, oracle->holidays, from, NULL);
  g_autofree gboolean *open = open_minutes(oracle, from);
  for (int turn = 0; turn < 400; turn++) {
    int start = g_rand_int_range(random, 0, MINUTES / 2), length = g_rand_int_range(random, 1, 60 * 60);
    int minute = start, left = length;
    for (; minute < MINUTES && left > 0; minute++)
      left -= open[minute];
    if (left > 0)
      continue; /* beyond the hundred days */
    struct duration duration = { DURATION_OPEN_SECONDS, length * 60 };
    struct sla_deadline deadline;
    g_assert_true(sla_deadline(calendar, from + start * 60, &duration, TRUE, &deadline, NULL));
    if (deadline.due != from + minute * 60)
      g_test_message("%s + %d min + %d min", oracle->zone, start, length);
    g_assert_cmpint(deadline.due, ==, from + minute * 60);
    check_intervals(&deadline, from + start * 60, duration.amount);
    sla_deadline_clear(&deadline);
    g_assert_cmpint(calendar_is_open(calendar, from + start * 60), ==, open[start]);
  }
}

static void a_naive_count_of_minutes_agrees(void)
{
  static const struct oracle oracles[] = {
    { "Europe/Berlin",
      "mon-thu 09:00-12:00,13:00-17:00; fri 09:00-14:00",
      "2026-03-30 2026-04-03 2026-04-06",
      "2026-03-01T00:00:00Z",
      { { 0, 3, 540, 720 }, { 0, 3, 780, 1020 }, { 4, 4, 540, 840 } },
      { "2026-03-30", "2026-04-03", "2026-04-06" } },
    { "Europe/Berlin",
      "mon-fri 22:00-06:00",
      "2026-10-24 2026-11-02",
      "2026-10-01T00:00:00Z",
      { { 0, 4, 1320, 1800 } },
      { "2026-10-24", "2026-11-02" } },
    { "Europe/Berlin",
      "sat 20:00-12:00; sun 14:00-24:00",
      NULL,
      "2026-03-01T00:00:00Z",
      { { 5, 5, 1200, 2160 }, { 6, 6, 840, 1440 } },
      { 0 } },
    { "America/New_York",
      "mon-sun 00:00-24:00",
      "2026-11-01 2026-11-26",
      "2026-10-01T00:00:00Z",
      { { 0, 6, 0, 1440 } },
      { "2026-11-01", "2026-11-26" } },
    { "Australia/Lord_Howe", "mon-sun 18:00-08:00", NULL, "2026-03-01T00:00:00Z", { { 0, 6, 1080, 1920 } }, { 0 } },
    { "Asia/Seoul",
      "mon-fri 09:00-18:00; sat 09:00-13:30",
      "2026-02-16 2026-02-17 2026-02-18",
      "2026-02-01T00:00:00Z",
      { { 0, 4, 540, 1080 }, { 5, 5, 540, 810 } },
      { "2026-02-16", "2026-02-17", "2026-02-18" } },
    { "Pacific/Apia", "mon-fri 09:00-17:00", NULL, "2011-12-01T00:00:00Z", { { 0, 4, 540, 1020 } }, { 0 } },
  };
  g_autoptr(GRand) random = g_rand_new_with_seed(20261122);
  for (gsize i = 0; i < G_N_ELEMENTS(oracles); i++)
    compare(&oracles[i], random);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/intervals/reasons", every_interval_has_its_reason);
  g_test_add_func("/intervals/most", a_thousand_intervals_are_the_most);
  g_test_add_func("/intervals/oracle", a_naive_count_of_minutes_agrees);
  return g_test_run();
}
