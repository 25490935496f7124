/* Every commit writes to the write-ahead log beside the ledger, and the kernel tells of it. The folder is listened to, not
 * the log: so a log that is made anew is heard as well. */
#include "ledger/changes.h"
#include "ledger/sqlite-private.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

struct sqlite_changes {
  struct changes base;
  struct ledger *ledger;
  char *log_name; /* within the folder */
};

enum { EVENTS = IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_DELETE | IN_MOVED_FROM };

struct changes *sqlite_listen(struct ledger *base, GError **error)
{
  struct sqlite *ledger = sql_reading(base, "listen");
  /* SQLite has followed links; the log lies beside the file itself. */
  const char *log = sqlite3_filename_wal(sqlite3_db_filename(ledger->db, "main"));
  g_autofree char *folder = g_path_get_dirname(log);
  int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (fd < 0 || inotify_add_watch(fd, folder, EVENTS | IN_ONLYDIR) < 0) {
    int number = errno;
    if (fd >= 0)
      close(fd);
    sql_refuse(ledger, number == EMFILE || number == ENOSPC ? FAULT_TEMPORARY : FAULT_IO, error,
               "cannot listen in %s: %s", folder, g_strerror(number));
    return NULL;
  }
  struct sqlite_changes *changes = g_new0(struct sqlite_changes, 1);
  changes->base = (struct changes){ .kind = &ledger_sqlite, .fd = fd };
  changes->ledger = base;
  changes->log_name = g_path_get_basename(log);
  return &changes->base;
}

void sqlite_hush(struct changes *base)
{
  struct sqlite_changes *changes = (struct sqlite_changes *)base;
  close(base->fd);
  g_free(changes->log_name);
  g_free(changes);
}

/* Whether one of the events in the buffer is about the log, or some were lost. */
static gboolean concerns_log(const struct sqlite_changes *changes, const char *buffer, gssize length)
{
  gboolean found = FALSE;
  for (gssize at = 0; at < length;) {
    struct inotify_event event;
    memcpy(&event, buffer + at, sizeof event);
    const char *name = event.len ? buffer + at + sizeof event : "";
    found = found || (event.mask & (IN_Q_OVERFLOW | IN_IGNORED)) || !strcmp(name, changes->log_name);
    at += (gssize)(sizeof event + event.len);
  }
  return found;
}

enum changes_what sqlite_drain(struct changes *base)
{
  struct sqlite_changes *changes = (struct sqlite_changes *)base;
  char buffer[16 * (sizeof(struct inotify_event) + NAME_MAX + 1)];
  enum changes_what what = CHANGES_NONE;
  for (gssize length; (length = read(base->fd, buffer, sizeof buffer)) > 0;)
    if (concerns_log(changes, buffer, length))
      what = CHANGES_COMMITTED;
  return ledger_has_moved(changes->ledger) ? CHANGES_REPLACED : what;
}
