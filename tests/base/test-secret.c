#include "config-testing.h"

#include "base/fault.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/wait.h>
#include <unistd.h>

struct place {
  char *folder, *file;
};

static void setup(struct place *place, gconstpointer unused G_GNUC_UNUSED)
{
  place->folder = g_dir_make_tmp("deskbell-secret-XXXXXX", NULL);
  place->file = g_build_filename(place->folder, "password", NULL);
}

static void teardown(struct place *place, gconstpointer unused G_GNUC_UNUSED)
{
  g_unlink(place->file);
  g_rmdir(place->folder);
  g_free(place->folder);
  g_free(place->file);
}

static void write_bytes(const char *path, const char *bytes, gssize length)
{
  g_autoptr(GError) error = NULL;
  g_file_set_contents(path, bytes, length, &error);
  g_assert_no_error(error);
}

static void assert_secret(const struct config_secret *secret, const char *expected)
{
  g_autoptr(GError) error = NULL;
  char *got = config_secret_read(secret, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(got, ==, expected);
  config_secret_wipe(got);
}

static void assert_refused(const struct config_secret *secret, enum fault fault, const char *message)
{
  g_autoptr(GError) error = NULL;
  g_assert_null(config_secret_read(secret, &error));
  g_assert_error(error, CONFIG_ERROR, (int)fault);
  g_assert_cmpstr(error->message, ==, message);
}

static void a_file_gives_its_first_line(struct place *place, gconstpointer unused G_GNUC_UNUSED)
{
  static const struct {
    const char *bytes, *secret;
  } cases[] = {
    { "hunter2\n", "hunter2" },
    { "hunter2", "hunter2" },
    { "hunter2\nurl: imap.acme.example\r\n", "hunter2" },
    { " with spaces \n", " with spaces " },
    { "비밀번호\n", "비밀번호" },
  };
  struct config_secret secret = { .file = place->file };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    write_bytes(place->file, cases[i].bytes, -1);
    assert_secret(&secret, cases[i].secret);
  }
}

static void what_breaks_a_line_protocol_is_refused(struct place *place, gconstpointer unused G_GNUC_UNUSED)
{
  static const struct {
    const char *bytes;
    gssize length;
    enum fault fault;
    const char *reason;
  } cases[] = {
    { "hunter2\r\n", 9, FAULT_REFUSED, "the first line has a carriage return in it; save it with plain line ends" },
    { "hun\rter2\n", 9, FAULT_REFUSED, "the first line has a carriage return in it; save it with plain line ends" },
    { "hun\0ter2\n", 9, FAULT_REFUSED, "the first line has a NUL in it" },
    { "hunter2\0", 8, FAULT_REFUSED, "the first line has a NUL in it" },
    { "\nhunter2\n", 9, FAULT_CONFIG, "the first line is empty" },
    { "", 0, FAULT_CONFIG, "the first line is empty" },
  };
  struct config_secret secret = { .file = place->file };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    write_bytes(place->file, cases[i].bytes, cases[i].length);
    g_autofree char *message = g_strdup_printf("password file '%s': %s", place->file, cases[i].reason);
    assert_refused(&secret, cases[i].fault, message);
  }
}

static void a_secret_ends_at_four_kibibytes(struct place *place, gconstpointer unused G_GNUC_UNUSED)
{
  g_autofree char *most = g_strnfill(4096, 'x'), *over = g_strnfill(4097, 'x');
  g_autofree char *with_line_end = g_strconcat(most, "\nand a note behind it\n", NULL);
  g_autofree char *message =
      g_strdup_printf("password file '%s': the first line is longer than 4096 bytes", place->file);
  struct config_secret secret = { .file = place->file };
  write_bytes(place->file, most, -1);
  assert_secret(&secret, most);
  write_bytes(place->file, with_line_end, -1);
  assert_secret(&secret, most);
  write_bytes(place->file, over, -1);
  assert_refused(&secret, FAULT_REFUSED, message);
}

static void a_file_that_cannot_be_read_says_why(struct place *place, gconstpointer unused G_GNUC_UNUSED)
{
  g_autofree char *missing = g_strdup_printf("password file '%s': No such file or directory", place->file);
  g_autofree char *folder = g_strdup_printf("password file '%s': Is a directory", place->folder);
  g_autofree char *closed = g_strdup_printf("password file '%s': Permission denied", place->file);
  assert_refused(&(struct config_secret){ .file = place->file }, FAULT_NO_INPUT, missing);
  assert_refused(&(struct config_secret){ .file = place->folder }, FAULT_CONFIG, folder);
  if (geteuid() == 0)
    return; /* nothing is closed to root */
  write_bytes(place->file, "hunter2\n", -1);
  g_chmod(place->file, 0);
  assert_refused(&(struct config_secret){ .file = place->file }, FAULT_REFUSED, closed);
}

static void a_command_gives_its_first_line(void)
{
  static const struct {
    const char *command, *secret;
  } cases[] = {
    { "echo hunter2", "hunter2" },
    { "printf hunter2", "hunter2" },
    { "printf 'hunter2\\nuser: support\\n'", "hunter2" },
    { "printf hun; sleep 0.05; echo ter2", "hunter2" },
    { "read line || echo nothing on stdin", "nothing on stdin" },
    { "a=hunter2\necho $a", "hunter2" },
    { "printf 'hunter2\\n'; head -c 60000 /dev/zero", "hunter2" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
    assert_secret(&(struct config_secret){ .command = (char *)cases[i].command }, cases[i].secret);
}

static void a_command_that_fails_gives_its_status(void)
{
  static const struct {
    const char *command;
    enum fault fault;
    const char *message;
  } cases[] = {
    { "echo hunter2; exit 3", FAULT_CONFIG, "password command 'echo hunter2; exit 3': ended with status 3" },
    { "/no/such/program 2>/dev/null", FAULT_CONFIG,
      "password command '/no/such/program 2>/dev/null': ended with status 127" },
    { "exit 75", FAULT_TEMPORARY, "password command 'exit 75': ended with status 75" },
    { "kill -9 $$", FAULT_CONFIG, "password command 'kill -9 $$': was ended by signal 9" },
    { "true", FAULT_CONFIG, "password command 'true': the first line is empty" },
    { "printf 'a\\rb\\n'", FAULT_REFUSED,
      "password command 'printf 'a\\rb\\n'': the first line has a carriage return in it; save it with plain line "
      "ends" },
    { "printf 'a\\0b\\n'", FAULT_REFUSED, "password command 'printf 'a\\0b\\n'': the first line has a NUL in it" },
    { "yes", FAULT_TEMPORARY, "password command 'yes': printed more than 64 KiB" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
    assert_refused(&(struct config_secret){ .command = (char *)cases[i].command }, cases[i].fault, cases[i].message);
}

static void no_source_at_all_is_an_error(void)
{
  assert_refused(&(struct config_secret){ 0 }, FAULT_CONFIG, "no password; give password-command or password-file");
  config_secret_wipe(NULL);
}

/* systemd's LoadCredential= puts secrets into a folder of its own. */
static void relative_files_lie_in_the_credentials_directory(struct place *place, gconstpointer unused G_GNUC_UNUSED)
{
  static const char text[] = "mailboxes: {m: {url: 'imaps://h', user: u, password-file: password}}\n"
                             "send: {url: 'smtps://h', user: u, from: a@b.example, password-file: /etc/deskbell/p}\n";
  g_setenv("CREDENTIALS_DIRECTORY", place->folder, TRUE);
  g_autoptr(Config) config = config_must("/etc/deskbell/deskbell.yaml", text);
  g_unsetenv("CREDENTIALS_DIRECTORY");
  g_assert_cmpstr(config->send.password.file, ==, "/etc/deskbell/p");
  write_bytes(place->file, "hunter2\n", -1);
  assert_secret(&config_mailbox(config, "m")->password, "hunter2");
  g_autoptr(Config) beside = config_must("/etc/deskbell/deskbell.yaml", text);
  g_assert_cmpstr(config_mailbox(beside, "m")->password.file, ==, "/etc/deskbell/password");
}

static void nothing_is_left_running(void)
{
  assert_refused(&(struct config_secret){ .command = "exec yes" }, FAULT_TEMPORARY,
                 "password command 'exec yes': printed more than 64 KiB");
  int status;
  g_assert_cmpint(waitpid(-1, &status, WNOHANG), ==, -1);
  g_assert_cmpint(errno, ==, ECHILD);
}

#define add(path, test) g_test_add(path, struct place, NULL, setup, test, teardown)

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_unsetenv("CREDENTIALS_DIRECTORY");
  add("/secret/file", a_file_gives_its_first_line);
  add("/secret/line-breaks", what_breaks_a_line_protocol_is_refused);
  add("/secret/size", a_secret_ends_at_four_kibibytes);
  add("/secret/unreadable", a_file_that_cannot_be_read_says_why);
  add("/secret/credentials-directory", relative_files_lie_in_the_credentials_directory);
  g_test_add_func("/secret/command", a_command_gives_its_first_line);
  g_test_add_func("/secret/command/fails", a_command_that_fails_gives_its_status);
  g_test_add_func("/secret/command/reaped", nothing_is_left_running);
  g_test_add_func("/secret/none", no_source_at_all_is_an_error);
  return g_test_run();
}
