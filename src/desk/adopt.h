/* Taking a ledger over after it was lost or restored. */
#pragma once
#include <glib.h>

struct ledger;

/* Ends the doubt (ledger_adopt()). What was waiting to leave is cancelled first when the ledger is in doubt: it was queued
 * before the doubt began, so in the time that the ledger has forgotten it has probably left. `ret_cancelled`: how many.
 * FAULT_TEMPORARY while somebody is sending. */
gboolean desk_adopt(struct ledger *ledger, guint64 next_ticket, gint64 now, guint *ret_cancelled, GError **error);
