/* What cross-validation chooses: the cost of an error, an offset for each label, and how sharp a confidence is. */
#pragma once
#include "learn/vectors.h"

struct tuned {
  double cost;
  double *offsets;  /* one a label; they make rare labels audible */
  double sharpness;
  double accuracy, macro_f1; /* of held-out mails, judged with offsets that other mails chose */
};

struct tune_task {
  const struct vectors *vectors;
  const guint *labels;   /* of each mail */
  guint n_labels;
  const guint64 *groups; /* of each mail */
  void (*told)(guint done, guint total, gpointer data); /* NULL */
  gpointer data;
};

/* Weights of all labels, learned from the mails of which `out` is not `fold` (out NULL: from all): n_labels times n_features
 * + 1 numbers, label by label. Free with g_free(); NULL on failure. */
double *tune_learn(const struct tune_task *task, double cost, const guint *out, guint fold, GError **error);

gboolean tune_run(const struct tune_task *task, struct tuned *ret, GError **error);
void tuned_clear(struct tuned *tuned);
