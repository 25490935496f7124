#include "command/sending.h"

#include "base/clock.h"
#include "base/fault.h"
#include "desk/interrupt.h"
#include "desk/outbox.h"
#include "ledger/outbox.h"

#include <sysexits.h>

/* What went wrong in this run is told; mail whose fate is unknown keeps the exit status at 1 until a person settled it. */
static int tell_open_ends(const struct command *command, struct ledger *ledger, const struct outbox_run *run)
{
  guint counts[N_OUTBOX_STATES];
  g_autoptr(GError) error = NULL;
  if (!outbox_counts(ledger, counts, &error))
    return command_fail(error);
  if (run->failed)
    command_complain("acknowledgements that could not be delivered: %u; 'deskbell send --failed' lists them", run->failed);
  if (counts[OUTBOX_UNCERTAIN] && (run->uncertain || command->verbose))
    command_complain("acknowledgements that may or may not have left: %u; 'deskbell send --uncertain' lists them",
                     counts[OUTBOX_UNCERTAIN]);
  return counts[OUTBOX_UNCERTAIN] || run->failed ? 1 : EX_OK;
}

/* Told at every run: nothing leaves meanwhile, and only a person can find out why mail comes back. */
static int tell_breakers(const struct config *config, struct ledger *ledger)
{
  const struct config_desk *desk = config->desks->pdata[0];
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) breakers = outbox_breakers(ledger, &error);
  if (!breakers)
    return command_fail(error);
  for (guint i = 0; i < breakers->len; i++) {
    const struct outbox_breaker *breaker = breakers->pdata[i];
    g_autoptr(GDateTime) local = clock_local(breaker->again, desk->timezone);
    g_autofree char *again = local ? g_date_time_format(local, "%Y-%m-%d %H:%M") : g_strdup("later");
    command_complain("%s: %u of the last %u mails came back for good; nothing is sent until %s, or until fewer did",
                     breaker->desk, breaker->bounced, breaker->left, again);
  }
  return breakers->len ? 1 : EX_OK;
}

static int without_server(struct ledger *ledger)
{
  guint counts[N_OUTBOX_STATES];
  if (!outbox_counts(ledger, counts, NULL) || !(counts[OUTBOX_QUEUED] + counts[OUTBOX_HELD]))
    return EX_OK;
  command_complain("acknowledgements that wait: %u; the configuration has no 'send:' section",
                   counts[OUTBOX_QUEUED] + counts[OUTBOX_HELD]);
  return EX_CONFIG;
}

/* Adds to the sum, and says whether anything was done. */
static gboolean add_up(struct outbox_run *sum, const struct outbox_run *run)
{
  sum->sent += run->sent;
  sum->retried += run->retried;
  sum->failed += run->failed;
  sum->uncertain += run->uncertain;
  sum->in_doubt = run->in_doubt;
  return run->sent || run->retried || run->failed || run->uncertain;
}

static gboolean is_due(struct ledger *ledger)
{
  gint64 due;
  return outbox_next_due(ledger, &due, NULL) && due != CLOCK_NONE && due <= clock_now();
}

/* A run sends what was due when it began. Who queued a mail meanwhile, and found the lock taken, left it to us: so we look
 * again once the lock is free. */
static gboolean run_until_empty(const struct config *config, struct ledger *ledger, const struct identity *identity,
                                struct outbox_run *ret, GError **error)
{
  for (gboolean again = FALSE;; again = TRUE) {
    struct outbox_run run;
    gboolean done = outbox_run(config, ledger, identity, clock_now(), &run, error);
    gboolean moved = add_up(ret, &run);
    if (run.busy)
      ret->busy = !again; /* else whoever has the lock now looks again */
    if (!done || run.busy || run.in_doubt || interrupted() || (again && !moved) || !is_due(ledger))
      return done;
  }
}

int send_outbox_quietly(const struct command *command, const struct config *config, struct ledger *ledger,
                        const struct identity *identity, struct outbox_run *ret)
{
  *ret = (struct outbox_run){ 0 };
  if (!config->send.url)
    return without_server(ledger);
  g_autoptr(GError) error = NULL;
  int status = EX_OK;
  if (!run_until_empty(config, ledger, identity, ret, &error) && error)
    status = command_fail(error);
  if (ret->busy)
    return status;
  if (ret->in_doubt) {
    command_complain("the ledger is in doubt; nothing is sent until 'deskbell ledger adopt'");
    status = command_worse(status, 1);
  }
  status = command_worse(status, tell_breakers(config, ledger));
  return command_worse(status, tell_open_ends(command, ledger, ret));
}

int send_outbox(const struct command *command, const struct config *config, struct ledger *ledger,
                const struct identity *identity)
{
  struct outbox_run run;
  int status = send_outbox_quietly(command, config, ledger, identity, &run);
  if (run.busy)
    command_note(command, "another run is sending");
  else if (config->send.url && !run.in_doubt)
    command_note(command, "outbox: %u sent, %u to be tried again, %u failed, %u uncertain", run.sent, run.retried,
                 run.failed, run.uncertain);
  return status;
}
