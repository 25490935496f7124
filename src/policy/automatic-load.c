/* Phrases of automatic mail from their files. */
#include "policy/automatic-private.h"

#include "base/copy.h"
#include "base/problems.h"
#include "base/text.h"
#include "base/yaml.h"

#include <string.h>

/* To be raised with every change of how a phrase is folded or stored. */
#define FORMAT "1"

enum { LEAST_BYTES = 4, LEAST_BEFORE_GAP = 3, MOST_BYTES = 200, MOST_ALL = 1024 * 1024 };

static const char *const list_names[N_AUTOMATIC_LISTS] = {
  [AUTOMATIC_LABELS] = "labels",   [AUTOMATIC_SUBJECTS] = "subjects", [AUTOMATIC_OPENINGS] = "openings",
  [AUTOMATIC_NOTICES] = "notices", [AUTOMATIC_RETURNED] = "returned",
};

static gboolean add_files(const char *folder, GPtrArray *files, struct problems *problems)
{
  g_autoptr(GDir) dir = folder ? g_dir_open(folder, 0, NULL) : NULL;
  if (!dir) {
    problems_add(problems, folder, 0, 0, "no such folder of phrases of automatic mail, or it cannot be read");
    return FALSE;
  }
  g_autoptr(GPtrArray) here = g_ptr_array_new();
  const char *name;
  while ((name = g_dir_read_name(dir)))
    if (name[0] != '.' && g_str_has_suffix(name, ".yaml"))
      g_ptr_array_add(here, g_build_filename(folder, name, NULL));
  text_sort(here);
  g_ptr_array_extend_and_steal(files, g_steal_pointer(&here));
  return TRUE;
}

static GPtrArray *list_files(const char *folder, const char *more, struct problems *problems)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
  return add_files(folder, files, problems) && (!more || add_files(more, files, problems)) ? g_steal_pointer(&files)
                                                                                           : NULL;
}

static int list_called(const char *name)
{
  for (int list = 0; list < N_AUTOMATIC_LISTS; list++)
    if (!strcmp(name, list_names[list]))
      return list;
  return -1;
}

static void add_phrase(const struct yaml_node *node, int list, GByteArray *packed, struct problems *problems)
{
  if (node->kind != YAML_SCALAR) {
    yaml_problem(node, problems, "a phrase is expected");
    return;
  }
  g_autofree char *folded = automatic_fold(node->scalar);
  const char *phrase = g_strstrip(folded);
  gsize length = strlen(phrase);
  if (length < LEAST_BYTES || length > MOST_BYTES || !strncmp(phrase, "...", 3) || g_str_has_suffix(phrase, "...")) {
    yaml_problem(node, problems, "'%s': a phrase has %d to %d bytes and does not begin or end with '...'", node->scalar,
                 LEAST_BYTES, MOST_BYTES);
    return;
  }
  const char *gap = strstr(phrase, "...");
  if (gap && (gap - phrase < LEAST_BEFORE_GAP || strstr(gap + 1, "..."))) {
    yaml_problem(node, problems, "'%s': '...' stands once in a phrase, after its first word", node->scalar);
    return;
  }
  const guint8 mark = (guint8)(list + 1);
  g_byte_array_append(packed, &mark, 1);
  g_byte_array_append(packed, (const guint8 *)phrase, (guint)length + 1);
}

static void read_file(const char *path, GByteArray *packed, struct problems *problems)
{
  g_autoptr(YamlNode) root = yaml_load(path, problems);
  if (!root)
    return;
  if (root->kind != YAML_MAP) {
    yaml_problem(root, problems, "lists named labels, subjects, openings, notices or returned are expected");
    return;
  }
  for (guint i = 0; i < root->keys->len; i++) {
    const struct yaml_node *key = root->keys->pdata[i], *value = root->items->pdata[i];
    int list = list_called(key->scalar);
    if (list < 0)
      yaml_problem(key, problems, "unknown list '%s'; there are labels, subjects, openings, notices, returned",
                   key->scalar);
    else if (value->kind != YAML_LIST && (value->kind != YAML_SCALAR || *value->scalar))
      yaml_problem(value, problems, "%s: a list of phrases is expected", key->scalar);
    for (guint k = 0; list >= 0 && value->kind == YAML_LIST && k < value->items->len; k++)
      add_phrase(value->items->pdata[k], list, packed, problems);
  }
  if (packed->len > MOST_ALL)
    yaml_problem(root, problems, "more than 1 MiB of phrases");
}

static struct automatic_words *load(const GPtrArray *files, struct problems *problems)
{
  unsigned before = problems_count(problems);
  g_autoptr(GByteArray) packed = g_byte_array_new();
  for (guint i = 0; i < files->len; i++)
    read_file(files->pdata[i], packed, problems);
  if (problems_count(problems) != before)
    return NULL;
  const guint8 one[] = "\1none";
  if (!packed->len)
    g_byte_array_append(packed, one, sizeof one);
  g_autoptr(GBytes) bytes = g_byte_array_free_to_bytes(g_steal_pointer(&packed));
  return automatic_words_new(bytes);
}

struct automatic_words *automatic_words_load(const char *folder, const char *more, struct problems *problems)
{
  g_autoptr(GPtrArray) files = list_files(folder, more, problems);
  return files ? load(files, problems) : NULL;
}

static GVariant *pack(const struct automatic_words *words)
{
  return g_variant_new_from_bytes(G_VARIANT_TYPE("ay"), automatic_words_packed(words), TRUE);
}

struct automatic_words *automatic_words_load_cached(const char *folder, const char *more, const char *ledger_file,
                                                    struct problems *problems)
{
  g_autoptr(GPtrArray) files = list_files(folder, more, problems);
  if (!files)
    return NULL;
  g_autofree char *made_of = g_strjoin("\n", folder, more, NULL);
  g_autoptr(Copy) copy = copy_new(ledger_file, "phrases", made_of, FORMAT, files);
  g_autoptr(GVariant) packed = copy ? copy_load(copy, "ay") : NULL;
  g_autoptr(GBytes) bytes = packed ? g_variant_get_data_as_bytes(packed) : NULL;
  struct automatic_words *words = bytes ? automatic_words_new(bytes) : NULL;
  if (words)
    return words;
  words = load(files, problems);
  if (words && copy) {
    g_autoptr(Problems) ignored = problems_new();
    g_autoptr(GPtrArray) after = list_files(folder, more, ignored);
    copy_save(copy, after, pack(words));
  }
  return words;
}
