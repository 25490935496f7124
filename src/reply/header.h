/* Header lines for the wire: folded (RFC 5322 section 2.2.3), 7 bit, CRLF.
 *
 * Ours and not GMime's, because its decoder, which several mail programs use, drops what follows a padded base64 word: our
 * encoded words (RFC 2047) are whole characters and without padding but for the last. */
#pragma once
#include <glib.h>

/* "Name: value", folded at blanks. `value` is structured and ASCII already (ids, dates, tokens). */
void header_add(GString *out, const char *name, const char *value);

/* The same for free text in UTF-8 with single blanks; only the words from the first to the last that need it are encoded. */
void header_add_text(GString *out, const char *name, const char *text);

/* `display` (NULL or "": none) and one address. */
void header_add_mailbox(GString *out, const char *name, const char *display, const char *address);
