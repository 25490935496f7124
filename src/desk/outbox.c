#include "desk/outbox.h"

#include "base/clock.h"
#include "base/fault.h"
#include "base/paths.h"
#include "base/problems.h"
#include "desk/calendars.h"
#include "desk/context.h"
#include "desk/interrupt.h"
#include "ledger/outbox.h"
#include "ledger/tickets.h"
#include "reply/reply.h"
#include "send/send.h"

#include <string.h>

enum { FIRST_RETRY = 60, LONGEST_RETRY = 4 * 3600, GIVE_UP_AFTER = 2 * 86400 };

/* One run: what every mail of it needs. */
struct run {
  const struct config *config;
  struct ledger *ledger;
  const struct identity *identity;
  gint64 now;
  struct sender *sender;
  const struct calendars *calendars;
  GHashTable *templates; /* folder of overrides ("" for none) to struct templates * */
  struct outbox_run *result;
};

/* What the commit callback writes down. */
struct commitment {
  struct run *run;
  const struct outbox_row *row;
  const struct reply_mail *mail;
};

gint64 outbox_retry_at(unsigned attempts, gint64 created, gint64 now)
{
  if (now - created >= GIVE_UP_AFTER)
    return CLOCK_NONE;
  return now + (attempts < 8 ? MIN(FIRST_RETRY << attempts, LONGEST_RETRY) : LONGEST_RETRY);
}

static const struct config_desk *desk_of(const struct run *run, const char *id)
{
  for (guint i = 0; i < run->config->desks->len; i++) {
    const struct config_desk *desk = run->config->desks->pdata[i];
    if (!strcmp(desk->id, id))
      return desk;
  }
  return run->config->desks->pdata[0];
}

static const struct templates *templates_of(struct run *run, const struct config_desk *desk, GError **error)
{
  const char *key = desk->templates ? desk->templates : "";
  const struct templates *known = g_hash_table_lookup(run->templates, key);
  if (known)
    return known;
  g_autoptr(Problems) problems = problems_new();
  struct templates *loaded = templates_load(paths_data("templates"), desk->templates, problems);
  if (!loaded) {
    problems_to_error(problems, error);
    return NULL;
  }
  g_hash_table_insert(run->templates, g_strdup(key), loaded);
  return loaded;
}

static struct reply_mail *render(struct run *run, const struct outbox_row *row, GError **error)
{
  const struct config_desk *desk = desk_of(run, row->desk);
  const struct templates *templates = templates_of(run, desk, error);
  if (!templates)
    return NULL;
  g_autoptr(ReplyFacts) facts = reply_facts_from_json(row->facts, error);
  if (!facts)
    return NULL;
  facts->ticket = row->ticket;
  struct reply_context context =
      desk_reply_context(run->config, desk, run->calendars, facts, run->identity, run->now);
  context.message_id = row->message_id;
  return reply_compose(templates, facts, &context, error);
}

static gboolean commit(gpointer data, GError **error)
{
  const struct commitment *commitment = data;
  return outbox_commit(commitment->run->ledger, commitment->row->id, commitment->mail->message_id,
                       commitment->mail->bytes, commitment->run->now, error);
}

static gboolean settle(struct run *run, const struct outbox_row *row, enum outbox_outcome outcome,
                       const char *diagnostic, GError **error)
{
  gint64 retry_at = outcome == OUTCOME_TEMPORARY ? outbox_retry_at(row->attempts, row->created, run->now) : CLOCK_NONE;
  guint *counters[] = { [OUTCOME_SENT] = &run->result->sent,
                        [OUTCOME_TEMPORARY] = retry_at == CLOCK_NONE ? &run->result->failed : &run->result->retried,
                        [OUTCOME_PERMANENT] = &run->result->failed,
                        [OUTCOME_UNCERTAIN] = &run->result->uncertain };
  if (!outbox_settle(run->ledger, row->id, outcome, diagnostic, retry_at, run->now, error))
    return FALSE;
  ++*counters[outcome];
  return TRUE;
}

/* A mail that cannot be answered fails; a text that cannot be rendered is the administrator's to mend, so the mail waits. */
static gboolean settle_unrendered(struct run *run, const struct outbox_row *row, GError *problem, GError **error)
{
  gboolean hopeless = problem->code == FAULT_DATA;
  if (!settle(run, row, hopeless ? OUTCOME_PERMANENT : OUTCOME_TEMPORARY, problem->message, error)) {
    g_error_free(problem);
    return FALSE;
  }
  if (hopeless) {
    g_error_free(problem);
    return TRUE;
  }
  g_propagate_error(error, problem);
  return FALSE;
}

/* Nobody ran us while it could have been tried for the last time. `hold:` does not count. */
static gboolean is_too_late(const struct run *run, const struct outbox_row *row)
{
  gint64 since = row->attempts ? row->created : MAX(row->created, row->not_before);
  return run->now - since > GIVE_UP_AFTER + LONGEST_RETRY;
}

/* One attempt for one row. FALSE: the run is over. Whoever sets `reply:` to shadow or off means the mail that waits, too. */
static gboolean attempt(struct run *run, const struct outbox_row *row, GError **error)
{
  const struct config_desk *desk = desk_of(run, row->desk);
  if (desk->reply != REPLY_ON)
    return settle(run, row, OUTCOME_TEMPORARY, "the desk does not reply at present", error);
  if (is_too_late(run, row))
    return settle(run, row, OUTCOME_PERMANENT, "it waited too long to be an acknowledgement", error);
  GError *problem = NULL;
  g_autoptr(ReplyMail) mail = render(run, row, &problem);
  if (!mail)
    return settle_unrendered(run, row, problem, error);

  struct commitment commitment = { run, row, mail };
  struct send_result result = { 0 };
  sender_submit(run->sender, mail, commit, &commitment, &result);
  if (result.outcome == OUTCOME_UNCERTAIN && desk->resend_uncertain)
    result.outcome = OUTCOME_TEMPORARY;
  gboolean settled = settle(run, row, result.outcome, result.diagnostic, error);
  gboolean stop = result.unreachable;
  if (settled && stop)
    g_propagate_error(error, g_steal_pointer(&result.error));
  send_result_clear(&result);
  return settled && !stop;
}

static gboolean empty(struct run *run, GError **error)
{
  while (!interrupted()) {
    g_autoptr(OutboxRow) row = NULL;
    if (!outbox_lease(run->ledger, run->now, &row, error))
      return FALSE;
    if (!row)
      return TRUE;
    if (!attempt(run, row, error))
      return FALSE;
  }
  return TRUE;
}

/* A ledger that was lost or restored would send what has left already. */
static gboolean is_in_doubt(struct run *run, GError **error)
{
  struct ledger_state state = { 0 };
  if (!ledger_state(run->ledger, &state, error))
    return TRUE;
  g_free(state.identity);
  return run->result->in_doubt = state.in_doubt;
}

/* With the lock held. */
static gboolean run_locked(struct run *run, GError **error)
{
  const struct config_desk *desk = run->config->desks->pdata[0];
  if (is_in_doubt(run, error))
    return run->result->in_doubt;
  if (!outbox_recover(run->ledger, desk->resend_uncertain, run->now, &run->result->uncertain, error))
    return FALSE;
  g_autoptr(Problems) problems = problems_new();
  g_autoptr(Calendars) calendars = calendars_new(run->config, desk, run->now, problems);
  if (!calendars)
    return problems_to_error(problems, error);
  g_autoptr(Sender) sender = sender_new(&run->config->send, error);
  if (!sender)
    return FALSE;
  sender_heed(sender, interrupted);
  run->calendars = calendars;
  run->sender = sender;
  run->templates = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)templates_free);
  gboolean emptied = empty(run, error);
  g_hash_table_unref(run->templates);
  return emptied;
}

gboolean outbox_run(const struct config *config, struct ledger *ledger, const struct identity *identity, gint64 now,
                    struct outbox_run *ret, GError **error)
{
  *ret = (struct outbox_run){ 0 };
  GError *failure = NULL;
  struct ledger_lock *lock = ledger_lock(ledger, "send", &failure);
  if (!lock) {
    ret->busy = !failure;
    if (failure)
      g_propagate_error(error, failure);
    return ret->busy;
  }
  struct run run = { .config = config, .ledger = ledger, .identity = identity, .now = now, .result = ret };
  gboolean done = run_locked(&run, error);
  ledger_unlock(lock);
  return done;
}
