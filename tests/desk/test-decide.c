/* The decision about a mail, and what the ledger's knowledge adds to it. */
#include "base/clock.h"
#include "base/json.h"
#include "base/problems.h"
#include "desk/claim.h"
#include "desk/desk.h"
#include "desk/verdict.h"
#include "mail/mail.h"
#include "reply/facts.h"
#include "../shipped.h"

#include <glib/gstdio.h>
#include <string.h>

static const char configuration[] =
    "desk: {addresses: [support@acme.example], reply: on, timezone: UTC, max-age: 2d,\n"
    "       tiers: {gold: [boss@customer.example, '*@bigcorp.example'], silver: ['*@customer.example']}}\n"
    "sla:\n"
    "  urgent: {first-response: 1h, resolution: 8h, calendar: always}\n"
    "  normal: {first-response: 4h, resolution: 2bd, calendar: office}\n"
    "calendars:\n"
    "  office: {timezone: UTC, hours: {mon-fri: ['09:00-17:00']}}\n"
    "  late: {timezone: UTC, hours: {mon-fri: ['14:00-22:00']}}\n"
    "teams:\n"
    "  night: {calendar: late}\n";

static const char rules[] = "- rule: down\n"
                            "  when: {subject: [is down]}\n"
                            "  category: outage\n"
                            "  priority: urgent\n"
                            "- rule: to-night\n"
                            "  when: {subject: [late shift]}\n"
                            "  team: night\n"
                            "- rule: charged\n"
                            "  when: {subject: [charged twice]}\n"
                            "  needs: [invoice-number, date, amount]\n"
                            "- rule: contract\n"
                            "  when: {tier: gold}\n"
                            "  priority: high\n";

static struct config *config;
static struct desk *desk;
static const gint64 monday_noon = 1795435200; /* 2026-11-23T12:00:00Z */

static struct mail *mail_about(const char *subject, const char *more)
{
  g_autofree char *text = g_strdup_printf("From: Jane <jane@customer.example>\nTo: support@acme.example\n"
                                          "Message-ID: <1@customer.example>\nSubject: %s\n%s\nHello.\n",
                                          subject, more);
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  return mail_from_bytes(bytes, NULL);
}

static struct decision *decide(const struct mail *mail)
{
  const struct circumstances circumstances = { .now = monday_noon };
  return desk_decide(desk, mail, &circumstances);
}

#define VOUCHED "Authentication-Results: mx.acme.example; dmarc=pass header.from=customer.example\n"
#define SILENT_ON "Authentication-Results: mx.acme.example; dkim=none\n"
#define FOREIGN "Authentication-Results: mx.evil.example; dmarc=pass header.from=customer.example\n"

static void mail_that_nobody_vouches_for_is_answered_barely(void)
{
  struct config_desk *settings = config->desks->pdata[0];
  static const struct {
    const char *authserv_id;
    enum config_unauthenticated unauthenticated;
    const char *header;
    gboolean bare;
    const char *note; /* that explains it; NULL */
  } cases[] = {
    { NULL, UNAUTHENTICATED_BARE, "", FALSE, NULL },
    { NULL, UNAUTHENTICATED_BARE, VOUCHED, FALSE, NULL },
    { "mx.acme.example", UNAUTHENTICATED_BARE, VOUCHED, FALSE, "authenticated: dmarc=pass" },
    { "mx.acme.example", UNAUTHENTICATED_BARE, SILENT_ON, TRUE,
      "not-vouched-for: dkim=none" },
    { "mx.acme.example", UNAUTHENTICATED_BARE, FOREIGN, TRUE,
      "not-vouched-for: no Authentication-Results of mx.acme.example" },
    { "mx.acme.example", UNAUTHENTICATED_BARE, "", TRUE,
      "not-vouched-for: no Authentication-Results of mx.acme.example" },
    { "mx.acme.example", UNAUTHENTICATED_ANSWER, "", FALSE,
      "not-vouched-for: no Authentication-Results of mx.acme.example" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    settings->authserv_id = g_strdup(cases[i].authserv_id);
    settings->unauthenticated = cases[i].unauthenticated;
    g_autofree char *header = g_strconcat("Date: Mon, 23 Nov 2026 11:59:00 +0000\n", cases[i].header, NULL);
    g_autoptr(Mail) mail = mail_about("Invoice", header);
    g_autoptr(Decision) decision = decide(mail);
    g_autoptr(ReplyFacts) facts = desk_facts(desk, mail, decision);
    const struct policy_evidence *note = decision->policy->evidence->len ? decision->policy->evidence->pdata[0] : NULL;
    g_autofree char *told = note ? g_strdup_printf("%s: %s", note->code, note->value) : NULL;
    g_assert_cmpint(decision->bare, ==, cases[i].bare);
    g_assert_cmpint(facts->bare, ==, cases[i].bare);
    g_assert_cmpstr(decision->verdict, ==, "send");
    g_assert_cmpstr(told, ==, cases[i].note);
    g_clear_pointer(&settings->authserv_id, g_free);
    settings->unauthenticated = UNAUTHENTICATED_BARE;
  }
}

/* W1: who wrote changes nothing, but for a contract, and that only where our server vouches for the sender. */
static void only_a_contract_makes_a_sender_matter(void)
{
  struct config_desk *settings = config->desks->pdata[0];
  static const struct {
    const char *authserv_id, *headers, *told; /* by explain; NULL: nothing */
    enum priority priority;
  } cases[] = {
    { NULL, "From: jane@elsewhere.example\n", NULL, PRIORITY_NORMAL },
    { NULL, "From: ceo@government.example\n", NULL, PRIORITY_NORMAL },
    { NULL, "From: Jane <jane@customer.example>\n", "tier         silver: by *@customer.example\n", PRIORITY_NORMAL },
    { NULL, "From: 김영희 <BOSS@Customer.example>\n", "tier         gold: by boss@customer.example\n", PRIORITY_HIGH },
    { NULL, "From: x@bigcorp.example\n", "tier         gold: by *@bigcorp.example\n", PRIORITY_HIGH },
    { NULL, "From: \"x@bigcorp.example\" <x@elsewhere.example>\n", NULL, PRIORITY_NORMAL },
    { NULL, "From: y@elsewhere.example\nReply-To: x@bigcorp.example\nSender: x@bigcorp.example\n", NULL, PRIORITY_NORMAL },
    { NULL, "From: x@bigcorp.example, y@elsewhere.example\n", NULL, PRIORITY_NORMAL },
    { NULL, "From: x@bigcorp.example.evil.example\n", NULL, PRIORITY_NORMAL },
    { "mx.acme.example", "From: boss@customer.example\n" VOUCHED, "tier         gold: by boss@customer.example\n", PRIORITY_HIGH },
    { "mx.acme.example", "From: boss@customer.example\n",
      "tier         none: nobody vouches for boss@customer.example, so gold does not count\n", PRIORITY_NORMAL },
    { "mx.acme.example", "From: boss@customer.example\n" FOREIGN,
      "tier         none: nobody vouches for boss@customer.example, so gold does not count\n", PRIORITY_NORMAL },
    { "mx.acme.example", "From: boss@customer.example\n"
                         "Authentication-Results: mx.acme.example; dmarc=fail header.from=customer.example\n",
      "tier         none: nobody vouches for boss@customer.example, so gold does not count\n", PRIORITY_NORMAL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    settings->authserv_id = g_strdup(cases[i].authserv_id);
    g_autofree char *text = g_strconcat(cases[i].headers, "To: support@acme.example\nSubject: Invoice\n\nHello.\n", NULL);
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autoptr(Mail) mail = mail_from_bytes(bytes, NULL);
    g_autoptr(Decision) decision = decide(mail);
    g_autofree char *told = verdict_explain(mail, decision, NULL, settings->timezone);
    g_assert_cmpint(decision->triage->priority, ==, cases[i].priority);
    if (cases[i].told)
      g_assert_nonnull(strstr(told, cases[i].told));
    else
      g_assert_null(strstr(told, "tier "));
    g_clear_pointer(&settings->authserv_id, g_free);
  }
}

static void forms_of_mail_are_told(void)
{
  static const struct {
    const char *headers, *told;
  } cases[] = {
    { "Content-Type: text/calendar; method=REQUEST\n", "note         a meeting request\n" },
    { "Content-Type: text/calendar; method=REPLY\n", "calendar-answer: Content-Type: method=REPLY" },
    { "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n", "note         encrypted; only what stands outside" },
    { "Content-Type: application/octet-stream; name=winmail.dat\n", "note         a file in Outlook's own format (TNEF)" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Mail) mail = mail_about("Invoice", cases[i].headers);
    g_autoptr(Decision) decision = decide(mail);
    g_autofree char *told = verdict_explain(mail, decision, NULL, ((struct config_desk *)config->desks->pdata[0])->timezone);
    g_assert_nonnull(strstr(told, cases[i].told));
  }
}

/* What lies in it nobody has read, and its file's name is the container's. */
static void of_encrypted_mail_nothing_is_kept_for_the_answer_but_its_subject(void)
{
  g_autoptr(Mail) mail = mail_about("Invoice", "Content-Type: multipart/encrypted; boundary=b\n\n--b\n"
                                               "Content-Type: application/octet-stream; name=encrypted.asc\n\nx\n--b--\n");
  g_autoptr(Decision) decision = decide(mail);
  g_autoptr(ReplyFacts) facts = desk_facts(desk, mail, decision);
  g_assert_true(facts->encrypted);
  g_assert_cmpuint(mail->attachments->len, ==, 1);
  g_assert_cmpuint(facts->attachments->len, ==, 0);
  g_assert_cmpuint(facts->ask->len + facts->links->len, ==, 0);
  g_assert_cmpstr(facts->subject, ==, "Invoice");
}

static void a_person_is_answered_with_a_deadline(void)
{
  g_autoptr(Mail) mail = mail_about("Invoice", "");
  g_autoptr(Decision) decision = decide(mail);
  g_assert_cmpstr(decision->verdict, ==, "send");
  g_assert_cmpstr(decision->kind, ==, "new");
  g_assert_null(decision->reason);
  g_assert_cmpstr(decision->policy->to, ==, "jane@customer.example");
  g_assert_true(decision->has_due);
  g_assert_cmpint(decision->first.due, ==, monday_noon + 4 * 3600);
  g_assert_true(decision->wants_ticket);
  g_assert_false(decision->out_of_hours);
}

static void urgent_counts_around_the_clock(void)
{
  g_autoptr(Mail) mail = mail_about("The shop is down", "");
  g_autoptr(Decision) decision = decide(mail);
  g_assert_cmpint(decision->triage->priority, ==, PRIORITY_URGENT);
  g_assert_cmpint(decision->first.due, ==, monday_noon + 3600);
}

static void a_team_counts_in_its_own_hours(void)
{
  g_autoptr(Mail) mail = mail_about("For the late shift", "");
  g_autoptr(Decision) decision = decide(mail);
  g_assert_true(decision->out_of_hours);
  g_assert_cmpint(decision->first.due, ==, monday_noon + 6 * 3600);
}

static void a_list_gets_a_ticket_and_a_deadline_but_no_answer(void)
{
  g_autoptr(Mail) mail = mail_about("Invoice", "List-Id: <x.example>\n");
  g_autoptr(Decision) decision = decide(mail);
  g_assert_cmpstr(decision->verdict, ==, "none");
  g_assert_cmpstr(decision->reason, ==, "list-id");
  g_assert_true(decision->has_due);
  g_assert_true(decision->wants_ticket);
}

static void a_report_has_neither_ticket_nor_deadline(void)
{
  g_autoptr(Mail) mail = mail_about("Undelivered",
                                    "MIME-Version: 1.0\n"
                                    "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
                                    "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n"
                                    "Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n\n--b--\n");
  g_autoptr(Decision) decision = decide(mail);
  g_assert_cmpstr(decision->verdict, ==, "none");
  g_assert_false(decision->has_due);
  g_assert_false(decision->wants_ticket);
}

static void arrival_is_the_topmost_received(void)
{
  g_autoptr(Mail) mail = mail_about("Invoice", "Received: by mx.acme.example; Mon, 23 Nov 2026 10:00:00 +0000\n");
  g_autoptr(Decision) decision = decide(mail);
  g_assert_cmpint(decision->first.due, ==, monday_noon + 2 * 3600);
}

static void a_follow_up_keeps_the_promise_already_made(void)
{
  g_autoptr(Mail) mail = mail_about("Invoice", "");
  g_autoptr(Decision) decision = decide(mail);
  const struct ledger_snapshot snapshot = { .ticket = 1042,
                                            .ticket_due_first = monday_noon + 600,
                                            .ticket_due_resolution = CLOCK_NONE };
  decision_apply(decision, &snapshot);
  g_assert_cmpstr(decision->kind, ==, "follow-up");
  g_assert_cmpuint(decision->ticket, ==, 1042);
  g_assert_cmpint(decision->first.due, ==, monday_noon + 600);
}

static void a_follow_up_after_the_promise_starts_a_new_clock(void)
{
  g_autoptr(Mail) mail = mail_about("Invoice", "");
  g_autoptr(Decision) decision = decide(mail);
  const struct ledger_snapshot snapshot = { .ticket = 1042,
                                            .ticket_due_first = monday_noon - 600,
                                            .ticket_due_resolution = monday_noon - 1 };
  decision_apply(decision, &snapshot);
  g_assert_cmpint(decision->first.due, ==, monday_noon + 4 * 3600);
}

static void a_brake_holds_only_what_would_have_been_sent(void)
{
  const struct ledger_snapshot snapshot = { .brake_sender = TRUE };
  g_autoptr(Mail) person = mail_about("Invoice", "");
  g_autoptr(Decision) held = decide(person);
  decision_apply(held, &snapshot);
  g_assert_cmpstr(held->verdict, ==, "held");
  g_assert_cmpstr(held->reason, ==, "brake-sender");
  g_autoptr(Mail) list = mail_about("Invoice", "List-Id: <x.example>\n");
  g_autoptr(Decision) refused = decide(list);
  decision_apply(refused, &snapshot);
  g_assert_cmpstr(refused->verdict, ==, "none");
  g_assert_cmpstr(refused->reason, ==, "list-id");
}

/* Five made-up senders are enough to open it; they must not cost those their answers who are real. */
static void an_open_breaker_holds_only_mail_that_nobody_vouches_for(void)
{
  struct config_desk *settings = config->desks->pdata[0];
  static const struct {
    const char *authserv_id, *header, *verdict;
  } rows[] = {
    { "mx.acme.example", VOUCHED, "send" },
    { "mx.acme.example", SILENT_ON, "held" },
    { NULL, VOUCHED, "held" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    settings->authserv_id = g_strdup(rows[i].authserv_id);
    const struct ledger_snapshot snapshot = { .breaker = TRUE };
    g_autoptr(Mail) mail = mail_about("Invoice", rows[i].header);
    g_autoptr(Decision) decision = decide(mail);
    decision_apply(decision, &snapshot);
    g_assert_cmpstr(decision->verdict, ==, rows[i].verdict);
    g_clear_pointer(&settings->authserv_id, g_free);
  }
}

/* In the order of precedence: a snapshot in which everything holds from the i-th on. */
static void the_ledgers_reasons_come_in_their_order_and_are_explained(void)
{
  static const struct {
    const char *verdict, *reason, *otherwise;
  } rows[] = {
    { "none", "undeliverable-recipient", "once bounce-block has passed" },
    { "none", "told-lately", "once follow-up has passed" },
    { "held", "breaker", "once less of what left" },
    { "held", "brake-sender", "once fewer acknowledgements" },
    { "held", "brake-ticket", "once fewer acknowledgements" },
    { "held", "brake-similar", "once fewer acknowledgements" },
    { "held", "brake-domain", "once fewer acknowledgements" },
    { "held", "brake-desk", "once fewer acknowledgements" },
  };
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc();
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    const struct ledger_snapshot snapshot = {
      .undeliverable = i <= 0, .told = i <= 1,         .breaker = i <= 2,      .brake_sender = i <= 3,
      .brake_ticket = i <= 4,  .brake_similar = i <= 5, .brake_domain = i <= 6, .brake_desk = i <= 7,
    };
    g_autoptr(Mail) mail = mail_about("Invoice", "");
    g_autoptr(Decision) decision = decide(mail);
    decision_apply(decision, &snapshot);
    g_assert_cmpstr(decision->verdict, ==, rows[i].verdict);
    g_assert_cmpstr(decision->reason, ==, rows[i].reason);
    g_assert_true(decision->wants_ticket);
    g_autofree char *text = verdict_explain(mail, decision, NULL, zone);
    g_assert_nonnull(strstr(text, rows[i].otherwise));
  }
}

static void only_what_a_person_wrote_reopens_a_ticket(void)
{
  static const struct {
    const char *headers;
    gboolean reopens;
  } rows[] = {
    { "", TRUE },
    { "Received: by mx.acme.example; Thu, 19 Nov 2026 12:00:00 +0000\n", TRUE },
    { "Auto-Submitted: auto-replied\n", FALSE },
    { "Auto-Submitted: auto-replied\nReceived: by mx.acme.example; Thu, 19 Nov 2026 12:00:00 +0000\n", FALSE },
    { "Return-Path: <>\n", FALSE },
    { "X-Autoreply: yes\n", FALSE },
    { "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n", FALSE },
  };
  const struct ledger_snapshot closed = { .ticket = 1042, .ticket_closed = TRUE };
  const struct ledger_snapshot open = { .ticket = 1042 };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_test_message("%s", rows[i].headers);
    g_autoptr(Mail) mail = mail_about("Invoice", rows[i].headers);
    g_autoptr(Decision) decision = decide(mail);
    decision_apply(decision, &closed);
    g_assert_cmpint(decision->reopens, ==, rows[i].reopens);
    g_autoptr(Decision) other = decide(mail);
    decision_apply(other, &open);
    g_assert_false(other->reopens);
  }
}

static void a_ticket_named_in_vain_is_a_note_that_decides_nothing(void)
{
  g_autoptr(Mail) mail = mail_about("About DESK-1042", "Date: Mon, 23 Nov 2026 11:59:00 +0000\n");
  g_autoptr(Decision) decision = decide(mail);
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc();
  g_autofree char *text = verdict_explain(mail, decision, NULL, zone);
  g_assert_cmpstr(decision->verdict, ==, "send");
  g_assert_nonnull(strstr(text, "note         mentions-ticket: Subject: DESK-1042"));
  const struct ledger_snapshot joined = { .ticket = 1042 };
  decision_apply(decision, &joined);
  g_assert_cmpuint(decision->policy->evidence->len, ==, 0);
}

static void explain_names_what_stood_in_the_way(void)
{
  g_autoptr(Mail) mail = mail_about("Invoice", "List-Id: <x.example>\n");
  g_autoptr(Decision) decision = decide(mail);
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc();
  g_autofree char *text = verdict_explain(mail, decision, NULL, zone);
  g_assert_nonnull(strstr(text, "list-id: List-Id: <x.example>"));
  g_assert_nonnull(strstr(text, "would be answered if List-Id were absent"));
}

static void details_that_are_given_and_lacking_are_told(void)
{
  g_autoptr(Mail) mail = mail_about("I was charged twice, $49.99, invoice 2026-00123, card 4111 1111 1111 1111", "");
  g_autoptr(Decision) decision = decide(mail);
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc();
  g_autofree char *text = verdict_explain(mail, decision, NULL, zone);
  const struct verdict_place place = { "x.eml", 0 };
  g_autofree char *json = json_line(verdict_json(mail, decision, &place));
  g_assert_nonnull(strstr(text, "gives        amount: '$49.99' in the subject\n"));
  g_assert_nonnull(strstr(text, "gives        invoice-number: '2026-00123' in the subject\n"));
  g_assert_nonnull(strstr(text, "lacks        date\n"));
  g_assert_nonnull(strstr(json, "{\"kind\":\"amount\",\"value\":\"$49.99\",\"where\":\"subject\"}"));
  g_assert_nonnull(strstr(json, "\"needs\":[\"date\"]"));
}

static void json_says_null_where_nothing_is_known(void)
{
  g_autoptr(Mail) mail = mail_about("", "");
  g_autoptr(Decision) decision = decide(mail);
  const struct verdict_place place = { "x.eml", 3 };
  g_autofree char *text = json_line(verdict_json(mail, decision, &place));
  static const char *const parts[] = { "\"schema\":1", "\"path\":\"x.eml\"", "\"index\":3", "\"date\":null",
                                       "\"subject\":\"\"", "\"reason\":null", "\"bounce\":null", "\"cc\":[]" };
  for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
    g_assert_nonnull(strstr(text, parts[i]));
}

static void json_is_valid_whatever_a_file_is_called(void)
{
  const struct verdict_place place = { "caf\xe9.eml", 0 };
  g_autoptr(Mail) mail = mail_about("", "");
  g_autoptr(Decision) decision = decide(mail);
  g_autofree char *text = json_line(verdict_json(mail, decision, &place));
  g_assert_true(g_utf8_validate(text, -1, NULL));
  g_autofree char *error = json_line(verdict_error_json(&place, "caf\xe9.eml: no such file"));
  g_assert_true(g_utf8_validate(error, -1, NULL));
}

/* What is too large to be read back could not be answered. */
static void facts_of_a_mail_with_a_thousand_long_names_can_be_read_back(void)
{
  g_autoptr(GString) text = g_string_new("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n");
  g_autofree char *name = g_strnfill(2000, 'n');
  for (int i = 0; i < 990; i++)
    g_string_append_printf(text, "--b\nContent-Type: image/png; name=%s\nContent-Disposition: attachment\n\nx\n", name);
  g_string_append(text, "--b--\n");
  g_autoptr(Mail) mail = mail_about("Pictures", text->str);
  g_autoptr(Decision) decision = decide(mail);
  g_autoptr(ReplyFacts) facts = desk_facts(desk, mail, decision);
  g_autofree char *json = reply_facts_to_json(facts);
  g_autoptr(GError) error = NULL;
  g_autoptr(ReplyFacts) again = reply_facts_from_json(json, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(again->attachments->len, ==, 990);
}

/* The signature is the customer's text too: it is used where From names nobody, and not where nobody vouches for the sender. */
static void who_signed_is_greeted_where_from_names_nobody(void)
{
  static const struct {
    const char *display, *signature, *name;
    gboolean bare;
  } cases[] = {
    { "Jane Doe", "Regards,\nAnna Schmidt", "Jane Doe", FALSE },
    { "Customer Support", "Regards,\nAnna Schmidt", "Anna Schmidt", FALSE },
    { NULL, "홍길동 드림", "홍길동 드림", FALSE },
    { "Customer Support", "The Support Team", "Customer Support", FALSE },
    { "Customer Support", NULL, "Customer Support", FALSE },
    { NULL, NULL, NULL, FALSE },
    { NULL, "Regards,\nAnna Schmidt", NULL, TRUE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Mail) mail = mail_about("Invoice", "");
    g_autoptr(Decision) decision = decide(mail);
    g_free(mail->signature);
    mail->signature = g_strdup(cases[i].signature);
    g_free(decision->policy->name);
    decision->policy->name = g_strdup(cases[i].display);
    decision->bare = cases[i].bare;
    g_autoptr(ReplyFacts) facts = desk_facts(desk, mail, decision);
    g_assert_cmpstr(facts->name, ==, cases[i].name);
  }
}

static void set_up(void)
{
  g_autoptr(Problems) problems = problems_new();
  g_autofree char *folder = g_dir_make_tmp("deskbell-XXXXXX", NULL);
  g_autofree char *file = g_build_filename(folder, "rules.yaml", NULL);
  g_autofree char *yaml = g_build_filename(folder, "deskbell.yaml", NULL);
  g_assert_true(g_file_set_contents(file, rules, -1, NULL));
  g_assert_true(g_file_set_contents(yaml, configuration, -1, NULL));
  config = config_load(yaml, problems);
  g_assert_nonnull(config);
  struct config_desk *settings = config->desks->pdata[0];
  g_free(settings->filters);
  settings->filters = g_strdup(folder);
  g_assert_cmpint(g_remove(yaml), ==, 0);
  desk = desk_new(config, settings, NULL, monday_noon, problems);
  g_autofree char *found = problems_text(problems);
  g_test_message("%s", found);
  g_assert_nonnull(desk);
  g_assert_cmpint(g_remove(file), ==, 0);
  g_assert_cmpint(g_rmdir(folder), ==, 0);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  use_shipped_data();
  set_up();
  g_test_add_func("/decide/tiers", only_a_contract_makes_a_sender_matter);
  g_test_add_func("/decide/forms", forms_of_mail_are_told);
  g_test_add_func("/decide/encrypted", of_encrypted_mail_nothing_is_kept_for_the_answer_but_its_subject);
  g_test_add_func("/decide/bare", mail_that_nobody_vouches_for_is_answered_barely);
  g_test_add_func("/decide/person", a_person_is_answered_with_a_deadline);
  g_test_add_func("/decide/urgent", urgent_counts_around_the_clock);
  g_test_add_func("/decide/team-hours", a_team_counts_in_its_own_hours);
  g_test_add_func("/decide/list", a_list_gets_a_ticket_and_a_deadline_but_no_answer);
  g_test_add_func("/decide/report", a_report_has_neither_ticket_nor_deadline);
  g_test_add_func("/decide/arrival", arrival_is_the_topmost_received);
  g_test_add_func("/decide/follow-up-promise", a_follow_up_keeps_the_promise_already_made);
  g_test_add_func("/decide/follow-up-late", a_follow_up_after_the_promise_starts_a_new_clock);
  g_test_add_func("/decide/breaker", an_open_breaker_holds_only_mail_that_nobody_vouches_for);
  g_test_add_func("/decide/brake", a_brake_holds_only_what_would_have_been_sent);
  g_test_add_func("/decide/details", details_that_are_given_and_lacking_are_told);
  g_test_add_func("/decide/ledger-reasons", the_ledgers_reasons_come_in_their_order_and_are_explained);
  g_test_add_func("/decide/reopens", only_what_a_person_wrote_reopens_a_ticket);
  g_test_add_func("/decide/mentions", a_ticket_named_in_vain_is_a_note_that_decides_nothing);
  g_test_add_func("/decide/explain", explain_names_what_stood_in_the_way);
  g_test_add_func("/decide/json", json_says_null_where_nothing_is_known);
  g_test_add_func("/decide/json-bytes", json_is_valid_whatever_a_file_is_called);
  g_test_add_func("/decide/facts", facts_of_a_mail_with_a_thousand_long_names_can_be_read_back);
  g_test_add_func("/decide/signed", who_signed_is_greeted_where_from_names_nobody);
  int status = g_test_run();
  desk_free(desk);
  config_free(config);
  return status;
}
