/* A folder of messages in files of their own, in mboxes and in folders within. */
#include "source/files.h"

#include "base/fault.h"
#include "source/source.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

enum { MAX_DEPTH = 32, MAX_FILES = 2 * 1000 * 1000 };

struct listing {
  GPtrArray *entries;
  GHashTable *seen; /* "device:inode" of folders: symbolic links may lead in circles */
  gboolean too_large;
};

static gboolean is_number(const char *name)
{
  return *name && strspn(name, "0123456789") == strlen(name);
}

/* MH names its messages 1, 2 ... 10: numbers come first, and by their value. */
static int compare_names(gconstpointer a, gconstpointer b)
{
  const char *one = *(const char *const *)a, *other = *(const char *const *)b;
  gboolean is_one = is_number(one), is_other = is_number(other);
  if (is_one != is_other)
    return is_one ? -1 : 1;
  gsize length = is_one ? strlen(one) : 0, other_length = is_one ? strlen(other) : 0;
  return length != other_length ? (length < other_length ? -1 : 1) : strcmp(one, other);
}

static GPtrArray *read_names(const char *folder, GError **error)
{
  g_autoptr(GDir) dir = g_dir_open(folder, 0, error);
  if (!dir)
    return NULL;
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  for (const char *name; names->len < MAX_FILES && (name = g_dir_read_name(dir));)
    if (name[0] != '.')
      g_ptr_array_add(names, g_strdup(name));
  g_ptr_array_sort(names, compare_names);
  return names;
}

static void add_entry(struct listing *listing, const char *path, int failure)
{
  struct file_entry *entry = g_new0(struct file_entry, 1);
  entry->path = g_strdup(path);
  entry->in_folder = TRUE;
  entry->failure = failure;
  g_ptr_array_add(listing->entries, entry);
}

static gboolean is_new(struct listing *listing, const struct stat *about)
{
  return g_hash_table_add(listing->seen, g_strdup_printf("%ju:%ju", (uintmax_t)about->st_dev, (uintmax_t)about->st_ino));
}

static int errno_of(const GError *error)
{
  return fault_of(error) == FAULT_REFUSED ? EACCES : fault_of(error) == FAULT_NO_INPUT ? ENOENT : EIO;
}

static gboolean list_tree(struct listing *listing, const char *folder, guint depth, GError **error);

/* What a symbolic link leads to counts; one that leads nowhere is listed, so that reading it says so. */
static void list_one(struct listing *listing, const char *path, guint depth)
{
  struct stat about;
  g_autoptr(GError) failure = NULL;
  if (stat(path, &about) < 0 || S_ISREG(about.st_mode)) {
    add_entry(listing, path, 0);
    return;
  }
  if (!S_ISDIR(about.st_mode) || !is_new(listing, &about))
    return;
  gboolean listed = maildir_is(path) ? maildir_list(path, listing->entries, &failure)
                                     : list_tree(listing, path, depth + 1, &failure);
  if (!listed)
    add_entry(listing, path, errno_of(failure));
}

static gboolean list_tree(struct listing *listing, const char *folder, guint depth, GError **error)
{
  if (depth > MAX_DEPTH) {
    g_set_error(error, SOURCE_ERROR, FAULT_DATA, "more than %d folders deep", MAX_DEPTH);
    return FALSE;
  }
  g_autoptr(GPtrArray) names = read_names(folder, error);
  for (guint i = 0; names && i < names->len && !listing->too_large; i++) {
    g_autofree char *path = g_build_filename(folder, g_ptr_array_index(names, i), NULL);
    list_one(listing, path, depth);
    listing->too_large = listing->entries->len >= MAX_FILES;
  }
  return names != NULL;
}

gboolean folder_list(const char *path, GPtrArray *entries, GError **error)
{
  struct listing listing = { .entries = entries };
  listing.seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  struct stat about;
  if (stat(path, &about) == 0)
    is_new(&listing, &about);
  g_autoptr(GError) failure = NULL;
  gboolean listed = list_tree(&listing, path, 1, &failure);
  g_hash_table_unref(listing.seen);
  if (listing.too_large)
    g_set_error(error, SOURCE_ERROR, FAULT_DATA, "more than %d files; name its folders one by one", MAX_FILES - 1);
  else if (!listed)
    g_set_error_literal(error, SOURCE_ERROR, fault_of(failure), failure->message);
  return listed && !listing.too_large;
}
