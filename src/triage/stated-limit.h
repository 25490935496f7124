/* Whether a time in a sentence is a limit. */
#pragma once
#include "triage/stated-private.h"

/* A time, and what may make it a limit. */
struct limit_candidate {
  enum stated_kind kind;    /* what makes it a limit; STATED_WORD: nothing but the day itself */
  gboolean span;
  guint first, begin, last; /* tokens: of its limit, of its time, past its end */
  int value;                /* of the limit's word */
  struct stated_time time;
};

/* Reads the time or limit that begins with token `i`. FALSE: none does. */
gboolean limit_read(const struct stated_sentence *sentence, guint i, const struct stated_clock *clock,
                    struct limit_candidate *ret);

/* "from Monday": of a candidate without a limit of its own, whether it begins a range, of which what follows is the end. */
gboolean limit_starts_range(const struct stated_sentence *sentence, const struct limit_candidate *candidate);

/* `range`: past the last token of what began a range; 0: nothing did. */
gboolean limit_is_stated(const struct stated_sentence *sentence, const struct limit_candidate *candidate, guint range);

/* UTC; "before Friday" ends when Friday begins. */
gint64 limit_end(const struct limit_candidate *candidate, const struct stated_clock *clock);
