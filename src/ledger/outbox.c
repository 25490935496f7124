#include "ledger/ledger-private.h"

const char *const outbox_state_names[N_OUTBOX_STATES] = {
  [OUTBOX_HELD] = "held",           [OUTBOX_QUEUED] = "queued",       [OUTBOX_LEASED] = "leased",
  [OUTBOX_COMMITTED] = "committed", [OUTBOX_SENT] = "sent",           [OUTBOX_FAILED] = "failed",
  [OUTBOX_UNCERTAIN] = "uncertain", [OUTBOX_CANCELLED] = "cancelled", [OUTBOX_EXPIRED] = "expired",
};

enum outbox_state outbox_state_parse(const char *name)
{
  enum outbox_state state = 0;
  while (state < N_OUTBOX_STATES && g_strcmp0(outbox_state_names[state], name) != 0)
    state++;
  return state;
}

void outbox_row_free(struct outbox_row *row)
{
  if (!row)
    return;
  char *const strings[] = { row->desk, row->kind, row->to, row->facts, row->message_id, row->diagnostic };
  for (gsize i = 0; i < G_N_ELEMENTS(strings); i++)
    g_free(strings[i]);
  g_free(row);
}

gboolean outbox_recover(struct ledger *ledger, gboolean resend_uncertain, gint64 now, guint *ret_uncertain,
                        GError **error)
{
  return ledger->kind->recover(ledger, resend_uncertain, now, ret_uncertain, error);
}

gboolean outbox_lease(struct ledger *ledger, gint64 now, struct outbox_row **ret, GError **error)
{
  return ledger->kind->lease(ledger, now, ret, error);
}

gboolean outbox_commit(struct ledger *ledger, guint64 id, const char *message_id, GBytes *bytes, gint64 now,
                       GError **error)
{
  return ledger->kind->commit(ledger, id, message_id, bytes, now, error);
}

gboolean outbox_settle(struct ledger *ledger, guint64 id, enum outbox_outcome outcome, const char *diagnostic,
                       gint64 retry_at, gint64 now, GError **error)
{
  return ledger->kind->settle(ledger, id, outcome, diagnostic, retry_at, now, error);
}

gboolean outbox_move(struct ledger *ledger, guint64 id, enum outbox_state to, const char *why, gint64 now,
                     GError **error)
{
  return ledger->kind->move(ledger, id, to, why, now, error);
}

GPtrArray *outbox_list(struct ledger *ledger, enum outbox_state state, GError **error)
{
  return ledger->kind->outbox(ledger, state, error);
}

gboolean outbox_counts(struct ledger *ledger, guint *ret, GError **error)
{
  return ledger->kind->counts(ledger, ret, error);
}

gboolean outbox_breaker(struct ledger *ledger, const struct config_desk *desk, gint64 now, gboolean *ret_open,
                        gint64 *ret_again, GError **error)
{
  return ledger->kind->breaker(ledger, desk, now, ret_open, ret_again, error);
}

GPtrArray *outbox_breakers(struct ledger *ledger, GError **error)
{
  return ledger->kind->breakers(ledger, error);
}

void outbox_breaker_free(struct outbox_breaker *breaker)
{
  if (!breaker)
    return;
  g_free(breaker->desk);
  g_free(breaker);
}

gboolean outbox_next_due(struct ledger *ledger, gint64 *ret, GError **error)
{
  return ledger->kind->next_due(ledger, ret, error);
}
