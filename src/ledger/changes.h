/* Waiting until any process, this one included, has committed to a ledger.
 *
 *   poll changes_fd() for reading ──► changes_drain() ──► look at the ledger ──► poll again
 *
 * In this order no commit is missed. What woke may still be in the act of committing: look inside a write transaction (as
 * outbox_run() does), which waits for it. A burst of commits is drained at once; now and then one wakes for nothing. */
#pragma once
#include <glib.h>

struct ledger;
struct changes;

enum changes_what {
  CHANGES_NONE,
  CHANGES_COMMITTED, /* something may have been */
  CHANGES_REPLACED,  /* ledger_has_moved(): close both, and open anew */
};

/* Begins to listen. The ledger is borrowed and outlives it. NULL with FAULT_TEMPORARY or FAULT_IO when the system has no
 * room for another listener. */
struct changes *changes_open(struct ledger *ledger, GError **error);
void changes_close(struct changes *changes); /* accepts NULL */
typedef struct changes Changes;              /* for g_autoptr(Changes) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Changes, changes_close)

/* Readable when there is something to drain; the same until it is closed. */
int changes_fd(const struct changes *changes);

/* Takes everything that was told so far. Never waits; also tells of a replaced ledger when nothing was readable. */
enum changes_what changes_drain(struct changes *changes);
