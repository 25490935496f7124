/* Mails made by hand: only what triage reads of them. */
#pragma once
#include "mail/mail.h"
#include "triage/triage.h"

static inline struct triage_verdict *decide(const struct filters *filters, const char *subject, const char *text)
{
  struct mail mail = { .subject = (char *)subject, .text = (char *)text, .request = (char *)text };
  struct triage_facts facts = { .inside_hours = TRUE };
  return triage_decide(filters, &mail, &facts);
}
