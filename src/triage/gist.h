/* The sentence or two of a mail that say what is wanted, in the customer's own words. */
#pragma once
#include <glib.h>

enum { GIST_SENTENCES = 2, GIST_CHARACTERS = 300 };

/* Of `request` (valid UTF-8): neither greeting, small talk, thanks in advance nor sign-off; no insult, no link, no quoted line,
 * no machine output; secrets masked (base/mask.h), each one line, in the order in which they stand. A sentence that is too long is cut at
 * a word with an ellipsis. Empty when nothing is fit to be said back. char *, g_ptr_array_unref(). */
GPtrArray *gist_of(const char *request, const char *language);
