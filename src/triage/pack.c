/* Rules as one GVariant: what YAML, folding and the compilers make of the filters, so that it is made once. */
#include "triage/filters-private.h"

#include "triage/negation.h"
#include "triage/signals-private.h"

#include <string.h>

static guard_function *const guards[] = { negation_near, negation_hypothetical };
G_STATIC_ASSERT(G_N_ELEMENTS(guards) == MAX_GUARDS);

/* RULE_PACKED with what is a value of its own already. */
#define RULE_FORMAT "(@ay@ay@ay@ay@ayiibu@a(sbay))"

/* Strings, each with its NUL, in one piece: there are thousands, and each as a value of its own would cost what a rule
 * does. NULL is packed as "", which nothing that may be NULL is. */
static void add_string(GByteArray *bytes, const char *string)
{
  g_byte_array_append(bytes, (const guint8 *)(string ? string : ""), string ? (guint)strlen(string) + 1 : 1);
}

static GVariant *end_strings(GByteArray *bytes)
{
  GBytes *whole = g_byte_array_free_to_bytes(bytes);
  GVariant *packed = g_variant_new_from_bytes(G_VARIANT_TYPE_BYTESTRING, whole, TRUE);
  g_bytes_unref(whole);
  return packed;
}

static GVariant *pack_strings(const GPtrArray *strings)
{
  GByteArray *bytes = g_byte_array_new();
  for (guint i = 0; i < strings->len; i++)
    add_string(bytes, strings->pdata[i]);
  return end_strings(bytes);
}

static GVariant *pack_items(const GPtrArray *items)
{
  GByteArray *bytes = g_byte_array_new();
  for (guint i = 0; i < items->len; i++) {
    const struct triage_item *item = items->pdata[i];
    add_string(bytes, item->language);
    add_string(bytes, item->text);
  }
  return end_strings(bytes);
}

static GVariant *pack_names(const struct rule *rule)
{
  GByteArray *bytes = g_byte_array_new();
  const char *const names[] = { rule->name, rule->category, rule->team, rule->template };
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
    add_string(bytes, names[i]);
  return end_strings(bytes);
}

static GVariant *pack_conditions(const GPtrArray *conditions)
{
  GVariantBuilder builder;
  g_variant_builder_init(&builder, G_VARIANT_TYPE("a(sbay)"));
  for (guint i = 0; i < conditions->len; i++) {
    const struct condition *condition = conditions->pdata[i];
    g_variant_builder_add(&builder, "(sb@ay)", condition->name ? condition->name : condition->kind->name,
                          condition->negated, pack_strings(condition->stored));
  }
  return g_variant_builder_end(&builder);
}

static guint32 pack_guards(const struct rule *rule)
{
  guint32 set = 0;
  for (guard_function *const *guard = rule->guards; *guard; guard++)
    for (guint i = 0; i < G_N_ELEMENTS(guards); i++)
      if (guards[i] == *guard)
        set |= 1U << i;
  return set;
}

GVariant *filters_pack(const struct filters *filters)
{
  GVariantBuilder builder;
  g_variant_builder_init(&builder, G_VARIANT_TYPE("a" RULE_PACKED));
  for (guint i = 0; i < filters->rules->len; i++) {
    const struct rule *rule = filters->rules->pdata[i];
    g_variant_builder_add(&builder, RULE_FORMAT, pack_names(rule), pack_strings(rule->tags), pack_strings(rule->needs),
                          pack_items(rule->ask), pack_items(rule->links), rule->priority, rule->reply, rule->stop,
                          pack_guards(rule), pack_conditions(rule->conditions));
  }
  GVariant *table = g_variant_new_from_bytes(G_VARIANT_TYPE("at"), signals_bytes(filters->signals), TRUE);
  return g_variant_new("(@a" RULE_PACKED "@at)", g_variant_builder_end(&builder), table);
}

/* What is left of packed strings. */
struct strings {
  const char *next, *end;
};

static struct strings strings_in(GVariant *packed)
{
  gsize n;
  const char *bytes = g_variant_get_fixed_array(packed, &n, 1);
  gboolean sound = n && !bytes[n - 1];
  return (struct strings){ bytes, sound ? bytes + n : bytes };
}

/* NULL past the last. */
static const char *next_string(struct strings *strings)
{
  const char *string = strings->next;
  if (string >= strings->end)
    return NULL;
  strings->next += strlen(string) + 1;
  return string;
}

/* A copy; NULL of "". */
static char *next_name(struct strings *strings)
{
  const char *string = next_string(strings);
  return string && *string ? g_strdup(string) : NULL;
}

static void unpack_strings(GVariant *packed, GPtrArray *to)
{
  struct strings strings = strings_in(packed);
  const char *string;
  while ((string = next_string(&strings)))
    g_ptr_array_add(to, g_strdup(string));
  g_variant_unref(packed);
}

static void unpack_items(GVariant *packed, GPtrArray *to)
{
  struct strings strings = strings_in(packed);
  while (strings.next < strings.end) {
    struct triage_item *item = g_new(struct triage_item, 1);
    item->language = next_name(&strings);
    const char *text = next_string(&strings);
    item->text = g_strdup(text ? text : "");
    g_ptr_array_add(to, item);
  }
  g_variant_unref(packed);
}

static void unpack_names(GVariant *packed, struct rule *rule)
{
  struct strings strings = strings_in(packed);
  rule->name = next_name(&strings);
  rule->category = next_name(&strings);
  rule->team = next_name(&strings);
  rule->template = next_name(&strings);
  g_variant_unref(packed);
}

/* In place. */
static gboolean unpack_values(GVariant *packed, struct condition *condition)
{
  struct strings strings = strings_in(packed);
  const char *stored;
  while ((stored = next_string(&strings)))
    if (!condition_add_stored(condition, stored, NULL))
      return FALSE;
  return condition->values->len > 0;
}

static gboolean unpack_conditions(GVariant *packed, struct rule *rule)
{
  gboolean sound = TRUE, negated;
  const char *name;
  GVariant *values;
  GVariantIter iter;
  g_variant_iter_init(&iter, packed);
  while (sound && g_variant_iter_next(&iter, "(&sb@ay)", &name, &negated, &values)) {
    struct condition *condition = condition_new(name, negated);
    if (condition)
      g_ptr_array_add(rule->conditions, condition);
    sound = condition && unpack_values(values, condition);
    g_variant_unref(values);
  }
  g_variant_unref(packed);
  return sound;
}

static struct rule *unpack_rule(GVariant *packed)
{
  g_autoptr(Rule) rule = rule_new();
  GVariant *names, *tags, *needs, *ask, *links, *conditions;
  guint32 set;
  g_variant_get(packed, RULE_FORMAT, &names, &tags, &needs, &ask, &links, &rule->priority, &rule->reply, &rule->stop, &set,
                &conditions);
  unpack_names(names, rule);
  unpack_strings(tags, rule->tags);
  unpack_strings(needs, rule->needs);
  unpack_items(ask, rule->ask);
  unpack_items(links, rule->links);
  for (guint i = 0, n = 0; i < G_N_ELEMENTS(guards); i++)
    if (set >> i & 1)
      rule->guards[n++] = guards[i];
  gboolean sound = unpack_conditions(conditions, rule) && rule->name && rule->priority >= -1 &&
                   rule->priority < N_PRIORITIES && rule->reply >= -1 && rule->reply <= 1;
  return sound ? g_steal_pointer(&rule) : NULL;
}

struct filters *filters_unpack(GVariant *packed)
{
  g_autoptr(Filters) filters = filters_new();
  filters->packed = g_variant_ref_sink(packed);
  g_variant_get_data(packed); /* now strings stay where they are */
  g_autoptr(GVariant) rules = g_variant_get_child_value(packed, 0), table = g_variant_get_child_value(packed, 1);
  g_autoptr(GBytes) bytes = g_variant_get_data_as_bytes(table);
  filters->signals = signals_from_table(bytes);
  if (!filters->signals)
    return NULL;
  gsize n = g_variant_n_children(rules);
  for (gsize i = 0; i < n; i++) {
    g_autoptr(GVariant) child = g_variant_get_child_value(rules, i);
    struct rule *rule = unpack_rule(child);
    if (!rule)
      return NULL;
    g_ptr_array_add(filters->rules, rule);
  }
  return g_steal_pointer(&filters);
}
