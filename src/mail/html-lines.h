/* Lines of text made from the events of an HTML parser. Private to the mail room. */
#pragma once
#include <glib.h>

struct html_lines;

struct html_lines *html_lines_new(gboolean has_marks); /* those of html.h */
char *html_lines_free(struct html_lines *lines); /* gives the text */

/* What of an element's attributes matters; NULL when it has none of that name. */
struct html_attributes {
  const char *style, *class, *id;
  gboolean is_hidden; /* has a hidden attribute */
};

/* Names in lower case. */
void html_lines_start(struct html_lines *lines, const char *name, const struct html_attributes *attributes);
void html_lines_end(struct html_lines *lines, const char *name); /* one that was never started is ignored */
guint html_lines_depth(const struct html_lines *lines); /* how many elements are open */
void html_lines_text(struct html_lines *lines, const char *text, gsize length);
