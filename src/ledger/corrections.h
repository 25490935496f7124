/* What people say of tickets against what was decided, so that it stands, and so that a model can learn from it. */
#pragma once
#include <glib.h>

struct ledger;

/* What of a ticket a person may set; its columns have these names, and so have the axes of models. */
enum correction_axis { CORRECT_CATEGORY, CORRECT_PRIORITY, CORRECT_TEAM, N_CORRECTION_AXES };
extern const char *const correction_axes[N_CORRECTION_AXES]; /* "category", "priority", "team" */

/* Sets those of `values` that are not NULL (valid UTF-8; the caller knows that they are fit), with an event "ticket.set":
 * {"set": {"team": "billing"}, "was": {"team": null}}. A value that the ticket has already is confirmed: that is an event
 * too, the first time, and *ret_changed (may be NULL) tells whether there was one. Deadlines stay as they were promised.
 * FAULT_NO_INPUT when there is no such ticket. */
gboolean tickets_correct(struct ledger *ledger, guint64 number, const char *const values[N_CORRECTION_AXES], gint64 now,
                         gboolean *ret_changed, GError **error);

/* What is known of the mail with this contact key: whether it was ever claimed, whether it opened its ticket, and, if it
 * did, what a person last set of that ticket (NULL: nothing). Free *ret_label. */
struct correction {
  gboolean known, opened;
  char *label;
};
gboolean ledger_correction(struct ledger *ledger, const char *key, enum correction_axis axis, struct correction *ret,
                           GError **error);

/* When the first mail came in of those whose ticket's `axis` a person set, or (`any`) of all; CLOCK_NONE: there is none. */
gboolean ledger_corrected_since(struct ledger *ledger, enum correction_axis axis, gboolean any, gint64 *ret, GError **error);
