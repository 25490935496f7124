/* dump-view [--parts] [--mark] [--above UID] [--since SECONDS] PATH|imap(s)://USER@HOST:PORT/FOLDER...
 *
 * Writes every mail of a source as one line of JSON: all that its view says except what only one way of reading it can know
 * (INTERNALDATE, the envelope of a "From " line). Two ways of reading are the same when these lines are.
 *
 * Environment, for IMAP: PASSWORD, CA_FILE, TLS=off, DONE=keyword|move|seen, DONE_NAME. --parts: never fetch a message in
 * one piece. --mark: mark each as dealt with, afterwards. Bad messages are lines {"bad": reason}. Exit status: that of the
 * fault. */
#include "base/clock.h"
#include "base/fault.h"
#include "base/json.h"
#include "source/imap-private.h"

#include <stdio.h>
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

static void add_attachments(JsonBuilder *builder, const GPtrArray *attachments)
{
  json_open_list(builder, "attachments");
  for (guint i = 0; i < attachments->len; i++) {
    const struct mail_attachment *attachment = attachments->pdata[i];
    json_builder_begin_object(builder);
    json_add_text(builder, "name", attachment->name);
    json_add_text(builder, "type", attachment->type);
    json_add_number(builder, "size", (gint64)attachment->size);
    json_builder_end_object(builder);
  }
  json_builder_end_array(builder);
}

static void add_bounce(JsonBuilder *builder, const struct mail_bounce *bounce)
{
  json_open_list(builder, "bounce");
  if (bounce)
    json_builder_add_int_value(builder, bounce->kind);
  for (guint i = 0; bounce && i < bounce->recipients->len; i++) {
    const struct mail_bounce_recipient *recipient = bounce->recipients->pdata[i];
    json_builder_begin_object(builder);
    json_add_text(builder, "address", recipient->address);
    json_add_text(builder, "status", recipient->status);
    json_add_text(builder, "diagnostic", recipient->diagnostic);
    json_builder_end_object(builder);
  }
  json_builder_end_array(builder);
}

static void add_headers(JsonBuilder *builder, const GPtrArray *headers)
{
  json_open_list(builder, "headers");
  for (guint i = 0; i < headers->len; i++) {
    const struct mail_header *header = headers->pdata[i];
    g_autofree char *line = g_strdup_printf("%s: %s", header->name, header->value);
    json_builder_add_string_value(builder, line);
  }
  json_builder_end_array(builder);
}

static void add_view(JsonBuilder *builder, const struct mail *mail)
{
  json_builder_set_member_name(builder, "from");
  add_address(builder, &mail->from);
  json_add_text(builder, "contact_key", mail->contact_key);
  json_add_text(builder, "message_id", mail->message_id);
  json_add_text(builder, "subject", mail->subject);
  json_add_text(builder, "text", mail->text);
  json_add_text(builder, "request", mail->request);
  json_add_number(builder, "date", mail->date);
  json_add_number(builder, "date_offset", mail->date_offset);
  json_add_number(builder, "received", mail->received);
  json_add_number(builder, "report", mail->is_report);
  json_add_number(builder, "encrypted", mail->encrypted);
  json_add_number(builder, "invitation", mail->invitation);
  json_add_number(builder, "truncated", mail->truncated);
  json_add_texts(builder, "in_reply_to", mail->in_reply_to);
  json_add_texts(builder, "references", mail->references);
  add_addresses(builder, "to", mail->to);
  add_addresses(builder, "cc", mail->cc);
  add_addresses(builder, "reply_to", mail->reply_to);
  add_attachments(builder, mail->attachments);
  add_bounce(builder, mail->bounce);
  add_headers(builder, mail->headers);
}

static void print_line(const struct source_item *item, const GError *error)
{
  g_autoptr(JsonBuilder) builder = json_builder_new();
  json_builder_begin_object(builder);
  if (error)
    json_add_text(builder, "bad", error->message);
  else
    add_view(builder, item->mail);
  if (g_getenv("WHERE")) {
    json_add_text(builder, "where", item->where);
    json_add_number(builder, "index", item->index);
    json_add_number(builder, "answered", item->answered);
    json_add_number(builder, "done_mark", item->done_mark);
  }
  json_builder_end_object(builder);
  g_autofree char *line = json_line(json_builder_get_root(builder));
  puts(line);
}

static gboolean dump(struct source *source, gboolean mark, GError **error)
{
  for (;;) {
    g_autoptr(GError) failure = NULL;
    g_autoptr(SourceItem) item = NULL;
    enum source_step step = source->ops->next(source, &item, &failure);
    if (step == SOURCE_END)
      return !mark || source->ops->flush(source, error);
    if (step == SOURCE_FAILED) {
      g_propagate_error(error, g_steal_pointer(&failure));
      return FALSE;
    }
    print_line(item, failure);
    if (mark && step == SOURCE_ITEM && !source->ops->done(source, item, error))
      return FALSE;
  }
}

static gboolean dump_imap(const char *url, gboolean mark, guint32 above, gint64 since, GError **error)
{
  struct config_mailbox mailbox;
  if (!imap_url_parse(url, &mailbox, error))
    return FALSE;
  mailbox.ca_file = g_strdup(g_getenv("CA_FILE"));
  mailbox.tls_off = g_strcmp0(g_getenv("TLS"), "off") == 0;
  mailbox.done = g_strcmp0(g_getenv("DONE"), "move") == 0   ? DONE_MOVE
                 : g_strcmp0(g_getenv("DONE"), "seen") == 0 ? DONE_SEEN
                                                            : DONE_KEYWORD;
  if (g_getenv("DONE_NAME")) {
    g_free(mailbox.done_name);
    mailbox.done_name = g_strdup(g_getenv("DONE_NAME"));
  }
  struct imap_request request = { .mailbox = &mailbox, .password = g_getenv("PASSWORD"), .read_only = !mark };
  struct imap_state state;
  gboolean fine = FALSE;
  {
    g_autoptr(Source) source = source_open_imap(&request, &state, error);
    if (source && (above > 0 || since != CLOCK_NONE))
      source_imap_limit(source, above, since);
    fine = source && dump(source, mark, error);
    g_autoptr(GArray) marked = fine ? source_imap_marked(source, 0, error) : NULL;
    fprintf(stderr, "uidnext %u exists %u keywords %d marked %u\n", source ? state.uidnext : 0,
            source ? state.exists : 0, source ? state.keeps_keywords : 0, marked ? marked->len : 0);
  }
  imap_url_clear(&mailbox);
  return fine;
}

int main(int argc, char **argv)
{
  gboolean parts = FALSE, mark = FALSE;
  int above = 0;
  gint64 since = CLOCK_NONE;
  const GOptionEntry options[] = {
    { "parts", 0, 0, G_OPTION_ARG_NONE, &parts, NULL, NULL },
    { "mark", 0, 0, G_OPTION_ARG_NONE, &mark, NULL, NULL },
    { "above", 0, 0, G_OPTION_ARG_INT, &above, NULL, NULL },
    { "since", 0, 0, G_OPTION_ARG_INT64, &since, NULL, NULL },
    { NULL },
  };
  g_autoptr(GOptionContext) context = g_option_context_new(NULL);
  g_option_context_add_main_entries(context, options, NULL);
  g_autoptr(GError) error = NULL;
  gboolean fine = g_option_context_parse(context, &argc, &argv, &error);
  if (parts)
    imap_whole_max = 0;
  for (int i = 1; fine && i < argc; i++) {
    if (g_str_has_prefix(argv[i], "imap")) {
      fine = dump_imap(argv[i], mark, (guint32)above, since, &error);
    } else {
      g_autoptr(Source) source = source_open_path(argv[i], &error);
      fine = source && dump(source, FALSE, &error);
    }
  }
  if (error)
    fprintf(stderr, "%s\n", error->message);
  return fault_exit_status(error);
}
