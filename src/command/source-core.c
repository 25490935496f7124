#include "command/source.h"

struct source *command_source(const char *path, G_GNUC_UNUSED const char *ca_file, GError **error)
{
  return source_open_path(path, error);
}
