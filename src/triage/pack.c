/* Rules as one GVariant: what YAML, folding and the compilers make of the filters, so that it is made once. */
#include "triage/filters-private.h"

#include "triage/negation.h"

#include <string.h>

static guard_function *const guards[] = { negation_near, negation_hypothetical };
G_STATIC_ASSERT(G_N_ELEMENTS(guards) == MAX_GUARDS);

static GVariant *pack_strings(const GPtrArray *strings)
{
  return g_variant_new_strv((const char *const *)strings->pdata, strings->len);
}

static GVariant *pack_items(const GPtrArray *items)
{
  GVariantBuilder builder;
  g_variant_builder_init(&builder, G_VARIANT_TYPE("a(mss)"));
  for (guint i = 0; i < items->len; i++) {
    const struct triage_item *item = items->pdata[i];
    g_variant_builder_add(&builder, "(mss)", item->language, item->text);
  }
  return g_variant_builder_end(&builder);
}

/* Each with its NUL, in one piece: there are thousands, and as a list each would cost what a rule does. */
static GVariant *pack_values(const GPtrArray *stored)
{
  GByteArray *bytes = g_byte_array_new();
  for (guint i = 0; i < stored->len; i++)
    g_byte_array_append(bytes, stored->pdata[i], (guint)strlen(stored->pdata[i]) + 1);
  GBytes *whole = g_byte_array_free_to_bytes(bytes);
  GVariant *packed = g_variant_new_from_bytes(G_VARIANT_TYPE_BYTESTRING, whole, TRUE);
  g_bytes_unref(whole);
  return packed;
}

static GVariant *pack_conditions(const GPtrArray *conditions)
{
  GVariantBuilder builder;
  g_variant_builder_init(&builder, G_VARIANT_TYPE("a(sbay)"));
  for (guint i = 0; i < conditions->len; i++) {
    const struct condition *condition = conditions->pdata[i];
    g_variant_builder_add(&builder, "(sb@ay)", condition->name ? condition->name : condition->kind->name,
                          condition->negated, pack_values(condition->stored));
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
  g_variant_builder_init(&builder, G_VARIANT_TYPE(FILTERS_PACKED));
  for (guint i = 0; i < filters->rules->len; i++) {
    const struct rule *rule = filters->rules->pdata[i];
    g_variant_builder_add(&builder, "(smsmsmsi@as@a(mss)@a(mss)ibu@a(sbay))", rule->name, rule->category, rule->team,
                          rule->template, rule->priority, pack_strings(rule->tags), pack_items(rule->ask),
                          pack_items(rule->links), rule->reply, rule->stop, pack_guards(rule),
                          pack_conditions(rule->conditions));
  }
  return g_variant_builder_end(&builder);
}

static void unpack_strings(GVariant *packed, GPtrArray *to)
{
  const char *string;
  GVariantIter iter;
  g_variant_iter_init(&iter, packed);
  while (g_variant_iter_next(&iter, "&s", &string))
    g_ptr_array_add(to, g_strdup(string));
  g_variant_unref(packed);
}

static void unpack_items(GVariant *packed, GPtrArray *to)
{
  struct triage_item item;
  GVariantIter iter;
  g_variant_iter_init(&iter, packed);
  while (g_variant_iter_next(&iter, "(mss)", &item.language, &item.text))
    g_ptr_array_add(to, g_memdup2(&item, sizeof item));
  g_variant_unref(packed);
}

/* In place. */
static gboolean unpack_values(GVariant *packed, struct condition *condition)
{
  gsize n;
  const char *value = g_variant_get_fixed_array(packed, &n, 1), *end = value + n;
  if (n && end[-1])
    return FALSE;
  for (; n && value < end; value += strlen(value) + 1)
    if (!condition_add_stored(condition, value, NULL))
      return FALSE;
  return TRUE;
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
  GVariant *tags, *ask, *links, *conditions;
  guint32 set;
  g_variant_get(packed, "(smsmsmsi@as@a(mss)@a(mss)ibu@a(sbay))", &rule->name, &rule->category, &rule->team,
                &rule->template, &rule->priority, &tags, &ask, &links, &rule->reply, &rule->stop, &set, &conditions);
  unpack_strings(tags, rule->tags);
  unpack_items(ask, rule->ask);
  unpack_items(links, rule->links);
  for (guint i = 0, n = 0; i < G_N_ELEMENTS(guards); i++)
    if (set >> i & 1)
      rule->guards[n++] = guards[i];
  gboolean sound = unpack_conditions(conditions, rule) && rule->name[0] && rule->priority >= -1 &&
                   rule->priority < N_PRIORITIES && rule->reply >= -1 && rule->reply <= 1;
  return sound ? g_steal_pointer(&rule) : NULL;
}

struct filters *filters_unpack(GVariant *packed)
{
  g_autoptr(Filters) filters = filters_new();
  filters->packed = g_variant_ref_sink(packed);
  g_variant_get_data(packed); /* now strings stay where they are */
  gsize n = g_variant_n_children(packed);
  for (gsize i = 0; i < n; i++) {
    g_autoptr(GVariant) child = g_variant_get_child_value(packed, i);
    struct rule *rule = unpack_rule(child);
    if (!rule)
      return NULL;
    g_ptr_array_add(filters->rules, rule);
  }
  return g_steal_pointer(&filters);
}
