#include "mail/part.h"

#include "mail/header.h"
#include "mail/part-private.h"

#include <string.h>

struct part *part_new(void)
{
  struct part *part = g_new0(struct part, 1);
  part->type = g_strdup("text/plain");
  return part;
}

void part_free(struct part *part)
{
  if (!part)
    return;
  g_clear_pointer(&part->header, g_bytes_unref);
  g_clear_pointer(&part->body, g_bytes_unref);
  g_clear_pointer(&part->children, g_ptr_array_unref);
  g_free(part->type);
  g_free(part->section);
  g_free(part);
}

void part_add(struct part *parent, struct part *child)
{
  if (!parent->children)
    parent->children = g_ptr_array_new_with_free_func((GDestroyNotify)part_free);
  g_ptr_array_add(parent->children, child);
}

void part_each(struct part *root, void (*visit)(struct part *part, void *data), void *data)
{
  visit(root, data);
  for (guint i = 0; root->children && i < root->children->len; i++)
    part_each(g_ptr_array_index(root->children, i), visit, data);
}

/* How many bytes of `data` make `max` on the wire, where every line ends in CRLF. */
gsize part_wire_prefix(const char *data, gsize size, gsize max)
{
  gsize wire = 0, i = 0;
  for (; i < size && wire < max; i++)
    wire += data[i] == '\n' && (i == 0 || data[i - 1] != '\r') ? 2 : 1;
  return i;
}

void part_take_header(struct part *part, GBytes *header, gboolean in_digest)
{
  gsize size = 0;
  const char *data = header ? g_bytes_get_data(header, &size) : NULL;
  gsize kept = size > PART_MAX_HEADER / 2 ? part_wire_prefix(data, size, PART_MAX_HEADER) : size;
  part->cut = part->cut || kept < size;
  g_clear_pointer(&part->header, g_bytes_unref);
  part->header = g_bytes_new(data, kept);
  g_clear_pointer(&header, g_bytes_unref);

  g_free(part->type);
  struct header_field field;
  part->type = header_type(part->header);
  gboolean is_message = in_digest && !header_find(part->header, "Content-Type", &field);
  if (!part->type)
    part->type = g_strdup(is_message ? "message/rfc822" : "text/plain");
}

static void number_message(struct part *message, const char *number);

static void number_children(struct part *part, const char *number)
{
  for (guint i = 0; part->children && i < part->children->len; i++) {
    struct part *child = g_ptr_array_index(part->children, i);
    if (part_kind(part) == PART_MESSAGE) {
      number_message(child, number);
      continue;
    }
    g_free(child->section);
    child->section = g_strdup_printf("%s%s%u", number, *number ? "." : "", i + 1);
    number_children(child, child->section);
  }
}

/* `number` is that of the message/rfc822 part it is in, "" for the whole mail. */
static void number_message(struct part *message, const char *number)
{
  const char *dot = *number ? "." : "";
  gboolean is_multipart = g_str_has_prefix(message->type, "multipart/");
  g_free(message->section);
  message->section = g_strconcat(number, dot, is_multipart ? "TEXT" : "1", NULL);
  number_children(message, is_multipart ? number : message->section);
}

void part_number(struct part *root)
{
  number_message(root, "");
  if (part_kind(root) == PART_MULTIPART)
    g_clear_pointer(&root->section, g_free);
}
