#include "base/text.h"

#include "base/cluster.h"

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

static char *fold_all(const char *text, gssize length)
{
  g_autofree char *folded = g_utf8_casefold(text, length);
  g_autofree char *apart = g_utf8_normalize(folded, -1, G_NORMALIZE_NFKD);
  GString *out = g_string_sized_new(strlen(apart));
  gboolean latin = FALSE;
  for (const char *p = apart; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (g_unichar_ismark(c)) {
      if (!latin)
        g_string_append_unichar(out, c);
      continue;
    }
    latin = g_unichar_get_script(c) == G_UNICODE_SCRIPT_LATIN;
    g_string_append_unichar(out, c);
  }
  /* Folding may leave capitals that only compatibility decomposition brought to light (e.g. circled letters). */
  g_autofree char *again = g_utf8_casefold(out->str, -1);
  g_string_free(out, TRUE);
  return g_utf8_normalize(again, -1, G_NORMALIZE_NFKC);
}

const char *cluster_fold(gunichar c, gsize *ret_length)
{
  enum { REMEMBERED = 1024 };
  static struct {
    gunichar character; /* 0: none */
    char *folded;
    gsize length;
  } remembered[REMEMBERED];
  guint place = c % REMEMBERED;
  if (remembered[place].character != c) {
    char bytes[7];
    g_free(remembered[place].folded);
    remembered[place].character = c;
    remembered[place].folded = fold_all(bytes, g_unichar_to_utf8(c, bytes));
    remembered[place].length = strlen(remembered[place].folded);
  }
  *ret_length = remembered[place].length;
  return remembered[place].folded;
}

static char lower(char c)
{
  return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* Folds the cluster at `p` and gives its end. */
static const char *fold_cluster(GString *out, const char *p)
{
  gunichar c = g_utf8_get_char(p);
  const char *next = g_utf8_next_char(p), *end = next;
  while ((guchar)*end >= 0x80 && cluster_continues(g_utf8_get_char(end)))
    end = g_utf8_next_char(end);
  if (end == next && (c < 0x80 || cluster_folds_to_itself(c))) {
    g_string_append_len(out, p, end - p);
    return end;
  }
  gsize length;
  if (end == next) {
    const char *known = cluster_fold(c, &length);
    g_string_append_len(out, known, (gssize)length);
    return end;
  }
  g_autofree char *folded = fold_all(p, end - p);
  g_string_append(out, folded);
  return end;
}

char *text_fold(const char *text)
{
  gsize length = strlen(text);
  const char *end;
  gboolean is_valid = g_utf8_validate_len(text, length, &end);
  g_autofree char *repaired = is_valid ? NULL : g_utf8_make_valid(text, (gssize)length);
  GString *out = g_string_sized_new(length + length / 8 + 16);
  for (const char *p = repaired ? repaired : text; *p;) {
    gsize n = 0;
    while (p[n] && (guchar)p[n] < 0x80 && (guchar)p[n + 1] < 0x80)
      n++;
    gsize before = out->len;
    g_string_append_len(out, p, (gssize)n);
    for (char *c = out->str + before; *c; c++)
      *c = lower(*c);
    p += n;
    if (!*p)
      break;
    before = out->len;
    gboolean is_ascii = (guchar)*p < 0x80;
    p = fold_cluster(out, p);
    if (is_ascii)
      out->str[before] = lower(out->str[before]);
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
    } else if (*pattern == '?' || lower(*pattern) == lower(*text)) {
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
