/* How the pages of `explain` are set: for explain.c and what it is made of. */
#pragma once
#include <glib.h>

/* One line of a section: what it is about, and the text, made harmless. */
void explain_line(GString *out, const char *label, const char *format, ...) G_GNUC_PRINTF(3, 4);
