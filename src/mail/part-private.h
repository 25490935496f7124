/* What parts are to us. Private to the mail room. */
#pragma once
#include "mail/part.h"

enum part_kind {
  PART_TEXT,         /* read as plain text; also a multipart in which no part was found */
  PART_HTML,
  PART_MULTIPART,
  PART_MESSAGE,      /* message/rfc822 */
  PART_STATUS,       /* delivery report, RFC 3464 */
  PART_FEEDBACK,     /* abuse report, RFC 5965 */
  PART_NOTIFICATION, /* of being read, RFC 8098 */
  PART_HEADERS,      /* of a returned message */
  PART_GLOBAL,       /* message/global (RFC 6532), which servers do not open: read as its text, header first */
  PART_SIGNATURE,    /* seen by machines only */
  PART_CALENDAR,     /* read for what it asks; an attachment when it has a name */
  PART_DATA,         /* text/csv ...: not for reading; an attachment when it has a name */
  PART_FILE,         /* anything else */
};

enum part_kind part_kind(const struct part *part);

/* A text shown in place that has a file name: a file when the message has other text, else its text. */
gboolean part_is_named_text(const struct part *part);

/* Whether there is text to read that is no file, outside nested messages. */
gboolean part_has_text(const struct part *part);

/* How many bytes of `data` make `max` on the wire, where every line ends in CRLF. */
gsize part_wire_prefix(const char *data, gsize size, gsize max);
