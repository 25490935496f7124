#include "mail/body.h"

#include "mail/charset.h"
#include "mail/header.h"
#include "mail/html.h"
#include "mail/part-private.h"
#include "mail/view.h"

#include <gmime/gmime.h>
#include <string.h>

static GMimeContentEncoding encoding_of(const struct part *part)
{
  g_autofree char *token = header_token(part->header, "Content-Transfer-Encoding");
  return token ? g_mime_content_encoding_from_string(token) : GMIME_CONTENT_ENCODING_DEFAULT;
}

GByteArray *body_bytes(const struct part *part)
{
  if (!part->body)
    return NULL;
  view_gmime();
  gsize size;
  const char *data = g_bytes_get_data(part->body, &size);
  GByteArray *bytes = g_byte_array_new();
  if (size == 0)
    return bytes;
  GMimeFilter *filter = g_mime_filter_basic_new(encoding_of(part), FALSE);
  g_autofree char *input = g_memdup2(data, size);
  char *output = NULL;
  gsize length = 0, room = 0;
  g_mime_filter_complete(filter, input, size, 0, &output, &length, &room);
  g_byte_array_append(bytes, (const guint8 *)output, (guint)length);
  g_object_unref(filter);
  return bytes;
}

/* What an HTML page says of itself, for lack of a label on the part. */
static char *html_charset(const GByteArray *bytes)
{
  g_autofree char *head = g_strndup((const char *)bytes->data, MIN(bytes->len, 2048));
  g_autofree char *lower = g_ascii_strdown(head, -1);
  const char *found = strstr(lower, "charset=");
  if (!found)
    return NULL;
  found += strlen("charset=");
  found += strspn(found, "\"' ");
  return g_strndup(found, strspn(found, "abcdefghijklmnopqrstuvwxyz0123456789-_.:"));
}

/* CRLF and lone CR become LF. */
static char *unify_line_ends(char *text)
{
  char *to = text;
  for (const char *from = text; *from; from++) {
    if (*from == '\r' && from[1] == '\n')
      continue;
    *to++ = *from == '\r' ? '\n' : *from;
  }
  *to = '\0';
  return text;
}

static char *unflow(const struct part *part, char *text)
{
  g_autofree char *format = header_param(part->header, "Content-Type", "format");
  if (!format || g_ascii_strcasecmp(format, "flowed") != 0)
    return text;
  g_autofree char *delsp = header_param(part->header, "Content-Type", "delsp");
  char *joined = flowed_join(text, delsp && g_ascii_strcasecmp(delsp, "yes") == 0);
  g_free(text);
  return joined;
}

static char *read_text(const struct part *part, gboolean has_marks)
{
  g_autoptr(GByteArray) bytes = body_bytes(part);
  if (!bytes || bytes->len == 0)
    return g_strdup("");
  gboolean is_html = part_kind(part) == PART_HTML;
  g_autofree char *charset = header_param(part->header, "Content-Type", "charset");
  if (is_html && charset_is_vague(charset)) {
    g_free(charset);
    charset = html_charset(bytes);
  }
  char *text = unify_line_ends(charset_decode(charset, bytes->data, bytes->len));
  if (!is_html) {
    if (has_marks)
      html_drop_marks(text);
    return unflow(part, text);
  }
  char *plain = has_marks ? html_to_marked_text(text) : html_to_text(text);
  g_free(text);
  return plain;
}

char *body_text(const struct part *part)
{
  return read_text(part, FALSE);
}

char *body_marked_text(const struct part *part)
{
  return read_text(part, TRUE);
}

guint64 body_decoded_size(const struct part *part)
{
  switch (encoding_of(part)) {
  case GMIME_CONTENT_ENCODING_BASE64: /* 57 bytes make a line of 76 and its end */
    return part->octets / 78 * 57 + part->octets % 78 * 3 / 4;
  case GMIME_CONTENT_ENCODING_UUENCODE: /* 45 bytes make a line of 61 and its end */
    return part->octets / 63 * 45 + part->octets % 63 * 3 / 4;
  default:
    return part->octets;
  }
}
