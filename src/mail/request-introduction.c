/* "On Monday Mina wrote:". Mail programs write a date, a name, an address and a verb, in this or another order and broken
 * over up to five lines. What ends it is looked for, and then its start in the lines before. */
#include "mail/request-private.h"

#include <string.h>

/* `goes_on`: name or date may follow the verb. */
static const struct {
  const char *words;
  gboolean goes_on;
} verbs[] = {
  { "wrote", FALSE },          { "writes", FALSE },       { "schrieb", TRUE },        { "a écrit", FALSE },
  { "écrit", FALSE },          { "escribió", TRUE },      { "escribio", FALSE },      { "ha scritto", FALSE },
  { "escreveu", FALSE },       { "schreef", TRUE },       { "geschreven", FALSE },    { "skrev", TRUE },
  { "kirjoitti", TRUE },       { "napisał", TRUE },       { "pisze", FALSE },         { "napsal", TRUE },
  { "napísal", TRUE },         { "написал", TRUE },       { "пишет", FALSE },         { "писал", TRUE },
  { "написав", TRUE },         { "пише", FALSE },         { "написа", FALSE },        { "yazdı", FALSE },
  { "yazmış", FALSE },         { "έγραψε", TRUE },        { "ezt írta", TRUE },       { "írta", TRUE },
  { "a scris", FALSE },        { "va escriure", FALSE },  { "je napisao", FALSE },    { "je napisal", FALSE },
  { "đã viết", FALSE },        { "menulis", FALSE },      { "เขียนว่า", FALSE },       { "כתב", TRUE },
  { "كتب", TRUE },              { "geschrieben", FALSE },  { "님이 작성", FALSE },      { "작성", FALSE },
  { "님이 씀", FALSE },         { "쓴 글", FALSE },        { "님이 쓴 글", FALSE },     { "님의 글", FALSE },
  { "님의 말", FALSE },         { "님께서 작성", FALSE },   { "님이 보낸 메일", FALSE }, { "写道", FALSE },
  { "寫道", FALSE },            { "さんは書きました", FALSE }, { "のメール", FALSE },    { "書きました", FALSE },
  { "のメッセージ", FALSE },    { "撰写", FALSE },          { "rašė", FALSE },
  { "kirjutas", FALSE },       { "rakstīja", FALSE },     { "skrifaði", FALSE },
};

static struct request_words verb_words = REQUEST_WORDS(verbs);

/* What an introduction begins with, when it begins with a word. */
static const char *const starts[] = {
  "On ",  "At ",    "Am ",    "Le ",  "El ",  "Il ",  "Em ",   "Op ", "Den ", "W dniu ", "Dnia ", "Dne ",  "Dňa ", "Pe ",
  "În ",  "La data", "Vào ",  "Pada ", "Στις ", "Στις", "Il giorno", "在",  "於 ",  "于",      "Em\u00a0", "El día ", "På ",
  "Kl. ",
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

/* "Quoting Mina <mina@acme.example>:" */
static gboolean begins_quoting(const char *text)
{
  static const char *const words[] = { "Quoting ", "Zitat von ", "Quotando ", "Citando ", "Citerar ", "Citeren " };
  for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
    if (g_str_has_prefix(text, words[i]))
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

/* "Mina <mina@acme.example>님이 2026. 11. 23. 오전 10:00에 작성하였습니다." */
static gboolean ends_in_verb(const char *text)
{
  return has_address(text) && (g_str_has_suffix(text, "작성하였습니다.") || g_str_has_suffix(text, "작성했습니다.") ||
                               g_str_has_suffix(text, "작성함"));
}

/* Without the dashes, stars and blanks that some programs put around it. */
static gsize bare_length(const char *text, gsize length)
{
  while (length > 0 && strchr(" \t-_*>", text[length - 1]))
    length--;
  return length;
}

enum { NO_VERB = G_MAXUINT8 };

static gboolean is_inside_word(const char *text, const char *p)
{
  return p > text && ((g_ascii_isalpha(p[-1]) && g_ascii_isalpha(*p)) || ((guint8)*p & 0xC0) == 0x80);
}

static guint8 look_for_verb(const char *text)
{
  for (const char *p = text; *p; p++) {
    gsize i = *p == ' ' || is_inside_word(text, p) ? 0 : request_next_word(&verb_words, p, 0);
    if (i)
      return (guint8)i;
  }
  return NO_VERB;
}

/* The number of the verb in the line, looked for once, before lines are put together. */
static guint8 verb_of(struct request_line *line)
{
  if (line->hints == 0)
    line->hints = look_for_verb(line->text);
  return line->hints;
}

/* The end of the last such verb in `text`, when nothing comes after it that does not belong there; NULL else. */
static const char *find_verb(const char *text, guint8 verb)
{
  static const char *const objects[] = { " the following", " ceci",      " lo siguiente", " on ",
                                         " at ",           "하였습니다", "했습니다",      "하셨습니다" };
  enum { LONGEST_REST = 20 };
  if (verb == NO_VERB)
    return NULL;
  const char *words = verbs[verb - 1].words, *found = NULL;
  for (const char *next = strstr(text, words); next; next = strstr(next + 1, words))
    found = is_inside_word(text, next) ? found : next;
  if (!found)
    return NULL;
  const char *after = found + strlen(words);
  if (verbs[verb - 1].goes_on && (strchr(" :(,a/", *after) || (guint8)*after >= 0x80))
    return after;
  gboolean is_word = g_ascii_isalpha(*after) ||
                     (*after == ' ' && g_ascii_isalpha(after[1]) && !has_digits(after, strlen(after), 1));
  if (strlen(after) <= LONGEST_REST && !is_word)
    return after;
  for (gsize i = 0; i < G_N_ELEMENTS(objects); i++)
    if (g_str_has_prefix(after, objects[i]))
      return after;
  return NULL;
}

/* "2026-11-23 17:21 GMT+01:00 Mina Lee", "2026/11/2 mina <mina@acme.example>", "чт, 5 янв. 2026 г. в 23:39, <...>:" */
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

/* How sure one can be that `text` is an introduction from its first letter to its last. `quote_follows`: little else is
 * needed then. */
static enum evidence judge(const char *text, gsize length, guint8 verb_number, gboolean quote_follows)
{
  if (verb_number == NO_VERB && !quote_follows && !has_year(text))
    return NOTHING;
  if (g_str_has_prefix(text, "Posted by ") && strstr(text, " on ") && g_ascii_isdigit(text[length - 1]))
    return ANCHORED;
  gsize bare = bare_length(text, length);
  gboolean has_colon = ends_in_colon(text, bare) || ends_in_verb(text), is_framed = *text == '-' && bare < length;
  text += strspn(text, "-* ");
  const char *verb = has_colon || is_framed || quote_follows ? find_verb(text, verb_number) : NULL;
  gboolean is_named = bare < 100 && g_ascii_isupper(text[strnlen(text, 3)]); /* "On Monday Mina wrote:" */
  if (verb && begins_anchored(text) &&
      (has_digits(text, strlen(text), 1) || has_address(text) || quote_follows || is_named))
    return ANCHORED;
  if (verb && (begins_with_date(text) || is_framed))
    return ANCHORED;
  if (quote_follows && has_colon && begins_quoting(text))
    return ANCHORED;
  if (verb && (has_address(text) || (has_time(text) && has_year(text)) || strstr(text, " via ")))
    return FLOATING;
  if (is_dated_sender(text, bare_length(text, length) + (length > 0 && text[length - 1] == '>' ? 1 : 0)))
    return ANCHORED;
  gboolean is_dated = (has_address(text) && has_digits(text, strlen(text), 4)) || (has_time(text) && has_year(text));
  if (quote_follows && has_colon && (verb || is_dated))
    return FLOATING;
  return NOTHING;
}

enum { MOST_LINES = 5, LONGEST = 600 };

static gboolean may_end(const struct request_line *line)
{
  if (line->role & LINE_EMPTY || line->length > LONGEST)
    return FALSE;
  switch (line->text[line->length - 1]) {
  case ':':
  case '*':
    return TRUE;
  case '-':
    return *line->text == '-' && line->length > 20;
  case '>':
    return g_ascii_isdigit(*line->text);
  case '\x9A': /* the last byte of a wide colon */
    return ends_in_colon(line->text, line->length);
  default:
    if (g_str_has_prefix(line->text, "Posted by "))
      return TRUE;
    return (g_ascii_isdigit(*line->text) && line->length < 100 && strstr(line->text, " GMT")) ||
           ends_in_verb(line->text) || g_str_has_suffix(line->text, " wrote") || g_str_has_suffix(line->text, "écrit");
  }
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
  gboolean quoted = quote_follows(lines, end);
  guint8 verb = NO_VERB;
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
    verb = verb == NO_VERB ? verb_of(line) : verb;
    enum evidence evidence = judge(joined, length, verb, quoted);
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
