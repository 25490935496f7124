#include "send/smtp-reply.h"

static void assert_reply(const char *const *lines, int code, const char *text)
{
  struct smtp_reply reply;
  smtp_reply_init(&reply);
  for (gsize i = 0; lines[i]; i++)
    g_assert_cmpint(smtp_reply_add(&reply, lines[i], strlen(lines[i])), ==, lines[i + 1] == NULL);
  g_assert_cmpint(reply.code, ==, code);
  g_assert_cmpstr(reply.text->str, ==, text);
  smtp_reply_clear(&reply);
}

static void test_lines_make_one_reply(void)
{
  assert_reply((const char *[]){ "250 2.0.0 Ok: queued as 4X\r\n", NULL }, 250, "250 2.0.0 Ok: queued as 4X");
  assert_reply((const char *[]){ "354\r\n", NULL }, 354, "354");
  assert_reply((const char *[]){ "550-5.1.1 no\r\n", "550-5.1.1 such\r\n", "550 5.1.1 user\r\n", NULL }, 550,
               "550 5.1.1 no 5.1.1 such 5.1.1 user");
}

static void test_a_complete_reply_is_followed_by_a_new_one(void)
{
  struct smtp_reply reply;
  smtp_reply_init(&reply);
  g_assert_true(smtp_reply_add(&reply, "250 one", 7));
  g_assert_true(smtp_reply_add(&reply, "451 two", 7));
  g_assert_cmpint(reply.code, ==, 451);
  g_assert_cmpstr(reply.text->str, ==, "451 two");
  smtp_reply_clear(&reply);
}

static void test_what_is_no_reply_changes_nothing(void)
{
  static const char *const lines[] = { "", "\r\n", "25", "hello", "2x0 ok", "+OK" };
  struct smtp_reply reply;
  smtp_reply_init(&reply);
  g_assert_true(smtp_reply_add(&reply, "250 one", 7));
  for (gsize i = 0; i < G_N_ELEMENTS(lines); i++)
    g_assert_false(smtp_reply_add(&reply, lines[i], strlen(lines[i])));
  g_assert_cmpint(reply.code, ==, 250);
  g_assert_cmpstr(reply.text->str, ==, "250 one");
  smtp_reply_clear(&reply);
}

static void test_endless_reply_is_capped(void)
{
  struct smtp_reply reply;
  smtp_reply_init(&reply);
  for (unsigned i = 0; i < 10000; i++)
    smtp_reply_add(&reply, "250-abcdefghijklmnopqrstuvwxyz\r\n", 32);
  g_assert_cmpuint(reply.text->len, <, 15000);
  smtp_reply_clear(&reply);
}

static const struct {
  enum smtp_stage stage;
  int code;
  gboolean timed_out;
  enum outbox_outcome outcome;
  gboolean unreachable;
} verdicts[] = {
  { SMTP_CONNECT, 0, FALSE, OUTCOME_TEMPORARY, TRUE },
  { SMTP_CONNECT, 554, FALSE, OUTCOME_TEMPORARY, TRUE },
  { SMTP_CONNECT, 535, FALSE, OUTCOME_TEMPORARY, TRUE },
  { SMTP_MAIL, 451, FALSE, OUTCOME_TEMPORARY, FALSE },
  { SMTP_MAIL, 550, FALSE, OUTCOME_PERMANENT, FALSE },
  { SMTP_MAIL, 530, FALSE, OUTCOME_TEMPORARY, TRUE }, /* "authentication required" is no fault of the mail */
  { SMTP_MAIL, 421, FALSE, OUTCOME_TEMPORARY, TRUE },
  { SMTP_RCPT, 450, FALSE, OUTCOME_TEMPORARY, FALSE },
  { SMTP_RCPT, 550, FALSE, OUTCOME_PERMANENT, FALSE },
  { SMTP_RCPT, 0, FALSE, OUTCOME_TEMPORARY, FALSE },
  { SMTP_RCPT, 0, TRUE, OUTCOME_TEMPORARY, TRUE },
  { SMTP_DATA, 250, FALSE, OUTCOME_TEMPORARY, FALSE },
  { SMTP_DATA, 554, FALSE, OUTCOME_PERMANENT, FALSE },
  { SMTP_BODY, 0, FALSE, OUTCOME_TEMPORARY, FALSE }, /* the end cannot have left */
  { SMTP_BODY, 0, TRUE, OUTCOME_TEMPORARY, TRUE },
  { SMTP_END, 451, FALSE, OUTCOME_TEMPORARY, FALSE },
  { SMTP_END, 421, FALSE, OUTCOME_TEMPORARY, TRUE },
  { SMTP_END, 550, FALSE, OUTCOME_PERMANENT, FALSE },
  { SMTP_END, 0, FALSE, OUTCOME_UNCERTAIN, TRUE },
  { SMTP_END, 0, TRUE, OUTCOME_UNCERTAIN, TRUE },
  { SMTP_END, 354, FALSE, OUTCOME_UNCERTAIN, TRUE },
};

static void test_stage_and_code_decide_the_outcome(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(verdicts); i++) {
    struct smtp_verdict verdict = smtp_judge(verdicts[i].stage, verdicts[i].code, verdicts[i].timed_out);
    g_test_message("stage %d, code %d", verdicts[i].stage, verdicts[i].code);
    g_assert_cmpint(verdict.outcome, ==, verdicts[i].outcome);
    g_assert_cmpint(verdict.unreachable, ==, verdicts[i].unreachable);
    g_assert_cmpint(verdict.fault != 0, ==, verdicts[i].unreachable);
  }
}

static void test_only_354_lets_the_body_go(void)
{
  g_assert_true(smtp_reply_goes_on(SMTP_DATA, 354));
  g_assert_false(smtp_reply_goes_on(SMTP_DATA, 250));
  g_assert_true(smtp_reply_goes_on(SMTP_RCPT, 251));
  g_assert_false(smtp_reply_goes_on(SMTP_RCPT, 354));
  g_assert_true(smtp_reply_goes_on(SMTP_END, 250));
  g_assert_false(smtp_reply_goes_on(SMTP_END, 354));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/smtp-reply/lines-make-one-reply", test_lines_make_one_reply);
  g_test_add_func("/smtp-reply/a-complete-reply-is-followed-by-a-new-one", test_a_complete_reply_is_followed_by_a_new_one);
  g_test_add_func("/smtp-reply/what-is-no-reply-changes-nothing", test_what_is_no_reply_changes_nothing);
  g_test_add_func("/smtp-reply/endless-reply-is-capped", test_endless_reply_is_capped);
  g_test_add_func("/smtp-reply/stage-and-code-decide-the-outcome", test_stage_and_code_decide_the_outcome);
  g_test_add_func("/smtp-reply/only-354-lets-the-body-go", test_only_354_lets_the_body_go);
  return g_test_run();
}
