/* The variables that templates may use: one table, which the check of templates and their manual read, and the values of
 * one mail. */
#pragma once
#include <json-glib/json-glib.h>

#include "reply/reply.h"

struct mustache;
struct problems;

/* Every name in `template` (which stands in `file`) that is no variable, with its place; and a warning of those that are
 * never there in a bare acknowledgement, when it is the text of one. */
void variables_check(const struct mustache *template, const char *file, gboolean bare, struct problems *problems);

/* What is worked out once for a mail and stands in its header as well as its words. */
struct reply_names {
  char *subject; /* the customer's, cleaned and masked; "" when there is none */
  char *desk;
  char *ticket;  /* "ACME-1042" */
  char *tag;     /* "ACME-1042-7KQF" */
};

/* The values for one mail in `language`. Free with json_node_unref(). */
JsonNode *variables_values(const struct reply_facts *facts, const struct reply_context *context,
                           const struct reply_names *names, const char *language);
