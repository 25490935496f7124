/* The child that sends: asleep until somebody committed to the ledger, or a row's time has come. */
#include "watch/breaker-news.h"
#include "watch/watch.h"

#include "base/clock.h"
#include "base/fault.h"
#include "desk/interrupt.h"
#include "desk/outbox.h"
#include "ledger/changes.h"
#include "ledger/identity.h"
#include "ledger/ledger.h"
#include "ledger/outbox.h"

/* Seconds. */
enum {
  LONGEST_SLEEP = 60,   /* what no commit tells of is found after so long */
  DEAF_SLEEP = 5,       /* ... where the system cannot tell of commits */
  BUSY_SLEEP = 2,       /* somebody else sends at present */
  SHORTEST_OUTAGE = 5, LONGEST_OUTAGE = 300,
};

struct sender_job {
  const struct watch_child *child;
  const struct config *config;
  watch_say say;
  struct identity *identity;
  struct ledger *ledger;
  struct changes *changes;    /* NULL: deaf */
  unsigned failures;          /* of runs, since one reached the server */
  char *trouble;              /* what was told of them; NULL */
  gboolean told_doubt, told_deaf, told_no_server;
  GHashTable *told_breakers;  /* of char * desk ids */
  guint64 answered;
};

static void close_ledger(struct sender_job *job)
{
  g_clear_pointer(&job->changes, changes_close);
  g_clear_pointer(&job->ledger, ledger_close);
}

/* The supervisor made it; one that is missing now is being replaced, and not to be made anew by us. */
static gboolean open_ledger(struct sender_job *job, GError **error)
{
  const struct config_desk *desk = job->config->desks->pdata[0];
  job->ledger = ledger_open(desk->ledger, FALSE, FALSE, error);
  if (!job->ledger)
    return FALSE;
  g_autoptr(GError) deaf = NULL;
  job->changes = changes_open(job->ledger, &deaf);
  if (!job->changes && !job->told_deaf) {
    watch_tell(job->say, "sender", "%s; looking every %d s instead", deaf->message, DEAF_SLEEP);
    job->told_deaf = TRUE;
  }
  return TRUE;
}

static gboolean tell_breakers(struct sender_job *job, GError **error)
{
  g_autoptr(GPtrArray) breakers = outbox_breakers(job->ledger, error);
  if (!breakers)
    return FALSE;
  breaker_news(job->told_breakers, breakers, job->say);
  return TRUE;
}

static void tell_run(struct sender_job *job, const struct outbox_run *run)
{
  if (run->failed)
    watch_tell(job->say, "sender",
               "acknowledgements that could not be delivered: %u; 'deskbell send --failed' lists them", run->failed);
  if (run->uncertain)
    watch_tell(job->say, "sender",
               "acknowledgements that may or may not have left: %u; 'deskbell send --uncertain' lists them",
               run->uncertain);
  if (run->in_doubt && !job->told_doubt)
    watch_tell(job->say, "sender", "the ledger is in doubt; nothing is sent until 'deskbell ledger adopt'");
  job->told_doubt = run->in_doubt;
  job->answered += run->sent;
  if (run->sent)
    watch_status(job->child, "%" G_GUINT64_FORMAT " answered", job->answered);
}

/* Told when it begins and when it changes, not every time. */
static void begin_outage(struct sender_job *job, const GError *error)
{
  job->failures++;
  if (g_strcmp0(job->trouble, error->message)) {
    watch_tell(job->say, "sender", "%s; trying again", error->message);
    g_free(job->trouble);
    job->trouble = g_strdup(error->message);
  }
  watch_lost(job->child, "%s", error->message);
}

/* A run that had nothing to send says nothing about the server, unless there was no trouble before. */
static void end_outage(struct sender_job *job, const struct outbox_run *run)
{
  if (job->trouble && !(run->sent + run->failed + run->uncertain + run->retried))
    return;
  if (job->trouble)
    watch_tell(job->say, "sender", "sending works again");
  g_clear_pointer(&job->trouble, g_free);
  job->failures = 0;
  watch_ready(job->child);
}

static int pause_of_outage(const struct sender_job *job)
{
  return MIN(SHORTEST_OUTAGE << MIN(job->failures - 1, 10), LONGEST_OUTAGE);
}

/* Seconds until the next row is due, at least 1: what is due now and was not sent is not to be tried without end. */
static gboolean seconds_to_next(const struct sender_job *job, int *ret, GError **error)
{
  gint64 due;
  if (!outbox_next_due(job->ledger, &due, error))
    return FALSE;
  *ret = job->changes ? LONGEST_SLEEP : DEAF_SLEEP;
  if (due != CLOCK_NONE)
    *ret = (int)CLAMP(due - clock_now(), 1, *ret);
  return TRUE;
}

/* Rows that wait for a server that nobody named. A commit is heard a moment before it can be read, and to read does not wait
 * for it as a run does: so it looks again soon. */
static gboolean without_server(struct sender_job *job, int *ret_sleep, GError **error)
{
  guint counts[N_OUTBOX_STATES];
  if (!outbox_counts(job->ledger, counts, error))
    return FALSE;
  guint waiting = counts[OUTBOX_HELD] + counts[OUTBOX_QUEUED];
  if (waiting && !job->told_no_server)
    watch_tell(job->say, "sender", "acknowledgements that wait: %u; the configuration has no 'send:' section", waiting);
  job->told_no_server = waiting > 0;
  *ret_sleep = waiting ? LONGEST_SLEEP : DEAF_SLEEP;
  watch_ready(job->child);
  return TRUE;
}

/* One run, and how long to sleep after it; `ret_deaf`: without waking for commits. FALSE: only opening anew may help. */
static gboolean run(struct sender_job *job, int *ret_sleep, gboolean *ret_deaf, GError **error)
{
  *ret_deaf = FALSE;
  *ret_sleep = LONGEST_SLEEP;
  if (!job->config->send.url)
    return without_server(job, ret_sleep, error);
  struct outbox_run result;
  g_autoptr(GError) failure = NULL;
  outbox_run(job->config, job->ledger, job->identity, clock_now(), &result, &failure);
  tell_run(job, &result);
  if (!tell_breakers(job, error))
    return FALSE;
  if (failure && failure->domain == LEDGER_ERROR && failure->code != FAULT_TEMPORARY) {
    g_propagate_error(error, g_steal_pointer(&failure));
    return FALSE;
  }
  if (failure && interrupted()) /* no fault of the server */
    return TRUE;
  if (failure) {
    begin_outage(job, failure);
    *ret_sleep = pause_of_outage(job);
    *ret_deaf = TRUE;
    return TRUE;
  }
  end_outage(job, &result);
  *ret_deaf = result.busy;
  if (result.busy)
    *ret_sleep = BUSY_SLEEP;
  return result.busy || result.in_doubt || seconds_to_next(job, ret_sleep, error);
}

static gboolean serve(struct sender_job *job, GError **error)
{
  while (!interrupted()) {
    int sleep;
    gboolean deaf;
    if ((!job->ledger && !open_ledger(job, error)) || !run(job, &sleep, &deaf, error))
      return FALSE;
    interrupt_wait(job->changes && !deaf ? changes_fd(job->changes) : -1, sleep * 1000);
    if (job->changes && changes_drain(job->changes) == CHANGES_REPLACED) {
      watch_tell(job->say, "sender", "the ledger was replaced; opened anew");
      close_ledger(job);
    }
  }
  return TRUE;
}

gboolean watch_sender(const struct watch_child *child, const struct config *config, G_GNUC_UNUSED const char *name,
                      watch_say say_line, GError **error)
{
  const struct config_desk *desk = config->desks->pdata[0];
  g_autoptr(Identity) identity = identity_open(desk->key_file, error);
  if (!identity)
    return FALSE;
  struct sender_job job = { .child = child, .config = config, .say = say_line, .identity = identity,
                            .told_breakers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL) };
  gboolean done = serve(&job, error);
  close_ledger(&job);
  g_free(job.trouble);
  g_hash_table_unref(job.told_breakers);
  return done;
}
