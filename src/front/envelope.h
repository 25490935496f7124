/* Who sent the message to whom, as far as the caller says. */
#pragma once
#include "front/options.h"

/* How many recipients the environment can add. */
enum { FRONT_ENVELOPE_RECIPIENTS = 3 };

/* Adds what the options left open from the environment of the program that started us; see the table in envelope.c. An
 * address that can be none, by its length or with control characters, is noted in options->wrong. */
void front_envelope_complete(struct front_options *options);
