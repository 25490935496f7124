/* What a way of sending provides. Only for this room and its tests. */
#pragma once
#include "send/send.h"

struct sender;

/* One mail in the form that leaves; addresses are ASCII and checked. */
struct submission {
  const char *from; /* "" for the null sender */
  const char *to;
  GBytes *bytes;    /* CRLF, 7 bit */
  send_commit commit;
  gpointer data;
};

struct sender_type {
  struct sender *(*new)(const struct config_send *config, GError **error);
  void (*free)(struct sender *sender);
  void (*submit)(struct sender *sender, const struct submission *submission, struct send_result *ret);
  gboolean (*check)(struct sender *sender, GError **error);
  gboolean (*try)(struct sender *sender, const char *from, const char *to, struct send_trial *ret, GError **error);
};

/* The first member of every sender. */
struct sender {
  const struct sender_type *type;
  gboolean (*interrupted)(void); /* NULL: not asked */
};

extern const struct sender_type sender_smtp, sender_sendmail;

/* Fills `ret`. `error` (taken, may be NULL) is the server's or the commit's; `diagnostic` NULL: the error's message. */
void send_result_set(struct send_result *ret, enum outbox_outcome outcome, gboolean unreachable, const char *diagnostic,
                     GError *error);

/* For tests: no stage of an attempt may take longer than `ms`. */
void smtp_limit(struct sender *sender, unsigned ms);
void sendmail_limit(struct sender *sender, unsigned ms);
