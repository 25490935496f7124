#include "front/verdict.h"
#include "front/wire.h"

#include <string.h>

enum { MAX_LINE = 998 }; /* RFC 5322, 2.1.1 */

static bool is_name(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

/* The length of the good line at the beginning, with its LF; 0 when it is not good. */
static size_t good_line(const char *line, size_t length)
{
  size_t at = sizeof FRONT_HEADER - 1, name = at;
  if (length <= at || memcmp(line, FRONT_HEADER, at))
    return 0;
  while (at < length && is_name(line[at]))
    at++;
  if (at == name || length - at < 2 || line[at] != ':' || line[at + 1] != ' ')
    return 0;
  at += 2;
  size_t value = at;
  while (at < length && line[at] >= ' ' && line[at] < 0x7f)
    at++;
  return at > value && at < length && line[at] == '\n' && at <= MAX_LINE ? at + 1 : 0;
}

bool front_verdict_valid(const char *lines, size_t length)
{
  bool any = false;
  while (length) {
    size_t line = good_line(lines, length);
    if (!line)
      return false;
    any = true;
    lines += line;
    length -= line;
  }
  return any;
}

bool front_verdict_queued(const char *lines, size_t length)
{
  static const char queued[] = FRONT_HEADER "Reply: queued\n";
  const char *found = memmem(lines, length, queued, sizeof queued - 1);
  return found && (found == lines || found[-1] == '\n');
}
