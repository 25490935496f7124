/* What a mail says: an immutable view. Everything in it was written by a stranger; strings are valid UTF-8 without NUL,
 * header values are unfolded, decoded and without CR or LF, and capped in length.
 *
 * After mail_new() nothing reads the message again. */
#pragma once
#include <glib.h>

struct part;

struct mail_header {
  char *name;  /* as written */
  char *value; /* unfolded and decoded (RFC 2047, Korean and other charsets as they occur); of Authentication-Results,
                  where a stranger's encoded word could grow into results, as it stood */
};

struct mail_address {
  char *name;    /* NULL when there is none */
  char *address; /* addr-spec, domain lower-cased; NULL when there is none that could be used */
};

struct mail_attachment {
  char *name; /* NULL */
  char *type;
  guint64 size; /* bytes, decoded; estimated from the encoded size, as IMAP does not tell */
};

/* Of SMTP, where something told us (the caller, Return-Path, Delivered-To, a `From ` line). */
struct mail_envelope {
  char *from;    /* "" is the null sender; NULL: not known */
  GPtrArray *to; /* char *; empty: not known */
};

/* Failed for good, late but still tried, or somebody complained (RFC 5965). */
enum mail_bounce_kind { BOUNCE_FAILURE, BOUNCE_DELAY, BOUNCE_FEEDBACK };

struct mail_bounce_recipient {
  char *address;    /* NULL when not told */
  char *status;     /* RFC 3463, "5.1.1"; told by the report, else derived from its words; NULL */
  char *diagnostic; /* what was said about it, one paragraph; NULL */
  gboolean hard;    /* trying that address again makes no sense: a failure with a status of 5.x.x, but for full mailboxes
                       and hosts out of order */
};

/* What a bounce or complaint says, and of the mail that it is about: each of it NULL when unknown. A bounce is easily
 * forged, so none of it proves that we sent that mail. */
struct mail_bounce {
  enum mail_bounce_kind kind;
  GPtrArray *recipients;     /* struct mail_bounce_recipient * */
  char *original_message_id; /* with its angle brackets */
  char *original_from;       /* the first addr-spec of From */
  char *original_to;         /* ... and of To */
  char *original_subject;    /* decoded */
  char *original_loop;       /* its X-Deskbell-Loop */
};

/* A request for a meeting, its answer, its cancellation, another time proposed (text/calendar with a METHOD, RFC 6047). */
enum mail_invitation { INVITATION_NONE, INVITATION_REQUEST, INVITATION_REPLY, INVITATION_CANCEL, INVITATION_COUNTER };

struct mail {
  GPtrArray *headers;          /* struct mail_header *, topmost first */
  struct mail_envelope envelope;
  char *message_id;            /* with its angle brackets; NULL when there is none */
  GPtrArray *in_reply_to;      /* char *, with brackets */
  GPtrArray *references;       /* char *, with brackets, oldest first */
  struct mail_address from;    /* the first author; fields NULL when unusable */
  guint authors;               /* entries of all From fields, usable or not */
  GPtrArray *to, *cc, *reply_to; /* struct mail_address * */
  char *subject;               /* "" when there is none */
  gint64 date;                 /* Date; CLOCK_NONE */
  int date_offset;             /* its zone, seconds east of UTC */
  gint64 internal_date;        /* IMAP INTERNALDATE; CLOCK_NONE elsewhere */
  gint64 received;             /* the topmost Received, even if in the future; CLOCK_NONE */
  char *text;                  /* all text, decoded, LF line ends; "" when there is none */
  char *request;               /* only what was newly written */
  char *signature;             /* the sender's own block below that, without its mark and without what a program or a
                                  company's server adds (disclaimers, "Sent from my phone"); "" or NULL for none */
  char *forwarded;             /* the text of a mail that was passed on, below `request`, whose author wants it dealt with;
                                  "" or NULL. What is merely quoted in an answer is not here. */
  GPtrArray *attachments;      /* struct mail_attachment * */
  struct mail_bounce *bounce;  /* NULL: no bounce and no report */
  gboolean is_report;          /* any multipart/report, also a disposition notification */
  gboolean encrypted;          /* S/MIME or OpenPGP; `text` is then what is readable outside */
  enum mail_invitation invitation; /* INVITATION_NONE (0): none */
  gboolean truncated;          /* a cap left something out */
  gboolean header_cut;         /* ... of the header: whole fields, among which may be any */
  char *contact_key;           /* 64 hex digits, the same for standard input, file and IMAP; key.c */
};

/* Makes the view. `root` is read and not kept. `envelope` (may be NULL; copied) is what the caller knows better than the
 * message; what it leaves open is read from Return-Path, Delivered-To and X-Original-To. Never NULL. */
struct mail *mail_new(const struct part *root, const struct mail_envelope *envelope, gint64 internal_date);

/* part_parse() and mail_new() in one; a leading `From ` line gives the envelope sender (MAILER-DAEMON is the null one). */
struct mail *mail_from_bytes(GBytes *bytes, const struct mail_envelope *envelope);

void mail_free(struct mail *mail); /* accepts NULL */

/* Frees what only deciding needs: text, request and headers are empty from here on. For who keeps many. */
void mail_forget_text(struct mail *mail);
typedef struct mail Mail;          /* for g_autoptr(Mail) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mail, mail_free)

/* Value of the topmost header of that name (any case), or NULL. Walk mail->headers for all of them. */
const char *mail_header(const struct mail *mail, const char *name);

/* When it arrived: INTERNALDATE, else the topmost Received, else `now`. Deadlines count from here. */
gint64 mail_arrival(const struct mail *mail, gint64 now);

/* What its age is judged by: the older of INTERNALDATE and the topmost Received; `now` when neither is known. */
gint64 mail_age_from(const struct mail *mail, gint64 now);

void mail_address_free(struct mail_address *address);
