#include "learn/score.h"

static void figures_are_those_of_the_table(void)
{
  /* Of 6 apples 4 are told, of 3 pears 2, and the only plum is taken for an apple. */
  static const struct {
    guint is, said, times;
  } table[] = { { 0, 0, 4 }, { 0, 1, 2 }, { 1, 1, 2 }, { 1, 0, 1 }, { 2, 0, 1 } };
  g_autoptr(Score) score = score_new(4);
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++)
    for (guint j = 0; j < table[i].times; j++)
      score_add(score, table[i].is, table[i].said);
  struct score_label apple = score_of(score, 0), plum = score_of(score, 2);
  g_assert_cmpuint(score_total(score), ==, 10);
  g_assert_cmpfloat_with_epsilon(score_accuracy(score), 0.6, 1e-9);
  g_assert_cmpuint(apple.support, ==, 6);
  g_assert_cmpfloat_with_epsilon(apple.precision, 4.0 / 6, 1e-9);
  g_assert_cmpfloat_with_epsilon(apple.recall, 4.0 / 6, 1e-9);
  g_assert_cmpfloat_with_epsilon(plum.f1, 0, 1e-9);
  /* The fourth label neither occurs nor was it said. */
  g_assert_cmpfloat_with_epsilon(score_macro_f1(score), (8.0 / 12 + 4.0 / 7 + 0) / 3, 1e-9);
}

static void nothing_judged_is_no_success(void)
{
  g_autoptr(Score) score = score_new(2);
  g_assert_cmpfloat_with_epsilon(score_accuracy(score), 0, 1e-9);
  g_assert_cmpfloat_with_epsilon(score_macro_f1(score), 0, 1e-9);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/score/figures-are-those-of-the-table", figures_are_those_of_the_table);
  g_test_add_func("/score/nothing-judged-is-no-success", nothing_judged_is_no_success);
  return g_test_run();
}
