/* The forms in which a ticket's token stands in mail, written by the composer and read back from what people answer:
 *
 *   <deskbell.TICKET.NONCE.TOKEN@host>   Message-ID of a mail; without NONCE: of the ticket's thread
 *   support+TICKET-TOKEN@host            the address that bounces come back to
 *   TAG-TICKET-TOKEN                     in subjects, in brackets, with a token of IDENTITY_TAG_LENGTH
 *
 * Reading only takes the form apart; identity_verify() tells what it is worth. */
#pragma once
#include <glib.h>

struct token {
  guint64 ticket;
  char text[64]; /* as it stood there; "" for a number alone */
};

/* `nonce` NULL: the thread's. Free with g_free(), as what follows. */
char *token_message_id(guint64 ticket, const char *nonce, const char *token, const char *domain);
char *token_address(guint64 ticket, const char *token, const char *address); /* `address` has an '@' */
char *token_tag(const char *tag, guint64 ticket, const char *token);         /* `token` NULL: the number alone */

/* FALSE when it has not that form. A number without a token has; a token that is shorter than the one written there (which
 * is easier to guess) is "". `id` is with its brackets. */
gboolean token_in_message_id(const char *id, struct token *ret);
gboolean token_in_address(const char *address, struct token *ret);

/* The first tag in `text`, as a word by itself, in brackets or not, in any case. What follows it; NULL: there is none. */
const char *token_in_text(const char *text, const char *tag, struct token *ret);
