/* What the walk through a mail's lines knows of each. Private to the mail room. */
#pragma once
#include <glib.h>

enum request_role {
  LINE_EMPTY = 1 << 0,
  LINE_QUOTE = 1 << 1,        /* "> ", or in what the page calls a quotation */
  LINE_INTRODUCTION = 1 << 2, /* "On Monday Mina wrote:", or a part of it */
  LINE_ORIGINAL = 1 << 3,     /* "-----Original Message-----": an older mail follows */
  LINE_FORWARD = 1 << 4,      /* "Begin forwarded message:" */
  LINE_HEADER = 1 << 5,       /* of the header block of an older mail */
  LINE_FOOTER = 1 << 6,       /* put there by a program */
  LINE_RULE = 1 << 7,         /* drawn */
  LINE_MARK = 1 << 8,         /* "-- " */
  LINE_SIGNATURE = 1 << 9,    /* the page says that it is one */
  LINE_DIVIDER = 1 << 10,     /* the page says that an older mail begins */
  LINE_BORDER = 1 << 11,      /* ... that a line is drawn above, as Outlook does before a header block */
};

struct request_line {
  char *start;  /* with what the HTML reader noted */
  char *raw;    /* as it stands, without what the HTML reader noted */
  char *text;   /* raw without blanks before it */
  gsize length; /* of text, without blanks after it */
  guint role;
  guint8 hints; /* of the one who looks: what was found out already */
};

struct request_lines {
  struct request_line *line;
  guint n;
};

/* Lines that are looked at closely: what is newly written in a longer mail stands before, and the rest is kept. */
enum { REQUEST_CLOSE_LINES = 700 };

enum { REQUEST_MOST_WORDS = 400 };

/* A table of words to look up by their first letters: rows that begin with a `const char *` of at least two bytes (three
 * beyond ASCII). Set up by REQUEST_WORDS(); the rest is made at its first use and never changed. */
struct request_words {
  const void *rows;
  gsize n, row_size;
  gsize is_made;
  guint16 first[256], next[REQUEST_MOST_WORDS + 1];
};

#define REQUEST_WORDS(table) { .rows = (table), .n = G_N_ELEMENTS(table), .row_size = sizeof *(table) }

/* The number, from 1 on, of the next row behind `before` (0: the first) whose word `text` begins with, in whatever case of
 * ASCII; 0 when there is no more. */
gsize request_next_word(struct request_words *words, const char *text, gsize before);

/* Each looks at a bounded number of lines around one, so that all of them together are linear in the mail. */

/* Gives LINE_INTRODUCTION to the lines that introduce what somebody else wrote, in whatever language. */
void request_find_introductions(struct request_lines *lines);

/* Gives LINE_ORIGINAL, LINE_FORWARD and LINE_HEADER. */
void request_find_older(struct request_lines *lines);

/* Gives LINE_FOOTER, LINE_RULE and LINE_MARK. */
void request_find_footers(struct request_lines *lines);

/* What somebody wrote ends before the line that is returned, in [from, to); their own block stands in [ret_from, ret_to),
 * both `to` when there is none. Their name may be on both sides: it is said, and it names the sender. */
guint request_signature(const struct request_lines *lines, guint from, guint to, guint *ret_from, guint *ret_to);

/* The end of [from, to) without a company's disclaimer, and without what is drawn or put there by a program. */
guint request_without_disclaimer(const struct request_lines *lines, guint from, guint to);

/* The end of [from, to) without what is drawn, or put there by a program. */
guint request_chomp(const struct request_lines *lines, guint from, guint to);

/* Whether one of the words, in lower case, stands in the line's first few hundred bytes. */
gboolean request_contains(const struct request_line *line, const char *const *words, gsize n);

/* Whether the line says something, and is not a name, a place or a number to call. */
gboolean request_is_sentence(const struct request_line *line);

/* Whether the line may be one of a signature: a name, a sign-off, a place, a number to call. Not for empty ones. */
gboolean request_may_sign(const struct request_line *line);

/* "Hello Mina,": says nothing yet. */
gboolean request_is_greeting(const struct request_line *line);

/* The bytes of wide blanks and of characters of `blanks` that `text` begins with. */
gsize request_blanks(const char *text, const char *blanks);

/* Whether the text of `line` begins with `prefix` (lower case in ASCII), whatever its case. */
gboolean request_starts(const struct request_line *line, const char *prefix);
