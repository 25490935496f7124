/* What the files of this room share. */
#pragma once
#include "sla/sla.h"

enum { SLA_HORIZON = 366 * 24 * 60 * 60 }; /* seconds: how far ahead a calendar is searched */

struct open_span { /* [from, to) */
  gint64 from, to;
};

/* A walk over the open time of a calendar. */
struct open_walk {
  const struct calendar *calendar;
  gint64 day;     /* whose windows come next */
  guint index;    /* of the next window of that day */
  gint64 reached; /* nothing before this is told any more */
  gint64 until;
};

const char *calendar_id(const struct calendar *calendar); /* "always" for the one that is always open */
gboolean calendar_is_always(const struct calendar *calendar);

/* The windows that start on a day (local-time.h), as instants in order, without empty ones; none on a holiday. The
 * result is owned by the caller; (element-type struct open_span) */
GArray *calendar_day_spans(const struct calendar *calendar, gint64 day);

/* Whether a day would be open if it were no holiday, and is one; `*ret_name` is then its name or "". */
gboolean calendar_day_is_holiday(const struct calendar *calendar, gint64 day, const char **ret_name);

/* Open time from `from` on: each call to open_walk_next() gives the next stretch, in order, never overlapping. FALSE at
 * `until`; the last stretch may reach beyond it. */
void open_walk_start(struct open_walk *walk, const struct calendar *calendar, gint64 from, gint64 until);
gboolean open_walk_next(struct open_walk *walk, struct open_span *ret);
