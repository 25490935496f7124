#include "reply/greeting-order.h"

#include <string.h>

#include "base/text.h"
#include "reply/greeting-list.h"
#include "reply/greeting-names.h"

gboolean name_is_given(const char *word)
{
  g_autofree char *folded = text_fold(word);
  if (IS_IN(folded, given_names))
    return TRUE;
  char *hyphen = strchr(folded, '-'); /* "Anna-Lena" */
  if (!hyphen)
    return FALSE;
  *hyphen = '\0';
  return IS_IN(folded, given_names);
}

/* One or two syllables as Pinyin spells them. */
static gboolean is_pinyin(const char *word, unsigned most)
{
  static const char *const initials[] = { "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g",
                                          "k",  "h",  "j",  "q", "x", "r", "z", "c", "s", "y", "w", "" };
  static const char *const finals[] = { "iang", "iong", "uang", "ang", "eng", "ing", "ong", "ian", "iao", "uan", "uai",
                                        "ai",   "ei",   "ao",   "ou",  "an",  "en",  "in",  "un",  "ia",  "ie",  "iu",
                                        "ua",   "uo",   "ui",   "ue",  "er",  "a",   "e",   "i",   "o",   "u" };
  if (!*word)
    return TRUE;
  if (!most)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(initials); i++) {
    gsize start = strlen(initials[i]);
    if (strncmp(word, initials[i], start))
      continue;
    for (gsize j = 0; j < G_N_ELEMENTS(finals); j++) {
      gsize n = strlen(finals[j]);
      const char *rest = word + start + n;
      if (!strncmp(word + start, finals[j], n) && is_pinyin(rest + (*rest == '-' || *rest == '\''), most - 1))
        return TRUE;
    }
  }
  return FALSE;
}

static gboolean begins_small(const char *word)
{
  return g_unichar_islower(g_utf8_get_char(word));
}

static const struct name_order unknown;

static struct name_order family_first(guint words)
{
  return (struct name_order){ { 1, words - 1 }, { 0, 1 } };
}

/* What a people writes before the given name; FALSE when the words are no name of theirs. */
static gboolean chinese_order(char **folded, guint n, struct name_order *ret)
{
  if (n != 2)
    return FALSE;
  gboolean first = IS_IN(folded[0], chinese_families), last = IS_IN(folded[1], chinese_families);
  if (first && is_pinyin(folded[1], 2) && !IS_IN(folded[1], given_names)) {
    *ret = last ? unknown : family_first(2); /* "Wang Li" may be either */
    return TRUE;
  }
  return FALSE;
}

static gboolean vietnamese_order(char **folded, const GPtrArray *words, struct name_order *ret)
{
  guint n = words->len;
  gboolean sure = !strcmp(folded[0], "nguyen") || !strcmp(folded[0], "tran") || !strcmp(folded[0], "pham") ||
                  !strcmp(folded[0], "huynh");
  for (guint i = 0; i < n; i++)
    for (const char *p = words->pdata[i]; *p; p = g_utf8_next_char(p)) {
      gunichar c = g_utf8_get_char(p);
      sure = sure || (c >= 0x1EA0 && c <= 0x1EF9) || c == 0x1A1 || c == 0x1B0;
    }
  sure = sure || (n > 2 && IS_IN(folded[1], vietnamese_middles) && !begins_small(words->pdata[1]));
  if (n < 2 || !sure || !IS_IN(folded[0], vietnamese_families))
    return FALSE;
  *ret = (struct name_order){ { n - 1, 1 }, { 0, 1 } };
  return TRUE;
}

static gboolean ends_as(const char *word, const char *const *endings, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_has_suffix(word, endings[i]))
      return TRUE;
  return FALSE;
}

/* "Иванов Иван Иванович", "Иван Иванович Иванов", "Иванов Иван" */
static gboolean russian_order(char **folded, guint n, struct name_order *ret)
{
  static const char *const fathers[] = { "ович", "евич", "ич", "овна", "евна", "ична", "івна", "ївна" };
  static const char *const families[] = { "ов",   "ев",   "ёв",   "ин",   "ова",  "ева", "ина",
                                          "ский", "ская", "цкий", "цкая", "енко", "чук" };
  if (n == 3 && ends_as(folded[2], fathers, G_N_ELEMENTS(fathers)))
    *ret = (struct name_order){ { 1, 1 }, { 0, 1 } };
  else if (n == 3 && ends_as(folded[1], fathers, G_N_ELEMENTS(fathers)))
    *ret = (struct name_order){ { 0, 1 }, { 2, 1 } };
  else if (n == 2 && ends_as(folded[0], families, G_N_ELEMENTS(families)) &&
           !ends_as(folded[1], families, G_N_ELEMENTS(families)) && strcmp(folded[0], "марина") &&
           strcmp(folded[0], "ирина") && strcmp(folded[0], "екатерина") && strcmp(folded[0], "полина") &&
           strcmp(folded[0], "алина"))
    *ret = family_first(2);
  else
    return FALSE;
  return TRUE;
}

/* The family name where the given one stands first: all from a particle on, else the last word, if none is between that
 * could belong to either. */
static struct name_part last_family(const GPtrArray *words, char **folded, guint after)
{
  guint n = words->len;
  for (guint i = after; i + 1 < n; i++)
    if (begins_small(words->pdata[i]) && IS_IN(folded[i], particles_of_names))
      return (struct name_part){ i, n - i };
  for (guint i = after; i + 1 < n; i++) {
    const char *word = words->pdata[i];
    if (g_utf8_strlen(word, -1) > 1 && !strchr(word, '.'))
      return (struct name_part){ 0, 0 };
  }
  return after < n ? (struct name_part){ n - 1, 1 } : (struct name_part){ 0, 0 };
}

static struct name_order western_order(const GPtrArray *words, char **folded)
{
  static const char *const begun[] = { "abdul", "abd", "abdel", "abu", "umm" };
  guint given = words->len > 1 && IS_IN(folded[0], begun) ? 2 : 1;
  const char *first = words->pdata[0];
  if (IS_IN(folded[0], particles_of_names) && words->len > 1 && (begins_small(first) || !name_is_given(first)) &&
      words->len <= 3 && strcmp(folded[0], "van") && strcmp(folded[0], "do") && strcmp(folded[0], "le"))
    return (struct name_order){ { 0, 0 }, { 0, words->len } };
  return (struct name_order){ { 0, given }, last_family(words, folded, given) };
}

static gboolean ordered(const GPtrArray *words, char **folded, struct name_order *ret)
{
  guint n = words->len;
  if (chinese_order(folded, n, ret) || vietnamese_order(folded, words, ret) || russian_order(folded, n, ret))
    return TRUE;
  gboolean hungarian = n == 2 && IS_IN(folded[0], hungarian_families) && name_is_given(words->pdata[1]);
  gboolean japanese = n == 2 && IS_IN(folded[0], japanese_families) && !IS_IN(folded[1], japanese_families) &&
                      !(IS_IN(folded[0], given_names) && !IS_IN(folded[1], given_names));
  if (!hungarian && !japanese)
    return FALSE;
  *ret = family_first(2);
  return TRUE;
}

struct name_order name_order(const GPtrArray *words, guint turned)
{
  if (turned && turned < words->len)
    return (struct name_order){ { 0, 1 }, { words->len - turned, turned } };
  if (words->len == 1)
    return (struct name_order){ { 0, 1 }, { 0, 0 } };
  g_autofree char **folded = g_new(char *, words->len);
  for (guint i = 0; i < words->len; i++)
    folded[i] = text_fold(words->pdata[i]);
  struct name_order order;
  if (!ordered(words, folded, &order))
    order = western_order(words, folded);
  for (guint i = 0; i < words->len; i++)
    g_free(folded[i]);
  return order;
}

gboolean name_is_han_role(const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS(han_roles); i++)
    if (strstr(text, han_roles[i]))
      return TRUE;
  return FALSE;
}

gsize name_han_family(const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS(han_families); i++)
    if (g_str_has_prefix(name, han_families[i]))
      return strlen(han_families[i]);
  return 0;
}
