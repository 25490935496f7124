#include <string.h>

#include "base/clock.h"
#include "base/fault.h"
#include "base/text.h"
#include "ledger/identity.h"
#include "ledger/token.h"
#include "reply/clean.h"
#include "reply/greeting.h"
#include "reply/markdown.h"
#include "reply/message.h"
#include "reply/mustache.h"
#include "reply/reply.h"
#include "reply/templates.h"
#include "reply/variables.h"

enum { KEPT_REFERENCES = 20, NONCE_LENGTH = 16 };

typedef struct work {
  const struct templates *templates;
  const struct reply_facts *facts;
  const struct reply_context *context;
  const char *language;
  const char *from_address, *from_domain;
  char *token, *nonce;
  char *to; /* as it stands in a mail */
  struct reply_names names;
} Work;

static void work_clear(struct work *work)
{
  g_free(work->token);
  g_free(work->nonce);
  g_free(work->to);
  g_free(work->names.subject);
  g_free(work->names.desk);
  g_free(work->names.ticket);
  g_free(work->names.tag);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Work, work_clear)

/* The address that replies go to; without a configuration one that goes nowhere (RFC 2606), as a preview never leaves. */
static const char *sender_address(const struct reply_context *context)
{
  if (context->config->send.from_address)
    return context->config->send.from_address;
  const GPtrArray *addresses = context->desk->addresses;
  for (guint i = 0; addresses && i < addresses->len; i++)
    if (text_is_address(g_ptr_array_index(addresses, i)) && !strpbrk(g_ptr_array_index(addresses, i), "*?"))
      return g_ptr_array_index(addresses, i);
  return "support@desk.invalid";
}

static char *token(const struct work *work, unsigned length)
{
  if (!work->context->identity)
    return g_strnfill(length, 'X');
  return identity_token(work->context->identity, work->facts->ticket, work->facts->to, length);
}

/* The same for every attempt at one mail, so that a retry carries the same Message-ID. */
static char *nonce_of(const struct reply_facts *facts)
{
  g_autofree char *seed = g_strdup_printf("%s\n%s\n%" G_GUINT64_FORMAT "\n%" G_GINT64_FORMAT "\n%s",
                                          facts->message_id ? facts->message_id : "", facts->kind, facts->ticket,
                                          facts->arrival, facts->to);
  g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, seed, -1);
  return g_strndup(hash, NONCE_LENGTH);
}

/* Never a raw address: a desk without a name has a general one in each language. */
static char *desk_name(const struct work *work)
{
  const struct config_desk *desk = work->context->desk;
  const char *name = config_text_in(&desk->name, work->language, desk->language);
  if (!name)
    name = templates_source(work->templates, work->language, "desk-name");
  return clean_text(name, 0);
}

/* An address with its domain as it travels (RFC 5890), NULL for what is none. */
static char *wire_address(const char *address)
{
  const char *at = strchr(address, '@');
  g_autofree char *domain = at && !g_str_is_ascii(at) ? g_hostname_to_ascii(at + 1) : NULL;
  g_autofree char *wire = domain ? g_strdup_printf("%.*s@%s", (int)(at - address), address, domain) : g_strdup(address);
  return text_is_address(wire) ? g_steal_pointer(&wire) : NULL;
}

/* FALSE: what came from outside would break a header or a command. It is refused, as cleaning it would answer somebody
 * else or join another thread. */
static gboolean check_facts(const struct reply_facts *facts, GError **error)
{
  const char *bad = NULL;
  g_autofree char *to = facts->to ? wire_address(facts->to) : NULL;
  if (!to)
    bad = "recipient";
  else if (facts->message_id && text_breaks_line(facts->message_id, -1))
    bad = "Message-ID";
  for (guint i = 0; facts->references && i < facts->references->len && !bad; i++)
    if (text_breaks_line(g_ptr_array_index(facts->references, i), -1))
      bad = "reference";
  if (!bad)
    return TRUE;
  g_set_error(error, REPLY_ERROR, FAULT_DATA, "acknowledgement: the %s cannot be used", bad);
  return FALSE;
}

/* A language that can answer without a word of the sender's: the shipped texts can, an own language may lack the text. */
static const char *bare_language(const struct work *work, const char *wanted)
{
  const char *const languages[] = { wanted, work->context->desk->language, "en" };
  for (gsize i = 0; i < G_N_ELEMENTS(languages); i++) {
    const char *language = templates_language(work->templates, languages[i], "en");
    if (templates_text(work->templates, language, "bare") && templates_source(work->templates, language, "bare-subject"))
      return language;
  }
  return wanted;
}

static void work_init(struct work *work, const struct templates *templates, const struct reply_facts *facts,
                      const struct reply_context *context)
{
  const char *mark = context->desk->tag ? context->desk->tag : "DESK";
  work->templates = templates;
  work->facts = facts;
  work->context = context;
  work->language = templates_language(templates, facts->language, context->desk->language);
  if (facts->bare)
    work->language = bare_language(work, work->language);
  work->from_address = sender_address(context);
  const char *at = strrchr(work->from_address, '@');
  work->from_domain = at ? at + 1 : "desk.invalid";
  work->token = token(work, IDENTITY_TOKEN_LENGTH);
  work->nonce = nonce_of(facts);
  work->to = wire_address(facts->to);
  g_autofree char *tag_token = token(work, IDENTITY_TAG_LENGTH);
  work->names.subject = facts->bare ? g_strdup("") : clean_subject(facts->subject, mark);
  work->names.desk = desk_name(work);
  work->names.ticket = token_tag(mark, facts->ticket, NULL);
  work->names.tag = token_tag(mark, facts->ticket, tag_token);
}

static const char *partial_of(const char *name, gpointer data)
{
  const struct work *work = data;
  return templates_source(work->templates, work->language, name);
}

/* The one for encrypted mail, else a filter's own text, if the language has it, else the one for the kind. */
static const struct mustache *choose_text(const struct work *work)
{
  const struct reply_facts *facts = work->facts;
  gboolean follow_up = !g_strcmp0(facts->kind, "follow-up");
  const struct mustache *text = NULL;
  if (facts->bare)
    return templates_text(work->templates, work->language, "bare");
  if (facts->encrypted && !follow_up)
    text = templates_text(work->templates, work->language, "encrypted");
  else if (facts->template && !follow_up)
    text = templates_text(work->templates, work->language, facts->template);
  if (text)
    return text;
  return templates_text(work->templates, work->language,
                        follow_up             ? "follow-up"
                        : facts->out_of_hours ? "out-of-hours"
                                              : "new");
}

static char *render_html(const struct work *work, const char *markdown, const char *subject, GError **error)
{
  g_autofree char *body = markdown_html(markdown);
  g_autoptr(JsonNode) values = json_node_new(JSON_NODE_OBJECT);
  JsonObject *object = json_object_new();
  json_object_set_string_member(object, "body", body);
  json_object_set_string_member(object, "title", subject);
  json_object_set_string_member(object, "language", work->language);
  json_node_take_object(values, object);
  return mustache_render(templates_layout(work->templates), values, mustache_escape_html, NULL, NULL, error);
}

static gboolean render(const struct work *work, struct reply_mail *mail, GError **error)
{
  const struct mustache *text = choose_text(work);
  if (!text) {
    g_set_error(error, REPLY_ERROR, FAULT_CONFIG, "no language has the texts 'bare' and 'bare-subject'");
    return FALSE;
  }
  g_autoptr(JsonNode) values = variables_values(work->facts, work->context, &work->names, work->language);
  g_autofree char *markdown = mustache_render(text, values, markdown_escape, partial_of, (gpointer)work, error);
  if (!markdown)
    return FALSE;
  mail->text = markdown_text(markdown);
  mail->html = render_html(work, markdown, mail->subject, error);
  return mail->html != NULL;
}

static char *subject_line(const struct work *work)
{
  g_autofree char *without = NULL;
  const char *bare = work->facts->bare ? templates_source(work->templates, work->language, "bare-subject") : NULL;
  if (work->facts->bare) { /* no "Re:" either: whoever is written to may never have sent what it answers */
    without = clean_text(bare, 0);
    return g_strdup_printf("%s [%s]", without, work->names.tag);
  }
  const char *subject = work->names.subject;
  if (!*subject) {
    without = clean_text(templates_source(work->templates, work->language, "no-subject"), 0);
    subject = without;
  }
  return g_strdup_printf("Re: %s [%s]", subject, work->names.tag);
}

static void add_id(GPtrArray *ids, const char *id)
{
  if (id && message_is_id(id) && !g_ptr_array_find_with_equal_func(ids, id, g_str_equal, NULL))
    g_ptr_array_add(ids, g_strdup(id));
}

/* Ours first, which all mail of the ticket has in common and no relay rewrites; then the thread's, of which the first and
 * the last stay when there are too many; the answered mail last, as RFC 5322 section 3.6.4 wants it. */
static GPtrArray *references_of(const struct work *work)
{
  const struct reply_facts *facts = work->facts;
  g_autofree char *own = token_message_id(facts->ticket, NULL, work->token, work->from_domain);
  GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);
  guint n = facts->references && !facts->bare ? facts->references->len : 0;
  add_id(ids, own);
  for (guint i = 0; i < n; i++)
    if (i == 0 || i + KEPT_REFERENCES >= n)
      add_id(ids, g_ptr_array_index(facts->references, i));
  if (facts->message_id && message_is_id(facts->message_id)) {
    guint at;
    if (g_ptr_array_find_with_equal_func(ids, facts->message_id, g_str_equal, &at))
      g_ptr_array_remove_index(ids, at);
    add_id(ids, facts->message_id);
  }
  return ids;
}

static char *message_id_of(const struct work *work)
{
  if (work->context->message_id)
    return g_strdup(work->context->message_id);
  return token_message_id(work->facts->ticket, work->nonce, work->token, work->from_domain);
}

char *reply_envelope(const struct config_send *send, const char *from_address, guint64 ticket, const char *token)
{
  if (send->envelope == ENVELOPE_NULL)
    return g_strdup("");
  if (send->envelope == ENVELOPE_ADDRESS && send->envelope_address)
    return g_strdup(send->envelope_address);
  g_autofree char *address = token_address(ticket, token, from_address);
  return text_is_address(address) ? g_steal_pointer(&address) : g_strdup(from_address);
}

static char *loop_mark(const struct work *work)
{
  if (work->context->identity)
    return identity_loop_mark(work->context->identity, work->nonce);
  g_autofree char *unsigned_token = g_strnfill(IDENTITY_TOKEN_LENGTH, 'X');
  return g_strdup_printf("%s.%s", work->nonce, unsigned_token);
}

static gboolean write_mail(const struct work *work, struct reply_mail *mail, GError **error)
{
  const struct reply_facts *facts = work->facts;
  g_autoptr(GPtrArray) references = references_of(work);
  g_autofree char *mark = loop_mark(work);
  g_autofree char *from_name = work->context->config->send.from_name
                                   ? clean_text(work->context->config->send.from_name, 0)
                                   : g_strdup(work->names.desk);
  gboolean threaded = facts->message_id && message_is_id(facts->message_id);
  struct greeting greeting = { 0 };
  if (!facts->bare)
    greeting_from(facts->name, facts->to, &greeting);
  struct message message = {
    .from_name = from_name,
    .from_address = work->from_address,
    .to_name = greeting.full,
    .to_address = work->to,
    .subject = mail->subject,
    .message_id = mail->message_id,
    .in_reply_to = threaded ? facts->message_id : NULL,
    .references = references,
    .language = work->language,
    .loop_mark = mark,
    .text = mail->text,
    .html = mail->html,
    .date = work->context->now,
    .zone = work->context->zone,
  };
  mail->bytes = message_bytes(&message, error);
  greeting_clear(&greeting);
  return mail->bytes != NULL;
}

struct reply_mail *reply_compose(const struct templates *templates, const struct reply_facts *facts,
                                 const struct reply_context *context, GError **error)
{
  if (!check_facts(facts, error))
    return NULL;
  g_auto(Work) work = { 0 };
  work_init(&work, templates, facts, context);
  g_autoptr(ReplyMail) mail = g_new0(struct reply_mail, 1);
  mail->subject = subject_line(&work);
  mail->message_id = message_id_of(&work);
  mail->envelope_from = reply_envelope(&context->config->send, work.from_address, facts->ticket, work.token);
  mail->envelope_to = g_strdup(work.to);
  if (!render(&work, mail, error) || !write_mail(&work, mail, error))
    return NULL;
  return g_steal_pointer(&mail);
}

void reply_mail_free(struct reply_mail *mail)
{
  if (!mail)
    return;
  if (mail->bytes)
    g_bytes_unref(mail->bytes);
  g_free(mail->message_id);
  g_free(mail->envelope_from);
  g_free(mail->envelope_to);
  g_free(mail->subject);
  g_free(mail->text);
  g_free(mail->html);
  g_free(mail);
}
