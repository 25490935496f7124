#include "ledger/ledger-private.h"

#include <string.h>

G_DEFINE_QUARK(deskbell-ledger-error-quark, ledger_error)

static const struct ledger_kind *const kinds[] = { &ledger_sqlite };

struct ledger *ledger_open(const char *name, gboolean create, gboolean read_only, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (g_str_has_prefix(name, kinds[i]->scheme))
      return kinds[i]->open(name + strlen(kinds[i]->scheme), create, read_only, error);
  g_set_error(error, LEDGER_ERROR, FAULT_CONFIG, "ledger: open: no such kind of ledger as '%s'; sqlite:/path", name);
  return NULL;
}

struct ledger_lock *ledger_queue(const char *name, gint64 until)
{
  for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (g_str_has_prefix(name, kinds[i]->scheme))
      return kinds[i]->queue(name + strlen(kinds[i]->scheme), until);
  return NULL;
}

void ledger_be_patient(struct ledger *ledger, gint64 until)
{
  ledger->kind->be_patient(ledger, until);
}

struct ledger *ledger_open_scratch(GError **error)
{
  return sqlite_open_scratch(error);
}

void ledger_close(struct ledger *ledger)
{
  if (ledger)
    ledger->kind->close(ledger);
}

gboolean ledger_has_moved(struct ledger *ledger)
{
  return ledger->kind->has_moved(ledger);
}

const char *ledger_file(const struct ledger *ledger)
{
  return ledger->kind->file(ledger);
}

struct ledger_lock *ledger_lock(struct ledger *ledger, const char *name, GError **error)
{
  return ledger->kind->lock(ledger, name, error);
}

void ledger_unlock(struct ledger_lock *lock)
{
  if (lock)
    lock->kind->unlock(lock);
}

void ledger_claimed_clear(struct ledger_claimed *claimed)
{
  g_free(claimed->desk);
  g_free(claimed->verdict);
  g_free(claimed->reason);
  g_free(claimed->mode);
  g_free(claimed->category);
  g_free(claimed->priority);
  g_free(claimed->team);
  g_free(claimed->language);
  memset(claimed, 0, sizeof *claimed);
}

gboolean ledger_claim(struct ledger *ledger, const struct ledger_contact *contact, ledger_decide decide, gpointer data,
                      struct ledger_claimed *ret, GError **error)
{
  return ledger->kind->claim(ledger, contact, decide, data, ret, error);
}

gboolean ledger_peek(struct ledger *ledger, const struct ledger_contact *contact, struct ledger_snapshot *ret,
                     struct ledger_details *details, GError **error)
{
  return ledger->kind->peek(ledger, contact, ret, details, error);
}

void ledger_details_clear(struct ledger_details *details)
{
  ledger_claimed_clear(&details->claim);
  g_clear_pointer(&details->status, g_free);
  g_clear_pointer(&details->diagnostic, g_free);
}

gboolean ledger_position(struct ledger *ledger, const char *mailbox, struct ledger_position *ret, GError **error)
{
  return ledger->kind->position(ledger, mailbox, ret, error);
}

gboolean ledger_set_position(struct ledger *ledger, const char *mailbox, const struct ledger_position *position,
                             GError **error)
{
  return ledger->kind->set_position(ledger, mailbox, position, error);
}

GArray *ledger_unseen(struct ledger *ledger, const char *mailbox, guint32 uidvalidity, const GArray *uids,
                      GError **error)
{
  return ledger->kind->unseen(ledger, mailbox, uidvalidity, uids, error);
}

gboolean ledger_recognise(struct ledger *ledger, const char *key, const char *mailbox, guint32 uidvalidity, guint32 uid,
                          gboolean *ret_known, GError **error)
{
  return ledger->kind->recognise(ledger, key, mailbox, uidvalidity, uid, ret_known, error);
}

gboolean ledger_compare_marks(struct ledger *ledger, const char *mailbox, guint32 uidvalidity, const GArray *uids,
                              guint *ret_unknown, GError **error)
{
  return ledger->kind->compare_marks(ledger, mailbox, uidvalidity, uids, ret_unknown, error);
}

gboolean ledger_state(struct ledger *ledger, struct ledger_state *ret, GError **error)
{
  return ledger->kind->state(ledger, ret, error);
}

gboolean ledger_adopt(struct ledger *ledger, guint64 next_ticket, gint64 now, GError **error)
{
  return ledger->kind->adopt(ledger, next_ticket, now, error);
}

GPtrArray *tickets_list(struct ledger *ledger, const char *state, guint limit, GError **error)
{
  return ledger->kind->tickets(ledger, state, limit, error);
}

struct ticket *tickets_get(struct ledger *ledger, guint64 number, GError **error)
{
  return ledger->kind->ticket(ledger, number, error);
}

GPtrArray *tickets_events(struct ledger *ledger, guint64 number, GError **error)
{
  return ledger->kind->events(ledger, number, error);
}

gboolean tickets_set_open(struct ledger *ledger, guint64 number, gboolean open, gint64 now, gboolean *ret_changed,
                          GError **error)
{
  return ledger->kind->set_open(ledger, number, open, now, ret_changed, error);
}

gboolean tickets_correct(struct ledger *ledger, guint64 number, const char *const values[N_CORRECTION_AXES], gint64 now,
                         gboolean *ret_changed, GError **error)
{
  return ledger->kind->correct(ledger, number, values, now, ret_changed, error);
}

gboolean ledger_correction(struct ledger *ledger, const char *key, enum correction_axis axis, struct correction *ret,
                           GError **error)
{
  return ledger->kind->correction(ledger, key, axis, ret, error);
}

gboolean ledger_corrected_since(struct ledger *ledger, enum correction_axis axis, gboolean any, gint64 *ret, GError **error)
{
  return ledger->kind->corrected_since(ledger, axis, any, ret, error);
}

GPtrArray *ledger_held(struct ledger *ledger, gint64 since, guint limit, GError **error)
{
  return ledger->kind->held(ledger, since, limit, error);
}

GPtrArray *ledger_blocked(struct ledger *ledger, gint64 since, GError **error)
{
  return ledger->kind->blocked(ledger, since, error);
}

gboolean ledger_forgive(struct ledger *ledger, const char *address, gint64 now, gboolean *ret_known, GError **error)
{
  return ledger->kind->forgive(ledger, address, now, ret_known, error);
}

void held_free(struct held *held)
{
  if (!held)
    return;
  g_free(held->desk);
  g_free(held->address);
  g_free(held->reason);
  g_free(held->subject);
  g_free(held);
}

void blocked_free(struct blocked *blocked)
{
  if (!blocked)
    return;
  g_free(blocked->address);
  g_free(blocked->status);
  g_free(blocked);
}

void ticket_free(struct ticket *ticket)
{
  if (!ticket)
    return;
  char *const strings[] = {
    ticket->desk,     ticket->address, ticket->name,     ticket->subject, ticket->category,
    ticket->priority, ticket->team,    ticket->language, ticket->state,   ticket->acknowledged
  };
  for (gsize i = 0; i < G_N_ELEMENTS(strings); i++)
    g_free(strings[i]);
  g_free(ticket);
}

void ticket_event_free(struct ticket_event *event)
{
  if (!event)
    return;
  g_free(event->what);
  g_free(event->detail);
  g_free(event);
}
