/* Amazon SES tells of bounces and complaints in JSON, and SNS sends that by mail when somebody asked it to. */
#include "mail/bounce.h"

#include <json-glib/json-glib.h>
#include <string.h>

static const char *text_of(JsonObject *object, const char *name)
{
  JsonNode *node = object ? json_object_get_member(object, name) : NULL;
  return node && json_node_get_value_type(node) == G_TYPE_STRING ? json_node_get_string(node) : NULL;
}

static JsonObject *object_of(JsonObject *object, const char *name)
{
  JsonNode *node = object ? json_object_get_member(object, name) : NULL;
  return node && JSON_NODE_HOLDS_OBJECT(node) ? json_node_get_object(node) : NULL;
}

static void add_recipients(struct bounce_search *search, JsonObject *notice, const char *name, const char *status)
{
  JsonNode *node = notice ? json_object_get_member(notice, name) : NULL;
  JsonArray *list = node && JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
  for (guint i = 0; list && i < MIN(json_array_get_length(list), (guint)BOUNCE_MAX_RECIPIENTS); i++) {
    JsonNode *element = json_array_get_element(list, i);
    JsonObject *one = JSON_NODE_HOLDS_OBJECT(element) ? json_node_get_object(element) : NULL;
    const char *address = text_of(one, "emailAddress"), *diagnostic = text_of(one, "diagnosticCode");
    char *told = bounce_status_code(text_of(one, "status"));
    if (!told && status)
      told = bounce_status(diagnostic, *status);
    if (address)
      bounce_add(search, bounce_address(address, address + strlen(address), NULL), told ? told : g_strdup(status),
                 g_strdup(diagnostic));
    else
      g_free(told);
  }
}

static void read_notice(struct bounce_search *search, JsonObject *root)
{
  const char *type = text_of(root, "notificationType");
  type = type ? type : text_of(root, "eventType");
  JsonObject *bounce = object_of(root, "bounce"), *complaint = object_of(root, "complaint");
  if (g_strcmp0(type, "Bounce") == 0 && bounce) {
    gboolean is_permanent = g_strcmp0(text_of(bounce, "bounceType"), "Permanent") == 0;
    search->has_failure = TRUE;
    add_recipients(search, bounce, "bouncedRecipients", is_permanent ? "5.0.0" : "4.0.0");
  } else if (g_strcmp0(type, "Complaint") == 0 && complaint) {
    search->has_feedback = TRUE;
    add_recipients(search, complaint, "complainedRecipients", NULL);
  } else {
    return;
  }
  JsonObject *headers = object_of(object_of(root, "mail"), "commonHeaders");
  const char *id = text_of(headers, "messageId"), *subject = text_of(headers, "subject");
  if (id && *id == '<' && strlen(id) < 998 && strcspn(id, " \t\r\n") == strlen(id))
    search->bounce->original_message_id = g_strdup(id);
  search->bounce->original_subject = g_strdup(subject);
}

void bounce_read_json(struct bounce_search *search, const struct bounce_text *text)
{
  const char *from = search->mail->from.address;
  if (text->text[0] != '{' || !from || !(g_str_has_suffix(from, "amazonaws.com") || g_str_has_suffix(from, "amazonses.com")))
    return;
  /* SNS says below it how to get rid of such mails, and some servers fold its one line. */
  g_autoptr(GString) json = g_string_new(NULL);
  for (guint i = 0; i < text->lines->len; i++) {
    const char *line = g_array_index(text->lines, struct bounce_line, i).start;
    if (strcmp(line, "--") == 0 || strcmp(line, "-- ") == 0)
      break;
    if (json->len > 0 && *line == ' ' && json->str[json->len - 1] == '!')
      g_string_truncate(json, json->len - 1);
    g_string_append(json, line + (json->len > 0 && *line == ' '));
  }
  g_autoptr(JsonParser) parser = json_parser_new_immutable();
  if (!json_parser_load_from_data(parser, json->str, (gssize)json->len, NULL))
    return;
  JsonNode *root = json_parser_get_root(parser);
  if (root && JSON_NODE_HOLDS_OBJECT(root))
    read_notice(search, json_node_get_object(root));
}
