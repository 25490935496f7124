#include "triage/signals-private.h"

#include "triage/literal.h"
#include "triage/words-private.h"

#include <string.h>

static void code_free(gpointer value)
{
  struct draft_code *code = value;
  g_free(code->name);
  g_ptr_array_unref(code->groups);
  g_free(code);
}

static void group_free(gpointer value)
{
  struct draft_group *group = value;
  g_free(group->language);
  g_hash_table_unref(group->known);
  g_ptr_array_unref(group->terms[SIGNAL_WORDS]);
  g_ptr_array_unref(group->terms[SIGNAL_NOT]);
  g_free(group);
}

struct signals_draft *draft_new(void)
{
  struct signals_draft *draft = g_new0(struct signals_draft, 1);
  draft->codes = g_ptr_array_new_with_free_func(code_free);
  return draft;
}

void draft_free(struct signals_draft *draft)
{
  if (!draft)
    return;
  g_ptr_array_unref(draft->codes);
  g_free(draft);
}

struct draft_code *draft_code_find(const struct signals_draft *draft, const char *name)
{
  for (guint i = 0; i < draft->codes->len; i++) {
    struct draft_code *code = draft->codes->pdata[i];
    if (!strcmp(code->name, name))
      return code;
  }
  return NULL;
}

struct draft_code *draft_code_add(struct signals_draft *draft, const char *name)
{
  struct draft_code *code = draft_code_find(draft, name);
  if (code)
    return code;
  code = g_new0(struct draft_code, 1);
  code->name = g_strdup(name);
  code->groups = g_ptr_array_new_with_free_func(group_free);
  g_ptr_array_add(draft->codes, code);
  return code;
}

struct draft_group *draft_group(struct draft_code *code, const char *language)
{
  for (guint i = 0; i < code->groups->len; i++) {
    struct draft_group *group = code->groups->pdata[i];
    if (!strcmp(group->language, language))
      return group;
  }
  struct draft_group *group = g_new0(struct draft_group, 1);
  group->language = g_strdup(language);
  group->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  group->terms[SIGNAL_WORDS] = g_ptr_array_new_with_free_func(g_free);
  group->terms[SIGNAL_NOT] = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(code->groups, group);
  return group;
}

struct literal {
  char *text;
  GArray *targets; /* guint32 */
};

struct table_maker {
  GArray *codes, *groups, *words, *expressions;
  GHashTable *literals; /* text to struct literal */
  GString *strings;
};

static void literal_free(gpointer value)
{
  struct literal *literal = value;
  g_free(literal->text);
  g_array_unref(literal->targets);
  g_free(literal);
}

static guint32 add_string(struct table_maker *maker, const char *text)
{
  guint32 place = (guint32)maker->strings->len;
  g_string_append_len(maker->strings, text, (gssize)strlen(text) + 1);
  return place;
}

static void add_literal(struct table_maker *maker, const char *text, gsize length, guint32 number, guint32 mark)
{
  g_autofree char *key = g_strndup(text, length);
  struct literal *literal = g_hash_table_lookup(maker->literals, key);
  if (!literal) {
    literal = g_new(struct literal, 1);
    literal->text = g_steal_pointer(&key);
    literal->targets = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_hash_table_insert(maker->literals, literal->text, literal);
  }
  guint32 target = number << 3 | mark;
  g_array_append_val(literal->targets, target);
}

/* Folding makes one space of several. */
static char *one_space_each(const char *text)
{
  GString *out = g_string_new(NULL);
  for (const char *p = text; *p; p++)
    if (*p != ' ' || !out->len || out->str[out->len - 1] != ' ')
      g_string_append_c(out, *p);
  return g_string_free(out, FALSE);
}

static gboolean has_short(const GPtrArray *set)
{
  for (guint i = 0; i < set->len; i++) {
    g_autofree char *text = one_space_each(set->pdata[i]);
    if (strlen(text) < SIGNALS_KEY)
      return TRUE;
  }
  return FALSE;
}

/* The mark of all sets: zero when it must be tried on every text. */
static guint32 add_sets(struct table_maker *maker, const GPtrArray *sets, guint32 number)
{
  guint n = 0;
  for (guint i = 0; sets && i < sets->len && n < MAX_SETS; i++) {
    const GPtrArray *set = sets->pdata[i];
    if (has_short(set))
      continue;
    for (guint k = 0; k < set->len; k++) {
      g_autofree char *text = one_space_each(set->pdata[k]);
      add_literal(maker, text, strlen(text), number, n);
    }
    n++;
  }
  return (1U << n) - 1;
}

static void add_expression(struct table_maker *maker, const char *stored, guint32 group)
{
  const char *expression = words_stored_expression(stored);
  g_autoptr(GPtrArray) sets = literal_sets(expression);
  guint32 full = add_sets(maker, sets, maker->expressions->len);
  g_autofree char *bare = words_store_bare(expression);
  const struct table_term term = { add_string(maker, bare), group, full };
  g_array_append_val(maker->expressions, term);
}

static void add_word(struct table_maker *maker, const char *stored, guint32 group)
{
  const struct table_term term = { add_string(maker, stored), group, 0 };
  gsize length = strcspn(stored + 1, "*");
  if (length < SIGNALS_KEY) {
    g_array_append_val(maker->expressions, term); /* for itself, on every text */
    return;
  }
  add_literal(maker, stored + 1, length, maker->words->len, WORD_MARK);
  g_array_append_val(maker->words, term);
}

static void add_terms(struct table_maker *maker, const GPtrArray *terms, guint32 group)
{
  for (guint i = 0; i < terms->len; i++) {
    const char *stored = terms->pdata[i];
    if (words_stored_expression(stored))
      add_expression(maker, stored, group);
    else
      add_word(maker, stored, group);
  }
}

static void add_code(struct table_maker *maker, const struct draft_code *code)
{
  const struct table_code made = { add_string(maker, code->name), code->guards, maker->groups->len, code->groups->len };
  for (guint i = 0; i < code->groups->len; i++) {
    const struct draft_group *group = code->groups->pdata[i];
    guint32 number = maker->groups->len;
    const struct table_group row = { add_string(maker, group->language), maker->codes->len,
                                     group->terms[SIGNAL_NOT]->len > 0 };
    g_array_append_val(maker->groups, row);
    for (guint role = SIGNAL_WORDS; role <= SIGNAL_NOT; role++)
      add_terms(maker, group->terms[role], number << 1 | role);
  }
  g_array_append_val(maker->codes, made);
}

static gint by_place(gconstpointer a, gconstpointer b)
{
  const struct literal *one = *(struct literal *const *)a, *other = *(struct literal *const *)b;
  gint64 difference = (gint64)signals_hash(one->text) - signals_hash(other->text);
  return difference ? (difference < 0 ? -1 : 1) : strcmp(one->text, other->text);
}

struct tables {
  GArray *literals, *postings, *heads, *bits;
};

static void sort_literals(struct table_maker *maker, struct tables *ret)
{
  *ret = (struct tables){ g_array_new(FALSE, TRUE, sizeof(struct table_literal)), g_array_new(FALSE, TRUE, sizeof(guint32)),
                          g_array_new(FALSE, TRUE, sizeof(guint32)), g_array_new(FALSE, TRUE, sizeof(guint64)) };
  g_array_set_size(ret->heads, (1U << SIGNALS_BUCKET_BITS) + 1);
  g_array_set_size(ret->bits, (1U << SIGNALS_HASH_BITS) / 64);
  g_autoptr(GPtrArray) sorted = g_ptr_array_new();
  GHashTableIter iter;
  gpointer each;
  g_hash_table_iter_init(&iter, maker->literals);
  while (g_hash_table_iter_next(&iter, NULL, &each))
    g_ptr_array_add(sorted, each);
  g_ptr_array_sort(sorted, by_place);
  for (guint i = 0; i < sorted->len; i++) {
    const struct literal *literal = sorted->pdata[i];
    struct table_literal row = { .text = add_string(maker, literal->text), .length = (guint32)strlen(literal->text),
                                 .postings = ret->postings->len, .n_postings = literal->targets->len };
    memcpy(&row.first, literal->text, MIN(row.length, sizeof row.first));
    memset(&row.mask, 0xFF, MIN(row.length, sizeof row.mask));
    g_array_append_val(ret->literals, row);
    g_array_append_vals(ret->postings, literal->targets->data, literal->targets->len);
    guint hash = signals_hash(literal->text);
    g_array_index(ret->bits, guint64, hash / 64) |= G_GUINT64_CONSTANT(1) << (hash % 64);
    g_array_index(ret->heads, guint32, (hash >> (SIGNALS_HASH_BITS - SIGNALS_BUCKET_BITS)) + 1) = i + 1;
  }
  for (guint i = 1; i < ret->heads->len; i++) /* an empty bucket ends where the one before does */
    if (!g_array_index(ret->heads, guint32, i))
      g_array_index(ret->heads, guint32, i) = g_array_index(ret->heads, guint32, i - 1);
}

static void put_part(GByteArray *out, enum table_part part, gconstpointer data, guint n, gsize size)
{
  static const guint8 zeros[8] = { 0 };
  guint32 place[2] = { out->len, n };
  memcpy(out->data + part * sizeof place, place, sizeof place);
  g_byte_array_append(out, data, (guint)(n * size));
  g_byte_array_append(out, zeros, (8 - out->len % 8) % 8);
}

GBytes *signals_table(const struct signals_draft *draft)
{
  struct table_maker maker = { .codes = g_array_new(FALSE, FALSE, sizeof(struct table_code)),
                               .groups = g_array_new(FALSE, FALSE, sizeof(struct table_group)),
                               .words = g_array_new(FALSE, FALSE, sizeof(struct table_term)),
                               .expressions = g_array_new(FALSE, FALSE, sizeof(struct table_term)),
                               .literals = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, literal_free),
                               .strings = g_string_new(NULL) };
  add_string(&maker, "");
  for (guint i = 0; i < draft->codes->len; i++)
    add_code(&maker, draft->codes->pdata[i]);
  struct tables tables;
  sort_literals(&maker, &tables);
  GByteArray *out = g_byte_array_new();
  static const struct table_header header;
  g_byte_array_append(out, (const guint8 *)&header, sizeof header);
  GArray *const parts[] = { maker.codes, maker.groups, maker.words, maker.expressions, tables.literals, tables.postings,
                            tables.heads, tables.bits };
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
    put_part(out, i, parts[i]->data, parts[i]->len, g_array_get_element_size(parts[i]));
    g_array_unref(parts[i]);
  }
  put_part(out, PART_STRINGS, maker.strings->str, (guint)maker.strings->len, 1);
  g_string_free(maker.strings, TRUE);
  g_hash_table_unref(maker.literals);
  return g_byte_array_free_to_bytes(out);
}
