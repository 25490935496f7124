#include "watch/supervisor.h"

#include "base/clock.h"
#include "base/fault.h"
#include "base/paths.h"
#include "base/problems.h"
#include "desk/desk.h"
#include "ledger/identity.h"
#include "ledger/ledger.h"
#include "reply/reply.h"

enum { LOCK_TRIES = 30, LOCK_WAIT = 100000 /* microseconds */ };

/* As the children will: a mistake in a filter is told now, not by a child that ends again and again. */
static gboolean try_desks(const struct config *config, struct problems *problems, GError **error)
{
  const struct config_desk *first = config->desks->pdata[0];
  for (guint i = 0; i < config->desks->len; i++) {
    const struct config_desk *settings = config->desks->pdata[i];
    desk_free(desk_new(config, settings, NULL, clock_now(), problems));
    templates_free(templates_load(paths_data("templates"), settings->templates, problems));
  }
  if (!problems_to_error(problems, error))
    return FALSE;
  g_autoptr(Identity) identity = identity_open(first->key_file, error);
  return identity != NULL;
}

struct config *watch_prepare(const char *config_path, GError **error)
{
  g_autoptr(Problems) problems = problems_new();
  g_autoptr(Config) config = config_load(config_path, problems);
  if (!config) {
    problems_to_error(problems, error);
    return NULL;
  }
  return try_desks(config, problems, error) ? g_steal_pointer(&config) : NULL;
}

struct ledger_lock *watch_lock(const struct config *config, GError **error)
{
  const struct config_desk *desk = config->desks->pdata[0];
  g_autoptr(Ledger) ledger = ledger_open(desk->ledger, TRUE, FALSE, error);
  if (!ledger)
    return NULL;
  /* After a supervisor was killed its children take a moment to end. */
  for (unsigned tries = 0; tries < LOCK_TRIES; tries++) {
    GError *failure = NULL;
    struct ledger_lock *lock = ledger_lock(ledger, "watch", &failure);
    if (lock)
      return lock;
    if (failure) {
      g_propagate_error(error, failure);
      return NULL;
    }
    g_usleep(LOCK_WAIT);
  }
  g_set_error(error, WATCH_ERROR, FAULT_TEMPORARY, "another watch is running on %s", desk->ledger);
  return NULL;
}

static void duty_free(gpointer data)
{
  struct watch_duty *duty = data;
  g_free(duty->label);
  g_free(duty->name);
  g_free(duty);
}

static void add_duty(GPtrArray *duties, const char *label, const char *name, watch_job job)
{
  struct watch_duty *duty = g_new0(struct watch_duty, 1);
  *duty = (struct watch_duty){ g_strdup(label), g_strdup(name), job, name != NULL };
  g_ptr_array_add(duties, duty);
}

GPtrArray *watch_duties(const struct watch_setup *setup, const struct config *config)
{
  GPtrArray *duties = g_ptr_array_new_with_free_func(duty_free);
  for (guint i = 0; i < config->mailboxes->len; i++) {
    const struct config_mailbox *mailbox = config->mailboxes->pdata[i];
    if (!setup->mailboxes->len ||
        g_ptr_array_find_with_equal_func((GPtrArray *)setup->mailboxes, mailbox->id, g_str_equal, NULL))
      add_duty(duties, mailbox->id, mailbox->id, setup->mailbox);
  }
  add_duty(duties, "sender", NULL, setup->sender);
  add_duty(duties, "intake", NULL, setup->intake);
  return duties;
}
