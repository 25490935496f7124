/* What is added to each label's score before the highest wins. Rare labels lose by default; offsets are chosen so that the
 * mean F1 of the labels is best on mails that were held out. */
#pragma once
#include <glib.h>

struct score;

struct offsets_scores {
  guint n, n_labels, n_folds;
  float *scores;  /* n x n_labels */
  guint *labels;  /* n: what is so */
  guint *folds;   /* n: in which part each mail was held out */
};

/* Chooses n_labels numbers, the mean of what the mails without each part ask for; g_free(). *ret_score (free it; may be
 * NULL) says how well each part is judged with what was chosen without it. */
double *offsets_choose(const struct offsets_scores *scores, struct score **ret_score);

/* The factor with which the scores' softmax is the likeliest: 1 / temperature. */
double offsets_sharpness(const struct offsets_scores *scores, const double *offsets);
