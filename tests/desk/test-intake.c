/* What the headers of `filter` say of a mail. */
#include <build.h>

#include "base/clock.h"
#include "base/fault.h"
#include "base/problems.h"
#include "desk/intake.h"
#include "desk/claim.h"
#include "ledger/identity.h"
#include "ledger/ledger.h"
#include "mail/mail.h"

#include "../folder.h"
#include "../shipped.h"

#include <glib/gstdio.h>
#include <gmime/gmime.h>
#include <string.h>

static const gint64 monday_noon = 1795435200; /* 2026-11-23T12:00:00Z */

static const char rules[] = "- rule: down\n"
                            "  when: {subject: [is down]}\n"
                            "  category: outage\n"
                            "  priority: urgent\n"
                            "  team: operations\n"
                            "- rule: korean\n"
                            "  when: {subject: [결제]}\n"
                            "  category: 결제문의\n"
                            "  team: 결제팀\n";

/* A desk of its own for each test: an empty ledger in an empty folder. */
struct fixture {
  char *folder;
  struct config *config;
  struct identity *identity;
  struct ledger *ledger;
  struct intake *intake;
};

static void set_up(struct fixture *fixture, const char *desk, const char *more)
{
  g_autoptr(GError) error = NULL;
  fixture->folder = g_dir_make_tmp("intake-XXXXXX", &error);
  g_assert_no_error(error);
  g_autofree char *rule_file = g_build_filename(fixture->folder, "rules.yaml", NULL);
  g_assert_true(g_file_set_contents(rule_file, rules, -1, NULL));
  g_autofree char *text = g_strdup_printf(
      "desk: {addresses: [support@acme.example], timezone: UTC, tag: ACME, max-age: 2d, key-file: %s/key,\n"
      "  ledger: 'sqlite:%s/ledger.db', filters: %s, %s}\n%s",
      fixture->folder, fixture->folder, fixture->folder, desk, more);
  g_autofree char *file = g_build_filename(fixture->folder, "deskbell.conf", NULL);
  g_assert_true(g_file_set_contents(file, text, -1, NULL));
  g_autoptr(Problems) problems = problems_new();
  fixture->config = config_load(file, problems);
  if (!fixture->config)
    g_error("%s", problems_text(problems));
  const struct config_desk *first = fixture->config->desks->pdata[0];
  fixture->identity = identity_open(first->key_file, &error);
  g_assert_no_error(error);
  fixture->ledger = ledger_open(first->ledger, TRUE, FALSE, &error);
  g_assert_no_error(error);
  fixture->intake = intake_new(fixture->config, fixture->ledger, fixture->identity);
}

static void tear_down(struct fixture *fixture)
{
  intake_free(fixture->intake);
  ledger_close(fixture->ledger);
  identity_free(fixture->identity);
  config_free(fixture->config);
  folder_remove(fixture->folder);
  g_free(fixture->folder);
}

static GBytes *mail_with(const char *id, const char *more)
{
  g_autofree char *text = g_strdup_printf("%sFrom: Jane <jane@customer.example>\nMessage-ID: <%s@customer.example>\n\nHi.\n",
                                          more, id);
  return g_bytes_new(text, strlen(text));
}

static char *take(struct fixture *fixture, const char *id, const char *more, const struct mail_envelope *envelope)
{
  g_autoptr(GBytes) message = mail_with(id, more);
  g_autoptr(GError) error = NULL;
  char *lines = intake_take(fixture->intake, message, envelope, monday_noon, &error);
  g_assert_no_error(error);
  return lines;
}

static char *line_of(const char *lines, const char *name)
{
  g_autofree char *start = g_strdup_printf("X-Deskbell-%s: ", name);
  const char *found = strstr(lines, start);
  if (!found)
    return NULL;
  found += strlen(start);
  return g_strndup(found, strcspn(found, "\n"));
}

#define assert_says(lines, name, expected) \
  do { \
    g_autofree char *value_ = line_of(lines, name); \
    g_assert_cmpstr(value_, ==, expected); \
  } while (0)

static void a_question_is_described_by_seven_lines(void)
{
  struct fixture fixture;
  set_up(&fixture, "reply: on", "");
  g_autofree char *lines = take(&fixture, "1", "To: support@acme.example\nSubject: The shop is down\n", NULL);
  g_assert_cmpstr(lines, ==,
                  "X-Deskbell-Ticket: ACME-1001\nX-Deskbell-Priority: urgent\nX-Deskbell-Category: outage\n"
                  "X-Deskbell-Team: operations\nX-Deskbell-Language: en\nX-Deskbell-Due: 2026-11-23T13:00:00Z\n"
                  "X-Deskbell-Reply: queued\n");
  tear_down(&fixture);
}

static void the_reply_says_whether_and_why_not(void)
{
  static const struct {
    const char *desk, *headers, *reply;
    gboolean ticket, due;
  } cases[] = {
    { "reply: on", "To: support@acme.example\n", "queued", TRUE, TRUE },
    { "reply: on, hold: 10m", "To: support@acme.example\n", "queued", TRUE, TRUE },
    { "reply: shadow", "To: support@acme.example\n", "none; reason=shadow", TRUE, TRUE },
    { "reply: off", "To: support@acme.example\n", "none; reason=off", TRUE, TRUE },
    { "reply: on", "To: support@acme.example\nList-Id: <talk.x.example>\n", "none; reason=list-id", TRUE, TRUE },
    { "reply: shadow", "To: support@acme.example\nList-Id: <talk.x.example>\n", "none; reason=list-id", TRUE, TRUE },
    { "reply: on", "To: else@acme.example\n", "none; reason=not-addressed", TRUE, TRUE },
    { "reply: on", "To: support@acme.example\nReturn-Path: <>\n", "none; reason=null-sender", TRUE, TRUE },
    { "reply: on", "To: support@acme.example\nReceived: by mx; Thu, 19 Nov 2026 12:00:00 +0000\n",
      "none; reason=too-old", TRUE, TRUE },
    { "reply: on",
      "To: support@acme.example\nReturn-Path: <>\nContent-Type: multipart/report; report-type=delivery-status; boundary=x\n",
      NULL, FALSE, FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_test_message("%s; %s", cases[i].desk, cases[i].headers);
    struct fixture fixture;
    set_up(&fixture, cases[i].desk, "");
    g_autofree char *lines = take(&fixture, "1", cases[i].headers, NULL);
    if (cases[i].reply)
      assert_says(lines, "Reply", cases[i].reply);
    else
      g_assert_nonnull(strstr(lines, "X-Deskbell-Reply: none; reason="));
    g_assert_cmpint(strstr(lines, "-Ticket: ") != NULL, ==, cases[i].ticket);
    g_assert_cmpint(strstr(lines, "-Due: ") != NULL, ==, cases[i].due);
    tear_down(&fixture);
  }
}

static void a_brake_holds(void)
{
  struct fixture fixture;
  set_up(&fixture, "reply: on, brakes: {sender: 1/1d}", "");
  g_autofree char *first = take(&fixture, "1", "To: support@acme.example\n", NULL);
  g_autofree char *second = take(&fixture, "2", "To: support@acme.example\n", NULL);
  assert_says(first, "Reply", "queued");
  assert_says(second, "Reply", "held");
  assert_says(second, "Ticket", "ACME-1002");
  tear_down(&fixture);
}

static void it_is_due_from_its_arrival(void)
{
  struct fixture fixture;
  set_up(&fixture, "reply: on", "");
  g_autofree char *lines = take(&fixture, "1",
                                "Received: by mx; Mon, 23 Nov 2026 11:30:00 +0000\nReceived: by x; Mon, 23 Nov 2026 09:00:00 +0000\n"
                                "To: support@acme.example\nSubject: It is down\n",
                                NULL);
  assert_says(lines, "Due", "2026-11-23T12:30:00Z");
  tear_down(&fixture);
}

static void the_envelope_of_the_caller_counts(void)
{
  struct fixture fixture;
  set_up(&fixture, "reply: on", "");
  g_autoptr(GPtrArray) none = g_ptr_array_new();
  const struct mail_envelope null_sender = { (char *)"", none }, known = { (char *)"jane@customer.example", none };
  g_autofree char *silent = take(&fixture, "1", "To: support@acme.example\n", &null_sender);
  g_autofree char *answered = take(&fixture, "2", "To: support@acme.example\n", &known);
  assert_says(silent, "Reply", "none; reason=null-sender");
  assert_says(answered, "Reply", "queued");
  tear_down(&fixture);
}

static const char two_desks[] = "desks:\n"
                                "  sales: {addresses: [sales@acme.example, '*@shop.example'], tag: SHOP, reply: off}\n";

static void the_recipient_chooses_the_desk(void)
{
  static const struct {
    const char *headers, *to, *ticket;
  } cases[] = {
    { "To: support@acme.example\n", NULL, "ACME-1001" },
    { "To: sales@acme.example\n", NULL, "SHOP-1001" },
    { "To: x@elsewhere.example\nCc: Sales <SALES@acme.example>\n", NULL, "SHOP-1001" },
    { "To: support@acme.example\nCc: sales@acme.example\n", NULL, "ACME-1001" },
    { "To: support@acme.example\n", "sales@acme.example", "SHOP-1001" },
    { "To: support@acme.example\n", "sales+7@acme.example", "SHOP-1001" },
    { "To: support@acme.example\nDelivered-To: any@shop.example\n", NULL, "SHOP-1001" },
    { "To: sales@acme.example\n", "unknown@acme.example", "SHOP-1001" },
    { "To: x@elsewhere.example\n", NULL, "ACME-1001" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_test_message("%s %s", cases[i].headers, cases[i].to);
    struct fixture fixture;
    set_up(&fixture, "reply: on", two_desks);
    g_autoptr(GPtrArray) to = g_ptr_array_new();
    if (cases[i].to)
      g_ptr_array_add(to, (char *)cases[i].to);
    const struct mail_envelope envelope = { NULL, to };
    g_autofree char *lines = take(&fixture, "1", cases[i].headers, &envelope);
    assert_says(lines, "Ticket", cases[i].ticket);
    tear_down(&fixture);
  }
}

static void a_known_mail_keeps_what_it_was_told(void)
{
  struct fixture fixture;
  set_up(&fixture, "reply: on", two_desks);
  g_autoptr(GPtrArray) to = g_ptr_array_new();
  g_ptr_array_add(to, (char *)"sales@acme.example");
  const struct mail_envelope sales = { (char *)"", to };
  g_autofree char *first = take(&fixture, "1", "To: support@acme.example\nSubject: It is down\n", NULL);
  g_autofree char *again = take(&fixture, "1", "To: support@acme.example\nSubject: [SPAM] other\n", &sales);
  g_assert_cmpstr(again, ==, first);
  tear_down(&fixture);
}

/* The mailbox of the sales desk, and a pipe that takes the same mail to be the support desk's. */
static void a_mail_that_a_poll_claimed_has_its_tag(void)
{
  struct fixture fixture;
  set_up(&fixture, "reply: on", two_desks);
  g_autoptr(Problems) problems = problems_new();
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) message = mail_with("1", "To: support@acme.example\n");
  g_autoptr(Mail) mail = mail_from_bytes(message, NULL);
  g_autoptr(Desk) desk =
      desk_new(fixture.config, fixture.config->desks->pdata[1], fixture.identity, monday_noon, problems);
  const struct circumstances circumstances = { .now = monday_noon };
  const struct claim_place place = { "imaps://x/y/INBOX", 1, 7 };
  struct ledger_claimed claimed;
  g_assert_true(desk_claim(desk, fixture.ledger, mail, &circumstances, &place, &claimed, &error));
  g_assert_cmpstr(claimed.desk, ==, "sales");
  ledger_claimed_clear(&claimed);
  g_autofree char *lines = take(&fixture, "1", "To: support@acme.example\n", NULL);
  assert_says(lines, "Ticket", "SHOP-1001");
  tear_down(&fixture);
}

static void names_in_any_script_come_out_as_encoded_words(void)
{
  struct fixture fixture;
  set_up(&fixture, "reply: on", "");
  g_autofree char *lines = take(&fixture, "1", "To: support@acme.example\nSubject: 결제\n", NULL);
  for (const char *p = lines; *p; p++)
    g_assert_true(*p == '\n' || g_ascii_isprint(*p));
  assert_says(lines, "Team", "=?utf-8?Q?=EA=B2=B0=EC=A0=9C=ED=8C=80?=");
  assert_says(lines, "Category", "=?utf-8?Q?=EA=B2=B0=EC=A0=9C=EB=AC=B8=EC=9D=98?=");
  const struct intake_verdict like_a_word = { .category = (char *)"=?us-ascii?Q?x?=" };
  g_autofree char *word = intake_headers(&like_a_word);
  assert_says(word, "Category", "=?utf-8?Q?=3D=3Fus=2Dascii=3FQ=3Fx=3F=3D?=");
  tear_down(&fixture);
}

static void long_names_become_several_words_that_each_fit(void)
{
  GString *name = g_string_new(NULL);
  for (int i = 0; i < 300; i++)
    g_string_append(name, i % 2 ? "😀" : "결x");
  g_string_truncate(name, (gsize)(g_utf8_offset_to_pointer(name->str, 64) - name->str));
  const struct intake_verdict verdict = { .team = name->str };
  g_autofree char *lines = intake_headers(&verdict);
  g_auto(GStrv) words = g_strsplit_set(lines, " \n", -1);
  for (char **word = words; *word; word++)
    g_assert_cmpuint(strlen(*word), <=, 75);
  g_assert_cmpuint(strlen(lines), <=, 998);
  g_autofree char *value = line_of(lines, "Team");
  g_autofree char *decoded = g_mime_utils_header_decode_text(NULL, value);
  g_assert_cmpstr(decoded, ==, name->str);
  g_string_free(name, TRUE);
}

static void headers_that_came_in_play_no_part(void)
{
  struct fixture fixture;
  set_up(&fixture, "reply: on", "");
  g_autofree char *plain = take(&fixture, "1", "To: support@acme.example\nSubject: It is down\n", NULL);
  g_autofree char *forged = take(&fixture, "2",
                                 "X-Deskbell-Ticket: ACME-1\nX-Deskbell-Reply: none; reason=off\nX-Deskbell-Priority: low\n"
                                 "X-Deskbell-Category: x\nX-Deskbell-Team: y\nX-Deskbell-Language: de\n"
                                 "X-Deskbell-Loop: x.y\nX-Deskbell-Loop: yes\n"
                                 "To: support@acme.example\nSubject: It is down\n",
                                 NULL);
  assert_says(forged, "Ticket", "ACME-1002");
  const char *after_ticket = strchr(forged, '\n'), *expected = strchr(plain, '\n');
  g_assert_cmpstr(after_ticket, ==, expected);
  tear_down(&fixture);
}

static void our_own_mail_is_known_by_its_mark(void)
{
  struct fixture fixture;
  set_up(&fixture, "reply: on", "");
  g_autofree char *mark = identity_loop_mark(fixture.identity, "nonce");
  g_autofree char *headers = g_strdup_printf("X-Deskbell-Loop: %s\nTo: support@acme.example\n", mark);
  g_autofree char *lines = take(&fixture, "1", headers, NULL);
  assert_says(lines, "Reply", "none; reason=own-output");
  tear_down(&fixture);
}

static void a_dry_run_writes_nothing(void)
{
  struct fixture fixture;
  set_up(&fixture, "reply: on", "");
  g_autoptr(GBytes) message = mail_with("1", "To: support@acme.example\nSubject: It is down\n");
  struct intake_verdict verdict;
  g_assert_true(intake_decide(fixture.intake, message, NULL, monday_noon, &verdict, NULL));
  g_assert_null(verdict.ticket);
  g_assert_cmpstr(verdict.reply, ==, "queued");
  g_assert_cmpstr(verdict.priority, ==, "urgent");
  intake_verdict_clear(&verdict);
  g_autofree char *lines = take(&fixture, "1", "To: support@acme.example\nSubject: It is down\n", NULL);
  assert_says(lines, "Ticket", "ACME-1001");
  tear_down(&fixture);
}

static void broken_filters_are_told_and_nothing_is_claimed(void)
{
  struct fixture fixture;
  set_up(&fixture, "reply: on", "");
  g_autofree char *bad = g_build_filename(fixture.folder, "bad.yaml", NULL);
  g_assert_true(g_file_set_contents(bad, "- rule: x\n  when: {nonsense: [a]}\n", -1, NULL));
  g_autoptr(GBytes) message = mail_with("1", "To: support@acme.example\n");
  g_autoptr(GError) error = NULL;
  g_assert_null(intake_take(fixture.intake, message, NULL, monday_noon, &error));
  g_assert_error(error, INTAKE_ERROR, FAULT_CONFIG);
  g_assert_nonnull(strstr(error->message, "bad.yaml:2:"));
  g_assert_null(strchr(error->message, '\n'));
  g_unlink(bad);
  g_autofree char *lines = take(&fixture, "1", "To: support@acme.example\n", NULL);
  assert_says(lines, "Ticket", "ACME-1001");
  tear_down(&fixture);
}

static void nothing_is_no_message(void)
{
  struct fixture fixture;
  set_up(&fixture, "reply: on", "");
  g_autoptr(GBytes) message = g_bytes_new(NULL, 0);
  g_autoptr(GError) error = NULL;
  g_assert_null(intake_take(fixture.intake, message, NULL, monday_noon, &error));
  g_assert_error(error, INTAKE_ERROR, FAULT_DATA);
  tear_down(&fixture);
}

static void a_replaced_ledger_is_noticed(void)
{
  struct fixture fixture;
  set_up(&fixture, "reply: on", "");
  g_assert_false(ledger_has_moved(fixture.ledger));
  g_autofree char *path = g_build_filename(fixture.folder, "ledger.db", NULL);
  g_autofree char *copy = g_build_filename(fixture.folder, "copy.db", NULL);
  g_autofree char *bytes = NULL;
  gsize length;
  g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
  g_assert_true(g_file_set_contents(copy, bytes, (gssize)length, NULL));
  g_assert_cmpint(g_rename(copy, path), ==, 0);
  g_assert_true(ledger_has_moved(fixture.ledger));
  g_unlink(path);
  g_assert_true(ledger_has_moved(fixture.ledger));
  tear_down(&fixture);
}

static void an_address_is_read_as_callers_write_it(void)
{
  static const struct {
    const char *given, *address; /* NULL: refused */
  } cases[] = {
    { "a@b.example", "a@b.example" },
    { "<a@b.example>", "a@b.example" },
    { " < a@b.example > ", "a@b.example" },
    { "", "" },
    { "<>", "" },
    { "MAILER-DAEMON", "" },
    { "mailer-daemon", "" },
    { "<MAILER-DAEMON>", "" },
    { "support", "support" },
    { "<", "<" },
    { "a\nb@c.example", NULL },
    { "a\tb@c.example", NULL },
    { "a\177b@c.example", NULL },
    { "caf\xe9@c.example", "caf\xef\xbf\xbd@c.example" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_autofree char *address = intake_address(cases[i].given, &error);
    g_assert_cmpstr(address, ==, cases[i].address);
    g_assert_cmpint(error != NULL, ==, !cases[i].address);
  }
  g_autofree char *long_one = g_strnfill(5000, 'a');
  g_assert_null(intake_address(long_one, NULL));
}

static gboolean is_in_file(const struct fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename(fixture->folder, name, NULL), *bytes = NULL;
  gsize length = 0;
  return g_file_get_contents(path, &bytes, &length, NULL) && memmem(bytes, length, text, strlen(text));
}

static void a_name_with_a_secret_in_it_is_stored_masked(void)
{
  struct fixture fixture;
  set_up(&fixture, "reply: on", "");
  static const char text[] = "From: \"Jane password: hunter2x9\" <jane@customer.example>\nTo: support@acme.example\nSubject: It is down\n"
                             "Date: Mon, 23 Nov 2026 10:00:00 +0000\nMessage-ID: <named@customer.example>\n\nIt is down.\n";
  g_autoptr(GBytes) message = g_bytes_new_static(text, strlen(text));
  g_autoptr(GError) error = NULL;
  g_autofree char *lines = intake_take(fixture.intake, message, NULL, monday_noon, &error);
  g_assert_no_error(error);
  g_assert_nonnull(lines);
  ledger_close(g_steal_pointer(&fixture.ledger));
  gboolean stored = FALSE;
  static const char *const files[] = { "ledger.db", "ledger.db-wal" };
  for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
    g_assert_false(is_in_file(&fixture, files[i], "hunter2x9"));
    stored = stored || is_in_file(&fixture, files[i], "Jane password: ");
  }
  g_assert_true(stored);
  tear_down(&fixture);
}

static void what_is_secret_is_never_stored(void)
{
  struct fixture fixture;
  set_up(&fixture, "reply: on", "");
  g_autofree char *lines =
      take(&fixture, "card",
           "To: support@acme.example\nSubject: =?utf-8?Q?=EA=B2=B0=EC=A0=9C?= of 4111111111111111 is down\nMIME-Version: 1.0\n"
           "Content-Type: text/plain; name=\"4111111111111111.txt\"\nContent-Disposition: attachment\n", NULL);
  g_assert_nonnull(strstr(lines, "queued"));
  ledger_close(g_steal_pointer(&fixture.ledger));
  static const char *const files[] = { "ledger.db", "ledger.db-wal" };
  gboolean stored = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
    g_assert_false(is_in_file(&fixture, files[i], "4111111111111111"));
    stored = stored || is_in_file(&fixture, files[i], "is down");
  }
  g_assert_true(stored);
  tear_down(&fixture);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  use_shipped_data();
  g_mime_init();
  g_test_add_func("/intake/a-question-is-described-by-seven-lines", a_question_is_described_by_seven_lines);
  g_test_add_func("/intake/the-reply-says-whether-and-why-not", the_reply_says_whether_and_why_not);
  g_test_add_func("/intake/a-brake-holds", a_brake_holds);
  g_test_add_func("/intake/it-is-due-from-its-arrival", it_is_due_from_its_arrival);
  g_test_add_func("/intake/the-envelope-of-the-caller-counts", the_envelope_of_the_caller_counts);
  g_test_add_func("/intake/the-recipient-chooses-the-desk", the_recipient_chooses_the_desk);
  g_test_add_func("/intake/a-known-mail-keeps-what-it-was-told", a_known_mail_keeps_what_it_was_told);
  g_test_add_func("/intake/a-mail-that-a-poll-claimed-has-its-tag", a_mail_that_a_poll_claimed_has_its_tag);
  g_test_add_func("/intake/names-in-any-script-come-out-as-encoded-words", names_in_any_script_come_out_as_encoded_words);
  g_test_add_func("/intake/long-names-become-several-words-that-each-fit", long_names_become_several_words_that_each_fit);
  g_test_add_func("/intake/headers-that-came-in-play-no-part", headers_that_came_in_play_no_part);
  g_test_add_func("/intake/our-own-mail-is-known-by-its-mark", our_own_mail_is_known_by_its_mark);
  g_test_add_func("/intake/a-dry-run-writes-nothing", a_dry_run_writes_nothing);
  g_test_add_func("/intake/broken-filters-are-told-and-nothing-is-claimed", broken_filters_are_told_and_nothing_is_claimed);
  g_test_add_func("/intake/nothing-is-no-message", nothing_is_no_message);
  g_test_add_func("/intake/a-replaced-ledger-is-noticed", a_replaced_ledger_is_noticed);
  g_test_add_func("/intake/an-address-is-read-as-callers-write-it", an_address_is_read_as_callers_write_it);
  g_test_add_func("/intake/secrets", what_is_secret_is_never_stored);
  g_test_add_func("/intake/name-with-secret", a_name_with_a_secret_in_it_is_stored_masked);
  return g_test_run();
}
