/* What came back, as bounces tell.
 *
 *  - A failure is believed where a ticket that the bounce's token named wrote to that very address: there is a row of that
 *    ticket and this desk to it whose body may have been handed over. The latest such row is marked. Whatever else a
 *    bounce says changes nothing.
 *  - A failure for good stays marked; one that is not for good neither replaces it nor blocks anything.
 *  - An address is blocked from the latest failure for good on, for as long as the asking desk says. That it writes to us
 *    does not prove that mail to it arrives: only time and a person's word end the block.
 *  - No ticket's state changes. */
#include "ledger/sqlite-private.h"

#include "base/clock.h"
#include "base/json.h"
#include "base/text.h"

enum { MAX_FAILURES = 20, MAX_TICKETS = 20, MAX_TEXT = 500 };

struct returned {
  guint64 outbox, ticket;
};

/* The row that a failure is about; all 0 when there is none. */
static gboolean find_row(struct sqlite *ledger, const struct ledger_contact *contact,
                         const struct ledger_failure *failure, struct returned *ret, GError **error)
{
  *ret = (struct returned){ 0 };
  for (gsize i = 0; i < MIN(contact->n_tickets, MAX_TICKETS) && !ret->outbox && failure->address; i++) {
    gint64 row = 0;
    if (!SQL_GET(ledger, &row, error,
                 "SELECT id FROM outbox WHERE ticket = ? AND desk = ? AND recipient = ? COLLATE NOCASE"
                 " AND message_id IS NOT NULL ORDER BY id DESC LIMIT 1",
                 sql_id(contact->tickets[i]), sql_text(contact->desk->id), sql_text(failure->address)))
      return FALSE;
    if (row)
      *ret = (struct returned){ (guint64)row, contact->tickets[i] };
  }
  return TRUE;
}

gboolean sqlite_bounced_ticket(struct sqlite *ledger, const struct ledger_contact *contact, guint64 *ret, GError **error)
{
  struct returned returned = { 0 };
  for (gsize i = 0; i < MIN(contact->n_failures, MAX_FAILURES) && !returned.ticket; i++)
    if (!find_row(ledger, contact, &contact->failures[i], &returned, error))
      return FALSE;
  *ret = returned.ticket;
  return TRUE;
}

static char *detail_of(const struct ledger_failure *failure)
{
  g_autofree char *address = text_printable(failure->address, MAX_TEXT);
  g_autofree char *status = failure->status ? text_printable(failure->status, MAX_TEXT) : NULL;
  g_autofree char *diagnostic = failure->diagnostic ? text_printable(failure->diagnostic, MAX_TEXT) : NULL;
  g_autoptr(JsonBuilder) json = json_builder_new();
  json_builder_begin_object(json);
  json_add_text(json, "address", address);
  json_add_text(json, "status", status);
  json_add_text(json, "diagnostic", diagnostic);
  json_builder_end_object(json);
  return json_line(json_builder_get_root(json));
}

static gboolean block(struct sqlite *ledger, const struct ledger_failure *failure, guint64 outbox, gint64 now,
                      GError **error)
{
  return SQL_RUN(ledger, error,
                 "INSERT INTO undeliverable (address, at, outbox) VALUES (?, ?, ?)"
                 " ON CONFLICT DO UPDATE SET at = max(at, excluded.at), outbox = excluded.outbox",
                 sql_text(failure->address), sql_int(now), sql_id(outbox));
}

static gboolean record_failure(struct sqlite *ledger, const struct ledger_contact *contact, gint64 id,
                               const struct ledger_failure *failure, GError **error)
{
  struct returned returned;
  if (!find_row(ledger, contact, failure, &returned, error))
    return FALSE;
  if (!returned.outbox)
    return TRUE;
  g_autofree char *detail = detail_of(failure);
  g_autofree char *status = failure->status ? text_printable(failure->status, MAX_TEXT) : NULL;
  const struct event event = { .at = contact->now,
                               .contact = id,
                               .ticket = returned.ticket,
                               .outbox = returned.outbox,
                               .what = failure->hard ? "bounce.hard" : "bounce.soft",
                               .detail = detail };
  return sqlite_event(ledger, &event, error) &&
         SQL_RUN(ledger, error,
                 "UPDATE outbox SET bounced = ?1, bounced_hard = ?2, bounced_status = ?3"
                 " WHERE id = ?4 AND (bounced IS NULL OR bounced_hard < ?2)",
                 sql_int(contact->now), sql_int(failure->hard ? 1 : 0), sql_text(status), sql_id(returned.outbox)) &&
         (!failure->hard || block(ledger, failure, returned.outbox, contact->now, error));
}

gboolean sqlite_record_failures(struct sqlite *ledger, const struct ledger_contact *contact, gint64 id, GError **error)
{
  gboolean open;
  if (contact->n_failures == 0)
    return TRUE;
  for (gsize i = 0; i < MIN(contact->n_failures, MAX_FAILURES); i++)
    if (!record_failure(ledger, contact, id, &contact->failures[i], error))
      return FALSE;
  return sqlite_note_breaker(ledger, contact->desk, contact->now, &open, error);
}

gboolean sqlite_bounced_lately(struct sqlite *ledger, const char *address, const struct config_desk *desk, gint64 now,
                               gint64 *ret, GError **error)
{
  *ret = CLOCK_NONE;
  return desk->bounce_block == 0 || !address ||
         SQL_GET(ledger, ret, error, "SELECT at FROM undeliverable WHERE address = ? AND at > ?", sql_text(address),
                 sql_int(now - desk->bounce_block));
}

static gpointer blocked_of(sqlite3_stmt *found)
{
  struct blocked *blocked = g_new0(struct blocked, 1);
  *blocked = (struct blocked){ .address = sql_column_string(found, 0),
                               .at = sqlite3_column_int64(found, 1),
                               .status = sql_column_string(found, 2) };
  return blocked;
}

GPtrArray *sqlite_blocked(struct ledger *base, gint64 since, GError **error)
{
  struct sqlite *ledger = sql_reading(base, "list blocked addresses");
  g_autoptr(SqlStatement) found =
      SQL_QUERY(ledger, error,
                "SELECT u.address, u.at, o.bounced_status FROM undeliverable u LEFT JOIN outbox o ON o.id = u.outbox"
                " WHERE u.at > ? ORDER BY u.at DESC, u.address",
                sql_int(since));
  return sql_list(ledger, found, blocked_of, (GDestroyNotify)blocked_free, error);
}

static gboolean forgive(struct sqlite *ledger, const char *address, gint64 now, gboolean *ret_known, GError **error)
{
  if (!SQL_RUN(ledger, error, "DELETE FROM undeliverable WHERE address = ?", sql_text(address)))
    return FALSE;
  *ret_known = sqlite3_changes(ledger->db) > 0;
  const struct event event = { .at = now, .what = "address.forgiven", .detail = address };
  return !*ret_known || sqlite_event(ledger, &event, error);
}

gboolean sqlite_forgive(struct ledger *base, const char *address, gint64 now, gboolean *ret_known, GError **error)
{
  struct sqlite *ledger = sqlite_of(base);
  gboolean known = FALSE;
  if (!sql_begin(ledger, "forgive", error) || !sql_end(ledger, forgive(ledger, address, now, &known, error), error))
    return FALSE;
  if (ret_known)
    *ret_known = known;
  return TRUE;
}
