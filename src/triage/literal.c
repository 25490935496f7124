#include "triage/literal.h"

#include "base/cluster.h"

#include <string.h>

enum { MAX_NESTING = 30 };

struct scan {
  const char *p;
  guint nesting;
  gboolean lost; /* something stands here that this does not read */
};

enum atom { LITERAL, GROUP, OTHER };
enum times { ONCE, ONCE_OR_MORE, PERHAPS };

/* What is needed is a list of sets of literals; of each set one or more stands in every text that matches. NULL: nothing
 * that can be told. */
static GPtrArray *read_alternatives(struct scan *scan);

/* Neither of two cases nor joined with others to one character when matched. */
static gboolean is_plain(gunichar c)
{
  return (c >= ' ' && c < 0x7F) || cluster_folds_to_itself(c);
}

static guint shortest(const GPtrArray *literals)
{
  gsize least = G_MAXUINT;
  for (guint i = 0; i < literals->len; i++)
    least = MIN(least, strlen(literals->pdata[i]));
  return (guint)least;
}

static void unref_if(GPtrArray *array)
{
  if (array)
    g_ptr_array_unref(array);
}

static GPtrArray *sets_new(void)
{
  return g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
}

/* The one that is likelier to rule a text out. */
static const GPtrArray *best_of(const GPtrArray *sets)
{
  const GPtrArray *best = NULL;
  for (guint i = 0; sets && i < sets->len; i++)
    if (!best || shortest(sets->pdata[i]) > shortest(best))
      best = sets->pdata[i];
  return best;
}

static void end_run(GString *run, GPtrArray *sets)
{
  if (run->len >= LITERAL_SHORTEST) {
    GPtrArray *alone = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(alone, g_strndup(run->str, run->len));
    g_ptr_array_add(sets, alone);
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
  else
    unref_if(inside);
}

static enum atom read_escape(struct scan *scan, gunichar *ret)
{
  gunichar c = g_utf8_get_char(scan->p + 1);
  if (g_ascii_isalnum((char)c) && c < 0x80) {
    scan->lost |= !strchr("AbBdDhHnrsStwWzZ", (char)c);
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

/* Takes `more`, which may be NULL. */
static void add_sets(GPtrArray *sets, GPtrArray *more)
{
  if (more)
    g_ptr_array_extend_and_steal(sets, more);
}

static GPtrArray *read_sequence(struct scan *scan)
{
  GPtrArray *sets = sets_new();
  GString *run = g_string_new(NULL);
  while (!scan->lost && *scan->p && *scan->p != '|' && *scan->p != ')') {
    gunichar c = 0;
    GPtrArray *group = NULL;
    enum atom atom = read_atom(scan, &c, &group);
    enum times times = read_times(scan);
    if (atom == LITERAL && times != PERHAPS)
      g_string_append_unichar(run, c < 0x80 ? (gunichar)g_ascii_tolower((char)c) : c);
    if (atom != LITERAL || times != ONCE)
      end_run(run, sets);
    if (group && times == PERHAPS)
      g_clear_pointer(&group, g_ptr_array_unref);
    add_sets(sets, group);
  }
  end_run(run, sets);
  g_string_free(run, TRUE);
  if (!sets->len)
    g_clear_pointer(&sets, g_ptr_array_unref);
  return sets;
}

/* One of the best sets of two alternatives. Takes both, of which any may be NULL. */
static GPtrArray *either(GPtrArray *one, GPtrArray *other)
{
  GPtrArray *both = NULL;
  if (one && other) {
    GPtrArray *all = g_ptr_array_new_with_free_func(g_free);
    const GPtrArray *bests[] = { best_of(one), best_of(other) };
    for (gsize i = 0; i < G_N_ELEMENTS(bests); i++)
      for (guint k = 0; k < bests[i]->len; k++)
        g_ptr_array_add(all, g_strdup(bests[i]->pdata[k]));
    both = sets_new();
    g_ptr_array_add(both, all);
  }
  unref_if(one);
  unref_if(other);
  return both;
}

static GPtrArray *read_alternatives(struct scan *scan)
{
  GPtrArray *sets = read_sequence(scan);
  while (!scan->lost && *scan->p == '|') {
    scan->p++;
    sets = either(sets, read_sequence(scan));
  }
  return sets;
}

GPtrArray *literal_sets(const char *expression)
{
  struct scan scan = { .p = expression };
  GPtrArray *sets = read_alternatives(&scan);
  if (sets && (scan.lost || *scan.p))
    g_clear_pointer(&sets, g_ptr_array_unref);
  return sets;
}

GPtrArray *literal_needed(const char *expression)
{
  g_autoptr(GPtrArray) sets = literal_sets(expression);
  const GPtrArray *best = best_of(sets);
  return best ? g_ptr_array_ref((GPtrArray *)best) : NULL;
}
