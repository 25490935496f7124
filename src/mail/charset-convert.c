#include "mail/charset-private.h"

#include <errno.h>
#include <string.h>

char *charset_finish(const void *data, gsize length)
{
  if (!memchr(data, '\0', length))
    return g_utf8_make_valid(data, (gssize)length);
  GString *clean = g_string_sized_new(length);
  for (gsize i = 0; i < length; i++)
    if (((const char *)data)[i])
      g_string_append_c(clean, ((const char *)data)[i]);
  char *valid = g_utf8_make_valid(clean->str, (gssize)clean->len);
  g_string_free(clean, TRUE);
  return valid;
}

/* Opening a converter loads a library, which is unloaded with the last one: the few that mail needs stay open. NULL: iconv
 * does not know `from`. */
static GIConv converter(const char *from)
{
  enum { KEPT = 8, MAX_KEPT_NAME = 32 };
  static struct {
    char name[MAX_KEPT_NAME];
    GIConv cd;
  } kept[KEPT];
  static guint next;
  for (guint i = 0; i < KEPT; i++)
    if (kept[i].cd && !strcmp(kept[i].name, from)) {
      g_iconv(kept[i].cd, NULL, NULL, NULL, NULL); /* as new */
      return kept[i].cd;
    }
  GIConv cd = strlen(from) < MAX_KEPT_NAME ? g_iconv_open("UTF-8", from) : (GIConv)-1;
  if (cd == (GIConv)-1)
    return NULL;
  guint place = next++ % KEPT;
  if (kept[place].cd)
    g_iconv_close(kept[place].cd);
  g_strlcpy(kept[place].name, from, MAX_KEPT_NAME);
  return kept[place].cd = cd;
}

gboolean charset_is_convertible(const char *iconv)
{
  return converter(iconv) != NULL;
}

char *charset_convert(const char *from, const guint8 *data, gsize length, gsize *ret_errors)
{
  *ret_errors = 0;
  GIConv cd = converter(from);
  if (!cd)
    return NULL;
  GString *out = g_string_sized_new(length * 2 + 16);
  char buffer[4096], *in = (char *)data;
  gsize left = length;
  while (left > 0) {
    char *to = buffer;
    gsize room = sizeof buffer;
    gsize converted = g_iconv(cd, &in, &left, &to, &room);
    int reason = errno;
    g_string_append_len(out, buffer, to - buffer);
    if (converted != (gsize)-1 || reason == E2BIG)
      continue;
    if (reason == EINVAL) /* cut in the middle of a character */
      break;
    g_string_append(out, "\xEF\xBF\xBD");
    ++*ret_errors;
    in++, left--;
  }
  char *to = buffer; /* some keep a letter until they know that no accent follows */
  gsize room = sizeof buffer;
  g_iconv(cd, NULL, NULL, &to, &room);
  g_string_append_len(out, buffer, to - buffer);
  char *text = charset_finish(out->str, out->len);
  g_string_free(out, TRUE);
  return text;
}

/* Japanese mailers put the NEC and IBM characters into ISO-2022-JP, which iconv's converter of that name refuses and the
 * one for EUC-JP-MS knows: the two differ only in how they mark the character set. */
char *charset_convert_japanese(const guint8 *data, gsize length, gsize *ret_errors)
{
  static const struct {
    const char *escape;
    char prefix;      /* EUC single shift; 0: none */
    gboolean is_high;
  } shifts[] = {
    { "\033$@", 0, TRUE }, { "\033$B", 0, TRUE },     { "\033$(D", '\x8F', TRUE }, { "\033(I", '\x8E', TRUE },
    { "\033(B", 0, FALSE }, { "\033(J", 0, FALSE },
  };
  enum { ASCII = 4 }; /* in `shifts` */
  g_autoptr(GByteArray) euc = g_byte_array_sized_new((guint)length);
  gsize shift = ASCII, pair = 0;
  for (gsize i = 0; i < length; i++) {
    gsize found = 0;
    while (data[i] == '\033' && found < G_N_ELEMENTS(shifts) &&
           (length - i < strlen(shifts[found].escape) ||
            memcmp(data + i, shifts[found].escape, strlen(shifts[found].escape)) != 0))
      found++;
    if (data[i] == '\033' && found < G_N_ELEMENTS(shifts)) {
      shift = found, pair = 0;
      i += strlen(shifts[found].escape) - 1;
      continue;
    }
    if (data[i] == '\n') /* RFC 1468: every line starts in ASCII */
      shift = ASCII;
    guint8 byte = data[i];
    if (shifts[shift].is_high && byte > 0x20 && byte < 0x7F) {
      if (shifts[shift].prefix && (shifts[shift].prefix == '\x8E' || pair++ % 2 == 0))
        g_byte_array_append(euc, (const guint8 *)&shifts[shift].prefix, 1);
      byte |= 0x80;
    }
    g_byte_array_append(euc, &byte, 1);
  }
  return charset_convert("EUC-JP-MS", euc->data ? euc->data : (const guint8 *)"", euc->len, ret_errors);
}
