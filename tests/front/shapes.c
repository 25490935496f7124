/* shapes PROGRAM SEED COUNT: makes COUNT mails of every shape and has PROGRAM filter each; what comes out must be what went
 * in, but for our headers. A mail is made of pieces, and each piece knows whether it is to come out: so the expectation
 * owes nothing to any parser. TAP; a failure leaves the mail in the current folder. */
#include <glib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct mail {
  GString *in, *want;
  const char *eol; /* of the line that is being made */
};

static GRand *chance;

static gboolean one_in(int n)
{
  return g_rand_int_range(chance, 0, n) == 0;
}

static const char *any(const char *const *of, int n)
{
  return of[g_rand_int_range(chance, 0, n)];
}
#define ANY(list) any(list, G_N_ELEMENTS(list))

static void both(struct mail *mail, const char *text, gssize length)
{
  g_string_append_len(mail->in, text, length < 0 ? (gssize)strlen(text) : length);
  g_string_append_len(mail->want, text, length < 0 ? (gssize)strlen(text) : length);
}

static void theirs(struct mail *mail, const char *text)
{
  g_string_append(mail->in, text);
}

/* Bytes of a value: anything but LF; a CR only where it cannot become part of a line's end. */
static char *value(void)
{
  GString *text = g_string_new(NULL);
  int length = one_in(200) ? g_rand_int_range(chance, 0, 400000) : g_rand_int_range(chance, 0, 60);
  for (int i = 0; i < length; i++) {
    int byte = one_in(8) ? g_rand_int_range(chance, 1, 256) : g_rand_int_range(chance, ' ', 127);
    g_string_append_c(text, byte == '\n' || (byte == '\r' && i == length - 1) ? '.' : (char)byte);
  }
  return g_string_free(text, FALSE);
}

static void field(struct mail *mail, gboolean is_theirs, const char *name, const char *before_colon)
{
  g_autoptr(GString) text = g_string_new(name);
  g_autofree char *first = value();
  g_string_append_printf(text, "%s:%s%s%s", before_colon, one_in(10) ? "" : " ", first, mail->eol);
  for (int folds = one_in(3) ? g_rand_int_range(chance, 1, 5) : 0; folds; folds--) {
    g_autofree char *more = value();
    g_string_append_printf(text, "%s%s%s", one_in(2) ? "\t" : " ", more, mail->eol);
  }
  if (is_theirs)
    theirs(mail, text->str);
  else
    both(mail, text->str, text->len);
}

/* A line of the header, or one that only looks like it. */
static void line(struct mail *mail)
{
  static const char *const names[] = { "From", "To", "Subject", "Received", "X-Deskbell", "XX-Deskbell-A", "x", "\303\251",
                                       "X-Deskbel-A", "Not X-Deskbell-A" };
  static const char *const ours[] = { "X-Deskbell-Ticket", "x-deskbell-reply", "X-DESKBELL-X", "X-Deskbell-",
                                      "x-DESKbell-\377!", "X-Deskbell-Reply" };
  static const char *const blanks[] = { "", "", "", " ", "\t", "  \t", "\n ", "\r\n\t" };
  static const char *const lines[] = { "X-Deskbell-Ticket", "X-Deskbell-A b: c", "no colon here", ">From a", "From b", ":",
                                       ".", "X-Deskbell-A\rB c" };
  switch (g_rand_int_range(chance, 0, 5)) {
  case 0:
  case 1:
    field(mail, FALSE, ANY(names), "");
    break;
  case 2:
  case 3:
    field(mail, TRUE, ANY(ours), ANY(blanks));
    break;
  default: {
    const char *text = ANY(lines);
    both(mail, mail->in->len ? text : "no mbox line", -1);
    both(mail, mail->eol, -1);
  }
  }
}

static void body(struct mail *mail)
{
  int lines = one_in(300) ? 20000 : g_rand_int_range(chance, 0, 30);
  for (int i = 0; i < lines; i++) {
    g_autofree char *text = value();
    both(mail, one_in(4) ? "X-Deskbell-Ticket: in the body" : text, -1);
    if (one_in(9))
      both(mail, "\0\r\0", 3);
    both(mail, one_in(5) ? "\n\n" : mail->eol, -1);
  }
  both(mail, "end", one_in(2) ? 3 : 0);
}

static void make(struct mail *mail)
{
  static const char *const ends[] = { "\n", "\r\n" };
  const char *eol = ANY(ends), *first_end = NULL, *lines = "X-Deskbell-Ticket: ACME-1\nX-Deskbell-Reply: held\n";
  gboolean mixed = one_in(6), cut = FALSE;
  gsize insert = 0;
  mail->eol = eol;
  if (one_in(3)) {
    both(mail, "From a@b Sun Nov 22 09:00:00 2026", -1);
    cut = one_in(20);
    if (cut)
      goto add;
    mail->eol = one_in(4) ? ANY(ends) : eol;
    both(mail, mail->eol, -1);
    first_end = mail->eol;
  }
  insert = mail->want->len;
  gsize start = mail->in->len;
  for (int n = g_rand_int_range(chance, 0, 12); n; n--) {
    mail->eol = mixed ? ANY(ends) : eol;
    line(mail);
  }
  mail->eol = mixed ? ANY(ends) : eol;
  if (!one_in(8)) {
    both(mail, mail->eol, -1);
    body(mail);
  }
  if (mail->in->len > start) {
    const char *newline = memchr(mail->in->str + start, '\n', mail->in->len - start);
    first_end = newline && newline > mail->in->str + start && newline[-1] == '\r' ? "\r\n" : "\n";
  }
add:;
  g_autoptr(GString) added = g_string_new(cut ? "\n" : "");
  g_string_append(added, lines);
  if (first_end && first_end[0] == '\r')
    g_string_replace(added, "\n", "\r\n", 0);
  g_string_insert_len(mail->want, cut ? (gssize)mail->want->len : (gssize)insert, added->str, added->len);
}

/* Without the fsync() of g_file_set_contents(), of which there would be ten thousand. */
static void save(const char *path, const GString *text)
{
  FILE *file = fopen(path, "w");
  g_assert_nonnull(file);
  g_assert_cmpuint(fwrite(text->str, 1, text->len, file), ==, text->len);
  g_assert_cmpint(fclose(file), ==, 0);
}

static gboolean filter(const char *program, const char *input, const char *output, const struct mail *mail)
{
  g_autofree char *command = g_strdup_printf("exec '%s' filter --socket none < '%s' > '%s'", program, input, output);
  const char *argv[] = { "/bin/sh", "-c", command, NULL };
  g_autofree char *out = NULL;
  gsize length = 0;
  int status;
  save(input, mail->in);
  return g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, NULL) && status == 0 &&
         g_file_get_contents(output, &out, &length, NULL) && length == mail->want->len &&
         !memcmp(out, mail->want->str, length);
}

/* The program beside a stand-in that decides. */
static char *install(const char *program, const char *folder)
{
  g_autofree char *core = g_build_filename(folder, "deskbell-core", NULL), *contents = NULL;
  char *copy = g_build_filename(folder, "deskbell", NULL);
  gsize length;
  g_assert_true(g_file_get_contents(program, &contents, &length, NULL));
  g_assert_true(g_file_set_contents(copy, contents, length, NULL));
  g_assert_true(g_file_set_contents(core, "#!/bin/sh\necho X-Deskbell-Ticket: ACME-1\necho X-Deskbell-Reply: held\n", -1, NULL));
  g_assert_true(g_chmod(copy, 0700) == 0 && g_chmod(core, 0700) == 0);
  return copy;
}

static void keep(const struct mail *mail, int n)
{
  g_autofree char *in = g_strdup_printf("shape-%d.in", n), *want = g_strdup_printf("shape-%d.want", n);
  printf("# see %s and %s\n", in, want);
  save(in, mail->in);
  save(want, mail->want);
}

int main(int argc, char **argv)
{
  if (argc != 4)
    return 64;
  chance = g_rand_new_with_seed(atoi(argv[2]));
  g_autofree char *folder = g_dir_make_tmp("deskbell-shapes.XXXXXX", NULL);
  g_autofree char *program = install(argv[1], folder);
  g_autofree char *input = g_build_filename(folder, "in", NULL), *output = g_build_filename(folder, "out", NULL);
  int failed = 0, count = atoi(argv[3]);
  gsize bytes = 0, removed = 0;
  for (int i = 0; i < count && failed < 5; i++) {
    struct mail mail = { .in = g_string_new(NULL), .want = g_string_new(NULL) };
    make(&mail);
    bytes += mail.in->len;
    removed += mail.in->len > mail.want->len;
    if (!filter(program, input, output, &mail)) {
      failed++;
      keep(&mail, i);
    }
    g_string_free(mail.in, TRUE);
    g_string_free(mail.want, TRUE);
  }
  printf("# %d mails, %" G_GSIZE_FORMAT " bytes, %" G_GSIZE_FORMAT " became smaller\n", count, bytes, removed);
  printf("1..1\n%sok 1 - %d mails of every shape come out as they went in, but for our headers\n", failed ? "not " : "", count);
  g_autofree char *core = g_build_filename(folder, "deskbell-core", NULL);
  const char *files[] = { input, output, core, program, folder };
  for (gsize i = 0; i < G_N_ELEMENTS(files); i++)
    g_remove(files[i]);
  g_rand_free(chance);
  return failed != 0;
}
