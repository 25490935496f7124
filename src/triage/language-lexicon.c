#include "triage/language-lexicon.h"

#include "triage/language-words.h"

#include <string.h>

enum { N_LANGUAGES = G_N_ELEMENTS(languages), SLOTS = 1 << 14, FEW_SLOTS = 1 << 11 };
enum { FOLDED_FIRST = 0xC0, FOLDED_LAST = 0x24F, VIETNAMESE_FIRST = 0x1E00, VIETNAMESE_LAST = 0x1EFF };

G_STATIC_ASSERT(N_LANGUAGES <= 64);

/* Open addressing; a key is a hash of 32 bits, so that no two of the few thousand words are mixed up but by a rare
 * accident that would cost a vote. */
struct table {
  guint32 *keys;   /* 0: free */
  guint16 *places; /* in `words` */
  GArray *words;   /* struct lexicon_word */
  guint mask;
};

struct lexicon {
  struct table words, endings, letters;
  guint64 alphabets[LEXICON_ALPHABETS];
  char plain[FOLDED_LAST + 1 - FOLDED_FIRST], vietnamese[VIETNAMESE_LAST + 1 - VIETNAMESE_FIRST];
};

static guint32 hash_step(guint32 hash, gunichar c)
{
  return (hash ^ c) * 0x01000193u;
}

static const guint32 hash_start = 0x811C9DC5u;

static guint32 hash_end(guint32 hash)
{
  hash ^= hash >> 15;
  hash *= 0x2C1B3C6Du;
  hash ^= hash >> 13;
  return hash ? hash : 1;
}

static void table_init(struct table *table, guint slots)
{
  table->keys = g_new0(guint32, slots);
  table->places = g_new0(guint16, slots);
  table->words = g_array_new(FALSE, TRUE, sizeof(struct lexicon_word));
  table->mask = slots - 1;
}

static guint slot_of(const struct table *table, guint32 key)
{
  guint slot = key & table->mask;
  while (table->keys[slot] && table->keys[slot] != key)
    slot = (slot + 1) & table->mask;
  return slot;
}

static const struct lexicon_word *table_find(const struct table *table, guint32 key)
{
  guint slot = slot_of(table, key);
  return table->keys[slot] ? &g_array_index(table->words, struct lexicon_word, table->places[slot]) : NULL;
}

static struct lexicon_word *table_add(struct table *table, guint32 key)
{
  guint slot = slot_of(table, key);
  if (!table->keys[slot]) {
    g_assert(table->words->len < table->mask / 2);
    table->keys[slot] = key;
    table->places[slot] = table->words->len;
    g_array_set_size(table->words, table->words->len + 1);
  }
  return &g_array_index(table->words, struct lexicon_word, table->places[slot]);
}

/* The letter without its accent, at most two; others as they are. */
static guint plain_letters(const struct lexicon *lexicon, gunichar c, gunichar ret[2])
{
  ret[0] = c;
  switch (c) {
  case 0xDF: /* ß */
    ret[0] = ret[1] = 's';
    return 2;
  case 0xE6: /* æ */
    ret[0] = 'a';
    ret[1] = 'e';
    return 2;
  case 0x153: /* œ */
    ret[0] = 'o';
    ret[1] = 'e';
    return 2;
  default:
    break;
  }
  if (c >= FOLDED_FIRST && c <= FOLDED_LAST)
    ret[0] = (guchar)lexicon->plain[c - FOLDED_FIRST];
  else if (c >= VIETNAMESE_FIRST && c <= VIETNAMESE_LAST)
    ret[0] = (guchar)lexicon->vietnamese[c - VIETNAMESE_FIRST];
  return 1;
}

static char plain_letter(gunichar c)
{
  static const struct {
    gunichar letter;
    char plain;
  } strokes[] = { { 0xF8, 'o' }, { 0x111, 'd' }, { 0x131, 'i' }, { 0x142, 'l' }, { 0xF0, 'd' }, { 0xFE, 't' } };
  for (gsize i = 0; i < G_N_ELEMENTS(strokes); i++)
    if (strokes[i].letter == c)
      return strokes[i].plain;
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  g_unichar_fully_decompose(c, FALSE, parts, G_N_ELEMENTS(parts));
  return parts[0] < 0x80 ? (char)parts[0] : '?';
}

struct keys {
  guint32 exact, folded;
  gboolean accents;
};

static struct keys keys_of(const struct lexicon *lexicon, const gunichar *letters, guint n)
{
  guint32 exact = hash_start, folded = hash_start;
  gboolean accents = FALSE;
  for (guint i = 0; i < n; i++) {
    gunichar c = letters[i], plain[2];
    exact = hash_step(exact, c);
    if (c < FOLDED_FIRST) {
      folded = hash_step(folded, c);
      continue;
    }
    guint k = plain_letters(lexicon, c, plain);
    accents = accents || plain[0] != c;
    for (guint j = 0; j < k; j++)
      folded = hash_step(folded, plain[j]);
  }
  return (struct keys){ hash_end(exact), hash_end(folded), accents };
}

/* Reads the letters of the word at `*at`, and goes on behind the blank after it. */
static guint next_word(const char **at, gunichar *letters)
{
  guint n = 0;
  const char *p = *at;
  for (; *p && *p != ' '; p = g_utf8_next_char(p))
    if (n < LEXICON_LETTERS)
      letters[n++] = (guchar)*p < 0x80 ? (guchar)*p : g_utf8_get_char(p);
  *at = p + (*p == ' ');
  return n;
}

/* "fuer", "oensker": how umlauts are written where the keyboard has none. */
static void add_spelt_out(struct lexicon *lexicon, const char *word, guint64 bit)
{
  static const struct {
    const char *letter, *spelt;
  } umlauts[] = { { "ä", "ae" }, { "ö", "oe" }, { "ü", "ue" }, { "å", "aa" }, { "ø", "oe" } };
  g_autoptr(GString) spelt = g_string_new(word);
  guint changed = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(umlauts); i++)
    changed += g_string_replace(spelt, umlauts[i].letter, umlauts[i].spelt, 0);
  if (!changed)
    return;
  gunichar letters[LEXICON_LETTERS];
  const char *at = spelt->str;
  guint n = next_word(&at, letters);
  table_add(&lexicon->words, keys_of(lexicon, letters, n).folded)->folded |= bit;
}

static void add_accented(struct lexicon *lexicon, guint32 folded_key, guint64 bit, gboolean function)
{
  struct lexicon_word *folded = table_add(&lexicon->words, folded_key);
  folded->folded |= bit;
  if (function)
    folded->function |= bit;
}

/* Runs once in every process, and in a pipe that is once a mail: without a copy of each word. */
static void add_words(struct lexicon *lexicon, const char *words, guint language, gboolean function)
{
  static const char *const spelling[] = { "de", "da", "nb", NULL };
  guint64 bit = G_GUINT64_CONSTANT(1) << language;
  gboolean spells_out = g_strv_contains(spelling, languages[language].language);
  for (const char *at = words; *at;) {
    const char *word = at;
    gunichar letters[LEXICON_LETTERS];
    guint n = next_word(&at, letters);
    if (!n)
      continue;
    struct keys keys = keys_of(lexicon, letters, n);
    struct lexicon_word *exact = table_add(&lexicon->words, keys.exact);
    exact->exact |= bit;
    if (function)
      exact->function |= bit;
    if (!keys.accents)
      continue;
    add_accented(lexicon, keys.folded, bit, function);
    g_autofree char *spelt = spells_out ? g_strndup(word, strcspn(word, " ")) : NULL;
    if (spelt)
      add_spelt_out(lexicon, spelt, bit);
  }
}

static void add_international(struct lexicon *lexicon)
{
  for (guint i = 0; i < N_LANGUAGES; i++)
    if (g_strv_contains(internationals, languages[i].language))
      add_words(lexicon, international, i, FALSE);
}

/* From the last letter on, so that longer endings go on where shorter ones stopped. */
static guint32 ending_key(const gunichar *letters, guint n, guint length)
{
  guint32 hash = hash_start;
  for (guint i = 0; i < length; i++)
    hash = hash_step(hash, letters[n - 1 - i]);
  return hash_end(hash);
}

enum { LONGEST_ENDING = 5, SHORTEST_ENDING = 1 };

static void add_endings(struct lexicon *lexicon, const char *endings, guint language)
{
  for (const char *at = endings; *at;) {
    gunichar letters[LEXICON_LETTERS];
    guint n = next_word(&at, letters);
    if (n >= SHORTEST_ENDING && n <= LONGEST_ENDING)
      table_add(&lexicon->endings, ending_key(letters, n, n))->exact |= G_GUINT64_CONSTANT(1) << language;
  }
}

/* What many languages have says little of each. */
static float weight(guint64 set)
{
  static const float weights[] = { 0, 1, 0.66f, 0.52f, 0.44f, 0.38f, 0.34f, 0.31f, 0.29f, 0.27f, 0.25f };
  return weights[MIN((gsize)__builtin_popcountll(set), G_N_ELEMENTS(weights) - 1)];
}

static void weigh(struct table *table, float exact, float folded)
{
  for (guint i = 0; i < table->words->len; i++) {
    struct lexicon_word *word = &g_array_index(table->words, struct lexicon_word, i);
    word->folded &= ~word->exact;
    word->exact_weight = exact * weight(word->exact);
    word->folded_weight = folded * weight(word->exact | word->folded);
  }
}

static enum lexicon_alphabet alphabet_of(const char *words)
{
  gunichar c = g_utf8_get_char(words);
  return c < 0x370 ? LEXICON_LATIN : c < 0x590 ? LEXICON_CYRILLIC : LEXICON_ARABIC;
}

#define WORD_WEIGHT 1.0f
#define FOLDED_WEIGHT 0.6f
#define ENDING_WEIGHT 0.3f
#define LETTER_WEIGHT 0.5f

static const struct lexicon *lexicon(void)
{
  static struct lexicon *made;
  if (g_once_init_enter(&made)) {
    struct lexicon *fresh = g_new0(struct lexicon, 1);
    for (gunichar c = FOLDED_FIRST; c <= FOLDED_LAST; c++)
      fresh->plain[c - FOLDED_FIRST] = plain_letter(c);
    for (gunichar c = VIETNAMESE_FIRST; c <= VIETNAMESE_LAST; c++)
      fresh->vietnamese[c - VIETNAMESE_FIRST] = plain_letter(c);
    table_init(&fresh->words, SLOTS);
    table_init(&fresh->endings, FEW_SLOTS);
    table_init(&fresh->letters, FEW_SLOTS);
    for (guint i = 0; i < N_LANGUAGES; i++) {
      add_words(fresh, languages[i].words, i, TRUE);
      add_words(fresh, languages[i].topics, i, FALSE);
      add_endings(fresh, languages[i].endings, i);
      for (const char *p = languages[i].letters; *p; p = g_utf8_next_char(p))
        table_add(&fresh->letters, hash_end(g_utf8_get_char(p)))->exact |= G_GUINT64_CONSTANT(1) << i;
      fresh->alphabets[alphabet_of(languages[i].words)] |= G_GUINT64_CONSTANT(1) << i;
    }
    add_international(fresh);
    weigh(&fresh->words, WORD_WEIGHT, FOLDED_WEIGHT);
    weigh(&fresh->endings, ENDING_WEIGHT, 0);
    weigh(&fresh->letters, LETTER_WEIGHT, 0);
    g_once_init_leave(&made, fresh);
  }
  return made;
}

const struct lexicon_word *lexicon_word(const gunichar *letters, guint n, gboolean *ret_accents)
{
  const struct lexicon *all = lexicon();
  guint32 hash = hash_start;
  guint i = 0;
  while (i < n && letters[i] < FOLDED_FIRST)
    hash = hash_step(hash, letters[i++]);
  if (i == n) {
    *ret_accents = FALSE;
    return table_find(&all->words, hash_end(hash));
  }
  struct keys keys = keys_of(all, letters, n);
  *ret_accents = keys.accents;
  const struct lexicon_word *word = table_find(&all->words, keys.exact);
  return word || !keys.accents ? word : table_find(&all->words, keys.folded);
}

const struct lexicon_word *lexicon_ending(const gunichar *letters, guint n)
{
  const struct table *endings = &lexicon()->endings;
  const struct lexicon_word *longest = NULL;
  guint32 hash = hash_start;
  for (guint length = 1; length <= LONGEST_ENDING && length + 2 <= n; length++) {
    hash = hash_step(hash, letters[n - length]);
    const struct lexicon_word *found = table_find(endings, hash_end(hash));
    if (found)
      longest = found;
  }
  return longest;
}

const struct lexicon_word *lexicon_letter(gunichar c)
{
  return table_find(&lexicon()->letters, hash_end(c));
}

guint lexicon_languages(void)
{
  return N_LANGUAGES;
}

const char *lexicon_tag(guint language)
{
  return languages[language].language;
}

guint64 lexicon_alphabet(enum lexicon_alphabet alphabet)
{
  return lexicon()->alphabets[alphabet];
}
