/* What the ledger knows against an acknowledgement that the mail itself would get, and what the desk notes: with policy's
 * table (policy/policy.h) all the codes there are. */
#pragma once
#include <glib.h>

struct ledger_snapshot;
struct policy_verdict;

struct reason {
  const char *code;
  const char *verdict;   /* "none", "held" */
  const char *about;     /* for deskbell-policy(7), plain text */
  const char *otherwise; /* what would change it, for `explain` */
};

/* The first that holds, in the order of the table; NULL: none does. */
const struct reason *reason_in(const struct ledger_snapshot *snapshot);

/* By its code; NULL when it is none of the ledger's. */
const struct reason *reason_named(const char *code);

/* Whether a machine wrote the mail, as far as policy knows: it then never changes a ticket's state. */
gboolean reason_is_machine(const struct policy_verdict *policy);

/* The code of the note that a mail names a ticket which its sender holds no token of. */
#define REASON_MENTIONS "mentions-ticket"

/* The list of the ledger's reasons for deskbell-policy(7), in roff. Free with g_free(). */
char *reason_manual(void);
