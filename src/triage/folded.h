/* A text in the folded form in which words are compared, with the way back to the original.
 *
 * Beyond text_fold(): every run of white space is one space, invisible characters (soft hyphen, zero-width space) are
 * gone, and typographic apostrophes and hyphens are the plain ones. */
#pragma once
#include <glib.h>

struct folded {
  char *original; /* repaired where it was no UTF-8 */
  char *text;     /* NUL-terminated */
  gsize length;   /* of `text`, bytes */
  guint32 *map;   /* length + 1 places: the byte of `original` that a byte of `text` came from */
};

/* Texts over 16 MiB are cut: the map is 32 bits wide and no mail is read that far. */
struct folded *folded_new(const char *text);
void folded_free(struct folded *folded); /* accepts NULL */
typedef struct folded Folded;            /* for g_autoptr(Folded) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Folded, folded_free)

/* What the original has between two places of the folded text, without white space at its ends. g_free(). */
char *folded_original(const struct folded *folded, gsize start, gsize end);

/* The place in the folded text that `original`, a place in the original, came to. */
gsize folded_place(const struct folded *folded, gsize original);

/* How the letters of a script stand to their neighbours. */
enum joining {
  JOIN_NONE,   /* no letter: punctuation, space */
  JOIN_SPACED, /* words are separated by spaces; digits and combining marks count as these */
  JOIN_HANGUL, /* by spaces, but particles follow without one */
  JOIN_FREE,   /* words follow each other without spaces: Han, kana, Thai ... */
};
enum joining folded_joining(gunichar c);
