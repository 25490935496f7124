#include "base/config-search.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define OF_FOLDER "/deskbell/deskbell.yaml"

static const char *in_folder(const char *folder, const char *below, char *buffer, size_t size)
{
  int length = snprintf(buffer, size, "%s%s" OF_FOLDER, folder, below);
  return length > 0 && (size_t)length < size && access(buffer, F_OK) == 0 ? buffer : NULL;
}

static const char *of_user(char *buffer, size_t size)
{
  const char *folder = getenv("XDG_CONFIG_HOME");
  if (folder && *folder)
    return in_folder(folder, "", buffer, size);
  const char *home = getenv("HOME");
  if (!home || !*home) {
    const struct passwd *user = getpwuid(getuid());
    home = user ? user->pw_dir : NULL;
  }
  return home ? in_folder(home, "/.config", buffer, size) : NULL;
}

const char *config_search(const char *named, char *buffer, size_t size)
{
  if (named)
    return named;
  const char *environment = getenv("DESKBELL_CONFIG");
  if (environment)
    return environment;
  const char *found = of_user(buffer, size);
  if (!found)
    found = in_folder(SYSCONFDIR, "", buffer, size);
  return found ? found : in_folder("/etc", "", buffer, size);
}
