/* Examples for the shipped rules: a mail of one or two sentences, what it is about and how soon it must be seen. */
#pragma once
#include "base/problems.h"
#include "mails.h"

#include <string.h>

struct example {
  const char *subject, *text;
  const char *category, *priority;
};

static inline struct filters *shipped(void)
{
  g_autoptr(Problems) problems = problems_new();
  g_autofree char *folder = g_build_filename(g_getenv("top_srcdir"), "filters", NULL);
  struct filters *filters = filters_load(folder, NULL, problems);
  g_autofree char *text = problems_text(problems);
  g_assert_cmpstr(text, ==, "");
  g_assert_nonnull(filters);
  return filters;
}

static inline void assert_examples(const struct example *examples, gsize n)
{
  g_autoptr(Filters) filters = shipped();
  guint wrong = 0;
  for (gsize i = 0; i < n; i++) {
    const struct example *e = &examples[i];
    g_autoptr(TriageVerdict) verdict = decide(filters, e->subject, e->text);
    if (strcmp(verdict->category, e->category) || strcmp(priority_names[verdict->priority], e->priority)) {
      g_ptr_array_add(verdict->rules, NULL);
      g_autofree char *rules = g_strjoinv(" ", (char **)verdict->rules->pdata);
      g_ptr_array_remove_index(verdict->rules, verdict->rules->len - 1);
      g_test_message("%s/%s, not %s/%s (%s): %s | %s", verdict->category, priority_names[verdict->priority], e->category,
                     e->priority, rules, e->subject, e->text);
      wrong++;
    }
  }
  g_assert_cmpuint(wrong, ==, 0);
}
