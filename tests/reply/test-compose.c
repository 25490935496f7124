#include <glib/gstdio.h>
#include <gmime/gmime.h>
#include <string.h>

#include "base/clock.h"
#include "base/fault.h"
#include "fixture.h"
#include "ledger/identity.h"
#include "reply/reply.h"
#include "triage/details.h"

static GMimeMessage *parse(const struct reply_mail *mail)
{
  gsize size;
  const char *data = g_bytes_get_data(mail->bytes, &size);
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer(data, size);
  GMimeParser *parser = g_mime_parser_new_with_stream(stream);
  GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
  g_object_unref(parser);
  g_object_unref(stream);
  g_assert_nonnull(message);
  return message;
}

/* The header block as it leaves, unfolded. */
static char *header_block(const struct reply_mail *mail)
{
  gsize size;
  const char *data = g_bytes_get_data(mail->bytes, &size);
  const char *end = g_strstr_len(data, size, "\r\n\r\n");
  g_assert_nonnull(end);
  g_autofree char *block = g_strndup(data, end + 2 - data);
  g_auto(GStrv) lines = g_strsplit(block, "\r\n ", -1);
  g_autofree char *once = g_strjoinv(" ", lines);
  g_auto(GStrv) tabbed = g_strsplit(once, "\r\n\t", -1);
  return g_strjoinv(" ", tabbed);
}

static void expect_header(const char *block, const char *line)
{
  g_autofree char *whole = g_strdup_printf("\r\n%s\r\n", line);
  g_autofree char *padded = g_strconcat("\r\n", block, NULL);
  if (!strstr(padded, whole))
    g_test_message("no '%s' in:\n%s", line, block);
  g_assert_nonnull(strstr(padded, whole));
}

static guint count(const char *text, const char *part)
{
  guint n = 0;
  for (; (text = strstr(text, part)); text++)
    n++;
  return n;
}

static void headers_say_who_to_whom_and_what(void)
{
  struct fixture fixture;
  fixture_init(&fixture);
  fixture_add(fixture.facts->references, "<r1@customer.example>");
  fixture_add(fixture.facts->references, "<r2@customer.example>");
  g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
  g_autofree char *block = header_block(mail);
  expect_header(block, "Date: Sun, 22 Nov 2026 10:00:00 +0100");
  expect_header(block, "From: Acme Support <support@acme.example>");
  expect_header(block, "To: Jane Doe <jane@customer.example>");
  expect_header(block, "Subject: Re: Invoice 2231 was charged twice [ACME-1042-XXXX]");
  expect_header(block, "In-Reply-To: <m1@customer.example>");
  expect_header(block, "References: <deskbell.1042.XXXXXXXXXXXXXXXX@acme.example> <r1@customer.example> "
                       "<r2@customer.example> <m1@customer.example>");
  expect_header(block, "Auto-Submitted: auto-replied");
  expect_header(block, "X-Auto-Response-Suppress: All");
  expect_header(block, "Content-Language: en");
  expect_header(block, "MIME-Version: 1.0");
  g_autofree char *id = g_strdup_printf("Message-ID: %s", mail->message_id);
  expect_header(block, id);
  g_assert_true(g_str_has_prefix(mail->message_id, "<deskbell.1042."));
  g_assert_true(g_str_has_suffix(mail->message_id, ".XXXXXXXXXXXXXXXX@acme.example>"));
  g_assert_cmpuint(count(block, "X-Deskbell-Loop: "), ==, 1);
  static const char *const absent[] = { "Precedence", "Cc:", "Bcc:", "Reply-To:\r", "Sender:", "Return-Path",
                                       "\r\nList-", "Feedback-ID", "X-Autoreply", "X-Autorespond" };
  for (gsize i = 0; i < G_N_ELEMENTS(absent); i++)
    g_assert_null(strstr(block, absent[i]));
  g_assert_cmpstr(mail->envelope_from, ==, "support+1042-XXXXXXXXXXXXXXXX@acme.example");
  g_assert_cmpstr(mail->envelope_to, ==, "jane@customer.example");
  fixture_clear(&fixture);
}

static void korean_survives_the_wire(void)
{
  struct fixture fixture;
  fixture_init(&fixture);
  fixture_in_korean(&fixture);
  g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
  GMimeMessage *message = parse(mail);
  g_assert_cmpstr(g_mime_message_get_subject(message), ==, "Re: 2231번 청구서가 두 번 결제되었습니다 [ACME-1042-XXXX]");
  InternetAddressList *from = g_mime_message_get_from(message);
  g_assert_cmpstr(internet_address_get_name(internet_address_list_get_address(from, 0)), ==, "에이크미 고객지원");
  InternetAddressList *to = g_mime_message_get_to(message);
  g_assert_cmpint(internet_address_list_length(to), ==, 1);
  g_assert_cmpstr(internet_address_get_name(internet_address_list_get_address(to, 0)), ==, "홍길동");
  g_object_unref(message);
  fixture_clear(&fixture);
}

static char *part_text(GMimeMessage *message, int index, const char *subtype)
{
  GMimeObject *body = g_mime_message_get_mime_part(message);
  g_assert_true(g_mime_content_type_is_type(g_mime_object_get_content_type(body), "multipart", "alternative"));
  g_assert_cmpint(g_mime_multipart_get_count(GMIME_MULTIPART(body)), ==, 2);
  GMimeObject *part = g_mime_multipart_get_part(GMIME_MULTIPART(body), index);
  g_assert_true(g_mime_content_type_is_type(g_mime_object_get_content_type(part), "text", subtype));
  char *text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
  for (const char *p = text; (p = strchr(p, '\n')); p++)
    g_assert_true(p > text && p[-1] == '\r');
  GString *lines = g_string_new(text);
  g_string_replace(lines, "\r\n", "\n", 0);
  g_free(text);
  return g_string_free(lines, FALSE);
}

static void both_parts_come_back_as_they_were(void)
{
  for (int korean = 0; korean < 2; korean++) {
    struct fixture fixture;
    fixture_init(&fixture);
    if (korean)
      fixture_in_korean(&fixture);
    g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
    GMimeMessage *message = parse(mail);
    g_autofree char *text = part_text(message, 0, "plain");
    g_autofree char *html = part_text(message, 1, "html");
    g_assert_cmpstr(text, ==, mail->text);
    g_assert_cmpstr(html, ==, mail->html);
    g_object_unref(message);
    fixture_clear(&fixture);
  }
}

static void the_wire_is_seven_bit_with_crlf(void)
{
  struct fixture fixture;
  fixture_init(&fixture);
  fixture_in_korean(&fixture);
  g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
  gsize size;
  const char *data = g_bytes_get_data(mail->bytes, &size);
  gsize line = 0;
  for (gsize i = 0; i < size; i++) {
    g_assert_cmpint((guchar)data[i], <, 128);
    g_assert_cmpint(data[i], !=, '\0');
    if (data[i] == '\n')
      g_assert_true(i && data[i - 1] == '\r');
    if (data[i] == '\r')
      g_assert_true(i + 1 < size && data[i + 1] == '\n');
    line = data[i] == '\n' ? 0 : line + 1;
    g_assert_cmpuint(line, <=, 998);
  }
  g_assert_nonnull(g_strstr_len(data, size, "\r\n\r\n--=_deskbell_"));
  g_assert_true(size > 2 && data[size - 1] == '\n');
  fixture_clear(&fixture);
}

static void a_retry_is_the_same_mail(void)
{
  struct fixture fixture;
  fixture_init(&fixture);
  g_autoptr(ReplyMail) first = fixture_compose(&fixture);
  g_autoptr(ReplyMail) again = fixture_compose(&fixture);
  g_assert_true(g_bytes_equal(first->bytes, again->bytes));
  fixture.context.message_id = "<kept@acme.example>";
  g_autoptr(ReplyMail) kept = fixture_compose(&fixture);
  g_assert_cmpstr(kept->message_id, ==, "<kept@acme.example>");
  fixture.context.message_id = NULL;
  fixture_set(&fixture.facts->message_id, "<m2@customer.example>");
  g_autoptr(ReplyMail) other = fixture_compose(&fixture);
  g_assert_cmpstr(first->message_id, !=, other->message_id);
  fixture_clear(&fixture);
}

static void expect_refused(struct fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(ReplyMail) mail = reply_compose(fixture->templates, fixture->facts, &fixture->context, &error);
  g_assert_null(mail);
  g_assert_error(error, REPLY_ERROR, FAULT_DATA);
}

static void an_address_that_is_not_one_person_is_refused(void)
{
  static const char *const rows[] = {
    "a@b.example\r\nBcc: c@d.example", "a@b.example\n", "a@b.example, c@d.example", "a@b.example>,<c@d.example", "",
    "nobody", "@b.example", "a@", "a b@c.example", "\"a b\"@c.example", "a@b@c.example", "a..b@c.example",
    "a@b.example\t", "홍@b.example", "a@b.example;c@d.example", "Jane <a@b.example>", "a@[127.0.0.1]",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b.example",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    struct fixture fixture;
    fixture_init(&fixture);
    g_free(fixture.facts->to);
    fixture.facts->to = g_strdup(rows[i]);
    expect_refused(&fixture);
    fixture_clear(&fixture);
  }
}

static void an_international_domain_is_written_as_it_travels(void)
{
  struct fixture fixture;
  fixture_init(&fixture);
  fixture_set(&fixture.facts->to, "jane@한국.kr");
  g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
  g_assert_cmpstr(mail->envelope_to, ==, "jane@xn--3e0b707e.kr");
  g_assert_nonnull(g_strstr_len(g_bytes_get_data(mail->bytes, NULL), (gssize)g_bytes_get_size(mail->bytes),
                                "<jane@xn--3e0b707e.kr>"));
  fixture_clear(&fixture);
}

static void ids_with_line_breaks_are_refused(void)
{
  struct fixture fixture;
  fixture_init(&fixture);
  fixture_set(&fixture.facts->message_id, "<a@b>\r\nBcc: c@d.example");
  expect_refused(&fixture);
  fixture_set(&fixture.facts->message_id, "<a@b.example>");
  fixture_add(fixture.facts->references, "<a@b>\nX: y");
  expect_refused(&fixture);
  fixture_clear(&fixture);
  fixture_init(&fixture);
  fixture.context.message_id = "<a@b>\r\nX: y";
  expect_refused(&fixture);
  fixture_clear(&fixture);
}

static void odd_ids_are_left_out(void)
{
  struct fixture fixture;
  fixture_init(&fixture);
  fixture_set(&fixture.facts->message_id, "no brackets");
  fixture_add(fixture.facts->references, "<with blank@b>");
  fixture_add(fixture.facts->references, "<fine@b.example>");
  g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
  g_autofree char *block = header_block(mail);
  g_assert_null(strstr(block, "In-Reply-To"));
  expect_header(block, "References: <deskbell.1042.XXXXXXXXXXXXXXXX@acme.example> <fine@b.example>");
  fixture_clear(&fixture);
}

static void a_long_thread_keeps_its_ends(void)
{
  struct fixture fixture;
  fixture_init(&fixture);
  for (int i = 0; i < 300; i++) {
    g_autofree char *id = g_strdup_printf("<r%d@customer.example>", i);
    fixture_add(fixture.facts->references, id);
  }
  g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
  g_autofree char *block = header_block(mail);
  g_assert_nonnull(strstr(block, "<r0@customer.example> <r280@customer.example>"));
  g_assert_nonnull(strstr(block, "<r299@customer.example> <m1@customer.example>\r\n"));
  g_assert_cmpuint(count(block, "@customer.example> "), ==, 21);
  fixture_clear(&fixture);
}

static void a_hostile_subject_or_name_stays_one_header(void)
{
  static const char *const rows[] = {
    "x\r\nBcc: evil@evil.example", "x\nX-Y: z", "x\rX-Y: z", "=?utf-8?q?x=0D=0ABcc:_evil=40evil.example?=",
    "**x** <script>alert(1)</script> [a](http://evil.example)", "\u202Ereversed",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    struct fixture fixture;
    fixture_init(&fixture);
    fixture_set(&fixture.facts->subject, rows[i]);
    fixture_set(&fixture.facts->name, rows[i]);
    fixture_add(fixture.facts->attachments, rows[i]);
    g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
    GMimeMessage *message = parse(mail);
    InternetAddressList *all = g_mime_message_get_all_recipients(message);
    g_assert_cmpint(internet_address_list_length(all), ==, 1);
    g_object_unref(all);
    g_assert_null(g_mime_object_get_header(GMIME_OBJECT(message), "Bcc"));
    g_assert_null(g_mime_object_get_header(GMIME_OBJECT(message), "X-Y"));
    g_assert_true(g_str_has_prefix(mail->text, "Hello,\n"));
    g_assert_null(strstr(mail->html, "<script"));
    g_assert_null(strstr(mail->html, "href=\"http://evil"));
    g_object_unref(message);
    fixture_clear(&fixture);
  }
}

static void envelope_sender_is_as_configured(void)
{
  struct fixture fixture;
  fixture_init(&fixture);
  fixture.config.send.envelope = ENVELOPE_NULL;
  g_autoptr(ReplyMail) null = fixture_compose(&fixture);
  g_assert_cmpstr(null->envelope_from, ==, "");
  fixture.config.send.envelope = ENVELOPE_ADDRESS;
  fixture.config.send.envelope_address = (char *)"bounces@acme.example";
  g_autoptr(ReplyMail) address = fixture_compose(&fixture);
  g_assert_cmpstr(address->envelope_from, ==, "bounces@acme.example");
  fixture_clear(&fixture);
}

static void a_configured_name_goes_before_the_desks(void)
{
  struct fixture fixture;
  fixture_init(&fixture);
  fixture.config.send.from_name = (char *)"Acme, the \"Company\"";
  g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
  g_autofree char *block = header_block(mail);
  expect_header(block, "From: \"Acme, the \\\"Company\\\"\" <support@acme.example>");
  fixture_clear(&fixture);
}

static void a_desk_without_a_name_does_not_show_its_address(void)
{
  struct fixture fixture;
  fixture_init(&fixture);
  g_hash_table_remove_all(fixture.desk.name.by_language);
  g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
  g_autofree char *block = header_block(mail);
  expect_header(block, "From: Customer Support <support@acme.example>");
  g_assert_null(strstr(mail->text, "@"));
  fixture_clear(&fixture);
}

static void our_own_tokens_verify(void)
{
  struct fixture fixture;
  fixture_init(&fixture);
  g_autofree char *folder = g_dir_make_tmp("deskbell-XXXXXX", NULL);
  g_autofree char *key = g_build_filename(folder, "key", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(Identity) identity = identity_open(key, &error);
  g_assert_no_error(error);
  fixture.context.identity = identity;
  g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
  g_autofree char *token = identity_token(identity, 1042, "jane@customer.example", IDENTITY_TOKEN_LENGTH);
  g_autofree char *tag = identity_token(identity, 1042, "jane@customer.example", IDENTITY_TAG_LENGTH);
  g_autofree char *expected_tag = g_strdup_printf("[ACME-1042-%s]", tag);
  g_assert_true(g_str_has_suffix(mail->subject, expected_tag));
  g_assert_nonnull(strstr(mail->message_id, token));
  g_assert_nonnull(strstr(mail->envelope_from, token));
  GMimeMessage *message = parse(mail);
  g_assert_true(identity_is_own(identity, g_mime_object_get_header(GMIME_OBJECT(message), "X-Deskbell-Loop")));
  g_object_unref(message);
  g_unlink(key);
  g_rmdir(folder);
  fixture_clear(&fixture);
}

static void without_a_configuration_a_preview_works(void)
{
  struct fixture fixture;
  fixture_init(&fixture);
  fixture.config.path = NULL;
  fixture.config.send.from_address = NULL;
  fixture.facts->ticket = 0;
  g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
  g_autofree char *block = header_block(mail);
  expect_header(block, "From: Acme Support <support@desk.invalid>");
  g_assert_null(strstr(mail->text, "Opening hours"));
  fixture_clear(&fixture);
}

/* Everything that a stranger can choose has the mark in it. */
static void mark_everything(struct reply_facts *facts)
{
  fixture_set(&facts->name, "Zxqmark Jones");
  fixture_set(&facts->subject, "Zxqmark won a prize, see http://zxqmark.example");
  fixture_set(&facts->to, "zxqmark.jones@zxqmark.example");
  fixture_set(&facts->message_id, "<zxqmark@zxqmark.example>");
  fixture_add(facts->references, "<zxqmark.1@zxqmark.example>");
  fixture_add(facts->attachments, "zxqmark.pdf");
  fixture_add(facts->attachments, "Zxqmark.html");
  fixture_add(facts->tags, "zxqmark");
  fixture_add(facts->tags, "upset");
  fixture_add(facts->ask, "zxqmark?");
  fixture_add(facts->needs, "zxqmark");
  fixture_add(facts->numbers, "order zxqmark-1");
  fixture_add(facts->links, "Zxqmark https://zxqmark.example");
  fixture_set(&facts->category, "zxqmark");
  fixture_set(&facts->template, "zxqmark");
}

static gboolean has_mark(const char *text)
{
  g_autofree char *lower = g_utf8_strdown(text, -1);
  return strstr(lower, "zxqmark") != NULL;
}

/* The recipient's address and what threads the mail are all that comes back. */
static void assert_header_without_mark(const struct reply_mail *mail)
{
  g_autofree char *block = header_block(mail);
  g_auto(GStrv) lines = g_strsplit(block, "\r\n", -1);
  for (char **line = lines; *line; line++)
    if (!g_str_has_prefix(*line, "In-Reply-To: ") && !g_str_has_prefix(*line, "References: "))
      g_assert_true(!has_mark(*line) || !strcmp(*line, "To: zxqmark.jones@zxqmark.example"));
  expect_header(block, "In-Reply-To: <zxqmark@zxqmark.example>");
  g_assert_null(strstr(block, "zxqmark.1@"));
}

static void a_bare_acknowledgement_says_nothing_of_the_sender(void)
{
  static const char *const kinds[] = { "new", "follow-up" };
  static const struct {
    const char *language, *subject;
  } cases[] = {
    { "en", "We have received your message [ACME-1042-XXXX]" },
    { "ko", "보내 주신 메일을 잘 받았습니다 [ACME-1042-XXXX]" },
    { "xx", "We have received your message [ACME-1042-XXXX]" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases) * 4; i++) {
    struct fixture fixture;
    fixture_init(&fixture);
    mark_everything(fixture.facts);
    fixture.facts->bare = TRUE;
    fixture.facts->out_of_hours = i % 4 > 1;
    fixture_set(&fixture.facts->kind, kinds[i % 2]);
    fixture_set(&fixture.facts->language, cases[i / 4].language);
    g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
    g_assert_cmpstr(mail->subject, ==, cases[i / 4].subject);
    g_assert_false(has_mark(mail->text));
    g_assert_false(has_mark(mail->html));
    g_assert_false(has_mark(mail->message_id));
    g_assert_false(has_mark(mail->envelope_from));
    assert_header_without_mark(mail);
    g_assert_nonnull(strstr(mail->text, "ACME-1042"));
    g_assert_nonnull(strstr(mail->text, i / 4 == 1 ? "답변을 드리겠습니다" : "You will have our answer by Monday"));
    fixture_clear(&fixture);
  }
}

static void the_same_mail_is_quoted_when_it_is_not_bare(void)
{
  struct fixture fixture;
  fixture_init(&fixture);
  mark_everything(fixture.facts);
  g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
  g_assert_true(has_mark(mail->subject) && has_mark(mail->text) && has_mark(mail->html));
  fixture_clear(&fixture);
}

/* The words of a text, its lines joined. */
static char *joined_text(const struct reply_mail *mail)
{
  g_auto(GStrv) lines = g_strsplit(mail->text, "\n", -1);
  return g_strjoinv(" ", lines);
}

static void add_all(GPtrArray *list, const char *values)
{
  g_auto(GStrv) each = g_strsplit(values ? values : "", "|", -1);
  for (char **value = each; *value; value++)
    fixture_add(list, *value);
}

static void needs_and_numbers_are_said_in_the_words_of_the_language(void)
{
  static const struct {
    gboolean korean;
    const char *subject, *category, *tag, *needs, *numbers, *quote;
    const char *has, *lacks;
  } cases[] = {
    { FALSE, "Question", "delivery", NULL, NULL, "order 12345", NULL, "your message about “Question” (order 12345).", "would help us" },
    { FALSE, "Question", "delivery", NULL, NULL, "order 12345|tracking RR473124829GB", NULL, "(order 12345, tracking number RR473124829GB).", "()" },
    { FALSE, "Question", "billing", NULL, NULL, "invoice 2026-00123", "Why is it so high?", "your message (invoice 2026-00123).", "order" },
    { FALSE, "Order 12345 is late", "delivery", NULL, NULL, "order 12345", NULL, "“Order 12345 is late”.", "(order" },
    { FALSE, "Question", "delivery", NULL, NULL, "order 12345", "My order 12345 is late.", "> My order 12345 is late.", "(order 1" },
    { FALSE, "ORDER 12345!!!", "complaint", "upset", NULL, "order 12345", NULL, "your message (order 12345).", "“" },
    { FALSE, NULL, "delivery", NULL, NULL, "order 12345", NULL, "your message (order 12345).", "“" },
    { FALSE, "Question", "delivery", NULL, NULL, "order **x**<script>", NULL, "(order **x**<script>).", "would help us" },
    { FALSE, "Question", "delivery", NULL, NULL, "parcel 12345", NULL, "“Question”.", "12345" },
    { FALSE, "Question", "delivery", NULL, "order-number", NULL, NULL, "- the order number, or else the name and postcode it goes to", "invoice" },
    { FALSE, "Question", "general", NULL, "order-number", NULL, NULL, "- the order number  ", "postcode" },
    { FALSE, "Question", "complaint", NULL, "order-number", NULL, NULL, "- the number of the order or ticket that it is about", "the order number" },
    { FALSE, "Question", "cancellation", NULL, "order-number|date", NULL, NULL, "- the order or contract number - the date from which it should end", "payment" },
    { FALSE, "Question", "billing", NULL, "invoice-number|date|amount", NULL, NULL,
      "- the invoice or order number - the date of the payment - the amount", "screenshot" },
    { FALSE, "Question", "bug", NULL, "screenshot|version|device", NULL, NULL,
      "- the exact error message, or a screenshot of it - the version of the program or app, if you can see it - the device and the "
      "system or browser you use", "the amount" },
    { FALSE, "Question", "outage", NULL, "since|address", NULL, NULL, "- when you first noticed it - the page or function that is affected",
      "version" },
    { FALSE, "Question", "praise", NULL, "order-number", NULL, NULL, "Thank you", "would help us" },
    { TRUE, "문의", "delivery", NULL, NULL, "order 12345", NULL, "주문 번호 12345", "큰 도움이" },
    { TRUE, "문의", "delivery", NULL, NULL, "order 12345|tracking 6012345678901", NULL, "주문 번호 12345, 송장 번호 6012345678901", "()" },
    { TRUE, "문의", "billing", NULL, NULL, "invoice 2026-00123", NULL, "청구서 번호 2026-00123", "주문 번호" },
    { TRUE, "주문번호 12345 문의", "delivery", NULL, NULL, "order 12345", NULL, "“주문번호 12345 문의”", "주문 번호 12345" },
    { TRUE, "문의", "delivery", NULL, NULL, "order 12345", "주문번호 12345가 오지 않았습니다.", "> 주문번호 12345가", "주문 번호 12345" },
    { TRUE, "12345 언제 와요", "complaint", "upset", NULL, "order 12345", NULL, "주문 번호 12345", "“" },
    { TRUE, "문의", "delivery", NULL, "order-number", NULL, NULL, "- 주문 번호 (모르시면 받으시는 분의 성함과 주소)", "청구서" },
    { TRUE, "문의", "complaint", NULL, "order-number", NULL, NULL, "- 관련된 주문 번호나 접수 번호", "계약" },
    { TRUE, "문의", "cancellation", NULL, "order-number|date", NULL, NULL, "- 주문 번호나 계약 번호 - 해지나 취소를 원하시는 날짜", "결제하신" },
    { TRUE, "문의", "billing", NULL, "invoice-number|date|amount", NULL, NULL, "- 청구서 번호나 주문 번호 - 결제하신 날짜 - 결제 금액", "화면" },
    { TRUE, "문의", "bug", NULL, "screenshot|version|device", NULL, NULL,
      "- 화면에 나온 오류 문구나 화면 사진 - 사용하시는 프로그램이나 앱의 버전 - 사용하시는 기기와 운영 체제 또는 브라우저", "금액" },
    { TRUE, "문의", "outage", NULL, "since|address", NULL, NULL, "- 문제를 처음 확인하신 때 - 문제가 생긴 화면이나 기능", "버전" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    struct fixture fixture;
    fixture_init(&fixture);
    if (cases[i].korean)
      fixture_in_korean(&fixture);
    fixture_set(&fixture.facts->subject, cases[i].subject);
    fixture_set(&fixture.facts->category, cases[i].category);
    if (cases[i].tag)
      fixture_add(fixture.facts->tags, cases[i].tag);
    if (cases[i].needs)
      add_all(fixture.facts->needs, cases[i].needs);
    if (cases[i].numbers)
      add_all(fixture.facts->numbers, cases[i].numbers);
    if (cases[i].quote)
      fixture_add(fixture.facts->quote, cases[i].quote);
    g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
    g_autofree char *text = joined_text(mail);
    if (!strstr(text, cases[i].has) || strstr(text, cases[i].lacks))
      g_test_message("case %" G_GSIZE_FORMAT ", '%s' but not '%s':\n%s", i, cases[i].has, cases[i].lacks, mail->text);
    g_assert_nonnull(strstr(text, cases[i].has));
    g_assert_null(strstr(text, cases[i].lacks));
    g_assert_null(strstr(mail->html, "<script"));
    fixture_clear(&fixture);
  }
}

/* Every kind that a rule may need has words in both languages. */
static void every_kind_of_detail_has_words(void)
{
  for (int korean = 0; korean < 2; korean++)
    for (guint kind = 0; kind < N_DETAIL_KINDS; kind++) {
      struct fixture fixture;
      fixture_init(&fixture);
      if (korean)
        fixture_in_korean(&fixture);
      fixture_set(&fixture.facts->category, "general");
      fixture_add(fixture.facts->needs, detail_names[kind]);
      g_autoptr(ReplyMail) mail = fixture_compose(&fixture);
      g_assert_nonnull(strstr(mail->text, korean ? "큰 도움이 됩니다" : "would help us"));
      g_assert_cmpuint(count(mail->text, "\n- "), ==, 1);
      fixture_clear(&fixture);
    }
}

int main(int argc, char **argv)
{
  g_mime_init();
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/compose/headers", headers_say_who_to_whom_and_what);
  g_test_add_func("/compose/korean", korean_survives_the_wire);
  g_test_add_func("/compose/parts", both_parts_come_back_as_they_were);
  g_test_add_func("/compose/wire", the_wire_is_seven_bit_with_crlf);
  g_test_add_func("/compose/retry", a_retry_is_the_same_mail);
  g_test_add_func("/compose/international-domain", an_international_domain_is_written_as_it_travels);
  g_test_add_func("/compose/recipient", an_address_that_is_not_one_person_is_refused);
  g_test_add_func("/compose/ids", ids_with_line_breaks_are_refused);
  g_test_add_func("/compose/odd-ids", odd_ids_are_left_out);
  g_test_add_func("/compose/long-thread", a_long_thread_keeps_its_ends);
  g_test_add_func("/compose/hostile", a_hostile_subject_or_name_stays_one_header);
  g_test_add_func("/compose/envelope", envelope_sender_is_as_configured);
  g_test_add_func("/compose/from-name", a_configured_name_goes_before_the_desks);
  g_test_add_func("/compose/no-desk-name", a_desk_without_a_name_does_not_show_its_address);
  g_test_add_func("/compose/tokens", our_own_tokens_verify);
  g_test_add_func("/compose/preview", without_a_configuration_a_preview_works);
  g_test_add_func("/compose/bare", a_bare_acknowledgement_says_nothing_of_the_sender);
  g_test_add_func("/compose/details", needs_and_numbers_are_said_in_the_words_of_the_language);
  g_test_add_func("/compose/kinds", every_kind_of_detail_has_words);
  g_test_add_func("/compose/not-bare", the_same_mail_is_quoted_when_it_is_not_bare);
  return g_test_run();
}
