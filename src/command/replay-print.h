/* What a replay shows: a row or an object for each mail, and the sums. */
#pragma once
#include "command/command.h"
#include "desk/replay.h"

struct replay_print;

struct replay_print *replay_print_new(const struct command *command, const struct replay_request *request,
                                      const struct replay *replay);
gboolean replay_print_mail(const struct replay_result *result, gpointer print); /* a replay_watch */

/* Prints what is left, and frees. `unreadable`: mails and paths that were skipped. */
void replay_print_finish(struct replay_print *print, guint unreadable);

void replay_print_error(const char *path, guint index, const char *reason); /* --json */
