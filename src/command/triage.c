#include "command/command.h"
#include "command/mail-table.h"
#include "command/open.h"
#include "command/progress.h"
#include "command/source.h"

#include "base/clock.h"
#include "base/fault.h"
#include "desk/desk.h"
#include "desk/verdict.h"
#include "desk/workers.h"
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

/* So few are read before other processes would have begun. */
enum { FEW = 200 };

struct triage_run {
  const struct command *command;
  const struct desk *desk;
  gboolean any_recipient;
  const char *ca_file;
  struct table *table; /* NULL with --json */
  struct workers *workers; /* of many mails; NULL until then */
  gboolean is_single;      /* there can be none */
  gboolean at_once;        /* what comes is told as it comes */
  guint seen;
  int status;
};

/* Takes `text`; it is printed in its turn. */
static void add_line(struct triage_run *run, char *text)
{
  if (run->workers) {
    workers_give_line(run->workers, text);
    return;
  }
  puts(text);
  g_free(text);
}

static struct decision *decide(const struct triage_run *run, const struct source_item *item)
{
  const struct circumstances circumstances = {
    .now = clock_now(), .any_recipient = run->any_recipient, .done_mark = item->done_mark, .answered = item->answered
  };
  return desk_decide(run->desk, item->mail, &circumstances);
}

static char *line_of(const struct triage_run *run, const struct source_item *item)
{
  const struct verdict_place place = { item->path, item->index };
  g_autoptr(Decision) decision = decide(run, item);
  return verdict_line(item->mail, decision, &place);
}

static char *judge(struct source_item *item, gpointer data)
{
  source_item_read(item);
  return line_of(data, item);
}

static void tell(const char *line, gpointer data)
{
  (void)data;
  puts(line);
}

static char *lose(const struct source_item *item, gpointer data)
{
  struct triage_run *run = data;
  const struct verdict_place place = { item->path, item->index };
  command_complain("%s: triage broke down over it, skipping", item->where);
  run->status = command_worse(run->status, EX_SOFTWARE);
  return verdict_error_line(&place, "triage broke down over it");
}

/* Takes the item. */
static void take(struct triage_run *run, struct source_item *item)
{
  if (item->bytes) {
    workers_give(run->workers, item);
    return;
  }
  if (run->table) {
    g_autoptr(Decision) decision = decide(run, item);
    mail_table_decided(run->table, item->mail, decision, desk_settings(run->desk)->timezone);
  } else {
    add_line(run, line_of(run, item));
  }
  source_item_free(item);
}

static void skip(struct triage_run *run, const char *path, guint index, const GError *problem)
{
  const struct verdict_place place = { path, index };
  if (!run->table)
    add_line(run, verdict_error_line(&place, problem->message));
  if (run->table || run->command->verbose)
    command_complain("%s, skipping", problem->message);
  run->status = command_worse(run->status, fault_exit_status(problem));
}

static enum source_step next(struct triage_run *run, struct source *source, struct source_item **ret, GError **error)
{
  static const struct workers_ops ops = { judge, tell, lose };
  gboolean may_share = !run->table && !run->at_once && source->ops->next_bytes;
  if (may_share && run->seen >= FEW && !run->workers && !run->is_single)
    run->is_single = !(run->workers = workers_new(&ops, run));
  if (may_share && run->workers)
    return source->ops->next_bytes(source, ret, error);
  return source->ops->next(source, ret, error);
}

static void read_source(struct triage_run *run, struct source *source, const char *path)
{
  while (!ferror(stdout)) { /* nobody reads on */
    g_autoptr(SourceItem) item = NULL;
    g_autoptr(GError) problem = NULL;
    enum source_step step = next(run, source, &item, &problem);
    if (step == SOURCE_END)
      return;
    if (step == SOURCE_ITEM)
      take(run, g_steal_pointer(&item));
    else
      skip(run, item && item->path ? item->path : path, item ? item->index : 0, problem);
    if (step == SOURCE_FAILED)
      return;
    progress("mails read", ++run->seen, source->ops->count ? source->ops->count(source) : 0);
  }
}

static void end_workers(struct triage_run *run)
{
  if (run->workers && !ferror(stdout))
    workers_finish(run->workers);
  g_clear_pointer(&run->workers, workers_free);
}

static int run_paths(struct triage_run *run)
{
  for (guint i = 0; i < run->command->arguments->len; i++) {
    const char *path = run->command->arguments->pdata[i];
    run->at_once = strcmp(path, "-") == 0; /* whoever writes there may take his time */
    if (run->at_once)
      end_workers(run);
    g_autoptr(GError) error = NULL;
    g_autoptr(Source) source = command_source(path, run->ca_file, &error);
    if (source)
      read_source(run, source, path);
    else
      skip(run, path, 0, error);
  }
  end_workers(run);
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
