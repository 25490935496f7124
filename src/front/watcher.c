#include "base/config-search.h"
#include "front/decide.h"
#include "front/message.h"
#include "front/options.h"
#include "front/verdict.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static const char *socket_path(const struct front_options *options)
{
  const char *path = options->socket ? options->socket : getenv("DESKBELL_SOCKET");
  return path && *path ? path : CONFIG_SOCKET;
}

/* -1 when nobody listens, or so many ask already that we would have to stand in line. */
static int reach(const char *path)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  if (strlen(path) >= sizeof address.sun_path)
    return -1;
  strcpy(address.sun_path, path);
  int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
    close(fd);
    return -1;
  }
  return fd;
}

struct request {
  char text[FRONT_MAX_REQUEST];
  size_t size;
};

static bool add(struct request *request, const char *key, const char *value)
{
  size_t key_length = strlen(key), value_size = strlen(value) + 1;
  if (value_size > sizeof request->text || request->size + key_length + value_size > sizeof request->text)
    return false;
  memcpy(request->text + request->size, key, key_length);
  memcpy(request->text + request->size + key_length, value, value_size);
  request->size += key_length + value_size;
  return true;
}

/* Both sides must mean the same file, whatever it is called. One that is not there is the worker's to complain about. */
static bool add_config(struct request *request, const char *named)
{
  char found[PATH_MAX], resolved[PATH_MAX];
  const char *path = config_search(named, found, sizeof found);
  return !path || (realpath(path, resolved) && add(request, "c", resolved));
}

static bool fill(struct request *request, const struct front_options *options)
{
  request->size = 0;
  bool fits = add(request, "", FRONT_HELLO) && add_config(request, options->config);
  if (options->sender)
    fits = fits && add(request, "f", options->sender);
  for (size_t i = 0; i < options->n_recipients; i++)
    fits = fits && add(request, "a", options->recipients[i]);
  return fits;
}

static bool send_request(int fd, struct request *request, int message)
{
  union {
    struct cmsghdr header;
    char space[CMSG_SPACE(sizeof message)];
  } control = { { 0 } };
  struct iovec text = { request->text, request->size };
  struct msghdr packet = { .msg_iov = &text, .msg_iovlen = 1, .msg_control = &control,
                           .msg_controllen = sizeof control.space };
  struct cmsghdr *header = CMSG_FIRSTHDR(&packet);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof message);
  memcpy(CMSG_DATA(header), &message, sizeof message);
  return sendmsg(fd, &packet, MSG_NOSIGNAL) == (ssize_t)request->size;
}

/* One packet; 0 when it does not come in time, or is no answer by its length. */
static size_t receive(int fd, int64_t deadline, char *answer, size_t size)
{
  for (;;) {
    int64_t left = deadline - front_now();
    struct pollfd wait = { fd, POLLIN, 0 };
    if (left <= 0 || (poll(&wait, 1, left) < 0 && errno != EINTR))
      return 0;
    ssize_t length = recv(fd, answer, size, MSG_TRUNC | MSG_DONTWAIT);
    if (length >= 0)
      return (size_t)length <= size ? length : 0;
    if (errno != EAGAIN && errno != EINTR)
      return 0;
  }
}

static bool begins(const char *text, size_t length, const char *with)
{
  size_t n = strlen(with);
  return length >= n && !memcmp(text, with, n);
}

static enum front_asked understand(const char *answer, size_t length, struct front_answer *ret)
{
  if (begins(answer, length, FRONT_DONE)) {
    ret->length = length - strlen(FRONT_DONE);
    memcpy(ret->lines, answer + strlen(FRONT_DONE), ret->length);
    return front_verdict_valid(ret->lines, ret->length) ? FRONT_ANSWERED : FRONT_NOT_THERE;
  }
  if (!begins(answer, length, FRONT_FAILED))
    return FRONT_NOT_THERE;
  answer += strlen(FRONT_FAILED);
  length -= strlen(FRONT_FAILED);
  size_t shown = strnlen(answer, length < 200 ? length : 200);
  snprintf(ret->why, sizeof ret->why, "the watcher failed with %.*s", (int)shown, answer);
  return FRONT_REFUSED;
}

enum front_asked front_ask_watcher(const struct front_options *options, const struct front_message *message,
                                   int64_t deadline, struct front_answer *ret)
{
  static struct request request;
  char answer[FRONT_MAX_ANSWER];
  const char *path = socket_path(options);
  if (!strcmp(path, "none") || options->now || getenv("DESKBELL_NOW") || options->dry_run)
    return FRONT_NOT_THERE;
  int fd = reach(path);
  if (fd < 0)
    return FRONT_NOT_THERE;
  size_t length = 0;
  if (fill(&request, options) && send_request(fd, &request, message->fd))
    length = receive(fd, deadline, answer, sizeof answer);
  close(fd);
  return understand(answer, length, ret);
}
