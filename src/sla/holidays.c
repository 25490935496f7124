#include "sla/holidays.h"

#include "base/problems.h"
#include "sla/local-time.h"

#include <build.h>
#include <stdio.h>

enum { YEARS_EACH_WAY = 5 };

GHashTable *holidays_new(void)
{
  return g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
}

gboolean holidays_has(GHashTable *holidays, gint64 day, const char **ret_name)
{
  const char *name = g_hash_table_lookup(holidays, &day);
  if (name && ret_name)
    *ret_name = name;
  return name != NULL;
}

static gboolean add_date(GHashTable *holidays, const char *text)
{
  int year, month, day, end = 0;
  if (sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &end) != 3 || end != 10 || text[end])
    return FALSE;
  gint64 number = local_day_new(year, month, day);
  if (number == G_MININT64)
    return FALSE;
  if (!holidays_has(holidays, number, NULL))
    g_hash_table_insert(holidays, g_memdup2(&number, sizeof number), g_strdup(""));
  return TRUE;
}

void holidays_load(GHashTable *holidays, const struct config_calendar *config, gint64 now, struct problems *problems)
{
  gint64 today = local_day(now), years = YEARS_EACH_WAY * 366;
  for (guint i = 0; config->holidays && i < config->holidays->len; i++) {
    const char *entry = config->holidays->pdata[i];
    if (g_path_is_absolute(entry)) {
#ifdef HAVE_LIBICAL
      holidays_load_ics(holidays, entry, config->id, today - years, today + years, problems);
#else
      problems_add(problems, entry, 0, 0,
                   "holidays of calendar '%s' in an .ics file, but this deskbell was built without libical; "
                   "list the dates instead",
                   config->id);
#endif
    } else if (!add_date(holidays, entry)) {
      g_autofree char *where = g_strdup_printf("calendar '%s'", config->id);
      problems_add(problems, where, config->line, config->column,
                   "'%s' is no date; write it as 2026-12-24, or name an .ics file", entry);
    }
  }
}
