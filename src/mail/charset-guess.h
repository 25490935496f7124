/* What bytes are likely to be whose label is missing or wrong. Private to the mail room; iconv's names. */
#pragma once
#include <glib.h>

/* NULL: nothing speaks for any that is known here, so most likely a Western one. */
const char *charset_likely(const guint8 *data, gsize length);

/* What speaks so clearly against `labelled` that another is to be taken; NULL: nothing does. */
const char *charset_contradicting(const char *labelled, const guint8 *data, gsize length);

/* "UTF-16LE" or "UTF-16BE" by a mark at the beginning, else by where the zeros are, else `otherwise`. */
const char *charset_utf16_order(const guint8 *data, gsize length, const char *otherwise);
