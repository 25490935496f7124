/* At which address an answer may go. */
#include "policy/policy-private.h"

#include "base/text.h"
#include "mail/mail.h"

#include <string.h>

/* Where everybody has an address, two of one domain are strangers. Only the largest: who is missing is treated as a firm. */
static const char *const public_providers[] = {
  "gmail.com",   "googlemail.com", "outlook.*",      "hotmail.*",  "live.*",    "msn.com",    "yahoo.*",    "ymail.com",
  "icloud.com",  "me.com",         "mac.com",        "aol.*",      "gmx.*",     "web.de",     "t-online.de", "freenet.de",
  "mail.ru",     "yandex.*",       "proton.me",      "pm.me",      "protonmail.*", "tutanota.*", "fastmail.*", "zoho.*",
  "mail.com",    "email.com",      "orange.fr",      "wanadoo.fr", "free.fr",   "laposte.net", "sfr.fr",     "libero.it",
  "virgilio.it", "seznam.cz",      "wp.pl",          "o2.pl",      "onet.pl",   "interia.pl", "naver.com",  "daum.net",
  "hanmail.net", "kakao.com",      "nate.com",       "qq.com",     "163.com",   "126.com",    "sina.*",     "docomo.ne.jp",
  "comcast.net", "att.net",        "verizon.net",    "uol.com.br", "bol.com.br", NULL,
};

static gboolean is_public(const char *domain)
{
  for (const char *const *glob = public_providers; *glob; glob++)
    if (text_glob(*glob, domain))
      return TRUE;
  return FALSE;
}

/* Reply-To when it is one usable address in From's own domain, else NULL: whoever may write as From may also name a
 * neighbour, but nobody may have us write to a stranger. So it must be somebody's domain, and nobody may doubt that the
 * mail came from there. Ours is never one. */
static const char *accepted_reply_to(const struct mail *mail, const struct policy_facts *facts)
{
  if (!mail->reply_to || mail->reply_to->len != 1 || !mail->from.address)
    return NULL;
  const struct mail_address *reply_to = mail->reply_to->pdata[0];
  if (!policy_is_usable(reply_to->address) || policy_is_ours(facts->addresses, reply_to->address))
    return NULL;
  const char *ours = strrchr(mail->from.address, '@'), *theirs = strrchr(reply_to->address, '@');
  if (!ours || g_ascii_strcasecmp(ours, theirs))
    return NULL;
  gboolean doubted = facts->authentication == AUTH_NONE || facts->authentication == AUTH_FAIL || is_public(ours + 1);
  return !doubted || !g_ascii_strcasecmp(mail->from.address, reply_to->address) ? reply_to->address : NULL;
}

char *policy_answer_address(const struct policy_search *search)
{
  const struct mail_address *author = search->author;
  if (!author || !policy_is_usable(author->address))
    return NULL;
  const char *reply_to = search->is_form ? NULL : accepted_reply_to(search->mail, search->facts);
  return g_strdup(reply_to ? reply_to : author->address);
}

void policy_find_ignored_reply_to(struct policy_search *search)
{
  const struct mail *mail = search->mail;
  if (search->is_form || !mail->reply_to || !mail->reply_to->len || accepted_reply_to(mail, search->facts))
    return;
  const struct mail_address *first = mail->reply_to->pdata[0];
  if (mail->reply_to->len > 1 || g_strcmp0(first->address, mail->from.address))
    policy_found(search, "Reply-To", first->address);
}
