/* The file of a model, as it lies in memory: the header, the strings, the slots, the rows.
 *
 *   header   struct model_header
 *   strings  the axis and the labels, each with its NUL; padded to 8 bytes
 *   slots    n_slots x struct model_slot: where a feature's row is; a power of two, found by the hash and walking on
 *   rows     n_rows x (1 + n_labels) floats: the feature's rarity, and how much it speaks for each label
 *
 * One feature's numbers lie side by side, so that a look-up touches one place. Byte order and floats are the machine's. */
#pragma once
#include <glib.h>

enum {
  MODEL_VERSION = 1,
  MODEL_ORDER = 0x01020304,
  MODEL_MOST_LABELS = 64,
  MODEL_MOST_ROWS = 1 << 21,
  MODEL_MOST_STEPS = 64, /* from a feature's first slot to its own */
  MODEL_MOST_NAME = 200, /* bytes of an axis or a label */
};
#define MODEL_MAGIC "deskbell"

struct model_header {
  char magic[8];
  guint32 order, version;
  guint32 n_labels, n_slots, n_rows, n_strings; /* n_strings: bytes */
  guint64 checksum;     /* model_checksum() of all that follows the header, and of the header with 0 here */
  float blocks[4];      /* how loud each block of features is */
  float sharpness;      /* of the confidences: what scores are multiplied by */
  float usual; /* share of a mail's features that nearly every mail of its kind had known; below it nothing is sure */
  float bias[MODEL_MOST_LABELS];
};

struct model_slot {
  guint32 hash;
  guint32 row; /* from 1; 0: free */
};

/* Against accidents of discs and copies, not against people: no number in the file is trusted because of it. */
guint64 model_checksum(const struct model_header *header, gconstpointer rest, gsize length);

/* Whether an axis or a label may be called so: it is printed to terminals and stands in one line. */
gboolean model_is_name(const char *name);
