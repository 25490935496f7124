/* Reading tickets for people and reports. */
#include "ledger/sqlite-private.h"

/* What became of the last acknowledgement, or why the last mail got none. */
#define TICKET_COLUMNS                                                                                                 \
  "SELECT number, desk, address, name, subject, category, priority, team, language, state, opened, due_first,"         \
  " due_resolution, (SELECT count(*) FROM contacts c WHERE c.ticket = number),"                                        \
  " ifnull((SELECT o.state FROM outbox o WHERE o.ticket = number ORDER BY o.id DESC LIMIT 1),"                         \
  "  (SELECT 'none; reason=' || ifnull(c.reason, c.mode) FROM contacts c WHERE c.ticket = number"                      \
  "   ORDER BY c.id DESC LIMIT 1)) FROM tickets"

static struct ticket *ticket_of(sqlite3_stmt *statement)
{
  struct ticket *ticket = g_new0(struct ticket, 1);
  *ticket = (struct ticket){
    .number = (guint64)sqlite3_column_int64(statement, 0),
    .desk = sql_column_string(statement, 1),
    .address = sql_column_string(statement, 2),
    .name = sql_column_string(statement, 3),
    .subject = sql_column_string(statement, 4),
    .category = sql_column_string(statement, 5),
    .priority = sql_column_string(statement, 6),
    .team = sql_column_string(statement, 7),
    .language = sql_column_string(statement, 8),
    .state = sql_column_string(statement, 9),
    .opened = sqlite3_column_int64(statement, 10),
    .due_first = sql_column_time(statement, 11),
    .due_resolution = sql_column_time(statement, 12),
    .contacts = (guint)sqlite3_column_int64(statement, 13),
    .acknowledged = sql_column_string(statement, 14),
  };
  if (!ticket->acknowledged)
    ticket->acknowledged = g_strdup("none; reason=unknown");
  return ticket;
}

GPtrArray *sqlite_tickets(struct ledger *base, const char *state, guint limit, GError **error)
{
  struct sqlite *ledger = sql_reading(base, "list tickets");
  struct sql_value most = sql_int(limit ? (gint64)limit : -1);
  g_autoptr(SqlStatement) found =
      state ? SQL_QUERY(ledger, error, TICKET_COLUMNS " WHERE state = ? ORDER BY number DESC LIMIT ?", sql_text(state),
                        most)
            : SQL_QUERY(ledger, error, TICKET_COLUMNS " ORDER BY number DESC LIMIT ?", most);
  g_autoptr(GPtrArray) tickets = g_ptr_array_new_with_free_func((GDestroyNotify)ticket_free);
  gboolean row = found != NULL;
  while (row) {
    if (!sql_next(ledger, found, &row, error))
      return NULL;
    if (row)
      g_ptr_array_add(tickets, ticket_of(found));
  }
  return found ? g_steal_pointer(&tickets) : NULL;
}

struct ticket *sqlite_ticket(struct ledger *base, guint64 number, GError **error)
{
  struct sqlite *ledger = sql_reading(base, "show the ticket");
  g_autoptr(SqlStatement) found = SQL_QUERY(ledger, error, TICKET_COLUMNS " WHERE number = ?", sql_id(number));
  gboolean row;
  if (!found || !sql_next(ledger, found, &row, error))
    return NULL;
  if (row)
    return ticket_of(found);
  sql_refuse(ledger, FAULT_NO_INPUT, error, "no ticket %" G_GUINT64_FORMAT, number);
  return NULL;
}

GPtrArray *sqlite_events(struct ledger *base, guint64 number, GError **error)
{
  struct sqlite *ledger = sql_reading(base, "show the ticket");
  g_autoptr(SqlStatement) found =
      SQL_QUERY(ledger, error, "SELECT at, what, detail FROM events WHERE ticket = ? ORDER BY id", sql_id(number));
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func((GDestroyNotify)ticket_event_free);
  gboolean row = found != NULL;
  while (row) {
    if (!sql_next(ledger, found, &row, error))
      return NULL;
    if (!row)
      break;
    struct ticket_event *event = g_new0(struct ticket_event, 1);
    event->at = sql_column_time(found, 0);
    event->what = sql_column_string(found, 1);
    event->detail = sql_column_string(found, 2);
    g_ptr_array_add(events, event);
  }
  return found ? g_steal_pointer(&events) : NULL;
}
