/* The compiled rules beside the ledger: reading them from YAML takes a filter that is started for one mail longer than
 * all else that it does. */
#pragma once
#include "triage/triage.h"

/* As filters_load(), with the same rules, but from the copy beside `ledger_file` when that was made by this version from
 * these files and for these teams, by root, this user or the ledger's owner. Otherwise they are loaded, and a copy is put
 * there unless it is somebody else's place or a file changed in the last moments; that it could not be is no error. What
 * filters_load() warns of is told only when it is called. `ledger_file` NULL: no copy. */
struct filters *filters_load_cached(const char *folder, const struct config *config, const char *ledger_file,
                                    struct problems *problems);
