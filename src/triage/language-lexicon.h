/* What a word, its ending or a letter says about the language it is in: tables made once from language-words.h, so that a
 * word costs one or two look-ups. A set of languages is a guint64, a bit each. */
#pragma once
#include <glib.h>

enum { LEXICON_LETTERS = 24 /* of a word; longer ones are in none of the tables */ };

struct lexicon_word {
  guint64 exact;    /* the languages that write it so */
  guint64 folded;   /* those that write it so but for accents */
  guint64 function; /* those in which it is one of the small words */
  float exact_weight, folded_weight;
};

/* The alphabets that several languages share. */
enum lexicon_alphabet { LEXICON_LATIN, LEXICON_CYRILLIC, LEXICON_ARABIC, LEXICON_ALPHABETS };

/* A word in small letters. `ret_accents` tells whether it had any; then `exact` is empty where nobody writes it so. NULL: no
 * language has it. */
const struct lexicon_word *lexicon_word(const gunichar *letters, guint n, gboolean *ret_accents);

/* By the last letters of a word that no table has. `exact_weight` is what it counts. */
const struct lexicon_word *lexicon_ending(const gunichar *letters, guint n);

const struct lexicon_word *lexicon_letter(gunichar c); /* a small letter that few languages have; NULL for others */

guint lexicon_languages(void);
const char *lexicon_tag(guint language);
guint64 lexicon_alphabet(enum lexicon_alphabet alphabet);
