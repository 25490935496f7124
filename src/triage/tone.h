/* How a mail is said, which counts little: capitals, rows of exclamation marks, what the sender's program was told of its
 * importance. They are signals like those of words (signals.h), and no rule that comes with deskbell asks for them. */
#pragma once
#include <glib.h>

struct mail;

/* The first of what `text` (valid UTF-8) shouts, as it was written: three words or more in capitals, or three exclamation
 * marks with the word before them. NULL: nothing. g_free(). */
char *tone_shouting(const char *text);

/* The value of the header by which the sender calls it important; NULL when none does. Borrowed from `mail`. `ret_where` is
 * "header.NAME", static. */
const char *tone_priority_header(const struct mail *mail, const char **ret_where);
