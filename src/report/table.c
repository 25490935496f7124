#include "report/table.h"

#include "base/text.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { NARROWEST = 8, GAP = 2 };

static const char *const escapes[] = {
  [TABLE_PLAIN] = "", [TABLE_RED] = "\033[1;31m", [TABLE_YELLOW] = "\033[33m", [TABLE_GREEN] = "\033[32m",
  [TABLE_DIM] = "\033[2m",
};

struct cell {
  char *text;
  enum table_colour colour;
};

struct table {
  guint n_columns;
  char *stretch;
  unsigned width;
  gboolean colour;
  GArray *cells; /* struct cell, headings first */
};

static void cell_clear(gpointer data)
{
  g_free(((struct cell *)data)->text);
}

struct table *table_new(const char *const *headings, const char *stretch, unsigned width, gboolean colour)
{
  struct table *table = g_new0(struct table, 1);
  table->n_columns = g_strv_length((char **)headings);
  table->stretch = g_strdup(stretch);
  table->width = width;
  table->colour = colour;
  table->cells = g_array_new(FALSE, FALSE, sizeof(struct cell));
  g_array_set_clear_func(table->cells, cell_clear);
  for (guint i = 0; i < table->n_columns; i++)
    table_cell(table, TABLE_DIM, headings[i]);
  return table;
}

void table_cell(struct table *table, enum table_colour colour, const char *text)
{
  struct cell cell = { text_printable(text, 500), colour };
  g_array_append_val(table->cells, cell);
}

static const struct cell *cell_at(const struct table *table, guint row, guint column)
{
  return &g_array_index(table->cells, struct cell, row * table->n_columns + column);
}

/* Leaves out columns that may go, from the right, until the others have room when they are cut. Left out: width 0. */
static unsigned leave_out(const struct table *table, unsigned *widths)
{
  unsigned total = GAP * (table->n_columns - 1), least = total;
  for (guint c = 0; c < table->n_columns; c++) {
    total += widths[c];
    least += table->stretch[c] == '+' ? MIN(widths[c], NARROWEST) : widths[c];
  }
  for (guint c = table->n_columns; table->width && c-- > 0 && least > table->width;) {
    if (table->stretch[c] != '~')
      continue;
    least -= widths[c] + GAP;
    total -= widths[c] + GAP;
    widths[c] = 0;
  }
  return total;
}

/* Takes what is too much from the widest column that may be cut, one terminal column at a time. */
static void fit(const struct table *table, unsigned *widths)
{
  unsigned total = leave_out(table, widths);
  while (table->width && total > table->width) {
    guint widest = table->n_columns;
    for (guint c = 0; c < table->n_columns; c++)
      if (table->stretch[c] == '+' && widths[c] > NARROWEST && (widest == table->n_columns || widths[c] > widths[widest]))
        widest = c;
    if (widest == table->n_columns)
      return;
    widths[widest]--;
    total--;
  }
}

static void append_cell(GString *out, const struct table *table, const struct cell *cell, unsigned width, gboolean last)
{
  g_autofree char *text = text_cut(cell->text, width);
  gboolean coloured = table->colour && cell->colour != TABLE_PLAIN;
  if (coloured)
    g_string_append(out, escapes[cell->colour]);
  g_string_append(out, text);
  if (coloured)
    g_string_append(out, "\033[0m");
  if (!last)
    g_string_append_printf(out, "%*s", (int)(width - text_columns(text) + GAP), "");
}

char *table_finish(struct table *table)
{
  guint rows = table->cells->len / table->n_columns;
  g_autofree unsigned *widths = g_new0(unsigned, table->n_columns);
  for (guint r = 0; r < rows; r++)
    for (guint c = 0; c < table->n_columns; c++)
      widths[c] = MAX(widths[c], text_columns(cell_at(table, r, c)->text));
  fit(table, widths);
  GString *out = g_string_new(NULL);
  for (guint r = 0; r < rows; r++) {
    for (guint c = 0; c < table->n_columns; c++)
      if (widths[c])
        append_cell(out, table, cell_at(table, r, c), widths[c], c + 1 == table->n_columns);
    g_string_append_c(out, '\n');
  }
  g_array_unref(table->cells);
  g_free(table->stretch);
  g_free(table);
  return g_string_free(out, FALSE);
}

unsigned table_terminal_width(void)
{
  struct winsize size;
  const char *columns = g_getenv("COLUMNS");
  if (columns)
    return (unsigned)CLAMP(g_ascii_strtoll(columns, NULL, 10), 0, 10000);
  if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size))
    return 0;
  return size.ws_col;
}
