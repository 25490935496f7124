/* What programs and companies put below, or above, what somebody writes. */
#include "mail/request-footer-words.h"
#include "mail/request-private.h"

#include "base/pairs.h"

#include <string.h>

static struct request_words footer_words = REQUEST_WORDS(footers), banner_words = REQUEST_WORDS(banners),
                            disclaimer_start_words = REQUEST_WORDS(disclaimer_starts);

gboolean request_starts(const struct request_line *line, const char *prefix)
{
  const char *text = line->text;
  for (; *prefix; prefix++, text++)
    if (*prefix != g_ascii_tolower(*text))
      return FALSE;
  return TRUE;
}

static guint count_words(const struct request_line *line, const char *const *words, gsize n)
{
  char lower[800];
  gsize cut = MIN(line->length, sizeof lower - 1);
  guint found = 0;
  for (gsize i = 0; i < cut; i++)
    lower[i] = g_ascii_tolower(line->text[i]);
  lower[cut] = '\0';
  const struct pairs pairs = pairs_of(lower);
  for (gsize i = 0; i < n; i++)
    found += pairs_find(&pairs, lower, words[i]) != NULL;
  return found;
}

gboolean request_contains(const struct request_line *line, const char *const *words, gsize n)
{
  return count_words(line, words, n) > 0;
}

/* "<https://scanner.example> Virus-free." */
static const char *skip_link(const char *text)
{
  const char *end = g_str_has_prefix(text, "<http") || g_str_has_prefix(text, "[http") ? strpbrk(text + 1, ">]") : NULL;
  return end ? end + 1 : text;
}

static gboolean ends_as_footer(const struct request_line *line)
{
  for (gsize i = 0; i < G_N_ELEMENTS(footer_ends); i++)
    if (line->length < 60 && g_str_has_suffix(line->text, footer_ends[i]))
      return TRUE;
  return FALSE;
}

static gboolean names_device(const struct request_line *line, gboolean is_below_text)
{
  return !is_below_text && request_contains(line, devices, G_N_ELEMENTS(devices));
}

/* `is_below_text`: something said may go on in it. */
static gboolean is_footer(const struct request_line *line, gboolean is_below_text)
{
  enum { LONGEST = 300 };
  if (line->length > LONGEST)
    return FALSE;
  struct request_line bare = *line;
  bare.text = (char *)skip_link(line->text);
  bare.text += strspn(bare.text, "-_*<([~ \t");
  if (*bare.text == '\0')
    return FALSE;
  for (gsize i = 0; (i = request_next_word(&footer_words, bare.text, i));) {
    const char *within = footers[i - 1].within;
    gsize most = footers[i - 1].most + (gsize)(bare.text - line->text);
    if (line->length <= most &&
        (within == A_DEVICE ? names_device(line, is_below_text) : !within || strstr(bare.text, within)))
      return !(bare.text + 30 < line->text + line->length && (strstr(bare.text, ", ") || strchr(bare.text, '?')));
  }
  return ends_as_footer(line) && names_device(line, is_below_text); /* "Mina from mobile" */
}

/* Of one kind of character that is drawn with. */
static gboolean is_rule(const struct request_line *line)
{
  static const char *const wide[] = { "=", "-", "_", "*", "~", "#",  "+",  "─",  "━",  "―",  "—", "＝",
                                      "＊", "☆", "★", "ᐧ", "·", "═", "－", "■", "□", "◇", "◆" };
  gsize marks = 0;
  const char *p = line->text, *end = line->text + line->length;
  while (p < end) {
    gsize step = *p == ' ' ? 1 : 0;
    for (gsize i = 0; i < G_N_ELEMENTS(wide) && !step; i++)
      if (*p == *wide[i] && g_str_has_prefix(p, wide[i])) {
        step = strlen(wide[i]);
        marks++;
      }
    if (!step)
      return FALSE;
    p += step;
  }
  return marks >= 2 || (marks == 1 && line->length >= 3);
}

static gboolean is_mark(const struct request_line *line)
{
  return strcmp(line->raw, "-- ") == 0 || strcmp(line->raw, "--") == 0 || strcmp(line->raw, "--\xC2\xA0") == 0;
}

/* By itself, and not above all that is said. */
static gboolean is_footer_at(const struct request_lines *lines, guint at, gboolean has_text)
{
  enum { APART = LINE_EMPTY | LINE_QUOTE | LINE_INTRODUCTION | LINE_ORIGINAL | LINE_FORWARD | LINE_HEADER | LINE_RULE |
                 LINE_MARK | LINE_FOOTER | LINE_DIVIDER | LINE_BORDER | LINE_SIGNATURE };
  gboolean is_below_text = at > 0 && !(lines->line[at - 1].role & APART);
  if ((is_below_text && lines->line[at - 1].length > 40) || !is_footer(&lines->line[at], is_below_text))
    return FALSE;
  for (guint i = at + 1; i < lines->n && !has_text; i++)
    if (!(lines->line[i].role & LINE_EMPTY))
      return lines->line[i].role & APART || is_rule(&lines->line[i]) || is_footer(&lines->line[i], FALSE);
  return TRUE;
}

void request_find_footers(struct request_lines *lines)
{
  enum { OTHER = LINE_QUOTE | LINE_HEADER | LINE_INTRODUCTION | LINE_ORIGINAL | LINE_FORWARD };
  gboolean has_text = FALSE;
  for (guint i = 0; i < MIN(lines->n, (guint)REQUEST_CLOSE_LINES); i++) {
    struct request_line *line = &lines->line[i];
    if (line->role & (LINE_EMPTY | OTHER))
      continue;
    if (is_mark(line))
      line->role |= LINE_MARK;
    else if (is_rule(line))
      line->role |= LINE_RULE;
    else if ((!has_text && request_next_word(&banner_words, line->text, 0)) ||
             is_footer_at(lines, i, has_text))
      line->role |= LINE_FOOTER;
    else
      has_text = TRUE;
  }
}

static gboolean starts_disclaimer(const struct request_line *line)
{
  static const char *const signs[] = { "※", "＊", "【", "■" };
  const char *text = line->text + strspn(line->text, "*_-#>[( \t\"");
  for (gsize i = 0; i < G_N_ELEMENTS(signs) && !request_next_word(&disclaimer_start_words, text, 0); i++)
    if (g_str_has_prefix(text, signs[i])) {
      text += strlen(signs[i]);
      text += strspn(text, " ");
      break;
    }
  return request_next_word(&disclaimer_start_words, text, 0) > 0;
}

static gboolean is_text(const struct request_line *line)
{
  return !(line->role & (LINE_EMPTY | LINE_RULE | LINE_FOOTER));
}

/* The first of the last paragraphs that is a disclaimer; `to` when none is. */
static guint find_disclaimer(const struct request_lines *lines, guint from, guint to)
{
  enum { MOST_PARAGRAPHS = 8, MOST_LINES = 80, LOOKED_AT = 4 };
  guint found = to, paragraphs = 0;
  for (guint i = to; i > from && to - i < MOST_LINES && paragraphs < MOST_PARAGRAPHS; i--) {
    gboolean is_first = is_text(&lines->line[i - 1]) && (i - 1 == from || !is_text(&lines->line[i - 2]));
    paragraphs += is_first;
    if (!starts_disclaimer(&lines->line[i - 1]))
      continue;
    if (!is_first && lines->line[i - 1].length <= 60)
      continue;
    guint strong = 0, weak = 0, end = i - 1;
    for (; end < to && end < i - 1 + LOOKED_AT && is_text(&lines->line[end]); end++)
      strong += count_words(&lines->line[end], disclaimer_words, G_N_ELEMENTS(disclaimer_words));
    for (guint k = i - 1; strong == 1 && k < end; k++)
      weak += count_words(&lines->line[k], disclaimer_other_words, G_N_ELEMENTS(disclaimer_other_words));
    if (strong > 0 && strong + weak > 1)
      found = i - 1;
  }
  return found;
}

guint request_chomp(const struct request_lines *lines, guint from, guint to)
{
  while (to > from && lines->line[to - 1].role & (LINE_EMPTY | LINE_RULE | LINE_FOOTER | LINE_MARK))
    to--;
  return to;
}

guint request_without_disclaimer(const struct request_lines *lines, guint from, guint to)
{
  guint end = request_chomp(lines, from, to);
  return request_chomp(lines, from, find_disclaimer(lines, from, end));
}

