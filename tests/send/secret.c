/* The secret of a configuration for the tests of this room, which load no configuration: the first line of a file. */
#include "base/config.h"

#pragma weak config_secret_read
#pragma weak config_secret_wipe

char *config_secret_read(const struct config_secret *secret, GError **error)
{
  char *text = NULL;
  if (!g_file_get_contents(secret->file, &text, NULL, error))
    return NULL;
  text[strcspn(text, "\n")] = 0;
  return text;
}

void config_secret_wipe(char *secret)
{
  g_free(secret);
}
