/* What triage needs of words beyond words.h: where a match stands, to look at what is around it. */
#pragma once
#include "triage/words.h"

struct folded;

struct words_span {
  gsize start, end; /* bytes of words_text_folded()->text */
};

/* The first match at or after `from`. */
gboolean words_find_from(const struct words_pattern *pattern, const struct words_text *text, gsize from,
                         struct words_span *ret);
const struct folded *words_text_folded(const struct words_text *text);
