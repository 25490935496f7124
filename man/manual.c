/* Prints a list for the manual from the table that the program itself works by: manual commands|config|filters|policy|
 * templates. Used when the manual is built; not installed. */
#include "base/config.h"
#include "command/table.h"
#include "desk/reasons.h"
#include "policy/policy.h"
#include "reply/manual.h"
#include "triage/manual.h"

#include <stdio.h>
#include <string.h>

static char *commands_manual(void)
{
#define ENTRY(name, function, program, summary) ".TP\n\\fB" #name "\\fR\n" summary "\n"
  static const char list[] = COMMANDS(ENTRY);
#undef ENTRY
  return g_strdup(list);
}

static char *sample(void)
{
  return config_sample(NULL);
}

static const struct {
  const char *name;
  char *(*make)(void);
} lists[] = {
  { "commands", commands_manual },   { "config", config_manual },           { "filters", triage_rules_manual },
  { "policy", policy_manual },       { "templates", reply_variables_manual }, { "sample", sample },
  { "ledger", reason_manual },
};

int main(int argc, char **argv)
{
  for (gsize i = 0; argc == 2 && i < G_N_ELEMENTS(lists); i++) {
    if (strcmp(argv[1], lists[i].name))
      continue;
    g_autofree char *text = lists[i].make();
    fputs(text, stdout);
    return 0;
  }
  fputs("usage: manual commands|config|filters|policy|templates|sample|ledger\n", stderr);
  return 64;
}
