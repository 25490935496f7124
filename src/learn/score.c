#include "learn/score.h"

struct score *score_new(guint n)
{
  struct score *score = g_new0(struct score, 1);
  score->n = n;
  score->confusion = g_new0(guint64, (gsize)n * n);
  return score;
}

void score_free(struct score *score)
{
  if (!score)
    return;
  g_free(score->confusion);
  g_free(score);
}

void score_add(struct score *score, guint is, guint said)
{
  score->confusion[(gsize)is * score->n + said]++;
}

guint64 score_total(const struct score *score)
{
  guint64 total = 0;
  for (gsize i = 0; i < (gsize)score->n * score->n; i++)
    total += score->confusion[i];
  return total;
}

static double ratio(guint64 part, guint64 whole)
{
  return whole ? (double)part / (double)whole : 0;
}

static guint64 times_said(const struct score *score, guint label)
{
  guint64 said = 0;
  for (guint i = 0; i < score->n; i++)
    said += score->confusion[(gsize)i * score->n + label];
  return said;
}

struct score_label score_of(const struct score *score, guint label)
{
  struct score_label of = { 0 };
  guint64 right = score->confusion[(gsize)label * score->n + label], said = times_said(score, label);
  for (guint i = 0; i < score->n; i++)
    of.support += score->confusion[(gsize)label * score->n + i];
  of.precision = ratio(right, said);
  of.recall = ratio(right, of.support);
  of.f1 = ratio(2 * right, said + of.support);
  return of;
}

double score_accuracy(const struct score *score)
{
  guint64 right = 0;
  for (guint i = 0; i < score->n; i++)
    right += score->confusion[(gsize)i * score->n + i];
  return ratio(right, score_total(score));
}

double score_macro_f1(const struct score *score)
{
  double sum = 0;
  guint n = 0;
  for (guint label = 0; label < score->n; label++) {
    struct score_label of = score_of(score, label);
    if (of.support || times_said(score, label)) {
      sum += of.f1;
      n++;
    }
  }
  return n ? sum / n : 0;
}
