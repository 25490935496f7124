/* How phrases of automatic mail are kept: between automatic.c, which finds them, and automatic-load.c, which reads
 * them. */
#pragma once
#include "policy/automatic.h"

enum { AUTOMATIC_BUCKET_BITS = 13, AUTOMATIC_BUCKETS = 1 << AUTOMATIC_BUCKET_BITS };

/* Of each phrase a byte (its list, from 1), the folded phrase and NUL. NULL when `packed`, which is referenced, is not
 * that. */
struct automatic_words *automatic_words_new(GBytes *packed);
GBytes *automatic_words_packed(const struct automatic_words *words); /* borrowed */
