#include "base/config-private.h"

static void text_clear(struct config_text *text)
{
  g_free(text->any);
  g_clear_pointer(&text->by_language, g_hash_table_unref);
}

static void secret_clear(struct config_secret *secret)
{
  g_free(secret->command);
  g_free(secret->file);
}

static void desk_free(struct config_desk *desk)
{
  g_free(desk->id);
  text_clear(&desk->name);
  g_clear_pointer(&desk->addresses, g_ptr_array_unref);
  g_clear_pointer(&desk->staff, g_ptr_array_unref);
  g_free(desk->language);
  g_clear_pointer(&desk->timezone, g_time_zone_unref);
  g_free(desk->timezone_name);
  g_free(desk->tag);
  g_free(desk->key_file);
  g_free(desk->authserv_id);
  g_clear_pointer(&desk->exclude, g_ptr_array_unref);
  g_clear_pointer(&desk->forms, g_ptr_array_unref);
  g_free(desk->automatic);
  g_clear_pointer(&desk->products, g_ptr_array_unref);
  g_clear_pointer(&desk->models, g_ptr_array_unref);
  g_clear_pointer(&desk->tiers, g_ptr_array_unref);
  g_free(desk->ledger);
  g_free(desk->filters);
  g_free(desk->templates);
  g_free(desk);
}

static void mailbox_free(struct config_mailbox *mailbox)
{
  g_free(mailbox->id);
  g_free(mailbox->url);
  g_free(mailbox->user);
  g_free(mailbox->folder);
  secret_clear(&mailbox->password);
  g_free(mailbox->ca_file);
  secret_clear(&mailbox->token);
  g_free(mailbox->done_name);
  g_free(mailbox->sent);
  g_free(mailbox);
}

static void calendar_free(struct config_calendar *calendar)
{
  g_free(calendar->id);
  g_free(calendar->timezone_name);
  g_clear_pointer(&calendar->timezone, g_time_zone_unref);
  for (gsize i = 0; i < G_N_ELEMENTS(calendar->windows); i++)
    g_clear_pointer(&calendar->windows[i], g_array_unref);
  g_clear_pointer(&calendar->holidays, g_ptr_array_unref);
  g_free(calendar);
}

static void team_free(struct config_team *team)
{
  g_free(team->id);
  text_clear(&team->name);
  g_clear_pointer(&team->members, g_ptr_array_unref);
  g_free(team->lead);
  g_clear_pointer(&team->notify_on, g_ptr_array_unref);
  g_free(team->folder);
  g_free(team->calendar);
  g_free(team);
}

struct config *config_new(const char *path)
{
  struct config *config = g_new0(struct config, 1);
  config->path = g_strdup(path);
  config->desks = g_ptr_array_new_with_free_func((GDestroyNotify)desk_free);
  config->mailboxes = g_ptr_array_new_with_free_func((GDestroyNotify)mailbox_free);
  config->calendars = g_ptr_array_new_with_free_func((GDestroyNotify)calendar_free);
  config->teams = g_ptr_array_new_with_free_func((GDestroyNotify)team_free);
  return config;
}

void config_free(struct config *config)
{
  if (!config)
    return;
  g_free(config->path);
  g_ptr_array_unref(config->desks);
  g_ptr_array_unref(config->mailboxes);
  g_ptr_array_unref(config->calendars);
  g_ptr_array_unref(config->teams);
  g_free(config->send.url);
  g_free(config->send.user);
  secret_clear(&config->send.password);
  g_free(config->send.ca_file);
  g_free(config->send.from_name);
  g_free(config->send.from_address);
  g_free(config->send.envelope_address);
  g_free(config->watch.socket);
  g_clear_pointer(&config->watch.allow, g_ptr_array_unref);
  for (int i = 0; i < N_PRIORITIES; i++)
    g_free(config->targets[i].calendar);
  g_free(config);
}
