/* Waiting for commits: who is told, of what, and how often. */
#include "fixture.h"

#include "ledger/changes.h"

#include <glib/gstdio.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

static gboolean readable(const struct changes *changes, int milliseconds)
{
  struct pollfd fd = { .fd = changes_fd(changes), .events = POLLIN };
  return poll(&fd, 1, milliseconds) == 1;
}

static struct changes *listen_to(struct fixture *fixture)
{
  fixture_init(fixture);
  fixture_open(fixture);
  GError *error = NULL;
  struct changes *changes = changes_open(fixture->ledger, &error);
  g_assert_no_error(error);
  g_assert_cmpint(changes_drain(changes), ==, CHANGES_NONE);
  return changes;
}

/* A claim by a process of its own, which opens the ledger itself. */
static void claim_elsewhere(const struct fixture *fixture, const char *key, unsigned times)
{
  pid_t pid = fork();
  if (pid == 0) {
    struct fixture other = *fixture;
    fixture_open(&other);
    for (unsigned i = 0; i < times; i++) {
      g_autofree char *one = g_strdup_printf("%s-%u", key, i);
      fixture_queue(&other, one, "a@b.example", 1000 + i);
    }
    ledger_close(other.ledger);
    _exit(0);
  }
  int status;
  g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
  g_assert_cmpint(status, ==, 0);
}

static void another_process_wakes_us_and_its_rows_are_there(void)
{
  struct fixture fixture;
  g_autoptr(Changes) changes = listen_to(&fixture);
  g_assert_false(readable(changes, 0));
  claim_elsewhere(&fixture, "k", 1);
  g_assert_true(readable(changes, 5000));
  g_assert_cmpint(changes_drain(changes), ==, CHANGES_COMMITTED);
  struct outbox_row *row = NULL;
  g_assert_true(outbox_lease(fixture.ledger, 2000, &row, NULL));
  g_assert_nonnull(row);
  outbox_row_free(row);
  changes_close(g_steal_pointer(&changes));
  fixture_clear(&fixture);
}

static void a_burst_is_drained_at_once(void)
{
  struct fixture fixture;
  g_autoptr(Changes) changes = listen_to(&fixture);
  claim_elsewhere(&fixture, "k", 50);
  g_assert_cmpint(changes_drain(changes), ==, CHANGES_COMMITTED);
  g_assert_cmpint(changes_drain(changes), ==, CHANGES_NONE);
  g_assert_false(readable(changes, 0));
  changes_close(g_steal_pointer(&changes));
  fixture_clear(&fixture);
}

static void looking_without_finding_anything_wakes_nobody(void)
{
  struct fixture fixture;
  g_autoptr(Changes) changes = listen_to(&fixture);
  struct outbox_row *row = NULL;
  guint uncertain;
  gint64 due;
  struct ledger_state state;
  g_assert_true(outbox_recover(fixture.ledger, FALSE, 1000, &uncertain, NULL));
  g_assert_true(outbox_lease(fixture.ledger, 1000, &row, NULL));
  g_assert_true(outbox_next_due(fixture.ledger, &due, NULL));
  g_assert_true(ledger_state(fixture.ledger, &state, NULL));
  g_free(state.identity);
  g_assert_false(readable(changes, 0));
  fixture_queue(&fixture, "k", "a@b.example", 5000);
  g_assert_true(readable(changes, 0));
  g_assert_cmpint(changes_drain(changes), ==, CHANGES_COMMITTED);
  g_assert_true(outbox_lease(fixture.ledger, 1000, &row, NULL));
  g_assert_false(readable(changes, 0));
  changes_close(g_steal_pointer(&changes));
  fixture_clear(&fixture);
}

static void other_files_of_the_folder_are_no_commits(void)
{
  struct fixture fixture;
  g_autoptr(Changes) changes = listen_to(&fixture);
  g_autofree char *other = g_build_filename(fixture.folder, "key", NULL);
  g_assert_true(g_file_set_contents(other, "x", 1, NULL));
  g_assert_cmpint(changes_drain(changes), ==, CHANGES_NONE);
  changes_close(g_steal_pointer(&changes));
  fixture_clear(&fixture);
}

static void a_log_that_was_made_anew_is_heard(void)
{
  struct fixture fixture;
  g_autoptr(Changes) changes = listen_to(&fixture);
  fixture_queue(&fixture, "k", "a@b.example", 5000);
  g_assert_cmpint(fixture_try_sql(&fixture, "PRAGMA wal_checkpoint(TRUNCATE)"), ==, 0);
  g_assert_cmpint(changes_drain(changes), ==, CHANGES_COMMITTED);
  claim_elsewhere(&fixture, "l", 1);
  g_assert_true(readable(changes, 5000));
  g_assert_cmpint(changes_drain(changes), ==, CHANGES_COMMITTED);
  changes_close(g_steal_pointer(&changes));
  fixture_clear(&fixture);
}

static void a_replaced_ledger_is_told(void)
{
  struct fixture fixture;
  g_autoptr(Changes) changes = listen_to(&fixture);
  g_autofree char *aside = g_strconcat(fixture.path, ".aside", NULL);
  g_assert_cmpint(g_rename(fixture.path, aside), ==, 0);
  g_assert_cmpint(changes_drain(changes), ==, CHANGES_REPLACED);
  g_autofree char *bytes = NULL;
  gsize length;
  g_assert_true(g_file_get_contents(aside, &bytes, &length, NULL));
  g_assert_true(g_file_set_contents(fixture.path, bytes, (gssize)length, NULL));
  g_assert_cmpint(changes_drain(changes), ==, CHANGES_REPLACED);
  g_assert_cmpint(g_rename(aside, fixture.path), ==, 0);
  g_assert_cmpint(changes_drain(changes), !=, CHANGES_REPLACED);
  changes_close(g_steal_pointer(&changes));
  fixture_clear(&fixture);
}

static void a_ledger_behind_a_link_is_heard(void)
{
  struct fixture fixture;
  fixture_init(&fixture);
  fixture_open(&fixture);
  g_autofree char *folder = g_dir_make_tmp("deskbell-link-XXXXXX", NULL);
  g_autofree char *link = g_build_filename(folder, "ledger.db", NULL);
  g_autofree char *name = g_strconcat("sqlite:", link, NULL);
  g_assert_cmpint(symlink(fixture.path, link), ==, 0);
  GError *error = NULL;
  g_autoptr(Ledger) ledger = ledger_open(name, FALSE, FALSE, &error);
  g_assert_no_error(error);
  g_autoptr(Changes) changes = changes_open(ledger, &error);
  g_assert_no_error(error);
  claim_elsewhere(&fixture, "k", 1);
  g_assert_cmpint(changes_drain(changes), ==, CHANGES_COMMITTED);
  g_unlink(link);
  g_rmdir(folder);
  fixture_clear(&fixture);
}

static void the_next_row_that_wants_to_leave_is_known(void)
{
  struct fixture fixture;
  fixture_init(&fixture);
  fixture_open(&fixture);
  gint64 due;
  g_assert_true(outbox_next_due(fixture.ledger, &due, NULL));
  g_assert_cmpint(due, ==, CLOCK_NONE);
  fixture.decision.not_before = 9000;
  fixture_queue(&fixture, "held", "a@b.example", 1000);
  g_assert_true(outbox_next_due(fixture.ledger, &due, NULL));
  g_assert_cmpint(due, ==, 9000);
  fixture.decision.not_before = CLOCK_NONE;
  guint64 queued = fixture_queue(&fixture, "queued", "a@b.example", 2000);
  g_assert_true(outbox_next_due(fixture.ledger, &due, NULL));
  g_assert_cmpint(due, ==, 2000);
  struct outbox_row *row = NULL;
  g_assert_true(outbox_lease(fixture.ledger, 2000, &row, NULL));
  g_assert_cmpuint(row->id, ==, queued);
  outbox_row_free(row);
  g_assert_true(outbox_next_due(fixture.ledger, &due, NULL));
  g_assert_cmpint(due, ==, 9000);
  g_assert_true(outbox_settle(fixture.ledger, queued, OUTCOME_TEMPORARY, "busy", 2060, 2000, NULL));
  g_assert_true(outbox_next_due(fixture.ledger, &due, NULL));
  g_assert_cmpint(due, ==, 2060);
  fixture_clear(&fixture);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/changes/elsewhere", another_process_wakes_us_and_its_rows_are_there);
  g_test_add_func("/changes/burst", a_burst_is_drained_at_once);
  g_test_add_func("/changes/no-loop", looking_without_finding_anything_wakes_nobody);
  g_test_add_func("/changes/other-files", other_files_of_the_folder_are_no_commits);
  g_test_add_func("/changes/new-log", a_log_that_was_made_anew_is_heard);
  g_test_add_func("/changes/replaced", a_replaced_ledger_is_told);
  g_test_add_func("/changes/link", a_ledger_behind_a_link_is_heard);
  g_test_add_func("/changes/next-due", the_next_row_that_wants_to_leave_is_known);
  return g_test_run();
}
