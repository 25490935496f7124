#include "report/table.h"

#include <string.h>

static const char *const headings[] = { "PRIORITY", "CATEGORY", "SUBJECT", NULL };

static char *made_in(const char *stretch, unsigned width, const char *subject, gboolean colour)
{
  struct table *table = table_new(headings, stretch, width, colour);
  table_cell(table, TABLE_RED, "urgent");
  table_cell(table, TABLE_PLAIN, "outage");
  table_cell(table, TABLE_PLAIN, subject);
  return table_finish(table);
}

static char *made(const char *stretch, unsigned width, const char *subject)
{
  return made_in(stretch, width, subject, FALSE);
}

static void a_table_fits_its_width(void)
{
  static const struct {
    const char *stretch, *subject, *expected;
    unsigned width;
  } cases[] = {
    { "--+", "The shop is down", "PRIORITY  CATEGORY  SUBJECT\nurgent    outage    The shop is down\n", 0 },
    { "--+", "The shop is down", "PRIORITY  CATEGORY  SUBJECT\nurgent    outage    The shop…\n", 29 },
    { "-~+", "The shop is down", "PRIORITY  CATEGORY  SUBJECT\nurgent    outage    The sho…\n", 28 },
    { "-~+", "The shop is down", "PRIORITY  SUBJECT\nurgent    The shop is down\n", 27 },
    { "-~+", "The shop is down", "PRIORITY  SUBJECT\nurgent    The shop…\n", 19 },
    { "-~+", "down", "PRIORITY  CATEGORY  SUBJECT\nurgent    outage    down\n", 27 },
    { "---", "The shop is down", "PRIORITY  CATEGORY  SUBJECT\nurgent    outage    The shop is down\n", 20 },
    { "--+", "한국어 제목입니다", "PRIORITY  CATEGORY  SUBJECT\nurgent    outage    한국어 …\n", 28 },
    { "--+", "red\033[31m\n", "PRIORITY  CATEGORY  SUBJECT\nurgent    outage    red?[31m?\n", 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *got = made(cases[i].stretch, cases[i].width, cases[i].subject);
    g_assert_cmpstr(got, ==, cases[i].expected);
  }
}

static void colours_appear_only_where_they_are_wanted(void)
{
  g_autofree char *with = made_in("--+", 0, "x", TRUE);
  g_autofree char *without = made("--+", 0, "x");
  g_assert_nonnull(strstr(with, "\033[1;31murgent\033[0m    outage    x\n"));
  g_assert_null(strchr(without, '\033'));
}

static void the_width_is_what_columns_says(void)
{
  g_setenv("COLUMNS", "97", TRUE);
  g_assert_cmpuint(table_terminal_width(), ==, 97);
  g_setenv("COLUMNS", "-3", TRUE);
  g_assert_cmpuint(table_terminal_width(), ==, 0);
  g_setenv("COLUMNS", "wide", TRUE);
  g_assert_cmpuint(table_terminal_width(), ==, 0);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/table/fits", a_table_fits_its_width);
  g_test_add_func("/table/colours", colours_appear_only_where_they_are_wanted);
  g_test_add_func("/table/columns", the_width_is_what_columns_says);
  return g_test_run();
}
