#include "mail/html.h"

#include "../slow.h"

#include <glib.h>
#include <string.h>

static void pages_read_as_a_person_sees_them(void)
{
  static const struct {
    const char *html, *text;
  } cases[] = {
    { "<p>one<p>two", "one\n\ntwo" },
    { "<div>one</div><div>two</div>three", "one\ntwo\nthree" },
    { "a<br>b<br/><br>c", "a\nb\n\nc" },
    { "a <b>bold</b>\n   word", "a bold word" },
    { "a&amp;b &lt;x&gt; &#54620;&#xAE00; &eacute;&nbsp;z", "a&b <x> 한글 é z" },
    { "<ul><li>one<li>two</ul>end", "- one\n- two\n\nend" },
    { "<ol><li><p>one</p></li><li>two</li></ol>", "1. one\n\n2. two" },
    { "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc" },
    { "<h1>Title</h1>text", "Title\n\ntext" },
    { "see <a href=\"http://x.example/\">this page</a>", "see this page" },
    { "<pre>a  b\n  c</pre>", "a  b\n  c" },
    { "me<blockquote>you<br>both<blockquote>they</blockquote></blockquote>me", "me\n\n> you\n> both\n>\n>> they\n\nme" },
    /* what nobody sees */
    { "<html><head><title>t</title><style>p{}</style></head><body>x<script>y()</script>z</body></html>", "xz" },
    { "<style>a<b</style>x", "x" },
    { "a<!-- b --><!-- <p>c</p> -->d", "ad" },
    { "a<div style='color:red; DISPLAY : none'>b<p>c</p></div>d", "a\nd" },
    { "a<span style=\"visibility:hidden\">b</span>c", "ac" },
    { "a<p hidden>b</p>c", "a\n\nc" },
    { "a\xE2\x80\x8B\xC2\xAD" "b", "ab" },
    /* Outlook */
    { "a<![if !supportLists]>b<![endif]>c", "abc" },
    { "a<!--[if mso]><p>b</p><![endif]-->c", "ac" },
    { "a<!--[if !mso]><!-->b<!--<![endif]-->c", "abc" },
    { "<p class=MsoNormal>a<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p>b", "a\n\nb" },
    /* broken */
    { "1 < 2 <3> 4 & 5", "1 < 2 <3> 4 & 5" },
    { "a<!-- never closed", "a<!-- never closed" },
    { "</p></div>a</b>", "a" },
    { "<<<a", "<<" },
    { "", "" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text = html_to_text(cases[i].html);
    g_assert_cmpstr(g_strchomp(text), ==, cases[i].text);
  }
}

static char *nested(const char *open, const char *close, guint n)
{
  GString *html = g_string_new(NULL);
  for (guint i = 0; i < n; i++)
    g_string_append(html, open);
  g_string_append(html, "word");
  for (guint i = 0; i < n; i++)
    g_string_append(html, close);
  return g_string_free(html, FALSE);
}

static void deep_nesting_is_read_in_no_time(void)
{
  static const struct {
    const char *open, *close;
  } cases[] = {
    { "<div>", "</div>" }, { "<blockquote>", "" }, { "<div></b>", "" }, { "<i>", "</p>" }, { "<ul><li>", "" }, { "<", "" },
    { "<a b=\"", "" },     { "<!--", "" },         { "<![", "" },       { "&", ";" },      { "<font><p>", "" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *html = nested(cases[i].open, cases[i].close, 100 * 1000);
    double start = cpu_seconds();
    g_autofree char *text = html_to_text(html);
    g_assert_cmpfloat(cpu_seconds() - start, <, 10);
    if (i < 4)
      g_assert_nonnull(strstr(text, "word"));
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/html/text", pages_read_as_a_person_sees_them);
  g_test_add_func("/html/nesting", deep_nesting_is_read_in_no_time);
  return g_test_run();
}
