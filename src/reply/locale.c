#include "reply/locale.h"

#include "base/clock.h"

#include <string.h>
#include <unicode/udat.h>
#include <unicode/ulistformatter.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

enum { UNITS = 512 };

/* Where we write otherwise than ICU's own long form does. */
struct habit {
  const char *language;
  const char *locale;             /* NULL: the language itself */
  const char *moment, *sharp;     /* patterns; `sharp` on the hour; NULL: ICU's full date and short time */
  const char *night, *night_sharp;/* the same between midnight and one; NULL: as by day */
  const char *zone_form;          /* around the zone's name */
  const char *to;                 /* between days and between times */
  const char *next;               /* between groups of days */
};

static const struct habit habits[] = {
  { "en", "en_GB", "EEEE, d MMMM y 'at' HH:mm", "EEEE, d MMMM y 'at' HH:mm", NULL, NULL, " (%s)", "–", "; " },
  { "ko", "ko_KR", "y년 M월 d일 EEEE a h시 m분", "y년 M월 d일 EEEE a h시", "y년 M월 d일 EEEE a K시 m분",
    "y년 M월 d일 EEEE a K시", "(%s)", "~", ", " },
};
static const struct habit any_habit = { NULL, NULL, NULL, NULL, NULL, NULL, " (%s)", "–", "; " };

static const struct habit *habit_of(const char *language)
{
  for (gsize i = 0; i < G_N_ELEMENTS(habits); i++)
    if (!g_ascii_strcasecmp(habits[i].language, language))
      return &habits[i];
  return &any_habit;
}

/* Region variants ("en-us") go by ICU alone, but keep their language's separators. */
static const struct habit *separators_of(const char *language)
{
  g_autofree char *primary = g_strndup(language, strcspn(language, "-_"));
  return habit_of(primary);
}

static void locale_of(const char *language, char *ret, gsize size)
{
  const struct habit *habit = habit_of(language);
  UErrorCode status = U_ZERO_ERROR;
  int32_t parsed = 0;
  if (habit->locale)
    g_strlcpy(ret, habit->locale, size);
  else if (uloc_forLanguageTag(language, ret, (int32_t)size, &parsed, &status) <= 0 || U_FAILURE(status))
    g_strlcpy(ret, "root", size);
}

static char *to_utf8(const UChar *text, int32_t length)
{
  char buffer[UNITS * 3 + 1];
  UErrorCode status = U_ZERO_ERROR;
  u_strToUTF8(buffer, sizeof buffer, NULL, text, length, &status);
  if (U_FAILURE(status))
    return g_strdup("");
  g_auto(GStrv) parts = g_strsplit(buffer, "\xE2\x80\xAF", -1); /* CLDR's narrow blanks show as boxes in old readers */
  return g_strjoinv(" ", parts);
}

/* `pattern` NULL: full date, short time. "" when ICU cannot. */
static char *format_time(gint64 time, const char *zone_name, const char *language, const char *pattern)
{
  char locale[ULOC_FULLNAME_CAPACITY];
  UChar zone[UNITS], wide[UNITS], out[UNITS];
  int32_t zone_length = 0, pattern_length = 0;
  UErrorCode status = U_ZERO_ERROR;
  locale_of(language, locale, sizeof locale);
  u_strFromUTF8(zone, UNITS, &zone_length, zone_name, -1, &status);
  if (pattern)
    u_strFromUTF8(wide, UNITS, &pattern_length, pattern, -1, &status);
  UDateFormat *format = udat_open(pattern ? UDAT_PATTERN : UDAT_SHORT, pattern ? UDAT_PATTERN : UDAT_FULL, locale,
                                  zone, zone_length, pattern ? wide : NULL, pattern_length, &status);
  if (U_FAILURE(status))
    return g_strdup("");
  int32_t length = udat_format(format, (UDate)time * 1000, out, UNITS, NULL, &status);
  udat_close(format);
  return U_SUCCESS(status) ? to_utf8(out, length) : g_strdup("");
}

static gboolean is_offset(const char *name)
{
  return g_str_has_prefix(name, "GMT") || (g_str_has_prefix(name, "UTC") && name[3]);
}

/* The zone's short name in the language where it has one (MEZ), else the one that its own people use (KST), else its
 * offset. */
static char *zone_short(gint64 time, GTimeZone *zone, const char *zone_name, const char *language)
{
  g_autofree char *name = format_time(time, zone_name, language, "z");
  if (!is_offset(name))
    return g_steal_pointer(&name);
  int interval = g_time_zone_find_interval(zone, G_TIME_TYPE_UNIVERSAL, time);
  const char *abbreviation = interval < 0 ? "" : g_time_zone_get_abbreviation(zone, interval);
  return g_ascii_isalpha(*abbreviation) ? g_strdup(abbreviation) : g_steal_pointer(&name);
}

char *locale_moment(gint64 time, GTimeZone *zone, const char *zone_name, const char *language)
{
  const struct habit *habit = habit_of(language);
  g_autoptr(GDateTime) local = clock_local(time, zone);
  gboolean sharp = g_date_time_get_minute(local) == 0;
  const char *pattern = sharp ? habit->sharp : habit->moment;
  if (habit->night && g_date_time_get_hour(local) == 0)
    pattern = sharp ? habit->night_sharp : habit->night;
  g_autofree char *moment = format_time(time, zone_name, language, pattern);
  g_autofree char *name = zone_short(time, zone, zone_name, language);
  if (!*moment)
    moment = g_date_time_format(local, "%Y-%m-%d %H:%M");
  GString *out = g_string_new(moment);
  const char *at = strstr(habit->zone_form, "%s");
  g_string_append_len(out, habit->zone_form, at - habit->zone_form);
  g_string_append(out, name);
  g_string_append(out, at + strlen("%s"));
  return g_string_free(out, FALSE);
}

/* Monday is 0; 5 January 1970 was one. */
static char *weekday_name(unsigned day, const char *language)
{
  g_autofree char *name = format_time((4 + (gint64)day) * 86400 + 43200, "UTC", language, "ccc");
  if (g_str_has_suffix(name, "."))
    name[strlen(name) - 1] = '\0';
  return g_steal_pointer(&name);
}

static gboolean same_windows(const GArray *a, const GArray *b)
{
  guint n = a ? a->len : 0;
  if (n != (b ? b->len : 0))
    return FALSE;
  for (guint i = 0; i < n; i++) {
    const struct config_window *x = &g_array_index(a, struct config_window, i);
    const struct config_window *y = &g_array_index(b, struct config_window, i);
    if (x->from != y->from || x->to != y->to)
      return FALSE;
  }
  return TRUE;
}

static void append_windows(GString *out, const GArray *windows, const char *to)
{
  for (guint i = 0; i < windows->len; i++) {
    const struct config_window *window = &g_array_index(windows, struct config_window, i);
    unsigned end = window->to > 1440 ? window->to - 1440 : window->to;
    g_string_append_printf(out, "%s%02u:%02u%s%02u:%02u", i ? ", " : " ", window->from / 60, window->from % 60, to,
                           end / 60, end % 60);
  }
}

char *locale_hours(const struct config_calendar *calendar, const char *language, gint64 now)
{
  const struct habit *habit = separators_of(language);
  g_autoptr(GString) out = g_string_new(NULL);
  for (unsigned day = 0, last; day < 7; day = last + 1) {
    const GArray *windows = calendar->windows[day];
    for (last = day; last < 6 && same_windows(windows, calendar->windows[last + 1]);)
      last++;
    if (!windows || !windows->len)
      continue;
    g_autofree char *first_name = weekday_name(day, language);
    g_autofree char *last_name = weekday_name(last, language);
    g_string_append_printf(out, "%s%s", out->len ? habit->next : "", first_name);
    if (last > day)
      g_string_append_printf(out, "%s%s", habit->to, last_name);
    append_windows(out, windows, habit->to);
  }
  if (!out->len)
    return NULL;
  g_autofree char *zone = format_time(now, calendar->timezone_name, language, "vvvv");
  if (*zone)
    g_string_append_printf(out, " (%s)", zone);
  return g_string_free(g_steal_pointer(&out), FALSE);
}

static char *format_list(const GPtrArray *items, const char *language)
{
  char locale[ULOC_FULLNAME_CAPACITY];
  locale_of(language, locale, sizeof locale);
  UErrorCode status = U_ZERO_ERROR;
  g_autofree UChar *wide = g_new(UChar, (gsize)items->len * UNITS);
  g_autofree const UChar **strings = g_new(const UChar *, items->len);
  g_autofree int32_t *lengths = g_new(int32_t, items->len);
  for (guint i = 0; i < items->len; i++) {
    u_strFromUTF8(wide + (gsize)i * UNITS, UNITS, &lengths[i], g_ptr_array_index(items, i), -1, &status);
    strings[i] = wide + (gsize)i * UNITS;
  }
  UListFormatter *formatter = ulistfmt_open(locale, &status);
  if (U_FAILURE(status))
    return NULL;
  int32_t room = (int32_t)(items->len + 1) * UNITS;
  g_autofree UChar *out = g_new(UChar, room);
  g_autofree char *utf8 = g_malloc((gsize)room * 3 + 1);
  int32_t length = ulistfmt_format(formatter, strings, lengths, (int32_t)items->len, out, room, &status);
  ulistfmt_close(formatter);
  u_strToUTF8(utf8, room * 3 + 1, NULL, out, length, &status);
  return U_SUCCESS(status) ? g_steal_pointer(&utf8) : NULL;
}

char *locale_list(const GPtrArray *items, const char *language)
{
  if (!items || !items->len)
    return NULL;
  char *list = format_list(items, language);
  if (list)
    return list;
  GString *out = g_string_new(NULL); /* an item too long for ICU's buffers */
  for (guint i = 0; i < items->len; i++)
    g_string_append_printf(out, "%s%s", i ? ", " : "", (const char *)g_ptr_array_index(items, i));
  return g_string_free(out, FALSE);
}
