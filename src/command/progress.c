#include "command/progress.h"

#include <string.h>
#include <unistd.h>

static gboolean shown;

void progress(const char *what, guint done, guint total)
{
  static gint64 next;
  gint64 now = g_get_monotonic_time();
  if (now < next || !isatty(STDERR_FILENO))
    return;
  next = now + G_USEC_PER_SEC / 10;
  shown = TRUE;
  g_autofree char *text =
      total ? g_strdup_printf("\r\033[K%u/%u %s", done, total, what) : g_strdup_printf("\r\033[K%u %s", done, what);
  (void)!write(STDERR_FILENO, text, strlen(text));
}

void progress_end(void)
{
  if (shown)
    (void)!write(STDERR_FILENO, "\r\033[K", 4);
  shown = FALSE;
}
