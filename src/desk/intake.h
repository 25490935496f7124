/* One message from a pipe: parsed, decided, claimed; what the worker of `filter` and the watcher's socket do. */
#pragma once
#include <glib.h>

struct config;
struct identity;
struct intake;
struct ledger;
struct mail_envelope;
struct problems;

/* Makes every desk of `config` ready to decide. All arguments are borrowed and outlive it; NULL when there are
 * problems. */
struct intake *intake_new(const struct config *config, struct ledger *ledger, const struct identity *identity, gint64 now,
                          struct problems *problems);
void intake_free(struct intake *intake); /* accepts NULL */
typedef struct intake Intake;            /* for g_autoptr(Intake) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Intake, intake_free)

/* Claims the message and returns the header lines that say what became of it: "X-Deskbell-Ticket: ACME-1042\n" and so
 * on, printable ASCII, LF, in the order of the interface; free with g_free(). The desk is the first of which an envelope
 * recipient, else a To or Cc, is an address, else `desk:`. A mail claimed before gets its claim's headers. `envelope`
 * NULL: unknown. NULL: nothing was claimed. */
char *intake_take(struct intake *intake, GBytes *message, const struct mail_envelope *envelope, gint64 now,
                  GError **error);
