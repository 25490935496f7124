/* Reads times of day, days and weeks by their names, and spans. */
#include "triage/stated-when.h"

enum { FILLS = 3, STEPS = 16 };

static guint read_minutes(struct when_reading *reading, guint at, int *minutes, gboolean *exact)
{
  const struct stated_token *token = when_token(reading, at);
  if (token->kind == STATED_HALF) {
    *minutes += 30;
    *exact = TRUE;
    return 1;
  }
  if (token->kind != STATED_NUMBER || token->digits > 2 || token->value > 59)
    return 0;
  gboolean marked = when_is(reading, at + 1, STATED_MINUTE);
  if (!marked && (!token->glued || token->digits != 2))
    return 0;
  *minutes += token->value;
  *exact = TRUE;
  return 1 + marked;
}

static gboolean is_am(const struct when_reading *reading, guint i)
{
  const struct stated_token *token = when_token(reading, i);
  return token->kind == STATED_AM || (token->kind == STATED_FILL && token->value == STATED_MORNING);
}

/* "5pm", "17:00", "17.30 Uhr", "오후 5시 반", "17h30" */
static guint read_time_of_day(struct when_reading *reading, guint i)
{
  struct when_draft *draft = &reading->draft;
  const struct stated_token *hour = when_token(reading, i), *after = when_token(reading, i + 1),
                            *minute = when_token(reading, i + 2);
  gboolean in_words = hour->kind == STATED_ONE && after->kind == STATED_HOUR;
  if (draft->minute != WHEN_NONE || (!in_words && !when_is_short_number(reading, i)) || hour->value > 24)
    return 0;
  int minutes = hour->value * 60;
  gboolean exact = FALSE, clock = FALSE;
  guint at = i + 1;
  gboolean colon = after->kind == STATED_COLON || after->kind == STATED_DOT;
  if (colon && minute->kind == STATED_NUMBER && minute->digits == 2 && minute->glued && minute->value < 60 &&
      (after->kind == STATED_COLON || when_is(reading, i + 3, STATED_HOUR) || when_is(reading, i + 3, STATED_PM) ||
       is_am(reading, i + 3))) {
    minutes += minute->value;
    exact = clock = TRUE;
    at = i + 3;
    at += when_is(reading, at, STATED_HOUR);
  } else if (after->kind == STATED_HOUR || (after->kind == STATED_UNIT && after->value == STATED_HOUR_UNIT)) {
    clock = hour->value < 24 || after->value == 1; /* 24h is a span */
    at = i + 2;
    at += read_minutes(reading, at, &minutes, &exact);
  }
  gboolean am = is_am(reading, at), pm = when_is(reading, at, STATED_PM);
  if (!clock && !am && !pm)
    return 0;
  at += am || pm;
  if (when_is(reading, at, STATED_ZONE)) {
    draft->has_zone = TRUE;
    draft->zone = when_token(reading, at++)->value;
  }
  draft->minute = minutes;
  draft->am |= am;
  draft->pm |= pm;
  draft->guess = !exact && hour->digits < 2 && hour->value >= 1 && hour->value <= 7;
  return at - i;
}

static void set_part(struct when_draft *draft, int part)
{
  draft->part = part;
}

static guint read_modifier(struct when_reading *reading, guint i)
{
  struct when_draft *draft = &reading->draft;
  const struct stated_token *token = when_token(reading, i);
  switch (token->kind) {
  case STATED_THIS:
    draft->this_week |= token->value == 1;
    draft->shift = 0;
    return 1;
  case STATED_NEXT:
    draft->next_week |= token->value == 1;
    draft->coming = TRUE;
    draft->shift = 1;
    return 1;
  case STATED_COMING:
    draft->coming = TRUE;
    draft->shift = draft->shift == WHEN_NO_SHIFT ? 1 : draft->shift;
    return 1;
  case STATED_LAST:
    draft->last = TRUE;
    return 1;
  case STATED_END:
    draft->end = TRUE;
    return 1;
  default:
    return 0;
  }
}

/* A whole week, month or year counts as a time when this, the next or the end of it is meant. */
static guint read_unit(struct when_reading *reading, guint i)
{
  struct when_draft *draft = &reading->draft;
  const struct stated_token *token = when_token(reading, i);
  guint after = when_token(reading, i + 1)->kind;
  int unit = token->kind == STATED_MONTH_MARK  ? STATED_MONTH_UNIT
             : token->kind == STATED_YEAR_MARK ? STATED_YEAR_UNIT
                                               : token->value;
  if (token->kind != STATED_UNIT && token->kind != STATED_MONTH_MARK && token->kind != STATED_YEAR_MARK)
    return 0;
  if (draft->unit || (draft->shift == WHEN_NO_SHIFT && !draft->end && after != STATED_NEXT && after != STATED_COMING &&
                      after != STATED_LAST))
    return 0;
  if (unit == STATED_DAY_UNIT && draft->end) {
    draft->closes = TRUE;
    draft->day = draft->day == WHEN_NO_SHIFT ? draft->shift == 1 : draft->day;
    return 1;
  }
  if (unit < STATED_WEEK_UNIT || unit > STATED_YEAR_UNIT)
    return 0;
  draft->unit = unit;
  return 1;
}

/* "by Mon", "Mon 3pm", "até sexta", not "mon colis", "la segunda factura". */
static gboolean is_surely_weekday(const struct when_reading *reading, guint i)
{
  guint before = i ? when_token(reading, i - 1)->kind : STATED_WORD;
  const struct stated_token *after = when_token(reading, i + 1);
  gboolean limited = (before >= STATED_BY && before <= STATED_WITHIN && before != STATED_FOR) ||
                     before == STATED_NEXT || before == STATED_THIS;
  gboolean plea = after->kind == STATED_ASKED && after->value == STATED_PLEA;
  return limited || plea || after->kind == N_STATED_KINDS ||
         (after->kind != STATED_WORD && after->kind != STATED_EVENT && after->kind < STATED_NEED);
}

static guint read_named(struct when_reading *reading, guint i)
{
  struct when_draft *draft = &reading->draft;
  const struct stated_token *token = when_token(reading, i);
  switch (token->kind) {
  case STATED_WEEKDAY:
    if ((draft->weekday && draft->weekday != (token->value & 15)) ||
        (token->value & STATED_DOUBTFUL && !is_surely_weekday(reading, i)))
      return 0;
    draft->weekday = token->value & 15;
    return 1;
  case STATED_DAY:
    if (token->value == 1 && when_has_day(draft)) { /* heute morgen, por la mañana */
      set_part(draft, 720);
      return draft->day == 1 && draft->part == WHEN_NONE ? 0 : 1;
    }
    if (draft->day != WHEN_NO_SHIFT || (token->value < 0 && when_has_day(draft))) /* "bis Freitag hier", German */
      return 0;
    draft->day = token->value == 100 ? 0 : token->value;
    if (token->value == 100)
      set_part(draft, 1320);
    return 1;
  case STATED_PART:
    set_part(draft, token->value);
    return 1;
  case STATED_WEEKEND:
    draft->weekend = TRUE;
    draft->to_sunday = token->value == 1 || draft->end || draft->shift == 0;
    return 1;
  case STATED_CLOSE:
    if (token->value > 0) {
      draft->closes = TRUE;
      set_part(draft, token->value);
      return 1;
    }
    draft->limited = token->value < STATED_ALREADY_LIMIT;
    draft->unit = -token->value % 100;
    draft->shift = -token->value % 1000 / 100;
    draft->end = TRUE;
    return 1;
  default:
    return 0;
  }
}

static guint read_part(struct when_reading *reading, guint i)
{
  static guint (*const readers[])(struct when_reading *reading, guint i) = {
    when_read_date, read_time_of_day, when_read_short_date, read_modifier, read_unit, read_named,
  };
  for (gsize n = 0; n < G_N_ELEMENTS(readers); n++) {
    guint length = readers[n](reading, i);
    if (length)
      return length;
  }
  return 0;
}

/* "(목)" of "12월 3일(목)"; (월) and (일) are marks as well. */
static guint bracketed(const struct when_reading *reading, guint i)
{
  guint kind = when_token(reading, i + 1)->kind;
  gboolean day = kind == STATED_WORD || kind == STATED_WEEKDAY || kind == STATED_MONTH_MARK || kind == STATED_DAY_MARK;
  return when_is(reading, i, STATED_BRACKET) && day && when_is(reading, i + 2, STATED_BRACKET) ? 3 : 0;
}

static guint skip_fill(const struct when_reading *reading, guint i)
{
  guint at = i;
  at += bracketed(reading, at);
  for (guint most = at + FILLS; at < most; at++) {
    guint kind = when_token(reading, at)->kind;
    gboolean article = kind == STATED_ONE && when_token(reading, at)->value == 1 && !when_is(reading, at + 1, STATED_UNIT) &&
                       !when_is(reading, at + 1, STATED_HOUR);
    if (kind != STATED_FILL && kind != STATED_ON && kind != STATED_COMMA && kind != STATED_BRACKET &&
        kind != STATED_IN && !article)
      break;
  }
  return at;
}

guint stated_read_time(const struct stated_sentence *sentence, guint i, const struct stated_clock *clock,
                       struct stated_time *ret)
{
  struct when_reading reading = {
    .sentence = sentence,
    .clock = clock,
    .draft = { .day = WHEN_NO_SHIFT, .part = WHEN_NONE, .minute = WHEN_NONE, .year = WHEN_NONE, .shift = WHEN_NO_SHIFT },
  };
  guint last = i;
  for (guint step = 0, at = i; step < STEPS; step++) {
    const struct stated_token *before = at ? when_token(&reading, at - 1) : NULL;
    reading.article = before && (before->value & STATED_ARTICLE) &&
                      (before->kind == STATED_FILL || (before->kind >= STATED_BY && before->kind <= STATED_FOR));
    guint length = read_part(&reading, at);
    gboolean limit = !length && step && (when_is(&reading, at, STATED_BY) || when_is(&reading, at, STATED_BEFORE));
    if (limit && when_has_day(&reading.draft) && reading.draft.minute == WHEN_NONE && reading.draft.part == WHEN_NONE) {
      at = skip_fill(&reading, at + 1);
      length = read_time_of_day(&reading, at);
      if (!length && when_is(&reading, at, STATED_PART))
        length = read_named(&reading, at);
      reading.draft.limited = length > 0;
    }
    if (!length)
      break;
    last = at + length;
    at = skip_fill(&reading, last);
  }
  if (last == i || (!when_has_day(&reading.draft) && reading.draft.minute == WHEN_NONE && reading.draft.part == WHEN_NONE))
    return 0;
  guint named = bracketed(&reading, last);
  last += named ? named : (guint)when_is(&reading, last, STATED_BRACKET);
  when_resolve(&reading.draft, clock, ret);
  ret->limited = reading.draft.limited;
  return last - i;
}

guint stated_read_span(const struct stated_sentence *sentence, guint i, gboolean or_one, const struct stated_clock *clock,
                       struct stated_time *ret)
{
  struct when_reading reading = { sentence, clock, { 0 }, FALSE };
  const struct stated_token *number = when_token(&reading, i);
  gboolean counted = (number->kind == STATED_NUMBER && number->digits <= 3) || number->kind == STATED_ONE;
  int n = counted ? number->value : 1;
  guint at = i + counted;
  at += when_is(&reading, at, STATED_NEXT); /* "24 prochaines heures" */
  const struct stated_token *unit = when_token(&reading, at);
  static const guint8 marks[N_STATED_KINDS] = { [STATED_DAY_MARK] = STATED_DAY_UNIT, [STATED_HOUR] = STATED_HOUR_UNIT,
                                                [STATED_MINUTE] = STATED_MINUTE_UNIT };
  int kind = unit->kind == STATED_UNIT ? unit->value & 15 : unit->kind < N_STATED_KINDS ? marks[unit->kind] : 0;
  int built_in = unit->kind == STATED_UNIT ? unit->value >> 4 : 0;
  if (!kind || (!counted && !or_one && !built_in) || n < 1 || n > 400 || (unit->kind != STATED_UNIT && !counted))
    return 0;
  when_resolve_span(built_in ? built_in : n, kind, clock, ret);
  return at + 1 - i;
}
