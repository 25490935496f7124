#include "report/table.h"

#include <string.h>

static const char *const headings[] = { "A", "LONG ONE", NULL };

static char *table_of(unsigned width, gboolean colour, const char *first, const char *second)
{
  struct table *table = table_new(headings, "-+", width, colour);
  table_cell(table, TABLE_RED, first);
  table_cell(table, TABLE_PLAIN, second);
  return table_finish(table);
}

static void columns_line_up_also_with_wide_letters(void)
{
  g_autofree char *text = table_of(0, FALSE, "환불", "x");
  g_assert_cmpstr(text, ==, "A     LONG ONE\n환불  x\n");
}

static void only_columns_that_may_be_cut_give_way_to_a_narrow_terminal(void)
{
  g_autofree char *text = table_of(16, FALSE, "keep me", "a subject that is long");
  g_assert_cmpstr(text, ==, "A        LONG ONE\nkeep me  a subje…\n");
}

static void colours_appear_only_where_they_are_wanted(void)
{
  g_autofree char *with = table_of(0, TRUE, "x", "y");
  g_autofree char *without = table_of(0, FALSE, "x", "y");
  g_assert_true(g_str_has_suffix(with, "\033[1;31mx\033[0m  y\n"));
  g_assert_null(strchr(without, '\033'));
}

static void what_a_stranger_wrote_cannot_steer_the_terminal(void)
{
  g_autofree char *text = table_of(0, FALSE, "a\033[2Jb", "two\nlines");
  g_assert_null(strchr(text, '\033'));
  g_assert_true(g_str_has_suffix(text, "two?lines\n"));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/table/aligned", columns_line_up_also_with_wide_letters);
  g_test_add_func("/table/narrow", only_columns_that_may_be_cut_give_way_to_a_narrow_terminal);
  g_test_add_func("/table/colours", colours_appear_only_where_they_are_wanted);
  g_test_add_func("/table/hostile", what_a_stranger_wrote_cannot_steer_the_terminal);
  return g_test_run();
}
