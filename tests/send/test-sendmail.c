/* Sending by a program, with shell scripts for programs. */
#include "base/fault.h"
#include "reply/reply.h"
#include "send/sender-private.h"

#include "../slow.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static char *folder;

struct run {
  struct config_send config;
  char *program, *url, *seen;
  Sender *sender;
  unsigned commits;
  gboolean commit_fails;
  gboolean ran_before_commit;
};

/* A program that runs `script` with $SEEN, the file it may write to. */
static void run_init(struct run *run, const char *script)
{
  *run = (struct run){ 0 };
  run->program = g_build_filename(folder, "program", NULL);
  run->seen = g_build_filename(folder, "seen", NULL);
  run->url = g_strconcat("sendmail:", run->program, NULL);
  run->config.url = run->url;
  g_remove(run->seen);
  g_autofree char *text = g_strdup_printf("#!/bin/sh\nSEEN='%s'\n%s\n", run->seen, script);
  g_assert_true(g_file_set_contents(run->program, text, -1, NULL));
  g_assert_cmpint(g_chmod(run->program, 0755), ==, 0);
  run->sender = sender_new(&run->config, NULL);
  g_assert_nonnull(run->sender);
}

static void run_clear(struct run *run)
{
  sender_free(run->sender);
  g_free(run->program);
  g_free(run->url);
  g_free(run->seen);
}

static gboolean commit(gpointer data, GError **error)
{
  struct run *run = data;
  run->commits++;
  run->ran_before_commit = g_file_test(run->seen, G_FILE_TEST_EXISTS);
  if (run->commit_fails)
    g_set_error_literal(error, SEND_ERROR, FAULT_IO, "disk full");
  return !run->commit_fails;
}

static void submit_from(struct run *run, const char *from, const char *text, struct send_result *ret)
{
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  struct reply_mail mail = { .bytes = bytes, .envelope_from = (char *)from, .envelope_to = (char *)"c@example.org" };
  sender_submit(run->sender, &mail, commit, run, ret);
}

static void submit(struct run *run, struct send_result *ret)
{
  submit_from(run, "s@acme.example", "A: b\r\n\r\n.\r\nend\r\n", ret);
}

struct ending {
  const char *name, *script;
  enum outbox_outcome outcome;
  gboolean unreachable;
  const char *diagnostic; /* part of it */
};

static const struct ending endings[] = {
  { "accepted", "cat >/dev/null", OUTCOME_SENT, FALSE, "accepted" },
  { "accepted-unread", "exit 0", OUTCOME_SENT, FALSE, "accepted" },
  { "tempfail", "printf 'queue\\nfull\\n' >&2; exit 75", OUTCOME_TEMPORARY, FALSE, "(status 75): queue full" },
  { "no-user", "echo unknown >&2; exit 67", OUTCOME_PERMANENT, FALSE, "no such recipient (status 67): unknown" },
  { "no-host", "exit 68", OUTCOME_PERMANENT, FALSE, "no such host" },
  { "data-error", "exit 65", OUTCOME_PERMANENT, FALSE, "refused" },
  { "usage", "exit 64", OUTCOME_PERMANENT, FALSE, "usage" },
  { "permission", "exit 77", OUTCOME_TEMPORARY, TRUE, "permission" },
  { "configuration", "exit 78", OUTCOME_TEMPORARY, TRUE, "configured" },
  { "unknown-status", "exit 3", OUTCOME_TEMPORARY, FALSE, "status 3" },
  { "killed", "kill -9 $$", OUTCOME_UNCERTAIN, FALSE, "signal 9" },
  { "closes-stderr", "exec 2>&-; sleep 0.2; exit 67", OUTCOME_PERMANENT, FALSE, "67" },
  { "leaves-something-running", "sleep 30 & exit 0", OUTCOME_SENT, FALSE, "accepted" },
};

static void test_ending_decides_the_outcome(gconstpointer data)
{
  const struct ending *ending = data;
  struct run run;
  run_init(&run, ending->script);
  struct send_result result;
  submit(&run, &result);
  g_test_message("%s", result.diagnostic);
  g_assert_cmpint(result.outcome, ==, ending->outcome);
  g_assert_cmpint(result.unreachable, ==, ending->unreachable);
  g_assert_cmpint(result.error != NULL, ==, ending->unreachable);
  g_assert_nonnull(strstr(result.diagnostic, ending->diagnostic));
  g_assert_cmpuint(run.commits, ==, 1);
  send_result_clear(&result);
  run_clear(&run);
}

static void assert_seen(const struct run *run, const char *expected)
{
  g_autofree char *seen = NULL;
  g_assert_true(g_file_get_contents(run->seen, &seen, NULL, NULL));
  g_assert_cmpstr(seen, ==, expected);
}

static void test_program_gets_addresses_as_arguments_and_the_whole_mail(void)
{
  struct run run;
  struct send_result result;
  run_init(&run, "for a; do echo \"[$a]\"; done >\"$SEEN\"; cat >>\"$SEEN\"");
  submit(&run, &result);
  g_assert_cmpint(result.outcome, ==, OUTCOME_SENT);
  assert_seen(&run, "[-i]\n[-f]\n[s@acme.example]\n[--]\n[c@example.org]\nA: b\n\n.\nend\n");
  g_assert_false(run.ran_before_commit);
  send_result_clear(&result);
  run_clear(&run);
}

static void test_null_sender_is_written_as_angle_brackets(void)
{
  struct run run;
  struct send_result result;
  run_init(&run, "echo \"$3\" >\"$SEEN\"");
  submit_from(&run, "", "A: b\r\n\r\n", &result);
  assert_seen(&run, "<>\n");
  send_result_clear(&result);
  run_clear(&run);
}

static void test_environment_is_minimal(void)
{
  struct run run;
  struct send_result result;
  g_setenv("DESKBELL_TEST_SECRET", "x", TRUE);
  run_init(&run, "env | sed 's/=.*//' | grep -v -e '^PWD$' -e '^_$' -e '^SHLVL$' -e '^OLDPWD$' | sort | tr '\\n' ' ' >\"$SEEN\"");
  submit(&run, &result);
  g_autofree char *seen = NULL;
  g_assert_true(g_file_get_contents(run.seen, &seen, NULL, NULL));
  g_assert_null(strstr(seen, "DESKBELL"));
  g_assert_nonnull(strstr(seen, "PATH"));
  send_result_clear(&result);
  run_clear(&run);
}

static void test_slow_reader_of_a_large_mail_gets_all_of_it(void)
{
  struct run run;
  struct send_result result;
  g_autoptr(GString) text = g_string_new("A: b\r\n\r\n");
  for (unsigned i = 0; i < 20000; i++)
    g_string_append_printf(text, "line %05u\r\n", i);
  run_init(&run, "sleep 0.3; wc -c >\"$SEEN\"");
  submit_from(&run, "", text->str, &result);
  g_assert_cmpint(result.outcome, ==, OUTCOME_SENT);
  g_autofree char *expected = g_strdup_printf("%u\n", 6 + 20000 * 11);
  assert_seen(&run, expected);
  send_result_clear(&result);
  run_clear(&run);
}

static void test_flood_of_complaints_is_capped(void)
{
  struct run run;
  struct send_result result;
  run_init(&run, "head -c 3000000 /dev/zero | tr '\\0' 'x' >&2; exit 75");
  submit(&run, &result);
  g_assert_cmpint(result.outcome, ==, OUTCOME_TEMPORARY);
  g_assert_cmpuint(strlen(result.diagnostic), <, 3000);
  send_result_clear(&result);
  run_clear(&run);
}

static void test_program_that_never_ends_is_killed_with_its_children(void)
{
  struct run run;
  struct send_result result;
  run_init(&run, "exec 9>\"$SEEN\"; sleep 60 & sleep 60");
  g_assert_cmpint(mkfifo(run.seen, 0600), ==, 0);
  int held = open(run.seen, O_RDONLY | O_NONBLOCK | O_CLOEXEC); /* at its end when nobody has it open for writing */
  sendmail_limit(run.sender, 500);
  gint64 start = g_get_monotonic_time();
  submit(&run, &result);
  g_assert_cmpint(result.outcome, ==, OUTCOME_UNCERTAIN);
  g_assert_true(result.unreachable);
  g_assert_error(result.error, SEND_ERROR, FAULT_UNAVAILABLE);
  char byte;
  while (read(held, &byte, 1) != 0)
    g_usleep(10000);
  g_assert_cmpint(g_get_monotonic_time() - start, <, 30 * G_USEC_PER_SEC);
  close(held);
  send_result_clear(&result);
  run_clear(&run);
}

static void test_failed_commit_starts_nothing(void)
{
  struct run run;
  struct send_result result;
  run_init(&run, "echo started >\"$SEEN\"");
  run.commit_fails = TRUE;
  submit(&run, &result);
  g_assert_cmpint(result.outcome, ==, OUTCOME_TEMPORARY);
  g_assert_error(result.error, SEND_ERROR, FAULT_IO);
  g_assert_false(g_file_test(run.seen, G_FILE_TEST_EXISTS));
  send_result_clear(&result);
  run_clear(&run);
}

static void test_missing_program_is_unreachable_and_commits_nothing(void)
{
  struct run run;
  struct send_result result;
  run_init(&run, "exit 0");
  g_remove(run.program);
  submit(&run, &result);
  g_assert_cmpint(result.outcome, ==, OUTCOME_TEMPORARY);
  g_assert_true(result.unreachable);
  g_assert_error(result.error, SEND_ERROR, FAULT_CONFIG);
  g_assert_cmpuint(run.commits, ==, 0);
  g_autoptr(GError) error = NULL;
  g_assert_false(sender_check(run.sender, &error));
  g_assert_error(error, SEND_ERROR, FAULT_CONFIG);
  send_result_clear(&result);
  run_clear(&run);
}

static void test_program_without_its_interpreter_is_unreachable(void)
{
  if (slowness() > 1) {
    g_test_skip("valgrind ends where an exec fails behind its check");
    return;
  }
  struct run run;
  struct send_result result;
  run_init(&run, "");
  g_assert_true(g_file_set_contents(run.program, "#!/nonexistent/interpreter\n", -1, NULL));
  g_assert_cmpint(g_chmod(run.program, 0755), ==, 0);
  submit(&run, &result);
  g_assert_cmpint(result.outcome, ==, OUTCOME_TEMPORARY);
  g_assert_true(result.unreachable);
  g_assert_error(result.error, SEND_ERROR, FAULT_CONFIG);
  send_result_clear(&result);
  run_clear(&run);
}

static void test_impossible_mail_is_refused_without_running_anything(void)
{
  struct run run;
  struct send_result result;
  run_init(&run, "echo started >\"$SEEN\"");
  submit_from(&run, "s@acme.example\nX", "A: b\r\n\r\n", &result);
  g_assert_cmpint(result.outcome, ==, OUTCOME_PERMANENT);
  send_result_clear(&result);
  submit_from(&run, "s@acme.example", "A: b\n\n", &result);
  g_assert_cmpint(result.outcome, ==, OUTCOME_PERMANENT);
  g_assert_cmpuint(run.commits, ==, 0);
  g_assert_false(g_file_test(run.seen, G_FILE_TEST_EXISTS));
  send_result_clear(&result);
  run_clear(&run);
}

static void test_url_needs_an_absolute_path(void)
{
  static const char *const urls[] = { "sendmail:", "sendmail:sendmail", "sendmail:./sendmail", "mail:/bin/true", NULL };
  for (gsize i = 0; i < G_N_ELEMENTS(urls); i++) {
    g_autoptr(GError) error = NULL;
    struct config_send config = { .url = (char *)urls[i] };
    g_assert_null(sender_new(&config, &error));
    g_assert_error(error, SEND_ERROR, FAULT_CONFIG);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  folder = g_dir_make_tmp("deskbell-sendmail-XXXXXX", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
    g_autofree char *path = g_strconcat("/sendmail/ending/", endings[i].name, NULL);
    g_test_add_data_func(path, &endings[i], test_ending_decides_the_outcome);
  }
#define ADD(name, function) g_test_add_func("/sendmail/" name, function)
  ADD("program-gets-addresses-and-the-whole-mail", test_program_gets_addresses_as_arguments_and_the_whole_mail);
  ADD("null-sender-is-written-as-angle-brackets", test_null_sender_is_written_as_angle_brackets);
  ADD("environment-is-minimal", test_environment_is_minimal);
  ADD("slow-reader-of-a-large-mail-gets-all-of-it", test_slow_reader_of_a_large_mail_gets_all_of_it);
  ADD("flood-of-complaints-is-capped", test_flood_of_complaints_is_capped);
  ADD("program-that-never-ends-is-killed", test_program_that_never_ends_is_killed_with_its_children);
  ADD("failed-commit-starts-nothing", test_failed_commit_starts_nothing);
  ADD("missing-program-is-unreachable", test_missing_program_is_unreachable_and_commits_nothing);
  ADD("program-without-its-interpreter-is-unreachable", test_program_without_its_interpreter_is_unreachable);
  ADD("impossible-mail-is-refused", test_impossible_mail_is_refused_without_running_anything);
  ADD("url-needs-an-absolute-path", test_url_needs_an_absolute_path);
  int status = g_test_run();
  static const char *const files[] = { "program", "seen" };
  for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
    g_autofree char *path = g_build_filename(folder, files[i], NULL);
    g_remove(path);
  }
  g_rmdir(folder);
  g_free(folder);
  return status;
}
