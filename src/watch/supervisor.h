/* What watch_run() is made of; tests put other jobs and shorter times in. */
#pragma once
#include "watch/crew.h"

struct watch_setup {
  const char *config_path;
  const GPtrArray *mailboxes; /* char *; empty: all */
  gboolean verbose;
  watch_say say;
  watch_job mailbox, sender, intake;
  struct watch_times times;
};

/* See watch_run(). */
gboolean watch_supervise(const struct watch_setup *setup, GError **error);

/* startup.c: everything that can be known to be wrong before a child is started: configuration, filters, calendars, texts,
 * key. NULL with FAULT_CONFIG and all lines. */
struct config *watch_prepare(const char *config_path, GError **error);

/* One watch a ledger; makes the ledger when there is none. It is closed again when this returns, and the lock is kept: a
 * child that still runs after its supervisor died holds it, too. FAULT_TEMPORARY when somebody else has it. */
struct ledger_lock *watch_lock(const struct config *config, GError **error);

/* The duties of the children for `mailboxes`, as struct watch_duty *. */
GPtrArray *watch_duties(const struct watch_setup *setup, const struct config *config);
