#include "command/command.h"
#include "command/open.h"
#include "command/sending.h"

#include "base/clock.h"
#include "base/json.h"
#include "desk/interrupt.h"
#include "ledger/identity.h"
#include "ledger/ledger.h"
#include "ledger/outbox.h"
#include "report/table.h"

#include <stdio.h>
#include <sysexits.h>

static const char help[] =
    "Sends the acknowledgements that are due. --uncertain and --failed list those\n"
    "that need a person; --dry-run lists what is waiting.\n\n"
    "Of an uncertain one nobody knows whether the mail server took it: look for its\n"
    "Message-ID in the server's log. Then settle it by its ID: --sent, it left; --again,\n"
    "it did not, and shall; --give-up, it did not, and shall not.\n\n"
    "Example:  deskbell send -v\n"
    "          deskbell send --uncertain\n"
    "          deskbell send --uncertain --sent 12 15\n";

static const char *const headings[] = { "ID", "TICKET", "STATE", "TO", "TRIES", "WHEN", "MESSAGE-ID", "LAST WORD",
                                        NULL };

/* Of one that waits when it wants to leave, of others since when it is so. */
static gint64 when(const struct outbox_row *row)
{
  gboolean waits = row->state == OUTBOX_HELD || row->state == OUTBOX_QUEUED;
  return waits ? MAX(row->created, row->not_before) : row->changed;
}

static void add_row(struct table *table, const struct outbox_row *row)
{
  g_autofree char *id = g_strdup_printf("%" G_GUINT64_FORMAT, row->id);
  g_autofree char *ticket = g_strdup_printf("%" G_GUINT64_FORMAT, row->ticket);
  g_autofree char *attempts = g_strdup_printf("%u", row->attempts);
  g_autofree char *time = clock_format(when(row), NULL);
  const char *cells[] = { id,       ticket, outbox_state_names[row->state], row->to,
                          attempts, time,   row->message_id,                row->diagnostic };
  for (gsize i = 0; i < G_N_ELEMENTS(cells); i++)
    table_cell(table, TABLE_PLAIN, cells[i] ? cells[i] : "");
}

static void print_json(const struct outbox_row *row)
{
  g_autoptr(JsonBuilder) builder = json_builder_new();
  json_builder_begin_object(builder);
  json_add_number(builder, "id", (gint64)row->id);
  json_add_number(builder, "ticket", (gint64)row->ticket);
  json_add_text(builder, "state", outbox_state_names[row->state]);
  json_add_text(builder, "to", row->to);
  json_add_number(builder, "attempts", row->attempts);
  json_add_time(builder, "created", row->created);
  json_add_time(builder, "when", when(row));
  json_add_text(builder, "message_id", row->message_id);
  if (row->diagnostic)
    json_add_text(builder, "diagnostic", row->diagnostic);
  json_builder_end_object(builder);
  g_autofree char *text = json_line(json_builder_get_root(builder));
  puts(text);
}

static int list(const struct command *command, struct ledger *ledger, const enum outbox_state *states, gsize n_states)
{
  struct table *table =
      command->json ? NULL : table_new(headings, "---+---+", table_terminal_width(), command->colour);
  guint shown = 0;
  for (gsize k = 0; k < n_states; k++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) rows = outbox_list(ledger, states[k], &error);
    if (!rows)
      return command_fail(error);
    for (guint i = 0; i < rows->len; i++, shown++)
      if (table)
        add_row(table, rows->pdata[i]);
      else
        print_json(rows->pdata[i]);
  }
  if (table) {
    g_autofree char *text = table_finish(table);
    if (shown)
      fputs(text, stdout);
  }
  return EX_OK;
}

/* How a person settles what nobody knows. */
struct ending {
  enum outbox_state to;
  const char *word, *why;
};
static const struct ending endings[] = {
  { OUTBOX_SENT, "sent", "a person said that it left" },
  { OUTBOX_QUEUED, "sent again", "a person said that it did not leave, and shall" },
  { OUTBOX_FAILED, "given up", "a person said that it did not leave, and shall not" },
};

/* NULL: it is none of them. */
static struct outbox_row *row_among(const GPtrArray *rows, guint64 id)
{
  for (guint i = 0; rows && i < rows->len; i++)
    if (((struct outbox_row *)rows->pdata[i])->id == id)
      return rows->pdata[i];
  return NULL;
}

static int settle(const struct command *command, struct ledger *ledger, const char *argument, const struct ending *ending)
{
  guint64 id = g_ascii_strtoull(argument, NULL, 10);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = outbox_list(ledger, OUTBOX_UNCERTAIN, &error);
  if (!rows)
    return command_fail(error);
  struct outbox_row *row = row_among(rows, id);
  if (command->dry_run && !row) {
    command_complain("send: %s is none of those that 'deskbell send --uncertain' lists", argument);
    return EX_DATAERR;
  }
  if (!command->dry_run && !outbox_move(ledger, id, ending->to, ending->why, clock_now(), &error))
    return command_fail(error);
  if (!row) /* beyond what is listed at once */
    return EX_OK;
  if (!command->dry_run)
    row->state = ending->to;
  if (command->json)
    print_json(row);
  else if (command->dry_run)
    printf("%s to %s would be %s\n", argument, row->to, ending->word);
  else
    command_note(command, "%s to %s is %s", argument, row->to, ending->to == OUTBOX_QUEUED ? "queued again" : ending->word);
  return EX_OK;
}

/* Every one that can be; one that is not there stops no other. */
static int settle_all(const struct command *command, struct ledger *ledger, const struct ending *ending)
{
  int status = EX_OK;
  g_autoptr(GError) error = NULL;
  struct ledger_lock *lock = command->dry_run ? NULL : ledger_lock(ledger, "send", &error);
  if (error)
    return command_fail(error);
  if (!lock && !command->dry_run) {
    command_complain("send: another run is sending; try again");
    return EX_TEMPFAIL;
  }
  for (guint i = 0; i < command->arguments->len; i++)
    status = command_worse(status, settle(command, ledger, command->arguments->pdata[i], ending));
  ledger_unlock(lock);
  return status;
}

/* What the options ask for. */
struct wishes {
  gboolean uncertain, failed;
  gboolean sent, again, give_up;
};

/* NULL with *ret_status when it is wrong, NULL and EX_OK when nothing is to be settled. */
static const struct ending *ending_of(const struct command *command, const struct wishes *wishes, int *ret_status)
{
  const gboolean wished[G_N_ELEMENTS(endings)] = { wishes->sent, wishes->again, wishes->give_up };
  const struct ending *ending = NULL;
  gboolean wrong = (wishes->sent + wishes->again + wishes->give_up) > 1;
  for (gsize i = 0; i < G_N_ELEMENTS(endings); i++)
    if (wished[i])
      ending = &endings[i];
  guint64 id;
  wrong |= !!ending != (command->arguments->len > 0) || (ending && wishes->failed);
  for (guint i = 0; !wrong && i < command->arguments->len; i++)
    wrong = !g_ascii_string_to_unsigned(command->arguments->pdata[i], 10, 1, G_MAXINT64, &id, NULL);
  *ret_status = wrong ? EX_USAGE : EX_OK;
  if (wrong)
    command_complain("send: say one of --sent, --again and --give-up with the IDs that 'deskbell send --uncertain' lists");
  return wrong ? NULL : ending;
}

int command_send(struct command *command, int argc, char **argv)
{
  struct wishes wishes = { 0 };
  const GOptionEntry entries[] = {
    { "uncertain", 0, 0, G_OPTION_ARG_NONE, &wishes.uncertain, "list mails that may or may not have left", NULL },
    { "failed", 0, 0, G_OPTION_ARG_NONE, &wishes.failed, "list mails that could not be delivered", NULL },
    { "sent", 0, 0, G_OPTION_ARG_NONE, &wishes.sent, "settle uncertain ones: they left", NULL },
    { "again", 0, 0, G_OPTION_ARG_NONE, &wishes.again, "settle uncertain ones: they did not leave, and shall", NULL },
    { "give-up", 0, 0, G_OPTION_ARG_NONE, &wishes.give_up, "settle uncertain ones: they shall not leave any more", NULL },
    { NULL },
  };
  int status;
  if (!command_parse(command, entries, "[ID...] - empty the outbox", help, argc, argv, &status))
    return status;
  const struct ending *ending = ending_of(command, &wishes, &status);
  if (status)
    return status;
  g_autoptr(Config) config = command_config(command, TRUE, &status);
  if (!config)
    return status;
  gboolean lists = (!ending && (wishes.uncertain || wishes.failed)) || command->dry_run;
  g_autoptr(Ledger) ledger = open_ledger(config, FALSE, lists, &status);
  if (!ledger)
    return status;
  if (ending)
    return settle_all(command, ledger, ending);
  if (wishes.uncertain || wishes.failed) {
    const enum outbox_state states[] = { OUTBOX_UNCERTAIN, OUTBOX_FAILED };
    return list(command, ledger, states + (wishes.uncertain ? 0 : 1), (gsize)wishes.uncertain + (gsize)wishes.failed);
  }
  if (command->dry_run) {
    const enum outbox_state states[] = { OUTBOX_HELD, OUTBOX_QUEUED };
    return list(command, ledger, states, G_N_ELEMENTS(states));
  }
  g_autoptr(Identity) identity = open_identity(config, &status);
  if (!identity)
    return status;
  interrupt_arm();
  return send_outbox(command, config, ledger, identity);
}
