/* Runs the public Mustache specification's own test files (https://github.com/mustache/spec, `specs` folder, the JSON
 * form) against the renderer. Files whose names start with "~" are optional modules and left out. */
#include <json-glib/json-glib.h>
#include <string.h>

#include "reply/mustache.h"

struct tally {
  guint passed, all;
};

static const char *partial_of(const char *name, gpointer data)
{
  JsonObject *partials = data;
  return partials && json_object_has_member(partials, name) ? json_object_get_string_member(partials, name) : NULL;
}

static void run_case(const char *file, JsonObject *test, struct tally *tally)
{
  const char *name = json_object_get_string_member(test, "name");
  const char *expected = json_object_get_string_member(test, "expected");
  JsonObject *partials =
      json_object_has_member(test, "partials") ? json_object_get_object_member(test, "partials") : NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *got = NULL;
  g_autoptr(Mustache) template = mustache_parse(name, json_object_get_string_member(test, "template"), &error);
  if (template)
    got = mustache_render(template, json_object_get_member(test, "data"), mustache_escape_html, partial_of, partials,
                          &error);
  tally->all++;
  if (got && !strcmp(got, expected))
    tally->passed++;
  else
    g_print("%s: %s: expected \"%s\", got \"%s\"\n", file, name, expected, got ? got : error->message);
}

static gboolean run_file(const char *folder, const char *file, struct tally *tally, GError **error)
{
  g_autofree char *path = g_build_filename(folder, file, NULL);
  g_autoptr(JsonParser) parser = json_parser_new();
  if (!json_parser_load_from_file(parser, path, error))
    return FALSE;
  JsonArray *tests = json_object_get_array_member(json_node_get_object(json_parser_get_root(parser)), "tests");
  for (guint i = 0; i < json_array_get_length(tests); i++)
    run_case(file, json_array_get_object_element(tests, i), tally);
  return TRUE;
}

int main(int argc, char **argv)
{
  if (argc != 2) {
    g_printerr("usage: check-mustache FOLDER (with mustache/*.json in it)\n");
    return 64;
  }
  g_autofree char *folder = g_build_filename(argv[1], "mustache", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) dir = g_dir_open(folder, 0, &error);
  struct tally tally = { 0 };
  for (const char *file; dir && !error && (file = g_dir_read_name(dir));)
    if (g_str_has_suffix(file, ".json") && *file != '~')
      run_file(folder, file, &tally, &error);
  if (error) {
    g_printerr("%s\n", error->message);
    return 66;
  }
  g_print("mustache %u/%u\n", tally.passed, tally.all);
  return tally.all && tally.passed == tally.all ? 0 : 1;
}
