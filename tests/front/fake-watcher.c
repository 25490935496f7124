/* fake-watcher SOCKET ANSWER FOLDER: listens like a watcher, checks what a front sends, and answers as told, until standard
 * input ends. What it was asked is in FOLDER/request (strings end in '|'), the message in FOLDER/message, and what is wrong
 * with either in FOLDER/wrong.
 *
 * ANSWER is what is sent, or one of: hang, hang-unaccepted, eof, huge, late (a second after). */
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static const char *folder;

static FILE *create(const char *name)
{
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "w");
  if (!file)
    exit(73);
  return file;
}

static void complain(const char *what)
{
  FILE *file = create("wrong");
  fputs(what, file);
  fclose(file);
}

/* Reads by the offset, as a watcher may: the front must not mind that it moves. */
static void keep_message(int fd)
{
  const int sealed = F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK;
  char buffer[65536];
  ssize_t length;
  FILE *file = create("message");
  if ((fcntl(fd, F_GET_SEALS) & sealed) != sealed)
    complain("the message is not sealed");
  while ((length = read(fd, buffer, sizeof buffer)) > 0)
    fwrite(buffer, 1, length, file);
  fclose(file);
}

static void keep_request(const char *text, size_t size)
{
  FILE *file = create("request");
  if (!size || text[size - 1])
    complain("the request does not end in NUL");
  for (size_t i = 0; i < size; i++)
    fputc(text[i] ? text[i] : '|', file);
  fclose(file);
}

static void receive(int client)
{
  static char text[65536];
  union {
    struct cmsghdr header;
    char space[CMSG_SPACE(sizeof(int))];
  } control;
  struct iovec into = { text, sizeof text };
  struct msghdr packet = { .msg_iov = &into, .msg_iovlen = 1, .msg_control = &control,
                           .msg_controllen = sizeof control.space };
  ssize_t size = recvmsg(client, &packet, MSG_CMSG_CLOEXEC);
  if (size == 0)
    return; /* it has nothing to ask, after all */
  struct cmsghdr *header = CMSG_FIRSTHDR(&packet);
  if (size < 0 || !header || header->cmsg_type != SCM_RIGHTS) {
    complain("no message came");
    return;
  }
  int message;
  memcpy(&message, CMSG_DATA(header), sizeof message);
  keep_message(message);
  keep_request(text, size);
}

static void answer(int client, const char *what)
{
  static char huge[20000];
  memset(huge, 'x', sizeof huge);
  if (!strcmp(what, "hang"))
    return; /* stays open */
  if (!strcmp(what, "late"))
    sleep(1);
  if (!strcmp(what, "huge"))
    send(client, huge, sizeof huge, MSG_NOSIGNAL);
  else if (strcmp(what, "eof"))
    send(client, what, strlen(what), MSG_NOSIGNAL);
  close(client);
}

int main(int argc, char **argv)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  if (argc != 4 || strlen(argv[1]) >= sizeof address.sun_path)
    return 64;
  folder = argv[3];
  strcpy(address.sun_path, argv[1]);
  int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
  if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) != 0 || listen(fd, 4) != 0)
    return 73;
  int deaf = !strcmp(argv[2], "hang-unaccepted");
  for (;;) {
    struct pollfd wait[] = { { STDIN_FILENO, POLLIN, 0 }, { deaf ? -1 : fd, POLLIN, 0 } };
    if (poll(wait, 2, 60000) <= 0 || wait[0].revents)
      return 0;
    int client = accept(fd, NULL, NULL);
    if (client < 0)
      continue;
    receive(client);
    answer(client, argv[2]);
  }
}
