#include "triage/negation.h"

#include "triage/folded.h"
#include "triage/negation-words.h"

#include <string.h>

enum { MAX_FILLERS = 4, MAX_PARTICLES = 8, MAX_CLAUSE = 240, MAX_WORD = 240 }; /* bytes of a clause, of a word */

#define IN(table, ...) is_in(table, G_N_ELEMENTS(table), __VA_ARGS__)
#define BEGINS_WITH_ONE_OF(table, text) begins_with(table, G_N_ELEMENTS(table), text)

static gboolean is_in(const char *const *table, gsize n, const char *word, gsize length)
{
  for (gsize i = 0; i < n; i++)
    if (strlen(table[i]) == length && !memcmp(table[i], word, length))
      return TRUE;
  return FALSE;
}

static gboolean begins_with(const char *const *table, gsize n, const char *text)
{
  for (gsize i = 0; i < n; i++)
    if (table[i][0] == text[0] && table[i][1] == text[1] && !strncmp(text, table[i], strlen(table[i])))
      return TRUE;
  return FALSE;
}

static gboolean ends_with(const char *const *table, gsize n, const char *word, gsize length)
{
  for (gsize i = 0; i < n; i++) {
    gsize m = strlen(table[i]);
    if (length >= m && !memcmp(word + length - m, table[i], m))
      return TRUE;
  }
  return FALSE;
}

/* A point ends a sentence only before a space, not in 4.2 or example.com. */
static gboolean ends_clause(const char *p)
{
  switch ((guchar)*p) {
  case '\0':
  case '!':
  case '?':
  case ';':
  case ':':
  case ',':
    return TRUE;
  case '.':
    return !p[1] || p[1] == ' ';
  case 0xE3: /* 。 and 、 */
    return (guchar)p[1] == 0x80 && ((guchar)p[2] == 0x81 || (guchar)p[2] == 0x82);
  default:
    return FALSE;
  }
}

static gsize clause_start(const char *text, gsize start)
{
  const char *p = text + start, *earliest = start > MAX_CLAUSE ? p - MAX_CLAUSE : text;
  while (p > earliest) {
    const char *before = g_utf8_prev_char(p);
    if (ends_clause(before))
      break;
    p = before;
  }
  while (*p == ' ' && p < text + start)
    p++;
  return p - text;
}

static gboolean is_negator(const char *word, gsize length)
{
  return IN(negators, word, length) || (length > 3 && !memcmp(word + length - 3, "n't", 3));
}

/* The end of one of the table that stands right before `p`; 0. */
static gsize length_before(const char *const *table, gsize n, const char *text, gsize place)
{
  for (gsize i = 0; i < n; i++) {
    gsize length = strlen(table[i]);
    if (place >= length && !memcmp(text + place - length, table[i], length))
      return length;
  }
  return 0;
}

static gsize length_at(const char *const *table, gsize n, const char *p)
{
  for (gsize i = 0; i < n; i++)
    if (table[i][0] == p[0] && table[i][1] == p[1] && !strncmp(p, table[i], strlen(table[i])))
      return strlen(table[i]);
  return 0;
}

#define BEFORE(table, ...) length_before(table, G_N_ELEMENTS(table), __VA_ARGS__)
#define AT(table, p) length_at(table, G_N_ELEMENTS(table), p)

static gboolean negated_in_chinese(const char *text, gsize start)
{
  gsize length;
  for (guint i = 0; i <= MAX_FILLERS; i++, start -= length) {
    length = BEFORE(zh_fillers, text, start);
    if (!length)
      break;
  }
  return BEFORE(zh_negators, text, start) > 0;
}

static gboolean negated_in_japanese(const char *p)
{
  for (guint i = 0; i < MAX_PARTICLES; i++) {
    if (AT(ja_denials, p))
      return TRUE;
    gsize length = AT(ja_fillers, p);
    if (!length)
      return FALSE;
    p += length;
  }
  return FALSE;
}

/* Where the thought begins that a clause with "dass" belongs to: "ich kann nicht sagen, dass es dringend ist". */
static gsize thought_start(const char *text, gsize start)
{
  gsize from = clause_start(text, start);
  return from > 2 && g_str_has_prefix(text + from, "dass ") && text[from - 2] == ',' ? clause_start(text, from - 2) : from;
}

/* Goes back word by word over fillers to a negator. */
static gboolean negated_before(const char *text, gsize start)
{
  for (gsize i = 0; i < G_N_ELEMENTS(denying_prefixes); i++) {
    gsize n = strlen(denying_prefixes[i]);
    if (start >= n && !memcmp(text + start - n, denying_prefixes[i], n))
      return TRUE;
  }
  if (start && (guchar)text[start - 1] >= 0x80 && negated_in_chinese(text, start))
    return TRUE;
  gsize from = thought_start(text, start), end = start;
  if (end - from > 2 && text[end - 1] == '\'') /* rien d'urgent */
    end -= 2;
  for (guint i = 0; i <= MAX_FILLERS && end > from; i++) {
    while (end > from && (text[end - 1] == ' ' || text[end - 1] == ','))
      end--;
    gsize word = end;
    while (word > from && text[word - 1] != ' ')
      word--;
    if (end == word)
      return FALSE;
    if (is_negator(text + word, end - word) || (end - word == strlen("안") && !memcmp(text + word, "안", end - word)))
      return TRUE;
    if (!IN(fillers, text + word, end - word))
      return FALSE;
    end = word;
  }
  return FALSE;
}

/* The word at `p`, without the punctuation behind it; `*next` is the word after it, NULL at the end of the clause. It is
 * asked at every match, so a text that is one long word must not be read to its end each time. */
static gsize word_at(const char *p, const char **next)
{
  gsize length = 0;
  while (length < MAX_WORD && p[length] && p[length] != ' ' && !ends_clause(p + length))
    length++;
  *next = p[length] == ' ' ? p + length + 1 : NULL;
  return length;
}

/* Whether the thought ends behind a negator that stands at `word`. */
static gboolean is_denied_later(const char *word)
{
  const char *next;
  for (guint i = 0; word && i <= MAX_FILLERS; i++) {
    gsize length = word_at(word, &next);
    if (IN(later_negators, word, length)) {
      const char *after = next;
      return !after || IN(later_ends, after, word_at(after, &next));
    }
    if (!IN(later_fillers, word, length))
      return FALSE;
    word = next;
  }
  return FALSE;
}

/* Korean denies after the word: 급하지 않습니다, 급한 건 아니에요. */
static gboolean negated_after(const char *text, gsize start, gsize end)
{
  if ((guchar)text[end] >= 0x80 && negated_in_japanese(text + end))
    return TRUE;
  if (text[end] == ' ' && is_denied_later(text + end + 1))
    return TRUE;
  gsize first = end;
  while (first > start && text[first - 1] != ' ')
    first--;
  const char *next;
  gsize length = word_at(text + first, &next);
  g_autofree char *rest = g_strndup(text + end, first + length > end ? first + length - end : 0);
  for (gsize i = 0; i < G_N_ELEMENTS(ko_within); i++)
    if (strstr(rest, ko_within[i]))
      return TRUE;
  if (next && ends_with(ko_stems, G_N_ELEMENTS(ko_stems), text + first, length) &&
      BEGINS_WITH_ONE_OF(ko_after_stem, next))
    return TRUE;
  for (guint i = 0; next && i <= MAX_FILLERS; i++) {
    if (BEGINS_WITH_ONE_OF(ko_denials, next))
      return TRUE;
    const char *word = next;
    length = word_at(word, &next);
    if (!IN(ko_fillers, word, length))
      return FALSE;
  }
  return FALSE;
}

gboolean negation_near(const struct folded *folded, gsize start, gsize end)
{
  return negated_before(folded->text, start) || negated_after(folded->text, start, end);
}

static gboolean conditional_after(const char *text, gsize start, gsize end)
{
  gsize first = end;
  while (first > start && text[first - 1] != ' ')
    first--;
  const char *word = text + first;
  for (guint i = 0; word && i < 3; i++) {
    const char *next;
    gsize length = word_at(word, &next);
    if (word + length > text + end && ends_with(&ko_conditional_ending, 1, word, length))
      return !ends_with(ko_requests, G_N_ELEMENTS(ko_requests), word, length);
    if (IN(ko_conditionals, word, length))
      return TRUE;
    word = next;
  }
  return FALSE;
}

static gboolean conditional_later(const char *p)
{
  for (gsize i = 0; i < G_N_ELEMENTS(later_conditions); i++) {
    const char *found = g_strstr_len(p, (gssize)strnlen(p, later_conditions[i].within), later_conditions[i].words);
    if (!found || (later_conditions[i].unless && g_str_has_prefix(found, later_conditions[i].unless)) ||
        BEFORE(ja_requests, p, (gsize)(found - p)))
      continue;
    const char *q = p;
    while (q < found && !ends_clause(q) && *q != ' ')
      q++;
    if (q == found)
      return TRUE;
  }
  return FALSE;
}

/* Where words begin: after a space, or anywhere in scripts without. */
static gboolean may_begin(const char *clause, const char *p)
{
  if (((guchar)*p & 0xC0) == 0x80) /* within a character */
    return FALSE;
  return p == clause || p[-1] == ' ' || (guchar)p[-1] >= 0x80 || (guchar)*p >= 0x80;
}

static gboolean names_own(const char *clause)
{
  for (const char *p = clause; *p; p++)
    if (may_begin(clause, p) && BEGINS_WITH_ONE_OF(own, p))
      return TRUE;
  return FALSE;
}

static gboolean has_question(const char *clause)
{
  gboolean tale = FALSE;
  for (const char *p = clause; *p; p++) {
    if (!may_begin(clause, p))
      continue;
    if (BEGINS_WITH_ONE_OF(questions, p) && !BEGINS_WITH_ONE_OF(no_questions, p))
      return TRUE;
    tale |= BEGINS_WITH_ONE_OF(tales, p);
  }
  return tale && !names_own(clause);
}

static gboolean begins_with_any(const char *const *table, gsize n, const char *text)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_has_prefix(text, table[i]))
      return TRUE;
  return FALSE;
}

/* A word alone between quotation marks, or a name for a service: the "urgent" tag, urgent care. */
static gboolean is_mention(const char *text, gsize start, gsize end)
{
  gboolean one_word = !memchr(text + start, ' ', end - start);
  gsize opened = one_word && !BEFORE(stressed, text, start) ? BEFORE(mention_openings, text, start) : 0;
  gboolean closed = opened && begins_with_any(mention_closings, G_N_ELEMENTS(mention_closings), text + end);
  return opened > 4 || closed || AT(services, text + end);
}

gboolean negation_hypothetical(const struct folded *folded, gsize start, gsize end)
{
  const char *text = folded->text;
  if (is_mention(text, start, end))
    return TRUE;
  gsize from = thought_start(text, start);
  g_autofree char *clause = g_strndup(text + from, start - from);
  const char *p = clause;
  while (*p && (AT(openings, p) || strchr(" \"'(-", *p)))
    p += MAX(AT(openings, p), 1);
  for (gsize i = 0; i < G_N_ELEMENTS(links); i++)
    if (g_str_has_prefix(p, links[i]))
      p += strlen(links[i]);
  if (BEGINS_WITH_ONE_OF(conditions, p) && !BEGINS_WITH_ONE_OF(experiences, p))
    return TRUE;
  return has_question(clause) || ((guchar)text[end] >= 0x80 && conditional_later(text + end)) ||
         conditional_after(text, start, end);
}
