#include "triage/filters-private.h"

#include "base/paths.h"
#include "base/problems.h"
#include "base/text.h"
#include "base/yaml.h"
#include "triage/computed.h"

#include <string.h>

static void unknown(const struct reader *reader, const struct yaml_node *key, const char *what, GPtrArray *known)
{
  const char *meant = NULL;
  for (guint i = 0; i < known->len; i++)
    meant = text_likelier(key->scalar, known->pdata[i], meant);
  if (meant) {
    yaml_problem(key, reader->problems, "unknown %s '%s'; did you mean '%s'?", what, key->scalar, meant);
    return;
  }
  g_ptr_array_add(known, NULL);
  g_autofree char *list = g_strjoinv(", ", (char **)known->pdata);
  yaml_problem(key, reader->problems, "unknown %s '%s'; there are %s", what, key->scalar, list);
}

/* What `signal: NAME` asks for, as load_signal() takes it. */
static char *store_signal(const struct reader *reader, const struct yaml_node *node, const char *name)
{
  gboolean is_rule = g_hash_table_contains(reader->places, name);
  if (!is_rule && !signals_has(reader->filters->signals, name) && !computed_has(name)) {
    const char *meant = computed_likelier(name, signals_likelier(reader->filters->signals, name));
    yaml_problem(node, reader->problems, "signal: no rule '%s' stands before this one, nor is there such a signal%s%s%s",
                 name, meant ? "; did you mean '" : "", meant ? meant : "", meant ? "'?" : "");
  }
  return g_strdup_printf("%c%s", is_rule ? SIGNAL_OF_RULE : SIGNAL_OF_WORDS, name);
}

static char *store_value(const struct reader *reader, const struct condition_kind *kind, const struct yaml_node *node,
                         GError **error)
{
  if (!strcmp(kind->name, "signal"))
    return store_signal(reader, node, node->scalar);
  return kind->store ? kind->store(node->scalar, error) : g_strdup(node->scalar);
}

/* A mistyped tier is never met, and nothing would tell. */
static void check_tier(const struct reader *reader, const struct yaml_node *node)
{
  gboolean known = !reader->config || !reader->config->desks || !reader->config->desks->len;
  for (guint i = 0; !known && i < reader->config->desks->len; i++) {
    const struct config_desk *desk = reader->config->desks->pdata[i];
    for (guint j = 0; !known && desk->tiers && j < desk->tiers->len; j++)
      known = text_glob(node->scalar, ((const struct config_tier *)desk->tiers->pdata[j])->name);
  }
  if (!known)
    problems_warn(reader->problems, node->file, node->line, node->column,
                  "tier: '%s' is not among the tiers of the configuration, so it is never met", node->scalar);
}

static void add_value(struct reader *reader, const struct yaml_node *key, const struct yaml_node *node, gpointer data)
{
  struct condition *condition = data;
  const char *text = filters_scalar(reader, key, node);
  if (!text)
    return;
  g_autoptr(GError) error = NULL;
  g_autofree char *stored = store_value(reader, condition->kind, node, &error);
  if (!stored || !condition_add_stored(condition, g_string_chunk_insert(reader->filters->texts, stored), &error))
    yaml_problem(node, reader->problems, "%s: '%s': %s", key->scalar, text, error->message);
  else if (!strcmp(condition->kind->name, "tier"))
    check_tier(reader, node);
}

static void unknown_condition(const struct reader *reader, const struct yaml_node *key)
{
  g_autoptr(GPtrArray) known = g_ptr_array_new_with_free_func(g_free);
  const char *not = g_str_has_prefix(key->scalar, "not-") ? "not-" : "";
  for (guint i = 0; i < n_condition_kinds; i++)
    g_ptr_array_add(known, g_strconcat(not, condition_kinds[i].name, condition_kinds[i].takes_name ? ".NAME" : "", NULL));
  unknown(reader, key, "condition", known);
}

static void read_conditions(struct reader *reader, const struct yaml_node *when)
{
  if (when->kind != YAML_MAP) {
    yaml_problem(when, reader->problems, "when: conditions are expected, such as 'subject: refund'");
    return;
  }
  for (guint i = 0; i < when->keys->len; i++) {
    const struct yaml_node *key = when->keys->pdata[i];
    gboolean negated = g_str_has_prefix(key->scalar, "not-");
    const char *name = key->scalar + (negated ? strlen("not-") : 0);
    struct condition *condition = condition_new(name, negated);
    if (!condition) {
      unknown_condition(reader, key);
      continue;
    }
    g_ptr_array_add(reader->rule->conditions, condition);
    filters_for_each(reader, key, when->items->pdata[i], add_value, condition);
  }
}

static void unknown_key(const struct reader *reader, const struct yaml_node *key)
{
  g_autoptr(GPtrArray) known = g_ptr_array_new();
  g_ptr_array_add(known, (gpointer) "rule");
  g_ptr_array_add(known, (gpointer) "when");
  for (guint i = 0; filters_key(i); i++)
    g_ptr_array_add(known, (gpointer)filters_key(i)->name);
  unknown(reader, key, "key", known);
}

static void read_rule(struct reader *reader, const struct yaml_node *node)
{
  if (node->kind != YAML_MAP) {
    yaml_problem(node, reader->problems, "a rule is expected, such as '- rule: outage'");
    return;
  }
  struct rule *rule = reader->rule = rule_new();
  g_ptr_array_add(reader->filters->rules, rule);
  for (guint i = 0; i < node->keys->len; i++) {
    const struct yaml_node *key = node->keys->pdata[i], *value = node->items->pdata[i];
    if (!strcmp(key->scalar, "rule"))
      rule->name = g_strdup(filters_name(reader, key, value));
    else if (!strcmp(key->scalar, "when"))
      read_conditions(reader, value);
    else if (!filters_read_key(reader, key, value))
      unknown_key(reader, key);
  }
  if (!yaml_get(node, "rule"))
    yaml_problem(node, reader->problems, "a rule without a name; start it with 'rule: NAME'");
  if (!rule->name)
    return;
  const char *earlier = g_hash_table_lookup(reader->places, rule->name);
  if (earlier)
    yaml_problem(yaml_get(node, "rule"), reader->problems, "rule '%s' stands at %s already; names are used once",
                 rule->name, earlier);
  else
    g_hash_table_insert(reader->places, rule->name, g_strdup_printf("%s:%u", node->file, node->line));
}

static void read_file(struct reader *reader, const char *path)
{
  g_autoptr(YamlNode) root = yaml_load(path, reader->problems);
  if (!root || (root->kind == YAML_MAP && !root->keys->len)) /* an empty file is one that somebody emptied */
    return;
  if (root->kind != YAML_LIST) {
    yaml_problem(root, reader->problems, "a list of rules is expected; start each with '- rule: NAME'");
    return;
  }
  for (guint i = 0; i < root->items->len; i++)
    read_rule(reader, root->items->pdata[i]);
}

GPtrArray *filters_list(const char *folder, struct problems *problems)
{
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  if (!dir) {
    gboolean there = g_file_test(folder, G_FILE_TEST_IS_DIR);
    problems_add(problems, folder, 0, 0, there ? "the folder of filters cannot be read" : "no such folder of filters");
    return NULL;
  }
  GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
  const char *name;
  while ((name = g_dir_read_name(dir)))
    if (name[0] != '.' && g_str_has_suffix(name, ".yaml"))
      g_ptr_array_add(files, g_build_filename(folder, name, NULL));
  text_sort(files);
  return files;
}

GPtrArray *filters_signal_folders(const char *folder)
{
  GPtrArray *folders = g_ptr_array_new_with_free_func(g_free);
  g_autofree char *here = g_canonicalize_filename(folder, NULL);
  const char *shipped = paths_data("filters");
  if (shipped && strcmp(here, shipped))
    g_ptr_array_add(folders, g_build_filename(shipped, "signals", NULL));
  g_ptr_array_add(folders, g_build_filename(here, "signals", NULL));
  return folders;
}

static struct signals *load_signals(const char *folder, struct problems *problems)
{
  struct signals *signals = signals_new();
  g_autoptr(GPtrArray) folders = filters_signal_folders(folder);
  for (guint i = 0; i < folders->len; i++)
    signals_read(signals, folders->pdata[i], problems);
  signals_seal(signals);
  return signals;
}

struct filters *filters_load(const char *folder, const struct config *config, struct problems *problems)
{
  unsigned before = problems_count(problems);
  g_autoptr(GPtrArray) files = filters_list(folder, problems);
  if (!files)
    return NULL;
  if (!files->len)
    problems_warn(problems, folder, 0, 0, "no *.yaml files, so no mail gets a category");
  g_autofree char *here = g_canonicalize_filename(folder, NULL);
  g_autoptr(Filters) filters = filters_new();
  filters->signals = load_signals(folder, problems);
  filters->texts = g_string_chunk_new(4096);
  g_autoptr(GHashTable) places = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
  struct reader reader = { .filters = filters,
                           .config = config,
                           .problems = problems,
                           .shipped = g_strcmp0(here, paths_data("filters")) == 0,
                           .places = places };
  for (guint i = 0; i < files->len; i++)
    read_file(&reader, files->pdata[i]);
  return problems_count(problems) == before ? g_steal_pointer(&filters) : NULL;
}
