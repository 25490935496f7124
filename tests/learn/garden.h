/* Labelled mails to learn from: of a garden and of a kitchen, in English and Korean. */
#pragma once
#include "base/fault.h"
#include "learn/model.h"
#include "learn/train.h"
#include "tests/folder.h"

enum { GARDEN_EACH = 12 };

/* struct train_sample, whose texts live in `texts`. */
static inline GArray *garden_samples(GPtrArray *texts)
{
  static const struct {
    const char *label, *subject, *format;
  } kinds[] = {
    { "garden", "Question", "The tulips that I planted in bed %u wither. Which soil do they like?" },
    { "kitchen", "Question", "My oven stays cold since %u days, the cake is ruined. Is the oven broken?" },
    { "garden", "문의", "%u번 화단의 튤립이 시들었습니다. 어떤 흙이 좋은가요?" },
    { "kitchen", "문의", "%u번 오븐이 차갑습니다. 오븐이 고장 난 것 같아요." },
  };
  GArray *samples = g_array_new(FALSE, TRUE, sizeof(struct train_sample));
  for (guint i = 0; i < GARDEN_EACH; i++)
    for (gsize kind = 0; kind < G_N_ELEMENTS(kinds); kind++) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      char *text = g_strdup_printf(kinds[kind].format, i);
#pragma GCC diagnostic pop
      g_ptr_array_add(texts, text);
      const struct train_sample sample = { kinds[kind].label, kinds[kind].subject, text, text };
      g_array_append_val(samples, sample);
    }
  return samples;
}

/* NULL: this build cannot learn, and the test is skipped. */
static inline struct trained *garden_trained(void)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GArray) samples = garden_samples(texts);
  g_autoptr(GError) error = NULL;
  struct trained *trained = train_new("category", (gpointer)samples->data, samples->len, NULL, NULL, &error);
  if (error && error->code == FAULT_UNAVAILABLE)
    g_test_skip(error->message);
  else
    g_assert_no_error(error);
  return trained;
}
