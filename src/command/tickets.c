#include "command/command.h"
#include "command/held.h"
#include "command/open.h"
#include "command/tickets-print.h"
#include "command/tickets-set.h"

#include "base/clock.h"
#include "ledger/corrections.h"
#include "ledger/ledger.h"
#include "ledger/token.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

static const char help[] =
    "Without a verb: the open tickets, newest first. show: that ticket and its\n"
    "history. set: category, priority or team, where it was judged wrong, or to\n"
    "confirm it; it stands, what was promised stands too, and train --corrections\n"
    "learns from it.\n"
    "close and reopen: set the state by hand; nobody is written to, and a\n"
    "ticket that has that state already keeps it. NUMBER may have its tag: 1042,\n"
    "ACME-1042. When its sender writes again, a closed ticket is reopened, or a new\n"
    "one is opened; desk.closed and desk.reopen-within say which.\n\n"
    "--held: the mail that brakes or the breaker kept from being acknowledged.\n\n"
    "Example:  deskbell tickets\n"
    "          deskbell tickets show 1042\n"
    "          deskbell tickets set 1042 priority=high team=billing\n"
    "          deskbell tickets close 1042 ACME-1044\n";

static const char *const states[] = { "open", "closed", "all" };

static int list(const struct command *command, const struct config *config, struct ledger *ledger, const char *state)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) tickets = tickets_list(ledger, state, 0, &error);
  if (!tickets)
    return command_fail(error);
  if (!command->json)
    tickets_print_table(command, config, tickets);
  for (guint i = 0; command->json && i < tickets->len; i++)
    tickets_print_json(tickets->pdata[i], NULL);
  return EX_OK;
}

static int show(const struct command *command, const struct config *config, struct ledger *ledger, guint64 number)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(Ticket) ticket = tickets_get(ledger, number, &error);
  g_autoptr(GPtrArray) events = ticket ? tickets_events(ledger, number, &error) : NULL;
  if (!events)
    return command_fail(error);
  if (command->json)
    tickets_print_json(ticket, events);
  else
    tickets_print(config, ticket, events);
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
    tickets_print_json(ticket, NULL);
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

static int set_values(const struct command *command, struct ledger *ledger, guint64 number, const char *const *values)
{
  gboolean changed = FALSE;
  g_autoptr(GError) error = NULL;
  if (!command->dry_run && !tickets_correct(ledger, number, values, clock_now(), &changed, &error))
    return command_fail(error);
  g_autoptr(Ticket) ticket = tickets_get(ledger, number, &error);
  if (!ticket)
    return command_fail(error);
  const char *are[N_CORRECTION_AXES] = { ticket->category, ticket->priority, ticket->team };
  if (command->json)
    tickets_print_json(ticket, NULL);
  for (gsize i = 0; !command->json && i < N_CORRECTION_AXES; i++)
    if (values[i] && command->dry_run)
      printf("%" G_GUINT64_FORMAT ": %s is %s and would be %s\n", number, correction_axes[i], are[i] ? are[i] : "not set",
             values[i]);
    else if (values[i])
      command_note(command, "%" G_GUINT64_FORMAT ": %s is %s%s", number, correction_axes[i], are[i],
                   changed ? "" : " already");
  return EX_OK;
}

/* How many of the arguments are numbers; after them stand assignments. */
static guint count_numbers(const GPtrArray *arguments)
{
  guint n = 0;
  while (1 + n < arguments->len && !strchr(arguments->pdata[1 + n], '='))
    n++;
  return n;
}

static gboolean are_assignments(const struct command *command, const struct config *config, const char **values)
{
  guint n = count_numbers(command->arguments);
  if (!n) {
    command_complain("tickets: set: a ticket's number is missing");
    return FALSE;
  }
  g_ptr_array_add(command->arguments, NULL);
  gboolean fine = tickets_set_parse(config, (char *const *)command->arguments->pdata + 1 + n, values);
  g_ptr_array_set_size(command->arguments, (int)command->arguments->len - 1);
  return fine;
}

static int set_all(const struct command *command, const struct config *config, struct ledger *ledger,
                   const char *const *values)
{
  int status = EX_OK;
  for (guint i = 1; i <= count_numbers(command->arguments); i++)
    status = command_worse(status, set_values(command, ledger, number_of(config, command->arguments->pdata[i]), values));
  return status;
}

enum verb { LIST, SHOW, SET, CLOSE, REOPEN, N_VERBS };
static const struct {
  const char *name;
  guint least, most; /* arguments after it */
} verbs[N_VERBS] = {
  [LIST] = { "list", 0, 0 },
  [SHOW] = { "show", 1, 1 },
  [SET] = { "set", 2, G_MAXUINT },
  [CLOSE] = { "close", 1, G_MAXUINT },
  [REOPEN] = { "reopen", 1, G_MAXUINT },
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

static gboolean numbers_are_fine(const struct command *command, const struct config *config, guint n)
{
  for (guint i = 1; i <= n; i++)
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
  if (!command_parse(command, entries,
                     "[list | show NUMBER | set NUMBER... KEY=VALUE... | close NUMBER... | reopen NUMBER...] - tickets",
                     help, argc, argv, &status))
    return status;
  enum verb verb = verb_of(command->arguments);
  if (verb == N_VERBS || (held && verb != LIST)) {
    command_complain("tickets: say 'list', 'show NUMBER', 'set NUMBER... KEY=VALUE...', 'close NUMBER...' or 'reopen "
                     "NUMBER...'; see 'deskbell tickets --help'");
    return EX_USAGE;
  }
  const char *wanted = all ? "all" : state ? state : "open";
  if (!state_is_known(wanted))
    return EX_USAGE;
  g_autoptr(Config) config = command_config(command, TRUE, &status);
  if (!config)
    return status;
  guint n = verb == SET ? count_numbers(command->arguments) : command->arguments->len - 1;
  if (verb != LIST && !numbers_are_fine(command, config, n))
    return EX_USAGE;
  const char *values[N_CORRECTION_AXES] = { NULL };
  if (verb == SET && !are_assignments(command, config, values))
    return EX_USAGE;
  gboolean changes = verb != LIST && verb != SHOW && !command->dry_run;
  g_autoptr(Ledger) ledger = open_ledger(config, FALSE, !changes, &status);
  if (!ledger)
    return status;
  if (held)
    return held_list(command, config->desks->pdata[0], ledger);
  if (verb == LIST)
    return list(command, config, ledger, strcmp(wanted, "all") ? wanted : NULL);
  if (verb == SHOW)
    return show(command, config, ledger, number_of(config, command->arguments->pdata[1]));
  if (verb == SET)
    return set_all(command, config, ledger, values);
  return set_all_open(command, config, ledger, verb == REOPEN);
}
