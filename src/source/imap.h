/* A folder on an IMAP server: libetpan's protocol over a connection that libcurl made, verified and logged in. Part of
 * deskbell-net. UIDs and UIDVALIDITY only, never sequence numbers. */
#pragma once
#include "base/config.h"
#include "source/source.h"

struct imap_request {
  const struct config_mailbox *mailbox; /* where and who; used until the source is closed */
  const char *password;    /* NULL: read from the mailbox's secret */
  const char *path;        /* what source_item.path says; NULL: the mailbox's id */
  gboolean read_only;      /* EXAMINE; done() fails with FAULT_INTERNAL */
  gboolean (*interrupted)(void); /* once TRUE, the server has two seconds more, whatever is asked of it; NULL: not asked */
};

struct imap_state {        /* of the selected folder */
  guint32 uidvalidity, uidnext, exists;
  gboolean keeps_keywords; /* PERMANENTFLAGS has \* or our keyword */
};

/* Connects and selects. FAULT_UNAVAILABLE, FAULT_REFUSED, FAULT_NO_INPUT (no such folder), FAULT_CONFIG. Messages are
 * fetched in batches as next() is called, all of the folder unless source_imap_limit() said otherwise. */
struct source *source_open_imap(const struct imap_request *request, struct imap_state *ret_state, GError **error);

/* The folder as it is after the last wait(); then limit it and read on. */
struct imap_state source_imap_state(struct source *source);

/* Makes the source the owner of the mailbox entry that it was opened with, from imap_url_parse(): freed when it is
 * closed. */
void source_imap_own(struct source *source, struct config_mailbox *mailbox);

/* Before the first next(): only UIDs above `above_uid` (0: all), and only what arrived at or after `since` by its
 * INTERNALDATE (CLOCK_NONE: any). What comes in after the folder was opened is left to the next time. */
void source_imap_limit(struct source *source, guint32 above_uid, gint64 since);

/* Whether done mail has a folder to move to; TRUE for mailboxes where it is not moved. FALSE without an error: the first
 * move will make it. */
gboolean source_imap_has_done_folder(struct source *source, GError **error);

/* UIDs above `above_uid` that carry our keyword (guint32, ascending). Free with g_array_unref(). */
GArray *source_imap_marked(struct source *source, guint32 above_uid, GError **error);

/* imap(s)://[user@]host[:port][/folder] as `triage` takes it, made into a mailbox entry (free its members with
 * imap_url_clear()). FAULT_USAGE. */
gboolean imap_url_parse(const char *url, struct config_mailbox *ret, GError **error);
void imap_url_clear(struct config_mailbox *mailbox);
