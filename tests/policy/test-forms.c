/* The specification of exclusion, trusted forms, own lists and authentication. */
#include "policy/policy.h"

#include "mail-of.h"

#include <string.h>

struct row {
  const char *headers, *reason, *to;
};

static struct policy_verdict *decide(const char *headers, struct policy_facts facts)
{
  static const char *const ours[] = { "support@acme.example", NULL };
  static const char *const staff[] = { "*@acme.example", NULL };
  static const char *const forms[] = { "www@acme.example", "support@acme.example", "*@forms.example", NULL };
  static const char *const exclude[] = { "*@rival.example", "loud@customer.example", NULL };
  g_autoptr(GPtrArray) addresses = globs_of(ours), people = globs_of(staff), form = globs_of(forms),
                       never = globs_of(exclude);
  facts.addresses = addresses;
  facts.staff = people;
  facts.forms = form;
  facts.exclude = never;
  g_autoptr(Mail) mail = mail_of(headers);
  return policy_decide(mail, &facts);
}

static void check_rows(const struct row *rows, gsize n, struct policy_facts facts)
{
  for (gsize i = 0; i < n; i++) {
    g_autoptr(PolicyVerdict) verdict = decide(rows[i].headers, facts);
    g_test_message("%s: %s", rows[i].headers, verdict->reason ? verdict->reason : "answered");
    g_assert_cmpstr(verdict->reason, ==, rows[i].reason);
    if (rows[i].to || rows[i].reason)
      g_assert_cmpstr(verdict->to, ==, rows[i].to);
  }
}

static void who_is_excluded_is_never_answered(void)
{
  static const struct row rows[] = {
    { "From: ann@rival.example", "excluded", NULL },
    { "From: LOUD@customer.example", "excluded", NULL },
    { "Return-Path: <x@rival.example>", "excluded", NULL },
    { "Reply-To: ann@rival.example", "excluded", NULL },
    { "From: www@acme.example\nReply-To: ann@rival.example", "excluded", NULL },
    { "From: ann@rival.example.org", NULL, "ann@rival.example.org" },
  };
  check_rows(rows, G_N_ELEMENTS(rows), (struct policy_facts){ .rule_reply = +1 });
}

#define FORM "From: Acme Web <www@acme.example>\nReply-To: Ann Lee <ann@customer.example>\n"

static void a_forms_own_marks_do_not_count_against_its_customer(void)
{
  static const struct row rows[] = {
    { FORM, NULL, "ann@customer.example" },
    { FORM "Auto-Submitted: auto-generated", NULL, "ann@customer.example" },
    { FORM "Precedence: bulk\nX-Auto-Response-Suppress: All", NULL, "ann@customer.example" },
    { FORM "Return-Path: <>", NULL, "ann@customer.example" },
    { FORM "Return-Path: <support@acme.example>", NULL, "ann@customer.example" },
    { FORM "Message-ID:-\nX-Mailer: PHPMailer 6\nList-Unsubscribe: <mailto:x@y.example>\nFeedback-ID: 1:2", NULL,
      "ann@customer.example" },
    { "From: support@acme.example\nReply-To: ann@customer.example", NULL, "ann@customer.example" },
    { "From: noreply@forms.example\nReply-To: ann@customer.example", NULL, "ann@customer.example" },
    { "From: www-data@forms.example\nReply-To: ann@customer.example", NULL, "ann@customer.example" },
  };
  check_rows(rows, G_N_ELEMENTS(rows), (struct policy_facts){ 0 });
}

static void what_no_form_sends_still_counts(void)
{
  static const struct row rows[] = {
    { FORM "Auto-Submitted: auto-replied", "auto-submitted", NULL },
    { FORM "List-Id: <x.y>", "list-id", NULL },
    { FORM "List-Post: <mailto:x@y.example>", "list-headers", NULL },
    { FORM "X-Failed-Recipients: x@y.example", "bounce", NULL },
    { FORM "Content-Type: multipart/report; boundary=b", "report", NULL },
    { FORM "X-Autoreply: yes", "autoresponder", NULL },
    { FORM "X-Spam-Flag: YES", "spam", NULL },
    { FORM "To: other@x.example", "not-addressed", NULL },
  };
  check_rows(rows, G_N_ELEMENTS(rows), (struct policy_facts){ 0 });
  const struct row echo[] = { { FORM, "own-output", NULL } };
  check_rows(echo, 1, (struct policy_facts){ .own_output = TRUE });
}

static void a_form_must_name_one_customer(void)
{
  static const struct row rows[] = {
    { "From: www@acme.example", "form-without-sender", NULL },
    { "From: www@acme.example\nReply-To: a@x.example, b@x.example", "form-without-sender", NULL },
    { "From: www@acme.example\nReply-To: support@acme.example", "form-without-sender", NULL },
    { "From: www@acme.example\nReply-To: www@acme.example", "form-without-sender", NULL },
    { "From: www@acme.example\nReply-To: noreply@x.example", "form-without-sender", NULL },
    { "From: www@acme.example\nReply-To: |sh@x.example", "form-without-sender", NULL },
  };
  check_rows(rows, G_N_ELEMENTS(rows), (struct policy_facts){ .rule_reply = +1 });
}

static void a_form_is_the_sender_of_no_other_mail(void)
{
  static const struct row rows[] = {
    { "From: mina@customer.example\nReply-To: ann@other.example", NULL, "mina@customer.example" },
    { "From: www2@acme.example\nReply-To: ann@other.example", "staff-unverified", NULL },
  };
  check_rows(rows, G_N_ELEMENTS(rows), (struct policy_facts){ 0 });
}

static void the_customer_of_a_form_is_its_author(void)
{
  g_autoptr(PolicyVerdict) form = decide(FORM, (struct policy_facts){ 0 });
  g_assert_cmpstr(form->name, ==, "Ann Lee");
  g_assert_cmpstr(form->author, ==, "ann@customer.example");
  g_autoptr(PolicyVerdict) nameless =
      decide("From: Acme Web <www@acme.example>\nReply-To: ann@customer.example", (struct policy_facts){ 0 });
  g_assert_null(nameless->name);
  g_autoptr(PolicyVerdict) person = decide("Reply-To: Other <o@customer.example>", (struct policy_facts){ 0 });
  g_assert_cmpstr(person->name, ==, "Mina Park");
  g_assert_cmpstr(person->author, ==, "mina@customer.example");
}

static void authentication_decides_as_configured(void)
{
  static const struct {
    enum policy_authentication authentication;
    gboolean silent;
    int rule_reply;
    const char *headers, *reason;
  } rows[] = {
    { AUTH_UNKNOWN, FALSE, 0, "", NULL },
    { AUTH_UNKNOWN, TRUE, 0, "", NULL },
    { AUTH_PASS, TRUE, 0, "", NULL },
    { AUTH_NONE, FALSE, 0, "", NULL },
    { AUTH_NONE, TRUE, 0, "", "unauthenticated" },
    { AUTH_NONE, TRUE, 1, "", NULL },
    { AUTH_FAIL, FALSE, 0, "", "authentication-failed" },
    { AUTH_FAIL, FALSE, 1, "", NULL },
    { AUTH_FAIL, FALSE, 0, "Auto-Submitted: auto-replied", "auto-submitted" },
    { AUTH_UNKNOWN, FALSE, 0, FORM, NULL },
    { AUTH_PASS, FALSE, 0, FORM, NULL },
    { AUTH_NONE, FALSE, 0, FORM, "unauthenticated" },
    { AUTH_FAIL, FALSE, 0, FORM, "authentication-failed" },
    { AUTH_PASS, FALSE, 0, "From: lee@acme.example", "staff" },
    { AUTH_UNKNOWN, FALSE, 0, "From: lee@acme.example", "staff-unverified" },
    { AUTH_NONE, FALSE, 0, "From: lee@acme.example", "staff-unverified" },
    { AUTH_FAIL, FALSE, 0, "From: lee@acme.example", "authentication-failed" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(PolicyVerdict) verdict =
        decide(rows[i].headers, (struct policy_facts){ .authentication = rows[i].authentication,
                                                       .silent_unless_authenticated = rows[i].silent,
                                                       .rule_reply = rows[i].rule_reply });
    g_test_message("%" G_GSIZE_FORMAT, i);
    g_assert_cmpstr(verdict->reason, ==, rows[i].reason);
  }
}

/* A group whose address is the desk's is how its mail comes; everybody else's list stays one. */
static void a_list_with_our_own_address_is_a_way_to_us(void)
{
#define GROUP                                                                                                          \
  "Precedence: list\nMailing-list: list support@acme.example; contact support+owners@acme.example\n"                   \
  "List-Post: <https://groups.example>\nList-Unsubscribe: <mailto:x@groups.example>\n"                                 \
  "Return-Path: <support+bncBAB@acme.example>\n"
  static const struct row rows[] = {
    { GROUP "List-ID: <support.acme.example>", NULL, "mina@customer.example" },
    { GROUP "List-ID: Acme <Support.Acme.example>\nAuto-Submitted: auto-replied", "auto-submitted", NULL },
    { GROUP "List-ID: <support.acme.example>\nFrom: support@acme.example", "form-without-sender", NULL },
    { "List-ID: <help.acme.example>", "list-id", NULL },
    { "List-ID: <supportxacme.example>", "list-id", NULL },
    { "List-ID: <support.acme.example.lists.example>", "list-id", NULL },
  };
  check_rows(rows, G_N_ELEMENTS(rows), (struct policy_facts){ 0 });
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/forms/excluded", who_is_excluded_is_never_answered);
  g_test_add_func("/forms/marks", a_forms_own_marks_do_not_count_against_its_customer);
  g_test_add_func("/forms/no-form", what_no_form_sends_still_counts);
  g_test_add_func("/forms/one-customer", a_form_must_name_one_customer);
  g_test_add_func("/forms/others", a_form_is_the_sender_of_no_other_mail);
  g_test_add_func("/forms/author", the_customer_of_a_form_is_its_author);
  g_test_add_func("/forms/authentication", authentication_decides_as_configured);
  g_test_add_func("/forms/own-list", a_list_with_our_own_address_is_a_way_to_us);
  return g_test_run();
}
