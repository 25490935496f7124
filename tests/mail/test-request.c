#include "mail/view.h"

#include "../slow.h"

#include <string.h>

static char *repeat(const char *piece, gsize size)
{
  GString *text = g_string_new(NULL);
  while (text->len < size)
    g_string_append(text, piece);
  return g_string_free(text, FALSE);
}

static double seconds_for(const char *piece, gsize size)
{
  g_autofree char *text = repeat(piece, size);
  double start = cpu_seconds();
  struct view_written got;
  view_request(text, TRUE, &got);
  view_written_clear(&got);
  return cpu_seconds() - start;
}

/* Pieces of what is looked for, so that every line is worth a look. The bound is ten times what it takes. */
static void hostile_text_is_read_in_linear_time(void)
{
  static const char *const pieces[] = {
    ">\n", "> > > a\n", "|\n", "From: a\n", "From: a\nTo: b\n", "From: a@b\nSubject: c\nDate: d\n\n", "Cc: x,\n", "a:\n",
    "On x\n", "On 1 x wrote\n", "On 1 x wrote:\n", "> On 1 x wrote:\n", "1@a.example 2026 x:\n", "2026-01-01 10:00 <a@b>\n",
    "-----\n", "-- \n", "--\n", "____\na\n", "-----Original Message-----\n", "Begin forwarded message:\n\n",
    "> Begin forwarded message:\n", "Best regards\n", "감사합니다.\n", "홍길동 드림\n", "님이 작성:\n", "010-1234-5678\n",
    "This message is confidential\n", "본 메일은\n", "Sent from my iPhone\n", "-----BEGIN PGP SIGNATURE-----\n", "A>\n", "\n",
    " wrote", "\x1E" "From: a\n", "\x1C\x1D\x1F" "a\n",
  };
  enum { SIZE = 40 * 1024 };
  for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
    double once = MIN(seconds_for(pieces[i], SIZE), seconds_for(pieces[i], SIZE));
    g_test_message("%s: %.0f us", pieces[i], once * 1e6);
    g_assert_cmpfloat(once, <, 0.02);
    g_assert_cmpfloat(seconds_for(pieces[i], 16 * SIZE), <, 0.1);
  }
}

static void what_is_said_far_below_stays(void)
{
  g_autofree char *lines = repeat("a line of a log\n", 200 * 1024);
  g_autofree char *text = g_strconcat(lines, "and the end", NULL);
  struct view_written got;
  view_request(text, FALSE, &got);
  g_assert_cmpstr(got.request, ==, text);
  view_written_clear(&got);
}

static void a_long_quote_is_left_out(void)
{
  g_autofree char *lines = repeat("> old words\n", 200 * 1024);
  g_autofree char *text = g_strconcat("New.\n\nOn Monday, Mina <mina@acme.example> wrote:\n", lines, NULL);
  struct view_written got;
  view_request(text, FALSE, &got);
  g_assert_cmpstr(got.request, ==, "New.");
  view_written_clear(&got);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/request/hostile", hostile_text_is_read_in_linear_time);
  g_test_add_func("/request/long", what_is_said_far_below_stays);
  g_test_add_func("/request/long-quote", a_long_quote_is_left_out);
  return g_test_run();
}
