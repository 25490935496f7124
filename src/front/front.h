/* `deskbell filter`: the pipe's front. It holds the message, has another process decide, and hands the message on whatever
 * becomes of that process. Plain C and libc only: it is started for every mail, and must work when little else does. */
#pragma once

/* Runs the command; `command` is its place in `argv`, options may stand on both sides of it. Returns the exit status. */
int front_filter(int argc, char **argv, int command);

/* What `deskbell filter --help` prints, on standard output. */
void front_help(void);
