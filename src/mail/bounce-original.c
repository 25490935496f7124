/* Which mail came back: from the returned message or its header, wherever it stands in the bounce. */
#include "mail/bounce.h"

#include "mail/address.h"
#include "mail/body.h"
#include "mail/header.h"
#include "mail/part-private.h"

#include <string.h>

enum { MAX_ID = 998 };

static char *first_address(GBytes *header, const char *name)
{
  struct header_field field;
  if (!header_find(header, name, &field))
    return NULL;
  g_autofree char *value = header_unfold(&field);
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)mail_address_free);
  address_parse(value, NULL, list);
  for (guint i = 0; i < list->len; i++) {
    const struct mail_address *one = g_ptr_array_index(list, i);
    if (one->address)
      return g_strdup(one->address);
  }
  return NULL;
}

/* The first <id> in a value. */
static char *id_in(const char *value)
{
  const char *open = value ? strchr(value, '<') : NULL;
  gsize length = open ? strcspn(open, "> \t\n") : 0;
  if (!open || open[length] != '>' || length < 2 || length > MAX_ID)
    return NULL;
  return g_strndup(open, length + 1);
}

static void take_id(struct mail_bounce *bounce, char *value)
{
  if (!bounce->original_message_id)
    bounce->original_message_id = id_in(value);
  g_free(value);
}

static void fill(char **slot, char *value)
{
  if (*slot || !value || !*value)
    g_free(value);
  else
    *slot = value;
}

static void read_header(struct mail_bounce *bounce, GBytes *header)
{
  take_id(bounce, header_value(header, "Message-ID"));
  fill(&bounce->original_from, first_address(header, "From"));
  fill(&bounce->original_to, first_address(header, "To"));
  fill(&bounce->original_subject, header_value(header, "Subject"));
  fill(&bounce->original_loop, header_value(header, "X-Deskbell-Loop"));
}

/* The header at the beginning of a text; empty lines before it do not end it. */
static void read_header_text(struct mail_bounce *bounce, const char *text)
{
  text += strspn(text, "\n");
  const char *gap = strstr(text, "\n\n");
  gsize length = gap ? (gsize)(gap - text) + 1 : strlen(text);
  g_autoptr(GBytes) header = g_bytes_new(text, MIN(length, (gsize)PART_MAX_HEADER));
  read_header(bounce, header);
}

/* Some programs put an empty line first, so that the header is taken for text. */
static void read_message(struct mail_bounce *bounce, const struct part *message)
{
  gboolean is_empty = !message->header || g_bytes_get_size(message->header) <= 2;
  if (!is_empty) {
    read_header(bounce, message->header);
    return;
  }
  g_autofree char *text = part_kind(message) == PART_TEXT ? body_text(message) : NULL;
  if (text)
    read_header_text(bounce, text);
}

/* Some put the returned header in the place of a part's. */
static void read_part_header(struct mail_bounce *bounce, const struct part *part)
{
  struct header_field field;
  if (header_find(part->header, "Received", &field) && header_find(part->header, "Message-ID", &field))
    read_header(bounce, part->header);
}

static void read_parts(struct mail_bounce *bounce, const struct part *part, gboolean is_root)
{
  if (bounce->original_message_id && bounce->original_loop)
    return;
  switch (part_kind(part)) {
  case PART_MULTIPART:
    for (guint i = 0; part->children && i < part->children->len; i++)
      read_parts(bounce, g_ptr_array_index(part->children, i), FALSE);
    break;
  case PART_MESSAGE:
    if (part->children && part->children->len > 0)
      read_message(bounce, g_ptr_array_index(part->children, 0));
    break;
  case PART_HEADERS:
  case PART_GLOBAL: {
    g_autofree char *text = body_text(part);
    read_header_text(bounce, text);
    break;
  }
  default:
    if (!is_root)
      read_part_header(bounce, part);
    break;
  }
}

/* "Message-id: <1@b.example>" where a program tells about the mail in its own words. */
static char *told_id(const struct bounce_text *text)
{
  for (guint i = 0; text && i < text->lines->len; i++) {
    const char *line = g_array_index(text->lines, struct bounce_line, i).start;
    line += strspn(line, " \t");
    char *id = g_ascii_strncasecmp(line, "message-id:", 11) == 0 ? id_in(line) : NULL;
    if (id)
      return id;
  }
  return NULL;
}

void bounce_read_original(struct bounce_search *search, const struct bounce_text *text)
{
  struct mail_bounce *bounce = search->bounce;
  read_parts(bounce, search->root, TRUE);
  if (text && text->original)
    read_header_text(bounce, text->original);
  fill(&bounce->original_message_id, told_id(text));
  /* Exchange, Gmail and others write a bounce as an answer to the mail. */
  const GPtrArray *ids = search->mail->in_reply_to->len > 0 ? search->mail->in_reply_to : search->mail->references;
  if (ids->len > 0)
    fill(&bounce->original_message_id, g_strdup(g_ptr_array_index(ids, ids->len - 1)));
}
