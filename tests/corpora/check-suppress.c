/* How well it is told who may be answered: `check-suppress FOLDER`, where FOLDER has suppress.tsv (path, expectation,
 * strength, source, why). Every recipient counts as ours and no mail is too old. Prints the wrong rows and a line for
 * every strength; ends with 1 when a hard or control row is wrong. */
#include "base/paths.h"
#include "base/problems.h"
#include "mail/mail.h"
#include "policy/automatic.h"
#include "policy/policy.h"

#include <string.h>

struct strength {
  const char *name;
  gboolean must_be_right;
  guint right, rows;
};

static struct strength strengths[] = { { "hard", TRUE }, { "control", TRUE }, { "strong" }, { "policy" } };

static struct automatic_words *words;

static struct strength *strength_of(const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS(strengths); i++)
    if (!strcmp(strengths[i].name, name))
      return &strengths[i];
  return NULL;
}

static gboolean check_row(const char *folder, char **cells)
{
  struct strength *strength = strength_of(cells[2]);
  g_autofree char *path = g_build_filename(folder, cells[0], NULL);
  char *contents;
  gsize size;
  g_autoptr(GError) error = NULL;
  if (!strength || !g_file_get_contents(path, &contents, &size, &error)) {
    g_printerr("%s: %s\n", cells[0], error ? error->message : "no known strength");
    return FALSE;
  }
  g_autoptr(GBytes) bytes = g_bytes_new_take(contents, size);
  g_autoptr(Mail) mail = mail_from_bytes(bytes, NULL);
  const struct policy_facts facts = { .any_recipient = TRUE, .words = words };
  g_autoptr(PolicyVerdict) verdict = policy_decide(mail, &facts);
  gboolean is_right = verdict->reply == !strcmp(cells[1], "MAY_REPLY");
  strength->rows++;
  strength->right += is_right;
  if (!is_right)
    g_print("  %s: %s: expected %s, got %s (%s)\n", strength->name, cells[0], cells[1],
            verdict->reply ? "MAY_REPLY" : "NO_REPLY", verdict->reason ? verdict->reason : cells[4]);
  return TRUE;
}

static gboolean check_table(const char *folder)
{
  g_autofree char *path = g_build_filename(folder, "suppress.tsv", NULL), *table = NULL;
  g_autoptr(GError) error = NULL;
  gboolean readable = TRUE;
  if (!g_file_get_contents(path, &table, NULL, &error)) {
    g_printerr("%s\n", error->message);
    return FALSE;
  }
  g_auto(GStrv) lines = g_strsplit(table, "\n", -1);
  for (guint i = 1; lines[0] && lines[i]; i++) {
    g_auto(GStrv) cells = g_strsplit(lines[i], "\t", -1);
    if (g_strv_length(cells) >= 5)
      readable = check_row(folder, cells) && readable;
  }
  return readable;
}

int main(int argc, char **argv)
{
  if (argc != 2) {
    g_printerr("usage: check-suppress FOLDER\n");
    return 2;
  }
  g_autoptr(Problems) problems = problems_new();
  g_autofree char *phrases = g_build_filename(paths_data("filters"), "automatic", NULL);
  words = automatic_words_load(phrases, NULL, problems);
  int status = words && check_table(argv[1]) ? 0 : 2;
  g_autofree char *problem = problems_text(problems);
  g_printerr("%s", problem);
  for (gsize i = 0; i < G_N_ELEMENTS(strengths); i++) {
    g_print("suppress %s: %u of %u\n", strengths[i].name, strengths[i].right, strengths[i].rows);
    if (!status && strengths[i].must_be_right && strengths[i].right < strengths[i].rows)
      status = 1;
  }
  automatic_words_free(words);
  return status;
}
