/* What the files of the IMAP source share: wire (bytes) -> session (commands, errors) -> fetch (messages) -> imap (the
 * source). Everything that a server sends is untrusted: its sizes are capped before they are believed. */
#pragma once
#include <curl/curl.h>
#include <libetpan/libetpan.h>
#include "mail/part.h"
#include "source/imap.h"

/* imap-wire.c: libetpan's stream over a connection that libcurl made */

enum wire_fault { WIRE_FINE, WIRE_TIMEOUT, WIRE_CLOSED, WIRE_TOO_MUCH, WIRE_INTERRUPTED };

struct imap_wire;

/* Takes `curl`, connected and logged in (CURLOPT_CONNECT_ONLY). The stream is libetpan's to free; it frees the wire.
 * `interrupted` as in struct imap_request. */
mailstream *imap_wire_new(CURL *curl, gboolean (*interrupted)(void), struct imap_wire **ret_wire);

/* The next response may take `bytes`, literals and all, and 30 s between two bytes. What is more, or nested deeper than
 * any mail, ends the connection with WIRE_TOO_MUCH before libetpan sees it. */
void imap_wire_expect(struct imap_wire *wire, guint64 bytes);

enum wire_fault imap_wire_fault(const struct imap_wire *wire); /* why reading or writing failed */

/* What came in, at most `size` bytes, after at most so many milliseconds. 0: nothing, or a signal did; -1: see the fault.
 * Past libetpan's stream, whose buffer comes first. */
gssize imap_wire_take(struct imap_wire *wire, char *buffer, gsize size, int milliseconds);

/* Nothing is read or written from here on, unless it ended before for another reason. */
void imap_wire_give_up(struct imap_wire *wire, enum wire_fault fault);

/* Watches what a server sends: how many bytes, which literals it announces, how deep it nests. One a response. */
struct wire_guard {
  guint64 left;       /* bytes that may still come */
  guint64 literal;    /* of a literal, still to come */
  guint64 announced;  /* the number being read in "{123}" */
  guint depth;        /* of parentheses */
  enum { GUARD_TEXT, GUARD_QUOTED, GUARD_ESCAPED, GUARD_BRACE, GUARD_BRACED, GUARD_BRACED_CR } state;
};
gboolean wire_guard_pass(struct wire_guard *guard, const char *data, gsize length); /* FALSE: no further */

/* Milliseconds between two bytes; tests shorten it. */
extern int imap_wire_patience;

/* imap-session.c */

struct imap_session {
  const struct config_mailbox *mailbox;
  char *password; /* or token; to connect again */
  gboolean read_only;
  gboolean (*interrupted)(void); /* NULL: not asked */
  char *folder; /* modified UTF-7 */
  mailimap *imap;
  struct imap_wire *wire;
  gboolean has_move, has_uidplus, has_idle;
  guint connects;
  gboolean choked; /* the last fetch failed on a response that nobody could parse or swallow */
  struct imap_state state;
};

struct imap_session *imap_session_new(const struct imap_request *request, GError **error); /* not yet connected */
gboolean imap_session_connect(struct imap_session *session, GError **error); /* again: with the same UIDVALIDITY */
gboolean imap_session_select(struct imap_session *session, GError **error);  /* state.uidvalidity 0: whatever is there */
void imap_session_free(struct imap_session *session); /* says goodbye when it can; accepts NULL */
typedef struct imap_session ImapSession;              /* for g_autoptr(ImapSession) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImapSession, imap_session_free)

/* Before a command whose response takes at most `bytes`. */
void imap_session_expect(struct imap_session *session, const char *operation, guint64 bytes);

/* After it: TRUE when libetpan's `code` is a success, else the error that the caller reports. The one place that knows
 * libetpan's codes. */
gboolean imap_session_check(struct imap_session *session, const char *operation, int code, GError **error);

/* After a failure: whether it was a response that nobody can parse or swallow, so that a new connection may get further
 * by asking for less. */
gboolean imap_session_choked(const struct imap_session *session, int code);

struct mailimap_set *imap_uid_set(const guint32 *uids, gsize n); /* ascending; runs become ranges */

/* UIDs from `low` to `high` that match (guint32, ascending), appended to `uids`. `keyword` NULL, `since` CLOCK_NONE:
 * any. */
gboolean imap_session_search(struct imap_session *session, guint32 low, guint32 high, gint64 since, const char *keyword,
                             GArray *uids, GError **error);

/* imap-idle.c */

/* See source_ops.wait. The folder is selected anew, and its UIDVALIDITY may be another one, unless `interrupted`. */
gboolean imap_session_wait(struct imap_session *session, unsigned seconds, gboolean (*interrupted)(void), GError **error);

/* Milliseconds between two questions to a server that cannot push; tests shorten it. */
extern int imap_noop_interval;

/* imap-folder.c */

/* A folder name as servers write it (RFC 3501 section 5.1.3). NULL with FAULT_CONFIG: not UTF-8, or has control
 * characters. */
char *imap_folder_encode(const char *folder, GError **error);

/* imap-marks.c */

/* Marks messages as dealt with, the way the mailbox is configured. */
gboolean imap_session_mark(struct imap_session *session, const guint32 *uids, gsize n, GError **error);

/* FALSE without an error: the server has no such folder. */
gboolean imap_session_has_folder(struct imap_session *session, const char *name, GError **error);

/* imap-structure.c */

/* A tree of parts with types, sizes and sections, without headers and bodies. The multipart root of a nested message
 * has the section "2.TEXT". */
struct part *imap_structure_to_part(const struct mailimap_body *body);

/* Whether every leaf would be read anyway: then the message is better taken in one piece. */
gboolean imap_structure_is_all_text(const struct mailimap_body *body);

/* imap-response.c, imap-fetch.c */

struct imap_message {
  guint32 uid;
  gboolean done_mark, answered, seen;
  gint64 internal_date; /* CLOCK_NONE */
  guint32 size;
  struct part *root;    /* with headers and bodies as planned */
  GBytes *whole;        /* or all of it */
  char *failure;        /* why it cannot be had; NULL */
  gboolean here;        /* the server knows it; FALSE: expunged */

  gboolean by_whole;    /* its structure cannot be had: FETCH asks for none */
  gboolean all_text;    /* fetched whole, for that reason or because nothing in it would be left out */
  gboolean cut;         /* more than is known to the tree */
  guint64 held;         /* bytes in `sections` */
  guint64 planned;      /* bytes of bodies still to be fetched */
  GHashTable *sections; /* char * section to GBytes *, what was fetched */
};
void imap_message_free(struct imap_message *message); /* accepts NULL */
typedef struct imap_message ImapMessage;              /* for g_autoptr(ImapMessage) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImapMessage, imap_message_free)

/* libetpan's handler for FETCH responses; `data` is a struct imap_collector. */
struct imap_collector {
  GHashTable *by_uid;  /* guint32 to struct imap_message *, those asked for */
  const char *keyword; /* of done messages; NULL */
};
void imap_collect(struct mailimap_msg_att *response, void *data);

/* Gives up on the structure of a message. */
void imap_message_take_whole(struct imap_message *message);

/* Structure, flags, dates and headers of `messages` (struct imap_message *, ascending UIDs), and what part_plan() makes
 * of them. Either all or none are `by_whole`. */
gboolean imap_fetch_outlines(struct imap_session *session, GPtrArray *messages, GError **error);

/* Bytes of a message that is fetched whole when it is nothing but text; tests set 0. */
extern guint32 imap_whole_max;

/* What part_plan() wanted of `n` messages from `first` on. */
gboolean imap_fetch_bodies(struct imap_session *session, GPtrArray *messages, guint first, guint n, GError **error);
