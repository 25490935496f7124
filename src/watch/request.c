#include <build.h>

#include "watch/request.h"

#include "base/fault.h"
#include "desk/intake.h"
#include "watch/watch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_DESCRIPTORS = 8 };

void request_clear(struct request *request)
{
  if (request->message >= 0)
    close(request->message);
  g_free(request->envelope.from);
  g_ptr_array_unref(request->envelope.to);
}

static enum answer malformed(const char *what, GError **error)
{
  g_set_error(error, WATCH_ERROR, FAULT_USAGE, "request: %s", what);
  return ANSWER_FAILED;
}

/* A letter and its value. What a newer front asks for and we do not know, it had better do itself. */
static enum answer read_word(const char *word, struct request *request, GError **error)
{
  if (!word[0])
    return malformed("an empty word", error);
  const char *value = word + 1;
  if (word[0] == 'c') {
    request->config = value;
    return ANSWER_DONE;
  }
  if (word[0] != 'f' && word[0] != 'a')
    return ANSWER_ELSEWHERE;
  char *address = intake_address(value, error);
  if (!address)
    return ANSWER_FAILED;
  if (word[0] == 'f') {
    g_free(request->envelope.from);
    request->envelope.from = address;
  } else if (*address) {
    g_ptr_array_add(request->envelope.to, address);
  } else {
    g_free(address);
  }
  return ANSWER_DONE;
}

enum answer request_read(const char *text, gsize length, struct request *request, GError **error)
{
  if (length > FRONT_MAX_REQUEST)
    return malformed("it is too long", error);
  if (!length || text[length - 1])
    return malformed("it does not end", error);
  if (strcmp(text, FRONT_HELLO))
    return ANSWER_ELSEWHERE;
  for (const char *word = text + strlen(text) + 1; word < text + length; word += strlen(word) + 1) {
    enum answer read = read_word(word, request, error);
    if (read != ANSWER_DONE)
      return read;
  }
  return request->message >= 0 ? ANSWER_DONE : malformed("no message came with it", error);
}

/* Keeps the first descriptor, and closes what else came along. */
static int take_descriptors(struct msghdr *header)
{
  int kept = -1;
  for (struct cmsghdr *item = CMSG_FIRSTHDR(header); item; item = CMSG_NXTHDR(header, item)) {
    if (item->cmsg_level != SOL_SOCKET || item->cmsg_type != SCM_RIGHTS)
      continue;
    gsize n = (item->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (gsize i = 0; i < n; i++) {
      int fd;
      memcpy(&fd, CMSG_DATA(item) + i * sizeof fd, sizeof fd);
      if (kept < 0)
        kept = fd;
      else
        close(fd);
    }
  }
  return kept;
}

gssize request_receive(int peer, char *packet, int *ret_fd)
{
  union {
    struct cmsghdr align;
    char bytes[CMSG_SPACE(MAX_DESCRIPTORS * sizeof(int))];
  } control;
  struct iovec text = { packet, REQUEST_ROOM };
  struct msghdr header = { .msg_iov = &text, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control };
  ssize_t length;
  *ret_fd = -1;
  do
    length = recvmsg(peer, &header, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  while (length < 0 && errno == EINTR);
  if (length < 0)
    return errno == EAGAIN || errno == EWOULDBLOCK ? -1 : 0;
  *ret_fd = take_descriptors(&header);
  return header.msg_flags & MSG_TRUNC ? REQUEST_ROOM : length;
}

GBytes *request_message(const struct request *request, GError **error)
{
  int fd = request->message;
  struct stat about;
  if (fcntl(fd, F_GET_SEALS) < 0 || fstat(fd, &about) < 0 || !S_ISREG(about.st_mode))
    return NULL;
  gsize size = (gsize)MIN(about.st_size, (off_t)INTAKE_MAX_MESSAGE + 1), done = 0;
  char *copy = g_try_malloc(size + 1);
  if (!copy) {
    g_set_error(error, WATCH_ERROR, FAULT_TEMPORARY, "read: no memory for a message of %" G_GSIZE_FORMAT, size);
    return NULL;
  }
  while (done < size) {
    ssize_t n = pread(fd, copy + done, size - done, (off_t)done);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      break;
    done += (gsize)n;
  }
  if (done == size)
    return g_bytes_new_take(copy, size);
  g_free(copy);
  g_set_error(error, WATCH_ERROR, FAULT_IO, "read: a message ended early");
  return NULL;
}

char *request_answer(enum answer answer, const char *lines, const GError *error)
{
  if (answer == ANSWER_DONE)
    return g_strconcat(FRONT_DONE, lines, NULL);
  if (answer == ANSWER_ELSEWHERE)
    return g_strdup(FRONT_ELSEWHERE);
  return g_strdup_printf(FRONT_FAILED "%d %.*s", fault_exit_status(error), FRONT_MAX_ANSWER / 2, error->message);
}
