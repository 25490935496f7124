/* Calendars and durations for the tests of this room, in a line of text. */
#pragma once
#include "base/problems.h"
#include "sla/sla.h"

/* hours: "mon-thu 09:00-12:00,13:00-17:00; fri 09:00-14:00", days in order; "22:00-06:00" runs into the next day. NULL
 * for always. holidays: dates and paths separated by spaces, or NULL. `problems` may be NULL when there should be none.
 */
struct calendar *office(const char *zone, const char *hours, const char *holidays, gint64 now,
                        struct problems *problems);

struct duration duration_of(const char *text); /* "30s", "90m", "4h", "2bd", "2d" (elapsed) */
