/* Everything wrong with the files a person wrote (configuration, filters, templates), collected to be shown at once.
 *
 * A line reads `file:line:column: what is wrong with 'token'; what would be right`. */
#pragma once
#include <glib.h>

struct problems;

struct problems *problems_new(void);
void problems_free(struct problems *problems); /* accepts NULL */
typedef struct problems Problems; /* for g_autoptr(Problems) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Problems, problems_free)

/* Notes one. `line` and `column` count from 1; 0 leaves them out. `format` is a printf format without a line end. Past
 * 100 problems only their number is kept. */
void problems_add(struct problems *problems, const char *file, unsigned line, unsigned column, const char *format, ...)
    G_GNUC_PRINTF(5, 6);

/* The same for what works but is probably not meant; `check` prints it, nothing stops for it. */
void problems_warn(struct problems *problems, const char *file, unsigned line, unsigned column, const char *format, ...)
    G_GNUC_PRINTF(5, 6);

/* How many problems (warnings not counted). */
unsigned problems_count(const struct problems *problems);

/* All lines so far, problems first, each with its line end; warnings are marked "warning: ". Free with g_free(). */
char *problems_text(const struct problems *problems);

/* The first of these lines, without its end, for where there is room for one: it names what is wrong, and `check` tells
 * the rest. "" when there is none. Free with g_free(). */
char *problems_first(const struct problems *problems);

/* FALSE with FAULT_CONFIG and all lines as the message when there is a problem, else TRUE. */
gboolean problems_to_error(const struct problems *problems, GError **error);

GQuark problems_error_quark(void);
#define PROBLEMS_ERROR problems_error_quark()
