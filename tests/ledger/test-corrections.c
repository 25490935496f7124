/* What a person sets of a ticket against what was decided. */
#include "ledger/corrections.h"

#include "fixture.h"

#include <string.h>

#define MINA "mina@acme.example"

static struct fixture fixture;

static void begin(void)
{
  fixture_init(&fixture);
  fixture.decision.category = "general";
  fixture.decision.priority = "normal";
  fixture.decision.team = NULL;
  fixture_open(&fixture);
}

static void claim(const char *key, guint64 join)
{
  g_assert_true(fixture_claim(&fixture, key, MINA, join, 1000, NULL, NULL));
}

static void what_is_set_stands_and_is_remembered(void)
{
  static const struct {
    const char *values[N_CORRECTION_AXES];
    gboolean changed;
    const char *event;
  } steps[] = {
    { { "billing", NULL, "결제팀" }, TRUE, "{\"set\":{\"category\":\"billing\",\"team\":\"결제팀\"},"
                                           "\"was\":{\"category\":\"general\",\"team\":null}}" },
    { { "billing", NULL, NULL }, FALSE, NULL },
    { { NULL, "normal", NULL }, TRUE, "{\"set\":{\"priority\":\"normal\"},\"was\":{\"priority\":\"normal\"}}" },
    { { NULL, "normal", NULL }, FALSE, NULL },
    { { "billing", "urgent", NULL }, TRUE, "{\"set\":{\"priority\":\"urgent\"},\"was\":{\"priority\":\"normal\"}}" },
    { { "refund", NULL, NULL }, TRUE, "{\"set\":{\"category\":\"refund\"},\"was\":{\"category\":\"billing\"}}" },
  };
  begin();
  claim("k1", 0);
  for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
    gboolean changed = !steps[i].changed;
    g_assert_true(tickets_correct(fixture.ledger, 1001, steps[i].values, 2000, &changed, NULL));
    g_assert_cmpint(changed, ==, steps[i].changed);
    g_autoptr(GPtrArray) events = tickets_events(fixture.ledger, 1001, NULL);
    const struct ticket_event *last = events->pdata[events->len - 1];
    if (steps[i].changed)
      g_assert_cmpstr(last->what, ==, "ticket.set");
    if (steps[i].changed)
      g_assert_cmpstr(last->detail, ==, steps[i].event);
  }
  g_autoptr(Ticket) ticket = tickets_get(fixture.ledger, 1001, NULL);
  g_assert_cmpstr(ticket->category, ==, "refund");
  g_assert_cmpstr(ticket->priority, ==, "urgent");
  g_assert_cmpstr(ticket->team, ==, "결제팀");
  g_autoptr(GError) error = NULL;
  g_assert_false(tickets_correct(fixture.ledger, 4711, steps[0].values, 2000, NULL, &error));
  g_assert_error(error, LEDGER_ERROR, FAULT_NO_INPUT);
  fixture_clear(&fixture);
}

static void a_mail_is_labelled_by_what_was_set_of_the_ticket_it_opened(void)
{
  const char *const set[N_CORRECTION_AXES] = { "billing", NULL, NULL };
  begin();
  claim("first", 0);
  claim("second", 1001);
  claim("other", 0);
  g_assert_true(tickets_correct(fixture.ledger, 1001, set, 2000, NULL, NULL));
  static const struct {
    const char *key;
    enum correction_axis axis;
    gboolean known, opened;
    const char *label;
  } cases[] = {
    { "first", CORRECT_CATEGORY, TRUE, TRUE, "billing" }, { "first", CORRECT_PRIORITY, TRUE, TRUE, NULL },
    { "second", CORRECT_CATEGORY, TRUE, FALSE, NULL },    { "other", CORRECT_CATEGORY, TRUE, TRUE, NULL },
    { "never", CORRECT_CATEGORY, FALSE, FALSE, NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    struct correction found;
    g_assert_true(ledger_correction(fixture.ledger, cases[i].key, cases[i].axis, &found, NULL));
    g_assert_cmpint(found.known, ==, cases[i].known);
    g_assert_cmpint(found.opened, ==, cases[i].opened);
    g_assert_cmpstr(found.label, ==, cases[i].label);
    g_free(found.label);
  }
  fixture_clear(&fixture);
}

/* The fixture has mail come in five seconds before it is claimed. */
static void what_was_corrected_since(void)
{
  const char *const set[N_CORRECTION_AXES] = { "billing", NULL, NULL };
  gint64 since = 1;
  begin();
  g_assert_true(ledger_corrected_since(fixture.ledger, CORRECT_CATEGORY, TRUE, &since, NULL));
  g_assert_cmpint(since, ==, CLOCK_NONE);
  for (guint i = 0; i < 3; i++) {
    g_autofree char *key = g_strdup_printf("k%u", i);
    g_assert_true(fixture_claim(&fixture, key, MINA, 0, 1000 * (i + 1), NULL, NULL));
  }
  g_assert_true(tickets_correct(fixture.ledger, 1002, set, 9000, NULL, NULL));
  static const struct {
    enum correction_axis axis;
    gboolean any;
    gint64 since;
  } cases[] = { { CORRECT_CATEGORY, FALSE, 1995 }, { CORRECT_PRIORITY, FALSE, CLOCK_NONE }, { CORRECT_PRIORITY, TRUE, 995 } };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_assert_true(ledger_corrected_since(fixture.ledger, cases[i].axis, cases[i].any, &since, NULL));
    g_assert_cmpint(since, ==, cases[i].since);
  }
  fixture_clear(&fixture);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/corrections/stand", what_is_set_stands_and_is_remembered);
  g_test_add_func("/corrections/labels", a_mail_is_labelled_by_what_was_set_of_the_ticket_it_opened);
  g_test_add_func("/corrections/since", what_was_corrected_since);
  return g_test_run();
}
