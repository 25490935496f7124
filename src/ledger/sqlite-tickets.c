/* Tickets for people and reports: reading them, and opening and closing them by a person's word. */
#include "ledger/sqlite-private.h"

#include "base/clock.h"

/* What became of the last acknowledgement, or why the customer's last mail got none. Bounces about a ticket are on it too,
 * but are not the customer's. */
#define TICKET_COLUMNS                                                                                                 \
  "SELECT number, desk, address, name, subject, category, priority, team, language, state, opened, due_first,"         \
  " due_resolution, (SELECT count(*) FROM contacts c WHERE c.ticket = number AND c.address IS tickets.address),"        \
  " ifnull((SELECT o.state FROM outbox o WHERE o.ticket = number ORDER BY o.id DESC LIMIT 1),"                         \
  "  (SELECT 'none; reason=' || ifnull(c.reason, c.mode) FROM contacts c WHERE c.ticket = number"                      \
  "   AND c.address IS tickets.address ORDER BY c.id DESC LIMIT 1)), closed FROM tickets"

static gpointer ticket_of(sqlite3_stmt *statement)
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
    .closed = sql_column_time(statement, 15),
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
  return sql_list(ledger, found, ticket_of, (GDestroyNotify)ticket_free, error);
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

static gpointer event_of(sqlite3_stmt *found)
{
  struct ticket_event *event = g_new0(struct ticket_event, 1);
  event->at = sql_column_time(found, 0);
  event->what = sql_column_string(found, 1);
  event->detail = sql_column_string(found, 2);
  return event;
}

GPtrArray *sqlite_events(struct ledger *base, guint64 number, GError **error)
{
  struct sqlite *ledger = sql_reading(base, "show the ticket");
  g_autoptr(SqlStatement) found =
      SQL_QUERY(ledger, error, "SELECT at, what, detail FROM events WHERE ticket = ? ORDER BY id", sql_id(number));
  return sql_list(ledger, found, event_of, (GDestroyNotify)ticket_event_free, error);
}

static gboolean set_open(struct sqlite *ledger, guint64 number, gboolean open, gint64 now, gboolean *ret_changed,
                         GError **error)
{
  gint64 exists = 0;
  const char *state = open ? "open" : "closed";
  const struct event event = { .at = now, .ticket = number, .what = open ? "ticket.reopened" : "ticket.closed" };
  if (!SQL_GET(ledger, &exists, error, "SELECT 1 FROM tickets WHERE number = ?", sql_id(number)))
    return FALSE;
  if (!exists)
    return sql_refuse(ledger, FAULT_NO_INPUT, error, "no ticket %" G_GUINT64_FORMAT, number);
  if (!SQL_RUN(ledger, error, "UPDATE tickets SET state = ?1, closed = ?2 WHERE number = ?3 AND state <> ?1",
               sql_text(state), sql_time(open ? CLOCK_NONE : now), sql_id(number)))
    return FALSE;
  *ret_changed = sqlite3_changes(ledger->db) > 0;
  return !*ret_changed || sqlite_event(ledger, &event, error);
}

gboolean sqlite_set_open(struct ledger *base, guint64 number, gboolean open, gint64 now, gboolean *ret_changed,
                         GError **error)
{
  struct sqlite *ledger = sqlite_of(base);
  gboolean changed = FALSE;
  if (!sql_begin(ledger, open ? "reopen" : "close", error) ||
      !sql_end(ledger, set_open(ledger, number, open, now, &changed, error), error))
    return FALSE;
  if (ret_changed)
    *ret_changed = changed;
  return TRUE;
}

static gpointer held_of(sqlite3_stmt *found)
{
  struct held *held = g_new0(struct held, 1);
  *held = (struct held){ .desk = sql_column_string(found, 0),
                         .address = sql_column_string(found, 1),
                         .reason = sql_column_string(found, 2),
                         .subject = sql_column_string(found, 3),
                         .at = sqlite3_column_int64(found, 4),
                         .ticket = (guint64)sqlite3_column_int64(found, 5) };
  return held;
}

/* CLOCK_NONE is before all time. */
GPtrArray *sqlite_held(struct ledger *base, gint64 since, guint limit, GError **error)
{
  struct sqlite *ledger = sql_reading(base, "list what was held");
  g_autoptr(SqlStatement) found = SQL_QUERY(
      ledger, error,
      "SELECT desk, address, reason, subject, claimed, ticket FROM contacts WHERE verdict = 'held' AND claimed >= ?"
      " ORDER BY claimed DESC, id DESC LIMIT ?",
      sql_int(since), sql_int(limit ? (gint64)limit : -1));
  return sql_list(ledger, found, held_of, (GDestroyNotify)held_free, error);
}
