#include "base/config.h"

#include <string.h>

G_DEFINE_QUARK(deskbell-config-error-quark, config_error)

#define MINUTE ((gint64)60)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define MOST_DAYS 3653 /* ten years */

const char *const config_reply_names[] = { [REPLY_SHADOW] = "shadow", [REPLY_ON] = "on", [REPLY_OFF] = "off" };
const char *const priority_names[N_PRIORITIES] = { "urgent", "high", "normal", "low" };

int priority_parse(const char *name)
{
  for (int i = 0; i < N_PRIORITIES; i++)
    if (g_str_equal(priority_names[i], name))
      return i;
  return -1;
}

static const char *first_by_name(GHashTable *texts)
{
  g_autoptr(GList) keys = g_list_sort(g_hash_table_get_keys(texts), (GCompareFunc)strcmp);
  return keys ? g_hash_table_lookup(texts, keys->data) : NULL;
}

/* In `language`, else in what stands before its first hyphen. */
static const char *in_language(GHashTable *texts, const char *language)
{
  if (!language)
    return NULL;
  g_autofree char *tag = g_ascii_strdown(language, -1);
  const char *text = g_hash_table_lookup(texts, tag);
  if (!text) {
    tag[strcspn(tag, "-")] = '\0';
    text = g_hash_table_lookup(texts, tag);
  }
  return text;
}

const char *config_text_in(const struct config_text *text, const char *language, const char *fallback)
{
  if (text->any || !text->by_language)
    return text->any;
  const char *found = in_language(text->by_language, language);
  if (!found)
    found = in_language(text->by_language, fallback);
  return found ? found : first_by_name(text->by_language);
}

static const struct {
  const char *unit;
  enum duration_unit kind;
  gint64 size, most;
} units[] = {
  { "m", DURATION_OPEN_SECONDS, MINUTE, MOST_DAYS *DAY / MINUTE },
  { "h", DURATION_OPEN_SECONDS, HOUR, MOST_DAYS *DAY / HOUR },
  { "d", DURATION_OPEN_SECONDS, DAY, MOST_DAYS },
  { "w", DURATION_OPEN_SECONDS, 7 * DAY, MOST_DAYS / 7 },
  { "bd", DURATION_BUSINESS_DAYS, 1, MOST_DAYS },
};

gboolean duration_parse(const char *text, struct duration *ret)
{
  gsize digits = strspn(text, "0123456789");
  if (!digits || digits > 9)
    return FALSE;
  gint64 number = g_ascii_strtoll(text, NULL, 10);
  for (gsize i = 0; i < G_N_ELEMENTS(units); i++)
    if (g_str_equal(text + digits, units[i].unit)) {
      if (number < 1 || number > units[i].most)
        return FALSE;
      ret->unit = units[i].kind;
      ret->amount = number * units[i].size;
      return TRUE;
    }
  return FALSE;
}

const struct config_mailbox *config_mailbox(const struct config *config, const char *id)
{
  for (guint i = 0; i < config->mailboxes->len; i++) {
    const struct config_mailbox *mailbox = config->mailboxes->pdata[i];
    if (g_str_equal(mailbox->id, id))
      return mailbox;
  }
  return NULL;
}

const struct config_team *config_team(const struct config *config, const char *id)
{
  for (guint i = 0; i < config->teams->len; i++) {
    const struct config_team *team = config->teams->pdata[i];
    if (g_str_equal(team->id, id))
      return team;
  }
  return NULL;
}

const struct config_calendar *config_calendar(const struct config *config, const char *id)
{
  for (guint i = 0; i < config->calendars->len; i++) {
    const struct config_calendar *calendar = config->calendars->pdata[i];
    if (g_str_equal(calendar->id, id))
      return calendar;
  }
  return NULL;
}
