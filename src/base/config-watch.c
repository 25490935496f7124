/* Setters for what `watch` alone needs. */
#include "base/config-private.h"

#include "base/text.h"

#include <string.h>
#include <sys/un.h>

enum { MOST_NAME = 64, MOST_USERS = 100, SHORTEST_INTERVAL = 10, LONGEST_INTERVAL = 86400 };

#define NAME_CHARACTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-"

/* A name as useradd(8) accepts it, dots and capitals besides, or a number that a user can have. Whether there is such a
 * user is for whoever asks the system: it may come later. */
static gboolean is_user(const char *text)
{
  gsize digits = strspn(text, "0123456789");
  if (digits && !text[digits])
    return digits <= 10 && g_ascii_strtoull(text, NULL, 10) < G_MAXUINT32;
  return !strchr("-.", text[0]) && !text[strspn(text, NAME_CHARACTERS)] && strlen(text) <= MOST_NAME;
}

static void add_user(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                     gpointer into)
{
  const char *text = config_line(reader, key, node);
  if (!text)
    return;
  if (!is_user(text)) {
    g_autofree char *shown = text_printable(text, MOST_NAME);
    config_complain(reader, key, node, "'%s' is no user; write a name such as vmail, or a number", shown);
    return;
  }
  g_ptr_array_add(into, g_strdup(text));
}

/* A path that an address of a local socket can hold. */
void config_set_socket(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                       void *target)
{
  const char *name = config_line(reader, key, node);
  if (!name)
    return;
  g_autofree char *path = config_resolve(reader, name);
  gsize most = sizeof ((struct sockaddr_un *)NULL)->sun_path - 1;
  if (strlen(path) > most)
    config_complain(reader, key, node, "its path has %zu bytes, and a socket's at most %zu; choose a shorter one",
                    strlen(path), most);
  else
    *(char **)((char *)target + key->offset) = g_steal_pointer(&path);
}

void config_set_users(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                      void *target)
{
  GPtrArray *users = g_ptr_array_new_with_free_func(g_free);
  *(GPtrArray **)((char *)target + key->offset) = users;
  if (config_is_empty(node))
    return;
  if (node->kind == YAML_LIST && node->items->len > MOST_USERS)
    config_complain(reader, key, node, "%u users; the most is %d", node->items->len, MOST_USERS);
  else
    config_each(reader, key, node, add_user, users);
}

/* Seconds, or minutes and more as spans elsewhere are written; 0 when it is neither. */
static gint64 interval(const char *text)
{
  gsize digits = strspn(text, "0123456789");
  if (digits && digits <= 6 && g_str_equal(text + digits, "s"))
    return g_ascii_strtoll(text, NULL, 10);
  struct duration duration;
  return duration_parse(text, &duration) && duration.unit == DURATION_OPEN_SECONDS ? duration.amount : 0;
}

void config_set_interval(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                         void *target)
{
  const char *text = config_line(reader, key, node);
  if (!text)
    return;
  gint64 seconds = interval(text);
  if (seconds >= SHORTEST_INTERVAL && seconds <= LONGEST_INTERVAL) {
    *(gint64 *)((char *)target + key->offset) = seconds;
    return;
  }
  g_autofree char *shown = text_printable(text, MOST_NAME);
  config_complain(reader, key, node, "'%s' is no span from 10s to 1d; write 30s, 5m or 1h", shown);
}
