/* What is counted in a text to guess its language: letters of each script, and what words speak for. */
#pragma once
#include "triage/language-lexicon.h"
#include "triage/language-script.h"

enum { SCAN_MOST_LANGUAGES = 64 };

/* A letter that stands in quotation marks, or that a sentence ending in a colon announces, is likely not the writer's
 * own: it counts a quarter. */
enum { SCAN_OWN = 4, SCAN_QUOTED = 1 };

struct scan_votes {
  float score[SCAN_MOST_LANGUAGES];
  guint known[SCAN_MOST_LANGUAGES];    /* words and topics */
  guint function[SCAN_MOST_LANGUAGES]; /* small words only */
  guint words;
};

struct scan {
  guint scale, all_tokens;            /* how many words one stands for; words so far */
  guint letters[N_SCRIPTS];           /* in quarters */
  guint sentences;                    /* that end as Korean ones do */
  guint own_sentences;                /* ... and of which the writer's line is made */
  guint hangul_words, latin_function; /* of the line */
  struct scan_votes line, prose;
  struct scan_votes foreign;          /* quoted, or written by a machine */
  guint machine_tokens, tokens;       /* of the line */
  gboolean log_line, announced, in_quotes;
  gboolean told; /* a line in Latin letters ended in a colon: what follows may be what a program said */
  guint accents;
  guint words, small_words; /* in letters with case; and how many of them begin small */
  gboolean first_known;     /* the first word is what mail is about */
  guint topics;
  int last_script;
  guint range;
  gunichar word[LEXICON_LETTERS];
  guint length; /* of the word, also beyond the array */
  gboolean capital;
};

/* Counts `length` bytes, whatever they are, into `scan`, which is all zero before. */
void scan_text(struct scan *scan, const char *text, gsize length);
