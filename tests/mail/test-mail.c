#include "sample.h"

#include "base/clock.h"

static const char ordinary[] =
  "Return-Path: <Hong@B.example>\nX-Original-To: help@acme.example\nDelivered-To: support@acme.example\n"
  "Received: by mx; a ; Mon, 23 Nov 2026 10:00:05 +0000\nReceived: from b; Mon, 23 Nov 2026 09:00:00 +0000\n"
  "Subject: first\nSubject: second\nFrom: Hong <hong@b.example>, kim@b.example\nTo: support@acme.example\nCc: A <a@c.example>\n"
  "Reply-To: r@b.example\nMessage-ID: <1@b.example>\nIn-Reply-To: <0@b.example> by phone\n"
  "References: <r1@x> rubbish <r 2@x> <<r3@x>\nDate: Mon, 23 Nov 2026 19:00:00 +0900\n\nhello\n";

static void a_mail_is_viewed_whole(void)
{
  g_autoptr(Mail) mail = sample_mail(ordinary);
  g_assert_cmpstr(mail->envelope.from, ==, "Hong@b.example");
  g_assert_cmpuint(mail->envelope.to->len, ==, 2);
  g_assert_cmpstr(g_ptr_array_index(mail->envelope.to, 0), ==, "help@acme.example");
  g_assert_cmpstr(mail->subject, ==, "first");
  g_assert_cmpstr(mail_header(mail, "subject"), ==, "first");
  g_assert_cmpstr(mail->from.name, ==, "Hong");
  g_assert_cmpstr(mail->from.address, ==, "hong@b.example");
  g_assert_cmpuint(mail->to->len, ==, 1);
  g_assert_cmpuint(mail->cc->len, ==, 1);
  g_assert_cmpuint(mail->reply_to->len, ==, 1);
  g_assert_cmpstr(mail->message_id, ==, "<1@b.example>");
  g_assert_cmpuint(mail->in_reply_to->len, ==, 1);
  g_assert_cmpuint(mail->references->len, ==, 2);
  g_assert_cmpstr(g_ptr_array_index(mail->references, 1), ==, "<r3@x>");
  g_assert_cmpint(mail->date, ==, clock_parse("2026-11-23T10:00:00Z"));
  g_assert_cmpint(mail->date_offset, ==, 9 * 3600);
  g_assert_cmpint(mail->received, ==, clock_parse("2026-11-23T10:00:05Z"));
  g_assert_cmpint(mail->internal_date, ==, CLOCK_NONE);
  g_assert_cmpstr(mail->text, ==, "hello");
  g_assert_cmpstr(mail->request, ==, "hello");
  g_assert_false(mail->truncated);
}

static void an_empty_mail_is_a_view_too(void)
{
  g_autoptr(Mail) mail = sample_mail("");
  g_assert_cmpstr(mail->subject, ==, "");
  g_assert_cmpstr(mail->text, ==, "");
  g_assert_null(mail->from.address);
  g_assert_null(mail->message_id);
  g_assert_null(mail->envelope.from);
  g_assert_cmpint(mail->date, ==, CLOCK_NONE);
  g_assert_cmpuint(strlen(mail->contact_key), ==, 64);
}

static void the_envelope_is_taken_from_who_knows_best(void)
{
  static const struct {
    const char *text, *given, *from;
  } cases[] = {
    { "Return-Path: <a@b>\n\n", NULL, "a@b" },
    { "Return-Path: <>\n\n", NULL, "" },
    { "Return-Path: <a@b>\n\n", "", "" },
    { "Return-Path: <a@b>\n\n", "c@d", "c@d" },
    { "From c@d Mon Nov 23 10:00:00 2026\nReturn-Path: <a@b>\n\n", NULL, "c@d" },
    { "From MAILER-DAEMON Mon Nov 23 10:00:00 2026\n\n", NULL, "" },
    { "From - Mon Nov 23 10:00:00 2026\nReturn-Path: <a@b>\n\n", NULL, "a@b" },
    { "Return-Path: rubbish\n\n", NULL, NULL },
    { "From: a@b\n\n", NULL, NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GBytes) bytes = g_bytes_new(cases[i].text, strlen(cases[i].text));
    struct mail_envelope envelope = { (char *)cases[i].given, NULL };
    g_autoptr(Mail) mail = mail_from_bytes(bytes, cases[i].given ? &envelope : NULL);
    g_assert_cmpstr(mail->envelope.from, ==, cases[i].from);
  }
}

static void impossible_dates_are_none(void)
{
  static const struct {
    const char *date, *time; /* NULL: none */
  } cases[] = {
    { "Mon, 23 Nov 2026 10:00:00 +0000", "2026-11-23T10:00:00Z" },
    { "23 Nov 2026 10:00 GMT", "2026-11-23T10:00:00Z" },
    { "Mon, 23 Nov 2026 10:00:00 +0900 (KST)", "2026-11-23T01:00:00Z" },
    { "yesterday", NULL },
    { "", NULL },
    { "Thu, 01 Jan 1970 00:00:00 +0000", NULL },
    { "Mon, 23 Nov 9999 10:00:00 +0000", NULL },
    { "Mon, 99 Nov 2026 99:99:99 +9999", NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text = g_strconcat("Date: ", cases[i].date, "\n\n", NULL);
    g_autoptr(Mail) mail = sample_mail(text);
    g_assert_cmpint(mail->date, ==, cases[i].time ? clock_parse(cases[i].time) : CLOCK_NONE);
  }
}

static void arrival_and_age_take_the_right_clock(void)
{
  static const struct {
    gint64 internal, received, arrival, age;
  } cases[] = {
    { CLOCK_NONE, CLOCK_NONE, 500, 500 },
    { 100, CLOCK_NONE, 100, 100 },
    { CLOCK_NONE, 900, 900, 900 },
    { 100, 200, 100, 100 },
    { 200, 100, 200, 100 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    struct mail mail = { .internal_date = cases[i].internal, .received = cases[i].received };
    g_assert_cmpint(mail_arrival(&mail, 500), ==, cases[i].arrival);
    g_assert_cmpint(mail_age_from(&mail, 500), ==, cases[i].age);
  }
}

static void long_threads_keep_their_root_and_their_end(void)
{
  g_autoptr(GString) text = g_string_new("References:");
  for (int i = 0; i < 300; i++)
    g_string_append_printf(text, " <%d@x>", i);
  g_string_append(text, "\n\n");
  g_autoptr(Mail) mail = sample_mail(text->str);
  g_assert_cmpuint(mail->references->len, ==, 100);
  g_assert_cmpstr(g_ptr_array_index(mail->references, 0), ==, "<0@x>");
  g_assert_cmpstr(g_ptr_array_index(mail->references, 99), ==, "<299@x>");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/mail/whole", a_mail_is_viewed_whole);
  g_test_add_func("/mail/empty", an_empty_mail_is_a_view_too);
  g_test_add_func("/mail/envelope", the_envelope_is_taken_from_who_knows_best);
  g_test_add_func("/mail/dates", impossible_dates_are_none);
  g_test_add_func("/mail/arrival", arrival_and_age_take_the_right_clock);
  g_test_add_func("/mail/references", long_threads_keep_their_root_and_their_end);
  return g_test_run();
}
