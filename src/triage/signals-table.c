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
  for (guint role = SIGNAL_WORDS; role <= SIGNAL_NOT; role++) {
    g_hash_table_unref(group->known[role]);
    g_ptr_array_unref(group->terms[role]);
  }
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
  for (guint role = SIGNAL_WORDS; role <= SIGNAL_NOT; role++) {
    group->known[role] = g_hash_table_new(g_str_hash, g_str_equal);
    group->terms[role] = g_ptr_array_new_with_free_func(g_free);
  }
  g_ptr_array_add(code->groups, group);
  return group;
}

struct literal {
  guint32 uses, n_uses; /* the last of them, from 1 */
  char text[];
};

/* Of a literal, linked: most have one. */
struct use {
  guint32 target, before; /* from 1; 0: none */
};

struct table_maker {
  GArray *codes, *groups, *words, *expressions;
  GArray *uses; /* struct use */
  GHashTable *literals; /* text to struct literal */
  GString *strings;
};

static guint32 add_string(struct table_maker *maker, const char *text)
{
  guint32 place = (guint32)maker->strings->len;
  g_string_append_len(maker->strings, text, (gssize)strlen(text) + 1);
  return place;
}

static void add_literal(struct table_maker *maker, const char *text, gsize length, guint32 number, guint32 mark)
{
  struct literal *made = g_malloc(sizeof *made + length + 1);
  *made = (struct literal){ 0 };
  memcpy(made->text, text, length);
  made->text[length] = '\0';
  struct literal *literal = g_hash_table_lookup(maker->literals, made->text);
  if (literal) {
    g_free(made);
  } else {
    literal = made;
    g_hash_table_insert(maker->literals, literal->text, literal);
  }
  const struct use use = { number << 3 | mark, literal->uses };
  g_array_append_val(maker->uses, use);
  literal->uses = maker->uses->len;
  literal->n_uses++;
}

/* Folding makes one space of several. */
static char *one_space_each(const char *text)
{
  if (!strstr(text, "  "))
    return g_strdup(text);
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
                                 .postings = ret->postings->len, .n_postings = literal->n_uses };
    memcpy(&row.first, literal->text, MIN(row.length, sizeof row.first));
    memset(&row.mask, 0xFF, MIN(row.length, sizeof row.mask));
    g_array_append_val(ret->literals, row);
    for (guint32 use = literal->uses; use; use = g_array_index(maker->uses, struct use, use - 1).before)
      g_array_append_val(ret->postings, g_array_index(maker->uses, struct use, use - 1).target);
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
                               .literals = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free),
                               .uses = g_array_new(FALSE, FALSE, sizeof(struct use)),
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
  g_array_unref(maker.uses);
  return g_byte_array_free_to_bytes(out);
}
