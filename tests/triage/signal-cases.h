/* Cases for the words of signals: what somebody writes, and which signal it lets be known, by which words. */
#pragma once
#include "shipped.h"

struct signal_case {
  const char *text, *code;
  const char *evidence; /* as it was written; NULL: the signal must not be told */
};

static inline const char *evidence_of(const struct triage_verdict *verdict, const char *code)
{
  for (guint i = 0; i < verdict->signals->len; i++) {
    const struct triage_signal *signal = verdict->signals->pdata[i];
    if (!strcmp(signal->code, code))
      return signal->evidence;
  }
  return NULL;
}

static inline void assert_signals(const struct signal_case *cases, gsize n)
{
  g_autoptr(Filters) filters = shipped();
  guint wrong = 0;
  for (gsize i = 0; i < n; i++) {
    g_autoptr(TriageVerdict) verdict = decide(filters, "", cases[i].text);
    const char *evidence = evidence_of(verdict, cases[i].code);
    if (g_strcmp0(evidence, cases[i].evidence)) {
      g_test_message("%s: expected %s, got %s: %s", cases[i].code, cases[i].evidence, evidence, cases[i].text);
      wrong++;
    }
  }
  g_assert_cmpuint(wrong, ==, 0);
}

/* Mail of a quiet day, that nobody must be woken for. */
static inline void assert_quiet(const char *const *texts, gsize n)
{
  static const char *const pressing[] = { "outage", "security", "data-loss", "money", "work-stopped", "urgency",
                                          "time-pressure", "vulnerable", "legal", "frustration", "insult", "worry" };
  g_autoptr(Filters) filters = shipped();
  guint wrong = 0;
  for (gsize i = 0; i < n; i++) {
    g_autoptr(TriageVerdict) verdict = decide(filters, "", texts[i]);
    gboolean quiet = verdict->priority == PRIORITY_NORMAL;
    for (gsize k = 0; k < G_N_ELEMENTS(pressing); k++)
      if (evidence_of(verdict, pressing[k])) {
        g_test_message("%s by %s: %s", pressing[k], evidence_of(verdict, pressing[k]), texts[i]);
        quiet = FALSE;
      }
    if (verdict->priority != PRIORITY_NORMAL)
      g_test_message("%s, %s: %s", verdict->category, priority_names[verdict->priority], texts[i]);
    wrong += !quiet;
  }
  g_assert_cmpuint(wrong, ==, 0);
}
