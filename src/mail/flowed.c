#include "mail/body.h"

#include <string.h>

struct flowed_line {
  guint quotes;
  const char *text; /* unstuffed */
  gsize length;
};

static struct flowed_line take_apart(const char *line, gsize length)
{
  struct flowed_line result = { 0, line, length };
  while (result.length > 0 && *result.text == '>')
    result.quotes++, result.text++, result.length--;
  if (result.length > 0 && *result.text == ' ')
    result.text++, result.length--;
  return result;
}

static gboolean is_signature_mark(const struct flowed_line *line)
{
  return line->length == 3 && memcmp(line->text, "-- ", 3) == 0;
}

static void start_line(GString *out, const struct flowed_line *line)
{
  if (out->len > 0)
    g_string_append_c(out, '\n');
  for (guint i = 0; i < line->quotes; i++)
    g_string_append_c(out, '>');
  if (line->quotes > 0)
    g_string_append_c(out, ' ');
}

char *flowed_join(const char *text, gboolean delsp)
{
  GString *out = g_string_sized_new(strlen(text));
  gboolean is_open = FALSE; /* the last line flows on */
  gboolean is_first = TRUE;
  guint quotes = 0;
  while (*text) {
    gsize length = strcspn(text, "\n");
    struct flowed_line line = take_apart(text, length);
    gboolean is_mark = is_signature_mark(&line);
    if (is_first || !is_open || is_mark || line.quotes != quotes)
      start_line(out, &line);
    quotes = line.quotes;
    is_open = !is_mark && line.length > 0 && line.text[line.length - 1] == ' ';
    g_string_append_len(out, line.text, (gssize)(line.length - (is_open && delsp ? 1 : 0)));
    is_first = FALSE;
    text += length + (text[length] ? 1 : 0);
  }
  return g_string_free(out, FALSE);
}
