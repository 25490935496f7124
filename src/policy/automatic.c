#include "policy/automatic-private.h"

#include "base/subject.h"
#include "base/text.h"

#include <string.h>

/* Phrases lie one after another: a byte for the list, the folded phrase, NUL. An entry is found by its list and the
 * first bytes of its phrase, so that a text is walked once however many phrases there are. */
struct automatic_words {
  GBytes *packed;
  guint32 heads[AUTOMATIC_BUCKETS]; /* number of the first entry with these bytes, from 1; 0: none */
  const char *phrases;
  struct entry *entries;
};

struct entry {
  guint32 key; /* its list and first bytes, so that those of others are passed by without a look at their phrases */
  guint32 phrase; /* where it begins */
  guint32 next;
};

enum { KEY_BYTES = 3, MAX_GAP = 80 };

static guint32 key_of(const char *text, char list)
{
  return (guint32)(guchar)text[0] | (guint32)(guchar)text[1] << 8 | (guint32)(guchar)text[2] << 16 |
         (guint32)(guchar)list << 24;
}

static guint bucket_of(guint32 key)
{
  return (key * 2654435761u) >> (32 - AUTOMATIC_BUCKET_BITS);
}

struct automatic_words *automatic_words_new(GBytes *packed)
{
  gsize length;
  const char *start = g_bytes_get_data(packed, &length);
  if (!length || length > G_MAXUINT32 || start[length - 1])
    return NULL;
  struct automatic_words *words = g_new0(struct automatic_words, 1);
  words->packed = g_bytes_ref(packed);
  words->phrases = start;
  words->entries = g_new(struct entry, length / (KEY_BYTES + 2));
  guint32 number = 0;
  for (const char *p = start, *end = start + length; p < end;) {
    const char *phrase = p + 1;
    gsize n = p[0] && phrase < end ? strlen(phrase) : 0;
    if (n < KEY_BYTES || p[0] > N_AUTOMATIC_LISTS) {
      automatic_words_free(words);
      return NULL;
    }
    guint32 key = key_of(phrase, p[0]);
    guint bucket = bucket_of(key);
    words->entries[number++] = (struct entry){ key, (guint32)(phrase - start), words->heads[bucket] };
    words->heads[bucket] = number;
    p = phrase + n + 1;
  }
  return words;
}

void automatic_words_free(struct automatic_words *words)
{
  if (!words)
    return;
  g_bytes_unref(words->packed);
  g_free(words->entries);
  g_free(words);
}

/* The next phrase with that key, from *number on; NULL when there is no other. */
static inline const char *candidate(const struct automatic_words *words, guint32 key, guint32 *number)
{
  while (*number) {
    const struct entry *entry = &words->entries[*number - 1];
    *number = entry->next;
    if (entry->key == key)
      return words->phrases + entry->phrase;
  }
  return NULL;
}

GBytes *automatic_words_packed(const struct automatic_words *words)
{
  return words->packed;
}

char *automatic_fold(const char *text)
{
  char *folded = text_fold(text);
  char *out = folded; /* never longer */
  for (const char *p = folded; *p;) {
    if ((guchar)*p > ' ' && (guchar)*p < 0x7f) {
      *out++ = *p++;
      continue;
    }
    const char *next = g_utf8_next_char(p);
    gunichar c = g_utf8_get_char(p);
    if (c < 0x80 ? g_ascii_isspace((char)c) : c < 0xAC00 && g_unichar_isspace(c)) {
      if (out > folded && out[-1] != ' ')
        *out++ = ' ';
    } else if (c == 0x2019 || c == 0x2018 || c == 0x02bc) {
      *out++ = '\'';
    } else if (c != 0x200b && c != 0xad && c != 0xfeff) {
      memmove(out, p, (gsize)(next - p));
      out += next - p;
    }
    p = next;
  }
  *out = '\0';
  return folded;
}

enum kind { APART, SPACED, HANGUL, DENSE };

/* How words are set apart where such a character stands. */
static enum kind kind_of(gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum((char)c) ? SPACED : APART;
  if (text_is_hangul(c))
    return HANGUL;
  switch (g_unichar_get_script(c)) {
  case G_UNICODE_SCRIPT_HAN:
  case G_UNICODE_SCRIPT_HIRAGANA:
  case G_UNICODE_SCRIPT_KATAKANA:
  case G_UNICODE_SCRIPT_THAI:
    return DENSE;
  default:
    return g_unichar_isalnum(c) || g_unichar_ismark(c) ? SPACED : APART;
  }
}

static enum kind kind_before(const char *start, const char *p)
{
  return p > start ? kind_of(g_utf8_get_char(g_utf8_prev_char(p))) : APART;
}

static gboolean begins_word(const char *start, const char *p)
{
  enum kind here = kind_of(g_utf8_get_char(p)), before = kind_before(start, p);
  return here == APART || here == DENSE || before == APART || before == DENSE;
}

static gboolean ends_word(const char *start, const char *end)
{
  return kind_before(start, end) != SPACED || !*end || kind_of(g_utf8_get_char(end)) != SPACED;
}

/* Behind the phrase that stands at `p`, or NULL. A gap takes as little as it can. */
static const char *end_of(const char *phrase, const char *p)
{
  const char *gap = strstr(phrase, "...");
  gsize n = gap ? (gsize)(gap - phrase) : strlen(phrase);
  if (strncmp(p, phrase, n))
    return NULL;
  if (!gap)
    return p + n;
  const char *rest = gap + 3;
  for (const char *q = p + n; *q && q - (p + n) < MAX_GAP; q++) {
    const char *end = *q == *rest ? end_of(rest, q) : NULL;
    if (end)
      return end;
  }
  return NULL;
}

const char *automatic_find(const struct automatic_words *words, enum automatic_list list, const char *folded)
{
  if (!words)
    return NULL;
  gsize length = strlen(folded);
  for (const char *p = folded; p + KEY_BYTES <= folded + length; p = g_utf8_next_char(p)) {
    guint32 key = key_of(p, (char)(list + 1)), number = words->heads[bucket_of(key)];
    for (const char *phrase; (phrase = candidate(words, key, &number));) {
      const char *end = end_of(phrase, p);
      if (end && begins_word(folded, p) && ends_word(folded, end))
        return phrase;
    }
  }
  return NULL;
}

static const char *skip_any(const char *p, const char *characters)
{
  while (*p && g_utf8_strchr(characters, -1, g_utf8_get_char(p)))
    p = g_utf8_next_char(p);
  return p;
}

/* Whether the phrase that ends before `rest` was a label: it ends the subject, or something sets it apart. A comma does
 * not: people go on behind it ("Not in the office, please deliver later"). */
static gboolean is_set_apart(const char *rest)
{
  if (strchr(":])", rest[-1]))
    return TRUE;
  const char *next = skip_any(rest, " \t");
  if (!*next || g_utf8_strchr(":;.!|-–—~>()[]<*】〕」》\"。", -1, g_utf8_get_char(next)))
    return next != rest || *rest != '-'; /* "auto-reply-mail" is a word */
  return next != rest && subject_after_prefix(next, NULL);
}

const char *automatic_find_label(const struct automatic_words *words, enum automatic_list list, const char *folded)
{
  const char *start = skip_any(folded, " \t[(<*【〔「《\"=#");
  if (!words || strlen(start) < KEY_BYTES)
    return NULL;
  guint32 key = key_of(start, (char)(list + 1)), number = words->heads[bucket_of(key)];
  for (const char *phrase; (phrase = candidate(words, key, &number));) {
    const char *end = end_of(phrase, start);
    if (end && is_set_apart(end))
      return phrase;
  }
  return NULL;
}
