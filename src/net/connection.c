#include "net/connection.h"

#include "base/fault.h"
#include "base/host.h"
#include "base/text.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define CONNECT_SECONDS 30L
#define REPLY_SECONDS 60L
#define MAX_REASON 300 /* characters of curl's or the server's own words in an error */

G_DEFINE_QUARK(deskbell-net-error-quark, net_error)

static const struct scheme {
  const char *name;
  gboolean implicit_tls;
  long port_with_login, port;
} schemes[] = {
  { "imap", FALSE, 143, 143 },
  { "imaps", TRUE, 993, 993 },
  { "smtp", FALSE, 587, 25 },
  { "smtps", TRUE, 465, 465 },
};

static const struct scheme *scheme_find(const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS(schemes); i++)
    if (g_ascii_strcasecmp(schemes[i].name, name) == 0)
      return &schemes[i];
  return NULL;
}

static gboolean refuse(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);
static gboolean refuse(GError **error, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *message = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  g_autofree char *printable = text_printable(message, 0);
  g_set_error_literal(error, NET_ERROR, FAULT_CONFIG, printable);
  return FALSE;
}

/* The scheme and host of a URL that has nothing else but a port. */
static const struct scheme *parse_url(const char *url, char **ret_host, gboolean *ret_has_port, GError **error)
{
  g_autoptr(CURLU) parsed = curl_url();
  g_autoptr(CurlText) name = NULL;
  g_autoptr(CurlText) host = NULL;
  g_autoptr(CurlText) port = NULL;
  g_autoptr(CurlText) path = NULL;
  const struct scheme *scheme = NULL;
  if (curl_url_set(parsed, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK &&
      curl_url_get(parsed, CURLUPART_SCHEME, &name, 0) == CURLUE_OK)
    scheme = scheme_find(name);
  if (!scheme || curl_url_get(parsed, CURLUPART_HOST, &host, 0) != CURLUE_OK || !*host) {
    refuse(error, "'%s' is no server; imap://, imaps://, smtp:// or smtps:// and a host would be", url);
    return NULL;
  }
  static const CURLUPart unwanted[] = { CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_OPTIONS, CURLUPART_QUERY,
                                        CURLUPART_FRAGMENT };
  gboolean bare = curl_url_get(parsed, CURLUPART_PATH, &path, 0) != CURLUE_OK || strcmp(path, "/") == 0;
  for (gsize i = 0; i < G_N_ELEMENTS(unwanted); i++) {
    g_autoptr(CurlText) part = NULL;
    if (curl_url_get(parsed, unwanted[i], &part, 0) == CURLUE_OK)
      bare = FALSE;
  }
  if (!bare) { /* the URL itself is not repeated: it may have a password in it */
    refuse(error, "the URL of %s may have no user, password, path or query; %s://%s[:port] is all", host, scheme->name,
           host);
    return NULL;
  }
  *ret_has_port = curl_url_get(parsed, CURLUPART_PORT, &port, 0) == CURLUE_OK;
  *ret_host = g_strdup(host);
  return scheme;
}

static gboolean check_line(const char *name, const char *value, GError **error)
{
  if (value && text_breaks_line(value, -1))
    return refuse(error, "the %s has a line break in it", name);
  return TRUE;
}

static gboolean set_login(CURL *curl, const struct net_server *server, GError **error)
{
  if (!check_line("user name", server->user, error) || !check_line("token", server->token, error))
    return FALSE;
  if (server->user)
    curl_easy_setopt(curl, CURLOPT_USERNAME, server->user);
  if (server->token)
    curl_easy_setopt(curl, CURLOPT_XOAUTH2_BEARER, server->token);
  return !server->password || net_set_password(curl, server->password, error);
}

static gboolean set_tls(CURL *curl, const struct net_server *server, const struct scheme *scheme, const char *host,
                        GError **error)
{
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
  if (server->tls_off) {
    if (scheme->implicit_tls)
      return refuse(error, "'tls: off' contradicts %s://; %.4s:// would agree", scheme->name, scheme->name);
    if (!host_is_loopback(host))
      return refuse(error, "'tls: off' is for localhost, 127.0.0.1 and [::1] only, not for '%s'", host);
    curl_easy_setopt(curl, CURLOPT_NOPROXY, "*"); /* else the password would leave this host after all */
  } else {
    curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
  }
  if (server->ca_file) {
    if (g_access(server->ca_file, R_OK) < 0)
      return refuse(error, "ca-file '%s': %s", server->ca_file, g_strerror(errno));
    curl_easy_setopt(curl, CURLOPT_CAINFO, server->ca_file);
    curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);
    return TRUE;
  }
  /* The system's bundle holds what its folder holds; reading both costs 57 ms a connection. */
  const char *bundle = curl_version_info(CURLVERSION_NOW)->cainfo;
  if (bundle && g_access(bundle, R_OK) == 0)
    curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);
  return TRUE;
}

CURL *net_handle(const struct net_server *server, GError **error)
{
  static gsize initialised;
  if (g_once_init_enter(&initialised)) {
    curl_global_init(CURL_GLOBAL_DEFAULT);
    g_once_init_leave(&initialised, 1);
  }
  g_autofree char *host = NULL;
  gboolean has_port = FALSE;
  const struct scheme *scheme = parse_url(server->url, &host, &has_port, error);
  if (!scheme)
    return NULL;
  g_autoptr(CURL) curl = curl_easy_init();
  curl_easy_setopt(curl, CURLOPT_URL, server->url);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, scheme->name);
  if (!has_port)
    curl_easy_setopt(curl, CURLOPT_PORT, server->user ? scheme->port_with_login : scheme->port);
  curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
  curl_easy_setopt(curl, CURLOPT_HTTPPROXYTUNNEL, 1L);
  curl_easy_setopt(curl, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L); /* replies are the server's, not the proxy's */
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
  curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, REPLY_SECONDS);
  if (!set_tls(curl, server, scheme, host, error) || !set_login(curl, server, error))
    return NULL;
  return g_steal_pointer(&curl);
}

gboolean net_set_password(CURL *curl, const char *password, GError **error)
{
  if (!check_line("password", password, error))
    return FALSE;
  curl_easy_setopt(curl, CURLOPT_PASSWORD, password);
  return TRUE;
}

static const struct {
  CURLcode code;
  enum fault fault;
  const char *reason; /* NULL: libcurl's own words for the code */
} failures[] = {
  { CURLE_COULDNT_RESOLVE_HOST, FAULT_UNAVAILABLE, "no such host" },
  { CURLE_COULDNT_RESOLVE_PROXY, FAULT_UNAVAILABLE, "no such proxy" },
  { CURLE_PROXY, FAULT_UNAVAILABLE, "the proxy refused" },
  { CURLE_COULDNT_CONNECT, FAULT_UNAVAILABLE, "cannot connect" },
  { CURLE_OPERATION_TIMEDOUT, FAULT_UNAVAILABLE, "timed out" },
  { CURLE_ABORTED_BY_CALLBACK, FAULT_UNAVAILABLE, "told to stop before the server answered" },
  { CURLE_SEND_ERROR, FAULT_UNAVAILABLE, "connection lost" },
  { CURLE_RECV_ERROR, FAULT_UNAVAILABLE, "connection lost" },
  { CURLE_GOT_NOTHING, FAULT_UNAVAILABLE, "connection lost" },
  { CURLE_PARTIAL_FILE, FAULT_UNAVAILABLE, "connection lost" },
  { CURLE_WEIRD_SERVER_REPLY, FAULT_UNAVAILABLE, "not the reply of such a server" },
  { CURLE_QUOTE_ERROR, FAULT_UNAVAILABLE, "the server refused a command" },
  { CURLE_REMOTE_ACCESS_DENIED, FAULT_UNAVAILABLE, "the server refused" },
  { CURLE_USE_SSL_FAILED, FAULT_UNAVAILABLE, "the server offers no STARTTLS" },
  { CURLE_SSL_CONNECT_ERROR, FAULT_UNAVAILABLE, "no TLS connection" },
  { CURLE_SSL_CIPHER, FAULT_UNAVAILABLE, "no TLS cipher in common" },
  { CURLE_PEER_FAILED_VERIFICATION, FAULT_UNAVAILABLE, "the server's certificate is not trusted" },
  { CURLE_SSL_ISSUER_ERROR, FAULT_UNAVAILABLE, "the server's certificate is not trusted" },
  { CURLE_SSL_INVALIDCERTSTATUS, FAULT_UNAVAILABLE, "the server's certificate is not trusted" },
  { CURLE_SSL_PINNEDPUBKEYNOTMATCH, FAULT_UNAVAILABLE, "the server's certificate is not trusted" },
  { CURLE_SSL_CACERT_BADFILE, FAULT_CONFIG, "the file of trusted certificates cannot be read" },
  { CURLE_SSL_CRL_BADFILE, FAULT_CONFIG, "the file of revoked certificates cannot be read" },
  { CURLE_SSL_ENGINE_NOTFOUND, FAULT_INTERNAL, NULL },
  { CURLE_URL_MALFORMAT, FAULT_CONFIG, "no such URL" },
  { CURLE_UNSUPPORTED_PROTOCOL, FAULT_CONFIG, "this libcurl does not speak that protocol" },
  { CURLE_NOT_BUILT_IN, FAULT_CONFIG, "this libcurl was built without a feature it takes" },
  { CURLE_LOGIN_DENIED, FAULT_REFUSED, "the server refused the login" },
  { CURLE_AUTH_ERROR, FAULT_REFUSED, "the server refused the login" },
};

void net_error(CURLcode code, const char *what, const char *detail, GError **error)
{
  enum fault fault = FAULT_INTERNAL;
  const char *reason = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS(failures); i++)
    if (failures[i].code == code) {
      fault = failures[i].fault;
      reason = failures[i].reason;
    }
  g_autofree char *trimmed = g_strchomp(g_strdup(detail));
  g_autofree char *printable = text_printable(trimmed, MAX_REASON);
  g_set_error(error, NET_ERROR, fault, "%s: %s%s%s", what, reason ? reason : curl_easy_strerror(code),
              *printable ? ": " : "", printable);
}
