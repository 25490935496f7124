/* .ics by libical, which is opened only when a calendar names such a file. */
#include <build.h>

#ifdef HAVE_LIBICAL
#include "sla/holidays.h"

#include "base/library.h"
#include "base/problems.h"
#include "base/text.h"
#include "sla/local-time.h"

#include <glib/gstdio.h>
#include <libical/ical.h>
#include <string.h>

enum {
  MAX_FILE = 8 * 1024 * 1024,
  MAX_NAME = 80,            /* characters of SUMMARY */
  MAX_DAYS = 400,           /* of one event */
  MAX_REPETITIONS = 100000, /* every day since 1800 is less */
};

/* clang-format off */
static struct {
  __typeof__(icalerror_set_errors_are_fatal) *set_errors_are_fatal;
  __typeof__(icalparser_parse_string) *parse;
  __typeof__(icalcomponent_free) *free;
  __typeof__(icalcomponent_isa) *isa;
  __typeof__(icalcomponent_get_first_component) *first_component;
  __typeof__(icalcomponent_get_next_component) *next_component;
  __typeof__(icalcomponent_get_first_property) *first_property;
  __typeof__(icalcomponent_get_next_property) *next_property;
  __typeof__(icalcomponent_get_summary) *summary;
  __typeof__(icalcomponent_get_uid) *uid;
  __typeof__(icalcomponent_get_status) *status;
  __typeof__(icalproperty_get_value) *value;
  __typeof__(icalproperty_get_value_as_string) *value_string;
  __typeof__(icalproperty_get_transp) *transp;
  __typeof__(icalproperty_get_rrule) *rrule;
  __typeof__(icalproperty_get_duration) *duration;
  __typeof__(icalproperty_get_rdate) *rdate;
  __typeof__(icalvalue_isa) *value_isa;
  __typeof__(icalvalue_get_date) *date;
  __typeof__(icalvalue_get_datetime) *datetime;
  __typeof__(icalrecur_iterator_new) *iterator_new;
  __typeof__(icalrecur_iterator_next) *iterator_next;
  __typeof__(icalrecur_iterator_free) *iterator_free;
  __typeof__(icaltime_is_null_time) *is_null_time;
  __typeof__(icaldurationtype_as_int) *duration_seconds;
  __typeof__(icalmemory_free_ring) *free_ring;
} ical;

static const struct library_symbol symbols[] = {
  { "icalerror_set_errors_are_fatal", (void **)&ical.set_errors_are_fatal },
  { "icalparser_parse_string", (void **)&ical.parse },
  { "icalcomponent_free", (void **)&ical.free },
  { "icalcomponent_isa", (void **)&ical.isa },
  { "icalcomponent_get_first_component", (void **)&ical.first_component },
  { "icalcomponent_get_next_component", (void **)&ical.next_component },
  { "icalcomponent_get_first_property", (void **)&ical.first_property },
  { "icalcomponent_get_next_property", (void **)&ical.next_property },
  { "icalcomponent_get_summary", (void **)&ical.summary },
  { "icalcomponent_get_uid", (void **)&ical.uid },
  { "icalcomponent_get_status", (void **)&ical.status },
  { "icalproperty_get_value", (void **)&ical.value },
  { "icalproperty_get_value_as_string", (void **)&ical.value_string },
  { "icalproperty_get_transp", (void **)&ical.transp },
  { "icalproperty_get_rrule", (void **)&ical.rrule },
  { "icalproperty_get_duration", (void **)&ical.duration },
  { "icalproperty_get_rdate", (void **)&ical.rdate },
  { "icalvalue_isa", (void **)&ical.value_isa },
  { "icalvalue_get_date", (void **)&ical.date },
  { "icalvalue_get_datetime", (void **)&ical.datetime },
  { "icalrecur_iterator_new", (void **)&ical.iterator_new },
  { "icalrecur_iterator_next", (void **)&ical.iterator_next },
  { "icalrecur_iterator_free", (void **)&ical.iterator_free },
  { "icaltime_is_null_time", (void **)&ical.is_null_time },
  { "icaldurationtype_as_int", (void **)&ical.duration_seconds },
  { "icalmemory_free_ring", (void **)&ical.free_ring },
};
/* clang-format on */

struct loading {
  GHashTable *holidays;
  const char *path, *calendar;
  gint64 from, until;
  struct problems *problems;
  GHashTable *moved; /* "UID day": occurrences that an event of their own (RECURRENCE-ID) replaces */
  unsigned n_timed;  /* events with a clock time, left out */
  const char *timed; /* the first of them */
};

static gint64 day_of(struct icaltimetype time)
{
  return ical.is_null_time(time) ? G_MININT64 : local_day_new(time.year, time.month, time.day);
}

/* The day in a DTSTART, DTEND, EXDATE ...; a clock time in it is left out. */
static gint64 day_in(icalproperty *property, gboolean *ret_timed)
{
  icalvalue *value = ical.value(property);
  if (!value)
    return G_MININT64;
  gboolean timed = ical.value_isa(value) != ICAL_DATE_VALUE;
  if (ret_timed)
    *ret_timed = timed;
  return day_of(timed ? ical.datetime(value) : ical.date(value));
}

/* All properties of a kind. libical keeps one place in a component for every walk over its properties, so nothing may
 * look into a component while it is being walked. */
static GPtrArray *properties_of(icalcomponent *component, icalproperty_kind kind)
{
  GPtrArray *all = g_ptr_array_new();
  for (icalproperty *p = ical.first_property(component, kind); p; p = ical.next_property(component, kind))
    g_ptr_array_add(all, p);
  return all;
}

static char *moved_key(icalcomponent *event, gint64 day)
{
  const char *uid = ical.uid(event);
  return uid ? g_strdup_printf("%" G_GINT64_FORMAT " %s", day, uid) : NULL;
}

static void add_days(struct loading *loading, gint64 first, gint64 n, const char *name)
{
  for (gint64 day = first; day < first + n; day++) {
    const char *known = NULL;
    if (day < loading->from || day > loading->until ||
        (holidays_has(loading->holidays, day, &known) && (*known || !*name)))
      continue;
    g_hash_table_replace(loading->holidays, g_memdup2(&day, sizeof day), g_strdup(name));
  }
}

/* How many days one occurrence lasts, 0 when its end is no day. DTEND is the first day after (RFC 5545 3.6.1). */
static gint64 length_in_days(icalcomponent *event, gint64 start)
{
  icalproperty *end = ical.first_property(event, ICAL_DTEND_PROPERTY);
  icalproperty *duration = ical.first_property(event, ICAL_DURATION_PROPERTY);
  gint64 n = 1;
  if (end) {
    gint64 after = day_in(end, NULL);
    if (after == G_MININT64)
      return 0;
    n = after - start;
  } else if (duration) {
    n = (ical.duration_seconds(ical.duration(duration)) + DAY_SECONDS - 1) / DAY_SECONDS;
  }
  return MAX(n, 1); /* an end on the day it starts is a common mistake for one day */
}

static gboolean is_free_time(icalcomponent *event)
{
  icalproperty *transp = ical.first_property(event, ICAL_TRANSP_PROPERTY);
  if (transp &&
      (ical.transp(transp) == ICAL_TRANSP_TRANSPARENT || ical.transp(transp) == ICAL_TRANSP_TRANSPARENTNOCONFLICT))
    return TRUE;
  return ical.status(event) == ICAL_STATUS_CANCELLED;
}

/* A set of days from every property of that kind. */
static GHashTable *days_in(icalcomponent *event, icalproperty_kind kind)
{
  GHashTable *days = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GPtrArray) properties = properties_of(event, kind);
  for (guint i = 0; i < properties->len; i++) {
    icalproperty *p = properties->pdata[i];
    gint64 day = kind == ICAL_RDATE_PROPERTY ? day_of(ical.rdate(p).time) : day_in(p, NULL);
    if (day != G_MININT64)
      g_hash_table_add(days, g_memdup2(&day, sizeof day));
  }
  return days;
}

static gboolean is_left_out(struct loading *loading, icalcomponent *event, GHashTable *exdates, gint64 day)
{
  if (g_hash_table_contains(exdates, &day))
    return TRUE;
  if (ical.first_property(event, ICAL_RECURRENCEID_PROPERTY))
    return FALSE;
  g_autofree char *key = moved_key(event, day);
  return key && g_hash_table_contains(loading->moved, key);
}

struct occurrences { /* of one event */
  icalcomponent *event;
  struct icaltimetype start;
  gint64 days; /* that each lasts */
  const char *name;
  GHashTable *exdates;
};

static void add_occurrence(struct loading *loading, const struct occurrences *event, gint64 day)
{
  if (!is_left_out(loading, event->event, event->exdates, day))
    add_days(loading, day, event->days, event->name);
}

static void add_repetitions(struct loading *loading, const struct occurrences *event, icalproperty *rule)
{
  icalrecur_iterator *iterator = ical.iterator_new(ical.rrule(rule), event->start);
  if (!iterator) {
    problems_add(loading->problems, loading->path, 0, 0,
                 "the rule of '%s' is not understood: '%s'; list its dates instead", event->name,
                 ical.value_string(rule));
    return;
  }
  unsigned turns = 0;
  for (; turns < MAX_REPETITIONS; turns++) {
    gint64 day = day_of(ical.iterator_next(iterator));
    if (day == G_MININT64 || day > loading->until)
      break;
    if (day + event->days > loading->from)
      add_occurrence(loading, event, day);
  }
  ical.iterator_free(iterator);
  if (turns == MAX_REPETITIONS)
    problems_add(loading->problems, loading->path, 0, 0, "'%s' repeats too often for a holiday", event->name);
}

static void add_occurrences(struct loading *loading, const struct occurrences *event)
{
  add_occurrence(loading, event, day_of(event->start));
  g_autoptr(GPtrArray) rules = properties_of(event->event, ICAL_RRULE_PROPERTY);
  for (guint i = 0; i < rules->len; i++)
    add_repetitions(loading, event, rules->pdata[i]);
  g_autoptr(GHashTable) more = days_in(event->event, ICAL_RDATE_PROPERTY);
  GHashTableIter iter;
  void *day;
  g_hash_table_iter_init(&iter, more);
  while (g_hash_table_iter_next(&iter, &day, NULL))
    add_occurrence(loading, event, *(gint64 *)day);
}

static void add_event(struct loading *loading, icalcomponent *event)
{
  if (is_free_time(event))
    return;
  const char *summary = ical.summary(event);
  g_autofree char *name = text_printable(summary, MAX_NAME);
  icalproperty *dtstart = ical.first_property(event, ICAL_DTSTART_PROPERTY);
  gboolean timed = FALSE;
  gint64 start = dtstart ? day_in(dtstart, &timed) : G_MININT64;
  if (!dtstart && ical.first_property(event, ICAL_XLICERROR_PROPERTY))
    return; /* reported already */
  if (start == G_MININT64) {
    problems_add(loading->problems, loading->path, 0, 0, "the event '%s' has no day on which it starts", name);
    return;
  }
  if (timed) {
    if (!loading->n_timed++)
      loading->timed = g_intern_string(name);
    return;
  }
  gint64 n = length_in_days(event, start);
  if (!n || n > MAX_DAYS) {
    problems_add(loading->problems, loading->path, 0, 0, "the event '%s' %s", name,
                 n ? "lasts longer than a year" : "has no day on which it ends");
    return;
  }
  g_autoptr(GHashTable) exdates = days_in(event, ICAL_EXDATE_PROPERTY);
  struct occurrences occurrences = { event, ical.date(ical.value(dtstart)), n, name, exdates };
  add_occurrences(loading, &occurrences);
}

/* libical drops what it does not understand (BYEASTER, for one) and leaves a note. Only notes on when an event takes
 * place matter: a calendar without them would silently be open on a holiday. */
static void report_dropped(struct loading *loading, icalcomponent *component)
{
  static const char *const dates[] = { "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECUR", NULL };
  g_autoptr(GPtrArray) notes = properties_of(component, ICAL_XLICERROR_PROPERTY);
  for (guint i = 0; i < notes->len; i++) {
    const char *note = ical.value_string(notes->pdata[i]);
    g_autofree char *told = text_printable(note, 200);
    gboolean matters = FALSE;
    for (const char *const *date = dates; *date && note; date++)
      matters = matters || strstr(note, *date);
    if (!matters)
      continue;
    g_autofree char *name = text_printable(ical.summary(component), MAX_NAME);
    problems_add(loading->problems, loading->path, 0, 0,
                 "'%s' has a date or rule that is not understood (%s); list its dates instead", name, told);
  }
}

static void each_event(struct loading *loading, icalcomponent *component,
                       void (*visit)(struct loading *loading, icalcomponent *event))
{
  for (icalcomponent *c = ical.first_component(component, ICAL_ANY_COMPONENT); c;
       c = ical.next_component(component, ICAL_ANY_COMPONENT)) {
    if (ical.isa(c) == ICAL_VEVENT_COMPONENT)
      visit(loading, c);
    else if (ical.isa(c) == ICAL_VCALENDAR_COMPONENT) /* several calendars in one file */
      each_event(loading, c, visit);
  }
}

static void note_moved(struct loading *loading, icalcomponent *event)
{
  icalproperty *id = ical.first_property(event, ICAL_RECURRENCEID_PROPERTY);
  char *key = id ? moved_key(event, day_in(id, NULL)) : NULL;
  if (key)
    g_hash_table_add(loading->moved, key);
}

static void load_calendar(struct loading *loading, icalcomponent *root)
{
  each_event(loading, root, report_dropped);
  each_event(loading, root, note_moved);
  each_event(loading, root, add_event);
  if (loading->n_timed)
    problems_warn(loading->problems, loading->path, 0, 0,
                  "%u events have clock times, of which '%s' is the first; only whole days close calendar '%s', "
                  "ignoring",
                  loading->n_timed, loading->timed, loading->calendar);
}

static char *read_file(const char *path, const char *calendar, struct problems *problems)
{
  GStatBuf info;
  g_autoptr(GError) error = NULL;
  char *text = NULL;
  if (g_stat(path, &info) == 0 && (!S_ISREG(info.st_mode) || info.st_size > MAX_FILE))
    problems_add(problems, path, 0, 0, "holidays of calendar '%s': no file of at most %d MiB", calendar,
                 MAX_FILE / 1024 / 1024);
  else if (!g_file_get_contents(path, &text, NULL, &error))
    problems_add(problems, path, 0, 0, "holidays of calendar '%s' cannot be read: %s", calendar,
                 error->code == G_FILE_ERROR_NOENT ? "there is no such file" : error->message);
  return text;
}

void holidays_load_ics(GHashTable *holidays, const char *path, const char *calendar, gint64 from, gint64 until,
                       struct problems *problems)
{
  g_autofree char *text = read_file(path, calendar, problems);
  if (!text)
    return;
  g_autoptr(GError) error = NULL;
  if (!library_open(LIBICAL_SONAME, symbols, G_N_ELEMENTS(symbols), &error)) {
    problems_add(problems, path, 0, 0, "holidays of calendar '%s' cannot be read: %s", calendar, error->message);
    return;
  }
  ical.set_errors_are_fatal(0);
  icalcomponent *root = ical.parse(text);
  if (!root || (ical.isa(root) != ICAL_VCALENDAR_COMPONENT && ical.isa(root) != ICAL_XROOT_COMPONENT)) {
    problems_add(problems, path, 0, 0, "holidays of calendar '%s': this is no .ics calendar", calendar);
  } else {
    g_autoptr(GHashTable) moved = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    struct loading loading = { holidays, path, calendar, from, until, problems, moved };
    load_calendar(&loading, root);
  }
  if (root)
    ical.free(root);
  ical.free_ring();
}
#endif
