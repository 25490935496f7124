#include "../slow.h"
#include "sample.h"

/* What a stranger can do to make us slow or large: every case ends in a view, in little time. */

static char *repeat(const char *before, const char *unit, guint n, const char *after)
{
  GString *text = g_string_new(before);
  for (guint i = 0; i < n; i++)
    g_string_append(text, unit);
  g_string_append(text, after);
  return g_string_free(text, FALSE);
}

static const struct {
  const char *name, *before, *unit;
  guint n;
  const char *after;
  gboolean is_truncated;
} cases[] = {
  { "parts", "Content-Type: multipart/mixed; boundary=b\n\n", "--b\n\nx\n", 100 * 1000, "--b--\n", TRUE },
  { "header", "X-A: ", "aaaaaaaaaa", 1000 * 1000, "\n\nx", TRUE },
  { "folded-header", "X-A: b", "\n c", 3 * 1000 * 1000, "\n\nx", TRUE },
  { "headers", "", "X-A: b\n", 100 * 1000, "\nx", TRUE },
  { "nested-multiparts", "Content-Type: multipart/mixed; boundary=b\n\n",
    "--b\nContent-Type: multipart/mixed; boundary=b\n\n", 10 * 1000, "", TRUE },
  { "nested-messages", "", "Content-Type: message/rfc822\n\n", 20 * 1000, "x", TRUE },
  { "body", "\n", "0123456789\n", 1000 * 1000, "", TRUE },
  { "encoded-words", "To: ", "=?utf-8?q?", 20 * 1000, "\n\nx", TRUE },
  { "addresses", "To: ", "a@b,", 15 * 1000, "\n\nx", TRUE },
  { "groups", "To: ", "a:", 30 * 1000, "\n\nx", FALSE },
  { "comments", "To: ", "(", 60 * 1000, "\n\nx", FALSE },
  { "references", "References: ", "<", 60 * 1000, "\n\nx", FALSE },
  { "parameters", "Content-Type: text/plain", "; a=b", 40 * 1000, "\n\nx", TRUE },
  { "quotes", "\n", ">\n", 300 * 1000, "", FALSE },
  { "introductions", "\n", "x@y wrote:\n", 80 * 1000, "", FALSE },
  { "uuencode", "\n", "begin 644 a\n#86)C\n", 40 * 1000, "", FALSE },
  { "reports", "Content-Type: message/delivery-status\n\n", "Final-Recipient: x; a@b\nAction: failed\n\n", 5 * 1000, "", FALSE },
};

static void a_hostile_mail_costs_little(gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE(data);
  g_autofree char *text = repeat(cases[i].before, cases[i].unit, cases[i].n, cases[i].after);
  double start = cpu_seconds();
  g_autoptr(Mail) mail = sample_mail(text);
  g_assert_cmpfloat(cpu_seconds() - start, <, 10);
  g_assert_cmpint(mail->truncated, ==, cases[i].is_truncated);
}

static void count(struct part *part, void *data)
{
  guint *n = data;
  ++*n;
  g_assert_cmpuint(g_bytes_get_size(part->header), <=, PART_MAX_HEADER);
}

static void no_more_parts_than_the_cap_are_held(void)
{
  g_autofree char *text = repeat("Content-Type: multipart/mixed; boundary=b\n\n", "--b\n\nx\n", 5000, "--b--\n");
  g_autoptr(Part) root = sample_parts(text);
  guint n = 0;
  part_each(root, count, &n);
  g_assert_cmpuint(n, ==, PART_MAX_PARTS);
  g_assert_true(root->cut);
}

static void depth(struct part *part, guint at, guint *deepest)
{
  *deepest = MAX(*deepest, at);
  for (guint i = 0; part->children && i < part->children->len; i++)
    depth(g_ptr_array_index(part->children, i), at + 1, deepest);
}

static void no_deeper_than_the_cap_is_looked(void)
{
  g_autofree char *text = repeat("", "Content-Type: message/rfc822\n\n", 100, "x");
  g_autoptr(Part) root = sample_parts(text);
  guint deepest = 0;
  depth(root, 1, &deepest);
  g_assert_cmpuint(deepest, ==, PART_MAX_DEPTH);
}

/* Where a header is cut does not depend on its line ends. */
static void long_headers_are_cut_alike(void)
{
  g_autofree char *text = repeat("", "X-Name: value\n", 30 * 1000, "\nx"), *crlf = sample_crlf(text);
  g_autoptr(Mail) one = sample_mail(text), other = sample_mail(crlf);
  g_autoptr(Part) root = sample_parts(crlf);
  g_assert_cmpuint(g_bytes_get_size(root->header), ==, PART_MAX_HEADER);
  g_assert_cmpuint(one->headers->len, ==, other->headers->len);
}

static void nul_bytes_do_not_end_a_mail(void)
{
  static const char text[] = "Subject: a\0b\nContent-Type: text/plain; charset=utf-8\n\nbefore\0after\n";
  g_autoptr(GBytes) bytes = g_bytes_new_static(text, sizeof text - 1);
  g_autoptr(Mail) mail = mail_from_bytes(bytes, NULL);
  g_assert_true(g_utf8_validate(mail->subject, -1, NULL));
  g_assert_true(g_str_has_prefix(mail->text, "before"));
  g_assert_true(g_str_has_suffix(mail->text, "after"));
}

/* Every beginning of a mail is a mail. */
static void truncated_mails_are_survived(void)
{
  static const char text[] = "From: =?utf-8?Q?a?= <a@b>\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: "
                             "message/rfc822\r\n\r\nSubject: x\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\n\r\n"
                             "x\r\n--c\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+eA==\r\n--c--\r\n"
                             "\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\n\r\n--b--\r\n";
  for (gsize length = 0; length < sizeof text; length++) {
    /* an exact copy, so that reading too far is seen */
    g_autoptr(GBytes) bytes = g_bytes_new(text, length);
    g_autoptr(Mail) mail = mail_from_bytes(bytes, NULL);
    g_assert_cmpuint(strlen(mail->contact_key), ==, 64);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *path = g_strconcat("/hostile/", cases[i].name, NULL);
    g_test_add_data_func(path, GSIZE_TO_POINTER(i), a_hostile_mail_costs_little);
  }
  g_test_add_func("/hostile/part-cap", no_more_parts_than_the_cap_are_held);
  g_test_add_func("/hostile/depth-cap", no_deeper_than_the_cap_is_looked);
  g_test_add_func("/hostile/header-cap", long_headers_are_cut_alike);
  g_test_add_func("/hostile/nul", nul_bytes_do_not_end_a_mail);
  g_test_add_func("/hostile/truncated", truncated_mails_are_survived);
  return g_test_run();
}
