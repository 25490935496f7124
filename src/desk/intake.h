/* One message from a pipe: parsed, decided, claimed; what the worker of `filter` and the watcher's socket do. */
#pragma once
#include <glib.h>

struct config;
struct identity;
struct intake;
struct ledger;
struct mail;
struct mail_envelope;
struct problems;

/* Bytes of a message that are read, as from a file; the view of a longer one says that it was cut. */
enum { INTAKE_MAX_MESSAGE = 64 * 1024 * 1024 };

/* What became of a message, as text for people and programs: UTF-8 without control characters, NULL where there is none. */
struct intake_verdict {
  char *ticket;   /* "ACME-1042"; never with a token, for whoever reads the header may not be whom it was given to */
  char *priority, *category, *team, *language;
  char *due;      /* of the first response, RFC 3339 in UTC */
  char *reply;    /* "queued"; "held": by a brake; "none; reason=CODE", with the code of policy, "shadow" or "off" */
};
void intake_verdict_clear(struct intake_verdict *verdict);

/* Each desk of `config` is made ready when first needed, or now by intake_prepare(). All arguments are borrowed and outlive
 * it; `ledger` may be NULL for intake_decide(), `identity` too. Never NULL. */
struct intake *intake_new(const struct config *config, struct ledger *ledger, const struct identity *identity);
void intake_free(struct intake *intake); /* accepts NULL */
typedef struct intake Intake;            /* for g_autoptr(Intake) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Intake, intake_free)

/* Index of the desk that a mail belongs to, as intake_claim() says. */
guint intake_desk_of(const struct config *config, const struct mail *mail);

/* Makes every desk ready, warnings included; FALSE when there are problems. */
gboolean intake_prepare(struct intake *intake, gint64 now, struct problems *problems);

/* Claims the message; `envelope` NULL: unknown. The desk is the first of which an envelope recipient, else a To or Cc, is
 * an address, else `desk:`. A mail claimed before gets its claim's verdict, whoever claimed it. Headers that came in under
 * the names below play no part. FALSE: nothing was claimed (FAULT_CONFIG, FAULT_DATA for an empty message, and what
 * ledger_claim() gives). */
gboolean intake_claim(struct intake *intake, GBytes *message, const struct mail_envelope *envelope, gint64 now,
                      struct intake_verdict *ret, GError **error);

/* The same for a mail that nobody knows yet; nothing is written, and there is no ticket. */
gboolean intake_decide(struct intake *intake, GBytes *message, const struct mail_envelope *envelope, gint64 now,
                       struct intake_verdict *ret, GError **error);

/* "X-Deskbell-Ticket: ACME-1042\n" and so on: printable ASCII, one line each, LF, in the order of the struct; what is no
 * ASCII (a team's or category's name) as encoded words (RFC 2047). Free with g_free(). */
char *intake_headers(const struct intake_verdict *verdict);

/* intake_claim() and intake_headers() in one; NULL: nothing was claimed. */
char *intake_take(struct intake *intake, GBytes *message, const struct mail_envelope *envelope, gint64 now,
                  GError **error);

/* What a caller was given as an envelope address, without its angle brackets; "" for "<>" and MAILER-DAEMON, which is the
 * null sender. NULL with FAULT_USAGE for control characters and for more than FRONT_MAX_ADDRESS bytes. Free with
 * g_free(). */
char *intake_address(const char *text, GError **error);

GQuark intake_error_quark(void);
#define INTAKE_ERROR intake_error_quark()
