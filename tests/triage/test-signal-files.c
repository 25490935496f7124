/* Files of signals: what may stand in them, and that those which come with deskbell are sound. */
#include "base/problems.h"
#include "base/yaml.h"
#include "mails.h"
#include "triage/folded.h"
#include "triage/literal.h"
#include "triage/signals.h"
#include "triage/words.h"

#include "../folder.h"

#include <glib/gstdio.h>
#include <string.h>

static void put(const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename(folder, name, NULL);
  g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

/* `codes` and `english` in the files of these names. */
static struct signals *read_files(const char *codes, const char *english, struct problems *problems)
{
  g_autofree char *folder = g_dir_make_tmp("deskbell-signals-XXXXXX", NULL);
  put(folder, "codes.yaml", codes);
  put(folder, "en.yaml", english);
  struct signals *signals = signals_new();
  signals_read(signals, folder, problems);
  signals_seal(signals);
  folder_remove(folder);
  return signals;
}

static void every_mistake_is_named_with_its_place(void)
{
  static const struct {
    const char *codes, *english, *problem;
  } cases[] = {
    { "leakage: {}\n", "leakgae: [drips]\n", "en.yaml:1:1: unknown signal 'leakgae'; did you mean 'leakage'?" },
    { "leak: {}\n", "weather: [rain]\n", "1:1: unknown signal 'weather'; a new one stands in codes.yaml as well" },
    { "leak: {}\n", "leak: {word: [drips]}\n", "1:8: unknown key 'word'; there are words, not" },
    { "leak: {}\n", "leak: {not: [dry]}\n", "1:7: leak: 'words' are missing" },
    { "leak: {}\n", "leak: ['/a(b/']\n", "1:8: '/a(b/': bad expression at character 4: missing" },
    { "leak: {}\n", "leak: ['*']\n", "a pattern cannot start with '*'" },
    { "leak: {}\n", "leak: [[drips]]\n", "1:8: words or an /expression/ are expected" },
    { "leak: {}\n", "- leak\n", "1:1: signals are expected" },
    { "leak: {unles: [negated]}\n", "", "codes.yaml:1:8: unknown key 'unles'; there is unless" },
    { "leak: {unless: [denied]}\n", "", "1:17: unless: 'denied' is neither 'negated' nor 'hypothetical'" },
    { "leak: yes\n", "", "1:7: leak: '{unless: [negated, hypothetical]}' or '{}' is expected" },
    { "A leak: {}\n", "", "1:1: 'A leak' is no code" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Problems) problems = problems_new();
    signals_free(read_files(cases[i].codes, cases[i].english, problems));
    g_autofree char *said = problems_text(problems);
    if (!strstr(said, cases[i].problem))
      g_error("expected '%s', got '%s'", cases[i].problem, said);
  }
}

static void words_are_found_where_nothing_takes_them_back(void)
{
  static const char codes[] = "leak: {unless: [negated]}\nfire: {unless: hypothetical}\nus: {}\n";
  static const char english[] = "leak:\n  words: [drips, '/leak(s|ing) (from|at) the/', wet floor*]\n  not: [dry again, '/was (fixed|repaired)/']\n"
                                "fire: [burning, '/[0-9]{3} degrees/']\nus: us\n";
  static const struct {
    const char *subject, *text, *found;
  } cases[] = {
    { "", "It drips.", "leak:text:drips" },
    { "It DRIPS", "It drips.", "leak:subject:DRIPS" },
    { "", "Water is leaking from the  tap", "leak:text:leaking from the" },
    { "", "Wet  floors everywhere", "leak:text:Wet  floors" },
    { "", "It is not leaking at the tap", "" },
    { "", "No drips.", "" },
    { "", "No drips today, but it drips", "leak:text:drips" },
    { "", "It drips, no: dry again", "" },
    { "It was repaired", "It drips", "" },
    { "", "The hose is burning, it drips", "leak:text:drips fire:text:burning" },
    { "", "If it is burning, whom do we call?", "" },
    { "", "It has 300 degrees", "fire:text:300 degrees" },
    { "us", "", "us:subject:us" },
    { "", "bus", "" },
  };
  g_autoptr(Problems) problems = problems_new();
  struct signals *signals = read_files(codes, english, problems);
  g_assert_cmpuint(problems_count(problems), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    struct words_text *subject = words_text_new(cases[i].subject), *text = words_text_new(cases[i].text);
    g_autoptr(GArray) hits = signals_find(signals, subject, text);
    g_autoptr(GString) found = g_string_new(NULL);
    for (guint k = 0; k < hits->len; k++) {
      const struct signal_hit *hit = &g_array_index(hits, struct signal_hit, k);
      g_autofree char *words = folded_original(words_text_folded(hit->in_subject ? subject : text), hit->start, hit->end);
      g_string_append_printf(found, "%s%s:%s:%s", k ? " " : "", hit->code, hit->in_subject ? "subject" : "text", words);
    }
    if (strcmp(found->str, cases[i].found))
      g_error("%s | %s: found '%s', not '%s'", cases[i].subject, cases[i].text, found->str, cases[i].found);
    words_text_free(subject);
    words_text_free(text);
  }
  signals_free(signals);
}

/* Those that come with deskbell are not compiled when they are read; an expression that must be tried on every text would
 * cost every mail. */
static void check_expression(const struct yaml_node *node)
{
  g_autoptr(GError) error = NULL;
  words_free(words_compile(node->scalar, &error));
  if (error)
    g_error("%s:%u:%u: %s", node->file, node->line, node->column, error->message);
  if (node->scalar[0] != '/')
    return;
  g_autofree char *expression = g_strndup(node->scalar + 1, strlen(node->scalar) - 2);
  g_autoptr(GPtrArray) needed = literal_needed(expression);
  if (!needed)
    g_error("%s:%u:%u: nothing can be told that a text must have for %s", node->file, node->line, node->column, node->scalar);
}

static void check_words(const struct yaml_node *node)
{
  if (node->kind == YAML_SCALAR)
    check_expression(node);
  for (guint i = 0; node->kind != YAML_SCALAR && i < node->items->len; i++)
    check_words(node->items->pdata[i]);
}

static void the_shipped_files_are_sound(void)
{
  g_autofree char *folder = g_build_filename(g_getenv("top_srcdir"), "filters", "signals", NULL);
  g_autoptr(GPtrArray) files = signals_list(folder);
  g_assert_cmpuint(files->len, >=, 3);
  g_autoptr(Problems) problems = problems_new();
  for (guint i = 0; i < files->len; i++) {
    if (g_str_has_suffix(files->pdata[i], "codes.yaml"))
      continue;
    g_autoptr(YamlNode) root = yaml_load(files->pdata[i], problems);
    g_assert_nonnull(root);
    check_words(root);
  }
}

static void tone_is_a_signal_that_raises_nothing(void)
{
  g_autofree char *folder = g_build_filename(g_getenv("top_srcdir"), "filters", NULL);
  g_autoptr(Problems) problems = problems_new();
  g_autoptr(Filters) filters = filters_load(folder, NULL, problems);
  struct mail_header header = { (char *)"X-Priority", (char *)"1 (Highest)" };
  g_autoptr(GPtrArray) headers = g_ptr_array_new();
  g_ptr_array_add(headers, &header);
  struct mail mail = { .headers = headers,
                       .subject = (char *)"MY NEW POSTAL ADDRESS BELOW",
                       .text = (char *)"It stands below!!!",
                       .request = (char *)"It stands below!!!" };
  struct triage_facts facts = { .inside_hours = TRUE };
  g_autoptr(TriageVerdict) verdict = triage_decide(filters, &mail, &facts);
  g_assert_cmpint(verdict->priority, ==, PRIORITY_NORMAL);
  gboolean shouts = FALSE, called = FALSE;
  for (guint i = 0; i < verdict->signals->len; i++) {
    const struct triage_signal *signal = verdict->signals->pdata[i];
    shouts |= !strcmp(signal->code, "shouting") && !strcmp(signal->where, "subject");
    called |= !strcmp(signal->code, "priority-header") && !strcmp(signal->where, "header.X-Priority");
  }
  g_assert_true(shouts);
  g_assert_true(called);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/signal-files/mistakes", every_mistake_is_named_with_its_place);
  g_test_add_func("/signal-files/found", words_are_found_where_nothing_takes_them_back);
  g_test_add_func("/signal-files/shipped", the_shipped_files_are_sound);
  g_test_add_func("/signal-files/tone", tone_is_a_signal_that_raises_nothing);
  return g_test_run();
}
