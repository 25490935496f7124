#include "sla/calendar-private.h"

#include "base/clock.h"
#include "base/fault.h"
#include "sla/local-time.h"

enum { MAX_INTERVALS = 1000 };

G_DEFINE_QUARK(deskbell-sla-error-quark, sla_error)

static gboolean never_reached(const struct calendar *calendar, gint64 start, GError **error)
{
  g_autofree char *from = local_day_format(local_day(local_from_instant(calendar_zone(calendar), start)));
  const char *how = calendar_next_open(calendar, start) == CLOCK_NONE ? "is closed" : "is not open often enough";
  g_set_error(error, SLA_ERROR, FAULT_CONFIG, "calendar '%s' %s for a deadline within a year after %s",
              calendar_id(calendar), how, from);
  return FALSE;
}

static gboolean after_open_seconds(const struct calendar *calendar, gint64 start, gint64 seconds, gint64 *ret_due)
{
  if (calendar_is_always(calendar)) {
    *ret_due = start + seconds;
    return TRUE;
  }
  struct open_walk walk;
  struct open_span span;
  open_walk_start(&walk, calendar, start, start + SLA_HORIZON);
  while (open_walk_next(&walk, &span)) {
    if (seconds <= span.to - span.from) {
      *ret_due = span.from + seconds;
      return TRUE;
    }
    seconds -= span.to - span.from;
  }
  return FALSE;
}

/* The day to which an open instant belongs: the one on which its window starts, which may be the day before. */
static gint64 owning_day(const struct calendar *calendar, gint64 time)
{
  gint64 today = local_day(local_from_instant(calendar_zone(calendar), time));
  for (gint64 day = today; day > today - 3; day--) {
    g_autoptr(GArray) spans = calendar_day_spans(calendar, day);
    for (guint i = 0; i < spans->len; i++) {
      const struct open_span *span = &g_array_index(spans, struct open_span, i);
      if (span->from <= time && time < span->to)
        return day;
    }
  }
  return today;
}

/* `target` where the day is open then or just closes, else its next opening of that day, else its last closing. */
static gint64 fit_into(const GArray *spans, gint64 target)
{
  for (guint i = 0; i < spans->len; i++) {
    const struct open_span *span = &g_array_index(spans, struct open_span, i);
    if (target <= span->to)
      return MAX(target, span->from);
  }
  return g_array_index(spans, struct open_span, spans->len - 1).to;
}

static gboolean after_business_days(const struct calendar *calendar, gint64 start, gint64 days, gint64 *ret_due)
{
  GTimeZone *zone = calendar_zone(calendar);
  gint64 counted_from = calendar_next_open(calendar, start);
  if (counted_from == CLOCK_NONE)
    return FALSE;
  gint64 first = owning_day(calendar, counted_from);
  gint64 clock = local_from_instant(zone, counted_from) - first * DAY_SECONDS; /* past 24 h in a night's window */
  gint64 last = local_day(local_from_instant(zone, start + SLA_HORIZON));
  for (gint64 day = first + 1; day <= last; day++) {
    g_autoptr(GArray) spans = calendar_day_spans(calendar, day);
    if (!spans->len || --days > 0)
      continue;
    *ret_due = fit_into(spans, local_to_instant(zone, day * DAY_SECONDS + clock));
    return TRUE;
  }
  return FALSE;
}

static void interval_free(void *data)
{
  struct sla_interval *interval = data;
  g_free(interval->why);
  g_free(interval);
}

/* Takes `why`. What has the same reason as the interval before makes that one longer. */
static void add_interval(GPtrArray *intervals, gint64 from, gint64 to, gboolean counted, char *why)
{
  struct sla_interval *last = intervals->len ? intervals->pdata[intervals->len - 1] : NULL;
  if (from >= to) {
    g_free(why);
    return;
  }
  if (last && last->counted == counted && g_str_equal(last->why, why)) {
    last->to = to;
    g_free(why);
    return;
  }
  struct sla_interval *interval = g_new(struct sla_interval, 1);
  *interval = (struct sla_interval){ from, to, counted, why };
  g_ptr_array_add(intervals, interval);
}

static char *why_closed(const struct calendar *calendar, gint64 day)
{
  const char *name;
  if (!calendar_day_is_holiday(calendar, day, &name))
    return g_strdup("closed");
  g_autofree char *date = local_day_format(day);
  return *name ? g_strdup_printf("holiday %s (%s)", name, date) : g_strdup_printf("holiday %s", date);
}

/* Closed time is told day by day, since each day may be closed for a reason of its own. */
static void add_closed(GPtrArray *intervals, const struct calendar *calendar, gint64 from, gint64 to)
{
  GTimeZone *zone = calendar_zone(calendar);
  while (from < to && intervals->len < MAX_INTERVALS) {
    gint64 day = local_day(local_from_instant(zone, from));
    gint64 midnight = local_to_instant(zone, (day + 1) * DAY_SECONDS);
    /* Where clocks are set back over midnight, the day has ended once already. */
    gint64 end = midnight > from ? MIN(midnight, to) : MIN(from + 60 * 60, to);
    add_interval(intervals, from, end, FALSE, why_closed(calendar, day));
    from = end;
  }
}

static GPtrArray *explain_between(const struct calendar *calendar, gint64 start, gint64 due)
{
  GPtrArray *intervals = g_ptr_array_new_with_free_func(interval_free);
  struct open_walk walk;
  struct open_span span;
  gint64 reached = start;
  if (calendar_is_always(calendar)) {
    add_interval(intervals, start, due, TRUE, g_strdup("open"));
    return intervals;
  }
  open_walk_start(&walk, calendar, start, due);
  while (intervals->len < MAX_INTERVALS && open_walk_next(&walk, &span)) {
    add_closed(intervals, calendar, reached, span.from);
    reached = MIN(span.to, due);
    add_interval(intervals, span.from, reached, TRUE, g_strdup("open"));
  }
  add_closed(intervals, calendar, reached, due);
  if (intervals->len >= MAX_INTERVALS) {
    g_ptr_array_set_size(intervals, MAX_INTERVALS);
    struct sla_interval *last = intervals->pdata[MAX_INTERVALS - 1];
    last->to = due;
    last->counted = FALSE;
    g_free(last->why);
    last->why = g_strdup("more than can be told");
  }
  return intervals;
}

gboolean sla_deadline(const struct calendar *calendar, gint64 start, const struct duration *duration, gboolean explain,
                      struct sla_deadline *ret, GError **error)
{
  gint64 due;
  gboolean found = duration->unit == DURATION_BUSINESS_DAYS
                       ? after_business_days(calendar, start, duration->amount, &due)
                       : after_open_seconds(calendar, start, duration->amount, &due);
  if (!found)
    return never_reached(calendar, start, error);
  *ret = (struct sla_deadline){ due, explain ? explain_between(calendar, start, due) : NULL };
  return TRUE;
}

void sla_deadline_clear(struct sla_deadline *deadline)
{
  g_clear_pointer(&deadline->intervals, g_ptr_array_unref);
}
