#include "config-testing.h"

#include <glib/gstdio.h>

/* The example of the documentation, with every key that it has. */
static const char example[] =
    "desk:\n"
    "  name: {en: Acme Support, ko: 에이크미 고객지원}\n"
    "  addresses: [support@acme.example, help@acme.example]\n"
    "  staff: [\"*@acme.example\"]\n"
    "  language: en\n"
    "  timezone: Europe/Berlin\n"
    "  reply: on\n"
    "  max-age: 3d\n"
    "  tag: ACME\n"
    "  key-file: /srv/deskbell/key\n"
    "  authserv-id: mx.acme.example\n"
    "  unauthenticated: silent\n"
    "  exclude: [\"*@robots.example\", daemon@acme.example]\n"
    "  forms: web@acme.example\n"
    "  tiers: {gold: ['*@bigcorp.example', boss@small.example], silver: '*@partner.example'}\n"
    "  hold: 5m\n"
    "  products: [Acme Cloud, 에이크미 클라우드]\n"
    "  models: [category.model, /srv/priority.model]\n"
    "  confidence: 75%\n"
    "  brakes: {sender: 7/2d, domain: 20/1h, ticket: 3/1w, desk: 200/30m, similar: 4/2h}\n"
    "  breaker: 35%/2h\n"
    "  bounce-block: 3w\n"
    "  follow-up: 4h\n"
    "  closed: new\n"
    "  reopen-within: 10d\n"
    "  automatic: automatic\n"
    "  on-uncertain: resend\n"
    "  ledger: sqlite:/srv/deskbell/ledger.db\n"
    "  filters: /etc/deskbell/filters\n"
    "  templates: /etc/deskbell/templates\n"
    "desks:\n"
    "  sales:\n"
    "    name: Acme Sales\n"
    "    addresses: sales@acme.example\n"
    "    brakes: {domain: off}\n"
    "    breaker: off\n"
    "    closed: reopen\n"
    "    unauthenticated: answer\n"
    "    exclude: []\n"
    "mailboxes:\n"
    "  inbox:\n"
    "    url: imaps://imap.acme.example\n"
    "    user: support@acme.example\n"
    "    folder: 받은 편지함\n"
    "    password-command: pass show acme/imap\n"
    "    ca-file: /etc/ssl/acme-ca.pem\n"
    "    auth: password\n"
    "    done: move:Handled\n"
    "    backlog: answer\n"
    "    sent: Sent Items\n"
    "  sales:\n"
    "    url: imap://127.0.0.1:1143\n"
    "    tls: off\n"
    "    user: sales\n"
    "    auth: oauth2\n"
    "    token-command: mint-token sales\n"
    "    done: seen\n"
    "    sent: off\n"
    "    desk: sales\n"
    "send:\n"
    "  url: smtps://smtp.acme.example:465\n"
    "  user: support@acme.example\n"
    "  password-file: smtp.password\n"
    "  from: Acme Support <support@acme.example>\n"
    "  envelope-sender: bounces@acme.example\n"
    "watch: {socket: run/socket, allow: [vmail, 1001], poll: 30s}\n"
    "sla:\n"
    "  urgent: {first-response: 30m, resolution: 6h, calendar: always}\n"
    "  high:   {first-response: 3h, resolution: 2bd, calendar: office}\n"
    "  normal: {first-response: 1bd, resolution: 4bd, calendar: office}\n"
    "  low:    {first-response: 2d, resolution: 2w}\n"
    "calendars:\n"
    "  office:\n"
    "    timezone: Asia/Seoul\n"
    "    hours: {mon-thu: [13:00-17:00, 09:00-12:00], fri: 9:00-14:00, sat: 22:00-06:00, sun: 22:00-24:00}\n"
    "    holidays: [/etc/deskbell/de-be.ics, 2026-12-24, holidays.ics]\n"
    "teams:\n"
    "  billing: {name: {en: Billing team, ko: 결제팀}, members: [mina@acme.example], lead: lee@acme.example,\n"
    "            notify-on: [urgent, high], folder: Billing, calendar: office}\n";

static char *joined(GPtrArray *strings)
{
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < strings->len; i++)
    g_string_append_printf(text, "%s%s", i ? " " : "", (const char *)strings->pdata[i]);
  return g_string_free(text, FALSE);
}

#define assert_joined(strings, expected)                                                                               \
  do {                                                                                                                 \
    g_autofree char *joined_ = joined(strings);                                                                        \
    g_assert_cmpstr(joined_, ==, expected);                                                                            \
  } while (0)

static void assert_brake(const struct config_brake *brake, unsigned count, gint64 seconds)
{
  g_assert_cmpuint(brake->count, ==, count);
  g_assert_cmpint(brake->seconds, ==, seconds);
}

static void every_key_of_a_desk_arrives(void)
{
  g_autoptr(Config) config = config_must("/etc/deskbell/deskbell.yaml", example);
  const struct config_desk *desk = config->desks->pdata[0];
  g_assert_cmpstr(config->path, ==, "/etc/deskbell/deskbell.yaml");
  g_assert_cmpstr(desk->id, ==, "desk");
  g_assert_cmpstr(config_text_in(&desk->name, "ko", "en"), ==, "에이크미 고객지원");
  assert_joined(desk->addresses, "support@acme.example help@acme.example");
  assert_joined(desk->staff, "*@acme.example");
  g_assert_cmpstr(desk->language, ==, "en");
  g_assert_cmpstr(desk->timezone_name, ==, "Europe/Berlin");
  g_assert_cmpstr(g_time_zone_get_identifier(desk->timezone), ==, "Europe/Berlin");
  g_assert_cmpint(desk->reply, ==, REPLY_ON);
  g_assert_cmpint(desk->max_age, ==, 3 * 86400);
  g_assert_cmpstr(desk->tag, ==, "ACME");
  g_assert_cmpstr(desk->key_file, ==, "/srv/deskbell/key");
  g_assert_cmpstr(desk->authserv_id, ==, "mx.acme.example");
  g_assert_cmpint(desk->hold, ==, 300);
  assert_brake(&desk->brake_sender, 7, 2 * 86400);
  assert_brake(&desk->brake_domain, 20, 3600);
  assert_brake(&desk->brake_ticket, 3, 7 * 86400);
  assert_brake(&desk->brake_desk, 200, 1800);
  assert_brake(&desk->brake_similar, 4, 7200);
  g_assert_cmpuint(desk->breaker.percent, ==, 35);
  g_assert_cmpint(desk->breaker.seconds, ==, 7200);
  g_assert_cmpint(desk->bounce_block, ==, 21 * 86400);
  g_assert_cmpint(desk->follow_up, ==, 4 * 3600);
  g_assert_true(desk->closed_opens_new);
  g_assert_cmpint(desk->reopen_within, ==, 10 * 86400);
  g_assert_cmpint(desk->unauthenticated, ==, UNAUTHENTICATED_SILENT);
  assert_joined(desk->exclude, "*@robots.example daemon@acme.example");
  assert_joined(desk->products, "Acme Cloud 에이크미 클라우드");
  g_assert_cmpuint(desk->models->len, ==, 2);
  g_assert_true(g_path_is_absolute(desk->models->pdata[0]) && g_str_has_suffix(desk->models->pdata[0], "/category.model"));
  g_assert_cmpstr(desk->models->pdata[1], ==, "/srv/priority.model");
  g_assert_cmpuint(desk->confidence, ==, 75);
  assert_joined(desk->forms, "web@acme.example");
  const struct config_tier *gold = desk->tiers->pdata[0], *silver = desk->tiers->pdata[1];
  g_assert_cmpuint(desk->tiers->len, ==, 2);
  g_assert_cmpstr(gold->name, ==, "gold");
  assert_joined(gold->senders, "*@bigcorp.example boss@small.example");
  g_assert_cmpstr(silver->name, ==, "silver");
  assert_joined(silver->senders, "*@partner.example");
  g_assert_cmpstr(desk->automatic, ==, "/etc/deskbell/automatic");
  g_assert_true(desk->resend_uncertain);
  g_assert_cmpstr(desk->ledger, ==, "sqlite:/srv/deskbell/ledger.db");
  g_assert_cmpstr(desk->filters, ==, "/etc/deskbell/filters");
  g_assert_cmpstr(desk->templates, ==, "/etc/deskbell/templates");
}

static void another_desk_inherits_what_it_does_not_set(void)
{
  g_autoptr(Config) config = config_must("/etc/deskbell/deskbell.yaml", example);
  const struct config_desk *sales = config->desks->pdata[1];
  g_assert_cmpuint(config->desks->len, ==, 2);
  g_assert_cmpstr(sales->id, ==, "sales");
  g_assert_cmpstr(config_text_in(&sales->name, "ko", "en"), ==, "Acme Sales");
  assert_joined(sales->addresses, "sales@acme.example");
  assert_joined(sales->staff, "*@acme.example");
  g_assert_cmpint(sales->reply, ==, REPLY_ON);
  g_assert_cmpstr(sales->tag, ==, "ACME");
  g_assert_cmpstr(sales->timezone_name, ==, "Europe/Berlin");
  g_assert_cmpstr(sales->ledger, ==, "sqlite:/srv/deskbell/ledger.db");
  assert_brake(&sales->brake_sender, 7, 2 * 86400);
  assert_brake(&sales->brake_domain, 0, 0);
  assert_brake(&sales->brake_desk, 200, 1800);
  assert_brake(&sales->brake_similar, 4, 7200);
  g_assert_cmpuint(sales->breaker.percent, ==, 0);
  g_assert_false(sales->closed_opens_new);
  g_assert_cmpint(sales->reopen_within, ==, 10 * 86400);
  g_assert_cmpint(sales->unauthenticated, ==, UNAUTHENTICATED_ANSWER);
  assert_joined(sales->exclude, "");
  assert_joined(sales->forms, "web@acme.example");
  g_assert_cmpuint(sales->tiers->len, ==, 2);
}

static void every_key_of_a_mailbox_arrives(void)
{
  g_autoptr(Config) config = config_must("/etc/deskbell/deskbell.yaml", example);
  const struct config_mailbox *inbox = config_mailbox(config, "inbox"), *sales = config_mailbox(config, "sales");
  g_assert_cmpuint(config->mailboxes->len, ==, 2);
  g_assert_null(config_mailbox(config, "other"));
  g_assert_cmpstr(inbox->url, ==, "imaps://imap.acme.example");
  g_assert_cmpstr(inbox->user, ==, "support@acme.example");
  g_assert_cmpstr(inbox->folder, ==, "받은 편지함");
  g_assert_cmpstr(inbox->password.command, ==, "pass show acme/imap");
  g_assert_null(inbox->password.file);
  g_assert_cmpstr(inbox->ca_file, ==, "/etc/ssl/acme-ca.pem");
  g_assert_false(inbox->tls_off);
  g_assert_false(inbox->oauth2);
  g_assert_cmpint(inbox->done, ==, DONE_MOVE);
  g_assert_cmpstr(inbox->done_name, ==, "Handled");
  g_assert_true(inbox->answer_backlog);
  g_assert_cmpstr(inbox->sent, ==, "Sent Items");
  g_assert_true(inbox->desk == config->desks->pdata[0]);

  g_assert_cmpstr(sales->url, ==, "imap://127.0.0.1:1143");
  g_assert_true(sales->tls_off);
  g_assert_true(sales->oauth2);
  g_assert_cmpstr(sales->token.command, ==, "mint-token sales");
  g_assert_cmpstr(sales->folder, ==, "INBOX");
  g_assert_cmpint(sales->done, ==, DONE_SEEN);
  g_assert_null(sales->done_name);
  g_assert_false(sales->answer_backlog);
  g_assert_cmpstr(sales->sent, ==, "");
  g_assert_true(sales->desk == config->desks->pdata[1]);
}

static void every_key_of_sending_arrives(void)
{
  g_unsetenv("CREDENTIALS_DIRECTORY");
  g_autoptr(Config) config = config_must("/etc/deskbell/deskbell.yaml", example);
  g_assert_cmpstr(config->send.url, ==, "smtps://smtp.acme.example:465");
  g_assert_cmpstr(config->send.user, ==, "support@acme.example");
  g_assert_cmpstr(config->send.password.file, ==, "/etc/deskbell/smtp.password");
  g_assert_cmpstr(config->send.from_name, ==, "Acme Support");
  g_assert_cmpstr(config->send.from_address, ==, "support@acme.example");
  g_assert_cmpint(config->send.envelope, ==, ENVELOPE_ADDRESS);
  g_assert_cmpstr(config->send.envelope_address, ==, "bounces@acme.example");
}

static void every_key_of_watching_arrives(void)
{
  g_autoptr(Config) config = config_must("/etc/deskbell/deskbell.yaml", example);
  g_assert_cmpstr(config->watch.socket, ==, "/etc/deskbell/run/socket");
  assert_joined(config->watch.allow, "vmail 1001");
  g_assert_cmpint(config->watch.poll, ==, 30);
}

static void assert_duration(const struct duration *got, const char *expected)
{
  struct duration wanted;
  g_assert_true(duration_parse(expected, &wanted));
  g_assert_cmpint(got->unit, ==, wanted.unit);
  g_assert_cmpint(got->amount, ==, wanted.amount);
}

/* "FIRST-RESPONSE RESOLUTION CALENDAR" */
static void assert_target(const struct config *config, enum priority priority, const char *expected)
{
  const struct config_target *target = &config->targets[priority];
  g_auto(GStrv) words = g_strsplit(expected, " ", -1);
  assert_duration(&target->first_response, words[0]);
  assert_duration(&target->resolution, words[1]);
  g_assert_cmpstr(target->calendar, ==, words[2]);
}

static void every_target_arrives(void)
{
  g_autoptr(Config) config = config_must("deskbell.yaml", example);
  assert_target(config, PRIORITY_URGENT, "30m 6h always");
  assert_target(config, PRIORITY_HIGH, "3h 2bd office");
  assert_target(config, PRIORITY_NORMAL, "1bd 4bd office");
  assert_target(config, PRIORITY_LOW, "48h 336h always");
}

static char *windows_of(const struct config_calendar *calendar, unsigned day)
{
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < calendar->windows[day]->len; i++) {
    const struct config_window *window = &g_array_index(calendar->windows[day], struct config_window, i);
    g_string_append_printf(text, "%s%u-%u", i ? " " : "", window->from, window->to);
  }
  return g_string_free(text, FALSE);
}

static void a_calendar_arrives_sorted(void)
{
  static const char *const windows[7] = { "540-720 780-1020", "540-720 780-1020", "540-720 780-1020",
                                          "540-720 780-1020", "540-840",          "1320-1800",
                                          "1320-1440" };
  g_autoptr(Config) config = config_must("/etc/deskbell/deskbell.yaml", example);
  const struct config_calendar *office = config_calendar(config, "office");
  g_assert_null(config_calendar(config, "always"));
  g_assert_cmpstr(office->timezone_name, ==, "Asia/Seoul");
  g_assert_cmpstr(g_time_zone_get_identifier(office->timezone), ==, "Asia/Seoul");
  for (unsigned day = 0; day < 7; day++) {
    g_autofree char *got = windows_of(office, day);
    g_assert_cmpstr(got, ==, windows[day]);
  }
  assert_joined(office->holidays, "/etc/deskbell/de-be.ics 2026-12-24 /etc/deskbell/holidays.ics");
  g_assert_cmpuint(office->line, ==, 73);
  g_assert_cmpuint(office->column, ==, 3);
}

static void days_of_two_keys_and_the_end_of_the_week_add_up(void)
{
  g_autoptr(Config) config = config_must("c.yaml", "calendars:\n"
                                                   "  c:\n"
                                                   "    hours:\n"
                                                   "      sat-mon: 08:00-09:00\n"
                                                   "      mon: [07:00-08:00]\n"
                                                   "      tue:\n"
                                                   "      wed: []\n");
  static const char *const windows[7] = { "420-480 480-540", "", "", "", "", "480-540", "480-540" };
  for (unsigned day = 0; day < 7; day++) {
    g_autofree char *got = windows_of(config->calendars->pdata[0], day);
    g_assert_cmpstr(got, ==, windows[day]);
  }
}

static void every_key_of_a_team_arrives(void)
{
  g_autoptr(Config) config = config_must("deskbell.yaml", example);
  const struct config_team *team = config_team(config, "billing");
  g_assert_null(config_team(config, "other"));
  g_assert_cmpstr(config_text_in(&team->name, "ko-KR", NULL), ==, "결제팀");
  assert_joined(team->members, "mina@acme.example");
  g_assert_cmpstr(team->lead, ==, "lee@acme.example");
  assert_joined(team->notify_on, "urgent high");
  g_assert_cmpstr(team->folder, ==, "Billing");
  g_assert_cmpstr(team->calendar, ==, "office");
}

/* What both an empty file and no file at all give, but for the age of mail. */
static void assert_defaults(const struct config *config, gint64 max_age)
{
  const struct config_desk *desk = config->desks->pdata[0];
  g_assert_cmpuint(config->desks->len, ==, 1);
  g_assert_null(config_text_in(&desk->name, "en", NULL));
  g_assert_cmpuint(desk->addresses->len, ==, 0);
  g_assert_cmpuint(desk->staff->len, ==, 0);
  g_assert_cmpuint(desk->tiers->len, ==, 0);
  g_assert_cmpuint(desk->products->len, ==, 0);
  g_assert_cmpuint(desk->models->len, ==, 0);
  g_assert_cmpuint(desk->confidence, ==, 60);
  g_assert_true(desk->quote);
  g_assert_cmpstr(desk->language, ==, "en");
  g_assert_nonnull(desk->timezone);
  g_assert_cmpstr(desk->timezone_name, ==, g_time_zone_get_identifier(desk->timezone));
  g_assert_cmpint(desk->reply, ==, REPLY_SHADOW);
  g_assert_cmpint(desk->max_age, ==, max_age);
  g_assert_cmpstr(desk->tag, ==, "DESK");
  g_assert_cmpstr(desk->key_file, ==, "/var/lib/deskbell/key");
  g_assert_null(desk->authserv_id);
  g_assert_cmpint(desk->hold, ==, 0);
  assert_brake(&desk->brake_sender, 5, 86400);
  assert_brake(&desk->brake_domain, 0, 0);
  assert_brake(&desk->brake_ticket, 0, 0);
  assert_brake(&desk->brake_desk, 0, 0);
  assert_brake(&desk->brake_similar, 10, 3600);
  g_assert_cmpuint(desk->breaker.percent, ==, 20);
  g_assert_cmpint(desk->breaker.seconds, ==, 3600);
  g_assert_cmpint(desk->bounce_block, ==, 60 * 86400);
  g_assert_cmpint(desk->follow_up, ==, 86400);
  g_assert_false(desk->closed_opens_new);
  g_assert_cmpint(desk->reopen_within, ==, 30 * 86400);
  g_assert_cmpint(desk->unauthenticated, ==, UNAUTHENTICATED_BARE);
  g_assert_cmpuint(desk->exclude->len + desk->forms->len + desk->models->len, ==, 0);
  g_assert_cmpuint(desk->confidence, ==, 60);
  g_assert_null(desk->automatic);
  g_assert_false(desk->resend_uncertain);
  g_assert_cmpstr(desk->ledger, ==, "sqlite:/var/lib/deskbell/ledger.db");
  g_assert_null(desk->filters);
  g_assert_null(desk->templates);
  g_assert_cmpuint(config->mailboxes->len + config->calendars->len + config->teams->len, ==, 0);
  g_assert_null(config->send.url);
  g_assert_null(config->send.from_address);
  g_assert_cmpint(config->send.envelope, ==, ENVELOPE_SIGNED);
  g_assert_cmpstr(config->watch.socket, ==, "/run/deskbell/socket");
  g_assert_cmpuint(config->watch.allow->len, ==, 0);
  g_assert_cmpint(config->watch.poll, ==, 300);
  assert_target(config, PRIORITY_URGENT, "1h 8h always");
  assert_target(config, PRIORITY_HIGH, "4h 48h always");
  assert_target(config, PRIORITY_NORMAL, "24h 120h always");
  assert_target(config, PRIORITY_LOW, "48h 240h always");
}

static void what_is_missing_takes_its_default(void)
{
  static const char *const texts[] = { "", "desk:\nmailboxes:\nwatch:\nsla:\ncalendars:\nteams:\ndesks:\n",
                                       "desk: {brakes: {}}\n" };
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autoptr(Config) config = config_must("deskbell.yaml", texts[i]);
    assert_defaults(config, 2 * 86400);
  }
}

static void a_run_without_a_file_has_no_limit_of_age(void)
{
  g_autoptr(Problems) problems = problems_new();
  g_autoptr(Config) config = config_load(NULL, problems);
  g_autofree char *said = problems_text(problems);
  g_assert_cmpstr(said, ==, "");
  g_assert_null(config->path);
  assert_defaults(config, 0);
}

static void a_mailbox_has_defaults(void)
{
  g_autoptr(Config) config =
      config_must("deskbell.yaml", "mailboxes: {m: {url: 'imaps://h', user: u, password-file: p}}\n"
                                   "send: {url: 'sendmail:/usr/sbin/sendmail', from: a@b.example}\n");
  const struct config_mailbox *mailbox = config_mailbox(config, "m");
  g_assert_cmpstr(mailbox->folder, ==, "INBOX");
  g_assert_cmpint(mailbox->done, ==, DONE_KEYWORD);
  g_assert_cmpstr(mailbox->done_name, ==, "Deskbell");
  g_assert_false(mailbox->answer_backlog);
  g_assert_cmpstr(mailbox->sent, ==, "auto");
  g_assert_false(mailbox->oauth2);
  g_assert_false(mailbox->tls_off);
  g_assert_cmpstr(config->send.url, ==, "sendmail:/usr/sbin/sendmail");
  g_assert_null(config->send.from_name);
  g_assert_cmpint(config->send.envelope, ==, ENVELOPE_SIGNED);
}

/* 48 open hours would be most of two weeks in an office. */
static void targets_that_are_not_written_follow_their_calendar(void)
{
  g_autoptr(Config) config = config_must("deskbell.yaml", "sla:\n"
                                                          "  urgent: {calendar: office}\n"
                                                          "  high: {calendar: office}\n"
                                                          "  normal: {calendar: office, first-response: 3h}\n"
                                                          "  low: {calendar: office}\n"
                                                          "calendars: {office: {hours: {mon-fri: 09:00-17:00}}}\n");
  assert_target(config, PRIORITY_URGENT, "1h 8h office");
  assert_target(config, PRIORITY_HIGH, "4h 2bd office");
  assert_target(config, PRIORITY_NORMAL, "3h 5bd office");
  assert_target(config, PRIORITY_LOW, "2bd 10bd office");
}

static void a_calendar_borrows_the_zone_of_the_desk(void)
{
  g_autoptr(Config) config = config_must("deskbell.yaml", "calendars: {c: {hours: {mon: 09:00-17:00}}}\n"
                                                          "desk: {timezone: Asia/Tokyo}\n");
  g_assert_cmpstr(config_calendar(config, "c")->timezone_name, ==, "Asia/Tokyo");
}

static void relative_names_start_at_the_configuration(void)
{
  g_autoptr(Config) config = config_must(
      "/srv/acme/deskbell.yaml", "desk: {key-file: key, ledger: 'sqlite:state/l.db', filters: ./f, templates: ../t}\n"
                                 "mailboxes: {m: {url: 'imaps://h', user: u, password-file: p, ca-file: ca.pem}}\n");
  const struct config_desk *desk = config->desks->pdata[0];
  g_assert_cmpstr(desk->key_file, ==, "/srv/acme/key");
  g_assert_cmpstr(desk->ledger, ==, "sqlite:/srv/acme/state/l.db");
  g_assert_cmpstr(desk->filters, ==, "/srv/acme/f");
  g_assert_cmpstr(desk->templates, ==, "/srv/t");
  g_assert_cmpstr(config_mailbox(config, "m")->ca_file, ==, "/srv/acme/ca.pem");
}

static void senders_are_taken_apart(void)
{
  static const struct {
    const char *from, *name, *address;
  } cases[] = {
    { "support@acme.example", NULL, "support@acme.example" },
    { "<support@acme.example>", NULL, "support@acme.example" },
    { "Acme Support <support@acme.example>", "Acme Support", "support@acme.example" },
    { "\"Acme, Inc. \\\"Support\\\"\" <support@acme.example>", "Acme, Inc. \"Support\"", "support@acme.example" },
    { "에이크미 <support+kr@acme.example>", "에이크미", "support+kr@acme.example" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text = g_strdup_printf("send:\n  url: smtps://h\n  from: '%s'\n", cases[i].from);
    g_autoptr(Config) config = config_must("t.yaml", text);
    g_assert_cmpstr(config->send.from_name, ==, cases[i].name);
    g_assert_cmpstr(config->send.from_address, ==, cases[i].address);
  }
}

static void urls_are_rebuilt_from_host_and_port(void)
{
  static const struct {
    const char *written, *url;
  } cases[] = {
    { "imaps://imap.acme.example", "imaps://imap.acme.example" },
    { "imaps://imap.acme.example/", "imaps://imap.acme.example" },
    { "IMAPS://imap.acme.example:9993", "imaps://imap.acme.example:9993" },
    { "imap://[::1]:143", "imap://[::1]:143" },
    { "imaps://192.0.2.1", "imaps://192.0.2.1" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text =
        g_strdup_printf("mailboxes: {m: {url: '%s', user: u, password-file: p}}\n", cases[i].written);
    g_autoptr(Config) config = config_must("t.yaml", text);
    g_assert_cmpstr(config_mailbox(config, "m")->url, ==, cases[i].url);
  }
}

static void clear_text_is_accepted_on_this_machine(void)
{
  static const char *const hosts[] = { "localhost", "127.0.0.1", "127.1.2.3", "[::1]" };
  for (gsize i = 0; i < G_N_ELEMENTS(hosts); i++) {
    g_autofree char *text =
        g_strdup_printf("mailboxes: {m: {url: 'imap://%s:143', tls: off, user: u, password-file: p}}\n"
                        "send: {url: 'smtp://%s', tls: off, from: a@b.example}\n",
                        hosts[i], hosts[i]);
    g_autoptr(Config) config = config_must("t.yaml", text);
    g_assert_true(config_mailbox(config, "m")->tls_off);
    g_assert_true(config->send.tls_off);
  }
}

static void texts_are_found_by_language(void)
{
  static const struct {
    const char *language, *fallback, *text;
  } cases[] = {
    { "ko", "en", "둘" }, { "pt-BR", "en", "três" }, { "pt-PT", "en", "dois" }, { "ko-KR", "en", "둘" },
    { "ja", "ko", "둘" }, { "ja", "xx", "zwei" },    { NULL, NULL, "zwei" },    { "und", "pt-BR", "três" },
  };
  g_autoptr(Config) config = config_must("t.yaml", "desk: {name: {ko: 둘, pt: dois, PT-br: três, de: zwei}}\n");
  const struct config_desk *desk = config->desks->pdata[0];
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
    g_assert_cmpstr(config_text_in(&desk->name, cases[i].language, cases[i].fallback), ==, cases[i].text);
}

static void the_sample_is_right_as_it_stands_and_with_everything_on(void)
{
  g_autofree char *sample = config_sample(NULL);
  g_autoptr(GRegex) off = g_regex_new("^( *)#(?=[^ ])", G_REGEX_MULTILINE, 0, NULL);
  g_autofree char *all = g_regex_replace(off, sample, -1, 0, "\\1", 0, NULL);
  const char *const texts[] = { sample, all };
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(Config) config = config_of("deskbell.yaml", texts[i], problems);
    g_autofree char *said = problems_text(problems);
    g_assert_cmpstr(said, ==, "");
    g_assert_cmpint(((struct config_desk *)config->desks->pdata[0])->reply, ==, REPLY_SHADOW);
    g_assert_cmpuint(config->teams->len, ==, i);
  }
}

static void the_manual_names_every_key_with_its_default(void)
{
  static const char *const lines[] = {
    ".SS desk\n",
    ".SS mailboxes.NAME\n",
    ".SS teams.NAME\n",
    "\\fBmax\\-age\\fR: ",
    "Default: \\fB2d\\fR.",
    "\\fBbrakes.sender\\fR: ",
    "\\fBpassword\\-command\\fR: ",
    "\\fBenvelope\\-sender\\fR: ",
    "\\fBnotify\\-on\\fR: ",
    "\\fBfirst\\-response\\fR: ",
    "Default: \\fBkeyword:Deskbell\\fR.",
    "\\(aqauth: oauth2\\(aq",
  };
  g_autofree char *manual = config_manual();
  for (gsize i = 0; i < G_N_ELEMENTS(lines); i++)
    if (!strstr(manual, lines[i]))
      g_error("the manual lacks %s", lines[i]);
  g_auto(GStrv) each = g_strsplit(manual, "\n", -1);
  for (char **line = each; *line; line++)
    g_assert_true((*line)[0] != '\'' &&
                  ((*line)[0] != '.' || g_str_has_prefix(*line, ".TP") || g_str_has_prefix(*line, ".SS ")));
}

static void a_file_is_loaded(void)
{
  g_autofree char *folder = g_dir_make_tmp("deskbell-config-XXXXXX", NULL);
  g_autofree char *path = g_build_filename(folder, "deskbell.yaml", NULL);
  g_autofree char *key = g_build_filename(folder, "key", NULL);
  g_assert_true(g_file_set_contents(path, "desk: {key-file: key}\n", -1, NULL));
  g_autoptr(Problems) problems = problems_new();
  g_autoptr(Config) config = config_load(path, problems);
  g_assert_cmpstr(config->path, ==, path);
  g_assert_cmpstr(((struct config_desk *)config->desks->pdata[0])->key_file, ==, key);
  g_unlink(path);
  g_assert_null(config_load(path, problems));
  g_assert_cmpuint(problems_count(problems), ==, 1);
  g_rmdir(folder);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/config/desk", every_key_of_a_desk_arrives);
  g_test_add_func("/config/desks", another_desk_inherits_what_it_does_not_set);
  g_test_add_func("/config/mailboxes", every_key_of_a_mailbox_arrives);
  g_test_add_func("/config/send", every_key_of_sending_arrives);
  g_test_add_func("/config/watch", every_key_of_watching_arrives);
  g_test_add_func("/config/sla", every_target_arrives);
  g_test_add_func("/config/calendars", a_calendar_arrives_sorted);
  g_test_add_func("/config/calendars/days", days_of_two_keys_and_the_end_of_the_week_add_up);
  g_test_add_func("/config/teams", every_key_of_a_team_arrives);
  g_test_add_func("/config/defaults", what_is_missing_takes_its_default);
  g_test_add_func("/config/defaults/no-file", a_run_without_a_file_has_no_limit_of_age);
  g_test_add_func("/config/defaults/mailbox", a_mailbox_has_defaults);
  g_test_add_func("/config/defaults/targets", targets_that_are_not_written_follow_their_calendar);
  g_test_add_func("/config/defaults/zone", a_calendar_borrows_the_zone_of_the_desk);
  g_test_add_func("/config/relative", relative_names_start_at_the_configuration);
  g_test_add_func("/config/from", senders_are_taken_apart);
  g_test_add_func("/config/url", urls_are_rebuilt_from_host_and_port);
  g_test_add_func("/config/loopback", clear_text_is_accepted_on_this_machine);
  g_test_add_func("/config/text", texts_are_found_by_language);
  g_test_add_func("/config/sample", the_sample_is_right_as_it_stands_and_with_everything_on);
  g_test_add_func("/config/manual", the_manual_names_every_key_with_its_default);
  g_test_add_func("/config/load", a_file_is_loaded);
  return g_test_run();
}
