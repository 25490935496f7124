#include "learn/offsets.h"

#include "learn/score.h"

#include <math.h>

enum { STEPS = 10, ROUNDS = 3 };
static const double step = 0.05;
/* What suits the mails at hand best suits others less: only this much of it is taken. */
static const double taken = 0.5;

static guint best_label(const struct offsets_scores *scores, guint i, const double *offsets, guint except)
{
  const float *own = scores->scores + (gsize)i * scores->n_labels;
  guint best = except == 0 ? 1 : 0;
  for (guint label = best + 1; label < scores->n_labels; label++)
    if (label != except && own[label] + offsets[label] > own[best] + offsets[best])
      best = label;
  return best;
}

/* Mails as one label's offset sees them: whether it or `rival` wins. */
struct contest {
  guint label, rival;
  double lead; /* of the label without its offset */
};

static guint collect(const struct offsets_scores *scores, guint fold, const double *offsets, guint label,
                     struct contest *contests)
{
  guint n = 0;
  for (guint i = 0; i < scores->n; i++) {
    if (scores->folds[i] == fold)
      continue;
    guint rival = best_label(scores, i, offsets, label);
    const float *own = scores->scores + (gsize)i * scores->n_labels;
    contests[n++] = (struct contest){ scores->labels[i], rival, own[label] - own[rival] - offsets[rival] };
  }
  return n;
}

static double judged(const struct contest *contests, guint n, guint label, guint n_labels, double offset)
{
  g_autoptr(Score) score = score_new(n_labels);
  for (guint i = 0; i < n; i++)
    score_add(score, contests[i].label, contests[i].lead + offset > 0 ? label : contests[i].rival);
  return score_macro_f1(score);
}

/* From all mails that are not in `fold`. */
static double *choose_without(const struct offsets_scores *scores, guint fold)
{
  double *offsets = g_new0(double, scores->n_labels);
  g_autofree struct contest *contests = g_new(struct contest, scores->n);
  double best = -1;
  gboolean moved = TRUE;
  for (guint round = 0; round < ROUNDS && moved; round++) {
    moved = FALSE;
    for (guint label = 0; label < scores->n_labels; label++) {
      guint n = collect(scores, fold, offsets, label, contests);
      if (best < 0)
        best = judged(contests, n, label, scores->n_labels, 0);
      double before = offsets[label];
      for (int i = -STEPS; i <= STEPS; i++) {
        double now = judged(contests, n, label, scores->n_labels, i * step);
        if (now > best + 1e-9) {
          best = now;
          offsets[label] = i * step;
        }
      }
      moved |= offsets[label] != before;
    }
  }
  for (guint label = 0; label < scores->n_labels; label++)
    offsets[label] *= taken;
  return offsets;
}

double *offsets_choose(const struct offsets_scores *scores, struct score **ret_score)
{
  double *mean = g_new0(double, scores->n_labels);
  g_autoptr(Score) score = score_new(scores->n_labels);
  for (guint fold = 0; fold < scores->n_folds; fold++) {
    g_autofree double *offsets = choose_without(scores, fold);
    for (guint label = 0; label < scores->n_labels; label++)
      mean[label] += offsets[label] / scores->n_folds;
    for (guint i = 0; i < scores->n; i++)
      if (scores->folds[i] == fold)
        score_add(score, scores->labels[i], best_label(scores, i, offsets, G_MAXUINT));
  }
  if (ret_score)
    *ret_score = g_steal_pointer(&score);
  return mean;
}

/* How unlikely what is so was, on the whole. */
static double surprise(const struct offsets_scores *scores, const double *offsets, double sharpness)
{
  double sum = 0;
  for (guint i = 0; i < scores->n; i++) {
    const float *own = scores->scores + (gsize)i * scores->n_labels;
    guint best = best_label(scores, i, offsets, G_MAXUINT), is = scores->labels[i];
    double all = 0;
    for (guint label = 0; label < scores->n_labels; label++)
      all += exp(sharpness * (own[label] + offsets[label] - own[best] - offsets[best]));
    sum += log(all) - sharpness * (own[is] + offsets[is] - own[best] - offsets[best]);
  }
  return sum;
}

double offsets_sharpness(const struct offsets_scores *scores, const double *offsets)
{
  double best = 0.05, least = surprise(scores, offsets, best);
  for (double sharpness = best * 1.1; sharpness < 50; sharpness *= 1.1) {
    double now = surprise(scores, offsets, sharpness);
    if (now < least) {
      least = now;
      best = sharpness;
    }
  }
  return best;
}
