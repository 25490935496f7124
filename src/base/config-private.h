/* What the files of the configuration share: the table of keys, and the setters that turn a node into a typed value. */
#pragma once
#include "base/config.h"
#include "base/yaml.h"

/* Where reading stands. Copied and changed for a while, never shared. */
struct config_reader {
  struct config *config;
  struct problems *problems;
  const char *folder; /* of the configuration: relative names start here */
  const char *where;  /* "desk", "mailboxes.inbox" */
};

struct config_key;

/* Reads `node` as `key` says into the struct at `target`, or notes what is wrong and leaves it alone. */
typedef void config_setter(const struct config_reader *reader, const struct config_key *key,
                           const struct yaml_node *node, void *target);

enum config_section {
  SECTION_DESK,
  SECTION_BRAKES, /* within a desk */
  SECTION_DESKS,  /* its entries have the keys of SECTION_DESK */
  SECTION_MAILBOXES,
  SECTION_SEND,
  SECTION_WATCH,
  SECTION_SLA,
  SECTION_CALENDARS,
  SECTION_TEAMS,
  N_SECTIONS
};

struct config_section_info {
  const char *name;
  const char *entry; /* name of the entry in the sample; NULL: the section itself holds the keys */
  gboolean live;     /* in the sample: stands, or is commented out */
  const char *doc;
};

struct config_key {
  enum config_section section;
  const char *name;
  config_setter *set;   /* NULL: known, and read by what reads the section */
  gsize offset;         /* of the value in the section's struct */
  gsize second;         /* of the other value, where a key sets two */
  const char *values;   /* what may stand there; an enumeration's words in the order of their numbers: "ask | resend" */
  const char *fallback; /* the default, as it would be written; NULL: none, or computed */
  gboolean required;
  const char *sample;   /* the value in the sample; NULL: left out there */
  gboolean live;        /* in the sample: stands, or is commented out */
  const char *doc;      /* the comment in the sample as well; NULL: no key of its own, only a line there */
};

extern const struct config_section_info config_sections[N_SECTIONS];
extern const struct config_key config_keys[];
extern const gsize config_n_keys;

struct config *config_new(const char *path); /* empty; see config_free() */

/* The targets of a priority where the configuration names none: around the clock, and in a calendar, whose days are
 * counted as business days. */
struct config_target_default {
  const char *first_response, *resolution;
  const char *open_first_response, *open_resolution;
};
extern const struct config_target_default config_target_defaults[N_PRIORITIES];

/* "desk.hold: " and what is wrong, at the node's place. */
void config_complain(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                     const char *format, ...) G_GNUC_PRINTF(4, 5);

/* The text of a scalar that is not empty and has no control character in it; NULL after a complaint. */
const char *config_line(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node);

/* Whether nothing at all stands behind the key: an empty list or section, but no value. */
gboolean config_is_empty(const struct yaml_node *node);

/* Calls `each` for every item of a list, or once for a single value. */
typedef void config_item(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                         gpointer into);
void config_each(const struct config_reader *reader, const struct config_key *key, const struct yaml_node *node,
                 config_item *each, gpointer into);

char *config_resolve(const struct config_reader *reader, const char *name);

config_setter config_set_line, config_set_word, config_set_command, config_set_text, config_set_language,
    config_set_zone, config_set_choice, config_set_span, config_set_brake, config_set_breaker, config_set_tag,
    config_set_path, config_set_paths, config_set_lines, config_set_percent, config_set_credential, config_set_ledger;
config_setter config_set_globs, config_set_addresses, config_set_address, config_set_sender, config_set_envelope,
    config_set_priorities;
config_setter config_set_url, config_set_transport, config_set_done, config_set_sent, config_set_desk;
config_setter config_set_socket, config_set_users, config_set_interval;
config_setter config_set_tiers;
config_setter config_set_duration, config_set_hours, config_set_holidays;

/* Finds what no single key shows: references, contradictions, what is missing. */
void config_check(const struct config_reader *reader, const struct yaml_node *root);
