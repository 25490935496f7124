/* train --corrections: mail of the configured mailboxes whose label people gave (desk/corrected.h). */
#pragma once
#include "command/command.h"
#include "ledger/corrections.h"

struct labelled;

/* Takes the names of mailboxes out of the arguments from the `first` on (none: all mailboxes), and reads these, changing
 * nothing there. FALSE with `status` set: a mailbox could not be read to its end, and a model of what is left would forget
 * the rest. */
gboolean corrections_read(struct command *command, guint first, enum correction_axis axis, struct labelled *labelled);
