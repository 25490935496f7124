/* Setters for addresses and what is written with them. */
#include "base/config-private.h"

#include "base/text.h"

#include <string.h>

static char **string_at(void *target, gsize offset)
{
  return (char **)((char *)target + offset);
}

static void complain_address(const struct config_reader *reader, const struct config_key *key,
                             const struct yaml_node *node, const char *advice)
{
  g_autofree char *value = text_printable(node->scalar, 60);
  config_complain(reader, key, node, "'%s' is no address; write %s", value, advice);
}

/* What holds no "@" and no "*" can match no address at all. */
static void add_glob(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                     gpointer into)
{
  const char *text = config_line(reader, key, node);
  if (!text)
    return;
  if (strpbrk(text, " <>,;\"") || !strpbrk(text, "@*"))
    complain_address(reader, key, node, "support@acme.example, or '*@acme.example' for all of a domain");
  else
    g_ptr_array_add(into, g_strdup(text));
}

static void add_address(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                        gpointer into)
{
  const char *text = config_line(reader, key, node);
  if (text && !text_is_address(text))
    complain_address(reader, key, node, "it as mina@acme.example");
  else if (text)
    g_ptr_array_add(into, g_strdup(text));
}

static void add_priority(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                         gpointer into)
{
  const char *text = config_line(reader, key, node);
  if (!text)
    return;
  if (priority_parse(text) < 0) {
    g_autofree char *value = text_printable(text, 60);
    config_complain(reader, key, node, "'%s' is no priority; write urgent, high, normal or low", value);
    return;
  }
  g_ptr_array_add(into, g_strdup(text));
}

static void set_list(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                     void *target, config_item *each)
{
  GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
  *(GPtrArray **)((char *)target + key->offset) = list;
  if (!config_is_empty(node))
    config_each(reader, key, node, each, list);
}

void config_set_globs(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                      void *target)
{
  set_list(reader, key, node, target, add_glob);
}

void config_set_addresses(const struct config_reader *reader, const struct config_key *key,
                          const struct yaml_node *node, void *target)
{
  set_list(reader, key, node, target, add_address);
}

void config_set_priorities(const struct config_reader *reader, const struct config_key *key,
                           const struct yaml_node *node, void *target)
{
  set_list(reader, key, node, target, add_priority);
}

void config_set_address(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                        void *target)
{
  const char *text = config_line(reader, key, node);
  if (text && !text_is_address(text))
    complain_address(reader, key, node, "it as mina@acme.example");
  else if (text)
    *string_at(target, key->offset) = g_strdup(text);
}

/* A display name without its quotes; NULL when it is empty or not closed. */
static char *unquote(char *name)
{
  g_strstrip(name);
  gsize length = strlen(name);
  if (name[0] != '"')
    return length && !strpbrk(name, "\"<>") ? g_strdup(name) : NULL;
  if (length < 3 || name[length - 1] != '"')
    return NULL;
  GString *text = g_string_new(NULL);
  for (const char *p = name + 1; p < name + length - 1; p++) {
    if (*p == '\\' && p + 1 < name + length - 1)
      p++;
    g_string_append_c(text, *p);
  }
  return g_string_free(text, FALSE);
}

/* "a@b", "<a@b>", "Name <a@b>", "\"Name, Inc.\" <a@b>". */
static gboolean parse_mailbox(const char *text, char **ret_name, char **ret_address)
{
  const char *open = strrchr(text, '<');
  gsize length = strlen(text);
  if (!open) {
    if (!text_is_address(text))
      return FALSE;
    *ret_address = g_strdup(text);
    return TRUE;
  }
  if (text[length - 1] != '>')
    return FALSE;
  g_autofree char *address = g_strndup(open + 1, (gsize)(text + length - 1 - (open + 1)));
  g_autofree char *before = g_strndup(text, (gsize)(open - text));
  g_autofree char *name = unquote(before);
  if (!text_is_address(address) || (!name && *before))
    return FALSE;
  *ret_name = g_steal_pointer(&name);
  *ret_address = g_steal_pointer(&address);
  return TRUE;
}

void config_set_sender(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                       void *target)
{
  const char *text = config_line(reader, key, node);
  if (text && !parse_mailbox(text, string_at(target, key->second), string_at(target, key->offset)))
    complain_address(reader, key, node, "it as Acme Support <support@acme.example>");
}

void config_set_envelope(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                         void *target)
{
  const char *text = config_line(reader, key, node);
  struct config_send *send = target;
  if (!text)
    return;
  if (g_str_equal(text, "signed")) {
    send->envelope = ENVELOPE_SIGNED;
  } else if (g_str_equal(text, "<>")) {
    send->envelope = ENVELOPE_NULL;
  } else if (text_is_address(text)) {
    send->envelope = ENVELOPE_ADDRESS;
    send->envelope_address = g_strdup(text);
  } else {
    complain_address(reader, key, node, "signed, \"<>\", or it as bounces@acme.example");
  }
}
