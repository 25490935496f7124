/* Times, opening hours and lists as a reader of a language writes them, by ICU; no system locale is needed. */
#pragma once
#include "base/config.h"

/* "Wednesday, 25 November 2026 at 19:00 (CET)", "2026년 11월 25일 수요일 오후 7시(KST)". `zone` and `zone_name` are the
 * same zone. Never NULL: a language that ICU does not know gives its neutral form. Free with g_free(). */
char *locale_moment(gint64 time, GTimeZone *zone, const char *zone_name, const char *language);

/* "Mon–Thu 09:00–12:00, 13:00–17:00; Fri 09:00–14:00 (Central European Time)". NULL when it never opens. `now` decides
 * nothing but which of a zone's names is asked for. */
char *locale_hours(const struct config_calendar *calendar, const char *language, gint64 now);

/* "a, b and c". `items` are char *. NULL for none. */
char *locale_list(const GPtrArray *items, const char *language);
