#include "base/config-private.h"

#include "base/text.h"

enum { MOST_TIERS = 100 };

static void tier_free(void *data)
{
  struct config_tier *tier = data;
  g_free(tier->name);
  g_clear_pointer(&tier->senders, g_ptr_array_unref);
  g_free(tier);
}

static void read_tier(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *name,
                      const struct yaml_node *senders, GPtrArray *tiers)
{
  g_autofree char *shown = text_printable(name->scalar, TEXT_MAX_NAME);
  if (!text_is_name(name->scalar)) {
    config_complain(reader, key, name, "'%s' is no name; up to %d letters, digits and -_./:+ are", shown, TEXT_MAX_NAME);
    return;
  }
  struct config_key within = *key;
  g_autofree char *full = g_strdup_printf("%s.%s", key->name, shown);
  within.name = full;
  within.offset = G_STRUCT_OFFSET(struct config_tier, senders);
  struct config_tier *tier = g_new0(struct config_tier, 1);
  tier->name = g_strdup(name->scalar);
  g_ptr_array_add(tiers, tier);
  config_set_globs(reader, &within, senders, tier);
}

void config_set_tiers(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                      void *target)
{
  GPtrArray *tiers = g_ptr_array_new_with_free_func(tier_free);
  *(GPtrArray **)((char *)target + key->offset) = tiers;
  if (config_is_empty(node))
    return;
  if (node->kind != YAML_MAP)
    config_complain(reader, key, node, "expected names with their senders, such as %s", key->sample);
  else if (node->keys->len > MOST_TIERS)
    config_complain(reader, key, node, "%u tiers; the most is %d", node->keys->len, MOST_TIERS);
  else
    for (guint i = 0; i < node->keys->len; i++)
      read_tier(reader, key, node->keys->pdata[i], node->items->pdata[i], tiers);
}
