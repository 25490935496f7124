/* The forms of dates: "3 December 2026", "12월 3일", "3.12.", "the 3rd". */
#include "triage/stated-when.h"

static gboolean is_year(const struct when_reading *reading, guint i)
{
  const struct stated_token *token = when_token(reading, i);
  return token->kind == STATED_NUMBER && token->digits == 4 && token->value >= 1990 && token->value < 2200;
}

static gboolean set_date(struct when_draft *draft, int year, int month, int day)
{
  if (year >= 0 && year < 100)
    year += 2000;
  if (draft->month || draft->month_day || day < 1 || day > 31 || month < 1 || month > 12 ||
      !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)(year > 0 ? year : 2024)))
    return FALSE;
  draft->year = year;
  draft->month = month;
  draft->month_day = day;
  return TRUE;
}

/* "2026-12-03", "2026. 12. 3." */
static guint read_year_first(struct when_reading *reading, guint i)
{
  guint kind = when_token(reading, i + 1)->kind;
  if (!is_year(reading, i) || (kind != STATED_DASH && kind != STATED_DOT && kind != STATED_SLASH) ||
      !when_is_short_number(reading, i + 2) || !when_is(reading, i + 3, kind) || !when_is_short_number(reading, i + 4) ||
      !set_date(&reading->draft, when_token(reading, i)->value, when_token(reading, i + 2)->value,
                when_token(reading, i + 4)->value))
    return 0;
  return 5 + (kind == STATED_DOT && when_is(reading, i + 5, STATED_DOT));
}

/* "2026년 12월 3일", "12月3号"; "12월 말" */
static guint read_eastern(struct when_reading *reading, guint i)
{
  guint at = i;
  int year = WHEN_NONE;
  if (is_year(reading, at) && when_is(reading, at + 1, STATED_YEAR_MARK)) {
    year = when_token(reading, at)->value;
    at += 2;
  }
  if (!when_is_short_number(reading, at) || !when_is(reading, at + 1, STATED_MONTH_MARK))
    return 0;
  int month = when_token(reading, at)->value;
  if (when_is(reading, at + 2, STATED_END) && month >= 1 && month <= 12 && !reading->draft.month) {
    reading->draft.year = year;
    reading->draft.month = month;
    return at + 2 - i; /* END is read next */
  }
  if (!when_is_short_number(reading, at + 2) || !set_date(&reading->draft, year, month, when_token(reading, at + 2)->value))
    return 0;
  return at + 3 + when_is(reading, at + 3, STATED_DAY_MARK) - i;
}

static int optional_year(const struct when_reading *reading, guint *at)
{
  guint from = *at;
  while (from < *at + 2 &&
         (when_is(reading, from, STATED_FILL) || when_is(reading, from, STATED_COMMA) || when_is(reading, from, STATED_DOT)))
    from++;
  if (!is_year(reading, from))
    return WHEN_NONE;
  *at = from + 1;
  return when_token(reading, from)->value;
}

/* "3 December 2026", "3. Dezember", "3 de diciembre de 2026" */
static guint read_day_month(struct when_reading *reading, guint i)
{
  if (!when_is_short_number(reading, i))
    return 0;
  guint at = i + 1;
  while (at < i + 3 && (when_is(reading, at, STATED_FILL) || when_is(reading, at, STATED_DOT)))
    at++;
  if (!when_is(reading, at, STATED_MONTH))
    return 0;
  int month = when_token(reading, at++)->value;
  at += when_is(reading, at, STATED_DOT) && when_token(reading, at)->glued;
  int year = optional_year(reading, &at);
  return set_date(&reading->draft, year, month, when_token(reading, i)->value) ? at - i : 0;
}

/* "December 3rd, 2026"; "the end of December" has no day. */
static guint read_month_day(struct when_reading *reading, guint i)
{
  if (!when_is(reading, i, STATED_MONTH))
    return 0;
  int month = when_token(reading, i)->value;
  guint at = i + 1;
  at += when_is(reading, at, STATED_DOT);
  at += when_is(reading, at, STATED_FILL);
  if (when_is_short_number(reading, at) && !when_is(reading, at + 1, STATED_COLON) && !when_is(reading, at + 1, STATED_PM)) {
    int day = when_token(reading, at++)->value;
    int year = optional_year(reading, &at);
    return set_date(&reading->draft, year, month, day) ? at - i : 0;
  }
  if (!reading->draft.end || reading->draft.month)
    return 0;
  at = i + 1;
  reading->draft.year = optional_year(reading, &at);
  reading->draft.month = month;
  return at - i;
}

/* "3.12.", "03/04", "3.12.2026" */
static guint read_numeric(struct when_reading *reading, guint i)
{
  guint kind = when_token(reading, i + 1)->kind;
  if (!when_is_short_number(reading, i) || (kind != STATED_DOT && kind != STATED_SLASH && kind != STATED_DASH) ||
      !when_token(reading, i + 1)->glued || !when_is_short_number(reading, i + 2) || when_is(reading, i + 3, STATED_HOUR))
    return 0;
  int first = when_token(reading, i)->value, second = when_token(reading, i + 2)->value, year = WHEN_NONE;
  guint at = i + 3;
  if (when_is(reading, at, kind) && when_token(reading, at)->glued) {
    const struct stated_token *last = when_token(reading, at + 1);
    gboolean has = last->kind == STATED_NUMBER && (last->digits == 4 || (last->digits == 2 && last->glued));
    if (has)
      year = last->value;
    at += has ? 2 : kind == STATED_DOT;
  }
  if (kind == STATED_DASH && year < 100)
    return 0;
  gboolean swap = kind == STATED_SLASH ? reading->clock->month_first : reading->clock->month_first && !(at > i + 3);
  if ((swap && first > 12) || (!swap && second > 12))
    swap = !swap;
  return set_date(&reading->draft, year, swap ? first : second, swap ? second : first) ? at - i : 0;
}

/* A day of this month or the next: "the 3rd", "3일", "zum 3.", "dia 3" */
static guint read_month_day_alone(struct when_reading *reading, guint i)
{
  struct when_draft *draft = &reading->draft;
  gboolean day_before = when_is(reading, i, STATED_UNIT) && when_token(reading, i)->value == STATED_DAY_UNIT;
  guint at = i + day_before;
  const struct stated_token *number = when_token(reading, at), *after = when_token(reading, at + 1);
  if (!when_is_short_number(reading, at) || number->value < 1 || number->value > 31 || draft->month || draft->month_day)
    return 0;
  gboolean marked = after->kind == STATED_DAY_MARK && after->glued;
  gboolean dot = after->kind == STATED_DOT && after->glued;
  gboolean bare = reading->article && after->kind != STATED_UNIT && after->kind != STATED_HOUR &&
                  after->kind != STATED_COLON && after->kind != STATED_PM && after->kind != STATED_AM &&
                  after->kind != STATED_SLASH && after->kind != STATED_DASH &&
                  !(after->kind == STATED_WORD && after->glued);
  if (!marked && !number->ordinal && !day_before && !bare)
    return 0;
  draft->month_day = number->value;
  return 1 + day_before + (marked || (bare && dot));
}

guint when_read_date(struct when_reading *reading, guint i)
{
  guint length = read_year_first(reading, i);
  length = length ? length : read_eastern(reading, i);
  length = length ? length : read_day_month(reading, i);
  return length ? length : read_month_day(reading, i);
}

guint when_read_short_date(struct when_reading *reading, guint i)
{
  guint length = read_numeric(reading, i);
  return length ? length : read_month_day_alone(reading, i);
}
