#include "reply/greeting-han.h"

#include <string.h>

#include "reply/greeting-order.h"

static gboolean is_han_or_kana(gunichar c)
{
  GUnicodeScript script = g_unichar_get_script(c);
  return c == 0x30FC || script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA ||
         script == G_UNICODE_SCRIPT_KATAKANA;
}

const char *greeting_first_han(const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    if (is_han_or_kana(g_utf8_get_char(p)))
      return p;
  return NULL;
}

gboolean greeting_han(const char *text, struct greeting *ret)
{
  static const char *const courtesies[] = { "様", "さん", "殿", "先生", "女士", "小姐" };
  g_autofree char *name = g_strdup(text);
  for (gsize i = 0; i < G_N_ELEMENTS(courtesies); i++)
    if (g_str_has_suffix(name, courtesies[i]))
      name[strlen(name) - strlen(courtesies[i])] = '\0';
  g_strstrip(name);
  g_auto(GStrv) words = g_strsplit(name, " ", -1);
  glong length = g_utf8_strlen(name, -1);
  if (g_strv_length(words) > 2 || length < 2 || length > 10 || name_is_han_role(name))
    return FALSE;
  for (const char *p = name; *p; p = g_utf8_next_char(p))
    if (*p != ' ' && g_utf8_get_char(p) != 0x30FB && !is_han_or_kana(g_utf8_get_char(p)))
      return FALSE;
  for (guint i = 0; words[1] && i < 2 && !ret->family; i++)
    if (name_han_family(words[i]) == strlen(words[i]))
      ret->family = g_strdup(words[i]);
  gsize family = words[1] ? 0 : name_han_family(name);
  if (family && name[family])
    ret->family = g_strndup(name, family);
  ret->given = g_strdup(name);
  ret->full = g_steal_pointer(&name);
  ret->hangul = FALSE;
  return TRUE;
}
