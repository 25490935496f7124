#include "watch/breaker-news.h"

#include "ledger/outbox.h"

#include <string.h>

struct now {
  const GPtrArray *open;
  watch_say say;
};

static gboolean is_open(const GPtrArray *open, const char *desk)
{
  for (guint i = 0; i < open->len; i++)
    if (!strcmp(((const struct outbox_breaker *)open->pdata[i])->desk, desk))
      return TRUE;
  return FALSE;
}

static gboolean has_closed(gpointer desk, G_GNUC_UNUSED gpointer value, gpointer data)
{
  const struct now *now = data;
  if (is_open(now->open, desk))
    return FALSE;
  watch_tell(now->say, "sender", "%s: fewer mails come back; sending goes on", (const char *)desk);
  return TRUE;
}

void breaker_news(GHashTable *told, const GPtrArray *open, watch_say say)
{
  struct now now = { open, say };
  g_hash_table_foreach_remove(told, has_closed, &now);
  for (guint i = 0; i < open->len; i++) {
    const struct outbox_breaker *breaker = open->pdata[i];
    if (g_hash_table_add(told, g_strdup(breaker->desk)))
      watch_tell(say, "sender", "%s: %u of the last %u mails came back for good; this desk sends nothing for now",
                 breaker->desk, breaker->bounced, breaker->left);
  }
}
