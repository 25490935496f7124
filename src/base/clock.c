#include "base/clock.h"

#include "base/fault.h"

G_DEFINE_QUARK(deskbell-clock-error-quark, clock_error)

static gint64 fixed = CLOCK_NONE;

gint64 clock_now(void)
{
  if (fixed != CLOCK_NONE)
    return fixed;
  const char *injected = g_getenv("DESKBELL_NOW");
  if (injected) {
    gint64 time = clock_parse(injected);
    if (time != CLOCK_NONE)
      return time;
  }
  return g_get_real_time() / G_USEC_PER_SEC;
}

gint64 clock_parse(const char *text)
{
  if (text[0] == '@') {
    char *end;
    gint64 seconds = g_ascii_strtoll(text + 1, &end, 10);
    return end > text + 1 && !*end ? seconds : CLOCK_NONE;
  }
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(text, utc);
  return time ? g_date_time_to_unix(time) : CLOCK_NONE;
}

gboolean clock_set(const char *text, GError **error)
{
  gint64 time = clock_parse(text);
  if (time == CLOCK_NONE) {
    g_set_error(error, CLOCK_ERROR, FAULT_USAGE, "'%s' is no time; write it as 2026-11-22T09:00:00+09:00", text);
    return FALSE;
  }
  fixed = time;
  return TRUE;
}

GDateTime *clock_local(gint64 time, GTimeZone *zone)
{
  g_autoptr(GDateTime) utc = time == CLOCK_NONE ? NULL : g_date_time_new_from_unix_utc(time);
  return utc && zone ? g_date_time_to_timezone(utc, zone) : g_steal_pointer(&utc);
}

char *clock_format(gint64 time, GTimeZone *zone)
{
  g_autoptr(GDateTime) local = clock_local(time, zone);
  return local ? g_date_time_format(local, zone ? "%Y-%m-%dT%H:%M:%S%:z" : "%Y-%m-%dT%H:%M:%SZ") : NULL;
}
