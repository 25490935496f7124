#include <build.h>

#include "ledger/state-files.h"

#include "base/fault.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static enum fault fault_of_making(int number)
{
  switch (number) {
  case EACCES:
  case EPERM:
    return FAULT_REFUSED;
  case ENOSPC:
  case EDQUOT:
  case EFBIG:
  case EIO:
    return FAULT_IO;
  case EINTR:
  case EAGAIN:
  case ENOMEM:
  case EMFILE:
  case ENFILE:
    return FAULT_TEMPORARY;
  default:
    return FAULT_CREATE;
  }
}

gboolean state_file_failed(const char *path, const char *operation, int number, GQuark domain, GError **error)
{
  g_set_error(error, domain, fault_of_making(number), "%s: %s: %s", path, operation, g_strerror(number));
  return FALSE;
}

gboolean state_folder_make(const char *file, GQuark domain, GError **error)
{
  g_autofree char *folder = g_path_get_dirname(file);
  if (g_file_test(folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  g_autofree char *above = g_path_get_dirname(folder);
  if (g_mkdir_with_parents(above, 0755) < 0)
    return state_file_failed(above, "make the folder", errno, domain, error);
  if (g_mkdir(folder, 0770) < 0)
    return errno == EEXIST || state_file_failed(folder, "make the folder", errno, domain, error);
  if (g_chmod(folder, 02770) < 0)
    return state_file_failed(folder, "set its mode to 2770", errno, domain, error);
  return TRUE;
}

static gboolean write_all(int fd, const char *bytes, gsize length)
{
  while (length > 0) {
    ssize_t n = write(fd, bytes, length);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return FALSE;
    bytes += n;
    length -= (gsize)n;
  }
  return TRUE;
}

/* Not every file system has hard links; renaming without replacing serves the others. 0, or errno. */
static int publish(const char *from, const char *to)
{
  if (link(from, to) == 0)
    return 0;
  if (errno != EPERM && errno != EOPNOTSUPP && errno != EMLINK)
    return errno;
  return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0 ? 0 : errno;
}

/* Without this a power cut could take back a name that a caller already relies on. Some file systems can't; no matter.
 */
static void sync_folder(const char *file)
{
  g_autofree char *folder = g_path_get_dirname(file);
  int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    return;
  (void)fsync(fd);
  close(fd);
}

gboolean state_file_make(const char *path, const void *bytes, gsize length, gboolean *ret_made, GQuark domain,
                         GError **error)
{
  g_autofree char *draft = g_strconcat(path, ".XXXXXX", NULL);
  int fd = g_mkstemp_full(draft, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return state_file_failed(path, "make it", errno, domain, error);
  int failed = 0;
  if (fchmod(fd, 0660) < 0 || !write_all(fd, bytes, length) || fsync(fd) < 0)
    failed = errno;
  if (close(fd) < 0 && !failed)
    failed = errno;
  if (!failed)
    failed = publish(draft, path);
  (void)unlink(draft);
  if (failed && failed != EEXIST)
    return state_file_failed(path, "make it", failed, domain, error);
  sync_folder(path);
  *ret_made = failed == 0;
  return TRUE;
}
