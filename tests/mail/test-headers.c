#include "mail/charset.h"
#include "mail/header.h"

#include <string.h>

static void encoded_words_are_decoded_as_they_occur(void)
{
  static const struct {
    const char *raw, *value;
  } cases[] = {
    { "plain", "plain" },
    { "=?utf-8?Q?caf=C3=A9?=", "café" },
    { "=?UTF-8?b?7ZmY67aI?= please", "환불 please" },
    { "=?utf-8?Q?a?= =?utf-8?Q?b?=", "ab" },
    { "=?utf-8?Q?a?=  x  =?utf-8?Q?b?=", "a  x  b" },
    { "=?utf-8?Q?a_b=20c?=", "a b c" },
    { "=?utf-8*en?Q?language?=", "language" },
    /* Korean labels mean CP949, whose 뷁 and 똠 are not in EUC-KR */
    { "=?ks_c_5601-1987?B?x9Gx2w==?=", "한글" },
    { "=?euc-kr?Q?=94=EE=8Cc?=", "뷁똠" },
    { "=?korean?B?x9Gx2w==?=", "한글" },
    { "=?x-windows-949?B?x9Gx2w==?=", "한글" },
    /* split inside a character, also after a padded word */
    { "=?euc-kr?B?x9Gx?= =?euc-kr?B?2w==?=", "한글" },
    { "=?utf-8?B?7ZWc6g==?= =?utf-8?B?uIA=?=", "한글" },
    { "=?utf-8?Q?=ED=95?=\r\n =?UTF-8?Q?=9C?=", "한" },
    { "=?utf-8?B?7ZWc?= =?euc-kr?B?sds=?=", "한글" },
    /* labels that lie */
    { "=?iso-8859-1?Q?=80=20=93x=94?=", "€ “x”" },
    { "=?us-ascii?Q?=C3=A9?=", "é" },
    { "=?utf-8?Q?caf=E9?=", "café" },
    { "=?gb2312?B?6V8=?=", "開" },
    { "=?nonsense?Q?x=C3=A9?=", "xé" },
    { "=?unknown-8bit?B?x9Gx2w==?=", "한글" },
    { "=?iso-2022-jp?B?GyRCLSEbKEI=?=", "①" },
    { "=?shift_jis?B?h0A=?=", "①" },
    /* broken ones stay, and do no harm */
    { "=?utf-8?B?7ZmY 67aI?=", "환불" },
    { "=?utf-8?Q?open", "=?utf-8?Q?open" },
    { "=?utf-8?X?abc?=", "=?utf-8?X?abc?=" },
    { "=?" "?Q?abc?=", "=?" "?Q?abc?=" },
    { "=?utf-8?Q?=ZZ=?=", "=ZZ=" },
    { "=?utf-8?Q?" "?=x", "x" },
    /* no line ever ends in a value */
    { "=?utf-8?Q?a=0D=0ABcc:_x=00y?=", "a  Bcc: xy" },
    { "=?utf-8?B?YQ0KQmNjOiBi?=", "a  Bcc: b" },
    { "folded\r\n\tand\n again", "folded and again" },
    /* raw bytes */
    { "caf\xC3\xA9", "café" },
    { "caf\xE9", "café" },
    { "\xC7\xD1\xB1\xDB", "한글" },
    { "\xC7\xD1\xB1\xDB =?utf-8?Q?caf=C3=A9?=", "한글 café" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    struct header_field field = { "X", 1, cases[i].raw, strlen(cases[i].raw) };
    g_autofree char *value = header_decode_field(&field, NULL);
    g_assert_cmpstr(value, ==, cases[i].value);
  }
}

static void raw_bytes_follow_the_charset_of_the_text(void)
{
  static const struct {
    const char *hint, *raw, *value;
  } cases[] = {
    { "koi8-r", "\xF0\xD2\xC9\xD7\xC5\xD4", "Привет" },
    { "koi8-r", "caf\xC3\xA9", "café" },
    { "utf-7", "Fr+APY-sche", "Frösche" },
    { "utf-8", "Fr+APY-sche", "Fr+APY-sche" },
    { "nonsense", "caf\xE9", "café" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *value = header_decode(cases[i].raw, strlen(cases[i].raw), cases[i].hint);
    g_assert_cmpstr(value, ==, cases[i].value);
  }
}

static void parameters_are_read_in_all_their_forms(void)
{
  static const struct {
    const char *value, *name;
  } cases[] = {
    { "attachment; filename=a.txt", "a.txt" },
    { "attachment; filename = \"a;b \\\"c\\\".txt\"", "a;b \"c\".txt" },
    { "attachment; filename=two words.txt ; x=y", "two words.txt" },
    { "attachment; filename=\"C:\\TEMP\\a.png\"", "C:\\TEMP\\a.png" },
    { "attachment; filename*=utf-8''%ED%95%9C.txt", "한.txt" },
    { "attachment; filename*=euc-kr'ko'%C7%D1%B1%DB.txt", "한글.txt" },
    { "attachment; filename*0=\"long \"; filename*1=name", "long name" },
    { "attachment; filename*1*=%9C.txt; filename*0*=utf-8''%ED%95", "한.txt" },
    { "attachment; filename*0*=utf-8''%ED%95%9C; filename*1=%20.txt", "한%20.txt" },
    { "attachment; filename=old.txt; filename*=utf-8''new.txt", "new.txt" },
    { "attachment; filename=\"=?euc-kr?B?x9Gx2w==?=.pdf\"", "한글.pdf" },
    { "attachment; filename==?utf-8?Q?caf=C3=A9?=", "café" },
    { "attachment; filename=\"\xC7\xD1\xB1\xDB.pdf\"", "한글.pdf" },
    { "attachment; filename*=utf-8''a%0D%0Ab", "a  b" },
    { "attachment (a; filename=no); FileName=yes", "yes" },
    { "attachment; filename", NULL },
    { "attachment; ;;; =x", NULL },
    { "attachment", NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text = g_strconcat("Content-Disposition: ", cases[i].value, "\r\n", NULL);
    g_autoptr(GBytes) block = g_bytes_new(text, strlen(text));
    g_autofree char *name = header_param(block, "content-disposition", "filename");
    g_assert_cmpstr(name, ==, cases[i].name);
    g_autofree char *token = header_token(block, "Content-Disposition");
    g_assert_cmpstr(token, ==, "attachment");
  }
}

static void fields_are_found_among_rubbish(void)
{
  static const char text[] = ">From nobody\nno colon here\n folded rubbish\n: empty\nbad name: x\n"
                             "Subject : one\nSUBJECT: two\n  and more\nX-Last:\n\n";
  g_autoptr(GBytes) block = g_bytes_new(text, strlen(text));
  g_autoptr(GArray) fields = header_fields(block, NULL);
  g_assert_cmpuint(fields->len, ==, 3);
  g_autofree char *first = header_value(block, "subject");
  g_assert_cmpstr(first, ==, "one");
  g_autofree char *second = header_decode_field(&g_array_index(fields, struct header_field, 1), NULL);
  g_assert_cmpstr(second, ==, "two and more");
  g_autofree char *last = header_value(block, "x-last");
  g_assert_cmpstr(last, ==, "");
  g_assert_null(header_value(block, "Absent"));
}

static void every_charset_gives_utf8_without_nul(void)
{
  static const char *const labels[] = { NULL,    "",      "utf-8", "euc-kr",     "gb2312",    "big5", "shift_jis", "iso-2022-jp",
                                        "utf-7", "utf-16", "ucs-4", "iso-8859-1", "us-ascii", "//",   "x-mac-roman", "%s%n" };
  char bytes[512];
  for (gsize i = 0; i < sizeof bytes; i++)
    bytes[i] = (char)(i * 7 + i / 256);
  for (gsize i = 0; i < G_N_ELEMENTS(labels); i++)
    for (gsize length = 0; length <= sizeof bytes; length += 37) {
      g_autofree char *text = charset_decode(labels[i], bytes, length);
      g_assert_true(g_utf8_validate(text, -1, NULL));
    }
}

static void a_text_cut_inside_a_character_keeps_its_charset(void)
{
  g_autofree char *utf8 = charset_decode(NULL, "한글", 5);
  g_assert_true(g_str_has_prefix(utf8, "한"));
  g_autofree char *korean = charset_decode("euc-kr", "\xC7\xD1\xB1", 3);
  g_assert_cmpstr(korean, ==, "한");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/headers/encoded-words", encoded_words_are_decoded_as_they_occur);
  g_test_add_func("/headers/raw-bytes", raw_bytes_follow_the_charset_of_the_text);
  g_test_add_func("/headers/parameters", parameters_are_read_in_all_their_forms);
  g_test_add_func("/headers/fields", fields_are_found_among_rubbish);
  g_test_add_func("/headers/valid", every_charset_gives_utf8_without_nul);
  g_test_add_func("/headers/cut", a_text_cut_inside_a_character_keeps_its_charset);
  return g_test_run();
}
