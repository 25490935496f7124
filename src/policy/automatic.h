/* Phrases of automatic mail (out of office, automatic replies) by language: data files that a desk extends.
 *
 * filters/automatic/LANGUAGE.yaml holds lists: `labels` begin a subject and are set apart from what follows; `subjects`
 * stand anywhere in one; `openings` stand in the first lines of the newly written text; `notices` stand anywhere in it and
 * say that a program wrote it; `returned` are labels, too, of mail systems that send a mail back. */
#pragma once
#include <glib.h>

struct problems;

struct automatic_words; /* immutable */

/* All `*.yaml` of `folder`, then of `more` (may be NULL). NULL when there are problems, each with its place. */
struct automatic_words *automatic_words_load(const char *folder, const char *more, struct problems *problems);
/* The same words from the copy beside `ledger_file` (NULL: none), as base/copy.h tells. */
struct automatic_words *automatic_words_load_cached(const char *folder, const char *more, const char *ledger_file,
                                                    struct problems *problems);
void automatic_words_free(struct automatic_words *words); /* accepts NULL */
typedef struct automatic_words AutomaticWords;            /* for g_autoptr(AutomaticWords) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AutomaticWords, automatic_words_free)

enum automatic_list {
  AUTOMATIC_LABELS,
  AUTOMATIC_SUBJECTS,
  AUTOMATIC_OPENINGS,
  AUTOMATIC_NOTICES,
  AUTOMATIC_RETURNED,
  N_AUTOMATIC_LISTS
};

/* The form in which phrases and text are compared: text_fold(), straight apostrophes, single blanks. */
char *automatic_fold(const char *text);

/* The first phrase of `list` that stands in `folded` as words of its own (design: Hangul needs a left boundary only, Han,
 * kana and Thai none); "..." in a phrase stands for up to 80 bytes. NULL when there is none or `words` is NULL. Borrowed. */
const char *automatic_find(const struct automatic_words *words, enum automatic_list list, const char *folded);

/* The phrase of `list` that `folded` begins with as a label ("automatic reply: your order", "[자동응답]"), but not
 * "automatic reply does not work". */
const char *automatic_find_label(const struct automatic_words *words, enum automatic_list list, const char *folded);
