/* The command line of `deskbell filter`, and the envelope. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

enum { FRONT_MAX_RECIPIENTS = 1000 };

struct front_options {
  const char *config, *now, *socket;  /* NULL: not given */
  const char *sender;                 /* "" is the null sender; NULL: not known */
  const char **recipients;            /* n_recipients of them */
  size_t n_recipients;
  bool tempfail, no_output, send, dry_run, verbose, quiet, help;
  int deadline; /* milliseconds */
  char wrong[256]; /* what is wrong with the command line or the envelope; "" when nothing is */
};

/* Reads the command line, then fills in what the environment knows of the envelope. Reads on after a mistake, so that
 * --on-error and --no-output hold whatever else is wrong. What `ret` points to belongs to `argv` and the environment;
 * `recipients` to the process. */
void front_options_read(struct front_options *ret, int argc, char **argv, int command);

/* The options of the help text, one a line. */
void front_options_print(void);
