#include "mail/mail.h"

#include "base/clock.h"
#include "base/subject.h"
#include "mail/address.h"
#include "mail/body.h"
#include "mail/forms.h"
#include "mail/header.h"
#include "mail/html.h"
#include "mail/part-private.h"
#include "mail/view.h"

#include <gmime/gmime.h>
#include <string.h>

enum { MAX_IDS = 100, MAX_ID = 998 };

void view_gmime(void)
{
  static gsize is_awake;
  if (g_once_init_enter(&is_awake)) {
    g_mime_init();
    g_once_init_leave(&is_awake, 1);
  }
}

struct mail_attachment *view_attachment(const char *name, const char *type, guint64 size)
{
  struct mail_attachment *attachment = g_new0(struct mail_attachment, 1);
  const char *base = name;
  for (const char *p = name; p && *p; p++)
    if (*p == '/' || *p == '\\') /* some mailers give the sender's whole path */
      base = p + 1;
  attachment->name = base && *base ? g_strdup(base) : NULL;
  attachment->type = g_strdup(forms_file_type(attachment->name, type));
  attachment->size = size;
  return attachment;
}

static void attachment_free(void *data)
{
  struct mail_attachment *attachment = data;
  g_free(attachment->name);
  g_free(attachment->type);
  g_free(attachment);
}

static void header_free(void *data)
{
  struct mail_header *header = data;
  g_free(header->name);
  g_free(header->value);
  g_free(header);
}

void mail_free(struct mail *mail)
{
  if (!mail)
    return;
  GPtrArray *arrays[] = { mail->headers, mail->envelope.to, mail->in_reply_to, mail->references,
                          mail->to,      mail->cc,          mail->reply_to,    mail->attachments };
  for (gsize i = 0; i < G_N_ELEMENTS(arrays); i++)
    g_clear_pointer(&arrays[i], g_ptr_array_unref);
  char *strings[] = { mail->envelope.from, mail->message_id, mail->from.name, mail->from.address,
                      mail->subject,       mail->text,       mail->request,   mail->signature,
                      mail->forwarded,     mail->contact_key };
  for (gsize i = 0; i < G_N_ELEMENTS(strings); i++)
    g_free(strings[i]);
  view_bounce_free(mail->bounce);
  g_free(mail);
}

void mail_forget_text(struct mail *mail)
{
  g_ptr_array_set_size(mail->headers, 0);
  char **texts[] = { &mail->text, &mail->request, &mail->signature, &mail->forwarded };
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_free(*texts[i]);
    *texts[i] = g_strdup("");
  }
}

const char *mail_header(const struct mail *mail, const char *name)
{
  for (guint i = 0; i < mail->headers->len; i++) {
    const struct mail_header *header = g_ptr_array_index(mail->headers, i);
    if (g_ascii_strcasecmp(header->name, name) == 0)
      return header->value;
  }
  return NULL;
}

static gboolean is_named(const struct header_field *field, const char *name)
{
  return field->name_length == strlen(name) && g_ascii_strncasecmp(field->name, name, field->name_length) == 0;
}

static void read_headers(struct mail *mail, GBytes *block, const char *hint)
{
  mail->headers = g_ptr_array_new_with_free_func(header_free);
  gsize size = 0;
  const char *data = block ? g_bytes_get_data(block, &size) : NULL;
  g_autoptr(GArray) fields = header_fields(block, &mail->header_cut);
  /* Servers are asked for so much and no more, so a header that long was cut. Its last line end may count as two. */
  mail->header_cut = mail->header_cut || (size > 0 && part_wire_prefix(data, size, PART_MAX_HEADER - 2) < size);
  mail->truncated = mail->truncated || mail->header_cut;
  for (guint i = 0; i < fields->len; i++) {
    const struct header_field *field = &g_array_index(fields, struct header_field, i);
    struct mail_header *header = g_new(struct mail_header, 1);
    header->name = g_strndup(field->name, field->name_length);
    gboolean plain = is_named(field, "Authentication-Results");
    header->value = plain ? header_plain_field(field) : header_decode_field(field, hint);
    mail->truncated = mail->truncated || field->raw_length > HEADER_MAX_VALUE;
    g_ptr_array_add(mail->headers, header);
  }
}

static guint count_headers(const struct mail *mail, const char *name)
{
  guint n = 0;
  for (guint i = 0; i < mail->headers->len; i++)
    n += g_ascii_strcasecmp(((const struct mail_header *)mail->headers->pdata[i])->name, name) == 0;
  return n;
}

static GPtrArray *read_addresses(struct mail *mail, GBytes *block, const char *name, const char *hint)
{
  GPtrArray *list = g_ptr_array_new_with_free_func((GDestroyNotify)mail_address_free);
  if (!count_headers(mail, name))
    return list;
  g_autoptr(GArray) fields = header_fields(block, NULL);
  for (guint i = 0; i < fields->len; i++) {
    const struct header_field *field = &g_array_index(fields, struct header_field, i);
    if (!is_named(field, name))
      continue;
    g_autofree char *value = header_unfold(field);
    if (!address_parse(value, hint, list))
      mail->truncated = TRUE;
  }
  return list;
}

/* The first author of the topmost From who can be answered; else the first one's name. */
static void read_from(struct mail *mail, GBytes *block, const char *hint)
{
  struct header_field field;
  if (!header_find(block, "From", &field))
    return;
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)mail_address_free);
  g_autofree char *value = header_unfold(&field);
  gboolean is_whole = address_parse(value, hint, list);
  const struct mail_address *author = list->len > 0 ? g_ptr_array_index(list, 0) : NULL;
  for (guint i = list->len; i > 0; i--) {
    const struct mail_address *one = g_ptr_array_index(list, i - 1);
    author = one->address ? one : author;
  }
  mail->from.name = author ? g_strdup(author->name) : NULL;
  mail->from.address = author ? g_strdup(author->address) : NULL;
  if (count_headers(mail, "From") == 1) {
    mail->authors = list->len;
    mail->truncated = mail->truncated || !is_whole;
    return;
  }
  g_autoptr(GPtrArray) all = read_addresses(mail, block, "From", hint);
  mail->authors = all->len;
}

static gboolean is_id(const char *start, const char *close)
{
  for (const char *p = start + 1; p < close; p++)
    if ((guint8)*p <= ' ' || *p == 0x7F || *p == '<')
      return FALSE;
  return close - start > 1 && close - start < MAX_ID;
}

/* The <ids> in a value. Of too many the first, which began the thread, and the latest stay. */
static GPtrArray *read_ids(const struct mail *mail, const char *name)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);
  const char *value = mail_header(mail, name);
  for (const char *p = value; p && (p = strchr(p, '<'));) {
    const char *close = p + strcspn(p, ">");
    const char *inner = p + 1 + strcspn(p + 1, "<");
    if (!*close)
      break;
    if (inner < close) {
      p = inner;
      continue;
    }
    if (is_id(p, close))
      g_ptr_array_add(ids, g_strndup(p, (gsize)(close + 1 - p)));
    p = close + 1;
  }
  if (ids->len > MAX_IDS)
    g_ptr_array_remove_range(ids, 1, ids->len - MAX_IDS);
  return ids;
}

static char *read_message_id(const struct mail *mail)
{
  g_autoptr(GPtrArray) ids = read_ids(mail, "Message-ID");
  if (ids->len > 0)
    return g_strdup(g_ptr_array_index(ids, 0));
  const char *value = mail_header(mail, "Message-ID");
  if (!value || !*value || strlen(value) > MAX_ID - 2 || strpbrk(value, " \t<>"))
    return NULL;
  return g_strconcat("<", value, ">", NULL); /* some programs forget the brackets */
}

/* CLOCK_NONE for what is no date, or none of the time that there is e-mail. */
static gint64 read_date(const char *value, int *ret_offset)
{
  const gint64 latest = G_GINT64_CONSTANT(7258118400); /* the year 2200 */
  *ret_offset = 0;
  if (!value || strlen(value) > 200)
    return CLOCK_NONE;
  view_gmime();
  g_autoptr(GDateTime) date = g_mime_utils_header_decode_date(value);
  if (!date)
    return CLOCK_NONE;
  gint64 seconds = g_date_time_to_unix(date);
  if (seconds <= 0 || seconds > latest)
    return CLOCK_NONE;
  *ret_offset = (int)(g_date_time_get_utc_offset(date) / G_USEC_PER_SEC);
  return seconds;
}

static void read_dates(struct mail *mail, gint64 internal_date)
{
  int offset;
  const char *received = mail_header(mail, "Received");
  const char *semicolon = received ? strrchr(received, ';') : NULL;
  mail->date = read_date(mail_header(mail, "Date"), &mail->date_offset);
  mail->received = read_date(semicolon ? semicolon + 1 : NULL, &offset);
  mail->internal_date = internal_date;
}

static void add_recipient(struct mail *mail, const char *value)
{
  g_autofree char *path = value ? address_path(value) : NULL;
  if (path && *path)
    g_ptr_array_add(mail->envelope.to, g_steal_pointer(&path));
}

static void read_envelope(struct mail *mail, const struct mail_envelope *given)
{
  const char *return_path = mail_header(mail, "Return-Path");
  mail->envelope.to = g_ptr_array_new_with_free_func(g_free);
  if (given && given->from)
    mail->envelope.from = g_strdup(given->from);
  else if (return_path)
    mail->envelope.from = address_path(return_path);
  for (guint i = 0; given && given->to && i < given->to->len; i++)
    g_ptr_array_add(mail->envelope.to, g_strdup(g_ptr_array_index(given->to, i)));
  if (mail->envelope.to->len > 0)
    return;
  add_recipient(mail, mail_header(mail, "X-Original-To"));
  add_recipient(mail, mail_header(mail, "Delivered-To"));
}

static void read_attachments(struct mail *mail, const struct part *part, gboolean has_text)
{
  if (part_is_attachment(part) || (has_text && part_is_named_text(part))) {
    g_autofree char *name = header_param(part->header, "Content-Disposition", "filename");
    if (!name || !*name) {
      g_free(name);
      name = header_param(part->header, "Content-Type", "name");
    }
    g_ptr_array_add(mail->attachments, view_attachment(name, part->type, body_decoded_size(part)));
    return;
  }
  for (guint i = 0; part->children && i < part->children->len; i++)
    if (i != 1 || strcmp(part->type, "multipart/signed") != 0) /* RFC 1847: the second is the signature */
      read_attachments(mail, g_ptr_array_index(part->children, i), has_text);
}

/* Of the first text: programs that put raw bytes into a header write both in one charset. */
static char *text_charset(const struct part *part)
{
  if (part_kind(part) == PART_TEXT || part_kind(part) == PART_HTML)
    return header_param(part->header, "Content-Type", "charset");
  char *charset = NULL;
  for (guint i = 0; part_kind(part) == PART_MULTIPART && part->children && i < part->children->len && !charset; i++)
    charset = text_charset(g_ptr_array_index(part->children, i));
  return charset;
}

static void note_cut(struct part *part, void *data)
{
  struct mail *mail = data;
  mail->truncated = mail->truncated || part->cut;
}

/* Whether an older mail in it was passed on, not answered. */
static gboolean passes_on(const struct mail *mail)
{
  if (subject_after_prefix(mail->subject, NULL))
    return subject_is_forward(mail->subject);
  return subject_is_forward(mail->subject) || (mail->in_reply_to->len == 0 && mail->references->len == 0);
}

static void read_text(struct mail *mail, const struct part *root)
{
  mail->attachments = g_ptr_array_new_with_free_func(attachment_free);
  read_attachments(mail, root, part_has_text(root));
  mail->text = forms_without_armour(view_text(root, mail->attachments), &mail->encrypted);
  mail->encrypted = mail->encrypted || forms_is_encrypted(root);
  mail->invitation = forms_invitation(root);
  if (!*mail->text) {
    g_free(mail->text);
    mail->text = forms_invitation_text(root);
  }
  struct view_written written;
  view_request(mail->text, passes_on(mail), &written);
  mail->request = written.request;
  mail->signature = written.signature;
  mail->forwarded = written.forwarded;
  html_drop_marks(mail->text);
}

struct mail *mail_new(const struct part *root, const struct mail_envelope *envelope, gint64 internal_date)
{
  struct mail *mail = g_new0(struct mail, 1);
  g_autofree char *charset = text_charset(root);
  read_headers(mail, root->header, charset);
  read_envelope(mail, envelope);
  read_from(mail, root->header, charset);
  mail->to = read_addresses(mail, root->header, "To", charset);
  mail->cc = read_addresses(mail, root->header, "Cc", charset);
  mail->reply_to = read_addresses(mail, root->header, "Reply-To", charset);
  mail->subject = g_strdup(mail_header(mail, "Subject") ? mail_header(mail, "Subject") : "");
  mail->message_id = read_message_id(mail);
  mail->in_reply_to = read_ids(mail, "In-Reply-To");
  mail->references = read_ids(mail, "References");
  read_dates(mail, internal_date);
  read_text(mail, root);
  mail->bounce = view_bounce(root, mail, &mail->is_report);
  mail->contact_key = view_contact_key(root, mail->from.address);
  part_each((struct part *)root, note_cut, mail);
  return mail;
}

/* The sender in a "From sender date" line; NULL when it names nobody. */
static char *mbox_sender(GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data(bytes, &size);
  if (size < 5 || memcmp(data, "From ", 5) != 0)
    return NULL;
  const char *lf = memchr(data, '\n', size);
  g_autofree char *line = g_strndup(data + 5, (gsize)((lf ? lf : data + size) - data - 5));
  line[strcspn(line, " \t\r")] = '\0';
  return address_path(line);
}

struct mail *mail_from_bytes(GBytes *bytes, const struct mail_envelope *envelope)
{
  g_autoptr(Part) root = part_parse(bytes);
  g_autofree char *sender = mbox_sender(bytes);
  struct mail_envelope known = { NULL, NULL };
  if (envelope)
    known = *envelope;
  if (!known.from)
    known.from = sender;
  return mail_new(root, &known, CLOCK_NONE);
}

gint64 mail_arrival(const struct mail *mail, gint64 now)
{
  if (mail->internal_date != CLOCK_NONE)
    return mail->internal_date;
  return mail->received != CLOCK_NONE ? mail->received : now;
}

gint64 mail_age_from(const struct mail *mail, gint64 now)
{
  if (mail->internal_date == CLOCK_NONE && mail->received == CLOCK_NONE)
    return now;
  if (mail->internal_date == CLOCK_NONE || mail->received == CLOCK_NONE)
    return mail->internal_date == CLOCK_NONE ? mail->received : mail->internal_date;
  return MIN(mail->internal_date, mail->received);
}
