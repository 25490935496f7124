/* What `deskbell triage --json` costs beside GMime, on the same mailbox and in the same run: its parser alone, which
 * decodes nothing, and what any reader of mail must do, every header and the text decoded.
 *
 *   bench MAILS-FOLDER DESKBELL N    N mails, made of the .eml files of the folder in turn */
#include <gmime/gmime.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

struct cost {
  double seconds; /* of the processor */
  double waited;  /* seconds by the clock on the wall */
  long peak;      /* KiB */
};

/* mboxrd: a line that looks like a separator is quoted. */
static void append_mail(FILE *mbox, const char *text, gsize length)
{
  fputs("From nobody Thu Jan  1 00:00:00 1970\n", mbox);
  for (const char *p = text, *end = text + length; p < end;) {
    const char *newline = memchr(p, '\n', end - p);
    const char *next = newline ? newline + 1 : end;
    if (g_str_has_prefix(p + strspn(p, ">"), "From "))
      fputc('>', mbox);
    fwrite(p, 1, next - p, mbox);
    p = next;
  }
  fputs("\n\n", mbox);
}

static GPtrArray *read_mails(const char *folder)
{
  GPtrArray *mails = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
  GDir *dir = g_dir_open(folder, 0, NULL);
  const char *name;
  while (dir && (name = g_dir_read_name(dir))) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    char *text;
    gsize length;
    if (g_str_has_suffix(name, ".eml") && g_file_get_contents(path, &text, &length, NULL))
      g_ptr_array_add(mails, g_bytes_new_take(text, length));
  }
  if (dir)
    g_dir_close(dir);
  return mails;
}

static void make_mailbox(const char *path, const GPtrArray *mails, guint n)
{
  FILE *mbox = fopen(path, "w");
  if (!mbox)
    g_error("%s cannot be written", path);
  for (guint i = 0; i < n; i++) {
    gsize length;
    const char *text = g_bytes_get_data(mails->pdata[i % mails->len], &length);
    append_mail(mbox, text, length);
  }
  fclose(mbox);
}

static void decode_headers(GMimeMessage *message)
{
  GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(message));
  for (int i = 0; i < g_mime_header_list_get_count(headers); i++)
    g_mime_header_get_value(g_mime_header_list_get_header_at(headers, i));
}

static void decode_text(GMimeObject *parent, GMimeObject *part, gpointer data)
{
  (void)parent;
  (void)data;
  if (GMIME_IS_TEXT_PART(part))
    g_free(g_mime_text_part_get_text(GMIME_TEXT_PART(part)));
}

static int read_with_gmime(const char *path, gboolean decode)
{
  g_mime_init();
  GMimeStream *stream = g_mime_stream_file_open(path, "r", NULL);
  GMimeParser *parser = g_mime_parser_new_with_stream(stream);
  g_mime_parser_set_format(parser, GMIME_FORMAT_MBOX);
  GMimeMessage *message;
  while (!g_mime_parser_eos(parser) && (message = g_mime_parser_construct_message(parser, NULL))) {
    if (decode) {
      decode_headers(message);
      g_mime_message_foreach(message, decode_text, NULL);
    }
    g_object_unref(message);
  }
  g_object_unref(parser);
  g_object_unref(stream);
  return 0;
}

static int triage(const char *deskbell, const char *path)
{
  if (!freopen("/dev/null", "w", stdout))
    return 1;
  execl(deskbell, deskbell, "triage", "--json", path, NULL);
  return 127;
}

enum work { PARSE, DECODE, TRIAGE };

static struct cost measure(enum work work, const char *deskbell, const char *path)
{
  fflush(stdout); /* else the child writes it once more */
  gint64 begun = g_get_monotonic_time();
  pid_t child = fork();
  if (child == 0)
    _exit(work == TRIAGE ? triage(deskbell, path) : read_with_gmime(path, work == DECODE));
  struct rusage used;
  int status;
  if (wait4(child, &status, 0, &used) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
    g_error("%s did not end well", work == TRIAGE ? deskbell : "GMime");
  return (struct cost){
    .seconds = (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
               (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6,
    .waited = (double)(g_get_monotonic_time() - begun) / 1e6,
    .peak = used.ru_maxrss,
  };
}

int main(int argc, char **argv)
{
  if (argc != 4)
    return 64;
  g_autoptr(GPtrArray) mails = read_mails(argv[1]);
  if (!mails->len)
    return 66;
  guint most = (guint)strtoul(argv[3], NULL, 10);
  g_autofree char *path = g_strdup_printf("%s/bench-%d.mbox", g_get_tmp_dir(), (int)getpid());
  for (guint n = most / 10; n <= most; n *= 10) {
    make_mailbox(path, mails, n);
    struct cost parser = measure(PARSE, argv[2], path), decoded = measure(DECODE, argv[2], path),
                whole = measure(TRIAGE, argv[2], path);
    printf("%u mails: GMime's parser alone %.2f s, %ld KiB; with headers and text decoded %.2f s, %ld KiB; "
           "triage %.2f s, %ld KiB, %.0f µs a mail: %.1f times the parser, %.2f times GMime decoding, "
           "by the clock on the wall %.1f and %.2f times\n",
           n, parser.seconds, parser.peak, decoded.seconds, decoded.peak, whole.seconds, whole.peak,
           whole.seconds * 1e6 / n, whole.seconds / parser.seconds, whole.seconds / decoded.seconds,
           whole.waited / parser.waited, whole.waited / decoded.waited);
  }
  unlink(path);
  return 0;
}
