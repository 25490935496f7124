#include "source/imap-private.h"

#include <string.h>

static const struct {
  const char *name, *data;
  guint64 budget;
  gboolean passes;
} cases[] = {
  { "a line", "* OK hello\r\n", 100, TRUE },
  { "exactly as much as may come", "12345", 5, TRUE },
  { "a byte too much", "123456", 5, FALSE },
  { "a literal", "* 1 FETCH (BODY[] {5}\r\n((((()\r\n", 100, TRUE },
  { "a literal larger than what may come", "* 1 FETCH (BODY[] {100}\r\n", 60, FALSE },
  { "a literal whose size overflows", "{99999999999999999999999999}\r\n", 1000, FALSE },
  { "a literal announced in a literal is text", "{9}\r\n{100000}\r\n)\r\n", 40, TRUE },
  { "a literal announced in quotes is text", "\"{100000}\r\"\r\n", 40, TRUE },
  { "a quote escaped in quotes", "\"\\\"{100000}\" \r\n", 40, TRUE },
  { "braces in the middle of a line", "{100000} x\r\n", 40, TRUE },
  { "two in a row", "{2}\r\nab{3}\r\nabc)\r\n", 40, TRUE },
};

/* However the bytes come in, the verdict is the same. */
static void test_guard(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
    for (gsize chunk = 1; chunk < 64; chunk++) {
      struct wire_guard guard = { .left = cases[i].budget };
      gsize length = strlen(cases[i].data), at = 0;
      gboolean passes = TRUE;
      for (; passes && at < length; at += chunk)
        passes = wire_guard_pass(&guard, cases[i].data + at, MIN(chunk, length - at));
      if (passes != cases[i].passes)
        g_error("%s, in chunks of %zu", cases[i].name, chunk);
    }
}

static void test_depth(void)
{
  g_autofree char *open = g_strnfill(1000, '(');
  g_autofree char *lines = g_strjoin("\r\n", "((((", "))))", "((((", NULL);
  struct wire_guard guard = { .left = 10000 };
  g_assert_false(wire_guard_pass(&guard, open, 1000));
  guard = (struct wire_guard){ .left = 10000 };
  for (int i = 0; i < 300; i++)
    g_assert_true(wire_guard_pass(&guard, lines, strlen(lines)));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/imap-wire/guard", test_guard);
  g_test_add_func("/imap-wire/depth", test_depth);
  return g_test_run();
}
