#include "learn/folds.h"

struct group {
  guint64 order;
  guint64 name;
  guint first; /* of its mails, the first one's place: makes the order complete */
  GArray *mails;
};

static void group_free(struct group *group)
{
  g_array_unref(group->mails);
  g_free(group);
}

static gint by_order(gconstpointer a, gconstpointer b)
{
  const struct group *left = *(struct group *const *)a, *right = *(struct group *const *)b;
  if (left->order != right->order)
    return left->order < right->order ? -1 : 1;
  return left->first < right->first ? -1 : left->first > right->first;
}

static guint64 shuffled(guint64 value, guint seed)
{
  value = (value + seed + 1) * 0x9E3779B97F4A7C15u;
  value = (value ^ value >> 31) * 0xBF58476D1CE4E5B9u;
  return value ^ value >> 29;
}

static GPtrArray *collect(const guint64 *names, guint n, guint seed)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func((GDestroyNotify)group_free);
  g_autoptr(GHashTable) known = g_hash_table_new(g_int64_hash, g_int64_equal);
  for (guint i = 0; i < n; i++) {
    struct group *group = g_hash_table_lookup(known, &names[i]);
    if (!group) {
      group = g_new(struct group, 1);
      *group = (struct group){ shuffled(names[i], seed), names[i], i, g_array_new(FALSE, FALSE, sizeof(guint)) };
      g_ptr_array_add(groups, group);
      g_hash_table_insert(known, &group->name, group);
    }
    g_array_append_val(group->mails, i);
  }
  g_ptr_array_sort(groups, by_order);
  return groups;
}

guint *folds_new(const guint *labels, const guint64 *groups, guint n, guint n_folds, guint seed)
{
  guint *folds = g_new0(guint, n), n_labels = 0;
  for (guint i = 0; i < n; i++)
    n_labels = MAX(n_labels, labels[i] + 1);
  g_autofree guint *have = g_new0(guint, n_folds * n_labels), *all = g_new0(guint, n_folds);
  g_autoptr(GPtrArray) collected = collect(groups, n, seed);
  for (guint i = 0; i < collected->len; i++) {
    const struct group *group = collected->pdata[i];
    guint label = labels[group->first], best = 0;
    for (guint fold = 1; fold < n_folds; fold++) {
      guint mine = have[fold * n_labels + label], other = have[best * n_labels + label];
      if (mine < other || (mine == other && all[fold] < all[best]))
        best = fold;
    }
    for (guint j = 0; j < group->mails->len; j++) {
      guint mail = g_array_index(group->mails, guint, j);
      folds[mail] = best;
      have[best * n_labels + labels[mail]]++;
      all[best]++;
    }
  }
  return folds;
}
