#include <gmime/gmime.h>
#include <string.h>

#include "reply/header.h"

static void text_comes_back_from_the_wire(void)
{
  static const char *const rows[] = {
    "Re: Invoice 2231 [ACME-1042-7KQF]",
    "Re: 2231번 청구서가 두 번 결제되었습니다 [ACME-1042-7KQF]",
    "Re: 로그인이 되지 않습니다 그리고 비밀번호 재설정 메일도 오지 않습니다 확인 부탁드립니다 급합니다 [ACME-1-7KQF]",
    "한", "한글", "a 한", "한 a", "Überweisung für März", "éàü éàü éàü éàü éàü éàü éàü éàü éàü éàü éàü éàü éàü",
    "x🌸y 🌸🌸🌸🌸🌸🌸🌸🌸🌸🌸🌸🌸🌸🌸🌸🌸🌸🌸 z", "a=?b", "=?utf-8?q?x=0D=0ABcc:_evil?=", "請求書が二重に課金されました",
    ("a very long subject in plain letters that goes on and on and on until it must be folded more than once, and "
     "then some more"),
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GString) out = g_string_new(NULL);
    header_add_text(out, "Subject", rows[i]);
    g_auto(GStrv) lines = g_strsplit(out->str, "\r\n", -1);
    for (char **line = lines; *line; line++) {
      g_assert_cmpuint(strlen(*line), <=, 78);
      g_assert_null(strpbrk(*line, "\r\n"));
    }
    g_autofree char *joined = g_strjoinv("", lines);
    g_autofree char *got = g_mime_utils_header_decode_text(NULL, joined + strlen("Subject: "));
    g_assert_cmpstr(got, ==, rows[i]);
  }
}

static void a_display_name_is_written_so_that_nothing_else_is_read(void)
{
  static const struct {
    const char *display, *line;
  } rows[] = {
    { NULL, "To: a@b.example\r\n" },
    { "", "To: a@b.example\r\n" },
    { "Jane Doe", "To: Jane Doe <a@b.example>\r\n" },
    { "O'Neill", "To: O'Neill <a@b.example>\r\n" },
    { "J. Doe", "To: \"J. Doe\" <a@b.example>\r\n" },
    { "Acme, \"x\" \\ <c@d.example>", "To: \"Acme, \\\"x\\\" \\\\ <c@d.example>\" <a@b.example>\r\n" },
    { "홍길동", "To: =?UTF-8?B?7ZmN6ri464+Z?= <a@b.example>\r\n" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GString) out = g_string_new(NULL);
    header_add_mailbox(out, "To", rows[i].display, "a@b.example");
    g_assert_cmpstr(out->str, ==, rows[i].line);
    InternetAddressList *list = internet_address_list_parse(NULL, out->str + strlen("To: "));
    g_assert_cmpint(internet_address_list_length(list), ==, 1);
    g_object_unref(list);
  }
}

int main(int argc, char **argv)
{
  g_mime_init();
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/header/text", text_comes_back_from_the_wire);
  g_test_add_func("/header/mailbox", a_display_name_is_written_so_that_nothing_else_is_read);
  return g_test_run();
}
