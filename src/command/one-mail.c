#include "command/command.h"
#include "command/source.h"

#include "base/fault.h"

#include <sysexits.h>

struct source_item *command_one_mail(const char *path, const char *ca_file, int *ret_status)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(Source) source = command_source(path, ca_file, &error);
  struct source_item *item = NULL;
  if (source) {
    enum source_step step = source->ops->next(source, &item, &error);
    if (step == SOURCE_ITEM)
      return item;
    source_item_free(item);
    if (step == SOURCE_END) {
      command_complain("%s: no mail in it", path);
      *ret_status = EX_NOINPUT;
      return NULL;
    }
  }
  *ret_status = command_fail(error);
  return NULL;
}
