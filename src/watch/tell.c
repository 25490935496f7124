#include "watch/watch.h"

void watch_tell(watch_say say, const char *who, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *text = g_strdup_vprintf(format, args);
  va_end(args);
  g_autofree char *line = who ? g_strconcat(who, ": ", text, NULL) : g_steal_pointer(&text);
  say(line);
}
