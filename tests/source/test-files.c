#include "base/fault.h"
#include "source/source.h"

#include "../folder.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

struct place {
  char *dir;
};

static void set_up(struct place *place, gconstpointer data)
{
  (void)data;
  place->dir = g_dir_make_tmp("deskbell-XXXXXX", NULL);
}

static void tear_down(struct place *place, gconstpointer data)
{
  (void)data;
  folder_remove(place->dir);
  g_free(place->dir);
}

static char *write_file(const struct place *place, const char *name, const char *text)
{
  char *path = g_build_filename(place->dir, name, NULL);
  g_autofree char *folder = g_path_get_dirname(path);
  g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
  g_assert_true(g_file_set_contents(path, text, -1, NULL));
  return path;
}

static struct source *open_path(const char *path)
{
  g_autoptr(GError) error = NULL;
  struct source *source = source_open_path(path, &error);
  g_assert_no_error(error);
  return source;
}

/* "subject|text" of each message, the text without its last line end, "bad: where" for a bad one, joined by newlines */
static char *read_all(const char *path)
{
  g_autoptr(Source) source = open_path(path);
  GString *all = g_string_new(NULL);
  for (guint index = 0;; index++) {
    g_autoptr(SourceItem) item = NULL;
    g_autoptr(GError) error = NULL;
    enum source_step step = source->ops->next(source, &item, &error);
    if (step == SOURCE_END)
      return g_string_free(all, FALSE);
    g_assert_cmpint(step, !=, SOURCE_FAILED);
    if (strcmp(item->path, path) == 0)
      g_assert_cmpuint(item->index, ==, index);
    else
      g_assert_true(g_str_has_prefix(item->path, path));
    if (step == SOURCE_BAD_MESSAGE) {
      g_assert_error(error, SOURCE_ERROR, FAULT_DATA);
      g_autofree char *name = g_path_get_basename(item->where);
      g_string_append_printf(all, "bad: %s\n", name);
    } else {
      g_autofree char *text = g_strchomp(g_strdup(item->mail->text));
      g_string_append_printf(all, "%s|%s%s\n", item->mail->subject, text, item->answered ? "|answered" : "");
    }
  }
}

static void assert_reads(const char *path, const char *expected)
{
  g_autofree char *all = read_all(path);
  g_assert_cmpstr(all, ==, expected);
}

static const struct {
  const char *name, *text, *expected;
} streams[] = {
  { "one message", "Subject: a\n\nbody\n", "a|body\n" },
  { "no final newline", "Subject: a\n\nbody", "a|body\n" },
  { "shorter than a separator", "S:", "|\n" },
  { "empty", "", "bad: stream\n" },
  { "mbox of one", "From x@y Mon Nov 16 09:00:00 2026\nSubject: a\n\nbody\n\n", "a|body\n" },
  { "mbox without a final newline", "From x Mon Nov 16 09:00:00 2026\nSubject: a\n\nbody", "a|body\n" },
  { "mbox of two",
    "From x Mon Nov 16 09:00:00 2026\nSubject: a\n\none\n\nFrom y Mon Nov 16 09:00:00 2026\nSubject: b\n\ntwo\n\n",
    "a|one\nb|two\n" },
  { "mbox in CRLF",
    "From x Mon Nov 16 09:00:00 2026\r\nSubject: a\r\n\r\none\r\n\r\nFrom y\r\nSubject: b\r\n\r\ntwo\r\n\r\n",
    "a|one\nb|two\n" },
  { "separator without a date", "From x\nSubject: a\n\none\n\nFrom y\nSubject: b\n\ntwo\n", "a|one\nb|two\n" },
  { "quoted From is unquoted once", "From x\nSubject: a\n\n>From here\n>>From there\n> From far\n",
    "a|From here\n>From there\n> From far\n" },
  { "From in prose is no separator", "From x\nSubject: a\n\none\n\nFrom now on we wait.\n\nBye\n",
    "a|one\n\nFrom now on we wait.\n\nBye\n" },
  { "From without an empty line before it", "From x\nSubject: a\n\none\nFrom x Mon Nov 16 09:00:00 2026\n",
    "a|one\nFrom x Mon Nov 16 09:00:00 2026\n" },
  { "message without a body before the next", "From x\nSubject: a\n\nFrom y\nSubject: b\n\ntwo\n", "a|\nb|two\n" },
};

static void test_streams(struct place *place, gconstpointer data)
{
  (void)data;
  for (gsize i = 0; i < G_N_ELEMENTS(streams); i++) {
    g_test_message("%s", streams[i].name);
    g_autofree char *path = write_file(place, "stream", streams[i].text);
    assert_reads(path, streams[i].expected);
  }
}

static void test_stdin(struct place *place, gconstpointer data)
{
  (void)data;
  g_autofree char *path = write_file(place, "in", "From x\nSubject: a\n\none\n\nFrom y\nSubject: b\n\ntwo\n");
  g_assert_nonnull(freopen(path, "r", stdin));
  assert_reads("-", "a|one\nb|two\n");
}

/* Separators and line ends must be found wherever the reader's buffer happens to end. */
static void test_mbox_larger_than_the_buffer(struct place *place, gconstpointer data)
{
  (void)data;
  enum { MESSAGES = 40 };
  g_autoptr(GString) text = g_string_new(NULL);
  for (int i = 0; i < MESSAGES; i++) {
    g_string_append_printf(text, "From x@y Mon Nov 16 09:00:00 2026\nSubject: %d\n\n", i);
    for (int k = 0; k < 10007 + i * 13; k++)
      g_string_append_c(text, k % 71 == 70 ? '\n' : 'x');
    g_string_append(text, "\n\n");
  }
  g_autofree char *path = write_file(place, "big.mbox", text->str);
  g_autoptr(Source) source = open_path(path);
  for (int i = 0; i < MESSAGES; i++) {
    g_autoptr(SourceItem) item = NULL;
    g_autofree char *subject = g_strdup_printf("%d", i);
    g_autofree char *end = g_strdup_printf("big.mbox#%d", i + 1);
    g_assert_cmpint(source->ops->next(source, &item, NULL), ==, SOURCE_ITEM);
    g_assert_cmpstr(item->mail->subject, ==, subject);
    g_assert_true(g_str_has_suffix(item->where, end));
  }
  g_autoptr(SourceItem) none = NULL;
  g_assert_cmpint(source->ops->next(source, &none, NULL), ==, SOURCE_END);
}

static void test_maildir(struct place *place, gconstpointer data)
{
  (void)data;
  static const char *const files[] = { "cur/2.b:2,RS", "cur/1.a:2,S", "new/4.d", "new/3.c", "cur/.hidden", "tmp/5.e" };
  for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
    g_autofree char *text = g_strdup_printf("Subject: %s\n\nx", files[i]);
    g_free(write_file(place, files[i], text));
  }
  assert_reads(place->dir, "new/3.c|x\nnew/4.d|x\ncur/1.a:2,S|x\ncur/2.b:2,RS|x|answered\n");
}

static void test_maildir_message_renamed_meanwhile(struct place *place, gconstpointer data)
{
  (void)data;
  g_autofree char *old = write_file(place, "new/1.a", "Subject: moved\n\nx");
  g_autofree char *other = write_file(place, "new/2.b", "Subject: gone\n\nx");
  g_autofree char *cur = g_build_filename(place->dir, "cur", NULL);
  g_autofree char *now = g_build_filename(cur, "1.a:2,S", NULL);
  g_mkdir(cur, 0700);
  g_autoptr(Source) source = open_path(place->dir);
  g_assert_cmpint(g_rename(old, now), ==, 0);
  g_assert_cmpint(g_remove(other), ==, 0);
  g_autoptr(SourceItem) item = NULL;
  g_assert_cmpint(source->ops->next(source, &item, NULL), ==, SOURCE_ITEM);
  g_assert_cmpstr(item->mail->subject, ==, "moved");
  g_autoptr(SourceItem) none = NULL;
  g_assert_cmpint(source->ops->next(source, &none, NULL), ==, SOURCE_END);
}

static void test_folder_with_bad_files(struct place *place, gconstpointer data)
{
  (void)data;
  g_free(write_file(place, "b.eml", "Subject: b\n\nx"));
  g_free(write_file(place, "c.mbox", "From x\nSubject: c1\n\nx\n\nFrom x\nSubject: c2\n\nx"));
  g_free(write_file(place, "d.eml", ""));
  g_free(write_file(place, "sub/e.eml", "Subject: below\n\nx"));
  g_free(write_file(place, "z.eml", "Subject: z\n\nx"));
  g_autofree char *dangling = g_build_filename(place->dir, "a.eml", NULL);
  g_assert_cmpint(symlink("/nowhere/at/all", dangling), ==, 0);
  assert_reads(place->dir, "bad: a.eml\nb|x\nc1|x\nc2|x\nbad: d.eml\nbelow|x\nz|x\n");
}

static void test_folder_of_mh_is_read_by_number(struct place *place, gconstpointer data)
{
  (void)data;
  static const char *const files[] = { "10", "9", "100", "1", "inbox.old", ".mh_sequences" };
  for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
    g_autofree char *text = g_strdup_printf("Subject: %s\n\nx", files[i]);
    g_free(write_file(place, files[i], text));
  }
  assert_reads(place->dir, "1|x\n9|x\n10|x\n100|x\ninbox.old|x\n");
}

static void test_folder_tells_mail_from_anything_else(struct place *place, gconstpointer data)
{
  (void)data;
  static const struct {
    const char *name, *text;
    gboolean is_mail;
  } files[] = {
    { "01 any name", "Received: from x\n\tby y\nSubject: a\n\nx", TRUE },
    { "02 no subject", "X-Mailer: z\nfrom : a@b.example\n\nx", TRUE },
    { "03 byte order mark", "\xEF\xBB\xBFMIME-Version: 1.0\n\nx", TRUE },
    { "04 CRLF", "X-A: b\r\nDate: Sun, 22 Nov 2026 09:00:00 +0000\r\n\r\nx", TRUE },
    { "05 quoted envelope", ">From a@b.example Sun Nov 22 09:00:00 2026\nTo: c@d.example\n\nx", TRUE },
    { "11 notes", "Dear diary,\nSubject: this is none\n", FALSE },
    { "12 picture", "\x89PNG\r\n\x1A\n", FALSE },
    { "13 YAML", "name: x\nversion: 1\n", FALSE },
    { "14 header below an empty line", "\n\nSubject: a\n", FALSE },
    { "15 web page", "<html><head>\nSubject: a\n", FALSE },
    { "16 envelope and nothing else", "From here to there\n", FALSE },
  };
  g_autoptr(GString) expected = g_string_new(NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
    g_free(write_file(place, files[i].name, files[i].text));
    if (files[i].is_mail)
      g_string_append_printf(expected, "%s|x\n", i == 0 ? "a" : "");
    else
      g_string_append_printf(expected, "bad: %s\n", files[i].name);
  }
  assert_reads(place->dir, expected->str);
}

static void link_to(const struct place *place, const char *target, const char *name)
{
  g_autofree char *path = g_build_filename(place->dir, name, NULL);
  g_assert_cmpint(symlink(target, path), ==, 0);
}

static void test_folders_within_are_read_once(struct place *place, gconstpointer data)
{
  (void)data;
  g_free(write_file(place, "a/1", "Subject: a1\n\nx"));
  g_free(write_file(place, "a/b/c/2.eml", "Subject: abc2\n\nx"));
  g_free(write_file(place, "a/.hidden/3", "Subject: hidden\n\nx"));
  g_free(write_file(place, "m/cur/4:2,R", "Subject: maildir\n\nx"));
  g_free(write_file(place, "m/new/5", "Subject: new\n\nx"));
  g_free(write_file(place, "m/tmp/6", "Subject: tmp\n\nx"));
  link_to(place, "../..", "a/b/up");
  link_to(place, ".", "self");
  link_to(place, "a", "again");
  assert_reads(place->dir, "a1|x\nabc2|x\nnew|x\nmaildir|x|answered\n");
}

static void test_folders_too_deep_are_bad(struct place *place, gconstpointer data)
{
  (void)data;
  g_autoptr(GString) deep = g_string_new(NULL);
  for (int i = 0; i < 40; i++)
    g_string_append(deep, "d/");
  g_string_append(deep, "1");
  g_free(write_file(place, deep->str, "Subject: deep\n\nx"));
  g_free(write_file(place, "e", "Subject: e\n\nx"));
  assert_reads(place->dir, "bad: d\ne|x\n");
}

/* Each file of a folder is told apart by its own path, as every message of a Maildir or an mbox is by its index. */
static void test_paths_and_indexes(struct place *place, gconstpointer data)
{
  (void)data;
  g_free(write_file(place, "sub/c.mbox", "From x\nSubject: c1\n\nx\n\nFrom x\nSubject: c2\n\nx"));
  g_free(write_file(place, "z.eml", "Subject: z\n\nx"));
  static const struct {
    const char *path;
    guint index;
  } expected[] = { { "sub/c.mbox", 0 }, { "sub/c.mbox", 1 }, { "z.eml", 0 } };
  g_autoptr(Source) source = open_path(place->dir);
  for (gsize i = 0; i < G_N_ELEMENTS(expected); i++) {
    g_autofree char *path = g_build_filename(place->dir, expected[i].path, NULL);
    g_autoptr(SourceItem) item = NULL;
    g_assert_cmpint(source->ops->next(source, &item, NULL), ==, SOURCE_ITEM);
    g_assert_cmpstr(item->path, ==, path);
    g_assert_cmpuint(item->index, ==, expected[i].index);
  }
}

static void test_message_over_the_cap_is_cut(struct place *place, gconstpointer data)
{
  (void)data;
  g_autofree char *path = write_file(place, "big.eml", "Subject: big\n\nx\n");
  g_assert_cmpint(truncate(path, 65 * 1024 * 1024), ==, 0);
  g_autoptr(Source) source = open_path(path);
  g_autoptr(SourceItem) item = NULL;
  g_assert_cmpint(source->ops->next(source, &item, NULL), ==, SOURCE_ITEM);
  g_assert_cmpstr(item->mail->subject, ==, "big");
  g_assert_true(item->mail->truncated);
}

static void test_nothing_there(struct place *place, gconstpointer data)
{
  (void)data;
  g_autofree char *path = g_build_filename(place->dir, "none", NULL);
  g_autoptr(GError) error = NULL;
  g_assert_null(source_open_path(path, &error));
  g_assert_error(error, SOURCE_ERROR, FAULT_NO_INPUT);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  static const struct {
    const char *name;
    void (*test)(struct place *, gconstpointer);
  } tests[] = {
    { "/files/streams", test_streams },
    { "/files/stdin", test_stdin },
    { "/files/mbox-larger-than-the-buffer", test_mbox_larger_than_the_buffer },
    { "/files/maildir", test_maildir },
    { "/files/maildir-message-renamed-meanwhile", test_maildir_message_renamed_meanwhile },
    { "/files/folder-with-bad-files", test_folder_with_bad_files },
    { "/files/folder-of-mh-is-read-by-number", test_folder_of_mh_is_read_by_number },
    { "/files/folder-tells-mail-from-anything-else", test_folder_tells_mail_from_anything_else },
    { "/files/folders-within-are-read-once", test_folders_within_are_read_once },
    { "/files/folders-too-deep-are-bad", test_folders_too_deep_are_bad },
    { "/files/paths-and-indexes", test_paths_and_indexes },
    { "/files/message-over-the-cap-is-cut", test_message_over_the_cap_is_cut },
    { "/files/nothing-there", test_nothing_there },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
    g_test_add(tests[i].name, struct place, NULL, set_up, tests[i].test, tear_down);
  return g_test_run();
}
