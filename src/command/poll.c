#include "command/command.h"
#include "command/mail-table.h"
#include "command/open.h"
#include "command/progress.h"
#include "command/sending.h"

#include "base/clock.h"
#include "base/fault.h"
#include "base/json.h"
#include "desk/interrupt.h"
#include "desk/outbox.h"
#include "desk/poll.h"
#include "desk/verdict.h"
#include "ledger/identity.h"
#include "report/table.h"
#include "source/source.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

static const char help[] =
    "Reads what is new in the mailboxes of the configuration (all, or those named),\n"
    "decides, remembers, marks the mails, and sends the acknowledgements that are\n"
    "due. Says nothing when nothing is wrong; -v prints what it did. --dry-run only\n"
    "shows what it would decide. A mailbox that another poll or a watch has is left\n"
    "to it. SIGTERM ends a poll between two mails; the next one goes on there.\n\n"
    "Example:  */2 * * * * deskbell poll          (in a crontab)\n";

enum { SEND_TRIES = 10, SEND_PAUSE = 200 * 1000 /* microseconds */ };

struct poll_command {
  const struct command *command;
  const struct config *config;
  const struct identity *identity;
  struct ledger *ledger;
  const struct config_mailbox *mailbox; /* the one being polled */
  struct table *table;                  /* with -v and --dry-run; else NULL */
  guint seen, rows;
  guint mailboxes;                      /* polled */
  struct poll_run total;
};

static void watch(const struct source_item *item, const struct decision *decision, const struct ledger_claimed *claimed,
                  const GError *error, gpointer data)
{
  struct poll_command *run = data;
  if (error) {
    command_complain("%s: %s, skipping", run->mailbox->id, error->message);
    return;
  }
  progress(run->mailbox->id, ++run->seen, 0);
  if (decision && run->command->json) {
    const struct verdict_place place = { item->path, item->index };
    g_autofree char *text = verdict_line(item->mail, decision, &place);
    puts(text);
  }
  if (!run->table)
    return;
  if (decision)
    mail_table_decided(run->table, item->mail, decision, run->mailbox->desk->timezone);
  else if (!claimed->known)
    mail_table_claimed(run->table, item->mail, claimed, run->mailbox->desk->timezone);
  run->rows += decision || !claimed->known;
}

/* The mails of this poll, for whoever asked to see them. */
static void print_table(struct poll_command *run)
{
  if (!run->table)
    return;
  g_autofree char *text = table_finish(run->table);
  if (run->rows)
    fputs(text, stdout);
  run->table = NULL;
}

/* One object a mailbox. */
static void print_json(const struct poll_command *run, const struct poll_run *result, const GError *error)
{
  const struct {
    const char *name;
    guint value;
  } counts[] = {
    { "new", result->seen },     { "queued", result->queued },         { "refused", result->refused },
    { "known", result->known },  { "unreadable", result->unreadable }, { "unknown_marks", result->unknown_marks },
  };
  g_autoptr(JsonBuilder) builder = json_builder_new();
  json_builder_begin_object(builder);
  json_add_text(builder, "mailbox", run->mailbox->id);
  for (gsize i = 0; i < G_N_ELEMENTS(counts); i++)
    json_add_number(builder, counts[i].name, counts[i].value);
  if (error)
    json_add_text(builder, "error", error->message);
  json_builder_end_object(builder);
  g_autofree char *text = json_line(json_builder_get_root(builder));
  puts(text);
}

static void add_up(struct poll_run *total, const struct poll_run *run)
{
  total->seen += run->seen;
  total->queued += run->queued;
  total->refused += run->refused;
  total->known += run->known;
  total->unreadable += run->unreadable;
}

/* A mailbox where nothing happened has no line of its own. */
static int tell(struct poll_command *run, const struct poll_run *result)
{
  run->mailboxes++;
  add_up(&run->total, result);
  if (result->seen)
    command_note(run->command, "%s: %u new, %u to acknowledge, %u not, %u known", run->mailbox->id, result->seen,
                 result->queued, result->refused, result->known);
  if (result->unknown_marks)
    command_complain("%s: %u mails carry a mark that this ledger never set: the ledger was lost or restored; "
                     "nothing is sent until 'deskbell ledger adopt'",
                     run->mailbox->id, result->unknown_marks);
  if (result->unreadable)
    return EX_DATAERR;
  return result->unknown_marks ? 1 : EX_OK;
}

/* "3 mailboxes, 12 new, 9 to acknowledge, 3 not; 9 sent", and what is not as usual. */
static void sum_up(const struct poll_command *run, const struct outbox_run *outbox)
{
  const struct {
    guint n;
    gboolean always, begins; /* said although it is 0; after a semicolon */
    const char *words;
  } parts[] = {
    { run->total.seen, TRUE, FALSE, "new" },
    { run->total.queued, TRUE, FALSE, "to acknowledge" },
    { run->total.refused, TRUE, FALSE, "not" },
    { run->total.known, FALSE, FALSE, "known" },
    { run->total.unreadable, FALSE, FALSE, "unreadable" },
    { outbox->sent, TRUE, TRUE, "sent" },
    { outbox->retried, FALSE, FALSE, "to be tried again" },
    { outbox->failed, FALSE, FALSE, "failed" },
    { outbox->uncertain, FALSE, FALSE, "uncertain" },
  };
  g_autoptr(GString) line = g_string_new(NULL);
  g_string_printf(line, "%u mailbox%s", run->mailboxes, run->mailboxes == 1 ? "" : "es");
  for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
    if (parts[i].always || parts[i].n)
      g_string_append_printf(line, "%s %u %s", parts[i].begins ? ";" : ",", parts[i].n, parts[i].words);
  command_note(run->command, "%s", line->str);
}

static int poll_one(struct poll_command *run, const struct config_mailbox *mailbox)
{
  int status = EX_OK;
  g_autoptr(Desk) desk = open_desk(run->command, run->config, mailbox->desk, run->identity, &status);
  if (!desk)
    return status;
  run->mailbox = mailbox;
  const struct poll_request request = {
    .desk = desk,
    .mailbox = mailbox,
    .ledger = run->ledger,
    .now = clock_now(),
    .dry_run = run->command->dry_run,
    .watch = watch,
    .data = run,
  };
  if ((run->command->verbose || run->command->dry_run) && !run->command->json)
    run->table = mail_table_new(run->command);
  struct poll_run result;
  g_autoptr(GError) error = NULL;
  gboolean done = poll_mailbox(&request, &result, &error);
  progress_end();
  print_table(run);
  if (run->command->json && !run->command->dry_run)
    print_json(run, &result, error);
  status = tell(run, &result);
  if (!done) {
    command_complain("%s: %s", mailbox->id, error->message);
    status = command_worse(status, fault_exit_status(error));
  }
  return status;
}

/* A mailbox that somebody else polls is left to him. */
static int poll_unless_busy(struct poll_command *run, const struct config_mailbox *mailbox)
{
  if (run->command->dry_run)
    return poll_one(run, mailbox);
  g_autoptr(GError) error = NULL;
  struct ledger_lock *lock = poll_lock(run->ledger, mailbox, &error);
  if (error)
    return command_fail(error);
  if (!lock) {
    command_note(run->command, "%s: another poll or watch has it", mailbox->id);
    return EX_OK;
  }
  int status = poll_one(run, mailbox);
  ledger_unlock(lock);
  return status;
}

static gboolean wanted(const struct command *command, const struct config_mailbox *mailbox)
{
  if (!command->arguments->len)
    return TRUE;
  return g_ptr_array_find_with_equal_func(command->arguments, mailbox->id, g_str_equal, NULL);
}

/* Who is sending already may have looked at the outbox before our mails were in it: it is waited for, not long. */
static int send_all(struct poll_command *run)
{
  struct outbox_run outbox = { 0 };
  int status = EX_OK;
  for (guint tries = 0; tries < SEND_TRIES && !interrupted(); tries++) {
    if (tries)
      g_usleep(SEND_PAUSE);
    status = send_outbox_quietly(run->command, run->config, run->ledger, run->identity, &outbox);
    if (!outbox.busy || !run->total.queued)
      break;
  }
  if (outbox.busy)
    command_note(run->command, "another run is sending");
  sum_up(run, &outbox);
  return status;
}

static int poll_all(struct poll_command *run)
{
  int status = EX_OK;
  for (guint i = 0; i < run->config->mailboxes->len && !interrupted(); i++) {
    const struct config_mailbox *mailbox = run->config->mailboxes->pdata[i];
    if (wanted(run->command, mailbox))
      status = command_worse(status, poll_unless_busy(run, mailbox));
  }
  return run->command->dry_run ? status : command_worse(status, send_all(run));
}

static gboolean names_are_known(const struct command *command, const struct config *config)
{
  for (guint i = 0; i < command->arguments->len; i++)
    if (!config_mailbox(config, command->arguments->pdata[i])) {
      command_complain("poll: no mailbox '%s' in %s", (const char *)command->arguments->pdata[i], config->path);
      return FALSE;
    }
  return TRUE;
}

static int poll_live(struct poll_command *run)
{
  int status;
  g_autoptr(Identity) identity = open_identity(run->config, &status);
  if (!identity)
    return status;
  g_autoptr(Ledger) ledger = open_ledger(run->config, TRUE, FALSE, &status);
  if (!ledger)
    return status;
  run->identity = identity;
  run->ledger = ledger;
  return poll_all(run);
}

/* Reads the ledger where there is one, so that a dry run starts where the next poll would. */
static int poll_dry(struct poll_command *run)
{
  g_autoptr(Identity) identity = open_identity_if_there(run->config);
  const struct config_desk *desk = run->config->desks->pdata[0];
  g_autoptr(Ledger) ledger = ledger_open(desk->ledger, FALSE, TRUE, NULL);
  run->identity = identity;
  run->ledger = ledger;
  return poll_all(run);
}

int command_poll(struct command *command, int argc, char **argv)
{
  int status;
  if (!command_parse(command, NULL, "[MAILBOX...] - one pass over mailboxes and outbox", help, argc, argv, &status))
    return status;
  g_autoptr(Config) config = command_config(command, TRUE, &status);
  if (!config)
    return status;
  if (!names_are_known(command, config))
    return EX_USAGE;
  if (!config->mailboxes->len) {
    command_complain("%s: no mailbox is configured; add one under 'mailboxes:'", config->path);
    return EX_CONFIG;
  }
  interrupt_arm();
  struct poll_command run = { .command = command, .config = config };
  return command->dry_run ? poll_dry(&run) : poll_live(&run);
}
