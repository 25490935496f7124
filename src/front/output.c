#include "front/output.h"
#include "front/header.h"
#include "front/message.h"
#include "front/wire.h"

#include <errno.h>
#include <poll.h>
#include <sys/uio.h>
#include <unistd.h>

/* Pieces that are written together. */
enum { MAX_PIECES = 64 };
struct batch {
  struct iovec pieces[MAX_PIECES];
  int n;
};

static int flush(struct batch *batch)
{
  struct iovec *piece = batch->pieces;
  while (batch->n) {
    ssize_t written = writev(STDOUT_FILENO, piece, batch->n);
    if (written < 0 && errno == EAGAIN)
      poll(&(struct pollfd){ STDOUT_FILENO, POLLOUT, 0 }, 1, -1);
    else if (written < 0 && errno != EINTR)
      return errno;
    for (; batch->n && written >= (ssize_t)piece->iov_len; piece++, batch->n--)
      written -= piece->iov_len;
    if (batch->n && written > 0) {
      piece->iov_base = (char *)piece->iov_base + written;
      piece->iov_len -= written;
    }
  }
  return 0;
}

static int put(struct batch *batch, const char *data, size_t size)
{
  if (!size)
    return 0;
  batch->pieces[batch->n++] = (struct iovec){ (char *)data, size };
  return batch->n == MAX_PIECES ? flush(batch) : 0;
}

/* Our lines with the message's line ends; nothing when there are none. */
static int put_lines(struct batch *batch, const struct front_header *header, const char *lines, size_t length)
{
  static char converted[2 * FRONT_MAX_ANSWER + 2];
  size_t size = 0;
  if (!length)
    return 0;
  if (header->needs_newline) {
    converted[size++] = '\r';
    converted[size++] = '\n';
  }
  for (size_t i = 0; i < length; i++) {
    if (lines[i] == '\n')
      converted[size++] = '\r';
    converted[size++] = lines[i];
  }
  if (header->crlf)
    return put(batch, converted, size);
  int error = header->needs_newline ? put(batch, "\n", 1) : 0;
  return error ? error : put(batch, lines, length);
}

static int put_head(struct batch *batch, const struct front_message *message, const char *lines, size_t length)
{
  const char *data = message->head;
  struct front_header header = front_header_scan(data, message->head_size);
  int error = put(batch, data, header.insert);
  if (!error)
    error = put_lines(batch, &header, lines, length);
  size_t at = header.insert, start, end;
  /* There was no memory for a header this long: its last field is not all here, and half a field is no better. */
  bool cut = message->stored > (off_t)message->head_size || message->loose_size || message->more;
  while (!error && front_header_next_ours(data, at, header.end, &start, &end) && !(end == message->head_size && cut)) {
    error = put(batch, data + at, start - at);
    at = end;
  }
  return error ? error : put(batch, data + at, message->head_size - at);
}

/* What is stored behind the head, when it could not be mapped. */
static int copy_stored(const struct front_message *message, char *buffer, size_t size)
{
  struct batch batch = { .n = 0 };
  for (off_t at = message->head_size; at < message->stored;) {
    ssize_t length = pread(message->fd, buffer, size, at);
    if (length < 0 && errno == EINTR)
      continue;
    if (length <= 0)
      return length ? errno : EIO;
    put(&batch, buffer, length);
    int error = flush(&batch);
    if (error)
      return error;
    at += length;
  }
  return 0;
}

static int copy_rest(char *buffer, size_t size)
{
  struct batch batch = { .n = 0 };
  for (;;) {
    ssize_t length = front_message_rest(buffer, size);
    if (length <= 0)
      return length ? errno : 0;
    put(&batch, buffer, length);
    int error = flush(&batch);
    if (error)
      return error;
  }
}

int front_output(const struct front_message *message, const char *lines, size_t length)
{
  static char buffer[FRONT_CHUNK];
  struct batch batch = { .n = 0 };
  int error = put_head(&batch, message, lines, length);
  if (!error)
    error = flush(&batch);
  if (!error && message->stored > (off_t)message->head_size)
    error = copy_stored(message, buffer, sizeof buffer);
  if (!error && message->loose_size) {
    put(&batch, message->loose, message->loose_size);
    error = flush(&batch);
  }
  if (!error && message->more)
    error = copy_rest(buffer, sizeof buffer);
  return error;
}
