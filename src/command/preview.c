#include "command/command.h"
#include "command/open.h"
#include "command/source.h"

#include "base/clock.h"
#include "base/paths.h"
#include "base/problems.h"
#include "desk/calendars.h"
#include "desk/claim.h"
#include "desk/context.h"
#include "desk/peek.h"
#include "desk/verdict.h"
#include "ledger/identity.h"
#include "mail/mail.h"
#include "reply/reply.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

static const char help[] =
    "Prints the acknowledgement that this mail would get now: to an answer on a ticket\n"
    "in the ledger, which is only read, with its number and the text for follow-ups;\n"
    "else with a made-up number. --raw prints the whole mail as it would leave, --html its HTML part. A\n"
    "mail that would get none is rendered all the same, and the reason is told on\n"
    "standard error.\n\n"
    "Example:  deskbell preview mail.eml\n";

enum { MADE_UP_TICKET = 1042 };

struct preview_options {
  gboolean any_recipient, raw, html;
  int ticket;
};

static void print_mail(const struct reply_mail *reply, const struct preview_options *options)
{
  if (options->raw)
    fwrite(g_bytes_get_data(reply->bytes, NULL), 1, g_bytes_get_size(reply->bytes), stdout);
  else if (options->html)
    fputs(reply->html, stdout);
  else
    printf("To: %s\nSubject: %s\n\n%s", reply->envelope_to, reply->subject, reply->text);
}

/* Without a ledger it is a new mail to a new ticket. */
static void ask_ledger(const struct config *config, struct prepared *prepared)
{
  struct peeked peeked = { 0 };
  g_autoptr(Ledger) ledger = open_ledger_to_look(config, &peeked.problem);
  if (ledger)
    desk_peek(prepared, ledger, &peeked);
  peeked_clear(&peeked);
}

static int render(const struct config *config, const struct desk *desk, const struct source_item *item,
                  const struct preview_options *options)
{
  const struct config_desk *settings = desk_settings(desk);
  const struct circumstances circumstances = { .now = clock_now(), .any_recipient = options->any_recipient,
                                               .done_mark = item->done_mark, .answered = item->answered };
  g_autoptr(Prepared) prepared = desk_prepare(desk, item->mail, &circumstances);
  ask_ledger(config, prepared);
  const struct decision *decision = prepared->decision;
  if (strcmp(decision->verdict, "send")) {
    g_autofree char *word = verdict_reply_word(decision);
    command_complain("would not be answered (%s); this is what it would say", word);
  }
  if (decision->bare)
    command_complain("nobody vouches for %s, so nothing of the mail is said back",
                     item->mail->from.address ? item->mail->from.address : "the sender");
  if (!item->mail->from.address) {
    command_complain("%s: there is nobody to answer", item->where);
    return EX_DATAERR;
  }
  g_autoptr(Problems) problems = problems_new();
  g_autoptr(Templates) templates = templates_load(paths_data("templates"), settings->templates, problems);
  if (!templates) {
    command_print_problems(problems);
    return EX_CONFIG;
  }
  g_autoptr(ReplyFacts) facts = desk_facts(desk, item->mail, decision);
  if (options->ticket || !facts->ticket)
    facts->ticket = options->ticket ? options->ticket : MADE_UP_TICKET;
  if (!facts->to)
    facts->to = g_strdup(item->mail->from.address);
  struct reply_context context = desk_reply_context(config, settings, desk_calendars(desk), facts, NULL, clock_now());
  g_autoptr(GError) error = NULL;
  g_autoptr(ReplyMail) reply = reply_compose(templates, facts, &context, &error);
  if (!reply)
    return command_fail(error);
  print_mail(reply, options);
  return EX_OK;
}

int command_preview(struct command *command, int argc, char **argv)
{
  struct preview_options options = { 0 };
  g_autofree char *ca_file = NULL;
  const GOptionEntry entries[] = {
    { "any-recipient", 0, 0, G_OPTION_ARG_NONE, &options.any_recipient, "the mail counts as addressed to us", NULL },
    { "raw", 0, 0, G_OPTION_ARG_NONE, &options.raw, "the whole mail, headers and parts", NULL },
    { "html", 0, 0, G_OPTION_ARG_NONE, &options.html, "the HTML part", NULL },
    { "ticket", 0, 0, G_OPTION_ARG_INT, &options.ticket, "the ticket number to show", "N" },
    CA_FILE_OPTION(ca_file),
    { NULL },
  };
  int status;
  if (!command_parse(command, entries, "PATH - the acknowledgement as it would leave", help, argc, argv, &status))
    return status;
  if (command->arguments->len != 1 || options.ticket < 0) {
    command_complain("preview: give one PATH; see 'deskbell preview --help'");
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
  return item ? render(config, desk, item, &options) : status;
}
