/* By when: calendars of opening hours, and deadlines counted in them. Pure: nothing here asks for the time.
 *
 * Open time (`4h`) counts the seconds in which the desk is open. Business days (`2bd`) end at the same clock time so many
 * open days later, moved to the next open minute of that day, else its last; from outside hours they count from the next
 * opening. All arithmetic is on instants; local clock times are resolved by the calendar's zone, so both changes of
 * daylight saving time come out right (a time that does not exist moves to the first that does; of two equal ones the
 * earlier counts). */
#pragma once
#include "base/config.h"

struct calendar;
struct problems;

/* `config` NULL: always open, in `zone`. Holidays named as files are read here (dates and .ics by libical, expanded for
 * ten years around `now`); what is wrong with them is noted in `problems` and NULL returned. */
struct calendar *calendar_new(const struct config_calendar *config, GTimeZone *zone, gint64 now,
                              struct problems *problems);
void calendar_free(struct calendar *calendar); /* accepts NULL */
typedef struct calendar Calendar;              /* for g_autoptr(Calendar) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Calendar, calendar_free)

GTimeZone *calendar_zone(const struct calendar *calendar); /* borrowed */
gboolean calendar_is_open(const struct calendar *calendar, gint64 time);

/* The next instant >= `time` at which it is open; CLOCK_NONE when there is none within a year. */
gint64 calendar_next_open(const struct calendar *calendar, gint64 time);

struct sla_interval { /* what lay between start and deadline, in order, without gaps */
  gint64 from, to;
  gboolean counted;
  char *why; /* "open", "closed", "holiday 2026-12-25", "holiday Christmas (2026-12-25)" */
};

struct sla_deadline {
  gint64 due;
  GPtrArray *intervals; /* struct sla_interval *; NULL when not asked for */
};

/* The deadline `duration` after `start`. A deadline on a closing minute stays there. With `explain` the intervals are
 * recorded (capped at 1,000; the last then reaches to the deadline). FALSE with FAULT_CONFIG when the calendar does not
 * open often enough within a year. Free what is in `ret` by sla_deadline_clear(). */
gboolean sla_deadline(const struct calendar *calendar, gint64 start, const struct duration *duration, gboolean explain,
                      struct sla_deadline *ret, GError **error);
void sla_deadline_clear(struct sla_deadline *deadline);

GQuark sla_error_quark(void);
#define SLA_ERROR sla_error_quark()
