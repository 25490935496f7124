/* Old mail through the present rules, as if deskbell had been there: in order of arrival, each decision at its mail's
 * arrival, with tickets, brakes and what was told remembered from one mail to the next. Nothing is sent.
 *
 * First all mail is added, in any order; then it is run. One side is one configuration with a ledger of its own, which
 * begins empty and is thrown away; two sides show what a change of the configuration does to the same mail.
 *
 * Differs from the mailbox's real history where it must: marks and flags don't count, for they came later; every desk counts
 * as `reply: on`; tickets have other numbers. A mail that carries the token of a real ticket joins the replay's ticket that
 * a mail of its thread opened, and where none did (it is older than the replay), one that is opened for it beforehand. What
 * a bounce tells counts for the last acknowledgement that the replay gave to its recipient; one of before counts for
 * nothing. */
#pragma once
#include "desk/desk.h"

struct problems;
struct source_item;

enum { REPLAY_MOST_SIDES = 2 };

struct replay_side {
  struct config *config;            /* borrowed; each desk's `reply` becomes on */
  const struct identity *identity;  /* borrowed; NULL: no token is recognised, so no thread */
  const struct config_desk *desk;   /* whose mail all of it is; NULL: told by its recipients, as `filter` does */
};

struct replay_request {
  struct replay_side sides[REPLAY_MOST_SIDES];
  guint n_sides;
  gboolean any_recipient;
  gboolean keep_text;               /* the results have the mail's text (kept in a temporary file meanwhile) */
  gint64 now;                       /* of the run; a mail that doesn't tell its arrival has its Date, or this */
  gint64 since, until;              /* only mail that arrived in [since, until) is taken; CLOCK_NONE: no limit */
};

struct replay;

/* NULL: FAULT_CONFIG with `problems`, or what opening a ledger gives. */
struct replay *replay_new(const struct replay_request *request, struct problems *problems, GError **error);
void replay_free(struct replay *replay); /* accepts NULL */
typedef struct replay Replay;            /* for g_autoptr(Replay) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Replay, replay_free)

/* Takes item->mail (it is NULL afterwards), decides on what is not the ledger's, and keeps little of it. */
gboolean replay_add(struct replay *replay, struct source_item *item, GError **error);

guint replay_count(const struct replay *replay); /* taken so far */

/* What became of a mail on one side. */
struct replay_outcome {
  const struct decision *decision; /* with what the ledger knew */
  const struct config_desk *desk;
  guint64 ticket;                  /* of the replay; 0: none */
  gboolean copy;                   /* this mail was there before; `decision` is then without the ledger */
  gboolean answered;
};

struct replay_result {
  const struct mail *mail;
  const char *path;
  guint index;
  gint64 arrival;
  struct replay_outcome sides[REPLAY_MOST_SIDES];
  guint changes;                   /* enum replay_change, or-ed; of two sides */
};

/* From sides[0] to sides[1]. Of mail that gains or loses its answer, the text and recipient are not compared. */
enum replay_change {
  REPLAY_GAINS = 1, REPLAY_LOSES = 2, REPLAY_PRIORITY = 4, REPLAY_CATEGORY = 8, REPLAY_TEAM = 16, REPLAY_DEADLINE = 32,
  REPLAY_LANGUAGE = 64, REPLAY_TEXT = 128, REPLAY_RECIPIENT = 256
};
enum { N_REPLAY_CHANGES = 9 };
extern const char *const replay_change_names[N_REPLAY_CHANGES]; /* "gains-answer", "priority" ...: of bit i */

/* Called for each mail, oldest first. FALSE stops the run. */
typedef gboolean (*replay_watch)(const struct replay_result *result, gpointer data);

/* Once. FALSE: FAULT_IO and what ledger_claim() gives. */
gboolean replay_run(struct replay *replay, replay_watch watch, gpointer data, GError **error);

/* Tickets that mails of the run told by token but none opened: they were there before. */
guint replay_earlier_tickets(const struct replay *replay, guint side);

GQuark replay_error_quark(void);
#define REPLAY_ERROR replay_error_quark()
