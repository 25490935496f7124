/* Mustache (the public specification's required part: interpolation, sections, inverted sections, partials, comments,
 * delimiters). Dotted names and implicit iterators included; no lambdas.
 *
 * A template is parsed once and rendered with values; parsing errors name line and column. Rendering caps depth (64) and
 * output (256 KiB). */
#pragma once
#include <json-glib/json-glib.h>

struct mustache;

/* What becomes of `{{name}}` (`{{{name}}}` and `{{&name}}` are left as they are). Appends to `out`. */
typedef void (*mustache_escape)(const char *value, GString *out);
void mustache_escape_html(const char *value, GString *out);

/* `name` stands in messages ("templates/en/new.md"). NULL with FAULT_CONFIG: `name:line:column: ...`. */
struct mustache *mustache_parse(const char *name, const char *text, GError **error);
void mustache_free(struct mustache *template); /* accepts NULL */
typedef struct mustache Mustache;              /* for g_autoptr(Mustache) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mustache, mustache_free)

/* The text of a partial, or NULL for none (which renders as nothing). Borrowed. */
typedef const char *(*mustache_partial)(const char *name, gpointer data);

/* Renders with `values` (any JSON). NULL with FAULT_CONFIG when a cap is passed or a partial does not parse. */
char *mustache_render(const struct mustache *template, JsonNode *values, mustache_escape escape,
                      mustache_partial partial, gpointer data, GError **error);

GQuark mustache_error_quark(void);
#define MUSTACHE_ERROR mustache_error_quark()
