/* What the files of the replay share. */
#pragma once
#include "desk/replay.h"

struct prepared;

/* Real tickets' numbers and threads, told in those of one side's ledger. */
struct replay_tickets;
struct replay_tickets *replay_tickets_new(void);
void replay_tickets_free(struct replay_tickets *tickets); /* accepts NULL */

/* Before the claim: real tickets in `prepared` become the replay's. One that no mail of the run opened is opened. */
gboolean replay_tickets_translate(struct replay_tickets *tickets, struct prepared *prepared, struct ledger *ledger,
                                  GError **error);

/* After it: later mails of this thread are this ticket's; so is what comes back of the acknowledgement. */
void replay_tickets_learn(struct replay_tickets *tickets, const struct prepared *prepared, guint64 ticket,
                          gboolean answered);

guint replay_tickets_earlier(const struct replay_tickets *tickets);

/* Desks of one side, made for the years that the mail is from. */
struct replay_desks;
struct replay_desks *replay_desks_new(const struct replay_side *side, gint64 now, struct problems *problems); /* or NULL */
void replay_desks_free(struct replay_desks *desks); /* accepts NULL */
const struct desk *replay_desks_for(struct replay_desks *desks, const struct mail *mail, gint64 arrival); /* never NULL */

/* enum replay_change, or-ed. */
guint replay_compare(const struct replay_outcome *before, const struct replay_outcome *after);
