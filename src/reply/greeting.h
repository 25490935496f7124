/* Under which name a person may be greeted. A display name is a stranger's text: whatever is not plainly the name of one
 * person gives none, and the text then greets without a name. */
#pragma once
#include <glib.h>

struct greeting {
  char *full;      /* "Jane Doe", "홍길동", "Ms Kim" */
  char *given;     /* "Jane"; the same as `full` where no part of it can be told to be the given name */
  gboolean hangul; /* written in Hangul */
};

/* `display` (NULL: none) and `address` as in From. FALSE, and `ret` untouched, when nobody can be greeted by it. */
gboolean greeting_from(const char *display, const char *address, struct greeting *ret);
void greeting_clear(struct greeting *greeting);
