/* What somebody has newly written, told from what mail programs add: quotes, their introduction, signatures. The lines
 * are given roles first, by tables of what such programs write in the languages they write it in; then the roles are
 * looked at. When in doubt, text stays. */
#include "mail/html.h"
#include "mail/request-own.h"
#include "mail/view.h"

#include <string.h>

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
  line->text = text + request_blanks(text, " \t\r");
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
    is_introduced = is_introduced || request_has_role(lines, i, LINE_INTRODUCTION);
    const char *text = lines->line[i].text;
    if (!is_introduced || request_has_role(lines, i, LINE_EMPTY | LINE_QUOTE) || !g_ascii_isupper(*text))
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

/* Whether the first line from `at` on that says anything is quoted. */
static gboolean quote_follows(const struct request_lines *lines, guint at)
{
  while (at < lines->n && request_has_role(lines, at, LINE_EMPTY))
    at++;
  return at < lines->n && request_has_role(lines, at, LINE_QUOTE);
}

/* An introduction without quote marks: a program's has an address or stands apart; "on Monday at 10:00 Mr Lee wrote:" goes
 * on. */
static gboolean is_of_program(const struct request_lines *lines, guint from, guint to)
{
  gboolean has_address = FALSE;
  for (guint i = from; i < to; i++)
    has_address = has_address || strchr(lines->line[i].text, '@');
  gboolean is_apart = (from == 0 || request_has_role(lines, from - 1, LINE_EMPTY | LINE_FOOTER | LINE_MARK | LINE_RULE)) &&
                      (to == lines->n || request_has_role(lines, to, LINE_EMPTY));
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
      guint after = request_after_introduction(lines, i, lines->n);
      gboolean is_quote_next = quote_follows(lines, after), is_said = !is_quote_next && !is_of_program(lines, i, after);
      if (!is_quote_next && !is_said && has_text)
        return i;
      for (guint k = i; k < after && is_said; k++)
        lines->line[k].role = 0;
      i = after - 1;
      is_introduced = TRUE;
      continue;
    }
    has_text = has_text || !(role & REQUEST_NO_TEXT);
  }
  return lines->n;
}

static char *join(const struct request_lines *lines, guint from, guint to, guint without)
{
  gsize size = from < to ? (gsize)(lines->line[to - 1].text - lines->line[from].raw) + lines->line[to - 1].length : 0;
  GString *text = g_string_sized_new(size + 1);
  for (guint i = from; i < to; i++) {
    if (request_has_role(lines, i, without))
      continue;
    g_string_append(text, lines->line[i].raw);
    g_string_append_c(text, '\n');
  }
  return g_strstrip(g_string_free(text, FALSE));
}

/* The page said so. */
static char *join_signature(const struct request_lines *lines, guint to)
{
  guint from = request_next_with(lines, 0, to, LINE_SIGNATURE), end = from;
  while (end < to && request_has_role(lines, end, LINE_SIGNATURE | LINE_EMPTY))
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
    has_other = has_other || !request_has_role(lines, i, LINE_EMPTY | LINE_QUOTE | LINE_INTRODUCTION);
  gboolean has_quotes = request_next_with(lines, 0, lines->n, LINE_QUOTE) < lines->n && says_something(quotes);
  if (has_quotes)
    return quotes;
  g_free(quotes);
  return has_other ? join(lines, 0, lines->n, 0) : g_strdup("");
}

static void read_written(const char *text, gboolean passes_on, guint depth, struct view_written *ret);

/* The mail that begins at `at`, read by itself: what stands behind its header block. */
static void read_older(const struct request_lines *lines, guint at, guint depth, struct view_written *ret)
{
  gboolean is_quoted = request_has_role(lines, at, LINE_QUOTE);
  while (at < lines->n && request_has_role(lines, at, LINE_EMPTY | LINE_ORIGINAL | LINE_FORWARD | LINE_HEADER | LINE_RULE))
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
    if (!request_has_role(lines, i, LINE_QUOTE) || above->role || above->length == 0 ||
        above->text[above->length - 1] != ':' || strpbrk(above->text, "@0123456789") || *lines->line[i].raw != '>' ||
        lines->line[i].text[1] == '>')
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
  struct request_own own = { 0, older, 0, 0 };
  request_cut(&lines, &own);
  ret->request = join(&lines, own.from, own.to, LINE_INTRODUCTION | LINE_FOOTER | LINE_SIGNATURE);
  ret->signature = join(&lines, own.signature_from, own.signature_to, LINE_FOOTER | LINE_RULE | LINE_MARK | LINE_QUOTE);
  if (!*ret->signature) {
    g_free(ret->signature);
    ret->signature = join_signature(&lines, older);
  }
  gboolean is_empty = !*ret->request || request_count_text(&lines, own.from, own.to, NULL) == 0;
  gboolean is_passed_on = older < lines.n && (request_has_role(&lines, older, LINE_FORWARD) ||
                                              (passes_on && !request_has_role(&lines, older, LINE_INTRODUCTION)) ||
                                              request_points_down(&lines, own.from, own.to));
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
