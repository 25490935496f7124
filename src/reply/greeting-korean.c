#include "reply/greeting-korean.h"

#include <string.h>

#include "base/text.h"
#include "reply/greeting-korean-words.h"
#include "reply/greeting-list.h"

static const char *korean_surname(const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS(korean_surnames); i++)
    if (g_str_has_prefix(name, korean_surnames[i]))
      return korean_surnames[i];
  return NULL;
}

/* A family name and a given name of one to three syllables, and no word for a role. */
static gboolean is_korean_name(const char *name)
{
  for (const char *p = name; *p; p = g_utf8_next_char(p))
    if (!text_is_hangul(g_utf8_get_char(p)))
      return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(korean_roles); i++)
    if (strstr(name, korean_roles[i]))
      return FALSE;
  if (g_str_has_suffix(name, "를") || g_str_has_suffix(name, "요") || g_str_has_suffix(name, "다"))
    return FALSE; /* a piece of a sentence */
  if (g_str_has_suffix(name, "맘") || IS_IN(name, korean_brands)) /* "길동맘" */
    return FALSE;
  const char *surname = korean_surname(name);
  long syllables = g_utf8_strlen(name, -1);
  return surname && syllables >= 2 && syllables <= (g_utf8_strlen(surname, -1) == 2 ? 4 : 3);
}

/* The name without titles joined to its end ("홍길동님", "홍길동대리님"). */
static char *without_korean_titles(const char *word)
{
  char *name = g_strdup(word);
  for (gboolean again = TRUE; again;) {
    again = FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(korean_titles) && !again; i++) {
      long shortest = strcmp(korean_titles[i], "님") ? 3 : 2; /* 님 ends no name, 씨 or 대리 might */
      if (!g_str_has_suffix(name, korean_titles[i]) || g_utf8_strlen(name, -1) <= shortest)
        continue;
      name[strlen(name) - strlen(korean_titles[i])] = '\0';
      again = TRUE;
    }
  }
  return name;
}

/* The company that "주식회사" marks: joined to it, behind it ("주식회사 에이크미"), or before it. */
static void drop_company(char **words)
{
  static const char *const marks[] = { "주식회사", "유한회사" };
  for (char **word = words; *word; word++)
    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
      if (!strstr(*word, marks[i]))
        continue;
      char **company = strcmp(*word, marks[i])    ? word
                       : word == words && word[1] ? word + 1
                       : word > words             ? word - 1
                                                  : word;
      **word = '\0';
      **company = '\0';
      break;
    }
}

static gboolean is_surname(const char *word)
{
  const char *surname = korean_surname(word);
  return surname && !strcmp(surname, word);
}

static gboolean is_title(const char *word)
{
  return IS_IN(word, korean_titles);
}

/* "홍 길동", "남궁 민수"; and "길동 홍", as programs write it that keep the given name first. NULL for neither. */
static char *joined(const char *word, const char *next)
{
  if (!next || is_title(next))
    return NULL;
  long letters = g_utf8_strlen(next, -1);
  if (is_surname(word) && (letters == 2 || (letters == 1 && !is_surname(next))))
    return g_strconcat(word, next, NULL);
  if (is_surname(next) && g_utf8_strlen(word, -1) == 2 && !is_surname(word))
    return g_strconcat(next, word, NULL);
  return NULL;
}

gboolean greeting_korean(const char *text, struct greeting *ret)
{
  g_auto(GStrv) companies = g_strsplit_set(text, " /_,.-|", -1);
  drop_company(companies);
  g_autofree char *rest = g_strjoinv(" ", companies);
  g_auto(GStrv) split = g_strsplit(rest, " ", -1);
  g_autoptr(GPtrArray) words = g_ptr_array_new();
  for (char **word = split; *word; word++)
    if (**word)
      g_ptr_array_add(words, *word);
  for (guint i = 0; i < words->len; i++) {
    const char *word = words->pdata[i];
    g_autofree char *apart = joined(word, i + 1 < words->len ? words->pdata[i + 1] : NULL);
    g_autofree char *name = without_korean_titles(apart ? apart : word);
    if (!is_korean_name(name) || is_title(name))
      continue;
    ret->family = g_strdup(korean_surname(name));
    ret->full = g_strdup(name);
    ret->given = g_steal_pointer(&name);
    ret->hangul = TRUE;
    return TRUE;
  }
  return FALSE;
}

/* One or two syllables of those that Korean given names are made of, with or without a hyphen. */
static gboolean is_korean_given(const char *folded, unsigned most)
{
  if (!*folded)
    return TRUE;
  if (!most)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(latin_syllables); i++) {
    if (!g_str_has_prefix(folded, latin_syllables[i]))
      continue;
    const char *rest = folded + strlen(latin_syllables[i]);
    if (is_korean_given(rest + (*rest == '-'), most - 1))
      return TRUE;
  }
  return FALSE;
}

guint greeting_korean_given(char **folded, guint n)
{
  if (n < 2 || n > 3 || !IS_IN(folded[0], latin_surnames))
    return 0;
  if (n == 2)
    return is_korean_given(folded[1], 2);
  return is_korean_given(folded[1], 1) && is_korean_given(folded[2], 1) ? 2 : 0;
}
