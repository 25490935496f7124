#include "fake-imap.h"

#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const struct rule usual[] = {
  { "CAPABILITY", "* CAPABILITY IMAP4rev1 UIDPLUS\r\n%T OK done\r\n" },
  { "LOGIN", "%T OK done\r\n" },
  { "SELECT", "* 3 EXISTS\r\n* OK [PERMANENTFLAGS (\\*)] x\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 4] x\r\n%T OK done\r\n" },
  { "UID SEARCH", "* SEARCH 1 2 3\r\n%T OK done\r\n" },
  { "LOGOUT", "* BYE bye\r\n%T OK done\r\n" },
  { "", "%T OK done\r\n" },
};

static void say(int client, const char *reply, const char *tag)
{
  g_auto(GStrv) pieces = g_strsplit(reply, "%T", -1);
  g_autofree char *text = g_strjoinv(tag, pieces);
  gsize sent = 0, length = strlen(text);
  while (sent < length) {
    ssize_t n = send(client, text + sent, length - sent, MSG_NOSIGNAL);
    if (n <= 0)
      return;
    sent += (gsize)n;
  }
}

static void flood(int client)
{
  static const char junk[65536] = "x";
  while (send(client, junk, sizeof junk, MSG_NOSIGNAL) > 0)
    ;
}

static const struct rule *find_rule(struct server *server, const char *command)
{
  const struct rule *rules = server->script->rules;
  for (guint i = 0; rules[i].command; i++)
    if (strstr(command, rules[i].command) && (rules[i].times == 0 || server->used[i] < rules[i].times)) {
      server->used[i]++;
      return &rules[i];
    }
  const struct rule *rule = usual;
  while (!strstr(command, rule->command))
    rule++;
  return rule;
}

static void flood_with_lines(int client)
{
  g_autoptr(GString) lines = g_string_new(NULL);
  while (lines->len < 65536)
    g_string_append(lines, "* 1 FETCH (FLAGS (\\Seen))\r\n");
  while (send(client, lines->str, lines->len, MSG_NOSIGNAL) > 0)
    ;
}

/* FALSE: hang up. DONE has no tag; it is answered with that of IDLE. */
static gboolean answer(struct server *server, int client, char *line)
{
  const char *command = line;
  char *space = strchr(line, ' ');
  if (space) {
    *space = '\0';
    g_strlcpy(server->tag, line, sizeof server->tag);
    command = space + 1;
  } else if (strcmp(line, "DONE") != 0) {
    return FALSE;
  }
  const struct rule *rule = find_rule(server, command);
  if (!strstr(command, "LOG") && !strstr(command, "CAPA"))
    g_string_append_printf(server->transcript, "%s\n", command);
  say(client, rule->reply, server->tag);
  if (rule->after == FLOOD)
    flood(client);
  if (rule->after == FLOOD_LINES)
    flood_with_lines(client);
  char byte;
  if (rule->after == STALL)
    while (recv(client, &byte, 1, 0) > 0)
      ;
  return rule->after == GO_ON;
}

static void serve(struct server *server, int client)
{
  const struct rule *rules = server->script->rules;
  gboolean own_greeting = rules[0].command && strcmp(rules[0].command, "greeting") == 0;
  say(client, own_greeting ? rules[0].reply : "* OK hello\r\n", "");
  if (own_greeting && rules[0].after == CLOSE)
    return;
  FILE *input = fdopen(dup(client), "r");
  char line[8192];
  while (fgets(line, sizeof line, input)) {
    g_strchomp(line);
    if (!answer(server, client, line))
      break;
  }
  fclose(input);
}

static gpointer server_run(gpointer data)
{
  struct server *server = data;
  int client;
  while ((client = accept(server->listener, NULL, NULL)) >= 0) {
    serve(server, client);
    close(client);
  }
  return NULL;
}

static void server_start(struct server *server, const struct script *script)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
  socklen_t length = sizeof address;
  server->script = script;
  server->transcript = g_string_new(NULL);
  server->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint(bind(server->listener, (struct sockaddr *)&address, sizeof address), ==, 0);
  g_assert_cmpint(listen(server->listener, 8), ==, 0);
  getsockname(server->listener, (struct sockaddr *)&address, &length);
  server->port = ntohs(address.sin_port);
  server->thread = g_thread_new("server", server_run, server);
}

static void server_stop(struct server *server)
{
  shutdown(server->listener, SHUT_RDWR);
  g_thread_join(server->thread);
  close(server->listener);
  g_string_free(server->transcript, TRUE);
}

gboolean (*run_interrupted)(void);

void run_start(struct run *run, const struct script *script, enum config_done done, const char *done_name)
{
  g_test_message("%s", script->name);
  server_start(&run->server, script);
  run->mailbox = (struct config_mailbox){ .id = (char *)"box",
                                          .user = (char *)"u",
                                          .folder = (char *)"INBOX",
                                          .tls_off = TRUE,
                                          .done = done,
                                          .done_name = (char *)done_name };
  run->mailbox.url = g_strdup_printf("imap://127.0.0.1:%u", run->server.port);
  struct imap_request request = { .mailbox = &run->mailbox, .password = "p", .interrupted = run_interrupted };
  run->source = source_open_imap(&request, &run->state, &run->error);
}

void run_stop(struct run *run)
{
  source_close(run->source);
  server_stop(&run->server);
  g_free(run->mailbox.url);
  g_clear_error(&run->error);
}
