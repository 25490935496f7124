/* A finished acknowledgement as bytes for the wire. Knows no configuration and no templates. */
#pragma once
#include <glib.h>

struct message {
  const char *from_name;    /* NULL: none */
  const char *from_address;
  const char *to_name;      /* NULL: none */
  const char *to_address;
  const char *subject;
  const char *message_id;   /* with brackets, as are the others */
  const char *in_reply_to;  /* NULL */
  const GPtrArray *references; /* char * */
  const char *language;
  const char *loop_mark;
  const char *text, *html;
  gint64 date;
  GTimeZone *zone;
};

/* "<left@right>" of printable ASCII, at most 900 bytes. */
gboolean message_is_id(const char *id);

/* multipart/alternative with a text and an HTML part, 7 bit, CRLF. NULL with FAULT_DATA when an address, an id or any other
 * header value has a line break or no valid form. */
GBytes *message_bytes(const struct message *message, GError **error);
