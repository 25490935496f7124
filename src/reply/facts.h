/* All that an acknowledgement is rendered from, except configuration and the time: stored with the intent in the ledger as
 * JSON, so that the words are made when the mail leaves. Knows no ledger and no libcurl; part of deskbell-core. */
#pragma once
#include <glib.h>

struct reply_facts {
  char *kind;              /* "new", "follow-up" */
  gboolean out_of_hours;   /* at arrival; chooses the text of that name for kind "new" */
  guint64 ticket;          /* 0 until claimed; the outbox row knows it */
  gboolean bare;           /* nobody vouches for the sender: nothing that he could have written may be said back */
  gboolean encrypted;      /* chooses the text of that name for kind "new"; nothing of the mail is said back but its Re: */
  char *language;          /* of the mail */
  char *to;                /* recipient's address */
  char *name;              /* as in From, or as the mail is signed where that names nobody; NULL */
  char *subject;           /* the customer's, decoded */
  char *message_id;        /* of the mail that is answered; NULL */
  GPtrArray *references;   /* char *: of that mail, oldest first, ending before message_id */
  GPtrArray *attachments;  /* char *: names */
  char *category, *priority, *team;
  GPtrArray *tags;         /* char *: of the filters that matched */
  char *template;          /* a filter's choice; NULL */
  GPtrArray *ask, *links;  /* char *: chosen for the language */
  GPtrArray *needs;        /* char *: kinds of details (triage/details.h) that are needed and that the mail does not give */
  GPtrArray *numbers;      /* char *: those found in the mail: "order 12345", "invoice ...", "tracking ..." */
  GPtrArray *quote;        /* char *: what the mail asks, sentences in the customer's words */
  gint64 arrival;
  gint64 due_first, due_resolution; /* CLOCK_NONE */
};

char *reply_facts_to_json(const struct reply_facts *facts);
struct reply_facts *reply_facts_from_json(const char *json, GError **error); /* FAULT_DATA */
void reply_facts_free(struct reply_facts *facts);                            /* accepts NULL */
typedef struct reply_facts ReplyFacts; /* for g_autoptr(ReplyFacts) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReplyFacts, reply_facts_free)

GQuark reply_error_quark(void);
#define REPLY_ERROR reply_error_quark()
