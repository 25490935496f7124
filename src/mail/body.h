/* The body of one part, decoded. Private to the mail room. */
#pragma once
#include "mail/part.h"

/* Transfer encoding undone. NULL when the body was not read. Free with g_byte_array_unref(). */
GByteArray *body_bytes(const struct part *part);

/* Text or HTML as UTF-8 text with LF line ends, no NUL; "" when it was not read. */
char *body_text(const struct part *part);

/* The same, with the marks of html_to_marked_text() and no other such characters. */
char *body_marked_text(const struct part *part);

/* Size after decoding, told from the size before. */
guint64 body_decoded_size(const struct part *part);

/* format=flowed lines (RFC 3676) joined to paragraphs; `text` has LF line ends. Quote marks stay. */
char *flowed_join(const char *text, gboolean delsp);
