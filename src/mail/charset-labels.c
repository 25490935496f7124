#include "mail/charset-private.h"

#include <string.h>

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

void charset_squeeze(const char *label, char squeezed[CHARSET_MAX_LABEL + 1])
{
  gsize n = 0;
  for (; label && *label && n < CHARSET_MAX_LABEL; label++)
    if (g_ascii_isalnum(*label))
      squeezed[n++] = g_ascii_tolower(*label);
  squeezed[n] = '\0';
}

const struct charset *charset_known(const char *squeezed)
{
  for (gsize i = 0; i < G_N_ELEMENTS(charsets); i++)
    if (strcmp(charsets[i].label, squeezed) == 0)
      return &charsets[i];
  return NULL;
}
