#include "base/fault.h"
#include "net/connection.h"

struct refusal {
  const char *name;
  struct net_server server;
  const char *message; /* part of it */
};

static const struct refusal refusals[] = {
  { "no-scheme", { "mail.example" }, "no server" },
  { "other-scheme", { "https://mail.example" }, "no server" },
  { "file", { "file:///etc/passwd" }, "no server" },
  { "no-host", { "imap://" }, "no server" },
  { "user-in-url", { "imaps://me@mail.example" }, "no user" },
  { "password-in-url", { "imaps://me:secret@mail.example" }, "no user" },
  { "login-options-in-url", { "imaps://me;AUTH=PLAIN@mail.example" }, "no user" },
  { "path", { "smtps://mail.example/ehlo.example" }, "path" },
  { "query", { "imaps://mail.example?ALL" }, "query" },
  { "line-break-in-url", { "smtp://mail.example\r\nX" }, "no server" },
  { "line-break-in-user", { "imaps://mail.example", "a\r\nb" }, "user name has a line break" },
  { "line-break-in-password", { "imaps://mail.example", "a", "b\n" }, "password has a line break" },
  { "line-break-in-token", { "imaps://mail.example", "a", NULL, "b\r" }, "token has a line break" },
  { "missing-ca-file", { "imaps://mail.example", .ca_file = "/nonexistent/ca.pem" }, "/nonexistent/ca.pem" },
  { "tls-off-elsewhere", { "smtp://192.0.2.1", .tls_off = TRUE }, "not for '192.0.2.1'" },
  { "tls-off-by-name", { "imap://localhost.example", .tls_off = TRUE }, "not for" },
  { "tls-off-looks-like-loopback", { "imap://127.0.0.1.example", .tls_off = TRUE }, "not for" },
  { "tls-off-with-tls", { "imaps://localhost", .tls_off = TRUE }, "contradicts imaps://" },
};

static void test_refuses(gconstpointer data)
{
  const struct refusal *refusal = data;
  g_autoptr(GError) error = NULL;
  g_assert_null(net_handle(&refusal->server, &error));
  g_assert_error(error, NET_ERROR, FAULT_CONFIG);
  if (!strstr(error->message, refusal->message))
    g_error("'%s' does not say '%s'", error->message, refusal->message);
  g_assert_null(strstr(error->message, "secret"));
}

static void test_accepts_servers(void)
{
  static const struct net_server servers[] = {
    { "imap://mail.example", "user", "password" },
    { "IMAPS://mail.example:1993/" },
    { "smtp://[2001:db8::1]:587", "user", NULL, "token" },
    { "smtps://mail.example", .ca_file = "/dev/null" },
    { "smtp://localhost:2525", .tls_off = TRUE },
    { "imap://127.8.8.8", .tls_off = TRUE },
    { "imap://[::1]:143", .tls_off = TRUE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(servers); i++) {
    g_autoptr(GError) error = NULL;
    CURL *curl = net_handle(&servers[i], &error);
    g_assert_no_error(error);
    g_assert_nonnull(curl);
    curl_easy_cleanup(curl);
  }
}

static void test_maps_failures_to_faults(void)
{
  static const struct {
    CURLcode code;
    enum fault fault;
    const char *message;
  } cases[] = {
    { CURLE_COULDNT_RESOLVE_HOST, FAULT_UNAVAILABLE, "acme: no such host: d?e" },
    { CURLE_COULDNT_CONNECT, FAULT_UNAVAILABLE, "acme: cannot connect: d?e" },
    { CURLE_OPERATION_TIMEDOUT, FAULT_UNAVAILABLE, "acme: timed out: d?e" },
    { CURLE_PEER_FAILED_VERIFICATION, FAULT_UNAVAILABLE, "acme: the server's certificate is not trusted: d?e" },
    { CURLE_USE_SSL_FAILED, FAULT_UNAVAILABLE, "acme: the server offers no STARTTLS: d?e" },
    { CURLE_LOGIN_DENIED, FAULT_REFUSED, "acme: the server refused the login: d?e" },
    { CURLE_SSL_CACERT_BADFILE, FAULT_CONFIG, "acme: the file of trusted certificates cannot be read: d?e" },
    { CURLE_OUT_OF_MEMORY, FAULT_INTERNAL, "acme: Out of memory: d?e" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    net_error(cases[i].code, "acme", "d\ne", &error);
    g_assert_error(error, NET_ERROR, (int)cases[i].fault);
    g_assert_cmpstr(error->message, ==, cases[i].message);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(refusals); i++) {
    g_autofree char *path = g_strconcat("/net/refuses/", refusals[i].name, NULL);
    g_test_add_data_func(path, &refusals[i], test_refuses);
  }
  g_test_add_func("/net/accepts-servers", test_accepts_servers);
  g_test_add_func("/net/maps-failures-to-faults", test_maps_failures_to_faults);
  return g_test_run();
}
