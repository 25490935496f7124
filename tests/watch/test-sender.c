/* The sender as a process of its own, with a mail program that counts. The ledger is the only way to it. */
#include "base/clock.h"
#include "base/problems.h"
#include "ledger/ledger.h"
#include "ledger/outbox.h"
#include "watch/child.h"

#include "../folder.h"
#include "../slow.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char facts[] = "{\"version\":1,\"kind\":\"new\",\"language\":\"en\",\"to\":\"jane@customer.example\","
                            "\"subject\":\"Invoice\",\"message_id\":\"<1@customer.example>\"}";

struct office {
  char *folder;
  struct config *config;
  struct ledger *ledger;
  pid_t sender;
  int pipe; /* what it tells the supervisor */
};

static const char *log_path; /* for say(), which gets no data of ours */

static void say(const char *line)
{
  g_autofree char *text = g_strdup_printf("%s\n", line);
  int fd = open(log_path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  g_assert_cmpint(write(fd, text, strlen(text)), ==, (gssize)strlen(text));
  close(fd);
}

static char *path_in(const struct office *office, const char *name)
{
  return g_build_filename(office->folder, name, NULL);
}

static void write_file(const struct office *office, const char *name, const char *text, int mode)
{
  g_autofree char *path = path_in(office, name);
  g_assert_true(g_file_set_contents(path, text, -1, NULL));
  g_assert_cmpint(g_chmod(path, mode), ==, 0);
}

static void open_ledger(struct office *office)
{
  const struct config_desk *desk = office->config->desks->pdata[0];
  g_autoptr(GError) error = NULL;
  office->ledger = ledger_open(desk->ledger, TRUE, FALSE, &error);
  g_assert_no_error(error);
}

static void start_sender(struct office *office)
{
  static const struct watch_duty duty = { (char *)"sender", NULL, watch_sender, FALSE };
  int ends[2];
  g_assert_cmpint(pipe(ends), ==, 0);
  pid_t test = getpid();
  office->sender = fork();
  if (office->sender == 0)
    child_main(&duty, office->config, ends[1], test, 20, say);
  close(ends[1]);
  office->pipe = ends[0];
  char first;
  g_assert_cmpint(read(office->pipe, &first, 1), ==, 1); /* it is at work */
}

/* `program`: whether there is one to send with. */
static void office_open(struct office *office, const char *desk, gboolean program)
{
  *office = (struct office){ .folder = g_dir_make_tmp("deskbell-XXXXXX", NULL) };
  g_autofree char *script = g_strdup_printf("#!/bin/sh\ncat > /dev/null\necho >> %s/sent\n", office->folder);
  g_autofree char *send =
      g_strdup_printf("send: {url: 'sendmail:%s/program', from: support@acme.example}\n", office->folder);
  g_autofree char *yaml = g_strdup_printf("desk: {addresses: [support@acme.example], timezone: UTC, %s,\n"
                                          "  key-file: key, ledger: 'sqlite:ledger.db'}\n%s",
                                          desk, program ? send : "");
  write_file(office, "program", script, 0700);
  write_file(office, "deskbell.yaml", yaml, 0600);
  g_autofree char *path = path_in(office, "deskbell.yaml");
  g_autoptr(Problems) problems = problems_new();
  office->config = config_load(path, problems);
  g_assert_nonnull(office->config);
  log_path = path_in(office, "log");
  open_ledger(office);
  start_sender(office);
}

static void office_close(struct office *office)
{
  int status;
  kill(office->sender, SIGTERM);
  g_assert_cmpint(waitpid(office->sender, &status, 0), ==, office->sender);
  g_assert_cmpint(status, ==, 0);
  close(office->pipe);
  ledger_close(office->ledger);
  config_free(office->config);
  folder_remove(office->folder);
  g_free(office->folder);
  g_free((char *)log_path);
}

static gint64 not_before; /* of the next decision */

static void decide(const struct ledger_snapshot *snapshot, struct ledger_decision *ret, gpointer data)
{
  (void)snapshot, (void)data;
  *ret = (struct ledger_decision){ .verdict = "send", .queue = TRUE, .mode = "on", .kind = "new",
                                   .to = "jane@customer.example", .category = "general", .priority = "normal",
                                   .language = "en", .due_first = CLOCK_NONE, .due_resolution = CLOCK_NONE,
                                   .not_before = not_before, .facts = facts, .explanation = "{}",
                                   .opens_ticket = TRUE };
}

/* By this process, as a filter does. */
static void queue(const struct office *office, const char *key, int delay)
{
  gint64 now = clock_now();
  const struct ledger_contact contact = { .key = key, .address = "jane@customer.example", .arrival = now, .now = now,
                                          .desk = office->config->desks->pdata[0] };
  struct ledger_claimed claimed = { 0 };
  not_before = now + delay;
  g_autoptr(GError) error = NULL;
  ledger_claim(office->ledger, &contact, decide, NULL, &claimed, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(claimed.outbox, !=, 0);
  ledger_claimed_clear(&claimed);
}

static gsize n_sent(const struct office *office)
{
  g_autofree char *path = path_in(office, "sent"), *text = NULL;
  gsize length = 0;
  return g_file_get_contents(path, &text, &length, NULL) ? length : 0;
}

static guint n_in(const struct office *office, enum outbox_state state)
{
  guint counts[N_OUTBOX_STATES];
  g_assert_true(outbox_counts(office->ledger, counts, NULL));
  return counts[state];
}

static char *said(void)
{
  char *text = NULL;
  return g_file_get_contents(log_path, &text, NULL, NULL) ? text : g_strdup("");
}

/* Well below the minute after which the sender looks by itself. */
static gboolean is_sent_soon(const struct office *office, gsize n)
{
  for (int i = 0; i < 2000; i++) {
    if (n_sent(office) >= n)
      return TRUE;
    g_usleep((gulong)(10000 * MIN(slowness(), 2)));
  }
  return FALSE;
}

static void what_another_process_queues_leaves_at_once(void)
{
  struct office office;
  office_open(&office, "reply: on", TRUE);
  for (gsize i = 1; i <= 3; i++) {
    g_autofree char *key = g_strdup_printf("key-%zu", i);
    queue(&office, key, 0);
    g_assert_true(is_sent_soon(&office, i));
  }
  office_close(&office);
}

static void what_is_held_leaves_when_its_time_has_come(void)
{
  struct office office;
  office_open(&office, "reply: on", TRUE);
  gint64 begin = clock_now();
  queue(&office, "held", 3);
  g_assert_true(is_sent_soon(&office, 1));
  g_assert_cmpint(clock_now() - begin, >=, 3);
  office_close(&office);
}

static void a_replaced_ledger_is_opened_anew(void)
{
  struct office office;
  office_open(&office, "reply: on", TRUE);
  queue(&office, "a", 0);
  g_assert_true(is_sent_soon(&office, 1));
  ledger_close(g_steal_pointer(&office.ledger));
  static const char *const files[] = { "ledger.db", "ledger.db-wal", "ledger.db-shm" };
  for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
    g_autofree char *path = path_in(&office, files[i]);
    g_remove(path);
  }
  open_ledger(&office);
  queue(&office, "b", 0);
  /* Between the two files there is none; a sender that ended over this is started again, as the supervisor does. */
  for (int i = 0, status; i < 2000 && n_sent(&office) < 2; i++, g_usleep(10000))
    if (waitpid(office.sender, &status, WNOHANG) == office.sender) {
      g_assert_true(WIFEXITED(status));
      close(office.pipe);
      start_sender(&office);
    }
  g_assert_cmpuint(n_sent(&office), ==, 2);
  office_close(&office);
}

static double cpu_of(pid_t pid)
{
  g_autofree char *path = g_strdup_printf("/proc/%d/stat", (int)pid), *text = NULL;
  unsigned long user, system;
  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  g_assert_cmpint(sscanf(strrchr(text, ')') + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system),
                  ==, 2);
  return (double)(user + system) / (double)sysconf(_SC_CLK_TCK) / slowness();
}

/* Its own commits wake it as any other's; rows that cannot leave stay due. */
static void it_sleeps_when_there_is_nothing_to_do(void)
{
  static const struct {
    const char *desk;
    gboolean program;
  } cases[] = { { "reply: on", TRUE }, { "reply: off", TRUE }, { "reply: on", FALSE } };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    struct office office;
    office_open(&office, cases[i].desk, cases[i].program);
    queue(&office, "a", 0);
    queue(&office, "b", 0);
    g_usleep(1000000);
    double before = cpu_of(office.sender);
    g_usleep(1500000);
    g_assert_cmpfloat(cpu_of(office.sender) - before, <, 0.3);
    office_close(&office);
  }
}

static void rows_that_nobody_can_send_are_told_once(void)
{
  struct office office;
  office_open(&office, "reply: on", FALSE);
  queue(&office, "a", 0);
  for (int i = 0; i < 2000; i++) {
    g_autofree char *text = said();
    if (strstr(text, "the configuration has no 'send:' section\n"))
      break;
    g_usleep(10000);
  }
  queue(&office, "b", 0);
  g_usleep(300000);
  g_autofree char *text = said();
  g_assert_cmpstr(text, ==, "sender: acknowledgements that wait: 1; the configuration has no 'send:' section\n");
  g_assert_cmpuint(n_in(&office, OUTBOX_QUEUED), ==, 2);
  office_close(&office);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_setenv("DESKBELL_DATADIR", g_getenv("top_srcdir") ? g_getenv("top_srcdir") : ".", TRUE);
  g_test_add_func("/sender/at-once", what_another_process_queues_leaves_at_once);
  g_test_add_func("/sender/held", what_is_held_leaves_when_its_time_has_come);
  g_test_add_func("/sender/replaced", a_replaced_ledger_is_opened_anew);
  g_test_add_func("/sender/idle", it_sleeps_when_there_is_nothing_to_do);
  g_test_add_func("/sender/no-server", rows_that_nobody_can_send_are_told_once);
  return g_test_run();
}
