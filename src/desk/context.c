#include "desk/context.h"

#include "base/clock.h"
#include "desk/calendars.h"

struct reply_context desk_reply_context(const struct config *config, const struct config_desk *settings,
                                        const struct calendars *calendars, const struct reply_facts *facts,
                                        const struct identity *identity, gint64 now)
{
  int priority = facts->priority ? priority_parse(facts->priority) : -1;
  const char *zone_name;
  const struct calendar *calendar =
      calendars_for(calendars, facts->team, priority < 0 ? PRIORITY_NORMAL : (enum priority)priority, &zone_name);
  gint64 opens = calendar_next_open(calendar, now);
  return (struct reply_context){
    .config = config,
    .desk = settings,
    .identity = identity,
    .zone = calendar_zone(calendar),
    .zone_name = zone_name,
    .next_open = opens > now ? opens : CLOCK_NONE,
    .now = now,
  };
}
