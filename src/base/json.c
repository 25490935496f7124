#include "base/json.h"

#include "base/clock.h"

void json_add_text(JsonBuilder *builder, const char *name, const char *value)
{
  /* json-glib would write the bytes of a file name as they are. */
  g_autofree char *valid = value ? g_utf8_make_valid(value, -1) : NULL;
  json_builder_set_member_name(builder, name);
  json_builder_add_string_value(builder, valid); /* makes null of NULL */
}

void json_add_time(JsonBuilder *builder, const char *name, gint64 time)
{
  g_autofree char *text = clock_format(time, NULL);
  json_add_text(builder, name, text);
}

void json_add_number(JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name(builder, name);
  json_builder_add_int_value(builder, value);
}

void json_add_flag(JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name(builder, name);
  json_builder_add_boolean_value(builder, value);
}

void json_add_texts(JsonBuilder *builder, const char *name, const GPtrArray *texts)
{
  json_open_list(builder, name);
  for (guint i = 0; texts && i < texts->len; i++)
    json_builder_add_string_value(builder, texts->pdata[i]);
  json_builder_end_array(builder);
}

void json_open_object(JsonBuilder *builder, const char *name)
{
  json_builder_set_member_name(builder, name);
  json_builder_begin_object(builder);
}

void json_open_list(JsonBuilder *builder, const char *name)
{
  json_builder_set_member_name(builder, name);
  json_builder_begin_array(builder);
}

char *json_line(JsonNode *node)
{
  char *text = json_to_string(node, FALSE);
  json_node_unref(node);
  return text;
}
