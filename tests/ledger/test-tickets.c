#include "fixture.h"

#include <string.h>

#define MINA "mina@acme.example"

static struct fixture fixture;

static void begin(void)
{
  fixture_init(&fixture);
  fixture_open(&fixture);
}

static void claim(const char *key, guint64 join, gint64 now)
{
  GError *error = NULL;
  fixture_claim(&fixture, key, MINA, join, now, NULL, &error);
  g_assert_no_error(error);
}

static void a_ticket_tells_what_was_claimed(void)
{
  begin();
  fixture.decision.to = MINA;
  const struct ledger_contact contact = {
    .key = "k1", .address = MINA, .name = "Mina\033[31m Kim", .subject = "접속이 안 돼요\r\nBcc: x", .now = 1000,
    .desk = &fixture.desk
  };
  struct ledger_claimed claimed;
  g_assert_true(ledger_claim(fixture.ledger, &contact, fixture_decide, &fixture, &claimed, NULL));
  ledger_claimed_clear(&claimed);
  claim("k2", 1001, 2000);
  g_autoptr(Ticket) ticket = tickets_get(fixture.ledger, 1001, NULL);
  g_assert_cmpstr(ticket->desk, ==, "desk");
  g_assert_cmpstr(ticket->address, ==, MINA);
  g_assert_cmpstr(ticket->name, ==, "Mina?[31m Kim");
  g_assert_cmpstr(ticket->subject, ==, "접속이 안 돼요??Bcc: x");
  g_assert_cmpstr(ticket->category, ==, "outage");
  g_assert_cmpstr(ticket->priority, ==, "urgent");
  g_assert_cmpstr(ticket->team, ==, "operations");
  g_assert_cmpstr(ticket->language, ==, "ko");
  g_assert_cmpstr(ticket->state, ==, "open");
  g_assert_cmpint(ticket->opened, ==, 1000);
  g_assert_cmpint(ticket->due_first, ==, 5000);
  g_assert_cmpint(ticket->due_resolution, ==, 9000);
  g_assert_cmpuint(ticket->contacts, ==, 2);
  g_autoptr(GError) error = NULL;
  g_assert_null(tickets_get(fixture.ledger, 4711, &error));
  g_assert_error(error, LEDGER_ERROR, FAULT_NO_INPUT);
  fixture_clear(&fixture);
}

static void lists_are_newest_first_and_limited(void)
{
  begin();
  claim("k1", 0, 1000);
  claim("k2", 0, 1001);
  claim("k3", 0, 1002);
  g_assert_cmpint(fixture_try_sql(&fixture, "UPDATE tickets SET state = 'closed' WHERE number = 1002"), ==, 0);
  static const struct {
    const char *state;
    guint limit;
    guint64 first;
    guint count;
  } cases[] = {
    { NULL, 0, 1003, 3 }, { NULL, 2, 1003, 2 }, { "open", 0, 1003, 2 }, { "closed", 5, 1002, 1 }, { "lost", 0, 0, 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GPtrArray) tickets = tickets_list(fixture.ledger, cases[i].state, cases[i].limit, NULL);
    g_assert_cmpuint(tickets->len, ==, cases[i].count);
    if (tickets->len > 0)
      g_assert_cmpuint(((const struct ticket *)tickets->pdata[0])->number, ==, cases[i].first);
  }
  fixture_clear(&fixture);
}

static void acknowledged_tells_of_the_last_mail(void)
{
  static const struct {
    const char *verdict, *reason, *mode;
    gboolean queue;
    const char *acknowledged;
  } cases[] = {
    { "send", NULL, "on", TRUE, "queued" },
    { "send", NULL, "shadow", FALSE, "none; reason=shadow" },
    { "send", NULL, "off", FALSE, "none; reason=off" },
    { "none", "list-id", "on", FALSE, "none; reason=list-id" },
    { "held", "brake-sender", "on", FALSE, "none; reason=brake-sender" },
  };
  begin();
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    fixture.decision.verdict = cases[i].verdict;
    fixture.decision.reason = cases[i].reason;
    fixture.decision.mode = cases[i].mode;
    fixture.decision.queue = cases[i].queue;
    g_autofree char *key = g_strdup_printf("k%zu", i);
    claim(key, 0, 1000);
    g_autoptr(Ticket) ticket = tickets_get(fixture.ledger, 1001 + i, NULL);
    g_assert_cmpstr(ticket->acknowledged, ==, cases[i].acknowledged);
  }
  g_assert_cmpint(fixture_try_sql(&fixture, "UPDATE outbox SET state = 'uncertain'"), ==, 0);
  g_autoptr(Ticket) ticket = tickets_get(fixture.ledger, 1001, NULL);
  g_assert_cmpstr(ticket->acknowledged, ==, "uncertain");
  fixture_clear(&fixture);
}

static void events_tell_the_story_in_order(void)
{
  begin();
  claim("k1", 0, 1000);
  g_autoptr(OutboxRow) row = NULL;
  g_assert_true(outbox_lease(fixture.ledger, 1001, &row, NULL));
  g_autoptr(GBytes) bytes = g_bytes_new_static("x", 1);
  g_assert_true(outbox_commit(fixture.ledger, row->id, "a@desk", bytes, 1002, NULL));
  g_assert_true(outbox_settle(fixture.ledger, row->id, OUTCOME_SENT, "250 2.0.0 ok", CLOCK_NONE, 1003, NULL));
  claim("other ticket", 0, 1004);
  static const struct {
    gint64 at;
    const char *what, *detail;
  } story[] = {
    { 1000, "ticket.opened", NULL },        { 1000, "contact.claimed", "{\"verdict\":\"send\"}" },
    { 1000, "outbox.queued", NULL },        { 1001, "outbox.leased", "" },
    { 1002, "outbox.committed", "a@desk" }, { 1003, "outbox.sent", "250 2.0.0 ok" },
  };
  g_autoptr(GPtrArray) events = tickets_events(fixture.ledger, 1001, NULL);
  g_assert_cmpuint(events->len, ==, G_N_ELEMENTS(story));
  for (gsize i = 0; i < G_N_ELEMENTS(story); i++) {
    const struct ticket_event *event = events->pdata[i];
    g_assert_cmpint(event->at, ==, story[i].at);
    g_assert_cmpstr(event->what, ==, story[i].what);
    if (g_strcmp0(story[i].detail, "") != 0) /* the lease names a process */
      g_assert_cmpstr(event->detail, ==, story[i].detail);
  }
  fixture_clear(&fixture);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/tickets/get", a_ticket_tells_what_was_claimed);
  g_test_add_func("/tickets/list", lists_are_newest_first_and_limited);
  g_test_add_func("/tickets/acknowledged", acknowledged_tells_of_the_last_mail);
  g_test_add_func("/tickets/events", events_tell_the_story_in_order);
  return g_test_run();
}
