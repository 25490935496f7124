#include "command/corrections.h"

#include "base/clock.h"
#include "base/fault.h"
#include "command/labelled.h"
#include "command/open.h"
#include "command/progress.h"
#include "command/source.h"
#include "desk/corrected.h"
#include "ledger/ledger.h"

#include <string.h>
#include <sysexits.h>

struct reading {
  const struct command *command;
  const struct config *config;
  struct ledger *ledger;
  enum correction_axis axis;
  gint64 since;
  struct labelled *labelled;
  GHashTable *done; /* folders of accounts; mailboxes may share them */
  guint n_read;
};

/* A mail that lies in two folders is one. */
static gboolean take(const struct reading *reading, const struct corrected_folder *folder, const struct mail *mail,
                     GError **error)
{
  struct labelled *labelled = reading->labelled;
  if (g_hash_table_contains(labelled->corrected, mail->contact_key))
    return TRUE;
  enum corrected_by by;
  g_autofree char *label = NULL;
  if (!corrected_label(reading->ledger, mail, reading->axis, folder->team, &by, &label, error))
    return FALSE;
  if (!label)
    return TRUE;
  labelled_take(labelled, label, mail);
  g_hash_table_add(labelled->corrected, g_strdup(mail->contact_key));
  labelled->n_set += by == CORRECTED_BY_SETTING;
  labelled->n_moved += by == CORRECTED_BY_MOVING;
  return TRUE;
}

static gboolean read_mails(struct reading *reading, const struct corrected_folder *folder, struct source *source,
                           GError **error)
{
  for (;;) {
    g_autoptr(SourceItem) item = NULL;
    g_autoptr(GError) problem = NULL;
    switch (source->ops->next(source, &item, &problem)) {
    case SOURCE_ITEM:
      progress("mails read", ++reading->n_read, 0);
      if (!take(reading, folder, item->mail, error))
        return FALSE;
      break;
    case SOURCE_BAD_MESSAGE:
      labelled_leave_out(reading->labelled, problem);
      break;
    case SOURCE_END:
      return TRUE;
    case SOURCE_FAILED:
      g_propagate_error(error, g_steal_pointer(&problem));
      return FALSE;
    }
  }
}

static gboolean read_folder(struct reading *reading, const struct config_mailbox *mailbox,
                            const struct corrected_folder *folder, const char *password, GError **error)
{
  struct config_mailbox there = *mailbox;
  there.folder = (char *)folder->name;
  g_autoptr(GError) failure = NULL;
  g_autoptr(Source) source = command_mailbox(&there, password, reading->since, &failure);
  if (source)
    return read_mails(reading, folder, source, error);
  if (failure->code == FAULT_NO_INPUT && !folder->is_own) {
    command_note(reading->command, "%s: there is no folder '%s'", mailbox->id, folder->name);
    return TRUE;
  }
  g_propagate_error(error, g_steal_pointer(&failure));
  return FALSE;
}

/* A command for the password may ask somebody for it: it is run once. */
static gboolean read_mailbox(struct reading *reading, const struct config_mailbox *mailbox, GError **error)
{
  char *password = config_secret_read(mailbox->oauth2 ? &mailbox->token : &mailbox->password, error);
  if (!password) {
    g_prefix_error(error, "%s: ", mailbox->id);
    return FALSE;
  }
  g_autoptr(GArray) folders = corrected_folders(reading->config, mailbox);
  gboolean read = TRUE;
  for (guint i = 0; i < folders->len && read; i++) {
    const struct corrected_folder *folder = &g_array_index(folders, struct corrected_folder, i);
    if (g_hash_table_add(reading->done, g_strdup_printf("%s\n%s\n%s", mailbox->url, mailbox->user, folder->name)))
      read = read_folder(reading, mailbox, folder, password, error);
  }
  config_secret_wipe(password);
  return read;
}

static gboolean is_path(const char *argument)
{
  return strchr(argument, '=') != NULL;
}

/* Those named, or all; NULL when a name is none's. struct config_mailbox *, borrowed. */
static GPtrArray *take_mailboxes(struct command *command, guint first, const struct config *config, int *ret_status)
{
  g_autoptr(GPtrArray) mailboxes = g_ptr_array_new();
  for (guint i = first; i < command->arguments->len;) {
    const char *argument = command->arguments->pdata[i];
    if (is_path(argument)) {
      i++;
      continue;
    }
    const struct config_mailbox *mailbox = config_mailbox(config, argument);
    if (!mailbox) {
      command_complain("%s: '%s' is no LABEL=PATH, and no mailbox in %s", command->name, argument, config->path);
      *ret_status = EX_USAGE;
      return NULL;
    }
    g_ptr_array_add(mailboxes, (gpointer)mailbox);
    g_ptr_array_remove_index(command->arguments, i);
  }
  if (!mailboxes->len)
    g_ptr_array_extend(mailboxes, config->mailboxes, NULL, NULL);
  if (mailboxes->len)
    return g_steal_pointer(&mailboxes);
  command_complain("%s: no mailbox is configured; add one under 'mailboxes:'", config->path);
  *ret_status = EX_CONFIG;
  return NULL;
}

gboolean corrections_read(struct command *command, guint first, enum correction_axis axis, struct labelled *labelled)
{
  g_autoptr(Config) config = command_config(command, TRUE, &labelled->status);
  g_autoptr(GPtrArray) mailboxes = config ? take_mailboxes(command, first, config, &labelled->status) : NULL;
  g_autoptr(Ledger) ledger = mailboxes ? open_ledger(config, FALSE, TRUE, &labelled->status) : NULL;
  if (!ledger)
    return FALSE;
  g_autoptr(GHashTable) done = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  struct reading reading = {
    .command = command, .config = config, .ledger = ledger, .axis = axis, .labelled = labelled, .done = done,
  };
  g_autoptr(GError) error = NULL;
  gboolean any = corrected_since(ledger, axis, &reading.since, &error) && reading.since != CLOCK_NONE;
  for (guint i = 0; any && i < mailboxes->len && !error; i++)
    read_mailbox(&reading, mailboxes->pdata[i], &error);
  progress_end();
  if (error)
    labelled->status = command_fail(error);
  return !error;
}
