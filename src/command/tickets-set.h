/* `deskbell tickets set`: what a person says of tickets against what was decided. */
#pragma once
#include "command/command.h"

struct config;

/* The values that arguments such as "priority=high" give, by axis of ledger/corrections.h; borrowed. FALSE, told, when one
 * is unknown, said twice or unfit, or there is none. `assignments` ends in NULL. */
gboolean tickets_set_parse(const struct config *config, char *const *assignments, const char **values);
