/* Submission by a local program. The whole mail is a file without a name before the program starts, so that a stop of
 * ours cannot make it see half a mail; its standard input is that file. */
#include "base/fault.h"
#include "base/step.h"
#include "base/text.h"
#include "send/sender-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <sysexits.h>

#define LIMIT_MS (10 * 60 * 1000)
#define MAX_COMPLAINT 2000 /* bytes of standard error kept; the rest is read and dropped */
#define LOOK_AGAIN_MS 20   /* where the kernel has no pidfd */

struct sendmail {
  struct sender base;
  const char *path; /* within the configuration */
  gint64 limit_ms;
};

struct child {
  GPid pid;
  int complaints; /* the read end of its standard error */
  GString *complaint;
  int status;
  gboolean killed; /* by us, for its time was over */
};

/* The mail with the line ends of this system. NULL with FAULT_IO. */
static FILE *write_file(GBytes *bytes, GError **error)
{
  FILE *file = tmpfile();
  gsize length;
  const char *data = g_bytes_get_data(bytes, &length);
  gboolean good = file != NULL;
  for (gsize i = 0; good && i < length; i++)
    if (data[i] != '\r')
      good = putc(data[i], file) != EOF;
  if (good && fflush(file) == 0 && lseek(fileno(file), 0, SEEK_SET) == 0)
    return file;
  g_set_error(error, SEND_ERROR, FAULT_IO, "temporary file: %s", g_strerror(errno));
  if (file)
    fclose(file);
  return NULL;
}

static char **make_environment(void)
{
  static const char *const kept[] = { "HOME", "USER", "LOGNAME", "TZ" };
  char **environment = g_environ_setenv(NULL, "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS(kept); i++)
    if (g_getenv(kept[i]))
      environment = g_environ_setenv(environment, kept[i], g_getenv(kept[i]), TRUE);
  return environment;
}

/* A group of its own: the terminal's interrupt is not for it, and whatever it starts can be killed with it. */
static void in_child(gpointer data)
{
  (void)data;
  setpgid(0, 0);
}

static gboolean child_start(struct child *child, const char *path, const struct submission *submission, int input,
                            GError **error)
{
  const char *from = *submission->from ? submission->from : "<>";
  const char *const argv[] = { path, "-i", "-f", from, "--", submission->to, NULL };
  g_auto(GStrv) environment = make_environment();
  *child = (struct child){ .complaints = -1 };
  if (!g_spawn_async_with_pipes_and_fds(NULL, argv, (const char *const *)environment,
                                        G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL, in_child, NULL, input,
                                        -1, -1, NULL, NULL, 0, &child->pid, NULL, NULL, &child->complaints, error))
    return FALSE;
  fcntl(child->complaints, F_SETFD, FD_CLOEXEC);
  g_unix_set_fd_nonblocking(child->complaints, TRUE, NULL);
  child->complaint = g_string_new(NULL);
  return TRUE;
}

/* Reads what has been written; at the end of it the descriptor is closed and -1. */
static void child_listen(struct child *child)
{
  char buffer[4096];
  ssize_t n;
  while ((n = read(child->complaints, buffer, sizeof buffer)) > 0)
    g_string_append_len(child->complaint, buffer, MIN(n, MAX_COMPLAINT - (ssize_t)child->complaint->len));
  if (n == 0 || (errno != EAGAIN && errno != EINTR))
    g_close(g_steal_fd(&child->complaints), NULL);
}

/* Until it has ended; it gets `ms`. */
static void child_wait(struct child *child, gint64 ms)
{
  gint64 deadline = g_get_monotonic_time() + ms * 1000;
  int pidfd = pidfd_open(child->pid, 0);
  for (;;) {
    gint64 left = child->killed ? 1000 : MAX(0, (deadline - g_get_monotonic_time()) / 1000 + 1);
    struct pollfd fds[] = { { pidfd, POLLIN, 0 }, { child->complaints, POLLIN, 0 } };
    poll(fds, G_N_ELEMENTS(fds), pidfd < 0 ? LOOK_AGAIN_MS : (int)left);
    if (fds[1].revents)
      child_listen(child);
    if (waitpid(child->pid, &child->status, WNOHANG) != 0)
      break;
    if (!child->killed && g_get_monotonic_time() >= deadline) {
      child->killed = TRUE;
      kill(-child->pid, SIGKILL);
    }
  }
  if (child->complaints >= 0)
    child_listen(child);
  if (child->complaints >= 0)
    g_close(child->complaints, NULL);
  if (pidfd >= 0)
    g_close(pidfd, NULL);
  g_spawn_close_pid(child->pid);
}

/* sysexits.h as mail programs use it; other failures are retried. */
static const struct {
  int status;
  enum outbox_outcome outcome;
  enum fault fault; /* of the program, whatever the mail; 0 */
  const char *reason;
} endings[] = {
  { EX_OK, OUTCOME_SENT, 0, "accepted" },
  { EX_USAGE, OUTCOME_PERMANENT, 0, "wrong usage" },
  { EX_DATAERR, OUTCOME_PERMANENT, 0, "the mail was refused" },
  { EX_NOUSER, OUTCOME_PERMANENT, 0, "no such recipient" },
  { EX_NOHOST, OUTCOME_PERMANENT, 0, "no such host" },
  { EX_TEMPFAIL, OUTCOME_TEMPORARY, 0, "temporary failure" },
  { EX_UNAVAILABLE, OUTCOME_TEMPORARY, 0, "service unavailable" },
  { EX_OSFILE, OUTCOME_TEMPORARY, FAULT_UNAVAILABLE, "a system file is missing" },
  { EX_NOPERM, OUTCOME_TEMPORARY, FAULT_REFUSED, "permission denied" },
  { EX_CONFIG, OUTCOME_TEMPORARY, FAULT_CONFIG, "wrongly configured" },
};

static void conclude(const struct sendmail *sendmail, struct child *child, struct send_result *ret)
{
  enum outbox_outcome outcome = OUTCOME_TEMPORARY;
  enum fault fault = 0;
  const char *reason = "failed";
  g_autofree char *complaint = text_printable(g_strchomp(g_strdelimit(child->complaint->str, "\r\n", ' ')), 400);
  g_autofree char *ending = NULL;
  if (WIFEXITED(child->status)) {
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++)
      if (endings[i].status == WEXITSTATUS(child->status)) {
        outcome = endings[i].outcome;
        fault = endings[i].fault;
        reason = endings[i].reason;
      }
    ending = g_strdup_printf("%s (status %d)", reason, WEXITSTATUS(child->status));
  } else { /* it may have queued the mail before */
    outcome = OUTCOME_UNCERTAIN;
    fault = child->killed ? FAULT_UNAVAILABLE : 0;
    ending = child->killed ? g_strdup("did not end in time and was killed")
                           : g_strdup_printf("killed by signal %d", WTERMSIG(child->status));
  }
  g_autofree char *diagnostic =
      g_strdup_printf("%s: %s%s%s", sendmail->path, ending, *complaint ? ": " : "", complaint);
  GError *error = fault ? g_error_new_literal(SEND_ERROR, (int)fault, diagnostic) : NULL;
  send_result_set(ret, outcome, fault != 0, diagnostic, error);
}

static gboolean sendmail_check(struct sender *sender, GError **error)
{
  const struct sendmail *sendmail = (struct sendmail *)sender;
  if (g_file_test(sendmail->path, G_FILE_TEST_IS_REGULAR) && g_access(sendmail->path, X_OK) == 0)
    return TRUE;
  g_set_error(error, SEND_ERROR, FAULT_CONFIG, "send: '%s' is no program that can be run", sendmail->path);
  return FALSE;
}

/* The file is complete and the row committed: from here on only the program's end says what became of the mail. */
static void run(const struct sendmail *sendmail, const struct submission *submission, int input, struct send_result *ret)
{
  g_autoptr(GError) error = NULL;
  struct child child;
  if (!child_start(&child, sendmail->path, submission, input, &error)) {
    send_result_set(ret, OUTCOME_TEMPORARY, TRUE, NULL, g_error_new_literal(SEND_ERROR, FAULT_CONFIG, error->message));
    return;
  }
  step("sendmail: end: before");
  child_wait(&child, sendmail->limit_ms);
  step("sendmail: end: after");
  conclude(sendmail, &child, ret);
  g_string_free(child.complaint, TRUE);
}

static void sendmail_submit(struct sender *sender, const struct submission *submission, struct send_result *ret)
{
  const struct sendmail *sendmail = (struct sendmail *)sender;
  GError *error = NULL;
  FILE *file = sendmail_check(sender, &error) ? write_file(submission->bytes, &error) : NULL;
  if (!file) {
    send_result_set(ret, OUTCOME_TEMPORARY, TRUE, NULL, error);
    return;
  }
  step("sendmail: commit: before");
  if (submission->commit(submission->data, &error)) {
    step("sendmail: commit: after");
    run(sendmail, submission, fileno(file), ret);
  } else {
    send_result_set(ret, OUTCOME_TEMPORARY, FALSE, NULL, error);
  }
  fclose(file);
}

static struct sender *sendmail_new(const struct config_send *config, GError **error)
{
  const char *path = config->url + strlen("sendmail:");
  if (!g_path_is_absolute(path)) {
    g_set_error(error, SEND_ERROR, FAULT_CONFIG, "send: '%s' has no absolute path; sendmail:/usr/sbin/sendmail would be one",
                config->url);
    return NULL;
  }
  struct sendmail *sendmail = g_new0(struct sendmail, 1);
  sendmail->base.type = &sender_sendmail;
  sendmail->path = path;
  sendmail->limit_ms = LIMIT_MS;
  return &sendmail->base;
}

static void sendmail_free(struct sender *sender)
{
  g_free(sender);
}

void sendmail_limit(struct sender *sender, unsigned ms)
{
  ((struct sendmail *)sender)->limit_ms = ms;
}

const struct sender_type sender_sendmail = { sendmail_new, sendmail_free, sendmail_submit, sendmail_check, NULL };
