/* Which of the parts are the text of a mail, and in which order. */
#include "mail/view.h"

#include "mail/body.h"
#include "mail/header.h"
#include "mail/html.h"
#include "mail/part-private.h"

#include <string.h>

struct reading {
  GPtrArray *attachments;
  gboolean skips_named; /* named texts are files */
  gboolean is_nested; /* reading a message/rfc822 for want of other text */
};

static char *read_part(struct reading *reading, const struct part *part);

static gboolean has_words(const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    if (g_unichar_isalnum(g_utf8_get_char(p)))
      return TRUE;
  return FALSE;
}

/* Without what mailers change between the two forms of an alternative. */
static char *bare_words(const char *text, gsize max)
{
  GString *words = g_string_new(NULL);
  for (const char *p = text; *p && words->len < max; p = g_utf8_next_char(p))
    if (g_unichar_isalnum(g_utf8_get_char(p)))
      g_string_append_unichar(words, g_utf8_get_char(p));
  return g_string_free(words, FALSE);
}

/* "Your mail program cannot show this message": short beside the HTML, and none of its words. */
static gboolean is_stub(const char *plain, const char *html)
{
  enum { BEGINNING = 24, LONGEST_NOTE = 300 };
  gboolean speaks_of_html = strlen(plain) < LONGEST_NOTE && (strstr(plain, "HTML") || strstr(plain, "html"));
  if (!speaks_of_html && strlen(html) < 2 * strlen(plain))
    return FALSE;
  g_autofree char *beginning = bare_words(plain, BEGINNING);
  g_autofree char *all = bare_words(html, G_MAXSIZE);
  return !strstr(all, beginning);
}

static char *read_alternative(struct reading *reading, const struct part *part)
{
  g_autofree char *plain = NULL, *other = NULL;
  for (guint i = 0; part->children && i < part->children->len; i++) {
    const struct part *child = g_ptr_array_index(part->children, i);
    g_autofree char *text = read_part(reading, child);
    gboolean is_plain = part_kind(child) == PART_TEXT;
    char **slot = is_plain ? &plain : &other;
    if (has_words(text) && (!is_plain || !plain)) {
      g_free(*slot);
      *slot = g_steal_pointer(&text);
    }
  }
  if (plain && (!other || !is_stub(plain, other)))
    return g_steal_pointer(&plain);
  return other ? g_steal_pointer(&other) : g_strdup("");
}

static char *read_first(struct reading *reading, const struct part *part)
{
  for (guint i = 0; part->children && i < part->children->len; i++) {
    char *text = read_part(reading, g_ptr_array_index(part->children, i));
    if (*text)
      return text;
    g_free(text);
  }
  return g_strdup("");
}

static char *read_all(struct reading *reading, const struct part *part)
{
  GString *all = g_string_new(NULL);
  for (guint i = 0; part->children && i < part->children->len; i++) {
    g_autofree char *text = read_part(reading, g_ptr_array_index(part->children, i));
    g_string_append_printf(all, "%s%s", *text && all->len > 0 ? "\n\n" : "", text);
  }
  return g_string_free(all, FALSE);
}

/* Drops white space at the end and empty lines at the beginning. */
static char *trim(char *text)
{
  g_strchomp(text);
  const char *start = text;
  for (const char *p = text; *p && g_ascii_isspace(*p); p++)
    if (*p == '\n')
      start = p + 1;
  memmove(text, start, strlen(start) + 1);
  return text;
}

/* "begin 644 name", and then a line as long as its first character says. NULL when it is something else. */
static char *uuencode_name(const char *line)
{
  if (!g_str_has_prefix(line, "begin ") || !g_ascii_isdigit(line[6]))
    return NULL;
  const char *name = line + 6 + strspn(line + 6, "01234567");
  if (name - line < 9 || *name != ' ')
    return NULL;
  gsize length = strcspn(++name, "\n");
  const char *data = name + length + (name[length] == '\n');
  gsize data_length = strcspn(data, "\n");
  guint bytes = ((guint)(guint8)*data - 32) & 63;
  if (data_length == 0 || *data <= ' ' || data_length > 64 || data_length - 1 < (bytes * 8 + 5) / 6 ||
      data_length - 1 > (bytes + 2) / 3 * 4 + 1)
    return NULL;
  return header_clean(g_strndup(name, length));
}

/* Before MIME, and in some programs until today, files stood in the text. */
static char *take_files_out(struct reading *reading, char *text)
{
  char *to = text, *line = text;
  while (*line) {
    gsize length = strcspn(line, "\n");
    char *next = line + length + (line[length] == '\n');
    g_autofree char *name = *line == 'b' ? uuencode_name(line) : NULL;
    if (name) {
      char *end = strstr(next, "\nend");
      gsize encoded = end ? (gsize)(end - next) : strlen(next);
      g_ptr_array_add(reading->attachments, view_attachment(name, "application/octet-stream", encoded / 62 * 45));
      next = end ? end + strlen("\nend") : next + encoded;
      length = 0;
    }
    memmove(to, line, name ? 0 : (gsize)(next - line));
    to += name ? 0 : next - line;
    line = next;
  }
  *to = '\0';
  return text;
}

static char *read_leaf(struct reading *reading, const struct part *part)
{
  if (part_is_attachment(part) || (reading->skips_named && part_is_named_text(part)))
    return g_strdup("");
  char *text = body_marked_text(part);
  return trim(strstr(text, "begin ") && !reading->is_nested ? take_files_out(reading, text) : text);
}

static char *read_part(struct reading *reading, const struct part *part)
{
  switch (part_kind(part)) {
  case PART_TEXT:
  case PART_HTML:
    return read_leaf(reading, part);
  case PART_MULTIPART:
    if (strcmp(part->type, "multipart/alternative") == 0)
      return read_alternative(reading, part);
    if (strcmp(part->type, "multipart/related") == 0)
      return read_first(reading, part);
    return read_all(reading, part);
  default:
    return g_strdup("");
  }
}

/* The length of a file name of the mail that `line` starts with. */
static gsize name_length(const char *line, const GPtrArray *attachments)
{
  gsize longest = 0;
  for (guint i = 0; i < attachments->len; i++) {
    const struct mail_attachment *attachment = g_ptr_array_index(attachments, i);
    if (attachment->name && strchr(attachment->name, '.') && g_str_has_prefix(line, attachment->name))
      longest = MAX(longest, strlen(attachment->name));
  }
  return longest;
}

/* "a.pngb.png", "[a.png]", "[cid:a.png@01D2.3A]", "[image: a.png]" */
static gboolean is_picture_line(const char *line, gsize length, const GPtrArray *attachments)
{
  const char *p = line, *end = line + length;
  while (html_is_mark(*p))
    p++;
  while (p < end) {
    gboolean is_bracketed = *p == '[';
    p += is_bracketed;
    p += g_str_has_prefix(p, "cid:") ? 4 : g_str_has_prefix(p, "image: ") ? 7 : 0;
    gsize name = name_length(p, attachments);
    if (name == 0)
      return FALSE;
    p += name;
    if (is_bracketed && *(p += strcspn(p, "]\n")) == ']')
      p++;
    while (p < end && *p == ' ')
      p++;
  }
  return length > 0 && p == end;
}

/* Mail programs put the names of pictures where they stood, in lines of their own. */
static void drop_picture_names(char *text, const GPtrArray *attachments)
{
  enum { MAX_PICTURES = 50 }; /* every line is compared with every name */
  char *to = text;
  for (const char *line = text; *line && attachments->len > 0 && attachments->len <= MAX_PICTURES;) {
    gsize length = strcspn(line, "\n"), whole = length + (line[length] == '\n');
    if (!is_picture_line(line, length, attachments)) {
      memmove(to, line, whole);
      to += whole;
    }
    line += whole;
    *to = *line ? *to : '\0';
  }
  trim(text);
}

/* The first message in it: somebody forwarded a mail as a file and added nothing. */
static const struct part *find_message(const struct part *part)
{
  if (part_kind(part) == PART_MESSAGE)
    return part->children && part->children->len > 0 ? g_ptr_array_index(part->children, 0) : NULL;
  const struct part *found = NULL;
  for (guint i = 0; part->children && i < part->children->len && !found; i++)
    found = find_message(g_ptr_array_index(part->children, i));
  return found;
}

char *view_text(const struct part *root, GPtrArray *attachments)
{
  struct reading reading = { attachments, part_has_text(root), FALSE };
  g_autofree char *text = read_part(&reading, root);
  drop_picture_names(text, attachments);
  if (*text || strcmp(root->type, "multipart/report") == 0)
    return g_steal_pointer(&text);
  const struct part *message = find_message(root);
  reading.is_nested = TRUE;
  reading.skips_named = FALSE;
  return message ? read_part(&reading, message) : g_steal_pointer(&text);
}
