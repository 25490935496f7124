/* Lines of text made from the events of an HTML parser. Private to the mail room. */
#pragma once
#include <glib.h>

struct html_lines;

struct html_lines *html_lines_new(void);
char *html_lines_free(struct html_lines *lines); /* gives the text */

/* Names in lower case. `style` is the style attribute, NULL when there is none; `is_hidden`: there is a hidden
 * attribute. */
void html_lines_start(struct html_lines *lines, const char *name, const char *style, gboolean is_hidden);
void html_lines_end(struct html_lines *lines, const char *name); /* one that was never started is ignored */
guint html_lines_depth(const struct html_lines *lines); /* how many elements are open */
void html_lines_text(struct html_lines *lines, const char *text, gsize length);
