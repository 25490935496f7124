/* What most commands open, with the exit status when it cannot be had. */
#pragma once
#include "command/command.h"

struct desk;
struct identity;
struct ledger;

/* There is no key although the ledger has tickets, whose tokens only that key can verify. */
gboolean key_was_lost(const struct config *config);

/* Each prints what is wrong and sets *ret_status when it returns NULL. */
struct identity *open_identity(const struct config *config, int *ret_status);
struct ledger *open_ledger(const struct config *config, gboolean create, gboolean read_only, int *ret_status);

/* For commands that only look: NULL with *ret_problem when there is a configuration but no ledger to read, NULL without one
 * when no configuration names a ledger. Free *ret_problem with g_free(). */
struct ledger *open_ledger_to_look(const struct config *config, char **ret_problem);

/* The desk for one entry of the configuration; `identity` may be NULL. */
struct desk *open_desk(const struct command *command, const struct config *config, const struct config_desk *settings,
                       const struct identity *identity, int *ret_status);

/* The key as it is, for commands that must not make one: NULL without a word when there is none. */
struct identity *open_identity_if_there(const struct config *config);
