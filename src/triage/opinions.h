/* What was learned, heard after the rules. */
#pragma once
#include "triage/triage.h"

/* Asks every model of `facts`, and follows it where no rule has spoken: `verdict` still has NULL, or N_PRIORITIES, there. */
void opinions_add(struct triage_verdict *verdict, const struct filters *filters, const char *subject, const char *text,
                  const struct triage_facts *facts);
