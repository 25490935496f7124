/* Staying connected. A supervisor holds children, each with one job, so that a parser that crashes or a library that leaks
 * takes nobody else along: one child a mailbox, one that sends, one that serves pipes on the local socket.
 *
 * Children are forked from the supervisor, which opens no ledger, no connection and starts no thread; each opens its own.
 * They end between two mails on SIGTERM (see desk/interrupt.h) and die with the supervisor. */
#pragma once
#include "base/config.h"

struct watch_child;

/* What a child has to say: to the supervisor, for the service manager's status line and readiness; each one line. None of
 * them waits. */
void watch_ready(const struct watch_child *child); /* it works; may be said again */
void watch_lost(const struct watch_child *child, const char *format, ...) G_GNUC_PRINTF(2, 3);   /* it does not at present,
                                                     until watch_ready() is said again; and why */
void watch_status(const struct watch_child *child, const char *format, ...) G_GNUC_PRINTF(2, 3); /* what it did so far */

/* The body of a child: runs until interrupted(), or ends with the error that a restart may mend. Each calls watch_ready()
 * once it works for the first time. Messages for the log go through `say` (one line; the caller prints). */
typedef void (*watch_say)(const char *line);
void watch_tell(watch_say say, const char *who, const char *format, ...) G_GNUC_PRINTF(3, 4); /* "who: ..."; NULL: nobody */
typedef gboolean (*watch_job)(const struct watch_child *child, const struct config *config, const char *name,
                              watch_say say, GError **error);

/* watch/mailbox.c: `name` is the mailbox's id. Polls, waits in IDLE, polls again; reconnects with backoff. */
gboolean watch_mailbox(const struct watch_child *child, const struct config *config, const char *name, watch_say say,
                       GError **error);
/* watch/sender.c: empties the outbox whenever any process queued something, or a row's time has come. `name` NULL. */
gboolean watch_sender(const struct watch_child *child, const struct config *config, const char *name, watch_say say,
                      GError **error);
/* watch/intake.c: serves pipes, see front/wire.h. `name` NULL. */
gboolean watch_intake(const struct watch_child *child, const struct config *config, const char *name, watch_say say,
                      GError **error);

/* The supervisor: starts the children for `mailboxes` (char * ids; empty: all), restarts what ends with backoff, reloads
 * on SIGHUP (a broken configuration is told and the old one kept), ends on SIGTERM and SIGINT with the last child. Tells
 * the service manager (sd_notify) READY=1 once every child was ready, STATUS=, RELOADING=1 and STOPPING=1. */
gboolean watch_run(const char *config_path, const GPtrArray *mailboxes, gboolean verbose, watch_say say, GError **error);

GQuark watch_error_quark(void);
#define WATCH_ERROR watch_error_quark()
