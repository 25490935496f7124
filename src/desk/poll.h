/* One pass over one mailbox: read what is new, claim it, mark it. Part of deskbell-net. */
#pragma once
#include "desk/desk.h"
#include "ledger/ledger.h"

struct decision;
struct source_item;

struct poll_run {
  guint seen, queued, refused, known, unreadable;
  guint unknown_marks;  /* marks in the mailbox that the ledger doesn't know: it is in doubt from now on */
};

/* What a caller may want to see of each mail; `claimed` NULL in a dry run, `error` set for a message that was skipped. */
typedef void (*poll_watch)(const struct source_item *item, const struct decision *decision,
                           const struct ledger_claimed *claimed, const GError *error, gpointer data);

struct poll_request {
  const struct desk *desk;
  const struct config_mailbox *mailbox;
  struct ledger *ledger;     /* may be NULL in a dry run: then the whole folder counts as unseen */
  gint64 now;
  gboolean dry_run;          /* decides, writes nothing anywhere */
  poll_watch watch;          /* NULL */
  gpointer data;
};

/* The right to poll this mailbox, for a pass or for as long as one stays connected; free with ledger_unlock(). NULL without
 * an error: somebody else has it. */
struct ledger_lock *poll_lock(struct ledger *ledger, const struct config_mailbox *mailbox, GError **error);

/* FALSE: the mailbox could not be read to its end (what was claimed stays claimed and is marked the next time). */
gboolean poll_mailbox(const struct poll_request *request, struct poll_run *ret, GError **error);

/* The same on a connection that stays: open, then pass, wait, pass ... until something fails; then close and, later, open
 * again. */
struct poll_session;
struct poll_session *poll_open(const struct poll_request *request, GError **error); /* `request` is copied */
gboolean poll_pass(struct poll_session *session, gint64 now, struct poll_run *ret, GError **error);
/* Until the server says that something is new, or `seconds` have passed, or interrupted(). */
gboolean poll_wait(struct poll_session *session, unsigned seconds, GError **error);
void poll_close(struct poll_session *session); /* accepts NULL */
typedef struct poll_session PollSession;       /* for g_autoptr(PollSession) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PollSession, poll_close)
