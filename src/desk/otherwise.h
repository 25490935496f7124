/* What would have made the decision `send`: for `explain`. */
#pragma once
#include <glib.h>

struct decision;

/* The smallest set of changes that suffices, each a clause such as "List-Id were absent" (char *); empty for a mail that is
 * answered, or that only the ledger holds. Of the weak evidence as few pieces are named as bring its sum under the
 * threshold, the heaviest first. `ret_overruled` (may be NULL): a filter's `reply: yes` would do as well. Free with
 * g_ptr_array_unref(). */
GPtrArray *otherwise(const struct decision *decision, gboolean *ret_overruled);
