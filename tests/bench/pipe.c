/* What one message in a pipe costs: `deskbell filter` beside the programs that people put there, a process (or several) a
 * message, in interleaved rounds on the same mails. On a busy machine only CPU says something.
 *
 *   pipe BUILD-FOLDER FOLDER ROUNDS    keeps its files in a new folder of FOLDER
 *
 * Wall is the time until the program that the mail server starts ends; CPU is user and system time of it and all that it
 * started. Every message is new, from another sender, and gets an answer, which goes nowhere. */
#include <build.h>

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <pwd.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_ARGUMENTS = 16, WARM_UP = 3, SYNCS = 50, SYNC_BYTES = 40 * 1024, WATCH_SECONDS = 10 };

extern char **environ;

struct peer {
  const char *label, *program;
  const char *arguments[MOST_ARGUMENTS]; /* "@" is the folder, "%" the mail's path, "&" the build folder */
  GArray *wall, *cpu;                    /* double: milliseconds */
  gboolean there;
};

static struct peer peers[] = {
  { "/bin/true, the floor", "/bin/true", { "/bin/true" } },
  { "procmail, rules only", "procmail", { "procmail", "-m", "@/rules.rc" } },
  { "procmail + formail -rD, an autoreply", "procmail", { "procmail", "-m", "@/reply.rc" } },
  { "maildrop + mailbot", "maildrop", { "maildrop", "@/reply.maildrop" } },
  { "vacation(1), a sender it leaves out (else it mails)", "vacation",
    { "vacation", "-f", "@/vacation.db", "-m", "@/text", "-a", "support", "$USER" } },
  { "sieve-test with vacation", "sieve-test",
    { "sieve-test", "-o", "mail_uid=nobody", "-o", "mail_gid=nogroup", "-r", "support@acme.example", "@/reply.sieve", "%" } },
  { "deskbell filter, alone", NULL, { "&/src/deskbell", "filter", "--config", "@/cold.yaml", "--socket", "@/none" } },
  { "  its worker without the front", NULL, { "&/src/deskbell-core", "filter", "--config", "@/worker.yaml" } },
  { "deskbell filter, a watcher runs", NULL,
    { "&/src/deskbell", "filter", "--config", "@/watched.yaml", "--socket", "@/socket" } },
};
enum { TRUE_PEER = 0, REFERENCE = 2, WATCHED = G_N_ELEMENTS(peers) - 1 };

static void put_file(const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename(folder, name, NULL);
  /* maildrop reads no instructions that others may, sieve-test takes itself for another user */
  if (!g_file_set_contents(path, text, -1, NULL) || g_chmod(path, g_str_has_suffix(name, ".maildrop") ? 0600 : 0644) < 0)
    g_error("%s cannot be written", path);
}

/* `@` of `text` is the folder. */
static void put_about_folder(const char *folder, const char *name, const char *text)
{
  g_auto(GStrv) parts = g_strsplit(text, "@@", -1);
  g_autofree char *whole = g_strjoinv(folder, parts);
  put_file(folder, name, whole);
}

static void put_config(const char *folder, const char *name)
{
  g_autofree char *file = g_strdup_printf("%s.yaml", name);
  g_autofree char *state = g_strdup_printf("%s/%s", folder, name);
  g_autofree char *text = g_strdup_printf("desk:\n  name: Acme\n  tag: ACME\n  addresses: [support@acme.example]\n"
                                          "  reply: on\n  brakes: {sender: off, desk: off}\n"
                                          "  ledger: sqlite:%s/ledger\n  key-file: %s/key\n"
                                          "send:\n  from: Acme <support@acme.example>\n"
                                          "watch:\n  socket: %s/socket\n",
                                          state, state, folder);
  put_file(folder, file, text);
}

static void prepare(const char *folder)
{
  put_about_folder(folder, "rules.rc",
                   "SHELL=/bin/sh\nDEFAULT=/dev/null\nLOGFILE=/dev/null\n"
                   ":0\n* ^Subject:.*(invoice|refund)\n/dev/null\n:0\n* ^Subject:.*(outage|down)\n/dev/null\n");
  /* procmailex(5), "vacation" */
  put_about_folder(folder, "reply.rc",
                   "SHELL=/bin/sh\nDEFAULT=/dev/null\nLOGFILE=/dev/null\n"
                   ":0 Whc: @@/vacation.lock\n* !^FROM_DAEMON\n* !^X-Loop: support@acme.example\n"
                   "| formail -rD 8192 @@/vacation.cache\n\n"
                   "  :0 ehc\n  | (formail -rI\"Precedence: junk\" -A\"X-Loop: support@acme.example\" ; cat @@/text) "
                   "> @@/procmail.reply\n");
  put_about_folder(folder, "reply.maildrop",
                   "cc \"| mailbot -t @@/text -d @@/mailbot -D 7 -A 'From: support@acme.example' /bin/cat\"\n"
                   "to \"/dev/null\"\n");
  put_file(folder, "reply.sieve",
           "require [\"vacation\"];\nvacation :days 1 :addresses [\"support@acme.example\"] \"We have your mail.\";\n");
  put_file(folder, "text", "Subject: We have your mail\n\nWe have received your mail and answer soon.\n");
  put_config(folder, "cold");
  put_config(folder, "worker");
  put_config(folder, "watched");
}

static double milliseconds(const struct timeval *time)
{
  return (double)time->tv_sec * 1e3 + (double)time->tv_usec / 1e3;
}

static double cpu_of(const struct rusage *used)
{
  return milliseconds(&used->ru_utime) + milliseconds(&used->ru_stime);
}

static char *expand(const char *argument, const char *build, const char *folder, const char *mail)
{
  if (!strcmp(argument, "$USER")) {
    const struct passwd *user = getpwuid(getuid());
    return g_strdup(user ? user->pw_name : "root");
  }
  if (!strcmp(argument, "%"))
    return g_strdup(mail);
  if (*argument == '@' || *argument == '&')
    return g_strconcat(*argument == '@' ? folder : build, argument + 1, NULL);
  return g_strdup(argument);
}

/* In a process group of its own, by which what it leaves behind is found. */
static pid_t start(const char *const *arguments, const char *build, const char *folder, const char *mail)
{
  g_auto(GStrv) argv = g_new0(char *, MOST_ARGUMENTS + 1);
  for (guint i = 0; i < MOST_ARGUMENTS && arguments[i]; i++)
    argv[i] = expand(arguments[i], build, folder, mail);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, mail, O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_t how;
  posix_spawnattr_init(&how);
  posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP);
  pid_t child = -1;
  if (posix_spawnp(&child, argv[0], &files, &how, argv, environ) != 0)
    child = -1;
  posix_spawnattr_destroy(&how);
  posix_spawn_file_actions_destroy(&files);
  return child;
}

static gboolean run(const struct peer *peer, const char *build, const char *folder, const char *mail, gboolean count)
{
  gint64 begun = g_get_monotonic_time();
  pid_t child = start(peer->arguments, build, folder, mail);
  int status = -1;
  struct rusage used;
  if (child < 0 || wait4(child, &status, 0, &used) != child)
    return FALSE;
  double wall = (double)(g_get_monotonic_time() - begun) / 1e3, cpu = cpu_of(&used);
  while (wait4(-child, NULL, 0, &used) > 0) /* this process is their subreaper */
    cpu += cpu_of(&used);
  if (count) {
    g_array_append_val(peer->wall, wall);
    g_array_append_val(peer->cpu, cpu);
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void put_mail(const char *path, const char *folder, guint n)
{
  g_autofree char *text = g_strdup_printf(
      "Return-Path: <jane%u@customer.example>\nDelivered-To: support@acme.example\n"
      "Received: from mx.customer.example (mx.customer.example [192.0.2.1])\n\tby mail.acme.example (Postfix) with "
      "ESMTPS id %u\n\tfor <support@acme.example>; Mon, 22 Nov 2027 09:00:00 +0000 (UTC)\n"
      "Date: Mon, 22 Nov 2027 09:00:00 +0000\nFrom: Jane Roe <jane%u@customer.example>\nTo: support@acme.example\n"
      "Subject: Cannot log in since this morning\nMessage-ID: <%u.%d@customer.example>\nMIME-Version: 1.0\n"
      "Content-Type: text/plain; charset=utf-8\n\nHello,\n\nsince this morning I cannot log in to my account any more. "
      "The page says that my\npassword is wrong, although I have not changed it. Our team of ten is waiting,\nso please "
      "look at it soon.\n\nKind regards,\nJane Roe\n",
      n, n, n, n, (int)getpid());
  put_file(folder, strrchr(path, '/') + 1, text);
}

static int compare(gconstpointer a, gconstpointer b)
{
  const double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

/* 0.5 is the median */
static double quantile(GArray *of, double part)
{
  g_array_sort(of, compare);
  return of->len ? g_array_index(of, double, (guint)(of->len * part)) : 0;
}

static double median(GArray *of)
{
  return quantile(of, 0.5);
}

/* What the file system takes to make durable about what one mail adds to the ledger. */
static double sync_cost(const char *folder)
{
  static char bytes[SYNC_BYTES];
  g_autofree char *path = g_build_filename(folder, "sync", NULL);
  g_autoptr(GArray) costs = g_array_new(FALSE, FALSE, sizeof(double));
  int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  for (int i = 0; fd >= 0 && i < SYNCS; i++) {
    gint64 begun = g_get_monotonic_time();
    if (write(fd, bytes, sizeof bytes) < 0 || fdatasync(fd) < 0)
      break;
    double cost = (double)(g_get_monotonic_time() - begun) / 1e3;
    g_array_append_val(costs, cost);
  }
  close(fd);
  return median(costs);
}

static const char *file_system(const char *folder)
{
  static const struct {
    unsigned long magic;
    const char *name;
  } known[] = { { 0xEF53, "ext4" },       { 0x01021994, "tmpfs" },    { 0x58465342, "xfs" },
                { 0x9123683E, "btrfs" },  { 0x794C7630, "overlay" },  { 0x2FC12FC1, "zfs" },
                { 0xF2F52010, "f2fs" },   { 0x6969, "nfs" } };
  struct statfs about;
  if (statfs(folder, &about) == 0)
    for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
      if (known[i].magic == (unsigned long)about.f_type)
        return known[i].name;
  return "another file system";
}

/* Who else wants the processors: with more than one process in line for each, wall times tell of the line. */
static void say_load(const char *when)
{
  double load = 0;
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  if (getloadavg(&load, 1) == 1)
    printf("  load %s: %.1f on %ld processors%s\n", when, load, processors,
           load > (double)processors + 1 ? "; believe CPU and no wall time" : "");
}

/* 0 when there is none. */
static pid_t start_watcher(const char *build, const char *folder)
{
  static const char *const arguments[] = { "&/src/deskbell", "watch", "--config", "@/watched.yaml", NULL };
  g_autofree char *program = g_build_filename(build, "src/deskbell-net", NULL);
  g_autofree char *socket = g_build_filename(folder, "socket", NULL);
  pid_t child = g_file_test(program, G_FILE_TEST_IS_EXECUTABLE) ? start(arguments, build, folder, "/dev/null") : -1;
  for (int i = 0; child > 0 && i < WATCH_SECONDS * 20; i++) {
    if (waitpid(child, NULL, WNOHANG) == child)
      return 0;
    if (g_file_test(socket, G_FILE_TEST_EXISTS)) {
      g_usleep(G_USEC_PER_SEC); /* until it listens, and has its rules */
      return child;
    }
    g_usleep(50000);
  }
  return MAX(child, 0);
}

/* Its CPU belongs to each message as well. */
static void end_watcher(pid_t watcher, guint mails)
{
  struct rusage used;
  kill(watcher, SIGTERM);
  if (wait4(watcher, NULL, 0, &used) != watcher)
    return;
  double own = cpu_of(&used) / mails;
  printf("  the watcher itself: %.2f ms of CPU a message, its start included", own);
  if (peers[REFERENCE].there && peers[WATCHED].there)
    printf("; with its filter CPU %.2f times procmail + formail",
           (own + median(peers[WATCHED].cpu)) / median(peers[REFERENCE].cpu));
  printf("\n");
}

static void say_result(const struct peer *peer)
{
  if (!peer->there || !peer->wall->len)
    return;
  double wall = median(peer->wall), quick = quantile(peer->wall, 0.1), cpu = median(peer->cpu);
  const struct peer *reference = &peers[REFERENCE];
  printf("  %-52s %6.2f ms (quickest tenth %5.2f), CPU %5.2f ms", peer->label, wall, quick, cpu);
  if (reference->there && peer != reference)
    printf("; %.2f (%.2f), CPU %.2f times procmail + formail", wall / median(reference->wall),
           quick / quantile(reference->wall, 0.1), cpu / median(reference->cpu));
  printf("\n");
}

static void make_ready(struct peer *peer, guint n, const char *build, const char *folder, pid_t watcher)
{
  g_autofree char *found = peer->program ? g_find_program_in_path(peer->program) : g_strdup("");
  peer->wall = g_array_new(FALSE, FALSE, sizeof(double));
  peer->cpu = g_array_new(FALSE, FALSE, sizeof(double));
  peer->there = found && (n != WATCHED || watcher);
  if (!peer->there)
    printf("  %s: skipped, %s\n", peer->label, n == WATCHED ? "no watcher starts" : "not installed");
  g_autofree char *mail = g_build_filename(folder, "warm", NULL);
  for (guint i = 0; peer->there && i < WARM_UP; i++) {
    put_mail(mail, folder, 1000000 + n * 100 + i);
    if (!run(peer, build, folder, mail, FALSE)) {
      peer->there = FALSE;
      printf("  %s: skipped, it fails\n", peer->label);
    }
  }
}

static void check_proofs(const char *folder)
{
  g_autofree char *reply = g_build_filename(folder, "procmail.reply", NULL);
  struct stat about;
  if (peers[REFERENCE].there && (stat(reply, &about) < 0 || about.st_size < 100))
    printf("  procmail made no reply: its figures count for nothing\n");
}

static void fill_vacation(const char *folder)
{
  g_autofree char *command = g_strdup_printf("cd '%s' && vacation -i -f vacation.db $(id -un) 2>/dev/null && "
                                             "echo @customer.example | vacation -x -f vacation.db $(id -un) 2>/dev/null",
                                             folder);
  if (system(command) != 0)
    peers[4].program = "/nonexistent/vacation";
}

static void bench(const char *build, const char *within, guint rounds)
{
  g_autofree char *folder = g_build_filename(within, "deskbell-bench-XXXXXX", NULL);
  if (!g_mkdtemp(folder) || g_chmod(folder, 0755) < 0)
    g_error("no folder can be made in %s", within);
  prepare(folder);
  fill_vacation(folder);
  printf("One message in a pipe, %u rounds, on %s (%s; write and sync of %d KiB: %.2f ms):\n", rounds,
         file_system(folder), within, SYNC_BYTES / 1024, sync_cost(folder));
  say_load("before");
  pid_t watcher = start_watcher(build, folder);
  for (guint i = 0; i < G_N_ELEMENTS(peers); i++)
    make_ready(&peers[i], i, build, folder, watcher);
  g_autofree char *mail = g_build_filename(folder, "mail", NULL);
  for (guint n = 0; n < rounds; n++) {
    put_mail(mail, folder, n);
    for (guint i = 0; i < G_N_ELEMENTS(peers); i++)
      if (peers[i].there && !run(&peers[i], build, folder, mail, TRUE))
        printf("  %s failed\n", peers[i].label);
  }
  for (guint i = 0; i < G_N_ELEMENTS(peers); i++)
    say_result(&peers[i]);
  if (watcher)
    end_watcher(watcher, rounds + WARM_UP);
  say_load("after");
  check_proofs(folder);
  g_autofree char *remove = g_strdup_printf("rm -rf '%s'", folder);
  if (system(remove) != 0)
    printf("  %s stays\n", folder);
}

int main(int argc, char **argv)
{
  if (argc != 4)
    return 64;
  setvbuf(stdout, NULL, _IOLBF, 0);
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  g_autofree char *build = g_canonicalize_filename(argv[1], NULL);
  guint rounds = (guint)strtoul(argv[3], NULL, 10);
  bench(build, argv[2], rounds);
  if (strcmp(argv[2], "/dev/shm") && g_access("/dev/shm", W_OK) == 0)
    bench(build, "/dev/shm", rounds);
  return 0;
}
