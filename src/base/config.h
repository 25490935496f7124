/* deskbell.yaml, read and typed. One table (config-table.c) says which keys there are,
 * their types, defaults and documentation; it also makes deskbell.yaml(5) and the commented sample that `init` writes.
 *
 * All structs are owned by struct config and immutable once loaded. Times are seconds. */
#pragma once
#include <glib.h>

struct problems;
struct yaml_node;

/* A text for customers: one string for everybody, or one a language. */
struct config_text {
  char *any;          /* the plain string; NULL when by language */
  GHashTable *by_language; /* char * (lower-case tag, "ko", "pt-br") to char *; NULL when plain */
};

/* The text in `language`, else in its primary subtag, else in `fallback`, else the first by name; NULL when empty. */
const char *config_text_in(const struct config_text *text, const char *language, const char *fallback);

/* `90m`, `4h`: open time. `2bd`: business days. `2d`, `1w`: with `calendar: always` only, elapsed time. */
struct duration {
  enum duration_unit { DURATION_OPEN_SECONDS, DURATION_BUSINESS_DAYS } unit;
  gint64 amount; /* seconds or days, > 0; capped at ten years */
};

/* "5m", "4h", "2bd", "2d", "1w"; FALSE, and `ret` untouched, when `text` is none of them or over the cap. */
gboolean duration_parse(const char *text, struct duration *ret);

/* Where a secret comes from: never the configuration itself. */
struct config_secret {
  char *command; /* run by /bin/sh; its first line of output */
  char *file;    /* its first line; absolute: loading has looked a relative name up under $CREDENTIALS_DIRECTORY, else
                    beside the configuration */
};

/* Reads it. NULL with FAULT_CONFIG, FAULT_NO_INPUT or FAULT_REFUSED (also for CR, NUL within, and over 4 KiB), or
 * FAULT_TEMPORARY: the command ended with 75, took two minutes, or printed without end. The result is never empty, and is
 * to be wiped and freed by config_secret_wipe(). */
char *config_secret_read(const struct config_secret *secret, GError **error);
void config_secret_wipe(char *secret); /* accepts NULL */

enum config_reply { REPLY_SHADOW, REPLY_ON, REPLY_OFF };
extern const char *const config_reply_names[]; /* "shadow" ... */

struct config_brake { /* at most `count` acknowledgements in a sliding window of `seconds` */
  unsigned count;     /* 0: this brake is off */
  gint64 seconds;
};

struct config_breaker { /* sending stops while `percent` of what left in the last `seconds` came back for good */
  unsigned percent;     /* 0: off */
  gint64 seconds;
};

/* What becomes of mail whose sender nobody vouches for, where an authserv-id is set: an acknowledgement that says nothing
 * a stranger could have put there, none at all, or the usual one. */
enum config_unauthenticated { UNAUTHENTICATED_BARE, UNAUTHENTICATED_SILENT, UNAUTHENTICATED_ANSWER };

/* A contract that some customers have: what a filter may ask for with `tier`. Only of senders that are vouched for where
 * there is an authserv-id. */
struct config_tier {
  char *name;
  GPtrArray *senders;        /* char *, globs on addresses */
};

struct config_desk {
  char *id;                  /* "desk", or the name under `desks:` */
  struct config_text name;
  GPtrArray *addresses;      /* char *, globs allowed; empty: every recipient counts as ours */
  GPtrArray *staff;          /* char *, globs */
  char *language;
  GTimeZone *timezone;
  char *timezone_name;
  enum config_reply reply;
  gint64 max_age;            /* 0: no limit */
  char *tag;
  char *key_file;
  char *authserv_id;         /* NULL: none is believed */
  gint64 hold;
  struct config_brake brake_sender, brake_domain, brake_ticket, brake_desk;
  struct config_brake brake_similar; /* mails of nearly the same words, whoever they say they are from */
  struct config_breaker breaker;
  gint64 bounce_block;       /* how long an address that bounced for good gets no mail; 0: off */
  gint64 follow_up;          /* at most one follow-up text a ticket in so many seconds; 0: no limit */
  gboolean closed_opens_new; /* a mail to a closed ticket: FALSE reopens it, TRUE opens a new one */
  gint64 reopen_within;      /* ... and after so many seconds a new one in any case; 0: no limit */
  enum config_unauthenticated unauthenticated;
  GPtrArray *exclude;        /* char *, globs: never answered */
  GPtrArray *forms;          /* char *, globs: senders of web forms, whose Reply-To is the customer */
  char *automatic;           /* folder of phrases of automatic mail beside the shipped ones; NULL */
  GPtrArray *products;       /* char *: names that details_find() looks for */
  GPtrArray *models;         /* char *: files that `train` wrote, absolute */
  unsigned confidence;       /* percent below which a model is not asked */
  GPtrArray *tiers;          /* struct config_tier *, first match wins; empty: nobody has one */
  gboolean quote;            /* the customer's own words may be said back */
  gboolean resend_uncertain;
  char *ledger;              /* "sqlite:/path", absolute; "postgresql://..." is known, and refused by this build */
  char *filters;             /* folder; NULL: the shipped ones */
  char *templates;           /* folder of overrides; NULL: none */
};

#define CONFIG_KEYWORD "Deskbell" /* marks mail that was dealt with, unless `done:` says otherwise */
enum config_done { DONE_KEYWORD, DONE_MOVE, DONE_SEEN };

struct config_mailbox {
  char *id;
  char *url;                 /* imap(s)://host[:port], no user, no path */
  char *user;
  char *folder;              /* UTF-8 */
  struct config_secret password;
  char *ca_file;             /* NULL: the system's */
  gboolean tls_off;          /* accepted for loopback only */
  gboolean oauth2;
  struct config_secret token;
  enum config_done done;
  char *done_name;           /* the keyword, or the folder to move to; NULL for DONE_SEEN */
  gboolean answer_backlog;
  char *sent;                /* "auto", a folder, or "" for none */
  const struct config_desk *desk;
};

struct config_send {
  char *url;                 /* smtp(s)://host[:port], or sendmail:/path; NULL when nothing is configured */
  char *user;                /* NULL: no AUTH */
  struct config_secret password;
  char *ca_file;
  gboolean tls_off;
  char *from_name;           /* NULL when `from` is a bare address */
  char *from_address;
  enum { ENVELOPE_SIGNED, ENVELOPE_NULL, ENVELOPE_ADDRESS } envelope;
  char *envelope_address;    /* ENVELOPE_ADDRESS */
};

struct config_target {       /* of one priority */
  struct duration first_response, resolution;
  char *calendar;            /* a key of struct config.calendars, or "always" */
};

struct config_window {       /* of one weekday; minutes since midnight */
  unsigned from, to;         /* from < to; `to` may pass 1440, up to 2880: runs into the next day */
};

struct config_calendar {
  char *id;
  char *timezone_name;
  GTimeZone *timezone;
  GArray *windows[7];        /* struct config_window, Monday first, sorted, not overlapping */
  GPtrArray *holidays;       /* char *: "2026-12-24", or the absolute path of an .ics file */
  unsigned line, column;     /* of the calendar in the file, for what loading its holidays finds */
};

struct config_team {
  char *id;
  struct config_text name;
  GPtrArray *members;        /* char * addresses */
  char *lead;                /* NULL */
  GPtrArray *notify_on;      /* char * priorities */
  char *folder;              /* NULL */
  char *calendar;            /* a key of struct config.calendars, or "always"; NULL: the priority's */
};

enum priority { PRIORITY_URGENT, PRIORITY_HIGH, PRIORITY_NORMAL, PRIORITY_LOW, N_PRIORITIES };
extern const char *const priority_names[N_PRIORITIES]; /* "urgent" ... */
int priority_parse(const char *name);                  /* -1 when it is none */

struct config_watch {
  char *socket;              /* where pipes hand over their mail; never NULL */
  GPtrArray *allow;          /* char *: users, by name or number, whose pipes are served besides root, our user and group */
  gint64 poll;               /* seconds between two passes while nothing is pushed */
};

struct config {
  char *path;                              /* NULL: built-in defaults, no file */
  GPtrArray *desks;                        /* struct config_desk *; the first is `desk:` */
  GPtrArray *mailboxes;                    /* struct config_mailbox * */
  struct config_send send;
  struct config_watch watch;
  struct config_target targets[N_PRIORITIES];
  GPtrArray *calendars;                    /* struct config_calendar * */
  GPtrArray *teams;                        /* struct config_team * */
};

/* Reads and checks `path`; NULL: the defaults of a run without a configuration (max_age 0, no addresses, targets of
 * 1 h / 4 h / 24 h / 48 h around the clock). NULL when there are problems; every one of the file's is noted. */
struct config *config_load(const char *path, struct problems *problems);

/* The same for a file that was read already (or a text: tests); relative names start in the folder of `root->file`. */
struct config *config_from_yaml(const struct yaml_node *root, struct problems *problems);
void config_free(struct config *config); /* accepts NULL */
typedef struct config Config;            /* for g_autoptr(Config) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Config, config_free)

const struct config_mailbox *config_mailbox(const struct config *config, const char *id); /* NULL when unknown */
const struct config_team *config_team(const struct config *config, const char *id);
const struct config_calendar *config_calendar(const struct config *config, const char *id);

/* The documentation that the table makes: deskbell.yaml(5)'s list of keys in roff, and a commented deskbell.yaml. `values`
 * (NULL: the examples stand) maps "desk.tag", "mailboxes.url" to what stands there, as YAML; other keys of these sections
 * are then comments. Free with g_free(). */
char *config_manual(void);
char *config_sample(GHashTable *values);

GQuark config_error_quark(void);
#define CONFIG_ERROR config_error_quark()
