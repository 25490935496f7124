#include "source/source.h"

G_DEFINE_QUARK(deskbell-source-error-quark, source_error)

void source_item_free(struct source_item *item)
{
  if (!item)
    return;
  mail_free(item->mail);
  g_free(item->where);
  g_free(item->path);
  g_free(item);
}
