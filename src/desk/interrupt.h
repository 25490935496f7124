/* SIGINT and SIGTERM end a run between two mails, never within one. */
#pragma once
#include <glib.h>

/* From now on the signals only set a flag; a second one ends the process at once. */
void interrupt_arm(void);
gboolean interrupted(void);
