/* What a classifier sees of a mail: hashed words, pairs of words, and runs of characters within words, subject and text
 * apart. Runs of characters make inflected and compound words comparable, and Korean and Chinese readable without a
 * tokenizer. */
#pragma once
#include <glib.h>

/* Each block of features is brought to one length of its own, so that a short subject is heard beside a long text. A
 * feature's block is in the two lowest bits of its hash. */
enum feature_block { BLOCK_SUBJECT_WORDS, BLOCK_SUBJECT_CHARACTERS, BLOCK_TEXT_WORDS, BLOCK_TEXT_CHARACTERS, N_BLOCKS };
#define FEATURE_BLOCK(hash) ((enum feature_block)((hash) & 3))

enum {
  FEATURES_MOST_SUBJECT = 1024,   /* bytes of the subject that are read */
  FEATURES_MOST_TEXT = 8 * 1024,  /* ... and of the text: whoever wants something says it on the first pages */
  FEATURES_MOST_LETTERS = 40,     /* characters of a word; what is longer is no word */
  FEATURES_MOST_A_WORD = 3 * FEATURES_MOST_LETTERS + 8,
};

struct feature {
  guint32 hash;
  guint32 count;
};

struct features {
  struct feature *all; /* each once, in the order of their first appearance */
  guint n;
};

/* Of texts that may be anything (NULL: empty); what is no UTF-8 is repaired. */
void features_read(struct features *features, const char *subject, const char *text);
void features_clear(struct features *features);

/* Word by word: the features that a word brings with it. `start` and `end` are bytes of `source`. */
struct features_word {
  const char *source;
  gsize start, end;
  guint32 identity; /* the same for the same word, in subject and text */
  const guint32 *hashes;
  guint n;
};
typedef void features_take(const struct features_word *word, gpointer data);
void features_each_word(const char *subject, const char *text, features_take *take, gpointer data);

/* The weight of a feature that occurs `count` times, before its rarity and its block's length: repeating says little. */
float features_repeated(guint32 count);
