/* What every kind of ledger provides. The slots are the functions of ledger.h, peek.h, outbox.h, tickets.h and changes.h
 * (listen, hush, drain), under the same contracts; ledger.c hands each call on. */
#pragma once
#include "base/fault.h"
#include "ledger/changes.h"
#include "ledger/corrections.h"
#include "ledger/ledger.h"
#include "ledger/outbox.h"
#include "ledger/peek.h"
#include "ledger/tickets.h"

struct ledger_kind {
  const char *scheme; /* "sqlite:" */
  struct ledger *(*open)(const char *rest, gboolean create, gboolean read_only, GError **error); /* what follows it */
  struct ledger_lock *(*queue)(const char *rest, gint64 until);
  void (*be_patient)(struct ledger *ledger, gint64 until);
  void (*close)(struct ledger *ledger);
  gboolean (*has_moved)(struct ledger *ledger);
  const char *(*file)(const struct ledger *ledger);
  struct ledger_lock *(*lock)(struct ledger *ledger, const char *name, GError **error);
  void (*unlock)(struct ledger_lock *lock);
  gboolean (*claim)(struct ledger *ledger, const struct ledger_contact *contact, ledger_decide decide, gpointer data,
                    struct ledger_claimed *ret, GError **error);
  gboolean (*peek)(struct ledger *ledger, const struct ledger_contact *contact, struct ledger_snapshot *ret,
                   struct ledger_details *details, GError **error);
  gboolean (*position)(struct ledger *ledger, const char *mailbox, struct ledger_position *ret, GError **error);
  gboolean (*set_position)(struct ledger *ledger, const char *mailbox, const struct ledger_position *position,
                           GError **error);
  GArray *(*unseen)(struct ledger *ledger, const char *mailbox, guint32 uidvalidity, const GArray *uids, GError **error);
  gboolean (*recognise)(struct ledger *ledger, const char *key, const char *mailbox, guint32 uidvalidity, guint32 uid,
                        gboolean *ret_known, GError **error);
  gboolean (*compare_marks)(struct ledger *ledger, const char *mailbox, guint32 uidvalidity, const GArray *uids,
                            guint *ret_unknown, GError **error);
  gboolean (*state)(struct ledger *ledger, struct ledger_state *ret, GError **error);
  gboolean (*adopt)(struct ledger *ledger, guint64 next_ticket, gint64 now, GError **error);
  gboolean (*recover)(struct ledger *ledger, gboolean resend_uncertain, gint64 now, guint *ret_uncertain, GError **error);
  gboolean (*lease)(struct ledger *ledger, gint64 now, struct outbox_row **ret, GError **error);
  gboolean (*commit)(struct ledger *ledger, guint64 id, const char *message_id, GBytes *bytes, gint64 now, GError **error);
  gboolean (*settle)(struct ledger *ledger, guint64 id, enum outbox_outcome outcome, const char *diagnostic,
                     gint64 retry_at, gint64 now, GError **error);
  gboolean (*move)(struct ledger *ledger, guint64 id, enum outbox_state to, const char *why, gint64 now, GError **error);
  GPtrArray *(*outbox)(struct ledger *ledger, enum outbox_state state, GError **error);
  gboolean (*counts)(struct ledger *ledger, guint *ret, GError **error);
  gboolean (*breaker)(struct ledger *ledger, const struct config_desk *desk, gint64 now, gboolean *ret_open,
                      gint64 *ret_again, GError **error);
  GPtrArray *(*breakers)(struct ledger *ledger, GError **error);
  gboolean (*next_due)(struct ledger *ledger, gint64 *ret, GError **error);
  struct changes *(*listen)(struct ledger *ledger, GError **error);
  void (*hush)(struct changes *changes);
  enum changes_what (*drain)(struct changes *changes);
  GPtrArray *(*tickets)(struct ledger *ledger, const char *state, guint limit, GError **error);
  struct ticket *(*ticket)(struct ledger *ledger, guint64 number, GError **error);
  GPtrArray *(*events)(struct ledger *ledger, guint64 number, GError **error);
  gboolean (*set_open)(struct ledger *ledger, guint64 number, gboolean open, gint64 now, gboolean *ret_changed,
                       GError **error);
  gboolean (*correct)(struct ledger *ledger, guint64 number, const char *const values[N_CORRECTION_AXES], gint64 now,
                      gboolean *ret_changed, GError **error);
  gboolean (*correction)(struct ledger *ledger, const char *key, enum correction_axis axis, struct correction *ret,
                         GError **error);
  gboolean (*corrected_since)(struct ledger *ledger, enum correction_axis axis, gboolean any, gint64 *ret, GError **error);
  GPtrArray *(*held)(struct ledger *ledger, gint64 since, guint limit, GError **error);
  GPtrArray *(*blocked)(struct ledger *ledger, gint64 since, GError **error);
  gboolean (*forgive)(struct ledger *ledger, const char *address, gint64 now, gboolean *ret_known, GError **error);
};

/* The first member of each kind's own struct. */
struct ledger {
  const struct ledger_kind *kind;
};
struct ledger_lock {
  const struct ledger_kind *kind;
};
struct changes {
  const struct ledger_kind *kind;
  int fd;
};

extern const struct ledger_kind ledger_sqlite;
struct ledger *sqlite_open_scratch(GError **error);

void ticket_event_free(struct ticket_event *event); /* accepts NULL */
void outbox_breaker_free(struct outbox_breaker *breaker); /* accepts NULL */

/* An outbox state by its name; N_OUTBOX_STATES when it is none. */
enum outbox_state outbox_state_parse(const char *name);
