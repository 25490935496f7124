#include "sla/local-time.h"

/* No zone is further from UTC, and none changes its clocks twice within this time. */
#define TWO_DAYS (2 * (gint64)DAY_SECONDS)

static gint64 offset_at(GTimeZone *zone, gint64 instant)
{
  int interval = g_time_zone_find_interval(zone, G_TIME_TYPE_UNIVERSAL, instant);
  return interval < 0 ? 0 : g_time_zone_get_offset(zone, interval);
}

gint64 local_from_instant(GTimeZone *zone, gint64 instant)
{
  return instant + offset_at(zone, instant);
}

/* The first instant in (low, high] at which the offset is no longer that of `low`. */
static gint64 change_between(GTimeZone *zone, gint64 low, gint64 high)
{
  gint64 old = offset_at(zone, low);
  while (high - low > 1) {
    gint64 middle = low + (high - low) / 2;
    if (offset_at(zone, middle) == old)
      low = middle;
    else
      high = middle;
  }
  return high;
}

/* GDateTime shifts a time that is left out by the length of the gap (02:30 becomes 03:30); we want the gap's end. */
gint64 local_to_instant(GTimeZone *zone, gint64 local)
{
  gint64 before = offset_at(zone, local - TWO_DAYS), after = offset_at(zone, local + TWO_DAYS);
  if (before == after)
    return local - before;
  gint64 change = change_between(zone, local - TWO_DAYS, local + TWO_DAYS);
  if (local - before < change)
    return local - before;
  return MAX(change, local - after);
}

gint64 local_day(gint64 local)
{
  return local >= 0 ? local / DAY_SECONDS : -((-local + DAY_SECONDS - 1) / DAY_SECONDS);
}

unsigned local_weekday(gint64 day)
{
  return (unsigned)((day % 7 + 7 + 3) % 7); /* the epoch was a Thursday */
}

#define JULIAN_EPOCH 719163 /* GDate's number of 1970-01-01 */

gint64 local_day_new(int year, int month, int day_of_month)
{
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day_of_month < 1 || day_of_month > 31 ||
      !g_date_valid_dmy((GDateDay)day_of_month, (GDateMonth)month, (GDateYear)year))
    return G_MININT64;
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_dmy(&date, (GDateDay)day_of_month, (GDateMonth)month, (GDateYear)year);
  return (gint64)g_date_get_julian(&date) - JULIAN_EPOCH;
}

char *local_day_format(gint64 day)
{
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_julian(&date, (guint32)CLAMP(day + JULIAN_EPOCH, 1, 3652059));
  return g_strdup_printf("%04u-%02u-%02u", g_date_get_year(&date), g_date_get_month(&date), g_date_get_day(&date));
}
