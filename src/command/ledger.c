#include "command/command.h"
#include "command/open.h"

#include "base/clock.h"
#include "base/fault.h"
#include "base/json.h"
#include "base/text.h"
#include "desk/adopt.h"
#include "ledger/ledger.h"
#include "ledger/tickets.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

static const char help[] =
    "adopt ends the doubt after a ledger was lost or restored: mail decided since\n"
    "then stays unanswered, new mail is answered again. Give the highest ticket\n"
    "number you know of plus one, so that no number is used twice.\n"
    "blocked lists the addresses that nothing is sent to, since mail came back for\n"
    "good; forgive ends that for one that works again. Without a verb: the ledger's\n"
    "state.\n\n"
    "Example:  deskbell ledger adopt --next-ticket 2001\n"
    "          deskbell ledger forgive jane@customer.example\n";

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

static void print_blocked(const struct blocked *blocked, gint64 block, gboolean json)
{
  g_autofree char *at = clock_format(blocked->at, NULL);
  g_autofree char *until = clock_format(blocked->at + block, NULL);
  if (!json) {
    g_autofree char *address = text_printable(blocked->address, 320);
    printf("%s  since %s, until %s%s%s\n", address, at, until, blocked->status ? ": " : "",
           blocked->status ? blocked->status : "");
    return;
  }
  g_autoptr(JsonBuilder) builder = json_builder_new();
  json_builder_begin_object(builder);
  json_add_text(builder, "address", blocked->address);
  json_add_text(builder, "since", at);
  json_add_text(builder, "until", until);
  json_add_text(builder, "status", blocked->status);
  json_builder_end_object(builder);
  g_autofree char *text = json_line(json_builder_get_root(builder));
  puts(text);
}

static int list_blocked(const struct command *command, const struct config_desk *desk, struct ledger *ledger)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) blocked = ledger_blocked(ledger, clock_now() - desk->bounce_block, &error);
  if (!blocked)
    return command_fail(error);
  for (guint i = 0; desk->bounce_block && i < blocked->len; i++)
    print_blocked(blocked->pdata[i], desk->bounce_block, command->json);
  return EX_OK;
}

static gboolean is_blocked(const GPtrArray *blocked, const char *address)
{
  for (guint i = 0; i < blocked->len; i++)
    if (!g_ascii_strcasecmp(((const struct blocked *)blocked->pdata[i])->address, address))
      return TRUE;
  return FALSE;
}

/* Every one that can be; one that is not blocked stops no other. */
static int forgive(const struct command *command, struct ledger *ledger)
{
  int status = EX_OK;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) blocked = ledger_blocked(ledger, CLOCK_NONE, &error);
  if (!blocked)
    return command_fail(error);
  for (guint i = 1; i < command->arguments->len; i++) {
    const char *address = command->arguments->pdata[i];
    gboolean known = is_blocked(blocked, address);
    if (known && !command->dry_run && !ledger_forgive(ledger, address, clock_now(), &known, &error))
      return command_fail(error);
    if (!known) {
      command_complain("ledger: no mail to %s came back for good", address);
      status = command_worse(status, EX_NOINPUT);
    } else if (command->dry_run) {
      printf("%s would be written to again\n", address);
    } else {
      command_note(command, "%s is written to again", address);
    }
  }
  return status;
}

static int adopt(const struct command *command, struct ledger *ledger, gint64 next_ticket)
{
  guint cancelled = 0;
  g_autoptr(GError) error = NULL;
  if (!command->dry_run && !desk_adopt(ledger, (guint64)next_ticket, clock_now(), &cancelled, &error))
    return command_fail(error);
  if (cancelled)
    command_complain("%u acknowledgements that waited were cancelled: they may have left before", cancelled);
  return !command->verbose && !command->dry_run && !command->json ? EX_OK : tell_state(ledger, command->json);
}

enum verb { STATE, ADOPT, BLOCKED, FORGIVE, N_VERBS };
static const struct {
  const char *name;
  guint least, most; /* what follows it */
} verbs[N_VERBS] = { [STATE] = { "state", 0, 0 }, [ADOPT] = { "adopt", 0, 0 }, [BLOCKED] = { "blocked", 0, 0 },
                     [FORGIVE] = { "forgive", 1, G_MAXUINT } };

/* N_VERBS: wrong usage. */
static enum verb verb_of(const GPtrArray *arguments)
{
  for (enum verb verb = 0; arguments->len && verb < N_VERBS; verb++)
    if (!strcmp(arguments->pdata[0], verbs[verb].name))
      return arguments->len - 1 >= verbs[verb].least && arguments->len - 1 <= verbs[verb].most ? verb : N_VERBS;
  return arguments->len ? N_VERBS : STATE;
}

int command_ledger(struct command *command, int argc, char **argv)
{
  gint64 next_ticket = 0;
  const GOptionEntry entries[] = {
    { "next-ticket", 0, 0, G_OPTION_ARG_INT64, &next_ticket, "number tickets from N on", "N" },
    { NULL },
  };
  int status;
  if (!command_parse(command, entries, "[state | adopt | blocked | forgive ADDRESS...] - the ledger", help, argc, argv,
                     &status))
    return status;
  enum verb verb = verb_of(command->arguments);
  if (verb == N_VERBS || next_ticket < 0 || (next_ticket && verb != ADOPT)) {
    command_complain("ledger: say 'adopt', 'blocked', 'forgive ADDRESS...' or nothing; see 'deskbell ledger --help'");
    return EX_USAGE;
  }
  g_autoptr(Config) config = command_config(command, TRUE, &status);
  if (!config)
    return status;
  gboolean writes = (verb == ADOPT || verb == FORGIVE) && !command->dry_run;
  g_autoptr(Ledger) ledger = open_ledger(config, FALSE, !writes, &status);
  if (!ledger)
    return status;
  switch (verb) {
  case ADOPT:
    return adopt(command, ledger, next_ticket);
  case BLOCKED:
    return list_blocked(command, config->desks->pdata[0], ledger);
  case FORGIVE:
    return forgive(command, ledger);
  default:
    return tell_state(ledger, command->json);
  }
}
