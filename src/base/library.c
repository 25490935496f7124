#include "base/library.h"

#include "base/fault.h"

#include <dlfcn.h>

G_DEFINE_QUARK(deskbell-library-error-quark, library_error)

gboolean library_open(const char *soname, const struct library_symbol *symbols, gsize n_symbols, GError **error)
{
  void *module = dlopen(soname, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
  if (!module) {
    g_set_error(error, LIBRARY_ERROR, FAULT_UNAVAILABLE, "%s: %s", soname, dlerror());
    return FALSE;
  }
  g_autofree gpointer *addresses = g_new0(gpointer, n_symbols);
  for (gsize i = 0; i < n_symbols; i++)
    if (!(addresses[i] = dlsym(module, symbols[i].name))) {
      g_set_error(error, LIBRARY_ERROR, FAULT_UNAVAILABLE, "%s: no '%s' in it", soname, symbols[i].name);
      return FALSE;
    }
  for (gsize i = 0; i < n_symbols; i++)
    *symbols[i].address = addresses[i];
  return TRUE;
}
