/* A customer's words made fit to be said back: one line, no control characters, and without what should not travel a second
 * time. */
#pragma once
#include <glib.h>

/* One line with single blanks, without control, invisible and direction-changing characters, cut to `columns` (0: no
 * limit). NULL gives "". */
char *clean_text(const char *text, unsigned columns);

/* The subject without reply and forward prefixes in any of the usual languages and without our own mark
 * ("[ACME-1042-7KQF]"), at most 150 characters, secrets masked. "" when nothing is left. */
char *clean_subject(const char *subject, const char *tag);
