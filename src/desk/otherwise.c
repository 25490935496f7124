#include "desk/otherwise.h"

#include "desk/desk.h"

#include <string.h>

/* Where "this header were absent" would be no change, or none for the better. %s: what stood there. */
static const struct {
  const char *code, *clause;
} clauses[] = {
  { "own-output", "it were not our own mail" },
  { "done-mark", "it did not carry our mark" },
  { "answered", "nobody had answered it" },
  { "backlog", "it had come after deskbell first saw the mailbox" },
  { "excluded", "its sender were not in exclude" },
  { "too-old", "it were younger than max-age" },
  { "no-sender", "From had an address" },
  { "invalid-sender", "From had an address that mail can be sent to" },
  { "form-without-sender", "Reply-To had the customer's address" },
  { "own-address", "its sender were not one of our addresses" },
  { "null-sender", "its envelope sender were not empty" },
  { "daemon-sender", "its sender were a person's address" },
  { "system-sender", "its sender were a person's address" },
  { "machine-sender", "its sender were a person's address" },
  { "list-sender", "its sender were a person's address" },
  { "role-sender", "its sender were a person's address" },
  { "robot-sender", "its sender were a person's address" },
  { "noreply", "its sender and Reply-To were a person's address" },
  { "staff", "its sender were not one of staff" },
  { "staff-unverified", "its sender were not one of staff" },
  { "authentication-failed", "its sender's domain had not been forged" },
  { "unauthenticated", "our server vouched for its sender" },
  { "oversized-header", "its header could be read to its end" },
  { "out-of-office", "its subject did not begin as those of absence notices do" },
  { "undeliverable", "its subject did not begin as those of failure notices do" },
  { "away-subject", "its subject did not say '%s'" },
  { "away-opening", "its text did not say '%s'" },
  { "automatic-notice", "its text did not say '%s'" },
  { "failure-text", "it did not say '%s'" },
  { "answers-us", "it did not answer our own mail" },
  { "incomplete-header", "it had Message-ID, Date and To" },
  { "html-only", "it had a plain-text part" },
  { "not-addressed", "To or Cc had one of our addresses" },
  { "filter", "no filter said reply: no" },
};

static char *clause_of(const struct policy_evidence *piece)
{
  for (gsize i = 0; i < G_N_ELEMENTS(clauses); i++)
    if (!strcmp(clauses[i].code, piece->code)) {
      g_auto(GStrv) halves = g_strsplit(clauses[i].clause, "%s", 2);
      return g_strjoinv(piece->value ? piece->value : "...", halves);
    }
  return piece->header ? g_strdup_printf("%s were absent", piece->header) : g_strdup_printf("it were no %s", piece->code);
}

static void add(GPtrArray *changes, const struct policy_evidence *piece)
{
  g_autofree char *clause = clause_of(piece);
  if (!g_ptr_array_find_with_equal_func(changes, clause, g_str_equal, NULL))
    g_ptr_array_add(changes, g_steal_pointer(&clause));
}

static gint heavier_first(gconstpointer a, gconstpointer b)
{
  const struct policy_evidence *left = *(struct policy_evidence *const *)a, *right = *(struct policy_evidence *const *)b;
  return (gint)right->points - (gint)left->points;
}

/* A piece that did not count because a heavier one of its cause did counts once that one is gone, so causes go whole. */
static void lighten(const struct policy_verdict *policy, GPtrArray *changes)
{
  g_autoptr(GPtrArray) weak = g_ptr_array_new();
  for (guint i = 0; i < policy->evidence->len; i++) {
    struct policy_evidence *piece = policy->evidence->pdata[i];
    if (piece->strength == POLICY_WEAK)
      g_ptr_array_add(weak, piece);
  }
  g_ptr_array_sort(weak, heavier_first);
  unsigned left = policy->points;
  for (guint i = 0; i < weak->len && left >= POLICY_AUTOMATIC_POINTS; i++) {
    const struct policy_evidence *piece = weak->pdata[i];
    for (guint k = 0; k < weak->len; k++)
      if (!strcmp(policy_cause(weak->pdata[k]), policy_cause(piece)))
        add(changes, weak->pdata[k]);
    left -= MIN(left, piece->points);
  }
}

GPtrArray *otherwise(const struct decision *decision, gboolean *ret_overruled)
{
  const struct policy_verdict *policy = decision->policy;
  GPtrArray *changes = g_ptr_array_new_with_free_func(g_free);
  gboolean strong_counts = TRUE, hard = FALSE;
  for (guint i = 0; i < policy->evidence->len; i++) {
    const struct policy_evidence *piece = policy->evidence->pdata[i];
    hard |= piece->strength == POLICY_HARD;
    strong_counts &= strcmp(piece->code, "filter-overrules") != 0;
  }
  for (guint i = 0; i < policy->evidence->len && !policy->reply; i++) {
    const struct policy_evidence *piece = policy->evidence->pdata[i];
    if (!strcmp(piece->code, "automatic") && strong_counts)
      lighten(policy, changes);
    else if (piece->strength == POLICY_HARD || (piece->strength == POLICY_STRONG && strong_counts))
      add(changes, piece);
  }
  if (ret_overruled)
    *ret_overruled = changes->len && !hard;
  return changes;
}
