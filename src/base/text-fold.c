#include "base/cluster.h"

#include <string.h>

/* Of any text, as text_fold() promises. */
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

/* The one character that the cluster is as well, as is every syllable of a Korean mail from macOS; 0. */
static gunichar composed(const char *p, const char *end)
{
  gunichar c = g_utf8_get_char(p);
  while ((p = g_utf8_next_char(p)) < end)
    if (!g_unichar_compose(c, g_utf8_get_char(p), &c))
      return 0;
  return c;
}

/* What few scripts write as one character only (Arabic, Thai, half-width kana), remembered as cluster_fold() does. */
static void append_cluster(GString *out, const char *p, gsize length)
{
  enum { REMEMBERED = 512, LONGEST = 16 };
  static struct {
    char bytes[LONGEST]; /* padded with NUL */
    char *folded;
  } remembered[REMEMBERED];
  if (length > LONGEST) {
    g_autofree char *folded = fold_all(p, (gssize)length);
    g_string_append(out, folded);
    return;
  }
  char bytes[LONGEST] = "";
  memcpy(bytes, p, length);
  guint hash = 5381;
  for (gsize i = 0; i < length; i++)
    hash = hash * 33 + (guchar)p[i];
  guint place = hash % REMEMBERED;
  if (!remembered[place].folded || memcmp(remembered[place].bytes, bytes, LONGEST)) {
    g_free(remembered[place].folded);
    memcpy(remembered[place].bytes, bytes, LONGEST);
    remembered[place].folded = fold_all(p, (gssize)length);
  }
  g_string_append(out, remembered[place].folded);
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
  gunichar one = end == next ? c : composed(p, end);
  if (one) {
    gsize length;
    const char *known = cluster_fold(one, &length);
    g_string_append_len(out, known, (gssize)length);
    return end;
  }
  append_cluster(out, p, (gsize)(end - p));
  return end;
}

/* Past the characters that stand for themselves, or for themselves in lower case; the first that is continued is none. */
static const char *end_of_plain(const char *p)
{
  for (;;) {
    while (*p && (guchar)*p < 0x80 && (guchar)p[1] < 0x80)
      p++;
    gunichar c = g_utf8_get_char(p);
    const char *next = g_utf8_next_char(p);
    if (!c || (c >= 0x80 && !cluster_folds_to_itself(c)) ||
        ((guchar)*next >= 0x80 && cluster_continues(g_utf8_get_char(next))))
      return p;
    p = next;
  }
}

char *text_fold(const char *text)
{
  gsize length = strlen(text);
  const char *end;
  gboolean is_valid = g_utf8_validate_len(text, length, &end);
  g_autofree char *repaired = is_valid ? NULL : g_utf8_make_valid(text, (gssize)length);
  GString *out = g_string_sized_new(length + length / 8 + 16);
  for (const char *p = repaired ? repaired : text; *p;) {
    gsize n = (gsize)(end_of_plain(p) - p), before = out->len;
    g_string_append_len(out, p, (gssize)n);
    for (char *c = out->str + before; *c; c++)
      *c = text_lower(*c);
    p += n;
    if (!*p)
      break;
    before = out->len;
    gboolean is_ascii = (guchar)*p < 0x80;
    p = fold_cluster(out, p);
    if (is_ascii)
      out->str[before] = text_lower(out->str[before]);
  }
  return g_string_free(out, FALSE);
}
