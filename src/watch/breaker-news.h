/* What a person should hear of the desks' breakers. */
#pragma once
#include "watch/watch.h"

/* Of the breakers that are `open` (struct outbox_breaker *) those that were not before, and of those `told` (a set of char *
 * desk ids, owned by it) those that closed; `told` is then what is open. */
void breaker_news(GHashTable *told, const GPtrArray *open, watch_say say);
