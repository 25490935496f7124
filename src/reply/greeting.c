#include "reply/greeting.h"

#include <string.h>

#include "base/text.h"
#include "reply/greeting-words.h"

enum { MAX_COLUMNS = 40, MAX_WORDS = 5, MAX_BYTES = 400 };

static gboolean is_one_of(const char *word, const char *const *list, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!strcmp(word, list[i]))
      return TRUE;
  return FALSE;
}

static gboolean has_hangul(const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    if (text_is_hangul(g_utf8_get_char(p)))
      return TRUE;
  return FALSE;
}

/* Without what stands in brackets and quotation marks, with single blanks. */
static char *without_brackets(const char *text)
{
  static const char *const pairs[] = { "()", "[]", "{}", "<>", "（）", "［］", "【】", "「」", "《》", "〈〉" };
  GString *out = g_string_new(NULL);
  gunichar closing = 0;
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (closing) {
      if (c == closing)
        closing = 0;
      continue;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++)
      if (c == g_utf8_get_char(pairs[i]))
        closing = g_utf8_get_char(g_utf8_next_char(pairs[i]));
    if (closing || g_unichar_isspace(c) || c == '"' || c == 0x201C || c == 0x201D) {
      if (out->len && out->str[out->len - 1] != ' ')
        g_string_append_c(out, ' ');
    } else if (!g_unichar_iszerowidth(c)) {
      g_string_append_unichar(out, c);
    }
  }
  char *result = g_string_free(out, FALSE);
  g_strstrip(result);
  gsize length = strlen(result);
  if (length > 1 && result[0] == '\'' && result[length - 1] == '\'') {
    result[length - 1] = '\0';
    memmove(result, result + 1, length - 1);
  }
  return result;
}

/* "Jane Doe via Example Groups", "Jane Doe | Acme", "Jane Doe - Acme": the first part. */
static void cut_company(char *text)
{
  static const char *const marks[] = { " via ", " | ", "|", " - ", " – ", " — ", " @ ", " / ", " : ", " • ", " · " };
  for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
    char *at = strstr(text, marks[i]);
    if (at && at > text)
      *at = '\0';
  }
}

/* A letter that names are written with; not a symbol, a digit or an emoji. */
static gboolean is_name_letter(gunichar c)
{
  return g_unichar_isalpha(c) || g_unichar_ismark(c) || c == ' ' || c == '-' || c == '\'' || c == 0x2019 || c == '.' ||
         c == ',' || c == 0xB7 || c == 0x30FB;
}

static gboolean only_name_letters(const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    if (!is_name_letter(g_utf8_get_char(p)))
      return FALSE;
  return TRUE;
}

/* Any letter small: "JANE DOE" may be a person and may be a company. Scripts without case count as small. */
static gboolean has_small_letter(const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (g_unichar_isalpha(c) && !g_unichar_isupper(c))
      return TRUE;
  }
  return FALSE;
}

static gboolean has_capital(const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (g_unichar_isalpha(c) && !g_unichar_islower(c))
      return TRUE;
  }
  return FALSE;
}

/* "DUPONT" to "Dupont", "jane" to "Jane", "kim-lee" to "Kim-Lee"; everything else as it is. */
static char *capitalised(const char *word)
{
  gboolean shout = !has_small_letter(word) && g_utf8_strlen(word, -1) > 2;
  if (!shout && has_capital(word))
    return g_strdup(word);
  GString *out = g_string_new(NULL);
  gboolean begins = TRUE;
  for (const char *p = word; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    g_string_append_unichar(out, begins ? g_unichar_totitle(c) : g_unichar_tolower(c));
    begins = c == '-' || c == '\'' || c == 0x2019;
  }
  return g_string_free(out, FALSE);
}

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

static gboolean greet_korean(const char *text, struct greeting *ret)
{
  g_auto(GStrv) words = g_strsplit_set(text, " /_,.-", -1);
  for (char **word = words; *word; word++) {
    /* "홍 길동" */
    gboolean apart = g_utf8_strlen(*word, -1) <= 2 && korean_surname(*word) &&
                     !strcmp(korean_surname(*word), *word) && word[1] && g_utf8_strlen(word[1], -1) == 2 &&
                     !is_one_of(word[1], korean_titles, G_N_ELEMENTS(korean_titles));
    g_autofree char *joined = apart ? g_strconcat(word[0], word[1], NULL) : g_strdup(*word);
    g_autofree char *name = without_korean_titles(joined);
    if (!is_korean_name(name) || is_one_of(name, korean_titles, G_N_ELEMENTS(korean_titles)))
      continue;
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

static char *folded_word(const char *word)
{
  char *folded = text_fold(word);
  gsize length = strlen(folded);
  while (length && folded[length - 1] == '.')
    folded[--length] = '\0';
  return folded;
}

static gboolean is_suffix(const char *word)
{
  g_autofree char *folded = folded_word(word);
  return is_one_of(folded, suffix_words, G_N_ELEMENTS(suffix_words));
}

/* "Doe, Jane" to "Jane Doe"; "Jane Doe, PhD" to "Jane Doe". NULL for anything else with commas. */
static char *turned_round(const char *text)
{
  g_auto(GStrv) parts = g_strsplit(text, ",", -1);
  guint n = g_strv_length(parts);
  for (guint i = 0; i < n; i++)
    g_strstrip(parts[i]);
  while (n > 1 && (!*parts[n - 1] || is_suffix(parts[n - 1])))
    n--;
  if (n == 1)
    return g_strdup(parts[0]);
  return n == 2 && *parts[0] && *parts[1] ? g_strconcat(parts[1], " ", parts[0], NULL) : NULL;
}

static gboolean is_initial(const char *word)
{
  glong letters = g_utf8_strlen(word, -1);
  return letters == 1 || strchr(word, '.');
}

/* Between more than initials: not in "J.R.R." and "J.-P.". */
static gboolean has_inner_dot(const char *word)
{
  glong letters = 0, longest = 0;
  const char *dot = strchr(word, '.');
  if (!dot || !dot[1])
    return FALSE;
  for (const char *p = word; *p; p = g_utf8_next_char(p)) {
    letters = *p == '.' ? 0 : letters + (*p != '-');
    longest = MAX(longest, letters);
  }
  return longest > 1;
}

/* The words of a name, without titles and suffixes; FALSE when one of them is no part of a name. `ret_title` gets the
 * title as it is written, NULL for none. */
static gboolean name_words(const char *text, GPtrArray *words, const char **ret_title)
{
  g_auto(GStrv) split = g_strsplit(text, " ", -1);
  for (char **word = split; *word; word++) {
    if (!**word)
      continue;
    g_autofree char *folded = folded_word(*word);
    if (is_one_of(folded, role_words, G_N_ELEMENTS(role_words)))
      return FALSE;
    gboolean title = FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(title_words) && !words->len && !title; i++) {
      title = !strcmp(folded, title_words[i].word);
      if (title && title_words[i].written)
        *ret_title = title_words[i].written;
    }
    if (title || (words->len > 1 && is_suffix(*word)))
      continue;
    if (has_inner_dot(*word)) /* "jane.doe" is a local part, "www.acme.example" what a stranger would have us advertise */
      return FALSE;
    if (g_str_has_suffix(folded, "reply"))
      return FALSE;
    g_ptr_array_add(words, g_strdup(*word));
  }
  return words->len >= 1 && words->len <= MAX_WORDS;
}

/* Which of the words is the given name: -1 when none can be told. */
static int given_word(const GPtrArray *words)
{
  const char *first = g_ptr_array_index(words, 0);
  const char *last = g_ptr_array_index(words, words->len - 1);
  if (words->len == 1)
    return 0;
  g_autofree char *surname = text_fold(first);
  if (is_one_of(surname, latin_surnames, G_N_ELEMENTS(latin_surnames)) && words->len == 2) {
    g_autofree char *given = text_fold(last);
    if (is_korean_given(given, 2))
      return 1;
  }
  /* "DUPONT Jean" */
  if (!has_small_letter(first) && g_utf8_strlen(first, -1) > 2 && has_small_letter(last) && words->len == 2)
    return 1;
  return is_initial(first) ? -1 : 0;
}

static gboolean greet_words(const char *text, const char *address, struct greeting *ret)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
  const char *title = NULL;
  g_autofree char *name = turned_round(text);
  if (!name || !has_small_letter(name) || !name_words(name, words, &title))
    return FALSE;
  const char *first = g_ptr_array_index(words, 0);
  if (words->len == 1) {
    /* A lone word in small letters is a local part or a nickname; a lone initial is nobody. */
    gboolean local = address && strchr(address, '@') && !has_capital(first);
    if (local || !has_capital(first) || is_initial(first))
      return FALSE;
  }
  int given = given_word(words);
  g_autofree char *raw = NULL;
  for (guint i = 0; i < words->len; i++) {
    char *old = g_ptr_array_index(words, i);
    gboolean whole_name_small = !has_capital(name);
    if (whole_name_small || !has_small_letter(old))
      words->pdata[i] = capitalised(old);
    else
      words->pdata[i] = g_strdup(old);
    g_free(old);
  }
  g_ptr_array_add(words, NULL);
  raw = g_strjoinv(" ", (char **)words->pdata);
  if (title && words->len == 2) { /* a title and a surname */
    ret->full = g_strconcat(title, " ", raw, NULL);
    ret->given = g_strdup(ret->full);
  } else {
    ret->given = g_strdup(given < 0 ? raw : g_ptr_array_index(words, given));
    ret->full = g_steal_pointer(&raw);
  }
  ret->hangul = FALSE;
  return TRUE;
}

gboolean greeting_from(const char *display, const char *address, struct greeting *ret)
{
  if (!display || strlen(display) > MAX_BYTES || strchr(display, '@') || strstr(display, "://"))
    return FALSE;
  g_autofree char *valid = g_utf8_make_valid(display, -1);
  g_autofree char *composed = g_utf8_normalize(valid, -1, G_NORMALIZE_NFKC);
  g_autofree char *text = without_brackets(composed);
  cut_company(text);
  g_strstrip(text);
  if (!*text || text_columns(text) > MAX_COLUMNS)
    return FALSE;
  if (has_hangul(text))
    return greet_korean(text, ret);
  return only_name_letters(text) && greet_words(text, address, ret);
}

void greeting_clear(struct greeting *greeting)
{
  g_clear_pointer(&greeting->full, g_free);
  g_clear_pointer(&greeting->given, g_free);
}
