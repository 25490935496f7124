#include "source/files.h"

#include "base/fault.h"
#include "source/source.h"

#include <string.h>

static void file_entry_free(void *data)
{
  struct file_entry *entry = data;
  g_free(entry->path);
  g_free(entry);
}

GPtrArray *file_entries_new(void)
{
  return g_ptr_array_new_with_free_func(file_entry_free);
}

gboolean maildir_is(const char *path)
{
  g_autofree char *cur = g_build_filename(path, "cur", NULL);
  g_autofree char *new = g_build_filename(path, "new", NULL);
  return g_file_test(cur, G_FILE_TEST_IS_DIR) && g_file_test(new, G_FILE_TEST_IS_DIR);
}

/* The standard info part of a Maildir name, ":2,RS"; "" when there is none. */
static const char *maildir_flags(const char *name)
{
  const char *info = strrchr(name, ':');
  return info && g_str_has_prefix(info, ":2,") ? info + 3 : "";
}

static int compare_entries(gconstpointer a, gconstpointer b)
{
  return strcmp((*(const struct file_entry *const *)a)->path, (*(const struct file_entry *const *)b)->path);
}

/* Appends the regular files of `folder`, sorted. What a symbolic link leads to counts; one that leads nowhere is listed,
 * so that reading it says so. */
static gboolean list_files(const char *folder, GPtrArray *entries, GError **error)
{
  g_autoptr(GError) failure = NULL;
  g_autoptr(GDir) dir = g_dir_open(folder, 0, &failure);
  if (!dir) {
    g_set_error_literal(error, SOURCE_ERROR, fault_of(failure), failure->message);
    return FALSE;
  }
  g_autoptr(GPtrArray) found = g_ptr_array_new();
  for (const char *name; (name = g_dir_read_name(dir));) {
    if (name[0] == '.')
      continue;
    struct file_entry *entry = g_new0(struct file_entry, 1);
    entry->path = g_build_filename(folder, name, NULL);
    entry->answered = strchr(maildir_flags(name), 'R') != NULL;
    if (g_file_test(entry->path, G_FILE_TEST_EXISTS) && !g_file_test(entry->path, G_FILE_TEST_IS_REGULAR))
      file_entry_free(entry);
    else
      g_ptr_array_add(found, entry);
  }
  g_ptr_array_sort(found, compare_entries);
  g_ptr_array_extend_and_steal(entries, g_steal_pointer(&found));
  return TRUE;
}

gboolean maildir_list(const char *path, GPtrArray *entries, GError **error)
{
  static const char *const folders[] = { "new", "cur" };
  for (gsize i = 0; i < G_N_ELEMENTS(folders); i++) {
    g_autofree char *folder = g_build_filename(path, folders[i], NULL);
    if (!list_files(folder, entries, error))
      return FALSE;
  }
  return TRUE;
}

char *maildir_find_again(const char *path)
{
  g_autofree char *name = g_path_get_basename(path);
  g_autofree char *folder = g_path_get_dirname(path);
  g_autofree char *maildir = g_path_get_dirname(folder);
  g_autofree char *cur = g_build_filename(maildir, "cur", NULL);
  name[strcspn(name, ":")] = '\0';
  g_autoptr(GDir) dir = g_dir_open(cur, 0, NULL);
  for (const char *other; dir && (other = g_dir_read_name(dir));)
    if (strncmp(other, name, strlen(name)) == 0 && strchr(":", other[strlen(name)]))
      return g_build_filename(cur, other, NULL);
  return NULL;
}
