/* What mail programs put before a subject: "Re:", "AW:", "Fwd:", "전달:", "[전달]". */
#pragma once
#include <glib.h>

/* What follows the first prefix of `subject`, with its blanks; NULL: it begins with none. *ret_forward (may be NULL):
 * whether it is one of forwarded mail. */
const char *subject_after_prefix(const char *subject, gboolean *ret_forward);

/* Whether the mail was forwarded by whoever sent it: its outermost prefix says so. */
gboolean subject_is_forward(const char *subject);
