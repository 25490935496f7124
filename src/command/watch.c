#include "command/command.h"

#include "base/fault.h"
#include "base/paths.h"
#include "watch/watch.h"

#include <sysexits.h>

static const char help[] =
    "Stays connected to the mailboxes of the configuration (all, or those named) and\n"
    "acknowledges new mail at once; sends what waits in the ledger when its time has\n"
    "come; takes mail from 'deskbell filter' on a local socket. What fails is tried\n"
    "again. SIGHUP reloads the configuration, SIGTERM ends it between two mails.\n"
    "Says nothing while nothing is wrong; -v also tells what starts, ends and works.\n\n"
    "Example:  deskbell watch -v\n";

static void say(const char *line)
{
  command_complain("%s", line);
}

static gboolean names_are_known(const struct command *command, const struct config *config)
{
  for (guint i = 0; i < command->arguments->len; i++)
    if (!config_mailbox(config, command->arguments->pdata[i])) {
      command_complain("watch: no mailbox '%s' in %s", (const char *)command->arguments->pdata[i], config->path);
      return FALSE;
    }
  return TRUE;
}

int command_watch(struct command *command, int argc, char **argv)
{
  int status;
  if (!command_parse(command, NULL, "[MAILBOX...] - stay connected and answer at once", help, argc, argv, &status))
    return status;
  if (command->dry_run) {
    command_complain("watch: has no dry run; 'deskbell poll --dry-run' shows what would be decided");
    return EX_USAGE;
  }
  g_autoptr(Config) config = command_config(command, TRUE, &status);
  if (!config)
    return status;
  if (!names_are_known(command, config))
    return EX_USAGE;
  g_autofree char *path = g_strdup(config->path);
  g_clear_pointer(&config, config_free);
  g_autoptr(GError) error = NULL;
  if (!watch_run(path, command->arguments, command->verbose, say, &error))
    return command_fail(error);
  return EX_OK;
}
