#include "sample.h"

#define REPORT(type) "From: MAILER-DAEMON@mx.example\nContent-Type: multipart/report; report-type=" type "; boundary=b\n\n" \
                     "--b\nContent-Type: text/plain\n\nSorry.\n"
#define STATUS REPORT("delivery-status") "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"

static void delivery_reports_are_bounces(void)
{
  static const struct {
    const char *fields;
    int kind; /* -1: no bounce */
    const char *recipients; /* address status diagnostic, with "-" for none */
  } cases[] = {
    { "Final-Recipient: rfc822; Mina@Acme.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 no such user\n",
      BOUNCE_FAILURE, "Mina@acme.example 5.1.1 550 no such user;" },
    { "Original-Recipient: rfc822;<a@b.example>\nAction: FAILED (bounced)\nStatus: 5.0.0 (permanent)\n", BOUNCE_FAILURE,
      "a@b.example 5.0.0 -;" },
    { "Final-Recipient: rfc822; a@b.example\nAction: delayed\nStatus: 4.4.1\nWill-Retry-Until: x\n", BOUNCE_DELAY,
      "a@b.example 4.4.1 -;" },
    { "Final-Recipient: rfc822; a@b.example\nStatus: 5.2.2\n", BOUNCE_FAILURE, "a@b.example 5.2.2 -;" },
    { "Final-Recipient: rfc822; a@b.example\nAction: delivered\nStatus: 2.0.0\n", -1, "" },
    { "Final-Recipient: rfc822; a@b.example\nAction: relayed\nStatus: 2.0.0\n\n"
      "Final-Recipient: rfc822; c@d.example\nAction: failed\nStatus: 5.0.0\n\n"
      "Final-Recipient: rfc822; c@d.example\nAction: failed\nDiagnostic-Code: smtp; 550 x\n", BOUNCE_FAILURE,
      "c@d.example 5.0.0 550 x;" },
    { "Final-Recipient: local; mina\nAction: failed\nStatus: not a status\n", BOUNCE_FAILURE, "- 5.0.0 -;" },
    { "rubbish", -1, "" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text = g_strconcat(STATUS, cases[i].fields, "\n--b--\n", NULL);
    g_autoptr(Mail) mail = sample_mail(text);
    g_assert_true(mail->is_report);
    g_assert_cmpint(mail->bounce ? (int)mail->bounce->kind : -1, ==, cases[i].kind);
    g_autoptr(GString) got = g_string_new(NULL);
    for (guint j = 0; mail->bounce && j < mail->bounce->recipients->len; j++) {
      const struct mail_bounce_recipient *one = g_ptr_array_index(mail->bounce->recipients, j);
      g_string_append_printf(got, "%s %s %s;", one->address ? one->address : "-", one->status ? one->status : "-",
                             one->diagnostic ? one->diagnostic : "-");
    }
    g_assert_cmpstr(got->str, ==, cases[i].recipients);
    g_assert_cmpstr(mail->text, ==, "Sorry.");
  }
}

static void encoded_reports_are_read(void)
{
  g_autoptr(Mail) mail = sample_mail(REPORT("delivery-status") "--b\nContent-Type: message/delivery-status\n"
                                     "Content-Transfer-Encoding: base64\n\n"
                                     "RmluYWwtUmVjaXBpZW50OiByZmM4MjI7IGFAYi5leGFtcGxlCkFjdGlvbjogZmFpbGVkCg==\n--b--\n");
  g_assert_nonnull(mail->bounce);
  g_assert_cmpuint(mail->bounce->recipients->len, ==, 1);
}

static void complaints_are_feedback(void)
{
  g_autoptr(Mail) mail = sample_mail(REPORT("feedback-report") "--b\nContent-Type: message/feedback-report\n\nFeedback-Type: "
                                     "abuse\nOriginal-Rcpt-To: <a@b.example>\nOriginal-Rcpt-To: c@d.example\n--b--\n");
  g_assert_true(mail->is_report);
  g_assert_cmpint(mail->bounce->kind, ==, BOUNCE_FEEDBACK);
  g_assert_cmpuint(mail->bounce->recipients->len, ==, 2);
}

static void receipts_are_reports_but_no_bounces(void)
{
  g_autoptr(Mail) mail = sample_mail(REPORT("disposition-notification")
                                     "--b\nContent-Type: message/disposition-notification\n\nDisposition: x; displayed\n--b--\n");
  g_assert_true(mail->is_report);
  g_assert_null(mail->bounce);
}

static void failed_recipients_in_the_header_are_a_bounce(void)
{
  g_autoptr(Mail) mail = sample_mail("X-Failed-Recipients: a@b.example,\n c@d.example\n\nx");
  g_assert_cmpint(mail->bounce->kind, ==, BOUNCE_FAILURE);
  g_assert_cmpuint(mail->bounce->recipients->len, ==, 2);
  g_assert_false(mail->is_report);
}

/* A customer who forwards a bounce has not bounced. */
static void reports_inside_forwarded_mail_do_not_count(void)
{
  g_autoptr(Mail) mail = sample_mail("Content-Type: multipart/mixed; boundary=o\n\n--o\n\nPlease look.\n--o\nContent-Type: "
                                     "message/rfc822\n\n" STATUS "Final-Recipient: rfc822; a@b\nAction: failed\n--b--\n--o--\n");
  g_assert_null(mail->bounce);
  g_assert_false(mail->is_report);
  g_assert_cmpstr(mail->text, ==, "Please look.");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/report/delivery", delivery_reports_are_bounces);
  g_test_add_func("/report/encoded", encoded_reports_are_read);
  g_test_add_func("/report/feedback", complaints_are_feedback);
  g_test_add_func("/report/receipt", receipts_are_reports_but_no_bounces);
  g_test_add_func("/report/failed-recipients", failed_recipients_in_the_header_are_a_bounce);
  g_test_add_func("/report/forwarded", reports_inside_forwarded_mail_do_not_count);
  return g_test_run();
}
