/* The outbox's run as commands tell of it; used by poll and send. Part of deskbell-net. */
#pragma once
#include "command/command.h"

struct identity;
struct ledger;
struct outbox_run;

/* Sends what is due and says what went wrong. 0; 1 when a person is needed (failed or uncertain mail in the ledger, an open
 * breaker); else the status of what ended the run. Without `send:` in the configuration, mail that waits is complained
 * about. */
int send_outbox(const struct command *command, const struct config *config, struct ledger *ledger,
                const struct identity *identity);

/* The same for who says by himself, under -v, what was done: it stands in `ret`. Nothing is said of a run that is
 * busy. */
int send_outbox_quietly(const struct command *command, const struct config *config, struct ledger *ledger,
                        const struct identity *identity, struct outbox_run *ret);
