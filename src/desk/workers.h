/* Many messages judged by several processes, told in the order in which they came. Processes, not threads: what is compiled
 * and remembered while mail is read belongs to one reader, and a message that makes its reader fall over costs one line. */
#pragma once
#include "source/source.h"

struct workers;

struct workers_ops {
  /* in a worker; the line for a message that has bytes and no mail */
  char *(*judge)(struct source_item *item, gpointer data);
  void (*tell)(const char *line, gpointer data);           /* in the caller's process, in order */
  char *(*lost)(const struct source_item *item, gpointer data); /* ... the line for one that a worker fell over */
};

/* As many as there are processors, at most four; NULL with a single one, or when none can be had. `ops` and `data` are
 * borrowed until workers_free(). */
struct workers *workers_new(const struct workers_ops *ops, gpointer data);

/* Takes the item. */
void workers_give(struct workers *workers, struct source_item *item);

/* A line that is ready, told in its turn; taken. */
void workers_give_line(struct workers *workers, char *line);

/* Until all that was given is told. */
void workers_finish(struct workers *workers);

/* What was not told yet is dropped. Accepts NULL. */
void workers_free(struct workers *workers);
