/* Words and expressions (words.c) in a text made ready for them (words-text.c); and what the table of all words (signals.c)
 * needs of a single one besides words.h. */
#pragma once
#include "triage/words.h"

/* As words_store(), of expressions that are known to be sound, for a table of many (signals-table.c): not compiled to see
 * that, and without the literals. */
char *words_store_trusted(const char *pattern, GError **error);

/* Whether `words`, folded, stand at that place. */
gboolean words_match_at(const struct words_text *text, const char *words, gsize place, struct words_span *ret);

/* Whether `words`, folded, or a literal of an expression (literal.h), may stand in the text: FALSE is certain and quick. */
gboolean words_text_may_have(const struct words_text *text, const char *words, gsize length);
gboolean words_text_may_have_literal(const struct words_text *text, const char *literal, gsize length);

/* What expressions see of the original ends after so many bytes, and in the folded text at that place. */
gsize words_text_seen(const struct words_text *text);
gsize words_text_limit(const struct words_text *text);

/* The expression in a stored form; NULL when it is words. Borrowed. */
const char *words_stored_expression(const char *stored);
/* A stored form of it without the literals, for whoever knows already that it may match. g_free(). */
char *words_store_bare(const char *expression);
