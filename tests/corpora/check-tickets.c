/* How well the shipped rules alone, untrained, tell what cannot wait: `check-tickets FOLDER`, where FOLDER has
 * tickets/NAME_priority.tsv (id, split, group, language, label, subject, body, source; subject and body are JSON strings;
 * the labels are Low, Medium, High and Very High). Prints for each set, of the mails that the rules call urgent or high,
 * how many are labelled High or Very High, and how many of those they find; with --rules also which rules spoke how often
 * and how often rightly, with --lists each mail. Nothing fails: people disagree about such labels. */
#include "base/clock.h"
#include "base/paths.h"
#include "base/problems.h"
#include "mail/mail.h"
#include "triage/triage.h"

#include <json-glib/json-glib.h>
#include <string.h>

enum { ID, LABEL = 4, SUBJECT = 5, BODY = 6, CELLS = 8 };

struct spoken {
  guint mails, right;
};

struct tally {
  const struct filters *filters;
  gboolean lists;
  GHashTable *rules; /* name -> struct spoken */
  guint called, rightly, labelled, rows, urgent, urgently;
};

static char *unquoted(const char *cell)
{
  g_autoptr(JsonNode) node = json_from_string(cell, NULL);
  return g_strdup(node && JSON_NODE_HOLDS_VALUE(node) ? json_node_get_string(node) : "");
}

static void count_rules(struct tally *tally, const struct triage_verdict *verdict, gboolean pressing)
{
  for (guint i = 0; i < verdict->rules->len; i++) {
    const char *rule = verdict->rules->pdata[i];
    struct spoken *spoken = g_hash_table_lookup(tally->rules, rule);
    if (!spoken)
      g_hash_table_insert(tally->rules, g_strdup(rule), spoken = g_new0(struct spoken, 1));
    spoken->mails++;
    spoken->right += pressing;
  }
}

static void list(const struct triage_verdict *verdict, const char *label, const char *subject, const char *body)
{
  g_autoptr(GString) line = g_string_new(NULL);
  for (guint i = 0; i < verdict->signals->len; i++) {
    const struct triage_signal *signal = verdict->signals->pdata[i];
    g_string_append_printf(line, " %s(%s)", signal->code, signal->evidence);
  }
  g_string_append_printf(line, " | %s | %s", subject, body);
  g_strdelimit(line->str, "\n\r\t", ' ');
  g_print("%s %s:%s\n", priority_names[verdict->priority], label, line->str);
}

static void check_row(struct tally *tally, char **cells)
{
  g_autofree char *subject = unquoted(cells[SUBJECT]), *body = unquoted(cells[BODY]);
  struct mail mail = { .subject = subject, .text = body, .request = body };
  struct triage_facts facts = { .inside_hours = TRUE, .arrival = CLOCK_NONE };
  g_autoptr(TriageVerdict) verdict = triage_decide(tally->filters, &mail, &facts);
  gboolean pressing = !strcmp(cells[LABEL], "High") || !strcmp(cells[LABEL], "Very High");
  gboolean called = verdict->priority == PRIORITY_URGENT || verdict->priority == PRIORITY_HIGH;
  gboolean urgent = verdict->priority == PRIORITY_URGENT;
  tally->rows++;
  tally->labelled += pressing;
  tally->called += called;
  tally->rightly += called && pressing;
  tally->urgent += urgent;
  tally->urgently += urgent && pressing;
  count_rules(tally, verdict, pressing);
  if (tally->lists)
    list(verdict, cells[LABEL], subject, body);
}

static double percent(guint part, guint whole)
{
  return whole ? 100.0 * part / whole : 0;
}

static void print_rules(GHashTable *rules)
{
  GHashTableIter iter;
  gpointer rule, value;
  g_hash_table_iter_init(&iter, rules);
  while (g_hash_table_iter_next(&iter, &rule, &value)) {
    const struct spoken *spoken = value;
    g_print("  %s: %u mails, %.0f %% High or Very High\n", (char *)rule, spoken->mails,
            percent(spoken->right, spoken->mails));
  }
}

static gboolean check_set(const struct filters *filters, const char *folder, const char *name, const char *option)
{
  g_autofree char *path = g_build_filename(folder, name, NULL), *table = NULL;
  g_autoptr(GError) error = NULL;
  if (!g_file_get_contents(path, &table, NULL, &error)) {
    g_printerr("%s\n", error->message);
    return FALSE;
  }
  g_autoptr(GHashTable) rules = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  struct tally tally = { .filters = filters, .lists = !g_strcmp0(option, "--lists"), .rules = rules };
  g_auto(GStrv) lines = g_strsplit(table, "\n", -1);
  for (guint i = 1; lines[0] && lines[i]; i++) {
    g_auto(GStrv) cells = g_strsplit(lines[i], "\t", -1);
    if (g_strv_length(cells) >= CELLS)
      check_row(&tally, cells);
  }
  g_print("tickets %s: called urgent or high %u of %u; right %u (precision %.1f %%); found %u of %u (recall %.1f %%); "
          "urgent %u, right %u\n",
          name, tally.called, tally.rows, tally.rightly, percent(tally.rightly, tally.called), tally.rightly,
          tally.labelled, percent(tally.rightly, tally.labelled), tally.urgent, tally.urgently);
  if (!g_strcmp0(option, "--rules"))
    print_rules(rules);
  return TRUE;
}

int main(int argc, char **argv)
{
  if (argc < 2 || argc > 3) {
    g_printerr("usage: check-tickets FOLDER [--rules | --lists]\n");
    return 2;
  }
  g_autoptr(Problems) problems = problems_new();
  g_autoptr(Filters) filters = filters_load(paths_data("filters"), NULL, problems);
  g_autofree char *problem = problems_text(problems), *folder = g_build_filename(argv[1], "tickets", NULL);
  g_printerr("%s", problem);
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  gboolean readable = filters && dir;
  for (const char *name; readable && (name = g_dir_read_name(dir));)
    if (g_str_has_suffix(name, "_priority.tsv"))
      readable = check_set(filters, folder, name, argv[2]);
  return readable ? 0 : 2;
}
