#include "desk/calendars.h"

#include "base/problems.h"

#include <string.h>

struct ready {
  struct calendar *calendar;
  const char *zone_name;
};

struct calendars {
  const struct config *config;
  GHashTable *by_name; /* char * to struct ready *; "always" is among them */
};

static void ready_free(gpointer data)
{
  struct ready *ready = data;
  calendar_free(ready->calendar);
  g_free(ready);
}

/* TRUE unless `calendar` is NULL. */
static gboolean add(struct calendars *calendars, const char *name, struct calendar *calendar, const char *zone_name)
{
  if (!calendar)
    return FALSE;
  struct ready *ready = g_new0(struct ready, 1);
  ready->calendar = calendar;
  ready->zone_name = zone_name;
  g_hash_table_insert(calendars->by_name, (gpointer)name, ready);
  return TRUE;
}

struct calendars *calendars_new(const struct config *config, const struct config_desk *settings, gint64 now,
                                struct problems *problems)
{
  g_autoptr(Calendars) calendars = g_new0(struct calendars, 1);
  calendars->config = config;
  calendars->by_name = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, ready_free);
  gboolean good = add(calendars, "always", calendar_new(NULL, settings->timezone, now, problems), settings->timezone_name);
  for (guint i = 0; i < config->calendars->len; i++) {
    const struct config_calendar *entry = config->calendars->pdata[i];
    good &= add(calendars, entry->id, calendar_new(entry, entry->timezone, now, problems), entry->timezone_name);
  }
  return good ? g_steal_pointer(&calendars) : NULL;
}

void calendars_free(struct calendars *calendars)
{
  if (!calendars)
    return;
  g_hash_table_unref(calendars->by_name);
  g_free(calendars);
}

const struct calendar *calendars_for(const struct calendars *calendars, const char *team, enum priority priority,
                                     const char **ret_zone_name)
{
  const char *name = calendars->config->targets[priority].calendar;
  const struct config_team *owner = team ? config_team(calendars->config, team) : NULL;
  if (owner && owner->calendar && strcmp(name, "always"))
    name = owner->calendar;
  const struct ready *ready = g_hash_table_lookup(calendars->by_name, name);
  if (ret_zone_name)
    *ret_zone_name = ready->zone_name;
  return ready->calendar;
}
