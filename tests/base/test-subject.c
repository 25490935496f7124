#include "base/subject.h"

static void what_programs_put_before_a_subject_is_known(void)
{
  static const struct {
    const char *subject, *rest; /* NULL: no prefix */
    gboolean forward;
  } cases[] = {
    { "Re: Invoice 42", "Invoice 42", FALSE },
    { "RE : Invoice 42", "Invoice 42", FALSE },
    { "Re[2]: Invoice 42", "Invoice 42", FALSE },
    { "AW: WG: Rechnung", "WG: Rechnung", FALSE },
    { "R: Fattura", "Fattura", FALSE },
    { "I: Fattura", "Fattura", TRUE },
    { "Fwd: Invoice 42", "Invoice 42", TRUE },
    { "회신: 송장", "송장", FALSE },
    { "전달: 송장", "송장", TRUE },
    { "回复：发票", "发票", FALSE },
    { "[전달] 송장", "송장", TRUE },
    { "[회신] Re: 송장", "Re: 송장", FALSE },
    { "[문의] 송장", NULL, FALSE },
    { "[I] Fattura", NULL, FALSE },
    { "Invoice: 42", NULL, FALSE },
    { "Regarding: my invoice", NULL, FALSE },
    { "Re your mail of Monday", NULL, FALSE },
    { "", NULL, FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    gboolean forward = FALSE;
    g_assert_cmpstr(subject_after_prefix(cases[i].subject, &forward), ==, cases[i].rest);
    g_assert_cmpint(forward, ==, cases[i].forward);
  }
}

static void the_outermost_prefix_tells_a_forward(void)
{
  g_assert_true(subject_is_forward("Fwd: Re: Invoice"));
  g_assert_true(subject_is_forward("[Fwd: Invoice]"));
  g_assert_false(subject_is_forward("Re: Fwd: Invoice"));
  g_assert_false(subject_is_forward("[ACME] Invoice"));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/base/subject/prefix", what_programs_put_before_a_subject_is_known);
  g_test_add_func("/base/subject/forward", the_outermost_prefix_tells_a_forward);
  return g_test_run();
}
