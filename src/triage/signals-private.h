/* The signals as one piece of bytes, which is used where it lies: read from YAML (signals-read.c), made into a table
 * (signals-table.c), asked (signals.c).
 *
 * Words, and the literals without which an expression cannot match, stand in one table by their first three bytes, so
 * that a text is walked once however many there are. An expression is tried only when the walk met one of every set of
 * its literals. */
#pragma once
#include "triage/signals.h"
#include "triage/words.h"

enum signal_guard { SIGNAL_NEGATED = 1, SIGNAL_HYPOTHETICAL = 2 };

/* Of the words of a code in a language. */
enum signal_role { SIGNAL_WORDS, SIGNAL_NOT };

/* What was read so far. */
struct signals_draft {
  GPtrArray *codes; /* struct draft_code * */
};

struct draft_code {
  char *name;
  guint guards;
  GPtrArray *groups; /* struct draft_group * */
};

struct draft_group {
  char *language;
  GPtrArray *terms[2]; /* by role: char *, as words_store() says */
  GHashTable *known[2]; /* the same */
};

struct draft_code *draft_code_find(const struct signals_draft *draft, const char *name);
struct draft_code *draft_code_add(struct signals_draft *draft, const char *name);
struct draft_group *draft_group(struct draft_code *code, const char *language);
struct signals_draft *draft_new(void);
void draft_free(struct signals_draft *draft);

enum { SIGNALS_KEY = 3, SIGNALS_HASH_BITS = 16, SIGNALS_BUCKET_BITS = 13, MAX_SETS = 4, WORD_MARK = 7 };

struct table_code {
  guint32 name, guards, groups, n_groups;
};

struct table_group {
  guint32 language, code, has_not;
};

/* A word or an expression. `group` twice, plus the role. */
struct table_term {
  guint32 stored, group;
  guint32 full; /* of an expression: the sets that must be met */
};

/* `target` of a posting: the number of a word and WORD_MARK, or of an expression and one of its sets, in three bits. */
struct table_literal {
  guint64 first, mask; /* eight bytes, zeros past its end; ones up to it */
  guint32 text, length;
  guint32 postings, n_postings;
};

enum table_part {
  PART_CODES, PART_GROUPS, PART_WORDS, PART_EXPRESSIONS, PART_LITERALS, PART_POSTINGS, PART_HEADS, PART_BITS, PART_STRINGS,
  N_PARTS
};

struct table_header {
  struct {
    guint32 offset, n; /* bytes from the start, elements */
  } parts[N_PARTS];
};

static inline guint signals_hash(const char *p)
{
  guint32 key = (guint32)(guchar)p[0] | (guint32)(guchar)p[1] << 8 | (guint32)(guchar)p[2] << 16;
  return (key * 2654435761u) >> (32 - SIGNALS_HASH_BITS);
}

/* Of guint64, which is the alignment it needs. */
GBytes *signals_table(const struct signals_draft *draft);

/* The table alone, as it lies in `bytes`; NULL when it is not sound. */
struct signals *signals_from_table(GBytes *bytes);
GBytes *signals_bytes(const struct signals *signals); /* borrowed; sealed ones only */

/* Empty before it is sealed. */
struct signals {
  struct signals_draft *draft; /* NULL: sealed */
  GBytes *bytes;
  const struct table_code *codes;
  const struct table_group *groups;
  const struct table_term *words, *expressions;
  const struct table_literal *literals;
  const guint32 *postings, *heads;
  const guint64 *bits;
  const char *strings;
  guint n_codes, n_groups, n_words, n_expressions, n_literals;
  GArray *always; /* guint32: expressions that are tried on every text */
  struct words_pattern **compiled; /* of the expressions, when they are first tried */
};
