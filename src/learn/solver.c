#include "learn/solver.h"

#include "base/fault.h"
#include "base/library.h"

#include <build.h>

GQuark train_error_quark(void); /* train.h's names are LIBLINEAR's as well */

#ifdef HAVE_LIBLINEAR
#include <linear.h>
#include <stdlib.h>

static struct {
  __typeof__(train) *train;
  __typeof__(free_and_destroy_model) *free;
  __typeof__(set_print_string_function) *set_print;
} linear;

static const struct library_symbol symbols[] = {
  { "train", (void **)&linear.train },
  { "free_and_destroy_model", (void **)&linear.free },
  { "set_print_string_function", (void **)&linear.set_print },
};

G_STATIC_ASSERT(sizeof(struct solver_node) == sizeof(struct feature_node));

static void say_nothing(G_GNUC_UNUSED const char *text)
{
}

gboolean solver_open(GError **error)
{
  if (!library_open(LIBLINEAR_SONAME, symbols, G_N_ELEMENTS(symbols), error)) {
    g_prefix_error(error, "learning needs LIBLINEAR (Debian: liblinear4): ");
    return FALSE;
  }
  linear.set_print(say_nothing);
  return TRUE;
}

gboolean solver_run(const struct solver_task *task, double *weights, GError **error)
{
  g_autofree double *y = g_new(double, task->n_rows);
  for (guint i = 0; i < task->n_rows; i++)
    y[i] = task->yes[i] ? 1 : -1;
  const struct problem problem = { (int)task->n_rows, (int)task->n_features, y,
                                   (struct feature_node **)(gpointer)task->rows, -1 };
  int sides[] = { 1, -1 };
  double factors[] = { task->yes_factor, task->no_factor };
  const struct parameter parameter = {
    .solver_type = L2R_L2LOSS_SVC_DUAL,
    .eps = 0.1,
    .C = task->cost,
    .nr_weight = 2,
    .weight_label = sides,
    .weight = factors,
  };
  srand(1); /* it visits the rows in random order */
  struct model *model = linear.train(&problem, &parameter);
  gboolean two = model && model->nr_class == 2;
  if (two) {
    double sign = model->label[0] == 1 ? 1 : -1;
    for (guint i = 0; i < task->n_features; i++)
      weights[i] = sign * model->w[i];
  } else {
    g_set_error_literal(error, train_error_quark(), FAULT_INTERNAL, "LIBLINEAR gave no answer");
  }
  if (model)
    linear.free(&model);
  return two;
}

#else

gboolean solver_open(GError **error)
{
  g_set_error_literal(error, train_error_quark(), FAULT_UNAVAILABLE,
                      "this build cannot learn: it was made without LIBLINEAR");
  return FALSE;
}

gboolean solver_run(const struct solver_task *task, double *weights, GError **error)
{
  (void)task, (void)weights;
  return solver_open(error);
}
#endif
