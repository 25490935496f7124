#include "base/library.h"

#include "base/fault.h"

#include <gmodule.h>

G_DEFINE_QUARK(deskbell-library-error-quark, library_error)

gboolean library_open(const char *soname, const struct library_symbol *symbols, gsize n_symbols, GError **error)
{
  GModule *module = g_module_open(soname, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
  if (!module) {
    g_set_error(error, LIBRARY_ERROR, FAULT_UNAVAILABLE, "%s: %s", soname, g_module_error());
    return FALSE;
  }
  g_module_make_resident(module);
  g_autofree gpointer *addresses = g_new0(gpointer, n_symbols);
  for (gsize i = 0; i < n_symbols; i++)
    if (!g_module_symbol(module, symbols[i].name, &addresses[i])) {
      g_set_error(error, LIBRARY_ERROR, FAULT_UNAVAILABLE, "%s: no '%s' in it", soname, symbols[i].name);
      return FALSE;
    }
  for (gsize i = 0; i < n_symbols; i++)
    *symbols[i].address = addresses[i];
  return TRUE;
}
