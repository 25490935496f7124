/* May the person who wrote this mail be sent an acknowledgement, and at which address?
 *
 * One table (policy-table.c) of reasons with a stable code, a strength, the RFC section or source, and what it looks at;
 * deskbell-policy(7) is made from it. The decision is pure: it reads neither clock nor ledger nor configuration file, but
 * the facts handed to it. Silence is a decision too: the first hard reason is its name, and all evidence is kept. */
#pragma once
#include <glib.h>

struct mail;

enum policy_strength {
  POLICY_HARD,    /* vetoes alone and cannot be overruled by a filter's `reply: yes` */
  POLICY_STRONG,  /* vetoes alone; `reply: yes` overrules it */
  POLICY_WEAK,    /* speaks for automatic mail, and vetoes as `automatic` together with others; see policy-table.c */
  POLICY_NOTE,    /* told, does not decide */
};

struct policy_evidence {
  const char *code;            /* "list-id"; listed in deskbell-policy(7) */
  enum policy_strength strength;
  const char *source;          /* "RFC 3834 section 2"; static */
  char *header;                /* the header it was found in; NULL when it is no header */
  char *value;                 /* what stood there, capped; NULL */
  unsigned points;             /* POLICY_WEAK: what it weighs; 0 where a heavier piece of the same cause counts */
};

enum { POLICY_AUTOMATIC_POINTS = 10 }; /* so many points of weak evidence refuse as `automatic` */

/* What the decision may know besides the mail. All borrowed. */
struct policy_facts {
  const GPtrArray *addresses;  /* char *, globs: every address that is ours; NULL or empty: any recipient is ours */
  const GPtrArray *staff;      /* char *, globs; NULL */
  gboolean any_recipient;      /* the mail counts as addressed to us */
  gint64 now;
  gint64 max_age;              /* seconds; 0: no limit */
  gboolean backlog;            /* it lay in the mailbox before we first saw it */
  gboolean done_mark;          /* our mark (keyword, folder) is on it, or the ledger's acknowledgement is known elsewhere */
  gboolean answered;           /* \Answered, or an answer lies in Sent */
  gboolean answers_us;         /* it carries a token that we gave to its sender */
  gboolean own_output;         /* a header or Message-ID of it carries a token that our key verifies */
  const struct automatic_words *words; /* phrases of automatic mail; NULL: none */
  const GPtrArray *exclude, *forms; /* char *, globs; NULL */
  enum policy_authentication { AUTH_UNKNOWN, AUTH_NONE, AUTH_PASS, AUTH_FAIL } authentication; /* of From's domain */
  gboolean silent_unless_authenticated; /* AUTH_NONE is refused, not only AUTH_FAIL; for mail of `forms` it always is */
  const char *authentication_why; /* as in struct authentication; NULL */
  int rule_reply;              /* a filter's word: -1 `reply: no`, +1 `reply: yes`, 0 none */
};

struct policy_verdict {
  gboolean reply;              /* an acknowledgement may be sent */
  const char *reason;          /* code of the evidence that decided against it; NULL when `reply` */
  char *to;                    /* the one address that may be answered; NULL when there is none */
  char *author;                /* address of whoever wrote it: From, of a trusted form Reply-To; NULL when unusable */
  char *name;                  /* ... and the name there; NULL */
  gboolean form;               /* it came by a trusted form, so mails of many people have most words in common */
  unsigned points;             /* sum of the weak evidence */
  GPtrArray *evidence;         /* struct policy_evidence *, the deciding one first */
};

struct policy_verdict *policy_decide(const struct mail *mail, const struct policy_facts *facts);
void policy_verdict_free(struct policy_verdict *verdict); /* accepts NULL */
typedef struct policy_verdict PolicyVerdict;              /* for g_autoptr(PolicyVerdict) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PolicyVerdict, policy_verdict_free)

/* Whether `address` is one of `addresses` (globs): "support+1042@acme.example" is "support@acme.example" (RFC 5233), and an
 * internationalised domain is itself in either form. FALSE for an empty list. */
gboolean policy_is_ours(const GPtrArray *addresses, const char *address);

/* What a weak piece of evidence is a sign of; pieces of one cause count once. Static. */
const char *policy_cause(const struct policy_evidence *piece);

const char *policy_strength_name(enum policy_strength strength); /* "hard" ... */

/* The list of reasons for deskbell-policy(7), in roff. Free with g_free(). */
char *policy_manual(void);
