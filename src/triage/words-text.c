#include <build.h> /* memmem() */
#include "triage/words-private.h"

#include "triage/folded.h"

#include <string.h>

enum { MAX_REGEX_TEXT = 16 * 1024, N_TRIPLES = 65536 };

/* Texts are const for all who ask them; what is remembered of them when they are first asked is not seen. */
struct words_text {
  struct folded *folded;
  gsize regex_length; /* of the original that expressions see */
  gboolean odd_letters; /* which an expression takes for ASCII ones */
  gboolean has_pairs, has_triples; /* the tables are made when they are first asked */
  guint64 pairs[65536 / 64]; /* which two bytes stand side by side: most patterns are ruled out by this alone */
  guint64 triples[N_TRIPLES / 64]; /* which three bytes of the original do, hashed and in lower case; for expressions */
};

static gboolean has_pair(const struct words_text *text, const char *p)
{
  guint pair = (guint)(guchar)p[0] << 8 | (guchar)p[1];
  return text->pairs[pair / 64] >> (pair % 64) & 1;
}

/* Of three bytes that end in `c`, by the hash of the two before. */
static guint next_triple(guint hash, char c)
{
  return (hash << 6 ^ (guchar)g_ascii_tolower(c)) % (1U << 18);
}

static guint triple_place(guint hash)
{
  return (hash ^ hash >> 13) % N_TRIPLES;
}

/* One pass over the text for all expressions. */
static void note_triples(struct words_text *text)
{
  const char *original = text->folded->original;
  guint hash = 0;
  memset(text->triples, 0, sizeof text->triples);
  text->has_triples = TRUE;
  for (gsize i = 0; i < text->regex_length; i++) {
    hash = next_triple(hash, original[i]);
    guint place = triple_place(hash);
    if (i >= 2)
      text->triples[place / 64] |= G_GUINT64_CONSTANT(1) << (place % 64);
  }
  text->odd_letters = memmem(original, text->regex_length, "\xE2\x84\xAA", 3) /* the sign of the kelvin */
                      || memmem(original, text->regex_length, "\xC5\xBF", 2); /* the long s */
}

static void note_pairs(struct words_text *text)
{
  const char *p = text->folded->text;
  memset(text->pairs, 0, sizeof text->pairs);
  text->has_pairs = TRUE;
  for (gsize i = 0; i + 1 < text->folded->length; i++) {
    guint pair = (guint)(guchar)p[i] << 8 | (guchar)p[i + 1];
    text->pairs[pair / 64] |= G_GUINT64_CONSTANT(1) << (pair % 64);
  }
}

struct words_text *words_text_new(const char *text)
{
  struct words_text *ready = g_new(struct words_text, 1);
  ready->has_pairs = ready->has_triples = FALSE;
  ready->folded = folded_new(text);
  const char *original = ready->folded->original, *cut;
  ready->regex_length = strnlen(original, MAX_REGEX_TEXT);
  if (original[ready->regex_length] && !g_utf8_validate(original, ready->regex_length, &cut))
    ready->regex_length = cut - original;
  return ready;
}

void words_text_free(struct words_text *text)
{
  if (!text)
    return;
  folded_free(text->folded);
  g_free(text);
}

gboolean words_text_may_have(const struct words_text *text, const char *words, gsize length)
{
  if (!text->has_pairs)
    note_pairs((struct words_text *)text);
  for (gsize i = 0; i + 1 < length; i++)
    if (!has_pair(text, words + i))
      return FALSE;
  return TRUE;
}

gboolean words_text_may_have_literal(const struct words_text *text, const char *literal, gsize length)
{
  if (!text->has_triples)
    note_triples((struct words_text *)text);
  if (text->odd_letters)
    return TRUE;
  guint hash = next_triple(next_triple(0, literal[0]), literal[1]);
  for (gsize i = 2; i < length; i++) {
    hash = next_triple(hash, literal[i]);
    guint place = triple_place(hash);
    if (!(text->triples[place / 64] >> (place % 64) & 1))
      return FALSE;
  }
  return TRUE;
}

gsize words_text_limit(const struct words_text *text)
{
  return folded_place(text->folded, text->regex_length);
}

gsize words_text_seen(const struct words_text *text)
{
  return text->regex_length;
}

const struct folded *words_text_folded(const struct words_text *text)
{
  return text->folded;
}
