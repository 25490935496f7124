#include "base/step.h"

#include <glib.h>
#include <signal.h>
#include <stdio.h>

void step(const char *name)
{
  static int active = -1;
  static long count, stop_at;
  if (active == 0)
    return;
  static const char *log_path;
  if (active < 0) {
    const char *at = g_getenv("DESKBELL_STOP_AT");
    log_path = g_getenv("DESKBELL_STEP_LOG");
    stop_at = at ? (long)g_ascii_strtoll(at, NULL, 10) : 0;
    active = stop_at > 0 || log_path;
    if (!active)
      return;
  }
  count++;
  if (log_path) {
    FILE *log = fopen(log_path, "a");
    if (log) {
      fprintf(log, "%ld %s\n", count, name);
      fclose(log);
    }
  }
  if (count == stop_at)
    raise(SIGKILL);
}
