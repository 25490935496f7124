/* What a pipe asks for, in one packet, and what it is told (front/wire.h). The peer may be anybody. */
#pragma once
#include "front/wire.h"
#include "mail/mail.h"

enum { REQUEST_ROOM = FRONT_MAX_REQUEST + 1 }; /* bytes for a packet, one over what any request has */

struct request {
  const char *config;            /* in the packet; NULL: none was named */
  struct mail_envelope envelope; /* its texts are owned */
  int message;                   /* descriptor; -1: none came */
};
void request_clear(struct request *request);
typedef struct request Request; /* for g_auto(Request) */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Request, request_clear)

enum answer { ANSWER_DONE, ANSWER_FAILED, ANSWER_ELSEWHERE };

/* Not waiting: length of the packet that the peer sent, with the descriptor that came along in *ret_fd (-1: none); -1: none
 * is there yet; 0: the peer went. REQUEST_ROOM: it is longer than any request. */
gssize request_receive(int peer, char *packet, int *ret_fd);

/* Takes the packet apart, into which `request` then points; it comes with its descriptor and an empty list of recipients.
 * ANSWER_FAILED: FAULT_USAGE. */
enum answer request_read(const char *packet, gsize length, struct request *request, GError **error);

/* A copy of the message in the shared memory that was handed over, one byte over INTAKE_MAX_MESSAGE so that it shows. NULL
 * without an error: it is a file on some disk or network, for which we would have to wait; with one: it cannot be read. */
GBytes *request_message(const struct request *request, GError **error);

/* `lines` are for ANSWER_DONE, `error` is for ANSWER_FAILED. Free with g_free(). */
char *request_answer(enum answer answer, const char *lines, const GError *error);
