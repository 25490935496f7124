/* Words of a sentence in which somebody may say until when: stated-words.c knows them, stated-lex.c finds them,
 * stated-when.c makes a time of them, stated-limit.c judges whether that time is a limit, stated.c goes through a text. */
#pragma once
#include "triage/stated.h"

enum stated_kind {
  /* what stands between */
  STATED_WORD, STATED_FILL, STATED_COMMA, STATED_DOT, STATED_SLASH, STATED_COLON, STATED_DASH, STATED_BRACKET, STATED_IF,
  /* parts of a time */
  STATED_NUMBER, STATED_ONE, STATED_WEEKDAY, STATED_MONTH, STATED_DAY, STATED_PART, STATED_UNIT, STATED_END, STATED_CLOSE,
  STATED_WEEKEND, STATED_THIS, STATED_NEXT, STATED_COMING, STATED_LAST, STATED_AM, STATED_PM, STATED_HOUR, STATED_MINUTE,
  STATED_HALF, STATED_YEAR_MARK, STATED_MONTH_MARK, STATED_DAY_MARK, STATED_ZONE, STATED_AGO,
  /* what makes it a limit, before the time or (AFTER) behind it */
  STATED_BY, STATED_BEFORE, STATED_UNTIL, STATED_FOR, STATED_ON, STATED_WITHIN, STATED_IN, STATED_LATEST, STATED_EVENT,
  STATED_SINCE, STATED_AFTER_BY, STATED_AFTER_BEFORE, STATED_AFTER_UNTIL, STATED_AFTER_WITHIN,
  /* what is said about it: stances */
  STATED_NEED, STATED_ASKED, STATED_PROMISED, STATED_WAS, STATED_STATE, STATED_FACT, STATED_NOT, STATED_NO_NEED,
  N_STATED_KINDS
};

enum { STATED_MINUTE_UNIT = 1, STATED_HOUR_UNIT, STATED_DAY_UNIT, STATED_WORKDAY_UNIT, STATED_WEEK_UNIT, STATED_MONTH_UNIT,
       STATED_YEAR_UNIT };

/* Values of what stands between and before. */
enum {
  STATED_MORNING = 1,
  STATED_ARTICLE = 2, /* a number may follow: "le 3" */
  STATED_LASTING = 4, /* how long as well as by when */
  STATED_OF = 8,
  STATED_ALREADY_LIMIT = -1000, /* "今週中" */
};

/* Of a fact, told in how many words before the verb: what they do themselves ("I will send"), what is due from them or
 * offered to all ("the invoice is due", "do you ship"), what somebody else says ("your site says"). Of what is asked: a
 * plain plea. */
enum { STATED_OWN = 2, STATED_DUTY = 1, STATED_SAYS = 8, STATED_PLEA = 1 };

enum { STATED_DOUBTFUL = 16 }; /* of a weekday: "mon colis", "la segunda factura" */

/* Latin words stand folded: lower case, without accents. A `*` at the end allows any ending. */
struct stated_word {
  const char *text;
  enum stated_kind kind;
  int value;
};

enum { STATED_PIECE = 480, STATED_TOKENS = 200 };

struct stated_token {
  guint8 kind;        /* enum stated_kind */
  guint8 digits;      /* of a number; 0 else */
  gboolean ordinal;   /* "3rd" */
  gboolean glued;     /* nothing between it and the one before */
  gboolean eastern;   /* Korean or Japanese: what is said of it follows it */
  int value;
  guint16 start, end; /* bytes of the piece */
};

/* A sentence, or as much of a long one as is looked at. */
struct stated_sentence {
  struct stated_token tokens[STATED_TOKENS];
  guint n;
};

/* Token `i`, or one of no kind past the last. */
static inline const struct stated_token *stated_nth(const struct stated_sentence *sentence, guint i)
{
  static const struct stated_token none = { .kind = N_STATED_KINDS };
  return i < sentence->n ? &sentence->tokens[i] : &none;
}

/* The longest word at `at`, a letter's place in folded text; NULL. `from_start`: no letter before it (of Korean). */
const struct stated_word *stated_word_at(const char *at, gboolean from_start, gsize *ret_length);

/* Whether one that names a time may begin at `at` in text as it was written. Quick; it may say so too often. */
gboolean stated_word_may_begin(const char *at);

/* `text` of at most STATED_PIECE bytes. */
void stated_lex(const char *text, gsize length, struct stated_sentence *ret);

/* From when a time is counted. */
struct stated_clock {
  gint64 arrival;
  GDateTime *now; /* the same on the wall clock */
  GTimeZone *zone;
  gboolean month_first; /* 03/04 is the fourth of March */
};

struct stated_time {
  gint64 begin, end; /* of the day, half-day, week; the same where a time of day was said. CLOCK_NONE: it was over */
  gboolean has_time, has_day;
  gboolean bare_day; /* today, tonight, tomorrow and no more exact day */
  gboolean limited;  /* "Friday before noon": it has its limit within */
  gboolean is_end;   /* "the end of", of which "before" means the same as "by" */
};

/* Reads the time that begins with token `i`; its number of tokens, 0: none begins here. `clocks`: "17 heures" is a time. */
guint stated_read_time(const struct stated_sentence *sentence, guint i, const struct stated_clock *clock,
                       struct stated_time *ret);

/* "24 hours", "two days"; the same way. `or_one`: also "(the) hour". */
guint stated_read_span(const struct stated_sentence *sentence, guint i, gboolean or_one, const struct stated_clock *clock,
                       struct stated_time *ret);
