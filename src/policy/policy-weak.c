/* How weak evidence adds up.
 *
 * An acknowledgement to a machine costs little as long as the brakes stand: one mail too many. Silence costs a customer
 * who waits. So no weak sign decides, and the weights say how seldom a person's mail has it: 7 and 6 where most mail
 * with it is automatic, 5 and 4 where about half is, 2 and 3 where it is merely commoner in automatic mail. Any two of
 * the first kind refuse, or one of them and one of the second; what is merely commoner needs a third. Signs that one
 * program leaves together have one cause and count once: neither Message-ID nor Date is one careless program, not two
 * reasons. */
#include "policy/policy-private.h"

#include <string.h>

const char *policy_cause(const struct policy_evidence *piece)
{
  const struct policy_reason *reason = policy_reasons;
  while (reason->code != piece->code)
    reason++;
  return reason->cause;
}

/* Whether another piece stands for the cause of this one: a heavier, or an earlier one of the same weight. */
static gboolean is_covered(const GPtrArray *evidence, guint place)
{
  const struct policy_evidence *piece = evidence->pdata[place];
  for (guint i = 0; i < evidence->len; i++) {
    const struct policy_evidence *other = evidence->pdata[i];
    if (i != place && other->strength == POLICY_WEAK && !strcmp(policy_cause(other), policy_cause(piece)) &&
        (other->points > piece->points || (other->points == piece->points && i < place)))
      return TRUE;
  }
  return FALSE;
}

void policy_find_automatic(struct policy_search *search)
{
  unsigned points = 0;
  g_autoptr(GString) sum = g_string_new(NULL);
  for (guint i = 0; i < search->evidence->len; i++) {
    struct policy_evidence *piece = search->evidence->pdata[i];
    if (piece->strength != POLICY_WEAK)
      continue;
    if (is_covered(search->evidence, i)) {
      piece->points = 0;
      continue;
    }
    points += piece->points;
    g_string_append_printf(sum, "%s%s %u", sum->len ? " + " : "", piece->code, piece->points);
  }
  if (points < POLICY_AUTOMATIC_POINTS)
    return;
  g_string_append_printf(sum, " = %u of %d points", points, POLICY_AUTOMATIC_POINTS);
  policy_found(search, NULL, sum->str);
}
