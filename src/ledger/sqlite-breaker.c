/* The breaker of each desk: whether so much of what left lately came back for good that no more should leave.
 *
 *  - Counted are rows that became `sent` within the window; each that came back for good counts once, whenever its bounce
 *    was read. It is open while at least MIN_FOR_BREAKER of them, and at least the desk's percentage, came back.
 *  - It closes by itself as they age out of the window; nobody has to. While it is open nothing of its desk is leased.
 *  - Whoever sees it change, in a claim, a lease or outbox_breaker(), records that once, with an event, in its own write
 *    transaction. The ledger keeps the settings of each desk's latest claim, because outbox_lease() is told none. */
#include "ledger/sqlite-private.h"

#include "base/clock.h"
#include "base/json.h"

struct breaker {
  const char *desk;
  gint64 percent, seconds; /* 0 percent: off */
  gint64 now;
  gboolean open;
  gint64 sent, bounced, again;
};

/* What the ledger has of it. */
struct recorded {
  gboolean exists;
  gint64 percent, seconds, since, again;
};

static gboolean too_much(const struct breaker *breaker, gint64 sent, gint64 bounced)
{
  return bounced >= MIN_FOR_BREAKER && bounced * 100 >= sent * breaker->percent;
}

/* When, as one after the other leaves the window, it is no longer too much. */
static gboolean look_ahead(struct sqlite *ledger, struct breaker *breaker, GError **error)
{
  g_autoptr(SqlStatement) left = SQL_QUERY(
      ledger, error,
      "SELECT changed, count(*), sum(bounced_hard) FROM outbox WHERE state = 'sent' AND desk = ? AND changed > ?"
      " GROUP BY changed ORDER BY changed",
      sql_text(breaker->desk), sql_int(breaker->now - breaker->seconds));
  gint64 sent = breaker->sent, bounced = breaker->bounced;
  gboolean row = left != NULL;
  while (row && too_much(breaker, sent, bounced)) {
    if (!sql_next(ledger, left, &row, error))
      return FALSE;
    if (!row)
      break;
    breaker->again = sqlite3_column_int64(left, 0) + breaker->seconds;
    sent -= sqlite3_column_int64(left, 1);
    bounced -= sqlite3_column_int64(left, 2);
  }
  return left != NULL;
}

/* Mostly nothing came back, and then that is all there is to count; nor are more counted than would keep it closed. */
static gboolean look(struct sqlite *ledger, struct breaker *breaker, GError **error)
{
  gint64 from = breaker->now - breaker->seconds;
  breaker->again = CLOCK_NONE;
  if (breaker->percent == 0)
    return TRUE;
  if (!SQL_GET(ledger, &breaker->bounced, error,
               "SELECT count(*) FROM outbox WHERE state = 'sent' AND bounced_hard = 1 AND desk = ? AND changed > ?",
               sql_text(breaker->desk), sql_int(from)))
    return FALSE;
  if (breaker->bounced < MIN_FOR_BREAKER)
    return TRUE;
  gint64 most = breaker->bounced * 100 / breaker->percent;
  if (!SQL_GET(ledger, &breaker->sent, error,
               "SELECT count(*) FROM (SELECT 1 FROM outbox WHERE state = 'sent' AND desk = ? AND changed > ? LIMIT ?)",
               sql_text(breaker->desk), sql_int(from), sql_int(most + 1)))
    return FALSE;
  breaker->open = too_much(breaker, breaker->sent, breaker->bounced);
  return !breaker->open || look_ahead(ledger, breaker, error);
}

static gboolean look_up(struct sqlite *ledger, const char *desk, struct recorded *ret, GError **error)
{
  *ret = (struct recorded){ .since = CLOCK_NONE, .again = CLOCK_NONE };
  g_autoptr(SqlStatement) found =
      SQL_QUERY(ledger, error, "SELECT percent, seconds, since, again FROM breakers WHERE desk = ?", sql_text(desk));
  if (!found || !sql_next(ledger, found, &ret->exists, error))
    return FALSE;
  if (ret->exists)
    *ret = (struct recorded){ .exists = TRUE,
                              .percent = sqlite3_column_int64(found, 0),
                              .seconds = sqlite3_column_int64(found, 1),
                              .since = sql_column_time(found, 2),
                              .again = sql_column_time(found, 3) };
  return TRUE;
}

static gboolean is_news(const struct breaker *breaker, const struct recorded *recorded)
{
  if (!recorded->exists)
    return breaker->percent != 0;
  return breaker->open != (recorded->since != CLOCK_NONE) || breaker->again != recorded->again ||
         breaker->percent != recorded->percent || breaker->seconds != recorded->seconds;
}

static char *detail_of(const struct breaker *breaker)
{
  g_autoptr(JsonBuilder) json = json_builder_new();
  json_builder_begin_object(json);
  json_add_text(json, "desk", breaker->desk);
  if (breaker->open) {
    json_add_number(json, "bounced", breaker->bounced);
    json_add_number(json, "sent", breaker->sent);
  }
  json_builder_end_object(json);
  return json_line(json_builder_get_root(json));
}

static gboolean record(struct sqlite *ledger, const struct breaker *breaker, const struct recorded *recorded,
                       GError **error)
{
  gboolean was_open = recorded->since != CLOCK_NONE;
  gint64 since = !breaker->open ? CLOCK_NONE : was_open ? recorded->since : breaker->now;
  g_autofree char *detail = detail_of(breaker);
  const struct event event = {
    .at = breaker->now, .what = breaker->open ? "breaker.open" : "breaker.closed", .detail = detail
  };
  return SQL_RUN(ledger, error,
                 "INSERT OR REPLACE INTO breakers (desk, percent, seconds, since, again, sent, bounced)"
                 " VALUES (?, ?, ?, ?, ?, ?, ?)",
                 sql_text(breaker->desk), sql_int(breaker->percent), sql_int(breaker->seconds), sql_time(since),
                 sql_time(breaker->again), sql_int(breaker->sent), sql_int(breaker->bounced)) &&
         (breaker->open == was_open || sqlite_event(ledger, &event, error));
}

/* Within a write transaction. */
static gboolean note(struct sqlite *ledger, struct breaker *breaker, GError **error)
{
  struct recorded recorded;
  return look(ledger, breaker, error) && look_up(ledger, breaker->desk, &recorded, error) &&
         (!is_news(breaker, &recorded) || record(ledger, breaker, &recorded, error));
}

static struct breaker breaker_of(const struct config_desk *desk, gint64 now)
{
  return (struct breaker){
    .desk = desk->id, .percent = desk->breaker.percent, .seconds = desk->breaker.seconds, .now = now
  };
}

gboolean sqlite_note_breaker(struct sqlite *ledger, const struct config_desk *desk, gint64 now, gboolean *ret_open,
                             GError **error)
{
  struct breaker breaker = breaker_of(desk, now);
  if (!note(ledger, &breaker, error))
    return FALSE;
  *ret_open = breaker.open;
  return TRUE;
}

gboolean sqlite_look_at_breaker(struct sqlite *ledger, const struct config_desk *desk, gint64 now, gboolean *ret_open,
                                struct ledger_details *details, GError **error)
{
  struct breaker breaker = breaker_of(desk, now);
  struct recorded recorded;
  if (!look(ledger, &breaker, error) || !look_up(ledger, desk->id, &recorded, error))
    return FALSE;
  *ret_open = breaker.open;
  details->breaker_since = breaker.open ? recorded.since : CLOCK_NONE;
  details->breaker_again = breaker.again;
  details->breaker_left = (guint)breaker.sent;
  details->breaker_bounced = (guint)breaker.bounced;
  return TRUE;
}

/* All of them first: a statement must not walk over rows that change under it. */
static GPtrArray *known_desks(struct sqlite *ledger, GError **error)
{
  g_autoptr(SqlStatement) found = SQL_QUERY(ledger, error, "SELECT desk FROM breakers WHERE percent <> 0 OR since");
  g_autoptr(GPtrArray) desks = g_ptr_array_new_with_free_func(g_free);
  gboolean row = found != NULL;
  while (row) {
    if (!sql_next(ledger, found, &row, error))
      return NULL;
    if (row)
      g_ptr_array_add(desks, sql_column_string(found, 0));
  }
  return found ? g_steal_pointer(&desks) : NULL;
}

gboolean sqlite_note_breakers(struct sqlite *ledger, gint64 now, GError **error)
{
  g_autoptr(GPtrArray) desks = known_desks(ledger, error);
  for (guint i = 0; desks && i < desks->len; i++) {
    struct recorded recorded;
    if (!look_up(ledger, desks->pdata[i], &recorded, error))
      return FALSE;
    struct breaker breaker = {
      .desk = desks->pdata[i], .percent = recorded.percent, .seconds = recorded.seconds, .now = now
    };
    if (!note(ledger, &breaker, error))
      return FALSE;
  }
  return desks != NULL;
}

gboolean sqlite_breaker(struct ledger *base, const struct config_desk *desk, gint64 now, gboolean *ret_open,
                        gint64 *ret_again, GError **error)
{
  struct sqlite *ledger = sql_reading(base, "look at the breaker");
  struct breaker breaker = breaker_of(desk, now);
  struct recorded recorded;
  if (!look(ledger, &breaker, error) || !look_up(ledger, desk->id, &recorded, error))
    return FALSE;
  if (!ledger->read_only && is_news(&breaker, &recorded)) {
    breaker = breaker_of(desk, now);
    if (!sql_begin(ledger, "look at the breaker", error) || !sql_end(ledger, note(ledger, &breaker, error), error))
      return FALSE;
  }
  *ret_open = breaker.open;
  *ret_again = breaker.again;
  return TRUE;
}

static gpointer open_breaker(sqlite3_stmt *found)
{
  struct outbox_breaker *breaker = g_new0(struct outbox_breaker, 1);
  *breaker = (struct outbox_breaker){ .desk = sql_column_string(found, 0),
                                      .since = sql_column_time(found, 1),
                                      .again = sql_column_time(found, 2),
                                      .left = (guint)sqlite3_column_int64(found, 3),
                                      .bounced = (guint)sqlite3_column_int64(found, 4) };
  return breaker;
}

GPtrArray *sqlite_breakers(struct ledger *base, GError **error)
{
  struct sqlite *ledger = sql_reading(base, "list breakers");
  g_autoptr(SqlStatement) found = SQL_QUERY(
      ledger, error, "SELECT desk, since, again, sent, bounced FROM breakers WHERE since IS NOT NULL ORDER BY desk");
  return sql_list(ledger, found, open_breaker, (GDestroyNotify)outbox_breaker_free, error);
}
