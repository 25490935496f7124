#include "desk/interrupt.h"

#include <glib.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum { A_MOMENT = 20000, A_WHILE = 700000 /* microseconds */ };

/* How a process that never ends by itself ended of SIGTERM and, after `pause`, another. */
static int end_of_two_signals(unsigned pause)
{
  int ends[2];
  g_assert_cmpint(pipe(ends), ==, 0);
  pid_t pid = fork();
  if (pid == 0) {
    interrupt_arm();
    if (write(ends[1], "", 1) != 1)
      _exit(2);
    while (!interrupted())
      g_usleep(1000);
    g_usleep(2 * A_WHILE); /* the mail that it is busy with; a signal cuts it short */
    g_usleep(A_WHILE);
    _exit(0);
  }
  char armed;
  g_assert_cmpint(read(ends[0], &armed, 1), ==, 1);
  close(ends[0]);
  close(ends[1]);
  kill(pid, SIGTERM);
  g_usleep(pause);
  kill(pid, SIGTERM);
  int status = -1;
  g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
  return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void a_second_signal_ends_it_at_once(void)
{
  g_assert_cmpint(end_of_two_signals(A_WHILE), ==, SIGTERM);
}

/* timeout(1) signals the process, and then its group. */
static void a_signal_that_comes_twice_at_once_is_one(void)
{
  g_assert_cmpint(end_of_two_signals(A_MOMENT), ==, 0);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/interrupt/twice", a_second_signal_ends_it_at_once);
  g_test_add_func("/interrupt/twice-at-once", a_signal_that_comes_twice_at_once_is_one);
  return g_test_run();
}
