/* Plain text in a manual page, for the lists that are made from tables. */
#pragma once
#include <glib.h>

/* Appends `text` so that it reads as it is: hyphens and quotes can be copied as such, nothing of it is an escape, and where
 * it begins a line that is no request. */
void roff_append(GString *page, const char *text);
