#include "learn/vectors.h"

#include "base/fault.h"
#include "learn/features.h"
#include "learn/model-file.h"
#include "learn/train.h"

#include <math.h>
#include <string.h>

enum {
  MOST_NODES = 100 * 1000 * 1000,
  LEAST_MAILS = 2, /* that have a feature: one alone tells nothing of others, and held-out mails would look stranger
                      than new ones */
};

const float vectors_blocks[N_BLOCKS] = {
  [BLOCK_SUBJECT_WORDS] = 0.7f, [BLOCK_SUBJECT_CHARACTERS] = 0.7f, [BLOCK_TEXT_WORDS] = 1, [BLOCK_TEXT_CHARACTERS] = 1
};

/* Numbers for hashes, by open addressing. */
struct dictionary {
  guint32 *slots; /* 1 + number; 0: free */
  guint32 mask;
  GArray *hashes, *mails; /* guint32: of each number, its hash, and how many mails have it */
};

static void place(struct dictionary *dictionary, guint32 hash, guint32 number)
{
  guint32 at = hash >> 2 & dictionary->mask;
  while (dictionary->slots[at])
    at = (at + 1) & dictionary->mask;
  dictionary->slots[at] = number + 1;
}

static void enlarge(struct dictionary *dictionary)
{
  g_free(dictionary->slots);
  dictionary->mask = dictionary->mask * 2 + 1;
  dictionary->slots = g_new0(guint32, (gsize)dictionary->mask + 1);
  for (guint i = 0; i < dictionary->hashes->len; i++)
    place(dictionary, g_array_index(dictionary->hashes, guint32, i), i);
}

static guint32 number_of(struct dictionary *dictionary, guint32 hash)
{
  guint32 at = hash >> 2 & dictionary->mask, found;
  for (; (found = dictionary->slots[at]); at = (at + 1) & dictionary->mask)
    if (g_array_index(dictionary->hashes, guint32, found - 1) == hash)
      return found - 1;
  guint32 number = dictionary->hashes->len, none = 0;
  g_array_append_val(dictionary->hashes, hash);
  g_array_append_val(dictionary->mails, none);
  dictionary->slots[at] = number + 1;
  if (dictionary->hashes->len > dictionary->mask / 2)
    enlarge(dictionary);
  return number;
}

static void dictionary_init(struct dictionary *dictionary)
{
  dictionary->mask = (1 << 16) - 1;
  dictionary->slots = g_new0(guint32, (gsize)dictionary->mask + 1);
  dictionary->hashes = g_array_new(FALSE, FALSE, sizeof(guint32));
  dictionary->mails = g_array_new(FALSE, FALSE, sizeof(guint32));
}

static void dictionary_clear(struct dictionary *dictionary)
{
  g_free(dictionary->slots);
  g_array_unref(dictionary->hashes);
  g_array_unref(dictionary->mails);
}

/* Reads all mails; afterwards a feature's `hash` is its number in the dictionary. FALSE: too many. */
static gboolean read_all(struct features *all, const struct train_sample *samples, guint n, struct dictionary *dictionary)
{
  gsize nodes = 0;
  for (guint i = 0; i < n; i++) {
    features_read(&all[i], samples[i].subject, samples[i].text);
    all[i].all = g_renew(struct feature, all[i].all, MAX(all[i].n, 1));
    nodes += all[i].n;
    if (nodes > MOST_NODES)
      return FALSE;
    for (guint j = 0; j < all[i].n; j++) {
      guint32 number = number_of(dictionary, all[i].all[j].hash);
      g_array_index(dictionary->mails, guint32, number)++;
      all[i].all[j].hash = number;
    }
  }
  return TRUE;
}

/* Numbers those that stay anew; G_MAXUINT32 for the others. */
static guint32 *keep(struct vectors *vectors, const struct dictionary *dictionary, guint32 least)
{
  guint32 *renumbered = g_new(guint32, dictionary->hashes->len + 1);
  vectors->hashes = g_new(guint32, dictionary->hashes->len + 1);
  vectors->rarity = g_new(float, dictionary->hashes->len + 1);
  for (guint i = 0; i < dictionary->hashes->len; i++) {
    guint32 mails = g_array_index(dictionary->mails, guint32, i);
    renumbered[i] = G_MAXUINT32;
    if (mails < least || vectors->n_features == MODEL_MOST_ROWS)
      continue;
    renumbered[i] = vectors->n_features;
    vectors->hashes[vectors->n_features] = g_array_index(dictionary->hashes, guint32, i);
    vectors->rarity[vectors->n_features++] = logf((1 + (float)vectors->n) / (1 + (float)mails)) + 1;
  }
  return renumbered;
}

/* Must agree with how model.c reckons. */
static struct solver_node *make_row(const struct vectors *vectors, const struct features *features,
                                    const guint32 *renumbered)
{
  struct solver_node *row = g_new(struct solver_node, features->n + 2);
  guint n = 0;
  float squares[N_BLOCKS] = { 0 }, whole = 0, factors[N_BLOCKS];
  for (guint i = 0; i < features->n; i++) {
    guint32 number = renumbered[features->all[i].hash];
    if (number == G_MAXUINT32)
      continue;
    float value = vectors->rarity[number] * features_repeated(features->all[i].count);
    squares[FEATURE_BLOCK(vectors->hashes[number])] += value * value;
    row[n++] = (struct solver_node){ (int)number + 1, value };
  }
  for (guint block = 0; block < N_BLOCKS; block++)
    whole += squares[block] > 0 ? vectors_blocks[block] * vectors_blocks[block] : 0;
  for (guint block = 0; block < N_BLOCKS; block++)
    factors[block] = squares[block] > 0 ? vectors_blocks[block] / sqrtf(squares[block] * whole) : 0;
  for (guint i = 0; i < n; i++)
    row[i].value *= factors[FEATURE_BLOCK(vectors->hashes[row[i].index - 1])];
  row[n++] = (struct solver_node){ (int)vectors->n_features + 1, 1 };
  row[n++] = (struct solver_node){ -1, 0 };
  return g_renew(struct solver_node, row, n);
}

static gint by_size(gconstpointer a, gconstpointer b)
{
  float left = *(const float *)a, right = *(const float *)b;
  return left < right ? -1 : left > right;
}

/* One mail in twenty knows less of itself than this. */
static float usual_share(const struct features *all, guint n, const struct dictionary *dictionary)
{
  g_autofree float *shares = g_new(float, n);
  for (guint i = 0; i < n; i++) {
    guint known = 0;
    for (guint j = 0; j < all[i].n; j++)
      known += g_array_index(dictionary->mails, guint32, all[i].all[j].hash) > 1;
    shares[i] = all[i].n ? (float)known / (float)all[i].n : 0;
  }
  qsort(shares, n, sizeof *shares, by_size);
  return shares[n / 20];
}

struct vectors *vectors_new(const struct train_sample *samples, guint n, GError **error)
{
  g_autoptr(Vectors) vectors = g_new0(struct vectors, 1);
  struct features *all = g_new0(struct features, n);
  struct dictionary dictionary;
  dictionary_init(&dictionary);
  gboolean fits = read_all(all, samples, n, &dictionary);
  if (fits) {
    vectors->n = n;
    g_autofree guint32 *renumbered = keep(vectors, &dictionary, LEAST_MAILS);
    vectors->usual = usual_share(all, n, &dictionary);
    vectors->rows = g_new0(struct solver_node *, n);
    for (guint i = 0; i < n; i++) {
      vectors->rows[i] = make_row(vectors, &all[i], renumbered);
      features_clear(&all[i]);
    }
  }
  for (guint i = 0; i < n; i++)
    features_clear(&all[i]);
  g_free(all);
  dictionary_clear(&dictionary);
  if (fits)
    return g_steal_pointer(&vectors);
  g_set_error_literal(error, TRAIN_ERROR, FAULT_DATA, "the mails have more words than fit; train on fewer of them");
  return NULL;
}

void vectors_free(struct vectors *vectors)
{
  if (!vectors)
    return;
  for (guint i = 0; vectors->rows && i < vectors->n; i++)
    g_free(vectors->rows[i]);
  g_free(vectors->rows);
  g_free(vectors->hashes);
  g_free(vectors->rarity);
  g_free(vectors);
}

static void add_to_fingerprint(const struct features_word *word, gpointer data)
{
  guint64 *fingerprint = data;
  *fingerprint = (*fingerprint ^ word->identity) * 0x9E3779B97F4A7C15u;
  *fingerprint ^= *fingerprint >> 29;
}

guint64 vectors_fingerprint(const struct train_sample *sample)
{
  guint64 fingerprint = 1;
  features_each_word(sample->subject, sample->text, add_to_fingerprint, &fingerprint);
  return fingerprint;
}
