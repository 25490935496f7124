/* Korean names, in Hangul and as Koreans write them in Latin letters. */
#pragma once
#include "reply/greeting.h"

/* The first that a text in Hangul has in it; FALSE and `ret` untouched when there is none. */
gboolean greeting_korean(const char *text, struct greeting *ret);

/* Of "kim minsu", "hong gil dong" (folded words): how many words behind the family name are the given one; 0: no such
 * name. */
guint greeting_korean_given(char **folded, guint n);
