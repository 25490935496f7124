/* A bad network: TCP from one port of 127.0.0.1 to another, with faults.
 *
 *   proxy SECONDS SEED FIFO FROM TO [FROM TO]...
 *
 * It ends by itself after SECONDS, so that it is never left behind. Commands come as lines on FIFO, which it makes:
 *
 *   storm MS        from now on, about every MS milliseconds, a fault for one connection, drawn from SEED; and every
 *                   fifth new connection ends early
 *   calm            no storm; what was held goes on
 *   stall MS        nothing passes for so long, on any connection, new ones too
 *   reset           every connection ends with a RST
 *   truncate BYTES  every connection ends after so many more bytes
 *   split BYTES     the next bytes of every connection pass one by one
 *
 * Each connection and each fault is one line on standard output: milliseconds since the start, port, what. */
#define _GNU_SOURCE /* accept4() */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MAX_ROUTES = 4, MAX_PAIRS = 100, BUFFER = 16 * 1024, TURN = 50 /* milliseconds */ };

struct route {
  int from, to; /* ports */
  int listener;
};

struct flow {
  char bytes[BUFFER];
  size_t begin, end;
  int closed; /* nothing more comes in */
};

struct pair {
  int from;            /* port; 0: not in use */
  int fd[2];           /* the client's, the server's */
  struct flow flow[2]; /* from fd[i] to the other */
  int64_t held_until;
  long left;           /* bytes until it ends; -1: no end */
  long split;          /* bytes that still go one by one */
};

static struct route routes[MAX_ROUTES];
static int n_routes;
static struct pair pairs[MAX_PAIRS];
static int64_t started, stalled_until, next_fault;
static long storm; /* milliseconds between two faults; 0: none */
static uint64_t seed;

static int64_t now(void)
{
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000 - started;
}

static long draw(long below)
{
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (long)((seed >> 33) % (uint64_t)below);
}

static void tell(int port, const char *what, long number)
{
  printf("%lld %d %s %ld\n", (long long)now(), port, what, number);
  fflush(stdout);
}

static struct sockaddr_in address_of(int port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

static int listen_at(int port)
{
  struct sockaddr_in address = address_of(port);
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), yes = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) < 0 || listen(fd, 64) < 0) {
    fprintf(stderr, "proxy: port %d: %s\n", port, strerror(errno));
    exit(1);
  }
  return fd;
}

static void end_pair(struct pair *pair, int reset)
{
  const struct linger at_once = { 1, 0 };
  for (int side = 0; side < 2; side++) {
    if (reset)
      setsockopt(pair->fd[side], SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close(pair->fd[side]);
  }
  pair->from = 0;
}

/* On this host connecting takes no time. */
static int reach(int port)
{
  struct sockaddr_in address = address_of(port);
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;
  if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) < 0) {
    close(fd);
    return -1;
  }
  fcntl(fd, F_SETFL, O_NONBLOCK);
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  return fd;
}

static void welcome(const struct route *route)
{
  struct pair *pair = pairs;
  while (pair < pairs + MAX_PAIRS && pair->from)
    pair++;
  int fd = accept4(route->listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK), yes = 1;
  if (fd < 0)
    return;
  int server = pair < pairs + MAX_PAIRS ? reach(route->to) : -1;
  tell(route->from, server < 0 ? "refused" : "open", 0);
  if (server < 0) {
    close(fd);
    return;
  }
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  *pair = (struct pair){ .from = route->from, .fd = { fd, server }, .left = -1 };
  if (storm && draw(5) == 0) {
    pair->left = draw(6000);
    tell(pair->from, "truncate", pair->left);
  }
}

static void stall(struct pair *pair, long ms)
{
  pair->held_until = now() + ms;
}

static void reset(struct pair *pair, long unused)
{
  (void)unused;
  end_pair(pair, 1);
}

static void truncate_after(struct pair *pair, long bytes)
{
  pair->left = bytes;
}

static void split(struct pair *pair, long bytes)
{
  pair->split = bytes;
}

static const struct fault {
  const char *name;
  void (*befall)(struct pair *pair, long number);
  long most; /* of the number in a storm */
} faults[] = {
  { "stall", stall, 6000 }, { "reset", reset, 1 },        { "truncate", truncate_after, 3000 },
  { "delay", stall, 700 },  { "split", split, 2000 },
};
enum { N_FAULTS = sizeof faults / sizeof *faults };

static void befall_one(void)
{
  int present[MAX_PAIRS], n = 0;
  for (int i = 0; i < MAX_PAIRS; i++)
    if (pairs[i].from)
      present[n++] = i;
  const struct fault *fault = &faults[draw(N_FAULTS)];
  long number = draw(fault->most);
  next_fault = now() + storm / 2 + draw(storm + 1);
  if (!n)
    return;
  struct pair *pair = &pairs[present[draw(n)]];
  tell(pair->from, fault->name, number);
  fault->befall(pair, number);
}

static void obey(const char *line)
{
  char word[20];
  long number = 0;
  if (sscanf(line, "%19s %ld", word, &number) < 1)
    return;
  tell(0, word, number);
  if (!strcmp(word, "storm") || !strcmp(word, "calm")) {
    storm = number;
    next_fault = now();
    if (storm)
      return;
    stalled_until = 0;
    for (int i = 0; i < MAX_PAIRS; i++)
      pairs[i].held_until = 0;
  } else if (!strcmp(word, "stall")) {
    stalled_until = now() + number;
  } else {
    for (int k = 0; k < N_FAULTS; k++)
      for (int i = 0; i < MAX_PAIRS && !strcmp(word, faults[k].name); i++)
        if (pairs[i].from)
          faults[k].befall(&pairs[i], number);
  }
}

static void read_commands(int fifo)
{
  static char text[1000];
  static size_t length;
  ssize_t got = read(fifo, text + length, sizeof text - 1 - length);
  if (got <= 0)
    return;
  length += (size_t)got;
  text[length] = '\0';
  char *line = text, *end;
  for (; (end = strchr(line, '\n')); line = end + 1) {
    *end = '\0';
    obey(line);
  }
  length = strlen(line) < sizeof text - 1 ? strlen(line) : 0;
  memmove(text, line, length);
}

/* What came in from fd[side] goes out of the other. FALSE (0): the pair has ended. */
static int pump(struct pair *pair, int side)
{
  struct flow *flow = &pair->flow[side];
  if (flow->begin == flow->end && !flow->closed) {
    ssize_t got = read(pair->fd[side], flow->bytes, BUFFER);
    if (got < 0 && errno != EAGAIN && errno != EINTR)
      return 0;
    flow->begin = 0;
    flow->end = got > 0 ? (size_t)got : 0;
    flow->closed = got == 0;
    if (flow->closed)
      shutdown(pair->fd[!side], SHUT_WR);
  }
  size_t length = flow->end - flow->begin;
  if (pair->left >= 0 && (long)length > pair->left)
    length = (size_t)pair->left;
  if (pair->split > 0 && length > 1)
    length = 1;
  if (length) {
    ssize_t put = write(pair->fd[!side], flow->bytes + flow->begin, length);
    if (put < 0 && errno != EAGAIN && errno != EINTR)
      return 0;
    if (put > 0) {
      flow->begin += (size_t)put;
      pair->left -= pair->left >= 0 ? (long)put : 0;
      pair->split -= pair->split > 0 ? (long)put : 0;
    }
  }
  return pair->left != 0 && !(pair->flow[0].closed && pair->flow[1].closed);
}

static int is_held(const struct pair *pair, int64_t at)
{
  return at < pair->held_until || at < stalled_until;
}

static void turn(int fifo)
{
  struct pollfd fds[1 + MAX_ROUTES + 2 * MAX_PAIRS];
  struct pair *whose[1 + MAX_ROUTES + 2 * MAX_PAIRS] = { NULL };
  nfds_t n = 0;
  int64_t at = now();
  fds[n++] = (struct pollfd){ .fd = fifo, .events = POLLIN };
  for (int i = 0; i < n_routes; i++)
    fds[n++] = (struct pollfd){ .fd = routes[i].listener, .events = POLLIN };
  for (struct pair *pair = pairs; pair < pairs + MAX_PAIRS; pair++) {
    if (!pair->from || is_held(pair, at))
      continue;
    for (int side = 0; side < 2; side++) {
      const struct flow *in = &pair->flow[side], *out = &pair->flow[!side];
      short events = (short)((in->begin == in->end && !in->closed ? POLLIN : 0) | (out->begin < out->end ? POLLOUT : 0));
      whose[n] = pair;
      fds[n++] = (struct pollfd){ .fd = events ? pair->fd[side] : -1, .events = events };
    }
  }
  if (poll(fds, n, TURN) < 0)
    return;
  if (fds[0].revents)
    read_commands(fifo);
  for (int i = 0; i < n_routes; i++)
    if (fds[1 + i].revents)
      welcome(&routes[i]);
  at = now();
  for (nfds_t i = 0; i < n; i++)
    if (fds[i].revents && whose[i] && whose[i]->from && !is_held(whose[i], at) && (!pump(whose[i], 0) || !pump(whose[i], 1)))
      end_pair(whose[i], 0);
  if (storm && now() >= next_fault)
    befall_one();
}

int main(int argc, char **argv)
{
  if (argc < 6 || argc % 2 || (argc - 4) / 2 > MAX_ROUTES) {
    fputs("usage: proxy SECONDS SEED FIFO FROM TO [FROM TO]...\n", stderr);
    return 64;
  }
  signal(SIGPIPE, SIG_IGN);
  seed = strtoull(argv[2], NULL, 10);
  started = now();
  for (int i = 4; i < argc; i += 2) {
    struct route *route = &routes[n_routes++];
    *route = (struct route){ atoi(argv[i]), atoi(argv[i + 1]), -1 };
    route->listener = listen_at(route->from);
  }
  int fifo = mkfifo(argv[3], 0600) == 0 ? open(argv[3], O_RDWR | O_NONBLOCK | O_CLOEXEC) : -1;
  if (fifo < 0) {
    fprintf(stderr, "proxy: %s: %s\n", argv[3], strerror(errno));
    return 1;
  }
  for (int64_t end = atol(argv[1]) * 1000; now() < end;)
    turn(fifo);
  return 0;
}
