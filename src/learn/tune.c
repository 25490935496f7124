#include "learn/tune.h"

#include "learn/folds.h"
#include "learn/offsets.h"
#include "learn/score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* With few mails it is cheap to judge them thoroughly, and needed. */
struct thoroughness {
  guint most_mails;
  guint folds, rounds;
};
static const struct thoroughness levels[] = { { 1000, 5, 3 }, { 2500, 5, 1 }, { G_MAXUINT, 3, 1 } };
static const double costs[] = { 0.1, 0.3, 1, 3 };

static const struct thoroughness *level_for(guint n)
{
  const struct thoroughness *level = levels;
  while (n > level->most_mails)
    level++;
  return level;
}

static void set_factors(struct solver_task *solve)
{
  guint yes = 0;
  for (guint i = 0; i < solve->n_rows; i++)
    yes += (guint)solve->yes[i];
  double n = solve->n_rows;
  solve->yes_factor = n / (2.0 * MAX(yes, 1));
  solve->no_factor = n / (2.0 * MAX(solve->n_rows - yes, 1));
}

double *tune_learn(const struct tune_task *task, double cost, const guint *out, guint fold, GError **error)
{
  const struct vectors *vectors = task->vectors;
  gsize width = (gsize)vectors->n_features + 1;
  g_autofree double *weights = g_new0(double, width * task->n_labels);
  g_autofree const struct solver_node **rows = g_new(const struct solver_node *, vectors->n);
  g_autofree gboolean *yes = g_new(gboolean, vectors->n);
  for (guint label = 0; label < task->n_labels; label++) {
    struct solver_task solve = { .rows = rows, .n_features = (guint)width, .yes = yes, .cost = cost };
    guint of_it = 0;
    for (guint i = 0; i < vectors->n; i++)
      if (!out || out[i] != fold) {
        yes[solve.n_rows] = task->labels[i] == label;
        of_it += task->labels[i] == label;
        rows[solve.n_rows++] = vectors->rows[i];
      }
    double *own = weights + width * label;
    if (!of_it || of_it == solve.n_rows) {
      own[width - 1] = of_it ? 1 : -1; /* nothing to tell it from */
      continue;
    }
    set_factors(&solve);
    if (!solver_run(&solve, own, error))
      return NULL;
  }
  return g_steal_pointer(&weights);
}

static double dot(const struct solver_node *row, const double *weights)
{
  double sum = 0;
  for (; row->index > 0; row++)
    sum += row->value * weights[row->index - 1];
  return sum;
}

struct plan {
  guint *folds[8]; /* of each round */
  const struct thoroughness *level;
  guint done, total;
};

/* Scores of every mail in every round by classifiers that do not know it. */
static gboolean judge(const struct tune_task *task, struct plan *plan, double cost, struct offsets_scores *scores, GError **error)
{
  const struct vectors *vectors = task->vectors;
  gsize width = (gsize)vectors->n_features + 1;
  for (guint round = 0; round < plan->level->rounds; round++)
    for (guint fold = 0; fold < plan->level->folds; fold++) {
      if (task->told)
        task->told(plan->done++, plan->total, task->data);
      g_autofree double *weights = tune_learn(task, cost, plan->folds[round], fold, error);
      if (!weights)
        return FALSE;
      for (guint i = 0; i < vectors->n; i++)
        for (guint label = 0; label < task->n_labels && plan->folds[round][i] == fold; label++)
          scores->scores[((gsize)round * vectors->n + i) * task->n_labels + label] =
              (float)dot(vectors->rows[i], weights + width * label);
    }
  return TRUE;
}

static void scores_init(const struct tune_task *task, const struct plan *plan, struct offsets_scores *scores)
{
  guint n = task->vectors->n;
  *scores = (struct offsets_scores){ .n = n * plan->level->rounds, .n_labels = task->n_labels, .n_folds = plan->level->folds };
  scores->scores = g_new0(float, (gsize)scores->n * task->n_labels);
  scores->labels = g_new(guint, scores->n);
  scores->folds = g_new(guint, scores->n);
  for (guint i = 0; i < scores->n; i++) {
    scores->labels[i] = task->labels[i % n];
    scores->folds[i] = plan->folds[0][i % n];
  }
}

/* Keeps what is best in `best`. */
static void compare(const struct offsets_scores *scores, double cost, struct tuned *best)
{
  g_autoptr(Score) score = offsets_cross_judge(scores);
  double macro_f1 = score_macro_f1(score);
  if (best->offsets && macro_f1 <= best->macro_f1 + 1e-9)
    return;
  tuned_clear(best);
  best->cost = cost;
  best->macro_f1 = macro_f1;
  best->accuracy = score_accuracy(score);
  best->offsets = offsets_choose(scores, G_MAXUINT);
  best->sharpness = offsets_sharpness(scores, best->offsets);
}

gboolean tune_run(const struct tune_task *task, struct tuned *ret, GError **error)
{
  *ret = (struct tuned){ 0 };
  struct plan plan = { .level = level_for(task->vectors->n) };
  plan.total = plan.level->rounds * plan.level->folds * G_N_ELEMENTS(costs) + 1;
  for (guint round = 0; round < plan.level->rounds; round++)
    plan.folds[round] = folds_new(task->labels, task->groups, task->vectors->n, plan.level->folds, round);
  struct offsets_scores scores;
  scores_init(task, &plan, &scores);
  gboolean fine = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS(costs) && fine; i++)
    if ((fine = judge(task, &plan, costs[i], &scores, error)))
      compare(&scores, costs[i], ret);
  g_free(scores.scores);
  g_free(scores.labels);
  g_free(scores.folds);
  for (guint round = 0; round < plan.level->rounds; round++)
    g_free(plan.folds[round]);
  return fine;
}

void tuned_clear(struct tuned *tuned)
{
  g_clear_pointer(&tuned->offsets, g_free);
}
