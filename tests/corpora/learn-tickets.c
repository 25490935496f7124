/* Learns from the first N of the mails on standard input and says what the others are, with the time that each took.
 *
 *   learn-tickets MODEL N < MAILS      each mail is label, group, subject and text, every one ended by a NUL
 *
 * Prints "train SECONDS COST MACRO-F1 BYTES", "predict MICROSECONDS", and for each mail left "LABEL CONFIDENCE". */
#include "learn/model.h"
#include "learn/train.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static GString *read_all(void)
{
  GString *all = g_string_new(NULL);
  char piece[65536];
  for (gsize n; (n = fread(piece, 1, sizeof piece, stdin)) > 0;)
    g_string_append_len(all, piece, (gssize)n);
  return all;
}

static GArray *split(const GString *all)
{
  GArray *samples = g_array_new(FALSE, TRUE, sizeof(struct train_sample));
  const char *fields[4];
  guint n = 0;
  for (const char *p = all->str; p < all->str + all->len; p += strlen(p) + 1) {
    fields[n++] = p;
    if (n < G_N_ELEMENTS(fields))
      continue;
    const struct train_sample sample = { .label = fields[0], .group = *fields[1] ? fields[1] : NULL, .subject = fields[2], .text = fields[3] };
    g_array_append_val(samples, sample);
    n = 0;
  }
  return samples;
}

static int fail(const GError *error)
{
  fprintf(stderr, "learn-tickets: %s\n", error->message);
  return 1;
}

int main(int argc, char **argv)
{
  if (argc != 3)
    return 64;
  g_autoptr(GString) all = read_all();
  g_autoptr(GArray) samples = split(all);
  const struct train_sample *sample = (gpointer)samples->data;
  guint n = MIN((guint)atoi(argv[2]), samples->len);
  g_autoptr(GError) error = NULL;
  gint64 start = g_get_monotonic_time();
  g_autoptr(Trained) trained = train_new("priority", sample, n, NULL, NULL, &error);
  if (!trained)
    return fail(error);
  const struct train_figures *figures = train_figures(trained);
  printf("train %.3f %g %.4f %zu\n", (double)(g_get_monotonic_time() - start) / 1e6, figures->cost, figures->macro_f1, figures->bytes);
  if (!train_write(trained, argv[1], &error))
    return fail(error);
  g_autoptr(Model) model = model_open(argv[1], &error);
  if (!model)
    return fail(error);
  GString *said = g_string_new(NULL);
  start = g_get_monotonic_time();
  for (guint i = n; i < samples->len; i++) {
    double confidence;
    guint label = model_predict(model, sample[i].subject, sample[i].text, &confidence, NULL);
    g_string_append_printf(said, "%s\t%.4f\n", model_label(model, label), confidence);
  }
  double microseconds = (double)(g_get_monotonic_time() - start);
  printf("predict %.1f\n%s", samples->len > n ? microseconds / (samples->len - n) : 0, said->str);
  g_string_free(said, TRUE);
  return 0;
}
