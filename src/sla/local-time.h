/* Between instants and what clocks on the wall show. A local time is counted in seconds as if the place were on UTC; a
 * day is the number of days since 1970-01-01. */
#pragma once
#include <glib.h>

enum { DAY_SECONDS = 24 * 60 * 60 };

gint64 local_from_instant(GTimeZone *zone, gint64 instant);

/* The earliest instant at which clocks show `local` or later: of two equal times the first, and for a time that is left
 * out the end of the gap. */
gint64 local_to_instant(GTimeZone *zone, gint64 local);

gint64 local_day(gint64 local);     /* the day it lies in */
unsigned local_weekday(gint64 day); /* 0 is Monday */
char *local_day_format(gint64 day); /* "2026-12-25"; free with g_free() */
gint64 local_day_new(int year, int month,
                     int day_of_month); /* G_MININT64 when there is no such day, or not in 1..9999 */
