#include "command/command.h"
#include "command/open.h"

#include "base/clock.h"
#include "base/json.h"
#include "ledger/ledger.h"
#include "ledger/tickets.h"
#include "report/table.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

static const char help[] =
    "Without a number: the tickets, newest first. With one: that ticket and its\n"
    "history.\n\n"
    "Example:  deskbell tickets\n"
    "          deskbell tickets show 1042\n";

static const char *const headings[] = { "TICKET", "PRIORITY", "CATEGORY", "TEAM", "ANSWER BY", "ACKNOWLEDGED", "FROM",
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
  struct table *table = table_new(headings, "--~--~++", table_terminal_width(), command->colour);
  for (guint i = 0; i < tickets->len; i++) {
    const struct ticket *ticket = tickets->pdata[i];
    g_autofree char *number = g_strdup_printf("%" G_GUINT64_FORMAT, ticket->number);
    g_autofree char *due = local_time(config, ticket->due_first);
    const char *cells[] = { number, ticket->priority, ticket->category, ticket->team, due, ticket->acknowledged,
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
    print_field(at, event->what);
  }
  return EX_OK;
}

int command_tickets(struct command *command, int argc, char **argv)
{
  gboolean all = FALSE;
  const GOptionEntry entries[] = {
    { "all", 'a', 0, G_OPTION_ARG_NONE, &all, "closed ones as well", NULL },
    { NULL },
  };
  int status;
  if (!command_parse(command, entries, "[list | show NUMBER] - list and show tickets", help, argc, argv, &status))
    return status;
  const GPtrArray *arguments = command->arguments;
  const char *verb = arguments->len ? arguments->pdata[0] : "list";
  guint64 number = 0;
  gboolean shows = arguments->len == 2 && !strcmp(verb, "show") &&
                   g_ascii_string_to_unsigned(arguments->pdata[1], 10, 1, G_MAXINT64, &number, NULL);
  if (!shows && (arguments->len > 1 || strcmp(verb, "list"))) {
    command_complain("tickets: say 'list' or 'show NUMBER'; see 'deskbell tickets --help'");
    return EX_USAGE;
  }
  g_autoptr(Config) config = command_config(command, TRUE, &status);
  if (!config)
    return status;
  g_autoptr(Ledger) ledger = open_ledger(config, FALSE, TRUE, &status);
  if (!ledger)
    return status;
  return shows ? show(command, config, ledger, number) : list(command, config, ledger, all ? NULL : "open");
}
