/* Emptying the outbox: lease, render, commit, deliver, settle. Part of deskbell-net. */
#pragma once
#include "ledger/ledger.h"

struct identity;

struct outbox_run {
  guint sent, retried, failed, uncertain; /* `uncertain`: those that became so, found after a crash included */
  gboolean busy;       /* somebody else is sending; nothing was done */
  gboolean in_doubt;   /* so is the ledger, which cannot know what has left; nothing was done */
};

/* Runs until nothing is due. One mail that fails never stops the others; a server that cannot be reached, or a template
 * that cannot be rendered, ends the run with the error (what was done is in `ret` all the same). */
gboolean outbox_run(const struct config *config, struct ledger *ledger, const struct identity *identity, gint64 now,
                    struct outbox_run *ret, GError **error);

/* When an attempt after `attempts` failed ones is made: 1, 2, 4 ... minutes later, at most 4 hours; CLOCK_NONE once the
 * mail is two days old and an acknowledgement would come too late to be one. */
gint64 outbox_retry_at(unsigned attempts, gint64 created, gint64 now);
