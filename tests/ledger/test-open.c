#include "fixture.h"
#include "ledger/sqlite-private.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define MINA "mina@acme.example"

static struct fixture fixture;

static mode_t mode_of(const char *path)
{
  struct stat about;
  return stat(path, &about) == 0 ? about.st_mode & 07777 : 0;
}

/* Filters under other uids of the group must get in, strangers must not. */
static void files_are_for_the_group_whatever_the_umask(void)
{
  static const struct {
    const char *suffix;
    mode_t mode;
  } files[] = { { "", 0660 }, { "-wal", 0660 }, { "-shm", 0660 }, { ".send.lock", 0660 }, { ".upgrade.lock", 0660 },
    { ".turn", 0660 },
  };
  const mode_t masks[] = { 0, 027, 077 };
  for (gsize i = 0; i < G_N_ELEMENTS(masks); i++) {
    fixture_init(&fixture);
    g_autofree char *folder = g_build_filename(fixture.folder, "state", NULL);
    g_free(fixture.path);
    g_free(fixture.name);
    fixture.path = g_build_filename(folder, "ledger.db", NULL);
    fixture.name = g_strconcat("sqlite:", fixture.path, NULL);
    mode_t before = umask(masks[i]);
    fixture_open(&fixture);
    fixture_queue(&fixture, "k", MINA, 1000);
    struct ledger_lock *lock = ledger_lock(fixture.ledger, "send", NULL);
    umask(before);
    g_assert_nonnull(lock);
    ledger_unlock(lock);
    g_assert_cmphex(mode_of(folder), ==, 02770);
    for (gsize k = 0; k < G_N_ELEMENTS(files); k++) {
      g_autofree char *path = g_strconcat(fixture.path, files[k].suffix, NULL);
      g_assert_cmphex(mode_of(path), ==, files[k].mode);
    }
    ledger_close(g_steal_pointer(&fixture.ledger));
    for (gsize k = 0; k < G_N_ELEMENTS(files); k++) {
      g_autofree char *path = g_strconcat(fixture.path, files[k].suffix, NULL);
      g_assert_cmpint(g_unlink(path), ==, 0);
    }
    g_assert_cmpint(g_rmdir(folder), ==, 0); /* fails if anything else was left */
    fixture_clear(&fixture);
  }
}

static void commits_are_durable_and_readers_never_wait(void)
{
  fixture_init(&fixture);
  fixture_open(&fixture);
  ledger_close(g_steal_pointer(&fixture.ledger));
  fixture_open(&fixture); /* as every process but the first finds it */
  struct sqlite *ledger = sqlite_of(fixture.ledger);
  gint64 synchronous = 0, foreign_keys = 0;
  g_assert_true(SQL_GET(ledger, &synchronous, NULL, "PRAGMA synchronous"));
  g_assert_true(SQL_GET(ledger, &foreign_keys, NULL, "PRAGMA foreign_keys"));
  g_assert_cmpint(synchronous, ==, 2); /* FULL */
  g_assert_cmpint(foreign_keys, ==, 1);
  g_autoptr(SqlStatement) mode = SQL_QUERY(ledger, NULL, "PRAGMA journal_mode");
  gboolean row;
  g_assert_true(sql_next(ledger, mode, &row, NULL));
  g_assert_cmpstr((const char *)sqlite3_column_text(mode, 0), ==, "wal");
  g_clear_pointer(&mode, sql_done);
  fixture_clear(&fixture);
}

/* Filters open, claim and end; nobody stays who would tidy up. */
static void the_log_stays_small_without_a_resident_process(void)
{
  fixture_init(&fixture);
  g_autofree char *wal = g_strconcat(fixture.path, "-wal", NULL);
  for (int i = 0; i < 100; i++) {
    g_autofree char *key = g_strdup_printf("k%d", i);
    fixture_open(&fixture);
    fixture_queue(&fixture, key, MINA, 1000);
    ledger_close(g_steal_pointer(&fixture.ledger));
    struct stat about;
    g_assert_cmpint(stat(wal, &about), ==, 0);
    g_assert_cmpint(about.st_size, <, 1500000);
  }
  fixture_clear(&fixture);
}

static void names_say_which_kind_of_ledger(void)
{
  fixture_init(&fixture);
  static const struct {
    const char *format;
    int fault; /* 0: it opens */
  } cases[] = {
    { "sqlite:%s", 0 },
    { "sqlite://%s", 0 },
    { "sqlite:", FAULT_CONFIG },
    { "sqlite://host%s", FAULT_CONFIG },
    { "postgresql://host%s", FAULT_CONFIG },
    { "%s", FAULT_CONFIG },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    char **around = g_strsplit(cases[i].format, "%s", 2);
    g_autofree char *name = around[1] ? g_strconcat(around[0], fixture.path, NULL) : g_strdup(around[0]);
    g_strfreev(around);
    g_autoptr(GError) error = NULL;
    g_autoptr(Ledger) ledger = ledger_open(name, TRUE, FALSE, &error);
    g_assert_cmpint(ledger != NULL, ==, !cases[i].fault);
    if (cases[i].fault)
      g_assert_error(error, LEDGER_ERROR, cases[i].fault);
  }
  fixture_clear(&fixture);
}

static void a_missing_one_is_made_only_when_asked(void)
{
  static const struct {
    gboolean create, read_only;
  } cases[] = { { FALSE, FALSE }, { FALSE, TRUE }, { TRUE, TRUE } };
  for (int empty = 0; empty < 2; empty++)
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
      fixture_init(&fixture);
      if (empty)
        g_assert_true(g_file_set_contents(fixture.path, "", 0, NULL));
      g_autoptr(GError) error = NULL;
      g_assert_null(ledger_open(fixture.name, cases[i].create, cases[i].read_only, &error));
      g_assert_error(error, LEDGER_ERROR, FAULT_NO_INPUT);
      g_assert_cmpint(g_file_test(fixture.path, G_FILE_TEST_EXISTS), ==, empty);
      fixture_clear(&fixture);
    }
}

/* What is not ours is left exactly as it is. */
static void other_files_are_refused_and_untouched(void)
{
  enum { TEXT, DATABASE, NEWER, DAMAGED, N_CASES };
  static const int faults[N_CASES] = { FAULT_DATA, FAULT_DATA, FAULT_CONFIG, FAULT_DATA };
  for (int i = 0; i < N_CASES; i++) {
    fixture_init(&fixture);
    if (i == NEWER || i == DAMAGED) {
      fixture_open(&fixture);
      ledger_close(g_steal_pointer(&fixture.ledger));
      g_assert_cmpint(fixture_try_sql(&fixture, "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE"), ==, 0);
    }
    if (i == TEXT)
      g_assert_true(g_file_set_contents(fixture.path, "Dear diary, today I was not a database, again, for long.", -1, NULL));
    if (i == DATABASE) {
      g_assert_true(g_file_set_contents(fixture.path, "", 0, NULL));
      g_assert_cmpint(fixture_try_sql(&fixture, "CREATE TABLE theirs (x)"), ==, 0);
    }
    if (i == NEWER)
      g_assert_cmpint(fixture_try_sql(&fixture, "PRAGMA user_version = 99"), ==, 0);
    g_autofree char *before = NULL, *after = NULL;
    gsize length, length_after;
    g_assert_true(g_file_get_contents(fixture.path, &before, &length, NULL));
    if (i == DAMAGED) {
      memset(before, 'x', 16);
      g_assert_true(g_file_set_contents(fixture.path, before, (gssize)length, NULL));
    }
    for (int read_only = 0; read_only < 2; read_only++) {
      g_autoptr(GError) error = NULL;
      g_assert_null(ledger_open(fixture.name, TRUE, read_only, &error));
      g_assert_error(error, LEDGER_ERROR, faults[i]);
      g_assert_nonnull(strstr(error->message, fixture.path));
    }
    g_assert_true(g_file_get_contents(fixture.path, &after, &length_after, NULL));
    g_assert_cmpmem(before, length, after, length_after);
    fixture_clear(&fixture);
  }
}

static void damage_inside_is_found_out(void)
{
  fixture_init(&fixture);
  fixture_open(&fixture);
  fixture_queue(&fixture, "k", MINA, 1000);
  ledger_close(g_steal_pointer(&fixture.ledger));
  g_assert_cmpint(fixture_try_sql(&fixture, "PRAGMA wal_checkpoint(TRUNCATE)"), ==, 0);
  g_autofree char *bytes = NULL;
  gsize length;
  g_assert_true(g_file_get_contents(fixture.path, &bytes, &length, NULL));
  g_assert_cmpuint(length, >, 8192);
  memset(bytes + 4096, 0xff, length - 4096);
  g_assert_true(g_file_set_contents(fixture.path, bytes, (gssize)length, NULL));
  g_autoptr(GError) error = NULL;
  fixture.ledger = ledger_open(fixture.name, FALSE, FALSE, &error);
  g_assert_false(fixture.ledger && fixture_claim(&fixture, "k2", MINA, 0, 1000, NULL, &error));
  g_assert_error(error, LEDGER_ERROR, FAULT_DATA);
  fixture_clear(&fixture);
}

static void reading_writes_nothing(void)
{
  fixture_init(&fixture);
  fixture_open(&fixture);
  fixture_queue(&fixture, "k", MINA, 1000);
  g_autofree char *before = NULL, *after = NULL;
  gsize length, length_after;
  g_autofree char *wal = g_strconcat(fixture.path, "-wal", NULL);
  g_assert_true(g_file_get_contents(wal, &before, &length, NULL));
  struct ledger *reader = ledger_open(fixture.name, FALSE, TRUE, NULL);
  g_assert_nonnull(reader);
  g_autoptr(GPtrArray) tickets = tickets_list(reader, NULL, 0, NULL);
  g_assert_cmpuint(tickets->len, ==, 1);

  const guint32 uid = 7;
  g_autoptr(GArray) uids = g_array_new(FALSE, FALSE, sizeof uid);
  g_array_append_val(uids, uid);
  guint unknown = 0;
  g_assert_true(ledger_compare_marks(reader, "box", 1, uids, &unknown, NULL));
  g_assert_cmpuint(unknown, ==, 1);
  struct ledger *writer = g_steal_pointer(&fixture.ledger);
  fixture.ledger = reader;
  g_autoptr(GError) error = NULL;
  g_assert_false(fixture_claim(&fixture, "k2", MINA, 0, 1000, NULL, &error));
  g_assert_error(error, LEDGER_ERROR, FAULT_INTERNAL);
  g_autoptr(GError) lock_error = NULL;
  g_assert_null(ledger_lock(reader, "send", &lock_error));
  g_assert_nonnull(lock_error);
  g_assert_true(g_file_get_contents(wal, &after, &length_after, NULL));
  g_assert_cmpmem(before, length, after, length_after);
  ledger_close(writer);
  fixture_clear(&fixture);
}

/* Runs `check` as nobody, whom permissions bind even where the tests run as root. */
static void as_nobody(void (*check)(void))
{
  pid_t child = fork();
  if (child == 0) {
    if (geteuid() == 0 && (setgid(65534) < 0 || setuid(65534) < 0))
      _exit(1);
    check();
    _exit(0);
  }
  int status;
  g_assert_cmpint(waitpid(child, &status, 0), ==, child);
  g_assert_cmpint(status, ==, 0);
}

static void open_and_expect(gboolean read_only, int fault)
{
  g_autoptr(GError) error = NULL;
  g_assert_null(ledger_open(fixture.name, TRUE, read_only, &error));
  g_assert_error(error, LEDGER_ERROR, fault);
  g_assert_nonnull(strstr(error->message, fixture.path));
}

static void expect_refused(void)
{
  open_and_expect(FALSE, FAULT_REFUSED);
}

static void expect_refused_both_ways(void)
{
  open_and_expect(FALSE, FAULT_REFUSED);
  open_and_expect(TRUE, FAULT_REFUSED);
}

static void missing_permissions_are_named(void)
{
  static const struct {
    gboolean made;
    mode_t folder, file;
    void (*check)(void);
  } cases[] = {
    { FALSE, 0555, 0, expect_refused },             /* cannot be made */
    { TRUE, 0700, 0660, expect_refused_both_ways }, /* cannot be reached */
    { TRUE, 0755, 0600, expect_refused_both_ways }, /* cannot be read */
    { TRUE, 0755, 0644, expect_refused },           /* cannot be written */
    { TRUE, 0555, 0666, expect_refused },           /* no -wal can be made beside it */
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    fixture_init(&fixture);
    if (cases[i].made) {
      fixture_open(&fixture);
      ledger_close(g_steal_pointer(&fixture.ledger));
      g_autofree char *wal = g_strconcat(fixture.path, "-wal", NULL), *shm = g_strconcat(fixture.path, "-shm", NULL);
      g_assert_cmpint(fixture_try_sql(&fixture, "PRAGMA wal_checkpoint(TRUNCATE)"), ==, 0);
      g_unlink(wal);
      g_unlink(shm);
      g_assert_cmpint(g_chmod(fixture.path, cases[i].file), ==, 0);
    }
    g_assert_cmpint(g_chmod(fixture.folder, cases[i].folder), ==, 0);
    if (geteuid() == 0 || cases[i].folder != 0700)
      as_nobody(cases[i].check);
    g_chmod(fixture.folder, 0700);
    fixture_clear(&fixture);
  }
}

static void processes_that_start_at_once_make_one_ledger(void)
{
  enum { PROCESSES = 16 };
  for (int round = 0; round < 5; round++) {
    fixture_init(&fixture);
    int gate[2];
    g_assert_cmpint(pipe(gate), ==, 0);
    for (int i = 0; i < PROCESSES; i++)
      if (fork() == 0) {
        char nothing;
        close(gate[1]);
        (void)!read(gate[0], &nothing, 1);
        g_autofree char *key = g_strdup_printf("k%d", i);
        GError *error = NULL;
        fixture.ledger = ledger_open(fixture.name, TRUE, FALSE, &error);
        gboolean done = fixture.ledger && fixture_claim(&fixture, key, MINA, 0, 1000, NULL, &error);
        if (!done)
          g_printerr("%s\n", error->message);
        _exit(done ? 0 : 1);
      }
    close(gate[0]);
    close(gate[1]);
    for (int i = 0; i < PROCESSES; i++) {
      int status;
      g_assert_cmpint(wait(&status), >, 0);
      g_assert_cmpint(status, ==, 0);
    }
    g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM meta"), ==, 1);
    g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM tickets"), ==, PROCESSES);
    fixture_clear(&fixture);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/open/modes", files_are_for_the_group_whatever_the_umask);
  g_test_add_func("/open/durable", commits_are_durable_and_readers_never_wait);
  g_test_add_func("/open/log", the_log_stays_small_without_a_resident_process);
  g_test_add_func("/open/names", names_say_which_kind_of_ledger);
  g_test_add_func("/open/missing", a_missing_one_is_made_only_when_asked);
  g_test_add_func("/open/foreign", other_files_are_refused_and_untouched);
  g_test_add_func("/open/damaged", damage_inside_is_found_out);
  g_test_add_func("/open/read-only", reading_writes_nothing);
  g_test_add_func("/open/permissions", missing_permissions_are_named);
  g_test_add_func("/open/race", processes_that_start_at_once_make_one_ledger);
  return g_test_run();
}
