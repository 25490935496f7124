/* What the service manager is told (sd_notify(3)); without one every call does nothing. */
#pragma once
#include "watch/watch.h"

struct notify;

/* Reads $NOTIFY_SOCKET and opens libsystemd when it is set. Never NULL; says so when the library cannot be had. */
struct notify *notify_new(watch_say say);
void notify_free(struct notify *notify); /* accepts NULL */
typedef struct notify Notify;            /* for g_autoptr(Notify) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Notify, notify_free)

/* One or several assignments, "READY=1\nSTATUS=...". */
void notify_send(const struct notify *notify, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Microseconds between two WATCHDOG=1 that the manager waits for; 0: it does not. */
guint64 notify_watchdog(const struct notify *notify);
