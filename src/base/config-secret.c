#include "base/config.h"

#include "base/fault.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#define MOST_SECRET 4096
#define MOST_SHOWN 200          /* characters of a command in a message */
#define MOST_OUTPUT (64 * 1024) /* what a command prints after its first line is read and forgotten */
#define PATIENCE_US (120 * (gint64)G_USEC_PER_SEC) /* a person may have to unlock the store that the command asks */

/* The beginning of what is read; the rest is only counted. Wiped by whoever made it. */
struct intake {
  char text[MOST_SECRET + 2]; /* the longest secret, its line end, and a NUL */
  gsize kept, seen;
};

static gboolean fail(GError **error, enum fault fault, const char *what, const char *source, const char *reason)
{
  g_autofree char *shown = text_printable(source, MOST_SHOWN);
  g_set_error(error, CONFIG_ERROR, fault, "%s '%s': %s", what, shown, reason);
  return FALSE;
}

static void take(struct intake *intake, const char *bytes, gsize length)
{
  gsize fits = MIN(length, sizeof intake->text - 1 - intake->kept);
  memcpy(intake->text + intake->kept, bytes, fits);
  intake->kept += fits;
  intake->seen += length;
}

/* One read. 1: more may come, 0: the end, -1: errno. */
static int take_some(int fd, struct intake *intake)
{
  char bytes[1024];
  gssize got = read(fd, bytes, sizeof bytes);
  if (got > 0)
    take(intake, bytes, (gsize)got);
  explicit_bzero(bytes, sizeof bytes);
  if (got < 0)
    return errno == EINTR || errno == EAGAIN ? 1 : -1;
  return got > 0;
}

/* The first line of `intake`, refused rather than repaired when it could not be a password in a line protocol. */
static char *first_line(const struct intake *intake, const char *what, const char *source, GError **error)
{
  const char *end = memchr(intake->text, '\n', intake->kept);
  gsize length = end ? (gsize)(end - intake->text) : intake->kept;
  const char *wrong = NULL;
  if (length > MOST_SECRET)
    wrong = "the first line is longer than 4096 bytes";
  else if (memchr(intake->text, '\0', length))
    wrong = "the first line has a NUL in it";
  else if (memchr(intake->text, '\r', length))
    wrong = "the first line has a carriage return in it; save it with plain line ends";
  if (wrong) {
    fail(error, FAULT_REFUSED, what, source, wrong);
    return NULL;
  }
  if (!length) {
    fail(error, FAULT_CONFIG, what, source, "the first line is empty");
    return NULL;
  }
  return g_strndup(intake->text, length);
}

static gboolean read_file(const char *path, struct intake *intake, GError **error)
{
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  int more = fd < 0 ? -1 : 1;
  while (more > 0 && intake->seen <= MOST_SECRET + 1)
    more = take_some(fd, intake);
  int reason = errno;
  if (fd >= 0)
    close(fd);
  if (more >= 0)
    return TRUE;
  enum fault fault = reason == ENOENT || reason == ENOTDIR ? FAULT_NO_INPUT
                     : reason == EACCES || reason == EPERM ? FAULT_REFUSED
                                                           : FAULT_CONFIG;
  return fail(error, fault, "password file", path, g_strerror(reason));
}

/* NULL at the end of the output, else why there will be none. */
static const char *read_output(int fd, gint64 deadline, struct intake *intake)
{
  for (;;) {
    struct pollfd ready = { .fd = fd, .events = POLLIN };
    gint64 left = (deadline - g_get_monotonic_time()) / 1000;
    if (left <= 0)
      return "did not end within two minutes";
    int n = poll(&ready, 1, (int)left);
    if (n < 0 && errno != EINTR)
      return g_strerror(errno);
    if (n <= 0)
      continue;
    int more = take_some(fd, intake);
    if (more <= 0)
      return more ? g_strerror(errno) : NULL;
    if (intake->seen > MOST_OUTPUT)
      return "printed more than 64 KiB";
  }
}

/* Waits for the end of `pid` until the deadline, then ends it. FALSE when it had to be ended or is lost. */
static gboolean reap(pid_t pid, gint64 deadline, int *ret_status)
{
  for (;;) {
    pid_t got = waitpid(pid, ret_status, WNOHANG);
    if (got == pid)
      return TRUE;
    if (got < 0 && errno != EINTR)
      return FALSE;
    if (g_get_monotonic_time() >= deadline)
      break;
    g_usleep(1000);
  }
  kill(pid, SIGKILL);
  while (waitpid(pid, ret_status, 0) < 0 && errno == EINTR)
    ;
  return FALSE;
}

/* Status 75 is the command's own word for "later", as everywhere. */
static gboolean check_status(int status, const char *command, GError **error)
{
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
    return TRUE;
  g_autofree char *reason = WIFEXITED(status) ? g_strdup_printf("ended with status %d", WEXITSTATUS(status))
                                              : g_strdup_printf("was ended by signal %d", WTERMSIG(status));
  gboolean later = WIFEXITED(status) && WEXITSTATUS(status) == EX_TEMPFAIL;
  return fail(error, later ? FAULT_TEMPORARY : FAULT_CONFIG, "password command", command, reason);
}

/* Its input is empty; its errors go where ours go. */
static gboolean read_command(const char *command, struct intake *intake, GError **error)
{
  char *argv[] = { "/bin/sh", "-c", (char *)command, NULL };
  g_autoptr(GError) spawning = NULL;
  GPid pid;
  int fd, status = 0;
  if (!g_spawn_async_with_pipes(NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_CLOEXEC_PIPES, NULL, NULL, &pid,
                                NULL, &fd, NULL, &spawning))
    return fail(error, FAULT_CONFIG, "password command", command, spawning->message);
  gint64 deadline = g_get_monotonic_time() + PATIENCE_US;
  const char *wrong = read_output(fd, deadline, intake);
  close(fd);
  if (!reap(pid, wrong ? 0 : deadline, &status) && !wrong)
    wrong = "did not end within two minutes";
  g_spawn_close_pid(pid);
  if (wrong)
    return fail(error, FAULT_TEMPORARY, "password command", command, wrong);
  return check_status(status, command, error);
}

char *config_secret_read(const struct config_secret *secret, GError **error)
{
  if (!secret->command && !secret->file) {
    g_set_error_literal(error, CONFIG_ERROR, FAULT_CONFIG, "no password; give password-command or password-file");
    return NULL;
  }
  struct intake *intake = g_new0(struct intake, 1);
  gboolean got =
      secret->command ? read_command(secret->command, intake, error) : read_file(secret->file, intake, error);
  char *text = NULL;
  if (got)
    text = first_line(intake, secret->command ? "password command" : "password file",
                      secret->command ? secret->command : secret->file, error);
  explicit_bzero(intake, sizeof *intake);
  g_free(intake);
  return text;
}

void config_secret_wipe(char *secret)
{
  if (!secret)
    return;
  explicit_bzero(secret, strlen(secret));
  g_free(secret);
}
