/* Which of the languages in Latin letters a text is in: by the small words that every sentence has, and by libexttextcat
 * where those leave a tie. */
#pragma once
#include <glib.h>

/* How much of a text is sentences rather than names and machine output. */
struct latin_prose {
  guint words, known; /* known: on the list of the language found */
};

/* A static tag or NULL when nothing can be said. `hint` may be NULL. `ret` may be NULL. */
const char *latin_language(const char *text, const char *hint, struct latin_prose *ret);
