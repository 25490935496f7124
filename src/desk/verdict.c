#include "desk/verdict.h"

#include "base/clock.h"
#include "base/json-line.h"
#include "base/mask.h"
#include "desk/desk.h"
#include "mail/mail.h"
#include "triage/details.h"

#include <string.h>

static void add_address(GString *line, const char *name, const struct mail_address *address)
{
  json_line_object(line, name);
  json_line_text(line, "name", address->name);
  json_line_text(line, "address", address->address);
  json_line_end_object(line);
}

static void add_addresses(GString *line, const char *name, const GPtrArray *addresses)
{
  json_line_list(line, name);
  for (guint i = 0; i < addresses->len; i++)
    add_address(line, NULL, addresses->pdata[i]);
  json_line_end_list(line);
}

static void add_people(GString *line, const struct mail *mail)
{
  json_line_object(line, "envelope");
  json_line_text(line, "from", mail->envelope.from);
  json_line_texts(line, "to", mail->envelope.to);
  json_line_end_object(line);
  add_address(line, "from", &mail->from);
  add_addresses(line, "to", mail->to);
  add_addresses(line, "cc", mail->cc);
  add_addresses(line, "reply_to", mail->reply_to);
}

static void add_attachments(GString *line, const struct mail *mail)
{
  json_line_list(line, "attachments");
  for (guint i = 0; i < mail->attachments->len; i++) {
    const struct mail_attachment *attachment = mail->attachments->pdata[i];
    json_line_object(line, NULL);
    json_line_text(line, "name", attachment->name);
    json_line_text(line, "type", attachment->type);
    json_line_number(line, "size", attachment->size);
    json_line_end_object(line);
  }
  json_line_end_list(line);
}

/* What is told of a mail besides itself is kept and quoted. */
static void add_masked(GString *line, const char *name, const char *text)
{
  g_autofree char *masked = text ? mask_secrets(text) : NULL;
  json_line_text(line, name, masked);
}

static void add_models(GString *line, const struct triage_verdict *triage)
{
  json_line_list(line, "model");
  for (guint i = 0; i < triage->opinions->len; i++) {
    const struct triage_opinion *opinion = triage->opinions->pdata[i];
    json_line_object(line, NULL);
    json_line_text(line, "axis", opinion->axis);
    json_line_text(line, "label", opinion->label);
    json_line_share(line, "confidence", opinion->confidence);
    json_line_flag(line, "followed", opinion->followed);
    json_line_texts(line, "words", opinion->words);
    json_line_end_object(line);
  }
  json_line_end_list(line);
}

static void add_details(GString *line, const GPtrArray *details)
{
  json_line_list(line, "details");
  for (guint i = 0; i < details->len; i++) {
    const struct detail *detail = details->pdata[i];
    json_line_object(line, NULL);
    json_line_text(line, "kind", detail_names[detail->kind]);
    add_masked(line, "value", detail->value);
    json_line_text(line, "where", detail->where);
    json_line_end_object(line);
  }
  json_line_end_list(line);
}

static void add_triage(GString *line, const struct triage_verdict *triage)
{
  json_line_text(line, "category", triage->category);
  json_line_text(line, "priority", priority_names[triage->priority]);
  json_line_text(line, "team", triage->team);
  json_line_texts(line, "tags", triage->tags);
  json_line_texts(line, "rules", triage->rules);
  json_line_list(line, "signals");
  for (guint i = 0; i < triage->signals->len; i++) {
    const struct triage_signal *signal = triage->signals->pdata[i];
    json_line_object(line, NULL);
    json_line_text(line, "code", signal->code);
    add_masked(line, "evidence", signal->evidence);
    json_line_text(line, "where", signal->where);
    if (signal->at != CLOCK_NONE)
      json_line_time(line, "at", signal->at);
    json_line_end_object(line);
  }
  json_line_end_list(line);
  add_models(line, triage);
  add_details(line, triage->details);
  json_line_texts(line, "needs", triage->needs);
}

static void add_due(GString *line, const struct decision *decision)
{
  if (!decision->has_due) {
    json_line_null(line, "due");
    return;
  }
  json_line_object(line, "due");
  json_line_time(line, "first_response", decision->first.due);
  json_line_time(line, "resolution", decision->resolution.due);
  json_line_end_object(line);
}

static void add_evidence(GString *line, const GPtrArray *evidence)
{
  json_line_list(line, "evidence");
  for (guint i = 0; i < evidence->len; i++) {
    const struct policy_evidence *piece = evidence->pdata[i];
    json_line_object(line, NULL);
    json_line_text(line, "code", piece->code);
    json_line_text(line, "strength", policy_strength_name(piece->strength));
    json_line_text(line, "header", piece->header);
    add_masked(line, "value", piece->value);
    if (piece->strength == POLICY_WEAK)
      json_line_number(line, "points", piece->points);
    json_line_end_object(line);
  }
  json_line_end_list(line);
}

static void add_reply(GString *line, const struct decision *decision)
{
  json_line_object(line, "reply");
  json_line_text(line, "verdict", decision->verdict);
  json_line_text(line, "kind", decision->kind);
  json_line_text(line, "to", decision->policy->to);
  json_line_text(line, "reason", decision->reason);
  add_evidence(line, decision->policy->evidence);
  json_line_end_object(line);
}

static void add_bounce(GString *line, const struct mail_bounce *bounce)
{
  static const char *const kinds[] = {
    [BOUNCE_FAILURE] = "failure", [BOUNCE_DELAY] = "delay", [BOUNCE_FEEDBACK] = "feedback"
  };
  if (!bounce) {
    json_line_null(line, "bounce");
    return;
  }
  json_line_object(line, "bounce");
  json_line_text(line, "kind", kinds[bounce->kind]);
  json_line_list(line, "recipients");
  for (guint i = 0; i < bounce->recipients->len; i++) {
    const struct mail_bounce_recipient *recipient = bounce->recipients->pdata[i];
    json_line_object(line, NULL);
    json_line_text(line, "address", recipient->address);
    json_line_text(line, "status", recipient->status);
    add_masked(line, "diagnostic", recipient->diagnostic);
    json_line_end_object(line);
  }
  json_line_end_list(line);
  json_line_end_object(line);
}

static void add_place(GString *line, const struct verdict_place *place)
{
  json_line_number(line, "schema", 1);
  json_line_text(line, "path", place->path);
  json_line_number(line, "index", place->index);
}

char *verdict_line(const struct mail *mail, const struct decision *decision, const struct verdict_place *place)
{
  GString *line = g_string_sized_new(1024 + 2 * strlen(mail->text));
  json_line_object(line, NULL);
  add_place(line, place);
  json_line_text(line, "message_id", mail->message_id);
  g_autoptr(GTimeZone) zone = g_time_zone_new_offset(mail->date_offset);
  g_autofree char *date = clock_format(mail->date, zone);
  json_line_text(line, "date", date);
  add_people(line, mail);
  json_line_text(line, "subject", mail->subject);
  json_line_text(line, "language", decision->triage->language);
  json_line_text(line, "text", mail->text);
  json_line_text(line, "request", mail->request);
  add_attachments(line, mail);
  add_triage(line, decision->triage);
  add_due(line, decision);
  add_reply(line, decision);
  add_bounce(line, mail->bounce);
  json_line_end_object(line);
  return g_string_free(line, FALSE);
}

JsonNode *verdict_json(const struct mail *mail, const struct decision *decision, const struct verdict_place *place)
{
  g_autofree char *line = verdict_line(mail, decision, place);
  return json_from_string(line, NULL);
}

char *verdict_error_line(const struct verdict_place *place, const char *reason)
{
  GString *line = g_string_sized_new(1024);
  json_line_object(line, NULL);
  add_place(line, place);
  json_line_text(line, "error", reason);
  json_line_end_object(line);
  return g_string_free(line, FALSE);
}

JsonNode *verdict_error_json(const struct verdict_place *place, const char *reason)
{
  g_autofree char *line = verdict_error_line(place, reason);
  return json_from_string(line, NULL);
}

char *verdict_explanation_json(const struct mail *mail, const struct decision *decision)
{
  GString *line = g_string_sized_new(1024);
  json_line_object(line, NULL);
  json_line_text(line, "message_id", mail->message_id);
  json_line_text(line, "language", decision->triage->language);
  add_triage(line, decision->triage);
  add_due(line, decision);
  add_reply(line, decision);
  json_line_end_object(line);
  return g_string_free(line, FALSE);
}

char *verdict_reply_word(const struct decision *decision)
{
  if (!strcmp(decision->verdict, "send"))
    return g_strdup_printf("yes, %s", decision->kind);
  const char *no = !strcmp(decision->verdict, "held") ? "held" : "no";
  return g_strdup_printf("%s: %s", no, decision->reason);
}
