/* The small readers by themselves, where a fuzzer gets further than through a whole mail. The first byte chooses. */
#include "base/problems.h"
#include "base/subject.h"
#include "desk/intake.h"
#include "front/header.h"
#include "ledger/token.h"
#include "mail/mail.h"
#include "policy/authentication.h"
#include "reply/facts.h"
#include "triage/filters-private.h"
#include "fuzz.h"

#include <string.h>

static struct mail *mail_with(const char *name, const char *value)
{
  g_autofree char *text = g_strdup_printf("From: mina@acme.example\nTo: support@acme.example\n%s: %s\nSubject: printer\n\n"
                                          "The printer is on fire.\n",
                                          name, value);
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  return mail_from_bytes(bytes, NULL);
}

static void read_authentication(const char *text, gsize size G_GNUC_UNUSED)
{
  static const char *const ids[] = { NULL, "mx.acme.example", AUTHENTICATION_NO_NAME };
  g_autoptr(Mail) mail = mail_with("Authentication-Results", text);
  for (gsize i = 0; i < G_N_ELEMENTS(ids); i++) {
    struct authentication read;
    authentication_read(mail, ids[i], &read);
    g_assert_true(ids[i] || read.result == AUTH_UNKNOWN);
    g_assert_true(!read.why || (g_utf8_validate(read.why, -1, NULL) && !strpbrk(read.why, "\r\n")));
    authentication_clear(&read);
  }
}

static void is_token(const struct token *token)
{
  g_assert_cmpuint(strnlen(token->text, sizeof token->text), <, sizeof token->text);
}

static void read_tokens(const char *text, gsize size G_GNUC_UNUSED)
{
  struct token token;
  if (token_in_message_id(text, &token))
    is_token(&token);
  if (token_in_address(text, &token))
    is_token(&token);
  const char *end = text + strlen(text);
  for (const char *at = text; (at = token_in_text(at, "ACME", &token));) {
    g_assert_true(at > text && at <= end);
    is_token(&token);
  }
  g_autofree char *address = intake_address(text, NULL);
  g_assert_true(!address || g_utf8_validate(address, -1, NULL));
  subject_is_forward(text);
}

/* What stands in the copy of the rules may be anything that somebody trusted wrote there. */
static void read_rules(const char *text, gsize size)
{
  g_autoptr(GBytes) bytes = g_bytes_new(text, size);
  g_autoptr(GVariant) packed = g_variant_new_from_bytes((const GVariantType *)FILTERS_PACKED, bytes, FALSE);
  g_variant_ref_sink(packed);
  g_autoptr(Filters) filters = filters_unpack(packed);
  if (!filters)
    return;
  g_autoptr(Mail) mail = mail_with("X-Mailer", "printer");
  const struct triage_facts facts = { .inside_hours = TRUE };
  g_autoptr(TriageVerdict) verdict = triage_decide(filters, mail, &facts);
  g_assert_nonnull(verdict->category);
  g_autoptr(GVariant) again = g_variant_ref_sink(filters_pack(filters));
  g_assert_cmpuint(g_variant_n_children(again), ==, filters->rules->len);
}

static void scan_header(const char *text, gsize size)
{
  g_autofree char *exact = g_memdup2(text, size); /* without the NUL, so that reading past the end is seen */
  struct front_header header = front_header_scan(exact, size);
  g_assert_true(header.insert <= header.end && header.end <= size);
  size_t from = 0, start, end;
  while (front_header_next_ours(exact, from, header.end, &start, &end)) {
    g_assert_true(from <= start && start < end && end <= header.end);
    from = end;
  }
}

static void read_facts(const char *text, gsize size G_GNUC_UNUSED)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(ReplyFacts) facts = reply_facts_from_json(text, &error);
  g_assert_true((facts == NULL) == (error != NULL));
}

static void read_bounce(const char *text, gsize size)
{
  static const char header[] = "From: MAILER-DAEMON@mx.example (Mail Delivery System)\nReturn-Path: <>\n"
                               "Subject: Undelivered mail\nContent-Type: text/plain; charset=utf-8\n\n";
  g_autoptr(GByteArray) whole = g_byte_array_new();
  g_byte_array_append(whole, (const guint8 *)header, sizeof header - 1);
  g_byte_array_append(whole, (const guint8 *)text, (guint)size);
  g_autoptr(GBytes) bytes = g_byte_array_free_to_bytes(g_steal_pointer(&whole));
  g_autoptr(Mail) mail = mail_from_bytes(bytes, NULL);
  for (guint i = 0; mail->bounce && i < mail->bounce->recipients->len; i++) {
    const struct mail_bounce_recipient *recipient = mail->bounce->recipients->pdata[i];
    g_assert_true(!recipient->address || g_utf8_validate(recipient->address, -1, NULL));
    g_assert_true(!recipient->diagnostic || !strpbrk(recipient->diagnostic, "\r\n"));
    g_assert_true(!recipient->hard || (recipient->status && recipient->status[0] == '5'));
  }
}

static const struct {
  const char *what;
  void (*read)(const char *text, gsize size); /* a NUL follows */
} readers[] = {
  { "Authentication-Results", read_authentication },
  { "tokens", read_tokens },
  { "the copy of the rules", read_rules },
  { "a pipe's header", scan_header },
  { "stored facts", read_facts },
  { "a bounce's text", read_bounce },
};

int LLVMFuzzerInitialize(int *argc G_GNUC_UNUSED, char ***argv G_GNUC_UNUSED)
{
  g_log_set_always_fatal(G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  if (!size)
    return 0;
  guint i = data[0] % G_N_ELEMENTS(readers);
  g_autofree char *text = g_strndup((const char *)data + 1, size - 1);
  double start = fuzz_clock();
  readers[i].read(text, size - 1);
  fuzz_stop(readers[i].what, start);
  return 0;
}
