/* The header lines that the worker or the watcher answers with. They go into mail: nothing of them is believed. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

/* Whether this is one or more lines "X-Deskbell-Name: printable ASCII\n", none longer than mail may have, and nothing
 * else. */
bool front_verdict_valid(const char *lines, size_t length);

/* Whether an acknowledgement waits in the outbox. */
bool front_verdict_queued(const char *lines, size_t length);
