/* The specification of weak evidence: what silences nobody alone, and what does so together. */
#include "policy/policy.h"

#include "mail-of.h"

#include <string.h>

static struct automatic_words *words;

static struct policy_verdict *decide(const char *headers, const char *body, gboolean answers_us)
{
  static const char *const ours[] = { "support@acme.example", NULL };
  g_autoptr(GPtrArray) addresses = globs_of(ours);
  const struct policy_facts facts = { .addresses = addresses, .words = words, .answers_us = answers_us };
  g_autoptr(Mail) mail = mail_with(headers, body);
  return policy_decide(mail, &facts);
}

struct sign {
  const char *code, *headers, *body;
  unsigned points;
};

static const char *const away = "I am currently out of the office and will be back on Monday.\n";
static const char *const notice = "We have your order.\n\nThis is an automatically generated message.\n";
static const char *const ordinary = "My parcel has not come.\n";

static const struct sign signs[] = {
  { "exchange-suppress", "X-MS-Has-Attach: yes\nX-Auto-Response-Suppress: DR, OOF, AutoReply", NULL, 6 },
  { "exchange-suppress", "Thread-Index: AQHa\nX-Auto-Response-Suppress: All", NULL, 6 },
  { "inbox-rule", "X-MS-Exchange-Inbox-Rules-Loop: a@customer.example", NULL, 4 },
  { "campaign", "List-Unsubscribe: <mailto:x@customer.example>", NULL, 6 },
  { "campaign", "List-Unsubscribe: <https://x.example>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click", NULL, 6 },
  { "bulk-relay", "Feedback-ID: 1:2:3:bulk", NULL, 4 },
  { "role-sender", "From: postmaster@customer.example", NULL, 5 },
  { "role-sender", "From: Abuse Team <abuse@customer.example>", NULL, 5 },
  { "role-sender", "From: Tom <product-owner@customer.example>", NULL, 5 },
  { "robot-sender", "From: scanner@customer.example", NULL, 6 },
  { "robot-sender", "From: acme-bot@customer.example", NULL, 6 },
  { "loop-mark", "X-Loop: mina@customer.example", NULL, 4 },
  { "away-subject", "Subject: Question about out of office messages", NULL, 5 },
  { "away-opening", "", "I am currently out of the office and will be back on Monday.\n", 6 },
  { "automatic-notice", "", "We have your order.\n\nThis is an automatically generated message.\n", 7 },
  { "failure-text", "", "I wrote to your sales and got: 550 5.1.1 User unknown. Why?\n", 5 },
  { "failure-text", "Subject: Undeliverable: parcel 1234", NULL, 5 },
  { "away-opening", "Subject: How do I set up an automatic reply?", "It is to say: I am out of the office.\n", 6 },
  { "incomplete-header", "Message-ID:-", NULL, 4 },
  { "incomplete-header", "Date:-", NULL, 4 },
  { "program", "X-Mailer: PHPMailer 6.1 (https://github.com/PHPMailer/PHPMailer)", NULL, 3 },
  { "program", "Message-ID: <abc@swift.generated>", NULL, 3 },
  { "html-only", "Content-Type: text/html; charset=utf-8", "<p>My parcel has not come.</p>\n", 2 },
  { "low-importance", "Importance: Low", NULL, 2 },
  { "suspicion", "X-QQ-Spam: true", NULL, 4 },
};

static void no_sign_silences_alone(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(signs); i++) {
    g_autoptr(PolicyVerdict) verdict = decide(signs[i].headers, signs[i].body ? signs[i].body : ordinary, FALSE);
    g_test_message("%s: %s", signs[i].code, verdict->reason ? verdict->reason : "answered");
    g_assert_true(verdict->reply);
    g_assert_cmpuint(verdict->points, ==, signs[i].points);
    const struct policy_evidence *first = verdict->evidence->pdata[0];
    g_assert_cmpstr(first->code, ==, signs[i].code);
    g_assert_cmpint(first->strength, ==, POLICY_WEAK);
  }
}

static const struct sign *first_of(const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS(signs); i++)
    if (!strcmp(signs[i].code, code))
      return &signs[i];
  g_assert_not_reached();
}

/* Every pair of signs with different causes, and not only chosen ones. */
static void two_signs_silence_when_their_points_reach_ten(void)
{
  guint refused = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(signs); i++)
    for (gsize k = i + 1; k < G_N_ELEMENTS(signs); k++) {
      const struct sign *a = &signs[i], *b = &signs[k];
      gboolean same_header = *a->headers && *b->headers && strcspn(a->headers, ":") == strcspn(b->headers, ":") &&
                             !strncmp(a->headers, b->headers, strcspn(a->headers, ":"));
      gboolean same_cause = !strcmp(a->code, b->code) ||
                            (g_str_has_suffix(a->code, "-sender") && g_str_has_suffix(b->code, "-sender")) ||
                            (!strcmp(a->code, "program") && !strcmp(b->code, "html-only"));
      if (same_header || same_cause || (a->body && b->body))
        continue;
      g_autofree char *headers = g_strdup_printf("%s\n%s", a->headers, b->headers);
      const char *body = a->body ? a->body : b->body ? b->body : ordinary;
      g_autoptr(PolicyVerdict) verdict = decide(headers, body, FALSE);
      g_test_message("%s + %s: %u", a->code, b->code, verdict->points);
      g_assert_cmpuint(verdict->points, ==, a->points + b->points);
      g_assert_cmpint(verdict->reply, ==, a->points + b->points < POLICY_AUTOMATIC_POINTS);
      if (!verdict->reply)
        g_assert_cmpstr(verdict->reason, ==, "automatic");
      refused += !verdict->reply;
    }
  g_assert_cmpuint(refused, >, 40);
}

static void what_one_program_leaves_counts_once(void)
{
  static const struct {
    const char *headers;
    unsigned points;
  } rows[] = {
    { "Message-ID:-\nDate:-", 4 },
    { "List-Unsubscribe: <mailto:x@y.example>\nX-Campaign-Id: 77\nX-Mailer: Mailchimp Mailer", 6 },
    { "Feedback-ID: 1:2\nX-SES-Outgoing: 2026.11.22\nX-CSA-Complaints: x@y.example", 4 },
    { "X-Mailer: PHPMailer 6\nX-PHP-Originating-Script: 33:a.php\nContent-Type: text/html", 3 },
    { "Importance: low\nX-Priority: 5\nX-MSMail-Priority: Low", 2 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(PolicyVerdict) verdict = decide(rows[i].headers, ordinary, FALSE);
    g_test_message("%s", rows[i].headers);
    g_assert_cmpuint(verdict->points, ==, rows[i].points);
    g_assert_true(verdict->reply);
  }
}

static void the_sum_names_what_it_is_made_of(void)
{
  const struct sign *campaign = first_of("campaign"), *relay = first_of("bulk-relay");
  g_autofree char *headers = g_strdup_printf("%s\n%s", campaign->headers, relay->headers);
  g_autoptr(PolicyVerdict) verdict = decide(headers, ordinary, FALSE);
  const struct policy_evidence *first = verdict->evidence->pdata[0];
  g_assert_cmpstr(first->code, ==, "automatic");
  g_assert_cmpint(first->strength, ==, POLICY_STRONG);
  g_assert_cmpstr(first->value, ==, "campaign 6 + bulk-relay 4 = 10 of 10 points");
}

/* A customer who answers our acknowledgement is a customer; a robot that does so says what robots say. */
static void an_answer_to_us_counts_only_with_the_words_of_a_robot(void)
{
  static const struct {
    const char *body;
    gboolean reply;
  } rows[] = { { "Thanks, it has come.\n", TRUE }, { NULL, FALSE } };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(PolicyVerdict) verdict =
        decide("Subject: Re: [ACME-1042-7KQF] Order 1234", rows[i].body ? rows[i].body : away, TRUE);
    g_assert_cmpint(verdict->reply, ==, rows[i].reply);
  }
  g_autoptr(PolicyVerdict) noticed = decide("Subject: Re: [ACME-1042-7KQF] Order 1234", notice, TRUE);
  g_assert_cmpstr(noticed->reason, ==, "automatic");
  g_autoptr(PolicyVerdict) about = decide("Subject: Re: Out of office setup", "It still does not work.\n", TRUE);
  g_assert_true(about->reply);
}

/* What a program sets on purpose is no stamp of Exchange. */
static void suppression_without_exchange_is_strong(void)
{
  static const char *const rows[] = { "X-Auto-Response-Suppress: All", "X-Auto-Response-Suppress: OOF, AutoReply" };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(PolicyVerdict) verdict = decide(rows[i], ordinary, FALSE);
    g_assert_cmpstr(verdict->reason, ==, "auto-response-suppress");
  }
  g_autoptr(PolicyVerdict) reports = decide("X-MS-Has-Attach:\nX-Auto-Response-Suppress: DR, RN, NRN", ordinary, FALSE);
  g_assert_true(reports->reply);
  g_assert_cmpuint(reports->points, ==, 0);
}

static void a_filter_overrules_the_sum(void)
{
  g_autoptr(Mail) mail = mail_with("List-Unsubscribe: <mailto:x@y.example>\nFeedback-ID: 1:2", ordinary);
  const struct policy_facts facts = { .words = words, .any_recipient = TRUE, .rule_reply = +1 };
  g_autoptr(PolicyVerdict) verdict = policy_decide(mail, &facts);
  g_assert_true(verdict->reply);
  g_assert_cmpuint(verdict->points, ==, 10);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  words = shipped_words();
  g_test_add_func("/weak/alone", no_sign_silences_alone);
  g_test_add_func("/weak/pairs", two_signs_silence_when_their_points_reach_ten);
  g_test_add_func("/weak/causes", what_one_program_leaves_counts_once);
  g_test_add_func("/weak/sum", the_sum_names_what_it_is_made_of);
  g_test_add_func("/weak/answers-us", an_answer_to_us_counts_only_with_the_words_of_a_robot);
  g_test_add_func("/weak/suppress", suppression_without_exchange_is_strong);
  g_test_add_func("/weak/filter", a_filter_overrules_the_sum);
  int status = g_test_run();
  automatic_words_free(words);
  return status;
}
