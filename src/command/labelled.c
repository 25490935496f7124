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

/* FALSE: there was none, not even one that cannot be read. */
static gboolean read_source(struct labelled *labelled, const char *label, struct source *source)
{
  for (gboolean any = FALSE;; any = TRUE) {
    g_autoptr(SourceItem) item = NULL;
    g_autoptr(GError) problem = NULL;
    enum source_step step = source->ops->next(source, &item, &problem);
    if (step == SOURCE_END)
      return any;
    if (step != SOURCE_ITEM)
      labelled_leave_out(labelled, problem);
    else if (!g_hash_table_contains(labelled->corrected, item->mail->contact_key))
      labelled_take(labelled, label, item->mail);
    if (step == SOURCE_FAILED)
      return TRUE;
    progress("mails read", labelled->mails->len, 0);
  }
}

static void read_path(struct labelled *labelled, const char *label, const char *path, const char *ca_file)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(Source) source = command_source(path, ca_file, &error);
  if (!source) {
    labelled_leave_out(labelled, error);
  } else if (!read_source(labelled, label, source)) {
    command_complain("%s: no mail there", path);
    labelled->status = command_worse(labelled->status, EX_DATAERR);
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

gboolean labelled_has_model(const struct command *command)
{
  const char *model = command->arguments->pdata[0];
  if (!strchr(model, '=') || strchr(model, '/') || g_file_test(model, G_FILE_TEST_EXISTS))
    return TRUE;
  command_complain("%s: MODEL comes first, then LABEL=PATH; '%s' looks like one of these", command->name, model);
  return FALSE;
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
    read_path(labelled, label, path, ca_file);
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
