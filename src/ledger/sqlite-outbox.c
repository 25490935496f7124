/* The outbox: every change of a row's state goes through walk(), which knows the edges of the diagram in
 * ledger-sqlite.c. */
#include "ledger/sqlite-private.h"

#include "base/clock.h"
#include "base/text.h"

#include <string.h>
#include <unistd.h>

enum { MAX_DIAGNOSTIC = 1000, MAX_LIST = 1000 };

enum walker { LEASE, COMMIT, SETTLE, RECOVER, MOVE };

static const struct edge {
  enum walker by;
  enum outbox_state from, to;
} edges[] = {
  { LEASE, OUTBOX_HELD, OUTBOX_QUEUED },          { LEASE, OUTBOX_QUEUED, OUTBOX_LEASED },
  { COMMIT, OUTBOX_LEASED, OUTBOX_COMMITTED },    { SETTLE, OUTBOX_LEASED, OUTBOX_QUEUED },
  { SETTLE, OUTBOX_LEASED, OUTBOX_FAILED },       { SETTLE, OUTBOX_COMMITTED, OUTBOX_SENT },
  { SETTLE, OUTBOX_COMMITTED, OUTBOX_QUEUED },    { SETTLE, OUTBOX_COMMITTED, OUTBOX_FAILED },
  { SETTLE, OUTBOX_COMMITTED, OUTBOX_UNCERTAIN }, { RECOVER, OUTBOX_LEASED, OUTBOX_QUEUED },
  { RECOVER, OUTBOX_COMMITTED, OUTBOX_QUEUED },   { RECOVER, OUTBOX_COMMITTED, OUTBOX_UNCERTAIN },
  { MOVE, OUTBOX_HELD, OUTBOX_CANCELLED },        { MOVE, OUTBOX_HELD, OUTBOX_EXPIRED },
  { MOVE, OUTBOX_QUEUED, OUTBOX_CANCELLED },      { MOVE, OUTBOX_QUEUED, OUTBOX_EXPIRED },
  { MOVE, OUTBOX_UNCERTAIN, OUTBOX_SENT },        { MOVE, OUTBOX_UNCERTAIN, OUTBOX_QUEUED },
  { MOVE, OUTBOX_UNCERTAIN, OUTBOX_FAILED },
};

/* One step of a row. */
struct walk {
  enum walker by;
  guint64 id;
  enum outbox_state to;
  gint64 now;
  gboolean ends_attempt;
  gint64 not_before;      /* CLOCK_NONE: as it was */
  const char *owner;      /* NULL: nobody's */
  const char *message_id; /* NULL: as it was */
  const char *diagnostic; /* NULL: as it was */
};

/* The row as it is now. */
struct present {
  enum outbox_state state;
  gint64 contact, attempts;
  guint64 ticket;
  char *message_id;
};

static gboolean look_up(struct sqlite *ledger, guint64 id, struct present *ret, GError **error)
{
  g_autoptr(SqlStatement) found = SQL_QUERY(
      ledger, error, "SELECT state, contact, attempts, ticket, message_id FROM outbox WHERE id = ?", sql_id(id));
  gboolean row;
  if (!found || !sql_next(ledger, found, &row, error))
    return FALSE;
  if (!row)
    return sql_refuse(ledger, FAULT_NO_INPUT, error, "no such mail: %" G_GUINT64_FORMAT, id);
  *ret = (struct present){
    .state = outbox_state_parse((const char *)sqlite3_column_text(found, 0)),
    .contact = sqlite3_column_int64(found, 1),
    .attempts = sqlite3_column_int64(found, 2),
    .ticket = (guint64)sqlite3_column_int64(found, 3),
    .message_id = sql_column_string(found, 4),
  };
  return TRUE;
}

static gboolean is_edge(enum walker by, enum outbox_state from, enum outbox_state to)
{
  for (gsize i = 0; i < G_N_ELEMENTS(edges); i++)
    if (edges[i].by == by && edges[i].from == from && edges[i].to == to)
      return TRUE;
  return FALSE;
}

static gboolean check_walk(struct sqlite *ledger, const struct walk *walk, const struct present *present,
                           GError **error)
{
  if (!is_edge(walk->by, present->state, walk->to))
    return sql_refuse(ledger, walk->by == MOVE ? FAULT_DATA : FAULT_INTERNAL, error,
                      "mail %" G_GUINT64_FORMAT " is %s and cannot become %s", walk->id,
                      present->state < N_OUTBOX_STATES ? outbox_state_names[present->state] : "unreadable",
                      outbox_state_names[walk->to]);
  if (walk->message_id && present->message_id && g_strcmp0(walk->message_id, present->message_id) != 0)
    return sql_refuse(ledger, FAULT_INTERNAL, error, "mail %" G_GUINT64_FORMAT " has another Message-ID already",
                      walk->id);
  return TRUE;
}

static gboolean walk_from(struct sqlite *ledger, const struct walk *walk, const struct present *present, GError **error)
{
  g_autofree char *diagnostic = walk->diagnostic ? text_printable(walk->diagnostic, MAX_DIAGNOSTIC) : NULL;
  g_autofree char *what = g_strconcat("outbox.", outbox_state_names[walk->to], NULL);
  const struct event event = {
    .at = walk->now,
    .contact = present->contact,
    .ticket = present->ticket,
    .outbox = walk->id,
    .what = what,
    .detail = diagnostic ? diagnostic : walk->message_id ? walk->message_id : walk->owner,
  };
  return check_walk(ledger, walk, present, error) &&
         SQL_RUN(
             ledger, error,
             "UPDATE outbox SET state = ?, changed = ?, attempts = attempts + ?, not_before = ifnull(?, not_before),"
             " owner = ?, message_id = ifnull(?, message_id), diagnostic = ifnull(?, diagnostic) WHERE id = ?",
             sql_text(outbox_state_names[walk->to]), sql_int(walk->now), sql_int(walk->ends_attempt ? 1 : 0),
             sql_time(walk->not_before), sql_text(walk->owner), sql_text(walk->message_id), sql_text(diagnostic),
             sql_id(walk->id)) &&
         sqlite_event(ledger, &event, error);
}

/* Within a transaction. */
static gboolean walk(struct sqlite *ledger, const struct walk *walk, GError **error)
{
  struct present present = { 0 };
  gboolean done = look_up(ledger, walk->id, &present, error) && walk_from(ledger, walk, &present, error);
  g_free(present.message_id);
  return done;
}

/* Their ids first: a statement must not walk over rows that change under it. */
static GArray *ids_of(struct sqlite *ledger, enum outbox_state state, gint64 due, GError **error)
{
  g_autoptr(SqlStatement) found =
      SQL_QUERY(ledger, error, "SELECT id FROM outbox WHERE state = ? AND not_before <= ? ORDER BY not_before, id",
                sql_text(outbox_state_names[state]), sql_int(due));
  g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(guint64));
  gboolean row = found != NULL;
  while (row) {
    if (!sql_next(ledger, found, &row, error))
      return NULL;
    guint64 id = row ? (guint64)sqlite3_column_int64(found, 0) : 0;
    if (row)
      g_array_append_val(ids, id);
  }
  return found ? g_steal_pointer(&ids) : NULL;
}

/* Walks every row in `from` that is due to `pattern->to`. */
static gboolean walk_all(struct sqlite *ledger, enum outbox_state from, gint64 due, const struct walk *pattern,
                         guint *ret_count, GError **error)
{
  g_autoptr(GArray) ids = ids_of(ledger, from, due, error);
  for (guint i = 0; ids && i < ids->len; i++) {
    struct walk one = *pattern;
    one.id = g_array_index(ids, guint64, i);
    if (!walk(ledger, &one, error))
      return FALSE;
  }
  if (ids)
    *ret_count = ids->len;
  return ids != NULL;
}

enum { CLOCK_SLACK = 2 * 86400 /* seconds: a clock that is set back a little lets mail wait a little */ };

/* What was queued while the clock was ahead (a machine that started with a wrong one) would wait until then. It was queued
 * now, as far as anybody can tell; what it still has to wait stays. */
static gboolean bring_back(struct sqlite *ledger, gint64 now, GError **error)
{
  return SQL_RUN(ledger, error,
                 "UPDATE outbox SET not_before = ?1 + max(not_before - created, 0), created = ?1"
                 " WHERE state IN ('held', 'queued') AND not_before > ?2 AND created > ?2",
                 sql_int(now), sql_int(now + CLOCK_SLACK));
}

/* A recovered row is due at once: its owner died, which says nothing about the server. */
gboolean sqlite_recover(struct ledger *base, gboolean resend_uncertain, gint64 now, guint *ret_uncertain,
                        GError **error)
{
  struct sqlite *ledger = sqlite_of(base);
  const struct walk leased = { .by = RECOVER,
                               .to = OUTBOX_QUEUED,
                               .now = now,
                               .ends_attempt = TRUE,
                               .not_before = CLOCK_NONE,
                               .diagnostic = "the sender stopped before the mail was handed over" };
  struct walk committed = leased;
  committed.to = resend_uncertain ? OUTBOX_QUEUED : OUTBOX_UNCERTAIN;
  committed.diagnostic = "the sender stopped while the mail was handed over";
  guint requeued = 0, uncertain = 0;
  if (!sql_begin(ledger, "recover", error) ||
      !sql_end(ledger,
               walk_all(ledger, OUTBOX_LEASED, G_MAXINT64, &leased, &requeued, error) &&
                   walk_all(ledger, OUTBOX_COMMITTED, G_MAXINT64, &committed, &uncertain, error) &&
                   bring_back(ledger, now, error),
               error))
    return FALSE;
  *ret_uncertain = resend_uncertain ? 0 : uncertain;
  return TRUE;
}

#define ROW_COLUMNS                                                                                                    \
  "SELECT id, ticket, desk, kind, recipient, facts, state, attempts, created, not_before, message_id, diagnostic,"     \
  " changed FROM outbox"

static gpointer row_of(sqlite3_stmt *statement)
{
  struct outbox_row *row = g_new0(struct outbox_row, 1);
  *row = (struct outbox_row){
    .id = (guint64)sqlite3_column_int64(statement, 0),
    .ticket = (guint64)sqlite3_column_int64(statement, 1),
    .desk = sql_column_string(statement, 2),
    .kind = sql_column_string(statement, 3),
    .to = sql_column_string(statement, 4),
    .facts = sql_column_string(statement, 5),
    .state = outbox_state_parse((const char *)sqlite3_column_text(statement, 6)),
    .attempts = (unsigned)sqlite3_column_int64(statement, 7),
    .created = sqlite3_column_int64(statement, 8),
    .not_before = sqlite3_column_int64(statement, 9),
    .message_id = sql_column_string(statement, 10),
    .diagnostic = sql_column_string(statement, 11),
    .changed = sqlite3_column_int64(statement, 12),
  };
  return row;
}

static gboolean read_row(struct sqlite *ledger, gint64 id, struct outbox_row **ret, GError **error)
{
  g_autoptr(SqlStatement) found = SQL_QUERY(ledger, error, ROW_COLUMNS " WHERE id = ?", sql_int(id));
  gboolean row;
  if (!found || !sql_next(ledger, found, &row, error))
    return FALSE;
  *ret = row ? row_of(found) : NULL;
  return TRUE;
}

static gboolean lease(struct sqlite *ledger, gint64 now, struct outbox_row **ret, GError **error)
{
  g_autofree char *owner = g_strdup_printf("%s:%d", g_get_host_name(), (int)getpid());
  struct walk step = { .by = LEASE, .to = OUTBOX_QUEUED, .now = now, .not_before = CLOCK_NONE };
  guint released;
  gint64 id = 0;
  if (!walk_all(ledger, OUTBOX_HELD, now, &step, &released, error) || !sqlite_note_breakers(ledger, now, error) ||
      !SQL_GET(ledger, &id, error,
               "SELECT id FROM outbox WHERE state = 'queued' AND not_before <= ?"
               " AND desk NOT IN (SELECT desk FROM breakers WHERE since IS NOT NULL) ORDER BY not_before, id LIMIT 1",
               sql_int(now)))
    return FALSE;
  if (!id)
    return TRUE;
  step.to = OUTBOX_LEASED;
  step.id = (guint64)id;
  step.owner = owner;
  return walk(ledger, &step, error) && read_row(ledger, id, ret, error);
}

gboolean sqlite_lease(struct ledger *base, gint64 now, struct outbox_row **ret, GError **error)
{
  struct sqlite *ledger = sqlite_of(base);
  g_autoptr(OutboxRow) row = NULL;
  if (!sql_begin(ledger, "lease", error) || !sql_end(ledger, lease(ledger, now, &row, error), error))
    return FALSE;
  *ret = g_steal_pointer(&row);
  return TRUE;
}

static gboolean commit(struct sqlite *ledger, const struct walk *step, GBytes *bytes, GError **error)
{
  return walk(ledger, step, error) && SQL_RUN(ledger, error,
                                              "INSERT OR REPLACE INTO mails (outbox, attempt, committed, bytes)"
                                              " SELECT id, attempts + 1, ?, ? FROM outbox WHERE id = ?",
                                              sql_int(step->now), sql_bytes(bytes), sql_id(step->id));
}

gboolean sqlite_commit_mail(struct ledger *base, guint64 id, const char *message_id, GBytes *bytes, gint64 now,
                            GError **error)
{
  struct sqlite *ledger = sqlite_of(base);
  g_autofree char *owner = g_strdup_printf("%s:%d", g_get_host_name(), (int)getpid());
  const struct walk step = { .by = COMMIT,
                             .id = id,
                             .to = OUTBOX_COMMITTED,
                             .now = now,
                             .not_before = CLOCK_NONE,
                             .owner = owner,
                             .message_id = message_id };
  return sql_begin(ledger, "commit", error) && sql_end(ledger, commit(ledger, &step, bytes, error), error);
}

gboolean sqlite_settle(struct ledger *base, guint64 id, enum outbox_outcome outcome, const char *diagnostic,
                       gint64 retry_at, gint64 now, GError **error)
{
  static const enum outbox_state states[] = { [OUTCOME_SENT] = OUTBOX_SENT,
                                              [OUTCOME_TEMPORARY] = OUTBOX_QUEUED,
                                              [OUTCOME_PERMANENT] = OUTBOX_FAILED,
                                              [OUTCOME_UNCERTAIN] = OUTBOX_UNCERTAIN };
  struct sqlite *ledger = sqlite_of(base);
  gboolean again = outcome == OUTCOME_TEMPORARY && retry_at != CLOCK_NONE;
  const struct walk step = { .by = SETTLE,
                             .id = id,
                             .to = outcome == OUTCOME_TEMPORARY && !again ? OUTBOX_FAILED : states[outcome],
                             .now = now,
                             .ends_attempt = TRUE,
                             .not_before = again ? retry_at : CLOCK_NONE,
                             .diagnostic = diagnostic };
  return sql_begin(ledger, "settle", error) && sql_end(ledger, walk(ledger, &step, error), error);
}

gboolean sqlite_move(struct ledger *base, guint64 id, enum outbox_state to, const char *why, gint64 now, GError **error)
{
  struct sqlite *ledger = sqlite_of(base);
  const struct walk step = {
    .by = MOVE, .id = id, .to = to, .now = now, .not_before = to == OUTBOX_QUEUED ? now : CLOCK_NONE, .diagnostic = why
  };
  return sql_begin(ledger, "move", error) && sql_end(ledger, walk(ledger, &step, error), error);
}

GPtrArray *sqlite_outbox_list(struct ledger *base, enum outbox_state state, GError **error)
{
  struct sqlite *ledger = sql_reading(base, "list the outbox");
  g_autoptr(SqlStatement) found = SQL_QUERY(ledger, error, ROW_COLUMNS " WHERE state = ? ORDER BY id LIMIT ?",
                                            sql_text(outbox_state_names[state]), sql_int(MAX_LIST));
  return sql_list(ledger, found, row_of, (GDestroyNotify)outbox_row_free, error);
}

gboolean sqlite_counts(struct ledger *base, guint *ret, GError **error)
{
  struct sqlite *ledger = sql_reading(base, "count the outbox");
  guint counts[N_OUTBOX_STATES] = { 0 };
  g_autoptr(SqlStatement) found = SQL_QUERY(ledger, error, "SELECT state, count(*) FROM outbox GROUP BY state");
  gboolean row = found != NULL;
  while (row) {
    if (!sql_next(ledger, found, &row, error))
      return FALSE;
    enum outbox_state state = row ? outbox_state_parse((const char *)sqlite3_column_text(found, 0)) : N_OUTBOX_STATES;
    if (state < N_OUTBOX_STATES)
      counts[state] = (guint)sqlite3_column_int64(found, 1);
  }
  if (!found)
    return FALSE;
  memcpy(ret, counts, sizeof counts);
  return TRUE;
}

gboolean sqlite_next_due(struct ledger *base, gint64 *ret, GError **error)
{
  struct sqlite *ledger = sql_reading(base, "look ahead");
  *ret = CLOCK_NONE;
  return SQL_GET(ledger, ret, error,
                 "SELECT min(due) FROM (SELECT min(not_before) AS due FROM outbox WHERE state = 'held'"
                 " UNION ALL SELECT min(not_before) FROM outbox WHERE state = 'queued'"
                 "  AND desk NOT IN (SELECT desk FROM breakers WHERE since IS NOT NULL)"
                 " UNION ALL SELECT max(b.again, (SELECT min(o.not_before) FROM outbox o WHERE o.state = 'queued'"
                 "  AND o.desk = b.desk)) FROM breakers b WHERE b.since IS NOT NULL)");
}
