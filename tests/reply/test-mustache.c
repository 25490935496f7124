#include <json-glib/json-glib.h>

#include "base/fault.h"
#include "reply/mustache.h"

static const char *partial_of(const char *name, gpointer data)
{
  JsonNode *values = data;
  JsonObject *partials = json_object_get_object_member(json_node_get_object(values), "partials");
  return json_object_get_string_member_with_default(partials, name, NULL);
}

struct rendering {
  const char *template, *values, *expected;
};

static void check(const struct rendering *rows, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(JsonNode) values = json_from_string(rows[i].values, &error);
    g_assert_no_error(error);
    gboolean has_partials = JSON_NODE_HOLDS_OBJECT(values) &&
                            json_object_has_member(json_node_get_object(values), "partials");
    g_autoptr(Mustache) template = mustache_parse("row", rows[i].template, &error);
    g_assert_no_error(error);
    g_autofree char *got =
        mustache_render(template, values, mustache_escape_html, has_partials ? partial_of : NULL, values, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(got, ==, rows[i].expected);
  }
}

static void values_are_put_in_and_escaped(void)
{
  static const struct rendering rows[] = {
    { "", "{}", "" },
    { "no tags } { here", "{}", "no tags } { here" },
    { "Ticket {{ticket}}.", "{\"ticket\": \"A-7\"}", "Ticket A-7." },
    { "{{ticket}}", "{\"ticket\": \"<b> & 'c' \\\"d\\\"\"}", "&lt;b&gt; &amp; &#39;c&#39; &quot;d&quot;" },
    { "{{{ticket}}}|{{& ticket }}", "{\"ticket\": \"<&>\"}", "<&>|<&>" },
    { "{{a}}", "{\"a\": \"{{b}}\", \"b\": \"no\"}", "{{b}}" },
    { "{{n}}", "{\"n\": 0}", "0" },
    { "{{n}}", "{\"n\": -12}", "-12" },
    { "{{n}}", "{\"n\": 9007199254740993}", "9007199254740993" },
    { "{{n}}", "{\"n\": 0.1}", "0.1" },
    { "{{n}}", "{\"n\": 3.14159}", "3.14159" },
    { "{{yes}}{{no}}", "{\"yes\": true, \"no\": false}", "truefalse" },
    { "[{{nothing}}]", "{\"nothing\": null}", "[]" },
    { "[{{list}}]", "{\"list\": [1]}", "[]" },
    { "{{name}} {{name.short}}", "{\"name\": {\"text\": \"Jane Doe\", \"short\": \"Jane\"}}", "Jane Doe Jane" },
    { "[{{name}}]", "{\"name\": {\"short\": \"Jane\"}}", "[]" },
    { "  {{a}}  \n", "{\"a\": 1}", "  1  \n" },
    { "{{\na\n}}", "{\"a\": 1}", "1" },
    { "한 {{글}} 자", "{\"글\": \"字\"}", "한 字 자" },
    { "{{a}}{{b}}", "{\"a\": \"{{\", \"b\": \"}}\"}", "{{}}" },
    { "{ {a} } {{a}}}", "{\"a\": 1}", "{ {a} } 1}" },
  };
  check(rows, G_N_ELEMENTS(rows));
}

static void dotted_names_look_only_into_what_they_found(void)
{
  static const struct rendering rows[] = {
    { "{{a.b.c}}", "{\"a\": {\"b\": {\"c\": \"deep\"}}}", "deep" },
    { "[{{a.b}}]", "{\"a\": {}, \"b\": 1}", "[]" },
    { "[{{a.b}}]", "{\"a\": \"text\"}", "[]" },
    { "[{{a.b}}]", "{\"a.b\": 1}", "[]" },
    { "{{#in}}{{out.x}}{{/in}}", "{\"in\": {}, \"out\": {\"x\": 1}}", "1" },
    { "{{#in}}[{{a.x}}]{{/in}}", "{\"in\": {\"a\": {}}, \"a\": {\"x\": 1}}", "[]" },
    { "{{#in}}{{a.x}}{{/in}}", "{\"in\": {\"a\": {\"x\": 2}}, \"a\": {\"x\": 1}}", "2" },
    { "{{.}}", "\"self\"", "self" },
    { "{{.}}", "[1]", "" },
  };
  check(rows, G_N_ELEMENTS(rows));
}

static void sections_follow_their_value(void)
{
  static const struct rendering rows[] = {
    { "{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{\"a\": true}", "yes" },
    { "{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{\"a\": false}", "no" },
    { "{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{\"a\": null}", "no" },
    { "{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{\"a\": \"\"}", "no" },
    { "{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{\"a\": 0}", "no" },
    { "{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{\"a\": 0.5}", "yes" },
    { "{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{\"a\": []}", "no" },
    { "{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{\"a\": {}}", "yes" },
    { "{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{}", "no" },
    { "{{#a}}<{{.}}>{{/a}}", "{\"a\": [1, \"b\", 2.5]}", "<1><b><2.5>" },
    { "{{#a}}{{x}}{{/a}}", "{\"x\": 0, \"a\": [{\"x\": 1}, {}, {\"x\": 3}]}", "103" },
    { "{{#a}}{{#.}}{{.}}{{/.}};{{/a}}", "{\"a\": [[1, 2], [], [3]]}", "12;;3;" },
    { "{{#a}}{{#b}}{{c}}{{/b}}{{/a}}", "{\"a\": {\"b\": {\"c\": \"in\"}}, \"c\": \"out\"}", "in" },
    { "{{#a.b}}x{{/a.b}}", "{\"a\": {\"b\": 1}}", "x" },
    { "{{^a.b}}x{{/a.b}}", "{\"a\": 1}", "x" },
    { "{{#a}}1{{#a}}2{{/a}}3{{/a}}", "{\"a\": true}", "123" },
    { "{{# a }}x{{/a}}", "{\"a\": 1}", "x" },
  };
  check(rows, G_N_ELEMENTS(rows));
}

static void a_tag_alone_takes_its_line_along(void)
{
  static const struct rendering rows[] = {
    { "a\n{{#t}}\nb\n{{/t}}\nc\n", "{\"t\": 1}", "a\nb\nc\n" },
    { "a\r\n{{#t}}\r\nb\r\n{{/t}}\r\nc", "{\"t\": 1}", "a\r\nb\r\nc" },
    { "a\n  {{! note }}\t\nb", "{}", "a\nb" },
    { "{{!first}}\nb", "{}", "b" },
    { "b\n{{!last}}", "{}", "b\n" },
    { "b\n  {{!last}}  ", "{}", "b\n" },
    { "a {{! within }} b", "{}", "a  b" },
    { "{{!one}} {{!two}}\nb", "{}", " \nb" },
    { "{{!over\ntwo lines}}\nb", "{}", "b" },
    { "a\n{{#t}} {{/t}}\nb", "{\"t\": 1}", "a\n \nb" },
    { "{{=<< >>=}}\n<<t>>", "{\"t\": 1}", "1" },
    { "{{=| |=}}|t||={{ }}=|{{t}}", "{\"t\": 1}", "11" },
    { "{{=[[ ]]=}}[[#t]]{{t}}[[t]][[/t]]", "{\"t\": 1}", "{{t}}1" },
    { "{{=<% %>=}}<%{t}%>", "{\"t\": \"<\"}", "<" },
  };
  check(rows, G_N_ELEMENTS(rows));
}

static void partials_are_rendered_where_they_stand(void)
{
  static const struct rendering rows[] = {
    { "[{{>p}}]", "{\"partials\": {\"p\": \"x\"}}", "[x]" },
    { "[{{>missing}}]", "{\"partials\": {}}", "[]" },
    { "{{#l}}{{>p}}{{/l}}", "{\"l\": [{\"v\": 1}, {\"v\": 2}], \"partials\": {\"p\": \"{{v}},\"}}", "1,2," },
    { "a\n  {{>p}}\nb", "{\"partials\": {\"p\": \"1\\n2\\n\"}}", "a\n  1\n  2\nb" },
    { "a\n  {{>p}}\nb", "{\"v\": \"x\\ny\", \"partials\": {\"p\": \"{{v}}\\n\"}}", "a\n  x\ny\nb" },
    { " {{>p}}\n", "{\"partials\": {\"p\": \" {{>q}}\\n\", \"q\": \"x\\n\"}}", "  x\n" },
    { "{{=| |=}}|>p|", "{\"v\": 1, \"partials\": {\"p\": \"{{v}}|v|\"}}", "1|v|" },
    { "{{>p}}{{v}}", "{\"v\": 1, \"partials\": {\"p\": \"{{=| |=}}|v|\"}}", "11" },
    { "{{>t}}", "{\"v\": 1, \"c\": {\"v\": 2, \"c\": {\"v\": 3, \"c\": null}}, \"partials\": {\"t\": \"{{v}}{{#c}}{{>t}}{{/c}}\"}}",
      "123" },
  };
  check(rows, G_N_ELEMENTS(rows));
}

static void mistakes_are_told_with_their_place(void)
{
  static const struct {
    const char *template, *message;
  } rows[] = {
    { "a\nb {{name", "t.md:2:3: tag '{{' is not closed; '}}' should follow" },
    { "{{{name}}", "t.md:1:1: tag '{{' is not closed; '}}}' should follow" },
    { "{{#a}}\n{{#b}}\n{{/b}}", "t.md:1:1: section 'a' is not closed; '{{/a}}' should follow" },
    { "한글 {{/a}}", "t.md:1:4: section 'a' is closed but was not opened" },
    { "{{#a}}\n {{#b}}{{/a}}", "t.md:2:8: section 'a' is closed where 'b' (line 2) is open" },
    { "{{}}", "t.md:1:1: tag has no name" },
    { "{{# }}", "t.md:1:1: tag has no name" },
    { "{{first name}}", "t.md:1:1: name 'first name' has a space in it" },
    { "{{a..b}}", "t.md:1:1: name 'a..b' has an empty part; a dot should stand between two names" },
    { "{{.a}}", "t.md:1:1: name '.a' has an empty part; a dot should stand between two names" },
    { "{{= x =}}", "t.md:1:1: delimiters 'x' cannot be used; there should be two, without '='" },
    { "\xff", "t.md:1:1: template is not UTF-8" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_null(mustache_parse("t.md", rows[i].template, &error));
    g_assert_error(error, MUSTACHE_ERROR, FAULT_CONFIG);
    g_assert_cmpstr(error->message, ==, rows[i].message);
  }
}

static void expect_refused(const char *source, const char *values_text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) values = json_from_string(values_text, NULL);
  g_autoptr(Mustache) template = mustache_parse("t", source, &error);
  g_assert_no_error(error);
  g_autofree char *got = mustache_render(template, values, mustache_escape_html, partial_of, values, &error);
  g_assert_null(got);
  g_assert_error(error, MUSTACHE_ERROR, FAULT_CONFIG);
}

static void rendering_is_capped(void)
{
  expect_refused("{{>p}}", "{\"partials\": {\"p\": \"{{>p}}\"}}");
  expect_refused("{{>p}}", "{\"partials\": {\"p\": \"x{{>p}}{{>p}}\"}}");
  expect_refused("{{>p}}", "{\"partials\": {\"p\": \"{{#broken\"}}");
  GString *list = g_string_new("{\"partials\": {}, \"l\": [0");
  for (int i = 0; i < 999; i++)
    g_string_append(list, ",1");
  g_string_append(list, "]}");
  expect_refused("{{#l}}{{#l}}{{#l}}{{/l}}{{/l}}{{/l}}", list->str);
  expect_refused("{{#l}}{{#l}}some output{{/l}}{{/l}}", list->str);
  g_string_free(list, TRUE);
}

static void sections_deeper_than_the_cap_are_refused(void)
{
  GString *deep = g_string_new(NULL);
  for (int i = 0; i < 65; i++)
    g_string_append(deep, "{{#a}}");
  for (int i = 0; i < 65; i++)
    g_string_append(deep, "{{/a}}");
  g_autoptr(GError) error = NULL;
  g_assert_null(mustache_parse("t", deep->str, &error));
  g_assert_error(error, MUSTACHE_ERROR, FAULT_CONFIG);
  g_string_free(deep, TRUE);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/mustache/values", values_are_put_in_and_escaped);
  g_test_add_func("/mustache/dotted", dotted_names_look_only_into_what_they_found);
  g_test_add_func("/mustache/sections", sections_follow_their_value);
  g_test_add_func("/mustache/alone", a_tag_alone_takes_its_line_along);
  g_test_add_func("/mustache/partials", partials_are_rendered_where_they_stand);
  g_test_add_func("/mustache/mistakes", mistakes_are_told_with_their_place);
  g_test_add_func("/mustache/caps", rendering_is_capped);
  g_test_add_func("/mustache/depth", sections_deeper_than_the_cap_are_refused);
  return g_test_run();
}
