#include <build.h> /* memmem() */
#include "triage/words.h"

#include "base/fault.h"
#include "base/text.h"
#include "triage/folded.h"

#include <stdlib.h>
#include <string.h>

/* An expression may back-track this often from one place; one that nests repetitions would otherwise take minutes. The
 * limit holds for each starting place, so the length is bounded as well. */
#define REGEX_LIMITS "(*LIMIT_MATCH=50000)(*LIMIT_DEPTH=5000)(*LIMIT_HEAP=10000)"
enum { MAX_REGEX_TEXT = 64 * 1024, MAX_PATTERN = 4096 };

G_DEFINE_QUARK(deskbell-words-error-quark, words_error)

struct words_pattern {
  GRegex *regex; /* NULL for words */
  gboolean korean; /* an expression that only a text with Hangul can match */
  char *words;   /* folded */
  gsize literal; /* bytes up to the first `*`, which can be searched for as they are */
};

struct words_text {
  struct folded *folded;
  gsize regex_length; /* of the original that expressions see */
  gboolean has_hangul;
  guint64 pairs[65536 / 64]; /* which two bytes stand side by side: most patterns are ruled out by this alone */
};

static gboolean has_pair(const struct words_text *text, const char *p)
{
  guint pair = (guint)(guchar)p[0] << 8 | (guchar)p[1];
  return text->pairs[pair / 64] >> (pair % 64) & 1;
}

/* GLib speaks of the expression with our limits in front; say it of what the person wrote. */
static void set_regex_error(GError **error, const char *expression, const GError *limited)
{
  g_autoptr(GError) plain = NULL;
  GRegex *regex = g_regex_new(expression, G_REGEX_CASELESS, 0, &plain);
  if (regex)
    g_regex_unref(regex);
  const char *message = plain ? plain->message : limited->message;
  const char *reason = strrchr(message, ':');
  const char *place = NULL;
  for (const char *p = message; (p = strstr(p, " at char ")); p++)
    place = p;
  if (reason && place && place < reason)
    g_set_error(error, WORDS_ERROR, FAULT_CONFIG, "bad expression at character %d:%s", atoi(place + 9) + 1, reason + 1);
  else
    g_set_error(error, WORDS_ERROR, FAULT_CONFIG, "bad expression: %s", message);
}

/* Past a character, an escaped one, or a set of an expression; NULL where it is not plain to see. */
static const char *skip_atom(const char *p)
{
  if (*p == '\\')
    return p[1] && p[1] != 'Q' ? g_utf8_next_char(p + 1) : NULL;
  if (*p != '[')
    return *p == '(' && (p[1] == '?' || p[1] == '*') ? NULL : g_utf8_next_char(p);
  gsize length = 1 + strcspn(p + 1, "[]\\");
  return p[length] == ']' && length > 1 ? p + length + 1 : NULL;
}

static gboolean is_optional(const char *after)
{
  return *after && strchr("?*{", *after);
}

/* Whether an expression starts with a syllable, or with a group each alternative of which does, and has no alternatives
 * outside of it: then it need not be tried on English mail, where expressions cost more than all words together. Says no
 * where it is not sure. */
static gboolean needs_hangul(const char *expression)
{
  gboolean group = *expression == '(', first = TRUE;
  int depth = 0;
  const char *next;
  for (const char *p = expression + group; *p; p = next) {
    next = skip_atom(p);
    if (!next || (first && (!text_is_hangul(g_utf8_get_char(p)) || is_optional(next))))
      return FALSE;
    depth += (*p == '(') - (*p == ')');
    first = *p == '|' && depth == 0;
    if (first && !group)
      return FALSE;
    if (depth < 0) {
      if (!group || is_optional(next))
        return FALSE;
      group = FALSE;
      depth = 0;
    }
  }
  return TRUE;
}

static GRegex *compile_expression(const char *pattern, GError **error)
{
  gsize length = strlen(pattern);
  if (length < 2 || pattern[length - 1] != '/') {
    g_set_error(error, WORDS_ERROR, FAULT_CONFIG, "an expression that starts with '/' must end with '/'");
    return NULL;
  }
  if (length == 2) {
    g_set_error(error, WORDS_ERROR, FAULT_CONFIG, "an empty expression matches everything");
    return NULL;
  }
  g_autofree char *expression = g_strndup(pattern + 1, length - 2);
  if (g_str_has_prefix(expression, "(*LIMIT")) {
    g_set_error(error, WORDS_ERROR, FAULT_CONFIG, "an expression cannot set its own limits");
    return NULL;
  }
  g_autofree char *limited = g_strconcat(REGEX_LIMITS, expression, NULL);
  g_autoptr(GError) failure = NULL;
  GRegex *regex = g_regex_new(limited, G_REGEX_CASELESS, 0, &failure);
  if (!regex)
    set_regex_error(error, expression, failure);
  return regex;
}

struct words_pattern *words_compile(const char *pattern, GError **error)
{
  if (strlen(pattern) > MAX_PATTERN) {
    g_set_error(error, WORDS_ERROR, FAULT_CONFIG, "a pattern of more than %d bytes", MAX_PATTERN);
    return NULL;
  }
  struct words_pattern *compiled = g_new0(struct words_pattern, 1);
  if (pattern[0] == '/') {
    compiled->regex = compile_expression(pattern, error);
    if (compiled->regex) {
      g_autofree char *expression = g_strndup(pattern + 1, strlen(pattern) - 2);
      compiled->korean = needs_hangul(expression);
      return compiled;
    }
    words_free(compiled);
    return NULL;
  }
  g_autoptr(Folded) folded = folded_new(pattern);
  compiled->words = g_strdup(g_strstrip(folded->text));
  compiled->literal = strcspn(compiled->words, "*");
  if (compiled->literal)
    return compiled;
  g_set_error(error, WORDS_ERROR, FAULT_CONFIG,
              compiled->words[0] ? "a pattern cannot start with '*'" : "a pattern without any words");
  words_free(compiled);
  return NULL;
}

void words_free(struct words_pattern *pattern)
{
  if (!pattern)
    return;
  g_clear_pointer(&pattern->regex, g_regex_unref);
  g_free(pattern->words);
  g_free(pattern);
}

struct words_text *words_text_new(const char *text)
{
  struct words_text *ready = g_new0(struct words_text, 1);
  ready->folded = folded_new(text);
  const char *original = ready->folded->original, *cut;
  ready->regex_length = strnlen(original, MAX_REGEX_TEXT);
  if (!g_utf8_validate(original, ready->regex_length, &cut))
    ready->regex_length = cut - original;
  const char *p = ready->folded->text;
  for (const char *q = original; *q && !ready->has_hangul; q = g_utf8_next_char(q))
    ready->has_hangul = text_is_hangul(g_utf8_get_char(q));
  for (gsize i = 0; i + 1 < ready->folded->length; i++) {
    guint pair = (guint)(guchar)p[i] << 8 | (guchar)p[i + 1];
    ready->pairs[pair / 64] |= G_GUINT64_CONSTANT(1) << (pair % 64);
  }
  return ready;
}

void words_text_free(struct words_text *text)
{
  if (!text)
    return;
  folded_free(text->folded);
  g_free(text);
}

static gboolean may_occur(const struct words_pattern *pattern, const struct words_text *text)
{
  for (gsize i = 0; i + 1 < pattern->literal; i++)
    if (!has_pair(text, pattern->words + i))
      return FALSE;
  return TRUE;
}

/* Whether a letter before `start` makes the match the tail of a longer word. */
static gboolean starts_word(const char *text, const char *start)
{
  if (start == text)
    return TRUE;
  enum joining first = folded_joining(g_utf8_get_char(start));
  enum joining before = folded_joining(g_utf8_get_char(g_utf8_prev_char(start)));
  return first != before || first == JOIN_NONE || first == JOIN_FREE;
}

static gboolean ends_word(const char *text, const char *end)
{
  if (!*end || end == text)
    return TRUE;
  return folded_joining(g_utf8_get_char(g_utf8_prev_char(end))) != JOIN_SPACED ||
         folded_joining(g_utf8_get_char(end)) != JOIN_SPACED;
}

/* Past the rest of the word whose first letters end at `p`; scripts without spaces have no such end. */
static const char *word_end(const char *p)
{
  enum joining joining = folded_joining(g_utf8_get_char(g_utf8_prev_char(p)));
  if (joining == JOIN_NONE || joining == JOIN_FREE)
    return p;
  while (*p && folded_joining(g_utf8_get_char(p)) == joining)
    p = g_utf8_next_char(p);
  return p;
}

/* A `*` at the end of a word of the pattern; anywhere else it is only a character. */
static gboolean is_any_ending(const char *p)
{
  return p[0] == '*' && (p[1] == '\0' || p[1] == ' ');
}

/* The end of the match that starts at `start`, or NULL. */
static const char *match_here(const char *words, const char *text, const char *start)
{
  const char *t = start;
  for (const char *w = words; *w; w++) {
    if (is_any_ending(w))
      t = word_end(t);
    else if (*t == *w)
      t++;
    else
      return NULL;
  }
  return ends_word(text, t) ? t : NULL;
}

static gboolean find_words(const struct words_pattern *pattern, const struct words_text *text, gsize from,
                           struct words_span *ret)
{
  const char *whole = text->folded->text, *end = whole + text->folded->length;
  if (from > text->folded->length || !may_occur(pattern, text))
    return FALSE;
  const char *p = whole + from;
  while ((p = memmem(p, end - p, pattern->words, pattern->literal))) {
    const char *stop = starts_word(whole, p) ? match_here(pattern->words, whole, p) : NULL;
    if (stop) {
      *ret = (struct words_span){ p - whole, stop - whole };
      return TRUE;
    }
    p++;
  }
  return FALSE;
}

static gboolean find_expression(const struct words_pattern *pattern, const struct words_text *text, gsize from,
                                struct words_span *ret)
{
  const struct folded *folded = text->folded;
  gsize length = text->regex_length;
  if (pattern->korean && !text->has_hangul)
    return FALSE;
  if (from > folded->length || folded->map[from] > length)
    return FALSE;
  g_autoptr(GMatchInfo) info = NULL;
  int start, end;
  if (!g_regex_match_full(pattern->regex, folded->original, length, folded->map[from], 0, &info, NULL) ||
      !g_match_info_fetch_pos(info, 0, &start, &end) || start < 0)
    return FALSE;
  *ret = (struct words_span){ folded_place(folded, start), folded_place(folded, end) };
  return TRUE;
}

gboolean words_find(const struct words_pattern *pattern, const struct words_text *text, gsize from,
                    struct words_span *ret)
{
  return (pattern->regex ? find_expression : find_words)(pattern, text, from, ret);
}

const struct folded *words_text_folded(const struct words_text *text)
{
  return text->folded;
}
