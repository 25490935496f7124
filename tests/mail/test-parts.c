#include "sample.h"

static void describe(struct part *part, void *data)
{
  GString *out = data;
  g_string_append_printf(out, "%s %s %" G_GUINT64_FORMAT "%s%s\n", part->section ? part->section : "-", part->type, part->octets,
                         part->wanted > 0 ? " wanted" : "", part->body ? "" : " unread");
}

/* Section, type, octets, and whether it is read, of every part. */
static void assert_tree(const char *text, const char *expected)
{
  g_autoptr(Part) root = sample_parts(text);
  g_autoptr(GString) got = g_string_new(NULL);
  part_each(root, describe, got);
  g_assert_cmpstr(got->str, ==, expected);
}

static const char mixed[] = "Content-Type: multipart/mixed; boundary=\"o\"\n\npreamble\n"
                            "--o\nContent-Type: multipart/alternative; boundary=i\n\n"
                            "--i\n\nhello\n--i\nContent-Type: TEXT/HTML; charset=utf-8\n\n<p>hello\n--i--\n"
                            "--o\nContent-Type: image/png\n\nxx\nyy\n"
                            "--o\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nfile\n"
                            "--o--\nepilogue\n";

static void parts_have_their_imap_sections(void)
{
  static const char tree[] = "- multipart/mixed 0 unread\n1 multipart/alternative 0 unread\n1.1 text/plain 5 wanted\n"
                             "1.2 text/html 8 wanted\n2 image/png 6 unread\n3 text/plain 4 unread\n";
  assert_tree(mixed, tree);
  g_autofree char *crlf = sample_crlf(mixed);
  assert_tree(crlf, tree);
  assert_tree("Subject: x\n\nhello\n", "1 text/plain 7 wanted\n");
}

static void nested_messages_are_numbered_by_rfc_3501(void)
{
  assert_tree("Content-Type: multipart/mixed; boundary=o\n\n--o\n\nsee\n"
              "--o\nContent-Type: message/rfc822\n\nSubject: in\n\ninner\n"
              "--o\nContent-Type: message/rfc822\n\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\na\n--i\n\nb\n--i--\n"
              "--o--\n",
              "- multipart/mixed 0 unread\n1 text/plain 3 wanted\n2 message/rfc822 20 unread\n2.1 text/plain 5 wanted\n"
              "3 message/rfc822 72 unread\n3.TEXT multipart/mixed 0 unread\n3.1 text/plain 1 wanted\n3.2 text/plain 1 unread\n");
  assert_tree("Content-Type: message/rfc822\n\nContent-Type: message/rfc822\n\nSubject: in\n\nx",
              "1 message/rfc822 48 unread\n1.1 message/rfc822 16 unread\n1.1.1 text/plain 1 unread\n");
}

static void defaults_are_those_of_mime(void)
{
  assert_tree("Content-Type: multipart/digest; boundary=o\n\n--o\n\nSubject: in\n\nx\n--o\nContent-Type: text/plain\n\ny\n--o--",
              "- multipart/digest 0 unread\n1 message/rfc822 16 unread\n1.1 text/plain 1 wanted\n2 text/plain 1 wanted\n");
  assert_tree("Content-Type: rubbish\n\nx", "1 text/plain 1 wanted\n");
  assert_tree("Content-Type: text/\n\nx", "1 text/plain 1 wanted\n");
  assert_tree("", "1 text/plain 0 unread\n");
  assert_tree("From a@b Mon Nov 23 10:00:00 2026\nContent-Type: text/html\n\nx", "1 text/html 1 wanted\n");
}

static void malformed_multiparts_keep_their_words(void)
{
  static const char *const mails[] = {
    "Content-Type: multipart/mixed\n\nwords\n",
    "Content-Type: multipart/mixed; boundary=\"\"\n\nwords\n",
    "Content-Type: multipart/mixed; boundary=never\n\nwords\n",
    "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nwords",
    "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nwords\n--b--",
    "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\nwords\n--b--\n",
    "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nwords\n--b--\n",
    "Content-Type: multipart/mixed; boundary=b\n\n--b\n--b\n\nwords\n",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(mails); i++) {
    g_autoptr(Mail) mail = sample_mail(mails[i]);
    g_assert_cmpstr(mail->text, ==, "words");
  }
}

static void attachments_are_never_read(void)
{
  static const struct {
    const char *header;
    gboolean is_attachment;
  } cases[] = {
    { "Content-Type: text/plain\n", FALSE },
    { "Content-Type: text/plain\nContent-Disposition: inline\n", FALSE },
    { "Content-Type: text/plain; name=a.txt\n", FALSE },
    { "Content-Type: text/plain\nContent-Disposition: ATTACHMENT\n", TRUE },
    { "Content-Type: text/html\nContent-Disposition: attachment; filename=a.html\n", TRUE },
    { "Content-Type: text/csv; name=a.csv\n", TRUE },
    { "Content-Type: text/calendar; method=REQUEST\n", FALSE },
    { "Content-Type: image/png\nContent-Disposition: inline\n", TRUE },
    { "Content-Type: application/pdf\n", TRUE },
    { "Content-Type: message/rfc822\n", TRUE },
    { "Content-Type: application/pgp-signature; name=signature.asc\n", FALSE },
    { "Content-Type: message/delivery-status\nContent-Disposition: attachment\n", FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text = g_strdup_printf("Content-Type: multipart/mixed; boundary=b\n\n--b\n%s\nx\n--b--\n", cases[i].header);
    g_autoptr(Part) root = sample_parts(text);
    const struct part *part = g_ptr_array_index(root->children, 0);
    g_assert_cmpint(part_is_attachment(part), ==, cases[i].is_attachment);
    g_assert_true(!cases[i].is_attachment || part->wanted == 0);
  }
}

/* A long plain text says all; its HTML need not travel. */
static void html_beside_full_plain_text_is_not_read(void)
{
  g_autofree char *words = g_strnfill(600, 'a');
  g_autofree char *text = g_strconcat("Content-Type: multipart/alternative; boundary=b\n\n--b\n\n", words,
                                      "\n--b\nContent-Type: text/html\n\n<p>x\n--b--\n", NULL);
  assert_tree(text, "- multipart/alternative 0 unread\n1 text/plain 600 wanted\n2 text/html 4 unread\n");
}

static void long_bodies_are_read_up_to_the_cap(void)
{
  g_autofree char *words = g_strnfill(PART_MAX_BODY + 1, 'a');
  g_autofree char *text = g_strconcat("Subject: x\n\n", words, NULL);
  g_autoptr(Part) root = sample_parts(text);
  g_assert_cmpuint(root->octets, ==, PART_MAX_BODY + 1);
  g_assert_cmpuint(g_bytes_get_size(root->body), ==, PART_MAX_BODY);
  g_assert_true(root->cut);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/parts/sections", parts_have_their_imap_sections);
  g_test_add_func("/parts/nested", nested_messages_are_numbered_by_rfc_3501);
  g_test_add_func("/parts/defaults", defaults_are_those_of_mime);
  g_test_add_func("/parts/malformed", malformed_multiparts_keep_their_words);
  g_test_add_func("/parts/attachments", attachments_are_never_read);
  g_test_add_func("/parts/alternative", html_beside_full_plain_text_is_not_read);
  g_test_add_func("/parts/cap", long_bodies_are_read_up_to_the_cap);
  return g_test_run();
}
