/* What is read of a message, and what is an attachment. */
#include "mail/part-private.h"

#include "mail/header.h"

#include <string.h>

static const struct {
  const char *type; /* a trailing slash: all of that type */
  enum part_kind kind;
} kinds[] = {
  { "text/html", PART_HTML },
  { "text/enriched", PART_HTML }, /* its tags are dropped alike */
  { "text/richtext", PART_HTML },
  { "multipart/", PART_MULTIPART },
  { "message/rfc822", PART_MESSAGE },
  { "message/delivery-status", PART_STATUS },
  { "message/global-delivery-status", PART_STATUS },
  { "message/feedback-report", PART_FEEDBACK },
  { "message/disposition-notification", PART_NOTIFICATION },
  { "message/global-disposition-notification", PART_NOTIFICATION },
  { "text/rfc822-headers", PART_HEADERS },
  { "text/rfc822-header", PART_HEADERS },
  { "message/rfc822-headers", PART_HEADERS },
  { "message/global-headers", PART_HEADERS },
  { "message/global", PART_GLOBAL },
  { "application/pgp-signature", PART_SIGNATURE },
  { "application/pgp-encrypted", PART_SIGNATURE },
  { "application/pkcs7-signature", PART_SIGNATURE },
  { "application/x-pkcs7-signature", PART_SIGNATURE },
  { "text/calendar", PART_CALENDAR },
  { "text/csv", PART_DATA },
  { "text/css", PART_DATA },
  { "text/directory", PART_DATA },
  { "text/javascript", PART_DATA },
  { "text/rtf", PART_DATA },
  { "text/vcard", PART_DATA },
  { "text/x-vcard", PART_DATA },
  { "text/x-amp-html", PART_DATA },
  { "text/xml", PART_DATA },
  { "text/", PART_TEXT },
};

enum {
  STUB = 512,               /* octets up to which a plain alternative may be a mere "use another mail program" */
  NESTED_TEXT = 64 * 1024,  /* read of a nested message's text */
  REPORT_TEXT = 256 * 1024, /* read of a report or of returned headers */
};

enum part_kind part_kind(const struct part *part)
{
  if (!strcmp(part->type, "text/plain")) /* most are, and it is asked often */
    return PART_TEXT;
  for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
    if (!g_str_has_prefix(part->type, kinds[i].type))
      continue;
    if (!g_str_has_suffix(kinds[i].type, "/") && strcmp(part->type, kinds[i].type) != 0)
      continue;
    gboolean is_hollow = kinds[i].kind == PART_MULTIPART && !part->children && !part->cut;
    return is_hollow ? PART_TEXT : kinds[i].kind;
  }
  return PART_FILE;
}

static gboolean has_disposition(const struct part *part, const char *disposition)
{
  g_autofree char *token = header_token(part->header, "Content-Disposition");
  return token && strcmp(token, disposition) == 0;
}

static gboolean has_name(const struct part *part)
{
  g_autofree char *filename = header_param(part->header, "Content-Disposition", "filename");
  g_autofree char *name = filename ? NULL : header_param(part->header, "Content-Type", "name");
  return filename || name;
}

static gboolean is_text(const struct part *part)
{
  return part_kind(part) == PART_TEXT || part_kind(part) == PART_HTML;
}

gboolean part_is_named_text(const struct part *part)
{
  return is_text(part) && has_disposition(part, "inline") && has_name(part);
}

gboolean part_has_text(const struct part *part)
{
  if (is_text(part))
    return part->octets > 2 && !part_is_attachment(part) && !part_is_named_text(part);
  for (guint i = 0; part_kind(part) == PART_MULTIPART && part->children && i < part->children->len; i++)
    if (part_has_text(g_ptr_array_index(part->children, i)))
      return TRUE;
  return FALSE;
}

/* A text shown in place may be the only one, even with a file name: no words of a customer are lost that way. */
gboolean part_is_attachment(const struct part *part)
{
  switch (part_kind(part)) {
  case PART_TEXT:
  case PART_HTML:
    return has_disposition(part, "attachment");
  case PART_CALENDAR:
  case PART_DATA:
    return has_disposition(part, "attachment") || has_name(part);
  case PART_MESSAGE:
  case PART_GLOBAL:
    return TRUE;
  case PART_FILE:
    return strcmp(part->type, "application/pkcs7-mime") != 0 && strcmp(part->type, "application/x-pkcs7-mime") != 0;
  default:
    return FALSE;
  }
}

struct plan {
  gsize left;           /* of PART_MAX_BODIES */
  gboolean is_nested;   /* in a message/rfc822 */
  gboolean has_text;    /* there is one already: of the nested message, and no more is wanted */
  gboolean skips_named; /* named texts are files */
};

static void want(struct plan *plan, struct part *part, gsize most)
{
  gsize limit = MIN(most, plan->left);
  gboolean is_sized = !g_str_has_prefix(part->type, "multipart/");
  part->wanted = is_sized ? (gsize)MIN(part->octets, (guint64)limit) : limit;
  part->cut = part->cut || (is_sized && part->octets > part->wanted);
  plan->left -= part->wanted;
}

/* The plain text of an alternative is as good as its HTML, unless it is so short that it may be a mere stub. */
static gboolean has_full_plain_text(const struct part *alternative)
{
  for (guint i = 0; alternative->children && i < alternative->children->len; i++) {
    const struct part *child = g_ptr_array_index(alternative->children, i);
    if (strcmp(child->type, "text/plain") == 0 && child->octets > STUB && !part_is_attachment(child))
      return TRUE;
  }
  return FALSE;
}

static void drop_empty_child(struct part *part)
{
  if (!g_str_has_prefix(part->type, "multipart/") || !part->children || part->children->len > 1)
    return;
  struct part *child = part->children->len == 1 ? g_ptr_array_index(part->children, 0) : NULL;
  if (child && (child->octets > 0 || child->children || (child->header && g_bytes_get_size(child->header) > 0)))
    return;
  g_clear_pointer(&part->children, g_ptr_array_unref);
  if (!part->section)
    part->section = g_strdup("TEXT");
}

static void plan_part(struct plan *plan, struct part *part);

static void plan_children(struct plan *plan, struct part *part)
{
  gboolean is_alternative = strcmp(part->type, "multipart/alternative") == 0;
  gboolean skips_html = is_alternative && has_full_plain_text(part);
  for (guint i = 0; part->children && i < part->children->len; i++) {
    struct part *child = g_ptr_array_index(part->children, i);
    if (skips_html && strcmp(child->type, "text/plain") != 0 && part_kind(child) != PART_CALENDAR)
      continue;
    plan_part(plan, child);
  }
}

static void plan_nested(struct plan *plan, struct part *message)
{
  struct plan nested = { plan->left, TRUE, FALSE, FALSE };
  if (!plan->is_nested)
    plan_part(&nested, message);
  plan->left = nested.left;
}

static void plan_part(struct plan *plan, struct part *part)
{
  drop_empty_child(part);
  switch (part_kind(part)) {
  case PART_MULTIPART:
    plan_children(plan, part);
    break;
  case PART_MESSAGE:
    if (part->children && part->children->len > 0)
      plan_nested(plan, g_ptr_array_index(part->children, 0));
    break;
  case PART_TEXT:
  case PART_HTML:
    if (part_is_attachment(part) || plan->has_text || (plan->skips_named && part_is_named_text(part)))
      break;
    want(plan, part, plan->is_nested ? NESTED_TEXT : PART_MAX_BODY);
    plan->has_text = plan->is_nested && part->octets > 0;
    break;
  case PART_STATUS:
  case PART_FEEDBACK:
  case PART_NOTIFICATION:
  case PART_HEADERS:
    if (!plan->is_nested)
      want(plan, part, REPORT_TEXT);
    break;
  case PART_GLOBAL:
    if (!plan->is_nested)
      want(plan, part, NESTED_TEXT);
    break;
  case PART_CALENDAR:
    if (!plan->is_nested) { /* of a long one nothing is missed */
      part->wanted = (gsize)MIN(part->octets, (guint64)MIN((gsize)NESTED_TEXT, plan->left));
      plan->left -= part->wanted;
    }
    break;
  default:
    break;
  }
}

static void forget_plan(struct part *part, void *data)
{
  (void)data;
  part->wanted = 0;
}

void part_plan(struct part *root)
{
  part_each(root, forget_plan, NULL);
  struct plan plan = { PART_MAX_BODIES, FALSE, FALSE, part_has_text(root) };
  plan_part(&plan, root);
}
