/* The ledger in one SQLite file, shared by every filter, poll and send on this host.
 *
 * Invariants:
 *  (1) A contact key is claimed once, by any process: contacts.key is unique, contacts are never deleted.
 *  (2) Snapshot, brakes, decision, claim, ticket number and intent to acknowledge are one write transaction (BEGIN
 *      IMMEDIATE, synchronous=FULL). No parsing, network or command inside it.
 *  (3) No SMTP body ends before its row is committed, and committed bytes are durable when outbox_commit() returns. A
 *      row that is uncertain leaves that state only by a person, reconciliation or `on-uncertain: resend`.
 *  (4) A row's Message-ID never changes once it was committed.
 *  (5) Nothing is queued while the ledger is in doubt, or in a mode other than "on".
 *  (6) Ticket numbers rise by one from 1001 and are never used again; ledger_adopt() may only skip some.
 *  (7) Every claim and every change of a row's state appends an event in the same transaction. Events never change.
 *  (8) Files are 0660 before SQLite first opens them; -wal, -shm and -journal take the mode from there.
 *  (9) A file that is not a ledger, or a newer one, is not written to.
 * (10) A bounce changes what we know of an address, a row or a breaker only where a ticket that its token named wrote to
 *      that address (sqlite-bounces.c).
 * (11) Nothing is leased for a desk while its breaker is open; it closes by itself (sqlite-breaker.c).
 * (12) A ticket's state changes by a person's word, or by a decision on a mail without failures that joins it while closed.
 * (13) A mail joins only a ticket of its own sender and desk (sqlite-snapshot.c).
 *
 * Rows of the outbox; each edge with the function that walks it (the table is in sqlite-outbox.c):
 *
 *              ledger_claim()
 *              |            |
 *              v            v
 *            held --------> queued <------------------------------------------+
 *             |  lease()    | ^  ^ recover(), settle(TEMPORARY)               |
 *             |             | |  +-------------+                              |
 *      move() |    lease()  v |                |                              |
 *             |          leased  --------> committed ------> uncertain -------+ move(queued)
 *             |             |     commit() | |    settle(UNCERTAIN), recover()|
 *             |             |              | |                                | move(sent)
 *             |             |              | +-> sent <-----------------------+
 *             |             |              |      settle(SENT)                |
 *             |             +--> failed <--+                                  | move(failed)
 *             v                  ^    settle(PERMANENT, or TEMPORARY at last) |
 *   cancelled | expired          +--------------------------------------------+
 *             ^
 *             +--- queued, by move()
 */
#include "ledger/sqlite-private.h"
#include "ledger/state-files.h"

#include <errno.h>
#include <sys/stat.h>

/* For those who were not told how long they may wait. A pipe's front gives up after five seconds; up to two of them it
 * waits for a watcher. */
enum { BUSY = 2500 /* milliseconds */ };

static int wait_while_busy(void *data, int tries)
{
  struct sqlite *ledger = data;
  gint64 now = g_get_monotonic_time();
  if (tries == 0)
    ledger->busy_since = now;
  gint64 until = ledger->patient_until ? ledger->patient_until : ledger->busy_since + BUSY * 1000;
  gint64 left = (until - now) / 1000;
  if (left <= 0)
    return FALSE;
  sqlite_turn_wait(ledger, tries, left);
  return TRUE;
}

/* "/path", "relative" and "///path" (as other tools write sqlite: names); NULL for anything with a host. */
char *sqlite_path_of(const char *rest)
{
  if (g_str_has_prefix(rest, "//"))
    rest = rest[2] == '/' ? rest + 2 : "";
  return *rest ? g_canonicalize_filename(rest, NULL) : NULL;
}

/* Sees to it that there is a regular file, made 0660 and empty when it may be created. */
static gboolean find_file(const char *path, gboolean create, GError **error)
{
  struct stat about;
  if (stat(path, &about) == 0) {
    if (S_ISREG(about.st_mode))
      return TRUE;
    g_set_error(error, LEDGER_ERROR, FAULT_DATA, "ledger: open: not a ledger: %s", path);
    return FALSE;
  }
  if (errno != ENOENT && errno != ENOTDIR)
    return state_file_failed(path, "open", errno, LEDGER_ERROR, error);
  if (!create) {
    g_set_error(error, LEDGER_ERROR, FAULT_NO_INPUT, "ledger: open: there is no ledger yet: %s", path);
    return FALSE;
  }
  gboolean made;
  return state_folder_make(path, LEDGER_ERROR, error) && state_file_make(path, "", 0, &made, LEDGER_ERROR, error);
}

/* SQLite checkpoints when the last process closes, which would cost every filter two milliseconds. But a process that
 * finds nobody else reads the whole log first, and cannot know what of it was checkpointed; left alone, a log that only
 * short-lived processes write grows for ever. So whoever closes a log past PAGES_AT_CLOSE empties it, and a process
 * that stays checkpoints every PAGES_WHILE_OPEN, as SQLite does by itself. In a crowd nobody does, for then it cannot be
 * emptied: the next mail's filter will. */
enum { PAGES_AT_CLOSE = 200, PAGES_WHILE_OPEN = 1000 };

static int committed(void *data, sqlite3 *db, const char *name, int pages)
{
  struct sqlite *ledger = data;
  ledger->wal_pages = pages;
  if (pages >= PAGES_WHILE_OPEN)
    sqlite3_wal_checkpoint_v2(db, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  return SQLITE_OK;
}

static void empty_log(struct sqlite *ledger)
{
  sqlite3_busy_handler(ledger->db, NULL, NULL); /* no waiting */
  sqlite3_wal_checkpoint_v2(ledger->db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
}

/* SQLite makes the log's name in its folder durable with each connection's first commit, another wait for the disk while
 * all others wait for us. One that is there already got its name so when it was made, and is never removed. */
static int open_log(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *ret_flags)
{
  sqlite3_vfs *plain = sqlite3_vfs_find(NULL);
  int opened = 0;
  if (flags & SQLITE_OPEN_WAL && plain->xOpen(vfs, name, file, flags & ~SQLITE_OPEN_CREATE, &opened) == SQLITE_OK) {
    if (opened & SQLITE_OPEN_READWRITE || !(flags & SQLITE_OPEN_READWRITE)) {
      if (ret_flags)
        *ret_flags = opened;
      return SQLITE_OK;
    }
    file->pMethods->xClose(file); /* somebody made it between SQLite's try to write it and the one to read it */
  }
  return plain->xOpen(vfs, name, file, flags, ret_flags);
}

static const char *vfs(void)
{
  static const char name[] = "deskbell";
  static sqlite3_vfs ours;
  if (!sqlite3_vfs_find(name)) {
    ours = *sqlite3_vfs_find(NULL);
    ours.zName = name;
    ours.xOpen = open_log;
    sqlite3_vfs_register(&ours, 0);
  }
  return name;
}

/* hamming(a, b): in how many bits they differ. */
static void hamming(sqlite3_context *context, int n, sqlite3_value **values)
{
  (void)n;
  guint64 differing = (guint64)(sqlite3_value_int64(values[0]) ^ sqlite3_value_int64(values[1]));
  sqlite3_result_int(context, __builtin_popcountll(differing));
}

static gboolean configure(struct sqlite *ledger, GError **error)
{
  sqlite3_db_config(ledger->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
  sqlite3_create_function(ledger->db, "hamming", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL, hamming,
                          NULL, NULL);
  if (ledger->scratch)
    return TRUE;
  int keep_wal = 1;
  sqlite3_file_control(ledger->db, "main", SQLITE_FCNTL_PERSIST_WAL, &keep_wal);
  sqlite3_db_config(ledger->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_wal_hook(ledger->db, committed, ledger);
  return SQL_RUN(ledger, error, "PRAGMA synchronous = FULL");
}

static void finalise(gpointer statement)
{
  sqlite3_finalize(statement);
}

/* `ledger` is new; takes it. */
static struct ledger *open_file(struct sqlite *ledger, const char *name, gboolean create, GError **error)
{
  g_autoptr(Ledger) owned = &ledger->base;
  ledger->base.kind = &ledger_sqlite;
  ledger->operation = "open";
  ledger->statements = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, finalise);
  int flags = SQLITE_OPEN_NOMUTEX | (ledger->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
  if (sqlite3_open_v2(name, &ledger->db, ledger->scratch ? flags | SQLITE_OPEN_CREATE : flags, vfs()) != SQLITE_OK) {
    sql_failed(ledger, error);
    return NULL;
  }
  sqlite3_busy_handler(ledger->db, wait_while_busy, ledger);
  sqlite3_db_config(ledger->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config(ledger->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  if (!ledger->read_only && sqlite3_db_readonly(ledger->db, "main") == 1) {
    sql_refuse(ledger, FAULT_REFUSED, error, "may not be written: %s", ledger->path);
    return NULL;
  }
  if (!sqlite_bring_up_to_date(ledger, create && !ledger->read_only, error) || !configure(ledger, error))
    return NULL;
  ledger->ready = TRUE;
  if (!ledger->read_only && !ledger->scratch)
    sqlite_turn_open(ledger);
  return g_steal_pointer(&owned);
}

struct ledger *sqlite_open(const char *rest, gboolean create, gboolean read_only, GError **error)
{
  g_autofree char *path = sqlite_path_of(rest);
  if (!path) {
    g_set_error(error, LEDGER_ERROR, FAULT_CONFIG, "ledger: open: no path in 'sqlite:%s'; sqlite:/path", rest);
    return NULL;
  }
  if (!find_file(path, create && !read_only, error))
    return NULL;
  struct sqlite *ledger = g_new0(struct sqlite, 1);
  ledger->path = g_steal_pointer(&path);
  ledger->read_only = read_only;
  return open_file(ledger, ledger->path, create, error);
}

/* A file without a name lies in a temporary folder, is written only when the cache is full, and never synced. */
struct ledger *sqlite_open_scratch(GError **error)
{
  struct sqlite *ledger = g_new0(struct sqlite, 1);
  ledger->path = g_strdup("(a temporary one)");
  ledger->scratch = TRUE;
  return open_file(ledger, "", TRUE, error);
}

void sqlite_close(struct ledger *base)
{
  struct sqlite *ledger = sqlite_of(base);
  g_hash_table_unref(ledger->statements);
  if (ledger->wal_pages >= PAGES_AT_CLOSE && !ledger->busy_since)
    empty_log(ledger);
  sqlite3_close(ledger->db);
  sqlite_turn_close(ledger);
  g_free(ledger->path);
  g_free(ledger);
}

void sqlite_be_patient(struct ledger *base, gint64 until)
{
  sqlite_of(base)->patient_until = until;
}

gboolean sqlite_has_moved(struct ledger *base)
{
  int moved = 0;
  sqlite3_file_control(sqlite_of(base)->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  return moved != 0;
}

static const char *file_of(const struct ledger *base)
{
  const struct sqlite *ledger = (const struct sqlite *)base;
  return ledger->scratch ? NULL : ledger->path;
}

const struct ledger_kind ledger_sqlite = {
  .scheme = "sqlite:",
  .open = sqlite_open,
  .queue = sqlite_queue,
  .be_patient = sqlite_be_patient,
  .close = sqlite_close,
  .has_moved = sqlite_has_moved,
  .file = file_of,
  .lock = sqlite_lock,
  .unlock = sqlite_unlock,
  .claim = sqlite_claim,
  .peek = sqlite_peek,
  .position = sqlite_position,
  .set_position = sqlite_set_position,
  .unseen = sqlite_unseen,
  .recognise = sqlite_recognise,
  .compare_marks = sqlite_compare_marks,
  .state = sqlite_state,
  .adopt = sqlite_adopt,
  .recover = sqlite_recover,
  .lease = sqlite_lease,
  .commit = sqlite_commit_mail,
  .settle = sqlite_settle,
  .move = sqlite_move,
  .outbox = sqlite_outbox_list,
  .counts = sqlite_counts,
  .breaker = sqlite_breaker,
  .breakers = sqlite_breakers,
  .next_due = sqlite_next_due,
  .listen = sqlite_listen,
  .hush = sqlite_hush,
  .drain = sqlite_drain,
  .tickets = sqlite_tickets,
  .ticket = sqlite_ticket,
  .events = sqlite_events,
  .set_open = sqlite_set_open,
  .correct = sqlite_correct,
  .correction = sqlite_correction,
  .corrected_since = sqlite_corrected_since,
  .held = sqlite_held,
  .blocked = sqlite_blocked,
  .forgive = sqlite_forgive,
};
