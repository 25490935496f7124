#include "reply/variables.h"

#include <string.h>

#include "base/problems.h"
#include "reply/manual.h"
#include "reply/mustache-tree.h"
#include "reply/particles.h"

/* `particles`: the name also has the Korean forms of particles.h (`team.i`). "x.NAME" stands for every name behind "x.". */
static const struct variable {
  const char *name;
  gboolean particles;
  const char *what;
} variables[] = {
  { "name", TRUE, "whom to greet, in the form of the language: the given name in English (Jane), the full name in "
                  "Korean (홍길동, without 님). Absent where no name can be trusted." },
  { "name.full", FALSE, "the full name" },
  { "name.given", FALSE, "the given name; the full one where none can be told" },
  { "desk", TRUE, "the name of the desk in the language of the text" },
  { "team", TRUE, "the name of the team that has the ticket; absent when there is none" },
  { "ticket", TRUE, "the ticket number, as in ACME-1042" },
  { "tag", FALSE, "the mark that stands in the subject, as in ACME-1042-7KQF" },
  { "subject", FALSE, "the customer's subject without prefixes and marks, secrets masked; absent when there is none" },
  { "encrypted", FALSE, "present when the mail was encrypted (S/MIME or OpenPGP); the text named encrypted answers it, and "
                        "neither its subject nor its files are said back" },
  { "attachments", FALSE, "present when something was attached" },
  { "attachments.names", FALSE, "the names as a list in words, at most four" },
  { "attachments.more", FALSE, "how many more there are; absent when all are named" },
  { "attachments.one", FALSE, "present when there is exactly one" },
  { "quote", FALSE, "present when the mail has a sentence that says what is wanted, and quoting is on" },
  { "quote.lines", FALSE, "these sentences in the customer's words, one or two; secrets masked, no links, no insults" },
  { "quote.enough", FALSE, "present when the subject adds nothing to them: it says the same, or is one short word without a "
                           "digit" },
  { "category", FALSE, "the category, as in filters" },
  { "category.NAME", FALSE, "present when NAME is the category, as in {{#category.praise}}" },
  { "tags", FALSE, "present when a filter gave the mail a tag" },
  { "tags.NAME", FALSE, "present when NAME is one of the tags, as in {{#tags.upset}}; the name has no point in it" },
  { "priority", FALSE, "urgent, high, normal or low" },
  { "urgent", FALSE, "present when the priority is urgent or high" },
  { "feeling", FALSE, "what is answered of how the customer is, one thing: the first of these tags that the mail has: "
                      "vulnerable, legal, repeat-contact, insult, upset, worried, work-stopped, money, deadline; then "
                      "urgent, then the tag thankful. Absent when none applies." },
  { "feeling.NAME", FALSE, "present when NAME is that one, as in {{#feeling.worried}}" },
  { "deadline", FALSE, "by when a first answer is due, with weekday, date, time and zone; absent when there is no "
                       "deadline or it has passed when the mail leaves" },
  { "overdue", FALSE, "present when the deadline has passed when the mail leaves" },
  { "next_open", FALSE, "when the desk opens again; absent while it is open" },
  { "arrival", FALSE, "when the customer's mail arrived" },
  { "numbers", FALSE,
    "the order, invoice and tracking numbers of the mail as a list in words, at most three; without those that the "
                      "quote says, or the subject where it is said back; absent when there are none" },
  { "numbers.items", FALSE, "a list of the same numbers" },
  { "numbers.items.value", FALSE, "the number" },
  { "numbers.items.order", FALSE, "present when it is an order's" },
  { "numbers.items.invoice", FALSE, "present when it is an invoice's" },
  { "numbers.items.tracking", FALSE, "present when it is a parcel's" },
  { "numbers.items.more", FALSE, "present when it is not the first" },
  { "ask", FALSE, "present when something that is needed was not in the mail: what needs or ask.items say" },
  { "ask.items", FALSE, "a list of what to ask for, in words of the filters" },
  { "needs", FALSE, "present when a detail of a known kind is needed, for which the text has the words:" },
  { "needs.order-number", FALSE, "the order number" },
  { "needs.invoice-number", FALSE, "the invoice number" },
  { "needs.tracking-number", FALSE, "the tracking number" },
  { "needs.phone", FALSE, "a telephone number" },
  { "needs.product", FALSE, "which product" },
  { "needs.version", FALSE, "which version" },
  { "needs.error", FALSE, "the error message or code" },
  { "needs.date", FALSE, "the date" },
  { "needs.amount", FALSE, "the amount" },
  { "needs.device", FALSE, "the device, system or browser" },
  { "needs.address", FALSE, "the page" },
  { "needs.since", FALSE, "since when" },
  { "needs.screenshot", FALSE, "a picture of the screen, or the error message" },
  { "links", FALSE, "present when there are pages to offer" },
  { "links.items", FALSE, "a list of pages, each with a title and a url" },
  { "links.items.title", FALSE, "the title of a page; its address where it has none" },
  { "links.items.url", FALSE, "the address of a page" },
  { "hours", FALSE, "the opening hours in words; absent where no calendar is configured" },
  { "always", FALSE, "present when the desk answers around the clock" },
  { "variant", FALSE, "variant.a or variant.b is present, always the same one for a ticket: two phrasings of a sentence" },
  { "variant.a", FALSE, "see variant" },
  { "variant.b", FALSE, "see variant" },
  { "kind", FALSE, "new or follow-up" },
  { "language", FALSE, "the language of the text" },
  { "title", FALSE, "in layout.html: the subject of the mail" },
  { "body", FALSE, "in layout.html: the text as HTML, to be put in with three braces" },
};

/* All that a bare acknowledgement has; values.c leaves the rest out. What the mail says, or a filter made of it, is not
 * among them. */
static const char *const in_bare[] = { "desk", "ticket", "tag", "deadline", "overdue", "next_open", "arrival", "hours",
                                       "always", "variant", "kind", "language", NULL };

static gboolean is_in_bare(const char *name)
{
  g_autofree char *base = g_strndup(name, strcspn(name, "."));
  return g_strv_contains(in_bare, base);
}

static const struct variable *find_exact(const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS(variables); i++)
    if (!strcmp(variables[i].name, name))
      return &variables[i];
  return NULL;
}

static const struct variable *find_variable(const char *name)
{
  const struct variable *variable = find_exact(name);
  const char *dot = strrchr(name, '.');
  if (variable || !dot)
    return variable;
  g_autofree char *base = g_strndup(name, dot - name);
  g_autofree char *any = g_strconcat(base, ".NAME", NULL);
  if ((variable = find_exact(any)))
    return variable;
  variable = find_variable(base);
  for (gsize i = 0; variable && variable->particles && i < n_particles; i++)
    if (!strcmp(particles[i].name, dot + 1))
      return variable;
  return NULL;
}

/* The full name of `name` within the open sections (char *, full names, outermost first), or NULL. */
static char *resolve(const char *name, const GPtrArray *scopes)
{
  if (!strcmp(name, "."))
    return g_strdup(scopes->len ? g_ptr_array_index(scopes, scopes->len - 1) : "language");
  for (guint i = scopes->len; i--;) {
    g_autofree char *within = g_strconcat(g_ptr_array_index(scopes, i), ".", name, NULL);
    if (find_variable(within))
      return g_steal_pointer(&within);
  }
  return find_variable(name) ? g_strdup(name) : NULL;
}

static void check_nodes(const GPtrArray *nodes, const char *file, gboolean bare, GPtrArray *scopes,
                        struct problems *problems)
{
  for (guint i = 0; i < nodes->len; i++) {
    const struct mustache_node *node = g_ptr_array_index(nodes, i);
    if (node->kind == MUSTACHE_TEXT || node->kind == MUSTACHE_PARTIAL)
      continue;
    g_autofree char *full = resolve(node->text, scopes);
    if (!full)
      problems_add(problems, file, node->line, node->column,
                   "there is no variable '%s'; deskbell-templates(5) lists what there is", node->text);
    else if (bare && !is_in_bare(full))
      problems_warn(problems, file, node->line, node->column,
                    "'%s' is always absent here: nobody vouches for who would have written it", node->text);
    if (!node->children)
      continue;
    if (full)
      g_ptr_array_add(scopes, full);
    check_nodes(node->children, file, bare, scopes, problems);
    if (full)
      g_ptr_array_set_size(scopes, scopes->len - 1);
  }
}

void variables_check(const struct mustache *template, const char *file, gboolean bare, struct problems *problems)
{
  g_autoptr(GPtrArray) scopes = g_ptr_array_new();
  check_nodes(template->nodes, file, bare, scopes, problems);
}

char *reply_variables_manual(void)
{
  GString *out = g_string_new(NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(variables); i++) {
    g_string_append_printf(out, ".TP\n.B %s\n%s", variables[i].name, variables[i].what);
    if (variables[i].particles) {
      if (!g_str_has_suffix(variables[i].what, "."))
        g_string_append_c(out, '.');
      g_string_append(out, "\nWith a Korean particle:");
      for (gsize p = 0; p < n_particles; p++)
        g_string_append_printf(out, "%s %s.%s (%s)", p ? "," : "", variables[i].name, particles[p].name,
                               particles[p].either);
    }
    g_string_append(out, "\n");
  }
  return g_string_free(out, FALSE);
}
