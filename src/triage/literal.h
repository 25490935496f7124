/* What a text must have in it before an expression can match: trying an expression costs a hundred times as much. */
#pragma once
#include <glib.h>

enum { LITERAL_SHORTEST = 3 }; /* bytes */

/* Literals of at least LITERAL_SHORTEST bytes, ASCII letters in lower case, of which one or more stands in every text that
 * `expression` (valid UTF-8; PCRE2, caseless) matches; ASCII letters of the text may be of either case, or U+017F for an s
 * and U+212A for a k. NULL when that cannot be told: constructs that are not plain to see are never guessed at. */
GPtrArray *literal_needed(const char *expression);

/* All that can be told of it: sets of such literals, of each of which one or more stands in the text. NULL as above. */
GPtrArray *literal_sets(const char *expression);
