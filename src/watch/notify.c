#include "watch/notify.h"

#include "base/library.h"

#include <stdint.h>

#define LIBSYSTEMD "libsystemd.so.0"

struct notify {
  int (*send)(int unset_environment, const char *state); /* NULL: nobody listens */
  guint64 watchdog;
};

/* As sd-daemon.h declares them. */
static struct {
  int (*notify)(int unset_environment, const char *state);
  int (*watchdog_enabled)(int unset_environment, uint64_t *usec);
} systemd;

static const struct library_symbol symbols[] = {
  { "sd_notify", (void **)&systemd.notify },
  { "sd_watchdog_enabled", (void **)&systemd.watchdog_enabled },
};

struct notify *notify_new(watch_say say)
{
  struct notify *notify = g_new0(struct notify, 1);
  g_autoptr(GError) error = NULL;
  if (!g_getenv("NOTIFY_SOCKET"))
    return notify;
  if (!library_open(LIBSYSTEMD, symbols, G_N_ELEMENTS(symbols), &error)) {
    watch_tell(say, NULL, "the service manager cannot be told anything: %s", error->message);
    return notify;
  }
  uint64_t interval = 0;
  notify->send = systemd.notify;
  notify->watchdog = systemd.watchdog_enabled(FALSE, &interval) > 0 ? interval : 0;
  return notify;
}

void notify_free(struct notify *notify)
{
  g_free(notify);
}

void notify_send(const struct notify *notify, const char *format, ...)
{
  if (!notify->send)
    return;
  va_list args;
  va_start(args, format);
  g_autofree char *state = g_strdup_vprintf(format, args);
  va_end(args);
  notify->send(FALSE, state);
}

guint64 notify_watchdog(const struct notify *notify)
{
  return notify->watchdog;
}
