#include "source/files.h"

#include "base/fault.h"
#include "source/source.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_SIZE (128 * 1024) /* no separator line and the line after it are longer together */

struct message_reader {
  int fd;
  gboolean close_fd;
  char *buffer;
  gsize start, end; /* what is buffered */
  gboolean at_end;  /* of the stream */
  enum { READER_NEW, READER_MESSAGE, READER_MBOX } kind;
};

struct message_reader *message_reader_new(int fd, gboolean close_fd)
{
  struct message_reader *reader = g_new0(struct message_reader, 1);
  reader->fd = fd;
  reader->close_fd = close_fd;
  reader->buffer = g_malloc(BUFFER_SIZE);
  return reader;
}

void message_reader_free(struct message_reader *reader)
{
  if (!reader)
    return;
  if (reader->close_fd)
    close(reader->fd);
  g_free(reader->buffer);
  g_free(reader);
}

gboolean message_reader_is_mbox(const struct message_reader *reader)
{
  return reader->kind == READER_MBOX;
}

/* Makes the buffer fuller if there is room and more to come. */
static gboolean reader_fill(struct message_reader *reader, GError **error)
{
  if (reader->start > 0) {
    memmove(reader->buffer, reader->buffer + reader->start, reader->end - reader->start);
    reader->end -= reader->start;
    reader->start = 0;
  }
  ssize_t got;
  do
    got = read(reader->fd, reader->buffer + reader->end, BUFFER_SIZE - reader->end);
  while (got < 0 && errno == EINTR);
  if (got < 0) {
    g_set_error(error, SOURCE_ERROR, FAULT_IO, "%s", g_strerror(errno));
    return FALSE;
  }
  reader->at_end = got == 0;
  reader->end += (gsize)got;
  return TRUE;
}

/* Length of the line that starts `offset` bytes into the buffer, its line end included; shorter when the stream or the
 * buffer ends first; 0 at the end of the stream. -1 with an error. */
static gssize reader_line(struct message_reader *reader, gsize offset, GError **error)
{
  gsize searched = 0;
  for (;;) {
    gsize have = reader->end - reader->start - offset;
    const char *line = reader->buffer + reader->start + offset;
    const char *newline = memchr(line + searched, '\n', have - searched);
    if (newline)
      return newline - line + 1;
    searched = have;
    if (reader->at_end || offset + have == BUFFER_SIZE)
      return (gssize)have;
    if (!reader_fill(reader, error))
      return -1;
  }
}

static gboolean has_prefix(const char *line, gsize length, const char *prefix)
{
  gsize n = strlen(prefix);
  return length >= n && memcmp(line, prefix, n) == 0;
}

/* `Thu Nov 22 09:00:00 2026` somewhere in a separator line. */
static gboolean has_date(const char *line, gsize length)
{
  static const char days[] = "Mon Tue Wed Thu Fri Sat Sun";
  gboolean day = FALSE;
  for (gsize i = 1; i + 4 < length; i++) {
    if (!day) {
      for (const char *name = days; !day && name < days + sizeof days; name += 4)
        day = line[i - 1] == ' ' && memcmp(line + i, name, 3) == 0 && !g_ascii_isalnum(line[i + 3]);
    } else if (line[i] == ':' && g_ascii_isdigit(line[i - 1]) && g_ascii_isdigit(line[i + 1]) &&
               g_ascii_isdigit(line[i + 2])) {
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean looks_like_header(const char *line, gsize length)
{
  gsize name = 0;
  while (name < length && line[name] > ' ' && line[name] < 0x7f && line[name] != ':')
    name++;
  return name > 0 && name < length && line[name] == ':';
}

/* Whether the line at the start of the buffer, an empty one before it, begins another message. Writers that quote nothing
 * exist, so "From now on ..." in somebody's prose must not: there is a date in it, or a header follows. */
static gboolean reader_at_separator(struct message_reader *reader, GError **error)
{
  gssize length = reader_line(reader, 0, error);
  if (length < 0 || !has_prefix(reader->buffer + reader->start, (gsize)length, "From "))
    return FALSE;
  if (has_date(reader->buffer + reader->start, (gsize)length))
    return TRUE;
  gssize next = reader_line(reader, (gsize)length, error);
  return next > 0 && looks_like_header(reader->buffer + reader->start + length, (gsize)next);
}

/* mboxrd: one ">" was put before every line of a body that is "From " behind any number of them. */
static gboolean is_quoted_from(const char *line, gsize length)
{
  gsize marks = 0;
  while (marks < length && line[marks] == '>')
    marks++;
  return marks > 0 && has_prefix(line + marks, length - marks, "From ");
}

static gboolean is_empty_line(const char *line, gsize length)
{
  return (length == 1 && line[0] == '\n') || (length == 2 && line[0] == '\r' && line[1] == '\n');
}

static void append(GByteArray *message, const char *data, gsize length, gboolean *cut)
{
  gsize room = FILES_MAX_MESSAGE - message->len;
  *cut = *cut || length > room;
  g_byte_array_append(message, (const guint8 *)data, (guint)MIN(length, room));
}

/* The empty line before the next separator is the mbox's, not the message's. */
static void drop_last_empty_line(GByteArray *message)
{
  if (message->len >= 2 && memcmp(message->data + message->len - 2, "\n\n", 2) == 0)
    g_byte_array_set_size(message, message->len - 1);
  else if (message->len >= 3 && memcmp(message->data + message->len - 3, "\n\r\n", 3) == 0)
    g_byte_array_set_size(message, message->len - 2);
}

static gboolean reader_take_mbox_message(struct message_reader *reader, GByteArray *message, gboolean *cut,
                                         GError **error)
{
  g_autoptr(GError) failure = NULL;
  gboolean header = TRUE, after_empty = FALSE, line_start = TRUE;
  for (gboolean first = TRUE;; first = FALSE) {
    if (after_empty && reader_at_separator(reader, &failure))
      break;
    gssize length = failure ? -1 : reader_line(reader, 0, &failure);
    if (length <= 0)
      break;
    const char *line = reader->buffer + reader->start;
    reader->start += (gsize)length;
    gboolean whole = line[length - 1] == '\n';
    after_empty = line_start && !first && is_empty_line(line, (gsize)length);
    if (line_start && !header && is_quoted_from(line, (gsize)length)) {
      line++;
      length--;
    }
    append(message, line, (gsize)length, cut);
    header = header && !after_empty;
    line_start = whole;
  }
  drop_last_empty_line(message);
  if (!failure)
    return TRUE;
  g_propagate_error(error, g_steal_pointer(&failure));
  return FALSE;
}

static gboolean reader_take_rest(struct message_reader *reader, GByteArray *message, gboolean *cut, GError **error)
{
  for (;;) {
    append(message, reader->buffer + reader->start, reader->end - reader->start, cut);
    reader->start = reader->end;
    if (reader->at_end)
      return TRUE;
    if (*cut) {
      reader->at_end = TRUE; /* nobody will want the rest */
      return TRUE;
    }
    if (!reader_fill(reader, error))
      return FALSE;
  }
}

GBytes *message_reader_next(struct message_reader *reader, gboolean *ret_cut, GError **error)
{
  *ret_cut = FALSE;
  while (!reader->at_end && reader->end - reader->start < strlen("From "))
    if (!reader_fill(reader, error))
      return NULL;
  if (reader->end == reader->start)
    return NULL;
  if (reader->kind == READER_NEW)
    reader->kind = has_prefix(reader->buffer + reader->start, reader->end - reader->start, "From ") ? READER_MBOX
                                                                                                    : READER_MESSAGE;
  g_autoptr(GByteArray) message = g_byte_array_new();
  gboolean fine = reader->kind == READER_MBOX ? reader_take_mbox_message(reader, message, ret_cut, error)
                                              : reader_take_rest(reader, message, ret_cut, error);
  return fine ? g_byte_array_free_to_bytes(g_steal_pointer(&message)) : NULL;
}
