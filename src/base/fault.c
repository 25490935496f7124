#include "base/fault.h"

#include <gio/gio.h>
#include <sysexits.h>

static const struct {
  int status;
  gboolean temporary;
} faults[] = {
  [FAULT_USAGE] = { EX_USAGE, FALSE },
  [FAULT_DATA] = { EX_DATAERR, FALSE },
  [FAULT_NO_INPUT] = { EX_NOINPUT, FALSE },
  [FAULT_UNAVAILABLE] = { EX_UNAVAILABLE, TRUE },
  [FAULT_INTERNAL] = { EX_SOFTWARE, FALSE },
  [FAULT_CREATE] = { EX_CANTCREAT, FALSE },
  [FAULT_IO] = { EX_IOERR, TRUE },
  [FAULT_TEMPORARY] = { EX_TEMPFAIL, TRUE },
  [FAULT_REFUSED] = { EX_NOPERM, FALSE },
  [FAULT_CONFIG] = { EX_CONFIG, FALSE },
};

/* GLib's own domains have codes of their own; ours all use enum fault. */
static enum fault fault_of(const GError *error)
{
  if (error->domain == G_OPTION_ERROR)
    return FAULT_USAGE;
  if (error->domain == G_FILE_ERROR) {
    switch (error->code) {
    case G_FILE_ERROR_NOENT:
    case G_FILE_ERROR_NOTDIR:
      return FAULT_NO_INPUT;
    case G_FILE_ERROR_ACCES:
    case G_FILE_ERROR_PERM:
    case G_FILE_ERROR_ROFS:
      return FAULT_REFUSED;
    default:
      return FAULT_IO;
    }
  }
  if (error->domain == G_IO_ERROR)
    return error->code == G_IO_ERROR_NOT_FOUND ? FAULT_NO_INPUT : FAULT_IO;
  if (error->domain == G_SPAWN_ERROR)
    return FAULT_CONFIG;
  if (error->code > 0 && error->code < (int)G_N_ELEMENTS(faults))
    return (enum fault)error->code;
  return FAULT_INTERNAL;
}

int fault_exit_status(const GError *error)
{
  return error ? faults[fault_of(error)].status : EX_OK;
}

gboolean fault_is_temporary(const GError *error)
{
  return error && faults[fault_of(error)].temporary;
}
