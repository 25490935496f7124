#include "watch/supervisor.h"

gboolean watch_run(const char *config_path, const GPtrArray *mailboxes, gboolean verbose, watch_say say_line,
                   GError **error)
{
  const struct watch_setup setup = {
    .config_path = config_path,
    .mailboxes = mailboxes,
    .verbose = verbose,
    .say = say_line,
    .mailbox = watch_mailbox,
    .sender = watch_sender,
    .intake = watch_intake,
    .times = { .first_pause = 200, .longest_pause = 300000, .steady = 300000, .grace = 60000, .ready_within = 30000 },
  };
  return watch_supervise(&setup, error);
}
