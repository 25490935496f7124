/* A replay decides what a live run would have decided, whatever the order in which the mail is read. */
#include "base/clock.h"
#include "base/problems.h"
#include "base/yaml.h"
#include "desk/claim.h"
#include "desk/replay.h"
#include "ledger/identity.h"
#include "mail/mail.h"
#include "source/source.h"
#include "../shipped.h"

#include <glib/gstdio.h>
#include <string.h>

static const gint64 monday = 1795392000; /* 2026-11-23T00:00:00Z */
static struct identity *identity;

static struct config *config_with(const char *more)
{
  g_autofree char *text = g_strdup_printf("desk: {addresses: [support@acme.example], reply: shadow, timezone: UTC, "
                                          "max-age: 2d, follow-up: 1d, %s}\n", more);
  g_autoptr(Problems) problems = problems_new();
  struct yaml_node *root = yaml_parse("test.yaml", text, strlen(text), problems);
  g_assert_nonnull(root);
  struct config *config = config_from_yaml(root, problems);
  yaml_node_free(root);
  g_assert_nonnull(config);
  return config;
}

/* One mail: minutes after Monday began, who, its number (for the Message-ID), and more header lines. */
struct sample {
  int minutes;
  const char *from;
  int number;
  char *more;
};

static struct source_item *item_of(const struct sample *sample)
{
  g_autoptr(GDateTime) at = g_date_time_new_from_unix_utc(monday + sample->minutes * 60);
  g_autofree char *date = g_date_time_format(at, "%a, %d %b %Y %H:%M:%S +0000");
  g_autofree char *text = g_strdup_printf("Received: by mx.acme.example; %s\nFrom: <%s>\nTo: support@acme.example\n"
                                          "Message-ID: <%d@customer.example>\nSubject: Invoice %d\n%s\nHello.\n",
                                          date, sample->from, sample->number, sample->number,
                                          sample->more ? sample->more : "");
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  struct source_item *item = g_new0(struct source_item, 1);
  item->mail = mail_from_bytes(bytes, NULL);
  item->path = g_strdup("box");
  item->index = (guint)sample->number;
  return item;
}

/* "1 send new 1001; 2 held brake-sender 0; ..." in the order of the run. */
static gboolean write_down(const struct replay_result *result, gpointer data)
{
  GString *list = data;
  const struct replay_outcome *outcome = &result->sides[0];
  g_string_append_printf(list, "%s%u %s %s %" G_GUINT64_FORMAT, list->len ? "; " : "", result->index,
                         outcome->copy ? "copy" : outcome->decision->verdict,
                         outcome->copy            ? "-"
                         : outcome->decision->reason ? outcome->decision->reason
                                                     : outcome->decision->kind,
                         outcome->ticket);
  return TRUE;
}

static gboolean write_changes(const struct replay_result *result, gpointer data)
{
  GString *list = data;
  for (guint i = 0; i < N_REPLAY_CHANGES; i++)
    if (result->changes >> i & 1)
      g_string_append_printf(list, "%s%u %s", list->len ? "; " : "", result->index, replay_change_names[i]);
  return TRUE;
}

static struct replay *replay_of(struct config *config, struct config *other)
{
  const struct replay_request request = {
    .sides = { { config, identity, NULL }, { other, identity, NULL } },
    .n_sides = other ? 2 : 1,
    .now = monday + 30 * 86400,
    .since = CLOCK_NONE,
    .until = CLOCK_NONE,
  };
  g_autoptr(Problems) problems = problems_new();
  g_autoptr(GError) error = NULL;
  struct replay *replay = replay_new(&request, problems, &error);
  g_assert_no_error(error);
  return replay;
}

static char *run(struct replay *replay, const struct sample *samples, gsize n, replay_watch watch)
{
  g_autoptr(GError) error = NULL;
  for (gsize i = n; i > 0; i--) { /* the last first: a replay sorts */
    g_autoptr(SourceItem) item = item_of(&samples[i - 1]);
    g_assert_true(replay_add(replay, item, &error));
    g_assert_no_error(error);
  }
  GString *list = g_string_new(NULL);
  g_assert_true(replay_run(replay, watch, list, &error));
  g_assert_no_error(error);
  return g_string_free(list, FALSE);
}

static char *decisions(const char *settings, const struct sample *samples, gsize n, guint *ret_earlier)
{
  g_autoptr(Config) config = config_with(settings);
  g_autoptr(Replay) replay = replay_of(config, NULL);
  char *list = run(replay, samples, n, write_down);
  if (ret_earlier)
    *ret_earlier = replay_earlier_tickets(replay, 0);
  return list;
}

static char *token_line(guint64 ticket, const char *to, const char *references)
{
  g_autofree char *token = identity_token(identity, ticket, to, IDENTITY_TOKEN_LENGTH);
  return g_strdup_printf("In-Reply-To: <deskbell.%" G_GUINT64_FORMAT ".x.%s@acme.example>\nReferences: %s\n", ticket,
                         token, references);
}

static void mail_runs_in_order_of_arrival_and_brakes_slide(void)
{
  const struct sample samples[] = {
    { 0, "a@x.example", 1, NULL },        { 10, "a@x.example", 2, NULL }, { 20, "a@x.example", 3, NULL },
    { 20, "b@y.example", 4, NULL },       { 1445, "a@x.example", 5, NULL },
    { 1446, "a@x.example", 6, NULL },
  };
  g_autofree char *got = decisions("brakes: {sender: 2/1d}", samples, G_N_ELEMENTS(samples), NULL);
  g_assert_cmpstr(got, ==, "1 send new 1001; 2 send new 1002; 4 send new 1003; 3 held brake-sender 1004; 5 send new 1005; "
                           "6 held brake-sender 1006");
}

static void a_copy_is_no_second_mail(void)
{
  const struct sample samples[] = { { 0, "a@x.example", 1, NULL }, { 0, "a@x.example", 1, NULL } };
  g_autofree char *got = decisions("tag: ACME", samples, G_N_ELEMENTS(samples), NULL);
  g_assert_cmpstr(got, ==, "1 send new 1001; 1 copy - 1001");
}

static void age_is_that_at_its_arrival(void)
{
  const struct sample samples[] = { { 0, "a@x.example", 1, NULL } };
  g_autofree char *got = decisions("tag: ACME", samples, 1, NULL); /* read a month later, max-age: 2d */
  g_assert_cmpstr(got, ==, "1 send new 1001");
}

static void a_reply_to_a_real_acknowledgement_joins_its_thread(void)
{
  g_autofree char *reply = token_line(4711, "a@x.example", "<2@customer.example>");
  const struct sample samples[] = {
    { 0, "b@y.example", 1, NULL },
    { 1, "a@x.example", 2, NULL },
    { 60, "a@x.example", 3, reply },
    { 90, "a@x.example", 4, reply },
  };
  guint earlier;
  g_autofree char *got = decisions("brakes: {sender: off}", samples, G_N_ELEMENTS(samples), &earlier);
  g_assert_cmpstr(got, ==, "1 send new 1001; 2 send new 1002; 3 send follow-up 1002; 4 none told-lately 1002");
  g_assert_cmpuint(earlier, ==, 0);
  g_autofree char *held = decisions("hold: 5m, brakes: {sender: off}", samples, G_N_ELEMENTS(samples), NULL);
  g_assert_cmpstr(held, ==, got);
}

static void a_ticket_of_before_is_followed_up(void)
{
  g_autofree char *reply = token_line(1001, "a@x.example", "<gone@customer.example>");
  const struct sample samples[] = { { 0, "b@y.example", 1, NULL }, { 60, "a@x.example", 2, reply } };
  guint earlier;
  g_autofree char *got = decisions("tag: ACME", samples, G_N_ELEMENTS(samples), &earlier);
  g_assert_cmpstr(got, ==, "1 send new 1001; 2 send follow-up 1002");
  g_assert_cmpuint(earlier, ==, 1);
}

static void what_came_back_blocks_its_address(void)
{
  g_autofree char *token = identity_token(identity, 4711, "a@x.example", IDENTITY_TOKEN_LENGTH);
  g_autofree char *bounce = g_strdup_printf(
      "X-Original-To: support+4711-%s@acme.example\nMIME-Version: 1.0\n"
      "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
      "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n"
      "Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.1.1\n\n--b--\n", token);
  const struct sample samples[] = {
    { 0, "a@x.example", 1, NULL },
    { 5, "mailer-daemon@mx.example", 2, bounce },
    { 60, "a@x.example", 3, NULL },
  };
  g_autofree char *got = decisions("bounce-block: 60d", samples, G_N_ELEMENTS(samples), NULL);
  g_assert_cmpstr(got, ==, "1 send new 1001; 2 none bounce 1001; 3 none undeliverable-recipient 1002");
}

/* The same mail, claimed one by one as it comes in. */
static char *live(const char *settings, const struct sample *samples, gsize n)
{
  g_autoptr(Config) config = config_with(settings);
  ((struct config_desk *)config->desks->pdata[0])->reply = REPLY_ON;
  g_autoptr(Problems) problems = problems_new();
  g_autoptr(Desk) desk = desk_new(config, config->desks->pdata[0], identity, monday, problems);
  g_assert_nonnull(desk);
  g_autoptr(Ledger) ledger = ledger_open_scratch(NULL);
  GString *list = g_string_new(NULL);
  for (gsize i = 0; i < n; i++) {
    g_autoptr(SourceItem) item = item_of(&samples[i]);
    const struct circumstances circumstances = { .now = monday + samples[i].minutes * 60 };
    const struct claim_place place = { 0 };
    struct ledger_claimed claimed = { 0 };
    g_autoptr(Prepared) prepared = desk_prepare(desk, item->mail, &circumstances);
    g_assert_true(prepared_claim(prepared, ledger, &place, &claimed, NULL));
    g_string_append_printf(list, "%s%u %s %s %" G_GUINT64_FORMAT, list->len ? "; " : "", item->index,
                           claimed.known ? "copy" : claimed.verdict,
                           claimed.known       ? "-"
                           : claimed.reason    ? claimed.reason
                                               : prepared->decision->kind,
                           claimed.ticket);
    ledger_claimed_clear(&claimed);
  }
  return g_string_free(list, FALSE);
}

static void replay_and_live_agree(void)
{
  static const char settings[] = "brakes: {sender: 3/2d, domain: 20/1d, desk: 60/1d}";
  g_autoptr(GArray) samples = g_array_new(FALSE, FALSE, sizeof(struct sample));
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GRand) chance = g_rand_new_with_seed(7);
  for (int i = 0; i < 300; i++) {
    char *from = g_strdup_printf("c%d@d%d.example", g_rand_int_range(chance, 0, 20), g_rand_int_range(chance, 0, 3));
    g_ptr_array_add(names, from);
    struct sample sample = { .minutes = i * 13, .from = from, .number = i };
    switch (g_rand_int_range(chance, 0, 6)) {
    case 0: sample.more = g_strdup("List-Id: <x.example>\n"); break;
    case 1: sample.more = g_strdup("Auto-Submitted: auto-replied\n"); break;
    case 2: sample.more = token_line(1001 + (guint64)i / 2, from, "<none@customer.example>"); break; /* a stranger's, mostly */
    default: break;
    }
    if (sample.more)
      g_ptr_array_add(lines, sample.more);
    /* Whoever has mailed before answers the acknowledgement. The first mail of all has ticket 1001. */
    if (i % 7 == 3) {
      const struct sample *first = &g_array_index(samples, struct sample, 0);
      sample.from = first->from;
      sample.more = token_line(1001, first->from, "<0@customer.example>");
      g_ptr_array_add(lines, sample.more);
    }
    if (i % 11 == 2) /* the same mail again */
      sample.number = i - 1, sample.more = g_array_index(samples, struct sample, i - 1).more,
      sample.from = g_array_index(samples, struct sample, i - 1).from, sample.minutes = (i - 1) * 13;
    /* Tokens of tickets that the live run has for somebody else are refused there, and open one of before here. */
    if (sample.more && strstr(sample.more, "<none@"))
      sample.more = NULL;
    g_array_append_val(samples, sample);
  }
  const struct sample *data = (const struct sample *)(gpointer)samples->data;
  g_autofree char *was = live(settings, data, samples->len);
  g_autofree char *is = decisions(settings, data, samples->len, NULL);
  g_assert_cmpstr(is, ==, was);
  const char *const all[] = { "list-id", "auto-submitted", "brake-sender", "brake-domain", "told-lately",
                              "send follow-up", "copy", "send new" };
  for (gsize i = 0; i < G_N_ELEMENTS(all); i++) {
    if (!strstr(is, all[i]))
      g_test_message("none has '%s'", all[i]);
    g_assert_nonnull(strstr(is, all[i])); /* or it would show little */
  }
}

static void two_configurations_differ_where_they_say(void)
{
  const struct sample samples[] = {
    { 0, "a@x.example", 1, NULL },
    { 10, "a@x.example", 2, NULL },
    { 20, "boss@acme.example", 3, NULL },
    { 30, "b@y.example", 4, (char *)"List-Id: <x.example>\n" },
  };
  g_autoptr(Config) old = config_with("brakes: {sender: 1/1d}");
  g_autoptr(Config) present = config_with("staff: ['*@acme.example']");
  g_autoptr(Replay) replay = replay_of(old, present);
  g_autofree char *got = run(replay, samples, G_N_ELEMENTS(samples), write_changes);
  g_assert_cmpstr(got, ==, "2 gains-answer; 3 loses-answer");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  use_shipped_data();
  g_autofree char *folder = g_dir_make_tmp("deskbell-test-XXXXXX", NULL);
  g_autofree char *key = g_build_filename(folder, "key", NULL);
  identity = identity_open(key, NULL);
  g_assert_nonnull(identity);
  g_test_add_func("/replay/order", mail_runs_in_order_of_arrival_and_brakes_slide);
  g_test_add_func("/replay/copy", a_copy_is_no_second_mail);
  g_test_add_func("/replay/age", age_is_that_at_its_arrival);
  g_test_add_func("/replay/thread", a_reply_to_a_real_acknowledgement_joins_its_thread);
  g_test_add_func("/replay/before", a_ticket_of_before_is_followed_up);
  g_test_add_func("/replay/bounce", what_came_back_blocks_its_address);
  g_test_add_func("/replay/live", replay_and_live_agree);
  g_test_add_func("/replay/against", two_configurations_differ_where_they_say);
  int status = g_test_run();
  identity_free(identity);
  g_unlink(key);
  g_rmdir(folder);
  return status;
}
