#include "base/fault.h"

#include <gio/gio.h>
#include <sysexits.h>

static const int statuses[] = {
  [FAULT_USAGE] = EX_USAGE,
  [FAULT_DATA] = EX_DATAERR,
  [FAULT_NO_INPUT] = EX_NOINPUT,
  [FAULT_UNAVAILABLE] = EX_UNAVAILABLE,
  [FAULT_INTERNAL] = EX_SOFTWARE,
  [FAULT_CREATE] = EX_CANTCREAT,
  [FAULT_IO] = EX_IOERR,
  [FAULT_TEMPORARY] = EX_TEMPFAIL,
  [FAULT_REFUSED] = EX_NOPERM,
  [FAULT_CONFIG] = EX_CONFIG,
};

static enum fault fault_of_file_error(int code)
{
  switch (code) {
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

enum fault fault_of_errno(int number)
{
  return fault_of_file_error(g_file_error_from_errno(number));
}

/* GLib's own domains have codes of their own; ours all use enum fault. */
enum fault fault_of(const GError *error)
{
  if (error->domain == G_OPTION_ERROR)
    return FAULT_USAGE;
  if (error->domain == G_FILE_ERROR)
    return fault_of_file_error(error->code);
  if (error->domain == G_IO_ERROR)
    return error->code == G_IO_ERROR_NOT_FOUND ? FAULT_NO_INPUT : FAULT_IO;
  if (error->domain == G_SPAWN_ERROR)
    return FAULT_CONFIG;
  if (error->code > 0 && error->code < (int)G_N_ELEMENTS(statuses))
    return (enum fault)error->code;
  return FAULT_INTERNAL;
}

int fault_exit_status(const GError *error)
{
  return error ? statuses[fault_of(error)] : EX_OK;
}
