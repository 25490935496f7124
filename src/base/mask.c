#include "base/mask-private.h"

#include <string.h>

/* Where a word, number or key may begin. In scripts without spaces a word has no such place, so every character is one, also
 * behind Latin letters: "내비밀번호는", "PW비번". */
static gboolean may_begin(const struct mask_text *text, gsize at)
{
  guchar c = text->text[at];
  if (c >= 0x80)
    return (c & 0xC0) != 0x80;
  if (c == '-')
    return at == 0 || text->text[at - 1] == '\n';
  if (!g_ascii_isalnum(c))
    return FALSE;
  return at == 0 || !g_ascii_isalnum(text->text[at - 1]) ||
         ((c == 'p' || c == 'P') && text->length - at > 7 && !g_ascii_strncasecmp(text->text + at, "passwor", 7));
}

static gboolean find(const struct mask_text *text, gsize from, struct mask_found *ret)
{
  for (gsize i = from; i < text->length; i++)
    if (may_begin(text, i) && (mask_number(text, i, ret) || mask_labelled(text, i, ret) || mask_token(text, i, ret)))
      return TRUE;
  return FALSE;
}

gboolean mask_needed(const char *text)
{
  struct mask_found found;
  const struct mask_text whole = { text ? text : "", text ? strlen(text) : 0 };
  return find(&whole, 0, &found);
}

char *mask_secrets(const char *text)
{
  const struct mask_text whole = { text ? text : "", text ? strlen(text) : 0 };
  struct mask_found found;
  GString *out = g_string_sized_new(whole.length);
  gsize at = 0;
  while (at < whole.length && find(&whole, at, &found)) {
    g_string_append_len(out, whole.text + at, found.start - at);
    g_string_append(out, found.shown);
    at = found.end;
  }
  g_string_append_len(out, whole.text + at, whole.length - at);
  return g_string_free(out, FALSE);
}
