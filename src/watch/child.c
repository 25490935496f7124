#include "watch/child.h"

#include "base/fault.h"
#include "base/text.h"
#include "desk/interrupt.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/types.h>
#include <unistd.h>

G_DEFINE_QUARK(deskbell-watch-error-quark, watch_error)

enum { LONGEST_TEXT = 400 }; /* characters: with its line's first word it fits CHILD_LONGEST_LINE, and PIPE_BUF */

struct watch_child {
  int fd; /* never waits: a supervisor that is busy must not stop the work */
};

static void tell(const struct watch_child *child, const char *word, const char *text)
{
  g_autofree char *clean = text_printable(text, LONGEST_TEXT);
  g_autofree char *line = g_strdup_printf("%s %s\n", word, clean);
  gssize written = write(child->fd, line, strlen(line));
  (void)written; /* a status that finds no room is out of date soon */
}

void watch_ready(const struct watch_child *child)
{
  tell(child, CHILD_READY, "");
}

G_GNUC_PRINTF(3, 0)
static void tell_of(const struct watch_child *child, const char *word, const char *format, va_list args)
{
  g_autofree char *text = g_strdup_vprintf(format, args);
  tell(child, word, text);
}

void watch_lost(const struct watch_child *child, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  tell_of(child, CHILD_LOST, format, args);
  va_end(args);
}

void watch_status(const struct watch_child *child, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  tell_of(child, CHILD_STATUS, format, args);
  va_end(args);
}

static void set_signals(unsigned patience)
{
  static const int defaults[] = { SIGCHLD, SIGALRM, SIGQUIT, SIGUSR1, SIGUSR2 };
  for (gsize i = 0; i < G_N_ELEMENTS(defaults); i++)
    signal(defaults[i], SIG_DFL);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGHUP, SIG_IGN); /* the supervisor's to follow */
  interrupt_arm_patient(patience);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

void child_main(const struct watch_duty *duty, const struct config *config, int fd, pid_t parent, unsigned patience,
                watch_say say)
{
  const struct watch_child child = { fd };
  g_autofree char *title = g_strconcat("deskbell:", duty->label, NULL);
  prctl(PR_SET_NAME, title);
  set_signals(patience);
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != parent)
    _exit(0);
  g_unsetenv("NOTIFY_SOCKET");
  fcntl(fd, F_SETFL, O_NONBLOCK);
  g_autoptr(GError) error = NULL;
  if (duty->job(&child, config, duty->name, say, &error))
    _exit(0);
  tell(&child, CHILD_ERROR, error ? error->message : "no reason given");
  _exit(error ? fault_exit_status(error) : 70);
}
