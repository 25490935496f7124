/* What a decision is shown: whose ticket it is, and what holds an acknowledgement back. All within the claim's transaction,
 * or one that only reads (sqlite-peek.c).
 *
 *  - A ticket is joined by a token that proves the number was given to this address, or else by a Message-ID that a mail of
 *    this address on that ticket had; in both cases the ticket is this sender's and this desk's. A number alone, or
 *    another sender with the right Message-ID, joins nothing.
 *  - The best of them decides: where that one is closed for good, a new one opens, and no other is looked for.
 *  - What is answered without anybody vouching for its sender may be forged, by somebody who wants the real one to get no
 *    answer: the sender's and the domain's brakes of a vouched mail count vouched ones only.
 *  - The similarity brake compares the LATEST acknowledgements of the desk within the window, through an index. */
#include "ledger/sqlite-private.h"

#include "base/clock.h"

#include <string.h>

enum { MAX_JOINS = 20, LATEST = 1000 };

const char *sqlite_domain_of(const char *address)
{
  const char *at = address ? strrchr(address, '@') : NULL;
  return at ? at + 1 : NULL;
}

char *sqlite_ticket_text(guint64 ticket)
{
  return ticket ? g_strdup_printf("%" G_GUINT64_FORMAT, ticket) : NULL;
}

/* What is read of a ticket, and how it becomes part of the snapshot. */
#define TICKET "SELECT t.number, t.due_first, t.due_resolution, t.state = 'closed', ifnull(t.closed, t.opened) "

static void take_ticket(sqlite3_stmt *found, struct ledger_snapshot *ret)
{
  ret->ticket = (guint64)sqlite3_column_int64(found, 0);
  ret->ticket_due_first = sql_column_time(found, 1);
  ret->ticket_due_resolution = sql_column_time(found, 2);
  ret->ticket_closed = sqlite3_column_int(found, 3) != 0;
}

/* A closed ticket that is not to be opened again gives way to a new one. */
static gboolean is_over(sqlite3_stmt *found, const struct ledger_contact *contact)
{
  const struct config_desk *desk = contact->desk;
  gint64 closed_for = contact->now - sqlite3_column_int64(found, 4);
  return sqlite3_column_int(found, 3) != 0 &&
         (desk->closed_opens_new || (desk->reopen_within && closed_for > desk->reopen_within));
}

/* Takes the ticket that a statement finds, if any; `ret_found` tells whether to look no further. */
static gboolean join(struct sqlite *ledger, const struct ledger_contact *contact, sqlite3_stmt *statement,
                     struct ledger_snapshot *ret, gboolean *ret_found, GError **error)
{
  g_autoptr(SqlStatement) found = statement;
  if (!found || !sql_next(ledger, found, ret_found, error))
    return FALSE;
  if (*ret_found && is_over(found, contact))
    ret->earlier = (guint64)sqlite3_column_int64(found, 0);
  else if (*ret_found)
    take_ticket(found, ret);
  return TRUE;
}

static gboolean join_by_token(struct sqlite *ledger, const struct ledger_contact *contact, struct ledger_snapshot *ret,
                              gboolean *ret_found, GError **error)
{
  for (gsize i = 0; i < MIN(contact->n_tickets, MAX_JOINS) && !*ret_found; i++) {
    sqlite3_stmt *found =
        SQL_QUERY(ledger, error, TICKET "FROM tickets t WHERE t.number = ? AND t.desk = ? AND t.address = ?",
                  sql_id(contact->tickets[i]), sql_text(contact->desk->id), sql_text(contact->address));
    if (!join(ledger, contact, found, ret, ret_found, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean join_by_message_id(struct sqlite *ledger, const struct ledger_contact *contact,
                                   struct ledger_snapshot *ret, gboolean *ret_found, GError **error)
{
  guint n = contact->refers_to ? MIN(contact->refers_to->len, (guint)MAX_JOINS) : 0;
  for (guint i = 0; i < n && !*ret_found; i++) {
    sqlite3_stmt *found = SQL_QUERY(ledger, error,
                                    TICKET "FROM contacts c JOIN tickets t ON t.number = c.ticket"
                                           " WHERE c.message_id = ? AND c.address = ? AND c.ticket IS NOT NULL"
                                           " AND t.desk = ? AND t.address = ? ORDER BY c.id DESC LIMIT 1",
                                    sql_text(contact->refers_to->pdata[i]), sql_text(contact->address),
                                    sql_text(contact->desk->id), sql_text(contact->address));
    if (!join(ledger, contact, found, ret, ret_found, error))
      return FALSE;
  }
  return TRUE;
}

/* A bounce stays with the ticket that it is about, open or closed. */
static gboolean find_bounced(struct sqlite *ledger, const struct ledger_contact *contact, struct ledger_snapshot *ret,
                             GError **error)
{
  guint64 number = 0;
  gboolean row = FALSE;
  if (!sqlite_bounced_ticket(ledger, contact, &number, error))
    return FALSE;
  g_autoptr(SqlStatement) found =
      SQL_QUERY(ledger, error, TICKET "FROM tickets t WHERE t.number = ?", sql_id(number));
  if (!found || !sql_next(ledger, found, &row, error))
    return FALSE;
  if (row)
    take_ticket(found, ret);
  return TRUE;
}

static gboolean find_ticket(struct sqlite *ledger, const struct ledger_contact *contact, struct ledger_snapshot *ret,
                            GError **error)
{
  gboolean found = FALSE;
  if (contact->n_failures > 0)
    return find_bounced(ledger, contact, ret, error);
  return !contact->address || (join_by_token(ledger, contact, ret, &found, error) &&
                               join_by_message_id(ledger, contact, ret, &found, error));
}

/* Counts what lies in the window around `now`, and no more than the limit; the last that counts is the next to leave it.
 * A brake that is looked at for two values stands as the fuller one does. */
static gboolean take_brake(struct sqlite *ledger, sqlite3_stmt *counted, const char *value, struct ledger_brake *ret,
                           GError **error)
{
  g_autoptr(SqlStatement) found = counted;
  gboolean row;
  if (!found || !sql_next(ledger, found, &row, error))
    return FALSE;
  guint count = row ? (guint)sqlite3_column_int64(found, 0) : 0;
  if (!ret->value || count > ret->count) {
    ret->value = value;
    ret->count = count;
  }
  if (row && count >= ret->limit.count)
    ret->again = MAX(ret->again, sqlite3_column_int64(found, 1) + ret->limit.seconds);
  return TRUE;
}

static gboolean check_brake(struct sqlite *ledger, const char *scope, const char *value, gint64 now,
                            struct ledger_brake *ret, GError **error)
{
  const struct config_brake *brake = &ret->limit;
  if (brake->count == 0 || !value)
    return TRUE;
  sqlite3_stmt *counted =
      SQL_QUERY(ledger, error,
                "SELECT count(*), min(at) FROM (SELECT b.at FROM brakes b JOIN outbox o ON o.id = b.outbox"
                " WHERE b.scope = ? AND b.value = ? AND b.at > ? AND b.at < ?"
                " AND o.state NOT IN ('cancelled', 'expired') ORDER BY b.at DESC LIMIT ?)",
                sql_text(scope), sql_text(value), sql_int(now - brake->seconds), sql_int(now + brake->seconds),
                sql_int(brake->count));
  return take_brake(ledger, counted, value, ret, error);
}

static gboolean check_similar(struct sqlite *ledger, const struct ledger_contact *contact, struct ledger_brake *ret,
                              GError **error)
{
  const struct config_brake *brake = &ret->limit;
  if (brake->count == 0 || !contact->fingerprint)
    return TRUE;
  sqlite3_stmt *counted = SQL_QUERY(
      ledger, error,
      "SELECT count(*), min(claimed) FROM (SELECT c.claimed FROM (SELECT id, fingerprint, claimed FROM contacts"
      "  WHERE desk = ? AND claimed > ? AND claimed < ? AND fingerprint IS NOT NULL AND verdict = 'send' AND mode = 'on'"
      "  ORDER BY claimed DESC LIMIT ?) c"
      " WHERE hamming(c.fingerprint, ?) <= ? AND EXISTS (SELECT 1 FROM outbox o WHERE o.contact = c.id"
      "  AND o.state NOT IN ('cancelled', 'expired')) ORDER BY c.claimed DESC LIMIT ?)",
      sql_text(contact->desk->id), sql_int(contact->now - brake->seconds), sql_int(contact->now + brake->seconds),
      sql_int(LATEST), sql_id(contact->fingerprint), sql_int(SIMILAR_BITS), sql_int(brake->count));
  return take_brake(ledger, counted, NULL, ret, error);
}

static gboolean check_brakes(struct sqlite *ledger, const struct ledger_contact *contact, struct ledger_snapshot *ret,
                             struct ledger_brake *brakes, GError **error)
{
  const struct config_desk *desk = contact->desk;
  const char *address = contact->vouched ? "vouched" : "address";
  const char *domain = contact->vouched ? "vouched-domain" : "domain";
  g_autofree char *ticket = sqlite_ticket_text(ret->ticket);
  const struct {
    const struct config_brake *limit;
    gboolean *full;
  } kinds[N_BRAKES] = {
    [BRAKE_SENDER] = { &desk->brake_sender, &ret->brake_sender },
    [BRAKE_DOMAIN] = { &desk->brake_domain, &ret->brake_domain },
    [BRAKE_TICKET] = { &desk->brake_ticket, &ret->brake_ticket },
    [BRAKE_SIMILAR] = { &desk->brake_similar, &ret->brake_similar },
    [BRAKE_DESK] = { &desk->brake_desk, &ret->brake_desk },
  };
  const struct {
    enum ledger_brake_of kind;
    const char *scope, *value;
  } counted[] = {
    { BRAKE_SENDER, address, contact->address },
    { BRAKE_SENDER, address, contact->recipient },
    { BRAKE_DOMAIN, domain, sqlite_domain_of(contact->address) },
    { BRAKE_DOMAIN, domain, sqlite_domain_of(contact->recipient) },
    { BRAKE_TICKET, "ticket", ticket },
    { BRAKE_DESK, "desk", desk->id },
  };
  for (gsize i = 0; i < N_BRAKES; i++)
    brakes[i] = (struct ledger_brake){ .limit = *kinds[i].limit, .again = CLOCK_NONE };
  for (gsize i = 0; i < G_N_ELEMENTS(counted); i++)
    if (!check_brake(ledger, counted[i].scope, counted[i].value, contact->now, &brakes[counted[i].kind], error))
      return FALSE;
  if (!check_similar(ledger, contact, &brakes[BRAKE_SIMILAR], error))
    return FALSE;
  for (gsize i = 0; i < N_BRAKES; i++)
    *kinds[i].full = brakes[i].again != CLOCK_NONE;
  brakes[BRAKE_TICKET].value = NULL; /* ours, and in the snapshot */
  return TRUE;
}

/* Who answers within so many seconds of our text is most likely a program that answers everything, without a mark to tell it
 * by; and a person has just read it. */
enum { AT_ONCE = 120 };

static gboolean check_told(struct sqlite *ledger, const struct ledger_contact *contact, struct ledger_snapshot *ret,
                           struct ledger_details *details, GError **error)
{
  gint64 period = contact->desk->follow_up;
  gboolean row;
  if (!ret->ticket)
    return TRUE;
  g_autoptr(SqlStatement) found =
      SQL_QUERY(ledger, error,
                "SELECT (SELECT max(created) FROM outbox WHERE ticket = ?1 AND kind = 'follow-up' AND created > ?2"
                "  AND created < ?3 AND state NOT IN ('cancelled', 'expired')),"
                " (SELECT max(changed) FROM outbox WHERE ticket = ?1 AND state IN ('committed', 'sent', 'uncertain')"
                "  AND changed BETWEEN ?4 AND ?5)",
                sql_id(ret->ticket), sql_int(contact->now - period), sql_int(contact->now + period),
                sql_int(contact->arrival - AT_ONCE), sql_int(contact->arrival + AT_ONCE));
  if (!found || !sql_next(ledger, found, &row, error))
    return FALSE;
  gint64 follow_up = sql_column_time(found, 0), at_once = sql_column_time(found, 1);
  ret->told = follow_up != CLOCK_NONE || at_once != CLOCK_NONE;
  details->told = MAX(follow_up, at_once);
  details->told_until = MAX(follow_up == CLOCK_NONE ? CLOCK_NONE : follow_up + period,
                            at_once == CLOCK_NONE ? CLOCK_NONE : at_once + AT_ONCE + 1);
  return TRUE;
}

gboolean sqlite_snapshot(struct sqlite *ledger, const struct ledger_contact *contact, struct ledger_snapshot *ret,
                         struct ledger_details *details, GError **error)
{
  gint64 in_doubt = 0;
  const char *recipient = contact->recipient ? contact->recipient : contact->address;
  *ret = (struct ledger_snapshot){ .ticket_due_first = CLOCK_NONE, .ticket_due_resolution = CLOCK_NONE };
  details->told = details->told_until = details->bounced_until = CLOCK_NONE;
  if (!find_ticket(ledger, contact, ret, error) || !check_brakes(ledger, contact, ret, details->brakes, error) ||
      !check_told(ledger, contact, ret, details, error) ||
      !sqlite_bounced_lately(ledger, recipient, contact->desk, contact->now, &details->bounced, error) ||
      !SQL_GET(ledger, &in_doubt, error, "SELECT in_doubt FROM meta"))
    return FALSE;
  ret->undeliverable = details->bounced != CLOCK_NONE;
  if (ret->undeliverable)
    details->bounced_until = details->bounced + contact->desk->bounce_block;
  ret->in_doubt = in_doubt != 0;
  return TRUE;
}
