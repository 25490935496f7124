/* Statements, transactions and errors of the SQLite ledger. */
#include "ledger/sqlite-private.h"

#include "base/clock.h"
#include "base/step.h"

#include <errno.h>

struct sql_value sql_int(gint64 integer)
{
  return (struct sql_value){ .type = SQL_INTEGER, .integer = integer };
}

struct sql_value sql_id(guint64 id)
{
  return (struct sql_value){ .type = id ? SQL_INTEGER : SQL_NULL, .integer = (gint64)id };
}

struct sql_value sql_time(gint64 time)
{
  return (struct sql_value){ .type = time == CLOCK_NONE ? SQL_NULL : SQL_INTEGER, .integer = time };
}

struct sql_value sql_text(const char *text)
{
  return (struct sql_value){ .type = text ? SQL_TEXT : SQL_NULL, .text = text };
}

struct sql_value sql_bytes(GBytes *bytes)
{
  return (struct sql_value){ .type = bytes ? SQL_BYTES : SQL_NULL, .bytes = bytes };
}

/* How far a SQLite error reaches, by its primary code. `detailed`: SQLite's own words say more than ours. */
static const struct {
  int code;
  enum fault fault;
  gboolean detailed;
  const char *reason;
} faults[] = {
  { SQLITE_BUSY, FAULT_TEMPORARY, FALSE, "busy; another process has been writing for too long" },
  { SQLITE_LOCKED, FAULT_TEMPORARY, FALSE, "locked" },
  { SQLITE_PROTOCOL, FAULT_TEMPORARY, FALSE, "busy; too many processes at once" },
  { SQLITE_NOMEM, FAULT_TEMPORARY, FALSE, "out of memory" },
  { SQLITE_FULL, FAULT_IO, FALSE, "the disk is full" },
  { SQLITE_IOERR, FAULT_IO, FALSE, "reading or writing failed" },
  { SQLITE_CORRUPT, FAULT_DATA, FALSE, "the ledger is damaged" },
  { SQLITE_NOTADB, FAULT_DATA, FALSE, "not a ledger" },
  { SQLITE_READONLY, FAULT_REFUSED, FALSE, "may not be written" },
  { SQLITE_PERM, FAULT_REFUSED, FALSE, "may not be opened" },
  { SQLITE_AUTH, FAULT_REFUSED, FALSE, "may not be opened" },
  { SQLITE_CANTOPEN, FAULT_CREATE, FALSE, "it, or the -wal and -shm files beside it, cannot be opened" },
  { SQLITE_CONSTRAINT, FAULT_INTERNAL, TRUE, "against the ledger's own rules" },
  { SQLITE_ERROR, FAULT_INTERNAL, TRUE, "refused by SQLite" },
};

gboolean sql_failed(struct sqlite *ledger, GError **error)
{
  int code = sqlite3_errcode(ledger->db) & 0xff, number = sqlite3_system_errno(ledger->db);
  gsize i = 0;
  while (i < G_N_ELEMENTS(faults) - 1 && faults[i].code != code)
    i++;
  gboolean denied = code == SQLITE_CANTOPEN && (number == EACCES || number == EPERM || number == EROFS);
  gboolean from_system = number && (code == SQLITE_CANTOPEN || code == SQLITE_IOERR);
  const char *detail = faults[i].detailed ? sqlite3_errmsg(ledger->db) : from_system ? g_strerror(number) : NULL;
  return sql_refuse(ledger, denied ? FAULT_REFUSED : faults[i].fault, error, "%s%s%s: %s", faults[i].reason,
                    detail ? ": " : "", detail ? detail : "", ledger->path);
}

gboolean sql_refuse(struct sqlite *ledger, enum fault code, GError **error, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *message = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  g_set_error(error, LEDGER_ERROR, code, "ledger: %s: %s", ledger->operation, message);
  return FALSE;
}

static int bind(sqlite3_stmt *statement, int place, const struct sql_value *value)
{
  gsize length;
  const void *data;
  switch (value->type) {
  case SQL_INTEGER:
    return sqlite3_bind_int64(statement, place, value->integer);
  case SQL_TEXT:
    return sqlite3_bind_text(statement, place, value->text, -1, SQLITE_STATIC);
  case SQL_BYTES:
    data = g_bytes_get_data(value->bytes, &length);
    return length ? sqlite3_bind_blob64(statement, place, data, length, SQLITE_STATIC)
                  : sqlite3_bind_zeroblob(statement, place, 0);
  case SQL_NULL:
  default:
    return sqlite3_bind_null(statement, place);
  }
}

sqlite3_stmt *sql_query(struct sqlite *ledger, GError **error, const char *sql, gsize n, const struct sql_value *values)
{
  sqlite3_stmt *prepared = g_hash_table_lookup(ledger->statements, sql);
  if (!prepared) {
    if (sqlite3_prepare_v3(ledger->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared, NULL) != SQLITE_OK) {
      sql_failed(ledger, error);
      return NULL;
    }
    g_hash_table_insert(ledger->statements, (gpointer)sql, prepared);
  }
  g_autoptr(SqlStatement) statement = prepared;
  for (gsize i = 0; i < n; i++)
    if (bind(statement, (int)i + 1, &values[i]) != SQLITE_OK) {
      sql_failed(ledger, error);
      return NULL;
    }
  return g_steal_pointer(&statement);
}

void sql_done(sqlite3_stmt *statement)
{
  if (!statement)
    return;
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
}

gboolean sql_next(struct sqlite *ledger, sqlite3_stmt *statement, gboolean *ret_row, GError **error)
{
  int code = sqlite3_step(statement);
  *ret_row = code == SQLITE_ROW;
  return *ret_row || code == SQLITE_DONE || sql_failed(ledger, error);
}

gboolean sql_run(struct sqlite *ledger, GError **error, const char *sql, gsize n, const struct sql_value *values)
{
  g_autoptr(SqlStatement) statement = sql_query(ledger, error, sql, n, values);
  gboolean row;
  return statement && sql_next(ledger, statement, &row, error);
}

gboolean sql_get(struct sqlite *ledger, gint64 *ret, GError **error, const char *sql, gsize n,
                 const struct sql_value *values)
{
  g_autoptr(SqlStatement) statement = sql_query(ledger, error, sql, n, values);
  gboolean row = FALSE;
  if (!statement || !sql_next(ledger, statement, &row, error))
    return FALSE;
  if (row && sqlite3_column_type(statement, 0) != SQLITE_NULL)
    *ret = sqlite3_column_int64(statement, 0);
  return TRUE;
}

char *sql_column_string(sqlite3_stmt *statement, int column)
{
  return g_strdup((const char *)sqlite3_column_text(statement, column));
}

gint64 sql_column_time(sqlite3_stmt *statement, int column)
{
  return sqlite3_column_type(statement, column) == SQLITE_NULL ? CLOCK_NONE : sqlite3_column_int64(statement, column);
}

struct sqlite *sql_reading(struct ledger *ledger, const char *operation)
{
  struct sqlite *sqlite = sqlite_of(ledger);
  sqlite->operation = operation;
  return sqlite;
}

static gboolean end(struct sqlite *ledger, gboolean fine, GError **error)
{
  gboolean committed = fine && SQL_RUN(ledger, error, "COMMIT");
  if (!sqlite3_get_autocommit(ledger->db)) /* some errors have already rolled back */
    SQL_RUN(ledger, NULL, "ROLLBACK");
  sqlite_turn_ring(ledger);
  return committed;
}

gboolean sql_begin(struct sqlite *ledger, const char *operation, GError **error)
{
  ledger->operation = operation;
  if (ledger->read_only)
    return sql_refuse(ledger, FAULT_INTERNAL, error, "opened for reading only");
  ledger->changes = sqlite3_total_changes(ledger->db);
  ledger->busy_since = 0;
  if (!SQL_RUN(ledger, error, "BEGIN IMMEDIATE"))
    return FALSE;
  return !ledger->ready || sqlite_is_ours(ledger, error) || end(ledger, FALSE, NULL);
}

/* A place where the crash test may stop the program. */
static void commit_step(struct sqlite *ledger, const char *when)
{
  g_autofree char *name = g_strdup_printf("ledger: %s: %s", ledger->operation, when);
  step(name);
}

gboolean sql_end(struct sqlite *ledger, gboolean fine, GError **error)
{
  gboolean changed = sqlite3_total_changes(ledger->db) != ledger->changes;
  if (fine && changed)
    commit_step(ledger, "before commit");
  gboolean committed = end(ledger, fine, error);
  if (committed && changed)
    commit_step(ledger, "committed");
  return committed;
}

GPtrArray *sql_list(struct sqlite *ledger, sqlite3_stmt *statement, gpointer (*read)(sqlite3_stmt *),
                    GDestroyNotify free_row, GError **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(free_row);
  gboolean row = statement != NULL;
  while (row) {
    if (!sql_next(ledger, statement, &row, error))
      return NULL;
    if (row)
      g_ptr_array_add(list, read(statement));
  }
  return statement ? g_steal_pointer(&list) : NULL;
}
