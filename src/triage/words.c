#include <build.h> /* memmem() */
#include "triage/words-private.h"

#include "base/fault.h"
#include "triage/folded.h"
#include "triage/literal.h"

#include <stdlib.h>
#include <string.h>

/* An expression may back-track this often from one place; one that nests repetitions would otherwise take minutes. The
 * limit holds for each starting place, so the length is bounded as well. */
#define REGEX_LIMITS "(*LIMIT_MATCH=50000)(*LIMIT_DEPTH=5000)(*LIMIT_HEAP=10000)"
enum { MAX_PATTERN = 4096 };

G_DEFINE_QUARK(deskbell-words-error-quark, words_error)

/* The stored form of words is WORDS and the folded text; that of an expression is EXPRESSION, the literals that it needs,
 * each with END_OF_LITERAL behind it, END_OF_LITERALS, and the expression. */
enum { WORDS = 'w', EXPRESSION = 'e', END_OF_LITERAL = 1, END_OF_LITERALS = 2 };

struct expression {
  const char *literals; /* of which a text must have one; none: that is not known */
  const char *text;
  GRegex *regex; /* NULL until it is needed, which in most mails is never */
};

struct words_pattern {
  struct expression *expression; /* NULL for words */
  const char *words; /* folded */
  gsize literal; /* bytes up to the first `*`, which can be searched for as they are */
  char *stored;  /* NULL: somebody else's */
};

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

/* GLib has PCRE2 trust that the expression is UTF-8. */
static GRegex *compile(const char *expression, GError **error)
{
  if (!g_utf8_validate(expression, -1, NULL)) {
    g_set_error(error, WORDS_ERROR, FAULT_CONFIG, "an expression that is not UTF-8");
    return NULL;
  }
  g_autofree char *limited = g_strconcat(REGEX_LIMITS, expression, NULL);
  return g_regex_new(limited, G_REGEX_CASELESS, 0, error);
}

static gboolean check(const char *expression, GError **error)
{
  GError *failure = NULL;
  GRegex *regex = compile(expression, &failure);
  if (regex) {
    g_regex_unref(regex);
    return TRUE;
  }
  if (g_error_matches(failure, WORDS_ERROR, FAULT_CONFIG)) {
    g_propagate_error(error, failure);
    return FALSE;
  }
  set_regex_error(error, expression, failure);
  g_error_free(failure);
  return FALSE;
}

static char *store_expression(const char *pattern, gboolean trusted, GError **error)
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
  if (!trusted && !check(expression, error))
    return NULL;
  GString *stored = g_string_new(NULL);
  g_string_append_c(stored, EXPRESSION);
  g_autoptr(GPtrArray) needed = trusted ? NULL : literal_needed(expression); /* whoever trusts it looks for itself */
  for (guint i = 0; needed && i < needed->len; i++)
    g_string_append_printf(stored, "%s%c", (const char *)needed->pdata[i], END_OF_LITERAL);
  g_string_append_printf(stored, "%c%s", END_OF_LITERALS, expression);
  return g_string_free(stored, FALSE);
}

static char *marked(char mark, const char *text)
{
  const char marks[] = { mark, '\0' };
  return g_strconcat(marks, text, NULL);
}

static char *store(const char *pattern, gboolean trusted, GError **error)
{
  if (strlen(pattern) > MAX_PATTERN) {
    g_set_error(error, WORDS_ERROR, FAULT_CONFIG, "a pattern of more than %d bytes", MAX_PATTERN);
    return NULL;
  }
  if (pattern[0] == '/')
    return store_expression(pattern, trusted, error);
  g_autoptr(Folded) folded = folded_new(pattern);
  const char *words = g_strstrip(folded->text);
  if (words[0] && words[0] != '*')
    return marked(WORDS, words);
  g_set_error(error, WORDS_ERROR, FAULT_CONFIG,
              words[0] ? "a pattern cannot start with '*'" : "a pattern without any words");
  return NULL;
}

char *words_store(const char *pattern, GError **error)
{
  return store(pattern, FALSE, error);
}

char *words_store_trusted(const char *pattern, GError **error)
{
  return store(pattern, TRUE, error);
}

const char *words_stored_expression(const char *stored)
{
  const char *end = stored[0] == EXPRESSION ? strchr(stored, END_OF_LITERALS) : NULL;
  return end ? end + 1 : NULL;
}

char *words_store_bare(const char *expression)
{
  const char marks[] = { EXPRESSION, END_OF_LITERALS, '\0' };
  return g_strconcat(marks, expression, NULL);
}

struct words_pattern *words_load(const char *stored)
{
  const char *text = strchr(stored, END_OF_LITERALS);
  gboolean is_words = stored[0] == WORDS && stored[1] && stored[1] != '*';
  if (!is_words && (stored[0] != EXPRESSION || !text))
    return NULL;
  struct words_pattern *pattern = g_new0(struct words_pattern, 1);
  if (is_words) {
    pattern->words = stored + 1;
    pattern->literal = strcspn(pattern->words, "*");
  } else {
    pattern->expression = g_new(struct expression, 1);
    *pattern->expression = (struct expression){ .literals = stored + 1, .text = text + 1 };
  }
  return pattern;
}

struct words_pattern *words_compile(const char *pattern, GError **error)
{
  char *stored = words_store(pattern, error);
  if (!stored)
    return NULL;
  struct words_pattern *compiled = words_load(stored);
  compiled->stored = stored;
  return compiled;
}

void words_free(struct words_pattern *pattern)
{
  if (!pattern)
    return;
  if (pattern->expression)
    g_clear_pointer(&pattern->expression->regex, g_regex_unref);
  g_free(pattern->expression);
  g_free(pattern->stored);
  g_free(pattern);
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

gboolean words_match_at(const struct words_text *text, const char *words, gsize place, struct words_span *ret)
{
  const char *whole = words_text_folded(text)->text, *p = whole + place;
  const char *stop = starts_word(whole, p) ? match_here(words, whole, p) : NULL;
  if (stop)
    *ret = (struct words_span){ place, (gsize)(stop - whole) };
  return stop != NULL;
}

static gboolean find_words(const struct words_pattern *pattern, const struct words_text *text, gsize from,
                           struct words_span *ret)
{
  const struct folded *folded = words_text_folded(text);
  const char *whole = folded->text, *end = whole + folded->length;
  if (from > folded->length || !words_text_may_have(text, pattern->words, pattern->literal))
    return FALSE;
  const char *p = whole + from;
  while ((p = memmem(p, end - p, pattern->words, pattern->literal))) {
    if (words_match_at(text, pattern->words, p - whole, ret))
      return TRUE;
    p++;
  }
  return FALSE;
}

static gboolean may_match(const struct expression *expression, const struct words_text *text)
{
  if (*expression->literals == END_OF_LITERALS)
    return TRUE;
  const char *end;
  for (const char *p = expression->literals; *p != END_OF_LITERALS && (end = strchr(p, END_OF_LITERAL)); p = end + 1)
    if (end - p < LITERAL_SHORTEST || words_text_may_have_literal(text, p, (gsize)(end - p)))
      return TRUE;
  return FALSE;
}

static gboolean find_expression(struct expression *expression, const struct words_text *text, gsize from,
                                struct words_span *ret)
{
  const struct folded *folded = words_text_folded(text);
  gsize length = words_text_seen(text);
  if (from > folded->length || folded->map[from] > length || !may_match(expression, text))
    return FALSE;
  if (!expression->regex && !(expression->regex = compile(expression->text, NULL)))
    return FALSE;
  g_autoptr(GMatchInfo) info = NULL;
  int start, end;
  if (!g_regex_match_full(expression->regex, folded->original, length, folded->map[from], 0, &info, NULL) ||
      !g_match_info_fetch_pos(info, 0, &start, &end) || start < 0)
    return FALSE;
  *ret = (struct words_span){ folded_place(folded, start), folded_place(folded, end) };
  return TRUE;
}

gboolean words_find(const struct words_pattern *pattern, const struct words_text *text, gsize from,
                    struct words_span *ret)
{
  return pattern->expression ? find_expression(pattern->expression, text, from, ret)
                             : find_words(pattern, text, from, ret);
}
