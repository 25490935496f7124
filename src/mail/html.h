/* HTML to the text that a reader would see. Private to the mail room. */
#pragma once

/* `html` is UTF-8. Blocks become lines, list items "- " or "1. ", quotations "> "; what is not shown (scripts, styles,
 * comments, display:none) is dropped; links keep their text. Linear in the size, however deep the nesting. By libxml2 when
 * it can be opened, else by a plain reading of the tags. Free with g_free(). */
char *html_to_text(const char *html);
