#include "front/sibling.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A program that is there and cannot be started says more than one that is not there. */
static void try(const char *folder, const char *below, const char *program, char *const *argv, int *error)
{
  char path[PATH_MAX + 64];
  snprintf(path, sizeof path, "%s%s/%s", folder, below, program);
  execv(path, argv);
  if (*error == 0 || *error == ENOENT)
    *error = errno;
}

void sibling_exec(const char *program, char *const *argv)
{
  char self[PATH_MAX];
  int error = 0;
  ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
  self[length > 0 ? length : 0] = '\0';
  char *slash = strrchr(self, '/');
  if (slash) {
    *slash = '\0';
    try(self, "", program, argv, &error);
    try(self, "/../libexec/deskbell", program, argv, &error);
  }
  try(PKGLIBEXECDIR, "", program, argv, &error);
  errno = error;
}
