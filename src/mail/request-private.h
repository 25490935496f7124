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
enum { REQUEST_CLOSE_LINES = 1500 };

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

/* "Hello Mina,": says nothing yet. */
gboolean request_is_greeting(const struct request_line *line);

/* Whether the text of `line` begins with `prefix` (lower case in ASCII), whatever its case. */
gboolean request_starts(const struct request_line *line, const char *prefix);
