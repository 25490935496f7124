/* What came back: which bounces are believed, whom they keep mail from, and when they stop a desk. */
#include "fixture.h"

#define MINA "mina@acme.example"
#define DAEMON "mailer-daemon@mx.example"

static struct fixture fixture;

static void begin(void)
{
  fixture_init(&fixture);
  fixture_open(&fixture);
  fixture.desk.bounce_block = 1000;
}

/* A mail that opens a ticket, and its acknowledgement, which leaves. The ticket. */
static guint64 answer(const char *address, gint64 now)
{
  static int number;
  g_autofree char *key = g_strdup_printf("mail%d", ++number);
  const struct ledger_decision before = fixture.decision;
  struct ledger_claimed claimed;
  g_autoptr(OutboxRow) row = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_static("x", 1);
  fixture.decision.to = address;
  g_assert_true(fixture_claim(&fixture, key, address, 0, now, &claimed, NULL));
  fixture.decision = before;
  guint64 ticket = claimed.ticket;
  ledger_claimed_clear(&claimed);
  g_assert_true(outbox_lease(fixture.ledger, now, &row, NULL));
  g_assert_nonnull(row);
  g_assert_true(outbox_commit(fixture.ledger, row->id, key, bytes, now, NULL));
  g_assert_true(outbox_settle(fixture.ledger, row->id, OUTCOME_SENT, "250 ok", CLOCK_NONE, now, NULL));
  return ticket;
}

/* A bounce with the token of `ticket` (0: none that verified); the ticket that it is recorded with. */
static guint64 bounce(guint64 ticket, const char *address, gboolean hard, gint64 now)
{
  static int number;
  g_autofree char *key = g_strdup_printf("bounce%d", ++number);
  const struct ledger_failure failure = {
    .address = address, .status = hard ? "5.1.1" : "4.2.2", .diagnostic = "550 no \"such\" user\n", .hard = hard
  };
  const struct ledger_contact contact = { .key = key, .address = DAEMON, .now = now, .desk = &fixture.desk,
                                          .tickets = &ticket, .n_tickets = ticket ? 1 : 0,
                                          .failures = &failure, .n_failures = 1 };
  const struct ledger_decision before = fixture.decision;
  struct ledger_claimed claimed;
  GError *error = NULL;
  fixture.decision = (struct ledger_decision){ .verdict = "none", .reason = "bounce", .mode = "on",
                                               .due_first = CLOCK_NONE, .due_resolution = CLOCK_NONE };
  ledger_claim(fixture.ledger, &contact, fixture_decide, &fixture, &claimed, &error);
  g_assert_no_error(error);
  fixture.decision = before;
  guint64 joined = claimed.ticket;
  ledger_claimed_clear(&claimed);
  return joined;
}

/* What a decision on a mail to this address would be shown. */
static const struct ledger_snapshot *look(const char *address, gint64 now)
{
  static int number;
  g_autofree char *key = g_strdup_printf("look%d", ++number);
  const struct ledger_decision before = fixture.decision;
  fixture.decision.queue = fixture.decision.opens_ticket = FALSE;
  g_assert_true(fixture_claim(&fixture, key, address, 0, now, NULL, NULL));
  fixture.decision = before;
  return &fixture.snapshot;
}

static void a_bounce_is_told_on_its_ticket_and_marks_the_mail(void)
{
  for (int hard = 0; hard < 2; hard++) {
    begin();
    guint64 ticket = answer(MINA, 1000);
    g_assert_cmpuint(bounce(ticket, "Mina@ACME.example", hard, 1100), ==, ticket);
    g_assert_cmpuint(fixture.snapshot.ticket, ==, ticket);
    g_autoptr(GPtrArray) events = tickets_events(fixture.ledger, ticket, NULL);
    const struct ticket_event *last = events->pdata[events->len - 1];
    g_assert_cmpstr(last->what, ==, hard ? "bounce.hard" : "bounce.soft");
    g_assert_cmpint(last->at, ==, 1100);
    g_assert_cmpint(fixture_sql(&fixture, "SELECT json_extract(detail, '$.address') = 'Mina@ACME.example' AND"
                                          " json_extract(detail, '$.diagnostic') = '550 no \"such\" user?'"
                                          " FROM events WHERE what LIKE 'bounce.%'"),
                    ==, 1);
    g_assert_cmpint(fixture_sql(&fixture, "SELECT bounced FROM outbox"), ==, 1100);
    g_assert_cmpint(fixture_sql(&fixture, "SELECT bounced_hard FROM outbox"), ==, hard);
    g_assert_cmpint(fixture_sql(&fixture, "SELECT state = 'sent' FROM outbox"), ==, 1);
    g_assert_cmpint(look(MINA, 1101)->undeliverable, ==, hard);
    fixture_clear(&fixture);
  }
}

static void what_fails_for_good_outweighs_what_fails_for_now(void)
{
  begin();
  guint64 ticket = answer(MINA, 1000);
  static const struct {
    gboolean hard;
    gint64 at, bounced, bounced_hard;
  } steps[] = { { FALSE, 1100, 1100, 0 }, { FALSE, 1200, 1100, 0 }, { TRUE, 1300, 1300, 1 }, { FALSE, 1400, 1300, 1 } };
  for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
    bounce(ticket, MINA, steps[i].hard, steps[i].at);
    g_assert_cmpint(fixture_sql(&fixture, "SELECT bounced FROM outbox"), ==, steps[i].bounced);
    g_assert_cmpint(fixture_sql(&fixture, "SELECT bounced_hard FROM outbox"), ==, steps[i].bounced_hard);
  }
  fixture_clear(&fixture);
}

/* A token does not make a stranger's word true about anybody but whom that ticket wrote to. */
static void only_what_we_really_sent_can_come_back(void)
{
  enum { OTHERS_TICKET = 1002, WAITING_TICKET = 1003 };
  static const struct {
    guint64 token;
    const char *address, *desk;
    gboolean believed;
  } cases[] = {
    { 1001, MINA, "desk", TRUE },
    { 0, MINA, "desk", FALSE },
    { 1001, "victim@home.example", "desk", FALSE },
    { OTHERS_TICKET, MINA, "desk", FALSE },
    { WAITING_TICKET, "waiting@home.example", "desk", FALSE },
    { 4711, MINA, "desk", FALSE },
    { 1001, MINA, "sales", FALSE },
    { 1001, NULL, "desk", FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    begin();
    answer(MINA, 1000);
    g_assert_cmpuint(answer("eve@acme.example", 1000), ==, OTHERS_TICKET);
    fixture.decision.to = "waiting@home.example";
    fixture_queue(&fixture, "waiting", "waiting@home.example", 1000);
    fixture.desk.id = (char *)cases[i].desk;
    g_assert_cmpuint(bounce(cases[i].token, cases[i].address, TRUE, 1100), ==, cases[i].believed ? 1001 : 0);
    g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM outbox WHERE bounced"), ==, cases[i].believed);
    g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM events WHERE what LIKE 'bounce.%'"), ==, cases[i].believed);
    g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM contacts WHERE reason = 'bounce'"), ==, 1);
    const char *const addresses[] = { MINA, "victim@home.example", "eve@acme.example", "waiting@home.example" };
    for (gsize k = 0; k < G_N_ELEMENTS(addresses); k++)
      g_assert_cmpint(look(addresses[k], 1101)->undeliverable, ==, cases[i].believed && k == 0);
    fixture_clear(&fixture);
  }
}

/* The sender of a ticket may have named another address for replies; that one is known to fail, and no other. */
static void the_address_written_to_is_blocked_not_the_one_that_wrote(void)
{
  begin();
  fixture.decision.to = "replies@acme.example";
  fixture_queue(&fixture, "k1", MINA, 1000);
  g_assert_cmpint(fixture_try_sql(&fixture, "UPDATE outbox SET state = 'sent', message_id = 'x'"), ==, 0);
  g_assert_cmpuint(bounce(1001, MINA, TRUE, 1100), ==, 0);
  g_assert_cmpuint(bounce(1001, "replies@acme.example", TRUE, 1100), ==, 1001);
  const struct ledger_contact contact = { .key = "k2", .address = "somebody@new.example", .now = 1200,
                                          .recipient = "replies@acme.example", .desk = &fixture.desk };
  struct ledger_claimed claimed;
  fixture.decision.queue = FALSE;
  g_assert_true(ledger_claim(fixture.ledger, &contact, fixture_decide, &fixture, &claimed, NULL));
  g_assert_true(fixture.snapshot.undeliverable);
  ledger_claimed_clear(&claimed);
  g_assert_false(look(MINA, 1200)->undeliverable);
  fixture_clear(&fixture);
}

/* Mail from an address does not prove that mail to it arrives. */
static void the_block_ends_with_time_or_by_a_persons_word(void)
{
  begin();
  guint64 ticket = answer(MINA, 1000);
  bounce(ticket, MINA, TRUE, 1100);
  g_assert_true(look("MINA@acme.example", 1101)->undeliverable);
  g_assert_true(look(MINA, 2099)->undeliverable);
  g_assert_false(look(MINA, 2100)->undeliverable);
  fixture.desk.bounce_block = 0;
  g_assert_false(look(MINA, 1101)->undeliverable);
  fixture.desk.bounce_block = 1000;
  bounce(ticket, MINA, TRUE, 1500);
  g_assert_true(look(MINA, 2499)->undeliverable);

  gboolean known = FALSE;
  g_assert_true(ledger_forgive(fixture.ledger, "Mina@acme.example", 1600, &known, NULL));
  g_assert_true(known);
  g_assert_false(look(MINA, 1601)->undeliverable);
  g_assert_true(ledger_forgive(fixture.ledger, MINA, 1602, &known, NULL));
  g_assert_false(known);
  g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM events WHERE what = 'address.forgiven' AND at = 1600"), ==, 1);
  g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM events WHERE what = 'address.forgiven'"), ==, 1);
  fixture_clear(&fixture);
}

static void a_bounce_never_changes_a_tickets_state(void)
{
  begin();
  guint64 ticket = answer(MINA, 1000);
  fixture.desk.closed_opens_new = TRUE;
  g_assert_true(tickets_set_open(fixture.ledger, ticket, FALSE, 1050, NULL, NULL));
  g_assert_cmpuint(bounce(ticket, MINA, TRUE, 1100), ==, ticket);
  g_autoptr(Ticket) closed = tickets_get(fixture.ledger, ticket, NULL);
  g_assert_cmpstr(closed->state, ==, "closed");
  g_assert_cmpuint(closed->contacts, ==, 1);

  const struct ledger_failure failure = { .address = MINA, .hard = TRUE };
  const struct ledger_contact contact = { .key = "x", .address = DAEMON, .now = 1100, .desk = &fixture.desk,
                                          .tickets = &ticket, .n_tickets = 1, .failures = &failure, .n_failures = 1 };
  struct ledger_claimed claimed;
  g_autoptr(GError) error = NULL;
  fixture.decision.queue = FALSE;
  fixture.decision.reopens = TRUE;
  g_assert_false(ledger_claim(fixture.ledger, &contact, fixture_decide, &fixture, &claimed, &error));
  g_assert_error(error, LEDGER_ERROR, FAULT_INTERNAL);
  fixture_clear(&fixture);
}

/* Answers `left` mails from 1000 on, of which the first `bounced` come back. */
static void send_many(int left, int bounced, gboolean hard)
{
  for (int i = 0; i < left; i++) {
    g_autofree char *address = g_strdup_printf("customer%d@x%d.example", i, i);
    guint64 ticket = answer(address, 1000 + i);
    if (i < bounced)
      bounce(ticket, address, hard, 1000 + i);
  }
}

static void the_breaker_opens_when_enough_and_too_much_came_back(void)
{
  static const struct {
    unsigned percent;
    int left, bounced;
    gboolean hard, open;
  } cases[] = {
    { 20, 4, 4, TRUE, FALSE },  { 20, 5, 5, TRUE, TRUE },   { 20, 25, 5, TRUE, TRUE }, { 20, 26, 5, TRUE, FALSE },
    { 20, 5, 5, FALSE, FALSE }, { 0, 5, 5, TRUE, FALSE },   { 100, 6, 5, TRUE, FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    begin();
    send_many(cases[i].left, cases[i].bounced, cases[i].hard); /* no breaker yet: it would stop them */
    fixture.desk.breaker = (struct config_breaker){ cases[i].percent, 3600 };
    gboolean open = !cases[i].open;
    gint64 again = 0;
    g_assert_true(outbox_breaker(fixture.ledger, &fixture.desk, 1100, &open, &again, NULL));
    g_assert_cmpint(open, ==, cases[i].open);
    g_assert_cmpint(again != CLOCK_NONE, ==, cases[i].open);
    g_assert_cmpint(look(MINA, 1100)->breaker, ==, cases[i].open);
    fixture.desk.id = "sales";
    g_assert_false(look(MINA, 1100)->breaker);
    fixture_clear(&fixture);
  }
}

/* The fifth bounce opens it, at once; ten minutes later what left then is too old. */
static void it_stops_the_desk_tells_and_closes_by_itself(void)
{
  begin();
  fixture.desk.breaker = (struct config_breaker){ 20, 600 };
  guint64 tickets[6];
  for (int i = 0; i < 6; i++)
    tickets[i] = answer(MINA, 1000 + i * 10);
  fixture_queue(&fixture, "waits", MINA, 1100);
  fixture.desk.id = "sales";
  fixture.desk.breaker.percent = 0;
  guint64 others = fixture_queue(&fixture, "goes on", MINA, 1101);
  fixture.desk.id = "desk";
  fixture.desk.breaker.percent = 20;
  for (int i = 0; i < 5; i++) {
    g_assert_false(look(MINA, 1110)->breaker);
    bounce(tickets[i], MINA, TRUE, 1110 + i);
  }
  g_assert_true(look(MINA, 1115)->breaker);

  g_autoptr(GPtrArray) open = outbox_breakers(fixture.ledger, NULL);
  g_assert_cmpuint(open->len, ==, 1);
  const struct outbox_breaker *breaker = open->pdata[0];
  g_assert_cmpstr(breaker->desk, ==, "desk");
  g_assert_cmpint(breaker->since, ==, 1114);
  g_assert_cmpuint(breaker->left, ==, 6);
  g_assert_cmpuint(breaker->bounced, ==, 5);
  g_assert_cmpint(breaker->again, ==, 1600); /* then four are left of five */

  g_autoptr(OutboxRow) row = NULL, none = NULL, first = NULL;
  g_assert_true(outbox_lease(fixture.ledger, 1599, &row, NULL));
  g_assert_cmpuint(row->id, ==, others);
  g_assert_true(outbox_lease(fixture.ledger, 1599, &none, NULL));
  g_assert_null(none);
  gint64 due = 0;
  g_assert_true(outbox_next_due(fixture.ledger, &due, NULL));
  g_assert_cmpint(due, ==, 1600); /* nobody spins for what may not leave */

  g_assert_true(outbox_lease(fixture.ledger, 1600, &first, NULL));
  g_assert_nonnull(first);
  g_assert_cmpstr(first->desk, ==, "desk");
  g_autoptr(GPtrArray) closed = outbox_breakers(fixture.ledger, NULL);
  g_assert_cmpuint(closed->len, ==, 0);
  g_assert_false(look(MINA, 1601)->breaker);
  static const char told[] = "SELECT count(*) FROM events WHERE (what = 'breaker.open' AND at = 1114)"
                             " OR (what = 'breaker.closed' AND at = 1600)";
  g_assert_cmpint(fixture_sql(&fixture, told), ==, 2);
  g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM events WHERE what LIKE 'breaker.%'"), ==, 2);
  fixture_clear(&fixture);
}

/* What arrived grows old, and the share of what came back grows without another bounce. */
static void a_lease_sees_for_itself_that_it_is_too_much(void)
{
  begin();
  fixture.desk.breaker = (struct config_breaker){ 20, 600 };
  for (int i = 0; i < 30; i++)
    answer(MINA, 1000);
  for (int i = 0; i < 5; i++)
    bounce(answer(MINA, 1300), MINA, TRUE, 1310);
  fixture_queue(&fixture, "waits", MINA, 1311);
  g_assert_false(look(MINA, 1311)->breaker);
  g_autoptr(OutboxRow) row = NULL;
  g_assert_true(outbox_lease(fixture.ledger, 1600, &row, NULL));
  g_assert_null(row);
  g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM events WHERE what = 'breaker.open' AND at = 1600"), ==, 1);
  fixture_clear(&fixture);
}

/* Opened for reading it can be asked, and writes nothing. */
static void reading_tells_and_records_nothing(void)
{
  begin();
  send_many(5, 5, TRUE);
  fixture.desk.breaker = (struct config_breaker){ 20, 3600 };
  g_autoptr(Ledger) reader = ledger_open(fixture.name, FALSE, TRUE, NULL);
  gboolean open = FALSE;
  gint64 again;
  g_assert_true(outbox_breaker(reader, &fixture.desk, 1100, &open, &again, NULL));
  g_assert_true(open);
  g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM breakers"), ==, 0);
  fixture_clear(&fixture);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/bounces/told", a_bounce_is_told_on_its_ticket_and_marks_the_mail);
  g_test_add_func("/bounces/weight", what_fails_for_good_outweighs_what_fails_for_now);
  g_test_add_func("/bounces/believed", only_what_we_really_sent_can_come_back);
  g_test_add_func("/bounces/whom", the_address_written_to_is_blocked_not_the_one_that_wrote);
  g_test_add_func("/bounces/block", the_block_ends_with_time_or_by_a_persons_word);
  g_test_add_func("/bounces/state", a_bounce_never_changes_a_tickets_state);
  g_test_add_func("/bounces/breaker/opens", the_breaker_opens_when_enough_and_too_much_came_back);
  g_test_add_func("/bounces/breaker/story", it_stops_the_desk_tells_and_closes_by_itself);
  g_test_add_func("/bounces/breaker/aging", a_lease_sees_for_itself_that_it_is_too_much);
  g_test_add_func("/bounces/breaker/read-only", reading_tells_and_records_nothing);
  return g_test_run();
}
