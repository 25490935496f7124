#include "office.h"

#include <stdio.h>
#include <string.h>

static const char *const days[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

static unsigned day_number(const char *name)
{
  for (unsigned i = 0; i < 7; i++)
    if (!strncmp(days[i], name, 3))
      return i;
  g_assert_not_reached();
}

static void add_windows(struct config_calendar *config, const char *group)
{
  char first[4], last[4];
  const char *hours = strchr(group, ' ') + 1;
  g_assert_cmpint(sscanf(group, "%3s", first), ==, 1);
  if (group[3] == '-')
    memcpy(last, group + 4, 3);
  else
    memcpy(last, first, 3);
  last[3] = '\0';
  g_auto(GStrv) windows = g_strsplit(hours, ",", -1);
  for (unsigned day = day_number(first); day <= day_number(last); day++)
    for (char **text = windows; *text; text++) {
      unsigned from_hour, from_minute, to_hour, to_minute;
      g_assert_cmpint(sscanf(*text, "%u:%u-%u:%u", &from_hour, &from_minute, &to_hour, &to_minute), ==, 4);
      struct config_window window = { from_hour * 60 + from_minute, to_hour * 60 + to_minute };
      if (window.to <= window.from)
        window.to += 24 * 60;
      g_array_append_val(config->windows[day], window);
    }
}

struct calendar *office(const char *zone, const char *hours, const char *holidays, gint64 now,
                        struct problems *problems)
{
  g_autoptr(Problems) none = problems_new();
  g_autoptr(GTimeZone) place = g_time_zone_new_identifier(zone);
  g_assert_nonnull(place);
  if (!hours)
    return calendar_new(NULL, place, now, none);
  struct config_calendar config = { .id = (char *)"office", .timezone = place, .line = 7, .column = 3 };
  for (unsigned i = 0; i < 7; i++)
    config.windows[i] = g_array_new(FALSE, FALSE, sizeof(struct config_window));
  g_auto(GStrv) groups = g_strsplit(hours, ";", -1);
  for (char **group = groups; *group; group++)
    if (*g_strstrip(*group))
      add_windows(&config, *group);
  config.holidays = g_ptr_array_new();
  g_auto(GStrv) closed = g_strsplit(holidays ? holidays : "", " ", -1);
  for (char **day = closed; *day; day++)
    if (**day)
      g_ptr_array_add(config.holidays, *day);
  struct calendar *calendar = calendar_new(&config, place, now, problems ? problems : none);
  if (!problems) {
    g_autofree char *text = problems_text(none);
    g_assert_cmpstr(text, ==, "");
  }
  g_ptr_array_unref(config.holidays);
  for (unsigned i = 0; i < 7; i++)
    g_array_unref(config.windows[i]);
  return calendar;
}

struct duration duration_of(const char *text)
{
  char unit[3] = "";
  long amount;
  g_assert_cmpint(sscanf(text, "%ld%2s", &amount, unit), ==, 2);
  if (!strcmp(unit, "bd"))
    return (struct duration){ DURATION_BUSINESS_DAYS, amount };
  long seconds = *unit == 's' ? 1 : *unit == 'm' ? 60 : *unit == 'h' ? 3600 : 86400;
  return (struct duration){ DURATION_OPEN_SECONDS, amount * seconds };
}
