#include "desk/threads.h"

#include "base/config.h"
#include "base/subject.h"
#include "ledger/identity.h"
#include "ledger/token.h"
#include "mail/mail.h"

#include <string.h>

enum { MOST_CANDIDATES = 50, MOST_TEXT = 64 * 1024, MOST_REFERENCES = 20 };

/* Where a token stands, the surest first: programs carry headers and addresses, people copy tags. */
enum carrier { IN_REPLY_TO, REFERENCES, ENVELOPE, TO, CC, SUBJECT, TEXT };
static const struct {
  const char *header; /* NULL: it is none */
  gboolean joins_forward;
} carriers[] = {
  [IN_REPLY_TO] = { "In-Reply-To", TRUE }, [REFERENCES] = { "References", TRUE }, [ENVELOPE] = { NULL, TRUE },
  [TO] = { "To", TRUE },                   [CC] = { "Cc", TRUE },                 [SUBJECT] = { "Subject", FALSE },
  [TEXT] = { NULL, FALSE },
};

struct candidate {
  struct token token;
  enum carrier carrier;
};

static void add_candidate(GArray *to, const struct token *token, enum carrier carrier)
{
  const struct candidate candidate = { *token, carrier };
  if (to->len < MOST_CANDIDATES)
    g_array_append_val(to, candidate);
}

static void from_message_id(GArray *to, const char *id, enum carrier carrier)
{
  struct token token;
  if (token_in_message_id(id, &token))
    add_candidate(to, &token, carrier);
}

/* People have numbers behind a plus for reasons of their own; only with a token is it one of ours. */
static void from_address(GArray *to, const char *address, enum carrier carrier)
{
  struct token token;
  if (address && token_in_address(address, &token) && *token.text)
    add_candidate(to, &token, carrier);
}

static void from_addresses(GArray *to, const GPtrArray *addresses, enum carrier carrier)
{
  for (guint i = 0; i < addresses->len; i++)
    from_address(to, ((const struct mail_address *)addresses->pdata[i])->address, carrier);
}

static void from_text(GArray *to, const char *text, const char *tag, enum carrier carrier)
{
  struct token token;
  for (const char *p = text; to->len < MOST_CANDIDATES && (p = token_in_text(p, tag, &token));)
    add_candidate(to, &token, carrier);
}

static GArray *collect(const struct config_desk *settings, const struct mail *mail)
{
  GArray *found = g_array_new(FALSE, FALSE, sizeof(struct candidate));
  for (guint i = 0; i < mail->in_reply_to->len; i++)
    from_message_id(found, mail->in_reply_to->pdata[i], IN_REPLY_TO);
  for (guint i = mail->references->len; i > 0; i--)
    from_message_id(found, mail->references->pdata[i - 1], REFERENCES);
  for (guint i = 0; i < mail->envelope.to->len; i++)
    from_address(found, mail->envelope.to->pdata[i], ENVELOPE);
  from_addresses(found, mail->to, TO);
  from_addresses(found, mail->cc, CC);
  if (settings->tag) {
    g_autofree char *text = g_strndup(mail->text, strnlen(mail->text, MOST_TEXT)); /* which else fills up the rest */
    from_text(found, mail->subject, settings->tag, SUBJECT);
    from_text(found, text, settings->tag, TEXT);
  }
  return found;
}

gboolean threads_is_own(const struct identity *identity, const struct mail *mail)
{
  if (!identity)
    return FALSE;
  for (guint i = 0; i < mail->headers->len; i++) {
    const struct mail_header *header = mail->headers->pdata[i];
    if (!g_ascii_strcasecmp(header->name, "X-Deskbell-Loop") && identity_is_own(identity, header->value))
      return TRUE;
  }
  struct token token;
  if (!mail->message_id || !token_in_message_id(mail->message_id, &token))
    return FALSE;
  for (guint i = 0; i < mail->to->len; i++) {
    const struct mail_address *to = mail->to->pdata[i];
    if (identity_verify(identity, token.ticket, to->address, token.text))
      return TRUE;
  }
  return FALSE;
}

static gboolean holds(const GArray *tickets, guint64 ticket)
{
  for (guint i = 0; i < tickets->len; i++)
    if (g_array_index(tickets, guint64, i) == ticket)
      return TRUE;
  return FALSE;
}

/* The token was given to whom the acknowledgement went: the sender, or his Reply-To within the same domain. */
static gboolean is_given_to_sender(const struct identity *identity, const struct mail *mail, const struct token *token)
{
  if (identity_verify(identity, token->ticket, mail->from.address, token->text))
    return TRUE;
  const struct mail_address *reply_to = mail->reply_to->len == 1 ? mail->reply_to->pdata[0] : NULL;
  const char *at = reply_to && reply_to->address ? strrchr(reply_to->address, '@') : NULL;
  return at && g_str_has_suffix(mail->from.address, at) &&
         identity_verify(identity, token->ticket, reply_to->address, token->text);
}

static GArray *verified(const struct identity *identity, const struct mail *mail, const GArray *found)
{
  GArray *tickets = g_array_new(FALSE, FALSE, sizeof(guint64));
  gboolean forward = subject_is_forward(mail->subject);
  for (guint i = 0; identity && mail->from.address && i < found->len; i++) {
    const struct candidate *candidate = &g_array_index(found, struct candidate, i);
    const struct token *token = &candidate->token;
    if ((!forward || carriers[candidate->carrier].joins_forward) && !holds(tickets, token->ticket) &&
        is_given_to_sender(identity, mail, token))
      g_array_append_val(tickets, token->ticket);
  }
  return tickets;
}

GArray *threads_tickets(const struct identity *identity, const struct config_desk *settings, const struct mail *mail)
{
  g_autoptr(GArray) found = collect(settings, mail);
  return verified(identity, mail, found);
}

guint64 threads_mentioned(const struct identity *identity, const struct config_desk *settings, const struct mail *mail,
                          const char **ret_header)
{
  g_autoptr(GArray) found = collect(settings, mail);
  g_autoptr(GArray) tickets = verified(identity, mail, found);
  *ret_header = NULL;
  if (tickets->len || !found->len)
    return 0;
  const struct candidate *first = &g_array_index(found, struct candidate, 0);
  *ret_header = carriers[first->carrier].header;
  return first->token.ticket;
}

static void add_id(GPtrArray *ids, char *id)
{
  struct token token;
  if (ids->len < MOST_REFERENCES && !token_in_message_id(id, &token) &&
      !g_ptr_array_find_with_equal_func(ids, id, g_str_equal, NULL))
    g_ptr_array_add(ids, id);
}

GPtrArray *threads_refers_to(const struct mail *mail)
{
  GPtrArray *ids = g_ptr_array_new();
  for (guint i = 0; i < mail->in_reply_to->len; i++)
    add_id(ids, mail->in_reply_to->pdata[i]);
  for (guint i = mail->references->len; i > 0; i--)
    add_id(ids, mail->references->pdata[i - 1]);
  return ids;
}
