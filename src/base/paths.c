#include "base/paths.h"

#include "base/config-search.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <limits.h>
#include <unistd.h>

/* The folder of the running program, links resolved. */
static const char *program_folder(void)
{
  static char *folder;
  if (g_once_init_enter(&folder)) {
    g_autofree char *exe = g_file_read_link("/proc/self/exe", NULL);
    g_once_init_leave(&folder, exe ? g_path_get_dirname(exe) : g_strdup("."));
  }
  return folder;
}

/* In the build tree the programs lie in src/ and the data beside it; installed, they lie in libexec/deskbell and the data
 * in share/deskbell of the same prefix. */
static char *find_data(const char *kind)
{
  const char *named = g_getenv("DESKBELL_DATADIR");
  if (named)
    return g_build_filename(named, kind, NULL);
  static const char *const places[] = { "..", "../../share/deskbell", "../share/deskbell" };
  for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
    g_autofree char *path = g_build_filename(program_folder(), places[i], kind, NULL);
    if (g_file_test(path, G_FILE_TEST_IS_DIR))
      return g_canonicalize_filename(path, NULL);
  }
  g_autofree char *fallback = g_build_filename(PKGDATADIR, kind, NULL);
  return g_file_test(fallback, G_FILE_TEST_IS_DIR) ? g_steal_pointer(&fallback) : NULL;
}

const char *paths_data(const char *kind)
{
  static GHashTable *found;
  if (!found)
    found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  if (!g_hash_table_contains(found, kind))
    g_hash_table_insert(found, g_strdup(kind), find_data(kind));
  return g_hash_table_lookup(found, kind);
}

char *paths_config(const char *named)
{
  char found[PATH_MAX];
  return g_strdup(config_search(named, found, sizeof found));
}

const char *paths_config_refused(void)
{
  static const char *const places[] = { SYSCONFDIR "/deskbell/deskbell.yaml", "/etc/deskbell/deskbell.yaml" };
  for (gsize i = 0; i < G_N_ELEMENTS(places); i++)
    if (g_access(places[i], R_OK) != 0 && errno == EACCES)
      return places[i];
  return NULL;
}
