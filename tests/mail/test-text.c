#include "sample.h"

#define PART(header, body) "--b\n" header "\n" body "\n"
#define MULTI(subtype, parts) "Content-Type: multipart/" subtype "; boundary=b\n\n" parts "--b--\n"

static void the_text_is_what_a_reader_reads(void)
{
  static const struct {
    const char *mail, *text;
  } cases[] = {
    { "\nplain\r\ntext\r\n", "plain\ntext" },
    { "Content-Type: text/html\n\n<p>a<p>b", "a\n\nb" },
    { "Content-Type: text/plain; charset=euc-kr\n\n\xC7\xD1\xB1\xDB", "한글" },
    { "Content-Type: text/plain; charset=ks_c_5601-1987\nContent-Transfer-Encoding: base64\n\nx9Gx2w==\n", "한글" },
    { "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\ncaf=C3=A9 so=\n on=\n", "café so on" },
    { "Content-Type: text/html\n\n<meta charset=\"euc-kr\"><p>\xC7\xD1\xB1\xDB", "한글" },
    { "Content-Type: text/plain; format=flowed\n\nOne \nline.\n> quoted \n> too\n-- \nMina\n", "One line.\n> quoted too\n-- \nMina" },
    { "Content-Type: text/plain; format=flowed; delsp=yes\n\nOne \nline.\n From here\n", "Oneline.\nFrom here" },
    { "Content-Type: text/plain\n\nnot \nflowed\n", "not \nflowed" },
    { "Content-Type: text/plain; charset=us-ascii\n\ncaf\xC3\xA9", "café" },
    /* alternatives */
    { MULTI("alternative", PART("", "plain") PART("Content-Type: text/html\n", "<p>plain")), "plain" },
    { MULTI("alternative", PART("", "Your program cannot show HTML.") PART("Content-Type: text/html\n", "<p>It fails since Monday.")),
      "It fails since Monday." },
    { MULTI("alternative", PART("", "Use HTML in mails, please.") PART("Content-Type: text/html\n", "<p>Use <b>HTML</b> in mails, please.")),
      "Use HTML in mails, please." },
    { MULTI("alternative", PART("", " ") PART("Content-Type: text/html\n", "<p>html")), "html" },
    { MULTI("alternative", PART("Content-Type: text/html\n", "<p>html")), "html" },
    { MULTI("alternative", PART("", "Use another mail program.")
            PART("Content-Type: text/html\n", "<p>Our order number 7 has not arrived, please have a look at it soon.")),
      "Our order number 7 has not arrived, please have a look at it soon." },
    /* several texts */
    { MULTI("mixed", PART("", "one") PART("Content-Type: image/png\n", "x") PART("", "two")), "one\n\ntwo" },
    { MULTI("mixed", PART("", "one") PART("Content-Disposition: attachment; filename=a.txt\n", "file")), "one" },
    { MULTI("mixed", PART("", "one") PART("Content-Disposition: inline; filename=a.txt\n", "file")), "one" },
    { MULTI("mixed", PART("Content-Disposition: inline; filename=a.txt\n", "all there is")), "all there is" },
    { MULTI("related", PART("Content-Type: text/html\n", "<p>page") PART("Content-Type: image/png\n", "x")), "page" },
    { MULTI("signed", PART("", "signed") PART("Content-Type: application/pgp-signature\n", "x")), "signed" },
    { MULTI("mixed", PART("", "see picture\n\n[cid:a.png@01]") PART("Content-Type: image/png; name=a.png\n", "x")), "see picture" },
    { MULTI("mixed", PART("", "") PART("Content-Type: message/rfc822\n", "Subject: in\n\nforwarded")), "forwarded" },
    { MULTI("mixed", PART("", "fyi") PART("Content-Type: message/rfc822\n", "Subject: in\n\nforwarded")), "fyi" },
    { "\ntext\n\nbegin 644 a.txt\n#86)C\n`\nend\n", "text" },
    { "\nbegin 644 is how it starts\nand more\n", "begin 644 is how it starts\nand more" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Mail) mail = sample_mail(cases[i].mail);
    g_assert_cmpstr(mail->text, ==, cases[i].text);
  }
}

static void attachments_are_listed(void)
{
  g_autoptr(Mail) mail = sample_mail(MULTI("mixed", PART("", "see\n\nbegin 644 old.bin\n#86)C\n`\nend")
                                           PART("Content-Type: image/png\nContent-Transfer-Encoding: base64\n"
                                                "Content-Disposition: inline; filename=\"C:\\TEMP\\=?euc-kr?B?x9Gx2w==?=.png\"\n",
                                                "aGVsbG8sIHdvcmxk")
                                           PART("Content-Type: message/rfc822\n", "Subject: in\n\nx")
                                           PART("Content-Type: text/plain\nContent-Disposition: inline; filename=log.txt\n", "x")));
  static const struct {
    const char *name, *type;
    guint64 size;
  } expected[] = {
    { "한글.png", "image/png", 12 },
    { NULL, "message/rfc822", 16 },
    { "log.txt", "text/plain", 1 },
    { "old.bin", "application/octet-stream", 0 },
  };
  g_assert_cmpuint(mail->attachments->len, ==, G_N_ELEMENTS(expected));
  for (guint i = 0; i < mail->attachments->len; i++) {
    const struct mail_attachment *attachment = g_ptr_array_index(mail->attachments, i);
    g_assert_cmpstr(attachment->name, ==, expected[i].name);
    g_assert_cmpstr(attachment->type, ==, expected[i].type);
    g_assert_cmpuint(attachment->size, ==, expected[i].size);
  }
}

static void encrypted_mail_is_known(void)
{
  static const struct {
    const char *mail;
    gboolean encrypted;
  } cases[] = {
    { MULTI("encrypted", PART("Content-Type: application/pgp-encrypted\n", "Version: 1")), TRUE },
    { "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nx", TRUE },
    { "Content-Type: application/pkcs7-mime; smime-type=signed-data\n\nx", FALSE },
    { "\n-----BEGIN PGP MESSAGE-----\n\nx", TRUE },
    { MULTI("signed", PART("", "x")), FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Mail) mail = sample_mail(cases[i].mail);
    g_assert_cmpint(mail->encrypted, ==, cases[i].encrypted);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/text/reader", the_text_is_what_a_reader_reads);
  g_test_add_func("/text/attachments", attachments_are_listed);
  g_test_add_func("/text/encrypted", encrypted_mail_is_known);
  return g_test_run();
}
