/* Named locks: flock(2) on a file beside the ledger, gone with the process that held it. */
#include "ledger/sqlite-private.h"
#include "ledger/state-files.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

struct sqlite_file_lock {
  struct ledger_lock base;
  int fd;
};

struct ledger_lock *sqlite_lock_new(int fd)
{
  struct sqlite_file_lock *lock = g_new0(struct sqlite_file_lock, 1);
  lock->base.kind = &ledger_sqlite;
  lock->fd = fd;
  return &lock->base;
}

static int open_lock(const char *path)
{
  return open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY);
}

struct ledger_lock *sqlite_lock(struct ledger *base, const char *name, GError **error)
{
  struct sqlite *ledger = sql_reading(base, "lock");
  if (ledger->read_only || !*name || strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(name)) {
    sql_refuse(ledger, FAULT_INTERNAL, error, "no lock '%s' on %s", name, ledger->path);
    return NULL;
  }
  g_autofree char *path = g_strdup_printf("%s.%s.lock", ledger->path, name);
  gboolean made;
  int fd = open_lock(path);
  if (fd < 0 && errno == ENOENT) {
    if (!state_file_make(path, "", 0, &made, LEDGER_ERROR, error))
      return NULL;
    fd = open_lock(path);
  }
  if (fd < 0) {
    state_file_failed(path, "lock", errno, LEDGER_ERROR, error);
    return NULL;
  }
  if (flock(fd, LOCK_EX | LOCK_NB) < 0) {
    int number = errno;
    close(fd);
    if (number != EWOULDBLOCK)
      state_file_failed(path, "lock", number, LEDGER_ERROR, error);
    return NULL;
  }
  return sqlite_lock_new(fd);
}

void sqlite_unlock(struct ledger_lock *base)
{
  struct sqlite_file_lock *lock = (struct sqlite_file_lock *)base;
  flock(lock->fd, LOCK_UN); /* a forked child may still have it open */
  close(lock->fd);
  g_free(lock);
}
