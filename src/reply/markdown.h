/* One Markdown source made into the two parts of a mail, by libcmark's parser: HTML by its renderer, text by our own walk
 * of the same tree, so that they cannot disagree. Raw HTML is dropped from both. */
#pragma once
#include <glib.h>

/* How a value enters Markdown: every ASCII punctuation character with a backslash before it, line ends and other control
 * characters as blanks. A mustache_escape. */
void markdown_escape(const char *value, GString *out);

/* The body of the HTML part, without a document around it. Links that could run something are emptied. */
char *markdown_html(const char *markdown);

/* The text part, LF line ends: wrapped at 72 columns (wide characters count two), lists, numbered lists, quotes, links as
 * `text <address>`; the last horizontal rule becomes the signature mark "-- " (RFC 3676 section 4.3). */
char *markdown_text(const char *markdown);
