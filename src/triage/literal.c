#include "triage/literal.h"

#include "base/text.h"

#include <string.h>

enum { MAX_NESTING = 30 };

struct scan {
  const char *p;
  guint nesting;
  gboolean lost; /* something stands here that this does not read */
};

enum atom { LITERAL, GROUP, OTHER };
enum times { ONCE, ONCE_OR_MORE, PERHAPS };

static GPtrArray *read_alternatives(struct scan *scan);

/* Neither of two cases nor joined with others to one character when matched. */
static gboolean is_plain(gunichar c)
{
  return (c >= ' ' && c < 0x7F) || text_is_hangul(c) || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3041 && c <= 0x3096) ||
         (c >= 0x30A1 && c <= 0x30FA);
}

static guint shortest(const GPtrArray *literals)
{
  gsize least = G_MAXUINT;
  for (guint i = 0; i < literals->len; i++)
    least = MIN(least, strlen(literals->pdata[i]));
  return (guint)least;
}

/* Keeps the one that is likelier to rule a text out. Takes `literals`, which may be NULL. */
static void offer(GPtrArray **best, GPtrArray *literals)
{
  if (literals && (!*best || shortest(literals) > shortest(*best))) {
    GPtrArray *worse = *best;
    *best = literals;
    literals = worse;
  }
  if (literals)
    g_ptr_array_unref(literals);
}

static void end_run(GString *run, GPtrArray **best)
{
  if (run->len >= LITERAL_SHORTEST) {
    GPtrArray *alone = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(alone, g_strndup(run->str, run->len));
    offer(best, alone);
  }
  g_string_truncate(run, 0);
}

static void skip_set(struct scan *scan)
{
  const char *p = scan->p + 1;
  p += *p == '^';
  p += *p == ']';
  while (*p && *p != ']' && *p != '[') {
    p += *p == '\\' && p[1];
    p = g_utf8_next_char(p);
  }
  scan->lost |= *p != ']';
  scan->p = p + (*p == ']');
}

/* `ret` stays NULL for what is not part of the match: what stands ahead of or behind it. */
static void read_group(struct scan *scan, GPtrArray **ret)
{
  static const char *const around[] = { "(?=", "(?!", "(?<=", "(?<!" };
  gboolean aside = FALSE;
  gsize length = g_str_has_prefix(scan->p, "(?:") ? 3 : 1;
  for (gsize i = 0; i < G_N_ELEMENTS(around); i++)
    if (g_str_has_prefix(scan->p, around[i])) {
      length = strlen(around[i]);
      aside = TRUE;
    }
  scan->p += length;
  scan->lost |= (length == 1 && (*scan->p == '?' || *scan->p == '*')) || ++scan->nesting > MAX_NESTING;
  if (scan->lost)
    return;
  GPtrArray *inside = read_alternatives(scan);
  scan->nesting--;
  scan->lost |= *scan->p != ')';
  scan->p += *scan->p == ')';
  if (!aside)
    *ret = inside;
  else if (inside)
    g_ptr_array_unref(inside);
}

static enum atom read_escape(struct scan *scan, gunichar *ret)
{
  gunichar c = g_utf8_get_char(scan->p + 1);
  if (g_ascii_isalnum((char)c) && c < 0x80) {
    scan->lost |= !strchr("bBdDhHnrsStwW", (char)c);
    scan->p += 2;
    return OTHER;
  }
  scan->lost |= !is_plain(c);
  if (scan->lost)
    return OTHER;
  *ret = c;
  scan->p = g_utf8_next_char(scan->p + 1);
  return LITERAL;
}

static enum atom read_atom(struct scan *scan, gunichar *ret, GPtrArray **ret_group)
{
  switch (*scan->p) {
  case '(':
    read_group(scan, ret_group);
    return GROUP;
  case '[':
    skip_set(scan);
    return OTHER;
  case '\\':
    return read_escape(scan, ret);
  case '.':
  case '^':
  case '$':
    scan->p++;
    return OTHER;
  case '*':
  case '+':
  case '?':
  case '{':
    scan->lost = TRUE;
    return OTHER;
  default:
    *ret = g_utf8_get_char(scan->p);
    scan->p = g_utf8_next_char(scan->p);
    return is_plain(*ret) ? LITERAL : OTHER;
  }
}

static enum times read_times(struct scan *scan)
{
  enum times times = ONCE;
  if (*scan->p == '{') {
    gsize length = 1 + strspn(scan->p + 1, "0123456789,");
    scan->lost |= !g_ascii_isdigit(scan->p[1]) || scan->p[length] != '}';
    times = strtoul(scan->p + 1, NULL, 10) ? ONCE_OR_MORE : PERHAPS;
    scan->p += scan->lost ? 0 : length + 1;
  } else if (*scan->p && strchr("*+?", *scan->p)) {
    times = *scan->p == '+' ? ONCE_OR_MORE : PERHAPS;
    scan->p++;
  }
  if (times != ONCE && (*scan->p == '?' || *scan->p == '+')) /* lazy, possessive */
    scan->p++;
  return times;
}

static GPtrArray *read_sequence(struct scan *scan)
{
  GPtrArray *best = NULL;
  GString *run = g_string_new(NULL);
  while (!scan->lost && *scan->p && *scan->p != '|' && *scan->p != ')') {
    gunichar c = 0;
    GPtrArray *group = NULL;
    enum atom atom = read_atom(scan, &c, &group);
    enum times times = read_times(scan);
    if (atom == LITERAL && times != PERHAPS)
      g_string_append_unichar(run, c < 0x80 ? (gunichar)g_ascii_tolower((char)c) : c);
    if (atom != LITERAL || times != ONCE)
      end_run(run, &best);
    if (group && times == PERHAPS)
      g_clear_pointer(&group, g_ptr_array_unref);
    offer(&best, group);
  }
  end_run(run, &best);
  g_string_free(run, TRUE);
  return best;
}

static GPtrArray *read_alternatives(struct scan *scan)
{
  GPtrArray *all = g_ptr_array_new_with_free_func(g_free);
  for (;;) {
    GPtrArray *one = read_sequence(scan);
    if (one && all)
      g_ptr_array_extend_and_steal(all, one);
    else {
      g_clear_pointer(&all, g_ptr_array_unref); /* an alternative that needs nothing */
      g_clear_pointer(&one, g_ptr_array_unref);
    }
    if (scan->lost || *scan->p != '|')
      return all;
    scan->p++;
  }
}

GPtrArray *literal_needed(const char *expression)
{
  struct scan scan = { .p = expression };
  GPtrArray *needed = read_alternatives(&scan);
  if (needed && (scan.lost || *scan.p))
    g_clear_pointer(&needed, g_ptr_array_unref);
  return needed;
}
