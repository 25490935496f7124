/* The brakes that look at words, and what a person is told of all brakes. */
#include "fixture.h"

static struct fixture fixture;

enum { WORDS = 0x5a5a };

static void begin(void)
{
  fixture_init(&fixture);
  fixture_open(&fixture);
  fixture.desk.brake_similar = (struct config_brake){ 2, 60 };
}

/* Claims a mail of a sender that nobody saw before; whether the brake would have let it through. */
static gboolean passes(guint64 fingerprint, gint64 now)
{
  static int number;
  g_autofree char *key = g_strdup_printf("k%d", ++number), *address = g_strdup_printf("robot%d@x%d.example", number, number);
  const struct ledger_contact contact = {
    .key = key, .address = address, .fingerprint = fingerprint, .now = now, .desk = &fixture.desk
  };
  struct ledger_claimed claimed;
  GError *error = NULL;
  fixture.decision.to = address;
  ledger_claim(fixture.ledger, &contact, fixture_decide, &fixture, &claimed, &error);
  g_assert_no_error(error);
  ledger_claimed_clear(&claimed);
  return !fixture.snapshot.brake_similar;
}

/* `count` acknowledgements to mails of these words. */
static void answer(guint64 fingerprint, int count, gint64 now)
{
  const struct config_brake brake = fixture.desk.brake_similar;
  fixture.desk.brake_similar.count = 0;
  for (int i = 0; i < count; i++)
    passes(fingerprint, now);
  fixture.desk.brake_similar = brake;
}

static void a_robot_that_changes_its_name_is_held_until_the_window_slides(void)
{
  begin();
  g_assert_true(passes(WORDS, 1000));
  g_assert_true(passes(WORDS ^ 1, 1001));
  fixture.decision.queue = FALSE;
  g_assert_false(passes(WORDS ^ 2, 1002));
  g_assert_false(passes(WORDS, 1059));
  g_assert_true(passes(WORDS, 1060));
  g_assert_false(passes(WORDS, 999)); /* a clock a little behind */
  fixture_clear(&fixture);
}

static void near_means_eight_bits(void)
{
  static const struct {
    guint64 answered, asked;
    gboolean passes;
  } cases[] = {
    { WORDS, WORDS, FALSE },
    { WORDS, WORDS ^ 0xff, FALSE },
    { WORDS, WORDS ^ 0x1ff, TRUE },
    { WORDS, ~(guint64)WORDS, TRUE },
    { G_MAXUINT64, G_MAXUINT64 >> 8, FALSE }, /* the highest bit is one like others */
    { G_MAXUINT64, G_MAXUINT64 >> 9, TRUE },
    { 1, 0, TRUE }, /* too short to tell */
    { 0, 0, TRUE },
    { 0, 1, TRUE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    begin();
    answer(cases[i].answered, 2, 1000);
    g_assert_cmpint(passes(cases[i].asked, 1001), ==, cases[i].passes);
    fixture_clear(&fixture);
  }
}

static void only_the_same_desks_acknowledgements_count(void)
{
  begin();
  answer(WORDS, 1, 1000);
  fixture.decision.queue = FALSE;
  g_assert_true(passes(WORDS, 1001)); /* decided to be sent, but in no outbox */
  fixture.decision.verdict = "none";
  g_assert_true(passes(WORDS, 1001));
  fixture.decision.verdict = "send";
  fixture.decision.queue = TRUE;
  answer(WORDS, 1, 1001);
  fixture.decision.queue = FALSE;
  g_assert_false(passes(WORDS, 1002));
  fixture.desk.id = "sales";
  g_assert_true(passes(WORDS, 1002));
  fixture.desk.id = "desk";
  g_assert_cmpint(fixture_try_sql(&fixture, "UPDATE outbox SET state = 'cancelled' WHERE id = 1"), ==, 0);
  g_assert_true(passes(WORDS, 1002));
  fixture.desk.brake_similar.count = 1;
  g_assert_false(passes(WORDS, 1002));
  fixture.desk.brake_similar.count = 0;
  g_assert_true(passes(WORDS, 1002));
  fixture_clear(&fixture);
}

static void the_latest_thousand_are_compared(void)
{
  begin();
  fixture.desk.brake_similar = (struct config_brake){ 1, 10000 };
  answer(WORDS, 1, 1000);
  answer(~(guint64)WORDS, 999, 2000);
  fixture.decision.queue = FALSE;
  g_assert_false(passes(WORDS, 2001));
  fixture.decision.queue = TRUE;
  answer(~(guint64)WORDS, 1, 2000);
  g_assert_true(passes(WORDS, 2001));
  fixture_clear(&fixture);
}

static void what_was_held_is_listed_newest_first(void)
{
  begin();
  static const struct {
    const char *verdict, *reason;
  } claims[] = {
    { "held", "brake-sender" }, { "held", "brake-desk" }, { "none", "list-id" }, { "held", "brake-sender" },
  };
  fixture.decision.queue = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(claims); i++) {
    g_autofree char *key = g_strdup_printf("k%zu", i);
    fixture.decision.verdict = claims[i].verdict;
    fixture.decision.reason = claims[i].reason;
    g_assert_true(fixture_claim(&fixture, key, "mina@acme.example", 0, 1000 + (gint64)i, NULL, NULL));
  }
  g_autoptr(GPtrArray) held = ledger_held(fixture.ledger, CLOCK_NONE, 2, NULL);
  g_assert_cmpuint(held->len, ==, 2);
  const struct held *newest = held->pdata[0], *next = held->pdata[1];
  g_assert_cmpstr(newest->reason, ==, "brake-sender");
  g_assert_cmpstr(newest->address, ==, "mina@acme.example");
  g_assert_cmpstr(newest->subject, ==, "Subject");
  g_assert_cmpstr(newest->desk, ==, "desk");
  g_assert_cmpint(newest->at, ==, 1003);
  g_assert_cmpuint(newest->ticket, ==, 1004);
  g_assert_cmpstr(next->reason, ==, "brake-desk");

  g_autoptr(GPtrArray) since = ledger_held(fixture.ledger, 1001, 0, NULL);
  g_assert_cmpuint(since->len, ==, 2);
  fixture_clear(&fixture);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/brakes/similar/window", a_robot_that_changes_its_name_is_held_until_the_window_slides);
  g_test_add_func("/brakes/similar/near", near_means_eight_bits);
  g_test_add_func("/brakes/similar/counted", only_the_same_desks_acknowledgements_count);
  g_test_add_func("/brakes/similar/bounded", the_latest_thousand_are_compared);
  g_test_add_func("/brakes/held", what_was_held_is_listed_newest_first);
  return g_test_run();
}
