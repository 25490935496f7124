#include "fixture.h"

#include "../slow.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST = 64, NOT_LONG = G_USEC_PER_SEC / 5, LONG = 30 * G_USEC_PER_SEC };

static struct fixture fixture;

static gint64 from_now(gint64 microseconds)
{
  return g_get_monotonic_time() + microseconds;
}

/* Whether there was a place at once. */
static struct ledger_lock *enter(gboolean *ret_waited)
{
  gint64 until = from_now(NOT_LONG);
  struct ledger_lock *lock = ledger_queue(fixture.name, until);
  *ret_waited = g_get_monotonic_time() >= until;
  return lock;
}

/* How many get in before one has to wait. */
static guint fill(struct ledger_lock **places)
{
  gboolean waited;
  for (guint n = 0; n < MOST; n++) {
    places[n] = enter(&waited);
    g_assert_nonnull(places[n]);
    if (waited) {
      ledger_unlock(places[n]);
      return n;
    }
  }
  g_assert_not_reached();
}

static void only_a_few_decide_at_once(void)
{
  struct ledger_lock *places[MOST];
  gboolean waited;
  fixture_init(&fixture);
  guint n = fill(places);
  g_assert_cmpuint(n, >=, 2);
  g_assert_cmpuint(n, <=, 32);
  for (guint i = 0; i < n; i++)
    ledger_unlock(places[i]);
  g_autoptr(LedgerLock) next = enter(&waited);
  g_assert_nonnull(next);
  g_assert_false(waited);
  fixture_clear(&fixture);
}

/* Asleep, all of them, until the places of one that was killed are free. */
static void who_dies_leaves_its_place(void)
{
  int ready[2];
  fixture_init(&fixture);
  g_assert_cmpint(pipe(ready), ==, 0);
  pid_t holder = fork();
  if (holder == 0) {
    struct ledger_lock *places[MOST];
    fill(places);
    (void)!write(ready[1], "", 1);
    pause();
    _exit(0);
  }
  close(ready[1]); /* a holder that fails is no reason to wait */
  char byte;
  g_assert_cmpint(read(ready[0], &byte, 1), ==, 1);
  pid_t killer = fork();
  if (killer == 0) {
    g_usleep(NOT_LONG);
    kill(holder, SIGKILL);
    _exit(0);
  }
  gint64 until = from_now(LONG);
  g_autoptr(LedgerLock) place = ledger_queue(fixture.name, until);
  g_assert_nonnull(place);
  g_assert_cmpint(g_get_monotonic_time(), <, until);
  g_assert_cmpint(waitpid(holder, NULL, 0), ==, holder);
  g_assert_cmpint(waitpid(killer, NULL, 0), ==, killer);
  close(ready[0]);
  fixture_clear(&fixture);
}

static void without_a_folder_nobody_waits(void)
{
  gint64 until = from_now(LONG);
  g_assert_null(ledger_queue("sqlite:/dev/null/ledger", until));
  g_assert_cmpint(g_get_monotonic_time(), <, until);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  if (slowness() == 1) { /* valgrind lets no signal end the wait for a lock */
    g_test_add_func("/queue/few", only_a_few_decide_at_once);
    g_test_add_func("/queue/dead", who_dies_leaves_its_place);
  }
  g_test_add_func("/queue/nowhere", without_a_folder_nobody_waits);
  return g_test_run();
}
