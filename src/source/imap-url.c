#include "source/imap.h"

#include "base/fault.h"
#include "base/text.h"
#include "net/connection.h"

#include <string.h>

static gboolean refuse(GError **error, const char *reason)
{
  g_set_error(error, SOURCE_ERROR, FAULT_USAGE, "%s; imaps://user@host/folder would be right", reason);
  return FALSE;
}

/* A component as a valid string; NULL when there is none, and when it is none that anybody could have meant. */
static char *component(CURLU *url, CURLUPart part, unsigned flags, gboolean *bad)
{
  g_autoptr(CurlText) text = NULL;
  CURLUcode code = curl_url_get(url, part, &text, flags);
  if (code == CURLUE_URLDECODE)
    *bad = TRUE;
  if (code != CURLUE_OK || !*text)
    return NULL;
  *bad = *bad || !g_utf8_validate(text, -1, NULL) || text_breaks_line(text, -1);
  return g_strdup(text);
}

/* People write user@domain@host; the user's own "@" would have to be %40. */
static char *escape_user(const char *text)
{
  const char *authority = strstr(text, "://");
  if (!authority)
    return g_strdup(text);
  authority += 3;
  gsize length = strcspn(authority, "/?#");
  const char *last = g_strrstr_len(authority, (gssize)length, "@");
  GString *escaped = g_string_new_len(text, authority - text);
  for (const char *c = authority; *c; c++)
    if (*c == '@' && last && c < last)
      g_string_append(escaped, "%40");
    else
      g_string_append_c(escaped, *c);
  return g_string_free(escaped, FALSE);
}

gboolean imap_url_parse(const char *text, struct config_mailbox *ret, GError **error)
{
  memset(ret, 0, sizeof *ret);
  g_autofree char *escaped = escape_user(text);
  g_autoptr(CURLU) url = curl_url();
  gboolean bad = curl_url_set(url, CURLUPART_URL, escaped, CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK ||
                 strstr(text, ":///"); /* which libcurl forgives */
  g_autofree char *scheme = component(url, CURLUPART_SCHEME, 0, &bad);
  g_autofree char *host = component(url, CURLUPART_HOST, 0, &bad);
  g_autofree char *port = component(url, CURLUPART_PORT, 0, &bad);
  g_autofree char *user = component(url, CURLUPART_USER, CURLU_URLDECODE, &bad);
  g_autofree char *password = component(url, CURLUPART_PASSWORD, 0, &bad);
  g_autofree char *options = component(url, CURLUPART_OPTIONS, 0, &bad);
  g_autofree char *query = component(url, CURLUPART_QUERY, 0, &bad);
  g_autofree char *fragment = component(url, CURLUPART_FRAGMENT, 0, &bad);
  g_autofree char *path = component(url, CURLUPART_PATH, CURLU_URLDECODE, &bad);
  if (password) /* not repeated: it would stand in a log */
    return refuse(error, "a URL may have no password in it, it is asked for");
  g_autofree char *printable = text_printable(text, 200);
  g_autofree char *reason = g_strdup_printf("'%s' is no IMAP folder", printable);
  if (bad || !scheme || !host || (strcmp(scheme, "imap") != 0 && strcmp(scheme, "imaps") != 0))
    return refuse(error, reason);
  if (options || query || fragment)
    return refuse(error, reason);
  const char *folder = path && path[0] == '/' ? path + 1 : "";
  ret->url = g_strdup_printf("%s://%s%s%s", scheme, host, port ? ":" : "", port ? port : "");
  ret->user = g_steal_pointer(&user);
  ret->folder = g_strdup(*folder ? folder : "INBOX");
  ret->id = g_strdup_printf("%s/%s", ret->url, ret->folder);
  ret->done = DONE_KEYWORD;
  ret->done_name = g_strdup(CONFIG_KEYWORD);
  ret->sent = g_strdup("");
  return TRUE;
}

void imap_url_clear(struct config_mailbox *mailbox)
{
  g_free(mailbox->id);
  g_free(mailbox->url);
  g_free(mailbox->user);
  g_free(mailbox->folder);
  g_free(mailbox->done_name);
  g_free(mailbox->sent);
  g_free(mailbox->ca_file);
  memset(mailbox, 0, sizeof *mailbox);
}
