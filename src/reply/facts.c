#include "reply/facts.h"

#include "base/clock.h"
#include "base/fault.h"
#include "base/json.h"

#include <stddef.h>

G_DEFINE_QUARK(deskbell-reply-error-quark, reply_error)

enum { FACTS_VERSION = 1, MAX_JSON = 1024 * 1024 };

/* One row a field: reading, writing and freeing go by it. */
enum field_type { FIELD_STRING, FIELD_FLAG, FIELD_NUMBER, FIELD_TIME, FIELD_LIST };
static const struct field {
  const char *key;
  enum field_type type;
  gsize offset;
  gboolean needed;
} fields[] = {
#define FIELD(type, member, needed) { #member, FIELD_##type, offsetof(struct reply_facts, member), needed }
  FIELD(STRING, kind, TRUE),        FIELD(FLAG, out_of_hours, FALSE), FIELD(NUMBER, ticket, FALSE),
  FIELD(STRING, language, TRUE),    FIELD(STRING, to, TRUE),          FIELD(STRING, name, FALSE),
  FIELD(STRING, subject, FALSE),    FIELD(STRING, message_id, FALSE), FIELD(LIST, references, FALSE),
  FIELD(LIST, attachments, FALSE),  FIELD(STRING, category, FALSE),   FIELD(STRING, priority, FALSE),
  FIELD(STRING, team, FALSE),       FIELD(LIST, tags, FALSE),         FIELD(STRING, template, FALSE),
  FIELD(LIST, ask, FALSE),          FIELD(LIST, links, FALSE),        FIELD(TIME, arrival, FALSE),
  FIELD(TIME, due_first, FALSE),    FIELD(TIME, due_resolution, FALSE), FIELD(FLAG, bare, FALSE),
  FIELD(LIST, quote, FALSE),        FIELD(FLAG, encrypted, FALSE),    FIELD(LIST, needs, FALSE),
  FIELD(LIST, numbers, FALSE),
#undef FIELD
};

static gpointer place(const struct reply_facts *facts, const struct field *field)
{
  return (char *)facts + field->offset;
}

static void write_field(JsonBuilder *builder, const struct reply_facts *facts, const struct field *field)
{
  gpointer at = place(facts, field);
  switch (field->type) {
  case FIELD_STRING:
    json_add_text(builder, field->key, *(char **)at);
    break;
  case FIELD_FLAG:
    json_add_flag(builder, field->key, *(gboolean *)at);
    break;
  case FIELD_NUMBER:
    json_add_number(builder, field->key, (gint64) * (guint64 *)at);
    break;
  case FIELD_TIME:
    if (*(gint64 *)at == CLOCK_NONE)
      json_add_text(builder, field->key, NULL);
    else
      json_add_number(builder, field->key, *(gint64 *)at);
    break;
  case FIELD_LIST:
    json_add_texts(builder, field->key, *(GPtrArray **)at);
  }
}

char *reply_facts_to_json(const struct reply_facts *facts)
{
  g_autoptr(JsonBuilder) builder = json_builder_new();
  json_builder_begin_object(builder);
  json_add_number(builder, "version", FACTS_VERSION);
  for (gsize i = 0; i < G_N_ELEMENTS(fields); i++)
    write_field(builder, facts, &fields[i]);
  json_builder_end_object(builder);
  return json_line(json_builder_get_root(builder));
}

static gboolean read_list(JsonNode *node, GPtrArray *list)
{
  if (!JSON_NODE_HOLDS_ARRAY(node))
    return FALSE;
  JsonArray *array = json_node_get_array(node);
  for (guint i = 0; i < json_array_get_length(array); i++) {
    JsonNode *item = json_array_get_element(array, i);
    if (!JSON_NODE_HOLDS_VALUE(item) || json_node_get_value_type(item) != G_TYPE_STRING)
      return FALSE;
    g_ptr_array_add(list, g_strdup(json_node_get_string(item)));
  }
  return TRUE;
}

static gboolean read_field(JsonNode *node, struct reply_facts *facts, const struct field *field)
{
  gpointer at = place(facts, field);
  if (!node || JSON_NODE_HOLDS_NULL(node))
    return !field->needed;
  if (field->type == FIELD_LIST)
    return read_list(node, *(GPtrArray **)at);
  if (!JSON_NODE_HOLDS_VALUE(node))
    return FALSE;
  GType type = json_node_get_value_type(node);
  switch (field->type) {
  case FIELD_STRING:
    if (type != G_TYPE_STRING)
      return FALSE;
    *(char **)at = json_node_dup_string(node);
    return TRUE;
  case FIELD_FLAG:
    *(gboolean *)at = json_node_get_boolean(node);
    return type == G_TYPE_BOOLEAN;
  case FIELD_NUMBER:
    *(guint64 *)at = (guint64)json_node_get_int(node);
    return type == G_TYPE_INT64;
  default:
    *(gint64 *)at = json_node_get_int(node);
    return type == G_TYPE_INT64;
  }
}

static struct reply_facts *facts_new(void)
{
  struct reply_facts *facts = g_new0(struct reply_facts, 1);
  for (gsize i = 0; i < G_N_ELEMENTS(fields); i++) {
    if (fields[i].type == FIELD_LIST)
      *(GPtrArray **)place(facts, &fields[i]) = g_ptr_array_new_with_free_func(g_free);
    else if (fields[i].type == FIELD_TIME)
      *(gint64 *)place(facts, &fields[i]) = CLOCK_NONE;
  }
  return facts;
}

struct reply_facts *reply_facts_from_json(const char *json, GError **error)
{
  g_autoptr(GError) reason = NULL;
  g_autoptr(JsonNode) root = strnlen(json, MAX_JSON + 1) > MAX_JSON ? NULL : json_from_string(json, &reason);
  if (!root || !JSON_NODE_HOLDS_OBJECT(root)) {
    g_set_error(error, REPLY_ERROR, FAULT_DATA, "facts of an acknowledgement: %s",
                reason ? reason->message : "not a JSON object, or too large");
    return NULL;
  }
  JsonObject *object = json_node_get_object(root);
  gint64 version = json_object_get_int_member_with_default(object, "version", 0);
  if (version != FACTS_VERSION) {
    g_set_error(error, REPLY_ERROR, FAULT_DATA, "facts of an acknowledgement: version %" G_GINT64_FORMAT " is unknown",
                version);
    return NULL;
  }
  g_autoptr(ReplyFacts) facts = facts_new();
  for (gsize i = 0; i < G_N_ELEMENTS(fields); i++) {
    if (read_field(json_object_get_member(object, fields[i].key), facts, &fields[i]))
      continue;
    g_set_error(error, REPLY_ERROR, FAULT_DATA, "facts of an acknowledgement: '%s' is missing or of a wrong type",
                fields[i].key);
    return NULL;
  }
  return g_steal_pointer(&facts);
}

void reply_facts_free(struct reply_facts *facts)
{
  if (!facts)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS(fields); i++) {
    gpointer at = place(facts, &fields[i]);
    if (fields[i].type == FIELD_STRING)
      g_free(*(char **)at);
    else if (fields[i].type == FIELD_LIST && *(GPtrArray **)at)
      g_ptr_array_unref(*(GPtrArray **)at);
  }
  g_free(facts);
}
