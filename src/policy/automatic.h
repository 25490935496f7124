/* Phrases of automatic mail (out of office, automatic replies) by language: data files that a desk extends.
 *
 * filters/automatic/LANGUAGE.yaml holds three lists: `labels` begin a subject and are set apart from what follows;
 * `subjects` stand anywhere in one; `openings` stand in the first lines of the newly written text. */
#pragma once
#include <glib.h>

struct problems;

struct automatic_words; /* immutable */

/* All `*.yaml` of `folder`, then of `more` (may be NULL). NULL when there are problems, each with its place. */
struct automatic_words *automatic_words_load(const char *folder, const char *more, struct problems *problems);
void automatic_words_free(struct automatic_words *words); /* accepts NULL */
typedef struct automatic_words AutomaticWords;            /* for g_autoptr(AutomaticWords) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AutomaticWords, automatic_words_free)
