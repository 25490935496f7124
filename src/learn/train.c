#include "learn/train.h"

#include "base/fault.h"
#include "learn/model-file.h"
#include "learn/pack.h"
#include "learn/tune.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

G_DEFINE_QUARK(deskbell-train-error-quark, train_error)

struct trained {
  GPtrArray *labels; /* char *, sorted */
  guint *mails;
  struct train_figures figures;
  GByteArray *bytes;
};

static gint by_bytes(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names of the labels in `ret`, and the number of each mail's; NULL when they will not do. */
static guint *number_labels(const struct train_sample *samples, guint n, GPtrArray *ret, GError **error)
{
  g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < n; i++) {
    if (!model_is_name(samples[i].label)) {
      g_set_error(error, TRAIN_ERROR, FAULT_DATA, "a label is a name of at most %d bytes in one line", MODEL_MOST_NAME);
      return NULL;
    }
    if (g_hash_table_add(known, (gpointer)samples[i].label))
      g_ptr_array_add(ret, g_strdup(samples[i].label));
  }
  if (ret->len < 2 || ret->len > MODEL_MOST_LABELS) {
    g_set_error(error, TRAIN_ERROR, FAULT_DATA, "mail of %u label%s; from 2 to %d can be learned", ret->len,
                ret->len == 1 ? "" : "s", MODEL_MOST_LABELS);
    return NULL;
  }
  g_ptr_array_sort(ret, by_bytes);
  g_hash_table_remove_all(known);
  for (guint i = 0; i < ret->len; i++)
    g_hash_table_insert(known, ret->pdata[i], GUINT_TO_POINTER(i));
  guint *labels = g_new(guint, n);
  for (guint i = 0; i < n; i++)
    labels[i] = GPOINTER_TO_UINT(g_hash_table_lookup(known, samples[i].label));
  return labels;
}

static guint64 *name_groups(const struct train_sample *samples, guint n)
{
  guint64 *groups = g_new(guint64, n);
  for (guint i = 0; i < n; i++)
    groups[i] = samples[i].group ? (guint64)g_str_hash(samples[i].group) << 1 | 1
                                 : vectors_fingerprint(&samples[i]) & ~(guint64)1;
  return groups;
}

static gboolean learn(struct trained *trained, const char *axis, const struct tune_task *task, GError **error)
{
  struct tuned tuned;
  if (!tune_run(task, &tuned, error))
    return FALSE;
  g_autofree double *weights = tune_learn(task, tuned.cost, NULL, 0, error);
  if (weights) {
    trained->bytes = pack_model(axis, trained->labels, task->vectors, weights, &tuned);
    trained->figures = (struct train_figures){
      .n_labels = trained->labels->len,
      .labels = (const char *const *)trained->labels->pdata,
      .mails = trained->mails,
      .features = task->vectors->n_features,
      .cost = tuned.cost,
      .accuracy = tuned.accuracy,
      .macro_f1 = tuned.macro_f1,
      .bytes = trained->bytes->len,
    };
  }
  tuned_clear(&tuned);
  return weights != NULL;
}

struct trained *train_new(const char *axis, const struct train_sample *samples, guint n, train_told *told, gpointer data,
                          GError **error)
{
  if (n < TRAIN_LEAST_MAILS || n > TRAIN_MOST_MAILS) {
    g_set_error(error, TRAIN_ERROR, FAULT_DATA, "%u mail%s; from %d to %d can be learned from", n, n == 1 ? "" : "s",
                TRAIN_LEAST_MAILS, TRAIN_MOST_MAILS);
    return NULL;
  }
  if (!model_is_name(axis)) {
    g_set_error(error, TRAIN_ERROR, FAULT_DATA, "an axis is a name of at most %d bytes", MODEL_MOST_NAME);
    return NULL;
  }
  g_autoptr(Trained) trained = g_new0(struct trained, 1);
  trained->labels = g_ptr_array_new_with_free_func(g_free);
  g_autofree guint *labels = number_labels(samples, n, trained->labels, error);
  if (!labels || !solver_open(error))
    return NULL;
  trained->mails = g_new0(guint, trained->labels->len);
  for (guint i = 0; i < n; i++)
    trained->mails[labels[i]]++;
  g_autofree guint64 *groups = name_groups(samples, n);
  g_autoptr(Vectors) vectors = vectors_new(samples, n, error);
  if (!vectors)
    return NULL;
  const struct tune_task task = { vectors, labels, trained->labels->len, groups, told, data };
  return learn(trained, axis, &task, error) ? g_steal_pointer(&trained) : NULL;
}

const struct train_figures *train_figures(const struct trained *trained)
{
  return &trained->figures;
}

gboolean train_write(const struct trained *trained, const char *path, GError **error)
{
  mode_t mask = umask(0);
  umask(mask);
  g_autoptr(GError) problem = NULL;
  if (g_file_set_contents_full(path, (const char *)trained->bytes->data, trained->bytes->len,
                               G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, (int)(0666 & ~mask), &problem))
    return TRUE;
  g_set_error(error, TRAIN_ERROR, problem->code == G_FILE_ERROR_NOSPC ? FAULT_IO : FAULT_CREATE, "%s", problem->message);
  return FALSE;
}

void train_free(struct trained *trained)
{
  if (!trained)
    return;
  g_clear_pointer(&trained->labels, g_ptr_array_unref);
  g_clear_pointer(&trained->bytes, g_byte_array_unref);
  g_free(trained->mails);
  g_free(trained);
}
