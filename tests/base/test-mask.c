#include "base/mask.h"

#include <string.h>

#include "../slow.h"
#include "mask-cases.h"

static void judge(const struct mask_case *cases, gsize n)
{
  guint wrong = 0;
  for (gsize i = 0; i < n; i++) {
    const char *wanted = cases[i].to ? cases[i].to : cases[i].from;
    g_autofree char *got = mask_secrets(cases[i].from);
    if (strcmp(got, wanted)) {
      g_test_message("'%s': '%s' instead of '%s'", cases[i].from, got, wanted);
      wrong++;
      continue;
    }
    g_assert_true(mask_needed(cases[i].from) == (strcmp(wanted, cases[i].from) != 0));
    g_autofree char *again = mask_secrets(got);
    g_assert_cmpstr(again, ==, got);
  }
  g_assert_cmpuint(wrong, ==, 0);
}

static void cards_keep_their_last_four_digits(void)
{
  judge(cards, G_N_ELEMENTS(cards));
}

static void account_numbers_keep_country_and_last_four(void)
{
  judge(ibans, G_N_ELEMENTS(ibans));
}

static void identity_numbers_go(void)
{
  judge(identities, G_N_ELEMENTS(identities));
}

static void passwords_go_and_talk_of_them_stays(void)
{
  judge(passwords, G_N_ELEMENTS(passwords));
}

static void one_time_codes_go_and_other_codes_stay(void)
{
  judge(codes, G_N_ELEMENTS(codes));
}

static void keys_and_tokens_go(void)
{
  judge(tokens, G_N_ELEMENTS(tokens));
}

static void nothing_is_nothing(void)
{
  g_autofree char *null = mask_secrets(NULL), *empty = mask_secrets("");
  g_assert_cmpstr(null, ==, "");
  g_assert_cmpstr(empty, ==, "");
  g_assert_false(mask_needed(NULL));
}

/* A text that is nothing but beginnings. */
static double seconds_for(const char *piece, gsize length)
{
  g_autoptr(GString) text = g_string_new(NULL);
  while (text->len < length)
    g_string_append(text, piece);
  double start = cpu_seconds();
  g_autofree char *masked = mask_secrets(text->str);
  g_assert_nonnull(masked);
  return cpu_seconds() - start;
}

static void time_grows_with_the_text_and_no_faster(void)
{
  static const char *const pieces[] = { "4", "4 ", "4111 ", "password ", "password: ", "비밀번호", "DE89 ", "DE",
                                        "-----BEGIN PRIVATE KEY-----\n", "https://a:", "eyJ", "a@", "\"", "((((", "1-",
                                        "123456 is your " };
  enum { LENGTH = 64 * 1024, TIMES = 8 };
  for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
    double little = seconds_for(pieces[i], LENGTH), much = seconds_for(pieces[i], TIMES * LENGTH);
    g_test_message("%s: %.1f ms, %.1f ms", pieces[i], little * 1e3, much * 1e3);
    g_assert_cmpfloat(much, <, 0.05 + little * TIMES * 4);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/mask/cards", cards_keep_their_last_four_digits);
  g_test_add_func("/mask/accounts", account_numbers_keep_country_and_last_four);
  g_test_add_func("/mask/identities", identity_numbers_go);
  g_test_add_func("/mask/passwords", passwords_go_and_talk_of_them_stays);
  g_test_add_func("/mask/codes", one_time_codes_go_and_other_codes_stay);
  g_test_add_func("/mask/tokens", keys_and_tokens_go);
  g_test_add_func("/mask/nothing", nothing_is_nothing);
  g_test_add_func("/mask/long", time_grows_with_the_text_and_no_faster);
  return g_test_run();
}
