/* Which ticket a mail belongs to, and what becomes of closed ones. */
#include "fixture.h"

#define MINA "mina@acme.example"
#define EVE "eve@acme.example"

static struct fixture fixture;
static gint64 arrival; /* of the next mail */

static void begin(void)
{
  fixture_init(&fixture);
  fixture_open(&fixture);
}

/* A mail with a Message-ID that answers another (NULL: none) and carries the token of a ticket (0: none). */
static guint64 claim(const char *address, const char *message_id, const char *answers, guint64 token, gint64 now)
{
  static int number;
  g_autofree char *key = g_strdup_printf("k%d", ++number);
  g_autoptr(GPtrArray) ids = g_ptr_array_new();
  g_ptr_array_add(ids, (gpointer) "<nobody-knows@this.example>");
  if (answers)
    g_ptr_array_add(ids, (gpointer)answers);
  const struct ledger_contact contact = { .key = key, .address = address, .message_id = message_id, .refers_to = ids,
                                          .tickets = &token, .n_tickets = token ? 1 : 0, .now = now, .arrival = arrival,
                                          .desk = &fixture.desk };
  struct ledger_claimed claimed;
  GError *error = NULL;
  fixture.decision.to = "somebody@elsewhere.example";
  ledger_claim(fixture.ledger, &contact, fixture_decide, &fixture, &claimed, &error);
  g_assert_no_error(error);
  guint64 ticket = claimed.ticket;
  ledger_claimed_clear(&claimed);
  return ticket;
}

static char *state_of(guint64 number)
{
  g_autoptr(Ticket) ticket = tickets_get(fixture.ledger, number, NULL);
  return g_strdup(ticket->state);
}

#define assert_state(number, expected)          \
  do {                                          \
    g_autofree char *state_ = state_of(number); \
    g_assert_cmpstr(state_, ==, expected);      \
  } while (0)

static void own_mail_leads_back_to_its_ticket_and_strangers_nowhere(void)
{
  static const struct {
    const char *address, *answers;
    guint64 token, ticket; /* 0: a new one */
  } cases[] = {
    { MINA, "<one@acme>", 0, 1001 },
    { "MINA@acme.example", "<one@acme>", 0, 1001 },
    { MINA, "<joined@acme>", 0, 1001 },
    { MINA, "<two@acme>", 0, 1002 },
    { MINA, "<two@acme>", 1001, 1001 }, /* a token is better */
    { EVE, "<one@acme>", 0, 0 },
    { EVE, "<joined@acme>", 0, 0 },
    { NULL, "<one@acme>", 0, 0 },
    { MINA, "<eve@acme>", 0, 0 },
    { MINA, "<ONE@acme>", 0, 0 },
    { MINA, "<other-desk@acme>", 0, 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    begin();
    g_assert_cmpuint(claim(MINA, "<one@acme>", NULL, 0, 1000), ==, 1001);
    g_assert_cmpuint(claim(MINA, "<two@acme>", NULL, 0, 1000), ==, 1002);
    g_assert_cmpuint(claim(MINA, "<joined@acme>", NULL, 1001, 1000), ==, 1001);
    g_assert_cmpuint(claim(EVE, "<eve@acme>", NULL, 0, 1000), ==, 1003);
    fixture.desk.id = "sales";
    g_assert_cmpuint(claim(MINA, "<other-desk@acme>", NULL, 0, 1000), ==, 1004);
    fixture.desk.id = "desk";
    guint64 expected = cases[i].ticket ? cases[i].ticket : 1005;
    g_assert_cmpuint(claim(cases[i].address, "<new@acme>", cases[i].answers, cases[i].token, 1001), ==, expected);
    g_assert_cmpuint(fixture.snapshot.ticket, ==, cases[i].ticket);
    fixture_clear(&fixture);
  }
}

/* Somebody else's mail that was put on the ticket, as bounces are, is nobody's way in. */
static void only_the_customers_own_mail_leads_there(void)
{
  begin();
  claim(MINA, "<one@acme>", NULL, 0, 1000);
  g_assert_cmpint(fixture_try_sql(&fixture,
                                  "INSERT INTO contacts (key, desk, message_id, address, claimed, ticket, verdict, mode)"
                                  " VALUES ('x', 'desk', '<returned@mx>', 'daemon@mx.example', 1000, 1001, 'none', 'on')"),
                  ==, 0);
  g_assert_cmpuint(claim("daemon@mx.example", NULL, "<returned@mx>", 0, 1001), ==, 1002);
  g_assert_cmpuint(claim(MINA, NULL, "<returned@mx>", 0, 1001), ==, 1003);
  g_autoptr(Ticket) ticket = tickets_get(fixture.ledger, 1001, NULL);
  g_assert_cmpuint(ticket->contacts, ==, 1);
  g_assert_cmpstr(ticket->acknowledged, ==, "queued");
  fixture_clear(&fixture);
}

static void a_person_closes_and_reopens(void)
{
  begin();
  claim(MINA, NULL, NULL, 0, 1000);
  static const struct {
    gboolean open, changed;
  } steps[] = { { TRUE, FALSE }, { FALSE, TRUE }, { FALSE, FALSE }, { TRUE, TRUE } };
  for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
    gboolean changed = !steps[i].changed;
    g_assert_true(tickets_set_open(fixture.ledger, 1001, steps[i].open, 2000 + (gint64)i, &changed, NULL));
    g_assert_cmpint(changed, ==, steps[i].changed);
    g_autoptr(Ticket) ticket = tickets_get(fixture.ledger, 1001, NULL);
    g_assert_cmpstr(ticket->state, ==, steps[i].open ? "open" : "closed");
    g_assert_cmpint(ticket->closed, ==, steps[i].open ? CLOCK_NONE : 2001);
  }
  g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM events WHERE what = 'ticket.closed' AND at = 2001"), ==, 1);
  g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM events WHERE what LIKE 'ticket.%'"), ==, 3);
  g_autoptr(GError) error = NULL;
  g_assert_false(tickets_set_open(fixture.ledger, 4711, FALSE, 2000, NULL, &error));
  g_assert_error(error, LEDGER_ERROR, FAULT_NO_INPUT);
  fixture_clear(&fixture);
}

static void a_closed_ticket_is_joined_or_followed_by_a_new_one(void)
{
  static const struct {
    gboolean opens_new;
    gint64 reopen_within, closed_for;
    gboolean joins;
  } cases[] = {
    { FALSE, 0, 1000000, TRUE }, { FALSE, 60, 60, TRUE }, { FALSE, 60, 61, FALSE }, { TRUE, 60, 1, FALSE },
    { TRUE, 0, 1, FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
    for (int by_token = 0; by_token < 2; by_token++) {
      begin();
      fixture.desk.closed_opens_new = cases[i].opens_new;
      fixture.desk.reopen_within = cases[i].reopen_within;
      claim(MINA, "<one@acme>", NULL, 0, 1000);
      g_assert_true(tickets_set_open(fixture.ledger, 1001, FALSE, 2000, NULL, NULL));
      fixture.decision.reopens = TRUE;
      gint64 now = 2000 + cases[i].closed_for;
      guint64 ticket = claim(MINA, NULL, by_token ? NULL : "<one@acme>", by_token ? 1001 : 0, now);
      g_assert_cmpuint(ticket, ==, cases[i].joins ? 1001 : 1002);
      g_assert_cmpuint(fixture.snapshot.ticket, ==, cases[i].joins ? 1001 : 0);
      g_assert_cmpint(fixture.snapshot.ticket_closed, ==, cases[i].joins);
      g_assert_cmpuint(fixture.snapshot.earlier, ==, cases[i].joins ? 0 : 1001);
      assert_state(1001, cases[i].joins ? "open" : "closed");
      g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM events WHERE what = 'ticket.reopened' AND ticket = 1001"
                                            " AND contact IS NOT NULL"),
                      ==, cases[i].joins);
      g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM events WHERE what = 'ticket.opened' AND ticket = 1002"
                                            " AND json_extract(detail, '$.earlier') = 1001"),
                      ==, !cases[i].joins);
      fixture_clear(&fixture);
    }
}

/* An automatic reply joins, and changes nothing. */
static void only_a_decision_that_says_so_reopens(void)
{
  begin();
  claim(MINA, NULL, NULL, 0, 1000);
  fixture.decision.reopens = TRUE;
  claim(MINA, NULL, NULL, 1001, 1001);
  g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM events WHERE what = 'ticket.reopened'"), ==, 0);
  fixture.decision.reopens = FALSE;
  g_assert_true(tickets_set_open(fixture.ledger, 1001, FALSE, 2000, NULL, NULL));
  g_assert_cmpuint(claim(MINA, NULL, NULL, 1001, 2001), ==, 1001);
  assert_state(1001, "closed");
  fixture.decision.reopens = TRUE;
  claim(MINA, NULL, NULL, 1001, 2002);
  assert_state(1001, "open");
  fixture_clear(&fixture);
}

static void the_follow_up_text_is_told_once_a_period(void)
{
  static const struct {
    const char *kind, *state;
    gint64 period, later;
    gboolean told;
  } cases[] = {
    { "follow-up", "sent", 60, 59, TRUE },        { "follow-up", "queued", 60, 59, TRUE },
    { "follow-up", "sent", 60, 60, FALSE },       { "follow-up", "cancelled", 60, 1, FALSE },
    { "follow-up", "expired", 60, 1, FALSE },     { "follow-up", "sent", 0, 1, FALSE },
    { "new", "sent", 60, 1, FALSE },              { "follow-up", "sent", 60, -1, TRUE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    begin();
    claim(MINA, NULL, NULL, 0, 900);
    claim(MINA, NULL, NULL, 0, 900);
    fixture.desk.follow_up = cases[i].period;
    fixture.decision.kind = cases[i].kind;
    claim(MINA, NULL, NULL, 1001, 1000);
    g_assert_false(fixture.snapshot.told);
    g_autofree char *sql = g_strdup_printf("UPDATE outbox SET state = '%s'", cases[i].state);
    g_assert_cmpint(fixture_try_sql(&fixture, sql), ==, 0);
    claim(MINA, NULL, NULL, 1002, 1000 + cases[i].later);
    g_assert_false(fixture.snapshot.told);
    claim(MINA, NULL, NULL, 1001, 1000 + cases[i].later);
    g_assert_cmpint(fixture.snapshot.told, ==, cases[i].told);
    fixture_clear(&fixture);
  }
}

static void who_answers_at_once_has_been_told(void)
{
  static const struct {
    const char *state;
    gint64 left, arrival;
    gboolean told;
  } cases[] = {
    { "sent", 1000, 1001, TRUE },      { "sent", 1000, 1120, TRUE },   { "sent", 1000, 1121, FALSE },
    { "sent", 1000, 990, TRUE },       { "sent", 1000, 800, FALSE },   { "queued", 1000, 1001, FALSE },
    { "uncertain", 1000, 1001, TRUE }, { "failed", 1000, 1001, FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    begin();
    arrival = 0;
    claim(MINA, NULL, NULL, 0, 900);
    g_autofree char *sql = g_strdup_printf("UPDATE outbox SET state = '%s', changed = %d", cases[i].state, (int)cases[i].left);
    g_assert_cmpint(fixture_try_sql(&fixture, sql), ==, 0);
    arrival = cases[i].arrival;
    claim(MINA, NULL, NULL, 1001, 5000);
    g_assert_cmpint(fixture.snapshot.told, ==, cases[i].told);
    fixture_clear(&fixture);
  }
  arrival = 0;
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/follow-ups/message-id", own_mail_leads_back_to_its_ticket_and_strangers_nowhere);
  g_test_add_func("/follow-ups/own-mail", only_the_customers_own_mail_leads_there);
  g_test_add_func("/follow-ups/by-hand", a_person_closes_and_reopens);
  g_test_add_func("/follow-ups/closed", a_closed_ticket_is_joined_or_followed_by_a_new_one);
  g_test_add_func("/follow-ups/reopen", only_a_decision_that_says_so_reopens);
  g_test_add_func("/follow-ups/at-once", who_answers_at_once_has_been_told);
  g_test_add_func("/follow-ups/told", the_follow_up_text_is_told_once_a_period);
  return g_test_run();
}
