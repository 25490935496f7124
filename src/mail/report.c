/* Bounces and other reports: by the standards delivery reports (RFC 3464, 6533), abuse reports (RFC 5965) and read receipts
 * (RFC 8098), the X-Failed-Recipients of Exim and Gmail; else by their words (bounce-form.c). Each reader looks at the
 * message and adds what it finds. */
#include "mail/view.h"

#include "mail/address.h"
#include "mail/body.h"
#include "mail/bounce.h"
#include "mail/header.h"
#include "mail/part-private.h"

#include <string.h>

static void recipient_free(void *data)
{
  struct mail_bounce_recipient *recipient = data;
  g_free(recipient->address);
  g_free(recipient->status);
  g_free(recipient->diagnostic);
  g_free(recipient);
}

void view_bounce_free(struct mail_bounce *bounce)
{
  if (!bounce)
    return;
  g_ptr_array_unref(bounce->recipients);
  char *strings[] = { bounce->original_message_id, bounce->original_from, bounce->original_to, bounce->original_subject,
                      bounce->original_loop };
  for (gsize i = 0; i < G_N_ELEMENTS(strings); i++)
    g_free(strings[i]);
  g_free(bounce);
}

/* The same address twice is one recipient, with what either time was told. */
void bounce_add(struct bounce_search *search, char *address, char *status, char *diagnostic)
{
  GPtrArray *recipients = search->bounce->recipients;
  struct mail_bounce_recipient *recipient = address ? g_hash_table_lookup(search->by_address, address) : NULL;
  if (!recipient && recipients->len < BOUNCE_MAX_RECIPIENTS) {
    recipient = g_new0(struct mail_bounce_recipient, 1);
    recipient->address = g_steal_pointer(&address);
    g_ptr_array_add(recipients, recipient);
    if (recipient->address)
      g_hash_table_insert(search->by_address, recipient->address, recipient);
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

static char *diagnostic_text(GBytes *group)
{
  g_autofree char *value = header_value(group, "Diagnostic-Code");
  if (!value)
    return NULL;
  const char *semicolon = strchr(value, ';');
  const char *text = semicolon && semicolon - value <= 20 ? semicolon + 1 : value;
  return g_strstrip(g_utf8_substring(text, 0, MIN(g_utf8_strlen(text, -1), (glong)BOUNCE_MAX_DIAGNOSTIC)));
}

enum outcome { OUTCOME_NONE, OUTCOME_FAILED, OUTCOME_DELAYED, OUTCOME_DONE };

/* By Action; by the class of Status where it is missing or unknown. */
static enum outcome outcome_of(GBytes *group, const char *status)
{
  static const struct {
    const char *action;
    enum outcome outcome;
  } actions[] = {
    { "failed", OUTCOME_FAILED },  { "failure", OUTCOME_FAILED },      { "expired", OUTCOME_FAILED },
    { "delayed", OUTCOME_DELAYED }, { "delivered", OUTCOME_DONE },     { "relayed", OUTCOME_DONE },
    { "expanded", OUTCOME_DONE },   { "deliverable", OUTCOME_DONE },
  };
  g_autofree char *action = header_token(group, "Action");
  for (gsize i = 0; action && i < G_N_ELEMENTS(actions); i++)
    if (strcmp(actions[i].action, action) == 0)
      return actions[i].outcome;
  if (!status)
    return OUTCOME_NONE;
  return *status == '5' ? OUTCOME_FAILED : *status == '4' ? OUTCOME_DELAYED : OUTCOME_DONE;
}

/* The report's own status, unless it says no more than its class and the diagnostic says more; what neither tells, the
 * outcome does. */
static char *status_of(const char *told, enum outcome outcome, const char *diagnostic)
{
  if (told && *told != '2' && !g_str_has_suffix(told, ".0.0"))
    return g_strdup(told);
  char class = told && *told != '2' ? *told : outcome == OUTCOME_DELAYED ? '4' : '5';
  char *better = bounce_status(diagnostic, class);
  if (better && g_str_has_suffix(better, ".0.0") && told)
    g_clear_pointer(&better, g_free);
  return better ? better : told && *told != '2' ? g_strdup(told) : g_strdup(class == '4' ? "4.0.0" : "5.0.0");
}

/* The addr-spec that a group is about; "mina" of a local mailbox is none. */
static char *group_address(GBytes *group)
{
  static const char *const names[] = { "Final-Recipient", "Original-Recipient", "X-Actual-Recipient" };
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    char *address = typed_address(group, names[i]);
    if (address)
      return address;
  }
  return NULL;
}

void bounce_add_group(struct bounce_search *search, GBytes *group)
{
  g_autofree char *id = header_value(group, "X-Original-Message-ID");
  if (id && *id == '<' && g_str_has_suffix(id, ">") && !search->bounce->original_message_id)
    search->bounce->original_message_id = g_steal_pointer(&id);
  g_autofree char *field = header_value(group, "Status"), *told = bounce_status_code(field);
  enum outcome outcome = outcome_of(group, told);
  search->has_success = search->has_success || outcome == OUTCOME_DONE;
  g_autofree char *address = group_address(group);
  if (outcome == OUTCOME_NONE && address) {
    g_free(search->pending);
    search->pending = g_steal_pointer(&address);
  } else if (!address) {
    address = g_steal_pointer(&search->pending);
  }
  if (outcome != OUTCOME_FAILED && outcome != OUTCOME_DELAYED)
    return;
  if (outcome == OUTCOME_FAILED)
    search->has_failure = TRUE;
  else
    search->has_delay = TRUE;
  char *diagnostic = diagnostic_text(group);
  bounce_add(search, g_steal_pointer(&address), status_of(told, outcome, diagnostic), diagnostic);
}

/* Groups of fields with empty lines between them. */
static void each_group(const struct part *part, void (*take)(struct bounce_search *search, GBytes *group),
                       struct bounce_search *search)
{
  g_autofree char *text = body_text(part);
  for (char *p = text; *p;) {
    p += strspn(p, "\n");
    char *gap = strstr(p, "\n\n"), *end = gap ? gap + 1 : p + strlen(p);
    g_autoptr(GBytes) group = g_bytes_new(p, (gsize)(end - p));
    take(search, group);
    p = end;
  }
}

static void read_feedback_group(struct bounce_search *search, GBytes *group)
{
  search->has_feedback = TRUE;
  g_autoptr(GArray) fields = header_fields(group, NULL);
  for (guint i = 0; i < fields->len; i++) {
    const struct header_field *field = &g_array_index(fields, struct header_field, i);
    g_autofree char *name = g_ascii_strdown(field->name, (gssize)field->name_length);
    if (strcmp(name, "original-rcpt-to") != 0 && strcmp(name, "removal-recipient") != 0)
      continue;
    g_autofree char *value = header_decode_field(field, NULL);
    g_autofree char *address = address_path(value);
    if (address && *address)
      bounce_add(search, g_steal_pointer(&address), NULL, NULL);
  }
}

/* Whether the mail says by more than a part in it that a program sent it: people pass such parts on. */
static gboolean is_from_program(const struct bounce_search *search)
{
  const struct mail *mail = search->mail;
  const char *automatic = mail_header(mail, "Auto-Submitted");
  return strcmp(search->root->type, "multipart/report") == 0 || (mail->envelope.from && !*mail->envelope.from) ||
         (automatic && g_ascii_strncasecmp(automatic, "auto-", 5) == 0) || bounce_is_daemon(mail) ||
         mail_header(mail, "X-Failed-Recipients");
}

static void read_reports(struct bounce_search *search, const struct part *part)
{
  search->is_report = search->is_report || strcmp(part->type, "multipart/report") == 0;
  switch (part_kind(part)) {
  case PART_STATUS:
    search->is_report = TRUE;
    if (is_from_program(search))
      each_group(part, bounce_add_group, search);
    break;
  case PART_FEEDBACK:
    search->is_report = TRUE;
    each_group(part, read_feedback_group, search);
    break;
  case PART_NOTIFICATION:
    search->is_report = search->has_success = TRUE;
    break;
  case PART_MULTIPART:
    for (guint i = 0; part->children && i < part->children->len; i++)
      read_reports(search, g_ptr_array_index(part->children, i));
    break;
  default: /* what a nested message reports is not our business */
    break;
  }
}

static void read_failed_recipients(struct bounce_search *search, const struct bounce_text *text)
{
  (void)text;
  struct header_field field;
  if (!header_find(search->root->header, "X-Failed-Recipients", &field))
    return;
  g_autofree char *value = header_unfold(&field);
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)mail_address_free);
  address_parse(value, NULL, list);
  guint told = search->bounce->recipients->len;
  struct mail_bounce_recipient *only = told == 1 ? g_ptr_array_index(search->bounce->recipients, 0) : NULL;
  for (guint i = 0; i < list->len; i++) {
    struct mail_address *address = g_ptr_array_index(list, i);
    if (address->address && only && !only->address)
      only->address = g_strdup(address->address); /* a pipe or a file in the report, whose address the header tells */
    else if (address->address && told == 0)
      bounce_add(search, g_strdup(address->address), NULL, NULL);
  }
}

/* The words, where no standard part told anything. */
static void read_words(struct bounce_search *search, const struct bounce_text *text)
{
  if (search->has_failure || search->has_delay || search->has_feedback || search->has_success)
    return;
  bounce_read_form(search, text);
  if (search->bounce->recipients->len > 0 && !search->has_delay)
    search->has_failure = TRUE; /* the header told, in whatever words */
}

static const struct part *first_message(const struct part *part)
{
  if (part_kind(part) == PART_MESSAGE)
    return part->children && part->children->len > 0 ? g_ptr_array_index(part->children, 0) : NULL;
  const struct part *found = NULL;
  for (guint i = 0; part_kind(part) == PART_MULTIPART && part->children && i < part->children->len && !found; i++)
    found = first_message(g_ptr_array_index(part->children, i));
  return found;
}

/* Outlook.com's complaints: the mail itself, with a field that names who complained. */
static void read_complaint(struct bounce_search *search, const struct bounce_text *text)
{
  static const char subject[] = "complaint about message from";
  (void)text;
  if (g_ascii_strncasecmp(search->mail->subject, subject, strlen(subject)) != 0)
    return;
  const struct part *message = first_message(search->root);
  g_autofree char *value = message ? header_value(message->header, "X-HmXmrOriginalRecipient") : NULL;
  char *address = value ? address_path(value) : NULL;
  if (address && *address) {
    search->has_feedback = TRUE;
    bounce_add(search, g_steal_pointer(&address), NULL, NULL);
  }
  g_free(address);
}

/* Asked in this order, after the standard parts were read. */
static void (*const readers[])(struct bounce_search *search, const struct bounce_text *text) = {
  read_failed_recipients,
  bounce_read_json,
  read_complaint,
  read_words,
};

/* What can be told when all readers have read. */
static void complete(struct bounce_search *search)
{
  struct mail_bounce *bounce = search->bounce;
  bounce->kind = search->has_failure ? BOUNCE_FAILURE : search->has_delay ? BOUNCE_DELAY : BOUNCE_FEEDBACK;
  GPtrArray *recipients = bounce->recipients;
  if (recipients->len == 0 && bounce->original_to)
    bounce_add(search, g_strdup(bounce->original_to), NULL, NULL);
  for (guint i = 0; i < recipients->len; i++) {
    struct mail_bounce_recipient *one = g_ptr_array_index(recipients, i);
    if (!one->status && bounce->kind != BOUNCE_FEEDBACK)
      one->status = g_strdup(bounce->kind == BOUNCE_DELAY ? "4.0.0" : "5.0.0");
    if (bounce->kind == BOUNCE_DELAY && *one->status == '5')
      *one->status = '4';
    one->hard = bounce_is_hard(bounce->kind, one->status);
  }
}

struct mail_bounce *view_bounce(const struct part *root, const struct mail *mail, gboolean *ret_is_report)
{
  struct mail_bounce *bounce = g_new0(struct mail_bounce, 1);
  bounce->recipients = g_ptr_array_new_with_free_func(recipient_free);
  g_autoptr(GHashTable) by_address = g_hash_table_new(g_str_hash, g_str_equal);
  struct bounce_search search = { .root = root, .mail = mail, .bounce = bounce, .by_address = by_address };
  read_reports(&search, root);
  g_autoptr(BounceText) text = bounce_text_new(bounce_mark(&search) ? mail->text : "");
  for (gsize i = 0; i < G_N_ELEMENTS(readers); i++)
    readers[i](&search, text);
  g_free(search.pending);
  *ret_is_report = search.is_report;
  if (!search.has_failure && !search.has_delay && !search.has_feedback) {
    view_bounce_free(bounce);
    return NULL;
  }
  bounce_read_original(&search, text);
  if (search.is_report || mail_header(mail, "X-Failed-Recipients"))
    bounce_tell_more(&search, text);
  complete(&search);
  return bounce;
}
