/* A window belongs to the day it starts on; a day's windows become instants one by one, so that what a change of clocks
 * does to one of them is settled in local_to_instant() alone. */
#include "sla/calendar-private.h"

#include "base/clock.h"
#include "base/problems.h"
#include "sla/holidays.h"
#include "sla/local-time.h"

enum { MAX_WINDOW_DAYS = 2 }; /* a window may run to the end of the next day */

struct calendar {
  char *id; /* NULL: always open */
  GTimeZone *zone;
  GArray *windows[7]; /* struct config_window */
  GHashTable *holidays;
};

static GArray *windows_copy(const GArray *windows)
{
  GArray *copy = g_array_new(FALSE, FALSE, sizeof(struct config_window));
  if (windows && windows->len)
    g_array_append_vals(copy, windows->data, windows->len);
  return copy;
}

struct calendar *calendar_new(const struct config_calendar *config, GTimeZone *zone, gint64 now,
                              struct problems *problems)
{
  static const struct config_window all_day = { 0, 24 * 60 };
  struct calendar *calendar = g_new0(struct calendar, 1);
  calendar->id = config ? g_strdup(config->id) : NULL;
  calendar->zone = g_time_zone_ref(config && config->timezone ? config->timezone : zone);
  calendar->holidays = holidays_new();
  for (guint i = 0; i < G_N_ELEMENTS(calendar->windows); i++) {
    calendar->windows[i] = windows_copy(config ? config->windows[i] : NULL);
    if (!config)
      g_array_append_val(calendar->windows[i], all_day);
  }
  if (!config)
    return calendar;
  unsigned before = problems_count(problems);
  holidays_load(calendar->holidays, config, now, problems);
  if (problems_count(problems) != before)
    g_clear_pointer(&calendar, calendar_free);
  return calendar;
}

void calendar_free(struct calendar *calendar)
{
  if (!calendar)
    return;
  for (guint i = 0; i < G_N_ELEMENTS(calendar->windows); i++)
    g_clear_pointer(&calendar->windows[i], g_array_unref);
  g_clear_pointer(&calendar->holidays, g_hash_table_unref);
  g_clear_pointer(&calendar->zone, g_time_zone_unref);
  g_free(calendar->id);
  g_free(calendar);
}

GTimeZone *calendar_zone(const struct calendar *calendar)
{
  return calendar->zone;
}

const char *calendar_id(const struct calendar *calendar)
{
  return calendar->id ? calendar->id : "always";
}

gboolean calendar_is_always(const struct calendar *calendar)
{
  return !calendar->id;
}

gboolean calendar_day_is_holiday(const struct calendar *calendar, gint64 day, const char **ret_name)
{
  return calendar->windows[local_weekday(day)]->len && holidays_has(calendar->holidays, day, ret_name);
}

/* The n-th window of a day; FALSE when there is none left. */
static gboolean nth_span(const struct calendar *calendar, gint64 day, guint n, struct open_span *ret)
{
  const GArray *windows = calendar->windows[local_weekday(day)];
  if (n >= windows->len || holidays_has(calendar->holidays, day, NULL))
    return FALSE;
  const struct config_window *window = &g_array_index(windows, struct config_window, n);
  ret->from = local_to_instant(calendar->zone, day * DAY_SECONDS + window->from * 60);
  ret->to = local_to_instant(calendar->zone, day * DAY_SECONDS + window->to * 60);
  return TRUE;
}

GArray *calendar_day_spans(const struct calendar *calendar, gint64 day)
{
  GArray *spans = g_array_new(FALSE, FALSE, sizeof(struct open_span));
  struct open_span span;
  for (guint i = 0; nth_span(calendar, day, i, &span); i++)
    if (span.from < span.to)
      g_array_append_val(spans, span);
  return spans;
}

void open_walk_start(struct open_walk *walk, const struct calendar *calendar, gint64 from, gint64 until)
{
  *walk = (struct open_walk){
    .calendar = calendar,
    .day = local_day(local_from_instant(calendar->zone, from)) - MAX_WINDOW_DAYS,
    .reached = from,
    .until = until,
  };
}

gboolean open_walk_next(struct open_walk *walk, struct open_span *ret)
{
  gint64 last = local_day(local_from_instant(walk->calendar->zone, walk->until));
  while (walk->day <= last) {
    if (!nth_span(walk->calendar, walk->day, walk->index++, ret)) {
      walk->day++;
      walk->index = 0;
      continue;
    }
    ret->from = MAX(ret->from, walk->reached);
    if (ret->from >= ret->to)
      continue;
    if (ret->from >= walk->until)
      return FALSE;
    walk->reached = ret->to;
    return TRUE;
  }
  return FALSE;
}

gint64 calendar_next_open(const struct calendar *calendar, gint64 time)
{
  struct open_walk walk;
  struct open_span span;
  open_walk_start(&walk, calendar, time, time + SLA_HORIZON);
  return open_walk_next(&walk, &span) ? span.from : CLOCK_NONE;
}

gboolean calendar_is_open(const struct calendar *calendar, gint64 time)
{
  struct open_walk walk;
  struct open_span span;
  open_walk_start(&walk, calendar, time, time + 1);
  return open_walk_next(&walk, &span) && span.from == time;
}
