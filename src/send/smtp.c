/* Submission by libcurl, one connection for many mails.
 *
 * Invariant: no body ends before `commit` has returned TRUE. libcurl asks for the body by read_body(), which calls
 * `commit` before it hands over the last byte, and stops the transfer if that fails. The size is never announced
 * (CURLOPT_INFILESIZE): libcurl counts the dots it adds against it, and would end the mail early, uncommitted. So
 * it sends the end of the mail only after read_body() has returned 0, which is also how we know that it may have left. */
#include "base/fault.h"
#include "base/step.h"
#include "base/text.h"
#include "net/connection.h"
#include "send/sender-private.h"
#include "send/smtp-reply.h"

#include <string.h>
#include <sys/socket.h>

#define ATTEMPT_SECONDS (45 * 60L) /* the whole of one */
#define QUIT_SECONDS 5
#define HASTE (2 * G_USEC_PER_SEC) /* for an attempt that is not committed, once interrupted */

/* How long each stage may wait for the server (RFC 5321 section 4.5.3.2; SMTP_BODY: for each block). */
static const struct {
  int seconds;
  const char *step;
} stages[N_SMTP_STAGES] = {
  [SMTP_CONNECT] = { 60, "smtp: connect: after" },
  [SMTP_MAIL] = { 300, "smtp: MAIL: after" },
  [SMTP_RCPT] = { 300, "smtp: RCPT: after" },
  [SMTP_DATA] = { 120, "smtp: DATA: after" },
  [SMTP_BODY] = { 180, "smtp: body: after" },
  [SMTP_END] = { 600, "smtp: end: after" },
};

struct smtp {
  struct sender base;
  const struct config_send *config;
  CURL *curl;
  gboolean has_password;
  char *capabilities; /* the last answer to EHLO; NULL */
  gint64 limit; /* microseconds for any stage; 0: those of the table */
  char detail[CURL_ERROR_SIZE];
};

/* One transfer, from connecting to the server's last word. */
struct attempt {
  const struct smtp *smtp;
  enum smtp_stage stage;
  gboolean over;       /* the server has spoken the last word; later replies belong to QUIT */
  struct smtp_reply reply;
  gint64 deadline;     /* monotonic */
  gboolean timed_out;  /* before that */
  gint64 stop_at;      /* monotonic; 0: not interrupted */
  gboolean greeted;    /* a new connection */
  gboolean logged_in;
  char *capabilities;  /* the last answer to EHLO; NULL on a kept connection */
  gboolean no_login;   /* stopped: the server would have taken mail without one */
  const char *left;    /* of the body */
  gsize n_left;
  gboolean committed;
  send_commit commit;
  gpointer data;
  GError *commit_error;
};

static void attempt_wait(struct attempt *attempt, int seconds)
{
  gint64 span = seconds * G_USEC_PER_SEC;
  if (attempt->smtp->limit && attempt->smtp->limit < span)
    span = attempt->smtp->limit;
  attempt->deadline = g_get_monotonic_time() + span;
}

static void attempt_enter(struct attempt *attempt, enum smtp_stage stage)
{
  attempt->stage = stage;
  attempt_wait(attempt, stages[stage].seconds);
}

static void attempt_init(struct attempt *attempt, const struct smtp *smtp, const struct submission *submission)
{
  *attempt = (struct attempt){ .smtp = smtp };
  smtp_reply_init(&attempt->reply);
  attempt_enter(attempt, SMTP_CONNECT);
  if (!submission)
    return;
  attempt->left = g_bytes_get_data(submission->bytes, &attempt->n_left);
  attempt->commit = submission->commit;
  attempt->data = submission->data;
}

static void attempt_clear(struct attempt *attempt)
{
  smtp_reply_clear(&attempt->reply);
  g_clear_pointer(&attempt->capabilities, g_free);
  g_clear_error(&attempt->commit_error);
}

/* CURLOPT_HEADERFUNCTION: a line of a reply. */
static size_t read_reply(char *line, size_t size, size_t n, void *data)
{
  struct attempt *attempt = data;
  if (attempt->over || !smtp_reply_add(&attempt->reply, line, size * n))
    return size * n;
  int code = attempt->reply.code;
  if (attempt->stage == SMTP_CONNECT) {
    attempt->greeted = TRUE;
    attempt->logged_in = attempt->logged_in || code == 235;
    if (code == 250) {
      g_free(attempt->capabilities);
      attempt->capabilities = text_printable(attempt->reply.text->str + strlen("250"), 0);
    }
    return size * n;
  }
  step(stages[attempt->stage].step);
  if (attempt->stage < SMTP_BODY && smtp_reply_goes_on(attempt->stage, code)) {
    attempt_enter(attempt, attempt->stage + 1);
  } else {
    attempt->over = TRUE;
    attempt_wait(attempt, QUIT_SECONDS);
  }
  return size * n;
}

/* CURLOPT_PREREQFUNCTION: the connection stands, new or kept, and the first command is next. */
static int before_command(void *data, char *server_ip, char *own_ip, int server_port, int own_port)
{
  (void)server_ip, (void)own_ip, (void)server_port, (void)own_port;
  struct attempt *attempt = data;
  step(stages[SMTP_CONNECT].step);
  /* libcurl goes on without a login when the server offers none; the administrator asked for one. */
  attempt->no_login = attempt->greeted && attempt->smtp->config->user && !attempt->logged_in;
  attempt_enter(attempt, SMTP_MAIL);
  return attempt->no_login ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}

/* CURLOPT_READFUNCTION. */
static size_t read_body(char *buffer, size_t size, size_t n, void *data)
{
  struct attempt *attempt = data;
  gsize length = MIN(size * n, attempt->n_left);
  if (length == attempt->n_left && !attempt->committed) {
    step("smtp: commit: before");
    attempt->committed = attempt->commit(attempt->data, &attempt->commit_error);
    if (!attempt->committed)
      return CURL_READFUNC_ABORT;
    step("smtp: commit: after");
  }
  if (length == 0) {
    step("smtp: end: before");
    attempt_enter(attempt, SMTP_END);
    return 0;
  }
  memcpy(buffer, attempt->left, length);
  attempt->left += length;
  attempt->n_left -= length;
  attempt_enter(attempt, SMTP_BODY);
  return length;
}

static gboolean must_stop(struct attempt *attempt, gint64 now)
{
  gboolean (*interrupted)(void) = attempt->smtp->base.interrupted;
  if (attempt->committed || !interrupted || !interrupted())
    return FALSE;
  if (!attempt->stop_at)
    attempt->stop_at = now + HASTE;
  return now >= attempt->stop_at;
}

/* CURLOPT_XFERINFOFUNCTION: called once a second and after every exchange. */
static int check_time(void *data, curl_off_t down, curl_off_t n_down, curl_off_t up, curl_off_t n_up)
{
  (void)down, (void)n_down, (void)up, (void)n_up;
  struct attempt *attempt = data;
  gint64 now = g_get_monotonic_time();
  gboolean late = now > attempt->deadline || must_stop(attempt, now);
  attempt->timed_out = late && !attempt->over;
  return late;
}

static gboolean read_password(struct smtp *smtp, GError **error)
{
  if (!smtp->config->user || smtp->has_password)
    return TRUE;
  char *password = config_secret_read(&smtp->config->password, error);
  if (password)
    smtp->has_password = net_set_password(smtp->curl, password, error);
  config_secret_wipe(password);
  return smtp->has_password;
}

static CURLcode perform(struct smtp *smtp, struct attempt *attempt, const struct submission *submission, gboolean fresh)
{
  attempt_init(attempt, smtp, submission);
  *smtp->detail = 0;
  curl_easy_setopt(smtp->curl, CURLOPT_FRESH_CONNECT, (long)fresh);
  curl_easy_setopt(smtp->curl, CURLOPT_HEADERDATA, attempt);
  curl_easy_setopt(smtp->curl, CURLOPT_PREREQDATA, attempt);
  curl_easy_setopt(smtp->curl, CURLOPT_READDATA, attempt);
  curl_easy_setopt(smtp->curl, CURLOPT_XFERINFODATA, attempt);
  step("smtp: connect: before");
  CURLcode code = curl_easy_perform(smtp->curl);
  if (attempt->capabilities) {
    g_free(smtp->capabilities);
    smtp->capabilities = g_steal_pointer(&attempt->capabilities);
  }
  attempt->timed_out = attempt->timed_out || (code == CURLE_OPERATION_TIMEDOUT && !attempt->over);
  return code;
}

/* A connection that the server gave up while it was idle says nothing about this mail. */
static gboolean was_stale(struct smtp *smtp, const struct attempt *attempt, CURLcode code)
{
  long connections = 0;
  curl_easy_getinfo(smtp->curl, CURLINFO_NUM_CONNECTS, &connections);
  gboolean lost = attempt->over ? attempt->reply.code == 421 : code != CURLE_OK;
  return lost && connections == 0 && !attempt->committed && !attempt->timed_out && !attempt->commit_error;
}

/* `submission` NULL: the command that is set. The caller clears `attempt`. */
static CURLcode transfer(struct smtp *smtp, struct attempt *attempt, const struct submission *submission)
{
  CURLcode code = perform(smtp, attempt, submission, FALSE);
  if (was_stale(smtp, attempt, code)) {
    attempt_clear(attempt);
    code = perform(smtp, attempt, submission, TRUE);
  }
  return code;
}

/* Why the server cannot be used, in terms of the stage that failed. */
static GError *server_error(const struct attempt *attempt, CURLcode code, enum fault fault)
{
  const struct smtp *smtp = attempt->smtp;
  const char *reply = attempt->over || attempt->reply.code >= 400 ? attempt->reply.text->str : "";
  g_autofree char *printable = text_printable(reply, 300);
  gboolean refused = code == CURLE_WEIRD_SERVER_REPLY || code == CURLE_REMOTE_ACCESS_DENIED; /* in the reply's words */
  GError *error = NULL;
  if (attempt->no_login)
    g_set_error(&error, SEND_ERROR, FAULT_REFUSED, "%s: the server offers no login", smtp->config->url);
  else if (attempt->timed_out)
    net_error(CURLE_OPERATION_TIMEDOUT, smtp->config->url, "", &error);
  else if (attempt->stage == SMTP_CONNECT && code == CURLE_LOGIN_DENIED && attempt->reply.code / 100 == 4)
    g_set_error(&error, SEND_ERROR, FAULT_UNAVAILABLE, "%s: no login for now: %s", smtp->config->url, printable);
  else if (attempt->stage == SMTP_CONNECT && !(refused && *reply))
    net_error(code, smtp->config->url, *reply ? reply : smtp->detail, &error);
  else if (*printable)
    g_set_error(&error, SEND_ERROR, (int)fault, "%s: %s", smtp->config->url, printable);
  else
    g_set_error(&error, SEND_ERROR, (int)fault, "%s: connection lost", smtp->config->url);
  return error;
}

static void conclude(const struct attempt *attempt, CURLcode code, struct send_result *ret)
{
  if (attempt->commit_error) {
    send_result_set(ret, OUTCOME_TEMPORARY, FALSE, NULL, g_error_copy(attempt->commit_error));
    return;
  }
  g_autofree char *reply = text_printable(attempt->over ? attempt->reply.text->str : "", 0);
  int answer = attempt->over ? attempt->reply.code : 0;
  if (attempt->over && attempt->stage == SMTP_END && smtp_reply_goes_on(SMTP_END, answer)) {
    send_result_set(ret, OUTCOME_SENT, FALSE, reply, NULL);
    return;
  }
  struct smtp_verdict verdict = smtp_judge(attempt->stage, answer, attempt->timed_out);
  if (attempt->no_login)
    verdict.unreachable = TRUE, verdict.fault = FAULT_REFUSED;
  GError *error = verdict.fault ? server_error(attempt, code, verdict.fault) : NULL;
  send_result_set(ret, verdict.outcome, verdict.unreachable, answer ? reply : error ? NULL : "connection lost", error);
}

static void smtp_submit(struct sender *sender, const struct submission *submission, struct send_result *ret)
{
  struct smtp *smtp = (struct smtp *)sender;
  GError *error = NULL;
  if (!read_password(smtp, &error)) {
    send_result_set(ret, OUTCOME_TEMPORARY, TRUE, NULL, error);
    return;
  }
  struct curl_slist *to = curl_slist_append(NULL, submission->to);
  curl_easy_setopt(smtp->curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(smtp->curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)-1);
  curl_easy_setopt(smtp->curl, CURLOPT_MAIL_FROM, *submission->from ? submission->from : NULL); /* NULL: <> */
  curl_easy_setopt(smtp->curl, CURLOPT_MAIL_RCPT, to);
  struct attempt attempt;
  CURLcode code = transfer(smtp, &attempt, submission);
  conclude(&attempt, code, ret);
  attempt_clear(&attempt);
  curl_easy_setopt(smtp->curl, CURLOPT_MAIL_RCPT, NULL);
  curl_slist_free_all(to);
}

/* One command, on the connection that the next one and the next mail will use. The caller clears `attempt`. */
static CURLcode run(struct smtp *smtp, const char *command, struct attempt *attempt)
{
  curl_easy_setopt(smtp->curl, CURLOPT_NOBODY, 1L);
  curl_easy_setopt(smtp->curl, CURLOPT_CUSTOMREQUEST, command);
  CURLcode code = transfer(smtp, attempt, NULL);
  curl_easy_setopt(smtp->curl, CURLOPT_CUSTOMREQUEST, NULL);
  curl_easy_setopt(smtp->curl, CURLOPT_NOBODY, 0L);
  return code;
}

static gboolean smtp_check(struct sender *sender, GError **error)
{
  struct smtp *smtp = (struct smtp *)sender;
  if (!read_password(smtp, error))
    return FALSE;
  struct attempt attempt;
  CURLcode code = run(smtp, "NOOP", &attempt);
  if (code != CURLE_OK)
    g_propagate_error(error, server_error(&attempt, code, FAULT_UNAVAILABLE));
  attempt_clear(&attempt);
  return code == CURLE_OK;
}

/* Keeps what the server says against `command`. FALSE: it could not be asked. *ret_kept: the connection stands still, which
 * libcurl gives up after most refusals. */
static gboolean ask(struct smtp *smtp, const char *command, struct send_trial *ret, gboolean *ret_kept, GError **error)
{
  struct attempt attempt;
  CURLcode code = run(smtp, command, &attempt);
  struct smtp_verdict verdict = smtp_judge(SMTP_RCPT, attempt.over ? attempt.reply.code : 0, attempt.timed_out);
  gboolean refused = attempt.over && !verdict.unreachable && attempt.reply.code >= 400;
  if (refused) {
    ret->refusal = text_printable(attempt.reply.text->str, 300);
    ret->for_good = attempt.reply.code >= 500;
  } else if (code != CURLE_OK) {
    g_propagate_error(error, server_error(&attempt, code, verdict.fault ? verdict.fault : FAULT_UNAVAILABLE));
  }
  *ret_kept = code == CURLE_OK;
  attempt_clear(&attempt);
  return refused || code == CURLE_OK;
}

/* The second command may find another connection than the first, when the server closed that one between them; it is then
 * refused as out of order, and the check says so. */
static gboolean smtp_try(struct sender *sender, const char *from, const char *to, struct send_trial *ret, GError **error)
{
  struct smtp *smtp = (struct smtp *)sender;
  if (!read_password(smtp, error))
    return FALSE;
  g_autofree char *mail = g_strdup_printf("MAIL FROM:<%s>", from);
  g_autofree char *rcpt = g_strdup_printf("RCPT TO:<%s>", to);
  gboolean kept = FALSE;
  if (!ask(smtp, mail, ret, &kept, error) || (!ret->refusal && !ask(smtp, rcpt, ret, &kept, error)))
    return FALSE;
  ret->capabilities = g_strdup(smtp->capabilities);
  if (kept) {
    struct attempt attempt;
    run(smtp, "RSET", &attempt);
    attempt_clear(&attempt);
  }
  return TRUE;
}

static struct sender *smtp_new(const struct config_send *config, GError **error)
{
  const struct net_server server = { .url = config->url, .user = config->user, .ca_file = config->ca_file,
                                     .tls_off = config->tls_off };
  g_autoptr(CURL) curl = net_handle(&server, error);
  if (!curl) {
    g_prefix_error(error, "send: ");
    return NULL;
  }
  struct smtp *smtp = g_new0(struct smtp, 1);
  smtp->base.type = &sender_smtp;
  smtp->config = config;
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, smtp->detail);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, read_reply);
  curl_easy_setopt(curl, CURLOPT_PREREQFUNCTION, before_command);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_body);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, check_time);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  /* check_time() has the stages; libcurl's own limits only must not come first. */
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)stages[SMTP_CONNECT].seconds);
  curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, stages[SMTP_END].seconds + 60L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, ATTEMPT_SECONDS);
  smtp->curl = g_steal_pointer(&curl);
  return &smtp->base;
}

static void smtp_free(struct sender *sender)
{
  struct smtp *smtp = (struct smtp *)sender;
  curl_socket_t kept = CURL_SOCKET_BAD;
  curl_easy_getinfo(smtp->curl, CURLINFO_ACTIVESOCKET, &kept);
  if (kept != CURL_SOCKET_BAD)
    shutdown(kept, SHUT_RD); /* libcurl says QUIT and would wait two minutes for an answer */
  curl_easy_cleanup(smtp->curl);
  g_free(smtp->capabilities);
  g_free(smtp);
}

void smtp_limit(struct sender *sender, unsigned ms)
{
  ((struct smtp *)sender)->limit = ms * G_GINT64_CONSTANT(1000);
}

const struct sender_type sender_smtp = { smtp_new, smtp_free, smtp_submit, smtp_check, smtp_try };
