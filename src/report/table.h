/* Tables for a person at a terminal. Nothing here prints. */
#pragma once
#include <glib.h>

enum table_colour { TABLE_PLAIN, TABLE_RED, TABLE_YELLOW, TABLE_GREEN, TABLE_DIM };

struct table;

/* Columns are as wide as their content, but together no wider than `width` (0: no limit). `stretch` says with one
 * character a column which give way: '+' may be cut, '~' is left out when cutting is not enough, '-' stays whole.
 * `colour`: ANSI colours may be used. `headings` is NULL-terminated and borrowed. */
struct table *table_new(const char *const *headings, const char *stretch, unsigned width, gboolean colour);

/* The next cell; a row ends with its last column. Control characters are made harmless. */
void table_cell(struct table *table, enum table_colour colour, const char *text);

/* The whole, with headings, and frees the table. Free with g_free(). */
char *table_finish(struct table *table);

/* $COLUMNS, else the columns of the terminal on standard output; 0 when it is none. */
unsigned table_terminal_width(void);
