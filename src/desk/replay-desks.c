#include "desk/replay-private.h"

#include "base/problems.h"
#include "desk/intake.h"

enum {
  PERIOD = 4 * 366 * 24 * 3600, /* seconds: holidays are expanded for five years each way */
  MOST_PERIODS = 12             /* a forged time must not cost a desk each */
};

struct replay_desks {
  const struct replay_side *side;
  gint64 now;
  GHashTable *made; /* desk and period -> struct desk */
};

static void free_desk(gpointer desk)
{
  desk_free(desk);
}

/* NULL when it cannot be made. */
static const struct desk *desk_at(struct replay_desks *desks, guint index, gint64 period, struct problems *problems)
{
  gint64 key = period * desks->side->config->desks->len + index;
  struct desk *desk = g_hash_table_lookup(desks->made, &key);
  if (desk || (period && g_hash_table_size(desks->made) >= MOST_PERIODS * desks->side->config->desks->len))
    return desk;
  desk = desk_new(desks->side->config, desks->side->config->desks->pdata[index], desks->side->identity,
                  desks->now + period * PERIOD, problems);
  if (desk)
    g_hash_table_insert(desks->made, g_memdup2(&key, sizeof key), desk);
  return desk;
}

struct replay_desks *replay_desks_new(const struct replay_side *side, gint64 now, struct problems *problems)
{
  struct replay_desks *desks = g_new0(struct replay_desks, 1);
  desks->side = side;
  desks->now = now;
  desks->made = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, free_desk);
  for (guint i = 0; i < side->config->desks->len; i++)
    if (!desk_at(desks, i, 0, problems)) {
      replay_desks_free(desks);
      return NULL;
    }
  return desks;
}

void replay_desks_free(struct replay_desks *desks)
{
  if (!desks)
    return;
  g_hash_table_unref(desks->made);
  g_free(desks);
}

static guint index_of(const struct replay_side *side, const struct mail *mail)
{
  guint index;
  if (side->desk && g_ptr_array_find(side->config->desks, side->desk, &index))
    return index;
  return intake_desk_of(side->config, mail);
}

const struct desk *replay_desks_for(struct replay_desks *desks, const struct mail *mail, gint64 arrival)
{
  guint index = index_of(desks->side, mail);
  gint64 period = (arrival - desks->now) / PERIOD;
  g_autoptr(Problems) ignored = problems_new(); /* told already, of the present */
  const struct desk *desk = desk_at(desks, index, period, ignored);
  return desk ? desk : desk_at(desks, index, 0, ignored);
}
