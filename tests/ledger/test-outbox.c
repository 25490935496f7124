#include "fixture.h"

#include <string.h>

static struct fixture fixture;

static void begin(void)
{
  fixture_init(&fixture);
  fixture_open(&fixture);
}

static guint64 queue(const char *key, gint64 now)
{
  return fixture_queue(&fixture, key, "mina@acme.example", now);
}

/* The id of the row leased at `now`; 0 when none is due. */
static guint64 lease(gint64 now)
{
  GError *error = NULL;
  g_autoptr(OutboxRow) row = NULL;
  g_assert_true(outbox_lease(fixture.ledger, now, &row, &error));
  g_assert_no_error(error);
  return row ? row->id : 0;
}

static struct outbox_row *find(guint64 id)
{
  for (enum outbox_state state = 0; state < N_OUTBOX_STATES; state++) {
    g_autoptr(GPtrArray) rows = outbox_list(fixture.ledger, state, NULL);
    for (guint i = 0; i < rows->len; i++)
      if (((struct outbox_row *)rows->pdata[i])->id == id)
        return g_ptr_array_steal_index(rows, i);
  }
  return NULL;
}

static const char *state_of(guint64 id)
{
  g_autoptr(OutboxRow) row = find(id);
  return row ? outbox_state_names[row->state] : "none";
}

static gboolean commit(guint64 id, const char *message_id, GError **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static("From: x\r\n\r\nbody\r\n", 17);
  return outbox_commit(fixture.ledger, id, message_id, bytes, 1010, error);
}

/* What the operations do to a row, as the tables below name them. */
static gboolean operate(guint64 id, const char *operation, GError **error)
{
  struct ledger *ledger = fixture.ledger;
  guint uncertain;
  static const struct {
    const char *name;
    enum outbox_outcome outcome;
    gint64 retry_at;
  } settlements[] = {
    { "sent", OUTCOME_SENT, CLOCK_NONE },           { "retry", OUTCOME_TEMPORARY, 1100 },
    { "give up", OUTCOME_TEMPORARY, CLOCK_NONE },   { "permanent", OUTCOME_PERMANENT, CLOCK_NONE },
    { "uncertain", OUTCOME_UNCERTAIN, CLOCK_NONE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(settlements); i++)
    if (!strcmp(operation, settlements[i].name))
      return outbox_settle(ledger, id, settlements[i].outcome, "said so", settlements[i].retry_at, 1020, error);
  if (!strcmp(operation, "lease"))
    return lease(1000) == id;
  if (!strcmp(operation, "commit"))
    return commit(id, "a@desk.example", error);
  if (!strcmp(operation, "recover"))
    return outbox_recover(ledger, FALSE, 1030, &uncertain, error);
  if (!strcmp(operation, "recover and resend"))
    return outbox_recover(ledger, TRUE, 1030, &uncertain, error);
  g_assert_true(g_str_has_prefix(operation, "move "));
  for (enum outbox_state state = 0; state < N_OUTBOX_STATES; state++)
    if (!strcmp(operation + 5, outbox_state_names[state]))
      return outbox_move(ledger, id, state, "a person", 1040, error);
  g_assert_not_reached();
}

/* Ways to bring a new row into each state. */
static const struct way {
  const char *state, *steps[4];
} ways[] = {
  { "held", { NULL } },
  { "queued", { NULL } },
  { "leased", { "lease" } },
  { "committed", { "lease", "commit" } },
  { "sent", { "lease", "commit", "sent" } },
  { "failed", { "lease", "permanent" } },
  { "uncertain", { "lease", "commit", "uncertain" } },
  { "cancelled", { "move cancelled" } },
  { "expired", { "move expired" } },
};

static guint64 row_in(const char *state)
{
  fixture.decision.not_before = strcmp(state, "held") ? CLOCK_NONE : 2000;
  guint64 id = queue("k", 1000);
  for (gsize i = 0; i < G_N_ELEMENTS(ways); i++)
    for (gsize k = 0; !strcmp(state, ways[i].state) && k < 4 && ways[i].steps[k]; k++)
      g_assert_true(operate(id, ways[i].steps[k], NULL));
  g_assert_cmpstr(state_of(id), ==, state);
  return id;
}

/* The whole diagram: from every state, every operation either walks its edge or is refused and changes nothing. */
static void rows_walk_the_edges_of_the_diagram_and_no_others(void)
{
  static const struct {
    const char *operation;
    const char *to[9]; /* by the order of `ways`; NULL: refused */
    int fault;
  } table[] = {
    /*                   held         queued       leased       committed    sent  failed uncertain cancelled expired */
    { "commit", { NULL, NULL, "committed", NULL, NULL, NULL, NULL, NULL, NULL }, FAULT_INTERNAL },
    { "sent", { NULL, NULL, NULL, "sent", NULL, NULL, NULL, NULL, NULL }, FAULT_INTERNAL },
    { "retry", { NULL, NULL, "queued", "queued", NULL, NULL, NULL, NULL, NULL }, FAULT_INTERNAL },
    { "give up", { NULL, NULL, "failed", "failed", NULL, NULL, NULL, NULL, NULL }, FAULT_INTERNAL },
    { "permanent", { NULL, NULL, "failed", "failed", NULL, NULL, NULL, NULL, NULL }, FAULT_INTERNAL },
    { "uncertain", { NULL, NULL, NULL, "uncertain", NULL, NULL, NULL, NULL, NULL }, FAULT_INTERNAL },
    { "move cancelled", { "cancelled", "cancelled", NULL, NULL, NULL, NULL, NULL, NULL, NULL }, FAULT_DATA },
    { "move expired", { "expired", "expired", NULL, NULL, NULL, NULL, NULL, NULL, NULL }, FAULT_DATA },
    { "move sent", { NULL, NULL, NULL, NULL, NULL, NULL, "sent", NULL, NULL }, FAULT_DATA },
    { "move queued", { NULL, NULL, NULL, NULL, NULL, NULL, "queued", NULL, NULL }, FAULT_DATA },
    { "move failed", { NULL, NULL, NULL, NULL, NULL, NULL, "failed", NULL, NULL }, FAULT_DATA },
    { "move held", { NULL }, FAULT_DATA },
    { "move leased", { NULL }, FAULT_DATA },
    { "move committed", { NULL }, FAULT_DATA },
    { "recover", { "held", "queued", "queued", "uncertain", "sent", "failed", "uncertain", "cancelled", "expired" }, 0 },
    { "recover and resend",
      { "held", "queued", "queued", "queued", "sent", "failed", "uncertain", "cancelled", "expired" },
      0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(table); i++)
    for (gsize from = 0; from < G_N_ELEMENTS(ways); from++) {
      begin();
      guint64 id = row_in(ways[from].state);
      gint64 events = fixture_sql(&fixture, "SELECT count(*) FROM events");
      const char *to = table[i].to[from];
      g_autoptr(GError) error = NULL;
      g_assert_cmpint(operate(id, table[i].operation, &error), ==, to != NULL);
      if (!to)
        g_assert_error(error, LEDGER_ERROR, table[i].fault);
      g_assert_cmpstr(state_of(id), ==, to ? to : ways[from].state);
      gboolean moved = to && strcmp(to, ways[from].state);
      g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM events"), ==, events + moved);
      fixture_clear(&fixture);
    }
}

static void an_unknown_row_is_refused(void)
{
  begin();
  const char *const operations[] = { "commit", "sent", "move cancelled" };
  for (gsize i = 0; i < G_N_ELEMENTS(operations); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_false(operate(4711, operations[i], &error));
    g_assert_error(error, LEDGER_ERROR, FAULT_NO_INPUT);
  }
  fixture_clear(&fixture);
}

static void a_leased_row_has_all_that_sending_needs(void)
{
  begin();
  fixture.decision.to = "hong@example.kr";
  guint64 id = queue("k", 1000);
  g_autoptr(OutboxRow) row = NULL;
  g_assert_true(outbox_lease(fixture.ledger, 1000, &row, NULL));
  g_assert_cmpuint(row->id, ==, id);
  g_assert_cmpuint(row->ticket, ==, 1001);
  g_assert_cmpstr(row->desk, ==, "desk");
  g_assert_cmpstr(row->kind, ==, "new");
  g_assert_cmpstr(row->to, ==, "hong@example.kr");
  g_assert_cmpstr(row->facts, ==, "{\"kind\":\"new\"}");
  g_assert_cmpint(row->state, ==, OUTBOX_LEASED);
  g_assert_cmpuint(row->attempts, ==, 0);
  g_assert_cmpint(row->created, ==, 1000);
  g_assert_null(row->message_id);
  g_assert_null(row->diagnostic);
  fixture_clear(&fixture);
}

static void the_oldest_due_row_goes_first(void)
{
  begin();
  guint64 second = queue("b", 1005), first = queue("a", 1001), third = queue("c", 1005);
  fixture.decision.not_before = 1500;
  guint64 held = queue("d", 1000);
  g_assert_cmpuint(lease(1000), ==, 0);
  g_assert_cmpuint(lease(1499), ==, first);
  g_assert_cmpuint(lease(1499), ==, second);
  g_assert_cmpuint(lease(1499), ==, third);
  g_assert_cmpuint(lease(1499), ==, 0);
  g_assert_cmpstr(state_of(held), ==, "held");
  g_assert_cmpuint(lease(1500), ==, held);
  fixture_clear(&fixture);
}

static void a_retry_waits_for_its_time(void)
{
  begin();
  guint64 id = row_in("leased");
  g_assert_true(outbox_settle(fixture.ledger, id, OUTCOME_TEMPORARY, "451 later\r\nplease", 1100, 1010, NULL));
  g_assert_cmpuint(lease(1099), ==, 0);
  g_autoptr(OutboxRow) row = NULL;
  g_assert_true(outbox_lease(fixture.ledger, 1100, &row, NULL));
  g_assert_cmpuint(row->id, ==, id);
  g_assert_cmpuint(row->attempts, ==, 1);
  g_assert_cmpstr(row->diagnostic, ==, "451 later??please");
  fixture_clear(&fixture);
}

/* What a server may already have must be recognisable as the same mail. */
static void the_message_id_stays_once_committed(void)
{
  begin();
  guint64 id = row_in("committed");
  g_assert_true(operate(id, "retry", NULL));
  g_assert_cmpuint(lease(1100), ==, id);
  g_autoptr(GError) error = NULL;
  g_assert_false(commit(id, "other@desk.example", &error));
  g_assert_error(error, LEDGER_ERROR, FAULT_INTERNAL);
  g_autoptr(OutboxRow) row = find(id);
  g_assert_cmpstr(row->message_id, ==, "a@desk.example");
  g_assert_true(commit(id, row->message_id, NULL));
  g_assert_cmpint(fixture_sql(&fixture, "SELECT count(*) FROM mails WHERE length(bytes) = 17"), ==, 2);
  fixture_clear(&fixture);
}

static void recovery_tells_how_many_became_uncertain(void)
{
  for (int resend = 0; resend < 2; resend++) {
    begin();
    guint64 one = queue("a", 1000), two = queue("b", 1001), three = queue("c", 1002);
    for (int i = 0; i < 3; i++)
      g_assert_cmpuint(lease(1010), !=, 0);
    g_assert_true(commit(one, "1@x", NULL));
    g_assert_true(commit(two, "2@x", NULL));
    guint uncertain = 99;
    g_assert_true(outbox_recover(fixture.ledger, resend, 1020, &uncertain, NULL));
    g_assert_cmpuint(uncertain, ==, resend ? 0 : 2);
    g_assert_cmpstr(state_of(one), ==, resend ? "queued" : "uncertain");
    g_assert_cmpstr(state_of(three), ==, "queued");
    g_assert_true(outbox_recover(fixture.ledger, resend, 1030, &uncertain, NULL));
    g_assert_cmpuint(uncertain, ==, 0);
    g_autoptr(OutboxRow) row = find(three);
    g_assert_cmpuint(row->attempts, ==, 1);
    fixture_clear(&fixture);
  }
}

static void what_a_wrong_clock_queued_does_not_wait_for_it(void)
{
  guint uncertain;
  begin();
  guint64 soon = queue("a", 1000 + 2 * 86400), ahead = queue("b", 100000000);
  fixture.decision.not_before = 100000300;
  guint64 held = queue("c", 100000000);
  g_assert_cmpuint(lease(1000), ==, 0);
  g_assert_true(outbox_recover(fixture.ledger, FALSE, 1000, &uncertain, NULL));
  g_assert_cmpuint(lease(1000), ==, ahead);
  g_assert_cmpuint(lease(1299), ==, 0);
  g_assert_cmpuint(lease(1300), ==, held);
  g_assert_cmpuint(lease(1000 + 2 * 86400 - 1), ==, 0);
  g_assert_cmpuint(lease(1000 + 2 * 86400), ==, soon);
  fixture_clear(&fixture);
}

static void a_diagnostic_is_capped(void)
{
  begin();
  guint64 id = row_in("leased");
  g_autofree char *long_reply = g_strnfill(1000000, 'x');
  g_assert_true(outbox_settle(fixture.ledger, id, OUTCOME_PERMANENT, long_reply, CLOCK_NONE, 1010, NULL));
  g_autoptr(OutboxRow) row = find(id);
  g_assert_cmpuint(strlen(row->diagnostic), <, 2000);
  fixture_clear(&fixture);
}

static void counts_are_by_state(void)
{
  begin();
  guint counts[N_OUTBOX_STATES];
  queue("a", 1000);
  queue("b", 1000);
  lease(1000);
  g_assert_true(outbox_counts(fixture.ledger, counts, NULL));
  for (int state = 0; state < N_OUTBOX_STATES; state++)
    g_assert_cmpuint(counts[state], ==, state == OUTBOX_QUEUED || state == OUTBOX_LEASED ? 1 : 0);
  fixture_clear(&fixture);
}

/* One sender at a time, and the lock goes with its holder. */
static void a_lock_has_one_holder(void)
{
  begin();
  GError *error = NULL;
  struct ledger *other = ledger_open(fixture.name, FALSE, FALSE, NULL);
  struct ledger_lock *held = ledger_lock(fixture.ledger, "send", &error);
  g_assert_nonnull(held);
  g_assert_null(ledger_lock(other, "send", &error));
  g_assert_no_error(error);
  struct ledger_lock *poll = ledger_lock(other, "mailbox-1f", &error);
  g_assert_nonnull(poll);
  ledger_unlock(held);
  held = ledger_lock(other, "send", &error);
  g_assert_nonnull(held);
  ledger_unlock(held);
  ledger_unlock(poll);
  g_assert_null(ledger_lock(other, "../send", &error));
  g_assert_error(error, LEDGER_ERROR, FAULT_INTERNAL);
  g_error_free(error);
  ledger_close(other);
  fixture_clear(&fixture);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/outbox/edges", rows_walk_the_edges_of_the_diagram_and_no_others);
  g_test_add_func("/outbox/unknown", an_unknown_row_is_refused);
  g_test_add_func("/outbox/row", a_leased_row_has_all_that_sending_needs);
  g_test_add_func("/outbox/order", the_oldest_due_row_goes_first);
  g_test_add_func("/outbox/retry", a_retry_waits_for_its_time);
  g_test_add_func("/outbox/message-id", the_message_id_stays_once_committed);
  g_test_add_func("/outbox/recover", recovery_tells_how_many_became_uncertain);
  g_test_add_func("/outbox/clock", what_a_wrong_clock_queued_does_not_wait_for_it);
  g_test_add_func("/outbox/diagnostic", a_diagnostic_is_capped);
  g_test_add_func("/outbox/counts", counts_are_by_state);
  g_test_add_func("/outbox/lock", a_lock_has_one_holder);
  return g_test_run();
}
