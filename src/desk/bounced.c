#include "desk/bounced.h"

#include "ledger/identity.h"
#include "ledger/ledger.h"
#include "ledger/token.h"
#include "mail/mail.h"

#include <string.h>

enum { MOST_FAILURES = 20, MOST_TOKENS = 20 };

void bounced_clear(struct bounced *bounced)
{
  g_clear_pointer(&bounced->tickets, g_array_unref);
  g_clear_pointer(&bounced->failures, g_array_unref);
  g_clear_pointer(&bounced->names, g_ptr_array_unref);
}

static void add_address(GArray *tokens, const char *address)
{
  struct token token;
  if (tokens->len < MOST_TOKENS && address && token_in_address(address, &token))
    g_array_append_val(tokens, token);
}

/* In the order of how hard they are to come by for anybody but a mail system. */
static GArray *collect(const struct mail *mail)
{
  GArray *tokens = g_array_new(FALSE, FALSE, sizeof(struct token));
  struct token token;
  for (guint i = 0; i < mail->envelope.to->len; i++)
    add_address(tokens, mail->envelope.to->pdata[i]);
  for (guint i = 0; i < mail->to->len; i++)
    add_address(tokens, ((const struct mail_address *)mail->to->pdata[i])->address);
  if (mail->bounce->original_message_id && token_in_message_id(mail->bounce->original_message_id, &token))
    g_array_append_val(tokens, token);
  return tokens;
}

/* What an internationalised domain was before it travelled; NULL when it is none. */
static char *as_written(const char *address)
{
  const char *at = strrchr(address, '@');
  g_autofree char *domain = at && strstr(at, "xn--") ? g_hostname_to_unicode(at + 1) : NULL;
  return domain ? g_strdup_printf("%.*s@%s", (int)(at - address), address, domain) : NULL;
}

/* The first of `tokens` that was given to `address`, and how we know that address; NULL: none was. */
static const char *given_to(const struct identity *identity, const GArray *tokens, const char *address,
                            struct bounced *ret, guint64 *ret_ticket)
{
  if (!address)
    return NULL;
  g_autofree char *written = as_written(address);
  for (guint i = 0; i < tokens->len; i++) {
    const struct token *token = &g_array_index(tokens, struct token, i);
    *ret_ticket = token->ticket;
    if (identity_verify(identity, token->ticket, address, token->text))
      return address;
    if (written && identity_verify(identity, token->ticket, written, token->text)) {
      g_ptr_array_add(ret->names, g_steal_pointer(&written));
      return ret->names->pdata[ret->names->len - 1];
    }
  }
  return NULL;
}

static void add_failure(struct bounced *ret, guint64 ticket, const struct ledger_failure *failure)
{
  gboolean known = FALSE;
  for (guint i = 0; i < ret->tickets->len; i++)
    known |= g_array_index(ret->tickets, guint64, i) == ticket;
  if (!known)
    g_array_append_val(ret->tickets, ticket);
  g_array_append_val(ret->failures, *failure);
}

/* The recipients that the report names and the token was given to. */
static void find_reported(const struct identity *identity, const GArray *tokens, const struct mail_bounce *bounce,
                          struct bounced *ret)
{
  for (guint i = 0; i < bounce->recipients->len && ret->failures->len < MOST_FAILURES; i++) {
    const struct mail_bounce_recipient *recipient = bounce->recipients->pdata[i];
    guint64 ticket;
    const char *address = given_to(identity, tokens, recipient->address, ret, &ticket);
    const struct ledger_failure failure = { address, recipient->status, recipient->diagnostic, recipient->hard };
    if (address)
      add_failure(ret, ticket, &failure);
  }
}

static void find_addressee(const struct identity *identity, const GArray *tokens, const struct mail_bounce *bounce,
                           struct bounced *ret)
{
  guint64 ticket;
  const char *address = given_to(identity, tokens, bounce->original_to, ret, &ticket);
  if (!address)
    return;
  const struct mail_bounce_recipient *first = bounce->recipients->len ? bounce->recipients->pdata[0] : NULL;
  struct ledger_failure failure = { .address = address };
  if (first) {
    failure.status = first->status;
    failure.diagnostic = first->diagnostic;
    failure.hard = first->hard && !first->address && bounce->recipients->len == 1;
  }
  add_failure(ret, ticket, &failure);
}

void bounced_find(const struct identity *identity, const struct mail *mail, struct bounced *ret)
{
  *ret = (struct bounced){
    .tickets = g_array_new(FALSE, FALSE, sizeof(guint64)),
    .failures = g_array_new(FALSE, FALSE, sizeof(struct ledger_failure)),
    .names = g_ptr_array_new_with_free_func(g_free),
  };
  const struct mail_bounce *bounce = mail->bounce;
  if (!identity || !bounce || bounce->kind == BOUNCE_FEEDBACK)
    return;
  g_autoptr(GArray) tokens = collect(mail);
  if (!tokens->len)
    return;
  find_reported(identity, tokens, bounce, ret);
  if (!ret->failures->len)
    find_addressee(identity, tokens, bounce, ret);
}
