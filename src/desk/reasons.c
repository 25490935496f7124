#include "desk/reasons.h"

#include "base/roff.h"
#include "ledger/ledger.h"
#include "policy/policy.h"

#include <string.h>

/* First what keeps any mail from that address, then what the person has been told already; then what stops everybody's
 * mail, and the brakes from the narrowest to the widest. */
static const struct {
  struct reason reason;
  gsize at; /* a gboolean of struct ledger_snapshot */
} reasons[] = {
  { { "undeliverable-recipient", "none",
      "Mail to this address came back for good within bounce-block. A full mailbox or a server that is away does not count.",
      "would be answered once bounce-block has passed since that bounce" },
    G_STRUCT_OFFSET(struct ledger_snapshot, undeliverable) },
  { { "told-lately", "none",
      "It joined a ticket whose sender was already told so within follow-up, or was sent another text about it less "
      "than two minutes before, as when a program answers everything at once. The ticket has the mail all the same.",
      "would be answered once follow-up has passed since the last such text of this ticket, and two minutes since any" },
    G_STRUCT_OFFSET(struct ledger_snapshot, told) },
  { { "breaker", "held",
      "Too much of what the desk sent lately came back for good, so that it sends nothing until that has aged out of the "
      "breaker's window. A person is told. Acknowledgements to senders whom our mail server vouches for are not held; they "
      "wait in the outbox until then.",
      "would be answered once less of what left within the breaker's window had come back" },
    G_STRUCT_OFFSET(struct ledger_snapshot, breaker) },
#define BRAKE(field, code, what)                                                                                       \
  {                                                                                                                    \
    { code, "held", "One more acknowledgement would pass the limit " what ".",                                         \
      "would be answered once fewer acknowledgements lie in the brake's window" },                                     \
        G_STRUCT_OFFSET(struct ledger_snapshot, field)                                                                 \
  }
  BRAKE(brake_sender, "brake-sender", "of its sender or of the address that it would go to"),
  BRAKE(brake_ticket, "brake-ticket", "of its ticket"),
  BRAKE(brake_similar, "brake-similar", "of mails with nearly the same words, whoever they say they are from"),
  BRAKE(brake_domain, "brake-domain", "of its sender's domain"),
  BRAKE(brake_desk, "brake-desk", "of the desk"),
};

const struct reason *reason_in(const struct ledger_snapshot *snapshot)
{
  for (gsize i = 0; i < G_N_ELEMENTS(reasons); i++)
    if (G_STRUCT_MEMBER(gboolean, snapshot, reasons[i].at))
      return &reasons[i].reason;
  return NULL;
}

const struct reason *reason_named(const char *code)
{
  for (gsize i = 0; code && i < G_N_ELEMENTS(reasons); i++)
    if (!strcmp(reasons[i].reason.code, code))
      return &reasons[i].reason;
  return NULL;
}

/* What speaks against an acknowledgement although a person wrote the mail, or says nothing of who did. Everything else is
 * about machines, codes that are new included: a ticket that stays closed can be opened by a person, but one that an
 * autoresponder opens again and again is what nobody wants. */
static const char *const of_people[] = {
  "done-mark",     "answered", "backlog", "too-old", "staff", "staff-unverified", "authentication-failed",
  "unauthenticated", "spam",     "filter",  "not-addressed",
};

gboolean reason_is_machine(const struct policy_verdict *policy)
{
  for (guint i = 0; !policy->reply && i < policy->evidence->len; i++) {
    const struct policy_evidence *piece = policy->evidence->pdata[i];
    gboolean decides = piece->strength == POLICY_HARD || piece->strength == POLICY_STRONG;
    gboolean of_person = FALSE;
    for (gsize k = 0; decides && k < G_N_ELEMENTS(of_people); k++)
      of_person |= !strcmp(piece->code, of_people[k]);
    if (decides && !of_person)
      return TRUE;
  }
  return FALSE;
}

char *reason_manual(void)
{
  GString *page = g_string_new(NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(reasons); i++) {
    const struct reason *reason = &reasons[i].reason;
    g_string_append(page, ".TP\n.B ");
    roff_append(page, reason->code);
    g_string_append_printf(page, "\nVerdict %s. ", reason->verdict);
    roff_append(page, reason->about);
    g_string_append_c(page, '\n');
  }
  return g_string_free(page, FALSE);
}
