#include <build.h> /* ppoll() */

#include "desk/interrupt.h"

#include <poll.h>
#include <signal.h>
#include <unistd.h>

enum { HURRY = 500000 /* microseconds */ };

static volatile sig_atomic_t flag;
static unsigned patience; /* seconds */

/* A second signal ends the process at once, for then somebody is in a hurry. Not timeout(1), which signals the process and
 * then its group. */
static void note(int number)
{
  static volatile gint64 first;
  if (!flag) {
    first = g_get_monotonic_time();
    flag = 1;
  } else if (g_get_monotonic_time() - first >= HURRY) {
    signal(number, SIG_DFL);
    raise(number); /* when this one is over */
  }
}

void interrupt_arm(void)
{
  signal(SIGINT, note);
  signal(SIGTERM, note);
}

gboolean interrupted(void)
{
  return flag;
}

static void note_patiently(G_GNUC_UNUSED int number)
{
  if (!flag)
    alarm(patience);
  flag = 1;
}

void interrupt_arm_patient(unsigned seconds)
{
  patience = seconds;
  signal(SIGALRM, SIG_DFL);
  signal(SIGINT, note_patiently);
  signal(SIGTERM, note_patiently);
}

gboolean interrupt_wait(int fd, int milliseconds)
{
  sigset_t ours, before;
  sigemptyset(&ours);
  sigaddset(&ours, SIGINT);
  sigaddset(&ours, SIGTERM);
  sigprocmask(SIG_BLOCK, &ours, &before);
  struct pollfd poll = { .fd = fd, .events = POLLIN };
  const struct timespec limit = { milliseconds / 1000, (long)(milliseconds % 1000) * 1000000 };
  gboolean readable = !flag && ppoll(&poll, 1, milliseconds < 0 ? NULL : &limit, &before) == 1;
  sigprocmask(SIG_SETMASK, &before, NULL);
  return readable;
}
