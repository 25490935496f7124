#include "reply/templates.h"

#include <stdio.h>
#include <string.h>

#include "base/problems.h"
#include "base/text.h"
#include "reply/mustache.h"
#include "reply/mustache-tree.h"
#include "reply/reply.h"
#include "reply/variables.h"

enum { MAX_FILE = MUSTACHE_MAX_TEXT };

static const char layout_name[] = "layout.html";
/* Without these a language cannot answer. */
static const char *const needed[] = { "new", "follow-up", "out-of-hours", "no-subject", "desk-name" };
/* Without these another language answers mail that nobody vouches for. */
static const char *const needed_barely[] = { "bare", "bare-subject" };

struct text {
  char *path;
  char *source;
  struct mustache *parsed;
};

struct templates {
  GHashTable *texts;    /* "ko/new", "layout.html" -> struct text */
  GPtrArray *languages; /* char *, lower case, sorted */
};

static void text_free(gpointer data)
{
  struct text *text = data;
  g_free(text->path);
  g_free(text->source);
  mustache_free(text->parsed);
  g_free(text);
}

/* A Mustache error begins with the place already; the file's name is taken off again for the list of problems. */
static void note_error(struct problems *problems, const char *path, const GError *error)
{
  unsigned line = 0, column = 0;
  int length = 0;
  const char *rest = g_str_has_prefix(error->message, path) ? error->message + strlen(path) : error->message;
  if (sscanf(rest, ":%u:%u: %n", &line, &column, &length) == 2 && length)
    problems_add(problems, path, line, column, "%s", rest + length);
  else
    problems_add(problems, path, 0, 0, "%s", error->message);
}

/* Takes `key`'s place, so that an override hides what was shipped. */
static void load_text(struct templates *templates, char *key, const char *path, struct problems *problems)
{
  g_autofree char *owned_key = key;
  g_autoptr(GError) error = NULL;
  g_autofree char *source = NULL;
  gsize length = 0;
  if (!g_file_get_contents(path, &source, &length, &error)) {
    problems_add(problems, path, 0, 0, "cannot be read: %s", error->message);
    return;
  }
  if (length > MAX_FILE || strlen(source) != length) {
    problems_add(problems, path, 0, 0, "is no text, or larger than %d bytes", MAX_FILE);
    return;
  }
  struct mustache *parsed = mustache_parse(path, source, &error);
  if (!parsed) {
    note_error(problems, path, error);
    return;
  }
  variables_check(parsed, path, g_str_has_suffix(owned_key, "/bare"), problems);
  struct text *text = g_new0(struct text, 1);
  text->path = g_strdup(path);
  text->source = g_steal_pointer(&source);
  text->parsed = parsed;
  g_hash_table_insert(templates->texts, g_steal_pointer(&owned_key), text);
}

static GPtrArray *list_folder(const char *folder, struct problems *problems)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) dir = g_dir_open(folder, 0, &error);
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  if (!dir)
    problems_add(problems, folder, 0, 0, "cannot be read: %s", error->message);
  for (const char *name; dir && (name = g_dir_read_name(dir));)
    if (*name != '.' && !g_str_has_suffix(name, "~"))
      g_ptr_array_add(names, g_strdup(name));
  text_sort(names);
  return names;
}

static void load_language(struct templates *templates, const char *folder, const char *language,
                          struct problems *problems)
{
  g_autoptr(GPtrArray) names = list_folder(folder, problems);
  if (!g_ptr_array_find_with_equal_func(templates->languages, language, g_str_equal, NULL))
    g_ptr_array_add(templates->languages, g_strdup(language));
  for (guint i = 0; i < names->len; i++) {
    const char *name = g_ptr_array_index(names, i);
    g_autofree char *path = g_build_filename(folder, name, NULL);
    const char *dot = strrchr(name, '.');
    if (!dot || (strcmp(dot, ".md") && strcmp(dot, ".txt"))) {
      problems_warn(problems, path, 0, 0, "is no template; names should end in .md or .txt");
      continue;
    }
    load_text(templates, g_strdup_printf("%s/%.*s", language, (int)(dot - name), name), path, problems);
  }
}

static void load_folder(struct templates *templates, const char *folder, struct problems *problems)
{
  g_autoptr(GPtrArray) names = list_folder(folder, problems);
  for (guint i = 0; i < names->len; i++) {
    const char *name = g_ptr_array_index(names, i);
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *language = g_ascii_strdown(name, -1);
    g_strdelimit(language, "_", '-');
    if (g_file_test(path, G_FILE_TEST_IS_DIR))
      load_language(templates, path, language, problems);
    else if (!strcmp(name, layout_name))
      load_text(templates, g_strdup(name), path, problems);
    else if (g_str_has_suffix(name, ".md") || g_str_has_suffix(name, ".txt"))
      problems_warn(problems, path, 0, 0, "is not used; a text belongs in a folder named after its language");
  }
}

static const struct text *find_text(const struct templates *templates, const char *language, const char *name)
{
  g_autofree char *key = g_strconcat(language, "/", name, NULL);
  return g_hash_table_lookup(templates->texts, key);
}

/* A partial that is not there would be silence in the middle of a mail. */
static void check_partials(const struct templates *templates, const struct text *text, const char *language,
                           const GPtrArray *nodes, struct problems *problems)
{
  for (guint i = 0; i < nodes->len; i++) {
    const struct mustache_node *node = g_ptr_array_index(nodes, i);
    if (node->kind == MUSTACHE_PARTIAL && !find_text(templates, language, node->text))
      problems_add(problems, text->path, node->line, node->column, "there is no text '%s' in language '%s'",
                   node->text, language);
    if (node->children)
      check_partials(templates, text, language, node->children, problems);
  }
}

static void check_all(const struct templates *templates, const char *folder, struct problems *problems)
{
  GHashTableIter iter;
  gpointer key, value;
  g_hash_table_iter_init(&iter, templates->texts);
  while (g_hash_table_iter_next(&iter, &key, &value)) {
    const struct text *text = value;
    const char *slash = strchr(key, '/');
    g_autofree char *language = slash ? g_strndup(key, slash - (char *)key) : g_strdup("");
    check_partials(templates, text, language, text->parsed->nodes, problems);
  }
  for (guint i = 0; i < templates->languages->len; i++) {
    const char *language = g_ptr_array_index(templates->languages, i);
    for (gsize n = 0; n < G_N_ELEMENTS(needed); n++)
      if (!find_text(templates, language, needed[n]))
        problems_add(problems, folder, 0, 0, "language '%s' has no text '%s'", language, needed[n]);
    for (gsize n = 0; n < G_N_ELEMENTS(needed_barely); n++)
      if (!find_text(templates, language, needed_barely[n]))
        problems_warn(problems, folder, 0, 0,
                      "language '%s' has no text '%s'; mail that nobody vouches for is answered in another", language,
                      needed_barely[n]);
  }
  if (!g_hash_table_contains(templates->texts, layout_name))
    problems_add(problems, folder, 0, 0, "there is no %s", layout_name);
  if (!templates->languages->len)
    problems_add(problems, folder, 0, 0, "there is no language; a folder like 'en' should hold the texts");
}

struct templates *templates_load(const char *shipped, const char *overrides, struct problems *problems)
{
  unsigned before = problems_count(problems);
  g_autoptr(Templates) templates = g_new0(struct templates, 1);
  templates->texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, text_free);
  templates->languages = g_ptr_array_new_with_free_func(g_free);
  load_folder(templates, shipped, problems);
  if (overrides)
    load_folder(templates, overrides, problems);
  text_sort(templates->languages);
  if (problems_count(problems) == before)
    check_all(templates, overrides ? overrides : shipped, problems);
  return problems_count(problems) == before ? g_steal_pointer(&templates) : NULL;
}

void templates_free(struct templates *templates)
{
  if (!templates)
    return;
  g_hash_table_unref(templates->texts);
  g_ptr_array_unref(templates->languages);
  g_free(templates);
}

static const char *find_language(const struct templates *templates, const char *language)
{
  for (guint i = 0; language && i < templates->languages->len; i++)
    if (!g_ascii_strcasecmp(g_ptr_array_index(templates->languages, i), language))
      return g_ptr_array_index(templates->languages, i);
  return NULL;
}

static const char *find_language_or_primary(const struct templates *templates, const char *language)
{
  const char *found = find_language(templates, language);
  if (found || !language)
    return found;
  g_autofree char *primary = g_strndup(language, strcspn(language, "-_"));
  return find_language(templates, primary);
}

const char *templates_language(const struct templates *templates, const char *language, const char *fallback)
{
  const char *found = find_language_or_primary(templates, language);
  if (!found)
    found = find_language_or_primary(templates, fallback);
  if (!found)
    found = find_language(templates, "en");
  return found ? found : g_ptr_array_index(templates->languages, 0);
}

const struct mustache *templates_text(const struct templates *templates, const char *language, const char *name)
{
  const struct text *text = find_text(templates, language, name);
  return text ? text->parsed : NULL;
}

const char *templates_source(const struct templates *templates, const char *language, const char *name)
{
  const struct text *text = find_text(templates, language, name);
  return text ? text->source : NULL;
}

const struct mustache *templates_layout(const struct templates *templates)
{
  const struct text *text = g_hash_table_lookup(templates->texts, layout_name);
  return text->parsed;
}
