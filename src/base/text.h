/* Strings from mail and from people, made safe or comparable. Nothing here knows what a mail is. */
#pragma once
#include <glib.h>

/* Fit for a log line or a terminal: control characters (C0, C1, DEL, line ends, and the bidirectional overrides) become
 * "?", invalid UTF-8 is repaired, and past `max` characters it ends in an ellipsis (0: no limit). NULL gives "". */
char *text_printable(const char *text, gsize max);

/* NFKC, case-folded, accents dropped from Latin letters only (café = cafe, ß = ss, Hangul and kana untouched): the form
 * in which words and names are compared. Invalid UTF-8 is repaired first. */
char *text_fold(const char *text);

/* Columns that `text` takes on a terminal: wide characters count two, combining ones none. */
unsigned text_columns(const char *text);

/* Cut to at most `columns` terminal columns, ending in an ellipsis if anything was cut. */
char *text_cut(const char *text, unsigned columns);

/* Shell-style glob (`*`, `?`) on folded ASCII: "*@acme.example" against an address. */
gboolean text_glob(const char *pattern, const char *text);

/* Whether a value that enters a line protocol (SMTP, IMAP, a header) has CR, LF or NUL in it; such a value is refused,
 * never cleaned. `length` is in bytes, -1 for a NUL-terminated string. */
gboolean text_breaks_line(const char *text, gssize length);
