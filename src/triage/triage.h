/* What a mail is about, how urgent it is, and whose it is: filters applied to the view of a mail. Pure. */
#pragma once
#include "base/config.h"

struct mail;
struct problems;

struct filters; /* an ordered list of compiled rules */

/* All `*.yaml` of `folder`, in the order of file names. Problems name file, line and column; NULL when there are any.
 * Team names are checked against `config` when it is not NULL and has teams. */
struct filters *filters_load(const char *folder, const struct config *config, struct problems *problems);
void filters_free(struct filters *filters); /* accepts NULL */
typedef struct filters Filters;             /* for g_autoptr(Filters) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Filters, filters_free)

struct triage_signal {
  char *code;        /* the rule's name, or a signal's */
  char *evidence;    /* the words as the customer wrote them */
  const char *where; /* "subject", "text", "from", "header.NAME" ...; static */
  gint64 at;         /* of a deadline: when it ends, UTC; CLOCK_NONE else */
};

struct triage_facts {  /* what a condition may ask about besides the mail */
  gboolean inside_hours;   /* of the desk at arrival */
  const char *tier;        /* NULL */
  gint64 arrival;          /* what "by Friday" counts from; CLOCK_NONE: deadlines are not resolved */
  GTimeZone *zone;         /* of the desk, where the mail's Date has none of its own; NULL: UTC */
  const GPtrArray *products; /* char *: names to look for; NULL */
  const GPtrArray *models; /* struct model *, each for an axis; NULL */
  double confidence;       /* 0 to 1: below it a model is not followed */
  const GPtrArray *teams;  /* struct config_team *: whom a model may name besides the rules' own; NULL */
};

struct detail;     /* details.h */

/* What a model said of an axis, whether or not it was followed. */
struct triage_opinion {
  char *axis, *label;      /* "category", "billing" */
  double confidence;       /* 0 to 1 */
  gboolean followed;       /* no rule said anything, it was sure enough, and the label is known */
  char *why;               /* why it was followed or not, for people */
  GPtrArray *words;        /* char *: what in the mail spoke for it most, best first */
};

struct triage_verdict {
  char *category;          /* "general" when no rule said */
  enum priority priority;
  char *team;              /* NULL when no rule said */
  char *template;          /* NULL: by kind */
  char *language;          /* BCP 47 tag in lower case, "und" when unsure */
  GPtrArray *tags;         /* char * */
  GPtrArray *rules;        /* char *: names of all rules that matched, in order */
  GPtrArray *signals;      /* struct triage_signal * */
  GPtrArray *ask;          /* struct triage_item *, of all languages */
  GPtrArray *links;        /* struct triage_item * */
  GPtrArray *details;      /* struct detail *: found in the mail */
  GPtrArray *needs;        /* char *: kinds of details (details.h) that the category needs and the mail does not give */
  GPtrArray *opinions;     /* struct triage_opinion * */
  int reply;               /* -1 `reply: no`, +1 `reply: yes`, 0 */
};

struct triage_item {       /* one thing to ask for, or one link, in one language */
  char *language;          /* NULL: any */
  char *text;
};

struct triage_verdict *triage_decide(const struct filters *filters, const struct mail *mail,
                                     const struct triage_facts *facts);
/* Whether `text` gives one of the signals `codes` (ends in NULL): for a sentence that somebody wants to say back. */
gboolean triage_says(const struct filters *filters, const char *const *codes, const char *text);

void triage_verdict_free(struct triage_verdict *verdict); /* accepts NULL */
typedef struct triage_verdict TriageVerdict;              /* for g_autoptr(TriageVerdict) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TriageVerdict, triage_verdict_free)
