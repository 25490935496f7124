/* The contact key: the same for a mail that comes on standard input, from a file and by IMAP, whatever line ends it has, and
 * for the same mail filed twice; another one for any other mail, also for another sender who uses the same Message-ID.
 *
 * SHA-256 over Message-ID, From addr-spec and Date, each with its length before it; where there is no Message-ID, over
 * Subject and the bottom-most Received as well. Of each the topmost field, raw, without CR, LF, blank and tab. Subject is
 * left out where it can be, because spam filters rewrite it. */
#include "mail/view.h"

#include "mail/header.h"

#include <string.h>

static void add_field(GChecksum *sum, const char *text, gsize length)
{
  g_autofree char *prefix = g_strdup_printf("%" G_GSIZE_FORMAT ":", length);
  g_checksum_update(sum, (const guchar *)prefix, -1);
  g_checksum_update(sum, (const guchar *)text, (gssize)length);
}

/* NUL has become 0x80 when the tree was made; here it is done for trees from elsewhere. */
static GString *bare(const struct header_field *field)
{
  GString *bytes = g_string_sized_new(field->raw_length);
  for (gsize i = 0; i < field->raw_length; i++)
    if (field->raw[i] == '\0')
      g_string_append_c(bytes, '\x80');
    else if (!strchr("\r\n\t ", field->raw[i]))
      g_string_append_c(bytes, field->raw[i]);
  return bytes;
}

static GString *topmost(GBytes *header, const char *name)
{
  struct header_field field;
  return header_find(header, name, &field) ? bare(&field) : g_string_new(NULL);
}

static GString *bottommost(GBytes *header, const char *name)
{
  g_autoptr(GArray) fields = header_fields(header, NULL);
  for (guint i = fields->len; i > 0; i--) {
    const struct header_field *field = &g_array_index(fields, struct header_field, i - 1);
    if (field->name_length == strlen(name) && g_ascii_strncasecmp(field->name, name, field->name_length) == 0)
      return bare(field);
  }
  return g_string_new(NULL);
}

char *view_contact_key(const struct part *root, const char *from)
{
  g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
  g_autoptr(GString) id = topmost(root->header, "Message-ID");
  g_autoptr(GString) sender = from ? g_string_new(from) : topmost(root->header, "From");
  g_autoptr(GString) date = topmost(root->header, "Date");
  add_field(sum, id->str, id->len);
  add_field(sum, sender->str, sender->len);
  add_field(sum, date->str, date->len);
  if (id->len == 0) {
    g_autoptr(GString) subject = topmost(root->header, "Subject");
    g_autoptr(GString) received = bottommost(root->header, "Received");
    add_field(sum, subject->str, subject->len);
    add_field(sum, received->str, received->len);
  }
  return g_strdup(g_checksum_get_string(sum));
}
