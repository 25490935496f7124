#include "front/message.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <unistd.h>

static char head[FRONT_CHUNK], chunk[FRONT_CHUNK];

ssize_t front_message_rest(char *buffer, size_t size)
{
  for (;;) {
    ssize_t length = read(STDIN_FILENO, buffer, size);
    if (length >= 0 || (errno != EINTR && errno != EAGAIN))
      return length;
    if (errno == EAGAIN)
      poll(&(struct pollfd){ STDIN_FILENO, POLLIN, 0 }, 1, -1);
  }
}

/* Appends; returns how much. pwrite(), so that the descriptor's offset stays 0 for those who are given it. */
static size_t store(struct front_message *message, const char *data, size_t size)
{
  size_t done = 0;
  while (done < size) {
    ssize_t written = pwrite(message->fd, data + done, size - done, message->stored);
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      break;
    done += written;
    message->stored += written;
  }
  return done;
}

static int fill_head(struct front_message *message)
{
  while (message->head_size < sizeof head) {
    ssize_t length = front_message_rest(head + message->head_size, sizeof head - message->head_size);
    if (length < 0)
      return errno;
    if (length == 0)
      return 0;
    message->head_size += length;
  }
  message->more = true;
  return 0;
}

/* Stores what is still to come, until the end or until there is no room. */
static int store_rest(struct front_message *message)
{
  while (message->more && !message->loose_size) {
    ssize_t length = front_message_rest(chunk, sizeof chunk);
    if (length < 0)
      return errno;
    if (length == 0)
      message->more = false;
    size_t stored = store(message, chunk, length);
    message->loose = chunk + stored;
    message->loose_size = length - stored;
  }
  return 0;
}

/* What is larger than the buffer is looked at where it is stored. */
static void map(struct front_message *message)
{
  if ((size_t)message->stored <= message->head_size)
    return;
  void *all = mmap(NULL, message->stored, PROT_READ, MAP_PRIVATE, message->fd, 0);
  if (all == MAP_FAILED)
    return;
  message->head = all;
  message->head_size = message->stored;
}

static bool seal(int fd)
{
  return fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) == 0;
}

int front_message_read(struct front_message *ret)
{
  *ret = (struct front_message){ .fd = -1, .head = head };
  int error = fill_head(ret);
  if (error)
    return error;
  ret->fd = memfd_create("message", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (ret->fd < 0)
    return 0;
  size_t stored = store(ret, head, ret->head_size);
  if (stored == ret->head_size) {
    error = store_rest(ret);
    map(ret);
  } else {
    ret->stored = 0; /* the buffer has all of it */
    return 0;
  }
  ret->whole = !error && !ret->loose_size && seal(ret->fd);
  return error;
}
