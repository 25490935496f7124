/* Decide and claim in one step: what poll and filter do with a mail. */
#pragma once
#include "desk/desk.h"

/* Where a mail was found. */
struct claim_place {
  const char *mailbox;      /* NULL for a pipe */
  guint32 uidvalidity, uid; /* 0 outside IMAP */
};

/* Claims `mail` in the ledger with the decision that the ledger's snapshot leads to; see ledger_claim(). FALSE: nothing
 * was written. */
gboolean desk_claim(const struct desk *desk, struct ledger *ledger, const struct mail *mail,
                    const struct circumstances *circumstances, const struct claim_place *place,
                    struct ledger_claimed *ret, GError **error);

/* The facts that an acknowledgement of this mail is rendered from, for the outbox and `preview`. */
struct reply_facts;
struct reply_facts *desk_facts(const struct mail *mail, const struct decision *decision, const struct config_desk *settings);
