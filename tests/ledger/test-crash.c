/* Stops a run at every step in turn, as if it had been killed, and runs again. This process itself never opens a ledger:
 * steps are counted from a process's first one. */
#include "base/step.h"
#include "fixture.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct fixture fixture;

/* The server: what reached it is as long as the file. */
static void hand_over(void)
{
  g_autofree char *path = g_build_filename(fixture.folder, "server", NULL);
  int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  step("server: before");
  g_assert_cmpint(write(fd, "x", 1), ==, 1);
  step("server: after");
  close(fd);
}

static gsize received(void)
{
  g_autofree char *path = g_build_filename(fixture.folder, "server", NULL);
  struct stat about;
  return stat(path, &about) == 0 ? (gsize)about.st_size : 0;
}

/* A whole run: claims one mail and sends what is queued. */
static void run(void)
{
  guint uncertain;
  fixture_open(&fixture);
  g_assert_true(fixture_claim(&fixture, "k1", "mina@acme.example", 0, 1000, NULL, NULL));
  struct ledger_lock *lock = ledger_lock(fixture.ledger, "send", NULL);
  g_assert_nonnull(lock);
  g_assert_true(outbox_recover(fixture.ledger, FALSE, 1010, &uncertain, NULL));
  g_autoptr(OutboxRow) row = NULL;
  g_assert_true(outbox_lease(fixture.ledger, 1010, &row, NULL));
  if (row) {
    g_autoptr(GBytes) bytes = g_bytes_new_static("mail", 4);
    g_assert_true(outbox_commit(fixture.ledger, row->id, "a@desk", bytes, 1011, NULL));
    hand_over();
    g_assert_true(outbox_settle(fixture.ledger, row->id, OUTCOME_SENT, "250 ok", CLOCK_NONE, 1012, NULL));
  }
  ledger_unlock(lock);
  ledger_close(fixture.ledger);
}

/* Whether it was stopped. `stop_at` 0: it runs to its end. */
static gboolean run_apart(int stop_at)
{
  pid_t child = fork();
  if (child == 0) {
    char at[16];
    g_snprintf(at, sizeof at, "%d", stop_at);
    if (stop_at)
      g_setenv("DESKBELL_STOP_AT", at, TRUE);
    run();
    _exit(0);
  }
  int status;
  g_assert_cmpint(waitpid(child, &status, 0), ==, child);
  gboolean stopped = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  g_assert_true(stopped || status == 0);
  return stopped;
}

static char *state_after(void)
{
  static const char *const states[] = { "queued", "leased", "committed", "sent", "uncertain" };
  for (gsize i = 0; i < G_N_ELEMENTS(states); i++) {
    g_autofree char *sql = g_strdup_printf("SELECT count(*) FROM outbox WHERE state = '%s'", states[i]);
    if (fixture_sql(&fixture, sql) == 1)
      return g_strdup(states[i]);
  }
  return NULL;
}

static void a_stop_anywhere_never_sends_twice_and_loses_nothing(void)
{
  guint uncertain = 0, sent = 0;
  gboolean ended = FALSE;
  for (int stop_at = 1; !ended; stop_at++) {
    g_assert_cmpint(stop_at, <, 100);
    fixture_init(&fixture);
    ended = !run_apart(stop_at);
    for (int again = 0; again < 2; again++) { /* the second changes nothing */
      g_assert_false(run_apart(0));
      g_autofree char *state = state_after();
      g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM contacts"), ==, 1);
      g_assert_cmpint(fixture_sql(&fixture, "SELECT max(number) FROM tickets"), ==, 1001);
      g_assert_cmpuint(received(), <=, 1);
      if (g_strcmp0(state, "sent") == 0)
        g_assert_cmpuint(received(), ==, 1);
      else
        g_assert_cmpstr(state, ==, "uncertain");
      uncertain += g_strcmp0(state, "uncertain") == 0;
      sent += g_strcmp0(state, "sent") == 0;
    }
    fixture_clear(&fixture);
  }
  /* after the commit, before and after the server, before the settlement: four places, each looked at twice */
  g_assert_cmpuint(uncertain, ==, 8);
  g_assert_cmpuint(sent, >=, 12);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/crash/everywhere", a_stop_anywhere_never_sends_twice_and_loses_nothing);
  return g_test_run();
}
