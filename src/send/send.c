#include "send/send.h"

#include "base/fault.h"
#include "base/text.h"
#include "reply/reply.h"
#include "send/envelope.h"
#include "send/sender-private.h"

#define MAX_DIAGNOSTIC 500 /* characters */

G_DEFINE_QUARK(deskbell-send-error-quark, send_error)

static const struct {
  const char *prefix;
  const struct sender_type *type;
} types[] = {
  { "smtp://", &sender_smtp },
  { "smtps://", &sender_smtp },
  { "sendmail:", &sender_sendmail },
};

struct sender *sender_new(const struct config_send *config, GError **error)
{
  for (gsize i = 0; config->url && i < G_N_ELEMENTS(types); i++)
    if (g_ascii_strncasecmp(config->url, types[i].prefix, strlen(types[i].prefix)) == 0)
      return types[i].type->new(config, error);
  if (!config->url)
    g_set_error_literal(error, SEND_ERROR, FAULT_CONFIG, "no server to send by is configured (send: url:)");
  else
    g_set_error_literal(error, SEND_ERROR, FAULT_CONFIG,
                        "send: url: neither smtp://, smtps:// nor sendmail:/path");
  return NULL;
}

void sender_free(struct sender *sender)
{
  if (sender)
    sender->type->free(sender);
}

void sender_heed(struct sender *sender, gboolean (*interrupted)(void))
{
  sender->interrupted = interrupted;
}

void send_result_clear(struct send_result *result)
{
  g_clear_pointer(&result->diagnostic, g_free);
  g_clear_error(&result->error);
}

void send_result_set(struct send_result *ret, enum outbox_outcome outcome, gboolean unreachable, const char *diagnostic,
                     GError *error)
{
  ret->outcome = outcome;
  ret->unreachable = unreachable;
  ret->diagnostic = text_printable(diagnostic ? diagnostic : error ? error->message : "", MAX_DIAGNOSTIC);
  ret->error = error;
}

void sender_submit(struct sender *sender, const struct reply_mail *mail, send_commit commit, gpointer data,
                   struct send_result *ret)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *from = *mail->envelope_from ? envelope_address(mail->envelope_from, &error) : g_strdup("");
  g_autofree char *to = from ? envelope_address(mail->envelope_to, &error) : NULL;
  *ret = (struct send_result){ 0 };
  if (!to || !envelope_check_mail(mail->bytes, &error)) {
    send_result_set(ret, OUTCOME_PERMANENT, FALSE, error->message, NULL);
    return;
  }
  const struct submission submission = { from, to, mail->bytes, commit, data };
  sender->type->submit(sender, &submission, ret);
}

gboolean sender_check(struct sender *sender, GError **error)
{
  return sender->type->check(sender, error);
}

void send_trial_clear(struct send_trial *trial)
{
  g_clear_pointer(&trial->refusal, g_free);
  g_clear_pointer(&trial->capabilities, g_free);
}

gboolean sender_try(struct sender *sender, const char *from, const char *to, struct send_trial *ret, GError **error)
{
  *ret = (struct send_trial){ 0 };
  g_autofree char *sender_path = *from ? envelope_address(from, error) : g_strdup("");
  g_autofree char *recipient = sender_path ? envelope_address(to, error) : NULL;
  if (!recipient)
    return FALSE;
  return !sender->type->try || sender->type->try(sender, sender_path, recipient, ret, error);
}
