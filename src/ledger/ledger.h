/* What happened, and what was promised: contacts, tickets, decisions, the mail still to leave, and every event.
 *
 * The invariants stand at the top of ledger-sqlite.c. This header claims mails; peek.h tells what a claim would see;
 * outbox.h sends; tickets.h reads. A ledger is
 * for one thread, and not for a child after fork(). */
#pragma once
#include "base/config.h"

struct ledger;

/* Opens (and makes, 2770/0660, and migrates) the ledger named by `sqlite:/path`. `create` FALSE: a missing one is
 * FAULT_NO_INPUT. `read_only` writes nothing at all. Other errors: FAULT_CONFIG for an unknown kind or a ledger of a newer
 * version, FAULT_DATA for a corrupt one, FAULT_REFUSED, FAULT_CREATE, FAULT_IO (disk full), FAULT_TEMPORARY (locked). */
struct ledger *ledger_open(const char *name, gboolean create, gboolean read_only, GError **error);

/* One that nobody else sees and that is gone when it is closed; it has no locks, and nothing waits for a disk. */
struct ledger *ledger_open_scratch(GError **error);
void ledger_close(struct ledger *ledger); /* accepts NULL */
typedef struct ledger Ledger;             /* for g_autoptr(Ledger) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Ledger, ledger_close)

/* The file it lies in, which others may put theirs beside; NULL when it is none. Borrowed. */
const char *ledger_file(const struct ledger *ledger);

/* Whether its file was replaced or removed meanwhile, as when a backup is restored: what this one claims is then lost. */
gboolean ledger_has_moved(struct ledger *ledger);

/* How long calls wait for others who write: until `until` (g_get_monotonic_time()) instead of two and a half seconds. */
void ledger_be_patient(struct ledger *ledger, gint64 until);

/* A place among the few who decide at once in processes that live for one mail, held until the process ends or unlocks.
 * Waits asleep, in the order of arrival, at most until `until` (as above); then, or where there can be no line, NULL or a
 * lock without a place: either goes on. `name` is the ledger's, which need not be there yet. Uses SIGALRM. */
struct ledger_lock;
struct ledger_lock *ledger_queue(const char *name, gint64 until);

/* One lock per name ("send"; a-z, 0-9 and -) and ledger, held until the process ends or unlocks, never guessed from a
 * time. NULL without an error when somebody else holds it. */
struct ledger_lock *ledger_lock(struct ledger *ledger, const char *name, GError **error);
void ledger_unlock(struct ledger_lock *lock); /* accepts NULL */
typedef struct ledger_lock LedgerLock;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LedgerLock, ledger_unlock)

/* An address that mail could not be delivered to, as a bounce says. Borrowed strings. */
struct ledger_failure {
  const char *address;      /* whom we wrote to */
  const char *status, *diagnostic; /* NULL */
  gboolean hard;            /* for good: gets no mail for desk->bounce_block */
};

enum { SIMILAR_BITS = 8 }; /* fingerprints that differ in at most so many bits are of the same text */

/* A mail that is about to be claimed. Borrowed strings. */
struct ledger_contact {
  const char *key;          /* mail->contact_key */
  const char *message_id;   /* NULL */
  const char *address;      /* who wrote; NULL when unusable */
  const char *subject;
  const char *mailbox;      /* source's own name, "imaps://host/user/INBOX"; NULL: none */
  guint32 uidvalidity, uid; /* 0 outside IMAP */
  const guint64 *tickets;   /* tickets whose token in this mail verified for this sender; best first */
  gsize n_tickets;
  gint64 arrival, now;
  const struct config_desk *desk; /* whose brakes and tickets */
  const char *name;         /* what the sender calls himself; NULL */
  const char *recipient;    /* whom an acknowledgement would go to, for the brakes; NULL: `address` */
  guint64 fingerprint;      /* of its words, near ones for near texts (see desk/similar.h); 0: none, near to nothing */
  const GPtrArray *refers_to; /* char *: Message-IDs that it answers, best first, for a ticket that the sender's own earlier
                                 mail opened; NULL */
  const struct ledger_failure *failures; /* of a bounce; believed for those of `tickets` that wrote to the address */
  gsize n_failures;
  gboolean vouched;         /* our mail server vouches for `address`: mail that others write in its name does not fill its
                               brakes */
};

/* What the ledger knows, read inside the transaction that will claim. */
struct ledger_snapshot {
  /* The first of contact->tickets, then of those that contact->refers_to names, that exists and belongs to this sender;
   * of a bounce the one whose mail came back, whoever sent it. 0: a new one. */
  guint64 ticket;
  guint64 earlier;          /* the closed one in whose place a new one opens; 0: none */
  gint64 ticket_due_first, ticket_due_resolution; /* of that ticket; CLOCK_NONE */
  gboolean ticket_closed;   /* `ticket` is closed: the decision's `reopens` opens it again */
  gboolean told;            /* a follow-up text of this ticket was queued within desk->follow_up, or any text of it left less
                               than two minutes from this mail's arrival */
  gboolean undeliverable;   /* mail to the recipient bounced for good within desk->bounce_block */
  gboolean brake_similar;   /* like the other brakes: among the desk's latest 1,000, mails with a fingerprint near it */
  gboolean breaker;         /* too much of what left lately came back; see config_breaker */
  /* One more acknowledgement would pass the brake. Counted are those queued (later cancelled or expired ones aside) within
   * the brake's seconds from `now`, before or after it: other processes may be a little ahead. The sender's and domain's
   * brakes look at `address` and at `recipient`; those of a vouched one count what vouched ones got, others count all. */
  gboolean brake_sender, brake_domain, brake_ticket, brake_desk;
  gboolean in_doubt;        /* the mailbox shows marks that this ledger doesn't know: shadow until `ledger adopt` */
};

/* What was decided. Strings are owned by the decider until ledger_claim() returns. */
struct ledger_decision {
  const char *verdict;      /* "send", "none", "held" */
  const char *reason;       /* policy's or the brake's code; NULL when sent */
  gboolean queue;           /* put the acknowledgement in the outbox; FALSE in shadow and off */
  const char *mode;         /* "on", "shadow", "off": why `queue` may be FALSE although the verdict is "send" */
  const char *kind;         /* "new", "follow-up" */
  const char *to;           /* the recipient; NULL when none */
  const char *category, *priority, *team, *language;
  gint64 due_first, due_resolution; /* CLOCK_NONE: none */
  gint64 not_before;        /* `hold:`; the mail does not leave earlier */
  const char *facts;        /* JSON that reply renders from; NULL when nothing is to leave */
  const char *explanation;  /* JSON of the whole decision, kept as an event */
  gboolean opens_ticket;    /* FALSE for bounces and reports: recorded without a ticket, or with the one that came back */
  gboolean reopens;         /* a closed ticket that it joins is open again; never by a mail with failures */
};

/* Called inside the transaction: pure, quick, no network, no command. The decision's strings stay valid until
 * ledger_claim() returns. */
typedef void (*ledger_decide)(const struct ledger_snapshot *snapshot, struct ledger_decision *ret, gpointer data);

struct ledger_claimed {
  gboolean known;           /* the contact was claimed before; the fields then tell of that claim */
  guint64 ticket;           /* 0: none */
  guint64 outbox;           /* id of the queued row; 0: none */
  char *desk;               /* id of the desk that claimed it */
  char *verdict, *reason, *mode, *category, *priority, *team, *language; /* NULL where the claim had none */
  gint64 due_first;
  gint64 at;                /* when it was claimed */
};
void ledger_claimed_clear(struct ledger_claimed *claimed);

/* Snapshot, brakes, decision, claim, ticket number, event and intent to acknowledge, in one BEGIN IMMEDIATE transaction.
 * A contact key is claimed once; the second time `ret->known` is TRUE, `decide` is not called, and only the sighting
 * (mailbox, uid) is noted. FALSE: nothing was written. A decision that contradicts itself (queued in shadow or while in
 * doubt, without a recipient, facts that are no JSON) is FAULT_INTERNAL. The first ticket is 1001, and none is left out. */
gboolean ledger_claim(struct ledger *ledger, const struct ledger_contact *contact, ledger_decide decide, gpointer data,
                      struct ledger_claimed *ret, GError **error);

/* How far a mailbox was read. */
struct ledger_position {
  guint32 uidvalidity;
  guint32 first_uid;        /* UIDNEXT at first sight or renumbering: lower ones that came before first_sight are backlog */
  guint32 last_uid;         /* all up to here were claimed */
  gint64 first_sight;       /* when */
};

/* FALSE without an error when the mailbox was never seen. */
gboolean ledger_position(struct ledger *ledger, const char *mailbox, struct ledger_position *ret, GError **error);
gboolean ledger_set_position(struct ledger *ledger, const char *mailbox, const struct ledger_position *position,
                             GError **error);

/* Those of `uids` (guint32) that were never claimed at this place; free with g_array_unref(). */
GArray *ledger_unseen(struct ledger *ledger, const char *mailbox, guint32 uidvalidity, const GArray *uids, GError **error);

/* Whether a mail with this contact key was claimed; if so, notes that it lies here. For marked mails that a person copied
 * or moved, before ledger_compare_marks() takes them for another ledger's. */
gboolean ledger_recognise(struct ledger *ledger, const char *key, const char *mailbox, guint32 uidvalidity, guint32 uid,
                          gboolean *ret_known, GError **error);

/* Of `uids` (guint32) that carry our mark in the mailbox, how many this ledger never saw; if any, it is in doubt from now
 * on, until ledger_adopt(), which also makes them known. Opened for reading it only counts. */
gboolean ledger_compare_marks(struct ledger *ledger, const char *mailbox, guint32 uidvalidity, const GArray *uids,
                              guint *ret_unknown, GError **error);

GQuark ledger_error_quark(void);
#define LEDGER_ERROR ledger_error_quark()
