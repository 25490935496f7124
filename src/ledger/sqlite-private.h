/* The SQLite ledger inside: one connection, its statements, its transactions. For src/ledger/sqlite-*.c only.
 *
 * Statements are prepared once a process and kept by the address of their text, so the text must be a literal. */
#pragma once
#include "ledger/ledger-private.h"

#include <sqlite3.h>

struct sqlite {
  struct ledger base;
  sqlite3 *db;
  char *path;
  gboolean read_only;
  gboolean ready;         /* its version is ours, and transactions see to it that it still is */
  gboolean scratch;       /* a file without a name, this connection's own */
  const char *operation;  /* what error messages and steps name */
  int changes;            /* sqlite3_total_changes() when the transaction began */
  int wal_pages;          /* in the write-ahead log after our last commit; 0 before it */
  gint64 busy_since;      /* monotonic microseconds; 0: nobody was in the way of the last transaction */
  gint64 patient_until;   /* monotonic microseconds; 0: BUSY from when somebody was in the way */
  guint32 *bell;          /* see sqlite-turn.c; NULL: none */
  guint32 heard;          /* what it said before the last try */
  GHashTable *statements; /* literal to sqlite3_stmt * */
};

static inline struct sqlite *sqlite_of(struct ledger *ledger)
{
  return (struct sqlite *)ledger;
}

/* What a `?` stands for. Borrowed until the statement is done. */
struct sql_value {
  enum { SQL_NULL, SQL_INTEGER, SQL_TEXT, SQL_BYTES } type;
  gint64 integer;
  const char *text;
  GBytes *bytes;
};
struct sql_value sql_int(gint64 integer);
struct sql_value sql_id(guint64 id);        /* 0 is NULL */
struct sql_value sql_time(gint64 time);     /* CLOCK_NONE is NULL */
struct sql_value sql_text(const char *text);
struct sql_value sql_bytes(GBytes *bytes);

/* A bound statement, to be stepped by sql_next(); NULL on failure. SQL_QUERY(ledger, error, "SELECT ... ?", sql_int(1)) */
sqlite3_stmt *sql_query(struct sqlite *ledger, GError **error, const char *sql, gsize n, const struct sql_value *values);
#define SQL_VALUES(...) \
  sizeof((const struct sql_value[]){ __VA_ARGS__ }) / sizeof(struct sql_value), (const struct sql_value[]){ __VA_ARGS__ }
#define SQL_QUERY(ledger, error, sql, ...) sql_query(ledger, error, sql, SQL_VALUES(__VA_ARGS__))

void sql_done(sqlite3_stmt *statement); /* accepts NULL; the statement stays prepared */
typedef sqlite3_stmt SqlStatement;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SqlStatement, sql_done)

/* The next row; `ret_row` FALSE after the last. */
gboolean sql_next(struct sqlite *ledger, sqlite3_stmt *statement, gboolean *ret_row, GError **error);

/* What `read` makes of every row that is left, freed by `free_row`; NULL on failure, also where `statement` is NULL. */
GPtrArray *sql_list(struct sqlite *ledger, sqlite3_stmt *statement, gpointer (*read)(sqlite3_stmt *),
                    GDestroyNotify free_row, GError **error);

/* For statements without rows. */
gboolean sql_run(struct sqlite *ledger, GError **error, const char *sql, gsize n, const struct sql_value *values);
#define SQL_RUN(ledger, error, sql, ...) sql_run(ledger, error, sql, SQL_VALUES(__VA_ARGS__))

/* The one integer of the first row; `ret` is left alone when there is no row or it is NULL. */
gboolean sql_get(struct sqlite *ledger, gint64 *ret, GError **error, const char *sql, gsize n,
                 const struct sql_value *values);
#define SQL_GET(ledger, ret, error, sql, ...) sql_get(ledger, ret, error, sql, SQL_VALUES(__VA_ARGS__))

char *sql_column_string(sqlite3_stmt *statement, int column); /* NULL for NULL; free with g_free() */
gint64 sql_column_time(sqlite3_stmt *statement, int column);  /* CLOCK_NONE for NULL */

/* BEGIN IMMEDIATE, and COMMIT (`fine`) or ROLLBACK; `operation` is a literal. sql_end() returns whether it was committed,
 * and steps before and after a commit that changes something. Use as
 *   return sql_begin(ledger, "claim", error) && sql_end(ledger, claim(ledger, ..., error), error); */
gboolean sql_begin(struct sqlite *ledger, const char *operation, GError **error);
gboolean sql_end(struct sqlite *ledger, gboolean fine, GError **error);

/* For reads outside of a transaction: names the operation for messages. */
struct sqlite *sql_reading(struct ledger *ledger, const char *operation);

/* Sets `error` from the connection's last error; FALSE. */
gboolean sql_failed(struct sqlite *ledger, GError **error);
/* Sets `error` to "ledger: OPERATION: message"; FALSE. */
gboolean sql_refuse(struct sqlite *ledger, enum fault code, GError **error, const char *format, ...) G_GNUC_PRINTF(4, 5);

/* sqlite-schema.c: makes the schema, or the present one from an older one. */
gboolean sqlite_bring_up_to_date(struct sqlite *ledger, gboolean create, GError **error);
/* Within a transaction: whether it still is as this program made it. */
gboolean sqlite_is_ours(struct sqlite *ledger, GError **error);

/* Appends an event; 0 and NULL leave out what it does not concern. */
struct event {
  gint64 at;
  gint64 contact;
  guint64 ticket, outbox;
  const char *what, *detail;
};
gboolean sqlite_event(struct sqlite *ledger, const struct event *event, GError **error);

/* Where a contact lies in a mailbox; nothing happens without mailbox and uid. */
gboolean sqlite_note_sighting(struct sqlite *ledger, const char *mailbox, guint32 uidvalidity, guint32 uid,
                              gint64 contact, GError **error);

/* A lock that ends with its descriptor, which it takes. */
struct ledger_lock *sqlite_lock_new(int fd);

/* sqlite-turn.c: sleeps before another try to write, `tries` after the first, until somebody has ended a transaction, at
 * most `left` milliseconds. Without a turn opened it only sleeps. */
int sqlite_turn_file(const char *path); /* the descriptor of the ledger's, made where there is none; -1 */
void sqlite_turn_open(struct sqlite *ledger);
void sqlite_turn_close(struct sqlite *ledger);
void sqlite_turn_wait(struct sqlite *ledger, int tries, gint64 left);
void sqlite_turn_ring(struct sqlite *ledger);

/* sqlite-claim.c: what an earlier claim of this key said; `ret_contact` stays 0 when there is none. */
gboolean sqlite_find_claim(struct sqlite *ledger, const char *key, gint64 *ret_contact, struct ledger_claimed *ret,
                           GError **error);

/* sqlite-snapshot.c: what the decision on this contact is shown, but for the breaker. Within a transaction; reads only. Of
 * `details`, which is zero, it fills the numbers, times and what is borrowed. */
gboolean sqlite_snapshot(struct sqlite *ledger, const struct ledger_contact *contact, struct ledger_snapshot *ret,
                         struct ledger_details *details, GError **error);

/* sqlite-bounces.c: which of contact->tickets wrote to one of the failures' addresses; 0: none. */
gboolean sqlite_bounced_ticket(struct sqlite *ledger, const struct ledger_contact *contact, guint64 *ret, GError **error);
/* Marks what came back, blocks addresses, and looks at the breaker again. `id` is the contact's. */
gboolean sqlite_record_failures(struct sqlite *ledger, const struct ledger_contact *contact, gint64 id, GError **error);
/* When mail to `address` last bounced for good, if that is within desk->bounce_block; else CLOCK_NONE. */
gboolean sqlite_bounced_lately(struct sqlite *ledger, const char *address, const struct config_desk *desk, gint64 now,
                               gint64 *ret, GError **error);

/* sqlite-breaker.c, within a write transaction: looks at the desk's breaker by its settings and records what changed. */
gboolean sqlite_note_breaker(struct sqlite *ledger, const struct config_desk *desk, gint64 now, gboolean *ret_open,
                             GError **error);
/* Looks without recording, with what there is to tell of it. */
gboolean sqlite_look_at_breaker(struct sqlite *ledger, const struct config_desk *desk, gint64 now, gboolean *ret_open,
                                struct ledger_details *details, GError **error);
/* As sqlite_note_breaker() for every desk that has one, by the settings last seen. */
gboolean sqlite_note_breakers(struct sqlite *ledger, gint64 now, GError **error);

/* Addresses and numbers as the tables have them. */
const char *sqlite_domain_of(const char *address); /* borrowed; NULL for NULL or no domain */
char *sqlite_ticket_text(guint64 ticket);          /* NULL for 0 */

/* The slots of the vtable. */
struct ledger *sqlite_open(const char *path, gboolean create, gboolean read_only, GError **error);
char *sqlite_path_of(const char *rest);
struct ledger_lock *sqlite_queue(const char *rest, gint64 until);
void sqlite_be_patient(struct ledger *ledger, gint64 until);
void sqlite_close(struct ledger *ledger);
gboolean sqlite_has_moved(struct ledger *ledger);
struct ledger_lock *sqlite_lock(struct ledger *ledger, const char *name, GError **error);
void sqlite_unlock(struct ledger_lock *lock);
gboolean sqlite_claim(struct ledger *ledger, const struct ledger_contact *contact, ledger_decide decide, gpointer data,
                      struct ledger_claimed *ret, GError **error);
gboolean sqlite_peek(struct ledger *ledger, const struct ledger_contact *contact, struct ledger_snapshot *ret,
                     struct ledger_details *details, GError **error);
gboolean sqlite_position(struct ledger *ledger, const char *mailbox, struct ledger_position *ret, GError **error);
gboolean sqlite_set_position(struct ledger *ledger, const char *mailbox, const struct ledger_position *position,
                             GError **error);
GArray *sqlite_unseen(struct ledger *ledger, const char *mailbox, guint32 uidvalidity, const GArray *uids, GError **error);
gboolean sqlite_recognise(struct ledger *ledger, const char *key, const char *mailbox, guint32 uidvalidity, guint32 uid,
                          gboolean *ret_known, GError **error);
gboolean sqlite_compare_marks(struct ledger *ledger, const char *mailbox, guint32 uidvalidity, const GArray *uids,
                              guint *ret_unknown, GError **error);
gboolean sqlite_state(struct ledger *ledger, struct ledger_state *ret, GError **error);
gboolean sqlite_adopt(struct ledger *ledger, guint64 next_ticket, gint64 now, GError **error);
gboolean sqlite_recover(struct ledger *ledger, gboolean resend_uncertain, gint64 now, guint *ret_uncertain, GError **error);
gboolean sqlite_lease(struct ledger *ledger, gint64 now, struct outbox_row **ret, GError **error);
gboolean sqlite_commit_mail(struct ledger *ledger, guint64 id, const char *message_id, GBytes *bytes, gint64 now,
                            GError **error);
gboolean sqlite_settle(struct ledger *ledger, guint64 id, enum outbox_outcome outcome, const char *diagnostic,
                       gint64 retry_at, gint64 now, GError **error);
gboolean sqlite_move(struct ledger *ledger, guint64 id, enum outbox_state to, const char *why, gint64 now, GError **error);
GPtrArray *sqlite_outbox_list(struct ledger *ledger, enum outbox_state state, GError **error);
gboolean sqlite_counts(struct ledger *ledger, guint *ret, GError **error);
gboolean sqlite_next_due(struct ledger *ledger, gint64 *ret, GError **error);
struct changes *sqlite_listen(struct ledger *ledger, GError **error);
void sqlite_hush(struct changes *changes);
enum changes_what sqlite_drain(struct changes *changes);
GPtrArray *sqlite_tickets(struct ledger *ledger, const char *state, guint limit, GError **error);
struct ticket *sqlite_ticket(struct ledger *ledger, guint64 number, GError **error);
GPtrArray *sqlite_events(struct ledger *ledger, guint64 number, GError **error);
gboolean sqlite_breaker(struct ledger *ledger, const struct config_desk *desk, gint64 now, gboolean *ret_open,
                        gint64 *ret_again, GError **error);
GPtrArray *sqlite_breakers(struct ledger *ledger, GError **error);
gboolean sqlite_correct(struct ledger *ledger, guint64 number, const char *const values[N_CORRECTION_AXES], gint64 now,
                        gboolean *ret_changed, GError **error);
gboolean sqlite_correction(struct ledger *ledger, const char *key, enum correction_axis axis, struct correction *ret,
                           GError **error);
gboolean sqlite_corrected_since(struct ledger *ledger, enum correction_axis axis, gboolean any, gint64 *ret, GError **error);
gboolean sqlite_set_open(struct ledger *ledger, guint64 number, gboolean open, gint64 now, gboolean *ret_changed,
                         GError **error);
GPtrArray *sqlite_held(struct ledger *ledger, gint64 since, guint limit, GError **error);
GPtrArray *sqlite_blocked(struct ledger *ledger, gint64 since, GError **error);
gboolean sqlite_forgive(struct ledger *ledger, const char *address, gint64 now, gboolean *ret_known, GError **error);
