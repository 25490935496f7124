#include "fixture.h"

#include <string.h>

#define MINA "mina@acme.example"

static struct fixture fixture;

static void begin(void)
{
  fixture_init(&fixture);
  fixture_open(&fixture);
}

/* The ticket that a claim ended in. */
static guint64 claim(const char *key, const char *address, guint64 join, gint64 now)
{
  GError *error = NULL;
  struct ledger_claimed claimed;
  fixture_claim(&fixture, key, address, join, now, &claimed, &error);
  g_assert_no_error(error);
  guint64 ticket = claimed.ticket;
  ledger_claimed_clear(&claimed);
  return ticket;
}

static void a_mail_is_claimed_once_and_remembered(void)
{
  begin();
  struct ledger_claimed first, second;
  g_assert_true(fixture_claim(&fixture, "k1", MINA, 0, 1000, &first, NULL));
  g_assert_false(first.known);
  g_assert_cmpuint(first.ticket, ==, 1001);
  g_assert_cmpuint(first.outbox, !=, 0);

  fixture.decision.verdict = "none";
  g_assert_true(fixture_claim(&fixture, "k1", MINA, 0, 2000, &second, NULL));
  g_assert_true(second.known);
  g_assert_cmpuint(fixture.decided, ==, 1);
  g_assert_cmpuint(second.ticket, ==, first.ticket);
  g_assert_cmpuint(second.outbox, ==, first.outbox);
  g_assert_cmpstr(second.verdict, ==, "send");
  g_assert_null(second.reason);
  g_assert_cmpstr(second.mode, ==, "on");
  g_assert_cmpstr(second.category, ==, "outage");
  g_assert_cmpstr(second.priority, ==, "urgent");
  g_assert_cmpstr(second.team, ==, "operations");
  g_assert_cmpstr(second.language, ==, "ko");
  g_assert_cmpint(second.due_first, ==, 5000);
  g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM outbox"), ==, 1);
  ledger_claimed_clear(&first);
  ledger_claimed_clear(&second);
  fixture_clear(&fixture);
}

/* A poll that finds what procmail claimed learns where it lies, and only that. */
static void the_second_sight_notes_only_the_place(void)
{
  begin();
  claim("k1", MINA, 0, 1000);
  const struct ledger_contact again = {
    .key = "k1", .address = MINA, .mailbox = "imaps://h/u/INBOX", .uidvalidity = 7, .uid = 42, .now = 1001,
    .desk = &fixture.desk
  };
  for (int i = 0; i < 2; i++) {
    struct ledger_claimed known = { 0 };
    g_assert_true(ledger_claim(fixture.ledger, &again, fixture_decide, &fixture, &known, NULL));
    g_assert_true(known.known);
    ledger_claimed_clear(&known);
  }
  g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM sightings WHERE uid = 42 AND uidvalidity = 7"), ==, 1);
  g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM events WHERE what = 'contact.claimed'"), ==, 1);
  fixture_clear(&fixture);
}

/* Not even where a claim fails after its ticket was made. */
static void ticket_numbers_have_no_gaps(void)
{
  begin();
  for (guint64 i = 0; i < 20; i++) {
    g_autofree char *key = g_strdup_printf("k%d", (int)i);
    g_assert_cmpuint(claim(key, MINA, 0, 1000), ==, 1001 + i);
    g_autofree char *bad = g_strdup_printf("bad%d", (int)i);
    fixture.decision.mode = "perhaps";
    fixture.decision.queue = FALSE;
    g_assert_false(fixture_claim(&fixture, bad, MINA, 0, 1000, NULL, NULL));
    fixture.decision.mode = "on";
    fixture.decision.queue = TRUE;
  }
  fixture_clear(&fixture);
}

static void what_opens_no_ticket_is_still_claimed(void)
{
  begin();
  fixture.decision = (struct ledger_decision){ .verdict = "none", .reason = "bounce", .mode = "on", .due_first = CLOCK_NONE,
                                               .due_resolution = CLOCK_NONE };
  g_assert_cmpuint(claim("k1", NULL, 0, 1000), ==, 0);
  struct ledger_claimed known;
  g_assert_true(fixture_claim(&fixture, "k1", NULL, 0, 1001, &known, NULL));
  g_assert_true(known.known);
  g_assert_cmpstr(known.reason, ==, "bounce");
  g_assert_cmpint(known.due_first, ==, CLOCK_NONE);
  ledger_claimed_clear(&known);
  fixture_clear(&fixture);
}

static void only_the_same_sender_joins_a_ticket(void)
{
  begin();
  guint64 ticket = claim("k1", MINA, 0, 1000);
  static const struct {
    const char *key, *address;
    guint64 token;
    gboolean joins;
  } cases[] = {
    { "k2", MINA, 1001, TRUE },
    { "k3", "MINA@Acme.Example", 1001, TRUE },
    { "k4", "eve@acme.example", 1001, FALSE },
    { "k5", NULL, 1001, FALSE },
    { "k6", MINA, 4711, FALSE },
    { "k7", MINA, G_MAXUINT64, FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    guint64 got = claim(cases[i].key, cases[i].address, cases[i].token, 1000);
    g_assert_cmpint(got == ticket, ==, cases[i].joins);
    g_assert_cmpuint(fixture.snapshot.ticket, ==, cases[i].joins ? ticket : 0);
    g_assert_cmpint(fixture.snapshot.ticket_due_first, ==, cases[i].joins ? 5000 : CLOCK_NONE);
    g_assert_cmpint(fixture.snapshot.ticket_due_resolution, ==, cases[i].joins ? 9000 : CLOCK_NONE);
  }
  fixture.desk.id = "other desk";
  g_assert_cmpuint(claim("k8", MINA, ticket, 1000), !=, ticket);
  fixture_clear(&fixture);
}

static void the_best_ticket_that_exists_is_joined(void)
{
  begin();
  guint64 one = claim("k1", MINA, 0, 1000), two = claim("k2", MINA, 0, 1000);
  const guint64 tokens[] = { 9999, two, one };
  const struct ledger_contact contact = {
    .key = "k3", .address = MINA, .tickets = tokens, .n_tickets = 3, .now = 1000, .desk = &fixture.desk
  };
  struct ledger_claimed claimed;
  g_assert_true(ledger_claim(fixture.ledger, &contact, fixture_decide, &fixture, &claimed, NULL));
  g_assert_cmpuint(claimed.ticket, ==, two);
  ledger_claimed_clear(&claimed);
  fixture_clear(&fixture);
}

static void five_are_queued_and_the_sixth_is_held_until_the_window_slides(void)
{
  begin();
  fixture.desk.brake_sender = (struct config_brake){ 5, 3600 };
  char key[] = "k0";
  for (int i = 0; i < 5; i++, key[1]++)
    g_assert_cmpuint(fixture_queue(&fixture, key, MINA, 1000 + i), !=, 0);
  g_assert_cmpuint(fixture_queue(&fixture, "k5", "Mina@acme.EXAMPLE", 1005), ==, 0);
  g_assert_true(fixture.snapshot.brake_sender);
  g_assert_cmpuint(fixture_queue(&fixture, "k6", MINA, 1000 + 3599), ==, 0);
  g_assert_cmpuint(fixture_queue(&fixture, "k7", MINA, 1000 + 3600), !=, 0);
  g_assert_cmpuint(fixture_queue(&fixture, "k8", MINA, 1000 + 3600), ==, 0);
  fixture_clear(&fixture);
}

/* Whoever writes in somebody's name cannot fill that person's brakes, and is himself held by them. */
static void forged_mail_does_not_silence_the_real_sender(void)
{
  static const struct {
    const char *key;
    gboolean vouched, held;
  } rows[] = {
    { "forged-1", FALSE, FALSE }, { "forged-2", FALSE, FALSE }, { "forged-3", FALSE, TRUE }, { "real-1", TRUE, FALSE },
    { "real-2", TRUE, FALSE },    { "real-3", TRUE, TRUE },     { "forged-4", FALSE, TRUE },
  };
  begin();
  fixture.desk.brake_sender = fixture.desk.brake_domain = (struct config_brake){ 2, 60 };
  fixture.decision.to = MINA;
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    const struct ledger_contact contact = { .key = rows[i].key, .address = MINA, .vouched = rows[i].vouched,
                                            .now = 1000, .desk = &fixture.desk };
    struct ledger_claimed claimed;
    g_assert_true(ledger_claim(fixture.ledger, &contact, fixture_decide, &fixture, &claimed, NULL));
    g_assert_cmpint(fixture.snapshot.brake_sender, ==, rows[i].held);
    g_assert_cmpint(fixture.snapshot.brake_domain, ==, rows[i].held);
    ledger_claimed_clear(&claimed);
  }
  fixture_clear(&fixture);
}

/* Each brake sees its own kind of sameness, and no brake the others'. */
static void every_brake_counts_what_it_is_named_for(void)
{
  enum { SENDER = 1, DOMAIN = 2, TICKET = 4, DESK = 8 };
  static const struct {
    const char *address, *desk;
    gboolean join;
    int brakes;
  } cases[] = {
    { "mina@acme.example", "desk", TRUE, SENDER | DOMAIN | TICKET | DESK },
    { "mina@acme.example", "desk", FALSE, SENDER | DOMAIN | DESK },
    { "mina@acme.example", "sales", FALSE, SENDER | DOMAIN },
    { "jun@ACME.example", "desk", FALSE, DOMAIN | DESK },
    { "jun@sub.acme.example", "desk", FALSE, DESK },
    { "jun@other.example", "sales", FALSE, 0 },
    { NULL, "sales", FALSE, 0 },
  };
  begin();
  guint64 ticket = claim("first", MINA, 0, 1000);
  const struct config_brake one = { 1, 60 };
  fixture.desk.brake_sender = fixture.desk.brake_domain = fixture.desk.brake_ticket = fixture.desk.brake_desk = one;
  fixture.decision.queue = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *key = g_strdup_printf("k%zu", i);
    fixture.desk.id = (char *)cases[i].desk;
    claim(key, cases[i].address, cases[i].join ? ticket : 0, 1001);
    const struct ledger_snapshot *seen = &fixture.snapshot;
    int brakes = (seen->brake_sender ? SENDER : 0) | (seen->brake_domain ? DOMAIN : 0) |
                 (seen->brake_ticket ? TICKET : 0) | (seen->brake_desk ? DESK : 0);
    g_assert_cmpint(brakes, ==, cases[i].brakes);
  }
  fixture_clear(&fixture);
}

/* Many senders that all name one victim for replies. */
static void the_sender_brake_also_spares_the_recipient(void)
{
  begin();
  fixture.desk.brake_sender = (struct config_brake){ 1, 60 };
  fixture.decision.to = "victim@home.example";
  const struct ledger_contact contacts[] = {
    { .key = "a", .address = "a@x.example", .recipient = "victim@home.example", .now = 1000, .desk = &fixture.desk },
    { .key = "b", .address = "b@y.example", .recipient = "Victim@home.example", .now = 1000, .desk = &fixture.desk },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(contacts); i++) {
    struct ledger_claimed claimed;
    g_assert_true(ledger_claim(fixture.ledger, &contacts[i], fixture_decide, &fixture, &claimed, NULL));
    g_assert_cmpint(claimed.outbox == 0, ==, i > 0);
    ledger_claimed_clear(&claimed);
  }
  fixture_clear(&fixture);
}

static void brakes_count_what_may_have_been_sent(void)
{
  static const struct {
    const char *state;
    gboolean counts;
  } cases[] = {
    { "held", TRUE },   { "queued", TRUE },    { "leased", TRUE },     { "committed", TRUE }, { "sent", TRUE },
    { "failed", TRUE }, { "uncertain", TRUE }, { "cancelled", FALSE }, { "expired", FALSE },
  };
  begin();
  fixture_queue(&fixture, "first", MINA, 1000);
  fixture.desk.brake_sender = (struct config_brake){ 1, 60 };
  fixture.decision.queue = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *sql = g_strdup_printf("UPDATE outbox SET state = '%s'", cases[i].state);
    g_assert_cmpint(fixture_try_sql(&fixture, sql), ==, 0);
    g_autofree char *key = g_strdup_printf("k%zu", i);
    claim(key, MINA, 0, 1001);
    g_assert_cmpint(fixture.snapshot.brake_sender, ==, cases[i].counts);
  }
  fixture_clear(&fixture);
}

/* A process whose clock was read a moment before another's claim must still see it. */
static void a_claim_from_a_moment_ahead_counts(void)
{
  begin();
  fixture.desk.brake_sender = (struct config_brake){ 1, 60 };
  g_assert_cmpuint(fixture_queue(&fixture, "k1", MINA, 1002), !=, 0);
  g_assert_cmpuint(fixture_queue(&fixture, "k2", MINA, 1000), ==, 0);
  g_assert_cmpuint(fixture_queue(&fixture, "k3", MINA, 1002 - 60), !=, 0);
  fixture_clear(&fixture);
}

static void hold_delays_and_only_hold(void)
{
  begin();
  fixture.decision.not_before = 1060;
  guint64 held = fixture_queue(&fixture, "k1", MINA, 1000), due = fixture_queue(&fixture, "k2", MINA, 1060);
  g_autoptr(GPtrArray) rows = outbox_list(fixture.ledger, OUTBOX_HELD, NULL);
  g_assert_cmpuint(rows->len, ==, 1);
  const struct outbox_row *row = rows->pdata[0];
  g_assert_cmpuint(row->id, ==, held);
  g_assert_cmpint(row->not_before, ==, 1060);
  g_autoptr(GPtrArray) queued = outbox_list(fixture.ledger, OUTBOX_QUEUED, NULL);
  g_assert_cmpuint(queued->len, ==, 1);
  g_assert_cmpuint(((const struct outbox_row *)queued->pdata[0])->id, ==, due);
  fixture_clear(&fixture);
}

static void contradictions_are_refused_and_leave_nothing(void)
{
  static const struct {
    const char *verdict, *mode, *to, *facts, *kind;
    int fault;
  } cases[] = {
    { "send", "shadow", MINA, "{}", "new", FAULT_INTERNAL }, { "none", "on", MINA, "{}", "new", FAULT_INTERNAL },
    { "send", "on", NULL, "{}", "new", FAULT_INTERNAL },     { "send", "on", MINA, NULL, "new", FAULT_INTERNAL },
    { "send", "on", MINA, "nonsense", "new", FAULT_INTERNAL }, { "perhaps", "on", MINA, "{}", "new", FAULT_INTERNAL },
    { "send", "on", MINA, "{}", NULL, FAULT_INTERNAL },
    { "send", "on", "a@b\r\nBcc: all@x", "{}", "new", FAULT_DATA },
  };
  begin();
  struct ledger_contact contact = { .key = "k", .address = MINA, .now = 1000, .desk = &fixture.desk };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    fixture.decision.verdict = cases[i].verdict;
    fixture.decision.mode = cases[i].mode;
    fixture.decision.to = cases[i].to;
    fixture.decision.facts = cases[i].facts;
    fixture.decision.kind = cases[i].kind;
    g_autoptr(GError) error = NULL;
    struct ledger_claimed untouched = { .ticket = 77 };
    g_assert_false(ledger_claim(fixture.ledger, &contact, fixture_decide, &fixture, &untouched, &error));
    g_assert_error(error, LEDGER_ERROR, cases[i].fault);
    g_assert_cmpuint(untouched.ticket, ==, 77);
  }
  g_assert_cmpint(fixture_sql(&fixture, "SELECT (SELECT count(*) FROM contacts) + (SELECT count(*) FROM tickets)"
                                        " + (SELECT count(*) FROM events) + (SELECT count(*) FROM outbox)"),
                  ==, 0);
  fixture_clear(&fixture);
}

/* Marks that this ledger never set: nothing is queued until somebody adopts it, and then it is again. */
static void in_doubt_nothing_is_queued(void)
{
  begin();
  const guint32 marked[] = { 5, 6, 7 };
  g_autoptr(GArray) uids = g_array_new(FALSE, FALSE, sizeof(guint32));
  g_array_append_vals(uids, marked, 3);
  guint unknown = 0;
  const struct ledger_contact ours = { .key = "k1", .address = MINA, .mailbox = "box", .uidvalidity = 1, .uid = 5,
                                       .now = 1000, .desk = &fixture.desk };
  fixture.decision.to = MINA;
  struct ledger_claimed claimed;
  g_assert_true(ledger_claim(fixture.ledger, &ours, fixture_decide, &fixture, &claimed, NULL));
  ledger_claimed_clear(&claimed);
  g_assert_false(fixture.snapshot.in_doubt);

  g_autoptr(GArray) unseen = ledger_unseen(fixture.ledger, "box", 1, uids, NULL);
  g_assert_cmpuint(unseen->len, ==, 2);
  gboolean known = FALSE;
  g_assert_true(ledger_recognise(fixture.ledger, "k1", "box", 1, 6, &known, NULL));
  g_assert_true(known);
  g_assert_true(ledger_recognise(fixture.ledger, "stranger", "box", 1, 7, &known, NULL));
  g_assert_false(known);

  g_assert_true(ledger_compare_marks(fixture.ledger, "box", 1, uids, &unknown, NULL));
  g_assert_cmpuint(unknown, ==, 1);
  g_autoptr(GError) error = NULL;
  g_assert_false(fixture_claim(&fixture, "k2", MINA, 0, 1000, NULL, &error));
  g_assert_error(error, LEDGER_ERROR, FAULT_INTERNAL);
  g_assert_true(fixture.snapshot.in_doubt);
  fixture.decision.mode = "shadow";
  fixture.decision.queue = FALSE;
  g_assert_cmpuint(fixture_queue(&fixture, "k2", MINA, 1000), ==, 0);

  struct ledger_state state;
  g_assert_true(ledger_state(fixture.ledger, &state, NULL));
  g_assert_true(state.in_doubt);
  g_assert_cmpuint(state.generation, ==, 1);
  g_assert_cmpuint(state.shadowed, ==, 1);
  g_free(state.identity);

  g_assert_true(ledger_adopt(fixture.ledger, 5000, 1001, NULL));
  g_assert_true(ledger_compare_marks(fixture.ledger, "box", 1, uids, &unknown, NULL));
  g_assert_cmpuint(unknown, ==, 0);
  fixture.decision.mode = "on";
  fixture.decision.queue = TRUE;
  g_assert_cmpuint(fixture_queue(&fixture, "k3", MINA, 1000), !=, 0);
  g_assert_false(fixture.snapshot.in_doubt);
  g_assert_cmpint(fixture_sql(&fixture, "SELECT max(number) FROM tickets"), ==, 5000);
  g_assert_true(ledger_state(fixture.ledger, &state, NULL));
  g_assert_cmpuint(state.generation, ==, 2);
  g_assert_cmpuint(state.next_ticket, ==, 5001);
  g_free(state.identity);
  /* what was decided in shadow is never answered later */
  struct ledger_claimed shadowed;
  g_assert_true(fixture_claim(&fixture, "k2", MINA, 0, 2000, &shadowed, NULL));
  g_assert_true(shadowed.known && shadowed.outbox == 0);
  ledger_claimed_clear(&shadowed);
  fixture_clear(&fixture);
}

static void adopting_never_goes_back(void)
{
  begin();
  g_assert_true(ledger_adopt(fixture.ledger, 5, 1000, NULL));
  g_assert_cmpuint(claim("k1", MINA, 0, 1000), ==, 1001);
  g_autoptr(GError) error = NULL;
  g_assert_false(ledger_adopt(fixture.ledger, G_MAXUINT64, 1000, &error));
  g_assert_error(error, LEDGER_ERROR, FAULT_USAGE);
  g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM events WHERE what = 'ledger.adopted' AND at = 1000"), ==, 1);
  fixture_clear(&fixture);
}

static void positions_are_kept_by_mailbox(void)
{
  begin();
  struct ledger_position position = { 9, 100, 99, 1000 }, got = { 0 };
  GError *error = NULL;
  g_assert_false(ledger_position(fixture.ledger, "box", &got, &error));
  g_assert_no_error(error);
  g_assert_true(ledger_set_position(fixture.ledger, "box", &position, NULL));
  position.last_uid = G_MAXUINT32;
  g_assert_true(ledger_set_position(fixture.ledger, "box", &position, NULL));
  g_assert_true(ledger_position(fixture.ledger, "box", &got, NULL));
  g_assert_cmpuint(got.uidvalidity, ==, 9);
  g_assert_cmpuint(got.first_uid, ==, 100);
  g_assert_cmpuint(got.last_uid, ==, G_MAXUINT32);
  g_assert_cmpint(got.first_sight, ==, 1000);
  g_assert_false(ledger_position(fixture.ledger, "other box", &got, NULL));
  fixture_clear(&fixture);
}

static void events_and_claims_cannot_be_rewritten(void)
{
  begin();
  claim("k1", MINA, 0, 1000);
  const char *const attempts[] = { "DELETE FROM events", "UPDATE events SET detail = ''", "DELETE FROM contacts",
                                   "UPDATE contacts SET key = 'k2'" };
  for (gsize i = 0; i < G_N_ELEMENTS(attempts); i++)
    g_assert_cmpint(fixture_try_sql(&fixture, attempts[i]), !=, 0);
  fixture_clear(&fixture);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/claim/once", a_mail_is_claimed_once_and_remembered);
  g_test_add_func("/claim/sighting", the_second_sight_notes_only_the_place);
  g_test_add_func("/claim/numbers", ticket_numbers_have_no_gaps);
  g_test_add_func("/claim/no-ticket", what_opens_no_ticket_is_still_claimed);
  g_test_add_func("/claim/join/same-sender", only_the_same_sender_joins_a_ticket);
  g_test_add_func("/claim/join/best", the_best_ticket_that_exists_is_joined);
  g_test_add_func("/claim/brake/window", five_are_queued_and_the_sixth_is_held_until_the_window_slides);
  g_test_add_func("/claim/brake/forged", forged_mail_does_not_silence_the_real_sender);
  g_test_add_func("/claim/brake/kinds", every_brake_counts_what_it_is_named_for);
  g_test_add_func("/claim/brake/recipient", the_sender_brake_also_spares_the_recipient);
  g_test_add_func("/claim/brake/states", brakes_count_what_may_have_been_sent);
  g_test_add_func("/claim/brake/skew", a_claim_from_a_moment_ahead_counts);
  g_test_add_func("/claim/hold", hold_delays_and_only_hold);
  g_test_add_func("/claim/contradictions", contradictions_are_refused_and_leave_nothing);
  g_test_add_func("/claim/doubt", in_doubt_nothing_is_queued);
  g_test_add_func("/claim/adopt", adopting_never_goes_back);
  g_test_add_func("/claim/position", positions_are_kept_by_mailbox);
  g_test_add_func("/claim/append-only", events_and_claims_cannot_be_rewritten);
  return g_test_run();
}
