/* Which of our mails came back: a bounce tells whatever somebody wrote into it, so only tokens count, and only for the
 * address they were given to. */
#pragma once
#include <glib.h>

struct identity;
struct mail;

struct bounced {
  GArray *tickets;  /* guint64 */
  GArray *failures; /* struct ledger_failure; its strings are borrowed from the mail and from `names` */
  GPtrArray *names; /* char * */
};
void bounced_clear(struct bounced *bounced);
typedef struct bounced Bounced; /* for g_auto(Bounced) */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Bounced, bounced_clear)

/* The token stands in the address that the bounce came to (which is signed for one recipient), else in the Message-ID of
 * the mail that it is about. A reported recipient whom the token was given to is a failure as reported. Where the report
 * names another one (a forwarding), or none, it is whom the returned mail was to: for good only in the latter case, as a
 * mailbox may work whose forwarding does not. Empty for what is no bounce, for complaints, and without an identity. */
void bounced_find(const struct identity *identity, const struct mail *mail, struct bounced *ret);
