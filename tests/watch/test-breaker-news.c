/* Which of several desks' breakers are told of: each once when it opens, and once when it closes. */
#include "ledger/outbox.h"
#include "watch/breaker-news.h"

#include <string.h>

static GString *said;

static void say(const char *line)
{
  g_string_append_printf(said, "%.*s;", (int)strcspn(line + strlen("sender: "), " "), line + strlen("sender: "));
}

/* `desks`: letters of those whose breaker is open. */
static void look(GHashTable *told, const char *desks, const char *expected)
{
  static char names[26][2];
  struct outbox_breaker breakers[26];
  g_autoptr(GPtrArray) open = g_ptr_array_new();
  for (gsize i = 0; desks[i]; i++) {
    names[i][0] = desks[i];
    breakers[i] = (struct outbox_breaker){ .desk = names[i], .left = 10, .bounced = 5 };
    g_ptr_array_add(open, &breakers[i]);
  }
  said = g_string_new(NULL);
  breaker_news(told, open, say);
  g_assert_cmpstr(said->str, ==, expected);
  g_string_free(said, TRUE);
}

static void each_desk_is_told_of_once_whatever_the_others_do(void)
{
  g_autoptr(GHashTable) told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  look(told, "", "");
  look(told, "b", "b:;");
  look(told, "b", "");
  look(told, "ab", "a:;");
  look(told, "ac", "b:;c:;");
  look(told, "c", "a:;");
  look(told, "", "c:;");
  look(told, "", "");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/breaker-news/once", each_desk_is_told_of_once_whatever_the_others_do);
  return g_test_run();
}
