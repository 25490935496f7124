#include "command/source.h"

#include "base/fault.h"

struct source *command_source(const char *path, G_GNUC_UNUSED const char *ca_file, GError **error)
{
  return source_open_path(path, error);
}

struct source *command_mailbox(const struct config_mailbox *mailbox, G_GNUC_UNUSED const char *password,
                               G_GNUC_UNUSED gint64 since, GError **error)
{
  g_set_error(error, SOURCE_ERROR, FAULT_UNAVAILABLE, "%s: deskbell-core reads no mailboxes; start deskbell", mailbox->id);
  return NULL;
}
