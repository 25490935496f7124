#include "learn/model-file.h"
#include "tests/learn/garden.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct world {
  char *folder, *path;
  char *bytes; /* NULL: skipped */
  gsize length;
};

static void set_up(struct world *world, gconstpointer unused G_GNUC_UNUSED)
{
  world->folder = g_dir_make_tmp("deskbell-model.XXXXXX", NULL);
  world->path = g_build_filename(world->folder, "model", NULL);
  g_autoptr(Trained) trained = garden_trained();
  if (!trained)
    return;
  g_assert_true(train_write(trained, world->path, NULL));
  g_assert_true(g_file_get_contents(world->path, &world->bytes, &world->length, NULL));
}

static void tear_down(struct world *world, gconstpointer unused G_GNUC_UNUSED)
{
  folder_remove(world->folder);
  g_free(world->folder);
  g_free(world->path);
  g_free(world->bytes);
}

static struct model *open_world(const struct world *world)
{
  g_autoptr(GError) error = NULL;
  struct model *model = model_open(world->path, &error);
  g_assert_no_error(error);
  return model;
}

static void confidences_are_shares_of_one(struct world *world, gconstpointer unused G_GNUC_UNUSED)
{
  if (!world->bytes)
    return;
  static const char *const texts[] = { "The tulips wither", "오븐이 고장", "", "xyzzy", "Which soil, and is the oven cold?" };
  g_autoptr(Model) model = open_world(world);
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    double confidence, each[2];
    guint label = model_predict(model, "", texts[i], &confidence, each);
    g_assert_cmpfloat_with_epsilon(each[0] + each[1], 1, 1e-9);
    g_assert_cmpfloat(confidence, ==, each[label]);
    g_assert_cmpfloat(confidence, >=, 0.5);
    g_assert_cmpfloat(confidence, <=, 1);
  }
}

static void what_it_never_saw_is_not_judged(struct world *world, gconstpointer unused G_GNUC_UNUSED)
{
  if (!world->bytes)
    return;
  static const char *const texts[] = { "", "   ", "Καλημέρα, θα ήθελα να μάθω", "จะเปิดเมื่อไหร่" };
  g_autoptr(Model) model = open_world(world);
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    double confidence;
    model_predict(model, NULL, texts[i], &confidence, NULL);
    g_assert_cmpfloat(confidence, <, 0.6);
  }
}

static void words_that_spoke_for_it_are_whole_and_told_once(struct world *world, gconstpointer unused G_GNUC_UNUSED)
{
  if (!world->bytes)
    return;
  g_autoptr(Model) model = open_world(world);
  double confidence;
  guint label = model_predict(model, "", "Hello! My OVEN is an oven that is cold.", &confidence, NULL);
  g_assert_cmpstr(model_label(model, label), ==, "kitchen");
  g_autoptr(GPtrArray) words = model_words(model, "", "Hello! My OVEN is an oven that is cold.", label, 3);
  g_assert_cmpuint(words->len, ==, 3);
  guint ovens = 0;
  for (guint i = 0; i < words->len; i++)
    ovens += !g_ascii_strcasecmp(words->pdata[i], "oven");
  g_assert_cmpuint(ovens, ==, 1);

  g_autoptr(GPtrArray) korean = model_words(model, "", "튤립이 시들었습니다", 0, 1);
  g_assert_cmpuint(korean->len, ==, 1);
  g_assert_nonnull(strstr("튤립이 시들었습니다", korean->pdata[0]));
  g_autoptr(GPtrArray) none = model_words(model, "", "", label, 3);
  g_autoptr(GPtrArray) beyond = model_words(model, "", "oven", 99, 3);
  g_assert_cmpuint(none->len, ==, 0);
  g_assert_cmpuint(beyond->len, ==, 0);
}

static gboolean opens(const struct world *world, const char *bytes, gsize length)
{
  g_unlink(world->path);
  g_assert_true(g_file_set_contents_full(world->path, bytes, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  g_autoptr(GError) error = NULL;
  g_autoptr(Model) model = model_open(world->path, &error);
  if (!model) {
    g_assert_error(error, MODEL_ERROR, FAULT_DATA);
    return FALSE;
  }
  double confidence;
  guint label = model_predict(model, "Question", "The oven of the tulips is cold, 오븐이 고장", &confidence, NULL);
  g_assert_cmpuint(label, <, model_labels(model));
  g_assert_cmpfloat(confidence, >=, 0);
  g_assert_cmpfloat(confidence, <=, 1);
  g_ptr_array_unref(model_words(model, "Question", "The oven", label, 3));
  return TRUE;
}

static void a_cut_or_changed_file_is_refused(struct world *world, gconstpointer unused G_GNUC_UNUSED)
{
  if (!world->bytes)
    return;
  g_autofree char *copy = g_memdup2(world->bytes, world->length);
  g_assert_true(opens(world, copy, world->length));
  for (gsize length = 0; length < world->length; length += length < 400 ? 1 : world->length / 100)
    g_assert_false(opens(world, copy, length));
  for (gsize at = 0; at < world->length; at += at < 400 ? 1 : world->length / 100) {
    copy[at] ^= 1 << at % 8;
    g_assert_false(opens(world, copy, world->length));
    copy[at] = world->bytes[at];
  }
}

static void seal(char *bytes, gsize length)
{
  struct model_header header;
  memcpy(&header, bytes, sizeof header);
  header.checksum = model_checksum(&header, bytes + sizeof header, length - sizeof header);
  memcpy(bytes, &header, sizeof header);
}

/* Whoever makes such a file also makes its checksum: what is opened then must be safe to ask. */
static void a_forged_file_does_no_harm(struct world *world, gconstpointer unused G_GNUC_UNUSED)
{
  if (!world->bytes)
    return;
  g_autofree char *copy = g_malloc(world->length);
  guint refused = 0;
  for (gsize at = 8; at < world->length; at += at < 420 ? 1 : world->length / 200)
    for (guint bit = 0; bit < 8; bit += 3) {
      memcpy(copy, world->bytes, world->length);
      copy[at] ^= 1 << bit;
      seal(copy, world->length);
      refused += !opens(world, copy, world->length);
    }
  g_assert_cmpuint(refused, >, 30);
}

static void a_table_without_end_is_left_in_time(struct world *world, gconstpointer unused G_GNUC_UNUSED)
{
  if (!world->bytes)
    return;
  struct model_header header;
  memcpy(&header, world->bytes, sizeof header);
  g_autofree char *copy = g_memdup2(world->bytes, world->length);
  struct model_slot *slots = (gpointer)(copy + sizeof header + header.n_strings);
  for (guint32 i = 0; i < header.n_slots; i++)
    slots[i].row = 1;
  seal(copy, world->length);
  gint64 start = g_get_monotonic_time();
  g_assert_true(opens(world, copy, world->length));
  g_assert_cmpint(g_get_monotonic_time() - start, <, 5 * G_USEC_PER_SEC);
}

static void numbers_that_are_none_are_refused(struct world *world, gconstpointer unused G_GNUC_UNUSED)
{
  if (!world->bytes)
    return;
  static const float wrong[] = { NAN, INFINITY, -INFINITY, 1e30f };
  for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
    g_autofree char *copy = g_memdup2(world->bytes, world->length);
    memcpy(copy + world->length - sizeof wrong[i], &wrong[i], sizeof wrong[i]);
    seal(copy, world->length);
    g_assert_false(opens(world, copy, world->length));
  }
}

/* Lengths that vanish, and what they are divided by. */
static void numbers_that_vanish_do_no_harm(struct world *world, gconstpointer unused G_GNUC_UNUSED)
{
  if (!world->bytes)
    return;
  static const float small[] = { 0, 1e-19f, 1e-30f, 1e-44f };
  struct model_header header;
  memcpy(&header, world->bytes, sizeof header);
  gsize width = 1 + header.n_labels;
  for (gsize i = 0; i < G_N_ELEMENTS(small) * G_N_ELEMENTS(small); i++) {
    g_autofree char *copy = g_memdup2(world->bytes, world->length);
    float *rows = (gpointer)(copy + sizeof header + header.n_strings + header.n_slots * sizeof(struct model_slot));
    for (guint32 row = 0; row < header.n_rows; row++)
      rows[row * width] = small[i % G_N_ELEMENTS(small)];
    for (guint block = 0; block < G_N_ELEMENTS(header.blocks); block++)
      ((struct model_header *)(gpointer)copy)->blocks[block] = small[i / G_N_ELEMENTS(small)];
    seal(copy, world->length);
    opens(world, copy, world->length);
  }
}

/* Somebody copies another model over it, in place, while it is in use. */
static void a_file_that_changes_does_no_harm(struct world *world, gconstpointer unused G_GNUC_UNUSED)
{
  if (!world->bytes)
    return;
  g_autoptr(Model) model = open_world(world);
  g_autofree char *other = g_memdup2(world->bytes, world->length);
  struct model_header *header = (gpointer)other;
  struct model_slot *slots = (gpointer)(other + sizeof *header + header->n_strings);
  for (guint32 i = 0; i < header->n_slots; i++)
    slots[i].row = 1 << 30;
  header->n_labels = 1000;
  memset(other + sizeof *header, 0x7F, header->n_strings);
  int fd = g_open(world->path, O_WRONLY | O_CLOEXEC, 0);
  g_assert_cmpint(write(fd, other, world->length), ==, (gssize)world->length);
  g_assert_true(g_close(fd, NULL));
  double confidence;
  guint label = model_predict(model, "Question", "The oven of the tulips is cold", &confidence, NULL);
  g_assert_cmpuint(label, <, 2);
  g_assert_cmpfloat(confidence, >=, 0);
  g_assert_cmpfloat(confidence, <=, 1);
  g_assert_cmpstr(model_axis(model), ==, "category");
  g_assert_cmpstr(model_label(model, 0), ==, "garden");
  g_ptr_array_unref(model_words(model, "Question", "The oven", label, 3));
}

static void names_that_are_none_are_refused(struct world *world, gconstpointer unused G_GNUC_UNUSED)
{
  if (!world->bytes)
    return;
  static const char wrong[] = { '\n', '\x1B', '\x7F', '\xFF' };
  for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
    g_autofree char *copy = g_memdup2(world->bytes, world->length);
    copy[sizeof(struct model_header) + strlen("category") + 1] = wrong[i];
    seal(copy, world->length);
    g_assert_false(opens(world, copy, world->length));
  }
}

static void what_is_no_model_is_told_apart(struct world *world, gconstpointer unused G_GNUC_UNUSED)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *nowhere = g_build_filename(world->folder, "nowhere", NULL);
  g_assert_null(model_open(nowhere, &error));
  g_assert_error(error, MODEL_ERROR, FAULT_NO_INPUT);
  g_clear_error(&error);
  g_assert_true(g_file_set_contents(world->path, "", 0, NULL));
  g_assert_null(model_open(world->path, &error));
  g_assert_error(error, MODEL_ERROR, FAULT_DATA);
  g_clear_error(&error);

  g_autofree char *pipe = g_build_filename(world->folder, "pipe", NULL);
  g_assert_cmpint(mkfifo(pipe, 0600), ==, 0);
  const char *const none[] = { pipe, world->folder, "/dev/null" };
  for (gsize i = 0; i < G_N_ELEMENTS(none); i++) {
    g_assert_null(model_open(none[i], &error));
    g_assert_error(error, MODEL_ERROR, FAULT_DATA);
    g_assert_true(g_str_has_prefix(error->message, none[i]));
    g_clear_error(&error);
  }
}

#define ADD(name, function) g_test_add("/model/" name, struct world, NULL, set_up, function, tear_down)

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  ADD("confidences-are-shares-of-one", confidences_are_shares_of_one);
  ADD("what-it-never-saw-is-not-judged", what_it_never_saw_is_not_judged);
  ADD("words-that-spoke-for-it", words_that_spoke_for_it_are_whole_and_told_once);
  ADD("a-cut-or-changed-file-is-refused", a_cut_or_changed_file_is_refused);
  ADD("a-forged-file-does-no-harm", a_forged_file_does_no_harm);
  ADD("a-table-without-end", a_table_without_end_is_left_in_time);
  ADD("numbers-that-are-none-are-refused", numbers_that_are_none_are_refused);
  ADD("numbers-that-vanish-do-no-harm", numbers_that_vanish_do_no_harm);
  ADD("a-file-that-changes-does-no-harm", a_file_that_changes_does_no_harm);
  ADD("names-that-are-none-are-refused", names_that_are_none_are_refused);
  ADD("what-is-no-model-is-told-apart", what_is_no_model_is_told_apart);
  return g_test_run();
}
