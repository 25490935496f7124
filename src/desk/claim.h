/* Decide and claim in one step: what a poll does with a mail. */
#pragma once
#include "desk/desk.h"

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

/* The facts that an acknowledgement of this mail is rendered from, for the outbox and `preview`. */
struct reply_facts *desk_facts(const struct mail *mail, const struct decision *decision, const struct config_desk *settings);
