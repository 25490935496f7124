#include "triage/signals-private.h"

#include "base/clock.h"
#include "base/text.h"
#include "triage/folded.h"
#include "triage/negation.h"
#include "triage/words-private.h"

#include <string.h>

static const gsize sizes[N_PARTS] = {
  [PART_CODES] = sizeof(struct table_code),       [PART_GROUPS] = sizeof(struct table_group),
  [PART_WORDS] = sizeof(struct table_term),       [PART_EXPRESSIONS] = sizeof(struct table_term),
  [PART_LITERALS] = sizeof(struct table_literal), [PART_POSTINGS] = sizeof(guint32),
  [PART_HEADS] = sizeof(guint32),                 [PART_BITS] = sizeof(guint64),
  [PART_STRINGS] = 1,
};

struct signals *signals_new(void)
{
  struct signals *signals = g_new0(struct signals, 1);
  signals->draft = draft_new();
  return signals;
}

void signals_free(struct signals *signals)
{
  if (!signals)
    return;
  draft_free(signals->draft);
  for (guint i = 0; signals->compiled && i < signals->n_expressions; i++)
    words_free(signals->compiled[i]);
  g_free(signals->compiled);
  g_clear_pointer(&signals->always, g_array_unref);
  g_clear_pointer(&signals->bytes, g_bytes_unref);
  g_free(signals);
}

static gboolean is_whole(const struct table_header *header, gsize size)
{
  for (guint i = 0; i < N_PARTS; i++)
    if (header->parts[i].offset % 8 || header->parts[i].offset > size ||
        header->parts[i].n > (size - header->parts[i].offset) / sizes[i])
      return FALSE;
  return header->parts[PART_HEADS].n == (1U << SIGNALS_BUCKET_BITS) + 1 &&
         header->parts[PART_BITS].n == (1U << SIGNALS_HASH_BITS) / 64 && header->parts[PART_STRINGS].n;
}

static gboolean terms_are_sound(const struct table_term *terms, guint n, guint n_groups, guint n_strings)
{
  for (guint i = 0; i < n; i++)
    if (terms[i].stored >= n_strings - 1 || terms[i].group >> 1 >= n_groups)
      return FALSE;
  return TRUE;
}

static gboolean literals_are_sound(const struct signals *signals, guint n_postings, guint n_strings)
{
  for (guint i = 0; i < signals->n_literals; i++) {
    const struct table_literal *literal = &signals->literals[i];
    if (literal->text >= n_strings || literal->length >= n_strings - literal->text || literal->postings > n_postings ||
        literal->n_postings > n_postings - literal->postings)
      return FALSE;
  }
  for (guint i = 0; i < n_postings; i++) {
    guint number = signals->postings[i] >> 3, mark = signals->postings[i] & 7;
    if (number >= (mark == WORD_MARK ? signals->n_words : signals->n_expressions))
      return FALSE;
  }
  for (guint i = 0; i <= 1U << SIGNALS_BUCKET_BITS; i++)
    if (signals->heads[i] > signals->n_literals)
      return FALSE;
  return TRUE;
}

static gboolean is_sound(const struct signals *signals, const struct table_header *header)
{
  guint n_strings = header->parts[PART_STRINGS].n;
  if (signals->strings[n_strings - 1])
    return FALSE;
  for (guint i = 0; i < signals->n_codes; i++) {
    const struct table_code *code = &signals->codes[i];
    if (code->name >= n_strings || code->groups > signals->n_groups || code->n_groups > signals->n_groups - code->groups)
      return FALSE;
  }
  for (guint i = 0; i < signals->n_groups; i++)
    if (signals->groups[i].language >= n_strings || signals->groups[i].code >= signals->n_codes)
      return FALSE;
  return terms_are_sound(signals->words, signals->n_words, signals->n_groups, n_strings) &&
         terms_are_sound(signals->expressions, signals->n_expressions, signals->n_groups, n_strings) &&
         literals_are_sound(signals, header->parts[PART_POSTINGS].n, n_strings);
}

static gboolean use_table(struct signals *signals, GBytes *bytes)
{
  gsize size;
  const char *start = g_bytes_get_data(bytes, &size);
  const struct table_header *header = (const void *)start;
  if (size < sizeof *header || GPOINTER_TO_SIZE(start) % 8 || !is_whole(header, size))
    return FALSE;
  const void *parts[N_PARTS];
  for (guint i = 0; i < N_PARTS; i++)
    parts[i] = start + header->parts[i].offset;
  signals->codes = parts[PART_CODES];
  signals->groups = parts[PART_GROUPS];
  signals->words = parts[PART_WORDS];
  signals->expressions = parts[PART_EXPRESSIONS];
  signals->literals = parts[PART_LITERALS];
  signals->postings = parts[PART_POSTINGS];
  signals->heads = parts[PART_HEADS];
  signals->bits = parts[PART_BITS];
  signals->strings = parts[PART_STRINGS];
  signals->n_codes = header->parts[PART_CODES].n;
  signals->n_groups = header->parts[PART_GROUPS].n;
  signals->n_words = header->parts[PART_WORDS].n;
  signals->n_expressions = header->parts[PART_EXPRESSIONS].n;
  signals->n_literals = header->parts[PART_LITERALS].n;
  if (!is_sound(signals, header))
    return FALSE;
  signals->bytes = g_bytes_ref(bytes);
  signals->always = g_array_new(FALSE, FALSE, sizeof(guint32));
  for (guint32 i = 0; i < signals->n_expressions; i++)
    if (!signals->expressions[i].full)
      g_array_append_val(signals->always, i);
  signals->compiled = g_new0(struct words_pattern *, signals->n_expressions + 1);
  return TRUE;
}

void signals_seal(struct signals *signals)
{
  if (!signals->draft)
    return;
  g_autoptr(GBytes) bytes = signals_table(signals->draft);
  if (!use_table(signals, bytes))
    g_error("signals: a table that was just made is not sound");
  g_clear_pointer(&signals->draft, draft_free);
}

struct signals *signals_from_table(GBytes *bytes)
{
  struct signals *signals = g_new0(struct signals, 1);
  if (!use_table(signals, bytes))
    g_clear_pointer(&signals, signals_free);
  return signals;
}

GBytes *signals_bytes(const struct signals *signals)
{
  return signals->bytes;
}

gboolean signals_has(const struct signals *signals, const char *code)
{
  if (signals->draft)
    return draft_code_find(signals->draft, code) != NULL;
  for (guint i = 0; i < signals->n_codes; i++)
    if (!strcmp(signals->strings + signals->codes[i].name, code))
      return TRUE;
  return FALSE;
}

const char *signals_likelier(const struct signals *signals, const char *name)
{
  const char *best = NULL;
  for (guint i = 0; i < signals->n_codes; i++)
    best = text_likelier(name, signals->strings + signals->codes[i].name, best);
  return best;
}

/* What became of the words of a code in a language. */
struct state {
  struct words_span span;
  guint32 candidates[2]; /* by role: the first expression that may match, from 1 */
  guint8 found, taken_back, tried;
};

/* One text being read. Of the hundreds of groups it meets a few, so that what became of them is kept densely: room for all
 * would drive everything else out of the nearest cache for every mail. */
struct pass {
  const struct signals *signals;
  const struct words_text *text;
  guint32 *places; /* by group: of its state, from 1; 0: nothing was met */
  GArray *states;  /* struct state, in the order met */
  guint8 *met;          /* by expression: sets of literals */
  guint32 *next;        /* by expression: the next candidate of its group and role, from 1 */
  guint8 *alive;        /* by code: whether it may be found; of both texts */
};

/* Valid until the state of another group is asked for the first time. */
static struct state *state_of(struct pass *pass, guint32 group)
{
  if (!pass->places[group]) {
    const struct state none = { 0 };
    g_array_append_val(pass->states, none);
    pass->places[group] = pass->states->len;
  }
  return &g_array_index(pass->states, struct state, pass->places[group] - 1);
}

/* Whether a place where words of the group stand is settled: it counts, or it was the last that is looked at. */
static gboolean accept(struct pass *pass, guint32 group, const struct words_span *span)
{
  struct state *state = state_of(pass, group);
  guint guards = pass->signals->codes[pass->signals->groups[group].code].guards;
  const struct folded *folded = words_text_folded(pass->text);
  if (state->found || ++state->tried > NEGATION_MOST_TRIED)
    return TRUE;
  if (((guards & SIGNAL_NEGATED) && negation_near(folded, span->start, span->end)) ||
      ((guards & SIGNAL_HYPOTHETICAL) && negation_hypothetical(folded, span->start, span->end)))
    return FALSE;
  state->found = TRUE;
  state->span = *span;
  pass->alive[pass->signals->groups[group].code] = TRUE;
  return TRUE;
}

static void add_candidate(struct pass *pass, guint32 number)
{
  guint32 group = pass->signals->expressions[number].group;
  guint32 *first = &state_of(pass, group >> 1)->candidates[group & 1];
  pass->next[number] = *first;
  *first = number + 1;
  pass->alive[pass->signals->groups[group >> 1].code] = TRUE;
}

static void meet_word(struct pass *pass, const struct table_term *word, gsize place)
{
  struct state *state = state_of(pass, word->group >> 1);
  gboolean is_not = word->group & 1;
  struct words_span span;
  if (is_not ? state->taken_back : state->found || state->tried > NEGATION_MOST_TRIED)
    return;
  if (!words_match_at(pass->text, pass->signals->strings + word->stored + 1, place, &span))
    return;
  if (is_not)
    state->taken_back = TRUE;
  else
    accept(pass, word->group >> 1, &span);
}

static void meet_literal(struct pass *pass, const struct table_literal *literal, gsize place, gboolean for_expressions)
{
  const struct signals *signals = pass->signals;
  const guint32 *postings = signals->postings + literal->postings;
  for (guint i = 0; i < literal->n_postings; i++) {
    guint32 number = postings[i] >> 3, mark = postings[i] & 7;
    if (mark == WORD_MARK) {
      meet_word(pass, &signals->words[number], place);
      continue;
    }
    guint8 before = pass->met[number], after = before | (guint8)(1U << mark);
    pass->met[number] = for_expressions ? after : before;
    if (for_expressions && before != after && after == signals->expressions[number].full)
      add_candidate(pass, number);
  }
}

static guint64 first_bytes(const char *p, const char *end)
{
  guint64 first = 0;
  if (end - p >= (gssize)sizeof first)
    memcpy(&first, p, sizeof first);
  else
    memcpy(&first, p, (gsize)(end - p));
  return first;
}

static gboolean has_rest(const struct signals *signals, const struct table_literal *literal, const char *p, const char *end)
{
  const gsize compared = sizeof literal->first;
  return literal->length <= (gsize)(end - p) &&
         (literal->length <= compared ||
          !memcmp(p + compared, signals->strings + literal->text + compared, literal->length - compared));
}

static void read_text(struct pass *pass)
{
  const struct signals *signals = pass->signals;
  const struct folded *folded = words_text_folded(pass->text);
  const char *start = folded->text, *end = start + folded->length;
  gsize limit = words_text_limit(pass->text);
  for (guint i = 0; i < signals->always->len; i++)
    add_candidate(pass, g_array_index(signals->always, guint32, i));
  for (const char *p = start; p + SIGNALS_KEY <= end; p++) {
    guint hash = signals_hash(p);
    if (!(signals->bits[hash / 64] >> (hash % 64) & 1))
      continue;
    guint bucket = hash >> (SIGNALS_HASH_BITS - SIGNALS_BUCKET_BITS);
    guint64 here = first_bytes(p, end);
    for (guint32 i = signals->heads[bucket]; i < signals->heads[bucket + 1]; i++)
      if ((here & signals->literals[i].mask) == signals->literals[i].first &&
          has_rest(signals, &signals->literals[i], p, end))
        meet_literal(pass, &signals->literals[i], (gsize)(p - start), (gsize)(p - start) < limit);
  }
}

/* Tried only when nothing quicker told. */
static void try_expression(struct pass *pass, guint32 number)
{
  const struct signals *signals = pass->signals;
  const struct table_term *expression = &signals->expressions[number];
  struct state *state = state_of(pass, expression->group >> 1);
  struct words_pattern **pattern = &signals->compiled[number];
  if (!*pattern && !(*pattern = words_load(signals->strings + expression->stored)))
    return;
  struct words_span span;
  if (expression->group & 1) {
    state->taken_back |= words_find(*pattern, pass->text, 0, &span);
    return;
  }
  for (gsize from = 0; words_find(*pattern, pass->text, from, &span); from = MAX(span.end, span.start + 1))
    if (accept(pass, expression->group >> 1, &span))
      return;
}

static void try_expressions(struct pass *pass, guint32 group, guint role)
{
  if (!pass->places[group])
    return;
  const struct state *state = state_of(pass, group);
  for (guint32 number = state->candidates[role]; number; number = pass->next[number - 1]) {
    if (role == SIGNAL_NOT ? state->taken_back : state->found)
      return;
    try_expression(pass, number - 1);
  }
}

static gboolean is_taken_back(struct pass *passes, guint32 group)
{
  if (!passes->signals->groups[group].has_not)
    return FALSE;
  gboolean taken_back = FALSE;
  for (guint i = 0; i < 2; i++) {
    if (!passes[i].places[group])
      continue;
    const struct state *state = state_of(&passes[i], group);
    if (!state->taken_back)
      try_expressions(&passes[i], group, SIGNAL_NOT);
    taken_back |= state->taken_back;
  }
  return taken_back;
}

/* Words first, then expressions, of the subject before the text. */
static gboolean find_code(struct pass *passes, const struct table_code *code, struct signal_hit *ret)
{
  const struct signals *signals = passes->signals;
  for (guint where = 0; where < 2; where++)
    for (guint dear = 0; dear < 2; dear++)
      for (guint32 group = code->groups; group < code->groups + code->n_groups; group++) {
        if (!passes[where].places[group])
          continue;
        const struct state *state = state_of(&passes[where], group);
        if (dear && !state->found)
          try_expressions(&passes[where], group, SIGNAL_WORDS);
        if (!state->found || is_taken_back(passes, group))
          continue;
        *ret = (struct signal_hit){ signals->strings + code->name, signals->strings + signals->groups[group].language,
                                    where == 0, state->span.start, state->span.end, CLOCK_NONE };
        return TRUE;
      }
  return FALSE;
}

static void begin_passes(struct pass *passes, const struct signals *signals, const struct words_text *subject,
                         const struct words_text *text)
{
  const struct words_text *const texts[] = { subject, text };
  guint8 *alive = g_malloc0(signals->n_codes + 1);
  for (guint i = 0; i < 2; i++) {
    passes[i] = (struct pass){ signals,
                               texts[i],
                               g_new0(guint32, signals->n_groups + 1),
                               g_array_sized_new(FALSE, FALSE, sizeof(struct state), 16),
                               g_malloc0(signals->n_expressions + 1),
                               g_new(guint32, signals->n_expressions + 1),
                               alive };
    read_text(&passes[i]);
  }
}

static void end_passes(struct pass *passes)
{
  g_free(passes[0].alive);
  for (guint i = 0; i < 2; i++) {
    g_free(passes[i].places);
    g_array_unref(passes[i].states);
    g_free(passes[i].met);
    g_free(passes[i].next);
  }
}

GArray *signals_find(const struct signals *signals, const struct words_text *subject, const struct words_text *text)
{
  GArray *hits = g_array_new(FALSE, FALSE, sizeof(struct signal_hit));
  if (!signals->bytes)
    return hits;
  struct pass passes[2];
  begin_passes(passes, signals, subject, text);
  struct signal_hit hit;
  for (guint i = 0; i < signals->n_codes; i++)
    if (passes[0].alive[i] && find_code(passes, &signals->codes[i], &hit))
      g_array_append_val(hits, hit);
  end_passes(passes);
  return hits;
}

gboolean signals_any(const struct signals *signals, const char *const *codes, const struct words_text *subject,
                     const struct words_text *text)
{
  if (!signals->bytes)
    return FALSE;
  struct pass passes[2];
  begin_passes(passes, signals, subject, text);
  struct signal_hit hit;
  gboolean found = FALSE;
  for (guint i = 0; i < signals->n_codes && !found; i++)
    found = passes[0].alive[i] && g_strv_contains(codes, signals->strings + signals->codes[i].name) &&
            find_code(passes, &signals->codes[i], &hit);
  end_passes(passes);
  return found;
}
