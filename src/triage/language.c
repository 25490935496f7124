#include "triage/language.h"

#include "triage/language-latin.h"

#include <string.h>

enum { MAX_CHARACTERS = 4000, MIN_LATIN = 3 };

enum script { LATIN, HANGUL, KANA, HAN, CYRILLIC, ARABIC, FIRST_SINGLE };

/* Scripts that one language stands for, in the mail of a help desk. */
static const struct {
  GUnicodeScript script;
  const char *language;
} single[] = {
  { G_UNICODE_SCRIPT_THAI, "th" },     { G_UNICODE_SCRIPT_GREEK, "el" },    { G_UNICODE_SCRIPT_HEBREW, "he" },
  { G_UNICODE_SCRIPT_DEVANAGARI, "hi" }, { G_UNICODE_SCRIPT_BENGALI, "bn" }, { G_UNICODE_SCRIPT_TAMIL, "ta" },
  { G_UNICODE_SCRIPT_TELUGU, "te" },   { G_UNICODE_SCRIPT_GUJARATI, "gu" }, { G_UNICODE_SCRIPT_GURMUKHI, "pa" },
  { G_UNICODE_SCRIPT_KANNADA, "kn" },  { G_UNICODE_SCRIPT_MALAYALAM, "ml" }, { G_UNICODE_SCRIPT_SINHALA, "si" },
  { G_UNICODE_SCRIPT_GEORGIAN, "ka" }, { G_UNICODE_SCRIPT_ARMENIAN, "hy" }, { G_UNICODE_SCRIPT_ETHIOPIC, "am" },
  { G_UNICODE_SCRIPT_KHMER, "km" },    { G_UNICODE_SCRIPT_LAO, "lo" },      { G_UNICODE_SCRIPT_MYANMAR, "my" },
};
enum { N_SCRIPTS = FIRST_SINGLE + G_N_ELEMENTS(single) };

/* -1: none that tells a language. */
static int script_of(gunichar c)
{
  GUnicodeScript script = g_unichar_get_script(c);
  switch (script) {
  case G_UNICODE_SCRIPT_LATIN:
    return LATIN;
  case G_UNICODE_SCRIPT_HANGUL:
    return HANGUL;
  case G_UNICODE_SCRIPT_HIRAGANA:
  case G_UNICODE_SCRIPT_KATAKANA:
    return KANA;
  case G_UNICODE_SCRIPT_HAN:
    return HAN;
  case G_UNICODE_SCRIPT_CYRILLIC:
    return CYRILLIC;
  case G_UNICODE_SCRIPT_ARABIC:
    return ARABIC;
  default:
    for (guint i = 0; i < G_N_ELEMENTS(single); i++)
      if (single[i].script == script)
        return FIRST_SINGLE + i;
    return -1;
  }
}

/* The part of a word up to white space that is an address of the web or of mail is in no language. */
static gboolean is_address(const char *word, gsize length)
{
  return g_strstr_len(word, length, "://") || memchr(word, '@', length) ||
         (length > 4 && !g_ascii_strncasecmp(word, "www.", 4));
}

static char *without_addresses(const char *text)
{
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  GString *out = g_string_new(NULL);
  guint n = 0;
  for (const char *p = valid; *p && n < MAX_CHARACTERS;) {
    gsize space = strspn(p, " \t\r\n");
    gsize word = strcspn(p + space, " \t\r\n");
    g_string_append_len(out, p, space);
    if (!is_address(p + space, word))
      g_string_append_len(out, p + space, word);
    n += space + g_utf8_strlen(p + space, word);
    p += space + word;
  }
  return g_string_free(out, FALSE);
}

struct letters {
  guint of[N_SCRIPTS];
  guint hangul_endings; /* words that end as Korean sentences do */
};

static gboolean ends_sentence(const char *word, gsize length)
{
  static const char *const endings[] = { "니다", "니까", "세요", "어요", "아요", "해요", "네요", "데요", "나요", "까요",
                                         "군요", "지요", "죠",   "에요", "예요", "와요", "려요", "돼요", "드려요" };
  while (length && g_ascii_ispunct(word[length - 1]))
    length--;
  /* Courtesy that people add to a mail in another language. */
  if (g_str_has_prefix(word, "안녕") || g_str_has_prefix(word, "감사"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(endings); i++) {
    gsize n = strlen(endings[i]);
    if (length >= n && !memcmp(word + length - n, endings[i], n))
      return TRUE;
  }
  return FALSE;
}

static struct letters count_letters(const char *text)
{
  struct letters letters = { 0 };
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    int script = script_of(g_utf8_get_char(p));
    if (script >= 0)
      letters.of[script]++;
  }
  for (const char *p = text; *p;) {
    gsize length = strcspn(p, " \t\r\n");
    if (letters.of[HANGUL] && ends_sentence(p, length))
      letters.hangul_endings++;
    p += length + (p[length] != '\0');
  }
  return letters;
}

/* Letters or characters of `text` that only one of several languages writes. */
struct marks {
  const char *language, *letters;
};

/* The first of the table whose letters occur most often; NULL when none does. */
static const char *by_marks(const char *text, const struct marks *marks, gsize n)
{
  const char *best = NULL;
  guint most = 0;
  for (gsize i = 0; i < n; i++) {
    guint found = 0;
    for (const char *p = text; *p; p = g_utf8_next_char(p))
      found += g_utf8_strchr(marks[i].letters, -1, g_unichar_tolower(g_utf8_get_char(p))) != NULL;
    if (found > most) {
      most = found;
      best = marks[i].language;
    }
  }
  return best;
}

/* Only what the other two don't write: Japanese keeps many traditional characters, and simplified ones of its own. */
static const struct marks han_marks[] = {
  { "zh-hans", "们这为时个说对问题请发货订单无录账户谢长门马见还过样电话资费网页际优价购买卖钱邮开关选择应该让给从两吗么没"
               "东车图书语译认证联络维护码实气变经济听总权检处带转圆" },
  { "zh-hant", "們這為個說對發單錄賬戶樣價賣錢關擇應該讓從兩點圖譯證數據碼嗎還麼沒裡會國來學號當體寫臺廣實氣變經濟聽總權"
               "檢處帶轉" },
  { "ja", "気図駅対応変込働払円様発売読帰県価歩戻検権実営経済届処緊悪姫桜渋縄録" },
};

static const struct marks cyrillic_marks[] = {
  { "ru", "ыэё" },     { "uk", "іїєґ" },      { "bg", "ъ" },
  { "be", "ў" },       { "sr", "ђћљњџј" },    { "mk", "ѓќѕ" },
  { "kk", "әңғүұқөһ" },
};

static const struct marks arabic_marks[] = { { "fa", "پچژگکی" }, { "ur", "ٹڈڑےہں" }, { "ar", "يىكةأإ" } };

static const char *of_han(const char *text, const char *hint)
{
  const char *found = by_marks(text, han_marks, G_N_ELEMENTS(han_marks));
  if (found)
    return found;
  static const char *const traditional[] = { "zh-tw", "zh-hk", "zh-mo", "zh-hant" };
  for (guint i = 0; hint && i < G_N_ELEMENTS(traditional); i++)
    if (!g_ascii_strncasecmp(hint, traditional[i], strlen(traditional[i])))
      return "zh-hant";
  return hint && !g_ascii_strncasecmp(hint, "ja", 2) ? "ja" : "zh-hans";
}

static const char *of_cyrillic(const char *text)
{
  const char *found = by_marks(text, cyrillic_marks, G_N_ELEMENTS(cyrillic_marks));
  return found ? found : "ru";
}

static const char *of_script(int script, const char *text, const char *hint)
{
  const char *found;
  switch (script) {
  case HANGUL:
    return "ko";
  case KANA:
    return "ja";
  case HAN:
    return of_han(text, hint);
  case CYRILLIC:
    return of_cyrillic(text);
  case ARABIC:
    found = by_marks(text, arabic_marks, G_N_ELEMENTS(arabic_marks));
    return found ? found : "ar";
  default:
    return single[script - FIRST_SINGLE].language;
  }
}

/* Kana make the Han beside them Japanese, unless they are a rare ornament. */
static void settle_han(struct letters *letters)
{
  enum script owner = letters->of[KANA] * 12 >= letters->of[HAN] ? KANA : HAN;
  if (letters->of[HANGUL] > letters->of[HAN] + letters->of[KANA])
    owner = HANGUL; /* Korean with a few Chinese characters */
  guint together = letters->of[HAN] + letters->of[KANA];
  letters->of[HAN] = letters->of[KANA] = 0;
  letters->of[owner] += together;
}

/* Latin letters stand in Korean, Japanese or Russian mail as names of products and as machine output, so they win only
 * as sentences: three letters carry about what one syllable does. */
static gboolean latin_wins(const struct letters *letters, guint other, const struct latin_prose *prose)
{
  gboolean sentences = prose->known >= 2 && prose->known * 5 >= prose->words;
  if (!sentences)
    return FALSE;
  if (prose->known < letters->hangul_endings * 8)
    return FALSE;
  return letters->of[LATIN] > other * 3;
}

const char *language_guess(const char *text, const char *hint)
{
  g_autofree char *clean = without_addresses(text);
  struct letters letters = count_letters(clean);
  settle_han(&letters);
  int other = HANGUL;
  for (int i = HANGUL; i < N_SCRIPTS; i++)
    if (letters.of[i] > letters.of[other])
      other = i;
  if (letters.of[other] < 2 && letters.of[LATIN] < MIN_LATIN)
    return "und";
  struct latin_prose prose = { 0 };
  const char *latin = NULL;
  if (letters.of[LATIN] >= MIN_LATIN && letters.of[LATIN] > letters.of[other])
    latin = latin_language(clean, hint, &prose);
  if (letters.of[other] < 2)
    return latin ? latin : "und";
  if (latin && latin_wins(&letters, letters.of[other], &prose))
    return latin;
  return of_script(other, clean, hint);
}
