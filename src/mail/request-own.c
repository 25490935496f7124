/* Takes away what mail programs and habit put around what is newly written. When in doubt, text stays. */
#include "mail/request-own.h"

#include <string.h>

guint request_count_text(const struct request_lines *lines, guint from, guint to, gsize *ret_bytes)
{
  guint n = 0;
  gsize bytes = 0;
  for (guint i = from; i < to; i++)
    if (!request_has_role(lines, i, REQUEST_NO_TEXT)) {
      n++;
      bytes += lines->line[i].length;
    }
  if (ret_bytes)
    *ret_bytes = bytes;
  return n;
}

static gboolean is_item(const char *text)
{
  gsize digits = strspn(text, "0123456789");
  if (digits > 0)
    return text[digits] == '.' || text[digits] == ')';
  return g_str_has_prefix(text, "- ") || g_str_has_prefix(text, "--");
}

/* "--" that lost its blank, or was typed between things that are said. */
static gboolean is_typed_dash(const struct request_lines *lines, guint at, guint to)
{
  if (strcmp(lines->line[at].raw, "-- ") == 0)
    return FALSE;
  for (guint i = at + 1; i < to; i++) {
    const struct request_line *line = &lines->line[i];
    if (line->length > 0 && (line->text[line->length - 1] == '?' || is_item(line->text)))
      return TRUE;
  }
  return FALSE;
}

/* "P.S. ..." below a signature is said again. */
static guint find_postscript(const struct request_lines *lines, guint from, guint to)
{
  static const char *const words[] = { "p.s.", "p.s:", "ps:", "ps.", "p.s ", "추신", "追伸", "附：", "p.d.", "n.b." };
  for (guint i = from + 1; i < to; i++)
    for (gsize k = 0; k < G_N_ELEMENTS(words) && request_has_role(lines, i - 1, LINE_EMPTY); k++)
      if (request_starts(&lines->line[i], words[k]))
        return i;
  return to;
}

/* "-----" before a few short lines that end the mail, when it is the only one drawn between text. */
static gboolean is_signature_rule(const struct request_lines *lines, guint at, guint from, guint to)
{
  enum { MOST_LINES = 6, MOST_BYTES = 400 };
  gboolean is_heading = at > from && !request_has_role(lines, at - 1, LINE_EMPTY) && *lines->line[at].text != '_';
  guint first = at + 1;
  while (first < to && request_has_role(lines, first, LINE_EMPTY))
    first++;
  if (first < to && request_is_sentence(&lines->line[first]))
    return FALSE;
  guint stop = request_next_with(lines, at + 1, to, LINE_QUOTE | LINE_INTRODUCTION | LINE_RULE);
  gsize before, after;
  guint n = request_count_text(lines, at + 1, stop, &after);
  return !is_heading && n > 0 && n <= MOST_LINES && after <= MOST_BYTES &&
         request_count_text(lines, from, at, &before) > 0 && before >= after / 2 &&
         request_count_text(lines, stop, to, NULL) == 0;
}

/* Takes away what stands below "-- ", or below a line drawn. */
static void cut_at_mark(const struct request_lines *lines, struct request_own *own)
{
  enum { MOST_LINES = 20, MOST_MARKS = 3 };
  guint marks = 0, rules = 0;
  for (guint i = own->from; i < own->to && marks < MOST_MARKS; i++) {
    gboolean is_mark = request_has_role(lines, i, LINE_MARK);
    if (!(is_mark || (request_has_role(lines, i, LINE_RULE) && rules == 0)) || request_has_role(lines, i, LINE_QUOTE))
      continue;
    marks += is_mark;
    guint stop = request_next_with(lines, i + 1, own->to, LINE_QUOTE | LINE_INTRODUCTION);
    if (is_mark ? strcmp(lines->line[i].raw, "-- ") != 0 && request_count_text(lines, i + 1, stop, NULL) > MOST_LINES
                : rules++ > 0 || !is_signature_rule(lines, i, own->from, own->to))
      continue;
    if (is_mark && is_typed_dash(lines, i, stop))
      continue;
    guint postscript = find_postscript(lines, i + 1, stop);
    guint end = request_without_disclaimer(lines, i + 1, postscript);
    own->signature_from = MIN(i + 1, end);
    own->signature_to = end;
    for (guint k = i; k < postscript && postscript < stop; k++)
      lines->line[k].role |= LINE_SIGNATURE;
    own->to = postscript < stop ? own->to : i;
    return;
  }
}

gboolean request_points_down(const struct request_lines *lines, guint from, guint to)
{
  static const char *const words[] = { "below", "inline", "in-line", "unten", "ci-dessous", "abajo", "abaixo",
                                       "sotto", "아래",   "하단",    "下記",  "以下",       "如下",  "ниже" };
  for (guint i = from; i < to; i++)
    for (gsize k = 0; k < G_N_ELEMENTS(words) && !request_has_role(lines, i, REQUEST_NO_TEXT); k++)
      if (strstr(lines->line[i].text, words[k]))
        return TRUE;
  return FALSE;
}

/* Whether the last lines of a quote want an answer. */
static gboolean asks(const struct request_lines *lines, guint last)
{
  static const char *const words[] = {
    "?", "？", "lease", "let me know", "could you", "bitte", "Bitte", "merci de", "por favor", "주세요", "주십시오",
    "바랍니다", "부탁", "까요", "나요", "니까", "ください", "お願い", "ですか", "请", "請",
  };
  enum { WITHIN = 4 };
  for (guint i = last + 1; i > 0 && last + 1 - i < WITHIN && request_has_role(lines, i - 1, LINE_QUOTE); i--)
    for (gsize k = 0; k < G_N_ELEMENTS(words); k++)
      if (strstr(lines->line[i - 1].text, words[k]))
        return TRUE;
  return FALSE;
}

/* Whether anything in [from, to) is no signature. */
static gboolean says_on(const struct request_lines *lines, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    if (!request_has_role(lines, i, REQUEST_NO_TEXT) && !request_may_sign(&lines->line[i]))
      return TRUE;
  return FALSE;
}

/* A few lines below all that was quoted, after a text that stands above it: a signature, as programs put it there, unless
 * the quote asked something. Gives where the introduction of that quote begins; `to` else. */
static guint find_lone_quote(const struct request_lines *lines, guint from, guint to)
{
  enum { MOST_LINES = 6 };
  guint introduction = request_next_with(lines, from, to, LINE_INTRODUCTION);
  guint after = request_after_introduction(lines, introduction, to);
  guint i = after, quoted = to, above = 0;
  while (i < to && request_has_role(lines, i, LINE_QUOTE | LINE_EMPTY | LINE_INTRODUCTION)) {
    quoted = request_has_role(lines, i, LINE_QUOTE) && lines->line[i].text[strspn(lines->line[i].text, "> ")] ? i : quoted;
    i++;
  }
  for (guint k = from; k < introduction; k++)
    above += !request_has_role(lines, k, REQUEST_NO_TEXT) && !request_is_greeting(&lines->line[k]);
  if (quoted == to || above == 0 || i == quoted + 1 || asks(lines, quoted) ||
      request_next_with(lines, i, to, LINE_QUOTE | LINE_INTRODUCTION) < to || says_on(lines, i, to) ||
      request_count_text(lines, i, to, NULL) > MOST_LINES || request_points_down(lines, from, introduction))
    return to;
  return introduction;
}

/* Takes away quotes at the end, and at the beginning when a program put them there: a quote without introduction was
 * chosen by hand. */
static void cut_quotes(const struct request_lines *lines, struct request_own *own)
{
  own->to = find_lone_quote(lines, own->from, own->to);
  while (own->to > own->from && request_has_role(lines, own->to - 1, REQUEST_NO_TEXT))
    own->to--;
  guint text = own->from, top = own->from;
  while (text < own->to && request_has_role(lines, text, REQUEST_NO_TEXT))
    text++;
  while (top < text && request_has_role(lines, top, LINE_EMPTY))
    top++;
  guint quote = request_next_with(lines, top, own->to, LINE_QUOTE);
  gboolean is_all_below = quote < text && request_next_with(lines, text, own->to, LINE_QUOTE) == own->to;
  if (top < text && request_has_role(lines, top, LINE_INTRODUCTION) && is_all_below)
    own->from = text;
}

static void cut_signature(const struct request_lines *lines, struct request_own *own)
{
  guint from, to;
  guint end = request_signature(lines, own->from, own->to, &from, &to);
  if (request_count_text(lines, own->from, end, NULL) == 0)
    return;
  own->to = end;
  if (from < to && own->signature_from == own->signature_to) {
    own->signature_from = from;
    own->signature_to = to;
  }
}

void request_cut(struct request_lines *lines, struct request_own *own)
{
  cut_at_mark(lines, own);
  cut_quotes(lines, own);
  cut_signature(lines, own);
}
