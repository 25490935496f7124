/* What stands around a number, and what a number looks like. */
#pragma once
#include "triage/details.h"

/* A text with its letters A-Z made small: places are the same in both. */
struct details_text {
  const char *text;
  char *low;
  gsize length;
  const char *where;
  GPtrArray *found; /* struct detail * */
  guint *asked;     /* how often for secrets: a text that is full of them gives nothing more */
};

/* Bytes of it from `start` to before `end`. */
void details_add(const struct details_text *text, enum detail_kind kind, gsize start, gsize end);

/* A list of words, parted by `|`, in small letters, and the number that stands for all of them. */
struct lookup_words {
  int number;
  const char *words;
};
struct lookup;

/* Never freed: for tables, once. */
const struct lookup *lookup_new(const struct lookup_words *lists, gsize n);

/* The longest word that begins at `at`, which at least one NUL follows; its length, 0: none. */
gsize lookup_at(const struct lookup *lookup, const char *at, int *ret_number);

enum { CONTEXT_NONE = N_DETAIL_KINDS, CONTEXT_OTHER /* a customer's or an account's number, a card's */ };

/* What kind of number the words just before `at` announce; enum detail_kind or one of these. `pointed`: it has a point, as
 * versions have. */
int details_context(const struct details_text *text, gsize at, gboolean pointed);
/* ... or those behind it: "12345번 주문". */
int details_context_after(const struct details_text *text, gsize at);

/* Reads the number, date, amount or code whose first digit, sign or letter stands at `at`; the place past it. */
gsize details_number(const struct details_text *text, gsize at);

/* Pages, devices, "since yesterday", "screenshot". */
void details_words(const struct details_text *text);

enum { MOST_CODE = 48 };

/* A run of letters, digits and what joins them. */
struct details_code {
  const struct details_text *text;
  gsize start, end;
  guint digits, letters, groups; /* groups of digits */
  char form[MOST_CODE + 1];           /* 9 for a digit, a for a letter, else as it is */
};

gboolean details_at(const struct details_text *text, gsize at, const char *prefix);
gboolean details_one_of(const char *form, const char *const *forms);

/* Past the date that `code` is, begins ("3 December") or ends ("December 3"); 0. *ret_start is where it begins. `whole`:
 * only a number that can be nothing else, "2026-12-03". */
gsize details_date(const struct details_code *code, gboolean whole, gsize *ret_start);
