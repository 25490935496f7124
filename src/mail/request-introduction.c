/* "On Monday Mina wrote:". Mail programs write a date, a name, an address and a verb, in this or another order and broken
 * over up to five lines. What ends it is looked for, and then its start in the lines before. */
#include "mail/request-private.h"

#include <string.h>

/* `goes_on`: name or date may follow the verb. */
static const struct {
  const char *words;
  gboolean goes_on;
} verbs[] = {
  { " wrote", FALSE },          { " writes", FALSE },       { " schrieb", TRUE },        { " a écrit", FALSE },
  { " écrit", FALSE },          { " escribió", TRUE },      { " escribio", FALSE },      { " ha scritto", FALSE },
  { " escreveu", FALSE },       { " schreef", TRUE },       { " geschreven", FALSE },    { " skrev", TRUE },
  { " kirjoitti", TRUE },       { " napisał", TRUE },       { " pisze", FALSE },         { " napsal", TRUE },
  { " napísal", TRUE },         { " написал", TRUE },       { " пишет", FALSE },         { " писал", TRUE },
  { " написав", TRUE },         { " пише", FALSE },         { " написа", FALSE },        { " yazdı", FALSE },
  { " yazmış", FALSE },         { " έγραψε", TRUE },        { " ezt írta", TRUE },       { " írta", TRUE },
  { " a scris", FALSE },        { " va escriure", FALSE },  { " je napisao", FALSE },    { " je napisal", FALSE },
  { " đã viết", FALSE },        { " menulis", FALSE },      { " เขียนว่า", FALSE },       { "כתב", TRUE },
  { "كتب", TRUE },              { " geschrieben", FALSE },  { "님이 작성", FALSE },      { " 작성", FALSE },
  { "님이 씀", FALSE },         { " 쓴 글", FALSE },        { "님이 쓴 글", FALSE },     { "님의 글", FALSE },
  { "님의 말", FALSE },         { "님께서 작성", FALSE },   { "님이 보낸 메일", FALSE }, { "写道", FALSE },
  { "寫道", FALSE },            { "さんは書きました", FALSE }, { "のメール", FALSE },    { "書きました", FALSE },
  { "のメッセージ", FALSE },    { "撰写", FALSE },          { " va escriure", FALSE },   { " rašė", FALSE },
  { " kirjutas", FALSE },       { " rakstīja", FALSE },     { " skrifaði", FALSE },
};

/* What an introduction begins with, when it begins with a word. */
static const char *const starts[] = {
  "On ",  "At ",    "Am ",    "Le ",  "El ",  "Il ",  "Em ",   "Op ", "Den ", "W dniu ", "Dnia ", "Dne ",  "Dňa ", "Pe ",
  "În ",  "La data", "Vào ",  "Pada ", "Στις ", "Στις", "Il giorno", "在",  "於 ",  "于",      "Em\u00a0", "El día ", "På ",
  "Kl. ", "Quoting ", "Citando ", "Zitat von ", "Quoting", "Citerar ",
};

static gboolean has_digits(const char *text, gsize length, guint wanted)
{
  guint digits = 0;
  for (gsize i = 0; i < length && digits < wanted; i++)
    digits += g_ascii_isdigit(text[i]) ? 1 : 0;
  return digits >= wanted;
}

/* "10:00", "8.15" */
static gboolean has_time(const char *text)
{
  for (const char *p = text; *p; p++)
    if ((*p == ':' || *p == '.') && p > text && g_ascii_isdigit(p[-1]) && g_ascii_isdigit(p[1]) && g_ascii_isdigit(p[2]))
      return TRUE;
  return FALSE;
}

static gboolean has_address(const char *text)
{
  const char *at = strchr(text, '@');
  return at && at > text && !g_ascii_isspace(at[-1]) && g_ascii_isalnum(at[1]);
}

/* 19xx or 20xx, by itself */
static gboolean has_year(const char *text)
{
  for (const char *p = text; *p; p++) {
    if (!g_ascii_isdigit(*p))
      continue;
    gsize digits = strspn(p, "0123456789");
    if (digits == 4 && (strncmp(p, "20", 2) == 0 || strncmp(p, "19", 2) == 0))
      return TRUE;
    p += digits - 1;
  }
  return FALSE;
}

static gboolean begins_anchored(const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS(starts); i++)
    if (*text == *starts[i] && g_str_has_prefix(text, starts[i]))
      return TRUE;
  return FALSE;
}

/* "2026-11-23 10:00", "23.11.2026", "Mon, 23 Nov 2026", "пн, 23 нояб. 2026": a date within its first words. */
static gboolean begins_with_date(const char *text)
{
  enum { WITHIN = 48 };
  char head[WITHIN + 1];
  g_strlcpy(head, text, sizeof head);
  return has_year(head) && (g_ascii_isdigit(*text) || has_time(head) || strchr(head, ','));
}

static gboolean ends_in_colon(const char *text, gsize length)
{
  static const char wide[] = "：";
  return (length > 0 && text[length - 1] == ':') ||
         (length >= strlen(wide) && memcmp(text + length - strlen(wide), wide, strlen(wide)) == 0);
}

/* Without the dashes, stars and blanks that some programs put around it. */
static gsize bare_length(const char *text, gsize length)
{
  while (length > 0 && strchr(" \t-_*>", text[length - 1]))
    length--;
  return length;
}

enum hint { HINT_LOOKED = 1, HINT_VERB = 2 };

/* Whether there may be a verb in the line: asked before lines are put together. */
static gboolean may_have_verb(struct request_line *line)
{
  if (line->hints & HINT_LOOKED)
    return line->hints & HINT_VERB;
  line->hints |= HINT_LOOKED;
  for (gsize i = 0; i < G_N_ELEMENTS(verbs) && !(line->hints & HINT_VERB); i++)
    if (strstr(line->text, verbs[i].words + (*verbs[i].words == ' ')))
      line->hints |= HINT_VERB;
  return line->hints & HINT_VERB;
}

/* The end of the last verb after which nothing comes that does not belong there; NULL when there is none. */
static const char *find_verb(const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++) {
    const char *found = strstr(text, verbs[i].words);
    for (const char *next = found; next; next = strstr(next + 1, verbs[i].words))
      found = next;
    if (!found)
      continue;
    const char *after = found + strlen(verbs[i].words);
    if (verbs[i].goes_on && (*after == ' ' || *after == '\0' || *after == ':' || *after == '(' || *after == ',' ||
                             (guint8)*after >= 0x80 || *after == 'a' || *after == '/'))
      return after;
    if (strlen(after) <= 20 && !g_ascii_isalpha(*after) && !(*after == ' ' && g_ascii_isalpha(after[1]) && !has_digits(after, strlen(after), 1)))
      return after;
    if (g_str_has_prefix(after, " the following") || g_str_has_prefix(after, " ceci") || g_str_has_prefix(after, " lo siguiente"))
      return after;
  }
  return NULL;
}

/* "2016-03-03 17:21 GMT+01:00 Mina Lee", "2013/10/2 mina <mina@acme.example>", "чт, 5 янв. 2016 г. в 23:39, Mina <...>:" */
static gboolean is_dated_sender(const char *text, gsize length)
{
  gboolean has_end = length > 0 && (text[length - 1] == '>' || ends_in_colon(text, length));
  if (!has_year(text) || length > 160)
    return FALSE;
  if (has_address(text) && has_end && begins_with_date(text))
    return text[length - 1] != '>' || g_ascii_isdigit(*text);
  return g_ascii_isdigit(*text) && has_time(text) && strstr(text, " GMT") && length < 80 && !strpbrk(text, ".!?\"=[]");
}

enum evidence { NOTHING, FLOATING, ANCHORED };

/* How sure one can be that `text` is an introduction from its first letter to its last. `quote_follows`: so little else is
 * needed. */
static enum evidence judge(const char *text, gsize length, gboolean has_verb, gboolean quote_follows)
{
  gsize bare = bare_length(text, length);
  gboolean has_colon = ends_in_colon(text, bare), is_framed = *text == '-' && bare < length;
  text += strspn(text, "-* ");
  const char *verb = has_verb && (has_colon || is_framed || quote_follows) ? find_verb(text) : NULL;
  if (verb && begins_anchored(text) &&
      (has_digits(text, strlen(text), 1) || has_address(text) || quote_follows || (verb && bare < 100 && g_ascii_isupper(text[3]))))
    return ANCHORED;
  if (verb && begins_with_date(text))
    return ANCHORED;
  if (verb && (has_address(text) || (has_time(text) && has_year(text)) || strstr(text, " via ")))
    return FLOATING;
  if (is_dated_sender(text, bare_length(text, length) + (length > 0 && text[length - 1] == '>' ? 1 : 0)))
    return ANCHORED;
  if (quote_follows && has_colon && (verb || (has_address(text) && has_digits(text, bare, 4)) || (has_time(text) && has_year(text))))
    return FLOATING;
  return NOTHING;
}

enum { MOST_LINES = 5, LONGEST = 600 };

static gboolean may_end(const struct request_line *line)
{
  if (line->role & LINE_EMPTY || line->length > LONGEST)
    return FALSE;
  gsize bare = bare_length(line->text, line->length);
  return ends_in_colon(line->text, bare) || line->text[line->length - 1] == '>' ||
         (line->length < 100 && g_ascii_isdigit(*line->text) && strstr(line->text, " GMT")) ||
         (line->length > bare && line->text[line->length - 1] == '-' && bare > 0) ||
         g_str_has_suffix(line->text, "wrote") || g_str_has_suffix(line->text, "écrit");
}

static gboolean quote_follows(const struct request_lines *lines, guint at)
{
  enum { WITHIN = 3 };
  guint depth = lines->line[at].role & LINE_QUOTE;
  for (guint i = at + 1; i < lines->n && i <= at + WITHIN; i++)
    if (!(lines->line[i].role & LINE_EMPTY))
      return !depth && lines->line[i].role & LINE_QUOTE;
  return FALSE;
}

/* What follows the quote marks. */
static const char *inner(const struct request_line *line)
{
  return line->role & LINE_QUOTE ? line->text + strspn(line->text, "> \t") : line->text;
}

/* The first line of the introduction that ends at `end`; G_MAXUINT when none does. */
static guint start_of(struct request_lines *lines, guint end)
{
  char joined[LONGEST + 1];
  gsize length = 0;
  guint floating = G_MAXUINT;
  gboolean quoted = quote_follows(lines, end), has_verb = FALSE;
  for (guint n = 0; n < MOST_LINES && n <= end; n++) {
    struct request_line *line = &lines->line[end - n];
    if (line->role & (LINE_EMPTY | LINE_INTRODUCTION) || (line->role ^ lines->line[end].role) & LINE_QUOTE)
      break;
    const char *text = inner(line);
    gsize more = strlen(text);
    if (length + more + 1 > LONGEST)
      break;
    memmove(joined + more + (n > 0), joined, length);
    memcpy(joined, text, more);
    if (n > 0)
      joined[more] = ' ';
    length += more + (n > 0);
    joined[length] = '\0';
    while (length > 0 && g_ascii_isspace(joined[length - 1]))
      joined[--length] = '\0';
    has_verb = may_have_verb(line) || has_verb;
    enum evidence evidence = judge(joined, length, has_verb, quoted);
    if (evidence == ANCHORED)
      return end - n;
    if (evidence == FLOATING && floating == G_MAXUINT)
      floating = end - n;
  }
  /* "Mina Lee <" was broken off from its address */
  if (floating != G_MAXUINT && floating > 0) {
    const struct request_line *before = &lines->line[floating - 1];
    if (before->length > 0 && before->text[before->length - 1] == '<' && !(before->role & LINE_QUOTE))
      floating--;
  }
  return floating;
}

void request_find_introductions(struct request_lines *lines)
{
  for (guint i = 0; i < MIN(lines->n, (guint)REQUEST_CLOSE_LINES); i++) {
    if (!may_end(&lines->line[i]))
      continue;
    guint start = start_of(lines, i);
    for (guint k = start; start != G_MAXUINT && k <= i; k++)
      lines->line[k].role |= LINE_INTRODUCTION;
  }
}
