/* Where the configuration is looked for. Plain C, because `deskbell` itself, which has no GLib, must find the same one. */
#pragma once
#include <stddef.h>

/* First of `named` (--config; may be NULL), $DESKBELL_CONFIG, $XDG_CONFIG_HOME/deskbell/deskbell.yaml (~/.config by
 * default), /etc/deskbell/deskbell.yaml that exists. The first two are returned even when they do not. `buffer` is room
 * for the others. NULL when there is none. The result is `named`, the environment's or in `buffer`. */
const char *config_search(const char *named, char *buffer, size_t size);
