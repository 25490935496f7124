#include "reply/greeting.h"

#include <string.h>

#include "base/text.h"
#include "reply/greeting-han.h"
#include "reply/greeting-korean.h"
#include "reply/greeting-latin.h"
#include "reply/greeting-order.h"

enum { MAX_COLUMNS = 40, MAX_BYTES = 400 };

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
  return greeting_latin(text, address, ret);
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

/* U+202D and U+202E turn what is read round; "Jane's iPhone" is a thing. */
static gboolean is_disguised(const char *display)
{
  return strstr(display, "\xE2\x80\xAD") || strstr(display, "\xE2\x80\xAE") || strstr(display, "'s ") ||
         strstr(display, "’s ");
}

gboolean greeting_from(const char *display, const char *address, struct greeting *ret)
{
  if (!display || strlen(display) > MAX_BYTES || has_address(display) || is_disguised(display) ||
      strstr(display, "://"))
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
