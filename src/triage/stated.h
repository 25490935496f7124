/* By when somebody says they need it: "by Friday", "내일 오전까지", "bis Ende der Woche", "am 3. Dezember", "金曜日までに".
 *
 * In en, ko, de, fr, es, pt, ja and zh. A date counts only where words make it a limit for us ("by", "까지", "bis
 * spätestens"): "the parcel of Friday" and "since Monday" are none, nor are negated or offered ones ("no need before
 * Friday", "we are open until 6 pm"), nor a limit that was over when the mail came. */
#pragma once
#include <glib.h>

struct stated_deadline {
  gsize start, end;      /* bytes of `text` */
  gint64 at;             /* UTC; the end of the day, half-day or week where no time is said */
  gboolean has_time;     /* a time of day was said */
};

/* The earliest deadline that `text` (what the customer wrote; valid UTF-8) states, counted from `arrival` on the wall clock
 * of `zone`. `language` (BCP 47, "und") only settles what languages write alike, such as 03/04. FALSE: none. Linear. */
gboolean stated_find(const char *text, const char *language, gint64 arrival, GTimeZone *zone, struct stated_deadline *ret);
