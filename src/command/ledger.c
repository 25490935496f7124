#include "command/command.h"
#include "command/open.h"

#include "base/clock.h"
#include "base/fault.h"
#include "base/json.h"
#include "desk/adopt.h"
#include "ledger/ledger.h"
#include "ledger/tickets.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

static const char help[] =
    "adopt ends the doubt after a ledger was lost or restored: mail decided since\n"
    "then stays unanswered, new mail is answered again. Give the highest ticket\n"
    "number you know of plus one, so that no number is used twice. Without adopt:\n"
    "the ledger's state.\n\n"
    "Example:  deskbell ledger adopt --next-ticket 2001\n";

static void print_json(const struct ledger_state *state)
{
  g_autoptr(JsonBuilder) builder = json_builder_new();
  json_builder_begin_object(builder);
  json_add_text(builder, "identity", state->identity);
  json_add_number(builder, "generation", state->generation);
  json_add_number(builder, "next_ticket", (gint64)state->next_ticket);
  json_add_text(builder, "state", state->in_doubt ? "in-doubt" : "good");
  json_add_number(builder, "shadowed", state->shadowed);
  json_builder_end_object(builder);
  g_autofree char *text = json_line(json_builder_get_root(builder));
  puts(text);
}

static int tell_state(struct ledger *ledger, gboolean json)
{
  struct ledger_state state = { 0 };
  g_autoptr(GError) error = NULL;
  if (!ledger_state(ledger, &state, &error))
    return command_fail(error);
  g_autofree char *identity = state.identity;
  int status = state.in_doubt ? 1 : EX_OK;
  if (json) {
    print_json(&state);
    return status;
  }
  printf("identity     %s\ngeneration   %u\nnext ticket  %" G_GUINT64_FORMAT "\nstate        %s\n", identity,
         state.generation, state.next_ticket,
         state.in_doubt ? "in doubt: nothing is sent until 'deskbell ledger adopt'" : "good");
  if (state.shadowed)
    printf("unanswered   %u mails were decided in shadow\n", state.shadowed);
  return status;
}

int command_ledger(struct command *command, int argc, char **argv)
{
  gint64 next_ticket = 0;
  const GOptionEntry entries[] = {
    { "next-ticket", 0, 0, G_OPTION_ARG_INT64, &next_ticket, "number tickets from N on", "N" },
    { NULL },
  };
  int status;
  if (!command_parse(command, entries, "[adopt] - the ledger's state; adopt it after a loss", help, argc, argv, &status))
    return status;
  const GPtrArray *arguments = command->arguments;
  gboolean adopts = arguments->len == 1 && !strcmp(arguments->pdata[0], "adopt");
  if (arguments->len > 1 || (arguments->len && !adopts) || next_ticket < 0 || (next_ticket && !adopts)) {
    command_complain("ledger: say 'adopt' or nothing; see 'deskbell ledger --help'");
    return EX_USAGE;
  }
  g_autoptr(Config) config = command_config(command, TRUE, &status);
  if (!config)
    return status;
  gboolean writes = adopts && !command->dry_run;
  g_autoptr(Ledger) ledger = open_ledger(config, FALSE, !writes, &status);
  if (!ledger)
    return status;
  g_autoptr(GError) error = NULL;
  guint cancelled = 0;
  if (writes && !desk_adopt(ledger, (guint64)next_ticket, clock_now(), &cancelled, &error))
    return command_fail(error);
  if (cancelled)
    command_complain("%u acknowledgements that waited were cancelled: they may have left before", cancelled);
  return adopts && !command->verbose && !command->dry_run && !command->json ? EX_OK : tell_state(ledger, command->json);
}
