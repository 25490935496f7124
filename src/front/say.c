#include "front/say.h"

#include <poll.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

enum { AT_ONCE = 4096 }; /* a pipe that polls writable takes as much */

static void make_harmless(char *text, size_t length)
{
  for (size_t i = 0; i < length; i++)
    if ((text[i] >= 0 && text[i] < ' ' && text[i] != '\n' && text[i] != '\t') || text[i] == 0x7f)
      text[i] = '?';
}

void front_pass_on(char *text, size_t length)
{
  make_harmless(text, length);
  while (length) {
    struct pollfd to = { STDERR_FILENO, POLLOUT, 0 };
    if (poll(&to, 1, 0) != 1 || !(to.revents & POLLOUT))
      return;
    ssize_t written = write(STDERR_FILENO, text, length < AT_ONCE ? length : AT_ONCE);
    if (written <= 0)
      return;
    text += written;
    length -= written;
  }
}

static bool send_to_log(int type, const char *entry, size_t size)
{
  const struct sockaddr_un address = { .sun_family = AF_UNIX, .sun_path = _PATH_LOG };
  int fd = socket(AF_UNIX, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0)
    return false;
  bool sent = connect(fd, (const struct sockaddr *)&address, sizeof address) == 0 &&
              send(fd, entry, size, MSG_NOSIGNAL) == (ssize_t)size;
  close(fd);
  return sent;
}

/* As syslog(3), which waits for as long as the daemon does not read. */
static void tell_log(const char *line)
{
  char entry[1300], date[32];
  time_t now = time(NULL);
  struct tm local;
  if (!localtime_r(&now, &local) || !strftime(date, sizeof date, "%h %e %T", &local))
    *date = '\0';
  int length = snprintf(entry, sizeof entry, "<%d>%s deskbell[%d]: %s", LOG_MAIL | LOG_ERR, date, (int)getpid(), line);
  if (length > 0 && !send_to_log(SOCK_DGRAM, entry, strlen(entry)))
    send_to_log(SOCK_STREAM, entry, strlen(entry) + 1);
}

void front_say(bool quiet, const char *detail, const char *format, ...)
{
  char what[512], line[1100];
  va_list args;
  va_start(args, format);
  vsnprintf(what, sizeof what, format, args);
  va_end(args);
  for (char *c = what; *c; c++)
    if (*c == '\n')
      *c = ' ';
  if (!quiet)
    front_pass_on(line, snprintf(line, sizeof line, "deskbell: filter: %s\n", what));
  int length = snprintf(line, sizeof line, "filter: %s%s%s", what, detail && *detail ? ": " : "", detail ? detail : "");
  make_harmless(line, length);
  tell_log(line);
}
