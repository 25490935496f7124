#include "command/probe.h"

#include "reply/reply.h"
#include "send/send.h"

#include <string.h>
#include <sysexits.h>

/* A ticket and a token as they are in an envelope sender; no bounce of it is ever believed. */
#define SAMPLE_TICKET 1042
#define SAMPLE_TOKEN "XXXXXXXXXXXXXXXX"

static void finding_free(gpointer data)
{
  struct probe_finding *finding = data;
  g_free(finding->detail);
  g_free(finding);
}

G_GNUC_PRINTF(4, 5)
static void add(GPtrArray *findings, const char *what, int status, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  struct probe_finding *finding = g_new0(struct probe_finding, 1);
  finding->what = what;
  finding->status = status;
  finding->detail = g_strdup_vprintf(format, args);
  va_end(args);
  g_ptr_array_add(findings, finding);
}

static int status_of(const struct send_trial *trial)
{
  return !trial->refusal ? EX_OK : trial->for_good ? EX_CONFIG : EX_TEMPFAIL;
}

/* Servers often refuse the sender only when they hear of a recipient, so which of the two they mind shows only in a second
 * try, with From in place of the envelope. */
static gboolean explain_refusal(GPtrArray *findings, struct sender *sender, const struct config_send *send,
                                const char *envelope, const struct send_trial *first, GError **error)
{
  const char *from = send->from_address;
  struct send_trial second;
  int status = status_of(first);
  if (!strcmp(envelope, from)) {
    add(findings, "send: from", status, "the server refuses mail from %s: %s", from, first->refusal);
    return TRUE;
  }
  if (!sender_try(sender, from, from, &second, error))
    return FALSE;
  if (second.refusal)
    add(findings, "send: from", status_of(&second), "the server refuses mail from %s: %s", from, second.refusal);
  else
    add(findings, "send: envelope", status,
        "the server refuses <%s>: %s; let this user send as it, or set 'envelope-sender: %s'", envelope, first->refusal,
        from);
  send_trial_clear(&second);
  return TRUE;
}

/* A server that delivers for our domain itself says already here whether it knows of plus-addresses. */
static gboolean ask_for_bounce(GPtrArray *findings, struct sender *sender, const struct config_send *send,
                               const char *envelope, GError **error)
{
  struct send_trial trial;
  if (!sender_try(sender, send->from_address, envelope, &trial, error))
    return FALSE;
  if (trial.refusal)
    add(findings, "send: bounces", status_of(&trial),
        "the server refuses mail to <%s>: %s; turn plus-addressing on (Postfix: recipient_delimiter = +), or bounces do "
        "not come back",
        envelope, trial.refusal);
  else
    add(findings, "send: bounces", EX_OK, "mail to <%s> is taken", envelope);
  send_trial_clear(&trial);
  return TRUE;
}

static gboolean ask(GPtrArray *findings, struct sender *sender, const struct config_send *send, gboolean verbose,
                    GError **error)
{
  g_autofree char *envelope = reply_envelope(send, send->from_address, SAMPLE_TICKET, SAMPLE_TOKEN);
  struct send_trial trial;
  if (!sender_try(sender, envelope, send->from_address, &trial, error))
    return FALSE;
  if (verbose && trial.capabilities)
    add(findings, "send: server", EX_OK, "%s", trial.capabilities);
  gboolean asked = TRUE;
  if (trial.refusal) {
    asked = explain_refusal(findings, sender, send, envelope, &trial, error);
  } else {
    add(findings, "send: envelope", EX_OK, "mail from <%s> is taken%s", envelope,
        *envelope ? "" : "; bounces are not seen with it");
    if (send->envelope == ENVELOPE_SIGNED)
      asked = ask_for_bounce(findings, sender, send, envelope, error);
  }
  send_trial_clear(&trial);
  return asked;
}

GPtrArray *probe_sender(struct sender *sender, const struct config_send *send, gboolean verbose, GError **error)
{
  g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func(finding_free);
  gboolean is_program = send->url && g_str_has_prefix(send->url, "sendmail:");
  if (is_program || !send->from_address)
    return g_steal_pointer(&findings);
  return ask(findings, sender, send, verbose, error) ? g_steal_pointer(&findings) : NULL;
}
