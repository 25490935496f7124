/* Messages in files: one, an mbox, a Maildir, a folder of files, or standard input. */
#include "source/files.h"

#include "base/fault.h"
#include "base/text.h"
#include "source/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct files {
  struct source source;
  char *path;            /* as given */
  gboolean maildir;
  gboolean folder;       /* a plain one: each file has a path and an index of its own */
  GPtrArray *entries;    /* struct file_entry * still to read and read; NULL: `reader` is all there is */
  guint next_entry;
  struct message_reader *reader; /* of the entry being read; NULL between two */
  guint in_reader;       /* messages it has given */
  guint index;           /* messages given, good and bad; of a plain folder's file */
};

static const struct file_entry *files_current(const struct files *files)
{
  return files->entries ? g_ptr_array_index(files->entries, files->next_entry - 1) : NULL;
}

/* Path and index of the message that is due, without a mail. */
static struct source_item *files_item(struct files *files, const char *where)
{
  struct source_item *item = g_new0(struct source_item, 1);
  item->path = g_strdup(files->folder ? files_current(files)->path : files->path);
  item->where = g_strdup(where);
  item->index = files->index++;
  return item;
}

static enum source_step files_bad(struct files *files, const char *where, const char *reason, struct source_item **ret,
                                  GError **error)
{
  g_autofree char *printable = text_printable(where, 0);
  g_set_error(error, SOURCE_ERROR, FAULT_DATA, "%s: %s", printable, reason);
  *ret = files_item(files, where);
  g_clear_pointer(&files->reader, message_reader_free);
  return SOURCE_BAD_MESSAGE;
}

/* The next message of the open reader. SOURCE_END: it has no more. */
static enum source_step files_read(struct files *files, struct source_item **ret, GError **error)
{
  const struct file_entry *entry = files_current(files);
  const char *name = entry ? entry->path : strcmp(files->path, "-") == 0 ? "stdin" : files->path;
  g_autoptr(GError) failure = NULL;
  gboolean cut = FALSE;
  g_autoptr(GBytes) bytes = message_reader_next(files->reader, &cut, &failure);
  if (failure)
    return files_bad(files, name, failure->message, ret, error);
  if (!bytes && files->in_reader == 0)
    return files_bad(files, name, "empty", ret, error);
  if (!bytes) {
    g_clear_pointer(&files->reader, message_reader_free);
    return SOURCE_END;
  }
  if (entry && entry->in_folder && files->in_reader == 0 && !message_is_likely(bytes))
    return files_bad(files, name, "no mail", ret, error);
  files->in_reader++;
  g_autofree char *where = message_reader_is_mbox(files->reader) ? g_strdup_printf("%s#%u", name, files->in_reader)
                                                                 : g_strdup(name);
  struct source_item *item = files_item(files, where);
  item->bytes = g_steal_pointer(&bytes);
  item->cut = cut;
  item->answered = entry && entry->answered;
  *ret = item;
  return SOURCE_ITEM;
}

/* Opens the next entry. Returns an error number, 0 when it is open, -1 when it has gone since it was listed. */
static int files_open_next(struct files *files)
{
  struct file_entry *entry = g_ptr_array_index(files->entries, files->next_entry++);
  if (files->folder)
    files->index = 0;
  if (entry->failure)
    return entry->failure;
  int fd = open(entry->path, O_RDONLY | O_CLOEXEC);
  if (fd < 0 && errno == ENOENT && !entry->in_folder) {
    char *renamed = maildir_find_again(entry->path);
    if (!renamed)
      return -1;
    g_free(entry->path);
    entry->path = renamed;
    fd = open(entry->path, O_RDONLY | O_CLOEXEC);
  }
  if (fd < 0)
    return errno;
  files->reader = message_reader_new(fd, TRUE);
  files->in_reader = 0;
  return 0;
}

static enum source_step files_next_bytes(struct source *source, struct source_item **ret, GError **error)
{
  struct files *files = (struct files *)source;
  for (;;) {
    if (files->reader) {
      enum source_step step = files_read(files, ret, error);
      if (step != SOURCE_END)
        return step;
    }
    if (!files->entries || files->next_entry == files->entries->len)
      return SOURCE_END;
    int failure = files_open_next(files);
    if (failure > 0)
      return files_bad(files, files_current(files)->path, g_strerror(failure), ret, error);
  }
}

static enum source_step files_next(struct source *source, struct source_item **ret, GError **error)
{
  enum source_step step = files_next_bytes(source, ret, error);
  if (step == SOURCE_ITEM)
    source_item_read(*ret);
  return step;
}

static guint files_count(struct source *source)
{
  const struct files *files = (const struct files *)source;
  return files->entries ? files->entries->len : 0;
}

static void files_close(struct source *source)
{
  struct files *files = (struct files *)source;
  message_reader_free(files->reader);
  if (files->entries)
    g_ptr_array_unref(files->entries);
  g_free(files->path);
  g_free(files);
}

static const struct source_ops source_files = {
  .name = "files",
  .next = files_next,
  .next_bytes = files_next_bytes,
  .count = files_count,
  .close = files_close,
};

static gboolean files_open_folder(struct files *files, GError **error)
{
  g_autoptr(GError) failure = NULL;
  files->maildir = maildir_is(files->path);
  files->folder = !files->maildir;
  files->entries = file_entries_new();
  if (files->maildir ? maildir_list(files->path, files->entries, &failure)
                     : folder_list(files->path, files->entries, &failure))
    return TRUE;
  g_propagate_prefixed_error(error, g_steal_pointer(&failure), "%s: ", files->path);
  return FALSE;
}

static gboolean files_open_file(struct files *files, GError **error)
{
  int fd = open(files->path, O_RDONLY | O_CLOEXEC);
  struct stat status;
  if (fd < 0 || fstat(fd, &status) < 0) {
    g_set_error(error, SOURCE_ERROR, fault_of_errno(errno), "%s: %s", files->path, g_strerror(errno));
    if (fd >= 0)
      close(fd);
    return FALSE;
  }
  if (S_ISDIR(status.st_mode)) {
    close(fd);
    return files_open_folder(files, error);
  }
  files->reader = message_reader_new(fd, TRUE);
  return TRUE;
}

struct source *source_open_path(const char *path, GError **error)
{
  struct files *files = g_new0(struct files, 1);
  files->source.ops = &source_files;
  files->path = g_strdup(path);
  gboolean opened = TRUE;
  if (strcmp(path, "-") == 0)
    files->reader = message_reader_new(STDIN_FILENO, FALSE);
  else
    opened = files_open_file(files, error);
  if (opened)
    return &files->source;
  files_close(&files->source);
  return NULL;
}
