#include "../slow.h"
#include "fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

static struct fixture fixture;
static int processes; /* 200; fewer where each is slow */

/* Opens the ledger, claims its mail, closes. */
static gboolean claim_once(int number, GError **error)
{
  g_autofree char *key = g_strdup_printf("k%d", number);
  fixture.ledger = ledger_open(fixture.name, TRUE, FALSE, error);
  gboolean done = fixture.ledger && fixture_claim(&fixture, key, "mina@acme.example", 0, 1000 + number % 3, NULL, error);
  ledger_close(fixture.ledger);
  return done;
}

/* One filter. On a slow machine it may give up waiting for the others; a mail server then starts it again. */
static int filter(int number, int gate)
{
  char nothing;
  (void)!read(gate, &nothing, 1);
  for (int tries = 0; tries < 10; tries++) {
    g_autoptr(GError) error = NULL;
    if (claim_once(number, &error))
      return 0;
    g_printerr("%s\n", error->message);
    if (error->code != FAULT_TEMPORARY)
      break;
  }
  return 1;
}

static void start(int (*run)(int number, int gate))
{
  int gate[2];
  g_assert_cmpint(pipe(gate), ==, 0);
  for (int i = 0; i < processes; i++) {
    pid_t child = fork();
    g_assert_cmpint(child, >=, 0);
    if (child == 0) {
      close(gate[1]);
      _exit(run(i, gate[0]));
    }
  }
  close(gate[0]);
  close(gate[1]); /* they start */
  for (int i = 0; i < processes; i++) {
    int status;
    g_assert_cmpint(wait(&status), >, 0);
    g_assert_cmpint(status, ==, 0);
  }
}

static void two_hundred_filters_at_once_with_a_brake_of_one_send_one(void)
{
  fixture_init(&fixture);
  fixture.desk.brake_sender = (struct config_brake){ 1, 3600 };
  gint64 before = g_get_monotonic_time();
  start(filter);
  g_test_message("%d processes in %.2f s", processes, (double)(g_get_monotonic_time() - before) / 1e6);
  g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM outbox"), ==, 1);
  g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM contacts WHERE verdict = 'held'"), ==, processes - 1);
  g_assert_cmpint(fixture_sql(&fixture, "SELECT count(DISTINCT number) FROM tickets"), ==, processes);
  g_assert_cmpint(fixture_sql(&fixture, "SELECT max(number) FROM tickets"), ==, 1000 + processes);
  fixture_clear(&fixture);
}

static int same_mail(int number, int gate)
{
  (void)number;
  return filter(0, gate);
}

static void two_hundred_filters_with_one_mail_claim_it_once(void)
{
  fixture_init(&fixture);
  start(same_mail);
  g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM outbox"), ==, 1);
  g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM contacts"), ==, 1);
  g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM tickets"), ==, 1);
  fixture_clear(&fixture);
}

/* Another program, which rings for nobody. */
static sqlite3 *write_and_stop(void)
{
  sqlite3 *other;
  g_assert_cmpint(sqlite3_open_v2(fixture.path, &other, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint(sqlite3_exec(other, "BEGIN IMMEDIATE; UPDATE meta SET in_doubt = in_doubt", NULL, NULL, NULL), ==, SQLITE_OK);
  return other;
}

static gpointer end_soon(gpointer other)
{
  g_usleep(200000);
  g_assert_cmpint(sqlite3_exec(other, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  return NULL;
}

static void a_writer_that_tells_nobody_is_waited_for(void)
{
  fixture_init(&fixture);
  fixture_open(&fixture);
  sqlite3 *other = write_and_stop();
  GThread *thread = g_thread_new("other", end_soon, other);
  GError *error = NULL;
  fixture_claim(&fixture, "k", "mina@acme.example", 0, 1000, NULL, &error);
  g_assert_no_error(error);
  g_thread_join(thread);
  sqlite3_close(other);
  fixture_clear(&fixture);
}

/* Its worker must answer within the three seconds that a pipe's front may have left. */
static void a_writer_that_stopped_is_not_waited_for_three_seconds(void)
{
  fixture_init(&fixture);
  fixture_open(&fixture);
  sqlite3 *other = write_and_stop();
  gint64 before = g_get_monotonic_time();
  double used = cpu_seconds();
  g_autoptr(GError) error = NULL;
  g_assert_false(fixture_claim(&fixture, "k", "mina@acme.example", 0, 1000, NULL, &error));
  g_assert_error(error, LEDGER_ERROR, FAULT_TEMPORARY);
  double waited = (double)(g_get_monotonic_time() - before) / 1e6;
  g_test_message("gave up after %.2f s", waited);
  g_assert_cmpfloat(waited, >, 2);
  g_assert_cmpfloat(waited, <, 3 * slowness());
  g_assert_cmpfloat(cpu_seconds() - used, <, 0.1); /* it sleeps */
  sqlite3_close(other);
  fixture_clear(&fixture);
}

/* Where the doorbell cannot be, one goes without. */
static void no_turn_is_needed(void)
{
  fixture_init(&fixture);
  g_autofree char *turn = g_strconcat(fixture.path, ".turn", NULL);
  g_assert_cmpint(g_mkdir(turn, 0700), ==, 0);
  start(same_mail);
  g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM contacts"), ==, 1);
  fixture_clear(&fixture);
}

static void who_is_in_a_hurry_waits_no_longer_for_a_writer(void)
{
  fixture_init(&fixture);
  fixture_open(&fixture);
  sqlite3 *other = write_and_stop();
  g_autoptr(GError) error = NULL;
  gint64 begun = g_get_monotonic_time();
  ledger_be_patient(fixture.ledger, begun + G_USEC_PER_SEC / 10);
  g_assert_false(fixture_claim(&fixture, "hurried", "jane@customer.example", 0, 100, NULL, &error));
  g_assert_error(error, LEDGER_ERROR, FAULT_TEMPORARY);
  gint64 waited = g_get_monotonic_time() - begun;
  g_assert_cmpint(waited, >, G_USEC_PER_SEC / 20);
  g_assert_cmpint(waited, <, 2 * G_USEC_PER_SEC);
  sqlite3_close(other);
  fixture_clear(&fixture);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  processes = MAX((int)(200 / slowness()), 10);
  g_test_add_func("/concurrent/brake", two_hundred_filters_at_once_with_a_brake_of_one_send_one);
  g_test_add_func("/concurrent/same", two_hundred_filters_with_one_mail_claim_it_once);
  g_test_add_func("/concurrent/stranger", a_writer_that_tells_nobody_is_waited_for);
  g_test_add_func("/concurrent/stopped", a_writer_that_stopped_is_not_waited_for_three_seconds);
  g_test_add_func("/concurrent/no-turn", no_turn_is_needed);
  g_test_add_func("/concurrent/hurry", who_is_in_a_hurry_waits_no_longer_for_a_writer);
  return g_test_run();
}
