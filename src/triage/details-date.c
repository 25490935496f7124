#include "triage/details-private.h"

#include "triage/stated-private.h"

#include <string.h>

/* Day and month in either order. */
static gboolean is_day_of_month(guint one, guint other)
{
  return one && other && ((one <= 31 && other <= 12) || (one <= 12 && other <= 31));
}

/* "2026-12-03", "3.12.2026", "03/12/26", "3/12". `whole`: with a year of four digits. */
static gboolean is_numeric(const struct details_code *code, gboolean whole)
{
  static const char *const forms[] = { "9999-99-99", "9999-9-9",  "9999.99.99", "9999/99/99", "9999.9.9",   "9999/9/9",
                                       "99.99.9999", "9.9.9999",  "9.99.9999",  "99.9.9999",  "99/99/9999", "9/9/9999",
                                       "99/9/9999",  "9/99/9999", "99-99-9999", NULL };
  static const char *const shorter[] = { "99.99.99", "9.99.99", "99.9.99", "99/99/99", "9/99/99", "99/9/99",
                                         "9/9/99",   "9/99",    "99/9",    "99/99",    NULL };
  gboolean long_form = details_one_of(code->form, forms);
  if (!long_form && (whole || !details_one_of(code->form, shorter)))
    return FALSE;
  guint part[3] = { 0 }, n = 0;
  for (gsize i = 0; code->form[i]; i++)
    if (code->form[i] == '9')
      part[n] = part[n] * 10 + (guint)(code->text->low[code->start + i] - '0');
    else
      n++;
  if (n == 1)
    return is_day_of_month(part[0], part[1]) && !(part[0] == 24 && part[1] == 7); /* around the clock */
  guint year = part[0] > 31 ? part[0] : part[2];
  gboolean first = part[0] > 31;
  if (long_form && (year < 1900 || year > 2099))
    return FALSE;
  return first ? part[1] && part[1] <= 12 && part[2] && part[2] <= 31 : is_day_of_month(part[0], part[1]);
}

/* Past up to two digits and the mark behind them, at `at`; 0. */
static gsize marked_end(const struct details_text *text, gsize at, const char *mark)
{
  at += strspn(text->low + at, " ");
  gsize digits = strspn(text->low + at, "0123456789");
  return digits && digits <= 2 && details_at(text, at + digits, mark) ? at + digits + strlen(mark) : 0;
}

/* "2026년 12월 3일", "12月3日" */
static gsize eastern_end(const struct details_code *code)
{
  static const struct {
    const char *year, *month, *days[2];
  } marks[] = { { "년", "월", { "일", "일" } }, { "年", "月", { "日", "号" } } };
  const struct details_text *text = code->text;
  if (code->form[strspn(code->form, "9")] || code->digits > 4)
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
    gsize month = details_at(text, code->end, marks[i].month) && code->digits <= 2 ? code->end + strlen(marks[i].month) : 0;
    gboolean year = details_at(text, code->end, marks[i].year);
    if (year)
      month = marked_end(text, code->end + strlen(marks[i].year), marks[i].month);
    gsize day = month ? marked_end(text, month, marks[i].days[0]) : 0;
    if (month && !day)
      day = marked_end(text, month, marks[i].days[1]);
    if (day || (year && month))
      return day ? day : month;
  }
  return 0;
}

static gboolean is_month(const struct details_text *text, gsize at)
{
  gsize length;
  const struct stated_word *word = g_ascii_isalpha(text->low[at]) ? stated_word_at(text->low + at, TRUE, &length) : NULL;
  return word && word->kind == STATED_MONTH;
}

/* Past the year that follows, where one does. */
static gsize with_year(const struct details_text *text, gsize end)
{
  gsize at = end + (text->low[end] == ',');
  at += strspn(text->low + at, " ");
  at += details_at(text, at, "de ") ? strlen("de ") : 0;
  gboolean year = (details_at(text, at, "20") || details_at(text, at, "19")) &&
                  strspn(text->low + at, "0123456789") == 4 && at > end;
  return year ? at + 4 : end;
}

/* "3 December", "3. Dezember 2026", "3 de diciembre", "3rd of December" */
static gsize named_end(const struct details_code *code)
{
  const struct details_text *text = code->text;
  gsize at = code->end;
  at += text->low[at] == '.';
  at += strspn(text->low + at, " ");
  at += details_at(text, at, "de ") || details_at(text, at, "of ") ? 3 : 0;
  if (!is_month(text, at))
    return 0;
  while (g_ascii_isalpha(text->low[at]))
    at++;
  return with_year(text, at);
}

/* "December 3": where the month begins that stands before; the place of `code` where none does. */
static gsize named_start(const struct details_code *code)
{
  const char *low = code->text->low;
  gsize at = code->start;
  if (!at || low[at - 1] != ' ')
    return code->start;
  at--;
  at -= at && low[at - 1] == '.';
  gsize end = at;
  while (at && g_ascii_isalpha(low[at - 1]))
    at--;
  return end - at >= 3 && (!at || (guint8)low[at - 1] < 0x80) && is_month(code->text, at) ? at : code->start;
}

static gboolean is_day_number(const struct details_code *code)
{
  static const char *const ordinals[] = { "st", "nd", "rd", "th" };
  gsize digits = strspn(code->form, "9");
  gboolean day = digits && digits <= 2;
  if (day && !code->form[digits])
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS(ordinals) && day; i++)
    if (!strcmp(code->form + digits, "aa") && details_at(code->text, code->start + digits, ordinals[i]))
      return TRUE;
  return FALSE;
}

gsize details_date(const struct details_code *code, gboolean whole, gsize *ret_start)
{
  *ret_start = code->start;
  if (is_numeric(code, whole))
    return code->end;
  if (whole)
    return 0;
  gsize end = eastern_end(code);
  if (end || !is_day_number(code))
    return end;
  if ((end = named_end(code)))
    return end;
  *ret_start = named_start(code);
  return *ret_start < code->start ? with_year(code->text, code->end) : 0;
}
