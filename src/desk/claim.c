#include "desk/claim.h"

#include "base/clock.h"
#include "base/mask.h"
#include "desk/bounced.h"
#include "desk/similar.h"
#include "desk/threads.h"
#include "desk/verdict.h"
#include "ledger/peek.h"
#include "mail/mail.h"
#include "reply/facts.h"
#include "reply/greeting.h"
#include "triage/details.h"

#include <string.h>

enum { KEPT_OF_NAME = 100 /* characters; more than any text shows */ };

static char *short_name(const char *name)
{
  g_autofree char *masked = mask_secrets(name);
  return g_utf8_strlen(masked, -1) <= KEPT_OF_NAME ? g_steal_pointer(&masked) : g_utf8_substring(masked, 0, KEPT_OF_NAME);
}

static char *item_in(const struct triage_item *item, const char *language)
{
  return !item->language || !strcmp(item->language, language) ? g_strdup(item->text) : NULL;
}

enum {
  MAX_ASK = 4, /* needs and other things together: an acknowledgement is no questionnaire */
  MAX_LINKS = 4,
  MAX_NUMBERS = 3,
};

static gboolean has(const GPtrArray *texts, const char *text)
{
  return g_ptr_array_find_with_equal_func((GPtrArray *)texts, text, g_str_equal, NULL);
}

/* The first `most` items in the mail's language, else in the desk's. */
static GPtrArray *items_in(const GPtrArray *items, const char *language, const char *fallback, guint most)
{
  const char *languages[] = { language, fallback };
  GPtrArray *chosen = g_ptr_array_new_with_free_func(g_free);
  for (gsize k = 0; k < G_N_ELEMENTS(languages) && !chosen->len; k++)
    for (guint i = 0; i < items->len && chosen->len < most; i++) {
      g_autofree char *text = item_in(items->pdata[i], languages[k]);
      if (text && !has(chosen, text))
        g_ptr_array_add(chosen, g_steal_pointer(&text));
    }
  return chosen;
}

static GPtrArray *needs_of(const struct triage_verdict *triage)
{
  GPtrArray *needs = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < triage->needs->len && needs->len < MAX_ASK; i++)
    g_ptr_array_add(needs, g_strdup(triage->needs->pdata[i]));
  return needs;
}

/* The numbers that a customer has of us, which an acknowledgement may say back. */
static GPtrArray *numbers_of(const struct triage_verdict *triage)
{
  static const char *const words[N_DETAIL_KINDS] = {
    [DETAIL_ORDER] = "order", [DETAIL_INVOICE] = "invoice", [DETAIL_TRACKING] = "tracking"
  };
  GPtrArray *numbers = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < triage->details->len && numbers->len < MAX_NUMBERS; i++) {
    const struct detail *detail = triage->details->pdata[i];
    if (words[detail->kind])
      g_ptr_array_add(numbers, g_strdup_printf("%s %s", words[detail->kind], detail->value));
  }
  return numbers;
}

static char *name_of(const struct mail *mail, const struct decision *decision)
{
  const struct policy_verdict *policy = decision->policy;
  const char *name = mask_needed(policy->name) ? NULL : policy->name; /* it is stored */
  return decision->bare ? g_strdup(name) : greeting_name(name, policy->to, mail->signature);
}

struct reply_facts *desk_facts(const struct desk *desk, const struct mail *mail, const struct decision *decision)
{
  const struct config_desk *settings = desk_settings(desk);
  const struct triage_verdict *triage = decision->triage;
  struct reply_facts *facts = g_new0(struct reply_facts, 1);
  facts->kind = g_strdup(decision->kind);
  facts->out_of_hours = decision->out_of_hours;
  facts->bare = decision->bare;
  facts->encrypted = mail->encrypted;
  facts->ticket = decision->ticket;
  facts->language = g_strdup(triage->language);
  facts->to = g_strdup(decision->policy->to);
  facts->name = name_of(mail, decision);
  facts->subject = mask_secrets(mail->subject);
  facts->message_id = g_strdup(mail->message_id);
  facts->references = g_ptr_array_new_with_free_func(g_free);
  const GPtrArray *chain = mail->references->len ? mail->references : mail->in_reply_to;
  for (guint i = 0; i < chain->len; i++)
    g_ptr_array_add(facts->references, g_strdup(chain->pdata[i]));
  facts->attachments = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < mail->attachments->len && !mail->encrypted; i++) { /* else a container's name, nobody's file */
    const struct mail_attachment *attachment = mail->attachments->pdata[i];
    if (attachment->name)
      g_ptr_array_add(facts->attachments, short_name(attachment->name));
  }
  facts->category = g_strdup(triage->category);
  facts->priority = g_strdup(priority_names[triage->priority]);
  facts->team = g_strdup(triage->team);
  facts->tags = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < triage->tags->len; i++)
    g_ptr_array_add(facts->tags, g_strdup(triage->tags->pdata[i]));
  facts->template = g_strdup(triage->template);
  /* What is in an encrypted mail nobody has read yet, so that nothing is known to be missing. */
  facts->needs = mail->encrypted || decision->bare ? NULL : needs_of(triage);
  facts->numbers = mail->encrypted || decision->bare ? NULL : numbers_of(triage);
  guint needs = facts->needs ? facts->needs->len : 0;
  facts->ask = items_in(triage->ask, triage->language, settings->language, mail->encrypted ? 0 : MAX_ASK - needs);
  facts->links = items_in(triage->links, triage->language, settings->language, mail->encrypted ? 0 : MAX_LINKS);
  facts->quote = desk_quote(desk, mail, decision);
  facts->arrival = decision->arrival;
  facts->due_first = decision->has_due ? decision->first.due : CLOCK_NONE;
  facts->due_resolution = decision->has_due ? decision->resolution.due : CLOCK_NONE;
  return facts;
}

/* What the decision needs while the ledger's transaction is open, and what must live until it ends. */
struct claim {
  const struct desk *desk;
  const struct mail *mail;
  gint64 now;
  struct decision *decision;
  char *facts, *explanation;
};

static void decide(const struct ledger_snapshot *snapshot, struct ledger_decision *ret, gpointer data)
{
  struct claim *claim = data;
  const struct config_desk *settings = desk_settings(claim->desk);
  struct decision *decision = claim->decision;
  decision_apply(decision, snapshot);
  const struct triage_verdict *triage = decision->triage;

  enum config_reply reply = snapshot->in_doubt && settings->reply == REPLY_ON ? REPLY_SHADOW : settings->reply;
  gboolean sends = !strcmp(decision->verdict, "send");
  if (sends) {
    g_autoptr(ReplyFacts) facts = desk_facts(claim->desk, claim->mail, decision);
    claim->facts = reply_facts_to_json(facts);
  }
  claim->explanation = verdict_explanation_json(claim->mail, decision);
  *ret = (struct ledger_decision){
    .verdict = decision->verdict,
    .reason = decision->reason,
    .queue = sends && reply == REPLY_ON,
    .mode = config_reply_names[reply],
    .kind = decision->kind,
    .to = decision->policy->to,
    .category = triage->category,
    .priority = priority_names[triage->priority],
    .team = triage->team,
    .language = triage->language,
    .due_first = decision->has_due ? decision->first.due : CLOCK_NONE,
    .due_resolution = decision->has_due ? decision->resolution.due : CLOCK_NONE,
    .not_before = claim->now + settings->hold,
    .facts = claim->facts,
    .explanation = claim->explanation,
    .opens_ticket = decision->wants_ticket,
    .reopens = decision->reopens,
  };
}

struct prepared *desk_prepare(const struct desk *desk, const struct mail *mail,
                              const struct circumstances *circumstances)
{
  struct prepared *prepared = g_new0(struct prepared, 1);
  prepared->desk = desk;
  prepared->mail = mail;
  prepared->now = circumstances->now;
  prepared->decision = desk_decide(desk, mail, circumstances);
  prepared->fingerprint = prepared->decision->policy->form ? 0 : similar_fingerprint(mail);
  bounced_find(desk_identity(desk), mail, &prepared->bounced);
  prepared->tickets = prepared->bounced.tickets->len
                          ? g_array_ref(prepared->bounced.tickets)
                          : threads_tickets(desk_identity(desk), desk_settings(desk), mail);
  return prepared;
}

void prepared_free(struct prepared *prepared)
{
  if (!prepared)
    return;
  g_array_unref(prepared->tickets);
  bounced_clear(&prepared->bounced);
  decision_free(prepared->decision);
  g_free(prepared);
}

const char *prepared_author(const struct prepared *prepared)
{
  const char *author = prepared->decision->policy->author;
  return author ? author : prepared->mail->from.address;
}

/* A mail that no person wrote belongs to its ticket even where one of a person would open a new one. */
static struct config_desk settings_for(const struct config_desk *settings, const struct decision *decision)
{
  struct config_desk copy = *settings;
  if (decision->by_machine) {
    copy.closed_opens_new = FALSE;
    copy.reopen_within = 0;
  }
  return copy;
}

/* What of a contact must live as long as it does. */
struct contact_of {
  struct config_desk settings;
  GPtrArray *refers_to;
  char *subject, *name; /* as they may be stored */
};

static void contact_clear(struct contact_of *keep)
{
  g_clear_pointer(&keep->refers_to, g_ptr_array_unref);
  g_free(keep->subject);
  g_free(keep->name);
}

static struct ledger_contact contact_of(const struct prepared *prepared, const struct claim_place *place,
                                        struct contact_of *keep)
{
  const struct mail *mail = prepared->mail;
  const char *name = prepared->decision->policy->name;
  keep->subject = mask_secrets(mail->subject);
  keep->name = name ? mask_secrets(name) : NULL;
  keep->settings = settings_for(desk_settings(prepared->desk), prepared->decision);
  /* A Message-ID proves nothing but that From wrote it, and a forgery is not from From. */
  keep->refers_to = prepared->decision->authentication == AUTH_FAIL ? NULL : threads_refers_to(mail);
  return (struct ledger_contact){
    .key = mail->contact_key,
    .message_id = mail->message_id,
    .address = prepared_author(prepared),
    .name = keep->name,
    .recipient = prepared->decision->policy->to,
    .subject = keep->subject,
    .mailbox = place->mailbox,
    .uidvalidity = place->uidvalidity,
    .uid = place->uid,
    .tickets = (const guint64 *)(gpointer)prepared->tickets->data,
    .n_tickets = prepared->tickets->len,
    .refers_to = keep->refers_to,
    .fingerprint = prepared->fingerprint,
    .failures = (const struct ledger_failure *)(gpointer)prepared->bounced.failures->data,
    .n_failures = prepared->bounced.failures->len,
    .vouched = decision_is_vouched(prepared->decision),
    .arrival = mail_arrival(mail, prepared->now),
    .now = prepared->now,
    .desk = &keep->settings,
  };
}

gboolean prepared_claim(struct prepared *prepared, struct ledger *ledger, const struct claim_place *place,
                        struct ledger_claimed *ret, GError **error)
{
  struct contact_of keep;
  const struct ledger_contact contact = contact_of(prepared, place, &keep);
  struct claim claim = {
    .desk = prepared->desk, .mail = prepared->mail, .now = prepared->now, .decision = prepared->decision
  };
  gboolean claimed = ledger_claim(ledger, &contact, decide, &claim, ret, error);
  g_free(claim.facts);
  g_free(claim.explanation);
  contact_clear(&keep);
  return claimed;
}

gboolean prepared_peek(struct prepared *prepared, struct ledger *ledger, struct ledger_snapshot *ret,
                       struct ledger_details *details, GError **error)
{
  struct contact_of keep;
  const struct claim_place nowhere = { 0 };
  const struct ledger_contact contact = contact_of(prepared, &nowhere, &keep);
  gboolean seen = ledger_peek(ledger, &contact, ret, details, error);
  if (seen && !details->claim.known)
    decision_apply(prepared->decision, ret);
  contact_clear(&keep);
  return seen;
}

gboolean desk_claim(const struct desk *desk, struct ledger *ledger, const struct mail *mail,
                    const struct circumstances *circumstances, const struct claim_place *place,
                    struct ledger_claimed *ret, GError **error)
{
  g_autoptr(Prepared) prepared = desk_prepare(desk, mail, circumstances);
  return prepared_claim(prepared, ledger, place, ret, error);
}
