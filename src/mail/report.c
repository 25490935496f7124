/* Bounces and other reports, by the standards: delivery reports (RFC 3464), abuse reports (RFC 5965), read receipts (RFC
 * 8098), and the X-Failed-Recipients of Exim. Each reader looks at the message and adds what it finds. */
#include "mail/view.h"

#include "mail/address.h"
#include "mail/body.h"
#include "mail/header.h"
#include "mail/part-private.h"

#include <string.h>

enum { MAX_RECIPIENTS = 1000, MAX_DIAGNOSTIC = 2000 };

struct findings {
  gboolean is_report;
  gboolean has_failure, has_delay, has_feedback;
  GPtrArray *recipients;
};

static void recipient_free(void *data)
{
  struct mail_bounce_recipient *recipient = data;
  g_free(recipient->address);
  g_free(recipient->status);
  g_free(recipient->diagnostic);
  g_free(recipient);
}

/* Takes the strings; the same address twice is one recipient, with what either time was told. */
static void add_recipient(struct findings *findings, char *address, char *status, char *diagnostic)
{
  struct mail_bounce_recipient *recipient = NULL;
  for (guint i = 0; address && i < findings->recipients->len && !recipient; i++) {
    struct mail_bounce_recipient *known = g_ptr_array_index(findings->recipients, i);
    recipient = known->address && strcmp(known->address, address) == 0 ? known : NULL;
  }
  if (!recipient && findings->recipients->len < MAX_RECIPIENTS) {
    recipient = g_new0(struct mail_bounce_recipient, 1);
    recipient->address = g_steal_pointer(&address);
    g_ptr_array_add(findings->recipients, recipient);
  }
  if (recipient && !recipient->status)
    recipient->status = g_steal_pointer(&status);
  if (recipient && !recipient->diagnostic)
    recipient->diagnostic = g_steal_pointer(&diagnostic);
  g_free(address);
  g_free(status);
  g_free(diagnostic);
}

/* "rfc822; <a@b.example>", with or without the type and the brackets. */
static char *typed_address(GBytes *group, const char *name)
{
  g_autofree char *value = header_value(group, name);
  if (!value)
    return NULL;
  const char *semicolon = strchr(value, ';');
  char *address = address_path(semicolon ? semicolon + 1 : value);
  if (address && *address)
    return address;
  g_free(address);
  return NULL;
}

/* class.subject.detail, RFC 3463; what stands around it is a remark. */
static char *status_code(GBytes *group)
{
  g_autofree char *value = header_value(group, "Status");
  const char *p = value;
  if (!p || !strchr("245", *p) || !*p || p[1] != '.' || !g_ascii_isdigit(p[2]))
    return NULL;
  gsize subject = strspn(p + 2, "0123456789");
  gsize detail = p[2 + subject] == '.' ? strspn(p + 3 + subject, "0123456789") : 0;
  return subject <= 3 && detail > 0 && detail <= 3 ? g_strndup(p, 3 + subject + detail) : NULL;
}

static char *diagnostic_text(GBytes *group)
{
  g_autofree char *value = header_value(group, "Diagnostic-Code");
  if (!value)
    return NULL;
  const char *semicolon = strchr(value, ';');
  const char *text = semicolon && semicolon - value <= 20 ? semicolon + 1 : value;
  return g_strstrip(g_utf8_substring(text, 0, MIN(g_utf8_strlen(text, -1), (glong)MAX_DIAGNOSTIC)));
}

enum outcome { OUTCOME_NONE, OUTCOME_FAILED, OUTCOME_DELAYED, OUTCOME_DONE };

/* By Action; by the class of Status where it is missing or unknown. */
static enum outcome outcome_of(GBytes *group, const char *status)
{
  static const struct {
    const char *action;
    enum outcome outcome;
  } actions[] = {
    { "failed", OUTCOME_FAILED },  { "failure", OUTCOME_FAILED }, { "delayed", OUTCOME_DELAYED },
    { "delivered", OUTCOME_DONE }, { "relayed", OUTCOME_DONE },   { "expanded", OUTCOME_DONE },
  };
  g_autofree char *action = header_token(group, "Action");
  for (gsize i = 0; action && i < G_N_ELEMENTS(actions); i++)
    if (strcmp(actions[i].action, action) == 0)
      return actions[i].outcome;
  if (!status)
    return OUTCOME_NONE;
  return *status == '5' ? OUTCOME_FAILED : *status == '4' ? OUTCOME_DELAYED : OUTCOME_DONE;
}

static void read_status_group(struct findings *findings, GBytes *group)
{
  g_autofree char *address = typed_address(group, "Final-Recipient");
  if (!address)
    address = typed_address(group, "Original-Recipient");
  g_autofree char *status = status_code(group);
  enum outcome outcome = outcome_of(group, status);
  if (outcome != OUTCOME_FAILED && outcome != OUTCOME_DELAYED)
    return;
  if (outcome == OUTCOME_FAILED)
    findings->has_failure = TRUE;
  else
    findings->has_delay = TRUE;
  add_recipient(findings, g_steal_pointer(&address), g_steal_pointer(&status), diagnostic_text(group));
}

/* Groups of fields with empty lines between them. */
static void each_group(const struct part *part, void (*take)(struct findings *findings, GBytes *group),
                       struct findings *findings)
{
  g_autofree char *text = body_text(part);
  for (char *p = text; *p;) {
    p += strspn(p, "\n");
    char *gap = strstr(p, "\n\n"), *end = gap ? gap + 1 : p + strlen(p);
    g_autoptr(GBytes) group = g_bytes_new(p, (gsize)(end - p));
    take(findings, group);
    p = end;
  }
}

static void read_feedback_group(struct findings *findings, GBytes *group)
{
  findings->has_feedback = TRUE;
  g_autoptr(GArray) fields = header_fields(group, NULL);
  for (guint i = 0; i < fields->len; i++) {
    const struct header_field *field = &g_array_index(fields, struct header_field, i);
    g_autofree char *name = g_ascii_strdown(field->name, (gssize)field->name_length);
    if (strcmp(name, "original-rcpt-to") != 0 && strcmp(name, "removal-recipient") != 0)
      continue;
    g_autofree char *value = header_decode_field(field, NULL);
    g_autofree char *address = address_path(value);
    if (address && *address)
      add_recipient(findings, g_steal_pointer(&address), NULL, NULL);
  }
}

static void read_reports(struct findings *findings, const struct part *part)
{
  findings->is_report = findings->is_report || strcmp(part->type, "multipart/report") == 0;
  switch (part_kind(part)) {
  case PART_STATUS:
    findings->is_report = TRUE;
    each_group(part, read_status_group, findings);
    break;
  case PART_FEEDBACK:
    findings->is_report = TRUE;
    each_group(part, read_feedback_group, findings);
    break;
  case PART_NOTIFICATION:
    findings->is_report = TRUE;
    break;
  case PART_MULTIPART:
    for (guint i = 0; part->children && i < part->children->len; i++)
      read_reports(findings, g_ptr_array_index(part->children, i));
    break;
  default: /* what a nested message reports is not our business */
    break;
  }
}

static void read_failed_recipients(struct findings *findings, const struct part *root)
{
  struct header_field field;
  if (!header_find(root->header, "X-Failed-Recipients", &field))
    return;
  g_autofree char *value = header_unfold(&field);
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)mail_address_free);
  address_parse(value, NULL, list);
  for (guint i = 0; i < list->len; i++) {
    struct mail_address *address = g_ptr_array_index(list, i);
    if (address->address)
      add_recipient(findings, g_strdup(address->address), NULL, NULL);
  }
  findings->has_failure = TRUE;
}

static void (*const readers[])(struct findings *findings, const struct part *root) = {
  read_reports,
  read_failed_recipients,
};

struct mail_bounce *view_bounce(const struct part *root, gboolean *ret_is_report)
{
  struct findings findings = { .recipients = g_ptr_array_new_with_free_func(recipient_free) };
  for (gsize i = 0; i < G_N_ELEMENTS(readers); i++)
    readers[i](&findings, root);
  *ret_is_report = findings.is_report;
  if (!findings.has_failure && !findings.has_delay && !findings.has_feedback) {
    g_ptr_array_unref(findings.recipients);
    return NULL;
  }
  struct mail_bounce *bounce = g_new0(struct mail_bounce, 1);
  bounce->recipients = findings.recipients;
  bounce->kind = findings.has_failure ? BOUNCE_FAILURE : findings.has_delay ? BOUNCE_DELAY : BOUNCE_FEEDBACK;
  return bounce;
}
