/* What a claim of a mail would see, for people: the snapshot, with the numbers and times behind it. Nothing is written. */
#pragma once
#include "ledger/ledger.h"

enum ledger_brake_of { BRAKE_SENDER, BRAKE_DOMAIN, BRAKE_TICKET, BRAKE_SIMILAR, BRAKE_DESK, N_BRAKES };

/* One brake as it stands; of a sender or domain that of the fuller one, who wrote or whom it would go to. */
struct ledger_brake {
  struct config_brake limit; /* the desk's; count 0: off */
  const char *value;         /* the address, domain or desk that is counted, borrowed from the contact; NULL */
  guint count;               /* in the window, counted up to the limit */
  gint64 again;              /* when one may leave again, if none leaves until then; CLOCK_NONE while it may */
};

/* Times are CLOCK_NONE where they don't apply. */
struct ledger_details {
  struct ledger_claimed claim;      /* of this very mail, earlier; `known` FALSE: none */
  gint64 ticket_closed;             /* since when the snapshot's ticket is */
  struct ledger_brake brakes[N_BRAKES];
  gint64 told, told_until;          /* the text that makes the snapshot's `told`, and when it no longer counts */
  gint64 bounced, bounced_until;    /* the bounce that makes it `undeliverable`, and when the address is free again */
  char *status, *diagnostic;        /* of that bounce; untrusted; NULL */
  gint64 breaker_since, breaker_again; /* since: first seen open; CLOCK_NONE while nobody has seen it */
  guint breaker_left, breaker_bounced;
};
void ledger_details_clear(struct ledger_details *details);

/* Sees, by the same rules, what ledger_claim() would show to its `decide`, and what is behind that. A contact whose
 * `claim.known` is TRUE would not be decided again. What the contact
 * borrows outlives `details`. */
gboolean ledger_peek(struct ledger *ledger, const struct ledger_contact *contact, struct ledger_snapshot *ret,
                     struct ledger_details *details, GError **error);
