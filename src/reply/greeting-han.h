/* Japanese and Chinese names in their own characters. */
#pragma once
#include "reply/greeting.h"

/* "山田 太郎", "王小明": nobody can tell the given name by rule, so it is kept whole. FALSE, and `ret` untouched, for
 * what is no person's name. */
gboolean greeting_han(const char *text, struct greeting *ret);

const char *greeting_first_han(const char *text); /* the first Han character or kana in it; NULL */
