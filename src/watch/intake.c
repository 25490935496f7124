/* Serving pipes: one packet in, one out, one mail after the other. No peer can hold up the others: nothing here waits for
 * one, and a message is copied out of memory that it handed over, so that it can neither change nor shrink meanwhile. */
#include "watch/watch.h"

#include "base/clock.h"
#include "base/fault.h"
#include "base/problems.h"
#include "desk/intake.h"
#include "desk/interrupt.h"
#include "front/wire.h"
#include "ledger/identity.h"
#include "ledger/ledger.h"
#include "watch/listen.h"
#include "watch/request.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
  MAX_PEERS = 256,
  MAX_STRANGERS = 32, /* of these: who is not served may not keep out who is */
  PATIENCE = 5,       /* seconds for a peer to say what it wants */
  SHORTAGE = 10000,   /* microseconds */
  LOOK_ROUND = 1000,  /* milliseconds between two looks whether the socket is there and the end has come */
};

struct peer {
  int fd;
  gboolean served;
  unsigned uid;
  gint64 until; /* monotonic */
};

struct server {
  const struct config *config;
  char *config_path; /* absolute, links resolved */
  watch_say say;
  struct listener *listener;
  GArray *peers;     /* struct peer */
  guint strangers;
  struct ledger *ledger; /* these three are NULL while the ledger cannot be opened */
  struct identity *identity;
  struct intake *intake;
  char *said;        /* the last complaint, told once */
  char *packet;      /* REQUEST_ROOM bytes */
};

static void G_GNUC_PRINTF(2, 3) complain(struct server *server, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *line = g_strdup_vprintf(format, args);
  va_end(args);
  if (!g_strcmp0(line, server->said))
    return;
  server->say(line);
  g_free(server->said);
  server->said = g_steal_pointer(&line);
}

static void close_ledger(struct server *server)
{
  g_clear_pointer(&server->intake, intake_free);
  g_clear_pointer(&server->ledger, ledger_close);
  g_clear_pointer(&server->identity, identity_free);
}

static gboolean prepare(struct intake *intake, GError **error)
{
  g_autoptr(Problems) problems = problems_new();
  if (intake_prepare(intake, clock_now(), problems))
    return TRUE;
  g_autofree char *first = problems_first(problems);
  g_set_error_literal(error, WATCH_ERROR, FAULT_CONFIG, first);
  return FALSE;
}

/* The supervisor made it; one that is missing now is being replaced, and not to be made anew by us. */
static gboolean open_ledger(struct server *server, GError **error)
{
  const struct config_desk *desk = server->config->desks->pdata[0];
  server->identity = identity_open(desk->key_file, error);
  server->ledger = server->identity ? ledger_open(desk->ledger, FALSE, FALSE, error) : NULL;
  if (server->ledger) {
    server->intake = intake_new(server->config, server->ledger, server->identity);
    if (prepare(server->intake, error))
      return TRUE;
  }
  close_ledger(server);
  return FALSE;
}

/* A restored backup is another file: claims in the old one would be lost. */
static gboolean have_ledger(struct server *server, GError **error)
{
  if (server->ledger && ledger_has_moved(server->ledger)) {
    complain(server, "intake: the ledger was replaced; opened anew");
    close_ledger(server);
  }
  return server->ledger || open_ledger(server, error);
}

/* Made by a newer deskbell, whose worker can do what we may not. */
static gboolean has_passed_us(const GError *error)
{
  return error->domain == LEDGER_ERROR && error->code == FAULT_CONFIG;
}

static enum answer take(struct server *server, const struct request *request, GBytes *message, char **ret_lines,
                        GError **error)
{
  GError *failure = NULL;
  if (have_ledger(server, &failure))
    *ret_lines = intake_take(server->intake, message, &request->envelope, clock_now(), &failure);
  if (!failure)
    return ANSWER_DONE;
  if (has_passed_us(failure)) {
    complain(server, "intake: %s", failure->message);
    g_error_free(failure);
    return ANSWER_ELSEWHERE;
  }
  g_propagate_error(error, failure);
  return ANSWER_FAILED;
}

static enum answer claim(struct server *server, const struct request *request, char **ret_lines, GError **error)
{
  if (g_strcmp0(request->config, server->config_path))
    return ANSWER_ELSEWHERE;
  GError *failure = NULL;
  g_autoptr(GBytes) message = request_message(request, &failure);
  if (failure) {
    g_propagate_error(error, failure);
    return ANSWER_FAILED;
  }
  if (!message)
    return ANSWER_ELSEWHERE;
  return take(server, request, message, ret_lines, error);
}

static void answer(struct server *server, const struct peer *peer, gssize length, int message)
{
  g_auto(Request) request = { .message = message, .envelope.to = g_ptr_array_new_with_free_func(g_free) };
  g_autofree char *lines = NULL;
  g_autoptr(GError) error = NULL;
  enum answer what = ANSWER_ELSEWHERE;
  if (peer->served || length > FRONT_MAX_REQUEST)
    what = request_read(server->packet, (gsize)length, &request, &error);
  if (what == ANSWER_DONE)
    what = claim(server, &request, &lines, &error);
  if (what == ANSWER_FAILED)
    complain(server, "intake: pipe of user %u: %s", peer->uid, error->message);
  g_autofree char *text = request_answer(what, lines, error);
  /* A peer that went meanwhile has its mail claimed all the same. */
  (void)!send(peer->fd, text, strlen(text), MSG_DONTWAIT | MSG_NOSIGNAL);
}

static void drop(struct server *server, guint index)
{
  const struct peer *peer = &g_array_index(server->peers, struct peer, index);
  server->strangers -= !peer->served;
  close(peer->fd);
  g_array_remove_index_fast(server->peers, index);
}

/* It has lost patience, and a worker of its own by now: in a jam, work for those who left would delay those who wait. */
static gboolean has_left(const struct peer *peer)
{
  struct pollfd look = { .fd = peer->fd };
  return poll(&look, 1, 0) > 0 && look.revents & (POLLHUP | POLLERR);
}

/* TRUE when it is done with, one way or the other. */
static gboolean attend(struct server *server, const struct peer *peer)
{
  int message;
  if (has_left(peer))
    return TRUE;
  gssize length = request_receive(peer->fd, server->packet, &message);
  if (length < 0)
    return FALSE;
  if (length > 0)
    answer(server, peer, length, message);
  else if (message >= 0)
    close(message);
  return TRUE;
}

/* FALSE: nobody could be let in. Not for ever: strangers may come faster than they are turned away. */
static gboolean welcome(struct server *server)
{
  guint came = 0;
  for (; server->peers->len < MAX_PEERS && came < MAX_PEERS; came++) {
    struct peer peer = { .until = g_get_monotonic_time() + PATIENCE * G_USEC_PER_SEC };
    peer.fd = listener_accept(server->listener, &peer.served, &peer.uid);
    if (peer.fd < 0)
      break;
    if (!peer.served && server->strangers == MAX_STRANGERS) {
      close(peer.fd);
      continue;
    }
    server->strangers += !peer.served;
    g_array_append_val(server->peers, peer);
  }
  return came > 0;
}

/* From the last to the first: dropping one moves only those that were looked at. */
static void attend_all(struct server *server, const struct pollfd *ready)
{
  gint64 now = g_get_monotonic_time();
  for (guint i = server->peers->len; i-- > 0;) {
    const struct peer *peer = &g_array_index(server->peers, struct peer, i);
    if (ready[i].revents ? attend(server, peer) : now > peer->until)
      drop(server, i);
  }
}

/* One turn of the loop: waits at most `milliseconds`. */
static void turn(struct server *server, int milliseconds)
{
  struct pollfd ready[MAX_PEERS + 1];
  guint n = server->peers->len;
  for (guint i = 0; i < n; i++)
    ready[i] = (struct pollfd){ .fd = g_array_index(server->peers, struct peer, i).fd, .events = POLLIN };
  ready[n] = (struct pollfd){ .fd = n < MAX_PEERS ? listener_fd(server->listener) : -1, .events = POLLIN };
  if (poll(ready, n + 1, milliseconds) < 0) /* a signal */
    return;
  attend_all(server, ready);
  if (ready[n].revents && !welcome(server))
    g_usleep(SHORTAGE); /* of descriptors, perhaps */
}

static gboolean serve(struct server *server, GError **error)
{
  while (!interrupted()) {
    turn(server, LOOK_ROUND);
    if (!listener_is_there(server->listener, error))
      return FALSE;
  }
  welcome(server);
  turn(server, 0); /* those who asked already */
  return TRUE;
}

static gboolean start(struct server *server, GError **error)
{
  char *resolved = realpath(server->config->path, NULL);
  if (!resolved) {
    g_set_error(error, WATCH_ERROR, fault_of_errno(errno), "%s: %s", server->config->path, g_strerror(errno));
    return FALSE;
  }
  server->config_path = g_strdup(resolved);
  free(resolved);
  if (!open_ledger(server, error))
    return FALSE;
  const struct config_watch *watch = &server->config->watch;
  server->listener = listener_new(watch->socket, watch->allow, error);
  return server->listener != NULL;
}

gboolean watch_intake(const struct watch_child *child, const struct config *config, G_GNUC_UNUSED const char *name,
                      watch_say say, GError **error)
{
  struct server server = {
    .config = config,
    .say = say,
    .peers = g_array_new(FALSE, FALSE, sizeof(struct peer)),
    .packet = g_malloc(REQUEST_ROOM),
  };
  gboolean good = start(&server, error);
  if (good) {
    watch_ready(child);
    good = serve(&server, error);
  }
  while (server.peers->len)
    drop(&server, server.peers->len - 1);
  g_array_unref(server.peers);
  listener_free(server.listener);
  close_ledger(&server);
  g_free(server.config_path);
  g_free(server.said);
  g_free(server.packet);
  return good;
}
