/* The days on which a calendar is closed, from dates and .ics files. */
#pragma once
#include "base/config.h"

/* A set of days (local-time.h), each with its name or "". Free with g_hash_table_unref(). */
GHashTable *holidays_new(void);

/* Whether `day` is one; `*ret_name` (may be NULL) is then its name, "" when it has none. */
gboolean holidays_has(GHashTable *holidays, gint64 day, const char **ret_name);

/* Adds everything in config->holidays, .ics files expanded for ten years around `now`. What is wrong is noted; all that
 * could be read is added all the same. */
void holidays_load(GHashTable *holidays, const struct config_calendar *config, gint64 now, struct problems *problems);

/* One .ics file, for holidays_load(). `from` and `until` are days; what lies outside is left out. Only whole days close
 * a calendar; events with a clock time are warned of. */
void holidays_load_ics(GHashTable *holidays, const char *path, const char *calendar, gint64 from, gint64 until,
                       struct problems *problems);
