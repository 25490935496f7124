#include "send/smtp-reply.h"

#define MAX_REPLY 2000 /* bytes kept of one reply */

static const int go_on[N_SMTP_STAGES] = {
  [SMTP_CONNECT] = 2, [SMTP_MAIL] = 2, [SMTP_RCPT] = 2, [SMTP_DATA] = 3, [SMTP_BODY] = 2, [SMTP_END] = 2,
};

void smtp_reply_init(struct smtp_reply *reply)
{
  *reply = (struct smtp_reply){ .text = g_string_new(NULL) };
}

void smtp_reply_clear(struct smtp_reply *reply)
{
  if (reply->text)
    g_string_free(reply->text, TRUE);
  *reply = (struct smtp_reply){ 0 };
}

gboolean smtp_reply_add(struct smtp_reply *reply, const char *line, gsize length)
{
  while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r'))
    length--;
  if (length < 3 || !g_ascii_isdigit(line[0]) || !g_ascii_isdigit(line[1]) || !g_ascii_isdigit(line[2]))
    return FALSE;
  if (reply->code) {
    g_string_truncate(reply->text, 0);
    reply->code = 0;
  }
  gsize skip = reply->text->len > 0 ? MIN(length, 4) : 0; /* the code again, and its separator */
  if (reply->text->len > 0)
    g_string_append_c(reply->text, ' ');
  gsize start = reply->text->len;
  g_string_append_len(reply->text, line + skip, (gssize)MIN(length - skip, MAX_REPLY - MIN(start, MAX_REPLY)));
  gboolean last = length == 3 || line[3] != '-';
  if (!last) {
    if (start == 0 && reply->text->len > 3)
      reply->text->str[3] = ' ';
    return FALSE;
  }
  reply->code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
  return TRUE;
}

gboolean smtp_reply_goes_on(enum smtp_stage stage, int code)
{
  return code / 100 == go_on[stage];
}

/* RFC 4954 section 6: the login is at fault, whatever the mail is. */
static gboolean is_about_login(int code)
{
  return code == 530 || code == 534 || code == 535 || code == 538;
}

struct smtp_verdict smtp_judge(enum smtp_stage stage, int code, gboolean timed_out)
{
  static const struct smtp_verdict away = { OUTCOME_TEMPORARY, TRUE, FAULT_UNAVAILABLE };
  static const struct smtp_verdict refused = { OUTCOME_TEMPORARY, TRUE, FAULT_REFUSED };
  static const struct smtp_verdict later = { OUTCOME_TEMPORARY, FALSE, 0 };
  static const struct smtp_verdict never = { OUTCOME_PERMANENT, FALSE, 0 };
  static const struct smtp_verdict unknown = { OUTCOME_UNCERTAIN, TRUE, FAULT_UNAVAILABLE };
  gboolean complaint = code / 100 == 4 || code / 100 == 5;
  if (stage < SMTP_BODY && is_about_login(code))
    return refused;
  if (stage == SMTP_CONNECT || code == 421) /* 421: the server closes, whatever was asked (RFC 5321 section 3.8) */
    return away;
  if (stage == SMTP_END && !complaint)
    return unknown;
  if (timed_out)
    return away;
  return code / 100 == 5 ? never : later;
}
