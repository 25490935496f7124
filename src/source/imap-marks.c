#include "source/imap-private.h"

#include "base/fault.h"

#include <string.h>

#define STORE_RESPONSE (64 * 1024) /* bytes; and a line for each message moved */

static gboolean store_flag(struct imap_session *session, struct mailimap_set *set, struct mailimap_flag *flag,
                           GError **error)
{
  struct mailimap_flag_list *flags = mailimap_flag_list_new_empty();
  mailimap_flag_list_add(flags, flag);
  struct mailimap_store_att_flags *change = mailimap_store_att_flags_new_add_flags_silent(flags);
  imap_session_expect(session, "store", STORE_RESPONSE);
  int code = mailimap_uid_store(session->imap, set, change);
  mailimap_store_att_flags_free(change);
  return imap_session_check(session, "store", code, error);
}

static int copy_or_move(struct imap_session *session, struct mailimap_set *set, const char *folder)
{
  return session->has_move ? mailimap_uid_move(session->imap, set, folder)
                           : mailimap_uid_copy(session->imap, set, folder);
}

gboolean imap_session_has_folder(struct imap_session *session, const char *name, GError **error)
{
  g_autofree char *folder = imap_folder_encode(name, error);
  if (!folder)
    return FALSE;
  struct mailimap_status_att_list *items = mailimap_status_att_list_new_empty();
  mailimap_status_att_list_add(items, MAILIMAP_STATUS_ATT_UIDNEXT);
  struct mailimap_mailbox_data_status *status = NULL;
  imap_session_expect(session, "status", STORE_RESPONSE);
  int code = mailimap_status(session->imap, folder, items, &status);
  if (status)
    mailimap_mailbox_data_status_free(status);
  mailimap_status_att_list_free(items);
  return code != MAILIMAP_ERROR_STATUS && imap_session_check(session, "status", code, error);
}

static gboolean create_folder(struct imap_session *session, const char *folder, GError **error)
{
  imap_session_expect(session, "create", STORE_RESPONSE);
  return imap_session_check(session, "create", mailimap_create(session->imap, folder), error);
}

/* Without MOVE (RFC 6851): copy, mark as deleted, and expunge just these (RFC 4315); a server without either keeps them
 * marked as deleted, because a plain EXPUNGE would take what others marked. */
static gboolean move_messages(struct imap_session *session, struct mailimap_set *set, gsize n, GError **error)
{
  const char *operation = session->has_move ? "move" : "copy";
  g_autofree char *folder = imap_folder_encode(session->mailbox->done_name, error);
  if (!folder)
    return FALSE;
  imap_session_expect(session, operation, STORE_RESPONSE + n * 64);
  int code = copy_or_move(session, set, folder);
  const struct mailimap_response_info *info = session->imap->imap_response_info;
  if (code != MAILIMAP_NO_ERROR && info && info->rsp_trycreate) {
    if (!create_folder(session, folder, error))
      return FALSE;
    imap_session_expect(session, operation, STORE_RESPONSE + n * 64);
    code = copy_or_move(session, set, folder);
  }
  if (!imap_session_check(session, operation, code, error))
    return FALSE;
  if (session->has_move)
    return TRUE;
  if (!store_flag(session, set, mailimap_flag_new_deleted(), error))
    return FALSE;
  if (!session->has_uidplus)
    return TRUE;
  imap_session_expect(session, "expunge", STORE_RESPONSE + n * 64);
  return imap_session_check(session, "expunge", mailimap_uid_expunge(session->imap, set), error);
}

gboolean imap_session_mark(struct imap_session *session, const guint32 *uids, gsize n, GError **error)
{
  const struct config_mailbox *mailbox = session->mailbox;
  if (n == 0 || (mailbox->done == DONE_KEYWORD && !session->state.keeps_keywords))
    return TRUE; /* the ledger alone remembers */
  if (!session->imap) { /* nor could it be made again */
    g_set_error(error, SOURCE_ERROR, FAULT_UNAVAILABLE, "%s: store: the connection is lost", mailbox->id);
    return FALSE;
  }
  struct mailimap_set *set = imap_uid_set(uids, n);
  gboolean fine = FALSE;
  switch (mailbox->done) {
  case DONE_KEYWORD:
    fine = store_flag(session, set, mailimap_flag_new_flag_keyword(strdup(mailbox->done_name)), error);
    break;
  case DONE_SEEN:
    fine = store_flag(session, set, mailimap_flag_new_seen(), error);
    break;
  case DONE_MOVE:
    fine = move_messages(session, set, n, error);
    break;
  }
  mailimap_set_free(set);
  return fine;
}
