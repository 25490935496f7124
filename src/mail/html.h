/* HTML to the text that a reader would see. Private to the mail room. */
#pragma once
#include <glib.h>

/* `html` is UTF-8. Blocks become lines, list items "- " or "1. ", quotations "> "; what is not shown (scripts, styles,
 * comments, display:none) is dropped; links keep their text. Linear in the size, however deep the nesting. By libxml2 when
 * it can be opened, else by a plain reading of the tags. Free with g_free(). */
char *html_to_text(const char *html);

/* What a mail program says in its page about a line: one such character at its beginning. */
enum html_mark {
  HTML_QUOTED = '\x1C',       /* in an older mail, though not in a <blockquote> */
  HTML_DIVIDER = '\x1D',      /* an older mail begins, and goes on to the end */
  HTML_BORDER = '\x1E',       /* a line is drawn above, as before an older mail */
  HTML_SIGNATURE = '\x1F',
};

/* The same with marks. */
char *html_to_marked_text(const char *html);

gboolean html_is_mark(char character);
void html_drop_marks(char *text);
