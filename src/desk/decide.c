#include "desk/desk.h"

#include "base/clock.h"
#include "base/paths.h"
#include "base/problems.h"
#include "base/text.h"
#include "desk/calendars.h"
#include "desk/reasons.h"
#include "desk/threads.h"
#include "learn/model.h"
#include "ledger/token.h"
#include "mail/mail.h"
#include "policy/authentication.h"
#include "policy/automatic.h"
#include "triage/cache.h"
#include "triage/gist.h"

#include <string.h>

struct desk {
  const struct config *config;
  const struct config_desk *settings;
  const struct identity *identity;
  struct filters *filters;
  struct automatic_words *words;
  struct calendars *calendars;
  GPtrArray *models; /* struct model * */
};

/* A promise that cannot be made is told before a customer waits for it; mail is acknowledged without a time meanwhile. */
static void try_targets(const struct desk *desk, gint64 now, struct problems *problems)
{
  for (int priority = 0; priority < N_PRIORITIES; priority++) {
    const struct config_target *target = &desk->config->targets[priority];
    const struct calendar *calendar = calendars_for(desk->calendars, NULL, (enum priority)priority, NULL);
    struct sla_deadline deadline = { 0 };
    g_autoptr(GError) error = NULL;
    if (!sla_deadline(calendar, now, &target->first_response, FALSE, &deadline, &error))
      problems_warn(problems, desk->config->path, 0, 0, "sla.%s.first-response: %s", priority_names[priority],
                    error->message);
    sla_deadline_clear(&deadline);
  }
}

struct desk *desk_new(const struct config *config, const struct config_desk *settings, const struct identity *identity,
                      gint64 now, struct problems *problems)
{
  return desk_new_quick(config, settings, identity, now, NULL, problems);
}

/* The shipped phrases lie in the shipped filters' folder, whichever filters a desk has. */
static struct automatic_words *load_words(const struct config_desk *settings, const char *ledger_file,
                                          struct problems *problems)
{
  const char *shipped = paths_data("filters");
  if (!shipped) {
    problems_add(problems, NULL, 0, 0, "the shipped phrases of automatic mail are not installed; reinstall");
    return NULL;
  }
  g_autofree char *folder = g_build_filename(shipped, "automatic", NULL);
  return automatic_words_load_cached(folder, settings->automatic, ledger_file, problems);
}

/* One that is missing or damaged is a mistake in the configuration: mail would be sorted otherwise than was meant. */
static gboolean load_models(struct desk *desk, struct problems *problems)
{
  gboolean fine = TRUE;
  desk->models = g_ptr_array_new_with_free_func((GDestroyNotify)model_close);
  for (guint i = 0; desk->settings->models && i < desk->settings->models->len; i++) {
    g_autoptr(GError) error = NULL;
    struct model *model = model_open(desk->settings->models->pdata[i], &error);
    if (model)
      g_ptr_array_add(desk->models, model);
    else
      problems_add(problems, desk->config->path, 0, 0, "%s.models: %s", desk->settings->id, error->message);
    fine &= model != NULL;
  }
  return fine;
}

struct desk *desk_new_quick(const struct config *config, const struct config_desk *settings,
                            const struct identity *identity, gint64 now, const struct ledger *ledger,
                            struct problems *problems)
{
  g_autoptr(Desk) desk = g_new0(struct desk, 1);
  desk->config = config;
  desk->settings = settings;
  desk->identity = identity;

  const char *folder = settings->filters ? settings->filters : paths_data("filters");
  if (folder)
    desk->filters = filters_load_cached(folder, config, ledger ? ledger_file(ledger) : NULL, problems);
  else
    problems_add(problems, NULL, 0, 0, "the shipped filters are not installed; reinstall, or set desk.filters");
  desk->words = load_words(settings, ledger ? ledger_file(ledger) : NULL, problems);
  desk->calendars = calendars_new(config, settings, now, problems);
  gboolean models = load_models(desk, problems);
  if (!desk->filters || !desk->words || !desk->calendars || !models)
    return NULL;
  try_targets(desk, now, problems);
  return g_steal_pointer(&desk);
}

void desk_free(struct desk *desk)
{
  if (!desk)
    return;
  filters_free(desk->filters);
  automatic_words_free(desk->words);
  calendars_free(desk->calendars);
  g_clear_pointer(&desk->models, g_ptr_array_unref);
  g_free(desk);
}

const struct config_desk *desk_settings(const struct desk *desk)
{
  return desk->settings;
}

const struct identity *desk_identity(const struct desk *desk)
{
  return desk->identity;
}

const struct calendars *desk_calendars(const struct desk *desk)
{
  return desk->calendars;
}

/* Where our server is to vouch for mail, saying nothing is as good as not vouching. */
static void authenticate(const struct desk *desk, const struct mail *mail, struct authentication *ret)
{
  const char *authserv_id = desk->settings->authserv_id;
  authentication_read(mail, authserv_id, ret);
  if (authserv_id && ret->result == AUTH_UNKNOWN) {
    ret->result = AUTH_NONE;
    ret->why = g_strdup_printf("no Authentication-Results of %s", authserv_id);
  }
}

static struct policy_verdict *ask_policy(const struct desk *desk, const struct mail *mail,
                                         const struct circumstances *circumstances,
                                         const struct authentication *authentication, int rule_reply)
{
  g_autoptr(GArray) tickets = threads_tickets(desk->identity, desk->settings, mail);
  const struct policy_facts facts = {
    .addresses = desk->settings->addresses,
    .staff = desk->settings->staff,
    .any_recipient = circumstances->any_recipient,
    .now = circumstances->now,
    .max_age = desk->settings->max_age,
    .backlog = circumstances->backlog,
    .done_mark = circumstances->done_mark,
    .answered = circumstances->answered,
    .words = desk->words,
    .exclude = desk->settings->exclude,
    .forms = desk->settings->forms,
    .answers_us = tickets->len > 0,
    .own_output = threads_is_own(desk->identity, mail),
    .authentication = authentication->result,
    .authentication_why = authentication->why,
    .silent_unless_authenticated = desk->settings->unauthenticated == UNAUTHENTICATED_SILENT,
    .rule_reply = rule_reply,
  };
  return policy_decide(mail, &facts);
}

/* Deadlines are for whoever waits for a person, answered automatically or not; machines' reports have none. */
static void set_deadlines(const struct desk *desk, const struct mail *mail, struct decision *decision)
{
  if (mail->bounce || mail->is_report)
    return;
  enum priority priority = decision->triage->priority;
  const struct config_target *target = &desk->config->targets[priority];
  const struct calendar *calendar = calendars_for(desk->calendars, decision->triage->team, priority, NULL);
  decision->out_of_hours = !calendar_is_open(calendar, decision->arrival);
  g_autoptr(GError) error = NULL;
  if (sla_deadline(calendar, decision->arrival, &target->first_response, TRUE, &decision->first, &error)) {
    if (sla_deadline(calendar, decision->arrival, &target->resolution, TRUE, &decision->resolution, &error)) {
      decision->has_due = TRUE;
      return;
    }
    sla_deadline_clear(&decision->first);
  }
  decision->due_problem = g_strdup(error->message);
}

/* Somebody names a ticket and cannot show that it is his: whoever reads the new one shall know. */
static void note_mention(const struct desk *desk, const struct mail *mail, struct decision *decision)
{
  const char *header;
  decision->mentions = threads_mentioned(desk->identity, desk->settings, mail, &header);
  if (!decision->mentions)
    return;
  struct policy_evidence *note = g_new0(struct policy_evidence, 1);
  *note = (struct policy_evidence){
    .code = REASON_MENTIONS,
    .strength = POLICY_NOTE,
    .source = "deskbell",
    .header = g_strdup(header),
    .value = token_tag(desk->settings->tag, decision->mentions, NULL),
  };
  g_ptr_array_add(decision->policy->evidence, note);
}

/* Whose name stands there is no proof of who wrote it: where our server says who is vouched for, only he has a contract. */
static void find_tier(const struct desk *desk, const struct mail *mail, const struct authentication *authentication,
                      struct decision *decision)
{
  const GPtrArray *tiers = desk->settings->tiers;
  if (!mail->from.address || mail->authors != 1)
    return;
  for (guint i = 0; tiers && i < tiers->len && !decision->tier; i++) {
    const struct config_tier *tier = tiers->pdata[i];
    for (guint k = 0; tier->senders && k < tier->senders->len && !decision->tier; k++)
      if (text_glob(tier->senders->pdata[k], mail->from.address)) {
        decision->tier = tier->name;
        decision->tier_sender = tier->senders->pdata[k];
      }
  }
  gboolean vouched = desk->settings->authserv_id ? authentication->result == AUTH_PASS : authentication->result != AUTH_FAIL;
  decision->tier_unproven = decision->tier && !vouched;
}

/* What the sender's clocks show. An offset knows nothing of changing clocks, so the desk's zone is better where both agree;
 * and many a program that knows no zone writes +0000. */
static GTimeZone *zone_of(const struct mail *mail, GTimeZone *desk, gint64 arrival)
{
  g_autoptr(GDateTime) here = clock_local(arrival, desk);
  gboolean same = here && g_date_time_get_utc_offset(here) / G_USEC_PER_SEC == mail->date_offset;
  if (mail->date == CLOCK_NONE || !mail->date_offset || same)
    return g_time_zone_ref(desk);
  return g_time_zone_new_offset(mail->date_offset);
}

struct decision *desk_decide(const struct desk *desk, const struct mail *mail, const struct circumstances *circumstances)
{
  struct decision *decision = g_new0(struct decision, 1);
  decision->arrival = mail_arrival(mail, circumstances->now);

  struct authentication authentication;
  authenticate(desk, mail, &authentication);
  find_tier(desk, mail, &authentication, decision);
  const struct calendar *calendar = calendars_for(desk->calendars, NULL, PRIORITY_NORMAL, NULL);
  g_autoptr(GTimeZone) zone = zone_of(mail, calendar_zone(calendar), decision->arrival);
  const struct triage_facts facts = {
    .tier = decision->tier_unproven ? NULL : decision->tier,
    .inside_hours = calendar_is_open(calendar, decision->arrival),
    .arrival = decision->arrival,
    .zone = zone,
    .models = desk->models,
    .confidence = desk->settings->confidence / 100.0,
    .teams = desk->config->teams,
    .products = desk->settings->products,
  };
  decision->triage = triage_decide(desk->filters, mail, &facts);
  decision->policy = ask_policy(desk, mail, circumstances, &authentication, decision->triage->reply);
  decision->bare = desk->settings->authserv_id && authentication.result != AUTH_PASS &&
                   desk->settings->unauthenticated != UNAUTHENTICATED_ANSWER;
  decision->authentication = authentication.result;
  authentication_clear(&authentication);
  decision->wants_ticket = !mail->bounce && !mail->is_report && !threads_is_own(desk->identity, mail);
  decision->by_machine = reason_is_machine(decision->policy);
  if (decision->wants_ticket)
    note_mention(desk, mail, decision);
  set_deadlines(desk, mail, decision);
  decision->kind = "new";
  decision->verdict = decision->policy->reply ? "send" : "none";
  decision->reason = decision->policy->reason;
  return decision;
}

struct saying {
  const struct desk *desk;
  const char *name; /* of who wrote; NULL */
};

/* Nobody hears from us their own insults, threats and reproaches, nor of their illness. */
static const char *const never_said_back[] = { "insult", "frustration", "legal", "repeat-contact", "vulnerable", NULL };

/* A name below a mail says nothing. */
static gboolean may_be_said_back(const char *sentence, gpointer data)
{
  const struct saying *saying = data;
  const struct desk *desk = saying->desk;
  if (saying->name && strstr(saying->name, sentence))
    return FALSE;
  return !triage_says(desk->filters, never_said_back, sentence);
}

GPtrArray *desk_quote(const struct desk *desk, const struct mail *mail, const struct decision *decision)
{
  if (!desk->settings->quote || mail->encrypted || decision->bare)
    return g_ptr_array_new_with_free_func(g_free);
  struct saying saying = { desk, mail->from.name };
  return gist_of(mail->request, may_be_said_back, &saying);
}

/* What was promised first still holds; only when that time is over does the new mail start a new clock. */
static void keep_promise(struct sla_deadline *deadline, gint64 promised, gint64 arrival)
{
  if (promised == CLOCK_NONE || promised < arrival)
    return;
  sla_deadline_clear(deadline);
  deadline->due = promised;
}

/* The mail joined it after all, by what the ledger knows. */
static void drop_mention(struct decision *decision)
{
  GPtrArray *evidence = decision->policy->evidence;
  for (guint i = evidence->len; i > 0; i--)
    if (!strcmp(((const struct policy_evidence *)evidence->pdata[i - 1])->code, REASON_MENTIONS))
      g_ptr_array_remove_index(evidence, i - 1);
  decision->mentions = 0;
}

gboolean decision_is_vouched(const struct decision *decision)
{
  return decision->authentication == AUTH_PASS && !decision->policy->form;
}

void decision_apply(struct decision *decision, const struct ledger_snapshot *snapshot)
{
  if (snapshot->ticket) {
    decision->ticket = snapshot->ticket;
    decision->kind = "follow-up";
  }
  if (snapshot->ticket && decision->has_due) {
    keep_promise(&decision->first, snapshot->ticket_due_first, decision->arrival);
    keep_promise(&decision->resolution, snapshot->ticket_due_resolution, decision->arrival);
  }
  if (snapshot->ticket == decision->mentions)
    drop_mention(decision);
  decision->reopens = snapshot->ticket && snapshot->ticket_closed && decision->wants_ticket && !decision->by_machine;
  /* What comes back went to made-up senders: with five of those, anybody could have everybody's acknowledgements held. To
   * people whom our server vouches for, they wait in the outbox, of which nothing leaves while the breaker is open. */
  struct ledger_snapshot counts = *snapshot;
  counts.breaker = counts.breaker && !decision_is_vouched(decision);
  const struct reason *against = decision->policy->reply ? reason_in(&counts) : NULL;
  if (against) {
    decision->verdict = against->verdict;
    decision->reason = against->code;
  }
}

void decision_free(struct decision *decision)
{
  if (!decision)
    return;
  policy_verdict_free(decision->policy);
  triage_verdict_free(decision->triage);
  sla_deadline_clear(&decision->first);
  sla_deadline_clear(&decision->resolution);
  g_free(decision->due_problem);
  g_free(decision);
}
