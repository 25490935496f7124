#include "triage/language-script.h"

#include <string.h>

static const struct {
  gunichar first, last;
  int script;
} ranges[] = {
  { 0xAC00, 0xD7A3, HANGUL },
  { 0x4E00, 0x9FFF, HAN },
  { 0x3041, 0x30FF, KANA },
  { 0xC0, 0x24F, LATIN },
  { 0x400, 0x52F, CYRILLIC },
  { 0x620, 0x6FF, ARABIC },
  { 0x750, 0x77F, ARABIC },
  { 0xFB50, 0xFDFF, ARABIC },
  { 0xFE70, 0xFEFC, ARABIC },
  { 0x1E00, 0x1EFF, LATIN },
  { 0x1100, 0x11FF, HANGUL },
  { 0x3131, 0x318E, HANGUL },
  { 0x3005, 0x3007, HAN },
  { 0x3400, 0x4DBF, HAN },
  { 0xF900, 0xFAFF, HAN },
  { 0x31F0, 0x31FF, KANA },
  { 0xFF66, 0xFF9F, KANA },
  { 0x20000, 0x3134F, HAN },
  { 0xE00, 0xE4E, FIRST_SINGLE },
  { 0x370, 0x3FF, FIRST_SINGLE + 1 },
  { 0x1F00, 0x1FFF, FIRST_SINGLE + 1 },
  { 0x5D0, 0x5F4, FIRST_SINGLE + 2 },
  { 0x900, 0x97F, FIRST_SINGLE + 3 },
  { 0x980, 0x9FF, FIRST_SINGLE + 4 },
  { 0xB80, 0xBFF, FIRST_SINGLE + 5 },
  { 0xC00, 0xC7F, FIRST_SINGLE + 6 },
  { 0xA80, 0xAFF, FIRST_SINGLE + 7 },
  { 0xA00, 0xA7F, FIRST_SINGLE + 8 },
  { 0xC80, 0xCFF, FIRST_SINGLE + 9 },
  { 0xD00, 0xD7F, FIRST_SINGLE + 10 },
  { 0xD80, 0xDFF, FIRST_SINGLE + 11 },
  { 0x10A0, 0x10FF, FIRST_SINGLE + 12 },
  { 0x530, 0x58F, FIRST_SINGLE + 13 },
  { 0x1200, 0x139F, FIRST_SINGLE + 14 },
  { 0x1780, 0x17FF, FIRST_SINGLE + 15 },
  { 0xE80, 0xEFF, FIRST_SINGLE + 16 },
  { 0x1000, 0x109F, FIRST_SINGLE + 17 },
};

/* In the order of the numbers above, from FIRST_SINGLE. */
static const char *const single[N_SCRIPTS - FIRST_SINGLE] = { "th", "el", "he", "hi", "bn", "ta", "te", "gu", "pa",
                                                              "kn", "ml", "si", "ka", "hy", "am", "km", "lo", "my" };

int script_of(gunichar c, guint *last)
{
  if (c < 0x80)
    return g_ascii_isalpha(c) ? LATIN : SCRIPT_NONE;
  guint i = *last;
  if (c < ranges[i].first || c > ranges[i].last)
    for (i = 0; i < G_N_ELEMENTS(ranges) && (c < ranges[i].first || c > ranges[i].last); i++)
      ;
  if (i == G_N_ELEMENTS(ranges) || c == 0xD7 || c == 0xF7 || c == 0x30FB)
    return SCRIPT_NONE;
  *last = i;
  return ranges[i].script;
}

const char *script_language(int script)
{
  switch (script) {
  case HANGUL:
    return "ko";
  case KANA:
    return "ja";
  default:
    return script >= FIRST_SINGLE ? single[script - FIRST_SINGLE] : "und";
  }
}

/* Which of the national character sets have a character: what was put into only one of them is written in that country.
 */
enum { GB = 1, BIG5 = 2, JIS = 4, FIRST_HAN = 0x4E00, LAST_HAN = 0x9FFF };

struct han {
  guint8 sets[LAST_HAN - FIRST_HAN + 1];
};

/* Every character of a set in rows of two bytes. */
static void read_set(struct han *han, guint8 bit, const char *charset, guchar first, guchar last,
                     const guchar (*cells)[2])
{
  GString *rows = g_string_new(NULL);
  for (guint row = first; row <= last; row++)
    for (guint k = 0; cells[k][0]; k++)
      for (guint cell = cells[k][0]; cell <= cells[k][1]; cell++) {
        g_string_append_c(rows, (char)row);
        g_string_append_c(rows, (char)cell);
      }
  GIConv converter = g_iconv_open("UTF-16LE", charset);
  if (converter != (GIConv)-1) {
    const gsize size = rows->len;
    g_autofree guint16 *wide = g_malloc(size + 8);
    char *in = rows->str, *out = (char *)wide;
    gsize in_left = rows->len, out_left = size + 8;
    while (in_left >= 2) {
      g_iconv(converter, &in, &in_left, &out, &out_left);
      if (in_left < 2 || out_left < 4)
        break;
      in += 2; /* a cell that stands for nothing */
      in_left -= 2;
    }
    for (gsize i = 0; i < (size + 8 - out_left) / 2; i++) {
      guint16 c = GUINT16_FROM_LE(wide[i]);
      if (c >= FIRST_HAN && c <= LAST_HAN)
        han->sets[c - FIRST_HAN] |= bit;
    }
    g_iconv_close(converter);
  }
  g_string_free(rows, TRUE);
}

static const struct han *han(void)
{
  static const guchar high[][2] = { { 0xA1, 0xFE }, { 0, 0 } };
  static const guchar both[][2] = { { 0x40, 0x7E }, { 0xA1, 0xFE }, { 0, 0 } };
  static struct han *made;
  if (g_once_init_enter(&made)) {
    struct han *fresh = g_new0(struct han, 1);
    read_set(fresh, GB, "GB2312", 0xB0, 0xF7, high);
    read_set(fresh, BIG5, "BIG5", 0xA4, 0xC6, both); /* the frequent ones; the others are rare anywhere */
    read_set(fresh, JIS, "EUC-JP", 0xB0, 0xF4, high);
    g_once_init_leave(&made, fresh);
  }
  return made;
}

/* Words of a subject line that are Japanese though every character is Chinese too, and the other way round. */
static const struct {
  const char *text;
  int hans, hant, ja;
} han_words[] = {
  { "注文", 0, 0, 3 }, { "返金", 0, 0, 3 },   { "請求書", 0, 0, 4 }, { "領収", 0, 0, 3 },     { "解約", 0, 0, 3 },
  { "見積", 0, 0, 3 }, { "至急", 0, 0, 3 },   { "納期", 0, 0, 3 },   { "不具合", 0, 0, 4 },   { "返品", 0, 0, 3 },
  { "退会", 0, 0, 3 }, { "不良品", 0, 0, 3 }, { "会員", 0, 0, 3 },   { "株式会社", 0, 0, 4 }, { "依頼", 0, 0, 3 },
  { "確認", 0, 0, 2 }, { "予約", 0, 0, 3 },   { "担当", 0, 0, 2 },   { "御中", 0, 0, 3 },     { "送料", 0, 0, 3 },
  { "未着", 0, 0, 3 }, { "支払", 0, 0, 2 },   { "登録", 0, 0, 3 },   { "料金", 0, 0, 2 },     { "質問", 0, 0, 3 },
  { "我", 2, 2, 0 },   { "你", 2, 2, 0 },     { "您", 2, 2, 0 },     { "的", 1, 1, 0 },       { "是", 1, 1, 0 },
  { "了", 1, 1, 0 },   { "在", 1, 1, 0 },     { "怎", 1, 1, 0 },     { "不能", 1, 1, 0 },     { "什", 2, 1, 0 },
  { "退款", 1, 1, 0 }, { "里", 1, 0, 0 },     { "訂單", 0, 3, 0 },   { "登入", 0, 3, 0 },     { "帳號", 0, 3, 0 },
};

static guint times(const char *text, gsize length, const char *word)
{
  guint n = 0;
  const char *end = text + length, *at = text;
  while ((at = g_strstr_len(at, end - at, word))) {
    at += strlen(word);
    n++;
  }
  return n;
}

static gboolean hint_is(const char *hint, const char *tag)
{
  return hint && !g_ascii_strncasecmp(hint, tag, strlen(tag));
}

const char *script_han_language(const char *text, gsize length, const char *hint)
{
  int hans = 0, hant = 0, ja = 0;
  const guchar *end = (const guchar *)text + length;
  for (const guchar *p = (const guchar *)text; p < end;) {
    gunichar c = script_next(&p, end);
    if (c < FIRST_HAN || c > LAST_HAN)
      continue;
    guint8 sets = han()->sets[c - FIRST_HAN];
    if (sets == (GB | BIG5 | JIS))
      continue;
    int sure = sets & (sets - 1) ? 1 : 2;
    hans += sets & GB ? sure : 0;
    hant += sets & BIG5 ? sure : 0;
    ja += sets & JIS ? sure : 0;
  }
  length = MIN(length, 240); /* they matter where there is little else */
  for (gsize i = 0; i < G_N_ELEMENTS(han_words); i++) {
    int n = (int)times(text, length, han_words[i].text);
    hans += n * han_words[i].hans;
    hant += n * han_words[i].hant;
    ja += n * han_words[i].ja;
  }
  int most = MAX(hans, MAX(hant, ja));
  if (ja == most && (hint_is(hint, "ja") || (ja > hans && ja > hant)))
    return "ja";
  if (hans == hant && hans == most) {
    static const char *const traditional[] = { "zh-tw", "zh-hk", "zh-mo", "zh-hant" };
    for (gsize i = 0; i < G_N_ELEMENTS(traditional); i++)
      if (hint_is(hint, traditional[i]))
        return "zh-hant";
  }
  return hant > hans ? "zh-hant" : "zh-hans";
}
