/* What charset.c decides with: the labels that mailers write (charset-labels.c) and iconv (charset-convert.c). Private to
 * the mail room. */
#pragma once
#include <glib.h>

enum charset_kind {
  KIND_UTF8,
  KIND_GUESS,       /* the label says nothing */
  KIND_SINGLE_BYTE, /* any bytes fit, so a valid UTF-8 sequence is better evidence than the label */
  KIND_MULTI_BYTE,
  KIND_STATEFUL,    /* 7-bit bytes may mean something else than ASCII */
  KIND_UTF16,       /* in the order that a mark or the zeros tell */
  KIND_JAPANESE,    /* ISO-2022-JP with the vendor characters that its iconv converter refuses */
};

struct charset {
  const char *label; /* lower-case, letters and digits only */
  const char *iconv;
  enum charset_kind kind;
};

enum { CHARSET_MAX_LABEL = 40 };

/* `label` (untrusted) with nothing but lower-case letters and digits, so that "KS_C_5601-1987" and "ksc5601-1987" are one;
 * NULL gives "". */
void charset_squeeze(const char *label, char squeezed[CHARSET_MAX_LABEL + 1]);

/* By a squeezed label; NULL when the table has none. */
const struct charset *charset_known(const char *squeezed);

gboolean charset_is_convertible(const char *iconv); /* iconv knows it */

/* Converts all of it, with U+FFFD for every byte that does not fit, which *ret_errors counts. NULL when iconv does not know
 * `from`. g_free(). */
char *charset_convert(const char *from, const guint8 *data, gsize length, gsize *ret_errors);
char *charset_convert_japanese(const guint8 *data, gsize length, gsize *ret_errors); /* ISO-2022-JP */

/* What is UTF-8 already: drops NULs and repairs the rest. g_free(). */
char *charset_finish(const void *data, gsize length);
