/* How far a long run has come, for a person who waits. */
#pragma once
#include <glib.h>

/* "done/total what" on stderr, rewritten in place, at most ten times a second, only where stderr is a terminal; `total` 0:
 * not known. progress_end() wipes it. */
void progress(const char *what, guint done, guint total);
void progress_end(void);
