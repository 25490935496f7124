#include "base/problems.h"
#include "base/yaml.h"

#include <glib/gstdio.h>
#include <string.h>

static struct yaml_node *parse(const char *text, struct problems *problems)
{
  return yaml_parse("t.yaml", text, strlen(text), problems);
}

/* The tree in one line: scalars as they are, lists in [], maps in {}, and the place of each node. */
static void describe(const struct yaml_node *node, GString *to)
{
  switch (node->kind) {
  case YAML_SCALAR:
    g_string_append_printf(to, node->quoted ? "'%s'" : "%s", node->scalar);
    break;
  case YAML_LIST:
    g_string_append_c(to, '[');
    for (guint i = 0; i < node->items->len; i++) {
      g_string_append(to, i ? " " : "");
      describe(node->items->pdata[i], to);
    }
    g_string_append_c(to, ']');
    break;
  case YAML_MAP:
    g_string_append_c(to, '{');
    for (guint i = 0; i < node->items->len; i++) {
      g_string_append(to, i ? " " : "");
      describe(node->keys->pdata[i], to);
      g_string_append_c(to, '=');
      describe(node->items->pdata[i], to);
    }
    g_string_append_c(to, '}');
    break;
  }
  g_string_append_printf(to, "@%u:%u", node->line, node->column);
}

static void nodes_remember_where_they_stood(void)
{
  static const struct {
    const char *text, *tree;
  } cases[] = {
    { "a: 1h\nb: on\n", "{a@1:1=1h@1:4 b@2:1=on@2:4}@1:1" },
    { "days: 2026-12-24\nhours: [09:00-12:00, 13:00-17:00]\n",
      "{days@1:1=2026-12-24@1:7 hours@2:1=[09:00-12:00@2:9 13:00-17:00@2:22]@2:8}@1:1" },
    { "- 'quoted'\n- \"two\"\n- plain\n", "['quoted'@1:3 'two'@2:3 plain@3:3]@1:1" },
    { "이름: 에이크미\nb: {ko: 가, en: x}\n", "{이름@1:1=에이크미@1:5 b@2:1={ko@2:5=가@2:9 en@2:12=x@2:16}@2:4}@1:1" },
    { "empty:\nnext: ''\n", "{empty@1:1=@1:7 next@2:1=''@2:7}@1:1" },
    { "\xEF\xBB\xBF"
      "a: b\r\n",
      "{a@1:1=b@1:4}@1:1" },
    { "---\na: b\n...\n", "{a@2:1=b@2:4}@2:1" },
    { "text: |\n  one\n  two\n", "{text@1:1='one\ntwo\n'@1:7}@1:1" },
    { "", "{}@1:1" },
    { "# nothing but a comment\n", "{}@1:1" },
    { "---\n", "{}@1:1" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(YamlNode) root = parse(cases[i].text, problems);
    g_autofree char *said = problems_text(problems);
    g_assert_cmpstr(said, ==, "");
    g_autoptr(GString) tree = g_string_new(NULL);
    describe(root, tree);
    g_assert_cmpstr(tree->str, ==, cases[i].tree);
    g_assert_cmpstr(root->file, ==, "t.yaml");
  }
}

static void what_is_not_accepted_is_named_with_its_place(void)
{
  static const struct {
    const char *text, *said;
  } cases[] = {
    { "a: &x 1\nb: *x\n",
      "t.yaml:1:4: anchor '&x' is not accepted; write the value out\n"
      "t.yaml:2:4: alias '*x' is not accepted; write the value out, or quote a text that starts with *\n" },
    { "a: !!int 1\n", "t.yaml:1:4: tag 'tag:yaml.org,2002:int' is not accepted; every value is a plain string\n" },
    { "a: !x [1]\n", "t.yaml:1:4: tag '!x' is not accepted; every value is a plain string\n" },
    { "a: &m {b: c}\n", "t.yaml:1:4: anchor '&m' is not accepted; write the value out\n" },
    { "a: 1\n---\nb: 2\n", "t.yaml:2:1: a second document begins; one file holds one\n" },
    { "%YAML 1.1\n---\na: 1\n", "t.yaml:1:1: directives (%) are not accepted\n" },
    { "a: 1\nb: 2\na: 3\nb: 4\n", "t.yaml:3:1: key 'a' stands twice; the first is on line 1\n"
                                  "t.yaml:4:1: key 'b' stands twice; the first is on line 2\n" },
    { "? [a, b]\n: c\n", "t.yaml:1:3: a key must be a single word or text, not a list\n" },
    { "a:\n\tb: 1\n", "t.yaml:2:1: found character that cannot start any token while scanning for the next token; "
                      "a tab stands here, indent with spaces\n" },
    { "staff: [*@acme.example]\n",
      "t.yaml:1:10: did not find expected alphabetic or numeric character while scanning an "
      "alias; quote a text that starts with '*'\n" },
    { "a: @b\n", "t.yaml:1:4: found character that cannot start any token while scanning for the next token; "
                 "quote the text\n" },
    { "a: [1, 2\n", "t.yaml:2:1: did not find expected ',' or ']' while parsing a flow sequence\n" },
    { "a: b: c\n", "t.yaml:1:5: mapping values are not allowed in this context\n" },
    { "a: 1\nb: 가\xff\n", "t.yaml:2:5: invalid leading UTF-8 octet; the file must be UTF-8 text\n" },
    { "a: \"\\0\"\n", "t.yaml:1:4: a NUL character is not accepted\n" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Problems) problems = problems_new();
    g_assert_null(parse(cases[i].text, problems));
    g_autofree char *said = problems_text(problems);
    g_assert_cmpstr(said, ==, cases[i].said);
  }
}

static void a_raw_nul_is_refused(void)
{
  g_autoptr(Problems) problems = problems_new();
  g_assert_null(yaml_parse("t.yaml", "a: b\0c\n", 7, problems));
  g_autofree char *said = problems_text(problems);
  g_assert_cmpstr(said, ==, "t.yaml:1:5: control characters are not allowed; the file must be UTF-8 text\n");
}

static char *nested(unsigned depth)
{
  GString *text = g_string_new(NULL);
  for (unsigned i = 0; i < depth; i++)
    g_string_append_c(text, '[');
  for (unsigned i = 0; i < depth; i++)
    g_string_append_c(text, ']');
  return g_string_free(text, FALSE);
}

static void depth_ends_at_twenty(void)
{
  g_autoptr(Problems) problems = problems_new();
  g_autofree char *fits = nested(20);
  g_autoptr(YamlNode) root = parse(fits, problems);
  g_assert_nonnull(root);
  g_autofree char *deep = nested(21);
  g_assert_null(parse(deep, problems));
  g_autofree char *said = problems_text(problems);
  g_assert_cmpstr(said, ==, "t.yaml:1:21: lists and maps are nested deeper than 20 levels\n");
}

static void size_ends_at_four_mebibytes(void)
{
  const gsize most = 4 * 1024 * 1024;
  g_autofree char *text = g_malloc(most + 1);
  memset(text, ' ', most + 1);
  text[0] = 'a';
  text[1] = ':';
  g_autoptr(Problems) problems = problems_new();
  g_autoptr(YamlNode) root = yaml_parse("t.yaml", text, most, problems);
  g_assert_nonnull(root);
  g_assert_null(yaml_parse("t.yaml", text, most + 1, problems));
  g_autofree char *said = problems_text(problems);
  g_assert_cmpstr(said, ==, "t.yaml: larger than 4 MiB\n");
}

static void the_number_of_values_is_capped(void)
{
  g_autoptr(GString) text = g_string_new("[");
  for (unsigned i = 0; i < 200000; i++)
    g_string_append(text, "a,");
  g_string_append_c(text, ']');
  g_autoptr(Problems) problems = problems_new();
  g_assert_null(parse(text->str, problems));
  g_assert_cmpuint(problems_count(problems), ==, 1);
}

static void a_file_is_read_and_a_missing_one_is_named(void)
{
  g_autofree char *folder = g_dir_make_tmp("deskbell-yaml-XXXXXX", NULL);
  g_autofree char *path = g_build_filename(folder, "a.yaml", NULL);
  g_autoptr(Problems) problems = problems_new();
  g_assert_null(yaml_load(path, problems));
  g_assert_null(yaml_load(folder, problems));
  g_autofree char *said = problems_text(problems);
  g_autofree char *expected = g_strdup_printf("%s: cannot be opened: No such file or directory\n"
                                              "%s: cannot be read: Is a directory\n",
                                              path, folder);
  g_assert_cmpstr(said, ==, expected);
  g_assert_true(g_file_set_contents(path, "a: b\n", -1, NULL));
  g_autoptr(YamlNode) root = yaml_load(path, problems);
  g_assert_cmpstr(yaml_get(root, "a")->scalar, ==, "b");
  g_assert_cmpstr(yaml_get(root, "a")->file, ==, path);
  g_unlink(path);
  g_rmdir(folder);
}

static void looking_up_is_safe_on_anything(void)
{
  g_autoptr(Problems) problems = problems_new();
  g_autoptr(YamlNode) root = parse("list: [a]\n", problems);
  g_assert_null(yaml_get(NULL, "a"));
  g_assert_null(yaml_get(root, "a"));
  g_assert_null(yaml_get(yaml_get(root, "list"), "a"));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/yaml/places", nodes_remember_where_they_stood);
  g_test_add_func("/yaml/refused", what_is_not_accepted_is_named_with_its_place);
  g_test_add_func("/yaml/nul", a_raw_nul_is_refused);
  g_test_add_func("/yaml/depth", depth_ends_at_twenty);
  g_test_add_func("/yaml/size", size_ends_at_four_mebibytes);
  g_test_add_func("/yaml/values", the_number_of_values_is_capped);
  g_test_add_func("/yaml/load", a_file_is_read_and_a_missing_one_is_named);
  g_test_add_func("/yaml/get", looking_up_is_safe_on_anything);
  return g_test_run();
}
