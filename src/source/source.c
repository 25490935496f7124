#include "source/source.h"

G_DEFINE_QUARK(deskbell-source-error-quark, source_error)

void source_item_read(struct source_item *item)
{
  item->mail = mail_from_bytes(item->bytes, NULL);
  item->mail->truncated = item->mail->truncated || item->cut;
  g_clear_pointer(&item->bytes, g_bytes_unref);
}

void source_item_free(struct source_item *item)
{
  if (!item)
    return;
  mail_free(item->mail);
  g_clear_pointer(&item->bytes, g_bytes_unref);
  g_free(item->where);
  g_free(item->path);
  g_free(item);
}
