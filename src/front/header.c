#include "front/header.h"
#include "front/wire.h"

#include <string.h>
#include <strings.h>

static bool is_blank(char c)
{
  return c == ' ' || c == '\t';
}

/* Behind the line that begins at `at`. */
static size_t next_line(const char *data, size_t at, size_t end)
{
  if (at >= end) /* there may be no data at all */
    return end;
  const char *newline = memchr(data + at, '\n', end - at);
  return newline ? (size_t)(newline - data) + 1 : end;
}

static size_t skip_continuations(const char *data, size_t at, size_t end)
{
  while (at < end && is_blank(data[at]))
    at = next_line(data, at, end);
  return at;
}

static bool is_empty_line(const char *data, size_t at, size_t size)
{
  return data[at] == '\n' || (data[at] == '\r' && at + 1 < size && data[at + 1] == '\n');
}

static size_t find_end(const char *data, size_t at, size_t size)
{
  while (at < size && !is_empty_line(data, at, size))
    at = next_line(data, at, size);
  return at;
}

/* A `From ` line stays first. So do continuation lines without a field: behind our headers they would continue the last of
 * them, and change what it says. */
struct front_header front_header_scan(const char *data, size_t size)
{
  struct front_header header = { 0 };
  if (size >= 5 && !memcmp(data, "From ", 5))
    header.insert = next_line(data, 0, size);
  size_t first = header.insert < size ? header.insert : 0;
  size_t behind = next_line(data, first, size);
  header.crlf = behind >= first + 2 && data[behind - 1] == '\n' && data[behind - 2] == '\r';
  header.insert = skip_continuations(data, header.insert, size);
  header.needs_newline = header.insert && data[header.insert - 1] != '\n';
  header.end = find_end(data, header.insert, size);
  return header;
}

/* The name begins as ours do, whatever follows up to the colon; blanks before the colon, even folded, are tolerated by
 * those who read mail. */
static bool is_ours(const char *data, size_t at, size_t end)
{
  static const char ours[] = FRONT_HEADER, kept[] = FRONT_HEADER_KEPT;
  if (end - at < sizeof ours - 1 || strncasecmp(data + at, ours, sizeof ours - 1))
    return false;
  size_t start = at;
  at += sizeof ours - 1;
  while (at < end && data[at] != ':' && data[at] != '\n' && !is_blank(data[at]))
    at++;
  if (at - start == sizeof kept - 1 && !strncasecmp(data + start, kept, sizeof kept - 1))
    return false;
  if (at < end && data[at] == '\n' && data[at - 1] == '\r')
    at--;
  for (;;) {
    while (at < end && is_blank(data[at]))
      at++;
    size_t line = at + (at < end && data[at] == '\r');
    if (line + 1 >= end || data[line] != '\n' || !is_blank(data[line + 1]))
      break;
    at = line + 1;
  }
  return at < end && data[at] == ':';
}

bool front_header_next_ours(const char *data, size_t from, size_t end, size_t *ret_start, size_t *ret_end)
{
  while (from < end) {
    size_t behind = skip_continuations(data, next_line(data, from, end), end);
    if (is_ours(data, from, end)) {
      *ret_start = from;
      *ret_end = behind;
      return true;
    }
    from = behind;
  }
  return false;
}
