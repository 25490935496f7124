#include "desk/corrected.h"

#include "base/clock.h"
#include "mail/mail.h"

#include <string.h>

enum { A_DAY = 86400 /* seconds: clocks differ, and servers that move mail may date it anew */ };

/* The one name that servers write in any case (RFC 9051, section 5.1). */
static gboolean is_same_folder(const char *one, const char *other)
{
  return !strcmp(one, other) || (!g_ascii_strcasecmp(one, "INBOX") && !g_ascii_strcasecmp(other, "INBOX"));
}

static void add_folder(GArray *folders, const char *name, const struct config_team *team, gboolean is_own)
{
  for (guint i = 0; i < folders->len; i++) {
    struct corrected_folder *known = &g_array_index(folders, struct corrected_folder, i);
    if (!is_same_folder(known->name, name))
      continue;
    known->is_own = known->is_own || is_own;
    known->team = NULL; /* two say different things of it */
    return;
  }
  const struct corrected_folder folder = { name, team, is_own };
  g_array_append_val(folders, folder);
}

static gboolean is_same_account(const struct config_mailbox *one, const struct config_mailbox *other)
{
  return !strcmp(one->url, other->url) && !strcmp(one->user, other->user);
}

/* Mail gets by itself into what other mailboxes of the account are read from or move to. */
static gboolean fills_by_itself(const struct config *config, const struct config_mailbox *mailbox, const char *folder)
{
  for (guint i = 0; i < config->mailboxes->len; i++) {
    const struct config_mailbox *other = config->mailboxes->pdata[i];
    if (is_same_account(mailbox, other) && (is_same_folder(other->folder, folder) ||
                                            (other->done == DONE_MOVE && is_same_folder(other->done_name, folder))))
      return TRUE;
  }
  return FALSE;
}

GArray *corrected_folders(const struct config *config, const struct config_mailbox *mailbox)
{
  GArray *folders = g_array_new(FALSE, FALSE, sizeof(struct corrected_folder));
  add_folder(folders, mailbox->folder, NULL, TRUE);
  if (mailbox->done == DONE_MOVE)
    add_folder(folders, mailbox->done_name, NULL, FALSE);
  for (guint i = 0; i < config->teams->len; i++) {
    const struct config_team *team = config->teams->pdata[i];
    if (team->folder)
      add_folder(folders, team->folder, fills_by_itself(config, mailbox, team->folder) ? NULL : team, FALSE);
  }
  return folders;
}

/* A filter of the mail server acts on what deskbell said itself: no lesson. */
static gboolean was_filed(const struct mail *mail, const struct config_team *team)
{
  const char *said = mail_header(mail, "X-Deskbell-Team");
  return said && !strcmp(said, team->id);
}

gboolean corrected_label(struct ledger *ledger, const struct mail *mail, enum correction_axis axis,
                         const struct config_team *team, enum corrected_by *ret_by, char **ret_label, GError **error)
{
  struct correction correction;
  *ret_by = CORRECTED_BY_NOBODY;
  *ret_label = NULL;
  if (!ledger_correction(ledger, mail->contact_key, axis, &correction, error))
    return FALSE;
  if (correction.label) {
    *ret_by = CORRECTED_BY_SETTING;
    *ret_label = correction.label;
  } else if (correction.opened && axis == CORRECT_TEAM && team && !was_filed(mail, team)) {
    *ret_by = CORRECTED_BY_MOVING;
    *ret_label = g_strdup(team->id);
  }
  return TRUE;
}

gboolean corrected_since(struct ledger *ledger, enum correction_axis axis, gint64 *ret, GError **error)
{
  if (!ledger_corrected_since(ledger, axis, axis == CORRECT_TEAM, ret, error))
    return FALSE;
  if (*ret != CLOCK_NONE)
    *ret -= A_DAY;
  return TRUE;
}
