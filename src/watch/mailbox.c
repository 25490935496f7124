/* One mailbox, connected for as long as it goes: poll, wait in IDLE, poll again. A server that is away is told of once,
 * and once more when it is back. */
#include "watch/watch.h"

#include "base/clock.h"
#include "base/fault.h"
#include "base/problems.h"
#include "desk/interrupt.h"
#include "desk/poll.h"
#include "ledger/identity.h"
#include "source/source.h"

#include <string.h>

#define WAIT_SECONDS (24 * 60)      /* servers hang up on who is silent for 30 minutes (RFC 2177) */
#define LASTED_SECONDS 60           /* a connection that was good: its end is no news, and the next one is tried soon */
#define MAX_BACKOFF 300             /* seconds */
#define BUSY_SECONDS 60             /* somebody else's poll takes that long, but hardly longer */
#define DESK_SECONDS (20 * 60 * 60) /* calendars look ahead from the day on which they are loaded */
#define SECONDS(n) ((gint64)(n) * G_USEC_PER_SEC)

struct watched {
  const struct watch_child *child;
  const struct config *config;
  const struct config_mailbox *mailbox;
  watch_say say;
  struct identity *identity;
  struct ledger *ledger;
  struct ledger_lock *lock;
  struct desk *desk;
  gint64 desk_at;                   /* monotonic, as all times here */
  gint64 busy_since;                /* somebody else has the mailbox; 0: nobody */
  gboolean ready, told_marks;
  char *trouble;                    /* what was said last; NULL: all is well */
  gint64 trouble_since;
  unsigned backoff;                 /* seconds; 0: the last connection was good */
};

/* Up to `seconds`; a signal ends it. */
static void rest(double seconds)
{
  interrupt_wait(-1, (int)(seconds * 1000));
}

static gboolean load_desk(struct watched *watched, GError **error)
{
  g_autoptr(Problems) problems = problems_new();
  struct desk *desk =
      desk_new(watched->config, watched->mailbox->desk, watched->identity, clock_now(), problems);
  if (!desk) {
    g_autofree char *first = problems_first(problems);
    g_set_error_literal(error, WATCH_ERROR, FAULT_CONFIG, first);
    return FALSE;
  }
  desk_free(watched->desk);
  watched->desk = desk;
  watched->desk_at = g_get_monotonic_time();
  return TRUE;
}

/* The supervisor made the ledger; one that is missing now is being replaced, and not to be made anew by us. */
static gboolean open_state(struct watched *watched, GError **error)
{
  const struct config_desk *settings = watched->config->desks->pdata[0];
  if (!watched->identity && !(watched->identity = identity_open(settings->key_file, error)))
    return FALSE;
  if (!watched->ledger && !(watched->ledger = ledger_open(settings->ledger, FALSE, FALSE, error)))
    return FALSE;
  return watched->desk || load_desk(watched, error);
}

/* A desk that cannot be renewed, because a file of holidays is broken by now, goes on as it is for another day. */
static void renew_desk(struct watched *watched)
{
  g_autoptr(GError) error = NULL;
  if (g_get_monotonic_time() - watched->desk_at < SECONDS(DESK_SECONDS) || load_desk(watched, &error))
    return;
  watched->desk_at = g_get_monotonic_time();
  watch_tell(watched->say, watched->mailbox->id, "%s; going on with what was loaded before", error->message);
}

/* FALSE without an error: somebody else has it. */
static gboolean take_lock(struct watched *watched, GError **error)
{
  GError *failure = NULL;
  if (watched->lock || (watched->lock = poll_lock(watched->ledger, watched->mailbox, &failure))) {
    watched->busy_since = 0;
    return TRUE;
  }
  gint64 now = g_get_monotonic_time();
  if (failure)
    g_propagate_error(error, failure);
  else if (!watched->busy_since)
    watched->busy_since = now;
  else if (now - watched->busy_since > SECONDS(BUSY_SECONDS))
    g_set_error(error, WATCH_ERROR, FAULT_TEMPORARY, "%s: another poll or watch has it", watched->mailbox->id);
  return FALSE;
}

static void tell_skipped(const struct source_item *item, const struct decision *decision,
                         const struct ledger_claimed *claimed, const GError *error, gpointer data)
{
  (void)item, (void)decision, (void)claimed;
  const struct watched *watched = data;
  if (error)
    watch_tell(watched->say, watched->mailbox->id, "%s, skipping", error->message);
}

static void tell_recovery(struct watched *watched)
{
  if (!watched->trouble)
    return;
  gint64 seconds = (g_get_monotonic_time() - watched->trouble_since) / G_USEC_PER_SEC;
  if (seconds < 120)
    watch_tell(watched->say, watched->mailbox->id, "connected again after %d s", (int)seconds);
  else
    watch_tell(watched->say, watched->mailbox->id, "connected again after %d min", (int)(seconds / 60));
  g_clear_pointer(&watched->trouble, g_free);
  if (watched->ready)
    watch_ready(watched->child);
}

static void pass_succeeded(struct watched *watched, const struct poll_run *run)
{
  const char *id = watched->mailbox->id;
  tell_recovery(watched);
  if (!watched->ready)
    watch_ready(watched->child);
  if (!watched->ready || run->seen)
    watch_status(watched->child, "%s: connected, %u new in the last pass", id, run->seen);
  watched->ready = TRUE;
  if (run->unknown_marks && !watched->told_marks) {
    watched->told_marks = TRUE;
    watch_tell(watched->say, id,
               "%u mails carry a mark that this ledger never set: the ledger was lost or restored; nothing is sent until "
               "'deskbell ledger adopt'",
               run->unknown_marks);
  }
}

/* On one connection, until it fails, the desk is old, or a signal. */
static gboolean serve(struct watched *watched, struct poll_session *session, GError **error)
{
  unsigned seconds = (unsigned)CLAMP(watched->config->watch.poll, 1, WAIT_SECONDS);
  gint64 begin = g_get_monotonic_time();
  while (!interrupted() && g_get_monotonic_time() - watched->desk_at < SECONDS(DESK_SECONDS)) {
    struct poll_run run;
    if (!poll_pass(session, clock_now(), &run, error))
      return FALSE;
    pass_succeeded(watched, &run);
    gint64 before = g_get_monotonic_time();
    gboolean waited = poll_wait(session, seconds, error);
    gint64 now = g_get_monotonic_time();
    if (now - begin > SECONDS(LASTED_SECONDS))
      watched->backoff = 0;
    if (!waited)
      return FALSE;
    if (!run.seen && now - before < SECONDS(1)) /* cries news all the time */
      rest(1);
  }
  return TRUE;
}

/* FALSE without an error: the mailbox is somebody else's for now. */
static gboolean connect_and_serve(struct watched *watched, GError **error)
{
  if (!open_state(watched, error) || !take_lock(watched, error))
    return FALSE;
  renew_desk(watched);
  const struct poll_request request = {
    .desk = watched->desk,
    .mailbox = watched->mailbox,
    .ledger = watched->ledger,
    .now = clock_now(),
    .watch = tell_skipped,
    .data = watched,
  };
  g_autoptr(PollSession) session = poll_open(&request, error);
  return session && serve(watched, session, error);
}

/* What no new connection mends: the supervisor, or a person, may. A server's faults never are, nor a password's. */
static gboolean is_hopeless(const GError *error)
{
  if (error->domain != WATCH_ERROR && error->domain != LEDGER_ERROR && error->domain != IDENTITY_ERROR)
    return FALSE;
  return error->code == FAULT_CONFIG || error->code == FAULT_DATA || error->code == FAULT_INTERNAL;
}

/* libcurl tells how many milliseconds it tried; that makes it no other failure. */
static gboolean is_same(const char *trouble, const char *message)
{
  if (!trouble)
    return FALSE;
  for (;; trouble++, message++) {
    trouble += strspn(trouble, "0123456789");
    message += strspn(message, "0123456789");
    if (*trouble != *message)
      return FALSE;
    if (!*trouble)
      return TRUE;
  }
}

/* The end of a connection that was good is told only when the next one fails, too. */
static void tell_trouble(struct watched *watched, const GError *error)
{
  gint64 now = g_get_monotonic_time();
  if (!watched->trouble)
    watched->trouble_since = now;
  if (watched->ready && watched->backoff == 0 && !watched->trouble)
    return;
  if (is_same(watched->trouble, error->message))
    return;
  g_free(watched->trouble);
  watched->trouble = g_strdup(error->message);
  watch_tell(watched->say, NULL, "%s; trying again", error->message);
  watch_lost(watched->child, "%s", error->message);
}

/* 1, 2, 4 ... seconds, a quarter more or less, so that not all come back to a server at once. */
static void back_off(struct watched *watched)
{
  watched->backoff = CLAMP(watched->backoff * 2, 1, MAX_BACKOFF);
  rest(watched->backoff * g_random_double_range(0.75, 1.25));
}

static gboolean watch_loop(struct watched *watched, GError **error)
{
  while (!interrupted()) {
    g_autoptr(GError) failure = NULL;
    if (connect_and_serve(watched, &failure))
      continue;
    if (!failure) {
      rest(1);
      continue;
    }
    if (is_hopeless(failure)) {
      g_propagate_error(error, g_steal_pointer(&failure));
      return FALSE;
    }
    if (interrupted())
      break;
    tell_trouble(watched, failure);
    back_off(watched);
  }
  return TRUE;
}

gboolean watch_mailbox(const struct watch_child *child, const struct config *config, const char *name, watch_say speak,
                       GError **error)
{
  struct watched watched = { .child = child, .config = config, .say = speak };
  watched.mailbox = config_mailbox(config, name);
  if (!watched.mailbox) {
    g_set_error(error, WATCH_ERROR, FAULT_CONFIG, "no mailbox '%s' is configured", name);
    return FALSE;
  }
  gboolean fine = watch_loop(&watched, error);
  ledger_unlock(watched.lock);
  desk_free(watched.desk);
  ledger_close(watched.ledger);
  identity_free(watched.identity);
  g_free(watched.trouble);
  return fine;
}
