/* Signals that no list of words can give: they are worked out. Rules ask for them as for the others. */
#pragma once
#include <glib.h>

struct view;

/* Whether one of these has that code. */
gboolean computed_has(const char *code);

/* The code that `name` was likelier meant to be than `best` (NULL), which it else returns. */
const char *computed_likelier(const char *name, const char *best);

/* Adds those of a mail to `hits` (struct signal_hit), in the place of words of the same code. */
void computed_find(const struct view *view, GArray *hits);
