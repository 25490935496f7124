#include "desk/replay-private.h"

const char *const replay_change_names[N_REPLAY_CHANGES] = {
  "gains-answer", "loses-answer", "priority", "category", "team", "deadline", "language", "text", "recipient"
};

static gboolean other_deadline(const struct decision *before, const struct decision *after)
{
  if (before->has_due != after->has_due)
    return TRUE;
  return before->has_due &&
         (before->first.due != after->first.due || before->resolution.due != after->resolution.due);
}

guint replay_compare(const struct replay_outcome *before, const struct replay_outcome *after)
{
  const struct decision *was = before->decision, *is = after->decision;
  gboolean both = before->answered && after->answered;
  const struct {
    gboolean differs;
    enum replay_change change;
  } tests[] = {
    { !before->answered && after->answered, REPLAY_GAINS },
    { before->answered && !after->answered, REPLAY_LOSES },
    { was->triage->priority != is->triage->priority, REPLAY_PRIORITY },
    { g_strcmp0(was->triage->category, is->triage->category) != 0, REPLAY_CATEGORY },
    { g_strcmp0(was->triage->team, is->triage->team) != 0, REPLAY_TEAM },
    { other_deadline(was, is), REPLAY_DEADLINE },
    { g_strcmp0(was->triage->language, is->triage->language) != 0, REPLAY_LANGUAGE },
    { both && (g_strcmp0(was->kind, is->kind) != 0 ||
               g_strcmp0(was->triage->template, is->triage->template) != 0), REPLAY_TEXT },
    { both && g_strcmp0(was->policy->to, is->policy->to) != 0, REPLAY_RECIPIENT },
  };
  guint changes = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
    if (tests[i].differs)
      changes |= tests[i].change;
  return changes;
}
