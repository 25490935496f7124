/* One TLS policy for every connection: libcurl handles made ready for a server of the configuration.
 *
 * Certificate and host name are always verified; with a CA file only that CA counts (CURLOPT_CAPATH NULL); imap:// and
 * smtp:// require STARTTLS; `tls: off` is refused for anything but loopback; the proxy environment is honoured. */
#pragma once
#include <curl/curl.h>
#include <glib.h>

struct net_server {
  const char *url;      /* imap(s):// or smtp(s)://host[:port] */
  const char *user;     /* NULL: no login */
  const char *password; /* NULL; only read during the call */
  const char *ca_file;  /* NULL: the system's */
  gboolean tls_off;
};

/* A handle with everything set but what the protocol does next. NULL with FAULT_CONFIG. Free with curl_easy_cleanup(). */
CURL *net_handle(const struct net_server *server, GError **error);

/* Turns a failed transfer into an error: `what: reason`, FAULT_UNAVAILABLE (connection, DNS, time-out, TLS not to be
 * had, certificate), FAULT_REFUSED (login), FAULT_TEMPORARY, FAULT_INTERNAL. `detail` is CURLOPT_ERRORBUFFER's text or "". */
void net_error(CURLcode code, const char *what, const char *detail, GError **error);

GQuark net_error_quark(void);
#define NET_ERROR net_error_quark()
