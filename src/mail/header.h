/* Header blocks as they stood on the wire, taken apart and decoded. Private to the mail room. */
#pragma once
#include <glib.h>

struct header_field { /* points into its block */
  const char *name;
  gsize name_length;
  const char *raw;    /* after the colon, folded as it was, without the last line end */
  gsize raw_length;
};

enum {
  HEADER_MAX_FIELDS = 1000,
  HEADER_MAX_VALUE = 64 * 1024, /* bytes, raw and decoded */
};

/* All fields of a block, topmost first, at most HEADER_MAX_FIELDS; lines that are none are passed over. `ret_cut` (may be
 * NULL) is set to TRUE, never to FALSE, when the cap left some out. Free with g_array_unref(). */
GArray *header_fields(GBytes *block, gboolean *ret_cut);

/* The topmost field of that name (any case). */
gboolean header_find(GBytes *block, const char *name, struct header_field *ret_field);

/* Raw bytes with the folds undone and trimmed, NULs dropped, capped; not decoded, any charset. */
char *header_unfold(const struct header_field *field);

/* Unfolded and decoded: valid UTF-8 without control characters. `hint` is the charset of raw bytes that are not UTF-8, may
 * be NULL. */
char *header_decode_field(const struct header_field *field, const char *hint);
char *header_decode(const char *text, gsize length, const char *hint); /* the same for an unfolded value */

/* Unfolded and valid UTF-8 without control characters, but nothing decoded: encoded words stay, and no charset that a
 * stranger chose turns bytes into others. */
char *header_plain_field(const struct header_field *field);

/* Decoded value of the topmost field of that name; NULL when there is none. */
char *header_value(GBytes *block, const char *name);

/* What stands before the first ';' or blank of a structured field ("text/plain", "attachment", "base64"), in lower case
 * without comments; NULL when there is nothing. */
char *header_token(GBytes *block, const char *name);

/* "text/plain" of Content-Type, in lower case; NULL when there is none or it is malformed. */
char *header_type(GBytes *block);

/* The boundary of a multipart, raw, read as Dovecot reads it: "" is one, and matches any line that begins with "--". NULL
 * when there is none. */
char *header_boundary(GBytes *block);

/* A parameter of a structured field, decoded (RFC 2231, and RFC 2047 where mailers wrongly use it); NULL when there is
 * none. */
char *header_param(GBytes *block, const char *name, const char *param);

/* If an encoded word (RFC 2047) starts at `text`, decodes it and all that follow it, and returns what comes after them;
 * else NULL. Decoded text is appended to `out`: valid UTF-8, but with the control characters that were in it. `cursor`
 * starts out as {0} for one text. */
struct header_words {
  const char *no_end; /* from here on there is no "?=": keeps hostile values linear */
};
const char *header_words_decode(struct header_words *cursor, const char *text, const char *end, GString *out);

/* Replaces control characters by blanks, and trims. Takes and returns the string. */
char *header_clean(char *text);
