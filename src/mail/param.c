/* Structured fields: their token and their parameters (RFC 2045 section 5.1, RFC 2231), written tolerantly. */
#include "mail/header.h"

#include "mail/charset.h"

#include <string.h>

enum { MAX_PARAMS = 100, MAX_TYPE = 200 };
#define TSPECIALS "()<>@,;:\\\"/[]?="

struct param {
  char *name;        /* lower-case, without its asterisks */
  int index;         /* of a continuation; -1: a whole value */
  gboolean extended; /* percent-encoded */
  char *value;       /* raw bytes */
};

static void param_clear(void *data)
{
  struct param *param = data;
  g_free(param->name);
  g_free(param->value);
}

/* Past blanks and (comments), which may nest. */
static const char *skip_blank(const char *p)
{
  int depth = 0;
  for (; *p; p++) {
    if (*p == '(')
      depth++;
    else if (*p == ')' && depth > 0)
      depth--;
    else if (depth == 0 && *p != ' ' && *p != '\t')
      break;
    else if (*p == '\\' && p[1])
      p++;
  }
  return p;
}

static const char *read_quoted(const char *p, gboolean is_strict, GString *value)
{
  for (p++; *p && *p != '"'; p++) {
    if (*p == '\\' && p[1] && (is_strict || p[1] == '"' || p[1] == '\\')) /* others are Windows paths */
      p++;
    g_string_append_c(value, *p);
  }
  return *p ? p + 1 : p;
}

/* `is_strict`: as RFC 2045 has it, not as mailers write file names. */
static const char *read_value(const char *p, gboolean is_strict, GString *value)
{
  p = skip_blank(p);
  if (*p == '"') {
    p = read_quoted(p, is_strict, value);
  } else if (is_strict) {
    g_string_append_len(value, p, (gssize)strcspn(p, TSPECIALS " \t"));
  } else {
    const char *stop = p + strcspn(p, ";");
    g_string_append_len(value, p, stop - p);
    p = stop;
    while (value->len > 0 && strchr(" \t", value->str[value->len - 1]))
      g_string_truncate(value, value->len - 1);
  }
  return p + strcspn(p, ";");
}

/* name, name*, name*0, name*0* */
static void split_name(struct param *param)
{
  char *star = strchr(param->name, '*');
  if (!star)
    return;
  *star++ = '\0';
  if (g_ascii_isdigit(*star)) {
    guint64 index = g_ascii_strtoull(star, &star, 10);
    param->index = (int)MIN(index, (guint64)MAX_PARAMS);
    param->extended = *star == '*';
  } else {
    param->extended = TRUE;
  }
}

static GArray *read_params(const char *value, gboolean is_strict)
{
  GArray *params = g_array_new(FALSE, TRUE, sizeof(struct param));
  g_array_set_clear_func(params, param_clear);
  const char *p = value;
  while (*p && *p != ';')
    p = *p == '(' ? skip_blank(p) : p + 1;
  while (*p == ';' && params->len < MAX_PARAMS) {
    p = skip_blank(p + 1);
    gsize length = strcspn(p, "=; \t");
    const char *equals = skip_blank(p + length);
    if (*equals != '=' || length == 0) {
      p += strcspn(p, ";");
      continue;
    }
    g_autoptr(GString) text = g_string_new(NULL);
    struct param param = { g_ascii_strdown(p, (gssize)length), -1, FALSE, NULL };
    p = read_value(equals + 1, is_strict, text);
    param.value = g_strdup(text->str);
    split_name(&param);
    g_array_append_val(params, param);
  }
  return params;
}

static const struct param *find(const GArray *params, const char *name, int index, gboolean extended_only)
{
  for (guint i = 0; i < params->len; i++) {
    const struct param *param = &g_array_index(params, struct param, i);
    if (param->index == index && strcmp(param->name, name) == 0 && (!extended_only || param->extended))
      return param;
  }
  return NULL;
}

static void append_value(GByteArray *bytes, const char *value, gboolean extended)
{
  for (const char *p = value; *p; p++) {
    guint8 byte = (guint8)*p;
    if (extended && *p == '%' && g_ascii_isxdigit(p[1]) && g_ascii_isxdigit(p[2])) {
      byte = (guint8)(g_ascii_xdigit_value(p[1]) << 4 | g_ascii_xdigit_value(p[2]));
      p += 2;
    }
    g_byte_array_append(bytes, &byte, 1);
  }
}

/* charset'language'text; mailers that leave the quotes out are forgiven. */
static char *decode_extended(const GArray *params, const char *name, const struct param *first)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  g_autofree char *charset = NULL;
  const char *value = first->value, *quote = first->extended ? strchr(value, '\'') : NULL;
  const char *second = quote ? strchr(quote + 1, '\'') : NULL;
  if (second) {
    charset = g_strndup(value, (gsize)(quote - value));
    value = second + 1;
  }
  append_value(bytes, value, first->extended);
  for (int i = 1; first->index == 0 && i < MAX_PARAMS; i++) {
    const struct param *next = find(params, name, i, FALSE);
    if (!next)
      break;
    append_value(bytes, next->value, next->extended);
  }
  if (bytes->len == 0)
    return g_strdup("");
  if (charset && *charset)
    return header_clean(charset_decode(charset, bytes->data, bytes->len));
  return header_decode((const char *)bytes->data, bytes->len, NULL);
}

char *header_param(GBytes *block, const char *name, const char *param)
{
  struct header_field field;
  if (!header_find(block, name, &field))
    return NULL;
  g_autofree char *value = header_unfold(&field);
  g_autoptr(GArray) params = read_params(value, FALSE);
  const struct param *first = find(params, param, -1, TRUE);
  if (!first)
    first = find(params, param, 0, FALSE);
  if (first)
    return decode_extended(params, param, first);
  first = find(params, param, -1, FALSE);
  return first ? header_decode(first->value, strlen(first->value), NULL) : NULL;
}

char *header_token(GBytes *block, const char *name)
{
  struct header_field field;
  if (!header_find(block, name, &field))
    return NULL;
  g_autofree char *value = header_unfold(&field);
  const char *start = skip_blank(value);
  gsize length = strcspn(start, ";( \t");
  return length > 0 ? g_ascii_strdown(start, (gssize)length) : NULL;
}

char *header_boundary(GBytes *block)
{
  struct header_field field;
  if (!header_find(block, "Content-Type", &field))
    return NULL;
  g_autofree char *value = header_unfold(&field);
  g_autoptr(GArray) params = read_params(value, TRUE);
  const struct param *first = find(params, "boundary", -1, FALSE);
  if (first)
    return first->extended ? NULL : g_strdup(first->value);
  if (!find(params, "boundary", 0, FALSE))
    return NULL;
  GString *joined = g_string_new(NULL);
  for (int i = 0; i < MAX_PARAMS && (first = find(params, "boundary", i, FALSE)); i++)
    g_string_append(joined, first->value);
  return g_string_free(joined, FALSE);
}

char *header_type(GBytes *block)
{
  struct header_field field;
  if (!header_find(block, "Content-Type", &field))
    return NULL;
  g_autofree char *value = header_unfold(&field);
  const char *type = skip_blank(value);
  gsize type_length = strcspn(type, TSPECIALS " \t");
  const char *slash = skip_blank(type + type_length);
  if (*slash != '/' || type_length == 0)
    return NULL;
  const char *subtype = skip_blank(slash + 1);
  gsize subtype_length = strcspn(subtype, TSPECIALS " \t");
  if (subtype_length == 0 || type_length + subtype_length > MAX_TYPE)
    return NULL;
  g_autofree char *whole = g_strdup_printf("%.*s/%.*s", (int)type_length, type, (int)subtype_length, subtype);
  for (const char *p = whole; *p; p++)
    if ((guint8)*p <= ' ' || (guint8)*p >= 0x7F)
      return NULL;
  return g_ascii_strdown(whole, -1);
}
