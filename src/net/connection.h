/* One TLS policy for every connection: libcurl handles made ready for a server of the configuration.
 *
 * Certificate and host name are always verified, with TLS 1.2 or later; with a CA file only that CA counts
 * (CURLOPT_CAPATH NULL); imap:// and smtp:// require STARTTLS; `tls: off` is refused for anything but loopback; the proxy
 * environment is honoured, but never without TLS; ~/.netrc is never read. */
#pragma once
#include <curl/curl.h>
#include <glib.h>

/* For g_autoptr(CURL) and the like. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CURL, curl_easy_cleanup)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CURLU, curl_url_cleanup)
typedef char CurlText;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CurlText, curl_free)

struct net_server {
  const char *url;      /* imap(s):// or smtp(s)://host[:port]; no user, path or query */
  const char *user;     /* NULL: no login */
  const char *password; /* NULL; only read during the call */
  const char *token;    /* OAuth 2 access token to log in with instead of a password; NULL; as `password` */
  const char *ca_file;  /* NULL: the system's */
  gboolean tls_off;
};

/* A handle with everything set but what the protocol does next: 30 s to connect (TCP, TLS, greeting and login together)
 * and 60 s for each reply, both for the caller to change. smtp:// without a port is 587 with a login, else 25. NULL with
 * FAULT_CONFIG, also where user, password or token has CR or LF in it. Free with curl_easy_cleanup(). */
CURL *net_handle(const struct net_server *server, GError **error);

/* Sets or replaces the password, for who reads it later than net_handle(). FALSE with FAULT_CONFIG when it has CR or LF. */
gboolean net_set_password(CURL *curl, const char *password, GError **error);

/* Turns a failed transfer into an error: `what: reason`, FAULT_UNAVAILABLE (connection, DNS, time-out, TLS not to be
 * had, certificate), FAULT_REFUSED (login), FAULT_CONFIG (CA file, URL), FAULT_INTERNAL. `detail` is
 * CURLOPT_ERRORBUFFER's text, untrusted, or "". */
void net_error(CURLcode code, const char *what, const char *detail, GError **error);

GQuark net_error_quark(void);
#define NET_ERROR net_error_quark()
