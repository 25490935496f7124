/* What somebody writes, and by when they want it; tests tell it by the clocks of where the mail came. */
#pragma once
#include "base/clock.h"
#include "triage/stated.h"

#include <string.h>

/* Mails that came on Wednesday 25 November 2026 at 10:00, told by the clocks of where they came. */
struct statement {
  const char *language, *text;
  const char *until; /* "11-27 24:00"; NULL: no deadline */
};

static inline char *local(gint64 at, GTimeZone *zone)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(at);
  g_autoptr(GDateTime) there = g_date_time_to_timezone(time, zone);
  if (g_date_time_get_hour(there) || g_date_time_get_minute(there))
    return g_date_time_format(there, g_date_time_get_year(there) == 2026 ? "%m-%d %H:%M" : "%Y-%m-%d %H:%M");
  g_autoptr(GDateTime) day = g_date_time_add_days(there, -1);
  return g_date_time_format(day, g_date_time_get_year(day) == 2026 ? "%m-%d 24:00" : "%Y-%m-%d 24:00");
}

static inline void assert_at(const struct statement *statements, gsize n, const char *arrival, const char *zone_name)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(zone_name);
  gint64 came = clock_parse(arrival);
  guint wrong = 0;
  for (gsize i = 0; i < n; i++) {
    struct stated_deadline deadline;
    gboolean found = stated_find(statements[i].text, statements[i].language, came, zone, &deadline);
    g_autofree char *got = found ? local(deadline.at, zone) : NULL;
    if (found)
      g_assert_true(deadline.start < deadline.end && deadline.end <= strlen(statements[i].text) &&
                    g_utf8_validate(statements[i].text + deadline.start, (gssize)(deadline.end - deadline.start), NULL));
    if (g_strcmp0(got, statements[i].until)) {
      g_test_message("%s: not %s but %s", statements[i].text, statements[i].until, got);
      wrong++;
    }
  }
  g_assert_cmpuint(wrong, ==, 0);
}

static inline void assert_statements(const struct statement *statements, gsize n)
{
  assert_at(statements, n, "2026-11-25T10:00:00+01:00", "Europe/Berlin");
  assert_at(statements, n, "2026-11-25T10:00:00+09:00", "Asia/Seoul");
}
