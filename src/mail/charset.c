#include "mail/charset.h"

#include "base/text.h"
#include "mail/charset-guess.h"

#include <errno.h>
#include <string.h>

enum charset_kind {
  KIND_UTF8,
  KIND_GUESS,       /* the label says nothing */
  KIND_SINGLE_BYTE, /* any bytes fit, so a valid UTF-8 sequence is better evidence than the label */
  KIND_MULTI_BYTE,
  KIND_STATEFUL,    /* 7-bit bytes may mean something else than ASCII */
  KIND_UTF16,       /* in the order that a mark or the zeros tell */
  KIND_JAPANESE,    /* ISO-2022-JP with the vendor characters that its iconv converter refuses */
};

struct charset {
  const char *label; /* lower-case, letters and digits only */
  const char *iconv;
  enum charset_kind kind;
};

static const struct charset charsets[] = {
  { "utf8", "UTF-8", KIND_UTF8 },
  { "xutf8", "UTF-8", KIND_UTF8 },
  { "utf8mb4", "UTF-8", KIND_UTF8 },
  { "unicode11utf8", "UTF-8", KIND_UTF8 },
  { "usascii", NULL, KIND_GUESS },
  { "ascii", NULL, KIND_GUESS },
  { "ansix341968", NULL, KIND_GUESS },
  { "unknown", NULL, KIND_GUESS },
  { "unknown8bit", NULL, KIND_GUESS },
  { "xunknown", NULL, KIND_GUESS },
  { "default", NULL, KIND_GUESS },
  { "ksc56011987", "CP949", KIND_MULTI_BYTE },
  { "ksc56011989", "CP949", KIND_MULTI_BYTE },
  { "ksc5601", "CP949", KIND_MULTI_BYTE },
  { "csksc56011987", "CP949", KIND_MULTI_BYTE },
  { "korean", "CP949", KIND_MULTI_BYTE },
  { "isoir149", "CP949", KIND_MULTI_BYTE },
  { "euckr", "CP949", KIND_MULTI_BYTE },
  { "xeuckr", "CP949", KIND_MULTI_BYTE },
  { "cseuckr", "CP949", KIND_MULTI_BYTE },
  { "cp949", "CP949", KIND_MULTI_BYTE },
  { "ms949", "CP949", KIND_MULTI_BYTE },
  { "windows949", "CP949", KIND_MULTI_BYTE },
  { "xwindows949", "CP949", KIND_MULTI_BYTE },
  { "uhc", "CP949", KIND_MULTI_BYTE },
  { "xuhc", "CP949", KIND_MULTI_BYTE },
  { "gb2312", "GB18030", KIND_MULTI_BYTE },
  { "gb231280", "GB18030", KIND_MULTI_BYTE },
  { "csgb2312", "GB18030", KIND_MULTI_BYTE },
  { "gbk", "GB18030", KIND_MULTI_BYTE },
  { "xgbk", "GB18030", KIND_MULTI_BYTE },
  { "cp936", "GB18030", KIND_MULTI_BYTE },
  { "windows936", "GB18030", KIND_MULTI_BYTE },
  { "euccn", "GB18030", KIND_MULTI_BYTE },
  { "chinese", "GB18030", KIND_MULTI_BYTE },
  { "gb18030", "GB18030", KIND_MULTI_BYTE },
  { "cngb", "GB18030", KIND_MULTI_BYTE },
  { "big5", "BIG5", KIND_MULTI_BYTE },
  { "xbig5", "BIG5", KIND_MULTI_BYTE },
  { "xxbig5", "BIG5", KIND_MULTI_BYTE },
  { "cnbig5", "BIG5", KIND_MULTI_BYTE },
  { "csbig5", "BIG5", KIND_MULTI_BYTE },
  { "cp950", "BIG5", KIND_MULTI_BYTE },
  { "windows950", "BIG5", KIND_MULTI_BYTE },
  { "big5hkscs", "BIG5-HKSCS", KIND_MULTI_BYTE },
  { "shiftjis", "CP932", KIND_MULTI_BYTE },
  { "csshiftjis", "CP932", KIND_MULTI_BYTE },
  { "sjis", "CP932", KIND_MULTI_BYTE },
  { "xsjis", "CP932", KIND_MULTI_BYTE },
  { "mskanji", "CP932", KIND_MULTI_BYTE },
  { "windows31j", "CP932", KIND_MULTI_BYTE },
  { "cp932", "CP932", KIND_MULTI_BYTE },
  { "ms932", "CP932", KIND_MULTI_BYTE },
  { "eucjp", "EUC-JP-MS", KIND_MULTI_BYTE },
  { "xeucjp", "EUC-JP-MS", KIND_MULTI_BYTE },
  { "ujis", "EUC-JP-MS", KIND_MULTI_BYTE },
  { "iso2022jp", "EUC-JP-MS", KIND_JAPANESE },
  { "iso2022jpms", "EUC-JP-MS", KIND_JAPANESE },
  { "csiso2022jp", "EUC-JP-MS", KIND_JAPANESE },
  { "cp50220", "EUC-JP-MS", KIND_JAPANESE },
  { "cp50221", "EUC-JP-MS", KIND_JAPANESE },
  { "iso2022kr", "ISO-2022-KR", KIND_STATEFUL },
  { "utf7", "UTF-7", KIND_STATEFUL },
  { "unicode11utf7", "UTF-7", KIND_STATEFUL },
  { "utf16", "UTF-16BE", KIND_UTF16 },
  { "utf16be", "UTF-16BE", KIND_UTF16 },
  { "utf16le", "UTF-16LE", KIND_UTF16 },
  { "ucs2", "UTF-16BE", KIND_UTF16 },
  { "iso10646ucs2", "UTF-16BE", KIND_UTF16 },
  { "unicode", "UTF-16LE", KIND_UTF16 },
  { "iso88591", "CP1252", KIND_SINGLE_BYTE },
  { "latin1", "CP1252", KIND_SINGLE_BYTE },
  { "l1", "CP1252", KIND_SINGLE_BYTE },
  { "cp819", "CP1252", KIND_SINGLE_BYTE },
  { "cp1252", "CP1252", KIND_SINGLE_BYTE },
  { "windows1252", "CP1252", KIND_SINGLE_BYTE },
  { "ansi", "CP1252", KIND_SINGLE_BYTE },
  { "windows1251", "CP1251", KIND_SINGLE_BYTE },
  { "cp1251", "CP1251", KIND_SINGLE_BYTE },
  { "koi8r", "KOI8-R", KIND_SINGLE_BYTE },
  { "koi8u", "KOI8-U", KIND_SINGLE_BYTE },
  { "iso88595", "ISO-8859-5", KIND_SINGLE_BYTE },
  { "xmacroman", "MACINTOSH", KIND_SINGLE_BYTE },
  { "macroman", "MACINTOSH", KIND_SINGLE_BYTE },
  { "xmackorean", "CP949", KIND_MULTI_BYTE },
  { "xmacjapanese", "CP932", KIND_MULTI_BYTE },
  { "iso88598i", "CP1255", KIND_SINGLE_BYTE },
  { "iso88598e", "CP1255", KIND_SINGLE_BYTE },
  { "iso88599", "CP1254", KIND_SINGLE_BYTE },
  { "iso885911", "CP874", KIND_SINGLE_BYTE },
  { "tis620", "CP874", KIND_SINGLE_BYTE },
};

static const struct charset unlabelled = { "", NULL, KIND_GUESS };

#define MAX_LABEL 40

/* A label with nothing but lower-case letters and digits, so that "KS_C_5601-1987" and "ksc5601-1987" are one. */
static void squeeze(const char *label, char squeezed[MAX_LABEL + 1])
{
  gsize n = 0;
  for (; *label && n < MAX_LABEL; label++)
    if (g_ascii_isalnum(*label))
      squeezed[n++] = g_ascii_tolower(*label);
  squeezed[n] = '\0';
}

static const struct charset *known_charset(const char *squeezed)
{
  for (gsize i = 0; i < G_N_ELEMENTS(charsets); i++)
    if (strcmp(charsets[i].label, squeezed) == 0)
      return &charsets[i];
  return NULL;
}

static gboolean is_ascii(const guint8 *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (data[i] >= 0x80)
      return FALSE;
  return TRUE;
}

/* Drops NULs and repairs what is no UTF-8. */
static char *finish(const void *data, gsize length)
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

/* Converts all of it, with U+FFFD for every byte that does not fit. NULL when iconv does not know `from`. */
static char *convert(const char *from, const guint8 *data, gsize length, gsize *ret_errors)
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
  char *text = finish(out->str, out->len);
  g_string_free(out, TRUE);
  return text;
}

/* Japanese mailers put the NEC and IBM characters into ISO-2022-JP, which iconv's converter of that name refuses and the
 * one for EUC-JP-MS knows: the two differ only in how they mark the character set. */
static char *convert_japanese(const guint8 *data, gsize length, gsize *ret_errors)
{
  static const struct {
    const char *escape;
    char prefix;      /* EUC single shift; 0: none */
    gboolean is_high;
  } shifts[] = {
    { "\033$@", 0, TRUE }, { "\033$B", 0, TRUE },     { "\033$(D", '\x8F', TRUE }, { "\033(I", '\x8E', TRUE },
    { "\033(B", 0, FALSE }, { "\033(J", 0, FALSE },
  };
  g_autoptr(GByteArray) euc = g_byte_array_sized_new((guint)length);
  gsize shift = 4, pair = 0;
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
      shift = 4;
    guint8 byte = data[i];
    if (shifts[shift].is_high && byte > 0x20 && byte < 0x7F) {
      if (shifts[shift].prefix && (shifts[shift].prefix == '\x8E' || pair++ % 2 == 0))
        g_byte_array_append(euc, (const guint8 *)&shifts[shift].prefix, 1);
      byte |= 0x80;
    }
    g_byte_array_append(euc, &byte, 1);
  }
  return convert("EUC-JP-MS", euc->data ? euc->data : (const guint8 *)"", euc->len, ret_errors);
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
    return convert_japanese(data, length, &errors);
  return finish(data, length);
}

static char *guess(const guint8 *data, gsize length)
{
  gsize errors;
  if (is_ascii(data, length))
    return decode_7bit(data, length);
  if (length % 2 == 0 && charset_utf16_order(data, 2, NULL))
    return convert(charset_utf16_order(data, 2, NULL), data, length, &errors);
  if (is_mostly_utf8((const char *)data, length))
    return finish(data, length);
  const char *likely = charset_likely(data, length);
  if (likely)
    return convert(likely, data, length, &errors);
  g_autofree char *korean = convert("CP949", data, length, &errors);
  if (korean && errors == 0 && reads_as_korean(korean))
    return g_steal_pointer(&korean);
  char *western = convert("CP1252", data, length, &errors);
  return western ? western : finish(data, length);
}

/* Some label as UTF-16 what they convert to something else in the end. */
static char *decode_utf16(const struct charset *charset, const guint8 *data, gsize length)
{
  gsize errors;
  if (!memchr(data, '\0', length) && g_utf8_validate_len((const char *)data, length, NULL))
    return guess(data, length);
  return convert(charset_utf16_order(data, length, charset->iconv), data, length, &errors);
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
  char *text = convert(other ? other : windows_of(charset->iconv, data, length), data, length, &errors);
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
    return finish(data, length);
  const char *other = charset_contradicting(charset->iconv, data, length);
  g_autofree char *text = convert(other ? other : charset->iconv, data, length, &errors);
  if (!text || (errors > 0 && has_multibyte_utf8(data, length)))
    return guess(data, length);
  if (errors == 0 || strcmp(charset->iconv, "BIG5") != 0)
    return g_steal_pointer(&text);
  g_autofree char *hong_kong = convert("BIG5-HKSCS", data, length, &other_errors);
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
    return is_mostly_utf8((const char *)data, length) ? finish(data, length) : guess(data, length);
  case KIND_JAPANESE:
    return is_ascii(data, length) ? convert_japanese(data, length, &errors) : guess(data, length);
  case KIND_UTF16:
    return decode_utf16(charset, data, length);
  case KIND_SINGLE_BYTE:
    if (has_multibyte_utf8(data, length))
      return finish(data, length);
    return is_ascii(data, length) ? decode_7bit(data, length) : decode_single_byte(charset, data, length);
  case KIND_MULTI_BYTE:
    if (is_ascii(data, length))
      return decode_7bit(data, length);
    return decode_multi_byte(charset, data, length);
  case KIND_STATEFUL:
    break;
  }
  g_autofree char *text = convert(charset->iconv, data, length, &errors);
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
    if (!names[i] || !*names[i] || !converter(names[i]))
      continue;
    if (g_str_has_prefix(names[i], "utf") || g_str_has_prefix(names[i], "ucs") || strstr(names[i], "2022"))
      charset.kind = KIND_STATEFUL;
    return decode_known(&charset, data, length);
  }
  return guess(data, length);
}

static char *decode(const char *charset, const void *data, gsize length)
{
  char squeezed[MAX_LABEL + 1];
  squeeze(charset ? charset : "", squeezed);
  const struct charset *known = *squeezed ? known_charset(squeezed) : &unlabelled;
  if (known)
    return decode_known(known, data, length);
  g_autofree char *label = g_strndup(charset, MAX_LABEL);
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
  char squeezed[MAX_LABEL + 1];
  squeeze(charset ? charset : "", squeezed);
  const struct charset *known = known_charset(squeezed);
  return !*squeezed || (known && known->kind == KIND_GUESS);
}

char *charset_decode_raw(const char *hint, const void *data, gsize length)
{
  char squeezed[MAX_LABEL + 1];
  squeeze(hint ? hint : "", squeezed);
  const struct charset *known = known_charset(squeezed);
  gboolean is_7bit = is_ascii(data, length);
  /* "+" begins a run in UTF-7, which is all that is special in it */
  if (is_7bit && known && g_strcmp0(known->iconv, "UTF-7") == 0 && length > 0 && memchr(data, '+', length))
    return decode_known(known, data, length);
  if (is_7bit || !hint || has_multibyte_utf8(data, length))
    return charset_decode(NULL, data, length);
  return charset_decode(hint, data, length);
}
