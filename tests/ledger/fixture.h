/* A ledger in a folder of its own, and the shortest way to claim a mail. */
#pragma once
#include "base/clock.h"
#include "base/config.h"
#include "base/fault.h"
#include "ledger/ledger.h"
#include "ledger/outbox.h"
#include "ledger/tickets.h"

struct fixture {
  char *folder, *path, *name; /* name: "sqlite:PATH" */
  struct ledger *ledger;      /* NULL until fixture_open() */
  struct config_desk desk;    /* without brakes */
  struct ledger_decision decision;  /* what decide() says: send to the sender, a new ticket, "on" */
  struct ledger_snapshot snapshot;  /* what decide() was shown */
  unsigned decided;                 /* how often it was asked */
};

void fixture_init(struct fixture *fixture);
void fixture_open(struct fixture *fixture);
void fixture_clear(struct fixture *fixture); /* also removes the folder and every file in it */

/* Claims a mail `key` of `address` at `now`; the first ticket to join, or 0. FALSE with `error`. `ret` may be NULL. */
gboolean fixture_claim(struct fixture *fixture, const char *key, const char *address, guint64 join, gint64 now,
                       struct ledger_claimed *ret, GError **error);

/* The same where it must work: the id of the outbox row, 0 when there is none. */
guint64 fixture_queue(struct fixture *fixture, const char *key, const char *address, gint64 now);

/* The decision callback that fixture_claim() uses: fixture->decision, brakes and doubt taken into account. */
void fixture_decide(const struct ledger_snapshot *snapshot, struct ledger_decision *ret, gpointer data);

/* The one integer that SQL gives on the file itself. */
gint64 fixture_sql(const struct fixture *fixture, const char *sql);

/* SQLite's result code for a statement on the file itself. */
int fixture_try_sql(const struct fixture *fixture, const char *sql);
