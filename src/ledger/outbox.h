/* Mail that is still to leave, row by row.
 *
 *   held -> queued -> leased -> committed -> sent | failed | uncertain
 *
 * leased -> queued on a temporary failure or a dead owner; leased -> failed on a permanent refusal; committed -> queued on
 * a 4xx; by a person held | queued -> cancelled | expired, uncertain -> sent | queued | failed. `committed` means: the last
 * byte of the body may have been handed over. Only the holder of the ledger's "send" lock calls what changes rows. */
#pragma once
#include <glib.h>

struct config_desk;
struct ledger;

enum outbox_state {
  OUTBOX_HELD, OUTBOX_QUEUED, OUTBOX_LEASED, OUTBOX_COMMITTED, OUTBOX_SENT, OUTBOX_FAILED, OUTBOX_UNCERTAIN,
  OUTBOX_CANCELLED, OUTBOX_EXPIRED, N_OUTBOX_STATES
};
extern const char *const outbox_state_names[N_OUTBOX_STATES];

struct outbox_row {
  guint64 id, ticket;
  char *desk, *kind, *to, *facts;
  enum outbox_state state;
  unsigned attempts;        /* that ended, before this one */
  gint64 created, not_before; /* not_before: of the next attempt */
  gint64 changed;           /* when it came into its state */
  char *message_id;         /* NULL before the first commit; the same for every attempt after it */
  char *diagnostic;         /* the last reply or error; NULL */
};
void outbox_row_free(struct outbox_row *row); /* accepts NULL */
typedef struct outbox_row OutboxRow;          /* for g_autoptr(OutboxRow) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OutboxRow, outbox_row_free)

/* After taking the "send" lock: what a dead owner left. leased -> queued; committed -> uncertain, or back to queued where
 * `resend_uncertain`. `ret_uncertain` gets how many became uncertain. What was queued more than two days
 * after `now`, by a clock that was ahead, counts as queued now. */
gboolean outbox_recover(struct ledger *ledger, gboolean resend_uncertain, gint64 now, guint *ret_uncertain, GError **error);

/* held -> queued where the time has come, then leases the oldest that is due at `now`. TRUE and NULL when there is none. */
gboolean outbox_lease(struct ledger *ledger, gint64 now, struct outbox_row **ret, GError **error);

/* leased -> committed with the final bytes and Message-ID, durable (synchronous=FULL) when it returns TRUE. FAULT_INTERNAL
 * for a row that is not leased or had another Message-ID. */
gboolean outbox_commit(struct ledger *ledger, guint64 id, const char *message_id, GBytes *bytes, gint64 now,
                       GError **error);

enum outbox_outcome { OUTCOME_SENT, OUTCOME_TEMPORARY, OUTCOME_PERMANENT, OUTCOME_UNCERTAIN };

/* The end of an attempt, of a leased or committed row; SENT and UNCERTAIN of a committed one only (else FAULT_INTERNAL).
 * TEMPORARY queues it again at `retry_at` (CLOCK_NONE: no further attempt, it fails). `diagnostic` is the server's reply or
 * the error, capped; NULL. */
gboolean outbox_settle(struct ledger *ledger, guint64 id, enum outbox_outcome outcome, const char *diagnostic,
                       gint64 retry_at, gint64 now, GError **error);

/* What a person, reconciliation or age decides about a row that nobody is sending: held | queued -> cancelled | expired;
 * uncertain -> sent | queued | failed. `why` becomes its diagnostic; NULL. FAULT_NO_INPUT when there is no such row,
 * FAULT_DATA when it is in another state. */
gboolean outbox_move(struct ledger *ledger, guint64 id, enum outbox_state to, const char *why, gint64 now, GError **error);

enum { MIN_FOR_BREAKER = 5 };

/* Whether desk's breaker is open at `now`: at least MIN_FOR_BREAKER of the mails that left within its window, and at least
 * its percentage of them, came back for good. `ret_again` gets when it closes by itself (what left ages out of the
 * window), CLOCK_NONE while closed. Nothing of that desk is leased meanwhile, by the settings of its latest claim or
 * call of this. That it opened or closed is recorded where it is first seen, unless opened for reading. */
gboolean outbox_breaker(struct ledger *ledger, const struct config_desk *desk, gint64 now, gboolean *ret_open,
                        gint64 *ret_again, GError **error);

/* A breaker that is open, to tell a person of. */
struct outbox_breaker {
  char *desk;
  gint64 since, again;      /* seen open; closes by itself */
  guint left, bounced;      /* within its window, when last looked at */
};

/* Those that were open when last looked at (struct outbox_breaker *), by desk. Reads only. */
GPtrArray *outbox_breakers(struct ledger *ledger, GError **error);

/* All rows in `state`, oldest first, at most 1,000 (struct outbox_row *). */
GPtrArray *outbox_list(struct ledger *ledger, enum outbox_state state, GError **error);

/* How many rows are in each state; `ret` has N_OUTBOX_STATES places. */
gboolean outbox_counts(struct ledger *ledger, guint *ret, GError **error);

/* When the next row that is held or queued wants to leave, and its desk's breaker lets it; may have passed. CLOCK_NONE:
 * there is none. */
gboolean outbox_next_due(struct ledger *ledger, gint64 *ret, GError **error);
