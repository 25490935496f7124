/* Decide and claim in one step: what a poll does with a mail. */
#pragma once
#include "desk/bounced.h"
#include "desk/desk.h"

struct ledger_details;
struct reply_facts;

/* Where a mail was found. */
struct claim_place {
  const char *mailbox;      /* in the ledger; NULL: none */
  guint32 uidvalidity, uid; /* 0 outside IMAP */
};

/* Claims `mail` in the ledger with the decision that the ledger's snapshot leads to; see ledger_claim(). FALSE: nothing
 * was written. */
gboolean desk_claim(const struct desk *desk, struct ledger *ledger, const struct mail *mail,
                    const struct circumstances *circumstances, const struct claim_place *place,
                    struct ledger_claimed *ret, GError **error);

/* The same in two steps: what is decided without the ledger, which needs the whole mail, and the claim, which needs no more
 * than what mail_forget_text() leaves of it. For a replay, which claims in another order than it reads. */
struct prepared {
  const struct desk *desk; /* borrowed, as `mail` is */
  const struct mail *mail;
  gint64 now;
  struct decision *decision; /* complete, also with what the ledger knows, once it is claimed */
  GArray *tickets;           /* guint64: see threads_tickets(); of a bounce those that came back */
  guint64 fingerprint;
  struct bounced bounced;
};
struct prepared *desk_prepare(const struct desk *desk, const struct mail *mail,
                              const struct circumstances *circumstances); /* never NULL */
void prepared_free(struct prepared *prepared);                            /* accepts NULL */
typedef struct prepared Prepared;                                         /* for g_autoptr(Prepared) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Prepared, prepared_free)

/* Whose its ticket is: the customer that a form names, else whoever From names; NULL when unusable. Borrowed. */
const char *prepared_author(const struct prepared *prepared);

/* Once. */
gboolean prepared_claim(struct prepared *prepared, struct ledger *ledger, const struct claim_place *place,
                        struct ledger_claimed *ret, GError **error);

/* Instead of a claim: what that would see and, in prepared->decision, decide; the ledger stays as it is. For a mail that was
 * claimed before (details->claim.known), which would not be decided again, the decision is left as it was. `details`
 * borrows from `prepared`; free what it owns with ledger_details_clear(). */
gboolean prepared_peek(struct prepared *prepared, struct ledger *ledger, struct ledger_snapshot *ret,
                       struct ledger_details *details, GError **error);

/* The facts that an acknowledgement of this mail is rendered from, for the outbox and `preview`. */
struct reply_facts *desk_facts(const struct desk *desk, const struct mail *mail, const struct decision *decision);
