/* A text classifier that was learned from labelled mail: LIBLINEAR's weights over hashed n-grams of words and of characters,
 * subject and text apart, in one file that is mapped, not parsed. Applying it needs no library; train.h makes it. */
#pragma once
#include <glib.h>

struct model;

/* Maps and checks (magic, version, lengths, checksum, every offset) a model; what it says of a mail is then safe to ask,
 * however the file was made. FAULT_NO_INPUT, FAULT_REFUSED, FAULT_DATA. */
struct model *model_open(const char *path, GError **error);
void model_close(struct model *model); /* accepts NULL */
typedef struct model Model;            /* for g_autoptr(Model) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Model, model_close)

const char *model_axis(const struct model *model); /* "category", "priority", "team"; borrowed */
guint model_labels(const struct model *model);
const char *model_label(const struct model *model, guint label); /* borrowed */

/* The best label, with rare ones raised as training chose, and how sure the model is of it, 0 to 1, calibrated. `each`
 * (NULL, or model_labels() places) gets the probability of every label. Of the subject 1 KiB is read, of the text 8 KiB;
 * NULL is empty. */
guint model_predict(const struct model *model, const char *subject, const char *text, double *ret_confidence, double *each);

/* The words of subject and text that spoke most for `label`, best first, at most `most`, as they were written; whole words.
 * char *. */
GPtrArray *model_words(const struct model *model, const char *subject, const char *text, guint label, guint most);

GQuark model_error_quark(void);
#define MODEL_ERROR model_error_quark()
