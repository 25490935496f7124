/* Those who decide: a watcher that is running anyway, or a worker of our own. */
#pragma once
#include "front/wire.h"

#include <stddef.h>
#include <stdint.h>

struct front_message;
struct front_options;

struct front_answer {
  char lines[FRONT_MAX_ANSWER + 1]; /* the header lines, verified */
  size_t length;
  char why[256];    /* what went wrong */
  char detail[512]; /* more of it, for the system log: its first line of standard error; "" when there is none */
};

/* Milliseconds of a clock that only runs forward. */
int64_t front_now(void);

enum front_asked { FRONT_ANSWERED, FRONT_REFUSED, FRONT_NOT_THERE };

/* Asks a watcher until `deadline` (of front_now()). FRONT_REFUSED: it said that it failed; `why` is set. FRONT_NOT_THERE:
 * nobody listens, it serves others, or its answer is none; the work is still to be done (what it may have claimed is given
 * to whoever asks again). */
enum front_asked front_ask_watcher(const struct front_options *options, const struct front_message *message,
                                   int64_t deadline, struct front_answer *ret);

/* Has `deskbell-core filter` do it, until `deadline`. 0, or -1 with `why`. The worker does not outlive either of us. */
int front_run_worker(const struct front_options *options, const struct front_message *message, int64_t deadline,
                     struct front_answer *ret);
