/* The pieces that mail_new() puts together. Private to the mail room. */
#pragma once
#include "mail/mail.h"
#include "mail/part.h"

/* GMime wants to be woken before its first use; calling it again costs nothing. */
void view_gmime(void);

/* All text, with the marks of html.h; files that stand in it as uuencode are taken out and added to `attachments`
 * (struct mail_attachment *). */
char *view_text(const struct part *root, GPtrArray *attachments);

/* What somebody has newly written, and what stands below it; see struct mail. */
struct view_written {
  char *request, *signature, *forwarded; /* "" when there is none */
};

/* `text` may have html_to_marked_text()'s marks. `passes_on`: an older mail in it was passed on, not answered. The request
 * is all text when nothing else would remain, and is only empty when there is nothing but introductions. Linear. */
void view_request(const char *text, gboolean passes_on, struct view_written *ret);
void view_written_clear(struct view_written *written);

/* NULL when it is no bounce. `mail`: all else of the view. `ret_is_report`: there is any report in it. */
struct mail_bounce *view_bounce(const struct part *root, const struct mail *mail, gboolean *ret_is_report);
void view_bounce_free(struct mail_bounce *bounce); /* accepts NULL */

/* The contact key; `from` is the addr-spec of From, NULL when there is none. */
char *view_contact_key(const struct part *root, const char *from);

struct mail_attachment *view_attachment(const char *name, const char *type, guint64 size);
