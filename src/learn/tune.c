#include "learn/tune.h"

#include "learn/folds.h"
#include "learn/offsets.h"
#include "learn/score.h"

#include <math.h>
#include <string.h>

/* With few mails it is cheap to judge them thoroughly, and needed. */
struct thoroughness {
  guint most_mails;
  guint folds, rounds, n_costs;
};
static const struct thoroughness levels[] = { { 1000, 5, 2, 3 }, { 2500, 5, 1, 3 }, { G_MAXUINT, 3, 1, 2 } };
/* The usual one comes first; the last is for few mails, as what fits many closely takes long to learn and is no better. */
static const double costs[] = { 0.3, 0.1, 1 };

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
  const struct tune_task *task;
  const struct thoroughness *level;
  guint done, total;
  struct offsets_scores scores; /* round by round */
};

/* Scores of every mail by classifiers that do not know it, as those of `round`. */
static gboolean judge(struct plan *plan, guint round, double cost, GError **error)
{
  const struct tune_task *task = plan->task;
  const struct vectors *vectors = task->vectors;
  gsize width = (gsize)vectors->n_features + 1;
  guint *folds = plan->scores.folds + (gsize)round * vectors->n;
  g_autofree guint *parts = folds_new(task->labels, task->groups, vectors->n, plan->level->folds, round);
  float *scores = plan->scores.scores + (gsize)round * vectors->n * task->n_labels;
  for (guint fold = 0; fold < plan->level->folds; fold++) {
    if (task->told)
      task->told(plan->done++, plan->total, task->data);
    g_autofree double *weights = tune_learn(task, cost, parts, fold, error);
    if (!weights)
      return FALSE;
    for (guint i = 0; i < vectors->n; i++)
      for (guint label = 0; label < task->n_labels && parts[i] == fold; label++)
        scores[(gsize)i * task->n_labels + label] = (float)dot(vectors->rows[i], weights + width * label);
  }
  /* A mail stays in the part that the first round gave it, so that no other round tells its answer. */
  memcpy(folds, round ? plan->scores.folds : parts, vectors->n * sizeof *folds);
  plan->scores.n = (round + 1) * vectors->n;
  return TRUE;
}

static void plan_init(struct plan *plan, const struct tune_task *task)
{
  guint n = task->vectors->n;
  *plan = (struct plan){ .task = task, .level = level_for(n) };
  plan->total = (plan->level->rounds - 1 + plan->level->n_costs) * plan->level->folds + 1;
  guint most = plan->level->rounds * n;
  plan->scores.n_labels = task->n_labels;
  plan->scores.n_folds = plan->level->folds;
  plan->scores.scores = g_new0(float, (gsize)most * task->n_labels);
  plan->scores.labels = g_new(guint, most);
  plan->scores.folds = g_new0(guint, most);
  for (guint i = 0; i < most; i++)
    plan->scores.labels[i] = task->labels[i % n];
}

static void plan_clear(struct plan *plan)
{
  g_free(plan->scores.scores);
  g_free(plan->scores.labels);
  g_free(plan->scores.folds);
}

/* The usual cost, unless another one does better by more than chance. The first round's scores are then those of it. */
static gboolean choose_cost(struct plan *plan, double *ret_cost, GError **error)
{
  double best = -1, chance = 0.3 / sqrt(plan->task->vectors->n);
  gsize size = (gsize)plan->task->vectors->n * plan->task->n_labels * sizeof(float);
  g_autofree float *scores = g_malloc(size);
  for (guint i = 0; i < plan->level->n_costs; i++) {
    if (!judge(plan, 0, costs[i], error))
      return FALSE;
    g_autoptr(Score) score = NULL;
    g_free(offsets_choose(&plan->scores, &score));
    double macro_f1 = score_macro_f1(score);
    if (best < 0 || macro_f1 > best + chance) {
      best = macro_f1;
      *ret_cost = costs[i];
      memcpy(scores, plan->scores.scores, size);
    }
  }
  memcpy(plan->scores.scores, scores, size);
  return TRUE;
}

gboolean tune_run(const struct tune_task *task, struct tuned *ret, GError **error)
{
  *ret = (struct tuned){ 0 };
  struct plan plan;
  plan_init(&plan, task);
  gboolean fine = choose_cost(&plan, &ret->cost, error);
  for (guint round = 1; round < plan.level->rounds && fine; round++)
    fine = judge(&plan, round, ret->cost, error);
  if (fine) {
    g_autoptr(Score) score = NULL;
    ret->offsets = offsets_choose(&plan.scores, &score);
    ret->sharpness = offsets_sharpness(&plan.scores, ret->offsets);
    ret->accuracy = score_accuracy(score);
    ret->macro_f1 = score_macro_f1(score);
  }
  plan_clear(&plan);
  return fine;
}

void tuned_clear(struct tuned *tuned)
{
  g_clear_pointer(&tuned->offsets, g_free);
}
