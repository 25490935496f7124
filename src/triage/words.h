/* Finding the words of a filter in the text of a mail.
 *
 * Both sides are folded (text_fold()). A word boundary is wanted only between letters of scripts that separate words by
 * spaces; Hangul wants one on the left only (particles follow: 장애가); Han, kana and Thai match anywhere. A `*` at the
 * end of a word allows any ending. White space in a pattern matches any run of it. `/.../` is a regular expression (GRegex,
 * caseless) with a match limit, on the first 16 KiB of the text as it was written. */
#pragma once
#include <glib.h>

struct folded;
struct words_pattern;

/* NULL with FAULT_CONFIG for an empty pattern, a bad expression, or a `/` at the start without one at the end. */
struct words_pattern *words_compile(const char *pattern, GError **error);
void words_free(struct words_pattern *pattern); /* accepts NULL */

/* The same in two steps, so that the dear one can be kept: checked and folded, in a form that words_load() takes; g_free().
 * The form is for this version of deskbell only. */
char *words_store(const char *pattern, GError **error);
/* Borrows `stored`. NULL when that is no stored form; an expression in it is compiled when it is first needed, and never
 * matches if that fails. */
struct words_pattern *words_load(const char *stored);

/* A text made ready once for many patterns; `text` is not kept. */
struct words_text;
struct words_text *words_text_new(const char *text);
void words_text_free(struct words_text *text); /* accepts NULL */

/* The folded form that matches are told in, with the way back to the text as it was written. */
const struct folded *words_text_folded(const struct words_text *text);

struct words_span {
  gsize start, end; /* bytes of words_text_folded()->text */
};

/* The first match at or after `from`. An expression that hits its limit does not match. */
gboolean words_find(const struct words_pattern *pattern, const struct words_text *text, gsize from,
                    struct words_span *ret);

GQuark words_error_quark(void);
#define WORDS_ERROR words_error_quark()
