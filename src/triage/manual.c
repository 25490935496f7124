#include "triage/manual.h"

#include "base/roff.h"
#include "triage/details.h"
#include "triage/filters-private.h"

/* "a, b or c" */
static char *any_detail(void)
{
  GString *names = g_string_new(NULL);
  for (guint i = 0; i < N_DETAIL_KINDS; i++) {
    g_string_append(names, i == 0 ? "" : i + 1 < N_DETAIL_KINDS ? ", " : " or ");
    roff_append(names, detail_names[i]);
  }
  return g_string_free(names, FALSE);
}

static void add_entry(GString *out, const char *name, const char *suffix, const char *values, const char *doc)
{
  g_string_append(out, ".TP\n.BR ");
  roff_append(out, name);
  g_string_append_printf(out, "%s \" (%s)\"\n%s\n", suffix, values, doc);
}

char *triage_rules_manual(void)
{
  GString *out = g_string_new(".SS Conditions\n"
                              "They stand under\n.BR when .\n"
                              "All must hold; of several values any suffices. With\n.B not\\-\n"
                              "in front, none of the values may hold. A rule without conditions matches every mail.\n");
  for (guint i = 0; i < n_condition_kinds; i++) {
    const struct condition_kind *kind = &condition_kinds[i];
    add_entry(out, kind->name, kind->takes_name ? ".NAME" : "", kind->values, kind->doc);
  }
  g_string_append(out, ".SS Results\nAll rules that match contribute.\n");
  const struct rule_key *key;
  g_autofree char *details = any_detail();
  for (guint i = 0; (key = filters_key(i)); i++)
    add_entry(out, key->name, "", key->values ? key->values : details, key->doc);
  return g_string_free(out, FALSE);
}
