/* Senders that the configuration names: who is never answered, forms that write for a customer, our own list. */
#include "policy/policy-private.h"

#include "mail/mail.h"

#include <string.h>

void policy_find_excluded(struct policy_search *search)
{
  const struct mail *mail = search->mail;
  const GPtrArray *exclude = search->facts->exclude;
  if (!exclude || !exclude->len)
    return;
  if (mail->from.address && policy_matches_any(exclude, mail->from.address))
    policy_found(search, "From", mail->from.address);
  if (mail->envelope.from && *mail->envelope.from && policy_matches_any(exclude, mail->envelope.from))
    policy_found(search, NULL, mail->envelope.from);
  for (guint i = 0; mail->reply_to && i < mail->reply_to->len; i++) {
    const char *address = ((const struct mail_address *)mail->reply_to->pdata[i])->address;
    if (address && policy_matches_any(exclude, address))
      policy_found(search, "Reply-To", address);
  }
}

/* The one person who filled the form in; NULL when the form does not tell. */
static const struct mail_address *customer_of(const struct mail *mail, const struct policy_facts *facts)
{
  if (!mail->reply_to || mail->reply_to->len != 1)
    return NULL;
  const struct mail_address *reply_to = mail->reply_to->pdata[0];
  return policy_is_usable(reply_to->address) && !policy_is_ours(facts->addresses, reply_to->address) &&
                 !policy_is_noreply(reply_to->address) && !policy_matches_any(facts->forms, reply_to->address)
             ? reply_to
             : NULL;
}

void policy_find_form_without_sender(struct policy_search *search)
{
  if (search->is_form && !search->author)
    policy_found(search, "Reply-To", mail_header(search->mail, "Reply-To"));
}

/* "Support <support.acme.example>" for support@acme.example; what a glob covers is no list of ours. */
static const char *own_list_id(const struct mail *mail, const struct policy_facts *facts)
{
  const char *value = mail_header(mail, "List-Id");
  const char *open = value ? strrchr(value, '<') : NULL;
  const char *close = open ? strchr(open, '>') : NULL;
  for (guint i = 0; close && facts->addresses && i < facts->addresses->len; i++) {
    const char *address = facts->addresses->pdata[i];
    if (strpbrk(address, "*?") || strlen(address) != (gsize)(close - open - 1))
      continue;
    g_autofree char *id = g_strdelimit(g_strdup(address), "@", '.');
    if (!g_ascii_strncasecmp(id, open + 1, strlen(id)))
      return value;
  }
  return NULL;
}

void policy_find_own_list(struct policy_search *search)
{
  if (search->is_own_list)
    policy_found(search, "List-Id", own_list_id(search->mail, search->facts));
}

void policy_look_at_sender(struct policy_search *search)
{
  const struct mail *mail = search->mail;
  search->is_form = mail->from.address && policy_matches_any(search->facts->forms, mail->from.address);
  search->author = search->is_form ? customer_of(mail, search->facts) : &mail->from;
  search->is_own_list = own_list_id(mail, search->facts) != NULL;
}
