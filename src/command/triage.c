#include "command/command.h"
#include "command/mail-table.h"
#include "command/open.h"
#include "command/progress.h"
#include "command/source.h"

#include "base/clock.h"
#include "base/fault.h"
#include "desk/desk.h"
#include "desk/verdict.h"
#include "ledger/identity.h"
#include "mail/mail.h"
#include "report/table.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

static const char help[] =
    "PATH is a message, an mbox, a Maildir, a folder of any of these (MH as well; what\n"
    "is no mail is told, and the rest go on), - for standard input, or\n"
    "imaps://user@host/FOLDER (opened read-only; the password is asked for). Nothing\n"
    "is sent, moved or remembered. Without a configuration every recipient counts as\n"
    "ours.\n\n"
    "Example:  deskbell triage ~/Maildir\n"
    "          deskbell triage --json mail.eml | jq .priority\n";

struct triage_run {
  const struct command *command;
  const struct desk *desk;
  gboolean any_recipient;
  const char *ca_file;
  struct table *table; /* NULL with --json */
  guint seen;
  int status;
};

/* Takes `text`. */
static void print_line(char *text)
{
  puts(text);
  g_free(text);
}

static void take(struct triage_run *run, const struct source_item *item)
{
  const struct circumstances circumstances = {
    .now = clock_now(), .any_recipient = run->any_recipient, .done_mark = item->done_mark, .answered = item->answered
  };
  g_autoptr(Decision) decision = desk_decide(run->desk, item->mail, &circumstances);
  const struct verdict_place place = { item->path, item->index };
  if (run->table)
    mail_table_decided(run->table, item->mail, decision, desk_settings(run->desk)->timezone);
  else
    print_line(verdict_line(item->mail, decision, &place));
}

static void skip(struct triage_run *run, const char *path, guint index, const GError *problem)
{
  const struct verdict_place place = { path, index };
  if (!run->table)
    print_line(verdict_error_line(&place, problem->message));
  if (run->table || run->command->verbose)
    command_complain("%s, skipping", problem->message);
  run->status = command_worse(run->status, fault_exit_status(problem));
}

static void read_source(struct triage_run *run, struct source *source, const char *path)
{
  while (!ferror(stdout)) { /* nobody reads on */
    g_autoptr(SourceItem) item = NULL;
    g_autoptr(GError) problem = NULL;
    enum source_step step = source->ops->next(source, &item, &problem);
    if (step == SOURCE_END)
      return;
    if (step == SOURCE_ITEM)
      take(run, item);
    else
      skip(run, item && item->path ? item->path : path, item ? item->index : 0, problem);
    if (step == SOURCE_FAILED)
      return;
    progress("mails read", ++run->seen, source->ops->count ? source->ops->count(source) : 0);
  }
}

static int run_paths(struct triage_run *run)
{
  for (guint i = 0; i < run->command->arguments->len; i++) {
    const char *path = run->command->arguments->pdata[i];
    g_autoptr(GError) error = NULL;
    g_autoptr(Source) source = command_source(path, run->ca_file, &error);
    if (source)
      read_source(run, source, path);
    else
      skip(run, path, 0, error);
  }
  progress_end();
  if (run->table) {
    g_autofree char *text = table_finish(run->table);
    if (run->seen)
      fputs(text, stdout);
    else if (!run->status)
      command_note(run->command, "no mail there");
  }
  /* A path that is not there spoils the whole only when nothing else was. */
  return run->status == EX_NOINPUT && run->seen ? EX_DATAERR : run->status;
}

int command_triage(struct command *command, int argc, char **argv)
{
  gboolean any_recipient = FALSE;
  g_autofree char *ca_file = NULL;
  const GOptionEntry entries[] = {
    { "any-recipient", 0, 0, G_OPTION_ARG_NONE, &any_recipient, "every mail counts as addressed to us", NULL },
    CA_FILE_OPTION(ca_file),
    { NULL },
  };
  int status;
  if (!command_parse(command, entries, "PATH... - what each mail is, and whether it is answered", help, argc, argv, &status))
    return status;
  if (!command->arguments->len) {
    command_complain("triage: no PATH given; see 'deskbell triage --help'");
    return EX_USAGE;
  }
  g_autoptr(Config) config = command_config(command, FALSE, &status);
  if (!config)
    return status;
  g_autoptr(Identity) identity = open_identity_if_there(config);
  g_autoptr(Desk) desk = open_desk(command, config, config->desks->pdata[0], identity, &status);
  if (!desk)
    return status;
  struct triage_run run = { .command = command, .desk = desk, .any_recipient = any_recipient, .ca_file = ca_file };
  if (!command->json)
    run.table = mail_table_new(command);
  return run_paths(&run);
}
