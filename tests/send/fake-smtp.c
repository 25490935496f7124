#include "fake-smtp.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct fake_smtp {
  const struct fake_script *script;
  int listener;
  guint port;
  GThread *thread;
  GMutex lock; /* of everything below */
  guint connections;
  gsize body_bytes;
  GPtrArray *mails; /* char * */
  GPtrArray *commands; /* char * */
};

struct peer {
  struct fake_smtp *fake;
  int fd;
  GString *input;
  gboolean in_body;
  guint mails;
};

/* More input; FALSE at its end. */
static gboolean peer_fill(struct peer *peer)
{
  char buffer[4096];
  ssize_t n = recv(peer->fd, buffer, sizeof buffer, 0);
  if (n <= 0)
    return FALSE;
  g_string_append_len(peer->input, buffer, n);
  g_mutex_lock(&peer->fake->lock);
  if (peer->in_body)
    peer->fake->body_bytes += (gsize)n;
  g_mutex_unlock(&peer->fake->lock);
  return TRUE;
}

/* The next line without its CRLF; NULL at the end. */
static char *peer_line(struct peer *peer)
{
  char *end;
  while (!(end = strstr(peer->input->str, "\r\n")))
    if (!peer_fill(peer))
      return NULL;
  char *line = g_strndup(peer->input->str, (gsize)(end - peer->input->str));
  g_string_erase(peer->input, 0, end - peer->input->str + 2);
  return line;
}

/* FALSE: the connection is over. */
static gboolean peer_say(struct peer *peer, const char *scripted, const char *good)
{
  const char *reply = scripted ? scripted : good;
  if (strcmp(reply, FAKE_DROP) == 0)
    return FALSE;
  if (strcmp(reply, FAKE_HANG) == 0) {
    while (peer_fill(peer))
      g_string_truncate(peer->input, 0);
    return FALSE;
  }
  g_autofree char *line = g_strconcat(reply, "\r\n", NULL);
  return send(peer->fd, line, strlen(line), MSG_NOSIGNAL) > 0;
}

static gboolean peer_body(struct peer *peer)
{
  struct fake_smtp *fake = peer->fake;
  g_autoptr(GString) mail = g_string_new(NULL);
  for (;;) {
    gsize drop = fake->script->drop_in_body;
    if (drop && fake->connections == 1 && fake_smtp_body_bytes(fake) >= drop)
      return FALSE;
    g_autofree char *line = peer_line(peer);
    if (!line)
      return FALSE;
    if (strcmp(line, ".") == 0)
      break;
    g_string_append_printf(mail, "%s\r\n", *line == '.' ? line + 1 : line);
  }
  g_mutex_lock(&fake->lock);
  g_ptr_array_add(fake->mails, g_strdup(mail->str));
  g_mutex_unlock(&fake->lock);
  peer->in_body = FALSE;
  peer->mails++;
  const struct fake_script *script = fake->script;
  gboolean unasked = script->after_mail && peer->mails == 1 && fake->connections == 1;
  return peer_say(peer, script->end, "250 2.0.0 queued as 1234") && (!unasked || peer_say(peer, script->after_mail, ""));
}

/* Without an initial response: 334, the credentials, the verdict. */
static gboolean peer_auth(struct peer *peer)
{
  if (!peer_say(peer, NULL, "334 "))
    return FALSE;
  g_autofree char *credentials = peer_line(peer);
  return credentials && peer_say(peer, peer->fake->script->auth, "235 2.7.0 welcome");
}

static gboolean peer_command(struct peer *peer, const char *line)
{
  const struct fake_script *script = peer->fake->script;
  const struct {
    const char *verb, *scripted, *good;
  } commands[] = {
    { "EHLO", script->ehlo, "250-fake.test\r\n250 8BITMIME" },
    { "HELO", script->ehlo, "250 fake.test" },
    { "MAIL", peer->mails && script->again && peer->fake->connections == 1 ? script->again : script->mail, "250 2.1.0 Ok" },
    { "RCPT", script->rcpt, "250 2.1.5 Ok" },
    { "DATA", script->data, "354 go on" },
    { "NOOP", NULL, "250 2.0.0 Ok" },
    { "RSET", NULL, "250 2.0.0 Ok" },
    { "QUIT", script->quit, "221 2.0.0 Bye" },
  };
  if (strcmp(line, "AUTH PLAIN") == 0)
    return peer_auth(peer);
  for (gsize i = 0; i < G_N_ELEMENTS(commands); i++) {
    if (!g_str_has_prefix(line, commands[i].verb))
      continue;
    if (strcmp(commands[i].verb, "DATA") == 0 && (!script->data || g_str_has_prefix(script->data, "354"))) {
      g_mutex_lock(&peer->fake->lock);
      peer->in_body = TRUE;
      peer->fake->body_bytes = 0;
      g_mutex_unlock(&peer->fake->lock);
      return peer_say(peer, commands[i].scripted, commands[i].good) && peer_body(peer);
    }
    return peer_say(peer, commands[i].scripted, commands[i].good) && strcmp(commands[i].verb, "QUIT") != 0;
  }
  return peer_say(peer, "500 5.5.2 what?", NULL);
}

static void serve(struct fake_smtp *fake, int fd)
{
  struct peer peer = { fake, fd, g_string_new(NULL), FALSE, 0 };
  gboolean open = peer_say(&peer, fake->script->greeting, "220 fake.test ESMTP");
  while (open) {
    g_autofree char *line = peer_line(&peer);
    if (!line)
      break;
    g_mutex_lock(&fake->lock);
    g_ptr_array_add(fake->commands, g_strdup(line));
    g_mutex_unlock(&fake->lock);
    open = peer_command(&peer, line);
  }
  g_string_free(peer.input, TRUE);
  close(fd);
}

static gpointer run(gpointer data)
{
  struct fake_smtp *fake = data;
  int fd;
  while ((fd = accept(fake->listener, NULL, NULL)) >= 0) {
    int one = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    g_mutex_lock(&fake->lock);
    fake->connections++;
    g_mutex_unlock(&fake->lock);
    serve(fake, fd);
  }
  return NULL;
}

struct fake_smtp *fake_smtp_start(const struct fake_script *script)
{
  struct fake_smtp *fake = g_new0(struct fake_smtp, 1);
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
  socklen_t length = sizeof address;
  fake->script = script;
  fake->mails = g_ptr_array_new_with_free_func(g_free);
  fake->commands = g_ptr_array_new_with_free_func(g_free);
  g_mutex_init(&fake->lock);
  fake->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (bind(fake->listener, (struct sockaddr *)&address, length) < 0 || listen(fake->listener, 5) < 0 ||
      getsockname(fake->listener, (struct sockaddr *)&address, &length) < 0)
    g_error("no port on loopback");
  fake->port = ntohs(address.sin_port);
  fake->thread = g_thread_new("fake-smtp", run, fake);
  return fake;
}

void fake_smtp_stop(struct fake_smtp *fake)
{
  shutdown(fake->listener, SHUT_RDWR);
  g_thread_join(fake->thread);
  close(fake->listener);
  g_ptr_array_unref(fake->mails);
  g_ptr_array_unref(fake->commands);
  g_mutex_clear(&fake->lock);
  g_free(fake);
}

guint fake_smtp_port(const struct fake_smtp *fake)
{
  return fake->port;
}

guint fake_smtp_connections(struct fake_smtp *fake)
{
  g_mutex_lock(&fake->lock);
  guint n = fake->connections;
  g_mutex_unlock(&fake->lock);
  return n;
}

gsize fake_smtp_body_bytes(struct fake_smtp *fake)
{
  g_mutex_lock(&fake->lock);
  gsize n = fake->body_bytes;
  g_mutex_unlock(&fake->lock);
  return n;
}

guint fake_smtp_mails(struct fake_smtp *fake)
{
  g_mutex_lock(&fake->lock);
  guint n = fake->mails->len;
  g_mutex_unlock(&fake->lock);
  return n;
}

char *fake_smtp_mail(struct fake_smtp *fake, guint n)
{
  g_mutex_lock(&fake->lock);
  char *mail = n < fake->mails->len ? g_strdup(g_ptr_array_index(fake->mails, n)) : NULL;
  g_mutex_unlock(&fake->lock);
  return mail;
}

gboolean fake_smtp_saw(struct fake_smtp *fake, const char *command)
{
  gboolean saw = FALSE;
  g_mutex_lock(&fake->lock);
  for (guint i = 0; i < fake->commands->len; i++)
    saw = saw || g_str_has_prefix(g_ptr_array_index(fake->commands, i), command);
  g_mutex_unlock(&fake->lock);
  return saw;
}
