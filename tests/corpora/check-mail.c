/* How much of real mail is read right: `check-mail FOLDER`, where FOLDER has parse.tsv, suppress.tsv, reply.tsv and
 * korean_headers.tsv. Prints one
 * line a measure and the rows that failed; ends with 1 when a measure is under its floor. */
#include "mail/address.h"
#include "mail/header.h"
#include "mail/mail.h"

#include <stdlib.h>
#include <string.h>

struct measure {
  const char *name;
  guint floor, right, rows;
};

static struct measure subject = { "parse subject", 68 }, sender = { "parse sender", 68 }, text = { "parse text", 45 },
                      attachments = { "parse attachments", 36 }, korean = { "korean headers", 13 },
                      reply = { "newly written text", 30 }, own = { "request of mail with text", 0 };

static const char *folder;

static void note(struct measure *measure, gboolean is_right, const char *row, const char *got)
{
  measure->rows++;
  measure->right += is_right ? 1 : 0;
  if (!is_right)
    g_print("  %s: %s: got '%.300s'\n", measure->name, row, got ? got : "");
}

static char *load(const char *name, gsize *ret_size)
{
  g_autofree char *path = g_build_filename(folder, name, NULL);
  g_autoptr(GError) error = NULL;
  char *contents = NULL;
  if (!g_file_get_contents(path, &contents, ret_size, &error)) {
    g_printerr("%s\n", error->message);
    exit(2);
  }
  return contents;
}

static void each_row(const char *name, guint columns, void (*check)(char **cells))
{
  g_autofree char *table = load(name, NULL);
  g_auto(GStrv) lines = g_strsplit(table, "\n", -1);
  for (guint i = 1; lines[0] && lines[i]; i++) {
    g_auto(GStrv) cells = g_strsplit(lines[i], "\t", -1);
    if (g_strv_length(cells) >= columns)
      check(cells);
  }
}

static char *fold_blanks(const char *string)
{
  GString *folded = g_string_new(NULL);
  for (; *string; string++)
    if (!g_ascii_isspace(*string))
      g_string_append_c(folded, *string);
    else if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
      g_string_append_c(folded, ' ');
  return g_strstrip(g_string_free(folded, FALSE));
}

static void check_text(const struct mail *mail, const char *path, const char *expected_path)
{
  gsize size;
  g_autofree char *bytes = load(expected_path, &size);
  g_autofree char *utf8 = g_convert(bytes, (gssize)size, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
  g_autofree char *expected = fold_blanks(utf8), *got = fold_blanks(mail->text);
  note(&text, strcmp(expected, got) == 0, path, got);
}

/* Whether a line of it is neither empty nor quoted. */
static gboolean has_own_text(const char *all)
{
  g_auto(GStrv) lines = g_strsplit(all, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    if (*g_strstrip(lines[i]) && *lines[i] != '>')
      return TRUE;
  return FALSE;
}

static void check_own(const struct mail *mail, const char *path)
{
  if (has_own_text(mail->text)) {
    note(&own, *mail->request != '\0', path, mail->text);
    own.floor = own.rows;
  }
}

/* input expected */
static void check_reply(char **cells)
{
  gsize size;
  g_autofree char *input = load(cells[0], &size), *expected = load(cells[1], NULL);
  g_autofree char *all = g_strdup_printf("Subject: Re: x\nContent-Type: text/plain; charset=utf-8\n\n%s", input);
  g_autoptr(GBytes) bytes = g_bytes_new(all, strlen(all));
  g_autoptr(Mail) mail = mail_from_bytes(bytes, NULL);
  note(&reply, strcmp(mail->request, g_strstrip(expected)) == 0, cells[0], mail->request);
}

/* path ... */
static void check_suppressed(char **cells)
{
  gsize size;
  char *contents = load(cells[0], &size);
  g_autoptr(GBytes) bytes = g_bytes_new_take(contents, size);
  g_autoptr(Mail) mail = mail_from_bytes(bytes, NULL);
  check_own(mail, cells[0]);
}

/* path subject from_name from_email text_file n_attachments */
static void check_mail(char **cells)
{
  gsize size;
  char *contents = load(cells[0], &size);
  g_autoptr(GBytes) bytes = g_bytes_new_take(contents, size);
  g_autoptr(Mail) mail = mail_from_bytes(bytes, NULL);
  note(&subject, strcmp(mail->subject, cells[1]) == 0, cells[0], mail->subject);
  note(&sender, g_strcmp0(mail->from.name ? mail->from.name : "", cells[2]) == 0 &&
                    g_strcmp0(mail->from.address, cells[3]) == 0, cells[0], mail->from.name);
  check_own(mail, cells[0]);
  if (*cells[4])
    check_text(mail, cells[0], cells[4]);
  if (*cells[5]) {
    g_autofree char *count = g_strdup_printf("%u", mail->attachments->len);
    note(&attachments, strcmp(count, cells[5]) == 0, cells[0], count);
  }
}

/* raw expected source: an address list where an address is expected, a text elsewhere; what is broken on purpose only has
 * to be survived. */
static void check_header(char **cells)
{
  g_autofree char *got = header_decode(cells[0], strlen(cells[0]), NULL);
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)mail_address_free);
  address_parse(cells[0], NULL, list);
  const struct mail_address *first = list->len == 1 ? g_ptr_array_index(list, 0) : NULL;
  if (g_str_has_suffix(cells[1], ">") && first) {
    g_free(got);
    got = g_strdup_printf("%s <%s>", first->name, first->address);
  }
  note(&korean, g_str_has_prefix(cells[1], "DEFECT") || strcmp(got, cells[1]) == 0, cells[0], got);
}

int main(int argc, char **argv)
{
  if (argc != 2) {
    g_printerr("usage: check-mail FOLDER\n");
    return 2;
  }
  folder = argv[1];
  each_row("parse.tsv", 6, check_mail);
  each_row("korean_headers.tsv", 2, check_header);
  each_row("reply.tsv", 2, check_reply);
  each_row("suppress.tsv", 2, check_suppressed);
  const struct measure *measures[] = { &subject, &sender, &text, &attachments, &korean, &reply, &own };
  int status = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(measures); i++) {
    gboolean is_low = measures[i]->right < measures[i]->floor;
    g_print("%s %u/%u%s\n", measures[i]->name, measures[i]->right, measures[i]->rows, is_low ? " UNDER THE FLOOR" : "");
    status = is_low ? 1 : status;
  }
  return status;
}
