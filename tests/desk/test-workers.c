#include "desk/workers.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum { MANY = 500 };

/* A message's line is its path and its length; "kill" is the end of who reads it. */
static char *judge(struct source_item *item, gpointer data)
{
  (void)data;
  if (g_str_has_prefix(item->path, "kill"))
    raise(SIGKILL);
  if (g_str_has_prefix(item->path, "exit"))
    _Exit(0);
  return g_strdup_printf("%s#%u %zu", item->path, item->index, g_bytes_get_size(item->bytes));
}

static void tell(const char *line, gpointer data)
{
  g_ptr_array_add(data, g_strdup(line));
}

static char *lose(const struct source_item *item, gpointer data)
{
  (void)data;
  return g_strdup_printf("lost %s", item->path);
}

static const struct workers_ops ops = { judge, tell, lose };

struct told {
  GPtrArray *lines, *expected;
  struct workers *workers;
};

static gboolean begin(struct told *told)
{
  told->lines = g_ptr_array_new_with_free_func(g_free);
  told->expected = g_ptr_array_new_with_free_func(g_free);
  told->workers = workers_new(&ops, told->lines);
  if (!told->workers)
    g_test_skip("one processor");
  return told->workers != NULL;
}

static void give(struct told *told, const char *path, guint index, gsize size)
{
  struct source_item *item = g_new0(struct source_item, 1);
  item->path = g_strdup(path);
  item->index = index;
  item->bytes = g_bytes_new_take(g_malloc0(size + 1), size);
  gboolean falls = strcmp(path, "a.mbox") != 0;
  g_ptr_array_add(told->expected, falls ? g_strdup_printf("lost %s", path) : g_strdup_printf("%s#%u %zu", path, index, size));
  workers_give(told->workers, item);
}

static void give_line(struct told *told, const char *line)
{
  g_ptr_array_add(told->expected, g_strdup(line));
  workers_give_line(told->workers, g_strdup(line));
}

static void end(struct told *told)
{
  if (told->workers) {
    workers_finish(told->workers);
    g_assert_cmpuint(told->lines->len, ==, told->expected->len);
    for (guint i = 0; i < told->lines->len; i++)
      g_assert_cmpstr(told->lines->pdata[i], ==, told->expected->pdata[i]);
  }
  workers_free(told->workers);
  g_ptr_array_unref(told->lines);
  g_ptr_array_unref(told->expected);
}

static void lines_come_in_the_order_of_the_messages(void)
{
  struct told told;
  gboolean can = begin(&told);
  for (guint i = 0; can && i < MANY; i++) {
    give(&told, "a.mbox", i, i % 97 == 0 ? 700 * 1024 : i);
    if (i % 41 == 0)
      give_line(&told, "no mail");
  }
  end(&told);
}

static void a_worker_that_falls_over_costs_one_line(void)
{
  struct told told;
  gboolean can = begin(&told);
  for (guint i = 0; can && i < MANY; i++)
    give(&told, i % 90 == 7 ? "kill" : i % 90 == 8 ? "exit" : "a.mbox", i, 10);
  end(&told);
}

static void nothing_given_tells_nothing(void)
{
  struct told told;
  begin(&told);
  end(&told);
}

static void what_is_not_told_yet_is_dropped(void)
{
  struct told told;
  if (begin(&told))
    give(&told, "a.mbox", 1, 1);
  workers_free(told.workers);
  g_assert_cmpuint(told.lines->len, ==, 0);
  told.workers = NULL;
  end(&told);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/workers/order", lines_come_in_the_order_of_the_messages);
  g_test_add_func("/workers/falls", a_worker_that_falls_over_costs_one_line);
  g_test_add_func("/workers/none", nothing_given_tells_nothing);
  g_test_add_func("/workers/dropped", what_is_not_told_yet_is_dropped);
  return g_test_run();
}
