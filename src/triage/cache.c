#include "triage/cache.h"

#include "base/copy.h"
#include "base/problems.h"
#include "triage/filters-private.h"

/* To be raised with every change of what a rule is, or of what any part of it is stored as. */
#define FORMAT "3"

/* What the rules depend on besides their files. A team's name has no comma. */
static char *made_for(const char *folder, const struct config *config)
{
  GString *all = g_string_new(FORMAT " ");
  g_string_append(all, folder);
  if (config && config->teams && config->teams->len) {
    g_string_append_c(all, '\n');
    for (guint i = 0; i < config->teams->len; i++)
      g_string_append_printf(all, "%s,", ((const struct config_team *)config->teams->pdata[i])->id);
  }
  return g_string_free(all, FALSE);
}

static GPtrArray *files_of(const char *folder)
{
  g_autoptr(Problems) problems = problems_new();
  GPtrArray *files = filters_list(folder, problems);
  g_autoptr(GPtrArray) folders = filters_signal_folders(folder);
  for (guint i = 0; files && i < folders->len; i++)
    g_ptr_array_extend_and_steal(files, signals_list(folders->pdata[i]));
  return files;
}

struct filters *filters_load_cached(const char *folder, const struct config *config, const char *ledger_file,
                                    struct problems *problems)
{
  if (!ledger_file)
    return filters_load(folder, config, problems);
  g_autoptr(GPtrArray) files = files_of(folder);
  g_autofree char *depends = made_for(folder, config);
  g_autoptr(Copy) copy = copy_new(ledger_file, "rules", folder, depends, files);
  g_autoptr(GVariant) packed = copy ? copy_load(copy, FILTERS_PACKED) : NULL;
  struct filters *filters = packed ? filters_unpack(packed) : NULL;
  if (filters)
    return filters;
  filters = filters_load(folder, config, problems);
  if (filters && copy) {
    g_autoptr(GPtrArray) after = files_of(folder);
    copy_save(copy, after, filters_pack(filters));
  }
  return filters;
}
