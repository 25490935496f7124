/* A learned classifier as the file that model.h maps. */
#pragma once
#include "learn/tune.h"

/* `labels`: char *; `weights` as of tune_learn(). Free with g_byte_array_unref(). */
GByteArray *pack_model(const char *axis, const GPtrArray *labels, const struct vectors *vectors, const double *weights,
                       const struct tuned *tuned);
