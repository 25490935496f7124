/* Mail in forms of its own: encrypted, signed in its text, an invitation, Outlook's. Private to the mail room. */
#pragma once
#include "mail/mail.h"
#include "mail/part.h"

/* S/MIME or OpenPGP as MIME parts. What is only signed is not encrypted. */
gboolean forms_is_encrypted(const struct part *root);

/* Takes OpenPGP's blocks out of `text` (taken): of what is signed only the armour goes, what is encrypted goes wholly and
 * sets *ret_encrypted. Free the result with g_free(). */
char *forms_without_armour(char *text, gboolean *ret_encrypted);

/* By METHOD of the first text/calendar, RFC 6047. */
enum mail_invitation forms_invitation(const struct part *root);

/* What the invitation is about, in its own words; "" when there is none. Free with g_free(). */
char *forms_invitation_text(const struct part *root);

/* The type to tell of a file: what has Outlook's name for its own format is that, whatever its label says. */
const char *forms_file_type(const char *name, const char *type);
