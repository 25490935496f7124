/* Libraries opened when something first needs them.
 *
 * libxml2 and libical pull ICU in, three milliseconds of start-up that most mails need not pay for. A user
 * declares the functions it wants with their types taken from the library's own header, so calls stay type-checked:
 *
 *   static struct { __typeof__(xmlFreeDoc) *free_doc; } xml;
 *   static const struct library_symbol symbols[] = { { "xmlFreeDoc", (void **)&xml.free_doc } };
 *   if (!library_open(LIBXML2_SONAME, symbols, G_N_ELEMENTS(symbols), &error)) ...
 */
#pragma once
#include <glib.h>

struct library_symbol {
  const char *name;
  void **address; /* set on success, untouched on failure */
};

/* Opens `soname` (for the life of the process) and looks every symbol up. Calling it again costs little. FALSE with
 * FAULT_UNAVAILABLE when the library or a symbol is missing. */
gboolean library_open(const char *soname, const struct library_symbol *symbols, gsize n_symbols, GError **error);

GQuark library_error_quark(void);
#define LIBRARY_ERROR library_error_quark()
