/* The schema, as numbered steps from nothing to the present one. A step that was released is never edited; a change is a
 * further step. PRAGMA user_version tells how many a file has gone through. */
#include "ledger/sqlite-private.h"

enum {
  APPLICATION_ID = 0x646b626c, /* "dkbl" */
  LOCK_WAIT = 5000,            /* microseconds between two tries */
  LOCK_TRIES = 500,            /* as long as anybody waits; see BUSY */
};

static const char *const migrations[] = {
  /* 1 */
  "CREATE TABLE meta ("
  " id INTEGER PRIMARY KEY CHECK (id = 1),"
  " identity TEXT NOT NULL,"
  " generation INTEGER NOT NULL,"
  " in_doubt INTEGER NOT NULL,"
  " next_ticket INTEGER NOT NULL);"
  "INSERT INTO meta VALUES (1, lower(hex(randomblob(16))), 1, 0, 1001);"

  "CREATE TABLE tickets ("
  " number INTEGER PRIMARY KEY,"
  " desk TEXT NOT NULL,"
  " address TEXT COLLATE NOCASE,"
  " name TEXT, subject TEXT, category TEXT, priority TEXT, team TEXT, language TEXT,"
  " state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),"
  " opened INTEGER NOT NULL,"
  " due_first INTEGER, due_resolution INTEGER);"
  "CREATE INDEX tickets_by_state ON tickets (state, number);"

  "CREATE TABLE contacts ("
  " id INTEGER PRIMARY KEY,"
  " key TEXT NOT NULL UNIQUE,"
  " desk TEXT NOT NULL,"
  " message_id TEXT, address TEXT COLLATE NOCASE, recipient TEXT COLLATE NOCASE, subject TEXT,"
  " arrival INTEGER, claimed INTEGER NOT NULL,"
  " ticket INTEGER REFERENCES tickets (number),"
  " verdict TEXT NOT NULL CHECK (verdict IN ('send', 'none', 'held')),"
  " reason TEXT,"
  " mode TEXT NOT NULL CHECK (mode IN ('on', 'shadow', 'off')),"
  " kind TEXT, category TEXT, priority TEXT, team TEXT, language TEXT,"
  " due_first INTEGER, due_resolution INTEGER);"
  "CREATE INDEX contacts_by_ticket ON contacts (ticket) WHERE ticket IS NOT NULL;"
  "CREATE INDEX contacts_shadowed ON contacts (id) WHERE mode = 'shadow' AND verdict = 'send';"
  "CREATE TRIGGER contacts_stay BEFORE DELETE ON contacts"
  " BEGIN SELECT raise(ABORT, 'contacts are never deleted'); END;"
  "CREATE TRIGGER contacts_keep_keys BEFORE UPDATE OF id, key ON contacts"
  " BEGIN SELECT raise(ABORT, 'contact keys never change'); END;"

  /* A mark that no contact explains is a sighting without one; `doubted` until the ledger is adopted. */
  "CREATE TABLE sightings ("
  " mailbox TEXT NOT NULL, uidvalidity INTEGER NOT NULL, uid INTEGER NOT NULL,"
  " contact INTEGER REFERENCES contacts (id),"
  " doubted INTEGER NOT NULL DEFAULT 0,"
  " PRIMARY KEY (mailbox, uidvalidity, uid)) WITHOUT ROWID;"

  "CREATE TABLE positions ("
  " mailbox TEXT PRIMARY KEY, uidvalidity INTEGER NOT NULL,"
  " first_uid INTEGER NOT NULL, last_uid INTEGER NOT NULL, first_sight INTEGER NOT NULL) WITHOUT ROWID;"

  "CREATE TABLE outbox ("
  " id INTEGER PRIMARY KEY AUTOINCREMENT,"
  " contact INTEGER NOT NULL REFERENCES contacts (id),"
  " ticket INTEGER REFERENCES tickets (number),"
  " desk TEXT NOT NULL, kind TEXT NOT NULL,"
  " recipient TEXT NOT NULL,"
  " state TEXT NOT NULL CHECK (state IN ('held', 'queued', 'leased', 'committed', 'sent', 'failed', 'uncertain',"
  "  'cancelled', 'expired')),"
  " attempts INTEGER NOT NULL DEFAULT 0,"
  " created INTEGER NOT NULL, not_before INTEGER NOT NULL, changed INTEGER NOT NULL,"
  " owner TEXT, message_id TEXT, diagnostic TEXT,"
  " facts TEXT NOT NULL);"
  "CREATE INDEX outbox_by_state ON outbox (state, not_before, id);"
  "CREATE INDEX outbox_by_ticket ON outbox (ticket) WHERE ticket IS NOT NULL;"
  "CREATE INDEX outbox_by_contact ON outbox (contact);"

  /* The final bytes of every attempt that got as far. */
  "CREATE TABLE mails ("
  " outbox INTEGER NOT NULL REFERENCES outbox (id), attempt INTEGER NOT NULL,"
  " committed INTEGER NOT NULL, bytes BLOB NOT NULL,"
  " PRIMARY KEY (outbox, attempt));"

  /* What the brakes count: each acknowledgement under its addresses, their domains, its ticket and its desk. */
  "CREATE TABLE brakes ("
  " scope TEXT NOT NULL, value TEXT NOT NULL COLLATE NOCASE, at INTEGER NOT NULL,"
  " outbox INTEGER NOT NULL REFERENCES outbox (id),"
  " PRIMARY KEY (scope, value, at, outbox)) WITHOUT ROWID;"

  "CREATE TABLE events ("
  " id INTEGER PRIMARY KEY AUTOINCREMENT,"
  " at INTEGER, contact INTEGER, ticket INTEGER, outbox INTEGER,"
  " what TEXT NOT NULL, detail TEXT);"
  "CREATE INDEX events_by_ticket ON events (ticket, id) WHERE ticket IS NOT NULL;"
  "CREATE TRIGGER events_stay BEFORE DELETE ON events"
  " BEGIN SELECT raise(ABORT, 'events are only appended'); END;"
  "CREATE TRIGGER events_keep BEFORE UPDATE ON events"
  " BEGIN SELECT raise(ABORT, 'events are only appended'); END;",

  /* 2 */
  "ALTER TABLE contacts ADD COLUMN fingerprint INTEGER;"
  "CREATE INDEX contacts_by_fingerprint ON contacts (desk, claimed, fingerprint)"
  " WHERE fingerprint IS NOT NULL AND verdict = 'send' AND mode = 'on';"
  "CREATE INDEX contacts_by_message_id ON contacts (message_id, address)"
  " WHERE message_id IS NOT NULL AND ticket IS NOT NULL;"
  "CREATE INDEX contacts_held ON contacts (claimed) WHERE verdict = 'held';"

  /* NULL in a ticket that is closed: before this was kept. */
  "ALTER TABLE tickets ADD COLUMN closed INTEGER;"

  /* The worst that came back of it, and when that was read; for good or not. */
  "ALTER TABLE outbox ADD COLUMN bounced INTEGER;"
  "ALTER TABLE outbox ADD COLUMN bounced_hard INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE outbox ADD COLUMN bounced_status TEXT;"
  "CREATE INDEX outbox_left ON outbox (desk, changed) WHERE state = 'sent';"
  "CREATE INDEX outbox_came_back ON outbox (desk, changed) WHERE state = 'sent' AND bounced_hard = 1;"
  "CREATE INDEX outbox_told ON outbox (ticket, created) WHERE kind = 'follow-up';"

  /* How long this keeps mail from an address is the desk's setting when it is looked up. */
  "CREATE TABLE undeliverable ("
  " address TEXT PRIMARY KEY COLLATE NOCASE,"
  " at INTEGER NOT NULL, outbox INTEGER NOT NULL REFERENCES outbox (id)) WITHOUT ROWID;"

  /* One for each desk that has a breaker: its settings, and what was last seen; `since` is NULL while it is closed. */
  "CREATE TABLE breakers ("
  " desk TEXT PRIMARY KEY, percent INTEGER NOT NULL, seconds INTEGER NOT NULL,"
  " since INTEGER, again INTEGER, sent INTEGER NOT NULL DEFAULT 0, bounced INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;",
};

/* What a file is, by its header and whether anything is in it. */
struct file_state {
  gint64 application_id, version, objects;
};

/* In one read transaction: another process may be making the schema at this moment. */
static gboolean look(struct sqlite *ledger, struct file_state *ret, GError **error)
{
  *ret = (struct file_state){ 0 };
  if (!SQL_RUN(ledger, error, "BEGIN"))
    return FALSE;
  gboolean seen = SQL_GET(ledger, &ret->application_id, error, "PRAGMA application_id") &&
                  SQL_GET(ledger, &ret->version, error, "PRAGMA user_version") &&
                  (ret->application_id == APPLICATION_ID ||
                   SQL_GET(ledger, &ret->objects, error, "SELECT count(*) FROM sqlite_master"));
  return SQL_RUN(ledger, seen ? error : NULL, "END") && seen;
}

/* Whether it may be brought up to date at all. */
static gboolean acceptable(struct sqlite *ledger, const struct file_state *state, gboolean create, GError **error)
{
  gboolean empty = state->application_id == 0 && state->version == 0 && state->objects == 0;
  if (empty && !create)
    return sql_refuse(ledger, FAULT_NO_INPUT, error, "nothing is in it yet: %s", ledger->path);
  if (!empty && state->application_id != APPLICATION_ID)
    return sql_refuse(ledger, FAULT_DATA, error, "not a ledger but another program's: %s", ledger->path);
  if (state->version > (gint64)G_N_ELEMENTS(migrations))
    return sql_refuse(ledger, FAULT_CONFIG, error, "made by a newer deskbell: %s", ledger->path);
  if (ledger->read_only && state->version < (gint64)G_N_ELEMENTS(migrations))
    return sql_refuse(ledger, FAULT_CONFIG, error, "made by an older deskbell, and opened for reading only: %s",
                      ledger->path);
  return TRUE;
}

/* Its version is in the page that every transaction reads anyway. */
gboolean sqlite_is_ours(struct sqlite *ledger, GError **error)
{
  gint64 version = 0;
  if (!SQL_GET(ledger, &version, error, "PRAGMA user_version"))
    return FALSE;
  return version == (gint64)G_N_ELEMENTS(migrations) ||
         sql_refuse(ledger, FAULT_CONFIG, error, "another deskbell has upgraded it meanwhile; start anew: %s", ledger->path);
}

static gboolean execute(struct sqlite *ledger, const char *sql, GError **error)
{
  return sqlite3_exec(ledger->db, sql, NULL, NULL, NULL) == SQLITE_OK || sql_failed(ledger, error);
}

static gboolean migrate(struct sqlite *ledger, GError **error)
{
  gint64 version = 0;
  if (!SQL_GET(ledger, &version, error, "PRAGMA user_version"))
    return FALSE;
  for (; version < (gint64)G_N_ELEMENTS(migrations); version++)
    if (!execute(ledger, migrations[version], error))
      return FALSE;
  g_autofree char *marks =
      g_strdup_printf("PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID, (int)version);
  return execute(ledger, marks, error);
}

/* Readers go on while somebody writes. SQLite answers with the mode that there is now. */
static gboolean use_wal(struct sqlite *ledger, GError **error)
{
  g_autoptr(SqlStatement) mode = SQL_QUERY(ledger, error, "PRAGMA journal_mode = WAL");
  gboolean row;
  if (!mode || !sql_next(ledger, mode, &row, error))
    return FALSE;
  if (row && g_strcmp0((const char *)sqlite3_column_text(mode, 0), "wal") == 0)
    return TRUE;
  return sql_refuse(ledger, FAULT_IO, error, "not possible on this file system; it must be a local one: %s", ledger->path);
}

static gboolean upgrade(struct sqlite *ledger, GError **error)
{
  return use_wal(ledger, error) && sql_begin(ledger, "upgrade", error) && sql_end(ledger, migrate(ledger, error), error);
}

/* SQLite does not wait for its turn while it changes the journal's mode, so processes that start at once queue here: one
 * upgrades, the others look until it is done. */
gboolean sqlite_bring_up_to_date(struct sqlite *ledger, gboolean create, GError **error)
{
  if (ledger->scratch)
    return sql_begin(ledger, "open", error) && sql_end(ledger, migrate(ledger, error), error);
  for (int i = 0; i < LOCK_TRIES; i++) {
    struct file_state state;
    ledger->operation = "open";
    if (!look(ledger, &state, error) || !acceptable(ledger, &state, create, error))
      return FALSE;
    if (state.version == (gint64)G_N_ELEMENTS(migrations))
      return TRUE;
    GError *failure = NULL;
    struct ledger_lock *lock = sqlite_lock(&ledger->base, "upgrade", &failure);
    if (failure) {
      g_propagate_error(error, failure);
      return FALSE;
    }
    if (lock) {
      gboolean done = upgrade(ledger, error);
      ledger_unlock(lock);
      return done;
    }
    g_usleep(LOCK_WAIT);
  }
  return sql_refuse(ledger, FAULT_TEMPORARY, error, "another process has been upgrading it for too long: %s", ledger->path);
}
