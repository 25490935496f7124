/* Setters for where mail is fetched from, left, and handed to. */
#include "base/config-private.h"

#include "base/text.h"

#include <string.h>

#define MOST_KEYWORD 64

static char **string_at(void *target, gsize offset)
{
  return (char **)((char *)target + offset);
}

static gboolean is_host(const char *host)
{
  if (strchr(host, ':'))
    return g_hostname_is_ip_address(host);
  return *host && host[0] != '.' && host[0] != '-' &&
         !host[strspn(host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_")];
}

/* NULL and in `ret` the URL rebuilt from scheme, host and port, or what is wrong with it. The value itself is never
 * repeated: what stands before an @ may be a password. */
static const char *parse_server(const char *text, const char *const *schemes, char **ret)
{
  g_autofree char *scheme = NULL, *user = NULL, *host = NULL, *path = NULL, *query = NULL, *fragment = NULL;
  int port;
  if (strchr(text, '@'))
    return "carries a user or password, which have keys of their own";
  if (!g_uri_split(text, G_URI_FLAGS_PARSE_RELAXED, &scheme, &user, &host, &port, &path, &query, &fragment, NULL))
    return "cannot be understood";
  if (!scheme || !g_strv_contains(schemes, scheme))
    return "has no scheme that is known here";
  if (!host || !is_host(host))
    return "names no host";
  if (port == 0)
    return "names port 0";
  if ((path && *path && !g_str_equal(path, "/")) || query || fragment)
    return "goes on behind the host";
  g_autofree char *name = strchr(host, ':') ? g_strdup_printf("[%s]", host) : g_strdup(host);
  *ret = port < 0 ? g_strdup_printf("%s://%s", scheme, name) : g_strdup_printf("%s://%s:%d", scheme, name, port);
  return NULL;
}

static void set_server(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                       const char *const *schemes, void *target)
{
  const char *wrong = parse_server(node->scalar, schemes, string_at(target, key->offset));
  if (wrong)
    config_complain(reader, key, node, "the URL %s; write %s", wrong, key->values);
}

void config_set_url(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                    void *target)
{
  static const char *const schemes[] = { "imaps", "imap", NULL };
  if (config_line(reader, key, node))
    set_server(reader, key, node, schemes, target);
}

void config_set_transport(const struct config_reader *reader, const struct config_key *key,
                          const struct yaml_node *node, void *target)
{
  static const char *const schemes[] = { "smtps", "smtp", NULL };
  const char *text = config_line(reader, key, node);
  if (!text)
    return;
  if (!g_str_has_prefix(text, "sendmail:"))
    set_server(reader, key, node, schemes, target);
  else if (g_path_is_absolute(text + strlen("sendmail:")))
    *string_at(target, key->offset) = g_strdup(text);
  else
    config_complain(reader, key, node,
                    "sendmail: needs the whole name of a program; write sendmail:/usr/sbin/sendmail");
}

static gboolean is_keyword(const char *text)
{
  return text_is_atom(text) && strlen(text) <= MOST_KEYWORD;
}

void config_set_done(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                     void *target)
{
  struct config_mailbox *mailbox = target;
  const char *text = config_line(reader, key, node);
  if (!text)
    return;
  const char *colon = strchr(text, ':');
  const char *name = colon ? colon + 1 : NULL;
  if (g_str_equal(text, "seen")) {
    mailbox->done = DONE_SEEN;
  } else if (g_str_has_prefix(text, "move:") && *name) {
    mailbox->done = DONE_MOVE;
    mailbox->done_name = g_strdup(name);
  } else if (g_str_has_prefix(text, "keyword:") && is_keyword(name)) {
    mailbox->done = DONE_KEYWORD;
    mailbox->done_name = g_strdup(name);
  } else {
    g_autofree char *value = text_printable(text, 60);
    config_complain(reader, key, node, "'%s' is no way to mark mail as done; write %s", value, key->values);
  }
}

void config_set_sent(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                     void *target)
{
  const char *text = config_line(reader, key, node);
  if (text)
    *string_at(target, key->offset) = g_strdup(g_str_equal(text, "off") ? "" : text);
}

void config_set_desk(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                     void *target)
{
  const char *id = config_line(reader, key, node);
  if (!id)
    return;
  for (guint i = 0; i < reader->config->desks->len; i++) {
    const struct config_desk *desk = reader->config->desks->pdata[i];
    if (g_str_equal(desk->id, id)) {
      *(const struct config_desk **)((char *)target + key->offset) = desk;
      return;
    }
  }
  g_autofree char *value = text_printable(id, 60);
  config_complain(reader, key, node, "there is no desk '%s'; add it under desks", value);
}
