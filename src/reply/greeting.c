#include "reply/greeting.h"

#include <string.h>

#include "base/text.h"
#include "reply/greeting-han.h"
#include "reply/greeting-korean.h"
#include "reply/greeting-order.h"
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

/* An emoji, a star: people adorn their names with them. */
static gboolean is_picture(gunichar c)
{
  GUnicodeType type = g_unichar_type(c);
  return c >= 0x2190 && (type == G_UNICODE_OTHER_SYMBOL || type == G_UNICODE_MODIFIER_SYMBOL);
}

/* Vowels of Thai, Hindi and others; not the emoji's variation selectors. */
static gboolean is_spoken_mark(gunichar c)
{
  return g_unichar_ismark(c) && (c < 0xFE00 || c > 0xFE0F);
}

/* Without what stands in brackets, which is added to `inside`, and without quotation marks; with single blanks. */
static char *without_brackets(const char *text, GPtrArray *inside)
{
  static const char *const pairs[] = { "()", "[]", "{}", "<>", "（）", "［］", "【】", "「」", "《》", "〈〉" };
  GString *out = g_string_new(NULL);
  gunichar closing = 0;
  const char *opened = NULL;
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (closing) {
      if (c != closing)
        continue;
      closing = 0;
      g_ptr_array_add(inside, g_strndup(opened, (gsize)(p - opened)));
      continue;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++)
      if (c == g_utf8_get_char(pairs[i]))
        closing = g_utf8_get_char(g_utf8_next_char(pairs[i]));
    if (closing)
      opened = g_utf8_next_char(p);
    if (closing || g_unichar_isspace(c) || c == '"' || c == 0x201C || c == 0x201D) {
      if (out->len && out->str[out->len - 1] != ' ')
        g_string_append_c(out, ' ');
    } else if ((!g_unichar_iszerowidth(c) || is_spoken_mark(c)) && !is_picture(c)) {
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

/* "Jane Doe via Example Groups", "Jane Doe | Acme", "Acme - Jane Doe": the parts. */
static char **parts_of(const char *text)
{
  static const char *const marks[] = { " via ", " | ", "|", " - ", " – ", " — ", " @ ", " / ", " : ", " • ", " · " };
  g_autoptr(GString) parts = g_string_new(text);
  for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
    g_string_replace(parts, marks[i], "\n", 0);
  return g_strsplit(parts->str, "\n", -1);
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

static guint count_words(const char *text)
{
  guint n = 0;
  for (const char *p = text; *p; p++)
    n += *p != ' ' && (p == text || p[-1] == ' ');
  return n;
}

/* "Doe, Jane" to "Jane Doe"; "Jane Doe, PhD" to "Jane Doe". NULL for anything else with commas. `ret_turned`: how many
 * words stood before the comma. */
static char *turned_round(const char *text, guint *ret_turned)
{
  *ret_turned = 0;
  g_auto(GStrv) parts = g_strsplit(text, ",", -1);
  guint n = g_strv_length(parts);
  for (guint i = 0; i < n; i++)
    g_strstrip(parts[i]);
  while (n > 1 && (!*parts[n - 1] || is_suffix(parts[n - 1])))
    n--;
  if (n == 1)
    return g_strdup(parts[0]);
  if (n != 2 || !*parts[0] || !*parts[1])
    return NULL;
  *ret_turned = count_words(parts[0]);
  return g_strconcat(parts[1], " ", parts[0], NULL);
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
    if (has_inner_dot(
            *word)) /* "jane.doe" is a local part, "www.acme.example" what a stranger would have us advertise */
      return FALSE;
    if (g_str_has_suffix(folded, "reply"))
      return FALSE;
    g_ptr_array_add(words, g_strdup(*word));
  }
  return words->len >= 1 && words->len <= MAX_WORDS;
}

static char *domain_label(const char *address)
{
  const char *at = address ? strrchr(address, '@') : NULL;
  if (!at)
    return NULL;
  g_auto(GStrv) labels = g_strsplit(at + 1, ".", -1);
  guint n = g_strv_length(labels), place = n < 2 ? 0 : n - 2;
  if (n > 2 && strlen(labels[place]) <= 3) /* "acme.co.kr" */
    place--;
  return n ? text_fold(labels[place]) : NULL;
}

/* "Acme Berlin" of info@acme.example is the company: its domain is called so, and the mailbox is nobody's. */
static gboolean is_company_of(const GPtrArray *words, const char *address)
{
  g_autofree char *label = domain_label(address);
  if (!label || name_is_given(words->pdata[0]))
    return FALSE;
  g_autofree char *local = g_ascii_strdown(address, strrchr(address, '@') - address);
  gboolean in_domain = FALSE;
  for (guint i = 0; i < words->len; i++) {
    g_autofree char *folded = folded_word(words->pdata[i]);
    if (strlen(folded) >= 3 && strstr(local, folded))
      return FALSE;
    in_domain = in_domain || (strlen(folded) >= 3 && strstr(label, folded));
  }
  return in_domain;
}

static struct name_order order_of(const GPtrArray *words, guint turned)
{
  g_autoptr(GPtrArray) folded = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < words->len; i++)
    g_ptr_array_add(folded, folded_word(words->pdata[i]));
  guint korean = turned ? 0 : greeting_korean_given((char **)folded->pdata, words->len);
  if (korean)
    return (struct name_order){ { 1, korean }, { 0, 1 } };
  const char *first = words->pdata[0], *last = words->pdata[words->len - 1];
  gboolean shouted = !has_small_letter(first) && g_utf8_strlen(first, -1) > 2;
  gboolean all_shouted = shouted && !has_small_letter(last);
  /* "DUPONT Jean", "DOE JANE" */
  if (words->len == 2 && !turned && shouted &&
      (!all_shouted ? has_capital(first) : name_is_given(last) && !name_is_given(first)))
    return (struct name_order){ { 1, 1 }, { 0, 1 } };
  struct name_order order = name_order(words, turned);
  if (order.given.words && order.given.first == 0 && is_initial(first))
    order.given.words = 0;
  return order;
}

/* What is all in capitals may be a company: a name that people have must be in it, or one of Korean form. */
static gboolean is_shouted_name(const GPtrArray *words, struct name_order order)
{
  if (words->len < 2)
    return FALSE;
  for (guint i = 0; i < words->len; i++)
    if (name_is_given(words->pdata[i]))
      return TRUE;
  return order.family.words == 1 && order.family.first == 0 && order.given.words > 0;
}

static char *part_of(const GPtrArray *words, struct name_part part)
{
  g_autoptr(GString) joined = g_string_new(NULL);
  for (guint i = 0; i < part.words && part.first + i < words->len; i++)
    g_string_append_printf(joined, "%s%s", i ? " " : "", (const char *)words->pdata[part.first + i]);
  return joined->len ? g_strdup(joined->str) : NULL;
}

static void write_properly(GPtrArray *words, gboolean all_small)
{
  for (guint i = 0; i < words->len; i++) {
    char *old = words->pdata[i];
    if (!all_small && has_small_letter(old))
      continue;
    words->pdata[i] = capitalised(old);
    g_free(old);
  }
}

static gboolean is_lone_name(const char *word, const char *address)
{
  /* A lone word in small letters is a local part or a nickname; a lone initial is nobody. */
  return has_capital(word) && !is_initial(word) && !(address && strchr(address, '@') && !has_capital(word));
}

static gboolean greet_words(const char *text, const char *address, struct greeting *ret)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
  const char *title = NULL;
  guint turned = 0;
  g_autofree char *name = turned_round(text, &turned);
  if (!name || !name_words(name, words, &title) || is_company_of(words, address))
    return FALSE;
  if (words->len == 1 && !is_lone_name(words->pdata[0], address))
    return FALSE;
  struct name_order order = order_of(words, turned);
  gunichar begin = g_utf8_get_char(words->pdata[0]);
  if (!has_small_letter(name) && !is_shouted_name(words, order))
    return FALSE;
  if (!order.given.words && has_capital(name) && g_unichar_islower(begin)) /* "von Stein" */
    return FALSE;
  write_properly(words, !has_capital(name));
  const struct name_part whole = { 0, words->len };
  g_autofree char *raw = part_of(words, whole);
  if (title && words->len == 1) { /* a title and a surname */
    ret->full = g_strconcat(title, " ", raw, NULL);
    ret->given = g_strdup(ret->full);
    ret->family = g_steal_pointer(&raw);
  } else {
    ret->given = part_of(words, order.given.words ? order.given : whole);
    ret->family = part_of(words, order.family);
    ret->full = g_steal_pointer(&raw);
  }
  ret->hangul = FALSE;
  return TRUE;
}

/* "(주)" is no remark in brackets but the mark of a company: it is kept in words. */
static char *korean_company_marked(const char *text)
{
  g_autoptr(GString) marked = g_string_new(text);
  g_string_replace(marked, "(주)", "주식회사", 0);
  g_string_replace(marked, "(유)", "유한회사", 0);
  return g_strdup(marked->str);
}

/* One part of a display name. */
static gboolean greet_part(char *text, const char *address, struct greeting *ret)
{
  g_strstrip(text);
  if (!*text || text_columns(text) > MAX_COLUMNS)
    return FALSE;
  if (has_hangul(text))
    return greeting_korean(text, ret);
  if (!only_name_letters(text))
    return FALSE;
  char *han = (char *)greeting_first_han(text);
  if (han == text)
    return greeting_han(text, ret);
  if (han) { /* "Taro Yamada 山田太郎" */
    *han = '\0';
    g_strstrip(text);
  }
  return greet_words(text, address, ret);
}

/* Surely a person's, so that it is taken from behind what may be a company. */
static gboolean is_sure(const struct greeting *greeting)
{
  return greeting->hangul ? g_utf8_strlen(greeting->full, -1) > 2 : name_is_given(greeting->given);
}

/* "jane@acme.example"; not "Jane Doe @ Acme". */
static gboolean has_address(const char *display)
{
  for (const char *at = strchr(display, '@'); at; at = strchr(at + 1, '@'))
    if (at == display || at[-1] != ' ' || at[1] != ' ')
      return TRUE;
  return FALSE;
}

gboolean greeting_from(const char *display, const char *address, struct greeting *ret)
{
  if (!display || strlen(display) > MAX_BYTES || has_address(display) || strstr(display, "://"))
    return FALSE;
  g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func(g_free);
  g_autofree char *valid = g_utf8_make_valid(display, -1);
  g_autofree char *composed = g_utf8_normalize(valid, -1, G_NORMALIZE_NFKC);
  g_autofree char *company = korean_company_marked(composed);
  g_autofree char *text = without_brackets(company, others);
  g_auto(GStrv) parts = parts_of(text);
  struct greeting first = { 0 };
  gboolean found = parts[0] && greet_part(parts[0], address, &first);
  gboolean doubtful =
      !found || (!strchr(first.full, ' ') && !is_sure(&first) && !greeting_first_han(first.full) && !first.hangul);
  for (guint i = 1; parts[0] && parts[i]; i++)
    g_ptr_array_add(others, g_strdup(parts[i]));
  for (guint i = 0; *text && doubtful && i < others->len; i++) {
    struct greeting other = { 0 };
    if (greet_part(others->pdata[i], address, &other) && is_sure(&other) && (!found || strchr(other.full, ' '))) {
      greeting_clear(&first);
      *ret = other;
      return TRUE;
    }
    greeting_clear(&other);
  }
  if (found)
    *ret = first;
  return found;
}

void greeting_clear(struct greeting *greeting)
{
  g_clear_pointer(&greeting->full, g_free);
  g_clear_pointer(&greeting->given, g_free);
  g_clear_pointer(&greeting->family, g_free);
}
