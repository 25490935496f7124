#include "desk/interrupt.h"

#include <signal.h>

static volatile sig_atomic_t flag;

static void note(int number)
{
  flag = 1;
  signal(number, SIG_DFL);
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
