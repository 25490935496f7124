/* The desk: a configuration made ready to decide, and the decision about one mail. The only room that knows the others.
 *
 * desk_decide() is pure, so `triage`, `explain`, `preview`, --dry-run and a live poll agree; only what the ledger knows
 * (joined ticket, brakes) is added to it inside the claim's transaction. */
#pragma once
#include "ledger/ledger.h"
#include "policy/policy.h"
#include "sla/sla.h"
#include "triage/triage.h"

struct calendars;
struct identity;
struct mail;
struct problems;

struct desk;

/* Loads filters and calendars of `config` (borrowed, outlives the desk) for the entry `settings` of it. `identity` may be
 * NULL (borrowed): then no token is recognised. NULL when there are problems. */
struct desk *desk_new(const struct config *config, const struct config_desk *settings, const struct identity *identity,
                      gint64 now, struct problems *problems);
/* The same for a process that lives for one mail: the rules come from the copy of them beside `ledger` (NULL: none), which
 * is made when it is missing or old. What filters warn of is then not told. */
struct desk *desk_new_quick(const struct config *config, const struct config_desk *settings,
                            const struct identity *identity, gint64 now, const struct ledger *ledger,
                            struct problems *problems);
void desk_free(struct desk *desk); /* accepts NULL */
typedef struct desk Desk;          /* for g_autoptr(Desk) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Desk, desk_free)

const struct config_desk *desk_settings(const struct desk *desk);
const struct identity *desk_identity(const struct desk *desk);

const struct calendars *desk_calendars(const struct desk *desk); /* borrowed */

/* What is known about a mail besides itself. */
struct circumstances {
  gint64 now;
  gboolean any_recipient;   /* it counts as addressed to us */
  gboolean backlog, done_mark, answered;
};

struct decision {
  struct policy_verdict *policy;
  struct triage_verdict *triage;
  const char *verdict;      /* "send", "none", "held" */
  const char *reason;       /* NULL when sent */
  const char *kind;         /* "new", "follow-up" */
  guint64 ticket;           /* the one it joins; 0: none or a new one */
  gboolean bare;            /* nobody vouches for From: nothing that the mail says may be said back */
  enum policy_authentication authentication; /* of From; AUTH_UNKNOWN without an authserv-id */
  const char *tier, *tier_sender; /* of the sender, and the pattern that gave it; the configuration's; NULL */
  gboolean tier_unproven;   /* the sender would have that tier, but nobody vouches for him: it does not count */
  gboolean wants_ticket;    /* FALSE for bounces, reports and our own output */
  gboolean by_machine;      /* policy knows that no person wrote it; such a mail never changes a ticket's state */
  gboolean reopens;         /* it opens a closed ticket again */
  guint64 mentions;         /* a ticket that it names without a token of its sender's; 0: none */
  gboolean out_of_hours;    /* its calendar was closed when it arrived */
  gint64 arrival;
  gboolean has_due;
  struct sla_deadline first, resolution; /* with intervals; valid when has_due */
  char *due_problem;        /* why there is no deadline although there should be; NULL */
};

/* Decides as for a mail that nobody knows yet: a new ticket, no brake. Never NULL. */
struct decision *desk_decide(const struct desk *desk, const struct mail *mail, const struct circumstances *circumstances);

/* The sentence or two of the mail that may be said back to whoever wrote it; none where quoting is off, the mail is
 * encrypted or nobody vouches for its sender. char *, g_ptr_array_unref(). */
GPtrArray *desk_quote(const struct desk *desk, const struct mail *mail, const struct decision *decision);

/* Adds what the ledger knows. A follow-up keeps its ticket's deadlines while they are still to come. */
void decision_apply(struct decision *decision, const struct ledger_snapshot *snapshot);

/* Our mail server vouches for whoever wrote it. */
gboolean decision_is_vouched(const struct decision *decision);

void decision_free(struct decision *decision); /* accepts NULL */
typedef struct decision Decision;              /* for g_autoptr(Decision) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Decision, decision_free)
