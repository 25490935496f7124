#include "fixture.h"
#include "ledger/sqlite-private.h"

#define JANE "jane@customer.example"

static struct fixture fixture;

/* A ledger as the first release left it: some mail has left, some waits, one was held, one was never to be answered. */
static void begin(void)
{
  const char *folder = g_getenv("top_srcdir") ? g_getenv("top_srcdir") : ".";
  g_autofree char *path = g_build_filename(folder, "tests/ledger/version-1.sql", NULL), *sql = NULL;
  GError *error = NULL;
  fixture_init(&fixture);
  g_file_get_contents(path, &sql, NULL, &error);
  g_assert_no_error(error);
  g_assert_true(g_file_set_contents(fixture.path, "", 0, NULL));
  g_assert_cmpint(fixture_try_sql(&fixture, sql), ==, 0);
  g_assert_cmpint(fixture_sql(&fixture, "PRAGMA user_version"), ==, 1);
}

static void all_that_was_known_is_known_after_it(void)
{
  static const struct {
    const char *sql;
    gint64 value;
  } facts[] = {
    { "SELECT count(*) FROM contacts", 5 },
    { "SELECT count(*) FROM contacts WHERE fingerprint IS NULL", 5 },
    { "SELECT count(*) FROM tickets WHERE state = 'open' AND closed IS NULL", 5 },
    { "SELECT count(*) FROM outbox WHERE state = 'sent' AND bounced IS NULL AND bounced_hard = 0", 2 },
    { "SELECT count(*) FROM outbox WHERE state = 'queued'", 1 },
    { "SELECT count(*) FROM mails", 2 },
    { "SELECT count(*) FROM sightings", 1 },
    { "SELECT next_ticket FROM meta", 1006 },
    { "SELECT count(*) FROM pragma_foreign_key_check", 0 },
    { "SELECT integrity_check = 'ok' FROM pragma_integrity_check", 1 },
  };
  begin();
  gint64 events = fixture_sql(&fixture, "SELECT count(*) FROM events");
  fixture_open(&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS(facts); i++)
    g_assert_cmpint(fixture_sql(&fixture, facts[i].sql), ==, facts[i].value);
  g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM events"), ==, events);
  g_autoptr(GPtrArray) held = ledger_held(fixture.ledger, CLOCK_NONE, 0, NULL);
  g_assert_cmpuint(held->len, ==, 1);
  g_assert_cmpstr(((const struct held *)held->pdata[0])->reason, ==, "brake-sender");
  fixture_clear(&fixture);
}

/* Both ways to one schema. */
static void a_migrated_ledger_is_made_like_a_new_one(void)
{
  static const char schema[] = "SELECT group_concat(type || name || sql) FROM"
                               " (SELECT * FROM sqlite_master WHERE name NOT LIKE 'sqlite%' ORDER BY type, name)";
  g_autofree char *schemas[2] = { NULL, NULL };
  for (int i = 0; i < 2; i++) {
    if (i == 0)
      begin();
    else
      fixture_init(&fixture);
    fixture_open(&fixture);
    struct sqlite *ledger = sqlite_of(fixture.ledger);
    SqlStatement *all = SQL_QUERY(ledger, NULL, schema);
    gboolean row;
    g_assert_true(sql_next(ledger, all, &row, NULL) && row);
    schemas[i] = sql_column_string(all, 0);
    sql_done(all);
    fixture_clear(&fixture);
  }
  g_assert_cmpstr(schemas[0], ==, schemas[1]);
  g_free(schemas[1]);
  schemas[1] = NULL;
}

static void work_goes_on_where_it_stood(void)
{
  begin();
  fixture_open(&fixture);
  fixture.desk.bounce_block = 86400;
  fixture.decision.to = JANE;

  g_autoptr(OutboxRow) row = NULL;
  g_assert_true(outbox_lease(fixture.ledger, 1791184000, &row, NULL));
  g_assert_cmpuint(row->ticket, ==, 1002);

  struct ledger_claimed known, joined;
  g_assert_true(fixture_claim(&fixture, "774e013406d9d0ca35eed8ada47e675d887ecf1c5c56b6c736c7e994025b9420", JANE, 0,
                              1791184000, &known, NULL));
  g_assert_true(known.known);
  ledger_claimed_clear(&known);

  /* a mail that the first release sent comes back, and then its customer names the mail that opened the ticket */
  const guint64 ticket = 1001;
  const struct ledger_failure failure = { .address = JANE, .status = "5.1.1", .hard = TRUE };
  const struct ledger_contact bounce = { .key = "bounce", .address = "mailer-daemon@mx.example", .now = 1791184000,
                                         .desk = &fixture.desk, .tickets = &ticket, .n_tickets = 1,
                                         .failures = &failure, .n_failures = 1 };
  fixture.decision.queue = fixture.decision.opens_ticket = FALSE;
  g_assert_true(ledger_claim(fixture.ledger, &bounce, fixture_decide, &fixture, &joined, NULL));
  g_assert_cmpuint(joined.ticket, ==, 1001);
  ledger_claimed_clear(&joined);
  g_autoptr(GPtrArray) ids = g_ptr_array_new();
  g_ptr_array_add(ids, (gpointer) "<a1@customer.example>");
  const struct ledger_contact reply = { .key = "reply", .address = JANE, .now = 1791184001, .desk = &fixture.desk,
                                        .refers_to = ids };
  g_assert_true(ledger_claim(fixture.ledger, &reply, fixture_decide, &fixture, &joined, NULL));
  g_assert_cmpuint(joined.ticket, ==, 1001);
  g_assert_true(fixture.snapshot.undeliverable);
  ledger_claimed_clear(&joined);
  fixture_clear(&fixture);
}

/* What was closed before the time of it was kept counts as closed when it was opened. */
static void a_closed_ticket_without_a_time_is_old(void)
{
  begin();
  g_assert_cmpint(fixture_try_sql(&fixture, "UPDATE tickets SET state = 'closed' WHERE number = 1001"), ==, 0);
  fixture_open(&fixture);
  fixture.decision.opens_ticket = FALSE;
  fixture.decision.queue = FALSE;
  const gint64 opened = 1791183690;
  fixture.desk.reopen_within = 1000;
  g_assert_true(fixture_claim(&fixture, "k1", JANE, 1001, opened + 1000, NULL, NULL));
  g_assert_cmpuint(fixture.snapshot.ticket, ==, 1001);
  g_assert_true(fixture_claim(&fixture, "k2", JANE, 1001, opened + 1001, NULL, NULL));
  g_assert_cmpuint(fixture.snapshot.ticket, ==, 0);
  g_assert_cmpuint(fixture.snapshot.earlier, ==, 1001);
  fixture_clear(&fixture);
}

static void reading_does_not_migrate(void)
{
  begin();
  g_autoptr(GError) error = NULL;
  g_assert_null(ledger_open(fixture.name, FALSE, TRUE, &error));
  g_assert_error(error, LEDGER_ERROR, FAULT_CONFIG);
  g_assert_cmpint(fixture_sql(&fixture, "PRAGMA user_version"), ==, 1);
  fixture_clear(&fixture);
}

/* By a newer deskbell, while this process has it open. */
static void what_was_upgraded_meanwhile_is_not_written_to(void)
{
  struct outbox_row *row = NULL;
  fixture_init(&fixture);
  fixture_open(&fixture);
  fixture_queue(&fixture, "first", JANE, 100);
  g_assert_cmpint(fixture_try_sql(&fixture, "PRAGMA user_version = 99"), ==, 0);
  g_autoptr(GError) claiming = NULL, leasing = NULL;
  g_assert_false(fixture_claim(&fixture, "second", JANE, 0, 200, NULL, &claiming));
  g_assert_error(claiming, LEDGER_ERROR, FAULT_CONFIG);
  g_assert_false(outbox_lease(fixture.ledger, 200, &row, &leasing));
  g_assert_error(leasing, LEDGER_ERROR, FAULT_CONFIG);
  g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM contacts"), ==, 1);
  g_assert_cmpint(fixture_try_sql(&fixture, "BEGIN IMMEDIATE"), ==, 0); /* nothing is left locked */
  fixture_clear(&fixture);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/migration/kept", all_that_was_known_is_known_after_it);
  g_test_add_func("/migration/schema", a_migrated_ledger_is_made_like_a_new_one);
  g_test_add_func("/migration/work", work_goes_on_where_it_stood);
  g_test_add_func("/migration/closed", a_closed_ticket_without_a_time_is_old);
  g_test_add_func("/migration/read-only", reading_does_not_migrate);
  g_test_add_func("/migration/meanwhile", what_was_upgraded_meanwhile_is_not_written_to);
  return g_test_run();
}
