#include "learn/folds.h"
#include "learn/offsets.h"
#include "learn/score.h"
#include "tests/learn/garden.h"

#include <string.h>

static char *temporary(void)
{
  g_autoptr(GError) error = NULL;
  char *folder = g_dir_make_tmp("deskbell-train.XXXXXX", &error);
  g_assert_no_error(error);
  return folder;
}

static void what_was_learned_is_told_of_new_mail(void)
{
  static const struct {
    const char *text, *label;
  } cases[] = {
    { "My tulips wither, what is wrong with the soil?", "garden" },
    { "the OVEN stays cold again", "kitchen" },
    { "튤립이 또 시들었어요", "garden" },
    { "오븐이 차가워요, 고장인가요?", "kitchen" },
  };
  g_autoptr(Trained) trained = garden_trained();
  if (!trained)
    return;
  g_autofree char *folder = temporary(), *path = g_build_filename(folder, "model", NULL);
  g_autoptr(GError) error = NULL;
  g_assert_true(train_write(trained, path, &error));
  g_autoptr(Model) model = model_open(path, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(model_axis(model), ==, "category");
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    double confidence;
    guint label = model_predict(model, "", cases[i].text, &confidence, NULL);
    g_assert_cmpstr(model_label(model, label), ==, cases[i].label);
    g_assert_cmpfloat(confidence, >, 0.6);
  }
  folder_remove(folder);
}

static void figures_tell_what_was_learned_from(void)
{
  g_autoptr(Trained) trained = garden_trained();
  if (!trained)
    return;
  const struct train_figures *figures = train_figures(trained);
  g_assert_cmpuint(figures->n_labels, ==, 2);
  g_assert_cmpstr(figures->labels[0], ==, "garden");
  g_assert_cmpuint(figures->mails[0], ==, 2 * GARDEN_EACH);
  g_assert_cmpfloat(figures->accuracy, >, 0.95);
  g_assert_cmpfloat(figures->macro_f1, >, 0.95);
}

static void the_same_mails_give_the_same_file(void)
{
  g_autofree char *folder = temporary(), *path = g_build_filename(folder, "model", NULL), *bytes[2] = { NULL };
  gsize lengths[2];
  for (guint i = 0; i < 2; i++) {
    g_autoptr(Trained) trained = garden_trained();
    if (!trained)
      return;
    g_assert_true(train_write(trained, path, NULL));
    g_assert_true(g_file_get_contents(path, &bytes[i], &lengths[i], NULL));
  }
  g_assert_cmpmem(bytes[0], lengths[0], bytes[1], lengths[1]);
  g_free(bytes[1]);
  folder_remove(folder);
}

/* Labels that have nothing to do with the text: whoever learns them must not be sure of them. */
static void noise_is_not_believed(void)
{
  static const char *const words[] = { "oven", "tulip", "soil", "cake", "bed", "cold", "broken", "오븐", "튤립", "화단" };
  g_autoptr(GRand) random = g_rand_new_with_seed(7);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GArray) samples = g_array_new(FALSE, TRUE, sizeof(struct train_sample));
  for (guint i = 0; i < 240; i++) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint j = 0; j < 8; j++)
      g_string_append_printf(text, "%s ", words[g_rand_int_range(random, 0, G_N_ELEMENTS(words))]);
    g_ptr_array_add(texts, g_strdup(text->str));
    const struct train_sample sample = { g_rand_boolean(random) ? "garden" : "kitchen", "", texts->pdata[i], NULL };
    g_array_append_val(samples, sample);
  }
  g_autoptr(GError) error = NULL;
  g_autoptr(Trained) trained = train_new("category", (gpointer)samples->data, 200, NULL, NULL, &error);
  if (!trained) {
    g_assert_cmpint(error->code, ==, FAULT_UNAVAILABLE);
    return;
  }
  g_assert_cmpfloat(train_figures(trained)->accuracy, <, 0.65);
  g_autofree char *folder = temporary(), *path = g_build_filename(folder, "model", NULL);
  g_assert_true(train_write(trained, path, &error));
  g_autoptr(Model) model = model_open(path, &error);
  double sum = 0, confidence;
  for (guint i = 200; i < 240; i++) {
    model_predict(model, "", texts->pdata[i], &confidence, NULL);
    sum += confidence;
  }
  g_assert_cmpfloat(sum / 40, <, 0.65);
  folder_remove(folder);
}

static void what_cannot_be_learned_is_refused(void)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GArray) samples = garden_samples(texts);
  struct train_sample *all = (gpointer)samples->data;
  static const struct {
    const char *name, *axis, *label;
    guint n;
  } cases[] = {
    { "too few", "category", NULL, TRAIN_LEAST_MAILS - 1 },
    { "none", "category", NULL, 0 },
    { "one label", "category", "garden", 4 * GARDEN_EACH },
    { "a label without a name", "category", "", 4 * GARDEN_EACH },
    { "a label of two lines", "category", "kitchen\nsink", 4 * GARDEN_EACH },
    { "a label that is a terminal's", "category", "kitchen\x1b[31m", 4 * GARDEN_EACH },
    { "a label that is no text", "category", "\xff", 4 * GARDEN_EACH },
    { "an axis without a name", "", NULL, 4 * GARDEN_EACH },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_autofree struct train_sample *copy = g_memdup2(all, samples->len * sizeof *all);
    for (guint j = 1; j < samples->len && cases[i].label; j += 2) /* every other one is of the garden anyway */
      copy[j].label = cases[i].label;
    g_assert_null(train_new(cases[i].axis, copy, cases[i].n, NULL, NULL, &error));
    if (!g_error_matches(error, TRAIN_ERROR, FAULT_DATA))
      g_error("%s: %s", cases[i].name, error->message);
  }
}

static void a_place_that_takes_no_file_is_told(void)
{
  g_autoptr(Trained) trained = garden_trained();
  if (!trained)
    return;
  g_autoptr(GError) error = NULL;
  g_assert_false(train_write(trained, "/nowhere/at/all/model", &error));
  g_assert_error(error, TRAIN_ERROR, FAULT_CREATE);
}

static void groups_never_cross_parts_and_labels_are_spread(void)
{
  enum { MAILS = 300, PARTS = 5 };
  guint labels[MAILS], rare = 0;
  guint64 groups[MAILS];
  for (guint i = 0; i < MAILS; i++) {
    groups[i] = i / 3;
    labels[i] = i / 3 % 10 == 0; /* ten groups of a rare label */
    rare += labels[i];
  }
  for (guint seed = 0; seed < 5; seed++) {
    g_autofree guint *folds = folds_new(labels, groups, MAILS, PARTS, seed);
    guint have[PARTS] = { 0 }, all[PARTS] = { 0 };
    for (guint i = 0; i < MAILS; i++) {
      g_assert_cmpuint(folds[i], ==, folds[i / 3 * 3]);
      have[folds[i]] += labels[i];
      all[folds[i]]++;
    }
    for (guint part = 0; part < PARTS; part++) {
      g_assert_cmpuint(have[part], ==, rare / PARTS);
      g_assert_cmpuint(all[part], ==, MAILS / PARTS);
    }
  }
}

/* A rare label whose score is right in its order, but always a little too low. */
static void offsets_make_a_rare_label_heard(void)
{
  enum { MAILS = 200 };
  float scores[MAILS][2];
  guint labels[MAILS], folds[MAILS];
  for (guint i = 0; i < MAILS; i++) {
    labels[i] = i % 10 == 0;
    folds[i] = i / 10 % 5;
    scores[i][0] = 0.3f;
    scores[i][1] = labels[i] ? 0.2f : -0.5f;
  }
  const struct offsets_scores all = { MAILS, 2, 5, &scores[0][0], labels, folds };
  g_autoptr(Score) score = NULL;
  g_autofree double *offsets = offsets_choose(&all, &score);
  g_assert_cmpfloat(0.2 + offsets[1], >, 0.3 + offsets[0] - 0.05);
  g_assert_cmpfloat(-0.5 + offsets[1], <, 0.3 + offsets[0]);
}

static void sharpness_is_what_the_errors_ask_for(void)
{
  enum { MAILS = 400 };
  float scores[MAILS][2];
  guint labels[MAILS], folds[MAILS] = { 0 };
  static const double none[2] = { 0, 0 };
  for (guint i = 0; i < MAILS; i++) { /* one apart, right in three of four: log 3 */
    scores[i][0] = 1;
    scores[i][1] = 0;
    labels[i] = i % 4 == 0;
  }
  const struct offsets_scores all = { MAILS, 2, 1, &scores[0][0], labels, folds };
  g_assert_cmpfloat_with_epsilon(offsets_sharpness(&all, none), 1.0986, 0.1);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/train/what-was-learned-is-told-of-new-mail", what_was_learned_is_told_of_new_mail);
  g_test_add_func("/train/figures", figures_tell_what_was_learned_from);
  g_test_add_func("/train/the-same-mails-give-the-same-file", the_same_mails_give_the_same_file);
  g_test_add_func("/train/noise-is-not-believed", noise_is_not_believed);
  g_test_add_func("/train/what-cannot-be-learned-is-refused", what_cannot_be_learned_is_refused);
  g_test_add_func("/train/a-place-that-takes-no-file", a_place_that_takes_no_file_is_told);
  g_test_add_func("/train/groups-never-cross-parts", groups_never_cross_parts_and_labels_are_spread);
  g_test_add_func("/train/offsets-make-a-rare-label-heard", offsets_make_a_rare_label_heard);
  g_test_add_func("/train/sharpness", sharpness_is_what_the_errors_ask_for);
  return g_test_run();
}
