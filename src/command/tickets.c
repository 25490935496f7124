#include "command/command.h"
#include "command/held.h"
#include "command/open.h"

#include "base/clock.h"
#include "base/json.h"
#include "desk/reasons.h"
#include "ledger/ledger.h"
#include "ledger/tickets.h"
#include "ledger/token.h"
#include "report/table.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

static const char help[] =
    "Without a verb: the open tickets, newest first. show: that ticket and its\n"
    "history. close and reopen: set the state by hand; nobody is written to, and a\n"
    "ticket that has that state already keeps it. NUMBER may have its tag: 1042,\n"
    "ACME-1042. When its sender writes again, a closed ticket is reopened, or a new\n"
    "one is opened; desk.closed and desk.reopen-within say which.\n\n"
    "--held: the mail that brakes or the breaker kept from being acknowledged.\n\n"
    "Example:  deskbell tickets\n"
    "          deskbell tickets show 1042\n"
    "          deskbell tickets close 1042 ACME-1044\n";

static const char *const states[] = { "open", "closed", "all" };

static const char *const headings[] = { "TICKET", "STATE", "PRIORITY", "CATEGORY", "TEAM", "ANSWER BY", "ACKNOWLEDGED", "FROM",
                                        "SUBJECT", NULL };

static void add_ticket(JsonBuilder *builder, const struct ticket *ticket)
{
  json_builder_begin_object(builder);
  json_add_number(builder, "ticket", (gint64)ticket->number);
  json_add_text(builder, "state", ticket->state);
  json_add_text(builder, "desk", ticket->desk);
  json_add_text(builder, "address", ticket->address);
  json_add_text(builder, "name", ticket->name);
  json_add_text(builder, "subject", ticket->subject);
  json_add_text(builder, "category", ticket->category);
  json_add_text(builder, "priority", ticket->priority);
  json_add_text(builder, "team", ticket->team);
  json_add_text(builder, "language", ticket->language);
  json_add_time(builder, "opened", ticket->opened);
  json_add_time(builder, "closed", ticket->closed);
  json_add_time(builder, "due_first_response", ticket->due_first);
  json_add_time(builder, "due_resolution", ticket->due_resolution);
  json_add_number(builder, "contacts", ticket->contacts);
  json_add_text(builder, "acknowledged", ticket->acknowledged);
}

/* With the history of the ticket where `events` (struct ticket_event *) is not NULL. */
static void print_json(const struct ticket *ticket, const GPtrArray *events)
{
  g_autoptr(JsonBuilder) builder = json_builder_new();
  add_ticket(builder, ticket);
  if (events)
    json_open_list(builder, "events");
  for (guint i = 0; events && i < events->len; i++) {
    const struct ticket_event *event = events->pdata[i];
    json_builder_begin_object(builder);
    json_add_time(builder, "at", event->at);
    json_add_text(builder, "what", event->what);
    json_add_text(builder, "detail", event->detail);
    json_builder_end_object(builder);
  }
  if (events)
    json_builder_end_array(builder);
  json_builder_end_object(builder);
  g_autofree char *text = json_line(json_builder_get_root(builder));
  puts(text);
}

static char *local_time(const struct config *config, gint64 time)
{
  const struct config_desk *desk = config->desks->pdata[0];
  g_autoptr(GDateTime) local = clock_local(time, desk->timezone);
  return local ? g_date_time_format(local, "%a %Y-%m-%d %H:%M %Z") : g_strdup("-");
}

static int list(const struct command *command, const struct config *config, struct ledger *ledger, const char *state)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) tickets = tickets_list(ledger, state, 0, &error);
  if (!tickets)
    return command_fail(error);
  if (command->json) {
    for (guint i = 0; i < tickets->len; i++)
      print_json(tickets->pdata[i], NULL);
    return EX_OK;
  }
  struct table *table = table_new(headings, "---~--~++", table_terminal_width(), command->colour);
  for (guint i = 0; i < tickets->len; i++) {
    const struct ticket *ticket = tickets->pdata[i];
    g_autofree char *number = g_strdup_printf("%" G_GUINT64_FORMAT, ticket->number);
    g_autofree char *due = local_time(config, ticket->due_first);
    const char *cells[] = { number, ticket->state, ticket->priority, ticket->category, ticket->team, due, ticket->acknowledged,
                            ticket->name ? ticket->name : ticket->address, ticket->subject };
    for (gsize c = 0; c < G_N_ELEMENTS(cells); c++)
      table_cell(table, TABLE_PLAIN, cells[c] ? cells[c] : "-");
  }
  g_autofree char *text = table_finish(table);
  if (tickets->len)
    fputs(text, stdout);
  return EX_OK;
}

static void print_field(const char *label, const char *value)
{
  struct table *one = table_new((const char *const[]){ label, value ? value : "-", NULL }, "-+", 0, FALSE);
  g_autofree char *text = table_finish(one);
  printf("  %s", text);
}

static void print_ticket(const struct config *config, const struct ticket *ticket)
{
  g_autofree char *opened = local_time(config, ticket->opened);
  g_autofree char *first = local_time(config, ticket->due_first);
  g_autofree char *resolution = local_time(config, ticket->due_resolution);
  g_autofree char *contacts = g_strdup_printf("%u", ticket->contacts);
  const struct {
    const char *label, *value;
  } fields[] = {
    { "state       ", ticket->state },    { "from        ", ticket->address },   { "name        ", ticket->name },
    { "subject     ", ticket->subject },  { "category    ", ticket->category },  { "priority    ", ticket->priority },
    { "team        ", ticket->team },     { "language    ", ticket->language },  { "opened      ", opened },
    { "answer by   ", first },            { "solve by    ", resolution },        { "mails       ", contacts },
    { "acknowledged", ticket->acknowledged },
  };
  printf("Ticket %" G_GUINT64_FORMAT "\n", ticket->number);
  for (gsize i = 0; i < G_N_ELEMENTS(fields); i++)
    print_field(fields[i].label, fields[i].value);
}

/* "could not be delivered to jane@customer.example: 5.1.1 no such user" */
static char *bounce_words(const struct ticket_event *event)
{
  g_autoptr(JsonNode) node = event->detail ? json_from_string(event->detail, NULL) : NULL;
  if (!node || !JSON_NODE_HOLDS_OBJECT(node))
    return NULL;
  static const char *const names[] = { "address", "status", "diagnostic" };
  const char *values[G_N_ELEMENTS(names)];
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
    values[i] = json_object_get_string_member_with_default(json_node_get_object(node), names[i], NULL);
  gboolean repeats = values[1] && values[2] && strstr(values[2], values[1]);
  return g_strdup_printf("%s to %s%s%s%s%s",
                         strcmp(event->what, "bounce.hard") ? "could not be delivered for now" : "could not be delivered",
                         values[0] ? values[0] : "somebody", values[1] || values[2] ? ": " : "",
                         values[1] && !repeats ? values[1] : "", values[1] && values[2] && !repeats ? " " : "",
                         values[2] ? values[2] : "");
}

/* "contact.claimed, names ACME-1042, not its sender's as far as known" */
static char *mention_words(const struct ticket_event *event)
{
  g_autoptr(JsonNode) node = event->detail ? json_from_string(event->detail, NULL) : NULL;
  JsonObject *root = node && JSON_NODE_HOLDS_OBJECT(node) ? json_node_get_object(node) : NULL;
  JsonObject *reply = root && json_object_has_member(root, "reply") ? json_object_get_object_member(root, "reply") : NULL;
  JsonArray *evidence = reply && json_object_has_member(reply, "evidence")
                            ? json_object_get_array_member(reply, "evidence")
                            : NULL;
  for (guint i = 0; evidence && i < json_array_get_length(evidence); i++) {
    JsonObject *piece = json_array_get_object_element(evidence, i);
    if (!g_strcmp0(json_object_get_string_member_with_default(piece, "code", NULL), REASON_MENTIONS))
      return g_strdup_printf("%s, names %s without proof that it is its sender's", event->what,
                             json_object_get_string_member_with_default(piece, "value", "a ticket"));
  }
  return NULL;
}

static char *event_words(const struct ticket_event *event)
{
  char *words = g_str_has_prefix(event->what, "bounce.")     ? bounce_words(event)
                : !strcmp(event->what, "contact.claimed") ? mention_words(event)
                                                             : NULL;
  return words ? words : g_strdup(event->what);
}

static int show(const struct command *command, const struct config *config, struct ledger *ledger, guint64 number)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(Ticket) ticket = tickets_get(ledger, number, &error);
  g_autoptr(GPtrArray) events = ticket ? tickets_events(ledger, number, &error) : NULL;
  if (!events)
    return command_fail(error);
  if (command->json) {
    print_json(ticket, events);
    return EX_OK;
  }
  print_ticket(config, ticket);
  puts("History");
  for (guint i = 0; i < events->len; i++) {
    const struct ticket_event *event = events->pdata[i];
    g_autofree char *at = local_time(config, event->at);
    g_autofree char *words = event_words(event);
    print_field(at, words);
  }
  return EX_OK;
}

/* "1042", "ACME-1042", or what stands in a subject. 0: no ticket's number. */
static guint64 number_of(const struct config *config, const char *text)
{
  guint64 number = 0;
  if (g_ascii_string_to_unsigned(text, 10, 1, G_MAXINT64, &number, NULL))
    return number;
  struct token token;
  for (guint i = 0; i < config->desks->len; i++)
    if (token_in_text(text, ((const struct config_desk *)config->desks->pdata[i])->tag, &token))
      return token.ticket;
  return 0;
}

static int set_open(const struct command *command, struct ledger *ledger, guint64 number, gboolean open)
{
  gboolean changed = FALSE;
  g_autoptr(GError) error = NULL;
  if (!command->dry_run && !tickets_set_open(ledger, number, open, clock_now(), &changed, &error))
    return command_fail(error);
  g_autoptr(Ticket) ticket = tickets_get(ledger, number, &error);
  if (!ticket)
    return command_fail(error);
  const char *word = open ? "open" : "closed";
  if (command->json)
    print_json(ticket, NULL);
  else if (command->dry_run)
    printf("%" G_GUINT64_FORMAT " is %s and would be %s\n", number, ticket->state, word);
  else
    command_note(command, "%" G_GUINT64_FORMAT " is %s%s", number, word, changed ? "" : " already");
  return EX_OK;
}

/* Every one that can be; one that is not there stops no other. */
static int set_all_open(const struct command *command, const struct config *config, struct ledger *ledger, gboolean open)
{
  int status = EX_OK;
  for (guint i = 1; i < command->arguments->len; i++)
    status = command_worse(status, set_open(command, ledger, number_of(config, command->arguments->pdata[i]), open));
  return status;
}

enum verb { LIST, SHOW, CLOSE, REOPEN, N_VERBS };
static const struct {
  const char *name;
  guint least, most; /* numbers after it */
} verbs[N_VERBS] = {
  [LIST] = { "list", 0, 0 }, [SHOW] = { "show", 1, 1 }, [CLOSE] = { "close", 1, G_MAXUINT }, [REOPEN] = { "reopen", 1, G_MAXUINT }
};

/* N_VERBS: wrong usage. */
static enum verb verb_of(const GPtrArray *arguments)
{
  if (!arguments->len)
    return LIST;
  guint n = arguments->len - 1;
  for (enum verb verb = 0; verb < N_VERBS; verb++)
    if (!strcmp(arguments->pdata[0], verbs[verb].name))
      return n >= verbs[verb].least && n <= verbs[verb].most ? verb : N_VERBS;
  return N_VERBS;
}

static gboolean numbers_are_fine(const struct command *command, const struct config *config)
{
  for (guint i = 1; i < command->arguments->len; i++)
    if (!number_of(config, command->arguments->pdata[i])) {
      command_complain("tickets: '%s' is not a ticket number, such as 1042 or %s-1042",
                       (const char *)command->arguments->pdata[i],
                       ((const struct config_desk *)config->desks->pdata[0])->tag);
      return FALSE;
    }
  return TRUE;
}

static gboolean state_is_known(const char *state)
{
  for (gsize i = 0; i < G_N_ELEMENTS(states); i++)
    if (!strcmp(state, states[i]))
      return TRUE;
  command_complain("tickets: --state is open, closed or all, not '%s'", state);
  return FALSE;
}

int command_tickets(struct command *command, int argc, char **argv)
{
  gboolean all = FALSE, held = FALSE;
  g_autofree char *state = NULL;
  const GOptionEntry entries[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &state, "list tickets that are open (the default), closed, or all",
      "STATE" },
    { "all", 'a', 0, G_OPTION_ARG_NONE, &all, "closed ones as well", NULL },
    { "held", 0, 0, G_OPTION_ARG_NONE, &held, "list instead what brakes held back, newest first", NULL },
    { NULL },
  };
  int status;
  if (!command_parse(command, entries, "[list | show NUMBER | close NUMBER... | reopen NUMBER...] - tickets", help, argc,
                     argv, &status))
    return status;
  enum verb verb = verb_of(command->arguments);
  if (verb == N_VERBS || (held && verb != LIST)) {
    command_complain("tickets: say 'list', 'show NUMBER', 'close NUMBER...' or 'reopen NUMBER...'; see 'deskbell tickets "
                     "--help'");
    return EX_USAGE;
  }
  const char *wanted = all ? "all" : state ? state : "open";
  if (!state_is_known(wanted))
    return EX_USAGE;
  g_autoptr(Config) config = command_config(command, TRUE, &status);
  if (!config)
    return status;
  if (!numbers_are_fine(command, config))
    return EX_USAGE;
  gboolean changes = (verb == CLOSE || verb == REOPEN) && !command->dry_run;
  g_autoptr(Ledger) ledger = open_ledger(config, FALSE, !changes, &status);
  if (!ledger)
    return status;
  if (held)
    return held_list(command, config->desks->pdata[0], ledger);
  if (verb == LIST)
    return list(command, config, ledger, strcmp(wanted, "all") ? wanted : NULL);
  if (verb == SHOW)
    return show(command, config, ledger, number_of(config, command->arguments->pdata[1]));
  return set_all_open(command, config, ledger, verb == REOPEN);
}
