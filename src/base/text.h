/* Strings from mail and from people, made safe, comparable, or judged by their form. Nothing here knows what a mail is. */
#pragma once
#include <glib.h>

/* Fit for a log line or a terminal: control characters (C0, C1, DEL, line ends, and the bidirectional overrides) become
 * "?", invalid UTF-8 is repaired, and past `max` characters it ends in an ellipsis (0: no limit). NULL gives "". */
char *text_printable(const char *text, gsize max);

/* NFKC, case-folded, accents dropped from Latin letters only (café = cafe, ß = ss, Hangul and kana untouched): the form
 * in which words and names are compared. Invalid UTF-8 is repaired first. */
char *text_fold(const char *text);

/* Of ASCII: g_ascii_tolower() where calling it for every byte is felt. */
static inline char text_lower(char c)
{
  return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* Columns that `text` takes on a terminal: wide characters count two, combining ones none. */
unsigned text_columns(const char *text);

/* Cut to at most `columns` terminal columns, ending in an ellipsis if anything was cut. */
char *text_cut(const char *text, unsigned columns);

/* Shell-style glob (`*`, `?`) on folded ASCII: "*@acme.example" against an address. */
gboolean text_glob(const char *pattern, const char *text);

/* Whether a value that enters a line protocol (SMTP, IMAP, a header) has CR, LF or NUL in it; such a value is refused,
 * never cleaned. `length` is in bytes, -1 for a NUL-terminated string. */
gboolean text_breaks_line(const char *text, gssize length);

/* RFC 5321 section 4.5.3.1: a path has 256 octets with its brackets. */
enum { TEXT_MAX_LOCAL = 64, TEXT_MAX_ADDRESS = 254 };

/* An address that can stand in a header and an SMTP command without SMTPUTF8: ASCII, one '@', a local part of dot-atoms
 * (RFC 5322 section 3.2.3; quoted ones are left out), within the lengths above. */
gboolean text_is_address(const char *text);

/* An atom of IMAP (RFC 9051 section 9), as keywords are: it may be sent as it is. */
gboolean text_is_atom(const char *text);

/* What categories, tags and other things that people name may be called: letters and digits of any script, and -_./:+, 1 to
 * TEXT_MAX_NAME characters. */
enum { TEXT_MAX_NAME = 64 };
gboolean text_is_name(const char *text);

gboolean text_is_hangul(gunichar c); /* a syllable */

/* Which of two known names `name` was more likely meant to be: `best` so far (NULL: none yet) or `known`. NULL while none
 * is near enough. Names over 64 bytes are never near. */
const char *text_likelier(const char *name, const char *known, const char *best);

/* Sorts char * by their bytes. */
void text_sort(GPtrArray *texts);
