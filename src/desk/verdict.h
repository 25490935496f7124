/* A decision in print: the JSON object of `triage --json` (schema 1), the word of its table, the page of `explain`. */
#pragma once
#include <json-glib/json-glib.h>

struct decision;
struct mail;
struct peeked;

/* Where the mail was found, for people and for JSON. */
struct verdict_place {
  const char *path;
  guint index;
};

/* What the mail says, and what was decided about it, in one line. Free with g_free(). */
char *verdict_line(const struct mail *mail, const struct decision *decision, const struct verdict_place *place);
/* The same to be added to. */
JsonNode *verdict_json(const struct mail *mail, const struct decision *decision, const struct verdict_place *place);

/* For a message that could not be read: path, index, error. Free with g_free(). */
char *verdict_error_line(const struct verdict_place *place, const char *reason);
JsonNode *verdict_error_json(const struct verdict_place *place, const char *reason);

/* What the ledger keeps of a decision: category, priority, rules, signals, evidence, deadlines; nothing that was quoted
 * from the text beyond the signals' evidence. Free with g_free(). */
char *verdict_explanation_json(const struct mail *mail, const struct decision *decision);

/* "explain": the decision, every piece of evidence, every interval of the deadlines, and what would have changed it; with
 * `peeked` (NULL) also what the ledger knows. Times in `zone`. Free with g_free(). */
char *verdict_explain(const struct mail *mail, const struct decision *decision, const struct peeked *peeked,
                      GTimeZone *zone);

/* "yes, new", "no: list-id", "held: brake-sender". Free with g_free(). */
char *verdict_reply_word(const struct decision *decision);
