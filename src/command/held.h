/* `tickets --held`: what brakes and the breaker held back. */
#pragma once
#include "command/command.h"

struct ledger;

/* Prints it, newest first; the exit status. */
int held_list(const struct command *command, const struct config_desk *desk, struct ledger *ledger);
