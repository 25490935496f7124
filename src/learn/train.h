/* Learning from mails whose label is known: chooses cost and offsets by cross-validation, calibrates, and writes what
 * model.h maps. The same mails in the same order give the same file, byte for byte. */
#pragma once
#include <glib.h>

struct score;

struct train_sample {
  const char *label;
  const char *subject, *text; /* NULL: empty */
  const char *group; /* mails that are nearly the same share one, so that none is judged by its twin; NULL: by what the
                        text says */
};

/* What cross-validation found. */
struct train_figures {
  guint n_labels;
  const char *const *labels; /* in the order of their bytes */
  const guint *mails;        /* of each label */
  guint features;
  double cost;
  double accuracy, macro_f1; /* of mails that it was not trained with */
  gsize bytes;               /* of the file */
};

enum { TRAIN_LEAST_MAILS = 10, TRAIN_MOST_MAILS = 200 * 1000 };

/* Called now and then with how much is done; may be NULL. */
typedef void train_told(guint done, guint total, gpointer data);

struct trained;

/* FAULT_DATA: fewer than two labels, too few or too many mails, a label that cannot be a name. FAULT_UNAVAILABLE: no
 * LIBLINEAR. */
struct trained *train_new(const char *axis, const struct train_sample *samples, guint n, train_told *told, gpointer data,
                          GError **error);
const struct train_figures *train_figures(const struct trained *trained);

/* Replaces `path` as a whole or not at all. */
gboolean train_write(const struct trained *trained, const char *path, GError **error);

void train_free(struct trained *trained); /* accepts NULL */
typedef struct trained Trained;           /* for g_autoptr(Trained) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Trained, train_free)

GQuark train_error_quark(void);
#define TRAIN_ERROR train_error_quark()
