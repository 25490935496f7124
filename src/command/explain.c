#include "command/command.h"
#include "command/open.h"
#include "command/source.h"

#include "base/clock.h"
#include "base/json.h"
#include "desk/claim.h"
#include "desk/otherwise.h"
#include "desk/peek.h"
#include "desk/verdict.h"
#include "ledger/identity.h"

#include <stdio.h>
#include <sysexits.h>

static const char help[] =
    "PATH is as in 'deskbell triage --help'; of many mails the first is explained.\n"
    "The configured ledger is asked what it knows (ticket, brakes, bounces), and not\n"
    "changed.\n\n"
    "Example:  deskbell explain mail.eml\n";

/* As `triage --json`, with what would have changed it and, where the ledger was asked, what it knows. */
static char *json_explanation(const struct mail *mail, const struct decision *decision, const struct peeked *peeked,
                              const struct verdict_place *place)
{
  JsonNode *node = verdict_json(mail, decision, place);
  g_autoptr(GPtrArray) changes = otherwise(decision, NULL);
  JsonArray *list = json_array_new();
  for (guint i = 0; i < changes->len; i++)
    json_array_add_string_element(list, changes->pdata[i]);
  json_object_set_array_member(json_node_get_object(node), "otherwise", list);
  json_object_set_member(json_node_get_object(node), "ledger",
                         peeked ? peeked_json(peeked, decision) : json_node_new(JSON_NODE_NULL));
  return json_line(node);
}

/* The ledger is only read; where it cannot be, that is told and the mail explained without it. */
static void explain(const struct command *command, const struct config *config, const struct desk *desk,
                    const struct source_item *item, gboolean any_recipient)
{
  const struct circumstances circumstances = {
    .now = clock_now(), .any_recipient = any_recipient, .done_mark = item->done_mark, .answered = item->answered
  };
  g_autoptr(Prepared) prepared = desk_prepare(desk, item->mail, &circumstances);
  struct peeked peeked = { 0 };
  g_autoptr(Ledger) ledger = open_ledger_to_look(config, &peeked.problem);
  if (ledger)
    desk_peek(prepared, ledger, &peeked);
  const struct peeked *known = ledger || peeked.problem ? &peeked : NULL;
  const struct verdict_place place = { item->path, item->index };
  g_autofree char *text =
      command->json ? json_explanation(item->mail, prepared->decision, known, &place)
                    : verdict_explain(item->mail, prepared->decision, known, desk_settings(desk)->timezone);
  fputs(text, stdout);
  if (command->json)
    putchar('\n');
  peeked_clear(&peeked);
}

int command_explain(struct command *command, int argc, char **argv)
{
  gboolean any_recipient = FALSE;
  g_autofree char *ca_file = NULL;
  const GOptionEntry entries[] = {
    { "any-recipient", 0, 0, G_OPTION_ARG_NONE, &any_recipient, "the mail counts as addressed to us", NULL },
    CA_FILE_OPTION(ca_file),
    { NULL },
  };
  int status;
  if (!command_parse(command, entries, "PATH - one decision with every reason", help, argc, argv, &status))
    return status;
  if (command->arguments->len != 1) {
    command_complain("explain: give one PATH; see 'deskbell explain --help'");
    return EX_USAGE;
  }
  g_autoptr(Config) config = command_config(command, FALSE, &status);
  if (!config)
    return status;
  g_autoptr(Identity) identity = open_identity_if_there(config);
  g_autoptr(Desk) desk = open_desk(command, config, config->desks->pdata[0], identity, &status);
  if (!desk)
    return status;
  g_autoptr(SourceItem) item = command_one_mail(command->arguments->pdata[0], ca_file, &status);
  if (!item)
    return status;
  explain(command, config, desk, item, any_recipient);
  return EX_OK;
}
