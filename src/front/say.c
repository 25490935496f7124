#include "front/say.h"

#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <syslog.h>
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
  openlog("deskbell", LOG_PID, LOG_MAIL);
  syslog(LOG_ERR, "%s", line);
}
