#include "source/imap-private.h"

#include "base/clock.h"
#include "base/fault.h"
#include "base/step.h"
#include "base/text.h"
#include "net/connection.h"

#include <string.h>

#define SMALL_RESPONSE (256 * 1024) /* bytes; capabilities, SELECT with a folder's keywords */
#define MAX_CONNECTS 40             /* of one source: a folder full of mail that nobody can parse comes to an end */
#define MAX_REASON 200              /* characters of a server's words in an error */

struct imap_session *imap_session_new(const struct imap_request *request, GError **error)
{
  const struct config_mailbox *mailbox = request->mailbox;
  g_autofree char *folder = imap_folder_encode(mailbox->folder, error);
  if (!folder) {
    g_prefix_error(error, "%s: ", mailbox->id);
    return NULL;
  }
  if (mailbox->done == DONE_KEYWORD && mailbox->done_name && !text_is_atom(mailbox->done_name)) {
    g_autofree char *printable = text_printable(mailbox->done_name, MAX_REASON);
    g_set_error(error, SOURCE_ERROR, FAULT_CONFIG, "%s: '%s' cannot be a keyword", mailbox->id, printable);
    return NULL;
  }
  char *password = NULL;
  if (request->password) {
    password = g_strdup(request->password);
  } else if (!(password = config_secret_read(mailbox->oauth2 ? &mailbox->token : &mailbox->password, error))) {
    g_prefix_error(error, "%s: ", mailbox->id);
    return NULL;
  }
  struct imap_session *session = g_new0(struct imap_session, 1);
  session->mailbox = mailbox;
  session->password = password;
  session->read_only = request->read_only;
  session->interrupted = request->interrupted;
  session->folder = g_steal_pointer(&folder);
  return session;
}

void imap_session_expect(struct imap_session *session, const char *operation, guint64 bytes)
{
  step(operation);
  imap_wire_expect(session->wire, bytes);
}

static gboolean is_success(int code)
{
  return code == MAILIMAP_NO_ERROR || code == MAILIMAP_NO_ERROR_AUTHENTICATED ||
         code == MAILIMAP_NO_ERROR_NON_AUTHENTICATED;
}

static const struct {
  enum wire_fault fault;
  const char *reason;
} wire_reasons[] = {
  { WIRE_TIMEOUT, "the server does not answer" },
  { WIRE_CLOSED, "the server closed the connection" },
  { WIRE_TOO_MUCH, "the server sends more than was asked for" },
  { WIRE_INTERRUPTED, "told to stop before the server answered" },
};

/* The codes that are not a plain NO or BAD of the server. */
static const struct {
  int code;
  enum fault fault;
  const char *reason;
} code_reasons[] = {
  { MAILIMAP_ERROR_PARSE, FAULT_UNAVAILABLE, "not the response of an IMAP server" },
  { MAILIMAP_ERROR_PROTOCOL, FAULT_UNAVAILABLE, "not the response of an IMAP server" },
  { MAILIMAP_ERROR_FATAL, FAULT_UNAVAILABLE, "the server said goodbye" },
  { MAILIMAP_ERROR_STREAM, FAULT_UNAVAILABLE, "the server closed the connection" },
  { MAILIMAP_ERROR_DONT_ACCEPT_CONNECTION, FAULT_UNAVAILABLE, "the server refuses connections" },
  { MAILIMAP_ERROR_BAD_STATE, FAULT_INTERNAL, "command in the wrong state" },
  { MAILIMAP_ERROR_MEMORY, FAULT_INTERNAL, "out of memory" },
  { MAILIMAP_ERROR_SELECT, FAULT_NO_INPUT, NULL },
  { MAILIMAP_ERROR_EXAMINE, FAULT_NO_INPUT, NULL },
  { MAILIMAP_ERROR_UID_STORE, FAULT_REFUSED, NULL },
  { MAILIMAP_ERROR_UID_COPY, FAULT_REFUSED, NULL },
  { MAILIMAP_ERROR_UID_MOVE, FAULT_REFUSED, NULL },
  { MAILIMAP_ERROR_CREATE, FAULT_REFUSED, NULL },
};

/* Response codes that say more than the command that failed (RFC 5530). */
static const struct {
  const char *atom;
  enum fault fault;
} atom_faults[] = {
  { "UNAVAILABLE", FAULT_TEMPORARY }, { "INUSE", FAULT_TEMPORARY },      { "LIMIT", FAULT_TEMPORARY },
  { "OVERQUOTA", FAULT_TEMPORARY },   { "SERVERBUG", FAULT_UNAVAILABLE }, { "NOPERM", FAULT_REFUSED },
  { "NONEXISTENT", FAULT_NO_INPUT },
};

static const char *response_atom(const struct imap_session *session)
{
  const struct mailimap_response_info *info = session->imap->imap_response_info;
  return info && info->rsp_atom ? info->rsp_atom : "";
}

/* What the response code says is wrong; `otherwise` when there is none that is known. */
static enum fault atom_fault(const struct imap_session *session, enum fault otherwise)
{
  for (gsize i = 0; i < G_N_ELEMENTS(atom_faults); i++)
    if (g_ascii_strcasecmp(atom_faults[i].atom, response_atom(session)) == 0)
      return atom_faults[i].fault;
  return otherwise;
}

gboolean imap_session_check(struct imap_session *session, const char *operation, int code, GError **error)
{
  step(operation);
  if (is_success(code))
    return TRUE;
  enum fault fault = FAULT_UNAVAILABLE;
  const char *reason = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS(code_reasons); i++)
    if (code_reasons[i].code == code) {
      fault = code_reasons[i].fault;
      reason = code_reasons[i].reason;
    }
  if (!reason)
    fault = atom_fault(session, fault);
  for (gsize i = 0; i < G_N_ELEMENTS(wire_reasons); i++)
    if (wire_reasons[i].fault == imap_wire_fault(session->wire)) {
      fault = FAULT_UNAVAILABLE;
      reason = wire_reasons[i].reason;
    }
  g_autofree char *words = text_printable(reason ? reason : session->imap->imap_response, MAX_REASON);
  g_strchomp(words);
  g_set_error(error, SOURCE_ERROR, fault, "%s: %s: %s", session->mailbox->id, operation,
              *words ? words : "the server refused");
  return FALSE;
}

gboolean imap_session_choked(const struct imap_session *session, int code)
{
  enum wire_fault fault = imap_wire_fault(session->wire);
  if (fault != WIRE_FINE)
    return fault == WIRE_TOO_MUCH;
  if (code == MAILIMAP_ERROR_UID_FETCH) /* a server that has no time now would say so of every message in turn */
    return atom_fault(session, FAULT_DATA) != FAULT_TEMPORARY;
  return code == MAILIMAP_ERROR_PARSE || code == MAILIMAP_ERROR_PROTOCOL;
}

static gboolean session_ask_capabilities(struct imap_session *session, GError **error)
{
  struct mailimap_capability_data *capabilities = NULL;
  imap_session_expect(session, "capability", SMALL_RESPONSE);
  int code = mailimap_capability(session->imap, &capabilities);
  if (capabilities && is_success(code))
    mailimap_capability_data_free(capabilities);
  if (!imap_session_check(session, "capability", code, error))
    return FALSE;
  session->has_move = mailimap_has_extension(session->imap, "MOVE") != 0;
  session->has_uidplus = mailimap_has_uidplus(session->imap) != 0;
  session->has_idle = mailimap_has_idle(session->imap) != 0;
  return TRUE;
}

static gboolean keeps_keyword(const struct mailimap_selection_info *info, const char *keyword)
{
  for (clistiter *i = info->sel_perm_flags ? clist_begin(info->sel_perm_flags) : NULL; i; i = clist_next(i)) {
    const struct mailimap_flag_perm *flag = clist_content(i);
    if (flag->fl_type == MAILIMAP_FLAG_PERM_ALL)
      return TRUE;
    if (flag->fl_flag && flag->fl_flag->fl_type == MAILIMAP_FLAG_KEYWORD &&
        g_ascii_strcasecmp(flag->fl_flag->fl_data.fl_keyword, keyword) == 0)
      return TRUE;
  }
  return FALSE;
}

/* UIDNEXT is what keeps old mail from being answered: a server that does not tell it is asked for its last message. */
static gboolean session_find_uidnext(struct imap_session *session, struct imap_state *state, GError **error)
{
  if (state->exists == 0)
    state->uidnext = 1;
  if (state->uidnext != 0)
    return TRUE;
  struct mailimap_search_key *last = mailimap_search_key_new_uid(mailimap_set_new_single(0)); /* "*" */
  clist *result = NULL;
  imap_session_expect(session, "search", SMALL_RESPONSE);
  int code = mailimap_uid_search(session->imap, NULL, last, &result);
  mailimap_search_key_free(last);
  if (result && is_success(code)) {
    if (clist_count(result) > 0)
      state->uidnext = *(const guint32 *)clist_content(clist_end(result)) + 1;
    mailimap_search_result_free(result);
  }
  if (!imap_session_check(session, "search", code, error))
    return FALSE;
  if (state->uidnext == 0)
    g_set_error(error, SOURCE_ERROR, FAULT_UNAVAILABLE, "%s: search: the server does not tell its last message",
                session->mailbox->id);
  return state->uidnext != 0;
}

gboolean imap_session_select(struct imap_session *session, GError **error)
{
  const char *operation = session->read_only ? "examine" : "select";
  imap_session_expect(session, operation, SMALL_RESPONSE);
  int code = session->read_only ? mailimap_examine(session->imap, session->folder)
                                : mailimap_select(session->imap, session->folder);
  GError *failure = NULL;
  if (!imap_session_check(session, operation, code, &failure)) {
    if (failure->code == FAULT_NO_INPUT || failure->code == FAULT_REFUSED)
      g_prefix_error(&failure, "%s: ", session->mailbox->folder);
    g_propagate_error(error, failure);
    return FALSE;
  }
  const struct mailimap_selection_info *info = session->imap->imap_selection_info;
  struct imap_state state = { info->sel_uidvalidity, info->sel_uidnext, info->sel_exists, FALSE };
  if (session->mailbox->done_name && session->mailbox->done == DONE_KEYWORD)
    state.keeps_keywords = keeps_keyword(info, session->mailbox->done_name);
  if (state.uidvalidity == 0 || (session->state.uidvalidity && session->state.uidvalidity != state.uidvalidity)) {
    g_set_error(error, SOURCE_ERROR, state.uidvalidity ? FAULT_TEMPORARY : FAULT_UNAVAILABLE, "%s: %s: %s",
                session->mailbox->id, operation,
                state.uidvalidity ? "the folder was made anew meanwhile"
                                  : "the server numbers messages anew each time");
    return FALSE;
  }
  if (session->state.uidvalidity != 0)
    return TRUE;
  if (!session_find_uidnext(session, &state, error))
    return FALSE;
  session->state = state;
  session->imap->imap_selection_info->sel_has_exists = 0; /* from here on it tells of what came since */
  return TRUE;
}

/* CURLOPT_XFERINFOFUNCTION: called once a second. Nothing is lost by not connecting. */
static int stop_connecting(void *data, curl_off_t down, curl_off_t n_down, curl_off_t up, curl_off_t n_up)
{
  (void)down, (void)n_down, (void)up, (void)n_up;
  const struct imap_session *session = data;
  return session->interrupted && session->interrupted();
}

static CURL *session_log_in(const struct imap_session *session, GError **error)
{
  const struct config_mailbox *mailbox = session->mailbox;
  struct net_server server = {
    .url = mailbox->url,
    .user = mailbox->user,
    .ca_file = mailbox->ca_file,
    .tls_off = mailbox->tls_off,
  };
  *(mailbox->oauth2 ? &server.token : &server.password) = session->password;
  g_autoptr(CURL) curl = net_handle(&server, error);
  if (!curl) {
    g_prefix_error(error, "%s: ", mailbox->id);
    return NULL;
  }
  char detail[CURL_ERROR_SIZE] = "";
  curl_easy_setopt(curl, CURLOPT_CONNECT_ONLY, 1L);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, detail);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, stop_connecting);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, (void *)session);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  step("connect");
  CURLcode code = curl_easy_perform(curl);
  step("connect");
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 1L);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, NULL);
  if (code == CURLE_OK)
    return g_steal_pointer(&curl);
  g_autofree char *what = g_strdup_printf("%s: connect", mailbox->id);
  net_error(code, what, detail, error);
  return NULL;
}

/* libetpan 1.9.4 uses the message handler only when somebody watches the progress. */
static void ignore_progress(size_t current, size_t maximum, void *data)
{
  (void)current, (void)maximum, (void)data;
}

static void session_drop(struct imap_session *session)
{
  if (session->imap)
    mailimap_free(session->imap);
  session->imap = NULL;
  session->wire = NULL;
}

gboolean imap_session_connect(struct imap_session *session, GError **error)
{
  session_drop(session);
  if (session->connects++ == MAX_CONNECTS) {
    g_set_error(error, SOURCE_ERROR, FAULT_UNAVAILABLE, "%s: fetch: the server's responses cannot be understood",
                session->mailbox->id);
    return FALSE;
  }
  CURL *curl = session_log_in(session, error);
  if (!curl)
    return FALSE;
  session->imap = mailimap_new(0, NULL);
  mailimap_set_progress_callback(session->imap, ignore_progress, ignore_progress, NULL);
  int code = mailimap_connect(session->imap, imap_wire_new(curl, session->interrupted, &session->wire));
  if (imap_session_check(session, "connect", code, error) && session_ask_capabilities(session, error) &&
      imap_session_select(session, error))
    return TRUE;
  session_drop(session); /* with whatever folder is selected there */
  return FALSE;
}

void imap_session_free(struct imap_session *session)
{
  if (!session)
    return;
  if (session->imap && imap_wire_fault(session->wire) == WIRE_FINE) {
    imap_session_expect(session, "logout", SMALL_RESPONSE);
    mailimap_logout(session->imap);
  }
  session_drop(session);
  config_secret_wipe(session->password);
  g_free(session->folder);
  g_free(session);
}

struct mailimap_set *imap_uid_set(const guint32 *uids, gsize n)
{
  struct mailimap_set *set = mailimap_set_new_empty();
  for (gsize i = 0, end; i < n; i = end) {
    for (end = i + 1; end < n && uids[end] == uids[end - 1] + 1; end++)
      ;
    mailimap_set_add_interval(set, uids[i], uids[end - 1]);
  }
  return set;
}

static int compare_uids(gconstpointer a, gconstpointer b)
{
  guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;
  return (x > y) - (x < y);
}

/* A server may list a UID twice, unsorted, or one that was not asked for (`n:*` gives the last message always). */
static void take_uids(const clist *result, guint32 low, guint32 high, GArray *uids)
{
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(guint32));
  for (clistiter *i = clist_begin(result); i; i = clist_next(i)) {
    guint32 uid = *(const guint32 *)clist_content(i);
    if (uid >= low && uid <= high)
      g_array_append_val(found, uid);
  }
  g_array_sort(found, compare_uids);
  for (guint i = 0; i < found->len; i++) {
    guint32 uid = g_array_index(found, guint32, i);
    if (i == 0 || uid != g_array_index(found, guint32, i - 1))
      g_array_append_val(uids, uid);
  }
}

gboolean imap_session_search(struct imap_session *session, guint32 low, guint32 high, gint64 since, const char *keyword,
                             GArray *uids, GError **error)
{
  struct mailimap_search_key *key = mailimap_search_key_new_multiple_empty();
  mailimap_search_key_multiple_add(key, mailimap_search_key_new_uid(mailimap_set_new_interval(low, high)));
  if (keyword)
    mailimap_search_key_multiple_add(key, mailimap_search_key_new_keyword(strdup(keyword)));
  if (since != CLOCK_NONE) { /* a day of any zone: dates of IMAP have none */
    g_autoptr(GDateTime) at = g_date_time_new_from_unix_utc(since);
    g_autoptr(GDateTime) day = at ? g_date_time_add_days(at, -1) : NULL;
    if (day)
      mailimap_search_key_multiple_add(
          key, mailimap_search_key_new_since(mailimap_date_new(
                   g_date_time_get_day_of_month(day), g_date_time_get_month(day), g_date_time_get_year(day))));
  }
  clist *result = NULL;
  imap_session_expect(session, "search", SMALL_RESPONSE + ((guint64)high - low + 1) * 11);
  int code = mailimap_uid_search(session->imap, NULL, key, &result);
  mailimap_search_key_free(key);
  if (result && is_success(code)) { /* else libetpan has freed it and left it there */
    take_uids(result, low, high, uids);
    mailimap_search_result_free(result);
  }
  return imap_session_check(session, "search", code, error);
}
