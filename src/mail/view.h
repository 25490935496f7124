/* The pieces that mail_new() puts together. Private to the mail room. */
#pragma once
#include "mail/mail.h"
#include "mail/part.h"

/* GMime wants to be woken before its first use; calling it again costs nothing. */
void view_gmime(void);

/* All text; files that stand in it as uuencode are taken out and added to `attachments` (struct mail_attachment *). */
char *view_text(const struct part *root, GPtrArray *attachments);

/* What is newly written in `text`: without quotes, their introduction, and the signature. The whole text when nothing
 * would remain. */
char *view_request(const char *text);

/* NULL when it is no bounce. `mail`: all else of the view. `ret_is_report`: there is any report in it. */
struct mail_bounce *view_bounce(const struct part *root, const struct mail *mail, gboolean *ret_is_report);
void view_bounce_free(struct mail_bounce *bounce); /* accepts NULL */

/* The contact key; `from` is the addr-spec of From, NULL when there is none. */
char *view_contact_key(const struct part *root, const char *from);

struct mail_attachment *view_attachment(const char *name, const char *type, guint64 size);
