#include "base/roff.h"

void roff_append(GString *page, const char *text)
{
  if (*text == '.' || *text == '\'')
    g_string_append(page, "\\&");
  for (const char *p = text; *p; p++) {
    if (*p == '\\')
      g_string_append(page, "\\e");
    else if (*p == '-')
      g_string_append(page, "\\-");
    else if (*p == '\'')
      g_string_append(page, "\\(aq");
    else
      g_string_append_c(page, *p);
  }
}
