#include "sample.h"

#define PART(header, body) "--b\n" header "\n" body "\n"
#define MULTI(subtype, parts) "Content-Type: multipart/" subtype "; boundary=b\n\n" parts "--b--\n"
#define ARMOUR "-----BEGIN PGP MESSAGE-----\nVersion: x\n\nhQEMA\n=abcd\n-----END PGP MESSAGE-----\n"
#define SIGNATURE "-----BEGIN PGP SIGNATURE-----\n\niQEz\n=abcd\n-----END PGP SIGNATURE-----\n"
#define P7M(parameters) "Content-Type: application/pkcs7-mime; " parameters "name=smime.p7m\nContent-Transfer-Encoding: base64\n\nMIAG\n"

/* What is read, and whether the rest is for a person with a key. */
static void encrypted_and_signed_mail(void)
{
  static const struct {
    const char *name, *mail, *text;
    gboolean encrypted;
    guint files;
  } cases[] = {
    { "S/MIME", P7M("smime-type=enveloped-data; "), "", TRUE, 0 },
    { "S/MIME of today", P7M("smime-type=\"authEnveloped-data\"; "), "", TRUE, 0 },
    { "S/MIME without a type", P7M(""), "", TRUE, 0 },
    { "S/MIME as Netscape labelled it", "Content-Type: application/x-pkcs7-mime; name=smime.p7m\n\nx", "", TRUE, 0 },
    { "S/MIME behind a gateway", "Content-Type: application/octet-stream; name=SMIME.P7M\n\nx", "", TRUE, 1 },
    { "S/MIME below a footer", MULTI("mixed", PART("Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n", "x") PART("", "-- \nA list")), "-- \nA list", TRUE, 0 },
    { "signed by S/MIME, opaque", P7M("smime-type=signed-data; "), "", FALSE, 0 },
    { "certificates alone", P7M("smime-type=certs-only; "), "", FALSE, 0 },
    { "PGP/MIME", MULTI("encrypted", PART("Content-Type: application/pgp-encrypted\n", "Version: 1") PART("Content-Type: application/octet-stream\n", ARMOUR)), "", TRUE, 1 },
    { "PGP/MIME that Exchange took apart", MULTI("mixed", PART("", "") PART("Content-Type: application/pgp-encrypted\n", "Version: 1") PART("Content-Type: application/octet-stream; name=encrypted.asc\n", ARMOUR)), "", TRUE, 1 },
    { "PGP in the text", "\n" ARMOUR, "", TRUE, 0 },
    { "PGP below a word", "\nFor Mina:\n\n" ARMOUR "\nThanks\n", "For Mina:\n\n\nThanks", TRUE, 0 },
    { "PGP that was cut off", "\nHello\n-----BEGIN PGP MESSAGE-----\n\nhQEMA\n", "Hello", TRUE, 0 },
    { "PGP in somebody's quote", "\nWhy this?\n> -----BEGIN PGP MESSAGE-----\n> hQEMA\n", "Why this?\n> -----BEGIN PGP MESSAGE-----\n> hQEMA", FALSE, 0 },
    { "a word about PGP", "\nWhat is -----BEGIN PGP MESSAGE----- for?\n", "What is -----BEGIN PGP MESSAGE----- for?", FALSE, 0 },
    { "signed in the text", "\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nWhere is it?\n- -- \nMina\n" SIGNATURE, "Where is it?\n-- \nMina", FALSE, 0 },
    { "signed in the text in Korean", "Content-Type: text/plain; charset=utf-8\n\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n배송이 늦습니다.\n" SIGNATURE, "배송이 늦습니다.", FALSE, 0 },
    { "signed, and a footer below", "\n-----BEGIN PGP SIGNED MESSAGE-----\n\nWhere?\n" SIGNATURE "A list\n", "Where?\nA list", FALSE, 0 },
    { "a key below the text", "\nMy key:\n-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQEN\n-----END PGP PUBLIC KEY BLOCK-----\n", "My key:", FALSE, 0 },
    { "signed by PGP/MIME", MULTI("signed", PART("", "x") PART("Content-Type: application/pgp-signature; name=signature.asc\n", SIGNATURE)), "x", FALSE, 0 },
    { "signed by S/MIME", MULTI("signed", PART("", "x") PART("Content-Type: application/pkcs7-signature; name=smime.p7s\n", "MIAG")), "x", FALSE, 0 },
    { "a signature without its type", MULTI("signed", PART("", "x") PART("Content-Type: application/octet-stream; name=smime.p7s\n", "MIAG")), "x", FALSE, 0 },
    { "a file beside a signed part", MULTI("mixed", "--b\nContent-Type: multipart/signed; boundary=c\n\n--c\n\nx\n--c\nContent-Type: application/pgp-signature\n\ny\n--c--\n" PART("Content-Type: application/pdf; name=a.pdf\n", "z")), "x", FALSE, 1 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_test_message("%s", cases[i].name);
    g_autoptr(Mail) mail = sample_mail(cases[i].mail);
    g_assert_cmpstr(mail->text, ==, cases[i].text);
    g_assert_cmpint(mail->encrypted, ==, cases[i].encrypted);
    g_assert_cmpuint(mail->attachments->len, ==, cases[i].files);
  }
}

#define EVENT(method, more) "BEGIN:VCALENDAR\nVERSION:2.0\n" method "BEGIN:VEVENT\n" more "END:VEVENT\nEND:VCALENDAR\n"
#define TALK "SUMMARY;LANGUAGE=en:Talk\\, about the\n  migration\nDESCRIPTION;ALTREP=\"cid:x\":Please call us.\\nWe need help\\; soon.\n"
#define ICS(method) "Content-Type: text/calendar; charset=utf-8; method=" method "\n"

static void invitations(void)
{
  static const struct {
    const char *name, *mail, *text;
    enum mail_invitation invitation;
    guint files;
  } cases[] = {
    { "a request with its text", MULTI("alternative", PART("", "Shall we meet?") PART(ICS("REQUEST"), EVENT("", TALK))), "Shall we meet?", INVITATION_REQUEST, 0 },
    { "a request and nothing else", ICS("request") "\n" EVENT("", TALK), "Talk, about the migration\n\nPlease call us.\nWe need help; soon.", INVITATION_REQUEST, 0 },
    { "a request of a title alone", ICS("REQUEST") "\n" EVENT("", "SUMMARY:회의 요청\n"), "회의 요청", INVITATION_REQUEST, 0 },
    { "a request without a title", ICS("REQUEST") "\n" EVENT("", "X-SUMMARY:no\n"), "", INVITATION_REQUEST, 0 },
    { "an answer", MULTI("alternative", PART("", "Accepted: Talk") PART(ICS("REPLY"), EVENT("", TALK))), "Accepted: Talk", INVITATION_REPLY, 0 },
    { "an answer with a file for others", MULTI("mixed", PART("", "yes") PART(ICS("REPLY"), EVENT("", "")) PART("Content-Type: application/ics; name=invite.ics\n", "x")), "yes", INVITATION_REPLY, 1 },
    { "a cancellation", ICS("CANCEL") "\n" EVENT("", "SUMMARY:Talk\n"), "Talk", INVITATION_CANCEL, 0 },
    { "another time", ICS("COUNTER") "\n" EVENT("", "SUMMARY:Talk\n"), "Talk", INVITATION_COUNTER, 0 },
    { "the method inside", "Content-Type: text/calendar; name=a.ics\n\n" EVENT("METHOD:CANCEL\n", "SUMMARY:Talk\n"), "Talk", INVITATION_CANCEL, 1 },
    { "the method inside, in CRLF and base64", "Content-Type: text/calendar\nContent-Transfer-Encoding: base64\n\nQkVHSU46VkNBTEVOREFSDQpNRVRIT0Q6UkVQTFkNCkJFR0lOOlZFVkVOVA0K\n", "", INVITATION_REPLY, 0 },
    { "an event that was published", ICS("PUBLISH") "\n" EVENT("", "SUMMARY:Fair\n"), "Fair", INVITATION_NONE, 0 },
    { "a calendar without a method", "Content-Type: text/calendar\n\n" EVENT("", ""), "", INVITATION_NONE, 0 },
    { "an invitation passed on as a file", MULTI("mixed", PART("", "fyi") PART("Content-Type: message/rfc822\n", ICS("REPLY") "\n" EVENT("", TALK))), "fyi", INVITATION_NONE, 1 },
    { "rubbish", ICS("REQUEST") "\nBEGIN:VEVENT\nSUMMARY;X=\"a:b\n:\\\n", "", INVITATION_REQUEST, 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_test_message("%s", cases[i].name);
    g_autoptr(Mail) mail = sample_mail(cases[i].mail);
    g_assert_cmpint(mail->invitation, ==, cases[i].invitation);
    g_assert_cmpstr(mail->text, ==, cases[i].text);
    g_assert_cmpuint(mail->attachments->len, ==, cases[i].files);
  }
}

static void files_in_the_format_of_outlook_are_named_as_such(void)
{
  static const struct {
    const char *header, *type;
  } cases[] = {
    { "Content-Type: application/ms-tnef; name=winmail.dat\n", "application/ms-tnef" },
    { "Content-Type: application/vnd.ms-tnef\n", "application/ms-tnef" },
    { "Content-Type: application/octet-stream; name=WinMail.dat\n", "application/ms-tnef" },
    { "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=winmail.dat\n", "application/ms-tnef" },
    { "Content-Type: application/octet-stream; name=mail.dat\n", "application/octet-stream" },
    { "Content-Type: image/png; name=winmail.dat\n", "image/png" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text = g_strdup_printf(MULTI("mixed", PART("", "Hello") "--b\n%s\nx\x9F>\"\n"), cases[i].header);
    g_autoptr(Mail) mail = sample_mail(text);
    g_assert_cmpstr(mail->text, ==, "Hello");
    g_assert_cmpuint(mail->attachments->len, ==, 1);
    g_assert_cmpstr(((struct mail_attachment *)g_ptr_array_index(mail->attachments, 0))->type, ==, cases[i].type);
  }
}

static void mail_without_words_has_none(void)
{
  static const char *const cases[] = {
    "",
    "\n",
    "From: a@b.example\n",
    "Subject:\n\n",
    "From: a@b.example\nSubject: \n\n \n\t\n\n",
    "Content-Type: text/html\n\n<html><body><p>&nbsp;</p><br></body></html>\n",
    "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n",
    MULTI("mixed", PART("", "") PART("Content-Type: application/pdf; name=a.pdf\n", "x")),
    MULTI("alternative", PART("", " \n") PART("Content-Type: text/html\n", "<div>\n</div>")),
    "Content-Type: image/jpeg; name=photo.jpg\nContent-Transfer-Encoding: base64\n\n/9j/\n",
    "Content-Type: application/ms-tnef; name=winmail.dat\n\nx\n",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Mail) mail = sample_mail(cases[i]);
    g_assert_cmpstr(mail->text, ==, "");
    g_assert_cmpstr(mail->request, ==, "");
    g_assert_cmpstr(mail->subject, ==, "");
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/forms/encrypted", encrypted_and_signed_mail);
  g_test_add_func("/forms/invitations", invitations);
  g_test_add_func("/forms/outlook", files_in_the_format_of_outlook_are_named_as_such);
  g_test_add_func("/forms/empty", mail_without_words_has_none);
  return g_test_run();
}
