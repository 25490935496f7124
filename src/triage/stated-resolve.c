/* A day in the week is the next such day, today's too; "next Friday" in English and Chinese is that of next week. A day ends
 * at midnight, the morning at 12, the afternoon and business at 18, the evening at 22; a week, for who waits for an answer,
 * with Friday, or with Sunday when it is the weekend already. An hour from 1 to 7 without morning or minutes is one of the
 * afternoon. */
#include "triage/stated-when.h"

#include "base/clock.h"

enum { DAY_MINUTES = 1440 };

static guint32 julian_of(int year, int month, int day)
{
  GDate date;
  g_date_clear(&date, 1);
  if (!g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    day--; /* 29 February */
  g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  return g_date_get_julian(&date);
}

static guint32 today_of(const struct stated_clock *clock)
{
  int year, month, day;
  g_date_time_get_ymd(clock->now, &year, &month, &day);
  return julian_of(year, month, day);
}

static guint32 month_end(int year, int month)
{
  year += (month - 1) / 12;
  month = (month - 1) % 12 + 1;
  return julian_of(year, month, g_date_get_days_in_month((GDateMonth)month, (GDateYear)year));
}

static gint64 instant(guint32 julian, int minutes, GTimeZone *zone)
{
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_julian(&date, julian + (guint)(minutes / DAY_MINUTES));
  minutes %= DAY_MINUTES;
  g_autoptr(GDateTime) at = g_date_time_new(zone, g_date_get_year(&date), (int)g_date_get_month(&date),
                                            g_date_get_day(&date), minutes / 60, minutes % 60, 0);
  return at ? g_date_time_to_unix(at) : CLOCK_NONE;
}

/* A day and a month without a year are the next such day, but just gone by for three months after. */
static guint32 date_of(const struct when_draft *draft, guint32 today, int this_year)
{
  if (draft->year > 0)
    return julian_of(draft->year, draft->month, draft->month_day);
  guint32 date = julian_of(this_year, draft->month, draft->month_day);
  if (date + 90 < today)
    return julian_of(this_year + 1, draft->month, draft->month_day);
  return date > today + 270 ? julian_of(this_year - 1, draft->month, draft->month_day) : date;
}

struct days {
  guint32 first, last;
};

static struct days week_of(guint32 today, int weekday, int shift)
{
  guint32 monday = today - (guint)(weekday - 1) + 7 * (guint)MAX(shift, 0);
  return (struct days){ monday, monday + (shift <= 0 && weekday > 5 ? 6 : 4) };
}

static struct days unit_of(const struct when_draft *draft, guint32 today, int weekday, int year, int month)
{
  int shift = draft->shift == WHEN_NO_SHIFT ? 0 : draft->shift;
  if (draft->unit == STATED_WEEK_UNIT)
    return week_of(today, weekday, shift);
  if (draft->unit == STATED_YEAR_UNIT)
    return (struct days){ julian_of(year + shift, 1, 1), julian_of(year + shift, 12, 31) };
  guint32 last = month_end(year, month + shift);
  return (struct days){ month_end(year, month + shift - 1 + (month + shift == 1 ? 12 : 0)) + 1, last };
}

static guint32 weekday_of(const struct when_draft *draft, guint32 today, int weekday)
{
  gboolean in_week = draft->unit == STATED_WEEK_UNIT || draft->this_week || draft->next_week;
  if (in_week) {
    int shift = draft->unit == STATED_WEEK_UNIT && draft->shift != WHEN_NO_SHIFT ? draft->shift : draft->next_week;
    return today - (guint)(weekday - 1) + 7 * (guint)shift + (guint)(draft->weekday - 1);
  }
  guint ahead = (guint)(draft->weekday - weekday + 7) % 7;
  return today + (ahead || !draft->coming ? ahead : 7);
}

static struct days days_of(const struct when_draft *draft, const struct stated_clock *clock)
{
  int year, month, day, weekday = g_date_time_get_day_of_week(clock->now);
  g_date_time_get_ymd(clock->now, &year, &month, &day);
  guint32 today = today_of(clock), date = today;
  if (draft->month && draft->month_day) {
    date = date_of(draft, today, year);
  } else if (draft->month) {
    int in = draft->year > 0 ? draft->year : draft->month < month ? year + 1 : year;
    return (struct days){ julian_of(in, draft->month, 1), month_end(in, draft->month) };
  } else if (draft->month_day) {
    int ahead = draft->month_day < day || (draft->unit == STATED_MONTH_UNIT && draft->shift == 1);
    int in = (month - 1 + ahead) % 12 + 1, of = year + (month - 1 + ahead) / 12;
    date = julian_of(of, in, MIN(draft->month_day, g_date_get_days_in_month((GDateMonth)in, (GDateYear)of)));
  } else if (draft->weekday) {
    date = weekday_of(draft, today, weekday);
  } else if (draft->weekend) {
    guint32 friday = week_of(today, weekday, draft->shift == 1 && draft->coming).first + 4;
    return (struct days){ friday + 1, draft->to_sunday ? friday + 2 : friday };
  } else if (draft->day != WHEN_NO_SHIFT) {
    date = today + (guint)draft->day;
  } else if (draft->unit) {
    return unit_of(draft, today, weekday, year, month);
  }
  return (struct days){ date, date };
}

/* Minutes of the day; WHEN_NONE: the whole day. */
static int minutes_of(const struct when_draft *draft)
{
  if (draft->minute == WHEN_NONE)
    return draft->part;
  int minutes = draft->minute;
  gboolean noon = minutes / 60 == 12;
  if (draft->am || (draft->part == 720 && noon))
    return noon && draft->am ? minutes - 720 : minutes;
  if (draft->pm || draft->part > 720 || draft->guess) {
    gboolean morning = draft->part == 720;
    return minutes < 720 && !morning ? minutes + 720 : minutes;
  }
  return minutes;
}

void when_resolve(const struct when_draft *draft, const struct stated_clock *clock, struct stated_time *ret)
{
  g_autoptr(GTimeZone) said = draft->has_zone ? g_time_zone_new_offset(draft->zone * 60) : NULL;
  GTimeZone *zone = said ? said : clock->zone;
  struct days days = days_of(draft, clock);
  int minutes = minutes_of(draft);
  *ret = (struct stated_time){ .has_time = draft->minute != WHEN_NONE || (minutes != WHEN_NONE && !draft->closes),
                               .has_day = when_has_day(draft),
                               .bare_day = draft->day != WHEN_NO_SHIFT || draft->closes,
                               .is_end = draft->end || draft->closes };
  if (draft->last || (draft->day < 0 && draft->day != WHEN_NO_SHIFT)) {
    ret->begin = ret->end = CLOCK_NONE;
    return;
  }
  ret->end = instant(days.last, minutes == WHEN_NONE ? DAY_MINUTES : minutes, zone);
  ret->begin = minutes == WHEN_NONE ? instant(days.first, 0, zone) : ret->end;
  if (!ret->has_day && ret->end <= clock->arrival) { /* today's has gone by */
    if (minutes < 720 && draft->minute != WHEN_NONE && !draft->am)
      ret->end = instant(days.last, minutes + 720, zone);
    if (ret->end <= clock->arrival && !draft->closes)
      ret->end = instant(days.last + 1, minutes, zone);
    ret->begin = ret->end;
  }
  if (ret->end <= clock->arrival)
    ret->begin = ret->end = CLOCK_NONE;
}

static guint32 add_workdays(guint32 day, int weekday, int n)
{
  for (; n > 0; n--)
    do {
      day++;
      weekday = weekday % 7 + 1;
    } while (weekday > 5);
  return day;
}

/* Hours count from the mail, days end with the last of them. */
void when_resolve_span(int n, int unit, const struct stated_clock *clock, struct stated_time *ret)
{
  static const int lengths[] = { [STATED_MINUTE_UNIT] = 60, [STATED_HOUR_UNIT] = 3600 };
  *ret = (struct stated_time){ .has_day = TRUE, .has_time = unit <= STATED_HOUR_UNIT };
  guint32 today = today_of(clock);
  if (unit <= STATED_HOUR_UNIT) {
    ret->end = clock->arrival + (gint64)n * lengths[unit];
  } else if (unit == STATED_WORKDAY_UNIT) {
    ret->end = instant(add_workdays(today, g_date_time_get_day_of_week(clock->now), n), DAY_MINUTES, clock->zone);
  } else if (unit == STATED_DAY_UNIT || unit == STATED_WEEK_UNIT) {
    ret->end = instant(today + (guint)n * (unit == STATED_WEEK_UNIT ? 7 : 1), DAY_MINUTES, clock->zone);
  } else {
    g_autoptr(GDateTime) then = g_date_time_add_months(clock->now, unit == STATED_MONTH_UNIT ? n : 12 * n);
    int year, month, day;
    g_date_time_get_ymd(then, &year, &month, &day);
    ret->end = instant(julian_of(year, month, day), DAY_MINUTES, clock->zone);
  }
  ret->begin = ret->end;
}
