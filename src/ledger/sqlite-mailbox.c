/* What the ledger knows of mailboxes: how far they were read, which mails lie where, marks that it cannot explain. */
#include "ledger/sqlite-private.h"

#include "base/clock.h"

static const guint64 LAST_TICKET = G_GUINT64_CONSTANT(1000000000000);

gboolean sqlite_position(struct ledger *base, const char *mailbox, struct ledger_position *ret, GError **error)
{
  struct sqlite *ledger = sql_reading(base, "position");
  g_autoptr(SqlStatement) found =
      SQL_QUERY(ledger, error, "SELECT uidvalidity, first_uid, last_uid, first_sight FROM positions WHERE mailbox = ?",
                sql_text(mailbox));
  gboolean row;
  if (!found || !sql_next(ledger, found, &row, error) || !row)
    return FALSE;
  *ret = (struct ledger_position){
    .uidvalidity = (guint32)sqlite3_column_int64(found, 0),
    .first_uid = (guint32)sqlite3_column_int64(found, 1),
    .last_uid = (guint32)sqlite3_column_int64(found, 2),
    .first_sight = sqlite3_column_int64(found, 3),
  };
  return TRUE;
}

gboolean sqlite_set_position(struct ledger *base, const char *mailbox, const struct ledger_position *position,
                             GError **error)
{
  struct sqlite *ledger = sqlite_of(base);
  return sql_begin(ledger, "position", error) &&
         sql_end(ledger,
                 SQL_RUN(ledger, error,
                         "INSERT INTO positions (mailbox, uidvalidity, first_uid, last_uid, first_sight)"
                         " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET uidvalidity = excluded.uidvalidity,"
                         " first_uid = excluded.first_uid, last_uid = excluded.last_uid,"
                         " first_sight = excluded.first_sight",
                         sql_text(mailbox), sql_int(position->uidvalidity), sql_int(position->first_uid),
                         sql_int(position->last_uid), sql_int(position->first_sight)),
                 error);
}

/* Of `uids`, those that no claim, and no adoption either, explains. NULL on failure. */
static GArray *find_unseen(struct sqlite *ledger, const char *mailbox, guint32 uidvalidity, const GArray *uids,
                           GError **error)
{
  g_autoptr(GArray) unseen = g_array_new(FALSE, FALSE, sizeof(guint32));
  for (guint i = 0; i < uids->len; i++) {
    guint32 uid = g_array_index(uids, guint32, i);
    gint64 doubted = 1;
    if (!SQL_GET(ledger, &doubted, error,
                 "SELECT doubted FROM sightings WHERE mailbox = ? AND uidvalidity = ? AND uid = ?", sql_text(mailbox),
                 sql_int(uidvalidity), sql_int(uid)))
      return NULL;
    if (doubted)
      g_array_append_val(unseen, uid);
  }
  return g_steal_pointer(&unseen);
}

GArray *sqlite_unseen(struct ledger *base, const char *mailbox, guint32 uidvalidity, const GArray *uids, GError **error)
{
  return find_unseen(sql_reading(base, "marks"), mailbox, uidvalidity, uids, error);
}

static gboolean recognise(struct sqlite *ledger, const char *key, const char *mailbox, guint32 uidvalidity, guint32 uid,
                          gint64 *ret_contact, GError **error)
{
  return SQL_GET(ledger, ret_contact, error, "SELECT id FROM contacts WHERE key = ?", sql_text(key)) &&
         (!*ret_contact || sqlite_note_sighting(ledger, mailbox, uidvalidity, uid, *ret_contact, error));
}

gboolean sqlite_recognise(struct ledger *base, const char *key, const char *mailbox, guint32 uidvalidity, guint32 uid,
                          gboolean *ret_known, GError **error)
{
  struct sqlite *ledger = sqlite_of(base);
  gint64 contact = 0;
  if (!sql_begin(ledger, "marks", error) ||
      !sql_end(ledger, recognise(ledger, key, mailbox, uidvalidity, uid, &contact, error), error))
    return FALSE;
  *ret_known = contact != 0;
  return TRUE;
}

/* Invariant (5): from here on nothing is queued. */
static gboolean doubt(struct sqlite *ledger, const char *mailbox, guint32 uidvalidity, const GArray *unseen,
                      GError **error)
{
  gint64 already = 0;
  for (guint i = 0; i < unseen->len; i++)
    if (!SQL_RUN(ledger, error,
                 "INSERT OR IGNORE INTO sightings (mailbox, uidvalidity, uid, doubted) VALUES (?, ?, ?, 1)",
                 sql_text(mailbox), sql_int(uidvalidity), sql_int(g_array_index(unseen, guint32, i))))
      return FALSE;
  if (!SQL_GET(ledger, &already, error, "SELECT in_doubt FROM meta"))
    return FALSE;
  if (already)
    return TRUE;
  const struct event event = { .at = CLOCK_NONE, .what = "ledger.in-doubt", .detail = mailbox };
  return SQL_RUN(ledger, error, "UPDATE meta SET in_doubt = 1") && sqlite_event(ledger, &event, error);
}

gboolean sqlite_compare_marks(struct ledger *base, const char *mailbox, guint32 uidvalidity, const GArray *uids,
                              guint *ret_unknown, GError **error)
{
  struct sqlite *ledger = sql_reading(base, "marks");
  g_autoptr(GArray) unseen = find_unseen(ledger, mailbox, uidvalidity, uids, error);
  if (!unseen)
    return FALSE;
  if (unseen->len > 0 && !ledger->read_only &&
      !(sql_begin(ledger, "marks", error) &&
        sql_end(ledger, doubt(ledger, mailbox, uidvalidity, unseen, error), error)))
    return FALSE;
  *ret_unknown = unseen->len;
  return TRUE;
}

gboolean sqlite_state(struct ledger *base, struct ledger_state *ret, GError **error)
{
  struct sqlite *ledger = sql_reading(base, "state");
  g_autoptr(SqlStatement) found =
      SQL_QUERY(ledger, error,
                "SELECT in_doubt, identity, generation, next_ticket,"
                " (SELECT count(*) FROM contacts WHERE mode = 'shadow' AND verdict = 'send') FROM meta");
  gboolean row;
  if (!found || !sql_next(ledger, found, &row, error))
    return FALSE;
  if (!row)
    return sql_refuse(ledger, FAULT_DATA, error, "the ledger is damaged: %s", ledger->path);
  *ret = (struct ledger_state){
    .in_doubt = sqlite3_column_int(found, 0) != 0,
    .identity = sql_column_string(found, 1),
    .generation = (guint)sqlite3_column_int64(found, 2),
    .next_ticket = (guint64)sqlite3_column_int64(found, 3),
    .shadowed = (guint)sqlite3_column_int64(found, 4),
  };
  return TRUE;
}

static gboolean adopt(struct sqlite *ledger, guint64 next_ticket, gint64 now, GError **error)
{
  g_autofree char *detail = g_strdup_printf("next ticket at least %" G_GUINT64_FORMAT, next_ticket);
  const struct event event = { .at = now, .what = "ledger.adopted", .detail = next_ticket ? detail : NULL };
  return SQL_RUN(ledger, error,
                 "UPDATE meta SET in_doubt = 0, generation = generation + 1, next_ticket = max(next_ticket, ?)",
                 sql_int((gint64)next_ticket)) &&
         SQL_RUN(ledger, error, "UPDATE sightings SET doubted = 0 WHERE doubted") &&
         sqlite_event(ledger, &event, error);
}

gboolean sqlite_adopt(struct ledger *base, guint64 next_ticket, gint64 now, GError **error)
{
  struct sqlite *ledger = sql_reading(base, "adopt");
  if (next_ticket > LAST_TICKET)
    return sql_refuse(ledger, FAULT_USAGE, error,
                      "no ticket number '%" G_GUINT64_FORMAT "'; at most %" G_GUINT64_FORMAT, next_ticket, LAST_TICKET);
  return sql_begin(ledger, "adopt", error) && sql_end(ledger, adopt(ledger, next_ticket, now, error), error);
}
