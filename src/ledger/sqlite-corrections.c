#include "ledger/corrections.h"

#include "base/clock.h"
#include "base/json.h"
#include "ledger/sqlite-private.h"

const char *const correction_axes[N_CORRECTION_AXES] = { "category", "priority", "team" };

static char *detail_of(const char *const values[N_CORRECTION_AXES], char *const were[N_CORRECTION_AXES])
{
  g_autoptr(JsonBuilder) builder = json_builder_new();
  json_builder_begin_object(builder);
  json_open_object(builder, "set");
  for (gsize i = 0; i < N_CORRECTION_AXES; i++)
    if (values[i])
      json_add_text(builder, correction_axes[i], values[i]);
  json_builder_end_object(builder);
  json_open_object(builder, "was");
  for (gsize i = 0; i < N_CORRECTION_AXES; i++)
    if (values[i])
      json_add_text(builder, correction_axes[i], were[i]);
  json_builder_end_object(builder);
  json_builder_end_object(builder);
  return json_line(json_builder_get_root(builder));
}

#define SAID_LAST /* what a person said last of ticket ?2, at the path ?1 of the events' details */ \
  "(SELECT json_extract(e.detail, ?1) FROM events e WHERE e.ticket = ?2 AND e.what = 'ticket.set'" \
  " AND json_extract(e.detail, ?1) IS NOT NULL ORDER BY e.id DESC LIMIT 1)"

/* Whether to say that `value` is right tells anything: it is another one, or nobody has said so yet. */
static gboolean is_news(struct sqlite *ledger, guint64 number, enum correction_axis axis, const char *value,
                        gboolean *ret_news, GError **error)
{
  g_autofree char *path = g_strconcat("$.set.", correction_axes[axis], NULL);
  gint64 said = 0;
  if (value && !SQL_GET(ledger, &said, error, "SELECT ifnull(" SAID_LAST " = ?3, 0)", sql_text(path), sql_id(number),
                        sql_text(value)))
    return FALSE;
  *ret_news = value && !said;
  return TRUE;
}

static gboolean correct(struct sqlite *ledger, guint64 number, const char *const values[N_CORRECTION_AXES], gint64 now,
                        gboolean *ret_changed, GError **error)
{
  g_autoptr(SqlStatement) found =
      SQL_QUERY(ledger, error, "SELECT category, priority, team FROM tickets WHERE number = ?", sql_id(number));
  gboolean row;
  if (!found || !sql_next(ledger, found, &row, error))
    return FALSE;
  if (!row)
    return sql_refuse(ledger, FAULT_NO_INPUT, error, "no ticket %" G_GUINT64_FORMAT, number);
  const char *changed[N_CORRECTION_AXES] = { NULL };
  for (int i = 0; i < N_CORRECTION_AXES; i++) {
    gboolean news;
    if (!is_news(ledger, number, (enum correction_axis)i, values[i], &news, error))
      return FALSE;
    changed[i] = news ? values[i] : NULL;
    *ret_changed = *ret_changed || news;
  }
  char *were[N_CORRECTION_AXES];
  for (int i = 0; i < N_CORRECTION_AXES; i++)
    were[i] = sql_column_string(found, i);
  g_autofree char *detail = detail_of(changed, were);
  for (int i = 0; i < N_CORRECTION_AXES; i++)
    g_free(were[i]);
  const struct event event = { .at = now, .ticket = number, .what = "ticket.set", .detail = detail };
  return !*ret_changed ||
         (SQL_RUN(ledger, error,
                  "UPDATE tickets SET category = ifnull(?, category), priority = ifnull(?, priority),"
                  " team = ifnull(?, team) WHERE number = ?",
                  sql_text(changed[CORRECT_CATEGORY]), sql_text(changed[CORRECT_PRIORITY]),
                  sql_text(changed[CORRECT_TEAM]), sql_id(number)) &&
          sqlite_event(ledger, &event, error));
}

gboolean sqlite_correct(struct ledger *base, guint64 number, const char *const values[N_CORRECTION_AXES], gint64 now,
                        gboolean *ret_changed, GError **error)
{
  struct sqlite *ledger = sqlite_of(base);
  gboolean changed = FALSE;
  if (!sql_begin(ledger, "set", error) ||
      !sql_end(ledger, correct(ledger, number, values, now, &changed, error), error))
    return FALSE;
  if (ret_changed)
    *ret_changed = changed;
  return TRUE;
}

gboolean sqlite_correction(struct ledger *base, const char *key, enum correction_axis axis, struct correction *ret,
                           GError **error)
{
  struct sqlite *ledger = sql_reading(base, "look for corrections");
  g_autofree char *path = g_strconcat("$.set.", correction_axes[axis], NULL);
  *ret = (struct correction){ 0 };
  g_autoptr(SqlStatement) found = SQL_QUERY(
      ledger, error,
      "SELECT c.id = (SELECT min(o.id) FROM contacts o WHERE o.ticket = c.ticket),"
      " (SELECT json_extract(e.detail, ?1) FROM events e WHERE e.ticket = c.ticket AND e.what = 'ticket.set'"
      "  AND json_extract(e.detail, ?1) IS NOT NULL ORDER BY e.id DESC LIMIT 1)"
      " FROM contacts c WHERE c.key = ?2",
      sql_text(path), sql_text(key));
  if (!found || !sql_next(ledger, found, &ret->known, error))
    return FALSE;
  if (ret->known) {
    ret->opened = sqlite3_column_int(found, 0);
    ret->label = ret->opened ? sql_column_string(found, 1) : NULL;
  }
  return TRUE;
}

gboolean sqlite_corrected_since(struct ledger *base, enum correction_axis axis, gboolean any, gint64 *ret, GError **error)
{
  struct sqlite *ledger = sql_reading(base, "look for corrections");
  g_autofree char *path = g_strconcat("$.set.", correction_axes[axis], NULL);
  gboolean row;
  *ret = CLOCK_NONE;
  g_autoptr(SqlStatement) found = SQL_QUERY(
      ledger, error,
      "SELECT min(min(ifnull(c.arrival, c.claimed), c.claimed)) FROM contacts c WHERE ?1 OR EXISTS (SELECT 1 FROM events e"
      " WHERE e.ticket = c.ticket AND e.what = 'ticket.set' AND json_extract(e.detail, ?2) IS NOT NULL)",
      sql_id(any), sql_text(path));
  if (!found || !sql_next(ledger, found, &row, error))
    return FALSE;
  if (row)
    *ret = sql_column_time(found, 0);
  return TRUE;
}
