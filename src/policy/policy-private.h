/* What the files of this room share. */
#pragma once
#include "policy/policy.h"

/* How the value of a header is looked at. `words` are lower case, separated by "|". Comments in parentheses and
 * parameters after ";" are not part of a value. */
enum policy_match {
  MATCH_PRESENT,   /* it is there */
  MATCH_TRUE,      /* it is there and does not say no, none, false, off or 0 */
  MATCH_SAYS,      /* its first word is one of `words` */
  MATCH_SAYS_ELSE, /* its first word is none of `words` */
  MATCH_HAS,       /* one of its words is one of `words` */
  MATCH_HOLDS,     /* one of `words` stands somewhere in it */
};

struct policy_header {
  const char *name; /* a glob; NULL ends a list */
  enum policy_match match;
  const char *words; /* NULL for MATCH_PRESENT and MATCH_TRUE */
};

struct policy_search;

struct policy_reason {
  const char *code;
  enum policy_strength strength;
  const char *source;
  const char *about;                           /* one sentence for deskbell-policy(7), plain text */
  const struct policy_header *headers;         /* any of them is evidence; NULL */
  void (*check)(struct policy_search *search); /* notes what it finds; NULL */
};

/* One walk over the table. */
struct policy_search {
  const struct mail *mail;
  const struct policy_facts *facts;
  const struct policy_reason *reason; /* whose check is running */
  GPtrArray *evidence;
};

extern const struct policy_reason policy_reasons[]; /* ended by a NULL code; the order in which reasons are told */

/* Notes evidence for the running reason; `header` and `value` may be NULL and are copied, the value capped. */
void policy_found(struct policy_search *search, const char *header, const char *value);

/* policy-headers.c */
extern const struct policy_header policy_auto_submitted[], policy_list_id[], policy_list_headers[],
    policy_mailing_list[], policy_precedence[], policy_bounce_headers[], policy_report_headers[], policy_null_sender[],
    policy_autoresponder[], policy_suppress[], policy_loop[], policy_notification[], policy_spam[], policy_bulk[],
    policy_inbox_rule[];
void policy_find_headers(struct policy_search *search, const struct policy_header *headers);

/* Headers that are no standard and no known product's, but whose name says what they are ("X-Acme-Auto-Reply: yes"). */
void policy_find_autoresponder_names(struct policy_search *search);

/* policy-senders.c */
gboolean policy_is_usable(const char *address);
char *policy_answer_address(const struct mail *mail, const struct policy_facts *facts); /* NULL when there is none */
void policy_find_no_sender(struct policy_search *search);
void policy_find_invalid_sender(struct policy_search *search);
void policy_find_null_envelope(struct policy_search *search);
void policy_find_own_address(struct policy_search *search);
void policy_find_staff(struct policy_search *search);
void policy_find_not_addressed(struct policy_search *search);
void policy_find_daemon(struct policy_search *search);
void policy_find_system_sender(struct policy_search *search);
void policy_find_list_sender(struct policy_search *search);
void policy_find_noreply(struct policy_search *search);
void policy_find_machine_sender(struct policy_search *search);
void policy_find_ignored_reply_to(struct policy_search *search);

/* policy-subjects.c: phrases in the form of text_fold(), ended by NULL */
extern const char *const policy_away_phrases[], *const policy_undeliverable_phrases[];

/* Whether a subject begins with one of `phrases` as a label: "Automatic reply: your order", "[자동응답]", but not
 * "Automatic reply does not work". */
gboolean policy_subject_begins(const char *subject, const char *const *phrases);
