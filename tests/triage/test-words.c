#include "triage/folded.h"
#include "triage/words.h"

#include "../slow.h"
#include "base/fault.h"
#include "base/text.h"
#include "triage/folded.h"

#include <string.h>

struct search {
  const char *pattern, *text;
  const char *found; /* NULL: does not match */
};

static char *find(const char *pattern, const char *text)
{
  g_autoptr(GError) error = NULL;
  struct words_pattern *compiled = words_compile(pattern, &error);
  g_assert_no_error(error);
  struct words_text *ready = words_text_new(text);
  struct words_span span;
  char *found = NULL;
  if (words_find(compiled, ready, 0, &span))
    found = folded_original(words_text_folded(ready), span.start, span.end);
  words_text_free(ready);
  words_free(compiled);
  return found;
}

static void assert_searches(const struct search *searches, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    g_autofree char *found = find(searches[i].pattern, searches[i].text);
    if (g_strcmp0(found, searches[i].found))
      g_error("'%s' in '%s': found %s, expected %s", searches[i].pattern, searches[i].text, found, searches[i].found);
  }
}

static void latin_words_match_whole(void)
{
  static const struct search searches[] = {
    { "down", "the site is down", "down" },
    { "down", "Down!", "Down" },
    { "down", "download the file", NULL },
    { "down", "a breakdown of costs", NULL },
    { "down", "breakdown, then down again", "down" },
    { "is down", "Our shop IS DOWN.", "IS DOWN" },
    { "login", "(login)", "login" },
    { "login", "login: failed", "login" },
    { "login", "re-login", "login" },
    { "login", "logins", NULL },
    { "login", "\"login\"", "login" },
    { "can't log in", "I can’t log in", "can’t log in" },
    { "can’t log in", "i can't log in", "can't log in" },
    { "e-mail", "an e\xE2\x80\x91mail", "e\xE2\x80\x91mail" },
    { "api", "ＡＰＩ error", "ＡＰＩ" },
    { "c++", "we use C++ here", "C++" },
    { "?!", "what?!", "?!" },
  };
  assert_searches(searches, G_N_ELEMENTS(searches));
}

static void accents_and_sharp_s_make_no_difference(void)
{
  static const struct search searches[] = {
    { "strasse", "in der Straße 5", "Straße" },
    { "Straße", "IN DER STRASSE 5", "STRASSE" },
    { "straße", "die Strassen", NULL },
    { "cafe", "the café", "café" },
    { "café", "the CAFE.", "CAFE" },
    { "cafe", "the cafe\xCC\x81 there", "cafe\xCC\x81" },
    { "cafe", "caféteria", NULL },
    { "reclamacao", "uma Reclamação", "Reclamação" },
    { "gross", "groß", "groß" },
    { "Erstattung*", "Erstattungsanträge", "Erstattungsanträge" },
    { "file", "the ﬁle", "ﬁle" },
  };
  assert_searches(searches, G_N_ELEMENTS(searches));
}

static void hangul_wants_a_left_boundary_only(void)
{
  static const struct search searches[] = {
    { "장애", "서버 장애가 발생했습니다", "장애" },
    { "장애", "장애", "장애" },
    { "장애", "무장애 여행", NULL },
    { "환불", "환불해 주세요", "환불" },
    { "환불", "빠른 환불을 원합니다", "환불" },
    { "환불", "미환불", NULL },
    { "접속이 안", "사이트 접속이  안됩니다", "접속이  안" },
    { "접속이 안", "사이트 접속이\n안 됩니다", "접속이\n안" },
    { "장애", "\xE1\x84\x8C\xE1\x85\xA1\xE1\x86\xBC\xE1\x84\x8B\xE1\x85\xA2\xE1\x84\x80\xE1\x85\xA1 남",
      "\xE1\x84\x8C\xE1\x85\xA1\xE1\x86\xBC\xE1\x84\x8B\xE1\x85\xA2" },
    { "가", "갑", NULL },
    { "환불*", "환불받고 싶어요", "환불받고" },
    { "결제* 오류", "결제시 오류", "결제시 오류" },
  };
  assert_searches(searches, G_N_ELEMENTS(searches));
}

static void han_kana_and_thai_match_anywhere(void)
{
  static const struct search searches[] = {
    { "障害", "障害が発生しました", "障害" },
    { "障害", "通信障害です", "障害" },
    { "返金", "商品の返金をお願いします", "返金" },
    { "ログイン", "再ログインできない", "ログイン" },
    { "ログイン", "ﾛｸﾞｲﾝできない", "ﾛｸﾞｲﾝ" },
    { "退款", "我要退款。", "退款" },
    { "คืนเงิน", "ขอคืนเงินด้วยค่ะ", "คืนเงิน" },
    { "サーバ*", "サーバーが落ちた", "サーバ" },
  };
  assert_searches(searches, G_N_ELEMENTS(searches));
}

static void other_scripts_separate_words(void)
{
  static const struct search searches[] = {
    { "возврат", "оформить возврат.", "возврат" },
    { "возврат", "ВОЗВРАТ", "ВОЗВРАТ" },
    { "возврат", "возврата", NULL },
    { "возврат*", "возврата денег", "возврата" },
    { "врат", "возврат", NULL },
    { "επιστροφή", "ΕΠΙΣΤΡΟΦΉ χρημάτων", "ΕΠΙΣΤΡΟΦΉ" },
    { "फिर", "फिरौती", NULL },
  };
  assert_searches(searches, G_N_ELEMENTS(searches));
}

static void a_change_of_script_is_a_boundary(void)
{
  static const struct search searches[] = {
    { "API", "API가 응답하지 않습니다", "API" },
    { "인증서", "SSL인증서 오류", "인증서" },
    { "가", "API가", "가" },
    { "login", "我的login失败", "login" },
    { "失败", "login失败", "失败" },
    { "500", "500원", "500" },
    { "원", "500원", "원" },
    { "доступ", "APIдоступ", NULL },
  };
  assert_searches(searches, G_N_ELEMENTS(searches));
}

static void digits_are_parts_of_words(void)
{
  static const struct search searches[] = {
    { "500", "error 500.", "500" },
    { "500", "invoice 1500", NULL },
    { "500", "5000 items", NULL },
    { "error 500", "Error\t500", "Error\t500" },
    { "v2", "api-v2!", "v2" },
    { "500", "５００", "５００" },
  };
  assert_searches(searches, G_N_ELEMENTS(searches));
}

static void white_space_matches_any_run_of_it(void)
{
  static const struct search searches[] = {
    { "not loading", "it is not\n   loading", "not\n   loading" },
    { "not  loading", "not loading", "not loading" },
    { " not loading ", "is not loading.", "not loading" },
    { "not loading", "not\xC2\xA0loading", "not\xC2\xA0loading" },
    { "not loading", "notloading", NULL },
    { "not loading", "not, loading", NULL },
    { "password", "pass\xC2\xADword", "pass\xC2\xADword" },
  };
  assert_searches(searches, G_N_ELEMENTS(searches));
}

static void a_star_allows_any_ending(void)
{
  static const struct search searches[] = {
    { "refund*", "two refunds", "refunds" },
    { "refund*", "refunding", "refunding" },
    { "refund*", "Refund", "Refund" },
    { "refund*", "prerefunds", NULL },
    { "cancel* order", "cancelling order 5", "cancelling order" },
    { "cancel* order", "cancel the order", NULL },
    { "5*3", "5*3", "5*3" },
    { "5*3", "5783", NULL },
  };
  assert_searches(searches, G_N_ELEMENTS(searches));
}

static void expressions_see_the_text_as_written(void)
{
  static const struct search searches[] = {
    { "/HTTP (500|503)/", "got http 503 twice", "http 503" },
    { "/HTTP (500|503)/", "HTTP 504", NULL },
    { "/\\bORD-\\d{4}\\b/", "about ord-1234, please", "ord-1234" },
    { "/a|b/", "xxb", "b" },
    { "/^urgent/", "urgent: x", "urgent" },
    { "/[가-힣]+님/", "고객님께", "고객님" },
    { "/(?x) foo # comment/", "a foo", "foo" },
    { "/장애|outage/", "an outage", "outage" },
    { "/(장애|outage)/", "an outage", "outage" },
    { "/(장애)?outage/", "an outage", "outage" },
    { "/(장애){0}outage/", "an outage", "outage" },
    { "/장?outage/", "an outage", "outage" },
    { "/(장애|)outage/", "an outage", "outage" },
    { "/(장?|애)outage/", "an outage", "outage" },
    { "/(장애|(a))n/", "an outage", "an" },
    { "/(장애)x|outage/", "an outage", "outage" },
    { "/(장애|[x]|an)/", "an outage", "an" },
    { "/(장\\)|an)/", "an outage", "an" },
    { "/장[|]|an/", "an outage", "an" },
    { "/장\\(|an/", "an outage", "an" },
    { "/(장(애|오)|an)/", "an outage", "an" },
    { "/\\Q장\\E?an/", "an outage", "an" },
    { "/(장애|오류)[가이]? 발생/", "an outage 오류 발생", "오류 발생" },
  };
  assert_searches(searches, G_N_ELEMENTS(searches));
}

/* There are a hundred of them, each of which reads all that it may: what a stranger can make a mail cost. */
static void expressions_see_the_first_16_kib(void)
{
  g_autofree char *blank = g_strnfill(16 * 1024, ' ');
  g_autofree char *within = g_strconcat(blank + strlen("urgent"), "urgent", NULL);
  g_autofree char *beyond = g_strconcat(blank, "urgent", NULL);
  const struct search searches[] = {
    { "/urg(e)nt/", within, "urgent" }, { "/urg(e)nt/", beyond, NULL }, { "urgent", beyond, "urgent" }
  };
  assert_searches(searches, G_N_ELEMENTS(searches));
}

static void an_expression_that_would_never_end_is_stopped(void)
{
  g_autofree char *text = g_strnfill(16000, 'a');
  text[15999] = '!';
  static const char *const patterns[] = { "/(a+)+$/", "/(a|aa)+$/", "/(.*a){12}b?c/", "/(?:a?){60}a{60}b/" };
  for (gsize i = 0; i < G_N_ELEMENTS(patterns); i++) {
    double start = cpu_seconds();
    g_autofree char *found = find(patterns[i], text);
    g_assert_null(found);
    g_assert_cmpfloat(cpu_seconds() - start, <, 5);
  }
}

static void what_can_not_be_meant_is_refused(void)
{
  static const struct {
    const char *pattern, *message;
  } cases[] = {
    { "", "without any words" },
    { " \t", "without any words" },
    { "*", "cannot start with '*'" },
    { "/500", "must end with '/'" },
    { "/", "must end with '/'" },
    { "//", "empty expression" },
    { "/HTTP (500/", "bad expression at character 10: missing" },
    { "/a{2,1}/", "bad expression at character 6:" },
    { "/(*LIMIT_MATCH=1000000000)a/", "own limits" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_null(words_compile(cases[i].pattern, &error));
    g_assert_error(error, WORDS_ERROR, FAULT_CONFIG);
    if (!strstr(error->message, cases[i].message))
      g_error("'%s': %s", cases[i].pattern, error->message);
  }
}

/* The map is made piece by piece; the pieces must fold to what the whole folds to. */
static void folding_by_pieces_agrees_with_folding_the_whole(void)
{
  static const char *const texts[] = {
    "Straße CAFÉ cafe\xCC\x81 ﬁn",  "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB\xE1\x84\x80\xE1\x85\xB3\xE1\x86\xAF 글",
    "ｶﾞｷﾞ パ \xE3\x83\x8F\xE3\x82\x9A", "ΌΣΟΣ йод Ёж", "\xCC\x81 lone mark", "㈜회사 ①② ½", "ﾡﾢ", "กำลัง", "İstanbul",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autofree char *whole = text_fold(texts[i]);
    g_autoptr(Folded) folded = folded_new(texts[i]);
    g_assert_cmpstr(folded->text, ==, whole);
  }
}

static void bytes_that_are_no_text_do_no_harm(void)
{
  g_autofree char *found = find("down", "\xff\xfe is \xed\xa0\x80 down\xc3");
  g_assert_cmpstr(found, ==, "down");
}

static void hundreds_of_patterns_are_fast(void)
{
  GString *text = g_string_new(NULL);
  while (text->len < 4096)
    g_string_append(text, "안녕하세요, the order we placed last week has still not reached our office. ");
  struct words_text *ready = words_text_new(text->str);
  struct words_pattern *patterns[500];
  for (guint i = 0; i < G_N_ELEMENTS(patterns); i++) {
    g_autofree char *words = g_strdup_printf(i % 2 ? "order number %u" : "주문 번호 %u", i);
    patterns[i] = words_compile(words, NULL);
  }
  struct words_span span;
  double start = cpu_seconds();
  for (guint i = 0; i < G_N_ELEMENTS(patterns); i++)
    g_assert_false(words_find(patterns[i], ready, 0, &span));
  double took = cpu_seconds() - start;
  g_test_message("500 patterns in %.0f µs", took * 1e6);
  g_assert_cmpfloat(took, <, 0.5); /* some 100 µs; the bound only catches another order of growth */
  for (guint i = 0; i < G_N_ELEMENTS(patterns); i++)
    words_free(patterns[i]);
  words_text_free(ready);
  g_string_free(text, TRUE);
}

/* Two characters that are remembered in one place must not be taken for each other. */
static void a_character_folds_the_same_whatever_came_before(void)
{
  static const gunichar first[] = { 0xC4, 0x413, 0x416, 0x13A0, 0x24B6, 0xFDFA, 0x1F130 };
  for (gsize i = 0; i < G_N_ELEMENTS(first); i++) {
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) expected = g_string_new(NULL);
    for (guint k = 0; k < 12; k++) {
      gunichar c = first[i] + k % 3 * 512;
      char bytes[7] = { 0 };
      g_unichar_to_utf8(c, bytes);
      g_autofree char *folded = text_fold(bytes);
      g_string_append_printf(text, "%s.", bytes);
      g_string_append_printf(expected, "%s.", folded);
    }
    g_autoptr(Folded) folded = folded_new(text->str);
    g_assert_cmpstr(folded->text, ==, expected->str);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/words/latin", latin_words_match_whole);
  g_test_add_func("/words/accents", accents_and_sharp_s_make_no_difference);
  g_test_add_func("/words/hangul", hangul_wants_a_left_boundary_only);
  g_test_add_func("/words/free", han_kana_and_thai_match_anywhere);
  g_test_add_func("/words/spaced", other_scripts_separate_words);
  g_test_add_func("/words/mixed", a_change_of_script_is_a_boundary);
  g_test_add_func("/words/digits", digits_are_parts_of_words);
  g_test_add_func("/words/space", white_space_matches_any_run_of_it);
  g_test_add_func("/words/star", a_star_allows_any_ending);
  g_test_add_func("/words/expressions", expressions_see_the_text_as_written);
  g_test_add_func("/words/expressions-end", expressions_see_the_first_16_kib);
  g_test_add_func("/words/limit", an_expression_that_would_never_end_is_stopped);
  g_test_add_func("/words/refused", what_can_not_be_meant_is_refused);
  g_test_add_func("/words/folding", folding_by_pieces_agrees_with_folding_the_whole);
  g_test_add_func("/words/invalid", bytes_that_are_no_text_do_no_harm);
  g_test_add_func("/words/remembered", a_character_folds_the_same_whatever_came_before);
  g_test_add_func("/words/fast", hundreds_of_patterns_are_fast);
  return g_test_run();
}
