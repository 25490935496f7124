/* The supervisor with jobs that crash, hang, come late or talk without end. Each test runs one in a process of its own. */
#include "base/fault.h"
#include "desk/interrupt.h"
#include "watch/supervisor.h"

#include "../folder.h"
#include "../slow.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

struct world {
  char *folder, *config, *log, *socket;
  int manager;  /* what $NOTIFY_SOCKET names; -1 */
  GString *told; /* what came in there, a line each */
  pid_t pid;    /* the supervisor's */
  struct watch_times times;
};

static const char *log_path; /* for say() and the jobs, which get no data of ours */

static void say(const char *line)
{
  g_autofree char *text = g_strdup_printf("%s\n", line);
  int fd = open(log_path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  g_assert_cmpint(write(fd, text, strlen(text)), ==, (gssize)strlen(text));
  close(fd);
}

static void note(const char *name, const char *what)
{
  g_autofree char *line = g_strdup_printf("%s %s %d", name, what, (int)getpid());
  say(line);
}

/* What a mailbox's job does is its name. */
static gboolean mailbox(const struct watch_child *child, G_GNUC_UNUSED const struct config *config, const char *name,
                        G_GNUC_UNUSED watch_say say_line, GError **error)
{
  note(name, "starts");
  if (g_str_has_prefix(name, "crash"))
    kill(getpid(), SIGKILL);
  if (g_str_has_prefix(name, "fail")) {
    g_set_error(error, WATCH_ERROR, FAULT_UNAVAILABLE, "no such\nhost");
    return FALSE;
  }
  if (g_str_has_prefix(name, "return"))
    return TRUE;
  if (g_str_has_prefix(name, "never"))
    watch_lost(child, "connection refused");
  else
    watch_ready(child);
  g_autofree char *much = g_strnfill(100000, 'x');
  while (g_str_has_prefix(name, "flood") && !interrupted())
    watch_status(child, "%s\n%s", much, much);
  while (!interrupted() || g_str_has_prefix(name, "hang"))
    interrupt_wait(-1, 50);
  if (g_str_has_prefix(name, "slow"))
    g_usleep(300000);
  note(name, "ends");
  return TRUE;
}

static gboolean sender(const struct watch_child *child, G_GNUC_UNUSED const struct config *config,
                       G_GNUC_UNUSED const char *name, G_GNUC_UNUSED watch_say say_line, G_GNUC_UNUSED GError **error)
{
  note("sender", "starts");
  watch_ready(child);
  watch_status(child, "12 answered");
  while (!interrupted())
    interrupt_wait(-1, -1);
  note("sender", "ends");
  return TRUE;
}

static void write_config(const struct world *world, const char *mailboxes)
{
  g_autoptr(GString) text = g_string_new("desk: {key-file: key, ledger: 'sqlite:ledger.db'}\nmailboxes:\n");
  g_auto(GStrv) names = g_strsplit(mailboxes, " ", -1);
  for (char **name = names; *name && **name; name++)
    g_string_append_printf(text, "  %s: {url: 'imaps://localhost', user: u, password-file: p}\n", *name);
  g_assert_true(g_file_set_contents(world->config, text->str, -1, NULL));
}

static void world_begin(struct world *world, const char *mailboxes)
{
  memset(world, 0, sizeof *world);
  world->folder = g_dir_make_tmp("deskbell-watch-XXXXXX", NULL);
  world->config = g_build_filename(world->folder, "deskbell.yaml", NULL);
  world->log = g_build_filename(world->folder, "log", NULL);
  world->socket = g_build_filename(world->folder, "notify", NULL);
  world->told = g_string_new(NULL);
  world->manager = -1;
  world->times = (struct watch_times){ 100, 100000, 100000, 1000, 60000 };
  log_path = world->log;
  write_config(world, mailboxes);
}

static pid_t start_another(const struct world *world)
{
  pid_t test = getpid(), pid = fork();
  if (pid)
    return pid;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != test)
    _exit(1);
  g_autoptr(GPtrArray) all = g_ptr_array_new();
  const struct watch_setup setup = { world->config, all, TRUE, say, mailbox, sender, sender, world->times };
  g_autoptr(GError) error = NULL;
  if (watch_supervise(&setup, &error))
    _exit(0);
  say(error->message);
  _exit(fault_exit_status(error));
}

static void start(struct world *world)
{
  world->pid = start_another(world);
}

static char *log_of(const struct world *world)
{
  char *text = NULL;
  return g_file_get_contents(world->log, &text, NULL, NULL) ? text : g_strdup("");
}

static unsigned count(const struct world *world, const char *what)
{
  g_autofree char *text = log_of(world);
  unsigned found = 0;
  for (const char *at = text; (at = strstr(at, what)); at++)
    found++;
  return found;
}

static void hear_manager(struct world *world)
{
  char buffer[4096];
  gssize length;
  while (world->manager >= 0 && (length = recv(world->manager, buffer, sizeof buffer, MSG_DONTWAIT)) > 0) {
    g_string_append_len(world->told, buffer, length);
    g_string_append_c(world->told, '\n');
  }
}

static void until(struct world *world, unsigned times, const char *what)
{
  for (int i = 0; i < 2000 * slowness(); i++) {
    hear_manager(world);
    if (count(world, what) >= times || strstr(world->told->str, what))
      return;
    g_usleep(10000);
  }
  g_autofree char *text = log_of(world);
  g_error("'%s' never came:\n%s\n%s", what, text, world->told->str);
}

static int status_of(pid_t pid)
{
  int status;
  g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/* A process that ended and was not yet waited for by init counts as gone. */
static gboolean is_alive(pid_t pid)
{
  g_autofree char *path = g_strdup_printf("/proc/%d/stat", (int)pid), *stat = NULL;
  if (kill(pid, 0) || !g_file_get_contents(path, &stat, NULL, NULL))
    return FALSE;
  return strrchr(stat, ')')[2] != 'Z';
}

/* Every process that ever noted its start. */
static gboolean any_alive(const struct world *world)
{
  g_autofree char *text = log_of(world);
  for (const char *at = text; (at = strstr(at, " starts ")); at++)
    if (is_alive(atoi(at + strlen(" starts "))))
      return TRUE;
  return FALSE;
}

static pid_t last_start(const struct world *world, const char *name)
{
  g_autofree char *text = log_of(world), *mark = g_strdup_printf("%s starts ", name);
  const char *last = g_strrstr(text, mark);
  return last ? atoi(last + strlen(mark)) : 0;
}

static void all_gone_within(const struct world *world, int seconds)
{
  for (int i = 0; i < seconds * 100 * slowness() && any_alive(world); i++)
    g_usleep(10000);
  g_assert_false(any_alive(world));
}

static void world_end(struct world *world)
{
  if (world->pid) {
    kill(world->pid, SIGTERM);
    g_assert_cmpint(status_of(world->pid), ==, 0);
  }
  g_assert_false(any_alive(world));
  if (world->manager >= 0)
    close(world->manager);
  g_unsetenv("NOTIFY_SOCKET");
  g_unsetenv("WATCHDOG_USEC");
  folder_remove(world->folder);
  g_free(world->folder);
  g_free(world->config);
  g_free(world->log);
  g_free(world->socket);
  g_string_free(world->told, TRUE);
}

static void what_ends_is_told_once_and_started_again_after_growing_pauses(void)
{
  static const struct {
    const char *name, *first, *third;
  } cases[] = {
    { "crash", "crash: killed by signal 9 (Killed); again in 0.1 s\n",
      "crash: killed by signal 9 (Killed); again in 0.4 s\n" },
    { "fail", "fail: no such?host (status 69); again in 0.1 s\n", "fail: no such?host (status 69); again in 0.4 s\n" },
    { "return", "return: ended by itself; again in 0.1 s\n", "return: ended by itself; again in 0.4 s\n" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    struct world world;
    world_begin(&world, cases[i].name);
    start(&world);
    until(&world, 1, cases[i].third);
    g_assert_cmpuint(count(&world, cases[i].first), ==, 1);
    g_assert_cmpuint(count(&world, "sender starts"), ==, 2);
    world_end(&world);
  }
}

static void who_lived_long_begins_with_the_first_pause_again(void)
{
  struct world world;
  world_begin(&world, "fine");
  world.times.steady = 1;
  start(&world);
  for (unsigned n = 1; n <= 3; n++) {
    until(&world, n, "fine: ready");
    g_usleep(5000);
    kill(last_start(&world, "fine"), SIGKILL);
    until(&world, n, "again in");
  }
  g_assert_cmpuint(count(&world, "again in 0.1 s"), ==, 3);
  world_end(&world);
}

static void the_end_comes_between_two_mails_and_takes_what_hangs_along(void)
{
  struct world world;
  world_begin(&world, "fine slow hang1");
  start(&world);
  until(&world, 1, "ready: 3 of 3 mailboxes connected; 12 answered");
  /* As a service manager does: it sends its own to every process. */
  kill(last_start(&world, "slow"), SIGTERM);
  g_usleep(20000);
  kill(world.pid, SIGTERM);
  g_assert_cmpint(status_of(world.pid), ==, 0);
  world.pid = 0;
  g_assert_cmpuint(count(&world, "fine ends"), ==, 1);
  g_assert_cmpuint(count(&world, "slow ends"), ==, 1);
  g_assert_cmpuint(count(&world, "sender ends"), ==, 2);
  g_assert_cmpuint(count(&world, "hang1: did not end within 1 s and was killed"), ==, 1);
  world_end(&world);
}

static void a_second_signal_does_not_wait(void)
{
  struct world world;
  world_begin(&world, "hang1");
  world.times.grace = 100000;
  start(&world);
  until(&world, 1, "ready: 1 of 1");
  kill(world.pid, SIGINT);
  until(&world, 2, "sender ends");
  g_usleep(600000);
  kill(world.pid, SIGINT);
  g_assert_cmpint(status_of(world.pid), ==, 0);
  world.pid = 0;
  g_assert_cmpuint(count(&world, "hang1: killed by signal 9"), ==, 1);
  g_assert_cmpuint(count(&world, "did not end within"), ==, 0);
  world_end(&world);
}

/* timeout(1) signals the process, and then its group. */
static void a_signal_that_comes_twice_at_once_is_one(void)
{
  struct world world;
  world_begin(&world, "slow");
  start(&world);
  until(&world, 1, "ready: 1 of 1");
  kill(world.pid, SIGTERM);
  g_usleep(50000);
  kill(world.pid, SIGTERM);
  g_assert_cmpint(status_of(world.pid), ==, 0);
  world.pid = 0;
  g_assert_cmpuint(count(&world, "slow ends"), ==, 1);
  g_assert_cmpuint(count(&world, "killed"), ==, 0);
  world_end(&world);
}

static void no_child_outlives_a_supervisor_that_was_killed(void)
{
  struct world world;
  world_begin(&world, "fine slow");
  start(&world);
  until(&world, 1, "ready: 2 of 2");
  kill(world.pid, SIGKILL);
  g_assert_cmpint(status_of(world.pid), ==, -SIGKILL);
  world.pid = 0;
  all_gone_within(&world, 5);
  /* And so the next one finds the ledger free. */
  start(&world);
  until(&world, 2, "ready: 2 of 2");
  world_end(&world);
}

static void who_talks_without_end_stops_nobody(void)
{
  struct world world;
  world_begin(&world, "flood fine");
  start(&world);
  until(&world, 1, "ready: 2 of 2");
  kill(last_start(&world, "fine"), SIGKILL);
  until(&world, 2, "fine starts");
  world_end(&world);
}

static void one_watch_serves_a_ledger(void)
{
  struct world world;
  world_begin(&world, "fine");
  start(&world);
  until(&world, 1, "ready: 1 of 1");
  g_assert_cmpint(status_of(start_another(&world)), ==, 75);
  g_assert_cmpuint(count(&world, "another watch is running on sqlite:"), ==, 1);
  g_assert_cmpuint(count(&world, "fine starts"), ==, 1);
  world_end(&world);
}

static gboolean blocks(pid_t pid, int number)
{
  g_autofree char *path = g_strdup_printf("/proc/%d/status", (int)pid), *status = NULL;
  const char *mask = g_file_get_contents(path, &status, NULL, NULL) ? strstr(status, "SigBlk:") : NULL;
  return mask && (g_ascii_strtoull(mask + strlen("SigBlk:") + 1, NULL, 16) >> (number - 1) & 1);
}

/* As when a service manager reloads what it has just started, and the one before it still ends. */
static void a_signal_is_kept_until_the_watch_has_begun(void)
{
  struct world world;
  world_begin(&world, "fine");
  start(&world);
  until(&world, 1, "ready: 1 of 1");
  pid_t next = start_another(&world);
  for (int i = 0; i < 200 * slowness() && !blocks(next, SIGHUP); i++)
    g_usleep(10000);
  kill(next, SIGHUP);
  kill(world.pid, SIGTERM);
  g_assert_cmpint(status_of(world.pid), ==, 0);
  world.pid = next;
  until(&world, 1, "the configuration was reloaded");
  world_end(&world);
}

static void what_is_wrong_is_told_before_anything_starts(void)
{
  struct world world;
  world_begin(&world, "fine");
  g_autofree char *filters = g_build_filename(world.folder, "broken.yaml", NULL);
  const char *const texts[] = {
    "desk: {tag: acme, key-file: key, ledger: 'sqlite:ledger.db'}\n",
    "desk: {filters: ., key-file: key, ledger: 'sqlite:ledger.db'}\n",
    "desk: {filters: nowhere, key-file: key, ledger: 'sqlite:ledger.db'}\n",
  };
  g_assert_true(g_file_set_contents(filters, "- {no: filter}\n", -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_assert_true(g_file_set_contents(world.config, texts[i], -1, NULL));
    g_assert_cmpint(status_of(start_another(&world)), ==, 78);
  }
  g_assert_cmpuint(count(&world, "starts"), ==, 0);
  world_end(&world);
}

static void a_new_configuration_is_taken_over_and_a_broken_one_is_not(void)
{
  struct world world;
  world_begin(&world, "one two");
  start(&world);
  until(&world, 1, "ready: 2 of 2");
  pid_t before = last_start(&world, "one");

  g_assert_true(g_file_set_contents(world.config, "desk: {tag: acme}\n", -1, NULL));
  kill(world.pid, SIGHUP);
  until(&world, 1, "the configuration was not reloaded; the old one stays");
  g_assert_cmpuint(count(&world, "desk.tag: 'acme' is no tag"), ==, 1);
  g_assert_cmpint(last_start(&world, "one"), ==, before);
  g_assert_true(is_alive(before));

  write_config(&world, "two three");
  kill(world.pid, SIGHUP);
  kill(world.pid, SIGHUP);
  until(&world, 1, "the configuration was reloaded");
  until(&world, 1, "three starts");
  until(&world, 2, "two starts");
  g_assert_cmpuint(count(&world, "one ends"), ==, 1);
  g_assert_cmpuint(count(&world, "one starts"), ==, 1);
  g_assert_false(is_alive(before));
  world_end(&world);
}

/* The service manager's end; FALSE where there is no libsystemd to speak with it. */
static gboolean with_manager(struct world *world)
{
  if (!g_file_test("/usr/lib/x86_64-linux-gnu/libsystemd.so.0", G_FILE_TEST_EXISTS) &&
      system("ldconfig -p 2>/dev/null | grep -q libsystemd.so.0") != 0) {
    g_test_skip("libsystemd is not installed");
    return FALSE;
  }
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  g_strlcpy(address.sun_path, world->socket, sizeof address.sun_path);
  world->manager = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint(bind(world->manager, (struct sockaddr *)&address, sizeof address), ==, 0);
  g_setenv("NOTIFY_SOCKET", world->socket, TRUE);
  return TRUE;
}

static void the_service_manager_hears_of_everything(void)
{
  struct world world;
  world_begin(&world, "one two");
  g_setenv("WATCHDOG_USEC", "50000", TRUE);
  if (with_manager(&world)) {
    start(&world);
    until(&world, 1, "READY=1");
    until(&world, 1, "STATUS=2 of 2 mailboxes connected; 12 answered");
    until(&world, 1, "WATCHDOG=1\nWATCHDOG=1\n");
    g_string_truncate(world.told, 0);
    kill(world.pid, SIGHUP);
    until(&world, 1, "RELOADING=1\nMONOTONIC_USEC=");
    until(&world, 1, "READY=1");
    kill(world.pid, SIGTERM);
    until(&world, 1, "STOPPING=1");
  }
  world_end(&world);
}

static void a_mailbox_that_is_down_does_not_keep_the_service_from_starting(void)
{
  struct world world;
  world_begin(&world, "fine never");
  world.times.ready_within = 200;
  if (with_manager(&world)) {
    start(&world);
    until(&world, 1, "READY=1");
    until(&world, 1, "STATUS=1 of 2 mailboxes connected; never: connection refused; 12 answered");
    until(&world, 1, "not everything works yet: ");
  }
  world_end(&world);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_setenv("DESKBELL_DATADIR", g_getenv("top_srcdir") ? g_getenv("top_srcdir") : ".", TRUE);
  g_test_add_func("/supervisor/restart", what_ends_is_told_once_and_started_again_after_growing_pauses);
  g_test_add_func("/supervisor/restart/steady", who_lived_long_begins_with_the_first_pause_again);
  g_test_add_func("/supervisor/stop", the_end_comes_between_two_mails_and_takes_what_hangs_along);
  g_test_add_func("/supervisor/stop/twice", a_second_signal_does_not_wait);
  g_test_add_func("/supervisor/stop/twice-at-once", a_signal_that_comes_twice_at_once_is_one);
  g_test_add_func("/supervisor/killed", no_child_outlives_a_supervisor_that_was_killed);
  g_test_add_func("/supervisor/flood", who_talks_without_end_stops_nobody);
  g_test_add_func("/supervisor/lock", one_watch_serves_a_ledger);
  g_test_add_func("/supervisor/early-signal", a_signal_is_kept_until_the_watch_has_begun);
  g_test_add_func("/supervisor/broken", what_is_wrong_is_told_before_anything_starts);
  g_test_add_func("/supervisor/reload", a_new_configuration_is_taken_over_and_a_broken_one_is_not);
  g_test_add_func("/supervisor/notify", the_service_manager_hears_of_everything);
  g_test_add_func("/supervisor/notify/late", a_mailbox_that_is_down_does_not_keep_the_service_from_starting);
  return g_test_run();
}
