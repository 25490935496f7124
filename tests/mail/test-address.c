#include "mail/address.h"

#include <pthread.h>
#include <string.h>

/* "name <address>" of every entry, with "-" for what is missing. */
static char *parse(const char *value)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)mail_address_free);
  address_parse(value, NULL, list);
  GString *all = g_string_new(NULL);
  for (guint i = 0; i < list->len; i++) {
    const struct mail_address *one = g_ptr_array_index(list, i);
    g_string_append_printf(all, "%s%s <%s>", i > 0 ? "; " : "", one->name ? one->name : "-",
                           one->address ? one->address : "-");
  }
  return g_string_free(all, FALSE);
}

static void lists_are_read_as_people_write_them(void)
{
  static const struct {
    const char *value, *list;
  } cases[] = {
    { "a@b.example", "- <a@b.example>" },
    { "<a@b.example>", "- <a@b.example>" },
    { "Hong <Hong@Acme.EXAMPLE>", "Hong <Hong@acme.example>" },
    { "\"Hong, Gil-dong\" <a@b.example>, c@d.example", "Hong, Gil-dong <a@b.example>; - <c@d.example>" },
    { "a@b.example (Hong Gil-dong)", "Hong Gil-dong <a@b.example>" },
    { "홍길동 <a@b.example>", "홍길동 <a@b.example>" },
    { "\xC8\xAB\xB1\xE6\xB5\xBF <a@b.example>", "홍길동 <a@b.example>" },
    { "=?euc-kr?B?yKux5rW/?= <a@b.example>", "홍길동 <a@b.example>" },
    { "\"=?euc-kr?B?yKux5rW/?=\" <a@b.example>", "홍길동 <a@b.example>" },
    { "=?utf-8?Q?=28=ED=95=99=EC=83=9D=29_Kim=2C_B?= <a@b.example>", "(학생) Kim, B <a@b.example>" },
    { "=?utf-8?Q?a?= =?utf-8?Q?b?= <a@b.example>", "ab <a@b.example>" },
    { "a@b.example (=?utf-8?Q?caf=C3=A9_=28x=29?=)", "café (x) <a@b.example>" },
    { "Friends: a@b.example, C <c@d.example>;", "- <a@b.example>; C <c@d.example>" },
    { "undisclosed-recipients:;", "" },
    { "=?utf-8?Q?x=0D=0ABcc=3A_y=40z?= <a@b.example>", "x  Bcc: y@z <a@b.example>" },
    /* a name that looks like an address stays a name */
    { "\"boss@acme.example\" <a@b.example>", "boss@acme.example <a@b.example>" },
    { "=?utf-8?Q?=22=3Cboss=40acme.example=3E?= <a@b.example>", "\"<boss@acme.example> <a@b.example>" },
    { "Hong <a@[192.0.2.1]>", "Hong <a@[192.0.2.1]>" },
    { "root (Cron Daemon)", "root <->" },
    { "", "" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *list = parse(cases[i].value);
    g_assert_cmpstr(list, ==, cases[i].list);
  }
}

static void malformed_lists_are_survived(void)
{
  static const char *const values[] = { "<",  ">",    "<>",   "@",      "a@",      "\"",          "(((",   ":",       ";",  ",,,",
                                        "<<a@b>>", "a@b@c", "=?",  "=?utf-8?Q?", "\\",    "a:b:c:;;", "(\\", "\"\\", "<@a,@b:c@d", "a b@c d" };
  for (gsize i = 0; i < G_N_ELEMENTS(values); i++) {
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)mail_address_free);
    address_parse(values[i], NULL, list);
    for (guint j = 0; j < list->len; j++) {
      const struct mail_address *one = g_ptr_array_index(list, j);
      g_assert_true(!one->address || !strpbrk(one->address, " \r\n\t<>"));
    }
  }
}

static void what_cannot_be_written_to_is_no_address(void)
{
  static const struct {
    const char *from, *to;
  } cases[] = {
    { "A.b+c@D.Example", "A.b+c@d.example" },
    { "a..b@docomo.example", "a..b@docomo.example" },
    { "a@ÄRGER.example", "a@ärger.example" },
    { "a", NULL },
    { "a@", NULL },
    { "@b", NULL },
    { "a b@c", NULL },
    { "a@b\r\nRCPT TO:<c@d>", NULL },
    { "a@b\n", NULL },
    { "a\x01@b", NULL },
    { "a@b@c", NULL },
    { "<a@b>", NULL },
    { "a@b,c@d", NULL },
    { "a@b\xE2\x80\xAE.example", NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *got = address_normalize(cases[i].from);
    g_assert_cmpstr(got, ==, cases[i].to);
  }
}

static void paths_know_the_null_sender(void)
{
  static const struct {
    const char *from, *to;
  } cases[] = {
    { "<>", "" },           { "MAILER-DAEMON", "" },  { "< >", "" }, { "<a@B.example>", "a@b.example" },
    { "<a@XN--bcher-kva.example>", "a@bücher.example" },
    { " a@b.example", "a@b.example" }, { "nobody", NULL }, { "", NULL },  { "<a b@c>", NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *got = address_path(cases[i].from);
    g_assert_cmpstr(got, ==, cases[i].to);
  }
}

static void lists_end_at_their_cap(void)
{
  g_autoptr(GString) value = g_string_new("a@b");
  for (int i = 0; i < ADDRESS_MAX; i++)
    g_string_append(value, ", a@b");
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)mail_address_free);
  g_assert_false(address_parse(value->str, NULL, list));
  g_assert_cmpuint(list->len, ==, ADDRESS_MAX);
}

static gpointer parse_deep(gpointer value)
{
  return parse(value);
}

/* With as little stack as a thread may have on some systems. */
static void groups_in_groups_need_no_stack(void)
{
  g_autoptr(GString) value = g_string_new("c@d.example, ");
  for (int i = 0; i < 30000; i++)
    g_string_append(value, "a:");
  pthread_attr_t small;
  pthread_t thread;
  gpointer list;
  g_assert_cmpint(pthread_attr_init(&small), ==, 0);
  g_assert_cmpint(pthread_attr_setstacksize(&small, 512 * 1024), ==, 0);
  g_assert_cmpint(pthread_create(&thread, &small, parse_deep, value->str), ==, 0);
  g_assert_cmpint(pthread_join(thread, &list), ==, 0);
  pthread_attr_destroy(&small);
  g_assert_true(g_str_has_prefix(list, "- <c@d.example>"));
  g_free(list);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/address/lists", lists_are_read_as_people_write_them);
  g_test_add_func("/address/malformed", malformed_lists_are_survived);
  g_test_add_func("/address/normalize", what_cannot_be_written_to_is_no_address);
  g_test_add_func("/address/paths", paths_know_the_null_sender);
  g_test_add_func("/address/cap", lists_end_at_their_cap);
  g_test_add_func("/address/depth", groups_in_groups_need_no_stack);
  return g_test_run();
}
