/* Every key that deskbell.yaml may have. Loading, deskbell.yaml(5) and the sample are all made from this. */
#include "base/config-private.h"

#include "base/config-search.h"

#define DESK(field) G_STRUCT_OFFSET(struct config_desk, field)
#define BOX(field) G_STRUCT_OFFSET(struct config_mailbox, field)
#define SEND(field) G_STRUCT_OFFSET(struct config_send, field)
#define WATCH(field) G_STRUCT_OFFSET(struct config_watch, field)
#define TARGET(field) G_STRUCT_OFFSET(struct config_target, field)
#define CALENDAR(field) G_STRUCT_OFFSET(struct config_calendar, field)
#define TEAM(field) G_STRUCT_OFFSET(struct config_team, field)

const struct config_section_info config_sections[N_SECTIONS] = {
  [SECTION_DESK] = { "desk", NULL, TRUE, "The desk: who we are, and how we answer." },
  [SECTION_BRAKES] = { "brakes", NULL, FALSE, NULL }, /* documented by the key that holds it */
  [SECTION_DESKS] = { "desks", "sales", FALSE,
                      "Other desks, by name. They have the keys of desk, and inherit what they do not set, brake by "
                      "brake." },
  [SECTION_MAILBOXES] = { "mailboxes", "inbox", TRUE, "The mailboxes that are read, by name." },
  [SECTION_SEND] = { "send", NULL, TRUE, "How mail leaves." },
  [SECTION_WATCH] = { "watch", NULL, FALSE, "How deskbell watch stays connected, and whose pipes it serves." },
  [SECTION_SLA] = { "sla", "urgent", TRUE,
                    "By when: targets of each priority (urgent, high, normal, low). Open time is written 90m or 4h; "
                    "2bd is the same clock time two open days later; around the clock 2d and 1w may be written as "
                    "well." },
  [SECTION_CALENDARS] = { "calendars", "office", TRUE, "When the desk is open, by name." },
  [SECTION_TEAMS] = { "teams", "billing", FALSE, "Who looks after what, by the name that filters give." },
};

const struct config_target_default config_target_defaults[N_PRIORITIES] = {
  [PRIORITY_URGENT] = { "1h", "8h", "1h", "8h" },
  [PRIORITY_HIGH] = { "4h", "2d", "4h", "2bd" },
  [PRIORITY_NORMAL] = { "24h", "5d", "1bd", "5bd" },
  [PRIORITY_LOW] = { "48h", "10d", "2bd", "10bd" },
};

#define DURATION "90m, 4h or 2bd; 2d and 1w only with 'calendar: always'"
#define IMAP_URL "imaps://HOST[:PORT] or imap://HOST[:PORT]"
#define SMTP_URL "smtps://HOST[:PORT], smtp://HOST[:PORT] or sendmail:/PROGRAM"
#define TEXT "a text, or texts by language: {en: ..., ko: ...}"
#define GLOBS "a list of addresses; * and ? as in file names"

const struct config_key config_keys[] = {
  { SECTION_DESK, "name", config_set_text, DESK(name), .values = TEXT,
    .sample = "{en: Acme Support, ko: 에이크미 고객지원}", .live = TRUE,
    .doc = "The name of the desk, as customers read it: one text, or one for each language." },
  { SECTION_DESK, "addresses", config_set_globs, DESK(addresses), .values = GLOBS,
    .sample = "[support@acme.example, help@acme.example]", .live = TRUE,
    .doc = "Every address that is ours. Mail to none of them is not acknowledged; with an empty list every recipient "
           "counts as ours." },
  { SECTION_DESK, "staff", config_set_globs, DESK(staff), .values = GLOBS, .sample = "['*@acme.example']",
    .doc = "People whose mail is an answer, not a request: it gets no acknowledgement." },
  { SECTION_DESK, "exclude", config_set_globs, DESK(exclude), .values = GLOBS, .sample = "['*@alerts.example']",
    .doc = "Senders who never get an acknowledgement. Their mail is triaged as any other." },
  { SECTION_DESK, "forms", config_set_globs, DESK(forms), .values = GLOBS, .sample = "[forms@acme.example]",
    .doc = "Senders of web forms that we trust: the customer is whom Reply-To names. Set authserv-id as well, or "
           "anybody can write as the form. A group that puts its own address into From, as Google's do for many "
           "senders, is such a form." },
  { SECTION_DESK, "tiers", config_set_tiers, DESK(tiers), .values = "names, each with " GLOBS,
    .sample = "{gold: ['*@bigcorp.example']}",
    .doc = "Contracts that some customers have, for rules that ask for one (tier: gold). Who wrote decides nothing "
           "else. The first tier that has the sender counts. Where authserv-id is set, only for senders that our mail "
           "server vouches for; where it is not, anybody can write in their name." },
  { SECTION_DESK, "language", config_set_language, DESK(language), .values = "a tag such as en, ko or pt-BR",
    .fallback = "en", .sample = "en", .live = TRUE,
    .doc = "The language of answers when there are no texts in that of the mail." },
  { SECTION_DESK, "timezone", config_set_zone, DESK(timezone), DESK(timezone_name),
    .values = "a name such as Europe/Berlin", .sample = "Europe/Berlin", .live = TRUE,
    .doc = "The zone in which customers are told times. The one of the machine when absent." },
  { SECTION_DESK, "reply", config_set_choice, DESK(reply), .values = "shadow | on | off", .fallback = "shadow",
    .sample = "shadow", .live = TRUE,
    .doc = "Whether people are answered: on, off, or shadow, which decides and records everything and sends nothing. "
           "What was decided in shadow is never answered later; what waited when it was still on waits on, two days at "
           "most." },
  { SECTION_DESK, "max-age", config_set_span, DESK(max_age), .values = "a span such as 4h, 2d or 1w; 0 for no limit",
    .fallback = "2d", .sample = "2d", .doc = "Older mail is triaged, never acknowledged." },
  { SECTION_DESK, "tag", config_set_tag, DESK(tag), .values = "1 to 12 of A-Z and 0-9", .fallback = "DESK",
    .sample = "ACME", .live = TRUE, .doc = "Stands in subjects, before the ticket's number: [ACME-1042-7KQF]." },
  { SECTION_DESK, "key-file", config_set_path, DESK(key_file), .values = "a file", .fallback = "/var/lib/deskbell/key",
    .sample = "/var/lib/deskbell/key",
    .doc = "The key that signs our tickets and bounce addresses. Made on first need when it is not there." },
  { SECTION_DESK, "authserv-id", config_set_word, DESK(authserv_id), .values = "a name, as our mail server writes it",
    .sample = "mx.acme.example",
    .doc = "Whose Authentication-Results to believe: the first word of that header, as our server writes it. The server "
           "must remove the ones that come in under its name (RFC 8601, section 5). \"-\" for a server that writes no "
           "such word, as Microsoft 365: then only the topmost of these headers counts. None is believed when absent." },
  { SECTION_DESK, "unauthenticated", config_set_choice, DESK(unauthenticated), .values = "bare | silent | answer",
    .fallback = "bare", .sample = "bare",
    .doc = "What is sent to a sender nobody vouches for, where authserv-id is set: an acknowledgement with nothing in it "
           "that a stranger could have written, none, or the usual one. What failed authentication gets none." },
  { SECTION_DESK, "hold", config_set_span, DESK(hold), .values = "a span such as 5m; 0 for none", .fallback = "0",
    .sample = "5m", .doc = "How long an acknowledgement waits, so that a person may answer first." },
  { SECTION_DESK, "brakes", NULL, .values = "brakes by name", .sample = "{sender: 5/1d, desk: 200/1h}",
    .doc = "At most so many acknowledgements in a sliding window, by sender, domain, ticket, for similar mail, "
           "and for the desk, so that two machines never talk to each other for long." },
  { SECTION_DESK, "breaker", config_set_breaker, DESK(breaker), .values = "SHARE%/SPAN, or off", .fallback = "20%/1h",
    .sample = "20%/1h",
    .doc = "Sending stops while so many of the acknowledgements that left in the span, and at least five, came back for "
           "good, and goes on by itself when fewer did." },
  { SECTION_DESK, "bounce-block", config_set_span, DESK(bounce_block), .values = "a span such as 60d; 0 for none",
    .fallback = "60d", .sample = "60d",
    .doc = "How long an address gets no mail from us after mail to it came back for good, as when there is no such "
           "mailbox; a full one does not count." },
  { SECTION_DESK, "follow-up", config_set_span, DESK(follow_up), .values = "a span such as 1d; 0 for always",
    .fallback = "1d", .sample = "1d",
    .doc = "Another mail about a ticket is acknowledged once in this time; what comes sooner joins the ticket in "
           "silence." },
  { SECTION_DESK, "closed", config_set_choice, DESK(closed_opens_new), .values = "reopen | new", .fallback = "reopen",
    .sample = "reopen", .doc = "What a mail about a closed ticket does: it reopens that one, or opens a new one." },
  { SECTION_DESK, "reopen-within", config_set_span, DESK(reopen_within), .values = "a span such as 30d; 0 for no limit",
    .fallback = "30d", .sample = "30d", .doc = "A ticket that was closed longer ago is never reopened." },
  { SECTION_DESK, "quote", config_set_choice, DESK(quote), .values = "no | yes", .fallback = "yes", .sample = "yes",
    .doc = "Whether an acknowledgement repeats the sentence or two of the mail that say what is wanted. Secrets are masked, "
           "links and insults left out, and encrypted mail is never quoted." },
  { SECTION_DESK, "on-uncertain", config_set_choice, DESK(resend_uncertain), .values = "ask | resend",
    .fallback = "ask", .sample = "ask",
    .doc = "What to do when a stop left open whether a mail went out: ask a person, or send it again." },
  { SECTION_DESK, "ledger", config_set_ledger, DESK(ledger), .values = "sqlite:FILE",
    .fallback = "sqlite:/var/lib/deskbell/ledger.db", .sample = "sqlite:/var/lib/deskbell/ledger.db",
    .doc = "What was seen, decided, promised and sent." },
  { SECTION_DESK, "filters", config_set_path, DESK(filters), .values = "a folder", .sample = "/etc/deskbell/filters",
    .doc = "The rules of triage. The shipped ones when absent." },
  { SECTION_DESK, "products", config_set_lines, DESK(products), .values = "a list of names",
    .sample = "[Acme Cloud, 에이크미 클라우드]",
    .doc = "Names of our products, as customers write them: who writes one need not be asked which product it is "
           "about. Capital letters A to Z make no difference." },
  { SECTION_DESK, "models", config_set_paths, DESK(models), .values = "a list of files that deskbell train wrote",
    .sample = "[/var/lib/deskbell/category.model]",
    .doc = "What was learned from labelled mail: asked for the category, priority or team, whichever it was trained "
           "for, of a mail of which no rule says it." },
  { SECTION_DESK, "confidence", config_set_percent, DESK(confidence), .values = "percent, 0 to 100", .fallback = "60",
    .sample = "60", .doc = "How sure a model must be to be followed." },
  { SECTION_DESK, "automatic", config_set_path, DESK(automatic), .values = "a folder",
    .sample = "/etc/deskbell/automatic",
    .doc = "Phrases by which automatic mail is known (out of office and the like), beside the shipped ones." },
  { SECTION_DESK, "templates", config_set_path, DESK(templates), .values = "a folder",
    .sample = "/etc/deskbell/templates",
    .doc = "Texts that replace shipped ones of the same name. The shipped ones stand behind." },

  { SECTION_BRAKES, "sender", config_set_brake, DESK(brake_sender), .values = "NUMBER/SPAN, or off", .fallback = "5/1d",
    .doc = "Acknowledgements to one address. Mail that authserv-id vouches for counts apart from mail that anybody may have "
           "sent in its name; so with the domain's brake." },
  { SECTION_BRAKES, "domain", config_set_brake, DESK(brake_domain), .values = "NUMBER/SPAN, or off", .fallback = "off",
    .doc = "Acknowledgements to all addresses of one domain together." },
  { SECTION_BRAKES, "ticket", config_set_brake, DESK(brake_ticket), .values = "NUMBER/SPAN, or off", .fallback = "off",
    .doc = "Acknowledgements for one ticket." },
  { SECTION_BRAKES, "desk", config_set_brake, DESK(brake_desk), .values = "NUMBER/SPAN, or off", .fallback = "off",
    .doc = "Acknowledgements by the whole desk." },
  { SECTION_BRAKES, "similar", config_set_brake, DESK(brake_similar), .values = "NUMBER/SPAN, or off",
    .fallback = "10/1h",
    .doc = "Acknowledgements of mails that say nearly the same, whoever they are from: a robot with a new address each "
           "time." },

  /* In the sample of `desks:` only, where one key shows what inheriting means. */
  { SECTION_DESKS, "name", NULL, .sample = "Acme Sales" },
  { SECTION_DESKS, "addresses", NULL, .sample = "[sales@acme.example]" },

  { SECTION_MAILBOXES, "url", config_set_url, BOX(url), .values = IMAP_URL, .required = TRUE,
    .sample = "imaps://imap.acme.example", .live = TRUE,
    .doc = "The server. imap:// begins in the clear and must be able to change to TLS (STARTTLS)." },
  { SECTION_MAILBOXES, "user", config_set_line, BOX(user), .values = "a name", .required = TRUE,
    .sample = "support@acme.example", .live = TRUE, .doc = "The name to log in with." },
  { SECTION_MAILBOXES, "password-command", config_set_command, BOX(password.command), .values = "a shell command",
    .doc = "Prints the password on its first line." },
  { SECTION_MAILBOXES, "password-file", config_set_credential, BOX(password.file), .values = "a file",
    .sample = "imap.password", .live = TRUE,
    .doc = "The password is the file's first line; a relative name lies in $CREDENTIALS_DIRECTORY, else beside this "
           "file. Or 'password-command: pass show acme/imap' runs a command for it; never write it here." },
  { SECTION_MAILBOXES, "folder", config_set_line, BOX(folder), .values = "a folder's name, as people read it",
    .fallback = "INBOX", .sample = "INBOX", .doc = "The folder to read." },
  { SECTION_MAILBOXES, "ca-file", config_set_path, BOX(ca_file), .values = "a PEM file",
    .sample = "/etc/ssl/acme-ca.pem", .doc = "Certificates to trust, and then no others. The system's when absent." },
  { SECTION_MAILBOXES, "tls", config_set_choice, BOX(tls_off), .values = "on | off", .fallback = "on",
    .doc = "Off only for a server on this machine, with imap://." },
  { SECTION_MAILBOXES, "auth", config_set_choice, BOX(oauth2), .values = "password | oauth2", .fallback = "password",
    .sample = "password", .doc = "How to log in: with a password, or with an OAuth 2 token." },
  { SECTION_MAILBOXES, "token-command", config_set_command, BOX(token.command), .values = "a shell command",
    .doc = "Prints an access token on its first line; with 'auth: oauth2'." },
  { SECTION_MAILBOXES, "token-file", config_set_credential, BOX(token.file), .values = "a file",
    .doc = "Holds an access token on its first line, kept fresh by somebody else; with 'auth: oauth2'." },
  { SECTION_MAILBOXES, "done", config_set_done, BOX(done), .values = "keyword:NAME, move:FOLDER or seen",
    .fallback = "keyword:" CONFIG_KEYWORD, .sample = "keyword:" CONFIG_KEYWORD,
    .doc = "How mail that was dealt with is marked: by a keyword, by moving it, or as read. Where the server keeps no "
           "keywords the ledger alone knows." },
  { SECTION_MAILBOXES, "backlog", config_set_choice, BOX(answer_backlog), .values = "skip | answer", .fallback = "skip",
    .sample = "skip", .doc = "Whether mail that was there at first sight is acknowledged as well." },
  { SECTION_MAILBOXES, "sent", config_set_sent, BOX(sent), .values = "auto, a folder's name, or off",
    .fallback = "auto", .sample = "auto",
    .doc = "The folder in which people's answers are seen; auto finds the server's own. Not used yet." },
  { SECTION_MAILBOXES, "desk", config_set_desk, BOX(desk), .values = "a name under desks", .sample = "sales",
    .doc = "Whose mailbox it is. The one under desk when absent." },

  { SECTION_SEND, "url", config_set_transport, SEND(url), .values = SMTP_URL, .sample = "smtps://smtp.acme.example:465",
    .live = TRUE,
    .doc = "The server, or sendmail:/usr/sbin/sendmail. smtp:// begins in the clear and must be able to change to TLS "
           "(STARTTLS)." },
  { SECTION_SEND, "user", config_set_line, SEND(user), .values = "a name", .sample = "support@acme.example",
    .live = TRUE, .doc = "The name to log in with. No login when absent." },
  { SECTION_SEND, "password-command", config_set_command, SEND(password.command), .values = "a shell command",
    .doc = "As in mailboxes." },
  { SECTION_SEND, "password-file", config_set_credential, SEND(password.file), .values = "a file",
    .sample = "smtp.password", .live = TRUE, .doc = "As in mailboxes." },
  { SECTION_SEND, "ca-file", config_set_path, SEND(ca_file), .values = "a PEM file", .sample = "/etc/ssl/acme-ca.pem",
    .doc = "As in mailboxes." },
  { SECTION_SEND, "tls", config_set_choice, SEND(tls_off), .values = "on | off", .fallback = "on",
    .doc = "Off only for a server on this machine, with smtp://." },
  { SECTION_SEND, "from", config_set_sender, SEND(from_address), SEND(from_name),
    .values = "an address, or NAME <ADDRESS>", .required = TRUE, .sample = "Acme Support <support@acme.example>",
    .live = TRUE, .doc = "Whom acknowledgements come from. An address of the desk, so that answers come back." },
  { SECTION_SEND, "envelope-sender", config_set_envelope, SEND(envelope), .values = "signed, \"<>\", or an address",
    .fallback = "signed", .sample = "signed",
    .doc = "Where bounces go: signed is support+TOKEN@, so that they find their ticket; \"<>\" asks for none." },

  { SECTION_WATCH, "socket", config_set_socket, WATCH(socket), .values = "a file", .fallback = CONFIG_SOCKET,
    .sample = CONFIG_SOCKET,
    .doc = "The local socket on which deskbell filter hands mail over. It is made anew at every start. filter has to be "
           "told of another one: by --socket, or in $DESKBELL_SOCKET." },
  { SECTION_WATCH, "allow", config_set_users, WATCH(allow), .values = "a list of users, by name or number",
    .sample = "[vmail]",
    .doc = "Whose pipes are served, besides those of root and of the user and the group that watch runs as." },
  { SECTION_WATCH, "poll", config_set_interval, WATCH(poll), .values = "a span such as 5m, or seconds as in 30s",
    .fallback = "5m", .sample = "5m",
    .doc = "A mailbox is read at least this often, also when its server tells of new mail by itself (IDLE) or "
           "cannot. From 10s to 1d." },

  { SECTION_SLA, "first-response", config_set_duration, TARGET(first_response), .values = DURATION,
    .doc = "Until a person has answered. Without it 1h, 4h, 24h and 48h; in a calendar 1h, 4h, 1bd and 2bd." },
  { SECTION_SLA, "resolution", config_set_duration, TARGET(resolution), .values = DURATION,
    .doc = "Until it is done. Without it 8h, 2d, 5d and 10d; in a calendar 8h, 2bd, 5bd and 10bd." },
  { SECTION_SLA, "calendar", config_set_line, TARGET(calendar), .values = "a name under calendars, or always",
    .fallback = "always", .doc = "In which hours it counts: a calendar's name, or always." },

  { SECTION_CALENDARS, "timezone", config_set_zone, CALENDAR(timezone), CALENDAR(timezone_name),
    .values = "a name such as Europe/Berlin", .sample = "Europe/Berlin", .live = TRUE,
    .doc = "The zone of the hours. The desk's when absent." },
  { SECTION_CALENDARS, "hours", config_set_hours, .values = "windows by day", .live = TRUE,
    .sample = "{mon-thu: [09:00-12:00, 13:00-17:00], fri: [09:00-14:00]}",
    .doc = "Opening hours by day or days. 22:00-06:00 runs into the next day; 24:00 is the end of a day; a day that is "
           "not named is closed." },
  { SECTION_CALENDARS, "holidays", config_set_holidays, .values = "a list of days and .ics files", .live = TRUE,
    .sample = "[2026-12-25, 2026-12-26]", .doc = "Days that are closed: dates, and .ics files with whole days." },

  { SECTION_TEAMS, "name", config_set_text, TEAM(name), .values = TEXT, .sample = "{en: Billing team, ko: 결제팀}",
    .live = TRUE, .doc = "The team's name, as customers read it." },
  { SECTION_TEAMS, "members", config_set_addresses, TEAM(members), .values = "a list of addresses",
    .sample = "[mina@acme.example]", .doc = "The people of the team. Not used yet." },
  { SECTION_TEAMS, "lead", config_set_address, TEAM(lead), .values = "an address", .sample = "lee@acme.example",
    .doc = "Who is told when a deadline is missed. Not used yet." },
  { SECTION_TEAMS, "notify-on", config_set_priorities, TEAM(notify_on), .values = "a list of priorities",
    .sample = "[urgent]", .doc = "Priorities that the team hears of at once. Not used yet." },
  { SECTION_TEAMS, "folder", config_set_line, TEAM(folder), .values = "a folder's name", .sample = "Billing",
    .doc = "Where people move mail that is the team's. deskbell moves nothing there, and deskbell train --corrections "
           "learns from what lies there." },
  { SECTION_TEAMS, "calendar", config_set_line, TEAM(calendar), .values = "a name under calendars, or always",
    .sample = "office", .live = TRUE, .doc = "The team's own hours. The priority's when absent." },
};

const gsize config_n_keys = G_N_ELEMENTS(config_keys);
