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
    "Example:  deskbell send -v\n";

static const char *const headings[] = { "ID", "TICKET", "STATE", "TO", "TRIES", "NEXT OR SINCE", "LAST WORD", NULL };

static void add_row(struct table *table, const struct outbox_row *row)
{
  g_autofree char *id = g_strdup_printf("%" G_GUINT64_FORMAT, row->id);
  g_autofree char *ticket = g_strdup_printf("%" G_GUINT64_FORMAT, row->ticket);
  g_autofree char *attempts = g_strdup_printf("%u", row->attempts);
  g_autofree char *time = clock_format(MAX(row->created, row->not_before), NULL);
  const char *cells[] = { id, ticket, outbox_state_names[row->state], row->to, attempts, time, row->diagnostic };
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
  if (row->diagnostic)
    json_add_text(builder, "diagnostic", row->diagnostic);
  json_builder_end_object(builder);
  g_autofree char *text = json_line(json_builder_get_root(builder));
  puts(text);
}

static int list(const struct command *command, struct ledger *ledger, const enum outbox_state *states, gsize n_states)
{
  struct table *table =
      command->json ? NULL : table_new(headings, "---+--+", table_terminal_width(), command->colour);
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

int command_send(struct command *command, int argc, char **argv)
{
  gboolean uncertain = FALSE, failed = FALSE;
  const GOptionEntry entries[] = {
    { "uncertain", 0, 0, G_OPTION_ARG_NONE, &uncertain, "list mails that may or may not have left", NULL },
    { "failed", 0, 0, G_OPTION_ARG_NONE, &failed, "list mails that could not be delivered", NULL },
    { NULL },
  };
  int status;
  if (!command_parse(command, entries, "- empty the outbox", help, argc, argv, &status))
    return status;
  g_autoptr(Config) config = command_config(command, TRUE, &status);
  if (!config)
    return status;
  gboolean lists = uncertain || failed || command->dry_run;
  g_autoptr(Ledger) ledger = open_ledger(config, FALSE, lists, &status);
  if (!ledger)
    return status;
  if (uncertain || failed) {
    const enum outbox_state states[] = { OUTBOX_UNCERTAIN, OUTBOX_FAILED };
    return list(command, ledger, states + (uncertain ? 0 : 1), (gsize)uncertain + (gsize)failed);
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
