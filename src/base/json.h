/* JSON as we write it, over json-glib's builder: members of the object that is being built, and the finished line. */
#pragma once
#include <json-glib/json-glib.h>

/* NULL gives null, as CLOCK_NONE does; times are RFC 3339 in UTC. */
void json_add_text(JsonBuilder *builder, const char *name, const char *value);
void json_add_time(JsonBuilder *builder, const char *name, gint64 time);
void json_add_number(JsonBuilder *builder, const char *name, gint64 value);
void json_add_flag(JsonBuilder *builder, const char *name, gboolean value);

/* A list of char *. NULL gives an empty one. */
void json_add_texts(JsonBuilder *builder, const char *name, const GPtrArray *texts);

/* Members that are filled by what follows, up to json_builder_end_object() or json_builder_end_array(). */
void json_open_object(JsonBuilder *builder, const char *name);
void json_open_list(JsonBuilder *builder, const char *name);

/* One line without a line end; takes `node`. Free with g_free(). */
char *json_line(JsonNode *node);
