#include <build.h> /* pipe2(), strchrnul() */

#include "watch/crew.h"

#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MILLISECOND ((gint64)1000) /* in microseconds */

enum { MOST_HEARD = 4096 /* bytes from one child at a time */, LONGEST_STATUS = 600 /* characters */ };

struct worker {
  const struct watch_duty *duty;
  pid_t pid;              /* 0: none */
  int fd;                 /* what it says; -1 */
  gint64 started, due;    /* monotonic microseconds; `due`: of the next start, while there is no process */
  unsigned failures;      /* in a row */
  gboolean was_ready, works, late; /* `late`: killed, for its time was over */
  char *status, *trouble; /* NULL */
  GString *line;          /* what was said of a line so far; one that is too long is cut */
};

struct crew {
  const struct config *config;
  struct watch_times times;
  gboolean verbose, stopping;
  gint64 asked, stopped;  /* when it was asked to, for the first time and last */
  watch_say say;
  GPtrArray *workers;     /* struct worker * */
};

static void stop_listening(struct worker *worker)
{
  if (worker->fd >= 0)
    close(worker->fd);
  worker->fd = -1;
}

static void worker_free(gpointer data)
{
  struct worker *worker = data;
  stop_listening(worker);
  g_string_free(worker->line, TRUE);
  g_free(worker->status);
  g_free(worker->trouble);
  g_free(worker);
}

struct crew *crew_new(GPtrArray *duties, const struct config *config, const struct watch_times *times, gboolean verbose,
                      watch_say say_line)
{
  struct crew *crew = g_new0(struct crew, 1);
  crew->config = config;
  crew->times = *times;
  crew->verbose = verbose;
  crew->say = say_line;
  crew->workers = g_ptr_array_new_with_free_func(worker_free);
  for (guint i = 0; i < duties->len; i++) {
    struct worker *worker = g_new0(struct worker, 1);
    worker->duty = duties->pdata[i];
    worker->fd = -1;
    worker->line = g_string_new(NULL);
    g_ptr_array_add(crew->workers, worker);
  }
  return crew;
}

void crew_free(struct crew *crew)
{
  if (!crew)
    return;
  g_ptr_array_unref(crew->workers);
  g_free(crew);
}

void crew_poll(const struct crew *crew, GArray *fds, gint64 *soonest)
{
  for (guint i = 0; i < crew->workers->len; i++) {
    struct worker *worker = crew->workers->pdata[i];
    const struct pollfd fd = { .fd = worker->fd, .events = POLLIN };
    if (worker->fd >= 0)
      g_array_append_val(fds, fd);
    if (!worker->pid && !crew->stopping)
      *soonest = MIN(*soonest, worker->due);
  }
  if (crew->stopping)
    *soonest = MIN(*soonest, crew->stopped + crew->times.grace * MILLISECOND);
}

/* What a child wrote about itself: from there it may be anything. */
static void heed(struct crew *crew, struct worker *worker, const char *line)
{
  const char *space = strchrnul(line, ' ');
  g_autofree char *word = g_strndup(line, (gsize)(space - line));
  g_autofree char *text = text_printable(*space ? space + 1 : "", LONGEST_STATUS);
  if (!strcmp(word, CHILD_READY)) {
    if (crew->verbose && !worker->works)
      watch_tell(crew->say, worker->duty->label, "ready");
    worker->was_ready = worker->works = TRUE;
    g_clear_pointer(&worker->trouble, g_free);
  } else if (!strcmp(word, CHILD_STATUS)) {
    g_free(worker->status);
    worker->status = g_steal_pointer(&text);
  } else if (!strcmp(word, CHILD_LOST) || !strcmp(word, CHILD_ERROR)) {
    worker->works = FALSE;
    g_free(worker->trouble);
    worker->trouble = g_steal_pointer(&text);
  }
}

static void hear(struct crew *crew, struct worker *worker)
{
  char buffer[MOST_HEARD];
  gssize length = worker->fd >= 0 ? read(worker->fd, buffer, sizeof buffer) : -1;
  for (gssize i = 0; i < length; i++) {
    if (buffer[i] == '\n') {
      heed(crew, worker, worker->line->str);
      g_string_truncate(worker->line, 0);
    } else if (worker->line->len < CHILD_LONGEST_LINE && buffer[i]) {
      g_string_append_c(worker->line, buffer[i]);
    }
  }
  if (length == 0)
    stop_listening(worker);
}

static gint64 pause_after(const struct crew *crew, unsigned failures)
{
  guint64 pause = (guint64)crew->times.first_pause << MIN(failures, 20);
  return (gint64)MIN(pause, crew->times.longest_pause) * MILLISECOND;
}

/* "ended by itself", "killed by signal 11 (Segmentation fault)", "no such host (status 69)". */
static char *describe_end(const struct worker *worker, int status)
{
  if (WIFSIGNALED(status))
    return g_strdup_printf("killed by signal %d (%s)", WTERMSIG(status), g_strsignal(WTERMSIG(status)));
  if (!WEXITSTATUS(status))
    return g_strdup("ended by itself");
  return g_strdup_printf("%s (status %d)", worker->trouble ? worker->trouble : "ended", WEXITSTATUS(status));
}

static void bury(struct crew *crew, struct worker *worker, int status, gint64 now)
{
  for (int i = 0; worker->fd >= 0 && i < 64; i++) /* its last words; no more than a pipe holds */
    hear(crew, worker);
  stop_listening(worker);
  g_string_truncate(worker->line, 0);
  worker->pid = 0;
  worker->works = FALSE;
  if (now - worker->started >= crew->times.steady * MILLISECOND)
    worker->failures = 0;
  gint64 pause = pause_after(crew, worker->failures++);
  worker->due = now + pause;
  g_autofree char *end = describe_end(worker, status);
  if (!crew->stopping)
    watch_tell(crew->say, worker->duty->label, "%s; again in %.1f s", end, (double)pause / G_USEC_PER_SEC);
  else if (worker->late)
    watch_tell(crew->say, worker->duty->label, "did not end within %.0f s and was killed", crew->times.grace / 1000.0);
  else if (status)
    watch_tell(crew->say, worker->duty->label, "%s", end);
  else if (crew->verbose)
    watch_tell(crew->say, worker->duty->label, "ended");
  if (!worker->trouble || WIFSIGNALED(status)) {
    g_free(worker->trouble);
    worker->trouble = g_steal_pointer(&end);
  }
}

/* In the child: nothing of the supervisor's but the memory that it was copied with. */
G_GNUC_NORETURN
static void become(const struct crew *crew, const struct worker *worker, int fd, pid_t parent)
{
  for (guint i = 0; i < crew->workers->len; i++)
    stop_listening(crew->workers->pdata[i]);
  unsigned patience = crew->times.grace / 1000 + 5; /* for when the supervisor is gone: else that one is earlier */
  child_main(worker->duty, crew->config, fd, parent, patience, crew->say);
}

static void start(struct crew *crew, struct worker *worker, gint64 now)
{
  int ends[2];
  pid_t parent = getpid(), pid = -1;
  if (pipe2(ends, O_CLOEXEC) == 0) {
    pid = fork();
    if (pid == 0) {
      close(ends[0]);
      become(crew, worker, ends[1], parent);
    }
    int number = errno;
    close(ends[1]);
    if (pid < 0)
      close(ends[0]);
    errno = number;
  }
  if (pid < 0) {
    worker->due = now + pause_after(crew, worker->failures++);
    watch_tell(crew->say, worker->duty->label, "cannot be started: %s", g_strerror(errno));
    return;
  }
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  worker->pid = pid;
  worker->fd = ends[0];
  worker->started = now;
  worker->late = FALSE;
  if (crew->verbose)
    watch_tell(crew->say, worker->duty->label, "started as process %d", (int)pid);
}

void crew_tend(struct crew *crew, gint64 now)
{
  for (guint i = 0; i < crew->workers->len; i++) {
    struct worker *worker = crew->workers->pdata[i];
    int status;
    hear(crew, worker);
    if (worker->pid && waitpid(worker->pid, &status, WNOHANG) == worker->pid)
      bury(crew, worker, status, now);
    if (!worker->pid && !crew->stopping && worker->due <= now)
      start(crew, worker, now);
  }
  if (crew->stopping && now - crew->stopped >= crew->times.grace * MILLISECOND)
    crew_stop(crew, TRUE, now);
}

void crew_stop(struct crew *crew, gboolean at_once, gint64 now)
{
  if (!crew->stopping)
    crew->asked = now;
  if (!crew->stopping || at_once)
    crew->stopped = now;
  crew->stopping = TRUE;
  for (guint i = 0; i < crew->workers->len; i++) {
    struct worker *worker = crew->workers->pdata[i];
    if (!worker->pid)
      continue;
    worker->late = at_once && now - crew->asked >= crew->times.grace * MILLISECOND;
    kill(worker->pid, at_once ? SIGKILL : SIGTERM);
  }
}

guint crew_running(const struct crew *crew)
{
  guint running = 0;
  for (guint i = 0; i < crew->workers->len; i++)
    running += ((const struct worker *)crew->workers->pdata[i])->pid != 0;
  return running;
}

gboolean crew_is_ready(const struct crew *crew)
{
  for (guint i = 0; i < crew->workers->len; i++)
    if (!((const struct worker *)crew->workers->pdata[i])->was_ready)
      return FALSE;
  return TRUE;
}

char *crew_status(const struct crew *crew)
{
  guint mailboxes = 0, connected = 0;
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < crew->workers->len; i++) {
    struct worker *worker = crew->workers->pdata[i];
    mailboxes += worker->duty->is_mailbox;
    connected += worker->duty->is_mailbox && worker->works;
    if (!worker->works)
      g_string_append_printf(text, "; %s: %s", worker->duty->label, worker->trouble ? worker->trouble : "starting");
    else if (!worker->duty->is_mailbox && worker->status && *worker->status)
      g_string_append_printf(text, "; %s", worker->status);
  }
  g_autofree char *all = g_strdup_printf("%u of %u mailboxes connected%s", connected, mailboxes, text->str);
  return text_printable(all, LONGEST_STATUS);
}
