/* What leaves and what waits, by a mail program that does as it is told. */
#include "base/clock.h"
#include "base/fault.h"
#include "base/problems.h"
#include "desk/outbox.h"
#include "ledger/identity.h"
#include "ledger/outbox.h"
#include "ledger/tickets.h"

#include "../folder.h"
#include "../shipped.h"

#include <glib/gstdio.h>
#include <string.h>

#define NOW G_GINT64_CONSTANT(1795435200)

static const char facts[] = "{\"version\":1,\"kind\":\"new\",\"language\":\"en\",\"to\":\"jane@customer.example\","
                            "\"subject\":\"Invoice\",\"message_id\":\"<1@customer.example>\"}";

struct office {
  char *folder, *sent;
  struct config *config;
  struct identity *identity;
  struct ledger *ledger;
};

static void write_file(const struct office *office, const char *name, const char *text, int mode)
{
  g_autofree char *path = g_build_filename(office->folder, name, NULL);
  g_assert_true(g_file_set_contents(path, text, -1, NULL));
  g_assert_cmpint(g_chmod(path, mode), ==, 0);
}

/* `ends` is what the program does when it has the mail. */
static void office_open(struct office *office, const char *desk, const char *ends)
{
  *office = (struct office){ .folder = g_dir_make_tmp("deskbell-XXXXXX", NULL) };
  office->sent = g_build_filename(office->folder, "sent", NULL);
  g_autofree char *program = g_strdup_printf("#!/bin/sh\ncat > /dev/null\necho >> %s\n%s\n", office->sent, ends);
  g_autofree char *yaml = g_strdup_printf("desk: {addresses: [support@acme.example], timezone: UTC, %s}\n"
                                          "desks: {sales: {reply: on}}\n"
                                          "send: {url: 'sendmail:%s/program', from: support@acme.example}\n",
                                          desk, office->folder);
  write_file(office, "program", program, 0700);
  write_file(office, "deskbell.yaml", yaml, 0600);
  g_autofree char *path = g_build_filename(office->folder, "deskbell.yaml", NULL);
  g_autofree char *key = g_build_filename(office->folder, "key", NULL);
  g_autofree char *name = g_strdup_printf("sqlite:%s/ledger.db", office->folder);
  g_autoptr(Problems) problems = problems_new();
  office->config = config_load(path, problems);
  g_autofree char *found = problems_text(problems);
  g_assert_cmpstr(found, ==, "");
  office->identity = identity_open(key, NULL);
  office->ledger = ledger_open(name, TRUE, FALSE, NULL);
  g_assert_true(office->identity && office->ledger);
}

static void office_close(struct office *office)
{
  ledger_close(office->ledger);
  identity_free(office->identity);
  config_free(office->config);
  folder_remove(office->folder);
  g_free(office->folder);
  g_free(office->sent);
}

static void decide(const struct ledger_snapshot *snapshot, struct ledger_decision *ret, gpointer data)
{
  (void)snapshot, (void)data;
  *ret = (struct ledger_decision){ .verdict = "send", .queue = TRUE, .mode = "on", .kind = "new",
                                   .to = "jane@customer.example", .category = "general", .priority = "normal",
                                   .language = "en", .due_first = CLOCK_NONE, .due_resolution = CLOCK_NONE,
                                   .not_before = NOW, .facts = facts, .explanation = "{}", .opens_ticket = TRUE };
}

/* As it was queued while the desk answered. */
static void is_queued(const struct office *office, guint desk, const char *key)
{
  const struct ledger_contact contact = { .key = key, .address = "jane@customer.example", .arrival = NOW, .now = NOW,
                                          .desk = office->config->desks->pdata[desk] };
  struct ledger_claimed claimed = { 0 };
  g_assert_true(ledger_claim(office->ledger, &contact, decide, NULL, &claimed, NULL));
  g_assert_cmpuint(claimed.outbox, !=, 0);
  ledger_claimed_clear(&claimed);
}

static struct outbox_run run_at(const struct office *office, gint64 now)
{
  struct outbox_run run;
  g_autoptr(GError) error = NULL;
  g_assert_true(outbox_run(office->config, office->ledger, office->identity, now, &run, &error));
  g_assert_no_error(error);
  return run;
}

/* How often the program was handed a mail. */
static gsize n_sent(const struct office *office)
{
  g_autofree char *text = NULL;
  gsize length = 0;
  return g_file_get_contents(office->sent, &text, &length, NULL) ? length : 0;
}

static guint n_in(const struct office *office, enum outbox_state state)
{
  guint counts[N_OUTBOX_STATES];
  g_assert_true(outbox_counts(office->ledger, counts, NULL));
  return counts[state];
}

static void what_is_due_leaves_once(void)
{
  struct office office;
  office_open(&office, "reply: on", "exit 0");
  is_queued(&office, 0, "a");
  g_assert_cmpuint(run_at(&office, NOW).sent, ==, 1);
  g_assert_cmpuint(run_at(&office, NOW + 9999).sent, ==, 0);
  g_assert_cmpuint(n_sent(&office), ==, 1);
  office_close(&office);
}

/* Nobody ran us for days; an acknowledgement now would be a riddle. A person is told. */
static void what_waited_for_days_does_not_leave(void)
{
  static const struct {
    gint64 after;
    guint sent, failed;
  } cases[] = { { 86400, 1, 0 }, { 2 * 86400, 1, 0 }, { 3 * 86400, 0, 1 }, { -86400, 0, 0 } };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    struct office office;
    office_open(&office, "reply: on", "exit 0");
    is_queued(&office, 0, "a");
    struct outbox_run run = run_at(&office, NOW + cases[i].after);
    g_assert_cmpuint(run.sent, ==, cases[i].sent);
    g_assert_cmpuint(run.failed, ==, cases[i].failed);
    g_assert_cmpuint(n_sent(&office), ==, cases[i].sent);
    office_close(&office);
  }
}

/* Whoever switches the answers off wants them off now. */
static void a_desk_that_no_longer_replies_sends_nothing_that_waits(void)
{
  static const char *const modes[] = { "reply: off", "reply: shadow" };
  for (gsize i = 0; i < G_N_ELEMENTS(modes); i++) {
    struct office office;
    office_open(&office, modes[i], "exit 0");
    is_queued(&office, 0, "a");
    is_queued(&office, 1, "b");
    g_assert_cmpuint(run_at(&office, NOW).sent, ==, 1); /* the other desk's */
    g_assert_cmpuint(n_sent(&office), ==, 1);
    struct config_desk *desk = office.config->desks->pdata[0];
    desk->reply = REPLY_ON;
    g_assert_cmpuint(run_at(&office, NOW + 3600).sent, ==, 1);
    office_close(&office);
  }
}

/* A ledger that was restored does not know what has left since. */
static void a_ledger_in_doubt_sends_nothing(void)
{
  struct office office;
  guint unknown = 0;
  guint32 uid = 17;
  g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof uid);
  g_array_append_val(marks, uid);
  office_open(&office, "reply: on", "exit 0");
  is_queued(&office, 0, "a");
  g_assert_true(ledger_compare_marks(office.ledger, "imaps://x/INBOX", 1, marks, &unknown, NULL));
  struct outbox_run run = run_at(&office, NOW);
  g_assert_true(run.in_doubt);
  g_assert_cmpuint(n_sent(&office), ==, 0);
  g_assert_cmpuint(n_in(&office, OUTBOX_QUEUED), ==, 1);
  office_close(&office);
}

static void what_may_have_left_is_sent_again_only_where_that_is_wanted(void)
{
  static const struct {
    const char *desk;
    enum outbox_state state;
    gsize n_sent;
  } cases[] = {
    { "reply: on", OUTBOX_UNCERTAIN, 1 },
    { "reply: on, on-uncertain: resend", OUTBOX_QUEUED, 2 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    struct office office;
    office_open(&office, cases[i].desk, "kill -9 $$");
    is_queued(&office, 0, "a");
    run_at(&office, NOW);
    run_at(&office, NOW + 3600);
    g_assert_cmpuint(n_in(&office, cases[i].state), ==, 1);
    g_assert_cmpuint(n_sent(&office), ==, cases[i].n_sent);
    office_close(&office);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  use_shipped_data();
  g_test_add_func("/outbox/once", what_is_due_leaves_once);
  g_test_add_func("/outbox/late", what_waited_for_days_does_not_leave);
  g_test_add_func("/outbox/off", a_desk_that_no_longer_replies_sends_nothing_that_waits);
  g_test_add_func("/outbox/doubt", a_ledger_in_doubt_sends_nothing);
  g_test_add_func("/outbox/uncertain", what_may_have_left_is_sent_again_only_where_that_is_wanted);
  return g_test_run();
}
