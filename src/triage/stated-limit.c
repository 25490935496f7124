/* Judges what the words around a time make of it: a limit, a fact, a promise, opening hours. */
#include "triage/stated-limit.h"

#include "base/clock.h"

enum { SHORT_SENTENCE = 8, NEAR_EVENT = 7, COMMA_APART = 4, FAR = 40, NEAR_START = 3, NEAR_CLOSE = 8 };

struct stance {
  enum stated_kind kind; /* STATED_WORD: none */
  guint distance;
};

static gboolean has_if_before(const struct stated_sentence *sentence, guint i)
{
  while (i-- > 0)
    if (sentence->tokens[i].kind == STATED_IF)
      return TRUE;
  return FALSE;
}

/* What a token says of a time `distance` tokens away; "not" reaches only its neighbours, and "if I do not hear from you"
 * denies nothing. */
static enum stated_kind stance_of(const struct stated_sentence *sentence, guint i, guint distance, guint reach)
{
  enum stated_kind kind = sentence->tokens[i].kind;
  if (kind < STATED_NEED || (kind == STATED_NOT && distance > reach))
    return STATED_WORD;
  return kind == STATED_NOT && has_if_before(sentence, i) ? STATED_ASKED : kind;
}

static gboolean wants(enum stated_kind kind)
{
  return kind == STATED_NEED || kind == STATED_ASKED;
}

static gboolean is_plea(const struct stated_token *token)
{
  return token->kind == STATED_ASKED && token->value == STATED_PLEA;
}

/* "I will send", "your site says it will arrive", "처리하겠습니다": nobody asks for that. */
static gboolean is_told(const struct stated_sentence *sentence, guint i)
{
  for (guint back = 1; back <= STATED_SAYS && back <= i; back++) {
    const struct stated_token *token = &sentence->tokens[i - back];
    if (token->kind == STATED_COMMA || token->kind == STATED_NEED || is_plea(token))
      break;
    if (token->kind == STATED_FACT && back <= (guint)token->value)
      return TRUE;
  }
  const struct stated_token *after = &sentence->tokens[i + 1];
  return i + 1 < sentence->n && after->kind == STATED_FACT && after->eastern && after->glued;
}

/* "Bis Freitag komme ich", "bis Freitag zu bezahlen"; but "by Friday so I can pay" asks. */
static gboolean is_fact_behind(const struct stated_token *token, guint near, guint from)
{
  return token->eastern || (near <= 2 && (token->value == STATED_DUTY || from <= NEAR_START));
}

/* What the words before it make of a stance. */
static enum stated_kind in_context(const struct stated_sentence *sentence, guint i, enum stated_kind kind,
                                   gboolean looks_back)
{
  const struct stated_token *before = i ? &sentence->tokens[i - 1] : NULL, *earlier = i > 1 ? before - 1 : before;
  if (!before)
    return kind;
  if (kind == STATED_ASKED && !is_plea(&sentence->tokens[i]) && is_told(sentence, i))
    return STATED_FACT;
  if (kind == STATED_ASKED && looks_back && before->kind == STATED_NOT && !has_if_before(sentence, i))
    return STATED_NO_NEED; /* "do not call before 10" */
  if (kind == STATED_FACT && is_plea(before))
    return STATED_ASKED; /* "bitte liefern Sie" */
  if (kind == STATED_WAS && (before->kind == STATED_NEED || earlier->kind == STATED_NEED))
    return STATED_NEED; /* "has to be cancelled" */
  return kind;
}

/* The nearest on one side; but "it does not have to be done by Friday" is no wish, whichever verb is nearer. */
static struct stance look(const struct stated_sentence *sentence, guint from, int step, guint reach)
{
  struct stance found = { STATED_WORD, G_MAXUINT };
  guint apart = 0, near = 1;
  for (guint i = from; i < sentence->n && near < FAR; i += (guint)step, near++) {
    if (sentence->tokens[i].kind == STATED_COMMA) {
      if (found.kind != STATED_WORD)
        break;
      apart += step < 0 && i && is_plea(&sentence->tokens[i - 1]) ? 0 : COMMA_APART; /* "Please, call" */
    }
    enum stated_kind kind = stance_of(sentence, i, near + apart, reach);
    kind = in_context(sentence, i, kind, step < 0);
    if (kind == STATED_FACT && step > 0 && !is_fact_behind(&sentence->tokens[i], near, from))
      kind = STATED_WORD;
    if (kind == STATED_NO_NEED || (kind != STATED_WORD && found.kind == STATED_WORD))
      found = (struct stance){ kind, found.kind == STATED_WORD ? near + apart : found.distance };
    if (found.kind != STATED_WORD && (!wants(found.kind) || near + apart > found.distance + 4))
      break;
  }
  return found;
}

/* What is nearest to it counts; in Korean and Japanese what follows it first. */
static struct stance stance_on(const struct stated_sentence *sentence, const struct limit_candidate *candidate)
{
  struct stance back = look(sentence, candidate->first - 1, -1, 4), ahead = look(sentence, candidate->last, 1, 2);
  gboolean eastern = stated_nth(sentence, candidate->last - 1)->eastern;
  if (eastern && back.kind != STATED_WORD && ahead.kind != STATED_WORD)
    back.distance += COMMA_APART;
  if (!eastern && wants(back.kind) && back.distance <= COMMA_APART && ahead.kind == STATED_STATE)
    return back; /* "deliver it by Friday to the office" */
  return ahead.distance < back.distance ? ahead : back;
}

static gboolean denies(enum stated_kind kind)
{
  return kind == STATED_NOT || kind == STATED_NO_NEED;
}

/* "Bis Freitag!" is a good-bye. */
static gboolean is_goodbye(const struct stated_sentence *sentence, const struct limit_candidate *candidate,
                           struct stance stance)
{
  return stance.kind == STATED_WORD && candidate->value & STATED_LASTING && !candidate->first &&
         sentence->n <= candidate->last + 3;
}

static gboolean is_wanted_within(const struct stated_sentence *sentence, const struct limit_candidate *candidate,
                                 struct stance stance)
{
  const struct stated_token *after = stated_nth(sentence, candidate->last);
  if (after->kind == STATED_SINCE || (after->kind == STATED_FILL && after->value == STATED_OF))
    return FALSE; /* "within 14 days of delivery" */
  return wants(stance.kind) || (stance.kind == STATED_WORD && candidate->kind != STATED_IN && sentence->n <= SHORT_SENTENCE);
}

static gboolean has_plea(const struct stated_sentence *sentence, const struct limit_candidate *candidate)
{
  for (guint i = 0; i < sentence->n && i < candidate->last + COMMA_APART; i++)
    if (is_plea(&sentence->tokens[i]))
      return TRUE;
  return FALSE;
}

static gboolean is_limit(const struct stated_sentence *sentence, const struct limit_candidate *candidate)
{
  struct stance stance = stance_on(sentence, candidate);
  gboolean eastern = stated_nth(sentence, candidate->last - 1)->eastern;
  if (stance.kind == STATED_FACT)
    return FALSE;
  if (candidate->span)
    return is_wanted_within(sentence, candidate, stance);
  switch (candidate->kind) {
  case STATED_BY:
  case STATED_BEFORE:
  case STATED_WITHIN:
  case STATED_AFTER_BY:
  case STATED_AFTER_BEFORE:
  case STATED_AFTER_WITHIN: {
    if (stance.kind == STATED_WORD && (sentence->n > SHORT_SENTENCE || (!eastern && candidate->value & STATED_LASTING)) &&
        !has_if_before(sentence, candidate->first))
      return FALSE;
    gboolean lasts = eastern || candidate->value & STATED_LASTING || candidate->kind == STATED_BEFORE;
    return !denies(stance.kind) && stance.kind != STATED_WAS && !(lasts && stance.kind == STATED_STATE) &&
           !is_goodbye(sentence, candidate, stance);
  }
  case STATED_UNTIL:
  case STATED_AFTER_UNTIL:
    return wants(stance.kind);
  case STATED_EVENT:
    return !denies(stance.kind) && !(stance.kind == STATED_WAS && stance.distance <= 3) &&
           !(eastern && stance.kind == STATED_STATE && stance.distance <= 1);
  case STATED_LATEST:
    return !denies(stance.kind);
  case STATED_FOR:
    return stance.kind == STATED_NEED && stance.distance <= 4;
  default:
    return (stance.kind == STATED_NEED && stance.distance <= 5) ||
           (!eastern && stance.kind == STATED_ASKED && has_plea(sentence, candidate) &&
            stance.distance <= (candidate->time.is_end ? NEAR_CLOSE : 4U));
  }
}

static gboolean is_limit_before(guint kind)
{
  return kind >= STATED_BY && kind <= STATED_LATEST && kind != STATED_ON;
}

/* Past a limit's words: "bis spätestens zum", "in the next". */
static guint skip_limit(const struct stated_sentence *sentence, guint i)
{
  guint at = i + 1;
  for (; at < i + 5; at++) {
    const struct stated_token *token = stated_nth(sentence, at);
    gboolean article = token->kind == STATED_ONE && token->value == 1 && stated_nth(sentence, at + 1)->kind != STATED_UNIT;
    if (token->kind != STATED_FILL && token->kind != STATED_ON && token->kind != STATED_LATEST &&
        token->kind != STATED_COLON && !is_limit_before(token->kind) && !article)
      break;
  }
  return at;
}

/* "by Friday", "within two days", "spätestens am 3.12." */
static gboolean read_before(const struct stated_sentence *sentence, guint i, const struct stated_clock *clock,
                            struct limit_candidate *candidate)
{
  const struct stated_token *token = &sentence->tokens[i];
  guint at = skip_limit(sentence, i), length = 0;
  guint strongest = token->kind;
  for (guint j = i + 1; j < at; j++)
    if (sentence->tokens[j].kind == STATED_BY || sentence->tokens[j].kind == STATED_BEFORE)
      strongest = sentence->tokens[j].kind;
  *candidate = (struct limit_candidate){ .kind = strongest, .first = i, .begin = at, .value = token->value };
  gboolean spans = token->kind == STATED_WITHIN || token->kind == STATED_IN || strongest == STATED_BY;
  if (spans) {
    guint from = at + (stated_nth(sentence, at)->kind == STATED_NEXT);
    gboolean one = token->kind == STATED_WITHIN || (token->kind == STATED_IN && from > at);
    struct stated_time clocked; /* "bis 17 Uhr", "d'ici 17h" */
    if (token->kind == STATED_WITHIN || token->kind == STATED_IN || !stated_read_time(sentence, at, clock, &clocked))
      length = stated_read_span(sentence, from, one, clock, &candidate->time);
    if (length) {
      candidate->span = TRUE;
      candidate->last = from + length;
      return TRUE;
    }
  }
  if (token->kind == STATED_IN)
    return FALSE;
  length = stated_read_time(sentence, at, clock, &candidate->time);
  candidate->last = at + length;
  return length > 0;
}

/* "금요일까지", "24時間以内に", "deadline is Friday", "reply today" */
static gboolean read_plain(const struct stated_sentence *sentence, guint i, const struct stated_clock *clock,
                           struct limit_candidate *candidate)
{
  *candidate = (struct limit_candidate){ .kind = STATED_WORD, .first = i, .begin = i };
  struct stated_time span;
  guint spanned = stated_read_span(sentence, i, FALSE, clock, &span);
  if (spanned && stated_nth(sentence, i + spanned)->kind == STATED_AFTER_WITHIN) {
    candidate->kind = STATED_AFTER_WITHIN;
    candidate->span = TRUE;
    candidate->time = span;
    candidate->last = i + spanned + 1;
    return TRUE;
  }
  guint length = stated_read_time(sentence, i, clock, &candidate->time);
  candidate->last = i + length;
  return length > 0;
}

/* What behind a time makes it a limit. */
static void read_behind(const struct stated_sentence *sentence, struct limit_candidate *candidate)
{
  guint at = candidate->last;
  guint kind = stated_nth(sentence, at)->kind;
  if (kind == STATED_FILL || kind == STATED_BRACKET ||
      (kind == STATED_COMMA && stated_nth(sentence, at + 1)->kind == STATED_LATEST))
    kind = stated_nth(sentence, ++at)->kind;
  gboolean latest = kind == STATED_LATEST && candidate->kind == STATED_WORD;
  if (candidate->span || (!latest && (kind < STATED_AFTER_BY || kind > STATED_AFTER_WITHIN)))
    return;
  candidate->kind = kind;
  candidate->last = at + 1;
}

static void read_event(const struct stated_sentence *sentence, struct limit_candidate *candidate)
{
  for (guint i = candidate->first; i-- > 0 && candidate->first - i <= NEAR_EVENT;) {
    guint kind = sentence->tokens[i].kind;
    if (kind == STATED_COMMA || kind == STATED_WAS)
      return;
    if (kind == STATED_EVENT) {
      candidate->kind = STATED_EVENT;
      candidate->first = i;
      return;
    }
  }
  guint last = candidate->last;
  if (stated_nth(sentence, last)->kind == STATED_EVENT ||
      (stated_nth(sentence, last)->eastern && stated_nth(sentence, last + 1)->kind == STATED_EVENT)) {
    candidate->kind = STATED_EVENT; /* "tomorrow's deadline", "내일이 마감" */
    candidate->last = last + 1 + (stated_nth(sentence, last)->kind != STATED_EVENT);
  }
}

/* "9 bis 17 Uhr", "월요일부터 금요일까지", "since Monday" */
static gboolean is_range(const struct stated_sentence *sentence, const struct limit_candidate *candidate, guint range)
{
  guint i = candidate->first;
  if (range && i < range + 4)
    return TRUE;
  if (!i)
    return FALSE;
  const struct stated_token *before = &sentence->tokens[i - 1];
  if (before->kind == STATED_SINCE)
    return TRUE;
  return (candidate->kind == STATED_UNTIL || candidate->value & STATED_LASTING) &&
         ((before->kind == STATED_NUMBER && before->digits <= 2) || before->kind == STATED_WEEKDAY ||
          before->kind == STATED_HOUR);
}

gboolean limit_starts_range(const struct stated_sentence *sentence, const struct limit_candidate *candidate)
{
  guint i = candidate->first;
  for (guint back = 1; back <= 2 && back <= i; back++) {
    guint kind = sentence->tokens[i - back].kind;
    if (kind == STATED_SINCE)
      return TRUE;
    if (kind != STATED_FILL && kind != STATED_ON)
      break;
  }
  return stated_nth(sentence, candidate->last)->kind == STATED_SINCE;
}

gint64 limit_end(const struct limit_candidate *candidate, const struct stated_clock *clock)
{
  const struct stated_time *time = &candidate->time;
  gboolean before = candidate->kind == STATED_BEFORE || candidate->kind == STATED_AFTER_BEFORE;
  return before && !time->is_end && !time->limited && time->begin > clock->arrival ? time->begin : time->end;
}

gboolean limit_read(const struct stated_sentence *sentence, guint i, const struct stated_clock *clock,
                    struct limit_candidate *ret)
{
  gboolean before = is_limit_before(sentence->tokens[i].kind) && read_before(sentence, i, clock, ret);
  if (!before && !read_plain(sentence, i, clock, ret))
    return FALSE;
  read_behind(sentence, ret);
  if (ret->time.limited && ret->kind == STATED_WORD)
    ret->kind = STATED_BY;
  if (ret->kind == STATED_WORD)
    read_event(sentence, ret);
  return TRUE;
}

gboolean limit_is_stated(const struct stated_sentence *sentence, const struct limit_candidate *candidate, guint range)
{
  gboolean names_day = candidate->time.bare_day || stated_nth(sentence, candidate->first)->kind == STATED_WEEKDAY;
  return candidate->time.end != CLOCK_NONE && !is_range(sentence, candidate, range) &&
         (candidate->kind != STATED_WORD || names_day) && is_limit(sentence, candidate);
}
