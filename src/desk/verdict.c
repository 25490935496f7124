#include "desk/verdict.h"

#include "base/clock.h"
#include "desk/desk.h"
#include "mail/mail.h"

#include <string.h>

/* json-glib has no call for "a string or null". */
static void set_string(JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name(builder, name);
  if (value)
    json_builder_add_string_value(builder, value);
  else
    json_builder_add_null_value(builder);
}

static void set_time(JsonBuilder *builder, const char *name, gint64 time)
{
  g_autofree char *text = clock_format(time, NULL);
  set_string(builder, name, text);
}

static void add_strings(JsonBuilder *builder, const char *name, const GPtrArray *strings)
{
  json_builder_set_member_name(builder, name);
  json_builder_begin_array(builder);
  for (guint i = 0; i < strings->len; i++)
    json_builder_add_string_value(builder, strings->pdata[i]);
  json_builder_end_array(builder);
}

static void add_address(JsonBuilder *builder, const struct mail_address *address)
{
  json_builder_begin_object(builder);
  set_string(builder, "name", address->name);
  set_string(builder, "address", address->address);
  json_builder_end_object(builder);
}

static void add_addresses(JsonBuilder *builder, const char *name, const GPtrArray *addresses)
{
  json_builder_set_member_name(builder, name);
  json_builder_begin_array(builder);
  for (guint i = 0; i < addresses->len; i++)
    add_address(builder, addresses->pdata[i]);
  json_builder_end_array(builder);
}

static void add_people(JsonBuilder *builder, const struct mail *mail)
{
  json_builder_set_member_name(builder, "envelope");
  json_builder_begin_object(builder);
  set_string(builder, "from", mail->envelope.from);
  add_strings(builder, "to", mail->envelope.to);
  json_builder_end_object(builder);
  json_builder_set_member_name(builder, "from");
  add_address(builder, &mail->from);
  add_addresses(builder, "to", mail->to);
  add_addresses(builder, "cc", mail->cc);
  add_addresses(builder, "reply_to", mail->reply_to);
}

static void add_attachments(JsonBuilder *builder, const struct mail *mail)
{
  json_builder_set_member_name(builder, "attachments");
  json_builder_begin_array(builder);
  for (guint i = 0; i < mail->attachments->len; i++) {
    const struct mail_attachment *attachment = mail->attachments->pdata[i];
    json_builder_begin_object(builder);
    set_string(builder, "name", attachment->name);
    set_string(builder, "type", attachment->type);
    json_builder_set_member_name(builder, "size");
    json_builder_add_int_value(builder, attachment->size);
    json_builder_end_object(builder);
  }
  json_builder_end_array(builder);
}

static void add_triage(JsonBuilder *builder, const struct triage_verdict *triage)
{
  set_string(builder, "category", triage->category);
  set_string(builder, "priority", priority_names[triage->priority]);
  set_string(builder, "team", triage->team);
  add_strings(builder, "tags", triage->tags);
  add_strings(builder, "rules", triage->rules);
  json_builder_set_member_name(builder, "signals");
  json_builder_begin_array(builder);
  for (guint i = 0; i < triage->signals->len; i++) {
    const struct triage_signal *signal = triage->signals->pdata[i];
    json_builder_begin_object(builder);
    set_string(builder, "code", signal->code);
    set_string(builder, "evidence", signal->evidence);
    set_string(builder, "where", signal->where);
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
  set_time(builder, "first_response", decision->first.due);
  set_time(builder, "resolution", decision->resolution.due);
  json_builder_end_object(builder);
}

static void add_evidence(JsonBuilder *builder, const GPtrArray *evidence)
{
  json_builder_set_member_name(builder, "evidence");
  json_builder_begin_array(builder);
  for (guint i = 0; i < evidence->len; i++) {
    const struct policy_evidence *piece = evidence->pdata[i];
    json_builder_begin_object(builder);
    set_string(builder, "code", piece->code);
    set_string(builder, "strength", policy_strength_name(piece->strength));
    set_string(builder, "header", piece->header);
    set_string(builder, "value", piece->value);
    json_builder_end_object(builder);
  }
  json_builder_end_array(builder);
}

static void add_reply(JsonBuilder *builder, const struct decision *decision)
{
  json_builder_set_member_name(builder, "reply");
  json_builder_begin_object(builder);
  set_string(builder, "verdict", decision->verdict);
  set_string(builder, "kind", decision->kind);
  set_string(builder, "to", decision->policy->to);
  set_string(builder, "reason", decision->reason);
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
  set_string(builder, "kind", kinds[bounce->kind]);
  json_builder_set_member_name(builder, "recipients");
  json_builder_begin_array(builder);
  for (guint i = 0; i < bounce->recipients->len; i++) {
    const struct mail_bounce_recipient *recipient = bounce->recipients->pdata[i];
    json_builder_begin_object(builder);
    set_string(builder, "address", recipient->address);
    set_string(builder, "status", recipient->status);
    set_string(builder, "diagnostic", recipient->diagnostic);
    json_builder_end_object(builder);
  }
  json_builder_end_array(builder);
  json_builder_end_object(builder);
}

static void add_place(JsonBuilder *builder, const struct verdict_place *place)
{
  json_builder_set_member_name(builder, "schema");
  json_builder_add_int_value(builder, 1);
  set_string(builder, "path", place->path);
  json_builder_set_member_name(builder, "index");
  json_builder_add_int_value(builder, place->index);
}

JsonNode *verdict_json(const struct mail *mail, const struct decision *decision, const struct verdict_place *place)
{
  g_autoptr(JsonBuilder) builder = json_builder_new();
  json_builder_begin_object(builder);
  add_place(builder, place);
  set_string(builder, "message_id", mail->message_id);
  g_autoptr(GTimeZone) zone = g_time_zone_new_offset(mail->date_offset);
  g_autofree char *date = clock_format(mail->date, zone);
  set_string(builder, "date", date);
  add_people(builder, mail);
  set_string(builder, "subject", mail->subject);
  set_string(builder, "language", decision->triage->language);
  set_string(builder, "text", mail->text);
  set_string(builder, "request", mail->request);
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
  set_string(builder, "error", reason);
  json_builder_end_object(builder);
  return json_builder_get_root(builder);
}

char *verdict_print(JsonNode *node)
{
  char *text = json_to_string(node, FALSE);
  json_node_unref(node);
  return text;
}

char *verdict_explanation_json(const struct mail *mail, const struct decision *decision)
{
  g_autoptr(JsonBuilder) builder = json_builder_new();
  json_builder_begin_object(builder);
  set_string(builder, "message_id", mail->message_id);
  set_string(builder, "language", decision->triage->language);
  add_triage(builder, decision->triage);
  add_due(builder, decision);
  add_reply(builder, decision);
  json_builder_end_object(builder);
  return verdict_print(json_builder_get_root(builder));
}

char *verdict_reply_word(const struct decision *decision)
{
  if (!strcmp(decision->verdict, "send"))
    return g_strdup_printf("yes, %s", decision->kind);
  const char *no = !strcmp(decision->verdict, "held") ? "held" : "no";
  return g_strdup_printf("%s: %s", no, decision->reason);
}
