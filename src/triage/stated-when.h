/* What stated-when.c has read of a time, with stated-date.c for dates; stated-resolve.c makes instants of it. */
#pragma once
#include "triage/stated-private.h"

enum { WHEN_NONE = -1, WHEN_NO_SHIFT = -100 };

struct when_draft {
  int weekday, day, part, minute, year, month, month_day, zone;
  int unit, shift; /* of a whole week, month, year */
  gboolean end, guess, weekend, to_sunday, has_zone, this_week, next_week, coming, last, am, pm, closes, limited;
};

struct when_reading {
  const struct stated_sentence *sentence;
  const struct stated_clock *clock;
  struct when_draft draft;
  gboolean article; /* "the 3", "le 3" */
};

static inline const struct stated_token *when_token(const struct when_reading *reading, guint i)
{
  return stated_nth(reading->sentence, i);
}

static inline gboolean when_is(const struct when_reading *reading, guint i, enum stated_kind kind)
{
  return when_token(reading, i)->kind == kind;
}

static inline gboolean when_is_short_number(const struct when_reading *reading, guint i)
{
  const struct stated_token *token = when_token(reading, i);
  return token->kind == STATED_NUMBER && token->digits <= 2;
}

static inline gboolean when_has_day(const struct when_draft *draft)
{
  return draft->weekday || draft->day != WHEN_NO_SHIFT || draft->month_day || draft->month || draft->unit || draft->weekend;
}

/* A date that begins with token `i`, into the draft; its number of tokens, 0: none begins here. */
guint when_read_date(struct when_reading *reading, guint i);

/* The same for forms that a time of day may have as well, which is to be tried first: "3.12.", "the 3rd". */
guint when_read_short_date(struct when_reading *reading, guint i);

void when_resolve(const struct when_draft *draft, const struct stated_clock *clock, struct stated_time *ret);

/* `unit`: STATED_MINUTE_UNIT and the others. */
void when_resolve_span(int n, int unit, const struct stated_clock *clock, struct stated_time *ret);
