#include "base/clock.h"
#include "reply/locale.h"

static void a_moment_names_day_time_and_zone(void)
{
  static const struct {
    const char *time, *zone, *language, *text;
  } rows[] = {
    { "2026-11-25T18:00:00Z", "Europe/Berlin", "en", "Wednesday, 25 November 2026 at 19:00 (CET)" },
    { "2026-07-01T07:30:00Z", "Europe/Berlin", "en", "Wednesday, 1 July 2026 at 09:30 (CEST)" },
    { "2026-11-25T10:00:00Z", "Asia/Seoul", "en", "Wednesday, 25 November 2026 at 19:00 (KST)" },
    { "2026-11-25T10:00:00Z", "Asia/Seoul", "ko", "2026년 11월 25일 수요일 오후 7시(KST)" },
    { "2026-11-25T10:05:00Z", "Asia/Seoul", "ko", "2026년 11월 25일 수요일 오후 7시 5분(KST)" },
    { "2026-11-25T03:00:00Z", "Asia/Seoul", "ko", "2026년 11월 25일 수요일 오후 12시(KST)" },
    { "2026-11-24T15:30:00Z", "Asia/Seoul", "ko", "2026년 11월 25일 수요일 오전 0시 30분(KST)" },
    { "2026-11-25T18:00:00Z", "Europe/Berlin", "ko", "2026년 11월 25일 수요일 오후 7시(CET)" },
    { "2026-11-25T18:00:00Z", "America/New_York", "en-us", "Wednesday, November 25, 2026 at 1:00 PM (EST)" },
    { "2026-11-25T18:00:00Z", "Europe/Berlin", "de", "Mittwoch, 25. November 2026 um 19:00 (MEZ)" },
    { "2026-11-25T18:00:00Z", "UTC", "en", "Wednesday, 25 November 2026 at 18:00 (UTC)" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(rows[i].zone);
    g_assert_nonnull(zone);
    g_autofree char *got = locale_moment(clock_parse(rows[i].time), zone, rows[i].zone, rows[i].language);
    g_assert_cmpstr(got, ==, rows[i].text);
  }
}

static void an_unknown_language_still_gets_a_time(void)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc();
  g_autofree char *got = locale_moment(clock_parse("2026-11-25T18:00:00Z"), zone, "UTC", "und");
  g_assert_nonnull(g_strstr_len(got, -1, "2026"));
  g_assert_nonnull(g_strstr_len(got, -1, "18:00"));
}

static const gint64 now = 1795338000; /* 2026-11-22T09:00:00Z: in 1970 the zones had other names */

static void open_on(struct config_calendar *calendar, unsigned day, unsigned from, unsigned to)
{
  struct config_window window = { from * 60, to * 60 };
  if (!calendar->windows[day])
    calendar->windows[day] = g_array_new(FALSE, FALSE, sizeof window);
  g_array_append_val(calendar->windows[day], window);
}

static void close_calendar(struct config_calendar *calendar)
{
  for (unsigned day = 0; day < 7; day++)
    if (calendar->windows[day])
      g_array_unref(calendar->windows[day]);
}

static void equal_days_are_told_together(void)
{
  struct config_calendar office = { .timezone_name = (char *)"Europe/Berlin" };
  for (unsigned day = 0; day < 4; day++) {
    open_on(&office, day, 9, 12);
    open_on(&office, day, 13, 17);
  }
  open_on(&office, 4, 9, 14);
  g_autofree char *en = locale_hours(&office, "en", now);
  g_assert_cmpstr(en, ==, "Mon–Thu 09:00–12:00, 13:00–17:00; Fri 09:00–14:00 (Central European Time)");
  g_autofree char *ko = locale_hours(&office, "ko", now);
  g_assert_cmpstr(ko, ==, "월~목 09:00~12:00, 13:00~17:00, 금 09:00~14:00 (중부유럽 시간)");
  g_autofree char *de = locale_hours(&office, "de", now);
  g_assert_cmpstr(de, ==, "Mo–Do 09:00–12:00, 13:00–17:00; Fr 09:00–14:00 (Mitteleuropäische Zeit)");
  close_calendar(&office);
}

static void nights_and_gaps_are_told(void)
{
  struct config_calendar night = { .timezone_name = (char *)"Asia/Seoul" };
  open_on(&night, 0, 22, 30);
  open_on(&night, 2, 0, 24);
  open_on(&night, 6, 22, 30);
  g_autofree char *en = locale_hours(&night, "en", now);
  g_assert_cmpstr(en, ==, "Mon 22:00–06:00; Wed 00:00–24:00; Sun 22:00–06:00 (Korean Standard Time)");
  close_calendar(&night);
  struct config_calendar closed = { .timezone_name = (char *)"Asia/Seoul" };
  g_assert_null(locale_hours(&closed, "en", now));
}

static void lists_are_joined_as_the_language_does(void)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new();
  g_assert_null(locale_list(items, "en"));
  g_ptr_array_add(items, (char *)"a.png");
  g_autofree char *one = locale_list(items, "en");
  g_assert_cmpstr(one, ==, "a.png");
  g_ptr_array_add(items, (char *)"b.pdf");
  g_ptr_array_add(items, (char *)"c.txt");
  g_autofree char *en = locale_list(items, "en");
  g_assert_cmpstr(en, ==, "a.png, b.pdf and c.txt");
  g_autofree char *ko = locale_list(items, "ko");
  g_assert_cmpstr(ko, ==, "a.png, b.pdf 및 c.txt");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/dates/moment", a_moment_names_day_time_and_zone);
  g_test_add_func("/dates/unknown-language", an_unknown_language_still_gets_a_time);
  g_test_add_func("/dates/hours", equal_days_are_told_together);
  g_test_add_func("/dates/nights", nights_and_gaps_are_told);
  g_test_add_func("/dates/list", lists_are_joined_as_the_language_does);
  return g_test_run();
}
