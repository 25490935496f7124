#include "base/text.h"

#include <string.h>

static gboolean is_unprintable(gunichar c)
{
  return g_unichar_iscntrl(c) || c == 0x2028 || c == 0x2029 || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

char *text_printable(const char *text, gsize max)
{
  g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);
  GString *out = g_string_new(NULL);
  gsize n = 0;
  for (const char *p = valid; *p; p = g_utf8_next_char(p), n++) {
    if (max && n == max) {
      g_string_append(out, "…");
      break;
    }
    gunichar c = g_utf8_get_char(p);
    g_string_append_unichar(out, is_unprintable(c) ? '?' : c);
  }
  return g_string_free(out, FALSE);
}

static unsigned columns_of(gunichar c)
{
  if (g_unichar_iszerowidth(c))
    return 0;
  return g_unichar_iswide(c) ? 2 : 1;
}

unsigned text_columns(const char *text)
{
  unsigned columns = 0;
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    columns += columns_of(g_utf8_get_char(p));
  return columns;
}

char *text_cut(const char *text, unsigned columns)
{
  if (text_columns(text) <= columns)
    return g_strdup(text);
  unsigned used = 0;
  const char *p = text;
  for (; *p; p = g_utf8_next_char(p)) {
    unsigned width = columns_of(g_utf8_get_char(p));
    if (used + width + 1 > columns)
      break;
    used += width;
  }
  return g_strdup_printf("%.*s…", (int)(p - text), text);
}

/* Iterative with one back-tracking point, so no pattern can take more than quadratic time. */
gboolean text_glob(const char *pattern, const char *text)
{
  const char *star = NULL, *resume = NULL;
  while (*text) {
    if (*pattern == '*') {
      star = pattern++;
      resume = text;
    } else if (*pattern == '?' || text_lower(*pattern) == text_lower(*text)) {
      pattern++;
      text++;
    } else if (star) {
      pattern = star + 1;
      text = ++resume;
    } else {
      return FALSE;
    }
  }
  while (*pattern == '*')
    pattern++;
  return !*pattern;
}

gboolean text_breaks_line(const char *text, gssize length)
{
  gsize n = length < 0 ? strlen(text) : (gsize)length;
  for (gsize i = 0; i < n; i++)
    if (text[i] == '\r' || text[i] == '\n' || text[i] == '\0')
      return TRUE;
  return FALSE;
}

static gboolean is_dot_atom(const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] == '.' ? !i || i + 1 == length || text[i - 1] == '.'
                       : !g_ascii_isalnum(text[i]) && !strchr("!#$%&'*+-/=?^_`{|}~", text[i]))
      return FALSE;
  return length > 0;
}

static gboolean is_domain(const char *text)
{
  for (const char *p = text; *p; p++)
    if (*p == '.' ? p == text || !p[1] || p[-1] == '.' : !g_ascii_isalnum(*p) && *p != '-')
      return FALSE;
  return *text && *text != '-';
}

gboolean text_is_address(const char *text)
{
  const char *at = strchr(text, '@');
  return at && strlen(text) <= TEXT_MAX_ADDRESS && at - text <= TEXT_MAX_LOCAL && is_dot_atom(text, (gsize)(at - text)) &&
         is_domain(at + 1);
}

gboolean text_is_atom(const char *text)
{
  for (const char *p = text; *p; p++)
    if (!g_ascii_isgraph(*p) || strchr("(){%*\"\\]", *p))
      return FALSE;
  return *text != '\0';
}

gboolean text_is_name(const char *text)
{
  glong length = g_utf8_strlen(text, -1);
  if (length < 1 || length > TEXT_MAX_NAME)
    return FALSE;
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (!g_unichar_isalnum(c) && !g_unichar_ismark(c) && !strchr("-_./:+", *p))
      return FALSE;
  }
  return TRUE;
}

gboolean text_is_hangul(gunichar c)
{
  return c >= 0xAC00 && c <= 0xD7A3;
}

enum { LONGEST_NAME = 64 };

/* Levenshtein's, without regard to case; both are at most LONGEST_NAME long. */
static unsigned distance(const char *a, const char *b)
{
  unsigned row[LONGEST_NAME + 1];
  gsize length = strlen(b);
  for (gsize j = 0; j <= length; j++)
    row[j] = (unsigned)j;
  for (gsize i = 0; a[i]; i++) {
    unsigned diagonal = row[0];
    row[0] = (unsigned)i + 1;
    for (gsize j = 1; j <= length; j++) {
      unsigned changed = diagonal + (g_ascii_tolower(a[i]) != g_ascii_tolower(b[j - 1]));
      diagonal = row[j];
      row[j] = MIN(changed, MIN(row[j], row[j - 1]) + 1);
    }
  }
  return row[length];
}

const char *text_likelier(const char *name, const char *known, const char *best)
{
  if (strlen(name) > LONGEST_NAME || strlen(known) > LONGEST_NAME)
    return best;
  unsigned far = distance(name, known);
  gboolean near = far <= MAX(1, strlen(known) / 3);
  return near && (!best || far < distance(name, best)) ? known : best;
}

static int compare_texts(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void text_sort(GPtrArray *texts)
{
  g_ptr_array_sort(texts, compare_texts);
}
