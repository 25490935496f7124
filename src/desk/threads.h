/* Our own tokens in somebody's mail: is it our own output, and which tickets does its sender hold a token of?
 *
 * Only tokens count (ledger/token.h has their forms), never a number alone, and a token only for the address it was given
 * to. */
#pragma once
#include <glib.h>

struct config_desk;
struct identity;
struct mail;

/* Whether we wrote this mail. */
gboolean threads_is_own(const struct identity *identity, const struct mail *mail);

/* Tickets (guint64) whose token verifies for the mail's sender, the surest carrier first, without duplicates: In-Reply-To,
 * References from the right, addresses (envelope, To, Cc), subject, text. What somebody forwards may be about something
 * new, so a forward joins by headers and addresses only. Free with g_array_unref(). Empty without an identity or a
 * sender. */
GArray *threads_tickets(const struct identity *identity, const struct config_desk *settings, const struct mail *mail);

/* A ticket that the mail names although threads_tickets() has none: by a token that was given to somebody else, or by its
 * number alone. 0: none. *ret_header (static) is where; NULL: in the text or the envelope. */
guint64 threads_mentioned(const struct identity *identity, const struct config_desk *settings, const struct mail *mail,
                          const char **ret_header);

/* Message-IDs that it answers, best first (char *, borrowed from `mail`): for mails that we did not write. Free with
 * g_ptr_array_unref(). */
GPtrArray *threads_refers_to(const struct mail *mail);
