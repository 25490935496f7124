/* Taking turns at writing. SQLite lets one process write at a time and leaves it to the others to try again; hundreds of
 * filters that try every few milliseconds keep a small machine busy with trying. Here they sleep until whoever has
 * written wakes those that have slept longest.
 *
 *  - The lock is SQLite's, which ends with its holder. The file beside the ledger ("turn") is only a doorbell: a number
 *    that rises with each end of a transaction, and which the kernel lets processes wait for (futex(2)). Nothing is
 *    believed of it, so no crash, stopped process or restored backup can leave it wrong.
 *  - Who rings wakes AT_ONCE, though one can write: on a busy machine one alone often takes milliseconds to get a
 *    processor, and all would wait for it. Those for whom another was quicker sleep again; that other rings as well.
 *  - Nobody waits for a ring alone: a holder that died or is another program rings for none. Between two tries lie at
 *    most LONGEST milliseconds; who has to wait for something other than a turn is not later for it.
 *  - Without the file (no room, no permission) everything works, by trying now and then. */
#include "ledger/sqlite-private.h"

#include <fcntl.h>
#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { AT_ONCE = 6, SHORTEST = 1, LONGEST = 100 /* milliseconds */ };

/* Whoever comes first gives it its size, and its owner the mode that the group needs, whatever the umask. */
static gboolean prepare(int fd)
{
  struct stat about;
  if (fstat(fd, &about) < 0 || !S_ISREG(about.st_mode))
    return FALSE;
  if (about.st_size >= (off_t)sizeof(guint32))
    return TRUE;
  (void)fchmod(fd, 0660);
  return ftruncate(fd, sizeof(guint32)) == 0;
}

int sqlite_turn_file(const char *path)
{
  g_autofree char *file = g_strconcat(path, ".turn", NULL);
  int fd = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY, 0660);
  if (fd < 0 || prepare(fd))
    return fd;
  close(fd);
  return -1;
}

void sqlite_turn_open(struct sqlite *ledger)
{
  int fd = sqlite_turn_file(ledger->path);
  if (fd < 0)
    return;
  void *bell = mmap(NULL, sizeof(guint32), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  ledger->bell = bell == MAP_FAILED ? NULL : bell;
  close(fd);
}

void sqlite_turn_close(struct sqlite *ledger)
{
  if (ledger->bell)
    munmap(ledger->bell, sizeof(guint32));
  ledger->bell = NULL;
}

void sqlite_turn_ring(struct sqlite *ledger)
{
  if (!ledger->bell)
    return;
  __atomic_add_fetch(ledger->bell, 1, __ATOMIC_SEQ_CST);
  syscall(SYS_futex, ledger->bell, FUTEX_WAKE, AT_ONCE, NULL, NULL, 0);
}

/* Of what is left to wait, not more than twice as much as last time. At random, so that those who missed a ring together
 * do not meet again. */
static int pause_for(int tries, gint64 left)
{
  int longest = tries < 7 ? MIN(2 << tries, LONGEST) : LONGEST;
  return (int)CLAMP(g_random_int_range(longest / 2, longest + 1), SHORTEST, MAX(left, SHORTEST));
}

void sqlite_turn_wait(struct sqlite *ledger, int tries, gint64 left)
{
  if (!ledger->bell) {
    g_usleep((gulong)pause_for(tries, left) * 1000);
    return;
  }
  /* The number was read before the last try: if it has risen since, somebody has finished meanwhile. */
  int pause = pause_for(tries, left);
  const struct timespec timeout = { pause / 1000, pause % 1000 * 1000000L };
  if (tries > 0)
    syscall(SYS_futex, ledger->bell, FUTEX_WAIT, ledger->heard, &timeout, NULL, 0);
  ledger->heard = __atomic_load_n(ledger->bell, __ATOMIC_SEQ_CST);
}
