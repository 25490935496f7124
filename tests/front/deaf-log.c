/* deaf-log SOCKET MINE: a log daemon that hangs: its queue is full, and it reads nothing. Without MINE it reads one entry and
 * prints it. */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int main(int argc, char **argv)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  char entry[2000];
  if (argc < 2 || strlen(argv[1]) >= sizeof address.sun_path)
    return 64;
  strcpy(address.sun_path, argv[1]);
  int log = socket(AF_UNIX, SOCK_DGRAM, 0), writer = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
  if (bind(log, (const struct sockaddr *)&address, sizeof address) != 0)
    return 73;
  alarm(20);
  if (argc > 2) {
    while (sendto(writer, "full", 4, 0, (const struct sockaddr *)&address, sizeof address) == 4)
      ;
    puts("full");
    fflush(stdout);
    pause();
  }
  ssize_t length = recv(log, entry, sizeof entry, 0);
  return length > 0 && fwrite(entry, (size_t)length, 1, stdout) == 1 ? 0 : 74;
}
