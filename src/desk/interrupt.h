/* SIGINT and SIGTERM end a run between two mails, never within one. */
#pragma once
#include <glib.h>

/* From now on the signals only set a flag; one that comes half a second later or more ends the
 * process at once. */
void interrupt_arm(void);
gboolean interrupted(void);

/* The same for a process that another one looks after: a further signal changes nothing (a service manager sends its own
 * besides), and what still runs `seconds` after the first is ended by the kernel. */
void interrupt_arm_patient(unsigned seconds);

/* Waits until `fd` (-1: none) is readable, `milliseconds` have passed (-1: no limit), or interrupted(), which is not missed
 * when it comes just before the wait. Whether it is readable. */
gboolean interrupt_wait(int fd, int milliseconds);
