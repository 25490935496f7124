/* Under which name a person may be greeted. A display name is a stranger's text: whatever is not plainly the name of one
 * person gives none, and the text then greets without a name. */
#pragma once
#include <glib.h>

struct greeting {
  char *full;      /* "Jane Doe", "홍길동", "Ms Kim" */
  char *given;     /* "Jane"; the same as `full` where no part of it can be told to be the given name */
  char *family;    /* "Doe", "홍", "山田"; NULL where it can't be told: "山田様", "Sehr geehrte/r ... Doe" need it */
  gboolean hangul; /* written in Hangul */
};

/* `display` (NULL: none) and `address` as in From. FALSE, and `ret` untouched, when nobody can be greeted by it. */
gboolean greeting_from(const char *display, const char *address, struct greeting *ret);

/* Who signed a mail: the name in `signature` (mail.h; NULL: none) in the form that greeting_from() reads, or NULL when it is
 * not plainly one person's. The caller's to free. */
char *greeting_signed(const char *signature, const char *address);

/* What to greet by: the display name, or, where that names nobody (a company's, a shared mailbox's), who signed. The display
 * name again when nobody did, so NULL only where that is. The caller's to free. */
char *greeting_name(const char *display, const char *address, const char *signature);

void greeting_clear(struct greeting *greeting);
