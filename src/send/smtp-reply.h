/* What a server answered, and what that means for the mail (RFC 5321 section 4.2). */
#pragma once
#include "base/fault.h"
#include "send/send.h"

/* Where an attempt is: what was asked last. */
enum smtp_stage {
  SMTP_CONNECT, /* TCP, TLS, greeting, EHLO, login */
  SMTP_MAIL,
  SMTP_RCPT,
  SMTP_DATA,
  SMTP_BODY,    /* 354 has come; the end of the mail has not been asked for */
  SMTP_END,     /* the end of the mail may have left */
  N_SMTP_STAGES
};

/* A reply, line by line. */
struct smtp_reply {
  int code; /* 0: no complete reply yet */
  GString *text; /* printable only after text_printable(); lines joined by spaces; capped */
};
void smtp_reply_init(struct smtp_reply *reply);
void smtp_reply_clear(struct smtp_reply *reply);

/* Adds a line as the server sent it (untrusted); the first line after a complete reply starts a new one. TRUE when the
 * reply is complete. */
gboolean smtp_reply_add(struct smtp_reply *reply, const char *line, gsize length);

/* Whether `code` is the answer that lets the mail go on past `stage`; at SMTP_END: that it was accepted. */
gboolean smtp_reply_goes_on(enum smtp_stage stage, int code);

struct smtp_verdict {
  enum outbox_outcome outcome;
  gboolean unreachable;
  enum fault fault; /* 0: no error of the server */
};

/* What `code` in answer to `stage` means where it does not let the mail go on; `code` 0: the connection was lost. */
struct smtp_verdict smtp_judge(enum smtp_stage stage, int code, gboolean timed_out);
