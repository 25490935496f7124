/* The loaded texts, as the composer sees them. */
#pragma once
#include <glib.h>

struct templates;
struct mustache;

/* The text of that name in a language that templates_language() gave, or NULL. `name` is without ".md". */
const struct mustache *templates_text(const struct templates *templates, const char *language, const char *name);

/* Its source, for partials. */
const char *templates_source(const struct templates *templates, const char *language, const char *name);

/* The document around the HTML part. Never NULL once loaded. */
const struct mustache *templates_layout(const struct templates *templates);
