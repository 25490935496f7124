/* A path or URL as a person names it. source-core.c knows files only, source-net.c IMAP as well; each program has one. */
#pragma once
#include "base/config.h"
#include "source/source.h"

/* source_open_path(), or for imap(s)://... a folder opened read-only, its password asked for on the terminal; `ca_file` is
 * then the only authority to trust (NULL: the system's). */
struct source *command_source(const char *path, const char *ca_file, GError **error);

/* The folder of a configured mailbox, opened read-only, and of it what arrived at or after `since` (CLOCK_NONE: all);
 * `mailbox` is used until the source is closed. `password` (or token) NULL: read from the mailbox's secret. FAULT_NO_INPUT:
 * no such folder. source-core.c refuses. */
struct source *command_mailbox(const struct config_mailbox *mailbox, const char *password, gint64 since, GError **error);

/* The one message of a PATH that must hold one (the first of many is taken). NULL: complained, with *ret_status. */
struct source_item *command_one_mail(const char *path, const char *ca_file, int *ret_status);

/* The option of the commands that take a URL. */
#define CA_FILE_OPTION(variable) \
  { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, &variable, "trust only this authority (imap URLs)", "FILE" }
