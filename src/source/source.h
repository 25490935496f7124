/* Where mail comes from. Sources know nothing of ledger or policy: they are told how far was read, hand over views, and
 * set marks when they are told to.
 *
 * Errors by reach: FAULT_DATA from next() is this message alone (call next() again); any other ends the source. */
#pragma once
#include "mail/mail.h"

struct source;

struct source_item {
  struct mail *mail;       /* NULL from next_bytes() */
  GBytes *bytes;           /* of next_bytes(); else NULL */
  char *where;             /* for people: "INBOX/4711", "/home/me/Maildir/cur/x", "box.mbox#3" */
  char *path;              /* as given by the user; for JSON */
  guint index;             /* within `path`, from 0 */
  guint32 uid;             /* 0 outside IMAP */
  gboolean done_mark;      /* carries our keyword, or lies in the folder for done mail */
  gboolean answered;       /* \Answered */
  gboolean seen;           /* \Seen; FALSE outside IMAP */
  gboolean cut;            /* longer than what is read of a message */
};
/* Makes the mail of what next_bytes() gave. */
void source_item_read(struct source_item *item);

void source_item_free(struct source_item *item); /* accepts NULL */
typedef struct source_item SourceItem;           /* for g_autoptr(SourceItem) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SourceItem, source_item_free)

enum source_step { SOURCE_ITEM, SOURCE_END, SOURCE_BAD_MESSAGE, SOURCE_FAILED };

struct source_ops {
  const char *name;        /* "imap" */

  /* The next message; *ret is the caller's. BAD_MESSAGE (error set, *ret has path and index only): go on. */
  enum source_step (*next)(struct source *source, struct source_item **ret, GError **error);

  /* The same, but leaves what is in the message to source_item_read(), which another process may do. NULL: this source
   * cannot. */
  enum source_step (*next_bytes)(struct source *source, struct source_item **ret, GError **error);

  /* Marks the message as dealt with, on the server; doing it again changes nothing. May be batched until flush(). NULL:
   * this source has no marks. */
  gboolean (*done)(struct source *source, const struct source_item *item, GError **error);

  /* All marks are set when this returns TRUE. */
  gboolean (*flush)(struct source *source, GError **error);

  /* After SOURCE_END: waits until something new may be there, `seconds` have passed or `interrupted` says TRUE (asked at
   * least every second, and after a signal), then gets ready to be read again with what is new, see
   * source_imap_state(). FALSE: the connection is gone. NULL: nothing ever comes in here. */
  gboolean (*wait)(struct source *source, unsigned seconds, gboolean (*interrupted)(void), GError **error);

  /* How many messages next() will give, as far as known; 0: not known. For progress. */
  guint (*count)(struct source *source);

  void (*close)(struct source *source); /* frees; accepts a failed one */
};

struct source {
  const struct source_ops *ops;
};

static inline void source_close(struct source *source) /* accepts NULL */
{
  if (source)
    source->ops->close(source);
}
typedef struct source Source; /* for g_autoptr(Source) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Source, source_close)

/* Messages in files: `path` is a message, an mbox, a Maildir or "-" for stdin; told apart by what is there.
 * FAULT_NO_INPUT, FAULT_REFUSED, FAULT_IO. Part of deskbell-core. */
struct source *source_open_path(const char *path, GError **error);

GQuark source_error_quark(void);
#define SOURCE_ERROR source_error_quark()
