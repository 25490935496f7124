/* The acknowledgement in words: Mustache over Markdown, one source per kind and language, made into one mail with a text
 * and an HTML part. Pure: reads neither clock nor ledger. Part of deskbell-net (ICU, libcmark). */
#pragma once
#include "base/config.h"
#include "reply/facts.h"

struct identity;
struct problems;
struct templates;

/* The shipped texts with `overrides` (a folder, NULL for none) in front of them, text by text. Parses every template;
 * problems have file, line and column. NULL when there are any. */
struct templates *templates_load(const char *shipped, const char *overrides, struct problems *problems);
void templates_free(struct templates *templates); /* accepts NULL */
typedef struct templates Templates;               /* for g_autoptr(Templates) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Templates, templates_free)

/* The language an acknowledgement to somebody who wrote in `language` is in: it, its primary subtag, or `fallback`. */
const char *templates_language(const struct templates *templates, const char *language, const char *fallback);

struct reply_context {
  const struct config *config;
  const struct config_desk *desk;
  const struct identity *identity; /* NULL: preview without a key; tokens then read "XXXX" */
  GTimeZone *zone;                 /* of the calendar that made the deadline */
  const char *zone_name;           /* IANA, for ICU */
  gint64 next_open;                /* CLOCK_NONE: open, or unknown */
  gint64 now;                      /* when it leaves */
  const char *message_id;          /* of an earlier attempt, to be kept; NULL: make one */
};

struct reply_mail {
  GBytes *bytes;        /* the whole mail, CRLF, 7 bit */
  char *message_id;     /* with brackets */
  char *envelope_from;  /* "" for the null sender */
  char *envelope_to;
  char *subject;        /* decoded */
  char *text;           /* the plain part, decoded */
  char *html;           /* the HTML part, decoded */
};
void reply_mail_free(struct reply_mail *mail); /* accepts NULL */
typedef struct reply_mail ReplyMail;           /* for g_autoptr(ReplyMail) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReplyMail, reply_mail_free)

/* Where bounces of a mail about `ticket` go: "support+1042-TOKEN@acme.example", or what send says instead; "" is the null
 * sender. */
char *reply_envelope(const struct config_send *send, const char *from_address, guint64 ticket, const char *token);

/* FAULT_CONFIG: a template cannot be rendered; FAULT_DATA: the facts cannot be answered (no recipient, line breaks). */
struct reply_mail *reply_compose(const struct templates *templates, const struct reply_facts *facts,
                                 const struct reply_context *context, GError **error);
