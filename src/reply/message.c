#include "reply/message.h"

#include <gmime/gmime.h>
#include <string.h>

#include "base/clock.h"
#include "base/fault.h"
#include "base/text.h"
#include "reply/facts.h"
#include "reply/header.h"

enum { MAX_ID = 900 };

gboolean message_is_id(const char *id)
{
  gsize length = strlen(id);
  if (length < 5 || length > MAX_ID || id[0] != '<' || id[length - 1] != '>')
    return FALSE;
  for (gsize i = 1; i < length - 1; i++)
    if (!g_ascii_isgraph(id[i]) || id[i] == '<' || id[i] == '>')
      return FALSE;
  const char *at = strchr(id, '@');
  return at && at > id + 1 && at[1] != '>';
}

static gboolean refuse(const char *what, GError **error)
{
  g_set_error(error, REPLY_ERROR, FAULT_DATA, "acknowledgement: %s cannot stand in a mail", what);
  return FALSE;
}

static gboolean check_header(const char *what, const char *value, GError **error)
{
  if (value && text_breaks_line(value, -1))
    return refuse(what, error);
  return TRUE;
}

static gboolean check(const struct message *message, GError **error)
{
  if (!text_is_address(message->from_address))
    return refuse("the sender's address", error);
  if (!text_is_address(message->to_address))
    return refuse("the recipient's address", error);
  if (!message_is_id(message->message_id))
    return refuse("the Message-ID", error);
  if (message->in_reply_to && !message_is_id(message->in_reply_to))
    return refuse("the id of the answered mail", error);
  for (guint i = 0; i < message->references->len; i++)
    if (!message_is_id(g_ptr_array_index(message->references, i)))
      return refuse("a reference", error);
  return check_header("the sender's name", message->from_name, error) &&
         check_header("the recipient's name", message->to_name, error) &&
         check_header("the subject", message->subject, error) &&
         check_header("the language", message->language, error) &&
         check_header("the loop mark", message->loop_mark, error);
}

/* Always encoded: what travels as 7 bit may be rewritten by a relay ("From " at a line's start, blanks at its end). What
 * base64 hides from the line ends of the wire has them itself (RFC 2046 section 4.1.1). */
static GMimeObject *make_part(const char *subtype, const char *text)
{
  GMimeTextPart *part = g_mime_text_part_new_with_subtype(subtype);
  g_mime_text_part_set_charset(part, "utf-8");
  g_mime_text_part_set_text(part, text);
  GMimeContentEncoding best = g_mime_part_get_best_content_encoding(GMIME_PART(part), GMIME_ENCODING_CONSTRAINT_7BIT);
  if (best == GMIME_CONTENT_ENCODING_BASE64) {
    GString *lines = g_string_new(text);
    g_string_replace(lines, "\n", "\r\n", 0);
    g_mime_text_part_set_text(part, lines->str);
    g_string_free(lines, TRUE);
  } else {
    best = GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE;
  }
  g_mime_part_set_content_encoding(GMIME_PART(part), best);
  return GMIME_OBJECT(part);
}

static GMimeObject *make_body(const struct message *message)
{
  g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, message->message_id, -1);
  g_autofree char *boundary = g_strdup_printf("=_deskbell_%.24s", hash);
  GMimeMultipart *body = g_mime_multipart_new_with_subtype("alternative");
  g_mime_multipart_set_boundary(body, boundary);
  GMimeObject *text = make_part("plain", message->text);
  GMimeObject *html = make_part("html", message->html);
  g_mime_multipart_add(body, text);
  g_mime_multipart_add(body, html);
  g_object_unref(text);
  g_object_unref(html);
  return GMIME_OBJECT(body);
}

static char *join_ids(const GPtrArray *ids)
{
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf(out, "%s%s", i ? " " : "", (const char *)g_ptr_array_index(ids, i));
  return g_string_free(out, FALSE);
}

/* RFC 3834 section 3.1.8 recommends no Precedence: its meaning differs from program to program, and "bulk" counts against
 * a mail in filters and at Google Groups. Auto-Submitted and X-Auto-Response-Suppress say what it would. No List-* and no
 * Feedback-ID either: this is mail to one person, and would be counted as bulk. */
static void write_headers(GString *out, const struct message *message)
{
  g_autoptr(GDateTime) local = clock_local(message->date, message->zone);
  g_autofree char *date = g_mime_utils_header_format_date(local);
  g_autofree char *references = join_ids(message->references);
  header_add(out, "Date", date);
  header_add_mailbox(out, "From", message->from_name, message->from_address);
  header_add_mailbox(out, "To", message->to_name, message->to_address);
  header_add_text(out, "Subject", message->subject);
  header_add(out, "Message-ID", message->message_id);
  if (message->in_reply_to)
    header_add(out, "In-Reply-To", message->in_reply_to);
  if (*references)
    header_add(out, "References", references);
  header_add(out, "Auto-Submitted", "auto-replied");
  header_add(out, "X-Auto-Response-Suppress", "All");
  header_add(out, "X-Deskbell-Loop", message->loop_mark);
  header_add(out, "Content-Language", message->language);
  header_add(out, "MIME-Version", "1.0");
}

GBytes *message_bytes(const struct message *message, GError **error)
{
  if (!check(message, error))
    return NULL;
  g_mime_init();
  GString *head = g_string_new(NULL);
  write_headers(head, message);
  GMimeObject *body = make_body(message);
  GMimeFormatOptions *options = g_mime_format_options_new();
  g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
  GMimeStream *stream = g_mime_stream_mem_new();
  gboolean written = g_mime_stream_write(stream, head->str, head->len) == (gssize)head->len &&
                     g_mime_object_write_to_stream(body, options, stream) >= 0;
  GByteArray *array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
  GBytes *bytes = written ? g_bytes_new(array->data, array->len) : NULL;
  if (!bytes)
    g_set_error(error, REPLY_ERROR, FAULT_INTERNAL, "acknowledgement: cannot be written");
  g_object_unref(stream);
  g_object_unref(body);
  g_string_free(head, TRUE);
  g_mime_format_options_free(options);
  return bytes;
}
