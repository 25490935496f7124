#include "triage/language.h"

#include "triage/language-lexicon.h"
#include "triage/language-scan.h"
#include "triage/language-script.h"

#include <string.h>

enum { MAX_BYTES = 3000, MIN_LATIN = 3 };

/* Kana make the Han beside them Japanese, unless they are a rare ornament. */
static void settle_han(struct scan *scan)
{
  enum script owner = scan->letters[KANA] * 12 >= scan->letters[HAN] ? KANA : HAN;
  guint together = scan->letters[HAN] + scan->letters[KANA];
  if (scan->letters[HANGUL] > together)
    owner = HANGUL; /* Korean with a few Chinese characters */
  scan->letters[HAN] = scan->letters[KANA] = 0;
  scan->letters[owner] += together;
}

/* Close relatives that a short sentence is the same in: the first is as good a guess as the other. */
static const char *const relatives[][3] = {
  { "da", "nb" }, { "cs", "sk" }, { "hr", "sl" }, { "ru", "uk", "be" }, { "sr", "mk" }
};

static gboolean is_related(const char *a, const char *b)
{
  for (gsize i = 0; i < G_N_ELEMENTS(relatives); i++) {
    gboolean first = FALSE, second = FALSE;
    for (gsize j = 0; j < G_N_ELEMENTS(relatives[i]) && relatives[i][j]; j++) {
      first = first || !strcmp(relatives[i][j], a);
      second = second || !strcmp(relatives[i][j], b);
    }
    if (first && second)
      return TRUE;
  }
  return FALSE;
}

static gboolean hint_names(const char *hint, const char *tag)
{
  gsize length = strlen(tag);
  if (!strcmp(tag, "nb") && (!g_ascii_strncasecmp(hint, "no", 2) || !g_ascii_strncasecmp(hint, "nn", 2)))
    return !g_ascii_isalpha(hint[2]);
  return !g_ascii_strncasecmp(hint, tag, length) && !g_ascii_isalpha(hint[length]);
}

/* Who writes one sentence in Korean puts much English beside it: messages, logs, what a page said. */
enum { SMALL_WORDS_A_SENTENCE = 16 };

#define ENOUGH 0.9f         /* about a word that only one language has */
#define ENOUGH_OF_TWO 0.65f /* where two words are known */
#define TIE 0.97f

struct choice {
  int language; /* -1: none */
  guint known, function, words;
};

/* The language of `set` that most speaks for. */
static struct choice choose(const struct scan_votes *votes, guint64 set, const char *hint)
{
  int best = -1;
  for (guint i = 0; i < lexicon_languages(); i++)
    if (set >> i & 1 && (best < 0 || votes->score[i] > votes->score[best]))
      best = (int)i;
  struct choice none = { .language = -1, .words = votes->words };
  if (best < 0 || votes->score[best] < (votes->known[best] > 1 ? ENOUGH_OF_TWO : ENOUGH))
    return none;
  gboolean tied = FALSE, related = TRUE;
  int hinted = -1;
  for (int i = 0; i < (int)lexicon_languages(); i++) {
    if (!(set >> i & 1) || votes->score[i] < TIE * votes->score[best])
      continue;
    tied = tied || (i != best && votes->score[i] >= votes->score[best] * 0.9999f);
    related = related && (i == best || is_related(lexicon_tag((guint)i), lexicon_tag((guint)best)));
    if (hint && hint_names(hint, lexicon_tag((guint)i)))
      hinted = i;
  }
  if (hinted >= 0)
    best = hinted;
  else if (tied && !related)
    return none;
  /* A long text in which hardly a word is known is in another language. */
  if (votes->words > 8 && votes->score[best] < 12 && votes->score[best] * 8 < (float)votes->words)
    return none;
  return (struct choice){ best, votes->known[best], votes->function[best], votes->words };
}

/* "Will Smith", "Rose Price": a few words that all begin large may be a name. */
static gboolean may_be_name(const struct scan *scan)
{
  return scan->words <= 3 && !scan->small_words && !(scan->first_known || scan->topics >= 2);
}

static struct choice choose_alphabetic(struct scan *scan, enum lexicon_alphabet alphabet, const char *hint)
{
  guint64 set = lexicon_alphabet(alphabet);
  if (may_be_name(scan))
    return (struct choice){ .language = -1, .words = scan->words };
  struct choice found = choose(&scan->prose, set, hint);
  if (found.language >= 0)
    return found;
  struct scan_votes all = scan->prose;
  for (guint i = 0; i < lexicon_languages(); i++) {
    all.score[i] += scan->foreign.score[i];
    all.known[i] += scan->foreign.known[i];
    all.function[i] += scan->foreign.function[i];
  }
  all.words += scan->foreign.words;
  found = choose(&all, set, hint);
  found.function = 0;
  return found;
}

/* Latin letters stand in Korean, Japanese or Russian mail as names of products and as machine output, so they win only
 * as sentences: three letters carry about what one syllable does. */
static gboolean latin_wins(const struct scan *scan, int other, const struct choice *latin)
{
  guint syllable = other == HANGUL || other == KANA || other == HAN ? 3 : 1;
  guint letters = scan->letters[LATIN], others = scan->letters[other] * syllable;
  if (latin->language < 0 || latin->function < 2 || latin->function * 5 < latin->words || letters <= others)
    return FALSE;
  if (scan->own_sentences)
    return latin->function >= scan->own_sentences * SMALL_WORDS_A_SENTENCE;
  return latin->function >= scan->sentences * 8 || letters > others * 2;
}

static const char *of_script(struct scan *scan, int script, const char *text, gsize length, const char *hint)
{
  struct choice found;
  switch (script) {
  case HAN:
    return script_han_language(text, length, hint);
  case CYRILLIC:
    found = choose_alphabetic(scan, LEXICON_CYRILLIC, hint);
    return found.language >= 0 ? lexicon_tag((guint)found.language) : scan->words > 3 ? "ru" : "und";
  case ARABIC:
    found = choose_alphabetic(scan, LEXICON_ARABIC, hint);
    return found.language >= 0 ? lexicon_tag((guint)found.language) : scan->words > 3 ? "ar" : "und";
  default:
    return script_language(script);
  }
}

const char *language_guess(const char *text, const char *hint)
{
  struct scan scan = { 0 };
  gsize length = strnlen(text, MAX_BYTES);
  while (length == MAX_BYTES && length > MAX_BYTES - 4 && ((guchar)text[length] & 0xC0) == 0x80)
    length--;
  scan_text(&scan, text, length);
  settle_han(&scan);
  int other = CYRILLIC;
  for (int i = CYRILLIC; i < N_SCRIPTS; i++)
    if (scan.letters[i] > scan.letters[other])
      other = i;
  gboolean has_latin = scan.letters[LATIN] >= MIN_LATIN * SCAN_QUOTED, has_other = scan.letters[other] > SCAN_OWN;
  struct choice latin = { .language = -1 };
  if (has_latin && scan.letters[LATIN] > scan.letters[other])
    latin = choose_alphabetic(&scan, LEXICON_LATIN, hint);
  if (has_other && !latin_wins(&scan, other, &latin))
    return of_script(&scan, other, text, length, hint);
  return latin.language >= 0 ? lexicon_tag((guint)latin.language) : "und";
}
