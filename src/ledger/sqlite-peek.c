/* A claim's view for people: the claim's own queries within one read transaction, and what nobody but people asks for. */
#include "ledger/sqlite-private.h"

#include "base/clock.h"

static gboolean find_bounce(struct sqlite *ledger, const char *address, struct ledger_details *ret, GError **error)
{
  gboolean row;
  g_autoptr(SqlStatement) found =
      SQL_QUERY(ledger, error,
                "SELECT o.bounced_status, (SELECT json_extract(e.detail, '$.diagnostic') FROM events e"
                " WHERE e.ticket = o.ticket AND e.outbox = o.id AND e.what = 'bounce.hard' ORDER BY e.id DESC LIMIT 1)"
                " FROM undeliverable u JOIN outbox o ON o.id = u.outbox WHERE u.address = ?",
                sql_text(address));
  if (!found || !sql_next(ledger, found, &row, error))
    return FALSE;
  if (row) {
    ret->status = sql_column_string(found, 0);
    ret->diagnostic = sql_column_string(found, 1);
  }
  return TRUE;
}

static gboolean look(struct sqlite *ledger, const struct ledger_contact *contact, struct ledger_snapshot *ret,
                     struct ledger_details *details, GError **error)
{
  gint64 contact_id = 0;
  const char *recipient = contact->recipient ? contact->recipient : contact->address;
  return sqlite_find_claim(ledger, contact->key, &contact_id, &details->claim, error) &&
         sqlite_snapshot(ledger, contact, ret, details, error) &&
         sqlite_look_at_breaker(ledger, contact->desk, contact->now, &ret->breaker, details, error) &&
         SQL_GET(ledger, &details->ticket_closed, error, "SELECT closed FROM tickets WHERE number = ?",
                 sql_id(ret->ticket)) &&
         (!ret->undeliverable || find_bounce(ledger, recipient, details, error));
}

gboolean sqlite_peek(struct ledger *base, const struct ledger_contact *contact, struct ledger_snapshot *ret,
                     struct ledger_details *details, GError **error)
{
  struct sqlite *ledger = sql_reading(base, "look");
  *details = (struct ledger_details){ .claim.due_first = CLOCK_NONE, .ticket_closed = CLOCK_NONE };
  if (!SQL_RUN(ledger, error, "BEGIN"))
    return FALSE;
  gboolean seen = look(ledger, contact, ret, details, error);
  SQL_RUN(ledger, NULL, "ROLLBACK");
  if (!seen)
    ledger_details_clear(details);
  return seen;
}
