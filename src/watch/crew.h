/* The children as the supervisor sees them: started, heard, buried, and started again after a pause that grows. */
#pragma once
#include "watch/child.h"

#include <poll.h>

/* Milliseconds; shorter in tests. */
struct watch_times {
  guint first_pause, longest_pause; /* before a child is started again, doubled each time */
  guint steady;                     /* who lived so long begins with the first pause again */
  guint grace;                      /* from SIGTERM to SIGKILL */
  guint ready_within;               /* then the start counts as done all the same */
};

struct crew;

/* No child runs before crew_tend(). `duties` (struct watch_duty *) and `config` are borrowed until crew_free(). `verbose`:
 * also says what is as it should be. */
struct crew *crew_new(GPtrArray *duties, const struct config *config, const struct watch_times *times, gboolean verbose,
                      watch_say say);
void crew_free(struct crew *crew); /* accepts NULL; no child may be running */

/* Appends what to poll, and how long until something else is to be done: the monotonic time in microseconds. */
void crew_poll(const struct crew *crew, GArray *fds, gint64 *soonest);

/* Hears what children said, buries those that ended, starts those whose time has come, kills those that were asked to
 * stop and did not. Call it after every poll(). */
void crew_tend(struct crew *crew, gint64 now);

/* Asks all to end, and starts none again; `at_once`: does not ask. */
void crew_stop(struct crew *crew, gboolean at_once, gint64 now);

guint crew_running(const struct crew *crew);

/* Whether each was ready once. */
gboolean crew_is_ready(const struct crew *crew);

/* "2 of 3 mailboxes connected; 12 answered; intake: address in use". Free with g_free(). */
char *crew_status(const struct crew *crew);
