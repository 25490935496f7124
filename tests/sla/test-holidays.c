/* Dates and .ics files. What closes a desk wrongly, or leaves it open wrongly, breaks a promise, so anything that cannot
 * be read is told. */
#include "sla/holidays.h"

#include "base/clock.h"
#include "office.h"
#include "sla/local-time.h"

#include <build.h>
#include <glib/gstdio.h>
#include <string.h>

static void dates_are_read_strictly(void)
{
  static const char *const wrong[] = { "2026-13-01", "2026-02-29", "2026-2-9", "2026-12-24x", "26-12-24", "christmas",
                                       "2026-12--4", "0000-01-01" };
  for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
    g_autoptr(Problems) problems = problems_new();
    g_assert_null(office("UTC", "mon-fri 09:00-17:00", wrong[i], 0, problems));
    g_autofree char *text = problems_text(problems);
    g_autofree char *says = g_strdup_printf("calendar 'office':7:3: '%s' is no date", wrong[i]);
    g_assert_true(g_str_has_prefix(text, says));
  }
  g_autoptr(Calendar) leap = office("UTC", "mon-sun 00:00-24:00", "2028-02-29", 0, NULL);
  g_assert_false(calendar_is_open(leap, clock_parse("2028-02-29T12:00:00Z")));
  g_assert_true(calendar_is_open(leap, clock_parse("2028-03-01T00:00:00Z")));
}

#ifdef HAVE_LIBICAL
static char *write_ics(const char *text)
{
  char *path = NULL;
  g_autoptr(GError) error = NULL;
  int fd = g_file_open_tmp("holidays-XXXXXX.ics", &path, &error);
  g_assert_no_error(error);
  g_assert_true(g_close(fd, NULL));
  g_assert_true(g_file_set_contents(path, text, -1, NULL));
  return path;
}

static char *events(const char *lines)
{
  return g_strdup_printf("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\nBEGIN:VEVENT\r\n%s\r\nEND:VEVENT\r\n"
                         "END:VCALENDAR\r\n",
                         lines);
}

/* The days of 2025 to 2027 that the file closes, with names where given: "2026-12-25 Christmas, 2026-12-26". */
static char *days_of(const char *ics, struct problems *problems)
{
  g_autofree char *path = write_ics(ics);
  g_autoptr(GHashTable) holidays = holidays_new();
  gint64 from = local_day_new(2025, 1, 1), until = local_day_new(2027, 12, 31);
  holidays_load_ics(holidays, path, "office", from, until, problems);
  g_unlink(path);
  GString *days = g_string_new(NULL);
  for (gint64 day = from; day <= until; day++) {
    const char *name;
    if (!holidays_has(holidays, day, &name))
      continue;
    g_autofree char *date = local_day_format(day);
    g_string_append_printf(days, "%s%s%s%s", days->len ? ", " : "", date, *name ? " " : "", name);
  }
  g_assert_cmpuint(g_hash_table_size(holidays), <=, 1095);
  return g_string_free(days, FALSE);
}

static void whole_days_are_holidays(void)
{
  static const struct {
    const char *lines, *days;
  } rows[] = {
    { "DTSTART;VALUE=DATE:20261224", "2026-12-24" },
    { "SUMMARY:Heiligabend\r\nDTSTART;VALUE=DATE:20261224", "2026-12-24 Heiligabend" },
    { "DTSTART:20261224", "2026-12-24" },
    { "DTSTART;VALUE=DATE:20200229", "" },
    /* the end is the first day after */
    { "DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261225", "2026-12-24" },
    { "DTSTART;VALUE=DATE:20261230\r\nDTEND;VALUE=DATE:20270102", "2026-12-30, 2026-12-31, 2027-01-01" },
    { "DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261224", "2026-12-24" },
    { "DTSTART;VALUE=DATE:20261224\r\nDURATION:P2D", "2026-12-24, 2026-12-25" },
    { "DTSTART;VALUE=DATE:20280228\r\nDURATION:P1W", "" },
    { "DTSTART;VALUE=DATE:20241230\r\nDTEND;VALUE=DATE:20250102", "2025-01-01" },
    /* every year, the n-th weekday, the last one */
    { "SUMMARY:Christmas\r\nDTSTART;VALUE=DATE:19701225\r\nRRULE:FREQ=YEARLY",
      "2025-12-25 Christmas, 2026-12-25 Christmas, 2027-12-25 Christmas" },
    { "DTSTART;VALUE=DATE:20001123\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "2025-11-27, 2026-11-26, 2027-11-25" },
    { "DTSTART;VALUE=DATE:20000529\r\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO", "2025-05-26, 2026-05-25, 2027-05-31" },
    { "DTSTART;VALUE=DATE:20000118\r\nRRULE:FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=2,3",
      "2025-01-02, 2025-01-03, 2026-01-02, 2026-01-03, 2027-01-02, 2027-01-03" },
    { "DTSTART;VALUE=DATE:20200229\r\nRRULE:FREQ=YEARLY", "" },
    { "DTSTART;VALUE=DATE:20251225\r\nRRULE:FREQ=YEARLY;COUNT=2", "2025-12-25, 2026-12-25" },
    { "DTSTART;VALUE=DATE:20251225\r\nRRULE:FREQ=YEARLY;UNTIL=20261225", "2025-12-25, 2026-12-25" },
    { "DTSTART;VALUE=DATE:20241231\r\nDTEND;VALUE=DATE:20250102\r\nRRULE:FREQ=YEARLY",
      "2025-01-01, 2025-12-31, 2026-01-01, 2026-12-31, 2027-01-01, 2027-12-31" },
    { "DTSTART;VALUE=DATE:20251225\r\nRRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20261225", "2025-12-25, 2027-12-25" },
    { "DTSTART;VALUE=DATE:20250418\r\nRDATE;VALUE=DATE:20260403,20270326", "2025-04-18, 2026-04-03, 2027-03-26" },
    /* not holidays */
    { "DTSTART;VALUE=DATE:20261224\r\nSTATUS:CANCELLED", "" },
    { "DTSTART;VALUE=DATE:20261111\r\nTRANSP:TRANSPARENT", "" },
    { "DTSTART;VALUE=DATE:20261224\r\nTRANSP:OPAQUE\r\nSTATUS:CONFIRMED", "2026-12-24" },
    { "DTSTART;VALUE=DATE:20261224\r\nEND:VEVENT\r\nBEGIN:VTODO\r\nDUE;VALUE=DATE:20261228\r\nEND:VTODO\r\n"
      "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261231",
      "2026-12-24, 2026-12-31" },
    /* one occurrence moved by an event of its own */
    { "UID:a\r\nDTSTART;VALUE=DATE:20250601\r\nRRULE:FREQ=YEARLY\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:a\r\n"
      "RECURRENCE-ID;VALUE=DATE:20260601\r\nDTSTART;VALUE=DATE:20260602",
      "2025-06-01, 2026-06-02, 2027-06-01" },
    /* notes on what has nothing to do with dates */
    { "DTSTART;VALUE=DATE:20261224\r\nDESCRIPTION:\r\nX-FOO:", "2026-12-24" },
    { "SUMMARY:Bell\\, book\\nand candle\r\nDTSTART;VALUE=DATE:20261224", "2026-12-24 Bell, book?and candle" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(Problems) problems = problems_new();
    g_autofree char *ics = events(rows[i].lines), *days = days_of(ics, problems);
    g_autofree char *text = problems_text(problems);
    g_test_message("%s", rows[i].lines);
    g_assert_cmpstr(text, ==, "");
    g_assert_cmpstr(days, ==, rows[i].days);
  }
}

static void what_is_not_understood_is_told(void)
{
  static const struct {
    const char *lines, *says;
  } rows[] = {
    { "SUMMARY:Easter\r\nDTSTART;VALUE=DATE:20250420\r\nRRULE:FREQ=YEARLY;BYEASTER=0", "'Easter' has a date or rule" },
    { "SUMMARY:Odd\r\nDTSTART;VALUE=DATE:20250420\r\nRRULE:FREQ=SOMETIMES", "'Odd' has a date or rule" },
    { "SUMMARY:Odd\r\nDTSTART;VALUE=DATE:2025xx20", "'Odd' has a date or rule" },
    { "SUMMARY:Odd\r\nDTSTART;VALUE=DATE:20250420\r\nEXDATE;VALUE=DATE:x", "'Odd' has a date or rule" },
    { "SUMMARY:Odd\r\nDTSTART;VALUE=DATE:20250230", "'Odd' has no day on which it starts" },
    { "SUMMARY:Odd", "'Odd' has no day on which it starts" },
    { "SUMMARY:Odd\r\nDTSTART;VALUE=DATE:20250220\r\nDTEND;VALUE=DATE:20250230", "'Odd' has no day on which it ends" },
    { "SUMMARY:Odd\r\nDTSTART;VALUE=DATE:20250220\r\nDTEND;VALUE=DATE:20270220", "'Odd' lasts longer than a year" },
    { "SUMMARY:Odd\r\nDTSTART;VALUE=DATE:20250220\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
      "the rule of 'Odd' is not understood" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(Problems) problems = problems_new();
    g_autofree char *ics = events(rows[i].lines);
    g_free(days_of(ics, problems));
    g_autofree char *text = problems_text(problems);
    g_test_message("%s: %s", rows[i].lines, text);
    g_assert_cmpuint(problems_count(problems), ==, 1);
    g_assert_nonnull(strstr(text, rows[i].says));
  }
}

static void events_with_clock_times_are_warned_of(void)
{
  g_autoptr(Problems) problems = problems_new();
  g_autofree char *ics = events("SUMMARY:Party\r\nDTSTART:20261224T160000\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n"
                                "DTSTART:20261231T160000Z");
  g_autofree char *days = days_of(ics, problems), *text = problems_text(problems);
  g_assert_cmpstr(days, ==, "");
  g_assert_cmpuint(problems_count(problems), ==, 0);
  g_assert_nonnull(strstr(text, "warning: 2 events have clock times, of which 'Party' is the first"));
}

static void broken_files_are_told(void)
{
  static const char *const files[] = {
    "", "hello", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261224\r\n", "BEGIN:VEVENT\r\nEND:VEVENT\r\n",
    "\x01\x02\xff\xfe",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
    g_autoptr(Problems) problems = problems_new();
    g_autofree char *days = days_of(files[i], problems), *text = problems_text(problems);
    g_test_message("%s", text);
    g_assert_cmpstr(days, ==, "");
    g_assert_cmpuint(problems_count(problems), ==, 1);
    g_assert_nonnull(strstr(text, "calendar 'office': this is no .ics calendar"));
  }
}

static void several_calendars_in_one_file_are_all_read(void)
{
  g_autoptr(Problems) problems = problems_new();
  g_autofree char *one = events("DTSTART;VALUE=DATE:20261224"), *two = events("DTSTART;VALUE=DATE:20261231");
  g_autofree char *both = g_strconcat(one, two, NULL), *days = days_of(both, problems);
  g_assert_cmpstr(days, ==, "2026-12-24, 2026-12-31");
}

static void files_that_are_not_there_are_told(void)
{
  static const char *const paths[] = { "/nonexistent/de.ics", "/" };
  for (gsize i = 0; i < G_N_ELEMENTS(paths); i++) {
    g_autoptr(Problems) problems = problems_new();
    g_assert_null(office("UTC", "mon-fri 09:00-17:00", paths[i], 0, problems));
    g_autofree char *text = problems_text(problems);
    g_assert_true(g_str_has_prefix(text, paths[i]));
    g_assert_nonnull(strstr(text, "calendar 'office'"));
  }
}

static void a_file_closes_a_calendar_for_ten_years_around_now(void)
{
  g_autofree char *ics = events("SUMMARY:Christmas\r\nDTSTART;VALUE=DATE:19701225\r\nRRULE:FREQ=YEARLY");
  g_autofree char *path = write_ics(ics);
  g_autoptr(Calendar) calendar =
      office("Europe/Berlin", "mon-sun 00:00-24:00", path, clock_parse("2026-11-23T00:00:00Z"), NULL);
  g_unlink(path);
  static const struct {
    const char *time;
    gboolean open;
  } rows[] = {
    { "2026-12-24T23:59:59+01:00", TRUE },  { "2026-12-25T00:00:00+01:00", FALSE },
    { "2026-12-25T23:59:59+01:00", FALSE }, { "2026-12-26T00:00:00+01:00", TRUE },
    { "2021-12-25T12:00:00+01:00", FALSE }, { "2030-12-25T12:00:00+01:00", FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
    g_assert_cmpint(calendar_is_open(calendar, clock_parse(rows[i].time)), ==, rows[i].open);
}
#endif

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/holidays/dates", dates_are_read_strictly);
#ifdef HAVE_LIBICAL
  g_test_add_func("/holidays/whole-days", whole_days_are_holidays);
  g_test_add_func("/holidays/not-understood", what_is_not_understood_is_told);
  g_test_add_func("/holidays/clock-times", events_with_clock_times_are_warned_of);
  g_test_add_func("/holidays/broken", broken_files_are_told);
  g_test_add_func("/holidays/several", several_calendars_in_one_file_are_all_read);
  g_test_add_func("/holidays/missing", files_that_are_not_there_are_told);
  g_test_add_func("/holidays/ten-years", a_file_closes_a_calendar_for_ten_years_around_now);
#endif
  return g_test_run();
}
