#include "front/decide.h"
#include "front/message.h"
#include "front/options.h"
#include "front/say.h"
#include "front/sibling.h"
#include "front/verdict.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

static const char program[] = "deskbell-core";

struct worker {
  pid_t pid;
  int pidfd;          /* -1: this kernel has none, and we look from time to time */
  int out, err;       /* -1: at their end */
  bool ended;
  int status;
  char text[8 * 1024]; /* the beginning of its standard error */
  size_t text_length;
};

enum { LOOK_AGAIN = 10 /* ms */, LET_DIE = 50 /* ms */, FIXED_ARGUMENTS = 14 };

int64_t front_now(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

/* NULL: out of memory. The worker is told when it will be killed, so that it need not guess how long it may wait. */
static char **arguments(const struct front_options *options, int64_t deadline)
{
  static char until[24];
  snprintf(until, sizeof until, "%lld", (long long)deadline);
  const struct {
    const char *option, *value;
    bool wanted;
  } all[] = {
    { "filter", NULL, true },
    { "--until", until, true },
    { "--config", options->config, options->config },
    { "--now", options->now, options->now },
    { "--dry-run", NULL, options->dry_run },
    { "--verbose", NULL, options->verbose },
    { "--quiet", NULL, options->quiet },
    { "-f", options->sender, options->sender },
  };
  char **argv = calloc(FIXED_ARGUMENTS + 2 * options->n_recipients, sizeof *argv);
  size_t n = 0;
  if (!argv)
    return NULL;
  argv[n++] = (char *)program;
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    if (!all[i].wanted)
      continue;
    argv[n++] = (char *)all[i].option;
    if (all[i].value)
      argv[n++] = (char *)all[i].value;
  }
  for (size_t i = 0; i < options->n_recipients; i++) {
    argv[n++] = (char *)"-a";
    argv[n++] = (char *)options->recipients[i];
  }
  return argv;
}

/* The message at its beginning, with an offset that nobody else moves: a watcher may still hold the same descriptor. */
static int open_again(int message)
{
  char path[32];
  snprintf(path, sizeof path, "/proc/self/fd/%d", message);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    lseek(message, 0, SEEK_SET);
  return fd < 0 ? message : fd;
}

__attribute__((noreturn)) static void become_worker(pid_t parent, int message, int out, int err, char **argv)
{
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent)
    _exit(EX_TEMPFAIL);
  dup2(open_again(message), STDIN_FILENO);
  dup2(out, STDOUT_FILENO);
  dup2(err, STDERR_FILENO);
  sibling_exec(program, argv);
  dprintf(STDERR_FILENO, "deskbell: %s: %s\n", program, strerror(errno));
  _exit(EX_UNAVAILABLE);
}

static bool start(struct worker *worker, int message, char **argv)
{
  int out[2], err[2];
  if (pipe2(out, O_CLOEXEC) != 0)
    return false;
  if (pipe2(err, O_CLOEXEC) == 0) {
    pid_t parent = getpid();
    worker->pid = vfork();
    if (worker->pid == 0)
      become_worker(parent, message, out[1], err[1], argv);
    close(err[1]);
    worker->err = err[0];
  }
  close(out[1]);
  worker->out = out[0];
  if (worker->pid > 0)
    worker->pidfd = pidfd_open(worker->pid, 0);
  return worker->pid > 0;
}

/* Reads what is there into what room there is; behind that, it is thrown away. The descriptor becomes -1 at its end. */
static void take(int *fd, char *buffer, size_t size, size_t *length)
{
  char spilt[1024];
  bool room = *length < size;
  ssize_t taken = read(*fd, room ? buffer + *length : spilt, room ? size - *length : sizeof spilt);
  if (taken > 0 && room)
    *length += taken;
  if (taken == 0 || (taken < 0 && errno != EINTR && errno != EAGAIN)) {
    close(*fd);
    *fd = -1;
  }
}

static void look_whether_ended(struct worker *worker)
{
  if (!worker->ended && waitpid(worker->pid, &worker->status, WNOHANG) == worker->pid)
    worker->ended = true;
}

/* Until the worker has ended and said all, or it is too late, or it says too much. */
static void follow(struct worker *worker, int64_t deadline, struct front_answer *ret)
{
  while (!worker->ended || worker->out >= 0 || worker->err >= 0) {
    int64_t left = deadline - front_now();
    if (left <= 0 || ret->length > FRONT_MAX_ANSWER)
      return;
    struct pollfd wait[] = { { worker->out, POLLIN, 0 }, { worker->err, POLLIN, 0 },
                             { worker->ended ? -1 : worker->pidfd, POLLIN, 0 } };
    bool look = worker->pidfd < 0 && left > LOOK_AGAIN;
    int ready = poll(wait, 3, worker->ended ? 0 : look ? LOOK_AGAIN : (int)left);
    if (worker->ended && ready == 0)
      return; /* somebody else holds its pipes */
    if (wait[0].revents)
      take(&worker->out, ret->lines, sizeof ret->lines, &ret->length);
    if (wait[1].revents)
      take(&worker->err, worker->text, sizeof worker->text, &worker->text_length);
    if (wait[2].revents || worker->pidfd < 0)
      look_whether_ended(worker);
  }
}

/* Collects it, too: not every system has an init that does. */
static void end(const struct worker *worker)
{
  kill(worker->pid, SIGKILL);
  poll(&(struct pollfd){ worker->pidfd, POLLIN, 0 }, 1, LET_DIE);
  waitpid(worker->pid, NULL, WNOHANG);
}

static int judge(const struct worker *worker, struct front_answer *ret)
{
  if (ret->length > FRONT_MAX_ANSWER)
    snprintf(ret->why, sizeof ret->why, "%s says too much", program);
  else if (!worker->ended)
    snprintf(ret->why, sizeof ret->why, "%s did not end in time", program);
  else if (WIFSIGNALED(worker->status))
    snprintf(ret->why, sizeof ret->why, "%s was ended by signal %d", program, WTERMSIG(worker->status));
  else if (WEXITSTATUS(worker->status) != 0)
    snprintf(ret->why, sizeof ret->why, "%s failed with %d", program, WEXITSTATUS(worker->status));
  else if (!front_verdict_valid(ret->lines, ret->length))
    snprintf(ret->why, sizeof ret->why, "%s gave no valid headers", program);
  else
    return 0;
  return -1;
}

/* The first that is no warning: that is why it failed. Else the first. */
static void keep_first_line(const struct worker *worker, struct front_answer *ret)
{
  static const char warning[] = ": warning: ";
  const char *line = worker->text, *last = worker->text + worker->text_length;
  for (size_t length; line < last; line += length + 1) {
    const char *end = memchr(line, '\n', last - line);
    length = (end ? end : last) - line;
    bool warns = memmem(line, length, warning, sizeof warning - 1);
    if (!*ret->detail || !warns)
      snprintf(ret->detail, sizeof ret->detail, "%.*s", (int)strnlen(line, length), line);
    if (!warns)
      return;
  }
}

/* What was cut, or ended without a line's end, must not run into the next line. */
static void end_line(struct worker *worker)
{
  if (!worker->text_length || worker->text[worker->text_length - 1] == '\n')
    return;
  if (worker->text_length < sizeof worker->text)
    worker->text_length++;
  worker->text[worker->text_length - 1] = '\n';
}

int front_run_worker(const struct front_options *options, const struct front_message *message, int64_t deadline,
                     struct front_answer *ret)
{
  static struct worker worker = { .pidfd = -1, .out = -1, .err = -1 };
  char **argv = arguments(options, deadline);
  ret->length = 0;
  if (!argv || !start(&worker, message->fd, argv)) {
    snprintf(ret->why, sizeof ret->why, "%s cannot be started: %s", program, strerror(errno));
    return -1;
  }
  free(argv); /* the worker has its own by now */
  follow(&worker, deadline, ret);
  if (!worker.ended)
    end(&worker);
  keep_first_line(&worker, ret);
  end_line(&worker);
  if (!options->quiet)
    front_pass_on(worker.text, worker.text_length);
  return judge(&worker, ret);
}
