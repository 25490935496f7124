#include "config-testing.h"

/* The lines about `text` that are warnings, or that are not. */
static char *lines_about(const char *text, gboolean warnings)
{
  g_autoptr(Problems) problems = problems_new();
  g_autoptr(Config) config = config_of("c", text, problems);
  g_assert_true((config == NULL) == (problems_count(problems) > 0));
  g_autofree char *said = problems_text(problems);
  g_auto(GStrv) lines = g_strsplit(said, "\n", -1);
  GString *kept = g_string_new(NULL);
  for (char **line = lines; *line && **line; line++)
    if ((strstr(*line, ": warning: ") != NULL) == warnings)
      g_string_append_printf(kept, "%s\n", *line);
  return g_string_free(kept, FALSE);
}

struct complaint {
  const char *text, *lines;
};

static void check(const struct complaint *cases, gsize n, gboolean warnings)
{
  for (gsize i = 0; i < n; i++) {
    g_autofree char *got = lines_about(cases[i].text, warnings);
    g_assert_cmpstr(got, ==, cases[i].lines);
  }
}

#define MAILBOX "mailboxes:\n  m:\n    url: imaps://h\n    user: u\n    password-file: p\n"
#define SEND "send:\n  url: smtps://h\n  from: a@b.example\n"
#define HOURS "calendars:\n  office:\n    hours:\n"

static void unknown_keys_are_named_with_what_was_meant(void)
{
  static const struct complaint cases[] = {
    { "mailboxes:\n  inbox:\n    url: imaps://h\n    user: u\n    pasword-command: x\n",
      "c:5:5: unknown key 'pasword-command' in mailboxes.inbox; did you mean 'password-command'?\n" },
    { "mailbox: {}\n", "c:1:1: unknown key 'mailbox' at the top; did you mean 'mailboxes'?\n" },
    { "Desk: {}\n", "c:1:1: unknown key 'Desk' at the top; did you mean 'desk'?\n" },
    { "brakes: {}\n", "c:1:1: unknown key 'brakes' at the top; deskbell.yaml(5) lists all\n" },
    { "desk: {max_age: 2d}\n", "c:1:8: unknown key 'max_age' in desk; did you mean 'max-age'?\n" },
    { "desk: {frobnicate: 1}\n", "c:1:8: unknown key 'frobnicate' in desk; deskbell.yaml(5) lists all\n" },
    { "desk: {brakes: {sendr: 5/1d}}\n", "c:1:17: unknown key 'sendr' in desk.brakes; did you mean 'sender'?\n" },
    { "desks: {sales: {adresses: []}}\n",
      "c:1:17: unknown key 'adresses' in desks.sales; did you mean 'addresses'?\n" },
    { SEND "  usr: x\n", "c:4:3: unknown key 'usr' in send; did you mean 'user'?\n" },
    { "sla: {urgnt: {}}\n", "c:1:7: unknown key 'urgnt' in sla; did you mean 'urgent'?\n" },
    { "sla: {low: {resolutoin: 1h}}\n", "c:1:13: unknown key 'resolutoin' in sla.low; did you mean 'resolution'?\n" },
    { "calendars: {c: {hour: {}}}\n", "c:1:17: unknown key 'hour' in calendars.c; did you mean 'hours'?\n" },
    { "teams: {t: {member: []}}\n", "c:1:13: unknown key 'member' in teams.t; did you mean 'members'?\n" },
    { "desk: {\"ev\\eil\": 1}\n", "c:1:8: unknown key 'ev?il' in desk; deskbell.yaml(5) lists all\n" },
  };
  check(cases, G_N_ELEMENTS(cases), FALSE);
}

static void shapes_that_do_not_fit_are_named(void)
{
  static const struct complaint cases[] = {
    { "[desk]\n", "c:1:1: expected sections such as 'desk:' and 'mailboxes:'\n" },
    { "desk: on\n", "c:1:7: desk: expected keys and values, not a single value\n" },
    { "mailboxes: [a]\n", "c:1:12: mailboxes: expected keys and values, not a list\n" },
    { "mailboxes: {m: x}\n", "c:1:16: mailboxes.m: expected keys and values, not a single value\n"
                             "c:1:13: mailboxes.m has no 'url'; add one, such as 'url: imaps://imap.acme.example'\n"
                             "c:1:13: mailboxes.m has no 'user'; add one, such as 'user: support@acme.example'\n" },
    { "desk: {tag: [A]}\n", "c:1:13: desk.tag: expected a single value, not a list\n" },
    { "desk: {language: {en: 1}}\n", "c:1:18: desk.language: expected a single value, not a map\n" },
    { "desk:\n  tag:\n", "c:2:7: desk.tag: has no value; give it one or remove the line\n" },
    { "desk: {staff: [[a@b]]}\n", "c:1:16: desk.staff: expected a single value, not a list\n" },
    { "desk: {brakes: off}\n", "c:1:16: desk.brakes: expected keys and values, not a single value\n" },
    { "desk: {\n", "c:2:1: did not find expected node content while parsing a flow node\n" },
  };
  check(cases, G_N_ELEMENTS(cases), FALSE);
}

static void values_of_a_desk_are_checked(void)
{
  static const struct complaint cases[] = {
    { "desk: {name: {english: Acme}}\n",
      "c:1:15: desk.name: 'english' is no language; write a tag such as en, ko or pt-BR\n" },
    { "desk: {name: {en: A, EN: B}}\n", "c:1:22: desk.name: language 'en' stands twice\n" },
    { "desk: {name: \"A\\nBcc: x\"}\n",
      "c:1:14: desk.name: has a line end or another control character in it; write it on one line\n" },
    { "desk: {addresses: [acme.example]}\n",
      "c:1:20: desk.addresses: 'acme.example' is no address; write support@acme.example, "
      "or '*@acme.example' for all of a domain\n" },
    { "desk: {language: e_n}\n", "c:1:18: desk.language: 'e_n' is no language; write a tag such as en, ko or pt-BR\n" },
    { "desk: {timezone: Europe/Atlantis}\n",
      "c:1:18: desk.timezone: 'Europe/Atlantis' is no time zone of this system; write a "
      "name such as Europe/Berlin or Asia/Seoul\n" },
    { "desk: {timezone: ../../../etc/passwd}\n",
      "c:1:18: desk.timezone: '../../../etc/passwd' is no time zone of this system; "
      "write a name such as Europe/Berlin or Asia/Seoul\n" },
    { "desk: {reply: yes}\n", "c:1:15: desk.reply: 'yes' is not known here; write one of shadow, on, off\n" },
    { "desk: {max-age: 2bd}\n",
      "c:1:17: desk.max-age: '2bd' is no span of time; write 30m, 4h, 2d or 1w, up to ten years, or 0 "
      "for none\n" },
    { "desk: {confidence: 101}\n", "c:1:20: desk.confidence: '101' is no share; write one from 0 to 100, such as 60\n" },
    { "desk: {confidence: high}\n", "c:1:20: desk.confidence: 'high' is no share; write one from 0 to 100, such as 60\n" },
    { "desk: {hold: 5}\n",
      "c:1:14: desk.hold: '5' is no span of time; write 30m, 4h, 2d or 1w, up to ten years, or 0 for none\n" },
    { "desk: {tag: acme}\n", "c:1:13: desk.tag: 'acme' is no tag; write 1 to 12 of A-Z and 0-9, such as ACME\n" },
    { "desk: {tag: ABCDEFGHIJKLM}\n",
      "c:1:13: desk.tag: 'ABCDEFGHIJKLM' is no tag; write 1 to 12 of A-Z and 0-9, such as ACME\n" },
    { "desk: {authserv-id: 'mx a'}\n",
      "c:1:21: desk.authserv-id: 'mx a' is no single word; write it without spaces\n" },
    { "desk: {unauthenticated: maybe}\n",
      "c:1:25: desk.unauthenticated: 'maybe' is not known here; write one of bare, silent, answer\n" },
    { "desk: {closed: open}\n", "c:1:16: desk.closed: 'open' is not known here; write one of reopen, new\n" },
    { "desk: {forms: [web]}\n", "c:1:16: desk.forms: 'web' is no address; write support@acme.example, "
                                "or '*@acme.example' for all of a domain\n" },
    { "desk: {bounce-block: 60, follow-up: day, reopen-within: -1d}\n",
      "c:1:22: desk.bounce-block: '60' is no span of time; write 30m, 4h, 2d or 1w, up to ten years, or 0 for none\n"
      "c:1:37: desk.follow-up: 'day' is no span of time; write 30m, 4h, 2d or 1w, up to ten years, or 0 for none\n"
      "c:1:57: desk.reopen-within: '-1d' is no span of time; write 30m, 4h, 2d or 1w, up to ten years, or 0 for "
      "none\n" },
    { "desk: {tiers: gold}\n", "c:1:15: desk.tiers: expected names with their senders, such as {gold: ['*@bigcorp.example']}\n" },
    { "desk: {tiers: {'a b': '*'}}\n",
      "c:1:16: desk.tiers: 'a b' is no name; up to 64 letters, digits and -_./:+ are\n" },
    { "desk: {brakes: {similar: many}}\n",
      "c:1:26: desk.brakes.similar: 'many' is no brake; write a number and a window such as 5/1d, or off\n" },
    { "desk: {breaker: 20/1h}\n",
      "c:1:17: desk.breaker: '20/1h' is no breaker; write a share and a window such as 20%/1h, or off\n" },
    { "desk: {breaker: 101%/1h}\n",
      "c:1:17: desk.breaker: '101%/1h' is no breaker; write a share and a window such as 20%/1h, or off\n" },
    { "desk: {breaker: 0%/1h}\n",
      "c:1:17: desk.breaker: '0%/1h' is no breaker; write a share and a window such as 20%/1h, or off\n" },
    { "desk: {breaker: 20%/0}\n",
      "c:1:17: desk.breaker: '20%/0' is no breaker; write a share and a window such as 20%/1h, or off\n" },
    { "desk: {brakes: {sender: 5}}\n",
      "c:1:25: desk.brakes.sender: '5' is no brake; write a number and a window such as 5/1d, or off\n" },
    { "desk: {brakes: {desk: 0/1d, domain: 5/0, ticket: 5/2bd}}\n",
      "c:1:23: desk.brakes.desk: '0/1d' is no brake; write a number and a window such as 5/1d, or off\n"
      "c:1:37: desk.brakes.domain: '5/0' is no brake; write a number and a window such as 5/1d, or off\n"
      "c:1:50: desk.brakes.ticket: '5/2bd' is no brake; write a number and a window such as 5/1d, or off\n" },
    { "desk: {on-uncertain: retry}\n",
      "c:1:22: desk.on-uncertain: 'retry' is not known here; write one of ask, resend\n" },
    { "desk: {ledger: 'postgresql://db/deskbell'}\n",
      "c:1:16: desk.ledger: this build keeps ledgers in sqlite: only; write sqlite:/var/lib/deskbell/ledger.db\n" },
    { "desk: {ledger: /var/lib/l.db}\n",
      "c:1:16: desk.ledger: '/var/lib/l.db' is no ledger; write sqlite: and a file, such as "
      "sqlite:/var/lib/deskbell/ledger.db\n" },
    { "desks: {desk: {}}\n", "c:1:9: 'desk' in desks is the one that stands under desk; choose another name\n" },
    { "desks: {'a b': {}, -c: {}}\n", "c:1:9: name 'a b' in desks is not accepted; use up to 64 letters, digits, '-', "
                                      "'_' and '.', a letter or digit first\n"
                                      "c:1:20: name '-c' in desks is not accepted; use up to 64 letters, digits, '-', "
                                      "'_' and '.', a letter or digit first\n" },
    { "desk: {tag: a}\ndesks: {x: {}, y: {}}\n",
      "c:1:13: desk.tag: 'a' is no tag; write 1 to 12 of A-Z and 0-9, such as ACME\n" },
  };
  check(cases, G_N_ELEMENTS(cases), FALSE);
}

static void values_of_a_mailbox_are_checked(void)
{
  static const struct complaint cases[] = {
    { "mailboxes:\n  m:\n    user: u\n",
      "c:2:3: mailboxes.m has no 'url'; add one, such as 'url: imaps://imap.acme.example'\n" },
    { "mailboxes:\n  m:\n    url: imaps://h\n",
      "c:2:3: mailboxes.m has no 'user'; add one, such as 'user: support@acme.example'\n" },
    { "mailboxes:\n  m:\n    url: imaps://h\n    user: u\n    password: hunter2\n",
      "c:5:5: 'password' is not accepted in mailboxes.m: secrets stay out of this file; use password-command or "
      "password-file\n" },
    { MAILBOX "    password-command: x\n",
      "c:2:3: mailboxes.m has both password-command and password-file; keep one\n" },
    { "mailboxes: {m: {user: u, url: 'imaps://u:hunter2@h'}}\n",
      "c:1:31: mailboxes.m.url: the URL carries a user or password, which have keys of their own; write "
      "imaps://HOST[:PORT] or "
      "imap://HOST[:PORT]\n" },
    { "mailboxes: {m: {user: u, url: 'imaps://h/INBOX'}}\n",
      "c:1:31: mailboxes.m.url: the URL goes on behind the host; write imaps://HOST[:PORT] or imap://HOST[:PORT]\n" },
    { "mailboxes: {m: {user: u, url: 'https://h'}}\n", "c:1:31: mailboxes.m.url: the URL has no scheme that is known "
                                                       "here; write imaps://HOST[:PORT] or imap://HOST[:PORT]\n" },
    { "mailboxes: {m: {user: u, url: h}}\n", "c:1:31: mailboxes.m.url: the URL has no scheme that is known here; write "
                                             "imaps://HOST[:PORT] or imap://HOST[:PORT]\n" },
    { "mailboxes: {m: {user: u, url: 'imaps://'}}\n",
      "c:1:31: mailboxes.m.url: the URL names no host; write imaps://HOST[:PORT] or imap://HOST[:PORT]\n" },
    { "mailboxes: {m: {user: u, url: 'imaps://h:70000'}}\n",
      "c:1:31: mailboxes.m.url: the URL cannot be understood; write imaps://HOST[:PORT] or imap://HOST[:PORT]\n" },
    { "mailboxes:\n  m:\n    url: imap://mail.acme.example\n    user: u\n    tls: off\n",
      "c:5:10: mailboxes.m.tls: off is accepted only for a server on this machine (localhost, 127.0.0.1, ::1); remove "
      "it\n" },
    { "mailboxes:\n  m:\n    url: imap://localhost.evil.example\n    user: u\n    tls: off\n",
      "c:5:10: mailboxes.m.tls: off is accepted only for a server on this machine (localhost, 127.0.0.1, ::1); remove "
      "it\n" },
    { "mailboxes:\n  m:\n    url: imaps://localhost\n    user: u\n    tls: off\n",
      "c:5:10: mailboxes.m.tls: off contradicts the URL, which begins with TLS; write imap:// or smtp://\n" },
    { "desk: {ledger: 'sqlite:/a'}\ndesks: {s: {ledger: 'sqlite:/b'}}\n",
      "c:2:21: desks.s.ledger: all desks have that of desk; remove it, or give the desk a configuration of its own\n" },
    { "desk: {key-file: /a}\ndesks: {s: {key-file: /b}}\n",
      "c:2:23: desks.s.key-file: all desks have that of desk; remove it, or give the desk a configuration of its own\n" },
    { "mailboxes: {m: {url: 'imaps://h', user: \"u\\r\\nA1 LOGOUT\"}}\n",
      "c:1:41: mailboxes.m.user: has a line end or another control character in it; write it on one line\n" },
    { MAILBOX "    folder: \"a\\nb\"\n",
      "c:6:13: mailboxes.m.folder: has a line end or another control character in it; write it on one line\n" },
    { MAILBOX "    done: keyword:a b\n", "c:6:11: mailboxes.m.done: 'keyword:a b' is no way to mark mail as done; "
                                         "write keyword:NAME, move:FOLDER or seen\n" },
    { MAILBOX "    done: keyword:\\Seen\n", "c:6:11: mailboxes.m.done: 'keyword:\\Seen' is no way to mark mail as "
                                            "done; write keyword:NAME, move:FOLDER or seen\n" },
    { MAILBOX "    done: 'move:'\n",
      "c:6:11: mailboxes.m.done: 'move:' is no way to mark mail as done; write keyword:NAME, move:FOLDER or seen\n" },
    { MAILBOX "    done: keyword\n",
      "c:6:11: mailboxes.m.done: 'keyword' is no way to mark mail as done; write keyword:NAME, move:FOLDER or seen\n" },
    { MAILBOX "    done: move:INBOX\n",
      "c:6:11: mailboxes.m.done: moves mail to the folder that it is read from; name another\n" },
    { MAILBOX "    desk: sales\n", "c:6:11: mailboxes.m.desk: there is no desk 'sales'; add it under desks\n" },
    { MAILBOX "    auth: kerberos\n",
      "c:6:11: mailboxes.m.auth: 'kerberos' is not known here; write one of password, oauth2\n" },
  };
  check(cases, G_N_ELEMENTS(cases), FALSE);
}

static void values_of_sending_are_checked(void)
{
  static const struct complaint cases[] = {
    { "send:\n  url: smtps://h\n",
      "c:1:1: send has no 'from'; add one, such as 'from: Acme Support <support@acme.example>'\n" },
    { "send:\n", "c:1:1: send has no 'from'; add one, such as 'from: Acme Support <support@acme.example>'\n" },
    { "send: {url: 'imaps://h', from: a@b.example}\n",
      "c:1:13: send.url: the URL has no scheme that is known here; write smtps://HOST[:PORT], smtp://HOST[:PORT] or "
      "sendmail:/PROGRAM\n" },
    { "send: {url: 'sendmail:sendmail', from: a@b.example}\n",
      "c:1:13: send.url: sendmail: needs the whole name of a program; write sendmail:/usr/sbin/sendmail\n" },
    { "send:\n  url: smtp://smtp.acme.example\n  tls: off\n  from: a@b.example\n",
      "c:3:8: send.tls: off is accepted only for a server on this machine (localhost, 127.0.0.1, ::1); remove it\n" },
    { SEND "  password: hunter2\n", "c:4:3: 'password' is not accepted in send: secrets stay out of this file; use "
                                    "password-command or password-file\n" },
    { "send: {from: Acme Support}\n",
      "c:1:14: send.from: 'Acme Support' is no address; write it as Acme Support <support@acme.example>\n" },
    { "send: {from: 'A <a@b.example> x'}\n",
      "c:1:14: send.from: 'A <a@b.example> x' is no address; write it as Acme Support <support@acme.example>\n" },
    { "send: {from: 'A <a b@b.example>'}\n",
      "c:1:14: send.from: 'A <a b@b.example>' is no address; write it as Acme Support <support@acme.example>\n" },
    { "send: {from: \"A\\r\\nBcc: v@x.example <a@b.example>\"}\n",
      "c:1:14: send.from: has a line end or another control character in it; write it on one line\n" },
    { SEND "  envelope-sender: none\n",
      "c:4:20: send.envelope-sender: 'none' is no address; write signed, \"<>\", or it as bounces@acme.example\n" },
  };
  check(cases, G_N_ELEMENTS(cases), FALSE);
}

static void values_of_watching_are_checked(void)
{
  g_autofree char *name = g_strnfill(120, 'x');
  g_autofree char *text = g_strdup_printf("watch: {socket: /%s}\n", name);
  const struct complaint cases[] = {
    { "watch: {alow: []}\n", "c:1:9: unknown key 'alow' in watch; did you mean 'allow'?\n" },
    { "watch: {allow: [vmail, -x, 'a b', $(id), 4294967295, '']}\n",
      "c:1:24: watch.allow: '-x' is no user; write a name such as vmail, or a number\n"
      "c:1:28: watch.allow: 'a b' is no user; write a name such as vmail, or a number\n"
      "c:1:35: watch.allow: '$(id)' is no user; write a name such as vmail, or a number\n"
      "c:1:42: watch.allow: '4294967295' is no user; write a name such as vmail, or a number\n"
      "c:1:54: watch.allow: has no value; give it one or remove the line\n" },
    { "watch: {poll: 9s}\n", "c:1:15: watch.poll: '9s' is no span from 10s to 1d; write 30s, 5m or 1h\n" },
    { "watch: {poll: 2d}\n", "c:1:15: watch.poll: '2d' is no span from 10s to 1d; write 30s, 5m or 1h\n" },
    { "watch: {poll: 1bd}\n", "c:1:15: watch.poll: '1bd' is no span from 10s to 1d; write 30s, 5m or 1h\n" },
    { "watch: {poll: 300}\n", "c:1:15: watch.poll: '300' is no span from 10s to 1d; write 30s, 5m or 1h\n" },
    { text, "c:1:17: watch.socket: its path has 121 bytes, and a socket's at most 107; choose a shorter one\n" },
  };
  check(cases, G_N_ELEMENTS(cases), FALSE);
}

static void targets_are_checked(void)
{
  static const struct complaint cases[] = {
    { "sla: {urgent: {first-response: soon}}\n", "c:1:32: sla.urgent.first-response: 'soon' is no duration; write 90m, "
                                                 "4h or 2bd; 2d and 1w only with 'calendar: always'\n" },
    { "sla:\n  high: {first-response: 2d, resolution: 1w, calendar: office}\n" HOURS "      mon: 09:00-17:00\n",
      "c:2:26: sla.high.first-response: '2d' counts around the clock; with a calendar write 2bd, or hours\n"
      "c:2:42: sla.high.resolution: '1w' counts around the clock; with a calendar write 2bd, or hours\n" },
    { "sla: {urgent: {first-response: \"\\e[2d\", calendar: office}}\n" HOURS "      mon: 09:00-17:00\n",
      "c:1:32: sla.urgent.first-response: has a line end or another control character in it; write it on one line\n" },
    { "sla: {low: {calendar: ofice}}\n",
      "c:1:23: sla.low.calendar: there is no calendar 'ofice'; add it under calendars, or write always\n" },
    { "teams: {t: {calendar: night}}\n",
      "c:1:23: teams.t.calendar: there is no calendar 'night'; add it under calendars, or write always\n" },
    { "teams: {t: {lead: lee}}\n", "c:1:19: teams.t.lead: 'lee' is no address; write it as mina@acme.example\n" },
    { "teams: {t: {members: ['*@acme.example', a@b@c, a..b@c]}}\n",
      "c:1:41: teams.t.members: 'a@b@c' is no address; write it as mina@acme.example\n"
      "c:1:48: teams.t.members: 'a..b@c' is no address; write it as mina@acme.example\n" },
    { "teams: {t: {notify-on: [high, panic]}}\n",
      "c:1:31: teams.t.notify-on: 'panic' is no priority; write urgent, high, normal or low\n" },
  };
  check(cases, G_N_ELEMENTS(cases), FALSE);
}

static void calendars_are_checked(void)
{
  static const struct complaint cases[] = {
    { HOURS "      mon: [9-17, 09:00-25:00, 09:60-10:00, 24:00-01:00, 09:00-09:00]\n",
      "c:4:13: calendars.office.hours: '9-17' is no window; write 09:00-17:00, 22:00-06:00 or 00:00-24:00\n"
      "c:4:19: calendars.office.hours: '09:00-25:00' is no window; write 09:00-17:00, 22:00-06:00 or 00:00-24:00\n"
      "c:4:32: calendars.office.hours: '09:60-10:00' is no window; write 09:00-17:00, 22:00-06:00 or 00:00-24:00\n"
      "c:4:45: calendars.office.hours: '24:00-01:00' is no window; write 09:00-17:00, 22:00-06:00 or 00:00-24:00\n"
      "c:4:58: calendars.office.hours: '09:00-09:00' is no window; write 09:00-17:00, 22:00-06:00 or 00:00-24:00\n" },
    { HOURS "      monday: 09:00-17:00\n",
      "c:4:7: calendars.office.hours: 'monday' is no day; write mon, tue, wed, thu, fri, sat, sun or mon-thu\n" },
    { HOURS "      mon-fri: [13:00-17:00, 09:00-13:30]\n",
      "c:4:30: calendars.office.hours: '09:00-13:30' overlaps '13:00-17:00' on mon; keep them apart\n" },
    { HOURS "      mon-fri: 09:00-17:00\n      fri: 09:00-14:00\n",
      "c:5:12: calendars.office.hours: '09:00-14:00' overlaps '09:00-17:00' on fri; keep them apart\n" },
    { HOURS "      mon: 05:00-08:00\n      sun: 22:00-06:00\n",
      "c:5:12: calendars.office.hours: '22:00-06:00' overlaps '05:00-08:00' on mon; keep them apart\n" },
    { "calendars: {c: {hours: 09:00-17:00}}\n",
      "c:1:24: calendars.c.hours: expected days with their hours; write {mon-fri: 09:00-17:00}\n" },
    { "calendars: {c: {holidays: [2026-02-30, 24.12.2026, '2026--1-24']}}\n",
      "c:1:28: calendars.c.holidays: '2026-02-30' is neither a day nor an .ics file; write 2026-12-24 or holidays.ics\n"
      "c:1:40: calendars.c.holidays: '24.12.2026' is neither a day nor an .ics file; write 2026-12-24 or holidays.ics\n"
      "c:1:52: calendars.c.holidays: '2026--1-24' is neither a day nor an .ics file; write 2026-12-24 or "
      "holidays.ics\n" },
    { "calendars: {always: {}}\n", "c:1:13: 'always' in calendars stands for around the clock; choose another name\n" },
  };
  check(cases, G_N_ELEMENTS(cases), FALSE);
}

static void what_works_but_is_hardly_meant_is_warned_of(void)
{
#define OURS "desk: {addresses: ['support@*']}\n"
  static const struct complaint cases[] = {
    { "", "c:1:1: warning: desk.addresses is empty: every recipient counts as ours\n" },
    { "sla: {}\ndesk: {tag: A}\n", "c:2:1: warning: desk.addresses is empty: every recipient counts as ours\n" },
    { OURS "send: {url: 'smtps://h', from: Help <help@acme.example>}\n",
      "c:2:32: warning: send.from: 'help@acme.example' is not among desk.addresses; answers to it may not come "
      "back\n" },
    { OURS "send: {url: 'smtps://h', from: support@acme.example}\n", "" },
    { OURS "desks: {s: {addresses: sales@x}}\nsend: {url: 'smtps://h', from: sales@x}\n", "" },
    { OURS "send: {from: support@x}\n", "c:2:1: warning: send has no 'url'; nothing can be sent\n" },
    { OURS "send: {from: support@x, url: 'smtps://h', user: u}\n",
      "c:2:1: warning: send has neither password-command nor password-file; no login is possible\n" },
    { OURS "send: {from: support@x, url: 'smtps://h', password-file: p}\n",
      "c:2:1: warning: send has a password that nothing uses\n" },
    { OURS "send: {from: support@x, url: 'sendmail:/s', user: u}\n",
      "c:2:51: warning: send.user is not used by a sendmail program\n" },
    { OURS "mailboxes: {m: {url: 'imaps://h', user: u}}\n",
      "c:2:13: warning: mailboxes.m has neither password-command nor password-file; no login is possible\n" },
    { OURS "mailboxes: {m: {url: 'imaps://h', user: u, auth: oauth2, password-file: p}}\n",
      "c:2:13: warning: mailboxes.m has a password that nothing uses\n"
      "c:2:13: warning: mailboxes.m has neither token-command nor token-file; no login is possible\n" },
    { OURS "sla: {urgent: {first-response: 4h, resolution: 3h}}\n",
      "c:2:7: warning: sla.urgent: resolution is due before first-response\n" },
    { OURS "sla: {urgent: {first-response: 4h, resolution: 1bd}}\n", "" },
    { OURS "calendars: {c: {timezone: UTC}}\n", "c:2:13: warning: calendars.c has no hours: it never opens\n" },
    { "desk: {addresses: a@b, reply: on}\n",
      "c:1:31: warning: desk.reply is on, but send.url names no server; acknowledgements will wait in the ledger\n" },
    { "desk: {addresses: a@b, unauthenticated: silent}\n",
      "c:1:41: warning: desk.unauthenticated has no effect without authserv-id: nobody is known to be "
      "unauthenticated\n" },
    { "desk: {addresses: a@b, unauthenticated: answer}\n", "" },
    { "desk: {addresses: a@b, unauthenticated: bare, authserv-id: mx}\ndesks: {s: {unauthenticated: silent}}\n", "" },
    { "desk: {addresses: a@b}\ndesks: {s: {staff: c@b}}\n", "" },
    { "desk: {addresses: a@b, forms: f@b, authserv-id: mx}\n", "" },
    { "desk: {addresses: a@b, forms: f@b}\n",
      "c:1:31: warning: desk.forms without authserv-id: anybody can write as the form, and have acknowledgements sent to "
      "anybody\n" },
    { "desk: {addresses: [a@b, '*@*'], exclude: '*@b', staff: '?@b.example'}\n",
      "c:1:19: warning: desk.addresses: '*@*' is everybody, so nobody is answered, as every sender is one of ours\n" },
    { "desk: {addresses: a@b, exclude: '*'}\n",
      "c:1:33: warning: desk.exclude: '*' is everybody, so nobody is answered, as every sender is excluded\n" },
    { "desk: {addresses: a@b, closed: new}\ndesks: {s: {reopen-within: 2d}}\n",
      "c:2:28: warning: desks.s.reopen-within has no effect with 'closed: new'\n" },
    { OURS "send: {from: support@x, url: 'sendmail:/s', envelope-sender: '<>'}\n",
      "c:2:62: warning: send.envelope-sender: with \"<>\" bounces are not seen; write signed, unless the server "
      "forbids it\n" },
    { OURS "send: {from: support@x.example, url: 'sendmail:/s', envelope-sender: b@X.example}\n", "" },
    { OURS "send: {from: support@x.example, url: 'sendmail:/s', envelope-sender: b@y.example}\n",
      "c:2:70: warning: send.envelope-sender: 'y.example' is another domain than x.example of send.from; SPF will not "
      "vouch for From\n" },
  };
  check(cases, G_N_ELEMENTS(cases), TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *wrong = lines_about(cases[i].text, FALSE);
    g_assert_cmpstr(wrong, ==, "");
  }
}

static void all_mistakes_of_a_file_are_told_at_once(void)
{
  static const struct complaint cases[] = {
    { "desk:\n"
      "  tag: acme\n"
      "  hold: soon\n"
      "mailboxes:\n"
      "  inbox:\n"
      "    url: imaps://h\n"
      "    pasword-file: p\n"
      "sla:\n"
      "  urgent: {calendar: office}\n",
      "c:2:8: desk.tag: 'acme' is no tag; write 1 to 12 of A-Z and 0-9, such as ACME\n"
      "c:3:9: desk.hold: 'soon' is no span of time; write 30m, 4h, 2d or 1w, up to ten years, or 0 for none\n"
      "c:7:5: unknown key 'pasword-file' in mailboxes.inbox; did you mean 'password-file'?\n"
      "c:5:3: mailboxes.inbox has no 'user'; add one, such as 'user: support@acme.example'\n"
      "c:9:22: sla.urgent.calendar: there is no calendar 'office'; add it under calendars, or write always\n" },
  };
  check(cases, G_N_ELEMENTS(cases), FALSE);
}

static void the_number_of_entries_is_capped(void)
{
  g_autoptr(GString) text = g_string_new("teams:\n");
  for (int i = 0; i < 1000; i++)
    g_string_append_printf(text, "  t%d: {}\n", i);
  g_autofree char *most = lines_about(text->str, FALSE);
  g_assert_cmpstr(most, ==, "");
  g_string_append(text, "  one-more: {}\n");
  g_autofree char *over = lines_about(text->str, FALSE);
  g_assert_cmpstr(over, ==, "c:2:3: teams: 1001 entries; the most is 1000\n");
}

/* Whatever is wrong, a secret that somebody wrote down by mistake is not repeated where logs go. */
static void secrets_are_never_repeated(void)
{
  static const char *const texts[] = {
    "mailboxes: {m: {user: u, url: 'imaps://u:hunter2@h'}}\n",
    "mailboxes: {m: {user: u, url: 'imaps://h', password: hunter2}}\n",
    "send: {url: 'smtp://a:hunter2@h', from: a@b.example, password: hunter2}\n",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autofree char *said = lines_about(texts[i], FALSE);
    g_assert_cmpstr(said, !=, "");
    g_assert_null(strstr(said, "hunter2"));
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/config-errors/unknown", unknown_keys_are_named_with_what_was_meant);
  g_test_add_func("/config-errors/shape", shapes_that_do_not_fit_are_named);
  g_test_add_func("/config-errors/desk", values_of_a_desk_are_checked);
  g_test_add_func("/config-errors/mailboxes", values_of_a_mailbox_are_checked);
  g_test_add_func("/config-errors/send", values_of_sending_are_checked);
  g_test_add_func("/config-errors/watch", values_of_watching_are_checked);
  g_test_add_func("/config-errors/sla", targets_are_checked);
  g_test_add_func("/config-errors/calendars", calendars_are_checked);
  g_test_add_func("/config-errors/warnings", what_works_but_is_hardly_meant_is_warned_of);
  g_test_add_func("/config-errors/together", all_mistakes_of_a_file_are_told_at_once);
  g_test_add_func("/config-errors/entries", the_number_of_entries_is_capped);
  g_test_add_func("/config-errors/secrets", secrets_are_never_repeated);
  return g_test_run();
}
