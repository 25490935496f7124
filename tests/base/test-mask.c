#include "base/mask.h"

#include <string.h>

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

/* A text of a megabyte that is nothing but beginnings takes no longer than one of words. */
static void long_texts_take_no_longer(void)
{
  static const char *const pieces[] = { "4", "4 ", "4111 ", "password ", "password: ", "비밀번호", "DE89 ", "DE",
                                        "-----BEGIN PRIVATE KEY-----\n", "https://a:", "eyJ", "a@", "\"", "((((", "1-",
                                        "123456 is your " };
  for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
    GString *text = g_string_new(NULL);
    while (text->len < 1 << 20)
      g_string_append(text, pieces[i]);
    gint64 start = g_get_monotonic_time();
    g_autofree char *masked = mask_secrets(text->str);
    g_assert_nonnull(masked);
    g_assert_cmpint(g_get_monotonic_time() - start, <, 3 * G_USEC_PER_SEC);
    g_test_message("%s: %.0f ms", pieces[i], (double)(g_get_monotonic_time() - start) / 1000);
    g_string_free(text, TRUE);
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
  g_test_add_func("/mask/long", long_texts_take_no_longer);
  return g_test_run();
}
