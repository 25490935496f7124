/* How well bounces are read: `check-bounce FOLDER`, where FOLDER has bounce.tsv (path, is_bounce, number of recipients,
 * expectation) and suppress.tsv, parse.tsv and reply.tsv, whose mails are no bounces unless bounce.tsv has them, too, or
 * they say so of themselves. Prints the wrong rows, precision and recall; ends with 1 when a measure is under its floor.
 *
 * An expectation is "status/reply/reason/hard" for each recipient, joined by ';', or "permanent:a@b.example,c@d.example".
 * A mail that reports success is recognised when it is taken for a report and for no bounce. */
#include "mail/mail.h"

#include <stdlib.h>
#include <string.h>

struct measure {
  const char *name;
  guint floor; /* per cent */
  guint right, rows;
};

static struct measure recall = { "recognised", 98 }, precision = { "not a bounce", 100 }, recipients = { "recipients", 95 },
                      classes = { "status class", 95 }, originals = { "original Message-ID told", 0 };

static const char *folder;
static GHashTable *known; /* paths of bounce.tsv */

static void note(struct measure *measure, gboolean is_right, const char *row, const char *expected, const char *got)
{
  measure->rows++;
  measure->right += is_right ? 1 : 0;
  if (!is_right && measure->floor > 0)
    g_print("  %s: %s: expected %s, got %s\n", measure->name, row, expected, got);
}

static struct mail *load(const char *name)
{
  g_autofree char *path = g_build_filename(folder, name, NULL);
  char *contents;
  gsize size;
  if (!g_file_get_contents(path, &contents, &size, NULL))
    return NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_take(contents, size);
  return mail_from_bytes(bytes, NULL);
}

static void each_row(const char *name, guint columns, void (*check)(char **cells))
{
  g_autofree char *path = g_build_filename(folder, name, NULL), *table = NULL;
  g_autoptr(GError) error = NULL;
  if (!g_file_get_contents(path, &table, NULL, &error)) {
    g_printerr("%s\n", error->message);
    exit(2);
  }
  g_auto(GStrv) lines = g_strsplit(table, "\n", -1);
  for (guint i = 1; lines[0] && lines[i]; i++) {
    g_auto(GStrv) cells = g_strsplit(lines[i], "\t", -1);
    if (g_strv_length(cells) >= columns)
      check(cells);
  }
}

static char *told(const struct mail_bounce *bounce)
{
  GString *text = g_string_new(NULL);
  for (guint i = 0; bounce && i < bounce->recipients->len; i++) {
    const struct mail_bounce_recipient *one = g_ptr_array_index(bounce->recipients, i);
    g_string_append_printf(text, "%s%s %s", i ? ", " : "", one->address ? one->address : "-", one->status ? one->status : "-");
  }
  return g_string_free(text, FALSE);
}

static gboolean has_class(const struct mail_bounce *bounce, char class)
{
  for (guint i = 0; i < bounce->recipients->len; i++) {
    const struct mail_bounce_recipient *one = g_ptr_array_index(bounce->recipients, i);
    if (one->status && one->status[0] != class)
      return FALSE;
  }
  return bounce->recipients->len > 0;
}

static gboolean has_address(const struct mail_bounce *bounce, const char *address)
{
  for (guint i = 0; i < bounce->recipients->len; i++) {
    const struct mail_bounce_recipient *one = g_ptr_array_index(bounce->recipients, i);
    if (one->address && g_ascii_strcasecmp(one->address, address) == 0)
      return TRUE;
  }
  return FALSE;
}

static void check_addresses(char **cells, const struct mail_bounce *bounce, const char *got)
{
  const char *colon = strchr(cells[3], ':');
  g_auto(GStrv) addresses = g_strsplit(colon + 1, ",", -1);
  gboolean is_right = g_strv_length(addresses) == bounce->recipients->len;
  for (guint i = 0; addresses[i]; i++)
    is_right = is_right && has_address(bounce, addresses[i]);
  note(&recipients, is_right, cells[0], cells[3], got);
  note(&classes, has_class(bounce, g_str_has_prefix(cells[3], "temporary") ? '4' : '5'), cells[0], cells[3], got);
}

static void check_bounce(char **cells)
{
  g_autoptr(Mail) mail = load(cells[0]);
  if (!mail)
    return;
  const struct mail_bounce *bounce = mail->bounce;
  gboolean is_success = cells[3][0] == '2';
  gboolean is_feedback = strstr(cells[3], "/feedback/") != NULL;
  g_autofree char *got = told(bounce);
  g_hash_table_add(known, g_strdup(cells[0]));
  note(&recall, is_success ? mail->is_report && !bounce : bounce && (bounce->kind == BOUNCE_FEEDBACK) == is_feedback,
       cells[0], cells[3], bounce ? got : "none");
  if (!bounce)
    return;
  note(&originals, bounce->original_message_id != NULL, cells[0], "", "");
  if (strchr(cells[3], ':')) {
    check_addresses(cells, bounce, got);
    return;
  }
  if (*cells[2])
    note(&recipients, bounce->recipients->len == (guint)atoi(cells[2]), cells[0], cells[2], got);
  if (g_ascii_isdigit(cells[3][0]))
    note(&classes, has_class(bounce, cells[3][0]), cells[0], cells[3], got);
}

/* Rows of suppress.tsv that say they are bounces or reports are no test of it. */
static gboolean is_other(char **cells)
{
  for (guint i = 0; cells[i]; i++) {
    g_autofree char *lower = g_ascii_strdown(cells[i], -1);
    if (strstr(lower, "bounce") || strstr(lower, "delivery") || strstr(lower, "failed-recipients") || strstr(lower, "arf"))
      return FALSE;
  }
  return !g_hash_table_contains(known, cells[0]);
}

static void check_other(char **cells)
{
  g_autoptr(Mail) mail = is_other(cells) ? load(cells[0]) : NULL;
  if (!mail)
    return;
  g_autofree char *got = told(mail->bounce);
  note(&precision, !mail->bounce, cells[0], "no bounce", got);
}

int main(int argc, char **argv)
{
  if (argc != 2) {
    g_printerr("usage: check-bounce FOLDER\n");
    return 2;
  }
  folder = argv[1];
  known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  each_row("bounce.tsv", 4, check_bounce);
  each_row("suppress.tsv", 4, check_other);
  each_row("parse.tsv", 2, check_other);
  each_row("reply.tsv", 2, check_other);
  const struct measure *measures[] = { &recall, &precision, &recipients, &classes, &originals };
  int status = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(measures); i++) {
    const struct measure *one = measures[i];
    gboolean is_low = one->right * 100 < one->floor * one->rows;
    g_print("bounce %s: %u of %u%s\n", one->name, one->right, one->rows, is_low ? " UNDER THE FLOOR" : "");
    status = is_low ? 1 : status;
  }
  guint wrong = precision.rows - precision.right;
  g_print("bounce precision: %.3f, recall: %.3f\n", recall.right ? recall.right / (double)(recall.right + wrong) : 0,
          recall.rows ? recall.right / (double)recall.rows : 0);
  g_hash_table_unref(known);
  return status;
}
