/* What is told without a claim is what the next claim decides, and the telling leaves the ledger as it is. */
#include "base/clock.h"
#include "base/json.h"
#include "base/problems.h"
#include "desk/claim.h"
#include "desk/peek.h"
#include "desk/verdict.h"
#include "ledger/identity.h"
#include "ledger/ledger.h"
#include "ledger/outbox.h"
#include "ledger/tickets.h"
#include "mail/mail.h"
#include "../shipped.h"

#include <glib/gstdio.h>
#include <string.h>

#define JANE "jane@customer.example"

enum { MINUTE = 60, HOUR = 3600, DAY = 24 * HOUR, MAILS = 200 };
static const gint64 monday = 1795435200; /* 2026-11-23T12:00:00Z */

static char *folder;
static struct config *config;
static struct config_desk *settings;
static struct identity *identity;
static struct ledger *ledger, *reader;
static struct desk *desk;

static void set_up(void)
{
  g_autoptr(GError) error = NULL;
  folder = g_dir_make_tmp("peek-XXXXXX", &error);
  g_assert_no_error(error);
  g_autofree char *text = g_strdup_printf(
      "desk: {addresses: [support@acme.example], timezone: UTC, tag: ACME, key-file: %s/key, reply: on,\n"
      "  ledger: 'sqlite:%s/ledger.db'}\n",
      folder, folder);
  g_autofree char *file = g_build_filename(folder, "deskbell.conf", NULL);
  g_assert_true(g_file_set_contents(file, text, -1, NULL));
  g_autoptr(Problems) problems = problems_new();
  config = config_load(file, problems);
  g_assert_nonnull(config);
  settings = config->desks->pdata[0];
  settings->brake_sender = (struct config_brake){ 3, HOUR };
  settings->brake_domain = (struct config_brake){ 4, HOUR };
  settings->brake_ticket = (struct config_brake){ 2, DAY };
  settings->brake_desk = (struct config_brake){ 12, HOUR };
  settings->brake_similar = (struct config_brake){ 2, 2 * HOUR };
  settings->follow_up = 2 * HOUR;
  settings->bounce_block = 5 * HOUR;
  settings->breaker = (struct config_breaker){ 10, 12 * HOUR };
  identity = identity_open(settings->key_file, &error);
  ledger = ledger_open(settings->ledger, TRUE, FALSE, &error);
  g_assert_no_error(error);
  reader = ledger_open(settings->ledger, FALSE, TRUE, &error);
  g_assert_no_error(error);
  desk = desk_new(config, settings, identity, monday, problems);
  g_assert_nonnull(desk);
}

static void tear_down(void)
{
  desk_free(desk);
  ledger_close(reader);
  ledger_close(ledger);
  identity_free(identity);
  config_free(config);
  g_autoptr(GDir) files = g_dir_open(folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name(files));) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_unlink(path);
  }
  g_rmdir(folder);
  g_free(folder);
}

static struct mail *mail_of(const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  return mail_from_bytes(bytes, NULL);
}

static struct mail *jane_writes(const char *id, const char *headers)
{
  g_autofree char *text = g_strdup_printf("From: " JANE "\nTo: support@acme.example\nMessage-ID: <%s>\nDate: Mon, 23 Nov 2026"
                                          " 12:00:00 +0000\nSubject: Invoice\n%s\nWhere is my invoice?\n", id, headers);
  return mail_of(text);
}

/* Everything that the ledger's file has, its log with it. */
static char *fingerprint_of_the_ledger(void)
{
  g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_MD5);
  static const char *const suffixes[] = { "", "-wal" };
  for (gsize i = 0; i < G_N_ELEMENTS(suffixes); i++) {
    g_autofree char *path = g_strdup_printf("%s%s", ledger_file(ledger), suffixes[i]), *data = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(path, &data, &length, NULL));
    g_checksum_update(sum, (const guchar *)data, (gssize)length);
  }
  return g_strdup(g_checksum_get_string(sum));
}

static struct prepared *peek(const struct mail *mail, gint64 now, struct peeked *ret)
{
  const struct circumstances circumstances = { .now = now };
  struct prepared *prepared = desk_prepare(desk, mail, &circumstances);
  g_autofree char *before = fingerprint_of_the_ledger();
  desk_peek(prepared, reader, ret);
  g_autofree char *after = fingerprint_of_the_ledger();
  g_assert_cmpstr(before, ==, after);
  g_assert_cmpstr(ret->problem, ==, NULL);
  return prepared;
}

/* Told first, then decided; counts by reason. */
static guint64 agree(const struct mail *mail, gint64 now, GHashTable *reasons)
{
  struct peeked peeked;
  g_autoptr(Prepared) told = peek(mail, now, &peeked);
  g_assert_false(peeked.details.claim.known);

  const struct circumstances circumstances = { .now = now };
  const struct claim_place place = { 0 };
  struct ledger_claimed claimed = { 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(Prepared) live = desk_prepare(desk, mail, &circumstances);
  g_assert_true(prepared_claim(live, ledger, &place, &claimed, &error));
  g_assert_no_error(error);
  g_assert_cmpstr(told->decision->verdict, ==, claimed.verdict);
  g_assert_cmpstr(told->decision->reason, ==, claimed.reason);
  g_assert_cmpstr(told->decision->kind, ==, live->decision->kind);
  g_assert_cmpint(told->decision->reopens, ==, live->decision->reopens);
  g_assert_cmpuint(peeked.snapshot.ticket, ==, live->decision->ticket);
  if (told->decision->has_due)
    g_assert_cmpint(told->decision->first.due, ==, claimed.due_first);
  const char *reason = claimed.reason ? claimed.reason : claimed.verdict;
  guint count = GPOINTER_TO_UINT(g_hash_table_lookup(reasons, reason)) + 1;
  g_hash_table_insert(reasons, g_strdup(reason), GUINT_TO_POINTER(count));
  guint64 ticket = claimed.ticket;
  peeked_clear(&peeked);
  ledger_claimed_clear(&claimed);
  return ticket;
}

/* What waits leaves; the breaker may be open. */
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
    g_autofree char *id = g_strdup_printf("<n%" G_GUINT64_FORMAT "@acme.example>", row->id);
    g_assert_true(outbox_commit(ledger, row->id, id, bytes, now, &error));
    g_assert_true(outbox_settle(ledger, row->id, OUTCOME_SENT, NULL, CLOCK_NONE, now, &error));
  }
}

static char *bounce(guint i, guint64 ticket, const char *address)
{
  g_autofree char *token = identity_token(identity, ticket, address, IDENTITY_TOKEN_LENGTH);
  return g_strdup_printf("Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nTo: support+%" G_GUINT64_FORMAT "-%s@acme.example\n"
                         "Subject: Undelivered Mail Returned to Sender\nMessage-ID: <bounce-%u@mx.example>\n"
                         "MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
                         "--b\n\nI am sorry.\n--b\nContent-Type: message/delivery-status\n\n"
                         "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; %s\nAction: failed\nStatus: 5.1.1\n"
                         "Diagnostic-Code: smtp; 550 no such user\n\n--b--\n",
                         ticket, token, i, address);
}

/* People who write about everything, answer, are closed and come back; some of what they write is alike. */
static void what_is_told_is_what_is_decided(void)
{
  static const char *const people[] = { JANE, "joe@customer.example", "ann@home.example", "kim@work.example" };
  static const char *const texts[] = {
    "Where is the invoice of my order from last week? I cannot find it anywhere in the portal.",
    "The printer on the second floor makes a strange noise and prints everything in green since Monday.",
    "Could you please tell me how to change the language of the application for all our employees?",
    "Our shop does not answer any more and the customers are calling us, please help as soon as possible.",
  };
  set_up();
  g_autoptr(GHashTable) reasons = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GRand) dice = g_rand_new_with_seed(4);
  guint64 last[G_N_ELEMENTS(people)] = { 0 };
  gint64 now = monday;
  for (guint i = 0; i < MAILS; i++) {
    guint who = (guint)g_rand_int_range(dice, 0, G_N_ELEMENTS(people)), luck = (guint)g_rand_int_range(dice, 0, 100);
    now += g_rand_int_range(dice, 0, luck < 3 ? 6 * HOUR : 12 * MINUTE);
    if (luck % 3)
      send_all(now);
    if (luck < 6 && last[who])
      g_assert_true(tickets_set_open(ledger, last[who], FALSE, now, NULL, NULL));
    settings->closed_opens_new = luck % 2;
    settings->brake_similar.count = luck % 3 ? 0 : 2;
    g_autofree char *token = identity_token(identity, last[who], people[who], IDENTITY_TOKEN_LENGTH);
    g_autofree char *answers = last[who] && luck > 50 ? g_strdup_printf("In-Reply-To: <deskbell.%" G_GUINT64_FORMAT
                                                                       ".n1.%s@acme.example>\n", last[who], token)
                                                     : g_strdup("");
    g_autofree char *text =
        luck > 85 && last[who]
            ? bounce(i, last[who], people[who])
            : g_strdup_printf("From: %s\nTo: support@acme.example\nMessage-ID: <m%u@x.example>\nSubject: No. %u\n%s%s\n%s\n",
                              people[who], i, i, luck == 50 ? "List-Id: <x.example>\n" : "", answers,
                              texts[g_rand_int_range(dice, 0, G_N_ELEMENTS(texts))]);
    g_autoptr(Mail) mail = mail_of(text);
    guint64 ticket = agree(mail, now, reasons);
    if (ticket && luck <= 85)
      last[who] = ticket;
  }
  static const char *const met[] = { "send",         "brake-sender", "brake-domain", "brake-ticket", "brake-similar",
                                     "told-lately",  "breaker",      "undeliverable-recipient" };
  for (gsize i = 0; i < G_N_ELEMENTS(met); i++) {
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(reasons, met[i]));
    g_test_message("%s: %u", met[i], count);
    g_assert_cmpuint(count, >, 0); /* else the series shows nothing of it */
  }
  tear_down();
}

static char *page(const struct prepared *prepared, const struct peeked *peeked)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc();
  return verdict_explain(prepared->mail, prepared->decision, peeked, zone);
}

#define assert_says(text, part) \
  do { \
    if (!strstr(text, part)) \
      g_error("'%s' is missing in:\n%s", part, text); \
  } while (0)

/* Times are those at which the next claim decides otherwise. */
static void numbers_and_times_are_told(void)
{
  set_up();
  g_autoptr(GHashTable) reasons = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  guint64 ticket = 0;
  for (int i = 0; i < 3; i++) {
    g_autofree char *id = g_strdup_printf("a%d@x", i);
    g_autoptr(Mail) mail = jane_writes(id, "");
    ticket = agree(mail, monday + i * 10 * MINUTE, reasons);
  }
  g_autoptr(Mail) next = jane_writes("next@x", "");
  struct peeked peeked;
  g_autoptr(Prepared) held = peek(next, monday + 30 * MINUTE, &peeked);
  g_autofree char *text = page(held, &peeked);
  assert_says(text, "known        no");
  assert_says(text, "ticket       a new one");
  assert_says(text, "brake-sender: 3 of 3 in the last hour for " JANE "; free again at 2026-11-23T13:00:00");
  assert_says(text, "brake-domain: 3 of 4 in the last hour for customer.example\n");
  assert_says(text, "held: brake-sender");
  g_assert_null(strstr(text, "brake-ticket"));
  peeked_clear(&peeked);
  g_autoptr(Prepared) almost = peek(next, monday + HOUR - 1, &peeked);
  g_assert_cmpstr(almost->decision->verdict, ==, "held");
  peeked_clear(&peeked);
  g_autoptr(Prepared) freed = peek(next, monday + HOUR, &peeked);
  g_assert_cmpstr(freed->decision->verdict, ==, "send");
  peeked_clear(&peeked);

  g_autoptr(Mail) first = jane_writes("a0@x", "");
  g_autoptr(Prepared) known = peek(first, monday + HOUR, &peeked);
  g_autofree char *again = page(known, &peeked);
  assert_says(again, "known        yes, since 2026-11-23T12:00:00+00:00 as ticket 1001: send\n");
  g_assert_null(strstr(again, "held"));
  peeked_clear(&peeked);

  g_assert_true(tickets_set_open(ledger, ticket, FALSE, monday + 2 * HOUR, NULL, NULL));
  g_autoptr(Mail) answer = jane_writes("b@x", "In-Reply-To: <a2@x>\n");
  g_autoptr(Prepared) joins = peek(answer, monday + 5 * HOUR, &peeked);
  g_autofree char *closed = page(joins, &peeked);
  assert_says(closed, "ticket       joins 1003, closed since 2026-11-23T14:00:00+00:00, which it would open again");
  assert_says(closed, "brake-ticket: 1 of 2 in the last day\n");
  peeked_clear(&peeked);
  agree(answer, monday + 5 * HOUR, reasons);
  g_autoptr(Mail) more = jane_writes("c@x", "In-Reply-To: <a2@x>\n");
  g_autoptr(Prepared) told = peek(more, monday + 6 * HOUR, &peeked);
  g_autofree char *lately = page(told, &peeked);
  assert_says(lately, "told lately  had a text of this ticket at 2026-11-23T17:00:00+00:00; mail from 2026-11-23T19:00:00+00:00 on");
  peeked_clear(&peeked);

  send_all(monday + 5 * HOUR);
  g_autofree char *returned = bounce(MAILS, ticket, JANE);
  g_autoptr(Mail) came_back = mail_of(returned);
  agree(came_back, monday + 20 * HOUR, reasons);
  g_autoptr(Prepared) blocked = peek(more, monday + 21 * HOUR, &peeked);
  g_autofree char *bounced = page(blocked, &peeked);
  assert_says(bounced, "bounced      mail to this address came back for good at 2026-11-24T08:00:00+00:00: 5.1.1 ");
  assert_says(bounced, "no such user");
  assert_says(bounced, "nothing is sent there until 2026-11-24T13:00:00+00:00");
  g_autofree char *json = json_line(peeked_json(&peeked, blocked->decision));
  assert_says(json, "\"undeliverable\":{\"since\":\"2026-11-24T08:00:00Z\",\"until\":\"2026-11-24T13:00:00Z\",\"status\":\"5.1.1\"");
  peeked_clear(&peeked);
  tear_down();
}

static void a_ledger_that_cannot_be_read_is_told_and_changes_nothing(void)
{
  set_up();
  g_autoptr(Mail) mail = jane_writes("a@x", "");
  const struct circumstances circumstances = { .now = monday };
  g_autoptr(Prepared) prepared = desk_prepare(desk, mail, &circumstances);
  struct peeked peeked = { .problem = g_strdup("there is none yet") };
  g_autofree char *text = page(prepared, &peeked);
  assert_says(text, "\nLedger\n  not asked    there is none yet\n\n");
  assert_says(text, "send         yes, new");
  peeked_clear(&peeked);
  tear_down();
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  use_shipped_data();
  g_test_add_func("/peek/agrees", what_is_told_is_what_is_decided);
  g_test_add_func("/peek/numbers", numbers_and_times_are_told);
  g_test_add_func("/peek/unreadable", a_ledger_that_cannot_be_read_is_told_and_changes_nothing);
  return g_test_run();
}
