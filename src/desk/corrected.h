/* What people said of a mail by what they did, to be learned from: they set it of the ticket that the mail opened, or moved
 * the mail into a team's folder. */
#pragma once
#include "base/config.h"
#include "ledger/corrections.h"

struct mail;

/* A folder of a mailbox's account in which corrected mail may lie. Borrowed from the configuration. */
struct corrected_folder {
  const char *name;
  const struct config_team *team; /* people alone put mail here, and it is this team's; NULL: the folder says nothing */
  gboolean is_own;                /* the one that the mailbox is read from; others may not be there yet */
};

/* Its own folder, the one for its done mail, and those of the teams, each once: struct corrected_folder. A folder that mail
 * gets into by itself, or that two teams share, has no team. Free with g_array_unref(). */
GArray *corrected_folders(const struct config *config, const struct config_mailbox *mailbox);

enum corrected_by { CORRECTED_BY_NOBODY, CORRECTED_BY_SETTING, CORRECTED_BY_MOVING };

/* What people say of a mail that lies in a folder of `team` (NULL: of none). What was set of the ticket outranks the folder,
 * which speaks of the axis team only. Nothing is said by mail that the ledger does not know or that joined a ticket, and by
 * mail that a mail server filed there because deskbell's own header names the team. *ret_label is NULL where nobody said
 * anything; g_free(). */
gboolean corrected_label(struct ledger *ledger, const struct mail *mail, enum correction_axis axis,
                         const struct config_team *team, enum corrected_by *ret_by, char **ret_label, GError **error);

/* What came in before `*ret` has no label, whatever folder it lies in, and need not be read; CLOCK_NONE: nothing has one. */
gboolean corrected_since(struct ledger *ledger, enum correction_axis axis, gint64 *ret, GError **error);
