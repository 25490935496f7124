/* The key file and what it signs: how we know our own mail, and whose ticket a mail may join.
 *
 * A token is bound to a ticket and the address it was given to; a stranger who learns a ticket's number cannot make one,
 * and one customer's token does not open the ticket to another sender. HMAC-SHA-256, truncated, in Crockford's base 32.
 * The key file holds one key a line, newest first: the first signs, all verify (rotation). */
#pragma once
#include <glib.h>

struct identity;

enum { IDENTITY_TAG_LENGTH = 4, IDENTITY_TOKEN_LENGTH = 16 };

/* Opens the key file; makes it (0660) when there is none. NULL with FAULT_CONFIG for a damaged one, FAULT_CREATE,
 * FAULT_REFUSED. */
struct identity *identity_open(const char *key_file, GError **error);
void identity_free(struct identity *identity); /* accepts NULL; wipes */
typedef struct identity Identity;              /* for g_autoptr(Identity) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Identity, identity_free)

/* `length` characters (IDENTITY_TAG_LENGTH for a subject, IDENTITY_TOKEN_LENGTH elsewhere). Free with g_free(). */
char *identity_token(const struct identity *identity, guint64 ticket, const char *recipient, unsigned length);

/* Whether `token` (any case, at least IDENTITY_TAG_LENGTH characters) is the one of ticket and recipient under any key. */
gboolean identity_verify(const struct identity *identity, guint64 ticket, const char *recipient, const char *token);

/* The value of our X-Deskbell-Loop header, "NONCE.TOKEN", and whether a value was made with one of our keys: how our own
 * output is recognised wherever it turns up, even when a relay rewrote its Message-ID. */
char *identity_loop_mark(const struct identity *identity, const char *nonce);
gboolean identity_is_own(const struct identity *identity, const char *loop_mark);

GQuark identity_error_quark(void);
#define IDENTITY_ERROR identity_error_quark()
