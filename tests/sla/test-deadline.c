/* By when: a calendar, a start, a duration, and the deadline, a line each. */
#include "sla/sla.h"

#include <string.h>

#include "base/clock.h"
#include "base/fault.h"
#include "office.h"

#define OFFICE "mon-thu 09:00-12:00,13:00-17:00; fri 09:00-14:00"
#define NINE "mon-fri 09:00-17:00"
#define NIGHT "mon-fri 22:00-06:00"
#define ROUND "mon-sun 00:00-24:00"
#define EARLY "mon-sun 01:00-05:00"
#define BERLIN "Europe/Berlin"
#define NEWYORK "America/New_York"
#define SEOUL "Asia/Seoul"
#define LORDHOWE "Australia/Lord_Howe"
#define APIA "Pacific/Apia"
#define XMAS "2026-12-24 2026-12-25 2026-12-26"

struct row {
  const char *zone, *hours, *holidays, *start, *duration, *due;
};

static void check_rows(const struct row *rows, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    const struct row *row = &rows[i];
    gint64 start = clock_parse(row->start);
    g_assert_cmpint(start, !=, CLOCK_NONE);
    g_autoptr(Calendar) calendar = office(row->zone, row->hours, row->holidays, start, NULL);
    struct duration duration = duration_of(row->duration);
    struct sla_deadline deadline;
    g_autoptr(GError) error = NULL;
    g_assert_true(sla_deadline(calendar, start, &duration, FALSE, &deadline, &error));
    g_assert_no_error(error);
    g_autofree char *due = clock_format(deadline.due, calendar_zone(calendar));
    if (g_strcmp0(due, row->due))
      g_test_message("%s; %s; %s + %s", row->zone, row->hours, row->start, row->duration);
    g_assert_cmpstr(due, ==, row->due);
    g_assert_null(deadline.intervals);
  }
}

/* 2026-11-23 is a Monday. */
static void open_time_counts_only_while_open(void)
{
  static const struct row rows[] = {
    { BERLIN, OFFICE, NULL, "2026-11-23T09:00:00+01:00", "1h", "2026-11-23T10:00:00+01:00" },
    { BERLIN, OFFICE, NULL, "2026-11-23T10:30:00+01:00", "30m", "2026-11-23T11:00:00+01:00" },
    { BERLIN, OFFICE, NULL, "2026-11-23T10:30:15+01:00", "30m", "2026-11-23T11:00:15+01:00" },
    { BERLIN, OFFICE, NULL, "2026-11-23T10:30:15+01:00", "30s", "2026-11-23T10:30:45+01:00" },
    /* through lunch, the evening, the short Friday, the weekend */
    { BERLIN, OFFICE, NULL, "2026-11-23T11:00:00+01:00", "2h", "2026-11-23T14:00:00+01:00" },
    { BERLIN, OFFICE, NULL, "2026-11-23T11:59:59+01:00", "2s", "2026-11-23T13:00:01+01:00" },
    { BERLIN, OFFICE, NULL, "2026-11-23T16:00:00+01:00", "2h", "2026-11-24T10:00:00+01:00" },
    { BERLIN, OFFICE, NULL, "2026-11-27T13:00:00+01:00", "2h", "2026-11-30T10:00:00+01:00" },
    { BERLIN, OFFICE, NULL, "2026-11-26T16:30:00+01:00", "6h", "2026-11-30T09:30:00+01:00" },
    { BERLIN, OFFICE, NULL, "2026-11-23T09:00:00+01:00", "33h", "2026-11-27T14:00:00+01:00" },
    { BERLIN, OFFICE, NULL, "2026-11-23T09:00:00+01:00", "66h", "2026-12-04T14:00:00+01:00" },
    { BERLIN, OFFICE, NULL, "2026-11-23T09:00:01+01:00", "33h", "2026-11-30T09:00:01+01:00" },
    /* outside hours: from the next opening */
    { BERLIN, OFFICE, NULL, "2026-11-23T07:15:42+01:00", "1h", "2026-11-23T10:00:00+01:00" },
    { BERLIN, OFFICE, NULL, "2026-11-23T12:30:00+01:00", "1h", "2026-11-23T14:00:00+01:00" },
    { BERLIN, OFFICE, NULL, "2026-11-23T20:00:00+01:00", "1h", "2026-11-24T10:00:00+01:00" },
    { BERLIN, OFFICE, NULL, "2026-11-28T11:00:00+01:00", "4h", "2026-11-30T14:00:00+01:00" },
    { BERLIN, OFFICE, NULL, "2026-11-29T23:59:59+01:00", "1m", "2026-11-30T09:01:00+01:00" },
    /* edges: an opening minute counts, a closing one does not; a deadline on a closing minute stays there */
    { BERLIN, OFFICE, NULL, "2026-11-23T08:59:59+01:00", "1s", "2026-11-23T09:00:01+01:00" },
    { BERLIN, OFFICE, NULL, "2026-11-23T12:00:00+01:00", "1h", "2026-11-23T14:00:00+01:00" },
    { BERLIN, OFFICE, NULL, "2026-11-23T13:00:00+01:00", "1h", "2026-11-23T14:00:00+01:00" },
    { BERLIN, OFFICE, NULL, "2026-11-23T17:00:00+01:00", "1h", "2026-11-24T10:00:00+01:00" },
    { BERLIN, OFFICE, NULL, "2026-11-23T16:59:59+01:00", "1s", "2026-11-23T17:00:00+01:00" },
    { BERLIN, OFFICE, NULL, "2026-11-23T09:00:00+01:00", "3h", "2026-11-23T12:00:00+01:00" },
    { BERLIN, OFFICE, NULL, "2026-11-23T13:00:00+01:00", "4h", "2026-11-23T17:00:00+01:00" },
    { BERLIN, OFFICE, NULL, "2026-11-27T09:00:00+01:00", "5h", "2026-11-27T14:00:00+01:00" },
    { BERLIN, OFFICE, NULL, "2026-11-27T14:00:00+01:00", "5h", "2026-11-30T15:00:00+01:00" },
    /* holidays, one and several in a row, and across the year's end */
    { BERLIN, OFFICE, "2026-11-24", "2026-11-23T16:00:00+01:00", "2h", "2026-11-25T10:00:00+01:00" },
    { BERLIN, NINE, XMAS, "2026-12-23T16:00:00+01:00", "2h", "2026-12-28T10:00:00+01:00" },
    { BERLIN, NINE, XMAS, "2026-12-24T10:00:00+01:00", "1h", "2026-12-28T10:00:00+01:00" },
    { BERLIN, NINE, "2027-01-01", "2026-12-31T16:30:00+01:00", "1h", "2027-01-04T09:30:00+01:00" },
    { BERLIN, NINE, "2026-11-28 2026-11-29", "2026-11-27T16:30:00+01:00", "1h", "2026-11-30T09:30:00+01:00" },
    { BERLIN, NINE, "2028-02-29", "2028-02-28T16:30:00+01:00", "1h", "2028-03-01T09:30:00+01:00" },
    /* other zones; the start's own offset does not matter */
    { SEOUL, NINE, NULL, "2026-11-22T09:00:00+09:00", "4h", "2026-11-23T13:00:00+09:00" },
    { SEOUL, NINE, NULL, "2026-11-23T07:30:00Z", "1h", "2026-11-24T09:30:00+09:00" },
    { SEOUL, NINE, NULL, "2026-11-22T20:00:00-05:00", "1h", "2026-11-23T11:00:00+09:00" },
    { NEWYORK, NINE, NULL, "2026-11-23T22:30:00+01:00", "1h", "2026-11-24T09:30:00-05:00" },
    { "UTC", NINE, NULL, "2026-11-23T16:00:00Z", "2h", "2026-11-24T10:00:00+00:00" },
    { "Asia/Kathmandu", NINE, NULL, "2026-11-23T16:00:00+05:45", "2h", "2026-11-24T10:00:00+05:45" },
    { "Pacific/Kiritimati", NINE, NULL, "2026-11-23T16:00:00+14:00", "2h", "2026-11-24T10:00:00+14:00" },
    /* before 1970 the arithmetic of days must not slip */
    { "UTC", NINE, NULL, "1969-12-31T16:00:00Z", "2h", "1970-01-01T10:00:00+00:00" },
    { "UTC", NINE, NULL, "1965-06-04T16:00:00Z", "2h", "1965-06-07T10:00:00+00:00" },
  };
  check_rows(rows, G_N_ELEMENTS(rows));
}

static void a_night_belongs_to_the_day_it_begins(void)
{
  static const struct row rows[] = {
    { BERLIN, NIGHT, NULL, "2026-11-23T23:00:00+01:00", "2h", "2026-11-24T01:00:00+01:00" },
    { BERLIN, NIGHT, NULL, "2026-11-24T05:00:00+01:00", "2h", "2026-11-24T23:00:00+01:00" },
    { BERLIN, NIGHT, NULL, "2026-11-24T06:00:00+01:00", "1h", "2026-11-24T23:00:00+01:00" },
    { BERLIN, NIGHT, NULL, "2026-11-28T05:00:00+01:00", "2h", "2026-11-30T23:00:00+01:00" },
    { BERLIN, NIGHT, NULL, "2026-11-23T03:00:00+01:00", "1h", "2026-11-23T23:00:00+01:00" },
    { BERLIN, NIGHT, NULL, "2026-11-23T22:00:00+01:00", "8h", "2026-11-24T06:00:00+01:00" },
    /* a holiday closes the night that begins on it, not the one that ends on it */
    { BERLIN, NIGHT, "2026-11-24", "2026-11-24T05:00:00+01:00", "2h", "2026-11-25T23:00:00+01:00" },
    { BERLIN, NIGHT, "2026-11-24", "2026-11-24T04:00:00+01:00", "1h", "2026-11-24T05:00:00+01:00" },
    { BERLIN, NIGHT, "2026-11-24", "2026-11-25T01:00:00+01:00", "1h", "2026-11-25T23:00:00+01:00" },
    /* business days: Tuesday 03:00 is Monday's 27:00 */
    { BERLIN, NIGHT, NULL, "2026-11-24T03:00:00+01:00", "1bd", "2026-11-25T03:00:00+01:00" },
    { BERLIN, NIGHT, NULL, "2026-11-28T03:00:00+01:00", "1bd", "2026-12-01T03:00:00+01:00" },
    { BERLIN, NIGHT, "2026-11-24", "2026-11-24T03:00:00+01:00", "1bd", "2026-11-26T03:00:00+01:00" },
    { BERLIN, NIGHT, NULL, "2026-11-23T12:00:00+01:00", "1bd", "2026-11-24T22:00:00+01:00" },
    /* to 24:00, and windows of two days that touch or overlap */
    { BERLIN, "mon-fri 16:00-24:00", NULL, "2026-11-23T23:30:00+01:00", "1h", "2026-11-24T16:30:00+01:00" },
    { BERLIN, "mon-fri 16:00-24:00", NULL, "2026-11-23T23:00:00+01:00", "1h", "2026-11-24T00:00:00+01:00" },
    { BERLIN, "mon-fri 16:00-24:00", NULL, "2026-11-24T00:00:00+01:00", "1h", "2026-11-24T17:00:00+01:00" },
    { BERLIN, ROUND, NULL, "2026-11-23T23:30:00+01:00", "48h", "2026-11-25T23:30:00+01:00" },
    { BERLIN, "mon 20:00-06:00; tue 05:00-09:00", NULL, "2026-11-24T05:30:00+01:00", "2h",
      "2026-11-24T07:30:00+01:00" },
    { BERLIN, "mon 20:00-06:00; tue 05:00-09:00", "2026-11-23", "2026-11-24T04:30:00+01:00", "2h",
      "2026-11-24T07:00:00+01:00" },
  };
  check_rows(rows, G_N_ELEMENTS(rows));
}

static void business_days_end_at_the_same_clock_time(void)
{
  static const struct row rows[] = {
    { BERLIN, NINE, NULL, "2026-11-23T10:00:00+01:00", "1bd", "2026-11-24T10:00:00+01:00" },
    { BERLIN, NINE, NULL, "2026-11-23T10:00:42+01:00", "2bd", "2026-11-25T10:00:42+01:00" },
    { BERLIN, NINE, NULL, "2026-11-27T10:00:00+01:00", "1bd", "2026-11-30T10:00:00+01:00" },
    { BERLIN, NINE, NULL, "2026-11-23T10:00:00+01:00", "5bd", "2026-11-30T10:00:00+01:00" },
    { BERLIN, NINE, NULL, "2026-11-23T10:00:00+01:00", "10bd", "2026-12-07T10:00:00+01:00" },
    { BERLIN, NINE, NULL, "2026-11-23T09:00:00+01:00", "1bd", "2026-11-24T09:00:00+01:00" },
    { BERLIN, NINE, NULL, "2026-11-23T16:59:59+01:00", "1bd", "2026-11-24T16:59:59+01:00" },
    /* from outside hours, counted from the next opening */
    { BERLIN, NINE, NULL, "2026-11-23T17:00:00+01:00", "1bd", "2026-11-25T09:00:00+01:00" },
    { BERLIN, NINE, NULL, "2026-11-23T06:00:00+01:00", "1bd", "2026-11-24T09:00:00+01:00" },
    { BERLIN, NINE, NULL, "2026-11-28T12:00:00+01:00", "1bd", "2026-12-01T09:00:00+01:00" },
    { BERLIN, NINE, NULL, "2026-11-27T18:00:00+01:00", "2bd", "2026-12-02T09:00:00+01:00" },
    { BERLIN, OFFICE, NULL, "2026-11-23T12:30:00+01:00", "1bd", "2026-11-24T13:00:00+01:00" },
    { BERLIN, OFFICE, NULL, "2026-11-23T12:00:00+01:00", "1bd", "2026-11-24T13:00:00+01:00" },
    /* moved to the next open minute of that day, else its last */
    { BERLIN, "mon 10:00-16:00; tue 09:00-12:00,14:00-16:00", NULL, "2026-11-23T13:00:00+01:00", "1bd",
      "2026-11-24T14:00:00+01:00" },
    { BERLIN, "mon 10:00-16:00; tue 09:00-12:00,14:00-16:00", NULL, "2026-11-23T12:00:00+01:00", "1bd",
      "2026-11-24T12:00:00+01:00" },
    { BERLIN, "mon 10:00-16:00; tue 09:00-12:00,14:00-16:00", NULL, "2026-11-23T12:00:01+01:00", "1bd",
      "2026-11-24T14:00:00+01:00" },
    { BERLIN, "mon 07:00-16:00; tue 09:00-12:00", NULL, "2026-11-23T07:30:00+01:00", "1bd",
      "2026-11-24T09:00:00+01:00" },
    { BERLIN, OFFICE, NULL, "2026-11-26T15:30:00+01:00", "1bd", "2026-11-27T14:00:00+01:00" },
    { BERLIN, OFFICE, NULL, "2026-11-26T14:00:00+01:00", "1bd", "2026-11-27T14:00:00+01:00" },
    { BERLIN, OFFICE, NULL, "2026-11-27T12:30:00+01:00", "1bd", "2026-11-30T13:00:00+01:00" },
    /* the way there does not matter, only the day of arrival */
    { BERLIN, OFFICE, NULL, "2026-11-26T15:30:00+01:00", "2bd", "2026-11-30T15:30:00+01:00" },
    /* holidays are no business days */
    { BERLIN, NINE, "2026-11-24", "2026-11-23T10:00:00+01:00", "1bd", "2026-11-25T10:00:00+01:00" },
    { BERLIN, NINE, XMAS, "2026-12-22T10:00:00+01:00", "2bd", "2026-12-28T10:00:00+01:00" },
    { BERLIN, NINE, XMAS, "2026-12-24T10:00:00+01:00", "1bd", "2026-12-29T09:00:00+01:00" },
    { BERLIN, NINE, "2026-12-24 2026-12-25 2026-12-31 2027-01-01", "2026-12-23T15:00:00+01:00", "5bd",
      "2027-01-05T15:00:00+01:00" },
    { BERLIN, "wed 09:00-10:00", NULL, "2026-11-25T09:30:00+01:00", "3bd", "2026-12-16T09:30:00+01:00" },
    { SEOUL, NINE, NULL, "2026-11-27T18:00:00+09:00", "1bd", "2026-12-01T09:00:00+09:00" },
    { BERLIN, ROUND, NULL, "2026-11-23T00:00:00+01:00", "1bd", "2026-11-24T00:00:00+01:00" },
    { BERLIN, ROUND, NULL, "2026-11-23T23:59:59+01:00", "1bd", "2026-11-24T23:59:59+01:00" },
    { BERLIN, NULL, NULL, "2026-11-28T23:59:59+01:00", "2bd", "2026-11-30T23:59:59+01:00" },
  };
  check_rows(rows, G_N_ELEMENTS(rows));
}

/* Berlin: 2026-03-29 02:00 +01 becomes 03:00 +02, 2026-10-25 03:00 +02 becomes 02:00 +01. */
static void changes_of_clocks_neither_give_nor_take_time(void)
{
  static const struct row rows[] = {
    { BERLIN, NINE, NULL, "2026-03-27T16:00:00+01:00", "2h", "2026-03-30T10:00:00+02:00" },
    { BERLIN, NINE, NULL, "2026-10-23T16:00:00+02:00", "2h", "2026-10-26T10:00:00+01:00" },
    { BERLIN, NINE, NULL, "2026-03-27T16:00:00+01:00", "1bd", "2026-03-30T16:00:00+02:00" },
    { BERLIN, NINE, NULL, "2026-10-23T16:00:00+02:00", "1bd", "2026-10-26T16:00:00+01:00" },
    { NEWYORK, NINE, NULL, "2026-03-06T16:30:00-05:00", "1h", "2026-03-09T09:30:00-04:00" },
    { NEWYORK, NINE, NULL, "2026-10-30T16:30:00-04:00", "1h", "2026-11-02T09:30:00-05:00" },
    /* round the clock: an hour is an hour */
    { BERLIN, ROUND, NULL, "2026-03-28T12:00:00+01:00", "24h", "2026-03-29T13:00:00+02:00" },
    { BERLIN, ROUND, NULL, "2026-10-24T12:00:00+02:00", "24h", "2026-10-25T11:00:00+01:00" },
    { BERLIN, ROUND, NULL, "2026-03-28T12:00:00+01:00", "1bd", "2026-03-29T12:00:00+02:00" },
    { BERLIN, ROUND, NULL, "2026-10-24T12:00:00+02:00", "1bd", "2026-10-25T12:00:00+01:00" },
    { BERLIN, ROUND, NULL, "2026-03-29T01:30:00+01:00", "1h", "2026-03-29T03:30:00+02:00" },
    { BERLIN, ROUND, NULL, "2026-10-25T02:30:00+02:00", "1h", "2026-10-25T02:30:00+01:00" },
    /* a window across the gap is an hour shorter, across the repetition an hour longer */
    { BERLIN, EARLY, NULL, "2026-03-29T01:00:00+01:00", "3h", "2026-03-29T05:00:00+02:00" },
    { BERLIN, EARLY, NULL, "2026-03-29T01:00:00+01:00", "4h", "2026-03-30T02:00:00+02:00" },
    { BERLIN, EARLY, NULL, "2026-10-25T01:00:00+02:00", "5h", "2026-10-25T05:00:00+01:00" },
    { BERLIN, EARLY, NULL, "2026-10-25T01:00:00+02:00", "4h", "2026-10-25T04:00:00+01:00" },
    { BERLIN, "sat 22:00-06:00", NULL, "2026-03-28T22:00:00+01:00", "7h", "2026-03-29T06:00:00+02:00" },
    { BERLIN, "sat 22:00-06:00", NULL, "2026-10-24T22:00:00+02:00", "9h", "2026-10-25T06:00:00+01:00" },
    /* edges inside them: what does not exist begins at the first time that does; of two the earlier counts */
    { BERLIN, "sun 02:30-04:00", NULL, "2026-03-29T01:00:00+01:00", "30m", "2026-03-29T03:30:00+02:00" },
    { BERLIN, "sun 01:00-02:30", NULL, "2026-03-29T01:00:00+01:00", "1h", "2026-03-29T03:00:00+02:00" },
    { BERLIN, "sun 02:00-03:00; mon 09:00-10:00", NULL, "2026-03-29T01:00:00+01:00", "30m",
      "2026-03-30T09:30:00+02:00" },
    { BERLIN, "sun 01:00-03:00", NULL, "2026-10-25T01:00:00+02:00", "3h", "2026-10-25T03:00:00+01:00" },
    { BERLIN, "sun 02:30-04:00", NULL, "2026-10-25T01:00:00+02:00", "30m", "2026-10-25T02:00:00+01:00" },
    { BERLIN, "sun 01:00-02:30; mon 09:00-10:00", NULL, "2026-10-25T01:00:00+02:00", "100m",
      "2026-10-26T09:10:00+01:00" },
    /* business days that arrive in them */
    { BERLIN, ROUND, NULL, "2026-03-28T02:30:00+01:00", "1bd", "2026-03-29T03:00:00+02:00" },
    { BERLIN, ROUND, NULL, "2026-10-24T02:30:00+02:00", "1bd", "2026-10-25T02:30:00+02:00" },
    { BERLIN, ROUND, NULL, "2026-10-25T02:30:00+01:00", "1bd", "2026-10-26T02:30:00+01:00" },
    { BERLIN, "sun 02:00-03:00; mon 09:00-10:00", NULL, "2026-03-23T09:30:00+01:00", "1bd",
      "2026-03-30T09:30:00+02:00" },
    /* half an hour on Lord Howe: 2026-04-05 02:00 +11 becomes 01:30 +10:30, 2026-10-04 02:00 becomes 02:30 +11 */
    { LORDHOWE, ROUND, NULL, "2026-04-04T12:00:00+11:00", "24h", "2026-04-05T11:30:00+10:30" },
    { LORDHOWE, ROUND, NULL, "2026-10-03T12:00:00+10:30", "24h", "2026-10-04T12:30:00+11:00" },
    { LORDHOWE, ROUND, NULL, "2026-10-03T02:10:00+10:30", "1bd", "2026-10-04T02:30:00+11:00" },
    { LORDHOWE, ROUND, NULL, "2026-04-04T01:45:00+11:00", "1bd", "2026-04-05T01:45:00+11:00" },
    { LORDHOWE, EARLY, NULL, "2026-04-05T01:00:00+11:00", "270m", "2026-04-05T05:00:00+10:30" },
    { LORDHOWE, EARLY, NULL, "2026-10-04T01:00:00+10:30", "210m", "2026-10-04T05:00:00+11:00" },
    /* Samoa had no 30 December 2011, a Friday: it is no business day, and no time passes in it */
    { APIA, NINE, NULL, "2011-12-29T16:00:00-10:00", "2h", "2012-01-02T10:00:00+14:00" },
    { APIA, NINE, NULL, "2011-12-29T10:00:00-10:00", "1bd", "2012-01-02T10:00:00+14:00" },
    { APIA, ROUND, NULL, "2011-12-29T23:00:00-10:00", "2h", "2011-12-31T01:00:00+14:00" },
    { APIA, ROUND, NULL, "2011-12-29T12:00:00-10:00", "1bd", "2011-12-31T12:00:00+14:00" },
    /* clocks that change at midnight */
    { "America/Havana", ROUND, NULL, "2026-03-07T00:30:00-05:00", "1bd", "2026-03-08T01:00:00-04:00" },
    { "America/Havana", ROUND, NULL, "2026-10-31T12:00:00-04:00", "24h", "2026-11-01T11:00:00-05:00" },
  };
  check_rows(rows, G_N_ELEMENTS(rows));
}

static void a_calendar_that_hardly_opens_is_an_error(void)
{
  static const struct {
    const char *hours, *duration, *says;
  } rows[] = {
    { "", "1h", "calendar 'office' is closed for a deadline within a year after 2026-11-23" },
    { "", "1bd", "calendar 'office' is closed for a deadline within a year after 2026-11-23" },
    { "mon 09:00-09:01", "200m",
      "calendar 'office' is not open often enough for a deadline within a year after 2026-11-23" },
    { "mon 09:00-09:01", "200bd",
      "calendar 'office' is not open often enough for a deadline within a year after 2026-11-23" },
  };
  gint64 start = clock_parse("2026-11-23T09:00:00Z");
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(Calendar) calendar = office("UTC", rows[i].hours, NULL, start, NULL);
    struct duration duration = duration_of(rows[i].duration);
    struct sla_deadline deadline = { .due = 42 };
    g_autoptr(GError) error = NULL;
    g_assert_false(sla_deadline(calendar, start, &duration, TRUE, &deadline, &error));
    g_assert_error(error, SLA_ERROR, FAULT_CONFIG);
    g_assert_cmpstr(error->message, ==, rows[i].says);
    g_assert_cmpint(deadline.due, ==, 42);
  }
}

static char *every_day_of_2027(void)
{
  GString *dates = g_string_new(NULL);
  for (int month = 1; month <= 12; month++)
    for (int day = 1; day <= 31; day++)
      if (g_date_valid_dmy((GDateDay)day, (GDateMonth)month, 2027))
        g_string_append_printf(dates, "2027-%02d-%02d ", month, day);
  return g_string_free(dates, FALSE);
}

/* Nobody is promised an answer a year ahead: somebody forgot to clear the calendar. */
static void a_year_of_closed_days_is_an_error(void)
{
  g_autofree char *holidays = every_day_of_2027();
  static const char *const durations[] = { "2h", "1bd" };
  gint64 start = clock_parse("2026-12-31T16:00:00+01:00");
  g_autoptr(Calendar) calendar = office(BERLIN, NINE, holidays, start, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(durations); i++) {
    struct duration duration = duration_of(durations[i]);
    struct sla_deadline deadline = { 0 };
    g_autoptr(GError) error = NULL;
    g_assert_false(sla_deadline(calendar, start, &duration, FALSE, &deadline, &error));
    g_assert_error(error, SLA_ERROR, FAULT_CONFIG);
    g_assert_nonnull(strstr(error->message, "within a year after 2026-12-31"));
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/deadline/open-time", open_time_counts_only_while_open);
  g_test_add_func("/deadline/night", a_night_belongs_to_the_day_it_begins);
  g_test_add_func("/deadline/business-days", business_days_end_at_the_same_clock_time);
  g_test_add_func("/deadline/clocks", changes_of_clocks_neither_give_nor_take_time);
  g_test_add_func("/deadline/closed", a_calendar_that_hardly_opens_is_an_error);
  g_test_add_func("/deadline/closed-year", a_year_of_closed_days_is_an_error);
  return g_test_run();
}
