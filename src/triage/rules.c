/* The rules in memory, whatever they were read from. */
#include "triage/filters-private.h"

#include <string.h>

void triage_item_free(struct triage_item *item)
{
  g_free(item->language);
  g_free(item->text);
  g_free(item);
}

gboolean signal_is_told(const GPtrArray *signals, const char *code)
{
  for (guint i = 0; i < signals->len; i++)
    if (!strcmp(((const struct triage_signal *)signals->pdata[i])->code, code))
      return TRUE;
  return FALSE;
}

void rule_free(struct rule *rule)
{
  g_free(rule->name);
  g_free(rule->category);
  g_free(rule->team);
  g_free(rule->template);
  g_ptr_array_unref(rule->conditions);
  g_ptr_array_unref(rule->tags);
  g_ptr_array_unref(rule->ask);
  g_ptr_array_unref(rule->links);
  g_ptr_array_unref(rule->needs);
  g_free(rule);
}

struct rule *rule_new(void)
{
  struct rule *rule = g_new0(struct rule, 1);
  rule->priority = -1;
  rule->conditions = g_ptr_array_new_with_free_func((GDestroyNotify)condition_free);
  rule->tags = g_ptr_array_new_with_free_func(g_free);
  rule->ask = g_ptr_array_new_with_free_func((GDestroyNotify)triage_item_free);
  rule->needs = g_ptr_array_new_with_free_func(g_free);
  rule->links = g_ptr_array_new_with_free_func((GDestroyNotify)triage_item_free);
  return rule;
}

static gboolean is_header_name(const char *name)
{
  for (const char *p = name; *p; p++)
    if (!g_ascii_isgraph(*p) || *p == ':')
      return FALSE;
  return *name != '\0';
}

static const struct condition_kind *find_kind(const char *name)
{
  for (guint i = 0; i < n_condition_kinds; i++) {
    const struct condition_kind *kind = &condition_kinds[i];
    gsize length = strlen(kind->name);
    if (kind->takes_name ? !strncmp(name, kind->name, length) && name[length] == '.' && is_header_name(name + length + 1)
                         : !strcmp(name, kind->name))
      return kind;
  }
  return NULL;
}

struct condition *condition_new(const char *name, gboolean negated)
{
  const struct condition_kind *kind = find_kind(name);
  if (!kind)
    return NULL;
  struct condition *condition = g_new0(struct condition, 1);
  *condition = (struct condition){ .kind = kind,
                                   .name = kind->takes_name ? g_intern_string(name) : NULL,
                                   .negated = negated,
                                   .stored = g_ptr_array_new(),
                                   .values = g_ptr_array_new_with_free_func(kind->free) };
  return condition;
}

gboolean condition_add_stored(struct condition *condition, const char *stored, GError **error)
{
  gpointer value = condition->kind->load(stored, error);
  if (!value)
    return FALSE;
  g_ptr_array_add(condition->stored, (gpointer)stored);
  g_ptr_array_add(condition->values, value);
  return TRUE;
}

void condition_free(struct condition *condition)
{
  g_ptr_array_unref(condition->values);
  g_ptr_array_unref(condition->stored);
  g_free(condition);
}

struct filters *filters_new(void)
{
  struct filters *filters = g_new0(struct filters, 1);
  filters->rules = g_ptr_array_new_with_free_func((GDestroyNotify)rule_free);
  return filters;
}

void filters_free(struct filters *filters)
{
  if (!filters)
    return;
  g_ptr_array_unref(filters->rules);
  g_clear_pointer(&filters->texts, g_string_chunk_free);
  signals_free(filters->signals);
  g_clear_pointer(&filters->packed, g_variant_unref);
  g_free(filters);
}
