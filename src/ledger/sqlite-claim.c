/* Claiming a mail: everything between BEGIN IMMEDIATE and COMMIT of invariant (2). */
#include "ledger/sqlite-private.h"

#include "base/clock.h"
#include "base/text.h"

enum { MAX_TEXT = 1000 };

gboolean sqlite_event(struct sqlite *ledger, const struct event *event, GError **error)
{
  return SQL_RUN(ledger, error,
                 "INSERT INTO events (at, contact, ticket, outbox, what, detail) VALUES (?, ?, ?, ?, ?, ?)",
                 sql_time(event->at), sql_id((guint64)event->contact), sql_id(event->ticket), sql_id(event->outbox),
                 sql_text(event->what), sql_text(event->detail));
}

gboolean sqlite_note_sighting(struct sqlite *ledger, const char *mailbox, guint32 uidvalidity, guint32 uid,
                              gint64 contact, GError **error)
{
  if (!mailbox || !uid)
    return TRUE;
  return SQL_RUN(ledger, error,
                 "INSERT INTO sightings (mailbox, uidvalidity, uid, contact) VALUES (?, ?, ?, ?)"
                 " ON CONFLICT DO UPDATE SET contact = excluded.contact, doubted = 0"
                 " WHERE contact IS NOT excluded.contact",
                 sql_text(mailbox), sql_int(uidvalidity), sql_int(uid), sql_int(contact));
}

gboolean sqlite_find_claim(struct sqlite *ledger, const char *key, gint64 *ret_contact, struct ledger_claimed *ret,
                           GError **error)
{
  g_autoptr(SqlStatement) found =
      SQL_QUERY(ledger, error,
                "SELECT id, ticket, (SELECT min(o.id) FROM outbox o WHERE o.contact = c.id),"
                " verdict, reason, mode, category, priority, team, language, due_first, desk, claimed FROM contacts c"
                " WHERE key = ?",
                sql_text(key));
  gboolean row;
  if (!found || !sql_next(ledger, found, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  *ret_contact = sqlite3_column_int64(found, 0);
  *ret = (struct ledger_claimed){
    .known = TRUE,
    .ticket = (guint64)sqlite3_column_int64(found, 1),
    .outbox = (guint64)sqlite3_column_int64(found, 2),
    .verdict = sql_column_string(found, 3),
    .reason = sql_column_string(found, 4),
    .mode = sql_column_string(found, 5),
    .category = sql_column_string(found, 6),
    .priority = sql_column_string(found, 7),
    .team = sql_column_string(found, 8),
    .language = sql_column_string(found, 9),
    .due_first = sql_column_time(found, 10),
    .desk = sql_column_string(found, 11),
    .at = sqlite3_column_int64(found, 12),
  };
  return TRUE;
}

/* Invariants (5) and (12), and what no acknowledgement can do without. The schema refuses the rest. */
static gboolean check_decision(struct sqlite *ledger, const struct ledger_contact *contact,
                               const struct ledger_snapshot *snapshot, const struct ledger_decision *decision,
                               GError **error)
{
  if (decision->reopens && contact->n_failures > 0)
    return sql_refuse(ledger, FAULT_INTERNAL, error, "a ticket reopened by a bounce");
  if (!decision->queue)
    return TRUE;
  const char *wrong = snapshot->in_doubt                          ? "while the ledger is in doubt"
                      : g_strcmp0(decision->mode, "on") != 0      ? "in a mode other than 'on'"
                      : g_strcmp0(decision->verdict, "send") != 0 ? "against the verdict"
                      : !decision->to                             ? "without a recipient"
                      : !decision->facts                          ? "without facts"
                      : !decision->kind                           ? "without a kind"
                                                                  : NULL;
  if (wrong)
    return sql_refuse(ledger, FAULT_INTERNAL, error, "an acknowledgement queued %s", wrong);
  if (text_breaks_line(decision->to, -1))
    return sql_refuse(ledger, FAULT_DATA, error, "a recipient with a line break in it");
  gint64 valid = 0;
  if (!SQL_GET(ledger, &valid, error, "SELECT json_valid(?)", sql_text(decision->facts)))
    return FALSE;
  return valid || sql_refuse(ledger, FAULT_INTERNAL, error, "facts that are no JSON");
}

/* One claim on its way into the tables. */
struct claim {
  struct sqlite *ledger;
  const struct ledger_contact *contact;
  const struct ledger_decision *decision;
  const struct ledger_snapshot *snapshot;
  char *subject;
  gint64 id; /* of the contact */
  guint64 ticket, outbox;
};

static gboolean open_ticket(struct claim *claim, GError **error)
{
  const struct ledger_contact *contact = claim->contact;
  const struct ledger_decision *decision = claim->decision;
  gint64 number = 0;
  g_autofree char *name = contact->name ? text_printable(contact->name, MAX_TEXT) : NULL;
  if (!SQL_GET(claim->ledger, &number, error, "SELECT next_ticket FROM meta") ||
      !SQL_RUN(claim->ledger, error, "UPDATE meta SET next_ticket = next_ticket + 1") ||
      !SQL_RUN(claim->ledger, error,
               "INSERT INTO tickets (number, desk, address, name, subject, category, priority, team, language, opened,"
               " due_first, due_resolution) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
               sql_int(number), sql_text(contact->desk->id), sql_text(contact->address), sql_text(name),
               sql_text(claim->subject), sql_text(decision->category), sql_text(decision->priority),
               sql_text(decision->team), sql_text(decision->language), sql_int(contact->now),
               sql_time(decision->due_first), sql_time(decision->due_resolution)))
    return FALSE;
  claim->ticket = (guint64)number;
  g_autofree char *earlier = g_strdup_printf("{\"earlier\":%" G_GUINT64_FORMAT "}", claim->snapshot->earlier);
  const struct event opened = { .at = contact->now,
                                .ticket = claim->ticket,
                                .what = "ticket.opened",
                                .detail = claim->snapshot->earlier ? earlier : NULL };
  return sqlite_event(claim->ledger, &opened, error);
}

/* Invariant (12). */
static gboolean reopen_ticket(struct claim *claim, GError **error)
{
  const struct event reopened = {
    .at = claim->contact->now, .contact = claim->id, .ticket = claim->ticket, .what = "ticket.reopened"
  };
  return SQL_RUN(claim->ledger, error, "UPDATE tickets SET state = 'open', closed = NULL WHERE number = ?",
                 sql_id(claim->ticket)) &&
         sqlite_event(claim->ledger, &reopened, error);
}

static gboolean record_contact(struct claim *claim, GError **error)
{
  const struct ledger_contact *contact = claim->contact;
  const struct ledger_decision *decision = claim->decision;
  if (!SQL_RUN(
          claim->ledger, error,
          "INSERT INTO contacts (key, desk, message_id, address, recipient, subject, arrival, claimed, ticket, verdict,"
          " reason, mode, kind, category, priority, team, language, due_first, due_resolution, fingerprint)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          sql_text(contact->key), sql_text(contact->desk->id), sql_text(contact->message_id),
          sql_text(contact->address), sql_text(decision->to), sql_text(claim->subject), sql_time(contact->arrival),
          sql_int(contact->now), sql_id(claim->ticket), sql_text(decision->verdict), sql_text(decision->reason),
          sql_text(decision->mode), sql_text(decision->kind), sql_text(decision->category),
          sql_text(decision->priority), sql_text(decision->team), sql_text(decision->language),
          sql_time(decision->due_first), sql_time(decision->due_resolution), sql_id(contact->fingerprint)))
    return FALSE;
  claim->id = sqlite3_last_insert_rowid(claim->ledger->db);
  const struct event claimed = { .at = contact->now,
                                 .contact = claim->id,
                                 .ticket = claim->ticket,
                                 .what = "contact.claimed",
                                 .detail = decision->explanation };
  return sqlite_event(claim->ledger, &claimed, error) &&
         sqlite_note_sighting(claim->ledger, contact->mailbox, contact->uidvalidity, contact->uid, claim->id, error);
}

static gboolean mark_brakes(struct claim *claim, GError **error)
{
  const char *from = claim->contact->address, *to = claim->decision->to;
  const char *from_domain = sqlite_domain_of(from), *to_domain = sqlite_domain_of(to);
  gboolean vouched = claim->contact->vouched;
  g_autofree char *ticket = sqlite_ticket_text(claim->ticket);
  const struct {
    const char *scope, *value;
  } marks[] = {
    { "address", from },
    { "address", to },
    { "domain", from_domain },
    { "domain", to_domain },
    { "vouched", vouched ? from : NULL },
    { "vouched", vouched ? to : NULL },
    { "vouched-domain", vouched ? from_domain : NULL },
    { "vouched-domain", vouched ? to_domain : NULL },
    { "ticket", ticket },
    { "desk", claim->contact->desk->id },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
    if (marks[i].value &&
        !SQL_RUN(claim->ledger, error, "INSERT OR IGNORE INTO brakes (scope, value, at, outbox) VALUES (?, ?, ?, ?)",
                 sql_text(marks[i].scope), sql_text(marks[i].value), sql_int(claim->contact->now),
                 sql_id(claim->outbox)))
      return FALSE;
  return TRUE;
}

static gboolean queue(struct claim *claim, GError **error)
{
  const struct ledger_contact *contact = claim->contact;
  const struct ledger_decision *decision = claim->decision;
  gboolean held = decision->not_before > contact->now;
  if (!SQL_RUN(claim->ledger, error,
               "INSERT INTO outbox (contact, ticket, desk, kind, recipient, state, created, not_before, changed, facts)"
               " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
               sql_int(claim->id), sql_id(claim->ticket), sql_text(contact->desk->id), sql_text(decision->kind),
               sql_text(decision->to), sql_text(outbox_state_names[held ? OUTBOX_HELD : OUTBOX_QUEUED]),
               sql_int(contact->now), sql_int(held ? decision->not_before : contact->now), sql_int(contact->now),
               sql_text(decision->facts)))
    return FALSE;
  claim->outbox = (guint64)sqlite3_last_insert_rowid(claim->ledger->db);
  const struct event queued = { .at = contact->now,
                                .contact = claim->id,
                                .ticket = claim->ticket,
                                .outbox = claim->outbox,
                                .what = held ? "outbox.held" : "outbox.queued" };
  return sqlite_event(claim->ledger, &queued, error) && mark_brakes(claim, error);
}

static gboolean record(struct claim *claim, struct ledger_claimed *ret, GError **error)
{
  const struct ledger_decision *decision = claim->decision;
  gboolean reopens = decision->reopens && claim->snapshot->ticket_closed;
  if ((decision->opens_ticket && !claim->ticket && !open_ticket(claim, error)) || !record_contact(claim, error) ||
      (reopens && !reopen_ticket(claim, error)) || (decision->queue && !queue(claim, error)) ||
      !sqlite_record_failures(claim->ledger, claim->contact, claim->id, error))
    return FALSE;
  *ret = (struct ledger_claimed){
    .ticket = claim->ticket,
    .outbox = claim->outbox,
    .desk = g_strdup(claim->contact->desk->id),
    .verdict = g_strdup(decision->verdict),
    .reason = g_strdup(decision->reason),
    .mode = g_strdup(decision->mode),
    .category = g_strdup(decision->category),
    .priority = g_strdup(decision->priority),
    .team = g_strdup(decision->team),
    .language = g_strdup(decision->language),
    .due_first = decision->due_first,
    .at = claim->contact->now,
  };
  return TRUE;
}

static gboolean claim_within(struct sqlite *ledger, const struct ledger_contact *contact, ledger_decide decide,
                             gpointer data, struct ledger_claimed *ret, GError **error)
{
  gint64 known = 0;
  if (!sqlite_find_claim(ledger, contact->key, &known, ret, error))
    return FALSE;
  if (known)
    return sqlite_note_sighting(ledger, contact->mailbox, contact->uidvalidity, contact->uid, known, error);
  struct ledger_snapshot snapshot;
  struct ledger_details details = { 0 };
  if (!sqlite_snapshot(ledger, contact, &snapshot, &details, error) ||
      !sqlite_note_breaker(ledger, contact->desk, contact->now, &snapshot.breaker, error))
    return FALSE;
  struct ledger_decision decision = { .due_first = CLOCK_NONE, .due_resolution = CLOCK_NONE, .not_before = CLOCK_NONE };
  decide(&snapshot, &decision, data);
  if (!check_decision(ledger, contact, &snapshot, &decision, error))
    return FALSE;
  struct claim claim = {
    .ledger = ledger,
    .contact = contact,
    .decision = &decision,
    .snapshot = &snapshot,
    .subject = contact->subject ? text_printable(contact->subject, MAX_TEXT) : NULL,
    .ticket = snapshot.ticket,
  };
  gboolean recorded = record(&claim, ret, error);
  g_free(claim.subject);
  return recorded;
}

gboolean sqlite_claim(struct ledger *base, const struct ledger_contact *contact, ledger_decide decide, gpointer data,
                      struct ledger_claimed *ret, GError **error)
{
  struct sqlite *ledger = sqlite_of(base);
  struct ledger_claimed claimed = { 0 };
  if (!sql_begin(ledger, "claim", error))
    return FALSE;
  if (!sql_end(ledger, claim_within(ledger, contact, decide, data, &claimed, error), error)) {
    ledger_claimed_clear(&claimed);
    return FALSE;
  }
  *ret = claimed;
  return TRUE;
}
