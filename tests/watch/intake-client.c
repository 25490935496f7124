/* A pipe's side of the local socket, with everything that it may do wrong: intake-client SOCKET FILE WORD...
 * Sends FILE ("-": no message; "silent": nothing at all) with the words as they stand ("hello" is FRONT_HELLO), and prints
 * the answer; "nobody" when none listens, "dropped" when it hangs up. --plain: FILE itself, not a sealed copy in memory;
 * --as UID: as that user; --many N: N descriptors. */
#include <build.h>

#include "front/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int in_memory(const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length;
  int fd = memfd_create("message", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (!g_file_get_contents(path, &bytes, &length, NULL) || write(fd, bytes, length) != (ssize_t)length)
    return -1;
  fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW);
  return fd;
}

static int reach(const char *path)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  g_strlcpy(address.sun_path, path, sizeof address.sun_path);
  int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
  return connect(fd, (struct sockaddr *)&address, sizeof address) < 0 ? -1 : fd;
}

static void ask(int fd, int message, int copies, GString *text)
{
  union {
    struct cmsghdr align;
    char bytes[CMSG_SPACE(32 * sizeof(int))];
  } control = { 0 };
  struct iovec iov = { text->str, text->len };
  struct msghdr header = { .msg_iov = &iov, .msg_iovlen = 1 };
  if (message >= 0) {
    header.msg_control = &control;
    header.msg_controllen = CMSG_SPACE((gsize)copies * sizeof(int));
    struct cmsghdr *item = CMSG_FIRSTHDR(&header);
    item->cmsg_level = SOL_SOCKET;
    item->cmsg_type = SCM_RIGHTS;
    item->cmsg_len = CMSG_LEN((gsize)copies * sizeof(int));
    for (int i = 0; i < copies; i++)
      memcpy(CMSG_DATA(item) + (gsize)i * sizeof message, &message, sizeof message);
  }
  if (sendmsg(fd, &header, MSG_NOSIGNAL) < 0)
    printf("unsent: %s\n", g_strerror(errno));
}

int main(int argc, char **argv)
{
  gboolean plain = FALSE;
  int user = 0, copies = 1;
  const GOptionEntry entries[] = {
    { "plain", 0, 0, G_OPTION_ARG_NONE, &plain, "", NULL },
    { "as", 0, 0, G_OPTION_ARG_INT, &user, "", NULL },
    { "many", 0, 0, G_OPTION_ARG_INT, &copies, "", NULL },
    { NULL },
  };
  g_autoptr(GOptionContext) context = g_option_context_new(NULL);
  g_option_context_add_main_entries(context, entries, NULL);
  if (!g_option_context_parse(context, &argc, &argv, NULL) || argc < 3 || copies > 32)
    return 64;
  gboolean silent = !strcmp(argv[2], "silent");
  int message = -1;
  if (!silent && strcmp(argv[2], "-"))
    message = plain ? open(argv[2], O_RDONLY | O_CLOEXEC) : in_memory(argv[2]);
  if (user && (setgid((gid_t)user) < 0 || setuid((uid_t)user) < 0))
    return 77;
  int fd = reach(argv[1]);
  if (fd < 0) {
    puts("nobody");
    return 0;
  }
  GString *text = g_string_new(NULL);
  for (int i = 3; i < argc; i++)
    g_string_append_len(text, strcmp(argv[i], "hello") ? argv[i] : FRONT_HELLO,
                        (gssize)strlen(strcmp(argv[i], "hello") ? argv[i] : FRONT_HELLO) + 1);
  if (!silent)
    ask(fd, message, copies, text);
  char reply[FRONT_MAX_ANSWER + 1];
  ssize_t length = recv(fd, reply, sizeof reply - 1, 0);
  if (length <= 0)
    puts("dropped");
  else
    printf("%.*s\n", (int)length, reply);
  g_string_free(text, TRUE);
  return 0;
}
