/* What the front has to say: to standard error and the system log. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

/* "deskbell: filter: ..." to the system log (LOG_MAIL) as an error, there followed by `detail` (may be NULL or ""), and
 * unless `quiet` to standard error. One line; control characters are made harmless. */
void front_say(bool quiet, const char *detail, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Passes text on to standard error with its control characters made harmless (in place); drops what cannot be written
 * at once: a log that nobody reads must not hold mail. */
void front_pass_on(char *text, size_t length);
