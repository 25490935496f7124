/* Standing in line before deciding. Hundreds of filters that start at once would all compile the same rules, make the same
 * ledger, and keep each other from a processor until none is ready in time. So a few work, and the others sleep before
 * they have cost much.
 *
 *  - A place is a byte of the ledger's turn file (sqlite-turn.c), behind the number that it holds, locked by its open file
 *    description: it ends with its holder, and the kernel serves who waits for it in the order of arrival.
 *  - The line is a courtesy; what must not happen twice is in the ledger's transactions. Who has waited until `until`, or
 *    finds no file, goes on without a place. */
#include <build.h>

#include "ledger/sqlite-private.h"
#include "ledger/state-files.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

/* More places than processors: who waits for a disk, or for its share of a machine that is busy with other things, must
 * not leave this one idle. */
enum { PLACES = 12, FIRST_PLACE = 64, AGAIN = 50000 /* microseconds */ };

static int take(int fd, int how, guint place)
{
  struct flock wanted = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = FIRST_PLACE + place, .l_len = 1 };
  return fcntl(fd, how, &wanted);
}

static void wake_up(int number)
{
  (void)number;
}

/* Asleep in the kernel's line. The alarm repeats itself, as the first could come just before we sleep. */
static void wait_for(int fd, guint place, gint64 until)
{
  gint64 left = until - g_get_monotonic_time();
  if (left <= 0)
    return;
  const struct sigaction waking = { .sa_handler = wake_up };
  const struct itimerval alarm = { { 0, AGAIN }, { left / G_USEC_PER_SEC, left % G_USEC_PER_SEC } }, none = { 0 };
  struct sigaction before;
  sigaction(SIGALRM, &waking, &before);
  setitimer(ITIMER_REAL, &alarm, NULL);
  while (take(fd, F_OFD_SETLKW, place) < 0 && errno == EINTR && g_get_monotonic_time() < until)
    ;
  setitimer(ITIMER_REAL, &none, NULL);
  sigaction(SIGALRM, &before, NULL);
}

struct ledger_lock *sqlite_queue(const char *rest, gint64 until)
{
  g_autofree char *path = sqlite_path_of(rest);
  int fd = path && state_folder_make(path, LEDGER_ERROR, NULL) ? sqlite_turn_file(path) : -1;
  if (fd < 0)
    return NULL;
  guint mine = (guint)getpid() % PLACES;
  for (guint i = 0; i < PLACES; i++)
    if (take(fd, F_OFD_SETLK, (mine + i) % PLACES) == 0)
      return sqlite_lock_new(fd);
  wait_for(fd, mine, until);
  return sqlite_lock_new(fd);
}
