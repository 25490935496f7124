/* A day in the week is the next such day, today's too; "next Friday" in English and Chinese is that of next week. A day ends
 * at midnight, the morning at 12, the afternoon and business at 18, the evening at 22; a week, for who waits for an answer,
 * with Friday, or with Sunday when it is the weekend already. An hour from 1 to 7 without morning or minutes is one of the
 * afternoon. */
#include "triage/stated-private.h"

#include "base/clock.h"

enum { DAY_MINUTES = 1440, NONE = -1, NO_SHIFT = -100, FILLS = 3, STEPS = 16 };

/* What has been read of a time. */
struct draft {
  int weekday, day, part, minute, year, month, month_day, zone;
  int unit, shift; /* of a whole week, month, year */
  gboolean end, guess, weekend, to_sunday, has_zone, this_week, next_week, coming, last, am, pm, closes, limited;
};

struct reading {
  const struct stated_sentence *sentence;
  const struct stated_clock *clock;
  struct draft draft;
  gboolean article; /* "the 3", "le 3" */
};

static const struct stated_token *token_at(const struct reading *reading, guint i)
{
  static const struct stated_token none = { .kind = N_STATED_KINDS };
  return i < reading->sentence->n ? &reading->sentence->tokens[i] : &none;
}

static gboolean is(const struct reading *reading, guint i, enum stated_kind kind)
{
  return token_at(reading, i)->kind == kind;
}

static gboolean is_short_number(const struct reading *reading, guint i)
{
  const struct stated_token *token = token_at(reading, i);
  return token->kind == STATED_NUMBER && token->digits <= 2;
}

static gboolean is_year(const struct reading *reading, guint i)
{
  const struct stated_token *token = token_at(reading, i);
  return token->kind == STATED_NUMBER && token->digits == 4 && token->value >= 1990 && token->value < 2200;
}

static gboolean set_date(struct draft *draft, int year, int month, int day)
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
static guint read_year_first(struct reading *reading, guint i)
{
  guint kind = token_at(reading, i + 1)->kind;
  if (!is_year(reading, i) || (kind != STATED_DASH && kind != STATED_DOT && kind != STATED_SLASH) ||
      !is_short_number(reading, i + 2) || !is(reading, i + 3, kind) || !is_short_number(reading, i + 4) ||
      !set_date(&reading->draft, token_at(reading, i)->value, token_at(reading, i + 2)->value,
                token_at(reading, i + 4)->value))
    return 0;
  return 5 + (kind == STATED_DOT && is(reading, i + 5, STATED_DOT));
}

/* "2026년 12월 3일", "12月3号"; "12월 말" */
static guint read_eastern(struct reading *reading, guint i)
{
  guint at = i;
  int year = NONE;
  if (is_year(reading, at) && is(reading, at + 1, STATED_YEAR_MARK)) {
    year = token_at(reading, at)->value;
    at += 2;
  }
  if (!is_short_number(reading, at) || !is(reading, at + 1, STATED_MONTH_MARK))
    return 0;
  int month = token_at(reading, at)->value;
  if (is(reading, at + 2, STATED_END) && month >= 1 && month <= 12 && !reading->draft.month) {
    reading->draft.year = year;
    reading->draft.month = month;
    return at + 2 - i; /* END is read next */
  }
  if (!is_short_number(reading, at + 2) || !set_date(&reading->draft, year, month, token_at(reading, at + 2)->value))
    return 0;
  return at + 3 + is(reading, at + 3, STATED_DAY_MARK) - i;
}

static int optional_year(const struct reading *reading, guint *at)
{
  guint from = *at;
  while (from < *at + 2 &&
         (is(reading, from, STATED_FILL) || is(reading, from, STATED_COMMA) || is(reading, from, STATED_DOT)))
    from++;
  if (!is_year(reading, from))
    return NONE;
  *at = from + 1;
  return token_at(reading, from)->value;
}

/* "3 December 2026", "3. Dezember", "3 de diciembre de 2026" */
static guint read_day_month(struct reading *reading, guint i)
{
  if (!is_short_number(reading, i))
    return 0;
  guint at = i + 1;
  while (at < i + 3 && (is(reading, at, STATED_FILL) || is(reading, at, STATED_DOT)))
    at++;
  if (!is(reading, at, STATED_MONTH))
    return 0;
  int month = token_at(reading, at++)->value;
  at += is(reading, at, STATED_DOT) && token_at(reading, at)->glued;
  int year = optional_year(reading, &at);
  return set_date(&reading->draft, year, month, token_at(reading, i)->value) ? at - i : 0;
}

/* "December 3rd, 2026"; "the end of December" has no day. */
static guint read_month_day(struct reading *reading, guint i)
{
  if (!is(reading, i, STATED_MONTH))
    return 0;
  int month = token_at(reading, i)->value;
  guint at = i + 1;
  at += is(reading, at, STATED_DOT);
  at += is(reading, at, STATED_FILL);
  if (is_short_number(reading, at) && !is(reading, at + 1, STATED_COLON) && !is(reading, at + 1, STATED_PM)) {
    int day = token_at(reading, at++)->value;
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
static guint read_numeric(struct reading *reading, guint i)
{
  guint kind = token_at(reading, i + 1)->kind;
  if (!is_short_number(reading, i) || (kind != STATED_DOT && kind != STATED_SLASH && kind != STATED_DASH) ||
      !token_at(reading, i + 1)->glued || !is_short_number(reading, i + 2) || is(reading, i + 3, STATED_HOUR))
    return 0;
  int first = token_at(reading, i)->value, second = token_at(reading, i + 2)->value, year = NONE;
  guint at = i + 3;
  if (is(reading, at, kind) && token_at(reading, at)->glued) {
    const struct stated_token *last = token_at(reading, at + 1);
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
static guint read_month_day_alone(struct reading *reading, guint i)
{
  struct draft *draft = &reading->draft;
  gboolean day_before = is(reading, i, STATED_UNIT) && token_at(reading, i)->value == STATED_DAY_UNIT;
  guint at = i + day_before;
  const struct stated_token *number = token_at(reading, at), *after = token_at(reading, at + 1);
  if (!is_short_number(reading, at) || number->value < 1 || number->value > 31 || draft->month || draft->month_day)
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

static guint read_minutes(struct reading *reading, guint at, int *minutes, gboolean *exact)
{
  const struct stated_token *token = token_at(reading, at);
  if (token->kind == STATED_HALF) {
    *minutes += 30;
    *exact = TRUE;
    return 1;
  }
  if (token->kind != STATED_NUMBER || token->digits > 2 || token->value > 59)
    return 0;
  gboolean marked = is(reading, at + 1, STATED_MINUTE);
  if (!marked && (!token->glued || token->digits != 2))
    return 0;
  *minutes += token->value;
  *exact = TRUE;
  return 1 + marked;
}

static gboolean is_am(const struct reading *reading, guint i)
{
  const struct stated_token *token = token_at(reading, i);
  return token->kind == STATED_AM || (token->kind == STATED_FILL && token->value == STATED_MORNING);
}

/* "5pm", "17:00", "17.30 Uhr", "오후 5시 반", "17h30" */
static guint read_time_of_day(struct reading *reading, guint i)
{
  struct draft *draft = &reading->draft;
  const struct stated_token *hour = token_at(reading, i), *after = token_at(reading, i + 1),
                            *minute = token_at(reading, i + 2);
  gboolean in_words = hour->kind == STATED_ONE && after->kind == STATED_HOUR;
  if (draft->minute != NONE || (!in_words && !is_short_number(reading, i)) || hour->value > 24)
    return 0;
  int minutes = hour->value * 60;
  gboolean exact = FALSE, clock = FALSE;
  guint at = i + 1;
  gboolean colon = after->kind == STATED_COLON || after->kind == STATED_DOT;
  if (colon && minute->kind == STATED_NUMBER && minute->digits == 2 && minute->glued && minute->value < 60 &&
      (after->kind == STATED_COLON || is(reading, i + 3, STATED_HOUR) || is(reading, i + 3, STATED_PM) ||
       is_am(reading, i + 3))) {
    minutes += minute->value;
    exact = clock = TRUE;
    at = i + 3;
    at += is(reading, at, STATED_HOUR);
  } else if (after->kind == STATED_HOUR || (after->kind == STATED_UNIT && after->value == STATED_HOUR_UNIT)) {
    clock = hour->value < 24 || after->value == 1; /* 24h is a span */
    at = i + 2;
    at += read_minutes(reading, at, &minutes, &exact);
  }
  gboolean am = is_am(reading, at), pm = is(reading, at, STATED_PM);
  if (!clock && !am && !pm)
    return 0;
  at += am || pm;
  if (is(reading, at, STATED_ZONE)) {
    draft->has_zone = TRUE;
    draft->zone = token_at(reading, at++)->value;
  }
  draft->minute = minutes;
  draft->am |= am;
  draft->pm |= pm;
  draft->guess = !exact && hour->digits < 2 && hour->value >= 1 && hour->value <= 7;
  return at - i;
}

static gboolean has_day(const struct draft *draft)
{
  return draft->weekday || draft->day != NO_SHIFT || draft->month_day || draft->month || draft->unit || draft->weekend;
}

static void set_part(struct draft *draft, int part)
{
  draft->part = part;
}

static guint read_modifier(struct reading *reading, guint i)
{
  struct draft *draft = &reading->draft;
  const struct stated_token *token = token_at(reading, i);
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
    draft->shift = draft->shift == NO_SHIFT ? 1 : draft->shift;
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
static guint read_unit(struct reading *reading, guint i)
{
  struct draft *draft = &reading->draft;
  const struct stated_token *token = token_at(reading, i);
  guint after = token_at(reading, i + 1)->kind;
  int unit = token->kind == STATED_MONTH_MARK  ? STATED_MONTH_UNIT
             : token->kind == STATED_YEAR_MARK ? STATED_YEAR_UNIT
                                               : token->value;
  if (token->kind != STATED_UNIT && token->kind != STATED_MONTH_MARK && token->kind != STATED_YEAR_MARK)
    return 0;
  if (draft->unit || (draft->shift == NO_SHIFT && !draft->end && after != STATED_NEXT && after != STATED_COMING &&
                      after != STATED_LAST))
    return 0;
  if (unit == STATED_DAY_UNIT && draft->end) {
    draft->closes = TRUE;
    draft->day = draft->day == NO_SHIFT ? draft->shift == 1 : draft->day;
    return 1;
  }
  if (unit < STATED_WEEK_UNIT || unit > STATED_YEAR_UNIT)
    return 0;
  draft->unit = unit;
  return 1;
}

/* "by Mon", "Mon 3pm", "até sexta", not "mon colis", "la segunda factura". */
static gboolean is_surely_weekday(const struct reading *reading, guint i)
{
  guint before = i ? token_at(reading, i - 1)->kind : STATED_WORD;
  const struct stated_token *after = token_at(reading, i + 1);
  gboolean limited = (before >= STATED_BY && before <= STATED_WITHIN && before != STATED_FOR) ||
                     before == STATED_NEXT || before == STATED_THIS;
  gboolean plea = after->kind == STATED_ASKED && after->value == STATED_PLEA;
  return limited || plea || after->kind == N_STATED_KINDS ||
         (after->kind != STATED_WORD && after->kind != STATED_EVENT && after->kind < STATED_NEED);
}

static guint read_named(struct reading *reading, guint i)
{
  struct draft *draft = &reading->draft;
  const struct stated_token *token = token_at(reading, i);
  switch (token->kind) {
  case STATED_WEEKDAY:
    if ((draft->weekday && draft->weekday != (token->value & 15)) ||
        (token->value & STATED_DOUBTFUL && !is_surely_weekday(reading, i)))
      return 0;
    draft->weekday = token->value & 15;
    return 1;
  case STATED_DAY:
    if (token->value == 1 && has_day(draft)) { /* heute morgen, por la mañana */
      set_part(draft, 720);
      return draft->day == 1 && draft->part == NONE ? 0 : 1;
    }
    if (draft->day != NO_SHIFT || (token->value < 0 && has_day(draft))) /* "bis Freitag hier", German */
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

static guint read_part(struct reading *reading, guint i)
{
  static guint (*const readers[])(struct reading *reading, guint i) = {
    read_year_first, read_eastern, read_day_month, read_month_day, read_time_of_day, read_numeric, read_month_day_alone,
    read_modifier,   read_unit,    read_named,
  };
  for (gsize n = 0; n < G_N_ELEMENTS(readers); n++) {
    guint length = readers[n](reading, i);
    if (length)
      return length;
  }
  return 0;
}

/* "(목)" of "12월 3일(목)"; (월) and (일) are marks as well. */
static guint bracketed(const struct reading *reading, guint i)
{
  guint kind = token_at(reading, i + 1)->kind;
  gboolean day = kind == STATED_WORD || kind == STATED_WEEKDAY || kind == STATED_MONTH_MARK || kind == STATED_DAY_MARK;
  return is(reading, i, STATED_BRACKET) && day && is(reading, i + 2, STATED_BRACKET) ? 3 : 0;
}

static guint skip_fill(const struct reading *reading, guint i)
{
  guint at = i;
  at += bracketed(reading, at);
  for (guint most = at + FILLS; at < most; at++) {
    guint kind = token_at(reading, at)->kind;
    gboolean article = kind == STATED_ONE && token_at(reading, at)->value == 1 && !is(reading, at + 1, STATED_UNIT) &&
                       !is(reading, at + 1, STATED_HOUR);
    if (kind != STATED_FILL && kind != STATED_ON && kind != STATED_COMMA && kind != STATED_BRACKET &&
        kind != STATED_IN && !article)
      break;
  }
  return at;
}

static guint32 julian_of(int year, int month, int day)
{
  GDate date;
  g_date_clear(&date, 1);
  if (!g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    day--; /* 29 February */
  g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  return g_date_get_julian(&date);
}

static guint32 today_of(const struct stated_clock *clock)
{
  int year, month, day;
  g_date_time_get_ymd(clock->now, &year, &month, &day);
  return julian_of(year, month, day);
}

static guint32 month_end(int year, int month)
{
  year += (month - 1) / 12;
  month = (month - 1) % 12 + 1;
  return julian_of(year, month, g_date_get_days_in_month((GDateMonth)month, (GDateYear)year));
}

static gint64 instant(guint32 julian, int minutes, GTimeZone *zone)
{
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_julian(&date, julian + (guint)(minutes / DAY_MINUTES));
  minutes %= DAY_MINUTES;
  g_autoptr(GDateTime) at = g_date_time_new(zone, g_date_get_year(&date), (int)g_date_get_month(&date),
                                            g_date_get_day(&date), minutes / 60, minutes % 60, 0);
  return at ? g_date_time_to_unix(at) : CLOCK_NONE;
}

/* A day and a month without a year are the next such day, but just gone by for three months after. */
static guint32 date_of(const struct draft *draft, guint32 today, int this_year)
{
  if (draft->year > 0)
    return julian_of(draft->year, draft->month, draft->month_day);
  guint32 date = julian_of(this_year, draft->month, draft->month_day);
  if (date + 90 < today)
    return julian_of(this_year + 1, draft->month, draft->month_day);
  return date > today + 270 ? julian_of(this_year - 1, draft->month, draft->month_day) : date;
}

struct days {
  guint32 first, last;
};

static struct days week_of(guint32 today, int weekday, int shift)
{
  guint32 monday = today - (guint)(weekday - 1) + 7 * (guint)MAX(shift, 0);
  return (struct days){ monday, monday + (shift <= 0 && weekday > 5 ? 6 : 4) };
}

static struct days unit_of(const struct draft *draft, guint32 today, int weekday, int year, int month)
{
  int shift = draft->shift == NO_SHIFT ? 0 : draft->shift;
  if (draft->unit == STATED_WEEK_UNIT)
    return week_of(today, weekday, shift);
  if (draft->unit == STATED_YEAR_UNIT)
    return (struct days){ julian_of(year + shift, 1, 1), julian_of(year + shift, 12, 31) };
  guint32 last = month_end(year, month + shift);
  return (struct days){ month_end(year, month + shift - 1 + (month + shift == 1 ? 12 : 0)) + 1, last };
}

static guint32 weekday_of(const struct draft *draft, guint32 today, int weekday)
{
  gboolean in_week = draft->unit == STATED_WEEK_UNIT || draft->this_week || draft->next_week;
  if (in_week) {
    int shift = draft->unit == STATED_WEEK_UNIT && draft->shift != NO_SHIFT ? draft->shift : draft->next_week;
    return today - (guint)(weekday - 1) + 7 * (guint)shift + (guint)(draft->weekday - 1);
  }
  guint ahead = (guint)(draft->weekday - weekday + 7) % 7;
  return today + (ahead || !draft->coming ? ahead : 7);
}

static struct days days_of(const struct draft *draft, const struct stated_clock *clock)
{
  int year, month, day, weekday = g_date_time_get_day_of_week(clock->now);
  g_date_time_get_ymd(clock->now, &year, &month, &day);
  guint32 today = today_of(clock), date = today;
  if (draft->month && draft->month_day) {
    date = date_of(draft, today, year);
  } else if (draft->month) {
    int in = draft->year > 0 ? draft->year : draft->month < month ? year + 1 : year;
    return (struct days){ julian_of(in, draft->month, 1), month_end(in, draft->month) };
  } else if (draft->month_day) {
    int ahead = draft->month_day < day || (draft->unit == STATED_MONTH_UNIT && draft->shift == 1);
    int in = (month - 1 + ahead) % 12 + 1, of = year + (month - 1 + ahead) / 12;
    date = julian_of(of, in, MIN(draft->month_day, g_date_get_days_in_month((GDateMonth)in, (GDateYear)of)));
  } else if (draft->weekday) {
    date = weekday_of(draft, today, weekday);
  } else if (draft->weekend) {
    guint32 friday = week_of(today, weekday, draft->shift == 1 && draft->coming).first + 4;
    return (struct days){ friday + 1, draft->to_sunday ? friday + 2 : friday };
  } else if (draft->day != NO_SHIFT) {
    date = today + (guint)draft->day;
  } else if (draft->unit) {
    return unit_of(draft, today, weekday, year, month);
  }
  return (struct days){ date, date };
}

/* Minutes of the day; NONE: the whole day. */
static int minutes_of(const struct draft *draft)
{
  if (draft->minute == NONE)
    return draft->part;
  int minutes = draft->minute;
  gboolean noon = minutes / 60 == 12;
  if (draft->am || (draft->part == 720 && noon))
    return noon && draft->am ? minutes - 720 : minutes;
  if (draft->pm || draft->part > 720 || draft->guess) {
    gboolean morning = draft->part == 720;
    return minutes < 720 && !morning ? minutes + 720 : minutes;
  }
  return minutes;
}

static void resolve(const struct draft *draft, const struct stated_clock *clock, struct stated_time *ret)
{
  g_autoptr(GTimeZone) said = draft->has_zone ? g_time_zone_new_offset(draft->zone * 60) : NULL;
  GTimeZone *zone = said ? said : clock->zone;
  struct days days = days_of(draft, clock);
  int minutes = minutes_of(draft);
  *ret = (struct stated_time){ .has_time = draft->minute != NONE || (minutes != NONE && !draft->closes),
                               .has_day = has_day(draft),
                               .bare_day = draft->day != NO_SHIFT || draft->closes,
                               .is_end = draft->end || draft->closes };
  if (draft->last || (draft->day < 0 && draft->day != NO_SHIFT)) {
    ret->begin = ret->end = CLOCK_NONE;
    return;
  }
  ret->end = instant(days.last, minutes == NONE ? DAY_MINUTES : minutes, zone);
  ret->begin = minutes == NONE ? instant(days.first, 0, zone) : ret->end;
  if (!ret->has_day && ret->end <= clock->arrival) { /* today's has gone by */
    if (minutes < 720 && draft->minute != NONE && !draft->am)
      ret->end = instant(days.last, minutes + 720, zone);
    if (ret->end <= clock->arrival && !draft->closes)
      ret->end = instant(days.last + 1, minutes, zone);
    ret->begin = ret->end;
  }
  if (ret->end <= clock->arrival)
    ret->begin = ret->end = CLOCK_NONE;
}

guint stated_read_time(const struct stated_sentence *sentence, guint i, const struct stated_clock *clock,
                       struct stated_time *ret)
{
  struct reading reading = {
    sentence, clock, { .day = NO_SHIFT, .part = NONE, .minute = NONE, .year = NONE, .shift = NO_SHIFT }, FALSE
  };
  guint last = i;
  for (guint step = 0, at = i; step < STEPS; step++) {
    const struct stated_token *before = at ? token_at(&reading, at - 1) : NULL;
    reading.article = before && (before->value & STATED_ARTICLE) &&
                      (before->kind == STATED_FILL || (before->kind >= STATED_BY && before->kind <= STATED_FOR));
    guint length = read_part(&reading, at);
    gboolean limit = !length && step && (is(&reading, at, STATED_BY) || is(&reading, at, STATED_BEFORE));
    if (limit && has_day(&reading.draft) && reading.draft.minute == NONE && reading.draft.part == NONE) {
      at = skip_fill(&reading, at + 1);
      length = read_time_of_day(&reading, at);
      if (!length && is(&reading, at, STATED_PART))
        length = read_named(&reading, at);
      reading.draft.limited = length > 0;
    }
    if (!length)
      break;
    last = at + length;
    at = skip_fill(&reading, last);
  }
  if (last == i || (!has_day(&reading.draft) && reading.draft.minute == NONE && reading.draft.part == NONE))
    return 0;
  guint named = bracketed(&reading, last);
  last += named ? named : (guint)is(&reading, last, STATED_BRACKET);
  resolve(&reading.draft, clock, ret);
  ret->limited = reading.draft.limited;
  return last - i;
}

static guint32 add_workdays(guint32 day, int weekday, int n)
{
  for (; n > 0; n--)
    do {
      day++;
      weekday = weekday % 7 + 1;
    } while (weekday > 5);
  return day;
}

/* Hours count from the mail, days end with the last of them. */
static void resolve_span(int n, int unit, const struct stated_clock *clock, struct stated_time *ret)
{
  static const int lengths[] = { [STATED_MINUTE_UNIT] = 60, [STATED_HOUR_UNIT] = 3600 };
  *ret = (struct stated_time){ .has_day = TRUE, .has_time = unit <= STATED_HOUR_UNIT };
  guint32 today = today_of(clock);
  if (unit <= STATED_HOUR_UNIT) {
    ret->end = clock->arrival + (gint64)n * lengths[unit];
  } else if (unit == STATED_WORKDAY_UNIT) {
    ret->end = instant(add_workdays(today, g_date_time_get_day_of_week(clock->now), n), DAY_MINUTES, clock->zone);
  } else if (unit == STATED_DAY_UNIT || unit == STATED_WEEK_UNIT) {
    ret->end = instant(today + (guint)n * (unit == STATED_WEEK_UNIT ? 7 : 1), DAY_MINUTES, clock->zone);
  } else {
    g_autoptr(GDateTime) then = g_date_time_add_months(clock->now, unit == STATED_MONTH_UNIT ? n : 12 * n);
    int year, month, day;
    g_date_time_get_ymd(then, &year, &month, &day);
    ret->end = instant(julian_of(year, month, day), DAY_MINUTES, clock->zone);
  }
  ret->begin = ret->end;
}

guint stated_read_span(const struct stated_sentence *sentence, guint i, gboolean or_one, const struct stated_clock *clock,
                       struct stated_time *ret)
{
  struct reading reading = { sentence, clock, { 0 }, FALSE };
  const struct stated_token *number = token_at(&reading, i);
  gboolean counted = (number->kind == STATED_NUMBER && number->digits <= 3) || number->kind == STATED_ONE;
  int n = counted ? number->value : 1;
  guint at = i + counted;
  at += is(&reading, at, STATED_NEXT); /* "24 prochaines heures" */
  const struct stated_token *unit = token_at(&reading, at);
  static const guint8 marks[N_STATED_KINDS] = { [STATED_DAY_MARK] = STATED_DAY_UNIT, [STATED_HOUR] = STATED_HOUR_UNIT,
                                                [STATED_MINUTE] = STATED_MINUTE_UNIT };
  int kind = unit->kind == STATED_UNIT ? unit->value & 15 : unit->kind < N_STATED_KINDS ? marks[unit->kind] : 0;
  int built_in = unit->kind == STATED_UNIT ? unit->value >> 4 : 0;
  if (!kind || (!counted && !or_one && !built_in) || n < 1 || n > 400 || (unit->kind != STATED_UNIT && !counted))
    return 0;
  resolve_span(built_in ? built_in : n, kind, clock, ret);
  return at + 1 - i;
}
