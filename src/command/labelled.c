#include "command/labelled.h"

#include "base/fault.h"
#include "command/command.h"
#include "command/progress.h"
#include "command/source.h"
#include "mail/mail.h"

#include <string.h>
#include <sysexits.h>

static void mail_clear(gpointer data)
{
  struct labelled_mail *mail = data;
  g_free(mail->label);
  g_free(mail->subject);
  g_free(mail->text);
}

void labelled_init(struct labelled *ret)
{
  *ret = (struct labelled){ .mails = g_array_new(FALSE, FALSE, sizeof(struct labelled_mail)),
                            .corrected = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL) };
  g_array_set_clear_func(ret->mails, mail_clear);
}

/* What the customer wrote, as triage reads it. */
void labelled_take(struct labelled *labelled, const char *label, const struct mail *mail)
{
  const char *text = mail->request && *mail->request ? mail->request : mail->text;
  const struct labelled_mail taken = { g_strdup(label), g_strdup(mail->subject), g_strdup(text) };
  g_array_append_val(labelled->mails, taken);
}

void labelled_leave_out(struct labelled *labelled, const GError *problem)
{
  command_complain("%s, skipping", problem->message);
  labelled->unreadable++;
  labelled->status = command_worse(labelled->status, fault_exit_status(problem));
}

static void read_source(struct labelled *labelled, const char *label, struct source *source)
{
  for (;;) {
    g_autoptr(SourceItem) item = NULL;
    g_autoptr(GError) problem = NULL;
    enum source_step step = source->ops->next(source, &item, &problem);
    if (step == SOURCE_END)
      return;
    if (step == SOURCE_ITEM && !g_hash_table_contains(labelled->corrected, item->mail->contact_key))
      labelled_take(labelled, label, item->mail);
    else if (step != SOURCE_ITEM)
      labelled_leave_out(labelled, problem);
    if (step == SOURCE_FAILED)
      return;
    progress("mails read", labelled->mails->len, 0);
  }
}

/* LABEL=PATH in two; NULL: it is none. */
static char *split(const char *argument, const char **path)
{
  const char *equals = strchr(argument, '=');
  if (!equals || equals == argument || !equals[1])
    return NULL;
  *path = equals + 1;
  return g_strndup(argument, (gsize)(equals - argument));
}

gboolean labelled_read(const struct command *command, guint first, const char *ca_file, struct labelled *labelled)
{
  for (guint i = first; i < command->arguments->len; i++) {
    const char *path = NULL;
    g_autofree char *label = split(command->arguments->pdata[i], &path);
    if (!label) {
      command_complain("%s: '%s' is no LABEL=PATH; see 'deskbell %s --help'", command->name,
                       (const char *)command->arguments->pdata[i], command->name);
      labelled->status = EX_USAGE;
      return FALSE;
    }
  }
  for (guint i = first; i < command->arguments->len; i++) {
    const char *path = NULL;
    g_autofree char *label = split(command->arguments->pdata[i], &path);
    g_autoptr(GError) error = NULL;
    g_autoptr(Source) source = command_source(path, ca_file, &error);
    if (source)
      read_source(labelled, label, source);
    else
      labelled_leave_out(labelled, error);
  }
  progress_end();
  if (labelled->mails->len && labelled->status) /* some were there */
    labelled->status = EX_DATAERR;
  return labelled->mails->len || !labelled->status;
}

void labelled_clear(struct labelled *labelled)
{
  g_clear_pointer(&labelled->mails, g_array_unref);
  g_clear_pointer(&labelled->corrected, g_hash_table_unref);
}
