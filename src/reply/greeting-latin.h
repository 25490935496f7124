/* Names in Latin letters, and in all that are written word by word. */
#pragma once
#include "reply/greeting.h"

/* "Jane Doe", "Doe, Jane", "Dr Kim", "DUPONT Jean", "Hong Gildong". `address` as greeting_from() has it. FALSE, and `ret`
 * untouched, for what is not plainly one person's. */
gboolean greeting_latin(const char *text, const char *address, struct greeting *ret);
