/* Who wrote, to whom, and at which address an answer may go. */
#include "policy/policy-private.h"

#include "base/text.h"
#include "mail/mail.h"

#include <string.h>

enum { MAX_TOKENS = 1000 };

/* With its domain as people read it (RFC 5890); a glob as well. */
static char *readable(const char *address)
{
  const char *at = strrchr(address, '@');
  g_autofree char *lower = at ? g_ascii_strdown(at + 1, -1) : NULL;
  g_autofree char *domain = lower && strstr(lower, "xn--") ? g_hostname_to_unicode(lower) : NULL;
  return domain ? g_strdup_printf("%.*s@%s", (int)(at - address), address, domain) : g_strdup(address);
}

gboolean policy_matches_any(const GPtrArray *globs, const char *address)
{
  g_autofree char *ours = readable(address);
  for (guint i = 0; globs && i < globs->len; i++) {
    g_autofree char *glob = readable(globs->pdata[i]);
    if (text_glob(glob, ours))
      return TRUE;
  }
  return FALSE;
}

/* "support+token@acme.example" is "support@acme.example" (RFC 5233); NULL when there is no detail. */
static char *without_detail(const char *address)
{
  const char *at = strrchr(address, '@');
  const char *plus = strchr(address, '+');
  if (!plus || plus == address || (at && plus > at))
    return NULL;
  return g_strdup_printf("%.*s%s", (int)(plus - address), address, at ? at : "");
}

gboolean policy_is_ours(const GPtrArray *addresses, const char *address)
{
  if (!address || !*address)
    return FALSE;
  if (policy_matches_any(addresses, address))
    return TRUE;
  g_autofree char *plain = without_detail(address);
  return plain && policy_matches_any(addresses, plain);
}

static gboolean is_ours(const struct policy_facts *facts, const char *address)
{
  return policy_is_ours(facts->addresses, address);
}

/* Dots between, never around or beside each other (RFC 5322 section 3.2.3). */
static gboolean is_dotted(const char *text, gsize length)
{
  return text[0] != '.' && text[length - 1] != '.' && !g_strstr_len(text, (gssize)length, "..");
}

/* A name of hosts, perhaps an internationalised one (RFC 5890). */
static gboolean is_domain(const char *domain)
{
  if (!*domain || *domain == '-' || !is_dotted(domain, strlen(domain)))
    return FALSE;
  for (const char *p = domain; *p; p++)
    if ((guchar)*p < 0x80 && !g_ascii_isalnum(*p) && *p != '-' && *p != '.')
      return FALSE;
  g_autofree char *ascii = g_hostname_to_ascii(domain);
  return ascii && g_str_is_ascii(ascii);
}

/* Stricter than RFC 5321 on purpose: no quoted local parts, no address literals (they reach inside a network), and no
 * first character that a mail program may take for an option, a command or a file. What is refused here could not be
 * written to: neither is SMTPUTF8 spoken. */
gboolean policy_is_usable(const char *address)
{
  if (!address || !g_utf8_validate(address, -1, NULL) || strlen(address) > TEXT_MAX_ADDRESS)
    return FALSE;
  const char *at = strchr(address, '@');
  if (!at || at == address || at - address > TEXT_MAX_LOCAL || strchr(at + 1, '@') || strchr("-|/", *address))
    return FALSE;
  for (const char *p = address; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (g_unichar_iscntrl(c) || g_unichar_isspace(c) || (c < 128 && strchr("<>()[]\\,;:\"", (int)c)) ||
        (c >= 128 && p < at))
      return FALSE;
  }
  const char *domain = at + 1;
  if (!is_dotted(address, (gsize)(at - address)) || !is_domain(domain))
    return FALSE;
  /* RFC 2606: nothing can ever be delivered there. */
  return !g_str_has_suffix(domain, ".invalid") && g_ascii_strcasecmp(domain, "invalid");
}

void policy_find_no_sender(struct policy_search *search)
{
  if (!search->mail->from.address || !*search->mail->from.address)
    policy_found(search, "From", mail_header(search->mail, "From"));
}

void policy_find_invalid_sender(struct policy_search *search)
{
  const char *address = search->mail->from.address;
  if (address && *address && !policy_is_usable(address))
    policy_found(search, "From", address);
}

void policy_find_null_envelope(struct policy_search *search)
{
  const char *sender = search->mail->envelope.from;
  if (sender && !*sender)
    policy_found(search, NULL, "<>");
}

static gboolean is_same(const char *a, const char *b)
{
  return a && b && *a && !g_ascii_strcasecmp(a, b);
}

/* Whether the mail came to its own sender: by the envelope where it is known, else when To and Cc name nobody else. */
static gboolean is_to_itself(const struct mail *mail)
{
  const char *from = mail->from.address;
  if (mail->envelope.to && mail->envelope.to->len) {
    for (guint i = 0; i < mail->envelope.to->len; i++)
      if (is_same(mail->envelope.to->pdata[i], from) || is_same(mail->envelope.to->pdata[i], mail->envelope.from))
        return TRUE;
    return FALSE;
  }
  for (guint i = 0; mail->to && i < mail->to->len; i++)
    if (!is_same(((struct mail_address *)mail->to->pdata[i])->address, from))
      return FALSE;
  for (guint i = 0; mail->cc && i < mail->cc->len; i++)
    if (!is_same(((struct mail_address *)mail->cc->pdata[i])->address, from))
      return FALSE;
  return mail->to && mail->to->len;
}

void policy_find_own_address(struct policy_search *search)
{
  const struct mail *mail = search->mail;
  if (is_ours(search->facts, mail->from.address))
    policy_found(search, "From", mail->from.address);
  if (is_ours(search->facts, mail->envelope.from) && !search->is_own_list)
    policy_found(search, NULL, mail->envelope.from);
  if (is_to_itself(mail))
    policy_found(search, "To", mail->from.address);
}

/* Staff's mail is an answer. Whoever writes through a form asks, and says who he is by a Reply-To that nobody vouches
 * for. */
static void find_staff(struct policy_search *search, gboolean verified)
{
  const char *address = search->mail->from.address;
  if (!search->is_form && address && (search->facts->authentication == AUTH_PASS) == verified &&
      policy_matches_any(search->facts->staff, address) && !is_ours(search->facts, address))
    policy_found(search, "From", address);
}

void policy_find_staff(struct policy_search *search)
{
  find_staff(search, TRUE);
}

void policy_find_unverified_staff(struct policy_search *search)
{
  find_staff(search, FALSE);
}

static gboolean names_us(const GPtrArray *addresses, const struct policy_facts *facts)
{
  for (guint i = 0; addresses && i < addresses->len; i++)
    if (is_ours(facts, ((struct mail_address *)addresses->pdata[i])->address))
      return TRUE;
  return FALSE;
}

/* Resent-To and Resent-Cc are not in the view as addresses; whatever in them looks like one is compared. */
static gboolean resent_to_us(const struct mail *mail, const struct policy_facts *facts)
{
  for (guint i = 0; i < mail->headers->len; i++) {
    const struct mail_header *header = mail->headers->pdata[i];
    if (g_ascii_strcasecmp(header->name, "Resent-To") && g_ascii_strcasecmp(header->name, "Resent-Cc"))
      continue;
    g_auto(GStrv) tokens = g_strsplit_set(header->value, " \t<>,;:()\"", MAX_TOKENS);
    for (char **token = tokens; *token; token++)
      if (strchr(*token, '@') && is_ours(facts, *token))
        return TRUE;
  }
  return FALSE;
}

/* The envelope is not looked at: of course it was delivered to us, or we would not have it. */
void policy_find_not_addressed(struct policy_search *search)
{
  const struct policy_facts *facts = search->facts;
  const struct mail *mail = search->mail;
  if (facts->any_recipient || !facts->addresses || !facts->addresses->len)
    return;
  if (!names_us(mail->to, facts) && !names_us(mail->cc, facts) && !resent_to_us(mail, facts))
    policy_found(search, "To", mail_header(mail, "To"));
}

/* The local part in lower case without its detail ("bounces+x=y"); NULL when there is no address. */
static char *local_part(const char *address)
{
  if (!address || !*address)
    return NULL;
  g_autofree char *plain = without_detail(address);
  g_autofree char *lower = g_ascii_strdown(plain ? plain : address, -1);
  lower[strcspn(lower, "@")] = '\0';
  return g_steal_pointer(&lower);
}

/* Without the separators that people choose differently: "mailer-daemon", "Mailer_Daemon". */
static void squeeze_in_place(char *local)
{
  char *out = local;
  for (const char *p = local; *p; p++)
    if (*p != '-' && *p != '_' && *p != '.')
      *out++ = *p;
  *out = '\0';
}

static gboolean local_matches(const char *address, const char *const *globs, gboolean squeeze)
{
  g_autofree char *local = local_part(address);
  if (!local)
    return FALSE;
  if (squeeze)
    squeeze_in_place(local);
  for (; *globs; globs++)
    if ((**globs == '*' || **globs == *local) && text_glob(*globs, local)) /* most differ in the first letter */
      return TRUE;
  return FALSE;
}

static void find_in_sender(struct policy_search *search, const char *const *from, const char *const *envelope,
                           gboolean squeeze)
{
  if (local_matches(search->mail->from.address, from, squeeze))
    policy_found(search, "From", search->mail->from.address);
  if (envelope && local_matches(search->mail->envelope.from, envelope, squeeze))
    policy_found(search, NULL, search->mail->envelope.from);
}

void policy_find_daemon(struct policy_search *search)
{
  static const char *const daemons[] = { "mailerdaemon", "maildaemon", "maildeliverysystem", "maildeliverysubsystem",
                                         NULL };
  find_in_sender(search, daemons, daemons, TRUE);
}

/* bounces+id@ in the envelope is how every bulk service sends, mail of people included; in From it is no person. A person
 * may be product-owner@ or info-request@ in From: those are role senders there. */
void policy_find_list_sender(struct policy_search *search)
{
  static const char *const envelope[] = { "owner-*",   "*-owner", "*-request", "*-bounces", "listserv",
                                          "majordomo", "mailman", "sympa",     NULL };
  static const char *const from[] = { "owner-*",  "*-bounces", "*-bounce",  "bounces", "bounce", "bounces-*",
                                      "bounce-*", "listserv",  "majordomo", "mailman", "sympa",  NULL };
  find_in_sender(search, from, search->is_own_list ? NULL : envelope, FALSE);
}

void policy_find_system_sender(struct policy_search *search)
{
  static const char *const accounts[] = { "root",  "wwwdata", "nobody", "daemon",     "cron",       "anacron", "apache",
                                          "httpd", "uucp",    "mailer", "mailserver", "mailsystem", NULL };
  static const char *const names[] = { "mail delivery system",  "mail delivery subsystem",
                                       "mail delivery service", "mail delivery agent",
                                       "mail deliver system",   "internet mail delivery",
                                       "mailer-daemon",         "mailer daemon",
                                       "mail system",           NULL };
  find_in_sender(search, accounts, NULL, TRUE);
  if (!search->mail->from.name)
    return;
  g_autofree char *name = text_fold(search->mail->from.name);
  if (g_strv_contains(names, g_strstrip(name)))
    policy_found(search, "From", search->mail->from.name);
}

/* "noreply" anywhere; with separators ("no.reply") only where a word begins, so that nino.reply@ stays a person. */
gboolean policy_is_noreply(const char *address)
{
  static const char *const anywhere[] = { "*noreply*", "*donotreply*", "*dontreply*", "*notreply*", NULL };
  if (local_matches(address, anywhere, FALSE))
    return TRUE;
  g_autofree char *local = local_part(address);
  if (!local)
    return FALSE;
  g_auto(GStrv) parts = g_strsplit_set(local, "-_.", -1);
  for (guint i = 0; parts[i] && parts[i + 1]; i++) {
    if (!g_str_has_prefix(parts[i + 1], "reply") && !g_str_has_prefix(parts[i + 1], "response"))
      continue;
    if (!strcmp(parts[i], "no") || !strcmp(parts[i], "not") || !strcmp(parts[i], "dont") || !strcmp(parts[i], "donot"))
      return TRUE;
  }
  return FALSE;
}

void policy_find_noreply(struct policy_search *search)
{
  const struct mail *mail = search->mail;
  if (policy_is_noreply(mail->from.address))
    policy_found(search, "From", mail->from.address);
  for (guint i = 0; mail->reply_to && i < mail->reply_to->len; i++) {
    const struct mail_address *reply_to = mail->reply_to->pdata[i];
    if (policy_is_noreply(reply_to->address))
      policy_found(search, "Reply-To", reply_to->address);
  }
}

void policy_find_machine_sender(struct policy_search *search)
{
  static const char *const locals[] = { "notification", "notifications", "newsletter", "newsletters",
                                        "alert",        "alerts",        "autoreply",  "autoresponder",
                                        "autoconfirm",  "autoresponse",  NULL };
  find_in_sender(search, locals, NULL, TRUE);
}

/* Accounts that a person answers for (RFC 2142), but that programs write from as well. */
void policy_find_role_sender(struct policy_search *search)
{
  static const char *const locals[] = { "postmaster", "abuse", "hostmaster", "mailadmin", "mailmaster", NULL };
  static const char *const endings[] = { "*-owner", "*-request", NULL };
  find_in_sender(search, locals, NULL, TRUE);
  find_in_sender(search, endings, NULL, FALSE);
  if (search->mail->from.name && !g_ascii_strcasecmp(search->mail->from.name, "postmaster"))
    policy_found(search, "From", search->mail->from.name);
}

/* Names that programs are given; info@, service@ and the like are people's. */
void policy_find_robot_sender(struct policy_search *search)
{
  static const char *const locals[] = {
    "robot",     "robots",    "bot",        "automail",  "automailer", "automated",  "automatic", "automation",
    "auto",      "system",    "systems",    "sysadmin",  "monitor",    "monitoring", "nagios",    "zabbix",
    "icinga",    "jenkins",   "backup",     "backups",   "scanner",    "copier",     "printer",   "fax",
    "voicemail", "notify",    "notifier",   "notice",    "notices",    "updates",    "digest",    "marketing",
    "promo",     "promotion", "promotions", "offers",    "campaign",   "mailing",    "mailings",  "maillist",
    "news",      "reminder",  "reminders",  "watchdog",  "alarm",      "alarms",     "logs",      "logwatch",
    "nobody",    "webmailer", "phpmailer",  "wordpress", "autoinform", "webform",    "mailbot",   NULL
  };
  static const char *const endings[] = { "*-bot", "*_bot", "*-robot", "*_robot", "bot-*", NULL };
  find_in_sender(search, locals, NULL, TRUE);
  find_in_sender(search, endings, NULL, FALSE); /* "talbot" is a person */
}
