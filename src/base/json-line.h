/* A JSON object written straight into one line: for what is written for every mail. json.h builds what is added to or looked
 * into. Members stand in the order of the calls. */
#pragma once
#include <glib.h>

/* A member of the object that is open; `name` NULL: an item of the list that is. NULL gives null, as CLOCK_NONE does; times
 * are RFC 3339 in UTC; what is no UTF-8 is repaired. */
void json_line_text(GString *line, const char *name, const char *value);
void json_line_time(GString *line, const char *name, gint64 time);
void json_line_number(GString *line, const char *name, gint64 value);
void json_line_share(GString *line, const char *name, double value); /* four decimals */
void json_line_flag(GString *line, const char *name, gboolean value);
void json_line_null(GString *line, const char *name);

/* A list of char *. NULL gives an empty one. */
void json_line_texts(GString *line, const char *name, const GPtrArray *texts);

/* Filled by what follows, up to its json_line_end_...(). */
void json_line_object(GString *line, const char *name);
void json_line_end_object(GString *line);
void json_line_list(GString *line, const char *name);
void json_line_end_list(GString *line);
