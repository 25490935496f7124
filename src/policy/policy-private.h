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
  MATCH_STARTS,    /* it begins with one of `words` */
  MATCH_OVER,      /* the number it begins with is at least `words` */
};

struct policy_header {
  const char *name; /* a glob; NULL ends a list */
  enum policy_match match;
  const char *words; /* NULL for MATCH_PRESENT and MATCH_TRUE */
};

struct mail_address;
struct mail_header;
struct policy_search;

struct policy_reason {
  const char *code;
  enum policy_strength strength;
  const char *source;
  const char *about;                           /* one sentence for deskbell-policy(7), plain text */
  const struct policy_header *headers;         /* any of them is evidence; NULL */
  void (*check)(struct policy_search *search); /* notes what it finds; NULL */
  unsigned points;                             /* POLICY_WEAK */
  const char *cause;                           /* POLICY_WEAK: of one cause only the heaviest counts */
  gboolean of_forms;                           /* a trusted form's mail may have it */
  gboolean of_own_list;                        /* mail that came through a list with our own address may have it */
  const struct policy_header *form_headers;    /* for mail of a trusted form instead of `headers`; NULL */
};

/* One walk over the table. */
struct policy_search {
  const struct mail *mail;
  const struct policy_facts *facts;
  const struct policy_reason *reason; /* whose check is running */
  const struct mail_address *author;  /* who wrote it: From; of a trusted form Reply-To, NULL when there is none */
  gboolean is_form;                   /* From is a trusted form */
  gboolean is_own_list;               /* its List-Id is an address of ours */
  GPtrArray *evidence;
  char *subject;                      /* folded, when it was asked for */
};

extern const struct policy_reason policy_reasons[]; /* ended by a NULL code; the order in which reasons are told */

/* Notes evidence for the running reason; `header` and `value` may be NULL and are copied, the value capped. */
void policy_found(struct policy_search *search, const char *header, const char *value);

/* policy-headers.c */
extern const struct policy_header policy_auto_submitted[], policy_auto_submitted_form[], policy_list_id[],
    policy_list_headers[], policy_mailing_list[], policy_precedence[], policy_bounce_headers[], policy_report_headers[],
    policy_null_sender[], policy_autoresponder[], policy_loop[], policy_notification[], policy_inbox_rule[],
    policy_campaign[], policy_relay[], policy_loop_mark[], policy_program[], policy_html[], policy_unimportant[];
void policy_find_headers(struct policy_search *search, const struct policy_header *headers);

gboolean policy_names_header(const struct policy_header *headers, const char *name); /* whatever its value is */
gboolean policy_header_matches(const struct policy_header *headers, const struct mail_header *header);
gboolean policy_has_header(const struct mail *mail, const struct policy_header *headers);
void policy_find_suppress(struct policy_search *search);          /* set by a program */
void policy_find_exchange_suppress(struct policy_search *search); /* stamped by Exchange */
void policy_find_incomplete(struct policy_search *search);

/* Headers that are no standard and no known product's, but whose name says what they are ("X-Acme-Auto-Reply: yes"). */
void policy_find_autoresponder_names(struct policy_search *search);

/* policy-senders.c */
gboolean policy_is_usable(const char *address);
gboolean policy_is_noreply(const char *address);
gboolean policy_matches_any(const GPtrArray *globs, const char *address); /* FALSE for NULL */
void policy_find_unverified_staff(struct policy_search *search);
void policy_find_role_sender(struct policy_search *search);
void policy_find_robot_sender(struct policy_search *search);
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

/* policy-reply-to.c */
char *policy_answer_address(const struct policy_search *search); /* NULL when there is none */
void policy_find_ignored_reply_to(struct policy_search *search);

/* policy-forms.c */
void policy_look_at_sender(struct policy_search *search); /* fills `author`, `is_form`, `is_own_list` */
void policy_find_form_without_sender(struct policy_search *search);
void policy_find_excluded(struct policy_search *search);
void policy_find_own_list(struct policy_search *search);

/* policy-verdicts.c: what spam and virus filters say */
extern const struct policy_header policy_spam[], policy_suspicion[];
void policy_find_spam_names(struct policy_search *search); /* as policy_find_autoresponder_names() */
void policy_find_spam_subject(struct policy_search *search);

/* policy-words.c */
void policy_find_away_label(struct policy_search *search);
void policy_find_returned_label(struct policy_search *search);
void policy_find_away_subject(struct policy_search *search);
void policy_find_away_opening(struct policy_search *search);
void policy_find_notice(struct policy_search *search);
void policy_find_failure_text(struct policy_search *search);
void policy_find_answers_us(struct policy_search *search);

/* policy-weak.c: weighs the weak evidence found so far */
void policy_find_automatic(struct policy_search *search);
