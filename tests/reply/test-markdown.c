#include <string.h>

#include "base/text.h"
#include "reply/markdown.h"

static void text_is_what_the_author_meant(void)
{
  static const struct {
    const char *markdown, *text;
  } rows[] = {
    { "One *two* **three** `four`.", "One two three four.\n" },
    { "One\ntwo\n\nthree", "One two\n\nthree\n" },
    { "One\\\ntwo", "One\ntwo\n" },
    { "# Head\n\nBody", "Head\n\nBody\n" },
    { "- a\n- b", "- a\n- b\n" },
    { "- a\n\n- b", "- a\n\n- b\n" },
    { "1. a\n2. b\n   c", "1. a\n2. b c\n" },
    { "9. a\n10. b", "9. a\n10. b\n" },
    { "- a\n  1. b\n  2. c\n- d", "- a\n  1. b\n  2. c\n- d\n" },
    { "- a\n\n  b", "- a\n\n  b\n" },
    { "> a\n>\n> b", "> a\n>\n> b\n" },
    { "[help](https://acme.example/h)", "help <https://acme.example/h>\n" },
    { "[https://a.example](https://a.example)", "https://a.example\n" },
    { "<https://a.example/x_y>", "https://a.example/x_y\n" },
    { "<me@a.example>", "me@a.example\n" },
    { "a\n\n---\nb\\\nc", "a\n\n-- \nb\nc\n" },
    { "a\n\n---\n\nb\n\n---\nc", "a\n\n---\n\nb\n\n-- \nc\n" },
    { "    code  x", "    code  x\n" },
    { "a <b>bold</b> c", "a bold c\n" },
    { "<script>\nalert(1)\n</script>\n\nafter", "after\n" },
    { "a &amp; b &copy;", "a & b ©\n" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *got = markdown_text(rows[i].markdown);
    g_assert_cmpstr(got, ==, rows[i].text);
  }
}

static void lines_keep_within_72_columns(void)
{
  static const char *const rows[] = {
    "The quick brown fox jumps over the lazy dog and then it walks home again because foxes have a home as well.",
    "- 보내 주신 문의를 잘 받았습니다. 담당자가 내용을 꼼꼼히 살펴보고 정해진 시각까지 이메일로 답변을 드리겠습니다.",
    "> 1. 担当者が内容を確認し次第ご連絡いたしますので今しばらくお待ちくださいますようよろしくお願い申し上げます。",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *got = markdown_text(rows[i]);
    g_auto(GStrv) lines = g_strsplit(got, "\n", -1);
    g_assert_cmpuint(g_strv_length(lines), >=, 3);
    for (char **line = lines; *line; line++)
      g_assert_cmpuint(text_columns(*line), <=, 72);
  }
  g_autofree char *item = markdown_text(rows[1]);
  g_assert_nonnull(strstr(item, "\n  "));
  g_autofree char *quote = markdown_text(rows[2]);
  g_assert_nonnull(strstr(quote, "\n>    "));
}

static void an_address_is_never_broken(void)
{
  const char *url = "https://acme.example/a/very/long/address/that/is/longer/than/any/line/may/be/0123456789";
  g_autofree char *markdown = g_strdup_printf("See [%s](%s) now", url, url);
  g_autofree char *got = markdown_text(markdown);
  g_assert_nonnull(strstr(got, url));
}

/* Whatever a customer writes stands in both parts as it was written, and does nothing. */
static void a_value_stays_literal(void)
{
  static const char *const values[] = {
    "**x** <script>alert(1)</script>", "[a](http://evil.example)", "![a](http://evil.example/x.png)",
    "<http://evil.example>",           "http://evil.example/",     "# head",
    "- item",                          "1. item",                  "> quote",
    "`code` ~~x~~ _y_ __z__",          "&lt;b&gt; &#42; &copy;",   "back\\slash \\* \\\\",
    "[ref]: http://evil.example",      "a | b",                    "---",
    "===",                             "***",                      "<!-- hidden -->",
    "<b onload=\"x\">",                "{{subject}} {{{x}}}",      "$1 %s %n @here #1",
    "「문의」 드립니다!!! (긴급)",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(values); i++) {
    GString *source = g_string_new(NULL);
    markdown_escape(values[i], source);
    g_string_append(source, "\n\nAbout “");
    markdown_escape(values[i], source);
    g_string_append(source, "”.");
    g_autofree char *text = markdown_text(source->str);
    g_autofree char *expected = g_strdup_printf("%s\n\nAbout “%s”.\n", values[i], values[i]);
    g_assert_cmpstr(text, ==, expected);
    g_autofree char *html = markdown_html(source->str);
    for (const char *tag = html; (tag = strchr(tag, '<')); tag++)
      g_assert_true(g_str_has_prefix(tag, "<p>") || g_str_has_prefix(tag, "</p>"));
    g_string_free(source, TRUE);
  }
}

static void a_value_cannot_leave_its_line(void)
{
  GString *out = g_string_new(NULL);
  markdown_escape("a\n\n# b\r\n\tc\xE2\x80\xA8" "d\x1b[31m", out);
  g_assert_cmpstr(out->str, ==, "a  \\# b   c d \\[31m");
  g_string_free(out, TRUE);
}

static void an_escaped_link_address_works(void)
{
  GString *source = g_string_new("[");
  markdown_escape("https://acme.example/a_b?c=d&e=(f)", source);
  g_string_append(source, "](<");
  markdown_escape("https://acme.example/a_b?c=d&e=(f)", source);
  g_string_append(source, ">)");
  g_autofree char *text = markdown_text(source->str);
  g_assert_cmpstr(text, ==, "https://acme.example/a_b?c=d&e=(f)\n");
  g_autofree char *html = markdown_html(source->str);
  g_assert_nonnull(strstr(html, "href=\"https://acme.example/a_b?c=d&amp;e=(f)\""));
  g_string_free(source, TRUE);
}

static void a_link_that_runs_something_is_emptied(void)
{
  g_autofree char *html = markdown_html("[a](javascript:alert(1)) [b](data:text/html;x)");
  g_assert_null(strstr(html, "javascript"));
  g_assert_null(strstr(html, "data:"));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/markdown/text", text_is_what_the_author_meant);
  g_test_add_func("/markdown/wrap", lines_keep_within_72_columns);
  g_test_add_func("/markdown/address", an_address_is_never_broken);
  g_test_add_func("/markdown/literal", a_value_stays_literal);
  g_test_add_func("/markdown/line", a_value_cannot_leave_its_line);
  g_test_add_func("/markdown/link", an_escaped_link_address_works);
  g_test_add_func("/markdown/unsafe", a_link_that_runs_something_is_emptied);
  return g_test_run();
}
