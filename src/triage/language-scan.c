#include "triage/language-scan.h"

#include <string.h>

enum { MAX_ACCENTS = 24 };

/* Of a long mail, from this word on, every fourth word is looked at and stands for its neighbours. */
enum { ALL_OF_TOKENS = 64, SAMPLED = 4 };

static void vote(struct scan_votes *votes, guint64 set, guint64 function, float weight, guint words)
{
  for (; set; set &= set - 1) {
    guint i = (guint)__builtin_ctzll(set);
    votes->score[i] += weight;
    votes->known[i] += words;
    votes->function[i] += function >> i & 1 ? words : 0;
  }
}

static gboolean is_quoted(const struct scan *scan)
{
  return scan->in_quotes || scan->announced;
}

static struct scan_votes *current_votes(struct scan *scan)
{
  return is_quoted(scan) ? &scan->foreign : &scan->line;
}

/* A single letter may be anything: an initial, an item of a list. */
static float length_factor(guint length)
{
  return length == 1 ? 0.35f : length == 2 ? 0.8f : 1.0f;
}

static void count_alphabetic(struct scan *scan)
{
  struct scan_votes *votes = current_votes(scan);
  float factor = length_factor(scan->length) * (float)scan->scale;
  scan->words++;
  scan->small_words += !scan->capital;
  scan->told = FALSE;
  votes->words += scan->scale;
  if (scan->length > LEXICON_LETTERS)
    return;
  gboolean accents;
  const struct lexicon_word *word = lexicon_word(scan->word, scan->length, &accents);
  if (!word) {
    const struct lexicon_word *ending = lexicon_ending(scan->word, scan->length);
    if (ending)
      vote(votes, ending->exact, 0, ending->exact_weight * factor, 0);
  } else if (accents && !word->folded && word->exact) {
    vote(votes, word->exact, word->function, word->exact_weight * factor * 1.2f, scan->scale);
  } else {
    vote(votes, accents ? 0 : word->exact, word->function, word->exact_weight * factor, scan->scale);
    vote(votes, accents ? word->exact | word->folded : word->folded, word->function,
         word->folded_weight * factor * (accents ? 0.6f : 1.0f), scan->scale);
  }
  scan->latin_function += word && word->function;
  gboolean topic = word && (word->exact | word->folded) & ~word->function;
  scan->topics += topic;
  scan->first_known = scan->first_known || (topic && scan->words == 1);
}

static gboolean word_begins(const struct scan *scan, const char *text)
{
  guint i = 0;
  for (const char *p = text; *p; p = g_utf8_next_char(p), i++)
    if (i >= scan->length || scan->word[i] != g_utf8_get_char(p))
      return FALSE;
  return TRUE;
}

/* Whether a Korean word is the end of a sentence: 합니다, 됩니까, 주세요, 했다, 되죠. */
static void count_hangul(struct scan *scan)
{
  guint n = scan->length;
  scan->hangul_words++;
  if (n < 2 || n > LEXICON_LETTERS || is_quoted(scan))
    return;
  gunichar last = scan->word[n - 1], before = scan->word[n - 2];
  gboolean ends =
      last == 0xB2E4 /* 다 */ || last == 0xC8E0 /* 죠 */ || (last == 0xAE4C /* 까 */ && before == 0xB2C8 /* 니 */);
  if (last == 0xC694 /* 요; no end in 필요, 중요, 수요, 주요 */)
    ends = before != 0xD544 && before != 0xC911 && before != 0xC218 && before != 0xC8FC;
  /* Courtesy that people add to a mail in another language. */
  if (!ends || word_begins(scan, "안녕") || word_begins(scan, "감사"))
    return;
  scan->sentences += scan->scale;
  if (!scan->told && scan->latin_function * 2 < scan->hangul_words)
    scan->own_sentences += scan->scale;
}

static void end_word(struct scan *scan)
{
  if (!scan->length)
    return;
  if (scan->last_script == HANGUL)
    count_hangul(scan);
  else if (scan->last_script <= ARABIC)
    count_alphabetic(scan);
  scan->length = 0;
}

static void end_line(struct scan *scan)
{
  gboolean machine = scan->log_line || scan->machine_tokens * 3 >= MAX(scan->tokens, 3);
  struct scan_votes *to = machine ? &scan->foreign : &scan->prose;
  for (guint i = 0, n = lexicon_languages(); scan->line.words && i < n; i++) {
    to->score[i] += scan->line.score[i];
    to->known[i] += scan->line.known[i];
    to->function[i] += scan->line.function[i];
  }
  to->words += scan->line.words;
  if (scan->tokens)
    memset(&scan->line, 0, sizeof scan->line);
  scan->machine_tokens = scan->tokens = 0;
  scan->hangul_words = scan->latin_function = 0;
  scan->log_line = scan->in_quotes = FALSE;
}

static void add_letter(struct scan *scan, gunichar c, int script)
{
  if (scan->length && script != scan->last_script)
    end_word(scan);
  if (script != LATIN)
    scan->announced = FALSE;
  scan->last_script = script;
  scan->letters[script] += (is_quoted(scan) ? SCAN_QUOTED : SCAN_OWN) * scan->scale;
  if (script >= KANA)
    return;
  gunichar small = script == HANGUL ? c : g_unichar_tolower(c);
  if (!scan->length)
    scan->capital = small != c;
  if (scan->length < LEXICON_LETTERS)
    scan->word[scan->length] = small;
  scan->length++;
  if (script > ARABIC || scan->accents >= MAX_ACCENTS)
    return;
  const struct lexicon_word *letter = lexicon_letter(small);
  if (!letter)
    return;
  scan->accents++;
  vote(current_votes(scan), letter->exact, 0, letter->exact_weight, 0);
}

/* Letters of ASCII, as many as stand together. */
static const guchar *add_run(struct scan *scan, const guchar *p, const guchar *end)
{
  if (scan->length && scan->last_script != LATIN)
    end_word(scan);
  scan->last_script = LATIN;
  if (!scan->length)
    scan->capital = *p < 'a';
  const guchar *start = p;
  guint n = scan->length;
  for (; p < end && g_ascii_isalpha(*p); p++, n++)
    if (n < LEXICON_LETTERS)
      scan->word[n] = *p | 0x20;
  scan->length = n;
  scan->letters[LATIN] += (guint)(p - start) * (is_quoted(scan) ? SCAN_QUOTED : SCAN_OWN) * scan->scale;
  return p;
}

/* Programs that write accents as characters of their own. */
static void add_mark(struct scan *scan, gunichar mark)
{
  gunichar whole;
  guint n = scan->length;
  if (!n || n > LEXICON_LETTERS || !g_unichar_compose(scan->word[n - 1], mark, &whole))
    return;
  scan->word[n - 1] = whole;
  const struct lexicon_word *letter = scan->accents < MAX_ACCENTS ? lexicon_letter(whole) : NULL;
  if (!letter)
    return;
  scan->accents++;
  vote(current_votes(scan), letter->exact, 0, letter->exact_weight, 0);
}

enum token { TOKEN_WORDS, TOKEN_MACHINE, TOKEN_ADDRESS };

enum { DIGIT = 1, UPPER = 2, LOWER = 4, WIDE = 8, JOINT = 16, ADDRESS = 32 };

static const guint8 *byte_kinds(void)
{
  static guint8 kinds[256], *made;
  if (g_once_init_enter(&made)) {
    for (guint c = 0x21; c < 256; c++)
      kinds[c] = c >= 0x80                   ? WIDE
                 : c == '@'                  ? ADDRESS
                 : strchr("_=\\.:/", (int)c) ? JOINT
                 : g_ascii_isdigit(c)        ? DIGIT
                 : g_ascii_isupper(c)        ? UPPER
                 : g_ascii_islower(c)        ? LOWER
                                             : 0;
    g_once_init_leave(&made, kinds);
  }
  return made;
}

/* "java.net", "a_b", "NullPointer", a path: letters or digits on both sides of what joins them. */
static gboolean is_identifier(const guchar *p, const guchar *end)
{
  for (const guchar *c = p + 1; c + 1 < end; c++) {
    if (strchr("_=\\.:/", *c) && g_ascii_isalnum(c[1]) && g_ascii_isalnum(c[-1]))
      return TRUE;
    if (g_ascii_isupper(*c) && g_ascii_islower(c[-1]) && g_ascii_islower(c[1]))
      return TRUE;
  }
  return FALSE;
}

/* Addresses, paths, codes and identifiers are in no language; neither is what a program wrote into its log. */
static enum token token_kind(const guchar *p, const guchar *end, const guchar **ret_after)
{
  const guint8 *kinds = byte_kinds();
  const guchar *start = p;
  guint seen = 0, capitals = 0;
  for (; p<end && * p> ' '; p++) {
    seen |= kinds[*p];
    capitals += kinds[*p] == UPPER && p > start;
  }
  *ret_after = p;
  if (!(seen & (JOINT | ADDRESS | DIGIT)) && !capitals)
    return TOKEN_WORDS;
  if (seen & ADDRESS || (seen & JOINT && g_strstr_len((const char *)start, p - start, "://")) ||
      (p - start > 4 && !g_ascii_strncasecmp((const char *)start, "www.", 4)))
    return TOKEN_ADDRESS;
  if (seen & WIDE || !(seen & (UPPER | LOWER)))
    return TOKEN_WORDS;
  return seen & DIGIT || is_identifier(start, p) ? TOKEN_MACHINE : TOKEN_WORDS;
}

static gboolean begins_log(const struct scan *scan, const guchar *p, const guchar *end)
{
  static const char *const levels[] = { "ERROR",  "WARN",  "WARNING",   "FATAL",     "INFO",
                                        "DEBUG",  "TRACE", "Traceback", "Exception", "Caused by:",
                                        "[ERROR", "[INFO", "[WARN",     "[FATAL",    "[DEBUG" };
  if (scan->tokens)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(levels); i++) {
    gsize n = strlen(levels[i]);
    if ((gsize)(end - p) > n && !memcmp(p, levels[i], n) && !g_ascii_isalpha(p[n]))
      return TRUE;
  }
  return FALSE;
}

static void other_character(struct scan *scan, gunichar c)
{
  end_word(scan);
  switch (c) {
  case '"':
  case 0x201C: /* opens in English, closes in German */
  case 0xAB:   /* « and »: either way round */
  case 0xBB:
    scan->in_quotes = !scan->in_quotes;
    break;
  case 0x201E:
  case 0x300C:
  case 0x300E:
    scan->in_quotes = TRUE;
    break;
  case 0x201D:
  case 0x300D:
  case 0x300F:
    scan->in_quotes = FALSE;
    break;
  case ':':
  case 0xFF1A:
    scan->announced = scan->announced || scan->last_script != LATIN;
    scan->told = scan->last_script == LATIN;
    break;
  case 0xBF:
  case 0xA1: {
    const struct lexicon_word *mark = lexicon_letter(c);
    if (mark)
      vote(current_votes(scan), mark->exact, 0, mark->exact_weight, 0);
    break;
  }
  default:
    break;
  }
}

void scan_text(struct scan *scan, const char *text, gsize length)
{
  const guchar *p = (const guchar *)text, *end = p + length, *token_end = p;
  scan->last_script = LATIN;
  scan->scale = 1;
  while (p < end) {
    if (*p <= ' ') {
      end_word(scan);
      if (*p++ == '\n')
        end_line(scan);
      continue;
    }
    if (p >= token_end) {
      if (scan->all_tokens++ >= ALL_OF_TOKENS) {
        scan->scale = SAMPLED;
        if (scan->all_tokens % SAMPLED) {
          while (p<end && * p> ' ')
            p++;
          continue;
        }
      }
      scan->log_line = scan->log_line || begins_log(scan, p, end);
      enum token kind = token_kind(p, end, &token_end);
      scan->tokens++;
      scan->machine_tokens += kind == TOKEN_MACHINE;
      if (kind != TOKEN_WORDS) {
        p = token_end;
        continue;
      }
    }
    if (g_ascii_isalpha(*p)) {
      p = add_run(scan, p, end);
      continue;
    }
    gunichar c = script_next(&p, end);
    int script = script_of(c, &scan->range);
    if (script != SCRIPT_NONE)
      add_letter(scan, c, script);
    else if (c >= 0x300 && c <= 0x36F)
      add_mark(scan, c);
    else
      other_character(scan, c);
  }
  end_word(scan);
  end_line(scan);
}
