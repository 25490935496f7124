#include "base/config-private.h"

#include "base/host.h"
#include "base/problems.h"
#include "base/text.h"

#include <string.h>

/* The node of `key` in an entry of a section; NULL when it is not written. `entry` NULL: the section holds the keys. */
static const struct yaml_node *node_at(const struct yaml_node *root, const char *section, const char *entry,
                                       const char *key)
{
  const struct yaml_node *node = yaml_get(root, section);
  if (entry)
    node = yaml_get(node, entry);
  return yaml_get(node, key);
}

/* The node itself, or where its section or entry is named, or the file. */
static const struct yaml_node *place_of(const struct yaml_node *root, const char *section, const char *entry)
{
  const struct yaml_node *map = entry ? yaml_get(root, section) : root;
  const char *name = entry ? entry : section;
  for (guint i = 0; map && map->kind == YAML_MAP && i < map->keys->len; i++) {
    const struct yaml_node *key = map->keys->pdata[i];
    if (g_str_equal(key->scalar, name))
      return key;
  }
  return root;
}

G_GNUC_PRINTF(3, 4)
static void warn(const struct config_reader *reader, const struct yaml_node *node, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *what = g_strdup_vprintf(format, args);
  va_end(args);
  problems_warn(reader->problems, node->file, node->line, node->column, "%s", what);
}

static gboolean is_loopback(const char *url)
{
  g_autofree char *host = NULL;
  return g_uri_split(url, G_URI_FLAGS_NONE, NULL, NULL, &host, NULL, NULL, NULL, NULL, NULL) && host &&
         host_is_loopback(host);
}

static void check_tls(const struct config_reader *reader, const struct yaml_node *node, const char *url)
{
  if (!node || !url || g_str_has_prefix(url, "sendmail:"))
    return;
  if (g_str_has_prefix(url, "imaps:") || g_str_has_prefix(url, "smtps:"))
    yaml_problem(node, reader->problems,
                 "%s.tls: off contradicts the URL, which begins with TLS; write imap:// or smtp://", reader->where);
  else if (!is_loopback(url))
    yaml_problem(node, reader->problems,
                 "%s.tls: off is accepted only for a server on this machine (localhost, 127.0.0.1, ::1); remove it",
                 reader->where);
}

/* At most one source of a secret; none is no mistake of grammar, but nothing can log in. */
static void check_secret(const struct config_reader *reader, const struct yaml_node *place, const char *kind,
                         const struct config_secret *secret, gboolean needed)
{
  if (secret->command && secret->file)
    yaml_problem(place, reader->problems, "%s has both %s-command and %s-file; keep one", reader->where, kind, kind);
  else if (needed && !secret->command && !secret->file)
    warn(reader, place, "%s has neither %s-command nor %s-file; no login is possible", reader->where, kind, kind);
  else if (!needed && (secret->command || secret->file))
    warn(reader, place, "%s has a %s that nothing uses", reader->where, kind);
}

/* Keys of desk `i` that mean nothing without an authserv-id; of another desk, only those that it has itself. */
static void check_authentication(const struct config_reader *reader, guint i, const struct yaml_node *root)
{
  const struct config_desk *desk = reader->config->desks->pdata[i];
  const char *section = i ? "desks" : "desk", *entry = i ? desk->id : NULL;
  const struct yaml_node *unauthenticated = node_at(root, section, entry, "unauthenticated");
  const struct yaml_node *forms = node_at(root, section, entry, "forms");
  g_autofree char *where = i ? g_strconcat("desks.", desk->id, NULL) : g_strdup("desk");
  if (desk->authserv_id)
    return;
  if (unauthenticated && desk->unauthenticated != UNAUTHENTICATED_ANSWER)
    warn(reader, unauthenticated,
         "%s.unauthenticated has no effect without authserv-id: nobody is known to be unauthenticated", where);
  if (forms && desk->forms->len)
    warn(reader, forms,
         "%s.forms without authserv-id: anybody can write as the form, and have acknowledgements sent to anybody", where);
}

/* Senders of whom none is left to be answered. */
static void check_reach(const struct config_reader *reader, guint i, const struct yaml_node *root)
{
  const struct config_desk *desk = reader->config->desks->pdata[i];
  const char *section = i ? "desks" : "desk", *entry = i ? desk->id : NULL;
  g_autofree char *where = i ? g_strconcat("desks.", desk->id, NULL) : g_strdup("desk");
  const struct {
    const char *key, *effect;
    const GPtrArray *globs;
  } lists[] = {
    { "addresses", "every sender is one of ours", desk->addresses },
    { "exclude", "every sender is excluded", desk->exclude },
    { "staff", "every sender is one of staff", desk->staff },
  };
  for (gsize k = 0; k < G_N_ELEMENTS(lists); k++) {
    const struct yaml_node *node = node_at(root, section, entry, lists[k].key);
    for (guint n = 0; node && n < lists[k].globs->len; n++)
      if (text_glob(lists[k].globs->pdata[n], "~@~.~"))
        warn(reader, node, "%s.%s: '%s' is everybody, so nobody is answered, as %s", where, lists[k].key,
             (const char *)lists[k].globs->pdata[n], lists[k].effect);
  }
}

static void check_reopening(const struct config_reader *reader, guint i, const struct yaml_node *root)
{
  const struct config_desk *desk = reader->config->desks->pdata[i];
  const char *section = i ? "desks" : "desk", *entry = i ? desk->id : NULL;
  const struct yaml_node *within = node_at(root, section, entry, "reopen-within");
  if (within && desk->closed_opens_new)
    warn(reader, within, "%s%s.reopen-within has no effect with 'closed: new'", i ? "desks." : "", desk->id);
}

static void check_desk(const struct config_reader *reader, const struct yaml_node *root)
{
  const struct config_desk *desk = reader->config->desks->pdata[0];
  const struct yaml_node *reply = node_at(root, "desk", NULL, "reply");
  if (!desk->addresses->len)
    warn(reader, place_of(root, "desk", NULL), "desk.addresses is empty: every recipient counts as ours");
  if (reply && desk->reply == REPLY_ON && !reader->config->send.url)
    warn(reader, reply, "desk.reply is on, but send.url names no server; acknowledgements will wait in the ledger");
}

/* Numbers, locks and marks are a ledger's, and one serves all desks: what another desk says of it would be ignored. */
static void check_shared(const struct config_reader *reader, const struct config_desk *desk, const struct yaml_node *root)
{
  const struct config_desk *first = reader->config->desks->pdata[0];
  const struct {
    const char *key, *value, *of_first;
  } shared[] = { { "ledger", desk->ledger, first->ledger }, { "key-file", desk->key_file, first->key_file } };
  for (gsize i = 0; i < G_N_ELEMENTS(shared); i++)
    if (g_strcmp0(shared[i].value, shared[i].of_first))
      yaml_problem(node_at(root, "desks", desk->id, shared[i].key), reader->problems,
                   "desks.%s.%s: all desks have that of desk; remove it, or give the desk a configuration of its own",
                   desk->id, shared[i].key);
}

static void check_mailbox(struct config_reader *reader, const struct config_mailbox *mailbox,
                          const struct yaml_node *root)
{
  const struct yaml_node *place = place_of(root, "mailboxes", mailbox->id);
  g_autofree char *where = g_strconcat("mailboxes.", mailbox->id, NULL);
  reader->where = where;
  if (mailbox->tls_off)
    check_tls(reader, node_at(root, "mailboxes", mailbox->id, "tls"), mailbox->url);
  check_secret(reader, place, "password", &mailbox->password, !mailbox->oauth2);
  check_secret(reader, place, "token", &mailbox->token, mailbox->oauth2);
  if (mailbox->done == DONE_MOVE && mailbox->folder && !g_strcmp0(mailbox->done_name, mailbox->folder))
    yaml_problem(node_at(root, "mailboxes", mailbox->id, "done"), reader->problems,
                 "%s.done: moves mail to the folder that it is read from; name another", where);
}

static gboolean is_ours(const struct config *config, const char *address)
{
  gboolean any = FALSE;
  for (guint i = 0; i < config->desks->len; i++) {
    const struct config_desk *desk = config->desks->pdata[i];
    for (guint j = 0; j < desk->addresses->len; j++) {
      any = TRUE;
      if (text_glob(desk->addresses->pdata[j], address))
        return TRUE;
    }
  }
  return !any;
}

/* SPF is asked about the envelope's domain, and counts for DMARC only when From has the same. */
static void check_envelope(const struct config_reader *reader, const struct yaml_node *node)
{
  const struct config_send *send = &reader->config->send;
  if (!node || !send->from_address)
    return;
  if (send->envelope == ENVELOPE_NULL) {
    warn(reader, node,
         "send.envelope-sender: with \"<>\" bounces are not seen; write signed, unless the server forbids it");
  } else if (send->envelope == ENVELOPE_ADDRESS && send->envelope_address) {
    const char *from = strrchr(send->from_address, '@') + 1, *envelope = strrchr(send->envelope_address, '@') + 1;
    if (g_ascii_strcasecmp(from, envelope))
      warn(reader, node, "send.envelope-sender: '%s' is another domain than %s of send.from; SPF will not vouch for From",
           envelope, from);
  }
}

static void check_send(struct config_reader *reader, const struct yaml_node *root)
{
  const struct config_send *send = &reader->config->send;
  const struct yaml_node *place = place_of(root, "send", NULL), *from = node_at(root, "send", NULL, "from");
  reader->where = "send";
  if (place == root)
    return;
  if (send->tls_off)
    check_tls(reader, node_at(root, "send", NULL, "tls"), send->url);
  gboolean program = send->url && g_str_has_prefix(send->url, "sendmail:");
  if (program && send->user)
    warn(reader, node_at(root, "send", NULL, "user"), "send.user is not used by a sendmail program");
  check_secret(reader, place, "password", &send->password, send->user && !program);
  if (!node_at(root, "send", NULL, "url"))
    warn(reader, place, "send has no 'url'; nothing can be sent");
  if (from && send->from_address && !is_ours(reader->config, send->from_address))
    warn(reader, from, "send.from: '%s' is not among desk.addresses; answers to it may not come back",
         send->from_address);
  check_envelope(reader, node_at(root, "send", NULL, "envelope-sender"));
}

static void check_calendar_name(const struct config_reader *reader, const struct yaml_node *node, const char *name)
{
  if (!name || g_str_equal(name, "always") || config_calendar(reader->config, name))
    return;
  g_autofree char *shown = text_printable(name, 60);
  yaml_problem(node, reader->problems,
               "%s.calendar: there is no calendar '%s'; add it under calendars, or write always", reader->where, shown);
}

/* Whether it is written in days or weeks around the clock: what a calendar cannot count. */
static gboolean is_elapsed(const char *text)
{
  struct duration duration;
  return duration_parse(text, &duration) && duration.unit != DURATION_BUSINESS_DAYS && strpbrk(text, "dw");
}

static void check_target(struct config_reader *reader, int priority, const struct yaml_node *root)
{
  const struct config_target *target = &reader->config->targets[priority];
  const char *name = priority_names[priority];
  g_autofree char *where = g_strconcat("sla.", name, NULL);
  reader->where = where;
  check_calendar_name(reader, node_at(root, "sla", name, "calendar"), target->calendar);
  static const char *const durations[] = { "first-response", "resolution" };
  for (gsize i = 0; i < G_N_ELEMENTS(durations); i++) {
    const struct yaml_node *node = node_at(root, "sla", name, durations[i]);
    if (node && node->kind == YAML_SCALAR && is_elapsed(node->scalar) && target->calendar &&
        !g_str_equal(target->calendar, "always"))
      yaml_problem(node, reader->problems, "%s.%s: '%s' counts around the clock; with a calendar write 2bd, or hours",
                   where, durations[i], node->scalar);
  }
  if (target->first_response.unit == target->resolution.unit &&
      target->resolution.amount < target->first_response.amount)
    warn(reader, place_of(root, "sla", name), "%s: resolution is due before first-response", where);
}

static void check_calendar(const struct config_reader *reader, const struct config_calendar *calendar,
                           const struct yaml_node *root)
{
  for (gsize day = 0; day < G_N_ELEMENTS(calendar->windows); day++)
    if (calendar->windows[day]->len)
      return;
  warn(reader, place_of(root, "calendars", calendar->id), "calendars.%s has no hours: it never opens", calendar->id);
}

static void check_team(struct config_reader *reader, const struct config_team *team, const struct yaml_node *root)
{
  g_autofree char *where = g_strconcat("teams.", team->id, NULL);
  reader->where = where;
  check_calendar_name(reader, node_at(root, "teams", team->id, "calendar"), team->calendar);
}

void config_check(const struct config_reader *from, const struct yaml_node *root)
{
  struct config_reader reader = *from;
  const struct config *config = reader.config;
  check_desk(&reader, root);
  for (guint i = 0; i < config->desks->len; i++) {
    if (i > 0)
      check_shared(&reader, config->desks->pdata[i], root);
    check_authentication(&reader, i, root);
    check_reopening(&reader, i, root);
    check_reach(&reader, i, root);
  }
  for (guint i = 0; i < config->mailboxes->len; i++)
    check_mailbox(&reader, config->mailboxes->pdata[i], root);
  check_send(&reader, root);
  for (int priority = 0; priority < N_PRIORITIES; priority++)
    check_target(&reader, priority, root);
  for (guint i = 0; i < config->calendars->len; i++)
    check_calendar(&reader, config->calendars->pdata[i], root);
  for (guint i = 0; i < config->teams->len; i++)
    check_team(&reader, config->teams->pdata[i], root);
}
