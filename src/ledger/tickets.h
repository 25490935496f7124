/* Reading the ledger, for people and reports, and taking it over after a loss. */
#pragma once
#include <glib.h>

struct ledger;

struct ticket {
  guint64 number;
  char *desk, *address, *name, *subject, *category, *priority, *team, *language, *state; /* state: "open", "closed" */
  gint64 opened, due_first, due_resolution; /* CLOCK_NONE */
  guint contacts;           /* mails of the customer */
  char *acknowledged;       /* state of its last outbox row, or "none; reason=CODE"; never NULL */
  gint64 closed;            /* when; CLOCK_NONE while open */
};
void ticket_free(struct ticket *ticket); /* accepts NULL */
typedef struct ticket Ticket;            /* for g_autoptr(Ticket) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Ticket, ticket_free)

/* `what`: "contact.claimed" (detail: the decision's explanation), "ticket.opened" (detail: {"earlier": NUMBER} in place of a
 * closed one), "ticket.closed", "ticket.reopened", "ticket.set" (detail: see corrections.h), "outbox.STATE" (detail:
 * Message-ID, server's reply or reason), "bounce.hard" and "bounce.soft" (detail: {"address", "status", "diagnostic"}).
 * `detail`: JSON or text; NULL. `at` may be CLOCK_NONE. */
struct ticket_event { gint64 at; char *what, *detail; };

/* Tickets in `state` (NULL: all), newest first, at most `limit` (0: all). struct ticket *. */
GPtrArray *tickets_list(struct ledger *ledger, const char *state, guint limit, GError **error);

/* One ticket, or NULL with FAULT_NO_INPUT. */
struct ticket *tickets_get(struct ledger *ledger, guint64 number, GError **error);

/* Its events, oldest first. struct ticket_event *. */
GPtrArray *tickets_events(struct ledger *ledger, guint64 number, GError **error);

/* Opens or closes a ticket by a person's word, with an event. FAULT_NO_INPUT when there is no such ticket; doing it again
 * changes nothing, and *ret_changed (may be NULL) says so. */
gboolean tickets_set_open(struct ledger *ledger, guint64 number, gboolean open, gint64 now, gboolean *ret_changed,
                          GError **error);

/* A mail that a brake held back: verdict "held". */
struct held { char *desk, *address, *reason, *subject; gint64 at; guint64 ticket; }; /* address NULL, ticket 0: none */
void held_free(struct held *held); /* accepts NULL */

/* Those at or after `since` (CLOCK_NONE: all), newest first, at most `limit` (0: all). struct held *. */
GPtrArray *ledger_held(struct ledger *ledger, gint64 since, guint limit, GError **error);

/* An address that mail could not be delivered to for good. */
struct blocked { char *address, *status; gint64 at; }; /* status NULL: none was told */
void blocked_free(struct blocked *blocked); /* accepts NULL */

/* Those whose latest bounce came after `since`, newest first. struct blocked *. */
GPtrArray *ledger_blocked(struct ledger *ledger, gint64 since, GError **error);

/* Mail to the address may be sent again, by a person's word, whatever bounced before. *ret_known (may be NULL): it was
 * blocked or had been. */
gboolean ledger_forgive(struct ledger *ledger, const char *address, gint64 now, gboolean *ret_known, GError **error);

/* Whether the ledger is in doubt (see ledger_compare_marks()), and its identity and generation. */
struct ledger_state { gboolean in_doubt; char *identity; guint generation; guint64 next_ticket; guint shadowed; };
gboolean ledger_state(struct ledger *ledger, struct ledger_state *ret, GError **error); /* free ret->identity */

/* Ends the doubt: a new generation; numbers go on at `next_ticket` when that is higher than the next one (0: leave).
 * FAULT_USAGE for a number over 10^12. */
gboolean ledger_adopt(struct ledger *ledger, guint64 next_ticket, gint64 now, GError **error);
