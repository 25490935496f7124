/* Handing a finished mail to the server or program that delivers it. Part of deskbell-net. */
#pragma once
#include "base/config.h"
#include "ledger/outbox.h"

struct reply_mail;
struct sender;

/* Called once, before the last byte of the body can leave; FALSE stops the attempt before that byte. */
typedef gboolean (*send_commit)(gpointer data, GError **error);

/* Ready to send by `config` (smtp(s):// by libcurl, one connection kept for many mails; sendmail:/path), which must live
 * as long as the sender. Nothing is connected yet; the password is read at the first connection. NULL with FAULT_CONFIG. */
struct sender *sender_new(const struct config_send *config, GError **error);
void sender_free(struct sender *sender); /* accepts NULL */
typedef struct sender Sender;            /* for g_autoptr(Sender) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sender, sender_free)

/* Once `interrupted` says TRUE, an attempt that waits for a server ends within a few seconds, TEMPORARY, unless its mail is
 * committed: then the answer is waited for. A program is waited for in any case. */
void sender_heed(struct sender *sender, gboolean (*interrupted)(void));

struct send_result {
  enum outbox_outcome outcome;
  gboolean unreachable;   /* the server, not this mail: no use in trying the next one now */
  char *diagnostic;       /* the server's last reply or the reason, printable, capped; never NULL; free with g_free() */
  GError *error;          /* why commit failed, or FAULT_REFUSED / FAULT_UNAVAILABLE / FAULT_CONFIG of the server; NULL */
};
void send_result_clear(struct send_result *result);

/* One attempt. UNCERTAIN only when the connection was lost or the program killed after `commit` succeeded, the whole mail
 * may have been taken, and no answer came; a connection lost earlier is TEMPORARY. A 4xx after the commit is TEMPORARY, a
 * 5xx PERMANENT. PERMANENT without asking anybody: an address or a mail that the protocol cannot carry. */
void sender_submit(struct sender *sender, const struct reply_mail *mail, send_commit commit, gpointer data,
                   struct send_result *ret);

/* Connects, verifies and logs in, sends nothing (`check --connect`). A program is only looked at, never run. */
gboolean sender_check(struct sender *sender, GError **error);

/* What the server says to a mail that is never sent. */
struct send_trial {
  char *refusal;      /* its words, printable, capped; NULL: it would take the mail */
  gboolean for_good;  /* with `refusal`: a 5xx */
  char *capabilities; /* what it can do (its answer to EHLO), printable; NULL when not told */
};
void send_trial_clear(struct send_trial *trial);

/* Asks by MAIL and RCPT alone whether a mail from `from` ("" is the null sender) to `to` would be taken. FALSE: nobody could
 * be asked, or FAULT_DATA: an address that SMTP cannot carry. A program is not asked, and refuses nothing. */
gboolean sender_try(struct sender *sender, const char *from, const char *to, struct send_trial *ret, GError **error);

/* Of sender_new(), and of addresses and mails; connections have NET_ERROR. */
GQuark send_error_quark(void);
#define SEND_ERROR send_error_quark()
