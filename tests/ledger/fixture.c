#include "fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

void fixture_init(struct fixture *fixture)
{
  memset(fixture, 0, sizeof *fixture);
  fixture->folder = g_dir_make_tmp("deskbell-XXXXXX", NULL);
  fixture->path = g_build_filename(fixture->folder, "ledger.db", NULL);
  fixture->name = g_strconcat("sqlite:", fixture->path, NULL);
  fixture->desk.id = "desk";
  fixture->decision = (struct ledger_decision){
    .verdict = "send",
    .queue = TRUE,
    .mode = "on",
    .kind = "new",
    .category = "outage",
    .priority = "urgent",
    .team = "operations",
    .language = "ko",
    .due_first = 5000,
    .due_resolution = 9000,
    .not_before = CLOCK_NONE,
    .facts = "{\"kind\":\"new\"}",
    .explanation = "{\"verdict\":\"send\"}",
    .opens_ticket = TRUE,
  };
}

void fixture_open(struct fixture *fixture)
{
  GError *error = NULL;
  fixture->ledger = ledger_open(fixture->name, TRUE, FALSE, &error);
  g_assert_no_error(error);
}

void fixture_clear(struct fixture *fixture)
{
  ledger_close(fixture->ledger);
  GDir *folder = g_dir_open(fixture->folder, 0, NULL);
  for (const char *name; folder && (name = g_dir_read_name(folder));) {
    g_autofree char *path = g_build_filename(fixture->folder, name, NULL);
    g_remove(path);
  }
  if (folder)
    g_dir_close(folder);
  g_rmdir(fixture->folder);
  g_free(fixture->folder);
  g_free(fixture->path);
  g_free(fixture->name);
}

void fixture_decide(const struct ledger_snapshot *snapshot, struct ledger_decision *ret, gpointer data)
{
  struct fixture *fixture = data;
  fixture->decided++;
  fixture->snapshot = *snapshot;
  *ret = fixture->decision;
  if (snapshot->brake_sender || snapshot->brake_domain || snapshot->brake_ticket || snapshot->brake_desk) {
    ret->verdict = "held";
    ret->reason = "brake";
    ret->queue = FALSE;
  }
}

gboolean fixture_claim(struct fixture *fixture, const char *key, const char *address, guint64 join, gint64 now,
                       struct ledger_claimed *ret, GError **error)
{
  const struct ledger_contact contact = {
    .key = key,
    .address = address,
    .subject = "Subject",
    .tickets = &join,
    .n_tickets = join ? 1 : 0,
    .arrival = now - 5,
    .now = now,
    .desk = &fixture->desk,
  };
  if (!fixture->decision.to)
    fixture->decision.to = "somebody@elsewhere.example";
  struct ledger_claimed claimed = { 0 };
  gboolean done = ledger_claim(fixture->ledger, &contact, fixture_decide, fixture, &claimed, error);
  if (ret)
    *ret = claimed;
  else
    ledger_claimed_clear(&claimed);
  return done;
}

guint64 fixture_queue(struct fixture *fixture, const char *key, const char *address, gint64 now)
{
  GError *error = NULL;
  struct ledger_claimed claimed;
  fixture_claim(fixture, key, address, 0, now, &claimed, &error);
  g_assert_no_error(error);
  guint64 id = claimed.outbox;
  ledger_claimed_clear(&claimed);
  return id;
}

gint64 fixture_sql(const struct fixture *fixture, const char *sql)
{
  sqlite3 *db;
  sqlite3_stmt *statement;
  g_assert_cmpint(sqlite3_open_v2(fixture->path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint(sqlite3_step(statement), ==, SQLITE_ROW);
  gint64 value = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  sqlite3_close(db);
  return value;
}

int fixture_try_sql(const struct fixture *fixture, const char *sql)
{
  sqlite3 *db;
  g_assert_cmpint(sqlite3_open_v2(fixture->path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  int code = sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_close(db);
  return code;
}
