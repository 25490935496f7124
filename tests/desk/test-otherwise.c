/* What `explain` says would have changed the decision is true: done to the mail, it is answered. */
#include "base/problems.h"
#include "base/yaml.h"
#include "desk/desk.h"
#include "desk/otherwise.h"
#include "mail/mail.h"
#include "../shipped.h"

#include <string.h>

static const gint64 now = 1795435200;
static struct config *config;
static struct desk *desk;

static struct decision *decide(const char *text, gsize length)
{
  g_autoptr(GBytes) bytes = g_bytes_new(text, length);
  g_autoptr(Mail) mail = mail_from_bytes(bytes, NULL);
  const struct circumstances circumstances = { .now = now, .any_recipient = FALSE };
  return desk_decide(desk, mail, &circumstances);
}

/* `text` with every field of that name replaced by `field` (NULL: left out; added when there was none). */
static char *with_field(const char *text, const char *name, const char *field)
{
  GString *out = g_string_new(field);
  gboolean header = TRUE, drops = FALSE;
  for (const char *line = text; *line;) {
    const char *end = strchr(line, '\n');
    gsize length = end ? (gsize)(end - line) + 1 : strlen(line);
    header = header && *line != '\n' && *line != '\r';
    if (header && *line != ' ' && *line != '\t')
      drops = !g_ascii_strncasecmp(line, name, strlen(name)) && line[strlen(name)] == ':';
    if (!header || !drops)
      g_string_append_len(out, line, (gssize)length);
    line += length;
  }
  return g_string_free(out, FALSE);
}

static const struct {
  const char *clause, *name, *field; /* a prefix of the clause */
} edits[] = {
  { "its sender and Reply-To were", "From", "From: Jane <jane@customer.example>\n" },
  { "its sender and Reply-To were", "Reply-To", NULL },
  { "its sender", "From", "From: Jane <jane@customer.example>\n" },
  { "its sender", "Return-Path", NULL },
  { "its sender", "Sender", NULL },
  { "its envelope sender", "Return-Path", NULL },
  { "its subject", "Subject", "Subject: A question\n" },
  { "To or Cc", "To", "To: support@acme.example\n" },
  { "it had Message-ID, Date and To", "Message-ID", "Message-ID: <1@customer.example>\n" },
  { "it had Message-ID, Date and To", "Date", "Date: Mon, 23 Nov 2026 11:00:00 +0000\n" },
};

/* NULL: it cannot be done to the mail's text. */
static char *changed(const char *text, const char *clause)
{
  if (g_str_has_suffix(clause, " were absent")) {
    g_autofree char *name = g_strndup(clause, strlen(clause) - strlen(" were absent"));
    return with_field(text, name, NULL);
  }
  if (g_str_has_prefix(clause, "its text did not say")) {
    const char *body = strstr(text, "\n\n");
    return g_strdup_printf("%.*s\n\nWhere is my order?\n", (int)(body - text), text);
  }
  char *edited = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS(edits); i++)
    if (g_str_has_prefix(clause, edits[i].clause)) {
      char *next = with_field(edited ? edited : text, edits[i].name, edits[i].field);
      g_free(edited);
      edited = next;
    }
  return edited;
}

/* Whether everything that is named could be done. */
static gboolean comes_true(const char *what, const char *text)
{
  g_autoptr(Decision) decision = decide(text, strlen(text));
  g_autoptr(GPtrArray) changes = otherwise(decision, NULL);
  g_autofree char *edited = g_strdup(text);
  g_assert_cmpint(changes->len > 0, ==, strcmp(decision->verdict, "send") != 0);
  for (guint i = 0; i < changes->len; i++) {
    char *next = changed(edited, changes->pdata[i]);
    if (!next) {
      g_test_message("%s: left out, cannot be done: %s", what, (const char *)changes->pdata[i]);
      return FALSE;
    }
    g_free(edited);
    edited = next;
  }
  g_autoptr(Decision) then = decide(edited, strlen(edited));
  if (strcmp(then->verdict, "send"))
    g_test_message("%s: refused for %s and then for %s:\n%s", what, decision->reason, then->reason, edited);
  g_assert_cmpstr(then->verdict, ==, "send");
  return TRUE;
}

static const struct {
  const char *from, *subject, *more, *body;
} samples[] = {
  { "jane@customer.example", "Invoice", "List-Id: <x.example>\n", "Hello." },
  { "jane@customer.example", "Invoice", "List-Id: <x.example>\nAuto-Submitted: auto-replied\nPrecedence: bulk\n", "Hello." },
  { "noreply@customer.example", "Invoice", "Reply-To: no-reply@customer.example\n", "Hello." },
  { "mailer-daemon@customer.example", "Invoice", "Return-Path: <>\n", "Hello." },
  { "owner-talk@customer.example", "Invoice",
    "List-Post: <mailto:a@b.example>\nList-Help: <x:y>\nList-Subscribe: <x:y>\nList-Unsubscribe: <x:y>\nList-Owner: <x:y>\n"
    "List-Archive: <x:y>\n", "Hello." },
  { "jane@customer.example", "Automatic reply: Invoice", "X-Autoreply: yes\nX-Autorespond: yes\nX-Auto-Reply-From: x\n"
    "X-Acme-Auto-Reply: yes\nX-Other-Autoreply: yes\nX-Third-Autoreply: yes\n", "Hello." },
  { "jane@customer.example", "Out of office", "Precedence: junk\nX-Spam-Flag: YES\n", "I am out of the office until Monday." },
  { "postmaster@customer.example", "Report", "X-Mailer: PHPMailer 6\nX-Loop: me@customer.example\n",
    "This is an automatically generated message, please do not reply to it." },
  { "robot@customer.example", "Report", "X-Mailer: PHPMailer 6\nImportance: low\nX-Loop: a@b.example\n", "Hello." },
  { "robot@customer.example", "About your absence notice", "Importance: low\nX-Loop: a@b.example\n"
    "X-MS-Exchange-Inbox-Rules-Loop: a@b.example\n", "I am out of the office until Monday." },
};

static void what_is_named_suffices(void)
{
  guint done = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(samples); i++) {
    g_autofree char *text = g_strdup_printf(
        "Message-ID: <1@customer.example>\nDate: Mon, 23 Nov 2026 11:00:00 +0000\nFrom: <%s>\nTo: support@acme.example\n"
        "Subject: %s\n%s\n%s\n", samples[i].from, samples[i].subject, samples[i].more, samples[i].body);
    g_autofree char *name = g_strdup_printf("sample %u", (guint)i);
    g_autoptr(Decision) decision = decide(text, strlen(text));
    g_assert_cmpstr(decision->verdict, ==, "none"); /* or the sample shows nothing */
    done += comes_true(name, text);
  }
  g_assert_cmpuint(done, ==, G_N_ELEMENTS(samples));
}

static void so_it_is_of_the_mails(void)
{
  const char *top = g_getenv("top_srcdir");
  g_autofree char *path = g_build_filename(top ? top : ".", "tests", "mails", NULL);
  g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
  g_assert_nonnull(dir);
  guint done = 0;
  for (const char *name; (name = g_dir_read_name(dir));) {
    g_autofree char *file = g_build_filename(path, name, NULL);
    g_autofree char *text = NULL;
    gsize length;
    if (g_str_has_suffix(name, ".eml") && g_file_get_contents(file, &text, &length, NULL) && strlen(text) == length)
      done += comes_true(name, text);
  }
  g_assert_cmpuint(done, >, 20);
}

static void of_weak_evidence_no_more_is_named_than_it_takes(void)
{
  static const char text[] =
      "Message-ID: <1@customer.example>\nDate: Mon, 23 Nov 2026 11:00:00 +0000\nFrom: <robot@customer.example>\n"
      "To: support@acme.example\nSubject: Report\nX-Loop: a@b.example\nImportance: low\n\nHello.\n";
  g_autoptr(Decision) decision = decide(text, strlen(text)); /* 6 + 4 + 2 */
  g_assert_cmpstr(decision->reason, ==, "automatic");
  g_autoptr(GPtrArray) changes = otherwise(decision, NULL);
  g_assert_cmpuint(changes->len, ==, 1);
  g_assert_cmpstr(changes->pdata[0], ==, "its sender were a person's address");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  use_shipped_data();
  static const char yaml[] = "desk: {addresses: [support@acme.example], reply: on, timezone: UTC, max-age: 0d}\n";
  g_autoptr(Problems) problems = problems_new();
  g_autoptr(YamlNode) root = yaml_parse("test.yaml", yaml, strlen(yaml), problems);
  config = config_from_yaml(root, problems);
  desk = config ? desk_new(config, config->desks->pdata[0], NULL, now, problems) : NULL;
  g_assert_nonnull(desk);
  g_test_add_func("/otherwise/suffices", what_is_named_suffices);
  g_test_add_func("/otherwise/mails", so_it_is_of_the_mails);
  g_test_add_func("/otherwise/smallest", of_weak_evidence_no_more_is_named_than_it_takes);
  int status = g_test_run();
  desk_free(desk);
  config_free(config);
  return status;
}
