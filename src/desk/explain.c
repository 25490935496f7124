#include "desk/verdict.h"

#include "base/clock.h"
#include "base/mask.h"
#include "base/text.h"
#include "desk/desk.h"
#include "desk/explain-private.h"
#include "desk/otherwise.h"
#include "desk/peek.h"
#include "desk/reasons.h"
#include "mail/mail.h"
#include "triage/details.h"

#include <string.h>

enum { MOST_INTERVALS = 40 };

void explain_line(GString *out, const char *label, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *text = g_strdup_vprintf(format, args);
  va_end(args);
  g_autofree char *masked = mask_secrets(text); /* these pages are passed on */
  g_autofree char *clean = text_printable(masked, 500);
  g_string_append_printf(out, "  %-12s %s\n", label, clean);
}

/* What the mail is in, besides words. */
static void explain_form(GString *out, const struct mail *mail)
{
  static const char *const invitations[] = {
    [INVITATION_REQUEST] = "a meeting request",
    [INVITATION_REPLY] = "the answer to a meeting request",
    [INVITATION_CANCEL] = "the cancellation of a meeting",
    [INVITATION_COUNTER] = "another time proposed for a meeting",
  };
  if (mail->invitation)
    explain_line(out, "note", "%s", invitations[mail->invitation]);
  if (mail->encrypted)
    explain_line(out, "note", "encrypted; only what stands outside is read, and nothing of it is said back");
  for (guint i = 0; i < mail->attachments->len; i++)
    if (!strcmp(((const struct mail_attachment *)mail->attachments->pdata[i])->type, "application/ms-tnef"))
      explain_line(out, "note", "a file in Outlook's own format (TNEF), which is not read");
  if (mail->truncated)
    explain_line(out, "note", "larger than deskbell reads; the rest was left out");
}

static void explain_mail(GString *out, const struct mail *mail, const struct decision *decision, GTimeZone *zone)
{
  gboolean assumed = mail->internal_date == CLOCK_NONE && mail->received == CLOCK_NONE;
  g_autofree char *arrival = clock_format(decision->arrival, zone);
  g_string_append(out, "Mail\n");
  explain_line(out, "from", "%s%s<%s>", mail->from.name ? mail->from.name : "", mail->from.name ? " " : "",
       mail->from.address ? mail->from.address : "unusable");
  explain_line(out, "subject", "%s", *mail->subject ? mail->subject : "(none)");
  explain_line(out, "arrived", "%s%s", arrival, assumed ? " (assumed)" : "");
  explain_line(out, "language", "%s", decision->triage->language);
  explain_form(out, mail);
}

static void explain_opinion(GString *out, const struct triage_opinion *opinion)
{
  g_autoptr(GString) words = g_string_new(NULL);
  for (guint i = 0; i < opinion->words->len; i++)
    g_string_append_printf(words, "%s'%s'", i ? ", " : "; by ", (const char *)opinion->words->pdata[i]);
  explain_line(out, "model says", "%s %s (%.0f %%)%s; %sfollowed: %s", opinion->axis, opinion->label,
               opinion->confidence * 100, words->str, opinion->followed ? "" : "not ", opinion->why);
}

/* What of an agent's questions the mail answers, and which are asked. */
static void explain_details(GString *out, const struct triage_verdict *triage)
{
  for (guint i = 0; i < triage->details->len; i++) {
    const struct detail *detail = triage->details->pdata[i];
    gboolean attached = !strcmp(detail->where, "attachment");
    explain_line(out, "gives", "%s: '%s'%s%s", detail_names[detail->kind], detail->value,
                 attached ? ", attached" : " in the ", attached ? "" : detail->where);
  }
  for (guint i = 0; i < triage->needs->len; i++)
    explain_line(out, "lacks", "%s", (const char *)triage->needs->pdata[i]);
}

static void explain_triage(GString *out, const struct decision *decision, GTimeZone *zone)
{
  const struct triage_verdict *triage = decision->triage;
  g_string_append(out, "\nTriage\n");
  explain_line(out, "priority", "%s", priority_names[triage->priority]);
  explain_line(out, "category", "%s", triage->category);
  explain_line(out, "team", "%s", triage->team ? triage->team : "none");
  if (decision->tier_unproven)
    explain_line(out, "tier", "none: nobody vouches for %s, so %s does not count", decision->tier_sender, decision->tier);
  else if (decision->tier)
    explain_line(out, "tier", "%s: by %s", decision->tier, decision->tier_sender);
  for (guint i = 0; i < triage->tags->len; i++)
    explain_line(out, "tag", "%s", (const char *)triage->tags->pdata[i]);
  if (!triage->rules->len)
    explain_line(out, "rules", "none matched, so the defaults stand");
  for (guint i = 0; i < triage->rules->len; i++)
    explain_line(out, "rule", "%s", (const char *)triage->rules->pdata[i]);
  for (guint i = 0; i < triage->signals->len; i++) {
    const struct triage_signal *signal = triage->signals->pdata[i];
    g_autofree char *until = clock_format(signal->at, zone);
    explain_line(out, "because", "%s: '%s' in the %s%s%s", signal->code, signal->evidence, signal->where,
                 until ? ", until " : "", until ? until : "");
  }
  for (guint i = 0; i < triage->opinions->len; i++)
    explain_opinion(out, triage->opinions->pdata[i]);
  explain_details(out, triage);
}

static void explain_deadline(GString *out, const char *label, const struct sla_deadline *deadline, GTimeZone *zone)
{
  g_autofree char *due = clock_format(deadline->due, zone);
  explain_line(out, label, "%s", due);
  if (!deadline->intervals) {
    explain_line(out, "", "as promised when the ticket was opened");
    return;
  }
  for (guint i = 0; i < deadline->intervals->len && i < MOST_INTERVALS; i++) {
    const struct sla_interval *interval = deadline->intervals->pdata[i];
    g_autofree char *from = clock_format(interval->from, zone);
    g_autofree char *to = clock_format(interval->to, zone);
    explain_line(out, "", "%s %s to %s (%s)", interval->counted ? "+" : " ", from, to, interval->why);
  }
  if (deadline->intervals->len > MOST_INTERVALS)
    explain_line(out, "", "  ... and %u more intervals", deadline->intervals->len - MOST_INTERVALS);
}

static void explain_due(GString *out, const struct decision *decision, GTimeZone *zone)
{
  g_string_append(out, "\nDeadlines (+ is time that counts)\n");
  if (!decision->has_due) {
    explain_line(out, "none", "%s",
                 decision->due_problem ? decision->due_problem : "nobody waits for an answer to this mail");
    return;
  }
  explain_deadline(out, "answer by", &decision->first, zone);
  explain_deadline(out, "solve by", &decision->resolution, zone);
}

static void explain_evidence(GString *out, const GPtrArray *evidence)
{
  for (guint i = 0; i < evidence->len; i++) {
    const struct policy_evidence *piece = evidence->pdata[i];
    const char *label = policy_strength_name(piece->strength);
    g_autofree char *points = piece->strength == POLICY_WEAK ? g_strdup_printf(", %u points", piece->points) : g_strdup("");
    if (piece->header)
      explain_line(out, label, "%s: %s: %s (%s%s)", piece->code, piece->header, piece->value ? piece->value : "",
                   piece->source, points);
    else
      explain_line(out, label, "%s%s%s (%s%s)", piece->code, piece->value ? ": " : "", piece->value ? piece->value : "",
           piece->source, points);
  }
}

static void explain_otherwise(GString *out, const struct decision *decision)
{
  gboolean overruled;
  g_autoptr(GPtrArray) changes = otherwise(decision, &overruled);
  for (guint i = 0; i < changes->len; i++)
    explain_line(out, i ? "" : "otherwise", "%s %s", i ? "and" : "would be answered if", (const char *)changes->pdata[i]);
  if (overruled)
    explain_line(out, "", "or if a filter said `reply: yes`");
}

static void explain_reply(GString *out, const struct decision *decision)
{
  g_string_append(out, "\nAcknowledgement\n");
  g_autofree char *word = verdict_reply_word(decision);
  explain_line(out, "send", "%s", word);
  if (decision->policy->to)
    explain_line(out, "to", "%s", decision->policy->to);
  explain_evidence(out, decision->policy->evidence);
  if (decision->policy->points)
    explain_line(out, "weak, sum", "%u of %d points that refuse", decision->policy->points, POLICY_AUTOMATIC_POINTS);
  const struct reason *known = reason_named(decision->reason);
  if (known)
    explain_line(out, "otherwise", "%s", known->otherwise);
  else if (!strcmp(decision->verdict, "none"))
    explain_otherwise(out, decision);
  else
    explain_line(out, "otherwise", "nothing spoke against it; deskbell-policy(7) lists what would");
}

char *verdict_explain(const struct mail *mail, const struct decision *decision, const struct peeked *peeked, GTimeZone *zone)
{
  GString *out = g_string_new(NULL);
  explain_mail(out, mail, decision, zone);
  explain_triage(out, decision, zone);
  explain_due(out, decision, zone);
  if (peeked)
    peeked_print(out, peeked, decision, zone);
  explain_reply(out, decision);
  return g_string_free(out, FALSE);
}
