#include "triage/details-private.h"

#include <string.h>

enum { BUCKETS = 512 };

struct word {
  const char *text;
  guint16 length, bucket;
  int number;
};

struct lookup {
  GArray *words; /* struct word, by bucket, longer ones first */
  guint16 first[BUCKETS + 1];
};

/* By the third byte where the first two tell little. */
static guint bucket_of(const char *text)
{
  const guint8 *at = (const guint8 *)text;
  if (at[0] < 0x80)
    return (at[0] * 7U + at[1] * 31U) % (BUCKETS / 2);
  return BUCKETS / 2 + (at[1] ? (at[0] + at[1] * 31U + at[2] * 7U) % (BUCKETS / 2) : 0);
}

static gint by_bucket(gconstpointer a, gconstpointer b)
{
  const struct word *one = a, *other = b;
  return one->bucket != other->bucket ? (gint)one->bucket - (gint)other->bucket : (gint)other->length - (gint)one->length;
}

const struct lookup *lookup_new(const struct lookup_words *lists, gsize n)
{
  struct lookup *lookup = g_new0(struct lookup, 1);
  lookup->words = g_array_new(FALSE, FALSE, sizeof(struct word));
  for (gsize i = 0; i < n; i++)
    for (const char *at = lists[i].words; *at;) {
      gsize length = strcspn(at, "|");
      const struct word word = { at, (guint16)length, (guint16)bucket_of(at), lists[i].number };
      g_array_append_val(lookup->words, word);
      at += length + (at[length] == '|');
    }
  g_array_sort(lookup->words, by_bucket);
  guint at = 0;
  for (guint bucket = 0; bucket <= BUCKETS; bucket++) {
    lookup->first[bucket] = (guint16)at;
    while (at < lookup->words->len && g_array_index(lookup->words, struct word, at).bucket == bucket)
      at++;
  }
  return lookup;
}

gsize lookup_at(const struct lookup *lookup, const char *at, int *ret_number)
{
  guint bucket = bucket_of(at);
  for (guint i = lookup->first[bucket]; i < lookup->first[bucket + 1]; i++) {
    const struct word *word = &g_array_index(lookup->words, struct word, i);
    if (at[0] == word->text[0] && !strncmp(at, word->text, word->length)) {
      *ret_number = word->number;
      return word->length;
    }
  }
  return 0;
}
