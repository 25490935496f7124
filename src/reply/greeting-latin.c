#include "reply/greeting-latin.h"

#include <string.h>

#include "base/text.h"
#include "reply/greeting-korean.h"
#include "reply/greeting-list.h"
#include "reply/greeting-order.h"
#include "reply/greeting-words.h"

enum { MAX_WORDS = 5 };

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
  return IS_IN(folded, suffix_words);
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
    if (IS_IN(folded, role_words))
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

gboolean greeting_latin(const char *text, const char *address, struct greeting *ret)
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
