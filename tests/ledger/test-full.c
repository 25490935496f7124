#include "fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define MINA "mina@acme.example"

static struct fixture fixture;

/* From here on no file of this process grows past `bytes`, as on a disk that is full. */
static void limit_files(rlim_t bytes)
{
  signal(SIGXFSZ, SIG_IGN);
  const struct rlimit limit = { bytes, bytes };
  g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &limit), ==, 0);
}

/* Runs `check` in a process of its own, which the limit dies with. */
static void apart(void (*check)(void))
{
  pid_t child = fork();
  if (child == 0) {
    check();
    _exit(0);
  }
  int status;
  g_assert_cmpint(waitpid(child, &status, 0), ==, child);
  g_assert_cmpint(status, ==, 0);
}

/* Claims until one fails, and one more: told as such, and never half done. */
static void claim_until_full(void)
{
  fixture.ledger = ledger_open(fixture.name, FALSE, FALSE, NULL);
  g_assert_nonnull(fixture.ledger);
  limit_files(512 * 1024);
  guint failures = 0;
  for (int i = 0; failures < 2; i++) {
    g_assert_cmpint(i, <, 10000);
    g_autofree char *key = g_strdup_printf("new%d", i);
    g_autoptr(GError) error = NULL;
    if (fixture_claim(&fixture, key, MINA, 0, 1000, NULL, &error))
      continue;
    failures++;
    g_assert_error(error, LEDGER_ERROR, FAULT_IO);
  }
  g_autoptr(GPtrArray) tickets = tickets_list(fixture.ledger, NULL, 0, NULL);
  g_assert_nonnull(tickets); /* reading goes on */
}

static void a_full_disk_fails_the_claim_and_spares_the_ledger(void)
{
  fixture_init(&fixture);
  fixture_open(&fixture);
  fixture_queue(&fixture, "k1", MINA, 1000);
  ledger_close(g_steal_pointer(&fixture.ledger));
  apart(claim_until_full);
  fixture.ledger = ledger_open(fixture.name, FALSE, FALSE, NULL);
  gint64 before = fixture_sql(&fixture, "SELECT count(*) FROM tickets");
  g_assert_cmpint(before, >, 1);
  g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"), ==, 1);
  g_assert_cmpint(fixture_sql(&fixture, "SELECT max(number) FROM tickets"), ==, 1000 + before);
  g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM outbox"), ==, before);
  g_assert_cmpuint(fixture_queue(&fixture, "after", MINA, 1000), !=, 0);
  g_assert_cmpint(fixture_sql(&fixture, "SELECT max(number) FROM tickets"), ==, 1001 + before);
  fixture_clear(&fixture);
}

static void open_while_full(void)
{
  limit_files(8 * 1024);
  g_autoptr(GError) error = NULL;
  g_assert_null(ledger_open(fixture.name, TRUE, FALSE, &error));
  g_assert_error(error, LEDGER_ERROR, FAULT_IO);
}

static void a_ledger_that_could_not_be_made_is_made_later(void)
{
  fixture_init(&fixture);
  apart(open_while_full);
  fixture_open(&fixture);
  g_assert_cmpuint(fixture_queue(&fixture, "k", MINA, 1000), !=, 0);
  fixture_clear(&fixture);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/full/claim", a_full_disk_fails_the_claim_and_spares_the_ledger);
  g_test_add_func("/full/open", a_ledger_that_could_not_be_made_is_made_later);
  return g_test_run();
}
