#include "mail/header.h"

#include "mail/charset.h"

#include <string.h>

static gboolean is_blank(char c)
{
  return c == ' ' || c == '\t';
}

/* Past the line end; `ret_stop` is where the line's own text stops. */
static const char *next_line(const char *line, const char *end, const char **ret_stop)
{
  const char *lf = memchr(line, '\n', (gsize)(end - line));
  *ret_stop = lf ? lf : end;
  if (*ret_stop > line && (*ret_stop)[-1] == '\r')
    --*ret_stop;
  return lf ? lf + 1 : end;
}

static gboolean split_name(const char *line, const char *stop, struct header_field *field)
{
  const char *colon = memchr(line, ':', (gsize)(stop - line));
  if (!colon)
    return FALSE;
  const char *name_end = colon;
  while (name_end > line && is_blank(name_end[-1]))
    name_end--;
  for (const char *p = line; p < name_end; p++)
    if ((guint8)*p <= ' ' || (guint8)*p >= 0x7F)
      return FALSE;
  if (name_end == line)
    return FALSE;
  *field = (struct header_field){ line, (gsize)(name_end - line), colon + 1, (gsize)(stop - colon - 1) };
  return TRUE;
}

/* Calls `take` for every field until it returns FALSE. */
static void walk(GBytes *block, gboolean (*take)(const struct header_field *field, void *data), void *data)
{
  gsize size = 0;
  const char *line = block ? g_bytes_get_data(block, &size) : NULL;
  if (!line)
    return;
  const char *end = line + size;
  while (line < end) {
    const char *stop, *next = next_line(line, end, &stop);
    struct header_field field = { 0 };
    gboolean is_field = split_name(line, stop, &field);
    while (next < end && is_blank(*next)) { /* folded */
      next = next_line(next, end, &stop);
      field.raw_length = is_field ? (gsize)(stop - field.raw) : 0;
    }
    if (is_field && !take(&field, data))
      return;
    line = next;
  }
}

struct collection {
  GArray *fields;
  gboolean is_cut;
};

static gboolean collect(const struct header_field *field, void *data)
{
  struct collection *collection = data;
  collection->is_cut = collection->fields->len >= HEADER_MAX_FIELDS;
  if (!collection->is_cut)
    g_array_append_val(collection->fields, *field);
  return !collection->is_cut;
}

GArray *header_fields(GBytes *block, gboolean *ret_cut)
{
  struct collection collection = { g_array_new(FALSE, FALSE, sizeof(struct header_field)), FALSE };
  walk(block, collect, &collection);
  if (ret_cut && collection.is_cut)
    *ret_cut = TRUE;
  return collection.fields;
}

/* Most lines are told from the one looked for by their first letter; what follows a field folded begins with none. */
gboolean header_find(GBytes *block, const char *name, struct header_field *ret_field)
{
  gsize size = 0, length = strlen(name);
  const char *line = block ? g_bytes_get_data(block, &size) : NULL, *end = line ? line + size : NULL;
  while (line && line < end) {
    const char *lf = memchr(line, '\n', (gsize)(end - line)), *next = lf ? lf + 1 : end, *stop;
    struct header_field field;
    gboolean is_it = ((line[0] ^ name[0]) & ~0x20) == 0 && (gsize)(next - line) > length &&
                     g_ascii_strncasecmp(line, name, length) == 0;
    if (is_it) {
      next = next_line(line, end, &stop);
      is_it = split_name(line, stop, &field) && field.name_length == length;
    }
    while (is_it && next < end && is_blank(*next)) { /* folded */
      next = next_line(next, end, &stop);
      field.raw_length = (gsize)(stop - field.raw);
    }
    if (is_it) {
      *ret_field = field;
      return TRUE;
    }
    line = next;
  }
  return FALSE;
}

char *header_unfold(const struct header_field *field)
{
  gsize length = MIN(field->raw_length, (gsize)HEADER_MAX_VALUE);
  if (!memchr(field->raw, '\n', length) && !memchr(field->raw, '\0', length))
    return g_strstrip(g_strndup(field->raw, length));
  GString *value = g_string_sized_new(length);
  for (gsize i = 0; i < length; i++) {
    char c = field->raw[i];
    if (c == '\n' || (c == '\r' && i + 1 < length && field->raw[i + 1] == '\n')) {
      while (i + 1 < length && strchr("\r\n\t ", field->raw[i + 1]) && field->raw[i + 1])
        i++;
      g_string_append_c(value, ' ');
    } else if (c) {
      g_string_append_c(value, c);
    }
  }
  return g_strstrip(g_string_free(value, FALSE));
}

char *header_decode_field(const struct header_field *field, const char *hint)
{
  g_autofree char *raw = header_unfold(field);
  return header_decode(raw, strlen(raw), hint);
}

char *header_plain_field(const struct header_field *field)
{
  g_autofree char *raw = header_unfold(field);
  return header_clean(g_utf8_make_valid(raw, -1));
}

char *header_value(GBytes *block, const char *name)
{
  struct header_field field;
  return header_find(block, name, &field) ? header_decode_field(&field, NULL) : NULL;
}

char *header_clean(char *text)
{
  for (char *p = text; *p; p++)
    if ((guint8)*p < ' ' || *p == 0x7F)
      *p = ' ';
  return g_strstrip(text);
}

static void append_text(GString *out, const char *from, const char *to, const char *hint)
{
  g_autofree char *text = charset_decode_raw(hint, from, (gsize)(to - from));
  g_string_append(out, text);
}

char *header_decode(const char *text, gsize length, const char *hint)
{
  if (!g_strstr_len(text, (gssize)length, "=?") && length <= HEADER_MAX_VALUE / 4) /* no charset makes more of it */
    return header_clean(charset_decode_raw(hint, text, length));
  struct header_words cursor = { NULL };
  GString *out = g_string_sized_new(length);
  const char *plain = text, *end = text + length;
  for (const char *p = text; p < end;) {
    const char *mark = g_strstr_len(p, end - p, "=?");
    if (!mark)
      break;
    GString *words = g_string_new(NULL);
    const char *after = header_words_decode(&cursor, mark, end, words);
    if (after) {
      append_text(out, plain, mark, hint);
      g_string_append(out, words->str);
      plain = after;
    }
    g_string_free(words, TRUE);
    p = after ? after : mark + 2;
  }
  append_text(out, plain, end, hint);
  if (out->len > HEADER_MAX_VALUE) {
    const char *cut = g_utf8_find_prev_char(out->str, out->str + HEADER_MAX_VALUE + 1);
    g_string_truncate(out, cut ? (gsize)(cut - out->str) : 0);
  }
  return header_clean(g_string_free(out, FALSE));
}
