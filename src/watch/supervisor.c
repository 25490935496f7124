/* The supervisor: one loop around poll(), a signalfd and the children's pipes.
 *
 *   serving ──SIGHUP, and the new configuration is right──► reloading ──the last child ended──► serving
 *      └──────SIGTERM, SIGINT──► stopping ──the last child ended──► over
 *
 * It forks, so it has no thread, no connection and no open ledger (GLib's own signal sources would start a thread). */
#include "watch/supervisor.h"

#include "base/fault.h"
#include "ledger/ledger.h"
#include "watch/notify.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum {
  STATUS_PAUSE = 300000, /* microseconds: a child that talks without end is not handed on to the manager */
  HURRY = 500000,        /* microseconds: a second signal means haste no sooner than this after the first */
};

enum phase { SERVING, RELOADING, STOPPING };

struct supervisor {
  const struct watch_setup *setup;
  enum phase phase;
  struct config *config, *next_config; /* `next_config` while reloading */
  GPtrArray *duties;
  struct crew *crew;
  struct ledger_lock *lock;
  struct notify *notify;
  int signals;                         /* signalfd */
  gboolean told_ready, reload_again, status_waits;
  gint64 started, asked_to_stop, watchdog_due, status_due; /* monotonic microseconds */
  char *told_status;
};

static void say_lines(const struct supervisor *supervisor, const char *text)
{
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (char **line = lines; *line; line++)
    if (**line)
      supervisor->setup->say(*line);
}

/* Named on the command line, and not (any more) in the configuration. */
static void say_missing(const struct supervisor *supervisor)
{
  const GPtrArray *names = supervisor->setup->mailboxes;
  for (guint i = 0; i < names->len; i++)
    if (!config_mailbox(supervisor->config, names->pdata[i]))
      watch_tell(supervisor->setup->say, NULL, "there is no mailbox '%s' any more", (const char *)names->pdata[i]);
}

static void begin(struct supervisor *supervisor)
{
  supervisor->duties = watch_duties(supervisor->setup, supervisor->config);
  supervisor->crew = crew_new(supervisor->duties, supervisor->config, &supervisor->setup->times,
                              supervisor->setup->verbose, supervisor->setup->say);
  supervisor->started = g_get_monotonic_time();
  supervisor->told_ready = FALSE;
  supervisor->phase = SERVING;
  crew_tend(supervisor->crew, supervisor->started);
}

static void end(struct supervisor *supervisor)
{
  g_clear_pointer(&supervisor->crew, crew_free);
  g_clear_pointer(&supervisor->duties, g_ptr_array_unref);
  g_clear_pointer(&supervisor->config, config_free);
}

static const char *ledger_of(const struct config *config)
{
  return ((const struct config_desk *)config->desks->pdata[0])->ledger;
}

/* The lock of the new configuration's ledger, which may be another one. */
static gboolean move_lock(struct supervisor *supervisor, const struct config *config, GError **error)
{
  if (g_str_equal(ledger_of(config), ledger_of(supervisor->config)))
    return TRUE;
  struct ledger_lock *lock = watch_lock(config, error);
  if (!lock)
    return FALSE;
  ledger_unlock(supervisor->lock);
  supervisor->lock = lock;
  return TRUE;
}

static void reload(struct supervisor *supervisor)
{
  notify_send(supervisor->notify, "RELOADING=1\nMONOTONIC_USEC=%" G_GINT64_FORMAT, g_get_monotonic_time());
  g_autoptr(GError) error = NULL;
  g_autoptr(Config) config = watch_prepare(supervisor->setup->config_path, &error);
  if (!config || !move_lock(supervisor, config, &error)) {
    say_lines(supervisor, error->message);
    watch_tell(supervisor->setup->say, NULL, "the configuration was not reloaded; the old one stays");
    notify_send(supervisor->notify, "READY=1");
    return;
  }
  supervisor->next_config = g_steal_pointer(&config);
  supervisor->phase = RELOADING;
  crew_stop(supervisor->crew, FALSE, g_get_monotonic_time());
}

static void reloaded(struct supervisor *supervisor)
{
  end(supervisor);
  supervisor->config = g_steal_pointer(&supervisor->next_config);
  begin(supervisor);
  say_missing(supervisor);
  if (supervisor->setup->verbose)
    watch_tell(supervisor->setup->say, NULL, "the configuration was reloaded");
  if (supervisor->reload_again)
    reload(supervisor);
  supervisor->reload_again = FALSE;
}

static void stop(struct supervisor *supervisor)
{
  gint64 now = g_get_monotonic_time();
  if (supervisor->phase != STOPPING)
    supervisor->asked_to_stop = now;
  /* Then somebody is in a hurry. Sooner it is timeout(1), which signals the process and then its group. */
  gboolean again = now - supervisor->asked_to_stop >= HURRY;
  notify_send(supervisor->notify, "STOPPING=1");
  supervisor->phase = STOPPING;
  if (again)
    supervisor->setup->say("asked to end once more: what has not ended is killed");
  crew_stop(supervisor->crew, again, now);
}

static void heed_signals(struct supervisor *supervisor)
{
  struct signalfd_siginfo info;
  while (read(supervisor->signals, &info, sizeof info) == sizeof info) {
    if (info.ssi_signo == SIGTERM || info.ssi_signo == SIGINT)
      stop(supervisor);
    else if (info.ssi_signo == SIGHUP && supervisor->phase == SERVING)
      reload(supervisor);
    else if (info.ssi_signo == SIGHUP && supervisor->phase == RELOADING)
      supervisor->reload_again = TRUE;
  }
}

/* Ready when every child was; and a while after the start in any case, for a mail server that is down is no reason not to
 * serve the others. */
static void tell_manager(struct supervisor *supervisor, gint64 now)
{
  g_autofree char *status = crew_status(supervisor->crew);
  supervisor->status_waits = g_strcmp0(status, supervisor->told_status) != 0;
  if (supervisor->status_waits && now >= supervisor->status_due) {
    supervisor->status_waits = FALSE;
    supervisor->status_due = now + STATUS_PAUSE;
    notify_send(supervisor->notify, "STATUS=%s", status);
    g_free(supervisor->told_status);
    supervisor->told_status = g_strdup(status);
  }
  gboolean ready = crew_is_ready(supervisor->crew);
  gboolean late = now - supervisor->started >= supervisor->setup->times.ready_within * (gint64)1000;
  if (!supervisor->told_ready && supervisor->phase == SERVING && (ready || late)) {
    if (!ready)
      watch_tell(supervisor->setup->say, NULL, "not everything works yet: %s", status);
    else if (supervisor->setup->verbose)
      watch_tell(supervisor->setup->say, NULL, "ready: %s", status);
    notify_send(supervisor->notify, "READY=1");
    supervisor->told_ready = TRUE;
  }
  guint64 interval = notify_watchdog(supervisor->notify);
  if (interval && now >= supervisor->watchdog_due) {
    notify_send(supervisor->notify, "WATCHDOG=1");
    supervisor->watchdog_due = now + (gint64)(interval / 2);
  }
}

static gint64 soonest_event(const struct supervisor *supervisor)
{
  gint64 soonest = G_MAXINT64;
  if (!supervisor->told_ready)
    soonest = supervisor->started + supervisor->setup->times.ready_within * (gint64)1000;
  if (supervisor->status_waits)
    soonest = MIN(soonest, supervisor->status_due);
  if (notify_watchdog(supervisor->notify))
    soonest = MIN(soonest, supervisor->watchdog_due);
  return soonest;
}

static void wait_for_anything(const struct supervisor *supervisor)
{
  g_autoptr(GArray) fds = g_array_new(FALSE, FALSE, sizeof(struct pollfd));
  const struct pollfd signals = { .fd = supervisor->signals, .events = POLLIN };
  gint64 soonest = soonest_event(supervisor), now = g_get_monotonic_time();
  g_array_append_val(fds, signals);
  crew_poll(supervisor->crew, fds, &soonest);
  gint64 pause = soonest == G_MAXINT64 ? -1 : CLAMP((soonest - now + 999) / 1000, 0, G_MAXINT);
  poll((struct pollfd *)(void *)fds->data, fds->len, (int)pause);
}

static void serve(struct supervisor *supervisor)
{
  for (;;) {
    gint64 now = g_get_monotonic_time();
    crew_tend(supervisor->crew, now);
    if (!crew_running(supervisor->crew)) {
      if (supervisor->phase == STOPPING)
        return;
      if (supervisor->phase == RELOADING)
        reloaded(supervisor);
    }
    tell_manager(supervisor, now);
    wait_for_anything(supervisor);
    heed_signals(supervisor);
  }
}

/* What the loop hears of; in the children, which are forked with them blocked, child_main() lets them through again. */
static int listen_to_signals(sigset_t *ret_before)
{
  static const int heard[] = { SIGCHLD, SIGHUP, SIGINT, SIGTERM };
  sigset_t set;
  sigemptyset(&set);
  for (gsize i = 0; i < G_N_ELEMENTS(heard); i++)
    sigaddset(&set, heard[i]);
  sigprocmask(SIG_BLOCK, &set, ret_before);
  return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

static gboolean prepare(struct supervisor *supervisor, GError **error)
{
  if (supervisor->signals < 0) {
    g_set_error(error, WATCH_ERROR, FAULT_IO, "watch: signals cannot be received: %s", g_strerror(errno));
    return FALSE;
  }
  supervisor->config = watch_prepare(supervisor->setup->config_path, error);
  return supervisor->config && (supervisor->lock = watch_lock(supervisor->config, error));
}

/* What came last, and nobody is left to heed, must not end the process in another way than it was about to. */
static void stop_listening(int signals, const sigset_t *before)
{
  struct signalfd_siginfo info;
  while (signals >= 0 && read(signals, &info, sizeof info) == sizeof info)
    ;
  if (signals >= 0)
    close(signals);
  sigprocmask(SIG_SETMASK, before, NULL);
}

gboolean watch_supervise(const struct watch_setup *setup, GError **error)
{
  struct supervisor supervisor = { .setup = setup };
  sigset_t before;
  supervisor.signals = listen_to_signals(&before); /* first: a SIGHUP would end who is still waiting for the lock */
  gboolean good = prepare(&supervisor, error);
  if (good) {
    supervisor.notify = notify_new(setup->say);
    begin(&supervisor);
    serve(&supervisor);
  }
  end(&supervisor);
  config_free(supervisor.next_config);
  notify_free(supervisor.notify);
  ledger_unlock(supervisor.lock);
  g_free(supervisor.told_status);
  stop_listening(supervisor.signals, &before);
  return good;
}
