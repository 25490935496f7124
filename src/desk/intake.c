#include "desk/intake.h"

#include "base/clock.h"
#include "base/fault.h"
#include "base/problems.h"
#include "base/text.h"
#include "desk/claim.h"
#include "front/wire.h"
#include "mail/mail.h"

#include <string.h>

G_DEFINE_QUARK(deskbell-intake-error-quark, intake_error)

enum {
  MAX_VALUE = 64,                  /* characters of a header's value; encoded, it stays below a line's 998 bytes */
  BYTES_A_WORD = 20,               /* an encoded word may have 75 (RFC 2047 section 2) */
  DESK_AGES = 300 * 24 * 60 * 60,  /* seconds: holidays are expanded for some years around the time a desk was made, and
                                      a machine may have started with a wrong clock */
};

struct intake_desk {
  struct desk *desk; /* NULL until it is needed */
  gint64 made;
};

struct intake {
  const struct config *config;
  struct ledger *ledger;
  const struct identity *identity;
  struct intake_desk *desks; /* one for each of config->desks */
};

struct intake *intake_new(const struct config *config, struct ledger *ledger, const struct identity *identity)
{
  struct intake *intake = g_new0(struct intake, 1);
  intake->config = config;
  intake->ledger = ledger;
  intake->identity = identity;
  intake->desks = g_new0(struct intake_desk, config->desks->len);
  return intake;
}

void intake_free(struct intake *intake)
{
  if (!intake)
    return;
  for (guint i = 0; i < intake->config->desks->len; i++)
    desk_free(intake->desks[i].desk);
  g_free(intake->desks);
  g_free(intake);
}

/* The desk at `index`, made when there is none yet or it is of another time. One that was good goes on when its files no
 * longer are. */
static const struct desk *ready(struct intake *intake, guint index, gint64 now, struct problems *problems)
{
  struct intake_desk *entry = &intake->desks[index];
  if (entry->desk && now < entry->made + DESK_AGES && now > entry->made - DESK_AGES)
    return entry->desk;
  struct desk *fresh = desk_new_quick(intake->config, intake->config->desks->pdata[index], intake->identity, now,
                                      intake->ledger, problems);
  if (fresh) {
    desk_free(entry->desk);
    entry->desk = fresh;
    entry->made = now;
  }
  return entry->desk;
}

gboolean intake_prepare(struct intake *intake, gint64 now, struct problems *problems)
{
  gboolean good = TRUE;
  for (guint i = 0; i < intake->config->desks->len; i++)
    good &= ready(intake, i, now, problems) != NULL;
  return good;
}

/* Of the first address that belongs to a desk; -1 when none does. `address_of` reads an element of `list`. */
static int desk_of(const struct config *config, const GPtrArray *list, const char *(*address_of)(gconstpointer element))
{
  for (guint i = 0; i < list->len; i++)
    for (guint desk = 0; desk < config->desks->len; desk++) {
      const struct config_desk *settings = config->desks->pdata[desk];
      if (policy_is_ours(settings->addresses, address_of(list->pdata[i])))
        return (int)desk;
    }
  return -1;
}

static const char *of_envelope(gconstpointer element)
{
  return element;
}

static const char *of_header(gconstpointer element)
{
  return ((const struct mail_address *)element)->address;
}

guint intake_desk_of(const struct config *config, const struct mail *mail)
{
  int found = desk_of(config, mail->envelope.to, of_envelope);
  if (found < 0)
    found = desk_of(config, mail->to, of_header);
  if (found < 0)
    found = desk_of(config, mail->cc, of_header);
  return found < 0 ? 0 : (guint)found;
}

static struct mail *parse(GBytes *message, const struct mail_envelope *envelope, GError **error)
{
  gsize size = g_bytes_get_size(message);
  if (!size) {
    g_set_error(error, INTAKE_ERROR, FAULT_DATA, "filter: read: no message, nothing came in");
    return NULL;
  }
  g_autoptr(GBytes) head = g_bytes_new_from_bytes(message, 0, MIN(size, INTAKE_MAX_MESSAGE));
  struct mail *mail = mail_from_bytes(head, envelope);
  mail->truncated = mail->truncated || size > INTAKE_MAX_MESSAGE;
  return mail;
}

static const struct desk *desk_for(struct intake *intake, const struct mail *mail, gint64 now, GError **error)
{
  g_autoptr(Problems) problems = problems_new();
  const struct desk *desk = ready(intake, intake_desk_of(intake->config, mail), now, problems);
  if (desk)
    return desk;
  g_autofree char *first = problems_first(problems);
  g_set_error_literal(error, INTAKE_ERROR, FAULT_CONFIG, first);
  return NULL;
}

/* Tickets are told with the tag of the desk that has them, as long as there is that desk. */
static const char *tag_of(const struct config *config, const char *id)
{
  for (guint i = 0; i < config->desks->len; i++) {
    const struct config_desk *settings = config->desks->pdata[i];
    if (!g_strcmp0(settings->id, id))
      return settings->tag;
  }
  return ((const struct config_desk *)config->desks->pdata[0])->tag;
}

static char *reply_of(const char *verdict, const char *reason, const char *mode)
{
  if (!strcmp(verdict, "held"))
    return g_strdup("held");
  if (strcmp(verdict, "send"))
    return g_strdup_printf("none; reason=%s", reason);
  return strcmp(mode, "on") ? g_strdup_printf("none; reason=%s", mode) : g_strdup("queued");
}

static char *clean(const char *value)
{
  char *text = g_strstrip(text_printable(value, MAX_VALUE));
  if (*text)
    return text;
  g_free(text);
  return NULL;
}

gboolean intake_claim(struct intake *intake, GBytes *message, const struct mail_envelope *envelope, gint64 now,
                      struct intake_verdict *ret, GError **error)
{
  g_autoptr(Mail) mail = parse(message, envelope, error);
  const struct desk *desk = mail ? desk_for(intake, mail, now, error) : NULL;
  if (!desk)
    return FALSE;
  const struct circumstances circumstances = { .now = now };
  const struct claim_place place = { 0 };
  struct ledger_claimed claimed = { 0 };
  if (!desk_claim(desk, intake->ledger, mail, &circumstances, &place, &claimed, error))
    return FALSE;
  *ret = (struct intake_verdict){
    .priority = clean(claimed.priority),
    .category = clean(claimed.category),
    .team = clean(claimed.team),
    .language = clean(claimed.language),
    .due = clock_format(claimed.due_first, NULL),
    .reply = reply_of(claimed.verdict, claimed.reason, claimed.mode),
  };
  if (claimed.ticket)
    ret->ticket = g_strdup_printf("%s-%" G_GUINT64_FORMAT, tag_of(intake->config, claimed.desk), claimed.ticket);
  ledger_claimed_clear(&claimed);
  return TRUE;
}

gboolean intake_decide(struct intake *intake, GBytes *message, const struct mail_envelope *envelope, gint64 now,
                       struct intake_verdict *ret, GError **error)
{
  g_autoptr(Mail) mail = parse(message, envelope, error);
  const struct desk *desk = mail ? desk_for(intake, mail, now, error) : NULL;
  if (!desk)
    return FALSE;
  const struct circumstances circumstances = { .now = now };
  g_autoptr(Decision) decision = desk_decide(desk, mail, &circumstances);
  const struct triage_verdict *triage = decision->triage;
  *ret = (struct intake_verdict){
    .priority = clean(priority_names[triage->priority]),
    .category = clean(triage->category),
    .team = clean(triage->team),
    .language = clean(triage->language),
    .due = decision->has_due ? clock_format(decision->first.due, NULL) : NULL,
    .reply = reply_of(decision->verdict, decision->reason, config_reply_names[desk_settings(desk)->reply]),
  };
  return TRUE;
}

void intake_verdict_clear(struct intake_verdict *verdict)
{
  g_free(verdict->ticket);
  g_free(verdict->priority);
  g_free(verdict->category);
  g_free(verdict->team);
  g_free(verdict->language);
  g_free(verdict->due);
  g_free(verdict->reply);
  memset(verdict, 0, sizeof *verdict);
}

/* One encoded word of as many whole characters as fit, in Q: some readers drop what follows a padded base64 word. Returns
 * where it ended. */
static const char *add_word(GString *words, const char *value)
{
  g_string_append(words, words->len ? " =?utf-8?Q?" : "=?utf-8?Q?");
  const char *end = value;
  for (const char *next = value; *end && (next = g_utf8_next_char(end)) - value <= BYTES_A_WORD;)
    end = next;
  for (const char *p = value; p < end; p++)
    g_string_append_printf(words, g_ascii_isalnum(*p) ? "%c" : "=%02X", (guchar)*p);
  g_string_append(words, "?=");
  return end;
}

/* A value that reads like an encoded word becomes one, or it would be taken for another. */
static char *encode(const char *value)
{
  if (g_str_is_ascii(value) && !strstr(value, "=?"))
    return g_strdup(value);
  GString *words = g_string_new(NULL);
  while (*value)
    value = add_word(words, value);
  return g_string_free(words, FALSE);
}

char *intake_headers(const struct intake_verdict *verdict)
{
  const struct {
    const char *name, *value;
  } headers[] = {
    { "Ticket", verdict->ticket }, { "Priority", verdict->priority }, { "Category", verdict->category },
    { "Team", verdict->team },     { "Language", verdict->language }, { "Due", verdict->due },
    { "Reply", verdict->reply },
  };
  GString *lines = g_string_new(NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(headers); i++) {
    if (!headers[i].value)
      continue;
    g_autofree char *value = encode(headers[i].value);
    g_string_append_printf(lines, FRONT_HEADER "%s: %s\n", headers[i].name, value);
  }
  return g_string_free(lines, FALSE);
}

char *intake_take(struct intake *intake, GBytes *message, const struct mail_envelope *envelope, gint64 now,
                  GError **error)
{
  struct intake_verdict verdict = { 0 };
  if (!intake_claim(intake, message, envelope, now, &verdict, error))
    return NULL;
  char *lines = intake_headers(&verdict);
  intake_verdict_clear(&verdict);
  return lines;
}

char *intake_address(const char *text, GError **error)
{
  gsize length = strlen(text);
  for (gsize i = 0; i < length; i++)
    if (g_ascii_iscntrl(text[i])) {
      g_set_error(error, INTAKE_ERROR, FAULT_USAGE, "filter: a control character in an envelope address");
      return NULL;
    }
  if (length > FRONT_MAX_ADDRESS) {
    g_set_error(error, INTAKE_ERROR, FAULT_USAGE, "filter: an envelope address of %" G_GSIZE_FORMAT " bytes", length);
    return NULL;
  }
  g_autofree char *valid = g_utf8_make_valid(text, (gssize)length);
  g_strstrip(valid);
  length = strlen(valid);
  if (length >= 2 && valid[0] == '<' && valid[length - 1] == '>') {
    memmove(valid, valid + 1, length - 2);
    valid[length - 2] = '\0';
    g_strstrip(valid);
  }
  gboolean is_null = !g_ascii_strcasecmp(valid, "MAILER-DAEMON");
  return is_null ? g_strdup("") : g_steal_pointer(&valid);
}
