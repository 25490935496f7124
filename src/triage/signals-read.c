#include "triage/signals-private.h"

#include "base/paths.h"
#include "base/problems.h"
#include "base/text.h"
#include "base/yaml.h"
#include "triage/words-private.h"

#include <string.h>

enum { MAX_CODE = 64 };

static const struct {
  const char *name;
  enum signal_guard guard;
} guards[] = { { "negated", SIGNAL_NEGATED }, { "hypothetical", SIGNAL_HYPOTHETICAL } };

struct signals_reader {
  struct signals_draft *draft;
  struct problems *problems;
  gboolean trusted; /* the folder is the one that comes with deskbell */
  const char *language;
};

static void add_guard(const struct signals_reader *reader, struct draft_code *code, const struct yaml_node *node)
{
  for (gsize i = 0; node->kind == YAML_SCALAR && i < G_N_ELEMENTS(guards); i++)
    if (!strcmp(node->scalar, guards[i].name)) {
      code->guards |= guards[i].guard;
      return;
    }
  yaml_problem(node, reader->problems, "unless: '%s' is neither 'negated' nor 'hypothetical'",
               node->kind == YAML_SCALAR ? node->scalar : "this");
}

static gboolean is_code(const char *name)
{
  gsize fit = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");
  return fit && !name[fit] && fit <= MAX_CODE;
}

static void read_code(const struct signals_reader *reader, const struct yaml_node *key, const struct yaml_node *value)
{
  if (!is_code(key->scalar)) {
    yaml_problem(key, reader->problems, "'%s' is no code; small letters, digits and '-' are", key->scalar);
    return;
  }
  struct draft_code *code = draft_code_add(reader->draft, key->scalar);
  code->guards = 0;
  if (value->kind != YAML_MAP && !(value->kind == YAML_SCALAR && !*value->scalar)) {
    yaml_problem(value, reader->problems, "%s: '{unless: [negated, hypothetical]}' or '{}' is expected", key->scalar);
    return;
  }
  for (guint i = 0; value->kind == YAML_MAP && i < value->keys->len; i++) {
    const struct yaml_node *name = value->keys->pdata[i], *list = value->items->pdata[i];
    if (strcmp(name->scalar, "unless"))
      yaml_problem(name, reader->problems, "unknown key '%s'; there is unless", name->scalar);
    else if (list->kind == YAML_LIST)
      for (guint k = 0; k < list->items->len; k++)
        add_guard(reader, code, list->items->pdata[k]);
    else
      add_guard(reader, code, list);
  }
}

static struct draft_code *known_code(const struct signals_reader *reader, const struct yaml_node *key)
{
  struct draft_code *code = draft_code_find(reader->draft, key->scalar);
  if (code)
    return code;
  const char *meant = NULL;
  for (guint i = 0; i < reader->draft->codes->len; i++)
    meant = text_likelier(key->scalar, ((const struct draft_code *)reader->draft->codes->pdata[i])->name, meant);
  if (meant)
    yaml_problem(key, reader->problems, "unknown signal '%s'; did you mean '%s'?", key->scalar, meant);
  else
    yaml_problem(key, reader->problems, "unknown signal '%s'; a new one stands in codes.yaml as well", key->scalar);
  return NULL;
}

static void read_word(const struct signals_reader *reader, struct draft_group *group, enum signal_role role,
                      const struct yaml_node *node)
{
  if (node->kind != YAML_SCALAR) {
    yaml_problem(node, reader->problems, "words or an /expression/ are expected");
    return;
  }
  g_autoptr(GError) error = NULL;
  char *stored = reader->trusted ? words_store_trusted(node->scalar, &error) : words_store(node->scalar, &error);
  if (!stored) {
    yaml_problem(node, reader->problems, "'%s': %s", node->scalar, error->message);
    return;
  }
  if (g_hash_table_contains(group->known[role], stored)) { /* adding would keep the new one */
    g_free(stored);
    return;
  }
  g_hash_table_add(group->known[role], stored);
  g_ptr_array_add(group->terms[role], stored);
}

static void read_words(const struct signals_reader *reader, struct draft_group *group, enum signal_role role,
                       const struct yaml_node *node)
{
  if (node->kind == YAML_LIST)
    for (guint i = 0; i < node->items->len; i++)
      read_word(reader, group, role, node->items->pdata[i]);
  else
    read_word(reader, group, role, node);
}

static void read_signal(const struct signals_reader *reader, const struct yaml_node *key, const struct yaml_node *value)
{
  struct draft_code *code = known_code(reader, key);
  if (!code)
    return;
  struct draft_group *group = draft_group(code, reader->language);
  if (value->kind != YAML_MAP) {
    read_words(reader, group, SIGNAL_WORDS, value);
    return;
  }
  if (!yaml_get(value, "words"))
    yaml_problem(value, reader->problems, "%s: 'words' are missing", key->scalar);
  for (guint i = 0; i < value->keys->len; i++) {
    const struct yaml_node *name = value->keys->pdata[i];
    if (!strcmp(name->scalar, "words"))
      read_words(reader, group, SIGNAL_WORDS, value->items->pdata[i]);
    else if (!strcmp(name->scalar, "not"))
      read_words(reader, group, SIGNAL_NOT, value->items->pdata[i]);
    else
      yaml_problem(name, reader->problems, "unknown key '%s'; there are words, not", name->scalar);
  }
}

static void read_map(const struct signals_reader *reader, const char *path,
                     void (*read)(const struct signals_reader *, const struct yaml_node *, const struct yaml_node *))
{
  g_autoptr(YamlNode) root = yaml_load(path, reader->problems);
  if (root && root->kind != YAML_MAP)
    yaml_problem(root, reader->problems, "signals are expected, such as 'urgency: [at once]'");
  for (guint i = 0; root && root->kind == YAML_MAP && i < root->keys->len; i++)
    read(reader, root->keys->pdata[i], root->items->pdata[i]);
}

static gboolean is_tag(const char *name)
{
  gsize fit = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");
  return fit >= 2 && !name[fit] && g_ascii_isalpha(name[0]) && g_ascii_isalpha(name[1]);
}

GPtrArray *signals_list(const char *folder)
{
  GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GDir) dir = folder ? g_dir_open(folder, 0, NULL) : NULL;
  const char *name;
  while (dir && (name = g_dir_read_name(dir)))
    if (name[0] != '.' && g_str_has_suffix(name, ".yaml"))
      g_ptr_array_add(files, g_build_filename(folder, name, NULL));
  text_sort(files);
  return files;
}

void signals_read(struct signals *signals, const char *folder, struct problems *problems)
{
  g_return_if_fail(signals->draft);
  g_autofree char *here = g_canonicalize_filename(folder, NULL);
  const char *data = paths_data("filters");
  g_autofree char *shipped = data ? g_build_filename(data, "signals", NULL) : NULL;
  struct signals_reader reader = { .draft = signals->draft,
                                   .problems = problems,
                                   .trusted = g_strcmp0(here, shipped) == 0 };
  g_autoptr(GPtrArray) files = signals_list(folder);
  g_autofree char *codes = g_build_filename(folder, "codes.yaml", NULL);
  for (guint i = 0; i < files->len; i++)
    if (!strcmp(files->pdata[i], codes))
      read_map(&reader, codes, read_code);
  for (guint i = 0; i < files->len; i++) {
    if (!strcmp(files->pdata[i], codes))
      continue;
    g_autofree char *language = g_path_get_basename(files->pdata[i]);
    language[strlen(language) - strlen(".yaml")] = '\0';
    reader.language = language;
    if (is_tag(language))
      read_map(&reader, files->pdata[i], read_signal);
    else
      problems_add(problems, files->pdata[i], 0, 0,
                   "the name is no language; such a file is called 'ko.yaml' or 'codes.yaml'");
  }
}
