/* The child's side: a job in a process of its own, and what it tells the supervisor, line by line on a pipe. */
#pragma once
#include "watch/watch.h"

/* What one child is for. */
struct watch_duty {
  char *label;  /* in messages and as the process's title */
  char *name;   /* the job's; NULL */
  watch_job job;
  gboolean is_mailbox;
};

/* First words of the lines. */
#define CHILD_READY "ready"
#define CHILD_LOST "lost"     /* and why */
#define CHILD_STATUS "status" /* and a line for people */
#define CHILD_ERROR "error"   /* and its last words */

enum { CHILD_LONGEST_LINE = 2000 /* bytes */ };

/* In the child, right after fork() with SIGTERM and SIGINT blocked: runs the duty and ends the process. `fd` is the pipe to
 * the supervisor, who is `parent`; `patience`: the most seconds from the first SIGTERM to the end. */
G_GNUC_NORETURN void child_main(const struct watch_duty *duty, const struct config *config, int fd, pid_t parent,
                                unsigned patience, watch_say say);
