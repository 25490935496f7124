#include "command/held.h"

#include "base/clock.h"
#include "base/json.h"
#include "ledger/tickets.h"
#include "report/table.h"

#include <stdio.h>
#include <sysexits.h>

static const char *const headings[] = { "WHEN", "REASON", "TICKET", "FROM", "SUBJECT", NULL };

static void add_row(struct table *table, const struct held *held, GTimeZone *zone)
{
  g_autoptr(GDateTime) local = clock_local(held->at, zone);
  g_autofree char *at = local ? g_date_time_format(local, "%a %Y-%m-%d %H:%M %Z") : g_strdup("-");
  g_autofree char *ticket = held->ticket ? g_strdup_printf("%" G_GUINT64_FORMAT, held->ticket) : g_strdup("-");
  const char *cells[] = { at, held->reason, ticket, held->address, held->subject };
  for (gsize i = 0; i < G_N_ELEMENTS(cells); i++)
    table_cell(table, TABLE_PLAIN, cells[i] ? cells[i] : "-");
}

static void print_json(const struct held *held)
{
  g_autoptr(JsonBuilder) builder = json_builder_new();
  json_builder_begin_object(builder);
  json_add_time(builder, "at", held->at);
  json_add_text(builder, "desk", held->desk);
  json_add_text(builder, "reason", held->reason);
  if (held->ticket)
    json_add_number(builder, "ticket", (gint64)held->ticket);
  else
    json_add_text(builder, "ticket", NULL);
  json_add_text(builder, "address", held->address);
  json_add_text(builder, "subject", held->subject);
  json_builder_end_object(builder);
  g_autofree char *text = json_line(json_builder_get_root(builder));
  puts(text);
}

int held_list(const struct command *command, const struct config_desk *desk, struct ledger *ledger)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) list = ledger_held(ledger, CLOCK_NONE, 0, &error);
  if (!list)
    return command_fail(error);
  struct table *table = command->json ? NULL : table_new(headings, "---++", table_terminal_width(), command->colour);
  for (guint i = 0; i < list->len; i++)
    if (table)
      add_row(table, list->pdata[i], desk->timezone);
    else
      print_json(list->pdata[i]);
  if (table) {
    g_autofree char *text = table_finish(table);
    if (list->len)
      fputs(text, stdout);
  }
  return EX_OK;
}
