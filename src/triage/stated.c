/* Only sentences in which something may name a time are taken apart. */
#include "triage/stated-limit.h"

#include "base/clock.h"

#include <string.h>

enum { BEFORE_ANCHOR = 240, SHORT_LINE = 46 };

static gboolean is_mark_after_digit(const char *text, gsize at)
{
  return at && g_ascii_isdigit(text[at - 1]) && text[at] == '.';
}

/* "Fri. 5", "p.m.", "No. 12" */
static gboolean is_abbreviation(const char *text, gsize at)
{
  gsize from = at;
  while (from && at - from < 6 && g_ascii_isalpha(text[from - 1]))
    from--;
  if (at - from == 1)
    return from && text[from - 1] == '.';
  gsize next = at + 1 + strspn(text + at + 1, " ");
  return at - from <= 4 && g_ascii_isdigit(text[next]);
}

/* A short line says all it has to say, unless the next goes on in lower case; a blank one or a list's bullet parts as
 * well. */
static gboolean is_line_end(const char *text, gsize at, gsize line)
{
  const char *next = text + at + 1 + strspn(text + at + 1, " \t\r");
  gboolean goes_on = at > line && (g_ascii_isalpha(text[at - 1]) || text[at - 1] == ',') &&
                     (g_ascii_islower(*next) || g_ascii_isdigit(*next));
  return (at - line < SHORT_LINE && !goes_on) || !*next || strchr("\n-*>+", *next) || g_str_has_prefix(next, "•");
}

/* The bytes of what ends a sentence at `at`; 0: nothing does. */
static gsize sentence_end(const char *text, gsize at, gsize line)
{
  static const char *const wide[] = { "。", "！", "？", "；", "…" };
  switch (text[at]) {
  case '\n':
    return is_line_end(text, at, line);
  case '!':
  case '?':
  case ';':
    return 1;
  case '.':
    return (!text[at + 1] || g_ascii_isspace(text[at + 1]) || text[at + 1] == ')' || text[at + 1] == '"') &&
           !is_mark_after_digit(text, at) && !is_abbreviation(text, at);
  case '\xe3':
  case '\xef':
  case '\xe2':
    for (gsize i = 0; i < G_N_ELEMENTS(wide); i++)
      if (g_str_has_prefix(text + at, wide[i]))
        return strlen(wide[i]);
    return 0;
  default:
    return 0;
  }
}

struct search {
  const char *text;
  struct stated_clock clock;
  struct stated_deadline *best; /* `at` is CLOCK_NONE while there is none */
};

static void keep(struct search *search, gsize offset, const struct stated_sentence *sentence,
                 const struct limit_candidate *candidate)
{
  gint64 at = limit_end(candidate, &search->clock);
  if (search->best->at != CLOCK_NONE && search->best->at <= at)
    return;
  *search->best = (struct stated_deadline){ .start = offset + sentence->tokens[candidate->first].start,
                                            .end = offset + sentence->tokens[candidate->last - 1].end,
                                            .at = at,
                                            .has_time = candidate->time.has_time };
}

/* What a calendar needs is dear, and most mails name no time. */
static gboolean read_clock(struct search *search)
{
  if (!search->clock.now)
    search->clock.now = clock_local(search->clock.arrival, search->clock.zone);
  return search->clock.now != NULL;
}

/* Of what a time or its limit can begin with. */
static gboolean may_begin(enum stated_kind kind)
{
  static const guint8 begins[N_STATED_KINDS] = {
    [STATED_NUMBER ... STATED_LAST] = 1,
    [STATED_BY ... STATED_LATEST] = 1,
  };
  return begins[kind];
}

/* Whether there is both something like a time and something that may make it a limit. */
static gboolean may_state(const struct stated_sentence *sentence)
{
  gboolean time = FALSE, limit = FALSE;
  for (guint i = 0; i < sentence->n; i++) {
    enum stated_kind kind = sentence->tokens[i].kind;
    time |= kind >= STATED_NUMBER && kind <= STATED_WEEKEND;
    limit |= (kind >= STATED_BY && kind <= STATED_AFTER_WITHIN && kind != STATED_ON && kind != STATED_SINCE) ||
             kind == STATED_CLOSE || kind == STATED_NEED || kind == STATED_ASKED;
  }
  return time && limit;
}

static void judge(struct search *search, gsize offset, gsize length)
{
  struct stated_sentence sentence;
  stated_lex(search->text + offset, length, &sentence);
  if (!may_state(&sentence) || !read_clock(search))
    return;
  guint range = 0;
  for (guint i = 0; i < sentence.n; i++) {
    struct limit_candidate candidate;
    if (!may_begin(sentence.tokens[i].kind) || !limit_read(&sentence, i, &search->clock, &candidate))
      continue;
    if (candidate.kind == STATED_WORD && limit_starts_range(&sentence, &candidate))
      range = candidate.last;
    else if (limit_is_stated(&sentence, &candidate, range))
      keep(search, offset, &sentence, &candidate);
    i = candidate.last - 1;
  }
}

/* What a byte may begin: a word or a number, the end of a sentence, a character that is not ASCII. */
enum byte_kind { BYTE_OTHER, BYTE_ENDS, BYTE_LETTER, BYTE_DIGIT, BYTE_WIDE };

static enum byte_kind kind_of(char c)
{
  static const guint8 kinds[256] = {
    ['\n'] = BYTE_ENDS,         ['!'] = BYTE_ENDS,          ['?'] = BYTE_ENDS,          [';'] = BYTE_ENDS, ['.'] = BYTE_ENDS,
    ['a' ... 'z'] = BYTE_LETTER, ['A' ... 'Z'] = BYTE_LETTER, ['0' ... '9'] = BYTE_DIGIT, ['_'] = BYTE_LETTER,
    [0xc3] = BYTE_WIDE,          [0xe2 ... 0xef] = BYTE_WIDE,
  };
  return kinds[(guint8)c];
}

static gboolean is_wide_anchor(const char *at)
{
  if ((guint8)at[0] == 0xc3)
    return (guint8)at[1] == 0xbc || (guint8)at[1] == 0x9c; /* übermorgen */
  return (guint8)at[0] >= 0xe3 && (guint8)at[0] <= 0xed && stated_word_may_begin(at);
}

/* Past the letters and digits of a word. */
static gsize word_end(const char *text, gsize at)
{
  while (kind_of(text[at]) == BYTE_LETTER || kind_of(text[at]) == BYTE_DIGIT)
    at++;
  return at;
}

/* Where the sentence that `from` stands in ends, at most a piece away from `start`. */
static gsize find_end(const char *text, gsize start, gsize from, gsize line)
{
  for (gsize at = from; text[at]; at++) {
    if (at - start >= STATED_PIECE - 4 && ((guint8)text[at] & 0xc0) != 0x80)
      return at;
    enum byte_kind kind = kind_of(text[at]);
    if ((kind == BYTE_ENDS || kind == BYTE_WIDE) && sentence_end(text, at, line))
      return at;
  }
  return from + strlen(text + from);
}

/* Takes apart the sentence around `at`; where to go on. */
static gsize judge_around(struct search *search, gsize start, gsize at, gsize line)
{
  const char *text = search->text;
  if (at - start > BEFORE_ANCHOR)
    for (start = at - BEFORE_ANCHOR; ((guint8)text[start] & 0xc0) == 0x80; start++)
      ;
  gsize end = find_end(text, start, at, line);
  judge(search, start, end - start);
  return end;
}

static void walk(struct search *search)
{
  const char *text = search->text;
  gsize start = 0, line = 0;
  for (gsize at = 0; text[at];) {
    enum byte_kind kind = kind_of(text[at]);
    gsize ends = kind == BYTE_ENDS || kind == BYTE_WIDE ? sentence_end(text, at, line) : 0;
    if (text[at] == '\n')
      line = at + 1;
    if (ends) {
      at += ends;
      start = at;
    } else if ((kind == BYTE_DIGIT && strspn(text + at, "0123456789") <= 4) ||
               (kind == BYTE_LETTER && stated_word_may_begin(text + at)) ||
               (kind == BYTE_WIDE && is_wide_anchor(text + at))) {
      start = at = judge_around(search, start, at, line);
    } else {
      at = kind == BYTE_LETTER || kind == BYTE_DIGIT ? word_end(text, at) : at + 1;
    }
  }
}

/* 03/04: the month comes first in American English and in East Asia. */
static gboolean is_month_first(const char *language)
{
  static const char *const languages[] = { "en", "ko", "ja", "zh" };
  if (!language || !strcmp(language, "en-gb"))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(languages); i++)
    if (!strncmp(language, languages[i], 2) && !g_ascii_isalpha(language[2]))
      return TRUE;
  return FALSE;
}

gboolean stated_find(const char *text, const char *language, gint64 arrival, GTimeZone *zone, struct stated_deadline *ret)
{
  ret->at = CLOCK_NONE;
  g_autoptr(GTimeZone) utc = zone ? NULL : g_time_zone_new_utc();
  struct search search = { .text = text,
                           .clock = { arrival, NULL, zone ? zone : utc, is_month_first(language) },
                           .best = ret };
  walk(&search);
  g_clear_pointer(&search.clock.now, g_date_time_unref);
  return ret->at != CLOCK_NONE;
}
