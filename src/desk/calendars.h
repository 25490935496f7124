/* All calendars of a configuration, made ready once, and the rule which of them counts. */
#pragma once
#include "sla/sla.h"

struct calendars;

/* "always" is in the zone of `settings`. Borrows both. NULL when there are problems. */
struct calendars *calendars_new(const struct config *config, const struct config_desk *settings, gint64 now,
                                struct problems *problems);
void calendars_free(struct calendars *calendars); /* accepts NULL */
typedef struct calendars Calendars;               /* for g_autoptr(Calendars) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Calendars, calendars_free)

/* A target around the clock stays that; else the hours of the team (NULL: none) come before the priority's. Never NULL;
 * the zone's IANA name in *ret_zone_name (may be NULL). Borrowed. */
const struct calendar *calendars_for(const struct calendars *calendars, const char *team, enum priority priority,
                                     const char **ret_zone_name);
