/* What is added to each label's score before the highest wins. Rare labels lose by default; offsets are chosen so that the mean F1
 * of the labels is best on mails that were held out. */
#pragma once
#include <glib.h>

struct score;

struct offsets_scores {
  guint n, n_labels, n_folds;
  float *scores;  /* n x n_labels */
  guint *labels;  /* n: what is so */
  guint *folds;   /* n: in which part each mail was held out */
};

/* From all that are not in `fold` (G_MAXUINT: from all). n_labels numbers; g_free(). */
double *offsets_choose(const struct offsets_scores *scores, guint fold);

/* How well held-out mails are judged with offsets that were chosen without them. */
struct score *offsets_cross_judge(const struct offsets_scores *scores);

/* The factor with which the scores' softmax is the likeliest: 1 / temperature. */
double offsets_sharpness(const struct offsets_scores *scores, const double *offsets);
