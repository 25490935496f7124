/* Follow-ups and bounces on a real ledger: whose ticket a mail joins, what that does to the ticket, and who gets a text. */
#include "base/clock.h"
#include "base/problems.h"
#include "desk/claim.h"
#include "ledger/identity.h"
#include "ledger/ledger.h"
#include "ledger/outbox.h"
#include "ledger/peek.h"
#include "ledger/tickets.h"
#include "mail/mail.h"
#include "../shipped.h"

#include <glib/gstdio.h>
#include <string.h>

#define JANE "jane@customer.example"
#define EVE "eve@elsewhere.example"

enum { HOUR = 3600, DAY = 24 * HOUR };
static const gint64 monday = 1795435200; /* 2026-11-23T12:00:00Z */

static char *folder;
static struct config *config;
static struct config_desk *settings;
static struct identity *identity;
static struct ledger *ledger;
static struct desk *desk;
static guint made; /* mails */

static void set_up(void)
{
  g_autoptr(GError) error = NULL;
  folder = g_dir_make_tmp("follow-up-XXXXXX", &error);
  g_assert_no_error(error);
  g_autofree char *filters = g_build_filename(folder, "filters", NULL);
  g_assert_cmpint(g_mkdir(filters, 0700), ==, 0);
  g_autofree char *text = g_strdup_printf(
      "desk: {addresses: [support@acme.example], timezone: UTC, tag: ACME, max-age: 2d, key-file: %s/key, reply: on,\n"
      "  ledger: 'sqlite:%s/ledger.db', filters: %s}\n",
      folder, folder, filters);
  g_autofree char *file = g_build_filename(folder, "deskbell.conf", NULL);
  g_assert_true(g_file_set_contents(file, text, -1, NULL));
  g_autoptr(Problems) problems = problems_new();
  config = config_load(file, problems);
  g_assert_nonnull(config);
  settings = config->desks->pdata[0];
  settings->brake_sender = (struct config_brake){ 0 };
  settings->bounce_block = 60 * DAY;
  settings->follow_up = 0;
  settings->closed_opens_new = FALSE;
  settings->reopen_within = 30 * DAY;
  settings->breaker = (struct config_breaker){ 0 };
  identity = identity_open(settings->key_file, &error);
  ledger = ledger_open(settings->ledger, TRUE, FALSE, &error);
  g_assert_no_error(error);
  desk = desk_new(config, settings, identity, monday, problems);
  g_autofree char *found = problems_text(problems);
  g_test_message("%s", found);
  g_assert_nonnull(desk);
}

static void tear_down(void)
{
  desk_free(desk);
  ledger_close(ledger);
  identity_free(identity);
  config_free(config);
  g_autofree char *filters = g_build_filename(folder, "filters", NULL);
  g_rmdir(filters);
  g_autoptr(GDir) files = g_dir_open(folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name(files));) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_unlink(path);
  }
  g_rmdir(folder);
  g_free(folder);
}

static void on_a_ledger(gconstpointer test)
{
  set_up();
  ((void (*)(void))test)();
  tear_down();
}

struct outcome {
  guint64 ticket;
  char verdict[16], reason[40];
};

/* A mail with these headers (and, behind an empty line, text) at `now`. */
static struct outcome claim_bytes(const char *text, gint64 now)
{
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  g_autoptr(Mail) mail = mail_from_bytes(bytes, NULL);
  const struct circumstances circumstances = { .now = now };
  const struct claim_place place = { 0 };
  struct ledger_claimed claimed = { 0 };
  g_autoptr(GError) error = NULL;
  struct ledger_snapshot snapshot;
  struct ledger_details details;
  g_autoptr(Prepared) told = desk_prepare(desk, mail, &circumstances);
  g_assert_true(prepared_peek(told, ledger, &snapshot, &details, &error)); /* what `explain` says */
  g_assert_true(desk_claim(desk, ledger, mail, &circumstances, &place, &claimed, &error));
  g_assert_no_error(error);
  g_assert_false(claimed.known);
  g_assert_cmpstr(told->decision->verdict, ==, claimed.verdict);
  g_assert_cmpstr(told->decision->reason, ==, claimed.reason);
  g_assert_true(!snapshot.ticket || snapshot.ticket == claimed.ticket);
  ledger_details_clear(&details);
  struct outcome outcome = { .ticket = claimed.ticket };
  g_strlcpy(outcome.verdict, claimed.verdict, sizeof outcome.verdict);
  g_strlcpy(outcome.reason, claimed.reason ? claimed.reason : "", sizeof outcome.reason);
  ledger_claimed_clear(&claimed);
  return outcome;
}

static struct outcome claim(const char *from, const char *headers, gint64 now)
{
  const char *to = g_str_has_prefix(headers, "To: ") ? "" : "To: support@acme.example\n";
  g_autofree char *text = g_strdup_printf("From: %s\n%sMessage-ID: <mail-%u@%s>\n%s\n\nHello there.\n", from, to, ++made,
                                          strchr(from, '@') + 1, headers);
  return claim_bytes(text, now);
}

/* All that waits leaves. */
static void send_all(gint64 now)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_static("x", 1);
  for (;;) {
    struct outbox_row *leased = NULL;
    g_assert_true(outbox_lease(ledger, now, &leased, &error));
    g_autoptr(OutboxRow) row = leased;
    if (!row)
      return;
    g_autofree char *id = g_strdup_printf("<deskbell.%" G_GUINT64_FORMAT ".n%" G_GUINT64_FORMAT ".X@acme.example>",
                                          row->ticket, row->id);
    g_assert_true(outbox_commit(ledger, row->id, id, bytes, now, &error));
    g_assert_true(outbox_settle(ledger, row->id, OUTCOME_SENT, NULL, CLOCK_NONE, now, &error));
  }
}

static guint64 jane_has_a_ticket(void)
{
  struct outcome first = claim(JANE, "Subject: Invoice", monday);
  g_assert_cmpstr(first.verdict, ==, "send");
  g_assert_cmpuint(first.ticket, >, 1000);
  send_all(monday);
  return first.ticket;
}

static char *token_for(guint64 ticket, const char *address, unsigned length)
{
  return identity_token(identity, ticket, address, length);
}

static char *state_of(guint64 ticket)
{
  g_autoptr(Ticket) found = tickets_get(ledger, ticket, NULL);
  g_assert_nonnull(found);
  return g_strdup(found->state);
}

#define assert_state(ticket, expected) \
  do { \
    g_autofree char *state_ = state_of(ticket); \
    g_assert_cmpstr(state_, ==, expected); \
  } while (0)

static void close_ticket(guint64 ticket, gint64 now)
{
  g_assert_true(tickets_set_open(ledger, ticket, FALSE, now, NULL, NULL));
}

static guint events_of(guint64 ticket, const char *what, const char *detail)
{
  g_autoptr(GPtrArray) events = tickets_events(ledger, ticket, NULL);
  guint n = 0;
  for (guint i = 0; i < events->len; i++) {
    const struct ticket_event *event = events->pdata[i];
    n += !strcmp(event->what, what) && (!detail || (event->detail && strstr(event->detail, detail)));
  }
  return n;
}

/* Every way of naming a ticket in headers: %T the ticket, %L a long token and %S a short one for the owner. */
static const char *const carriers[] = {
  "In-Reply-To: <deskbell.%T.n1.%L@acme.example>",
  "References: <x@y.example> <deskbell.%T.%L@acme.example> <z@y.example>",
  "Delivered-To: support+%T-%L@acme.example",
  "Cc: support+%T-%L@acme.example",
  "To: support@acme.example, support+%T-%L@acme.example",
  "Subject: Re: Invoice [ACME-%T-%S]",
  "Subject: Question\n\n> your ticket [ACME-%T-%S]",
  "In-Reply-To: <%M>",
  "References: <%M> <other@y.example>",
};

static char *carried(const char *format, guint64 ticket, const char *owner, const char *message_id)
{
  g_autofree char *longer = token_for(ticket, owner, IDENTITY_TOKEN_LENGTH);
  g_autofree char *shorter = token_for(ticket, owner, IDENTITY_TAG_LENGTH);
  GString *text = g_string_new(format);
  g_autofree char *number = g_strdup_printf("%" G_GUINT64_FORMAT, ticket);
  g_string_replace(text, "%T", number, 0);
  g_string_replace(text, "%L", longer, 0);
  g_string_replace(text, "%S", shorter, 0);
  g_string_replace(text, "%M", message_id, 0);
  return g_string_free(text, FALSE);
}

static void the_owner_joins_by_every_carrier_and_a_stranger_by_none(void)
{
  guint64 ticket = jane_has_a_ticket();
  g_autofree char *id = g_strdup_printf("mail-%u@customer.example", made);
  for (gsize i = 0; i < G_N_ELEMENTS(carriers); i++) {
    g_autofree char *headers = carried(carriers[i], ticket, JANE, id);
    g_autofree char *others = carried(carriers[i], ticket, "somebody@else.example", "mail-0@customer.example");
    g_test_message("%s", carriers[i]);
    g_assert_cmpuint(claim(JANE, headers, monday + HOUR).ticket, ==, ticket);
    g_assert_cmpuint(claim(EVE, headers, monday + HOUR).ticket, >, ticket);
    g_assert_cmpuint(claim(JANE, others, monday + HOUR).ticket, >, ticket);
  }
}

static void the_owner_at_a_second_address_opens_a_ticket_with_a_note(void)
{
  guint64 ticket = jane_has_a_ticket();
  g_autofree char *headers = carried(carriers[0], ticket, JANE, "");
  struct outcome second = claim("jane@home.example", headers, monday + HOUR);
  g_assert_cmpuint(second.ticket, ==, ticket + 1);
  g_assert_cmpstr(second.verdict, ==, "send");
  g_autofree char *value = g_strdup_printf("\"value\":\"ACME-%" G_GUINT64_FORMAT "\"", ticket);
  g_assert_cmpuint(events_of(second.ticket, "contact.claimed", "mentions-ticket"), ==, 1);
  g_assert_cmpuint(events_of(second.ticket, "contact.claimed", value), ==, 1);
  g_assert_cmpuint(events_of(ticket, "contact.claimed", NULL), ==, 1);
}

/* What the text names is then no news. */
static void a_mail_that_joins_by_its_thread_has_no_note(void)
{
  guint64 ticket = jane_has_a_ticket();
  g_autofree char *headers = g_strdup_printf("Subject: ACME-%" G_GUINT64_FORMAT "\nIn-Reply-To: <mail-%u@customer.example>",
                                             ticket, made);
  g_assert_cmpuint(claim(JANE, headers, monday + HOUR).ticket, ==, ticket);
  g_assert_cmpuint(events_of(ticket, "contact.claimed", "mentions-ticket"), ==, 0);
}

/* A Message-ID is known to everybody who ever got a copy, and From is then all that the ticket is guarded by. */
static void a_forged_sender_with_a_known_message_id_joins_nothing(void)
{
  static const char *const results[] = { "fail", "pass" };
  for (gsize i = 0; i < G_N_ELEMENTS(results); i++) {
    guint64 ticket = jane_has_a_ticket();
    settings->authserv_id = g_strdup("mx.acme.example");
    g_autofree char *headers = g_strdup_printf("In-Reply-To: <mail-%u@customer.example>\n"
                                               "Authentication-Results: mx.acme.example; dmarc=%s", made, results[i]);
    close_ticket(ticket, monday + HOUR);
    g_assert_cmpuint(claim(JANE, headers, monday + 2 * HOUR).ticket, ==, i == 0 ? ticket + 1 : ticket);
    assert_state(ticket, i == 0 ? "closed" : "open");
    g_clear_pointer(&settings->authserv_id, g_free);
  }
}

static void forged_mail_leaves_the_real_sender_her_answer(void)
{
  settings->brake_sender = (struct config_brake){ 2, DAY };
  settings->authserv_id = g_strdup("mx.acme.example");
  for (int i = 0; i < 3; i++)
    g_assert_cmpstr(claim(JANE, "Subject: x", monday).verdict, ==, i < 2 ? "send" : "held");
  for (int i = 0; i < 3; i++)
    g_assert_cmpstr(claim(JANE, "Authentication-Results: mx.acme.example; dmarc=pass", monday).verdict, ==,
                    i < 2 ? "send" : "held");
  g_clear_pointer(&settings->authserv_id, g_free);
}

static void a_mail_of_its_owner_opens_a_closed_ticket_again(void)
{
  guint64 ticket = jane_has_a_ticket();
  g_autofree char *headers = carried(carriers[0], ticket, JANE, "");
  close_ticket(ticket, monday + HOUR);
  assert_state(ticket, "closed");
  g_assert_cmpuint(claim(JANE, headers, monday + 2 * HOUR).ticket, ==, ticket);
  assert_state(ticket, "open");
}

static void by_setting_or_after_long_a_new_one_opens(void)
{
  guint64 ticket = jane_has_a_ticket();
  g_autofree char *headers = carried(carriers[0], ticket, JANE, "");
  close_ticket(ticket, monday + HOUR);
  struct outcome late = claim(JANE, headers, monday + 40 * DAY);
  g_assert_cmpuint(late.ticket, ==, ticket + 1);
  assert_state(ticket, "closed");
  settings->closed_opens_new = TRUE;
  g_assert_cmpuint(claim(JANE, headers, monday + 2 * HOUR).ticket, ==, ticket + 2);
  assert_state(ticket, "closed");
}

/* Whatever the settings: it is kept with the ticket, silently. */
static void an_automatic_answer_never_changes_a_ticket(void)
{
  guint64 ticket = jane_has_a_ticket();
  g_autofree char *reply = carried(carriers[0], ticket, JANE, "");
  g_autofree char *away = g_strdup_printf("Subject: Out of office\nAuto-Submitted: auto-replied\n%s", reply);
  close_ticket(ticket, monday + HOUR);
  for (int new = 0; new < 2; new++) {
    settings->closed_opens_new = new;
    for (int days = 0; days < 100; days += 50) {
      struct outcome outcome = claim(JANE, away, monday + 2 * HOUR + days * DAY);
      g_assert_cmpuint(outcome.ticket, ==, ticket);
      g_assert_cmpstr(outcome.verdict, ==, "none");
      assert_state(ticket, "closed");
    }
  }
  g_assert_cmpuint(events_of(ticket, "contact.claimed", NULL), ==, 5);
}

/* Refused for what it is, but written by a person. */
static void a_mail_that_gets_no_answer_still_opens_it_again(void)
{
  guint64 ticket = jane_has_a_ticket();
  g_autofree char *reply = carried(carriers[0], ticket, JANE, "");
  g_autofree char *headers = g_strdup_printf("%s\nReceived: by mx.acme.example; Mon, 23 Nov 2026 12:30:00 +0000", reply);
  close_ticket(ticket, monday + HOUR);
  struct outcome outcome = claim(JANE, headers, monday + 5 * DAY);
  g_assert_cmpstr(outcome.reason, ==, "too-old");
  g_assert_cmpuint(outcome.ticket, ==, ticket);
  assert_state(ticket, "open");
}

static void the_follow_up_text_comes_once_in_its_period(void)
{
  settings->follow_up = DAY;
  guint64 ticket = jane_has_a_ticket();
  g_autofree char *reply = carried(carriers[0], ticket, JANE, "");
  struct outcome first = claim(JANE, reply, monday + HOUR);
  struct outcome second = claim(JANE, reply, monday + 2 * HOUR);
  struct outcome later = claim(JANE, reply, monday + 26 * HOUR);
  g_assert_cmpstr(first.verdict, ==, "send");
  g_assert_cmpstr(second.verdict, ==, "none");
  g_assert_cmpstr(second.reason, ==, "told-lately");
  g_assert_cmpuint(second.ticket, ==, ticket);
  g_assert_cmpstr(later.verdict, ==, "send");
}

/* A standard bounce (RFC 3464) to `to` about a mail with this Message-ID and To. */
static char *bounce(const char *to, const char *failed, const char *status, const char *original_id, const char *original_to)
{
  return g_strdup_printf("Return-Path: <>\nFrom: MAILER-DAEMON@mx.example (Mail Delivery System)\nTo: %s\n"
                         "Subject: Undelivered Mail Returned to Sender\nMessage-ID: <bounce-%u@mx.example>\n"
                         "MIME-Version: 1.0\n"
                         "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
                         "--b\n\nI am sorry.\n--b\nContent-Type: message/delivery-status\n\n"
                         "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; %s\nAction: %s\nStatus: %s\n"
                         "Diagnostic-Code: smtp; 550 5.1.1 no such user\n\n"
                         "--b\nContent-Type: message/rfc822\n\nFrom: support@acme.example\nTo: %s\nMessage-ID: %s\n"
                         "Subject: Re: Invoice\n\nHello\n--b--\n",
                         to, ++made, failed, *status == '4' ? "delayed" : "failed", status, original_to, original_id);
}

static char *signed_address(guint64 ticket, const char *recipient)
{
  g_autofree char *token = token_for(ticket, recipient, IDENTITY_TOKEN_LENGTH);
  return g_strdup_printf("support+%" G_GUINT64_FORMAT "-%s@acme.example", ticket, token);
}

static char *signed_id(guint64 ticket, const char *recipient)
{
  g_autofree char *token = token_for(ticket, recipient, IDENTITY_TOKEN_LENGTH);
  return g_strdup_printf("<deskbell.%" G_GUINT64_FORMAT ".n.%s@acme.example>", ticket, token);
}

static gboolean is_blocked(gint64 now)
{
  struct outcome next = claim(JANE, "Subject: Another question", now);
  if (!strcmp(next.verdict, "send"))
    return FALSE;
  g_assert_cmpstr(next.verdict, ==, "none");
  g_assert_cmpstr(next.reason, ==, "undeliverable-recipient");
  g_assert_cmpuint(next.ticket, >, 0);
  return TRUE;
}

static void a_bounce_lands_on_its_ticket_by_each_carrier(void)
{
  for (int i = 0; i < 3; i++) {
    if (i) {
      tear_down();
      set_up();
    }
    guint64 ticket = jane_has_a_ticket();
    g_autofree char *address = signed_address(ticket, JANE);
    g_autofree char *id = signed_id(ticket, JANE);
    g_autofree char *delivered = bounce("support@acme.example", JANE, "5.1.1", "<unknown@x>", JANE);
    g_autofree char *to_it = bounce(address, "Jane@Customer.Example", "5.1.1", "<unknown@x>", JANE);
    g_autofree char *for_it = g_strdup_printf("Delivered-To: %s\n%s", address, delivered);
    g_autofree char *about_it = bounce("support@acme.example", JANE, "5.1.1", id, JANE);
    const char *const mails[] = { to_it, for_it, about_it };
    close_ticket(ticket, monday + 1);
    struct outcome outcome = claim_bytes(mails[i], monday + HOUR);
    g_assert_cmpuint(outcome.ticket, ==, ticket);
    g_assert_cmpstr(outcome.verdict, ==, "none");
    g_assert_cmpuint(events_of(ticket, "bounce.hard", "5.1.1"), ==, 1);
    assert_state(ticket, "closed");
    g_assert_true(is_blocked(monday + 2 * HOUR));
    g_assert_false(is_blocked(monday + 61 * DAY));
  }
}

static void a_bounce_that_passes_blocks_nobody(void)
{
  guint64 ticket = jane_has_a_ticket();
  g_autofree char *address = signed_address(ticket, JANE);
  g_autofree char *late = bounce(address, JANE, "4.4.1", "<unknown@x>", JANE);
  g_autofree char *full = bounce(address, JANE, "5.2.2", "<unknown@x>", JANE);
  g_assert_cmpuint(claim_bytes(late, monday + HOUR).ticket, ==, ticket);
  g_assert_cmpuint(claim_bytes(full, monday + HOUR).ticket, ==, ticket);
  g_assert_cmpuint(events_of(ticket, "bounce.soft", NULL), ==, 2);
  g_assert_false(is_blocked(monday + 2 * HOUR));
}

/* Her mailbox may well work, though the copy that goes on to another does not. */
static void a_forwarding_that_fails_is_told_but_blocks_nobody(void)
{
  guint64 ticket = jane_has_a_ticket();
  g_autofree char *address = signed_address(ticket, JANE);
  g_autofree char *mail = bounce(address, "jane@old-job.example", "5.1.1", "<unknown@x>", JANE);
  g_assert_cmpuint(claim_bytes(mail, monday + HOUR).ticket, ==, ticket);
  g_assert_cmpuint(events_of(ticket, "bounce.soft", JANE), ==, 1);
  g_assert_false(is_blocked(monday + 2 * HOUR));
}

static void a_forged_bounce_changes_nothing(void)
{
  guint64 ticket = jane_has_a_ticket();
  struct outcome eve = claim(EVE, "Subject: Hello", monday);
  send_all(monday);
  g_autofree char *eves = signed_address(eve.ticket, EVE);
  g_autofree char *eves_id = signed_id(eve.ticket, EVE);
  g_autofree char *mixed = g_strdup_printf("support+%" G_GUINT64_FORMAT "%s", ticket, strchr(eves, '-'));
  g_autofree char *altered = signed_address(ticket, JANE);
  char *character = strchr(altered, '-') + 3;
  *character = *character == '2' ? '3' : '2';
  g_autofree char *alone = g_strdup_printf("support+%" G_GUINT64_FORMAT "@acme.example", ticket);
  const struct {
    const char *to, *id;
  } rows[] = {
    { eves, "<unknown@x>" },  { "support@acme.example", eves_id }, { mixed, "<unknown@x>" },
    { altered, "<unknown@x>" }, { alone, "<unknown@x>" },          { "support@acme.example", "<unknown@x>" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *mail = bounce(rows[i].to, JANE, "5.1.1", rows[i].id, JANE);
    g_test_message("%s %s", rows[i].to, rows[i].id);
    struct outcome outcome = claim_bytes(mail, monday + HOUR);
    g_assert_cmpuint(outcome.ticket, ==, 0);
    g_assert_cmpuint(events_of(ticket, "bounce.hard", NULL) + events_of(ticket, "bounce.soft", NULL), ==, 0);
  }
  g_assert_false(is_blocked(monday + 2 * HOUR));
}

#define TEST(name, function) g_test_add_data_func("/follow-up/" name, (gconstpointer)(function), on_a_ledger)

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  use_shipped_data();
  TEST("carriers", the_owner_joins_by_every_carrier_and_a_stranger_by_none);
  TEST("second-address", the_owner_at_a_second_address_opens_a_ticket_with_a_note);
  TEST("no-note", a_mail_that_joins_by_its_thread_has_no_note);
  TEST("forged-sender", a_forged_sender_with_a_known_message_id_joins_nothing);
  TEST("forged-brake", forged_mail_leaves_the_real_sender_her_answer);
  TEST("reopen", a_mail_of_its_owner_opens_a_closed_ticket_again);
  TEST("new", by_setting_or_after_long_a_new_one_opens);
  TEST("automatic", an_automatic_answer_never_changes_a_ticket);
  TEST("unanswered", a_mail_that_gets_no_answer_still_opens_it_again);
  TEST("told", the_follow_up_text_comes_once_in_its_period);
  TEST("bounce", a_bounce_lands_on_its_ticket_by_each_carrier);
  TEST("bounce-soft", a_bounce_that_passes_blocks_nobody);
  TEST("bounce-forwarding", a_forwarding_that_fails_is_told_but_blocks_nobody);
  TEST("bounce-forged", a_forged_bounce_changes_nothing);
  return g_test_run();
}
