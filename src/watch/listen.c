#include <build.h>

#include "watch/listen.h"

#include "base/fault.h"
#include "watch/watch.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

struct listener {
  int fd;
  char *path;
  struct stat about; /* of the socket we made */
  GArray *allowed;   /* uid_t */
};

static gboolean failed(const char *path, enum fault fault, const char *reason, GError **error)
{
  g_set_error(error, WATCH_ERROR, fault, "%s: listen: %s", path, reason);
  return FALSE;
}

static gboolean failed_with(const char *path, int number, GError **error)
{
  gboolean refused = number == EACCES || number == EPERM || number == EROFS;
  return failed(path, refused ? FAULT_REFUSED : FAULT_CREATE, g_strerror(number), error);
}

static gboolean resolve(const GPtrArray *allow, GArray *allowed, GError **error)
{
  for (guint i = 0; allow && i < allow->len; i++) {
    const char *name = allow->pdata[i];
    guint64 number;
    const struct passwd *entry = getpwnam(name);
    uid_t uid;
    if (entry)
      uid = entry->pw_uid;
    else if (g_ascii_string_to_unsigned(name, 10, 0, (guint64)G_MAXUINT32 - 1, &number, NULL))
      uid = (uid_t)number;
    else {
      g_set_error(error, WATCH_ERROR, FAULT_CONFIG, "watch.allow: there is no user '%s'", name);
      return FALSE;
    }
    g_array_append_val(allowed, uid);
  }
  return TRUE;
}

static gboolean make_folder(const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname(path);
  if (g_file_test(folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (g_mkdir_with_parents(folder, 0755) < 0 || g_chmod(folder, 0755) < 0)
    return failed_with(folder, errno, error);
  return TRUE;
}

static int open_socket(void)
{
  return socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

/* A socket outlives whoever made it; one that refuses has nobody behind it. */
static gboolean clear_stale(const char *path, const struct sockaddr_un *address, GError **error)
{
  struct stat about;
  if (lstat(path, &about) < 0)
    return errno == ENOENT || failed_with(path, errno, error);
  if (!S_ISSOCK(about.st_mode))
    return failed(path, FAULT_CONFIG, "a file that is no socket is in the way", error);
  int fd = open_socket();
  if (fd < 0)
    return failed_with(path, errno, error);
  int number = connect(fd, (const struct sockaddr *)address, sizeof *address) < 0 ? errno : 0;
  close(fd);
  if (number == 0 || number == EAGAIN) /* EAGAIN: so many wait for it that there is no room */
    return failed(path, FAULT_TEMPORARY, "another watch is running", error);
  if (number != ECONNREFUSED)
    return failed_with(path, number, error);
  return g_unlink(path) == 0 || errno == ENOENT || failed_with(path, errno, error);
}

/* Whoever connects can hold us up: a descriptor that he hands over may take its time to be closed. So only they can who are
 * served, as far as a mode can say it. */
static mode_t mode_of(const struct listener *listener)
{
  if (listener->allowed->len)
    return 0666;
  return chown(listener->path, (uid_t)-1, getegid()) == 0 ? 0660 : 0600;
}

static gboolean bind_socket(struct listener *listener, GError **error)
{
  const char *path = listener->path;
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  if (strlen(path) >= sizeof address.sun_path)
    return failed(path, FAULT_CONFIG, "too long for the name of a socket", error);
  strcpy(address.sun_path, path);
  if (!make_folder(path, error) || !clear_stale(path, &address, error))
    return FALSE;
  listener->fd = open_socket();
  if (listener->fd < 0 || bind(listener->fd, (const struct sockaddr *)&address, sizeof address) < 0)
    return failed_with(path, errno, error);
  /* Until listen() nobody gets in, whatever the mode. */
  if (lstat(path, &listener->about) < 0 || chmod(path, mode_of(listener)) < 0 || listen(listener->fd, SOMAXCONN) < 0) {
    failed_with(path, errno, error);
    g_unlink(path);
    return FALSE;
  }
  return TRUE;
}

struct listener *listener_new(const char *path, const GPtrArray *allow, GError **error)
{
  g_autoptr(Listener) listener = g_new0(struct listener, 1);
  listener->fd = -1;
  listener->path = g_strdup(path);
  listener->allowed = g_array_new(FALSE, FALSE, sizeof(uid_t));
  if (!resolve(allow, listener->allowed, error) || !bind_socket(listener, error))
    return NULL;
  return g_steal_pointer(&listener);
}

static gboolean is_ours(const struct listener *listener)
{
  struct stat about;
  return lstat(listener->path, &about) == 0 && about.st_dev == listener->about.st_dev &&
         about.st_ino == listener->about.st_ino;
}

void listener_free(struct listener *listener)
{
  if (!listener)
    return;
  if (listener->about.st_ino && is_ours(listener))
    g_unlink(listener->path);
  if (listener->fd >= 0)
    close(listener->fd);
  g_array_unref(listener->allowed);
  g_free(listener->path);
  g_free(listener);
}

int listener_fd(const struct listener *listener)
{
  return listener->fd;
}

static gboolean is_served(const struct listener *listener, const struct ucred *peer)
{
  if (peer->uid == 0 || peer->uid == geteuid())
    return TRUE;
  if (getegid() != 0 && peer->gid == getegid())
    return TRUE;
  for (guint i = 0; i < listener->allowed->len; i++)
    if (g_array_index(listener->allowed, uid_t, i) == peer->uid)
      return TRUE;
  return FALSE;
}

int listener_accept(struct listener *listener, gboolean *ret_served, unsigned *ret_uid)
{
  int fd;
  do
    fd = accept4(listener->fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
  while (fd < 0 && (errno == EINTR || errno == ECONNABORTED));
  if (fd < 0)
    return -1;
  struct ucred peer;
  socklen_t size = sizeof peer;
  gboolean known = getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0;
  *ret_served = known && is_served(listener, &peer);
  *ret_uid = known ? peer.uid : (unsigned)-1;
  return fd;
}

gboolean listener_is_there(const struct listener *listener, GError **error)
{
  return is_ours(listener) || failed(listener->path, FAULT_TEMPORARY, "the socket was taken away", error);
}
