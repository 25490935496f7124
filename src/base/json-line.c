#include "base/json-line.h"

#include "base/clock.h"

#include <string.h>

static void append_quoted(GString *line, const char *text)
{
  static const char plain[] = "\b\f\n\r\t\"\\", letters[] = "bfnrt\"\\", digits[] = "0123456789abcdef";
  g_string_append_c(line, '"');
  static const guint8 stops[256] = { [0 ... 0x1F] = 1, ['"'] = 1, ['\\'] = 1, [0x7F] = 1 };
  for (const char *p = text; *p;) {
    const char *from = p;
    while (!stops[(guchar)*p])
      p++;
    g_string_append_len(line, from, p - from);
    if (!*p)
      break;
    const char *known = strchr(plain, *p);
    if (known) {
      g_string_append_c(line, '\\');
      g_string_append_c(line, letters[known - plain]);
    } else {
      const char code[] = { '\\', 'u', '0', '0', digits[(guchar)*p >> 4], digits[*p & 15] };
      g_string_append_len(line, code, sizeof code);
    }
    p++;
  }
  g_string_append_c(line, '"');
}

static void begin(GString *line, const char *name)
{
  char last = line->len ? line->str[line->len - 1] : '{';
  if (last != '{' && last != '[')
    g_string_append_c(line, ',');
  if (!name)
    return;
  gsize before = line->len, length = strlen(name);
  g_string_set_size(line, before + length + 3);
  char *out = line->str + before;
  *out = '"'; /* names are ours: nothing in them needs quoting */
  memcpy(out + 1, name, length);
  memcpy(out + 1 + length, "\":", 2);
}

void json_line_text(GString *line, const char *name, const char *value)
{
  if (!value) {
    json_line_null(line, name);
    return;
  }
  begin(line, name);
  if (g_utf8_validate(value, -1, NULL)) {
    append_quoted(line, value);
    return;
  }
  g_autofree char *valid = g_utf8_make_valid(value, -1);
  append_quoted(line, valid);
}

void json_line_time(GString *line, const char *name, gint64 time)
{
  g_autofree char *text = clock_format(time, NULL);
  json_line_text(line, name, text);
}

void json_line_number(GString *line, const char *name, gint64 value)
{
  begin(line, name);
  g_string_append_printf(line, "%" G_GINT64_FORMAT, value);
}

void json_line_share(GString *line, const char *name, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  begin(line, name);
  g_string_append(line, g_ascii_formatd(text, sizeof text, "%.4f", value));
}

void json_line_flag(GString *line, const char *name, gboolean value)
{
  begin(line, name);
  g_string_append(line, value ? "true" : "false");
}

void json_line_null(GString *line, const char *name)
{
  begin(line, name);
  g_string_append(line, "null");
}

void json_line_texts(GString *line, const char *name, const GPtrArray *texts)
{
  json_line_list(line, name);
  for (guint i = 0; texts && i < texts->len; i++)
    json_line_text(line, NULL, texts->pdata[i]);
  json_line_end_list(line);
}

void json_line_object(GString *line, const char *name)
{
  begin(line, name);
  g_string_append_c(line, '{');
}

void json_line_end_object(GString *line)
{
  g_string_append_c(line, '}');
}

void json_line_list(GString *line, const char *name)
{
  begin(line, name);
  g_string_append_c(line, '[');
}

void json_line_end_list(GString *line)
{
  g_string_append_c(line, ']');
}
