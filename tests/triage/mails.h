/* Mails made by hand: only what triage reads of them. */
#pragma once
#include "mail/mail.h"
#include "triage/triage.h"

static inline char *needs_of(const struct triage_verdict *verdict)
{
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < verdict->needs->len; i++)
    g_string_append_printf(out, "%s%s", i ? " " : "", (const char *)verdict->needs->pdata[i]);
  return g_string_free(out, FALSE);
}

static inline struct triage_verdict *decide(const struct filters *filters, const char *subject, const char *text)
{
  struct mail mail = { .subject = (char *)subject, .text = (char *)text, .request = (char *)text };
  struct triage_facts facts = { .inside_hours = TRUE };
  return triage_decide(filters, &mail, &facts);
}
