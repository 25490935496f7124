#include "base/fault.h"
#include "send/envelope.h"
#include "send/send.h"

static const struct {
  const char *address, *wire; /* NULL: refused */
} addresses[] = {
  { "a@example.org", "a@example.org" },
  { "a.b+TOKEN=x@Example.ORG", "a.b+TOKEN=x@example.org" },
  { "\"a@b\"@example.org", "\"a@b\"@example.org" },
  { "user@\xed\x95\x9c\xea\xb5\xad.kr", "user@xn--3e0b707e.kr" },
  { "", NULL },
  { "a", NULL },
  { "@example.org", NULL },
  { "a@", NULL },
  { "a@example.org\r\nRCPT TO:<b@example.org>", NULL },
  { "a@example.org\n", NULL },
  { "a b@example.org", NULL },
  { "a\t@example.org", NULL },
  { "a@example.org> SIZE=1", NULL },
  { "<a@example.org>", NULL },
  { "a\x7f@example.org", NULL },
  { "\xed\x99\x8d@example.org", NULL },
  { "\xff@example.org", NULL },
  { "a@\xff.example", NULL },
};

static void test_address_is_carried_or_refused(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(addresses); i++) {
    g_autoptr(GError) error = NULL;
    g_autofree char *wire = envelope_address(addresses[i].address, &error);
    g_assert_cmpstr(wire, ==, addresses[i].wire);
    if (!wire)
      g_assert_error(error, SEND_ERROR, FAULT_DATA);
  }
}

static void test_address_over_254_bytes_is_refused(void)
{
  g_autofree char *local = g_strnfill(254 - 12, 'x');
  g_autofree char *longest = g_strconcat(local, "@example.org", NULL);
  g_autofree char *longer = g_strconcat("x", longest, NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *wire = envelope_address(longest, &error);
  g_assert_cmpstr(wire, ==, longest);
  g_assert_null(envelope_address(longer, &error));
  g_assert_error(error, SEND_ERROR, FAULT_DATA);
}

static const struct {
  const char *bytes;
  gssize length; /* -1: a string */
  gboolean good;
} mails[] = {
  { "A: b\r\n\r\nc\r\n", -1, TRUE },
  { "A: b\r\n\r\n", -1, TRUE },
  { "", 0, FALSE },
  { "A: b", -1, FALSE },
  { "A: b\n\r\n", -1, FALSE },
  { "A: b\r\n\r\nc\r", -1, FALSE },
  { "A: b\r\n\r\nc\r\n.\n", -1, FALSE },
  { "A: b\r\n\r\nc\r.\r\n", -1, FALSE },
  { "A: b\r\r\n", -1, FALSE },
  { "A: b\r\n\0\r\n", 9, FALSE },
  { "A: \xc3\xa9\r\n", -1, FALSE },
};

static void test_mail_is_seven_bit_crlf_lines_or_refused(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(mails); i++) {
    g_autoptr(GError) error = NULL;
    gsize length = mails[i].length < 0 ? strlen(mails[i].bytes) : (gsize)mails[i].length;
    g_autoptr(GBytes) bytes = g_bytes_new_static(mails[i].bytes, length);
    g_assert_cmpint(envelope_check_mail(bytes, &error), ==, mails[i].good);
    if (!mails[i].good)
      g_assert_error(error, SEND_ERROR, FAULT_DATA);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/envelope/address-is-carried-or-refused", test_address_is_carried_or_refused);
  g_test_add_func("/envelope/address-over-254-bytes-is-refused", test_address_over_254_bytes_is_refused);
  g_test_add_func("/envelope/mail-is-seven-bit-crlf-lines-or-refused", test_mail_is_seven_bit_crlf_lines_or_refused);
  return g_test_run();
}
