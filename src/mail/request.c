/* What somebody has newly written, told from what mail programs add: quotes, their introduction, signatures. The lines
 * are given roles first, by tables of what such programs write in the languages they write it in; then the roles are
 * looked at. When in doubt, text stays. */
#include "mail/html.h"
#include "mail/request-private.h"
#include "mail/view.h"

#include <string.h>

/* Nothing that anybody wrote now. */
enum { NO_TEXT = LINE_EMPTY | LINE_QUOTE | LINE_INTRODUCTION | LINE_FOOTER | LINE_RULE | LINE_MARK | LINE_SIGNATURE };

static gboolean has_role(const struct request_lines *lines, guint at, guint role)
{
  return (lines->line[at].role & role) != 0;
}

static guint mark_role(char mark)
{
  switch (mark) {
  case HTML_QUOTED:
    return LINE_QUOTE;
  case HTML_DIVIDER:
    return LINE_DIVIDER;
  case HTML_BORDER:
    return LINE_BORDER;
  default:
    return LINE_SIGNATURE;
  }
}

static char *skip_blanks(char *text)
{
  for (;;)
    if (*text == ' ' || *text == '\t' || *text == '\r')
      text++;
    else if (strncmp(text, "\xC2\xA0", 2) == 0)
      text += 2;
    else if (strncmp(text, "\xE3\x80\x80", 3) == 0)
      text += 3;
    else
      return text;
}

/* "| old words", but not a row of a table */
static gboolean is_barred(const char *text)
{
  return *text == '|' && (!text[1] || text[1] == ' ') && !strchr(text + 1, '|');
}

static void read_line(struct request_line *line, char *text, gsize length)
{
  *line = (struct request_line){ .start = text };
  for (; html_is_mark(*text); text++, length--)
    line->role |= mark_role(*text);
  line->raw = text;
  line->text = skip_blanks(text);
  length -= (gsize)(line->text - text);
  while (length > 0 && strchr(" \t\r", line->text[length - 1]))
    length--;
  line->length = length;
  if (length == 0)
    line->role |= LINE_EMPTY;
  else if (*line->text == '>' || is_barred(line->text))
    line->role |= LINE_QUOTE;
}

/* Cuts `text` into its lines, which point into it. Of too many the last one is all the rest. */
static struct request_lines split_lines(char *text)
{
  enum { MOST_LINES = 2000 };
  guint n = 1;
  for (const char *lf = strchr(text, '\n'); lf && n < MOST_LINES; lf = strchr(lf + 1, '\n'))
    n++;
  struct request_lines lines = { g_new(struct request_line, n), n };
  for (guint i = 0; i < n; i++) {
    char *lf = i + 1 < n ? strchr(text, '\n') : NULL;
    gsize length = lf ? (gsize)(lf - text) : strlen(text);
    if (lf)
      *lf = '\0';
    read_line(&lines.line[i], text, length);
    text += length + 1;
  }
  return lines;
}

/* "Mina> ": only where something was introduced, as "mysql> " looks the same. */
static void find_named_quotes(struct request_lines *lines)
{
  enum { LONGEST = 16 };
  gboolean is_introduced = FALSE;
  for (guint i = 0; i < lines->n; i++) {
    is_introduced = is_introduced || has_role(lines, i, LINE_INTRODUCTION);
    const char *text = lines->line[i].text;
    if (!is_introduced || has_role(lines, i, LINE_EMPTY | LINE_QUOTE) || !g_ascii_isupper(*text))
      continue;
    gsize letters = 0;
    while (letters < LONGEST && g_ascii_isalpha(text[letters]))
      letters++;
    if (text[letters] == '>')
      lines->line[i].role |= LINE_QUOTE;
  }
}

/* What a signed text is wrapped into. */
static void find_pgp(struct request_lines *lines)
{
  gboolean is_signature = FALSE, is_head = FALSE;
  for (guint i = 0; i < lines->n; i++) {
    struct request_line *line = &lines->line[i];
    gboolean is_armour = g_str_has_prefix(line->text, "-----");
    is_signature = is_signature || (is_armour && g_str_has_prefix(line->text, "-----BEGIN PGP SIGNATURE"));
    is_head = (is_head && !(line->role & LINE_EMPTY)) ||
              (is_armour && g_str_has_prefix(line->text, "-----BEGIN PGP SIGNED"));
    if ((is_signature || is_head) && !(line->role & (LINE_EMPTY | LINE_QUOTE)))
      line->role |= LINE_FOOTER;
    is_signature = is_signature && !(is_armour && g_str_has_prefix(line->text, "-----END PGP"));
  }
}

static guint after_introduction(const struct request_lines *lines, guint at, guint to)
{
  while (at < to && has_role(lines, at, LINE_INTRODUCTION))
    at++;
  return at;
}

/* Whether the first line from `at` on that says anything is quoted. */
static gboolean quote_follows(const struct request_lines *lines, guint at)
{
  while (at < lines->n && has_role(lines, at, LINE_EMPTY))
    at++;
  return at < lines->n && has_role(lines, at, LINE_QUOTE);
}

/* An introduction without quote marks: a program's has an address or stands apart; "on Monday at 10:00 Mr Lee wrote:" goes
 * on. */
static gboolean is_of_program(const struct request_lines *lines, guint from, guint to)
{
  gboolean has_address = FALSE;
  for (guint i = from; i < to; i++)
    has_address = has_address || strchr(lines->line[i].text, '@');
  gboolean is_apart = (from == 0 || has_role(lines, from - 1, LINE_EMPTY | LINE_FOOTER | LINE_MARK | LINE_RULE)) &&
                      (to == lines->n || has_role(lines, to, LINE_EMPTY));
  return has_address || is_apart;
}

/* Where an older mail begins that goes on to the end: behind a separator or a header block, or introduced and not quoted.
 * `n` when there is none. */
static guint find_older(struct request_lines *lines)
{
  gboolean has_text = FALSE, is_introduced = FALSE;
  for (guint i = 0; i < lines->n; i++) {
    guint role = lines->line[i].role;
    gboolean is_quoted = role & LINE_QUOTE;
    if (is_quoted && role & LINE_FORWARD && !is_introduced)
      return i;
    if (!is_quoted && role & (LINE_ORIGINAL | LINE_FORWARD | LINE_HEADER | LINE_DIVIDER))
      return i;
    if (role & LINE_INTRODUCTION && !is_quoted) {
      guint after = after_introduction(lines, i, lines->n);
      gboolean is_quote_next = quote_follows(lines, after), is_said = !is_quote_next && !is_of_program(lines, i, after);
      if (!is_quote_next && !is_said && has_text)
        return i;
      for (guint k = i; k < after && is_said; k++)
        lines->line[k].role = 0;
      i = after - 1;
      is_introduced = TRUE;
      continue;
    }
    has_text = has_text || !(role & NO_TEXT);
  }
  return lines->n;
}

struct own {
  guint from, to;                     /* what was newly written, and quotes between */
  guint signature_from, signature_to; /* equal: none */
};

static guint count_text(const struct request_lines *lines, guint from, guint to, gsize *ret_bytes)
{
  guint n = 0;
  gsize bytes = 0;
  for (guint i = from; i < to; i++)
    if (!has_role(lines, i, NO_TEXT)) {
      n++;
      bytes += lines->line[i].length;
    }
  if (ret_bytes)
    *ret_bytes = bytes;
  return n;
}

static guint next_with(const struct request_lines *lines, guint from, guint to, guint role)
{
  while (from < to && !has_role(lines, from, role))
    from++;
  return from;
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
    for (gsize k = 0; k < G_N_ELEMENTS(words) && has_role(lines, i - 1, LINE_EMPTY); k++)
      if (request_starts(&lines->line[i], words[k]))
        return i;
  return to;
}

/* "-----" before a few short lines that end the mail, when it is the only one drawn between text. */
static gboolean is_signature_rule(const struct request_lines *lines, guint at, guint from, guint to)
{
  enum { MOST_LINES = 6, MOST_BYTES = 400 };
  gboolean is_heading = at > from && !has_role(lines, at - 1, LINE_EMPTY) && *lines->line[at].text != '_';
  guint first = at + 1;
  while (first < to && has_role(lines, first, LINE_EMPTY))
    first++;
  if (first < to && request_is_sentence(&lines->line[first]))
    return FALSE;
  guint stop = next_with(lines, at + 1, to, LINE_QUOTE | LINE_INTRODUCTION | LINE_RULE);
  gsize before, after;
  guint n = count_text(lines, at + 1, stop, &after);
  return !is_heading && n > 0 && n <= MOST_LINES && after <= MOST_BYTES && count_text(lines, from, at, &before) > 0 &&
         before >= after / 2 && count_text(lines, stop, to, NULL) == 0;
}

/* Takes away what stands below "-- ", or below a line drawn. */
static void cut_at_mark(const struct request_lines *lines, struct own *own)
{
  enum { MOST_LINES = 20, MOST_MARKS = 3 };
  guint marks = 0, rules = 0;
  for (guint i = own->from; i < own->to && marks < MOST_MARKS; i++) {
    gboolean is_mark = has_role(lines, i, LINE_MARK);
    if (!(is_mark || (has_role(lines, i, LINE_RULE) && rules == 0)) || has_role(lines, i, LINE_QUOTE))
      continue;
    marks += is_mark;
    guint stop = next_with(lines, i + 1, own->to, LINE_QUOTE | LINE_INTRODUCTION);
    if (is_mark ? strcmp(lines->line[i].raw, "-- ") != 0 && count_text(lines, i + 1, stop, NULL) > MOST_LINES
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

/* "See my answers below." */
static gboolean points_down(const struct request_lines *lines, guint from, guint to)
{
  static const char *const words[] = { "below", "inline", "in-line", "unten", "ci-dessous", "abajo", "abaixo",
                                       "sotto", "아래",   "하단",    "下記",  "以下",       "如下",  "ниже" };
  for (guint i = from; i < to; i++)
    for (gsize k = 0; k < G_N_ELEMENTS(words) && !has_role(lines, i, NO_TEXT); k++)
      if (strstr(lines->line[i].text, words[k]))
        return TRUE;
  return FALSE;
}

/* Whether the last lines of a quote want an answer. */
static gboolean asks(const struct request_lines *lines, guint last)
{
  static const char *const words[] = {
    "?", "？", "lease", "let me know", "could you", "bitte", "Bitte", "merci de", "por favor", "주세요", "주십시오", "바랍니다", "부탁",
    "까요", "나요", "니까", "ください", "お願い", "ですか", "请", "請",
  };
  enum { WITHIN = 4 };
  for (guint i = last + 1; i > 0 && last + 1 - i < WITHIN && has_role(lines, i - 1, LINE_QUOTE); i--)
    for (gsize k = 0; k < G_N_ELEMENTS(words); k++)
      if (strstr(lines->line[i - 1].text, words[k]))
        return TRUE;
  return FALSE;
}

/* Whether anything in [from, to) is no signature. */
static gboolean says_on(const struct request_lines *lines, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    if (!has_role(lines, i, NO_TEXT) && !request_may_sign(&lines->line[i]))
      return TRUE;
  return FALSE;
}

/* A few lines below all that was quoted, after a text that stands above it: a signature, as programs put it there, unless
 * the quote asked something. Gives where the introduction of that quote begins; `to` else. */
static guint find_lone_quote(const struct request_lines *lines, guint from, guint to)
{
  enum { MOST_LINES = 6 };
  guint introduction = next_with(lines, from, to, LINE_INTRODUCTION);
  guint after = after_introduction(lines, introduction, to);
  guint i = after, quoted = to, above = 0;
  while (i < to && has_role(lines, i, LINE_QUOTE | LINE_EMPTY | LINE_INTRODUCTION)) {
    quoted = has_role(lines, i, LINE_QUOTE) && lines->line[i].text[strspn(lines->line[i].text, "> ")] ? i : quoted;
    i++;
  }
  for (guint k = from; k < introduction; k++)
    above += !has_role(lines, k, NO_TEXT) && !request_is_greeting(&lines->line[k]);
  if (quoted == to || above == 0 || i == quoted + 1 || asks(lines, quoted) ||
      next_with(lines, i, to, LINE_QUOTE | LINE_INTRODUCTION) < to || says_on(lines, i, to) ||
      count_text(lines, i, to, NULL) > MOST_LINES || points_down(lines, from, introduction))
    return to;
  return introduction;
}

/* Takes away quotes at the end, and at the beginning when a program put them there: a quote without introduction was
 * chosen by hand. */
static void cut_quotes(const struct request_lines *lines, struct own *own)
{
  own->to = find_lone_quote(lines, own->from, own->to);
  while (own->to > own->from && has_role(lines, own->to - 1, NO_TEXT))
    own->to--;
  guint text = own->from, top = own->from;
  while (text < own->to && has_role(lines, text, NO_TEXT))
    text++;
  while (top < text && has_role(lines, top, LINE_EMPTY))
    top++;
  guint quote = next_with(lines, top, own->to, LINE_QUOTE);
  gboolean is_all_below = quote < text && next_with(lines, text, own->to, LINE_QUOTE) == own->to;
  if (top < text && has_role(lines, top, LINE_INTRODUCTION) && is_all_below)
    own->from = text;
}

static void cut_signature(const struct request_lines *lines, struct own *own)
{
  guint from, to;
  guint end = request_signature(lines, own->from, own->to, &from, &to);
  if (count_text(lines, own->from, end, NULL) == 0)
    return;
  own->to = end;
  if (from < to && own->signature_from == own->signature_to) {
    own->signature_from = from;
    own->signature_to = to;
  }
}

static char *join(const struct request_lines *lines, guint from, guint to, guint without)
{
  gsize size = from < to ? (gsize)(lines->line[to - 1].text - lines->line[from].raw) + lines->line[to - 1].length : 0;
  GString *text = g_string_sized_new(size + 1);
  for (guint i = from; i < to; i++) {
    if (has_role(lines, i, without))
      continue;
    g_string_append(text, lines->line[i].raw);
    g_string_append_c(text, '\n');
  }
  return g_strstrip(g_string_free(text, FALSE));
}

/* The page said so. */
static char *join_signature(const struct request_lines *lines, guint to)
{
  guint from = next_with(lines, 0, to, LINE_SIGNATURE), end = from;
  while (end < to && has_role(lines, end, LINE_SIGNATURE | LINE_EMPTY))
    end++;
  return join(lines, from, request_without_disclaimer(lines, from, end), LINE_FOOTER | LINE_RULE | LINE_MARK | LINE_QUOTE);
}

static gboolean says_something(const char *quotes)
{
  return quotes[strspn(quotes, "> \t\n|")] != '\0';
}

/* Nothing is newly written: what was quoted, else everything. */
static char *join_rest(const struct request_lines *lines)
{
  gboolean has_other = FALSE;
  char *quotes = join(lines, 0, lines->n, LINE_INTRODUCTION | LINE_FOOTER | LINE_MARK | LINE_SIGNATURE | LINE_RULE);
  for (guint i = 0; i < lines->n; i++)
    has_other = has_other || !has_role(lines, i, LINE_EMPTY | LINE_QUOTE | LINE_INTRODUCTION);
  gboolean has_quotes = next_with(lines, 0, lines->n, LINE_QUOTE) < lines->n && says_something(quotes);
  if (has_quotes)
    return quotes;
  g_free(quotes);
  return has_other ? join(lines, 0, lines->n, 0) : g_strdup("");
}

static void read_written(const char *text, gboolean passes_on, guint depth, struct view_written *ret);

/* The mail that begins at `at`, read by itself: what stands behind its header block. */
static void read_older(const struct request_lines *lines, guint at, guint depth, struct view_written *ret)
{
  gboolean is_quoted = has_role(lines, at, LINE_QUOTE);
  while (at < lines->n && has_role(lines, at, LINE_EMPTY | LINE_ORIGINAL | LINE_FORWARD | LINE_HEADER | LINE_RULE))
    at++;
  GString *inner = g_string_new(NULL);
  for (guint i = at; i < lines->n; i++) {
    const struct request_line *line = &lines->line[i];
    const char *start = line->start;
    for (; html_is_mark(*start); start++) /* what it says is true of all of it now */
      if (*start == HTML_SIGNATURE || (*start == HTML_BORDER && i > at))
        g_string_append_c(inner, *start);
    if (is_quoted && *line->text == '>')
      start = line->text + 1 + (line->text[1] == ' ');
    g_string_append(inner, start);
    g_string_append_c(inner, '\n');
  }
  read_written(inner->str, FALSE, depth + 1, ret); /* what is older still was answered, as far as one can know */
  g_string_free(inner, TRUE);
}

/* "I typed this:" and then "> make": a prompt or a list. What introduces a quote has a date or an address. */
static void find_prompts(struct request_lines *lines)
{
  for (guint i = 1; i < lines->n; i++) {
    const struct request_line *above = &lines->line[i - 1];
    if (!has_role(lines, i, LINE_QUOTE) || above->role || above->length == 0 || above->text[above->length - 1] != ':' ||
        strpbrk(above->text, "@0123456789") || *lines->line[i].raw != '>' || lines->line[i].text[1] == '>')
      continue;
    for (; i < lines->n && lines->line[i].role == LINE_QUOTE; i++)
      lines->line[i].role = 0;
  }
}

static void find_roles(struct request_lines *lines)
{
  request_find_introductions(lines);
  request_find_older(lines);
  request_find_footers(lines);
  find_named_quotes(lines);
  find_pgp(lines);
  find_prompts(lines);
}

static void read_written(const char *text, gboolean passes_on, guint depth, struct view_written *ret)
{
  enum { DEEPEST = 3 };
  g_autofree char *copy = g_strdup(text);
  struct request_lines lines = split_lines(copy);
  find_roles(&lines);
  guint older = find_older(&lines);
  struct own own = { 0, older, 0, 0 };
  cut_at_mark(&lines, &own);
  cut_quotes(&lines, &own);
  cut_signature(&lines, &own);
  ret->request = join(&lines, own.from, own.to, LINE_INTRODUCTION | LINE_FOOTER | LINE_SIGNATURE);
  ret->signature = join(&lines, own.signature_from, own.signature_to, LINE_FOOTER | LINE_RULE | LINE_MARK | LINE_QUOTE);
  if (!*ret->signature) {
    g_free(ret->signature);
    ret->signature = join_signature(&lines, older);
  }
  gboolean is_empty = !*ret->request || count_text(&lines, own.from, own.to, NULL) == 0;
  gboolean is_passed_on = older < lines.n && (has_role(&lines, older, LINE_FORWARD) ||
                                              (passes_on && !has_role(&lines, older, LINE_INTRODUCTION)) ||
                                              points_down(&lines, own.from, own.to));
  struct view_written inner = { NULL, NULL, NULL };
  if (older < lines.n && (is_empty || is_passed_on) && depth < DEEPEST)
    read_older(&lines, older, depth, &inner);
  if (is_empty) {
    g_free(ret->request);
    ret->request = inner.request && *inner.request ? g_strdup(inner.request) : join_rest(&lines);
  } else if (is_passed_on && inner.request) {
    ret->forwarded = g_strdup(inner.request);
  }
  if (!ret->forwarded)
    ret->forwarded = g_strdup(inner.forwarded ? inner.forwarded : "");
  view_written_clear(&inner);
  g_free(lines.line);
}

void view_request(const char *text, gboolean passes_on, struct view_written *ret)
{
  *ret = (struct view_written){ NULL, NULL, NULL };
  read_written(text, passes_on, 0, ret);
}

void view_written_clear(struct view_written *written)
{
  g_clear_pointer(&written->request, g_free);
  g_clear_pointer(&written->signature, g_free);
  g_clear_pointer(&written->forwarded, g_free);
}
