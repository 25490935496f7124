/* Time: seconds since the epoch, UTC, inside; zones only at the edges (GTimeZone, never setenv("TZ")).
 *
 * Only commands ask clock_now(); every room below is handed the time. */
#pragma once
#include <glib.h>

/* "No time is known", e.g. a mail without a Date. */
#define CLOCK_NONE G_MININT64

/* The present, or what --now or $DESKBELL_NOW said. */
gint64 clock_now(void);

/* Fixes the present for this process. `text` is RFC 3339 ("2026-11-22T09:00:00+09:00", a space for the T and a missing
 * zone, then UTC, are accepted) or "@" and seconds. FALSE with FAULT_USAGE when it is neither. */
gboolean clock_set(const char *text, GError **error);

/* The time as clocks in `zone` (NULL: UTC) show it; NULL for CLOCK_NONE and for what no calendar has. */
GDateTime *clock_local(gint64 time, GTimeZone *zone);

/* RFC 3339. `zone` NULL means UTC, written "Z". NULL for CLOCK_NONE. Free with g_free(). */
char *clock_format(gint64 time, GTimeZone *zone);

/* Reads RFC 3339 as clock_set() does; CLOCK_NONE when it is none. */
gint64 clock_parse(const char *text);

GQuark clock_error_quark(void);
#define CLOCK_ERROR clock_error_quark()
