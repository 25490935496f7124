/* Compiled rules, as filters.c and results.c read them from YAML or pack.c takes them out of the copy, condition.c tests
 * them and triage.c applies them; rules.c has what all of these need of them. */
#pragma once
#include "triage/signals.h"
#include "triage/triage.h"
#include "triage/words.h"

struct folded;
struct yaml_node;

/* What conditions are tested on: the mail with its texts made ready once. */
struct view {
  const struct mail *mail;
  const struct triage_facts *facts;
  const char *language;
  struct words_text *subject, *text, *name;
  const GPtrArray *matched; /* char *: names of the rules so far */
  const GPtrArray *signals; /* struct triage_signal *: all that the mail lets be known, and what the rules so far said */
};

/* Where and by which words a condition was met. */
struct hit {
  char *evidence; /* NULL: by no words */
  const char *where;
};

/* Says of words that were found that they do not count. */
typedef gboolean guard_function(const struct folded *folded, gsize start, gsize end);

/* One value tried on one mail. */
struct test {
  const struct view *view;
  const char *name; /* "header.NAME", interned */
  guard_function *const *guards; /* ends in NULL */
  struct hit *hit;
};

/* What the condition `signal` asks for stands before its name. */
enum { SIGNAL_OF_RULE = 'r', SIGNAL_OF_WORDS = 's' };

/* Whether one of `signals` (struct triage_signal *) has that code. */
gboolean signal_is_told(const GPtrArray *signals, const char *code);

struct condition_kind {
  const char *name;
  gboolean takes_name; /* "header.NAME" */
  const char *values;  /* what may stand there, for the manual */
  const char *doc;
  /* What a value is kept as, made once; NULL: as it was written. Then it is read from that, by `load`, which may borrow. */
  char *(*store)(const char *value, GError **error);
  gpointer (*load)(const char *stored, GError **error);
  gboolean (*match)(gconstpointer value, const struct test *test);
  GDestroyNotify free;
};
extern const struct condition_kind condition_kinds[];
extern const guint n_condition_kinds;

struct condition {
  const struct condition_kind *kind;
  const char *name; /* "header.NAME", interned; NULL */
  gboolean negated; /* written with `not-` */
  GPtrArray *stored; /* char *, borrowed from the filters: what the values were read from */
  GPtrArray *values;
};

/* `name` is written without `not-`; NULL when there is no such condition. */
struct condition *condition_new(const char *name, gboolean negated);
/* Keeps `stored` without a copy. */
gboolean condition_add_stored(struct condition *condition, const char *stored, GError **error);
void condition_free(struct condition *condition);
typedef struct condition Condition;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Condition, condition_free)

/* What a person is told of a match: the words as they were written, cut where they are many. g_free(). */
char *condition_evidence(const struct folded *folded, gsize start, gsize end);

/* Whether one of the values is met, or with `not-` none is. */
gboolean condition_holds(const struct condition *condition, const struct view *view, guard_function *const *guards,
                         struct hit *hit);

enum { MAX_GUARDS = 2 };

struct rule {
  char *name;
  GPtrArray *conditions; /* struct condition * */
  guard_function *guards[MAX_GUARDS + 1]; /* ends in NULL */
  char *category, *team, *template; /* NULL: not said */
  int priority;                     /* -1: not said */
  GPtrArray *tags;                  /* char * */
  GPtrArray *needs;                 /* char *: of detail_names */
  GPtrArray *ask, *links;           /* struct triage_item * */
  int reply;
  gboolean stop;
};

struct rule *rule_new(void);
void rule_free(struct rule *rule);
typedef struct rule Rule;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Rule, rule_free)

/* Of the two that rules borrow from, there is one. */
struct filters {
  GPtrArray *rules;    /* struct rule * */
  struct signals *signals;
  GStringChunk *texts; /* NULL: unpacked */
  GVariant *packed;    /* NULL: read from YAML */
};
struct filters *filters_new(void);

/* The files of a folder that make its rules, in order; NULL after a problem. */
GPtrArray *filters_list(const char *folder, struct problems *problems);

/* The folders whose signals stand behind the rules of `folder`, those that come with deskbell first; char *. */
GPtrArray *filters_signal_folders(const char *folder);

/* All that rules and signals are, as one value of the type FILTERS_PACKED, and back. What is unpacked need not be sound:
 * NULL when it is not. Keeps a reference. */
#define RULE_PACKED "(ayayayayayiibua(sbay))"
#define FILTERS_PACKED "(a" RULE_PACKED "at)"
GVariant *filters_pack(const struct filters *filters); /* floating */
struct filters *filters_unpack(GVariant *packed);

void triage_item_free(struct triage_item *item);

/* Where reading stands. */
struct reader {
  struct filters *filters;
  const struct config *config; /* NULL */
  struct problems *problems;
  gboolean shipped;   /* the folder is the one that comes with deskbell */
  GHashTable *places; /* name of a rule to "file:line" */
  struct rule *rule;  /* the one that is being read */
};

/* A scalar that is not empty; NULL after a problem. */
const char *filters_scalar(const struct reader *reader, const struct yaml_node *key, const struct yaml_node *node);
/* One that is fit for a name. */
const char *filters_name(const struct reader *reader, const struct yaml_node *key, const struct yaml_node *node);

typedef void filters_each(struct reader *reader, const struct yaml_node *key, const struct yaml_node *node,
                          gpointer data);
/* A single value or a list of them. */
void filters_for_each(struct reader *reader, const struct yaml_node *key, const struct yaml_node *node,
                      filters_each *each, gpointer data);

/* Reads a key of a rule besides `rule` and `when`; FALSE when there is none of that name. */
gboolean filters_read_key(struct reader *reader, const struct yaml_node *key, const struct yaml_node *node);

/* The n-th of these keys; NULL past the last. */
struct rule_key {
  const char *name;
  const char *values; /* for the manual; NULL: detail_names */
  const char *doc;
};
const struct rule_key *filters_key(guint n);
