/* The sentence or two of a mail that say what is wanted, in the customer's own words. */
#pragma once
#include <glib.h>

enum { GIST_SENTENCES = 2, GIST_CHARACTERS = 300 };

/* Whether a sentence may be said back; insults, which the signals know, are not. */
typedef gboolean gist_allows(const char *sentence, gpointer data);

/* Of `request` (valid UTF-8): neither greeting, small talk, thanks in advance nor sign-off; no link, no quoted line, no
 * machine output, and nothing that `allows` (NULL: all) refuses; secrets masked (base/mask.h), each one line, in the order
 * in which they stand. One that is too long is cut at a word, with an ellipsis. Empty when nothing is fit to be said back.
 * char *, g_ptr_array_unref(). Reads the first 8 KiB. */
GPtrArray *gist_of(const char *request, gist_allows *allows, gpointer data);
