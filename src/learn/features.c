#include "learn/features.h"

#include "base/cluster.h"
#include "base/text.h"

#include <math.h>
#include <string.h>

enum { SHORTEST_RUN = 2, LONGEST_RUN = 4, REMEMBERED = 64, MOST_FOLDED = 8, LONG_NUMBER = 4 };

/* Folding one character takes a microsecond; texts have few different ones beyond ASCII. */
struct remembered {
  gunichar character; /* 0: none */
  guint n;
  gunichar folded[MOST_FOLDED];
};

struct reading {
  features_take *take;
  gpointer data;
  const char *source;
  enum feature_block words; /* the block of words; that of characters follows */
  guint32 before;           /* hash of the word before; 0: none */
  guint n;                  /* letters of the word that is being read */
  guint digits;
  gsize start;
  gunichar letters[FEATURES_MOST_LETTERS + 2]; /* with a space before and after */
  struct remembered remembered[REMEMBERED];
};

static guint32 mix(guint32 hash)
{
  hash ^= hash >> 16;
  hash *= 0x7FEB352Du;
  hash ^= hash >> 15;
  hash *= 0x846CA68Bu;
  return hash ^ hash >> 16;
}

static guint32 in_block(guint32 hash, enum feature_block block)
{
  return (mix(hash ^ (guint32)(block + 1) * 0x9E3779B9u) & ~3u) | (guint32)block;
}

/* A number that long is somebody's order or telephone: what matters is that there is one. */
static void hide_number(struct reading *reading)
{
  for (guint i = 1; i <= reading->n && reading->digits >= LONG_NUMBER; i++)
    if (g_unichar_isdigit(reading->letters[i]))
      reading->letters[i] = '0';
}

static guint add_runs(const struct reading *reading, guint32 *hashes, guint n)
{
  guint length = reading->n + 2;
  for (guint i = 0; i + SHORTEST_RUN <= length; i++) {
    guint32 hash = 0x811C9DC5u;
    for (guint run = 1; run <= LONGEST_RUN && i + run <= length; run++) {
      hash = (hash ^ reading->letters[i + run - 1]) * 0x01000193u;
      if (run >= SHORTEST_RUN)
        hashes[n++] = in_block(hash + run, reading->words + 1);
    }
  }
  return n;
}

static void end_word(struct reading *reading, gsize end)
{
  if (!reading->n)
    return;
  guint32 hashes[FEATURES_MOST_A_WORD];
  hide_number(reading);
  reading->letters[0] = reading->letters[reading->n + 1] = ' ';
  guint32 word = 0x811C9DC5u;
  for (guint i = 1; i <= reading->n; i++)
    word = (word ^ reading->letters[i]) * 0x01000193u;
  word = mix(word) | 1;
  guint n = 0;
  hashes[n++] = in_block(word, reading->words);
  if (reading->before)
    hashes[n++] = in_block(reading->before * 31 + word, reading->words);
  n = add_runs(reading, hashes, n);
  const struct features_word taken = { reading->source, reading->start, end, word, hashes, n };
  reading->take(&taken, reading->data);
  reading->before = word;
  reading->n = reading->digits = 0;
}

static void add_letter(struct reading *reading, gunichar c)
{
  if (reading->n == FEATURES_MOST_LETTERS)
    return;
  reading->letters[++reading->n] = c;
  reading->digits += g_unichar_isdigit(c);
}

static guint fold(const char *from, gsize length, gunichar *folded)
{
  g_autofree char *cluster = g_strndup(from, length);
  g_autofree char *text = text_fold(cluster);
  guint n = 0;
  for (const char *p = text; *p && n < MOST_FOLDED; p = g_utf8_next_char(p))
    if (g_unichar_isalnum(g_utf8_get_char(p)) || g_unichar_ismark(g_utf8_get_char(p)))
      folded[n++] = g_utf8_get_char(p);
  return n;
}

/* The cluster from `at`, of `length` bytes, whose first character is `c`. */
static void add_cluster(struct reading *reading, const char *at, gsize length, gunichar c)
{
  gboolean alone = length == (gsize)(g_utf8_next_char(at) - at);
  if (alone && cluster_folds_to_itself(c)) {
    add_letter(reading, c);
    return;
  }
  struct remembered now = { 0 }, *known = alone ? &reading->remembered[c % REMEMBERED] : &now;
  if (!alone || known->character != c) {
    known->character = c;
    known->n = fold(at, length, known->folded);
  }
  for (guint i = 0; i < known->n; i++)
    add_letter(reading, known->folded[i]);
}

/* Marks of a mood are words of their own. */
static gboolean is_telling(gunichar c)
{
  return c == '!' || c == '?' || c == 0xFF01 || c == 0xFF1F;
}

static void read_text(struct reading *reading, const char *source, gsize length)
{
  reading->source = source;
  reading->before = 0;
  const char *end = source + length, *next;
  for (const char *p = source; p < end; p = next) {
    gunichar c = (guchar)*p < 0x80 ? (gunichar)*p : g_utf8_get_char(p);
    next = (guchar)*p < 0x80 ? p + 1 : g_utf8_next_char(p);
    gboolean ascii = c < 0x80;
    if (!(ascii ? g_ascii_isalnum((char)c) : g_unichar_isalnum(c) || (reading->n && g_unichar_ismark(c)))) {
      end_word(reading, (gsize)(p - source));
      if (is_telling(c)) {
        reading->start = (gsize)(p - source);
        add_letter(reading, c < 0x80 ? c : c - 0xFEE0);
        end_word(reading, (gsize)(next - source));
      }
      continue;
    }
    if (!reading->n)
      reading->start = (gsize)(p - source);
    if (ascii && (next == end || (guchar)*next < 0xCC)) { /* no combining mark begins with less */
      add_letter(reading, (gunichar)g_ascii_tolower((char)c));
      continue;
    }
    while (next < end && cluster_continues(g_utf8_get_char(next)) && next - p < 64)
      next = g_utf8_next_char(next);
    add_cluster(reading, p, (gsize)(next - p), c);
  }
  end_word(reading, length);
}

/* As much of `text` as is read, in whole characters; *repaired keeps it alive where it was no UTF-8. */
static const char *readable(const char *text, gsize most, char **repaired, gsize *length)
{
  if (!text)
    text = "";
  *length = strnlen(text, most);
  const char *valid_to;
  if (!g_utf8_validate_len(text, *length, &valid_to)) {
    if ((gsize)(valid_to - text) + 4 > most) { /* only cut within a character */
      *length = (gsize)(valid_to - text);
      return text;
    }
    text = *repaired = g_utf8_make_valid(text, (gssize)*length);
    *length = strlen(text);
  }
  return text;
}

void features_each_word(const char *subject, const char *text, features_take *take, gpointer data)
{
  struct reading reading = { .take = take, .data = data, .words = BLOCK_SUBJECT_WORDS };
  g_autofree char *repaired_subject = NULL, *repaired_text = NULL;
  gsize length;
  subject = readable(subject, FEATURES_MOST_SUBJECT, &repaired_subject, &length);
  read_text(&reading, subject, length);
  reading.words = BLOCK_TEXT_WORDS;
  text = readable(text, FEATURES_MOST_TEXT, &repaired_text, &length);
  read_text(&reading, text, length);
}

struct counting {
  struct features *features;
  guint32 *slots; /* 1 + the place in `all`; 0: free */
  guint32 mask;
  guint room;
};

static void grow(struct counting *counting)
{
  struct features *features = counting->features;
  counting->room *= 2;
  features->all = g_renew(struct feature, features->all, counting->room);
  g_free(counting->slots);
  counting->slots = g_new0(guint32, counting->room * 2);
  counting->mask = counting->room * 2 - 1;
  for (guint i = 0; i < features->n; i++) {
    guint32 at = features->all[i].hash >> 2 & counting->mask;
    while (counting->slots[at])
      at = (at + 1) & counting->mask;
    counting->slots[at] = i + 1;
  }
}

static void count_word(const struct features_word *word, gpointer data)
{
  struct counting *counting = data;
  struct features *features = counting->features;
  for (guint i = 0; i < word->n; i++) {
    guint32 hash = word->hashes[i], at = hash >> 2 & counting->mask, place;
    while ((place = counting->slots[at]) && features->all[place - 1].hash != hash)
      at = (at + 1) & counting->mask;
    if (place) {
      features->all[place - 1].count++;
      continue;
    }
    features->all[features->n] = (struct feature){ hash, 1 };
    counting->slots[at] = ++features->n;
    if (features->n == counting->room)
      grow(counting);
  }
}

void features_read(struct features *features, const char *subject, const char *text)
{
  struct counting counting = { .features = features, .room = 1024, .mask = 2047 };
  *features = (struct features){ .all = g_new(struct feature, counting.room) };
  counting.slots = g_new0(guint32, counting.room * 2);
  features_each_word(subject, text, count_word, &counting);
  g_free(counting.slots);
}

void features_clear(struct features *features)
{
  g_clear_pointer(&features->all, g_free);
  features->n = 0;
}

float features_repeated(guint32 count)
{
  return count == 1 ? 1.0f : 1.0f + logf((float)count);
}
