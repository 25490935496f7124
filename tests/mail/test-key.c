#include "sample.h"

#define HEAD "Received: from a; Mon, 23 Nov 2026 10:00:00 +0000\n"
#define MAIL HEAD "Message-ID:\n <1@a.example>\nFrom: Hong <hong@A.example>\nDate: Mon, 23 Nov 2026 10:00:00 +0000\nSubject: x\n\nbody\n"

static char *key(const char *text)
{
  g_autoptr(Mail) mail = sample_mail(text);
  return g_strdup(mail->contact_key);
}

static void the_same_mail_has_the_same_key(void)
{
  g_autofree char *expected = key(MAIL), *crlf = sample_crlf(MAIL);
  g_assert_cmpuint(strlen(expected), ==, 64);
  const char *others[] = {
    crlf,
    "From hong@a.example Mon Nov 23 10:00:00 2026\n" MAIL,
    "X-Spam: yes\nReceived: by b; x\n" MAIL,
    "Message-id: <1@a.example>\nfrom: =?utf-8?Q?H?= <hong@a.EXAMPLE>\nDATE: Mon, 23 Nov 2026\n 10:00:00 +0000\n"
    "Subject: [SPAM] x\nSubject: y\n\nother body",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(others); i++) {
    g_autofree char *got = key(others[i]);
    g_assert_cmpstr(got, ==, expected);
  }
}

static void another_mail_has_another_key(void)
{
  static const char *const mails[] = {
    MAIL,
    "Message-ID: <1@a.example>\nFrom: kim@a.example\nDate: Mon, 23 Nov 2026 10:00:00 +0000\n\n",
    "Message-ID: <1@a.example>\nFrom: Hong@a.example\nDate: Mon, 23 Nov 2026 10:00:00 +0000\n\n",
    "Message-ID: <2@a.example>\nFrom: hong@a.example\nDate: Mon, 23 Nov 2026 10:00:00 +0000\n\n",
    "Message-ID: <1@a.example>\nFrom: hong@a.example\nDate: Mon, 23 Nov 2026 10:00:01 +0000\n\n",
    "From: hong@a.example\nSubject: x\n\n",
    "From: hong@a.example\nSubject: y\n\n",
    "Received: 1\nReceived: 2\nFrom: hong@a.example\nSubject: x\n\n",
    "Received: 1\nReceived: 3\nFrom: hong@a.example\nSubject: x\n\n",
    "From: broken\nSubject: x\n\n",
    "From: hong@a.example\nDate: Subject\n\n", /* a field is not taken for its neighbour */
    "From: hong@a.exampleDate\nSubject: Subject\n\n",
  };
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(mails); i++)
    g_assert_true(g_hash_table_add(seen, key(mails[i])));
}

/* An IMAP server serves NUL as 0x80. */
static void nul_is_what_imap_makes_of_it(void)
{
  static const char file[] = "Message-ID: <1\0@a.example>\nFrom: a@b\n\n", imap[] = "Message-ID: <1\x80@a.example>\r\nFrom: a@b\r\n\r\n";
  g_autoptr(GBytes) a = g_bytes_new_static(file, sizeof file - 1), b = g_bytes_new_static(imap, sizeof imap - 1);
  g_autoptr(Mail) one = mail_from_bytes(a, NULL), other = mail_from_bytes(b, NULL);
  g_assert_cmpstr(one->contact_key, ==, other->contact_key);
}

/* Rows of the ledger carry it: it never changes. */
static void the_key_is_what_it_always_was(void)
{
  g_autofree char *got = key("Message-ID: <1@a.example>\nFrom: Hong <hong@A.example>\nDate: d\n\n");
  g_autofree char *expected = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "13:<1@a.example>14:hong@a.example1:d", -1);
  g_assert_cmpstr(got, ==, expected);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/key/same", the_same_mail_has_the_same_key);
  g_test_add_func("/key/other", another_mail_has_another_key);
  g_test_add_func("/key/nul", nul_is_what_imap_makes_of_it);
  g_test_add_func("/key/stable", the_key_is_what_it_always_was);
  return g_test_run();
}
