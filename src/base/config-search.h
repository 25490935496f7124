/* What must be known before the configuration is read: where it is looked for, and where a watcher is. Plain C, because
 * `deskbell` itself, which has no GLib, must find the same ones. */
#pragma once
#include <stddef.h>

/* First of `named` (--config; may be NULL), $DESKBELL_CONFIG, $XDG_CONFIG_HOME/deskbell/deskbell.yaml (~/.config by
 * default), /etc/deskbell/deskbell.yaml that exists. The first two are returned even when they do not. `buffer` is room
 * for the others. NULL when there is none. The result is `named`, the environment's or in `buffer`. */
const char *config_search(const char *named, char *buffer, size_t size);

/* Where a watcher listens unless `watch: {socket: ...}` says otherwise, and where it is looked for unless `--socket` or
 * $DESKBELL_SOCKET does: the front does not read the configuration. */
#define CONFIG_SOCKET "/run/deskbell/socket"
