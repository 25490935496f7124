/* Setters for calendars and what counts in them. */
#include "base/config-private.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

#define DAY_MINUTES 1440

static const char *const day_names[7] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

/* A window on its way into a calendar, with the place to blame when it overlaps another. */
struct placed_window {
  struct config_window window;
  const struct yaml_node *node;
};

void config_set_duration(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                         void *target)
{
  const char *text = config_line(reader, key, node);
  if (text && !duration_parse(text, (struct duration *)((char *)target + key->offset))) {
    g_autofree char *value = text_printable(text, 60);
    config_complain(reader, key, node, "'%s' is no duration; write %s", value, key->values);
  }
}

static int parse_day(const char *text, gsize length)
{
  for (int i = 0; i < 7; i++)
    if (length == 3 && !strncmp(day_names[i], text, 3))
      return i;
  return -1;
}

/* "mon" or "mon-thu"; "sat-mon" runs over the end of the week. */
static gboolean parse_days(const char *text, unsigned *ret_first, unsigned *ret_count)
{
  const char *hyphen = strchr(text, '-');
  int first = parse_day(text, hyphen ? (gsize)(hyphen - text) : strlen(text));
  int last = hyphen ? parse_day(hyphen + 1, strlen(hyphen + 1)) : first;
  if (first < 0 || last < 0)
    return FALSE;
  *ret_first = (unsigned)first;
  *ret_count = (unsigned)(last - first + 7) % 7 + 1;
  return TRUE;
}

/* Minutes since midnight of "9:00", "09:00", "24:00"; what follows in `end`. */
static gboolean parse_clock(const char *text, const char **ret_end, unsigned *ret_minutes)
{
  gsize digits = strspn(text, "0123456789");
  if (digits < 1 || digits > 2 || text[digits] != ':' || strspn(text + digits + 1, "0123456789") != 2)
    return FALSE;
  unsigned hours = (unsigned)g_ascii_strtoull(text, NULL, 10);
  unsigned minutes = (unsigned)g_ascii_strtoull(text + digits + 1, NULL, 10);
  *ret_end = text + digits + 3;
  *ret_minutes = hours * 60 + minutes;
  return minutes < 60 && *ret_minutes <= DAY_MINUTES;
}

/* "22:00-06:00" ends on the next day. */
static gboolean parse_window(const char *text, struct config_window *ret)
{
  const char *end;
  struct config_window window;
  if (!parse_clock(text, &end, &window.from) || *end != '-' || !parse_clock(end + 1, &end, &window.to) || *end)
    return FALSE;
  if (window.from == DAY_MINUTES || window.from == window.to)
    return FALSE;
  if (window.to < window.from)
    window.to += DAY_MINUTES;
  *ret = window;
  return TRUE;
}

struct day_range {
  GArray **days; /* struct placed_window, Monday first */
  unsigned first, count;
};

static void add_window(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                       gpointer into)
{
  const struct day_range *range = into;
  struct placed_window placed = { .node = node };
  const char *text = config_line(reader, key, node);
  if (!text)
    return;
  if (!parse_window(text, &placed.window)) {
    g_autofree char *value = text_printable(text, 60);
    config_complain(reader, key, node, "'%s' is no window; write 09:00-17:00, 22:00-06:00 or 00:00-24:00", value);
    return;
  }
  for (unsigned i = 0; i < range->count; i++)
    g_array_append_val(range->days[(range->first + i) % 7], placed);
}

static int by_start(gconstpointer a, gconstpointer b)
{
  const struct placed_window *left = a, *right = b;
  return left->window.from < right->window.from ? -1 : left->window.from > right->window.from;
}

static void complain_overlap(const struct config_reader *reader, const struct config_key *key, unsigned day,
                             const struct placed_window *first, const struct placed_window *second)
{
  const struct placed_window *later = second;
  if (first->node->line > second->node->line ||
      (first->node->line == second->node->line && first->node->column > second->node->column))
    later = first;
  config_complain(reader, key, later->node, "'%s' overlaps '%s' on %s; keep them apart", later->node->scalar,
                  (later == second ? first : second)->node->scalar, day_names[day]);
}

/* Sorted days: each window against the next, the last also against the morning it runs into. Ends at the first overlap,
 * which a range of days would only repeat. */
static void check_overlap(const struct config_reader *reader, const struct config_key *key, GArray **days)
{
  for (unsigned day = 0; day < 7; day++)
    for (guint i = 0; i < days[day]->len; i++) {
      const struct placed_window *window = &g_array_index(days[day], struct placed_window, i);
      gboolean last = i + 1 == days[day]->len;
      unsigned where = last ? (day + 1) % 7 : day;
      if (last && !days[where]->len)
        continue;
      const struct placed_window *next = &g_array_index(days[where], struct placed_window, last ? 0 : i + 1);
      if (next->window.from + (last ? DAY_MINUTES : 0) < window->window.to) {
        complain_overlap(reader, key, where, window, next);
        return;
      }
    }
}

static void read_days(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                      GArray **days)
{
  for (guint i = 0; i < node->keys->len; i++) {
    const struct yaml_node *name = node->keys->pdata[i];
    struct day_range range = { .days = days };
    const struct yaml_node *windows = node->items->pdata[i];
    if (parse_days(name->scalar, &range.first, &range.count)) {
      if (!config_is_empty(windows))
        config_each(reader, key, windows, add_window, &range);
    } else {
      g_autofree char *value = text_printable(name->scalar, 60);
      config_complain(reader, key, name, "'%s' is no day; write mon, tue, wed, thu, fri, sat, sun or mon-thu", value);
    }
  }
}

void config_set_hours(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                      void *target)
{
  struct config_calendar *calendar = target;
  GArray *days[7];
  if (config_is_empty(node))
    return;
  if (node->kind != YAML_MAP) {
    config_complain(reader, key, node, "expected days with their hours; write {mon-fri: 09:00-17:00}");
    return;
  }
  for (unsigned day = 0; day < 7; day++)
    days[day] = g_array_new(FALSE, FALSE, sizeof(struct placed_window));
  read_days(reader, key, node, days);
  for (unsigned day = 0; day < 7; day++)
    g_array_sort(days[day], by_start);
  check_overlap(reader, key, days);
  for (unsigned day = 0; day < 7; day++) {
    for (guint i = 0; i < days[day]->len; i++)
      g_array_append_val(calendar->windows[day], g_array_index(days[day], struct placed_window, i).window);
    g_array_unref(days[day]);
  }
}

static gboolean is_date(const char *text)
{
  int year, month, day, length = 0;
  return sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &length) == 3 && length == 10 && !text[length] &&
         strspn(text, "0123456789-") == 10 && g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

static void add_holiday(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                        gpointer into)
{
  const char *text = config_line(reader, key, node);
  if (!text)
    return;
  gsize length = strlen(text);
  if (is_date(text)) {
    g_ptr_array_add(into, g_strdup(text));
  } else if (g_path_is_absolute(text) || (length > 4 && !g_ascii_strcasecmp(text + length - 4, ".ics"))) {
    g_ptr_array_add(into, config_resolve(reader, text));
  } else {
    g_autofree char *value = text_printable(text, 60);
    config_complain(reader, key, node, "'%s' is neither a day nor an .ics file; write 2026-12-24 or holidays.ics",
                    value);
  }
}

void config_set_holidays(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                         void *target)
{
  struct config_calendar *calendar = target;
  if (!config_is_empty(node))
    config_each(reader, key, node, add_holiday, calendar->holidays);
}
