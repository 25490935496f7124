#include "mail/charset.h"

#include "base/text.h"
#include "mail/charset-guess.h"
#include "mail/charset-private.h"

#include <string.h>

static const struct charset unlabelled = { "", NULL, KIND_GUESS };

static gboolean is_ascii(const guint8 *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (data[i] >= 0x80)
      return FALSE;
  return TRUE;
}

/* Valid but for a character cut off at the end, or so nearly valid that repairing it is the best reading. */
static gboolean is_mostly_utf8(const char *data, gsize length)
{
  gsize good = 0, bad = 0;
  const char *end = data + length;
  for (const char *p = data; p < end;) {
    if ((guint8)*p < 0x80) {
      p++;
      continue;
    }
    gunichar c = g_utf8_get_char_validated(p, end - p);
    if (c == (gunichar)-2) /* incomplete: cut off, if the rest speaks for UTF-8 */
      return good > 0 && good >= bad * 4;
    if (c == (gunichar)-1)
      bad++, p++;
    else
      good++, p = g_utf8_next_char(p);
  }
  return bad == 0 || good >= bad * 4;
}

static gboolean has_multibyte_utf8(const guint8 *data, gsize length)
{
  return !is_ascii(data, length) && g_utf8_validate_len((const char *)data, length, NULL);
}

/* Whether most of what is not ASCII came out as Hangul: Latin and Cyrillic texts seldom even convert. */
static gboolean reads_as_korean(const char *text)
{
  gsize hangul = 0, other = 0;
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (text_is_hangul(c))
      hangul++;
    else if (c >= 0x80)
      other++;
  }
  return hangul > other;
}

/* Seven bits are ASCII, unless they switch to Japanese. */
static char *decode_7bit(const guint8 *data, gsize length)
{
  gsize errors;
  const void *escape = memchr(data, '\033', length);
  if (escape && (g_strstr_len((const char *)data, (gssize)length, "\033$B") ||
                 g_strstr_len((const char *)data, (gssize)length, "\033$@")))
    return charset_convert_japanese(data, length, &errors);
  return charset_finish(data, length);
}

static char *guess(const guint8 *data, gsize length)
{
  gsize errors;
  if (is_ascii(data, length))
    return decode_7bit(data, length);
  if (length % 2 == 0 && charset_utf16_order(data, 2, NULL))
    return charset_convert(charset_utf16_order(data, 2, NULL), data, length, &errors);
  if (is_mostly_utf8((const char *)data, length))
    return charset_finish(data, length);
  const char *likely = charset_likely(data, length);
  if (likely)
    return charset_convert(likely, data, length, &errors);
  g_autofree char *korean = charset_convert("CP949", data, length, &errors);
  if (korean && errors == 0 && reads_as_korean(korean))
    return g_steal_pointer(&korean);
  char *western = charset_convert("CP1252", data, length, &errors);
  return western ? western : charset_finish(data, length);
}

/* Some label as UTF-16 what they convert to something else in the end. */
static char *decode_utf16(const struct charset *charset, const guint8 *data, gsize length)
{
  gsize errors;
  if (!memchr(data, '\0', length) && g_utf8_validate_len((const char *)data, length, NULL))
    return guess(data, length);
  return charset_convert(charset_utf16_order(data, length, charset->iconv), data, length, &errors);
}

/* Windows programs label their code pages as the ISO charset that looks alike: where that has control characters, which
 * nobody writes, they have quotation marks. */
static const char *windows_of(const char *iconv, const guint8 *data, gsize length)
{
  static const char *const pairs[][2] = {
    { "iso-8859-2", "CP1250" }, { "iso-8859-7", "CP1253" }, { "iso-8859-13", "CP1257" }, { "iso-8859-15", "CP1252" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++)
    for (gsize at = 0; g_ascii_strcasecmp(pairs[i][0], iconv) == 0 && at < length; at++)
      if (data[at] >= 0x80 && data[at] < 0xA0)
        return pairs[i][1];
  return iconv;
}

/* Any bytes fit, so a program without a better idea says windows-1252. */
static char *decode_single_byte(const struct charset *charset, const guint8 *data, gsize length)
{
  gsize errors;
  const char *other = strcmp(charset->iconv, "CP1252") == 0 ? charset_likely(data, length)
                                                            : charset_contradicting(charset->iconv, data, length);
  char *text = charset_convert(other ? other : windows_of(charset->iconv, data, length), data, length, &errors);
  return text ? text : guess(data, length);
}

/* Few texts of another charset happen to be UTF-8; none with three of its longer sequences, and nothing wrong. */
static gboolean is_surely_utf8(const guint8 *data, gsize length)
{
  guint longer = 0;
  for (gsize i = 0; i < length && longer < 3; i++)
    longer += data[i] >= 0xE0;
  return longer == 3 && g_utf8_validate_len((const char *)data, length, NULL);
}

static char *decode_multi_byte(const struct charset *charset, const guint8 *data, gsize length)
{
  gsize errors = 0, other_errors = 0;
  if (is_surely_utf8(data, length))
    return charset_finish(data, length);
  const char *other = charset_contradicting(charset->iconv, data, length);
  g_autofree char *text = charset_convert(other ? other : charset->iconv, data, length, &errors);
  if (!text || (errors > 0 && has_multibyte_utf8(data, length)))
    return guess(data, length);
  if (errors == 0 || strcmp(charset->iconv, "BIG5") != 0)
    return g_steal_pointer(&text);
  g_autofree char *hong_kong = charset_convert("BIG5-HKSCS", data, length, &other_errors);
  return hong_kong && other_errors < errors ? g_steal_pointer(&hong_kong) : g_steal_pointer(&text);
}

static char *decode_known(const struct charset *charset, const guint8 *data, gsize length)
{
  gsize errors = 0;
  switch (charset->kind) {
  case KIND_GUESS:
    return guess(data, length);
  case KIND_UTF8:
    if (is_ascii(data, length))
      return decode_7bit(data, length);
    return is_mostly_utf8((const char *)data, length) ? charset_finish(data, length) : guess(data, length);
  case KIND_JAPANESE:
    return is_ascii(data, length) ? charset_convert_japanese(data, length, &errors) : guess(data, length);
  case KIND_UTF16:
    return decode_utf16(charset, data, length);
  case KIND_SINGLE_BYTE:
    if (has_multibyte_utf8(data, length))
      return charset_finish(data, length);
    return is_ascii(data, length) ? decode_7bit(data, length) : decode_single_byte(charset, data, length);
  case KIND_MULTI_BYTE:
    if (is_ascii(data, length))
      return decode_7bit(data, length);
    return decode_multi_byte(charset, data, length);
  case KIND_STATEFUL:
    break;
  }
  g_autofree char *text = charset_convert(charset->iconv, data, length, &errors);
  if (!text || (errors > 0 && has_multibyte_utf8(data, length)))
    return guess(data, length);
  return g_steal_pointer(&text);
}

/* A label that is not in the table but that iconv may know, with the prefixes that some mailers put before it. */
static char *decode_unknown(const char *label, const char *squeezed, const guint8 *data, gsize length)
{
  g_autofree char *name = g_ascii_strdown(label, -1);
  for (const char *p = name; *p; p++)
    if (!g_ascii_isalnum(*p) && !strchr("-_.:+", *p))
      return guess(data, length);
  static const char *const prefixes[] = { "windows", "xcp", "cp", "ibm", "win", "ms" };
  g_autofree char *code_page = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS(prefixes) && !code_page; i++)
    if (g_str_has_prefix(squeezed, prefixes[i]) && g_ascii_isdigit(squeezed[strlen(prefixes[i])]))
      code_page = g_strconcat("CP", squeezed + strlen(prefixes[i]), NULL);
  const char *names[] = { name, g_str_has_prefix(name, "x-") ? name + 2 : NULL, code_page };
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    struct charset charset = { "", names[i], KIND_SINGLE_BYTE };
    if (!names[i] || !*names[i] || !charset_is_convertible(names[i]))
      continue;
    if (g_str_has_prefix(names[i], "utf") || g_str_has_prefix(names[i], "ucs") || strstr(names[i], "2022"))
      charset.kind = KIND_STATEFUL;
    return decode_known(&charset, data, length);
  }
  return guess(data, length);
}

static char *decode(const char *charset, const void *data, gsize length)
{
  char squeezed[CHARSET_MAX_LABEL + 1];
  charset_squeeze(charset, squeezed);
  const struct charset *known = *squeezed ? charset_known(squeezed) : &unlabelled;
  if (known)
    return decode_known(known, data, length);
  g_autofree char *label = g_strndup(charset, CHARSET_MAX_LABEL);
  return decode_unknown(g_strstrip(label), squeezed, data, length);
}

char *charset_decode(const char *charset, const void *data, gsize length)
{
  static const char mark[] = "\xEF\xBB\xBF"; /* of byte order, in UTF-8 by now */
  if (length == 0)
    return g_strdup("");
  char *text = decode(charset, data, length);
  if (g_str_has_prefix(text, mark))
    memmove(text, text + strlen(mark), strlen(text + strlen(mark)) + 1);
  return text;
}

gboolean charset_is_vague(const char *charset)
{
  char squeezed[CHARSET_MAX_LABEL + 1];
  charset_squeeze(charset, squeezed);
  const struct charset *known = charset_known(squeezed);
  return !*squeezed || (known && known->kind == KIND_GUESS);
}

/* Letters that mean themselves in every charset; not "+", which begins a run in UTF-7. */
static gboolean is_plain(const guint8 *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] < ' ' || text[i] >= 0x7F || text[i] == '+')
      return FALSE;
  return TRUE;
}

char *charset_decode_raw(const char *hint, const void *data, gsize length)
{
  if (is_plain(data, length))
    return g_strndup(data, length);
  char squeezed[CHARSET_MAX_LABEL + 1];
  charset_squeeze(hint, squeezed);
  const struct charset *known = charset_known(squeezed);
  gboolean is_7bit = is_ascii(data, length);
  /* "+" begins a run in UTF-7, which is all that is special in it */
  if (is_7bit && known && g_strcmp0(known->iconv, "UTF-7") == 0 && length > 0 && memchr(data, '+', length))
    return decode_known(known, data, length);
  if (is_7bit || !hint || has_multibyte_utf8(data, length))
    return charset_decode(NULL, data, length);
  return charset_decode(hint, data, length);
}
