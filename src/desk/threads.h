/* Our own tokens in somebody's mail: is it our own output, and which tickets does its sender hold a token of?
 *
 * Only tokens count, never a number alone, and a token only for the address it was given to. The forms are those that
 * reply/compose.c writes: `<deskbell.TICKET.x.TOKEN@host>` as Message-ID, `<deskbell.TICKET.TOKEN@host>` in References,
 * `support+TICKET-TOKEN@host` as an address, `[TAG-TICKET-TOKEN]` in a subject. */
#pragma once
#include <glib.h>

struct config_desk;
struct identity;
struct mail;

/* Whether we wrote this mail. */
gboolean threads_is_own(const struct identity *identity, const struct mail *mail);

/* Tickets (guint64) whose token verifies for the mail's sender, the surest carrier first, without duplicates. Free with
 * g_array_unref(). Empty without an identity or a sender. */
GArray *threads_tickets(const struct identity *identity, const struct config_desk *settings, const struct mail *mail);
