/* A message from a stranger, through all that decides: the view of it, filters, phrases, authentication, tokens, bounces,
 * likeness; then everything that is said of the decision. */
#include "base/json.h"
#include "base/problems.h"
#include "base/yaml.h"
#include "desk/claim.h"
#include "desk/intake.h"
#include "desk/verdict.h"
#include "ledger/identity.h"
#include "mail/mail.h"
#include "reply/facts.h"
#include "fuzz.h"
#include "../shipped.h"

#include <glib/gstdio.h>
#include <string.h>

/* The first is lenient; the second has everything that reads more of a mail. fuzz.dict has addresses and a token of it. */
static const char configuration[] =
    "desk: {addresses: [support@acme.example], reply: on, timezone: UTC, tag: ACME}\n"
    "desks:\n"
    "  strict:\n"
    "    addresses: ['*@strict.example', '*']\n"
    "    reply: on\n"
    "    tag: STRICT\n"
    "    language: ko\n"
    "    max-age: 2d\n"
    "    staff: ['*@staff.example']\n"
    "    exclude: ['*@partner.example']\n"
    "    forms: ['form@*']\n"
    "    authserv-id: mx.acme.example\n"
    "sla:\n"
    "  normal: {first-response: 4h, resolution: 2bd, calendar: office}\n"
    "calendars:\n"
    "  office: {timezone: Asia/Seoul, hours: {mon-fri: ['09:00-17:00']}}\n";
static const char key[] = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n";
static const gint64 now = 1795435200; /* 2026-11-23T12:00:00Z */

static struct config *config;
static struct identity *identity;
static struct desk *desks[2];
static struct intake *intake;

static void must(gboolean holds, struct problems *problems)
{
  g_autofree char *first = problems ? problems_first(problems) : NULL;
  if (!holds)
    g_error("cannot begin: %s", first ? first : "?");
}

static void open_identity(void)
{
  g_autofree char *folder = g_dir_make_tmp("deskbell-fuzz-XXXXXX", NULL);
  g_autofree char *path = g_build_filename(folder, "key", NULL);
  must(g_file_set_contents(path, key, -1, NULL), NULL);
  identity = identity_open(path, NULL);
  must(identity != NULL, NULL);
  g_unlink(path);
  g_rmdir(folder);
}

int LLVMFuzzerInitialize(int *argc G_GNUC_UNUSED, char ***argv G_GNUC_UNUSED)
{
  g_log_set_always_fatal(G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  if (!g_getenv("DESKBELL_DATADIR"))
    use_shipped_data();
  g_autoptr(Problems) problems = problems_new();
  g_autoptr(YamlNode) root = yaml_parse("fuzz.yaml", configuration, strlen(configuration), problems);
  config = root ? config_from_yaml(root, problems) : NULL;
  must(config && config->desks->len == G_N_ELEMENTS(desks), problems);
  open_identity();
  for (guint i = 0; i < G_N_ELEMENTS(desks); i++) {
    desks[i] = desk_new(config, config->desks->pdata[i], identity, now, problems);
    must(desks[i] != NULL, problems);
  }
  intake = intake_new(config, NULL, identity);
  must(intake_prepare(intake, now, problems), problems);
  return 0;
}

static void is_text(const char *text)
{
  g_assert_true(!text || g_utf8_validate(text, -1, NULL));
}

/* One line that a mail's header, a terminal or a command to a server may have. */
static void is_line(const char *text)
{
  is_text(text);
  g_assert_true(!text || !strpbrk(text, "\r\n"));
}

static void check_facts(const struct mail *mail, const struct decision *decision, const struct desk *desk)
{
  g_autoptr(ReplyFacts) facts = desk_facts(desk, mail, decision);
  g_assert_cmpint(facts->bare, ==, decision->bare);
  is_line(facts->to);
  is_line(facts->name);
  is_line(facts->subject);
  is_line(facts->message_id);
  if (!facts->to)
    return; /* nobody would be written to */
  g_autofree char *stored = reply_facts_to_json(facts);
  g_autoptr(ReplyFacts) again = reply_facts_from_json(stored, NULL);
  g_assert_nonnull(again);
  g_autofree char *twice = reply_facts_to_json(again);
  g_assert_cmpstr(stored, ==, twice);
}

static void check_said(const struct mail *mail, const struct decision *decision)
{
  const struct verdict_place place = { .path = "mail.eml" };
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc();
  g_autofree char *page = verdict_explain(mail, decision, NULL, zone);
  g_autofree char *kept = verdict_explanation_json(mail, decision);
  g_autofree char *word = verdict_reply_word(decision);
  JsonNode *json = verdict_json(mail, decision, &place);
  g_autofree char *printed = json_to_string(json, FALSE);
  json_node_unref(json);
  is_text(page);
  is_text(kept);
  is_line(word);
  is_line(printed);
  for (const char *p = page; *p; p++)
    g_assert_true(!g_ascii_iscntrl(*p) || *p == '\n');
}

static void check_decision(const struct mail *mail, const struct decision *decision)
{
  const struct policy_verdict *policy = decision->policy;
  g_assert_cmpint(policy->reply, ==, policy->reason == NULL);
  g_assert_cmpint(!strcmp(decision->verdict, "send"), ==, policy->reply);
  if (policy->reply) {
    g_assert_nonnull(policy->to);
    g_assert_false(mail->bounce || mail->is_report);
    g_assert_false(mail->envelope.from && !*mail->envelope.from);
  }
  is_line(policy->to);
  is_line(policy->author);
  is_line(policy->name);
  for (guint i = 0; i < policy->evidence->len; i++)
    is_line(((const struct policy_evidence *)policy->evidence->pdata[i])->value);
}

static void decide(const struct desk *desk, GBytes *bytes, const struct mail_envelope *envelope)
{
  double start = fuzz_clock();
  g_autoptr(Mail) mail = mail_from_bytes(bytes, envelope);
  const struct circumstances circumstances = { .now = now };
  g_autoptr(Prepared) prepared = desk_prepare(desk, mail, &circumstances);
  fuzz_stop(envelope ? "a bounce's decision" : "a decision", start);

  start = fuzz_clock();
  check_decision(mail, prepared->decision);
  check_said(mail, prepared->decision);
  check_facts(mail, prepared->decision, desk);
  fuzz_stop("what is said of it", start);
}

static void take(GBytes *bytes)
{
  double start = fuzz_clock();
  struct intake_verdict verdict = { 0 };
  if (!intake_decide(intake, bytes, NULL, now, &verdict, NULL)) {
    g_assert_cmpuint(g_bytes_get_size(bytes), ==, 0);
    return;
  }
  g_autofree char *lines = intake_headers(&verdict);
  intake_verdict_clear(&verdict);
  fuzz_stop("a pipe's decision", start);
  g_auto(GStrv) each = g_strsplit(lines, "\n", -1);
  guint n = g_strv_length(each);
  g_assert_true(n && !*each[n - 1]);
  for (guint i = 0; i < n - 1; i++) {
    g_assert_true(g_str_has_prefix(each[i], "X-Deskbell-") && strlen(each[i]) <= 998);
    for (const char *p = each[i]; *p; p++)
      g_assert_true(g_ascii_isprint(*p));
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  g_autoptr(GPtrArray) to = g_ptr_array_new();
  g_ptr_array_add(to, (gpointer) "support+1042-CGQG8WSCFTB6YRVX@acme.example");
  const struct mail_envelope null_sender = { .from = (char *)"", .to = to };
  g_autoptr(GBytes) bytes = g_bytes_new(data, size);
  decide(desks[0], bytes, NULL);
  decide(desks[1], bytes, &null_sender);
  take(bytes);
  return 0;
}
