/* Hands the message on. */
#pragma once
#include <stddef.h>

struct front_message;

/* Writes the message to standard output with `lines` (length 0: none) added to its header and every X-Deskbell-* field
 * that came in removed; all other bytes as they are. What is still on standard input follows. Returns 0, or the errno of
 * what failed: then the output is not whole. */
int front_output(const struct front_message *message, const char *lines, size_t length);
