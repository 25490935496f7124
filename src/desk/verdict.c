#include "desk/verdict.h"

#include "base/clock.h"
#include "base/json.h"
#include "base/mask.h"
#include "desk/desk.h"
#include "mail/mail.h"

#include <string.h>

static void add_address(JsonBuilder *builder, const struct mail_address *address)
{
  json_builder_begin_object(builder);
  json_add_text(builder, "name", address->name);
  json_add_text(builder, "address", address->address);
  json_builder_end_object(builder);
}

static void add_addresses(JsonBuilder *builder, const char *name, const GPtrArray *addresses)
{
  json_open_list(builder, name);
  for (guint i = 0; i < addresses->len; i++)
    add_address(builder, addresses->pdata[i]);
  json_builder_end_array(builder);
}

static void add_people(JsonBuilder *builder, const struct mail *mail)
{
  json_open_object(builder, "envelope");
  json_add_text(builder, "from", mail->envelope.from);
  json_add_texts(builder, "to", mail->envelope.to);
  json_builder_end_object(builder);
  json_builder_set_member_name(builder, "from");
  add_address(builder, &mail->from);
  add_addresses(builder, "to", mail->to);
  add_addresses(builder, "cc", mail->cc);
  add_addresses(builder, "reply_to", mail->reply_to);
}

static void add_attachments(JsonBuilder *builder, const struct mail *mail)
{
  json_open_list(builder, "attachments");
  for (guint i = 0; i < mail->attachments->len; i++) {
    const struct mail_attachment *attachment = mail->attachments->pdata[i];
    json_builder_begin_object(builder);
    json_add_text(builder, "name", attachment->name);
    json_add_text(builder, "type", attachment->type);
    json_add_number(builder, "size", attachment->size);
    json_builder_end_object(builder);
  }
  json_builder_end_array(builder);
}

/* What is told of a mail besides itself is kept and quoted. */
static void add_masked(JsonBuilder *builder, const char *name, const char *text)
{
  g_autofree char *masked = text ? mask_secrets(text) : NULL;
  json_add_text(builder, name, masked);
}

static void add_triage(JsonBuilder *builder, const struct triage_verdict *triage)
{
  json_add_text(builder, "category", triage->category);
  json_add_text(builder, "priority", priority_names[triage->priority]);
  json_add_text(builder, "team", triage->team);
  json_add_texts(builder, "tags", triage->tags);
  json_add_texts(builder, "rules", triage->rules);
  json_open_list(builder, "signals");
  for (guint i = 0; i < triage->signals->len; i++) {
    const struct triage_signal *signal = triage->signals->pdata[i];
    json_builder_begin_object(builder);
    json_add_text(builder, "code", signal->code);
    add_masked(builder, "evidence", signal->evidence);
    json_add_text(builder, "where", signal->where);
    json_builder_end_object(builder);
  }
  json_builder_end_array(builder);
}

static void add_due(JsonBuilder *builder, const struct decision *decision)
{
  json_builder_set_member_name(builder, "due");
  if (!decision->has_due) {
    json_builder_add_null_value(builder);
    return;
  }
  json_builder_begin_object(builder);
  json_add_time(builder, "first_response", decision->first.due);
  json_add_time(builder, "resolution", decision->resolution.due);
  json_builder_end_object(builder);
}

static void add_evidence(JsonBuilder *builder, const GPtrArray *evidence)
{
  json_open_list(builder, "evidence");
  for (guint i = 0; i < evidence->len; i++) {
    const struct policy_evidence *piece = evidence->pdata[i];
    json_builder_begin_object(builder);
    json_add_text(builder, "code", piece->code);
    json_add_text(builder, "strength", policy_strength_name(piece->strength));
    json_add_text(builder, "header", piece->header);
    add_masked(builder, "value", piece->value);
    if (piece->strength == POLICY_WEAK)
      json_add_number(builder, "points", piece->points);
    json_builder_end_object(builder);
  }
  json_builder_end_array(builder);
}

static void add_reply(JsonBuilder *builder, const struct decision *decision)
{
  json_open_object(builder, "reply");
  json_add_text(builder, "verdict", decision->verdict);
  json_add_text(builder, "kind", decision->kind);
  json_add_text(builder, "to", decision->policy->to);
  json_add_text(builder, "reason", decision->reason);
  add_evidence(builder, decision->policy->evidence);
  json_builder_end_object(builder);
}

static void add_bounce(JsonBuilder *builder, const struct mail_bounce *bounce)
{
  static const char *const kinds[] = {
    [BOUNCE_FAILURE] = "failure", [BOUNCE_DELAY] = "delay", [BOUNCE_FEEDBACK] = "feedback"
  };
  json_builder_set_member_name(builder, "bounce");
  if (!bounce) {
    json_builder_add_null_value(builder);
    return;
  }
  json_builder_begin_object(builder);
  json_add_text(builder, "kind", kinds[bounce->kind]);
  json_open_list(builder, "recipients");
  for (guint i = 0; i < bounce->recipients->len; i++) {
    const struct mail_bounce_recipient *recipient = bounce->recipients->pdata[i];
    json_builder_begin_object(builder);
    json_add_text(builder, "address", recipient->address);
    json_add_text(builder, "status", recipient->status);
    add_masked(builder, "diagnostic", recipient->diagnostic);
    json_builder_end_object(builder);
  }
  json_builder_end_array(builder);
  json_builder_end_object(builder);
}

static void add_place(JsonBuilder *builder, const struct verdict_place *place)
{
  json_add_number(builder, "schema", 1);
  json_add_text(builder, "path", place->path);
  json_add_number(builder, "index", place->index);
}

JsonNode *verdict_json(const struct mail *mail, const struct decision *decision, const struct verdict_place *place)
{
  g_autoptr(JsonBuilder) builder = json_builder_new();
  json_builder_begin_object(builder);
  add_place(builder, place);
  json_add_text(builder, "message_id", mail->message_id);
  g_autoptr(GTimeZone) zone = g_time_zone_new_offset(mail->date_offset);
  g_autofree char *date = clock_format(mail->date, zone);
  json_add_text(builder, "date", date);
  add_people(builder, mail);
  json_add_text(builder, "subject", mail->subject);
  json_add_text(builder, "language", decision->triage->language);
  json_add_text(builder, "text", mail->text);
  json_add_text(builder, "request", mail->request);
  add_attachments(builder, mail);
  add_triage(builder, decision->triage);
  add_due(builder, decision);
  add_reply(builder, decision);
  add_bounce(builder, mail->bounce);
  json_builder_end_object(builder);
  return json_builder_get_root(builder);
}

JsonNode *verdict_error_json(const struct verdict_place *place, const char *reason)
{
  g_autoptr(JsonBuilder) builder = json_builder_new();
  json_builder_begin_object(builder);
  add_place(builder, place);
  json_add_text(builder, "error", reason);
  json_builder_end_object(builder);
  return json_builder_get_root(builder);
}

char *verdict_explanation_json(const struct mail *mail, const struct decision *decision)
{
  g_autoptr(JsonBuilder) builder = json_builder_new();
  json_builder_begin_object(builder);
  json_add_text(builder, "message_id", mail->message_id);
  json_add_text(builder, "language", decision->triage->language);
  add_triage(builder, decision->triage);
  add_due(builder, decision);
  add_reply(builder, decision);
  json_builder_end_object(builder);
  return json_line(json_builder_get_root(builder));
}

char *verdict_reply_word(const struct decision *decision)
{
  if (!strcmp(decision->verdict, "send"))
    return g_strdup_printf("yes, %s", decision->kind);
  const char *no = !strcmp(decision->verdict, "held") ? "held" : "no";
  return g_strdup_printf("%s: %s", no, decision->reason);
}
