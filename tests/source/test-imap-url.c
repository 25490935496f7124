#include "base/fault.h"
#include "source/imap-private.h"

static const struct {
  const char *text, *url, *user, *folder; /* url NULL: refused */
} cases[] = {
  { "imaps://imap.acme.example", "imaps://imap.acme.example", NULL, "INBOX" },
  { "imaps://imap.acme.example/", "imaps://imap.acme.example", NULL, "INBOX" },
  { "imap://bob@imap.acme.example:1143/Archive", "imap://imap.acme.example:1143", "bob", "Archive" },
  { "imaps://support%40acme.example@imap.acme.example/INBOX", "imaps://imap.acme.example", "support@acme.example", "INBOX" },
  { "imaps://support@acme.example@imap.acme.example/A/B", "imaps://imap.acme.example", "support@acme.example", "A/B" },
  { "imaps://h/%ED%99%98%EB%B6%88%20%26%20Co", "imaps://h", NULL, "환불 & Co" },
  { "imaps://h/환불", "imaps://h", NULL, "환불" },
  { "imaps://[::1]:993/x", "imaps://[::1]:993", NULL, "x" },
  { "imaps://bob:secret@h/x", NULL, NULL, NULL },
  { "imaps://h/x?tls=off", NULL, NULL, NULL },
  { "imaps://h/x#1", NULL, NULL, NULL },
  { "imaps://bob;AUTH=PLAIN@h/x", NULL, NULL, NULL },
  { "imaps://h/a%0D%0Ab", NULL, NULL, NULL },
  { "imaps://h/%FF", NULL, NULL, NULL },
  { "imaps:///x", NULL, NULL, NULL },
  { "https://h/x", NULL, NULL, NULL },
  { "INBOX", NULL, NULL, NULL },
};

static void test_parse(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_test_message("%s", cases[i].text);
    struct config_mailbox mailbox;
    g_autoptr(GError) error = NULL;
    gboolean parsed = imap_url_parse(cases[i].text, &mailbox, &error);
    g_assert_cmpint(parsed, ==, cases[i].url != NULL);
    if (!parsed)
      g_assert_error(error, SOURCE_ERROR, FAULT_USAGE);
    g_assert_cmpstr(mailbox.url, ==, cases[i].url);
    g_assert_cmpstr(mailbox.user, ==, cases[i].user);
    g_assert_cmpstr(mailbox.folder, ==, cases[i].folder);
    imap_url_clear(&mailbox);
  }
}

static void test_password_is_not_repeated(void)
{
  struct config_mailbox mailbox;
  g_autoptr(GError) error = NULL;
  g_assert_false(imap_url_parse("imaps://bob:hunter2@h/x", &mailbox, &error));
  g_assert_null(strstr(error->message, "hunter2"));
}

/* RFC 3501 section 5.1.3, with its example */
static const struct {
  const char *folder, *encoded; /* NULL: refused */
} folders[] = {
  { "INBOX", "INBOX" },
  { "~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-" },
  { "A & B", "A &- B" },
  { "처리됨", "&zJi5rLQo-" },
  { "\xF0\x9F\x94\x94", "&2D3dFA-" },
  { "", NULL },
  { "a\r\nb", NULL },
  { "\xC3", NULL },
};

static void test_folder_names(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(folders); i++) {
    g_autoptr(GError) error = NULL;
    g_autofree char *encoded = imap_folder_encode(folders[i].folder, &error);
    if (!folders[i].encoded)
      g_assert_error(error, SOURCE_ERROR, FAULT_CONFIG);
    g_assert_cmpstr(encoded, ==, folders[i].encoded);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/imap-url/parse", test_parse);
  g_test_add_func("/imap-url/password-is-not-repeated", test_password_is_not_repeated);
  g_test_add_func("/imap-url/folder-names", test_folder_names);
  return g_test_run();
}
