#include "learn/pack.h"

#include "learn/features.h"
#include "learn/model-file.h"

#include <string.h>

G_STATIC_ASSERT(sizeof(struct model_header) % 8 == 0);
G_STATIC_ASSERT(G_N_ELEMENTS(((struct model_header *)0)->blocks) == N_BLOCKS);

static void append_text(GByteArray *bytes, const char *text)
{
  g_byte_array_append(bytes, (const guint8 *)text, (guint)strlen(text) + 1);
}

/* NULL: somebody would have to walk too far. */
static struct model_slot *try_slots(const struct vectors *vectors, guint32 n_slots)
{
  g_autofree struct model_slot *slots = g_new0(struct model_slot, n_slots);
  for (guint i = 0; i < vectors->n_features; i++) {
    guint32 at = vectors->hashes[i] >> 2 & (n_slots - 1);
    guint steps = 0;
    for (; slots[at].row; at = (at + 1) & (n_slots - 1))
      if (++steps == MODEL_MOST_STEPS)
        return NULL;
    slots[at] = (struct model_slot){ vectors->hashes[i], i + 1 };
  }
  return g_steal_pointer(&slots);
}

static struct model_slot *make_slots(const struct vectors *vectors, guint32 *n_slots)
{
  *n_slots = 2;
  while (*n_slots < vectors->n_features * 2)
    *n_slots *= 2;
  struct model_slot *slots;
  while (!(slots = try_slots(vectors, *n_slots)))
    *n_slots *= 2;
  return slots;
}

static void append_rows(GByteArray *bytes, const struct vectors *vectors, const double *weights, guint n_labels)
{
  gsize width = (gsize)vectors->n_features + 1;
  float row[1 + MODEL_MOST_LABELS];
  for (guint i = 0; i < vectors->n_features; i++) {
    row[0] = vectors->rarity[i];
    for (guint label = 0; label < n_labels; label++)
      row[1 + label] = (float)weights[width * label + i];
    g_byte_array_append(bytes, (const guint8 *)row, (guint)((1 + n_labels) * sizeof(float)));
  }
}

GByteArray *pack_model(const char *axis, const GPtrArray *labels, const struct vectors *vectors, const double *weights,
                       const struct tuned *tuned)
{
  struct model_header header = {
    .magic = MODEL_MAGIC, .order = MODEL_ORDER, .version = MODEL_VERSION, .n_labels = labels->len,
    .n_rows = vectors->n_features, .sharpness = (float)tuned->sharpness, .usual = vectors->usual,
  };
  memcpy(header.blocks, vectors_blocks, sizeof header.blocks);
  for (guint label = 0; label < labels->len; label++)
    header.bias[label] =
        (float)(weights[((gsize)vectors->n_features + 1) * (label + 1) - 1] + tuned->offsets[label]);
  GByteArray *bytes = g_byte_array_new();
  g_byte_array_append(bytes, (const guint8 *)&header, sizeof header);
  append_text(bytes, axis);
  for (guint label = 0; label < labels->len; label++)
    append_text(bytes, labels->pdata[label]);
  while (bytes->len % 8)
    g_byte_array_append(bytes, (const guint8 *)"", 1);
  header.n_strings = bytes->len - (guint)sizeof header;
  g_autofree struct model_slot *slots = make_slots(vectors, &header.n_slots);
  g_byte_array_append(bytes, (const guint8 *)slots, header.n_slots * (guint)sizeof *slots);
  append_rows(bytes, vectors, weights, labels->len);
  header.checksum = model_checksum(&header, bytes->data + sizeof header, bytes->len - sizeof header);
  memcpy(bytes->data, &header, sizeof header);
  return bytes;
}
