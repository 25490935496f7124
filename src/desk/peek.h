/* What the ledger knows of a mail that is explained: asked without a claim, and told. */
#pragma once
#include "ledger/peek.h"

#include <json-glib/json-glib.h>

struct decision;
struct prepared;

struct peeked {
  char *problem;            /* why the ledger was not asked; NULL: it was, and the rest is valid */
  struct ledger_snapshot snapshot;
  struct ledger_details details; /* borrows from the mail that was prepared */
};
void peeked_clear(struct peeked *peeked);

/* Asks the ledger and completes the decision with the answer, see prepared_peek(). */
void desk_peek(struct prepared *prepared, struct ledger *ledger, struct peeked *ret);

/* The lines for `explain`, times in `zone`, and the object of its JSON. */
void peeked_print(GString *out, const struct peeked *peeked, const struct decision *decision, GTimeZone *zone);
JsonNode *peeked_json(const struct peeked *peeked, const struct decision *decision);
