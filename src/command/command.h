/* What every sub-command is given, and how it speaks. Only this room prints to the terminal. */
#pragma once
#include "base/config.h"

struct problems;

/* Options that mean the same everywhere. */
struct command {
  const char *name;
  char *config_path;      /* --config; NULL */
  gboolean json, dry_run, verbose, quiet;
  gboolean colour;        /* standard output is a terminal that wants colours */
  GPtrArray *arguments;   /* char *: what is left after the options */
};

/* Runs one sub-command; returns the exit status. */
typedef int (*command_function)(struct command *command, int argc, char **argv);

/* Parses the common options and `entries` (may be NULL) out of argc/argv into `command`. `synopsis` is what follows the
 * command's name in the usage line; `help` its description with an example. FALSE when the run is over, with *ret_status:
 * --help (0) or wrong usage (64, said on stderr). */
gboolean command_parse(struct command *command, const GOptionEntry *entries, const char *synopsis, const char *help,
                       int argc, char **argv, int *ret_status);

/* Loads the configuration that the options name or that is found. `required` FALSE: without any, the built-in one. NULL:
 * the problems were printed and *ret_status set. Warnings are printed under -v. */
struct config *command_config(const struct command *command, gboolean required, int *ret_status);

/* `deskbell: ...` on stderr; control characters in the text are made harmless. */
void command_complain(const char *format, ...) G_GNUC_PRINTF(1, 2);

/* Everything noted, problems first, on stderr. */
void command_print_problems(const struct problems *problems);

/* Says the error and returns its exit status. */
int command_fail(const GError *error);

/* Under -v only: one line on stderr. */
void command_note(const struct command *command, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Of two exit statuses the graver: 0, then 1, then anything else (the first of these stays). */
int command_worse(int status, int other);

#define DECLARE(name, function, program, summary) \
  int function(struct command *command, int argc, char **argv);
#include "command/table.h"
COMMANDS(DECLARE)
#undef DECLARE
