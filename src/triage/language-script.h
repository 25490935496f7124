/* The scripts by which languages are told apart, and Chinese from Japanese by its characters. */
#pragma once
#include <glib.h>

enum script { SCRIPT_NONE = -1, LATIN, CYRILLIC, ARABIC, HANGUL, KANA, HAN, FIRST_SINGLE, N_SCRIPTS = FIRST_SINGLE + 18 };

/* Of a letter; SCRIPT_NONE for what tells nothing. `last` is the caller's memory of where the letter before was, 0 at
 * first. */
int script_of(gunichar c, guint *last);

/* The language that a script of its own stands for, in the mail of a help desk. */
const char *script_language(int script);

/* "zh-hans", "zh-hant" or "ja" by the Han characters of `text`; where they are the same in several, what `hint`
 * (NULL: none) says, else "zh-hans". */
const char *script_han_language(const char *text, gsize length, const char *hint);

/* The character at *p, which moves on; U+FFFD for a byte that begins none. */
static inline gunichar script_next(const guchar **p, const guchar *end)
{
  const guchar *s = *p;
  *p = s + 1;
  if (s[0] < 0x80)
    return s[0];
  gssize more = s[0] >= 0xF5 || s[0] < 0xC2 ? 9 : s[0] >= 0xF0 ? 3 : s[0] >= 0xE0 ? 2 : 1;
  if (end - s <= more)
    return 0xFFFD;
  gunichar c = s[0] & (0x3Fu >> more);
  for (gssize i = 1; i <= more; i++) {
    if ((s[i] & 0xC0) != 0x80)
      return 0xFFFD;
    c = c << 6 | (s[i] & 0x3F);
  }
  *p = s + 1 + more;
  return c;
}
