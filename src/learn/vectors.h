/* Labelled mails as LIBLINEAR reads them: every feature that occurs gets a number, a rarity, and in each mail a value. */
#pragma once
#include "learn/solver.h"

struct train_sample;

struct vectors {
  guint n;                 /* mails */
  guint n_features;        /* without the last, which is 1 in every mail: the bias */
  guint32 *hashes;         /* of each feature, from 0; in `rows` they count from 1 */
  float *rarity;
  struct solver_node **rows;
  float usual;             /* of a mail's features, the share that another mail has as well; less is rare */
};

/* How loud a block of features is beside the others. */
extern const float vectors_blocks[4];

/* NULL with FAULT_DATA: more than fits. */
struct vectors *vectors_new(const struct train_sample *samples, guint n, GError **error);
void vectors_free(struct vectors *vectors); /* accepts NULL */
typedef struct vectors Vectors;             /* for g_autoptr(Vectors) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Vectors, vectors_free)

/* A number for everything that the mail says, the same for the same words whatever their case and numbers. */
guint64 vectors_fingerprint(const struct train_sample *sample);
