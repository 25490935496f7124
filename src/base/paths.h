/* Where this installation's own files are: found from the running program, so that a build tree, a symbolic link and a
 * moved prefix all work. $DESKBELL_DATADIR overrides the shipped data (tests). */
#pragma once
#include <glib.h>

/* Folder of shipped data of one kind, "filters" or "templates"; exists, or NULL. Owned by this file. */
const char *paths_data(const char *kind);

/* First of --config (may be NULL), $DESKBELL_CONFIG, $XDG_CONFIG_HOME/deskbell/deskbell.yaml (~/.config by default),
 * /etc/deskbell/deskbell.yaml that exists. A named one (the first two) is returned even when it does not. NULL when there
 * is none. Free with g_free(). */
char *paths_config(const char *named);

/* The machine's configuration when this user may not read it; NULL else. paths_config() does not find it where its folder
 * is closed. Static. */
const char *paths_config_refused(void);
