#include "desk/adopt.h"

#include "base/fault.h"
#include "ledger/ledger.h"
#include "ledger/outbox.h"
#include "ledger/tickets.h"

static gboolean cancel_all(struct ledger *ledger, enum outbox_state state, gint64 now, guint *cancelled, GError **error)
{
  for (;;) {
    g_autoptr(GPtrArray) rows = outbox_list(ledger, state, error);
    if (!rows)
      return FALSE;
    if (!rows->len)
      return TRUE;
    for (guint i = 0; i < rows->len; i++, ++*cancelled) {
      const struct outbox_row *row = rows->pdata[i];
      if (!outbox_move(ledger, row->id, OUTBOX_CANCELLED, "may have left before the ledger was lost or restored", now,
                       error))
        return FALSE;
    }
  }
}

static gboolean cancel_waiting(struct ledger *ledger, gint64 now, guint *cancelled, GError **error)
{
  guint uncertain;
  return outbox_recover(ledger, FALSE, now, &uncertain, error) &&
         cancel_all(ledger, OUTBOX_QUEUED, now, cancelled, error) &&
         cancel_all(ledger, OUTBOX_HELD, now, cancelled, error);
}

gboolean desk_adopt(struct ledger *ledger, guint64 next_ticket, gint64 now, guint *ret_cancelled, GError **error)
{
  *ret_cancelled = 0;
  struct ledger_state state = { 0 };
  if (!ledger_state(ledger, &state, error))
    return FALSE;
  g_free(state.identity);
  GError *failure = NULL;
  struct ledger_lock *lock = ledger_lock(ledger, "send", &failure);
  if (!lock) {
    if (!failure)
      g_set_error_literal(&failure, LEDGER_ERROR, FAULT_TEMPORARY, "ledger: adopt: another run is sending; try again");
    g_propagate_error(error, failure);
    return FALSE;
  }
  gboolean adopted = (!state.in_doubt || cancel_waiting(ledger, now, ret_cancelled, error)) &&
                     ledger_adopt(ledger, next_ticket, now, error);
  ledger_unlock(lock);
  return adopted;
}
