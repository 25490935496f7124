/* One pass over a mailbox that exists only here: what is answered, what is marked, and where the next pass goes on when
 * something fails in between. */
#include "base/clock.h"
#include "base/fault.h"
#include "base/problems.h"
#include "desk/poll.h"
#include "ledger/outbox.h"
#include "mail/part.h"
#include "source/imap.h"

#include "../folder.h"
#include "../shipped.h"

#include <glib/gstdio.h>
#include <string.h>

#define NOW G_GINT64_CONSTANT(1795435200) /* 2026-11-23T12:00:00Z */
enum { HOUR = 3600, MANY = 120 };

/* --- the mailbox --- */

struct message {
  guint32 uid;
  const char *name; /* of the sender and in the Message-ID */
  gint64 arrived;
  gboolean marked, bad;
};

static struct {
  guint32 uidvalidity, uidnext;
  GArray *messages;       /* struct message */
  guint given, fail_after; /* next() fails once so many were given; 0: never */
  gboolean no_flush, no_search;
} box;

struct fake {
  struct source source;
  guint32 above, last;
  gint64 since;
  guint at;
  GArray *marks;
};

static gboolean refuse(GError **error)
{
  g_set_error_literal(error, SOURCE_ERROR, FAULT_UNAVAILABLE, "the connection is lost");
  return FALSE;
}

static enum source_step fake_next(struct source *source, struct source_item **ret, GError **error)
{
  struct fake *fake = (struct fake *)source;
  for (; fake->at < box.messages->len; fake->at++) {
    const struct message *message = &g_array_index(box.messages, struct message, fake->at);
    if (message->uid <= fake->above || message->uid > fake->last || message->arrived < fake->since)
      continue;
    if (box.fail_after && box.given == box.fail_after) {
      refuse(error);
      return SOURCE_FAILED;
    }
    box.given++;
    fake->at++;
    *ret = g_new0(struct source_item, 1);
    (*ret)->uid = message->uid;
    (*ret)->done_mark = message->marked;
    if (message->bad) {
      g_set_error_literal(error, SOURCE_ERROR, FAULT_DATA, "unreadable");
      return SOURCE_BAD_MESSAGE;
    }
    g_autofree char *text =
        g_strdup_printf("From: %s@customer.example\nTo: support@acme.example\nMessage-ID: <%s@customer.example>\n"
                        "Subject: Invoice\n\nHello.\n",
                        message->name, message->name);
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autoptr(Part) root = part_parse(bytes);
    (*ret)->mail = mail_new(root, NULL, message->arrived);
    return SOURCE_ITEM;
  }
  return SOURCE_END;
}

static gboolean fake_done(struct source *source, const struct source_item *item, GError **error)
{
  (void)error;
  g_array_append_val(((struct fake *)source)->marks, item->uid);
  return TRUE;
}

static gboolean fake_flush(struct source *source, GError **error)
{
  struct fake *fake = (struct fake *)source;
  if (box.no_flush)
    return refuse(error);
  for (guint i = 0; i < fake->marks->len; i++)
    for (guint k = 0; k < box.messages->len; k++)
      if (g_array_index(box.messages, struct message, k).uid == g_array_index(fake->marks, guint32, i))
        g_array_index(box.messages, struct message, k).marked = TRUE;
  g_array_set_size(fake->marks, 0);
  return TRUE;
}

static void fake_close(struct source *source)
{
  g_array_unref(((struct fake *)source)->marks);
  g_free(source);
}

static void look(struct fake *fake)
{
  fake->last = box.uidnext - 1;
  fake->at = 0;
}

static gboolean fake_wait(struct source *source, unsigned seconds, gboolean (*interrupted)(void), GError **error)
{
  (void)seconds, (void)interrupted, (void)error;
  look((struct fake *)source);
  return TRUE;
}

static const struct source_ops fake_ops = {
  .name = "fake", .next = fake_next, .done = fake_done, .flush = fake_flush, .wait = fake_wait, .close = fake_close
};

struct imap_state source_imap_state(struct source *source)
{
  (void)source;
  return (struct imap_state){ box.uidvalidity, box.uidnext, box.messages->len, TRUE };
}

struct source *source_open_imap(const struct imap_request *request, struct imap_state *ret_state, GError **error)
{
  (void)request, (void)error;
  struct fake *fake = g_new0(struct fake, 1);
  fake->source.ops = &fake_ops;
  look(fake);
  fake->since = CLOCK_NONE;
  fake->marks = g_array_new(FALSE, FALSE, sizeof(guint32));
  *ret_state = source_imap_state(&fake->source);
  return &fake->source;
}

void source_imap_limit(struct source *source, guint32 above_uid, gint64 since)
{
  ((struct fake *)source)->above = above_uid;
  ((struct fake *)source)->since = since;
}

GArray *source_imap_marked(struct source *source, guint32 above_uid, GError **error)
{
  (void)source;
  if (box.no_search) {
    refuse(error);
    return NULL;
  }
  GArray *marked = g_array_new(FALSE, FALSE, sizeof(guint32));
  for (guint i = 0; i < box.messages->len; i++) {
    const struct message *message = &g_array_index(box.messages, struct message, i);
    if (message->marked && message->uid > above_uid)
      g_array_append_val(marked, message->uid);
  }
  return marked;
}

static struct message *arrives(const char *name, gint64 when)
{
  struct message message = { .uid = box.uidnext++, .name = name, .arrived = when };
  g_array_append_val(box.messages, message);
  return &g_array_index(box.messages, struct message, box.messages->len - 1);
}

static void many_arrive(guint n, gint64 when)
{
  for (guint i = 0; i < n; i++) {
    g_autofree char *name = g_strdup_printf("c%u", box.uidnext);
    arrives(g_intern_string(name), when);
  }
}

/* The server numbers all mail anew; what it was is kept. */
static void is_renumbered(void)
{
  box.uidvalidity++;
  for (guint i = 0; i < box.messages->len; i++)
    g_array_index(box.messages, struct message, i).uid = i + 1;
  box.uidnext = box.messages->len + 1;
}

/* --- the desk --- */

struct office {
  char *folder;
  struct config *config;
  struct desk *desk;
  struct ledger *ledger;
  struct config_mailbox mailbox;
};

static void office_open(struct office *office)
{
  static const char yaml[] = "desk: {addresses: [support@acme.example], reply: on, timezone: UTC, max-age: 2d}\n";
  g_autoptr(Problems) problems = problems_new();
  *office = (struct office){ .folder = g_dir_make_tmp("deskbell-XXXXXX", NULL) };
  g_autofree char *path = g_build_filename(office->folder, "deskbell.yaml", NULL);
  g_autofree char *rules = g_build_filename(office->folder, "filters", NULL);
  g_assert_true(g_file_set_contents(path, yaml, -1, NULL));
  g_assert_cmpint(g_mkdir(rules, 0700), ==, 0);
  office->config = config_load(path, problems);
  g_assert_nonnull(office->config);
  struct config_desk *settings = office->config->desks->pdata[0];
  g_free(settings->filters);
  settings->filters = g_strdup(rules);
  office->desk = desk_new(office->config, settings, NULL, NOW, problems);
  g_assert_nonnull(office->desk);
  g_autofree char *name = g_strdup_printf("sqlite:%s/ledger.db", office->folder);
  office->ledger = ledger_open(name, TRUE, FALSE, NULL);
  g_assert_nonnull(office->ledger);
  office->mailbox = (struct config_mailbox){ .id = (char *)"inbox",
                                             .url = (char *)"imaps://imap.acme.example",
                                             .user = (char *)"support",
                                             .folder = (char *)"INBOX",
                                             .done = DONE_KEYWORD,
                                             .done_name = (char *)"Deskbell",
                                             .desk = settings };
  memset(&box, 0, sizeof box);
  box.uidvalidity = 7;
  box.uidnext = 1;
  box.messages = g_array_new(FALSE, FALSE, sizeof(struct message));
}

static void office_close(struct office *office)
{
  ledger_close(office->ledger);
  desk_free(office->desk);
  config_free(office->config);
  folder_remove(office->folder);
  g_free(office->folder);
  g_array_unref(box.messages);
}

static gboolean poll_at(struct office *office, gint64 now, struct poll_run *ret)
{
  const struct poll_request request = {
    .desk = office->desk, .mailbox = &office->mailbox, .ledger = office->ledger, .now = now
  };
  g_autoptr(GError) error = NULL;
  box.given = 0;
  return poll_mailbox(&request, ret, &error);
}

static guint queued(const struct office *office)
{
  guint counts[N_OUTBOX_STATES];
  g_assert_true(outbox_counts(office->ledger, counts, NULL));
  return counts[OUTBOX_QUEUED];
}

/* --- what must hold --- */

static void what_lay_there_at_first_sight_is_never_answered(void)
{
  struct office office;
  struct poll_run run;
  office_open(&office);
  many_arrive(3, NOW - HOUR);
  g_assert_true(poll_at(&office, NOW, &run));
  g_assert_cmpuint(queued(&office), ==, 0);
  arrives("jane", NOW + 1);
  g_assert_true(poll_at(&office, NOW + 60, &run));
  g_assert_cmpuint(run.queued, ==, 1);
  office_close(&office);
}

static void the_next_pass_goes_on_where_a_lost_connection_ended_one(void)
{
  static const guint failures[] = { 1, 49, 50, 51, 100, 119 };
  for (gsize i = 0; i < G_N_ELEMENTS(failures); i++) {
    struct office office;
    struct poll_run run;
    office_open(&office);
    g_assert_true(poll_at(&office, NOW, &run));
    many_arrive(MANY, NOW + 1);
    box.fail_after = failures[i];
    g_assert_false(poll_at(&office, NOW + 60, &run));
    g_assert_cmpuint(queued(&office), ==, failures[i]);
    box.fail_after = 0;
    g_assert_true(poll_at(&office, NOW + 120, &run));
    g_assert_cmpuint(queued(&office), ==, MANY);
    g_assert_cmpuint(run.known, ==, 0);
    office_close(&office);
  }
}

static void marks_that_cannot_be_set_cost_no_second_answer(void)
{
  struct office office;
  struct poll_run run;
  office_open(&office);
  g_assert_true(poll_at(&office, NOW, &run));
  many_arrive(MANY, NOW + 1);
  box.no_flush = TRUE;
  g_assert_false(poll_at(&office, NOW + 60, &run));
  box.no_flush = FALSE;
  g_assert_true(poll_at(&office, NOW + 120, &run));
  g_assert_cmpuint(queued(&office), ==, MANY);
  for (guint i = 0; i < box.messages->len; i++)
    g_assert_true(g_array_index(box.messages, struct message, i).marked);
  office_close(&office);
}

static void an_unreadable_message_stops_nothing(void)
{
  struct office office;
  struct poll_run run;
  office_open(&office);
  g_assert_true(poll_at(&office, NOW, &run));
  arrives("before", NOW + 1);
  arrives("bad", NOW + 1)->bad = TRUE;
  arrives("after", NOW + 1);
  g_assert_true(poll_at(&office, NOW + 60, &run));
  g_assert_cmpuint(run.queued, ==, 2);
  g_assert_cmpuint(run.unreadable, ==, 1);
  g_assert_true(poll_at(&office, NOW + 120, &run));
  g_assert_cmpuint(run.seen, ==, 0);
  office_close(&office);
}

/* On one connection: new mail, nothing, a folder that was made anew, and mail that came before first sight all along. */
static void a_session_that_stays_reads_what_is_new_each_time(void)
{
  struct office office;
  struct poll_run run;
  office_open(&office);
  many_arrive(3, NOW - HOUR);
  const struct poll_request request = { .desk = office.desk, .mailbox = &office.mailbox, .ledger = office.ledger };
  g_autoptr(PollSession) session = poll_open(&request, NULL);
  g_assert_nonnull(session);
  g_assert_true(poll_pass(session, NOW, &run, NULL));
  g_assert_cmpuint(run.seen, ==, 0);
  static const guint arriving[] = { 2, 0, 1 };
  for (gsize i = 0; i < G_N_ELEMENTS(arriving); i++) {
    many_arrive(arriving[i], NOW + 60);
    g_assert_true(poll_wait(session, 1, NULL));
    g_assert_true(poll_pass(session, NOW + 61, &run, NULL));
    g_assert_cmpuint(run.seen, ==, arriving[i]);
    g_assert_cmpuint(run.queued, ==, arriving[i]);
  }
  is_renumbered();
  many_arrive(1, NOW + 120);
  g_assert_true(poll_wait(session, 1, NULL));
  g_assert_true(poll_pass(session, NOW + 121, &run, NULL));
  g_assert_cmpuint(run.known, ==, 3);
  g_assert_cmpuint(queued(&office), ==, 4);
  many_arrive(1, NOW + 180);
  g_assert_true(poll_wait(session, 1, NULL));
  g_assert_true(poll_pass(session, NOW + 181, &run, NULL));
  g_assert_cmpuint(run.seen, ==, 1);
  g_assert_cmpuint(queued(&office), ==, 5);
  poll_close(g_steal_pointer(&session));
  office_close(&office);
}

static void one_mailbox_has_one_poller(void)
{
  struct office office;
  office_open(&office);
  struct config_mailbox other = office.mailbox;
  other.folder = (char *)"../ -- 문의";
  g_autoptr(GError) error = NULL;
  struct ledger_lock *held = poll_lock(office.ledger, &office.mailbox, &error);
  struct ledger_lock *elsewhere = poll_lock(office.ledger, &other, &error);
  g_assert_true(held && elsewhere);
  g_assert_null(poll_lock(office.ledger, &office.mailbox, &error));
  g_assert_no_error(error);
  ledger_unlock(held);
  held = poll_lock(office.ledger, &office.mailbox, &error);
  g_assert_nonnull(held);
  ledger_unlock(held);
  ledger_unlock(elsewhere);
  office_close(&office);
}

/* Ten lay there before the desk opened, ten were answered; then the server numbers anew, and the connection breaks. */
static void backlog_stays_backlog_when_the_folder_is_renumbered(void)
{
  static const guint failures[] = { 0, 1, 5, 10, 11, 19 };
  for (gsize i = 0; i < G_N_ELEMENTS(failures); i++) {
    struct office office;
    struct poll_run run;
    office_open(&office);
    many_arrive(10, NOW - HOUR);
    g_assert_true(poll_at(&office, NOW, &run));
    many_arrive(10, NOW + 1);
    g_assert_true(poll_at(&office, NOW + 60, &run));
    g_assert_cmpuint(queued(&office), ==, 10);
    is_renumbered();
    box.fail_after = failures[i];
    g_assert_cmpint(poll_at(&office, NOW + 120, &run), ==, !failures[i]);
    box.fail_after = 0;
    arrives("jane", NOW + 150);
    g_assert_true(poll_at(&office, NOW + 180, &run));
    g_assert_cmpuint(queued(&office), ==, 11);
    office_close(&office);
  }
}

static void marks_of_another_ledger_raise_doubt(void)
{
  for (int lost = 0; lost < 2; lost++) { /* the connection, before the marks were looked at */
    struct office office;
    struct poll_run run;
    office_open(&office);
    many_arrive(3, NOW - HOUR);
    g_array_index(box.messages, struct message, 1).marked = TRUE;
    box.no_search = lost;
    g_assert_cmpint(poll_at(&office, NOW, &run), ==, !lost);
    box.no_search = FALSE;
    arrives("jane", NOW + 1);
    g_assert_true(poll_at(&office, NOW + 60, &run));
    g_assert_cmpuint(queued(&office), ==, 0);
    office_close(&office);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  use_shipped_data();
  g_test_add_func("/poll/first-sight", what_lay_there_at_first_sight_is_never_answered);
  g_test_add_func("/poll/lost-connection", the_next_pass_goes_on_where_a_lost_connection_ended_one);
  g_test_add_func("/poll/no-marks", marks_that_cannot_be_set_cost_no_second_answer);
  g_test_add_func("/poll/unreadable", an_unreadable_message_stops_nothing);
  g_test_add_func("/poll/renumbered", backlog_stays_backlog_when_the_folder_is_renumbered);
  g_test_add_func("/poll/doubt", marks_of_another_ledger_raise_doubt);
  g_test_add_func("/poll/session", a_session_that_stays_reads_what_is_new_each_time);
  g_test_add_func("/poll/lock", one_mailbox_has_one_poller);
  return g_test_run();
}
