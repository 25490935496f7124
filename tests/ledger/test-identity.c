#include "ledger/identity.h"

#include "base/fault.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define KEY_A "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
#define KEY_A_BASE64 "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
#define KEY_B "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100"

static char *folder;

static struct identity *open_text(const char *text, GError **error)
{
  g_autofree char *path = g_build_filename(folder, "given", NULL);
  g_assert_true(g_file_set_contents(path, text, -1, NULL));
  struct identity *identity = identity_open(path, error);
  g_unlink(path);
  return identity;
}

/* Fixes the format: tokens of mails already sent must verify after an upgrade. */
static void tokens_stay_what_they_were(void)
{
  g_autoptr(Identity) identity = open_text(KEY_A "\n", NULL);
  g_autofree char *token = identity_token(identity, 1042, "mina@acme.example", IDENTITY_TOKEN_LENGTH);
  g_autofree char *tag = identity_token(identity, 1042, "mina@acme.example", IDENTITY_TAG_LENGTH);
  g_autofree char *mark = identity_loop_mark(identity, "n0nce");
  g_assert_cmpstr(token, ==, "CGQG8WSCFTB6YRVX");
  g_assert_cmpstr(tag, ==, "CGQG");
  g_assert_cmpstr(mark, ==, "n0nce.GPVE17F6X71WDVJT");
}

static void a_token_opens_one_ticket_to_one_address(void)
{
  g_autoptr(Identity) identity = open_text(KEY_A "\n", NULL);
  g_autofree char *token = identity_token(identity, 1042, "mina@acme.example", IDENTITY_TOKEN_LENGTH);
  static const struct {
    guint64 ticket;
    const char *recipient;
    gboolean verifies;
  } cases[] = {
    { 1042, "mina@acme.example", TRUE },     { 1042, " MINA@Acme.Example\t", TRUE }, { 1043, "mina@acme.example", FALSE },
    { 1042, "eve@acme.example", FALSE },     { 1042, "", FALSE },                    { 1042, NULL, FALSE },
    { 1042ULL << 32, "mina@acme.example", FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
    g_assert_cmpint(identity_verify(identity, cases[i].ticket, cases[i].recipient, token), ==, cases[i].verifies);
}

static void every_changed_character_is_noticed(void)
{
  g_autoptr(Identity) identity = open_text(KEY_A "\n", NULL);
  const unsigned lengths[] = { IDENTITY_TAG_LENGTH, IDENTITY_TOKEN_LENGTH };
  for (gsize l = 0; l < G_N_ELEMENTS(lengths); l++) {
    g_autofree char *token = identity_token(identity, 7, "a@b.example", lengths[l]);
    g_assert_cmpuint(strlen(token), ==, lengths[l]);
    g_assert_cmpuint(strspn(token, "0123456789ABCDEFGHJKMNPQRSTVWXYZ"), ==, lengths[l]);
    for (unsigned i = 0; i < lengths[l]; i++) {
      g_autofree char *altered = g_strdup(token);
      altered[i] = token[i] == 'Z' ? 'Y' : 'Z';
      g_assert_false(identity_verify(identity, 7, "a@b.example", altered));
    }
    g_autofree char *longer = g_strconcat(token, "Z0", NULL);
    g_assert_false(identity_verify(identity, 7, "a@b.example", longer));
    token[IDENTITY_TAG_LENGTH - 1] = 0;
    g_assert_false(identity_verify(identity, 7, "a@b.example", token));
  }
  g_autofree char *huge = g_strnfill(100000, 'A');
  g_assert_false(identity_verify(identity, 7, "a@b.example", huge));
  g_assert_false(identity_verify(identity, 7, "a@b.example", NULL));
  g_assert_false(identity_verify(identity, 7, "a@b.example", "U-+ "));
}

/* A token read out over the telephone or lower-cased by a mail program. */
static void people_may_mistake_letters(void)
{
  g_autoptr(Identity) identity = open_text(KEY_A "\n", NULL);
  gboolean seen_one = FALSE, seen_zero = FALSE;
  for (guint64 ticket = 1; ticket < 40; ticket++) {
    g_autofree char *token = identity_token(identity, ticket, "a@b.example", IDENTITY_TOKEN_LENGTH);
    g_autofree char *lower = g_ascii_strdown(token, -1);
    for (char *c = lower; *c; c++) {
      seen_one |= *c == '1';
      seen_zero |= *c == '0';
      *c = *c == '0' ? 'o' : *c == '1' ? (ticket % 2 ? 'l' : 'I') : *c;
    }
    g_assert_true(identity_verify(identity, ticket, "a@b.example", lower));
  }
  g_assert_true(seen_one && seen_zero);
}

static void the_first_key_signs_and_all_verify(void)
{
  g_autoptr(Identity) old = open_text(KEY_A_BASE64 "\n", NULL);
  g_autoptr(Identity) rotated = open_text("# since spring\n" KEY_B "  # new\n\n" KEY_A "\r\n", NULL);
  g_autoptr(Identity) forgotten = open_text(KEY_B, NULL);
  g_autofree char *before = identity_token(old, 5, "a@b.example", 16);
  g_autofree char *after = identity_token(rotated, 5, "a@b.example", 16);
  g_assert_cmpstr(before, !=, after);
  g_assert_true(identity_verify(rotated, 5, "a@b.example", before));
  g_assert_true(identity_verify(rotated, 5, "a@b.example", after));
  g_assert_true(identity_verify(forgotten, 5, "a@b.example", after));
  g_assert_false(identity_verify(forgotten, 5, "a@b.example", before));
}

static void loop_marks_are_recognised_and_not_forged(void)
{
  g_autoptr(Identity) identity = open_text(KEY_A "\n", NULL);
  g_autoptr(Identity) other = open_text(KEY_B "\n", NULL);
  g_autofree char *mark = identity_loop_mark(identity, "20261122.a.1");
  g_autofree char *folded = g_strconcat(" ", mark, "\r\n", NULL);
  g_assert_true(identity_is_own(identity, mark));
  g_assert_true(identity_is_own(identity, folded));
  g_assert_false(identity_is_own(other, mark));
  mark[0] = '3';
  g_assert_false(identity_is_own(identity, mark));
  g_autofree char *huge = g_strnfill(100000, '.');
  const char *const bad[] = { "", ".", "x", "x.", "x.AAAA", huge, NULL };
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
    g_assert_false(identity_is_own(identity, bad[i]));
  g_autofree char *token = identity_token(identity, 0, "x", IDENTITY_TOKEN_LENGTH);
  g_autofree char *reused = g_strconcat("x.", token, NULL);
  g_assert_false(identity_is_own(identity, reused));
}

static void damaged_files_are_refused_and_never_quoted(void)
{
  static const struct {
    const char *text, *place;
  } cases[] = {
    { "", "given: no key" },
    { "# nothing\n", "given: no key" },
    { KEY_A "\n" KEY_A "0\n", "given:2: " },
    { "g00102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n", "given:1: " },
    { "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=x\n", "given:1: " },
    { "AAECAwQFBgcICQoLDA0OD=AREhMUFRYXGBkaGxwdHh8=\n", "given:1: " },
    { "secret\n", "given:1: " },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_null(open_text(cases[i].text, &error));
    g_assert_error(error, IDENTITY_ERROR, FAULT_CONFIG);
    g_assert_nonnull(strstr(error->message, cases[i].place));
    g_assert_null(strstr(error->message, "0102"));
    g_assert_null(strstr(error->message, "secret"));
  }
  g_autoptr(GError) error = NULL;
  g_assert_null(identity_open(folder, &error));
  g_assert_error(error, IDENTITY_ERROR, FAULT_CONFIG);
}

static void a_new_key_is_for_the_group_only(void)
{
  const mode_t masks[] = { 0, 077 };
  for (gsize i = 0; i < G_N_ELEMENTS(masks); i++) {
    g_autofree char *sub = g_strdup_printf("%s/made%zu", folder, i);
    g_autofree char *path = g_build_filename(sub, "key", NULL);
    mode_t before = umask(masks[i]);
    g_autoptr(Identity) identity = identity_open(path, NULL);
    umask(before);
    g_assert_nonnull(identity);
    struct stat about;
    g_assert_cmpint(stat(path, &about), ==, 0);
    g_assert_cmphex(about.st_mode & 07777, ==, 0660);
    g_assert_cmpint(stat(sub, &about), ==, 0);
    g_assert_cmphex(about.st_mode & 07777, ==, 02770);
    g_autoptr(Identity) again = identity_open(path, NULL);
    g_autofree char *token = identity_token(identity, 1, "a@b", 16);
    g_assert_true(identity_verify(again, 1, "a@b", token));
    g_unlink(path);
    g_rmdir(sub);
  }
}

static void dangling_link_is_an_error(void)
{
  g_autofree char *path = g_build_filename(folder, "dangling", NULL);
  g_assert_cmpint(symlink("nowhere", path), ==, 0);
  g_autoptr(GError) error = NULL;
  g_assert_null(identity_open(path, &error));
  g_assert_error(error, IDENTITY_ERROR, FAULT_CREATE);
  g_unlink(path);
}

enum { RACE_LENGTH = 16 };

/* One of the processes: waits for the others, opens the key, says what it signs with. */
static void race(const char *path, int gate, int result)
{
  char nothing;
  (void)!read(gate, &nothing, 1);
  g_autoptr(Identity) identity = identity_open(path, NULL);
  g_autofree char *token = identity ? identity_token(identity, 1, "a@b", RACE_LENGTH) : g_strnfill(RACE_LENGTH, '-');
  (void)!write(result, token, RACE_LENGTH);
}

/* All of the first mails of an installation may come at once. */
static void processes_that_start_at_once_agree_on_one_key(void)
{
  enum { PROCESSES = 8, LENGTH = RACE_LENGTH };
  g_autofree char *sub = g_build_filename(folder, "race", NULL);
  g_autofree char *path = g_build_filename(sub, "key", NULL);
  for (int round = 0; round < 10; round++) {
    int gate[2], results[2];
    g_assert_cmpint(pipe(gate), ==, 0);
    g_assert_cmpint(pipe(results), ==, 0);
    for (int i = 0; i < PROCESSES; i++)
      if (fork() == 0) {
        close(gate[1]);
        race(path, gate[0], results[1]);
        _exit(0);
      }
    close(gate[0]);
    close(gate[1]);
    char first[LENGTH + 1] = "", token[LENGTH + 1] = "";
    for (int i = 0; i < PROCESSES; i++) {
      g_assert_cmpint(read(results[0], token, LENGTH), ==, LENGTH);
      if (i == 0)
        strcpy(first, token);
      g_assert_cmpstr(token, ==, first);
      g_assert_cmpint(token[0], !=, '-');
      g_assert_cmpint(wait(NULL), >, 0);
    }
    close(results[0]);
    close(results[1]);
    g_assert_cmpint(g_unlink(path), ==, 0);
    g_assert_cmpint(g_rmdir(sub), ==, 0); /* fails if a draft was left */
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  folder = g_dir_make_tmp("deskbell-XXXXXX", NULL);
  g_test_add_func("/identity/format", tokens_stay_what_they_were);
  g_test_add_func("/identity/binding", a_token_opens_one_ticket_to_one_address);
  g_test_add_func("/identity/altered", every_changed_character_is_noticed);
  g_test_add_func("/identity/confusable", people_may_mistake_letters);
  g_test_add_func("/identity/rotation", the_first_key_signs_and_all_verify);
  g_test_add_func("/identity/loop-mark", loop_marks_are_recognised_and_not_forged);
  g_test_add_func("/identity/damaged", damaged_files_are_refused_and_never_quoted);
  g_test_add_func("/identity/permissions", a_new_key_is_for_the_group_only);
  g_test_add_func("/identity/dangling", dangling_link_is_an_error);
  g_test_add_func("/identity/race", processes_that_start_at_once_agree_on_one_key);
  int status = g_test_run();
  g_rmdir(folder);
  g_free(folder);
  return status;
}
