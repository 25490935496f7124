/* Bytes of a stranger, in whatever charset they are or claim to be, made UTF-8. */
#pragma once
#include <glib.h>

/* Always valid UTF-8 without NUL. `charset` is the label found in the mail (untrusted, may be NULL or nonsense): aliases
 * as mailers write them are known, and the usual wrong labels are read as what they stand for (ks_c_5601-1987 and euc-kr as
 * CP949, gb2312 as GB18030, iso-8859-1 as windows-1252). What does not fit its label, or reads far better as one of the
 * charsets of Korean, Chinese, Japanese or Russian, is taken for that, else for windows-1252. Bytes that mean nothing become
 * U+FFFD. Free with g_free(). */
char *charset_decode(const char *charset, const void *data, gsize length);

/* Whether a label (may be NULL) tells nothing: none, "us-ascii", "unknown-8bit". */
gboolean charset_is_vague(const char *charset);

/* The same for text that has no label of its own, as raw bytes in a header: UTF-8 if it is that, else `hint` (the charset
 * of the message's text, may be NULL) where that fits, else guessed. */
char *charset_decode_raw(const char *hint, const void *data, gsize length);
