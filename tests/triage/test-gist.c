/* The sentence or two of a mail that say what is wanted. */
#include "triage/gist.h"

#include <string.h>

#include "../slow.h"

static const struct gist_case {
  const char *name, *request, *gist; /* sentences joined by " | " */
} cases[] = {
  { "one question", "Where is my order 12345?", "Where is my order 12345?" },
  { "a greeting, a question, a sign-off", "Hello,\n\nwhere is my order 12345?\n\nBest regards\nJane", "where is my order 12345?" },
  { "the greeting is in the line", "Hi team, my invoice is wrong. Can you send a new one?\nThanks!",
    "my invoice is wrong. | Can you send a new one?" },
  { "small talk before it", "Dear Sir or Madam,\n\nI hope this finds you well. I have been your customer for ten years. Since yesterday the "
    "export fails with an error. Could you please look into it?\n\nThank you in advance,\nJane Doe",
    "Since yesterday the export fails with an error. | Could you please look into it?" },
  { "one is most of it", "I love your shop. The blue chair came with a broken leg. It stands in the hall.",
    "The blue chair came with a broken leg." },
  { "lines that a program broke", "I ordered a lamp two weeks ago and it has still not\narrived. Please tell me when it will come.",
    "I ordered a lamp two weeks ago and it has still not arrived. | Please tell me when it will come." },
  { "lines that the writer broke", "my app crashes\nwhat can I do\nit is version 4.2", "my app crashes | what can I do" },
  { "a list", "Two things:\n- the invoice 77 is missing\n- please change our address", "the invoice 77 is missing | please change our address" },
  { "abbreviations end nothing", "Please send invoice No. 5 to Dr. Kim at St. Mary's.", "Please send invoice No. 5 to Dr. Kim at St. Mary's." },
  { "versions end nothing", "Version 4.2.1 crashes on start.", "Version 4.2.1 crashes on start." },
  { "only thanks", "Thank you so much!\nJane is happy", "Jane is happy" },
  { "only a courtesy", "Thanks!", "" },
  { "nothing", "", "" },
  { "a link is not said back", "Look at https://evil.example/win now. My refund is missing.", "My refund is missing." },
  { "an address is not said back", "Write to me at jane@customer.example please. My refund is missing.", "My refund is missing." },
  { "a name of a host is not said back", "Please visit evil.example to claim your prize. My refund is missing.", "My refund is missing." },
  { "a short link is not said back", "Please go to t.me/evil now. My refund is missing.", "My refund is missing." },
  { "a telephone number is not said back", "Please call +1 555 123 4567 for cheap offers. My refund is missing.", "My refund is missing." },
  { "a handle is not said back", "Please follow @evilguy today. My refund is missing.", "My refund is missing." },
  { "Korean, a telephone number is not said back", "대출 상담 010-1234-5678 연락 주세요. 환불이 안 됐습니다.", "환불이 안 됐습니다." },
  { "Korean, a messenger is not said back", "카톡 아이디 evil123 추가해 주세요. 환불이 안 됐습니다.", "환불이 안 됐습니다." },
  { "Chinese, a messenger is not said back", "加微信 evil123 可以领取。我的退款没有到账。", "我的退款没有到账。" },
  { "names of files are said back", "The file app.js fails in Node.js 20, why?", "The file app.js fails in Node.js 20, why?" },
  { "dates and orders are no telephone numbers", "Order 20261120-1234567 of 05.11.2026 is missing, where is it?", "Order 20261120-1234567 of 05.11.2026 is missing, where is it?" },
  { "a log is none of it", "The job fails.\n2026-11-22 10:11:12,123 ERROR [main] c.e.F$1 - {id=7}\nPlease help.",
    "The job fails." },
  { "quoted lines are none of it", "> When did you order?\nOn 3 May, and it never came.", "On 3 May, and it never came." },
  { "cards are masked", "I paid with 4111 1111 1111 1111 and was charged twice.", "I paid with •••• 1111 and was charged twice." },
  { "passwords are masked", "My password is hunter2 and I cannot log in.", "My password is •••• and I cannot log in." },
  { "German", "Sehr geehrte Damen und Herren,\n\nmeine Bestellung 4711 ist noch nicht angekommen. Wann kommt sie?\n\nMit freundlichen Grüßen\nAnna",
    "meine Bestellung 4711 ist noch nicht angekommen. | Wann kommt sie?" },
  { "German courtesies", "Guten Tag, ich kann mich nicht anmelden. Vielen Dank im Voraus für Ihre Hilfe.", "ich kann mich nicht anmelden." },
  { "French", "Bonjour,\n\nje n'ai pas reçu ma commande. Pouvez-vous vérifier ?\n\nCordialement",
    "je n'ai pas reçu ma commande. | Pouvez-vous vérifier ?" },
  { "Spanish", "Buenos días: me cobraron dos veces. ¿Pueden devolverme el dinero? Gracias.",
    "me cobraron dos veces. | ¿Pueden devolverme el dinero?" },
  { "Portuguese", "Olá, o aplicativo não abre. Poderia me ajudar? Obrigado.", "o aplicativo não abre. | Poderia me ajudar?" },
  { "Japanese", "お世話になっております。\n山田と申します。\n先日注文した商品がまだ届きません。いつ届きますか。\nよろしくお願いいたします。",
    "先日注文した商品がまだ届きません。 | いつ届きますか。" },
  { "Chinese", "您好，我的订单还没有发货。请问什么时候可以发货？谢谢！", "我的订单还没有发货。 | 请问什么时候可以发货？" },
  { "Chinese, traditional", "您好，我無法登入帳號。請協助處理。謝謝", "我無法登入帳號。 | 請協助處理。" },
  { "Korean, one question", "안녕하세요.\n주문한 상품이 언제 도착하나요?\n감사합니다.", "주문한 상품이 언제 도착하나요?" },
  { "Korean, a trouble and a wish", "안녕하세요, 에이크미 고객입니다.\n어제부터 로그인이 안 됩니다. 확인 부탁드립니다.\n감사합니다.",
    "어제부터 로그인이 안 됩니다." },
  { "Korean, no stops", "안녕하세요\n두 번 결제되었는데 한 건 취소해 주세요\n감사합니다", "두 번 결제되었는데 한 건 취소해 주세요" },
  { "Korean, the greeting is in the line", "안녕하세요 어제 주문한 상품 주소를 변경하고 싶습니다.", "어제 주문한 상품 주소를 변경하고 싶습니다." },
  { "Korean, small talk", "수고 많으십니다.\n날씨가 많이 추워졌네요.\n세금계산서가 아직 발행되지 않았습니다. 이번 주 안에 발행해 주시기 바랍니다.",
    "세금계산서가 아직 발행되지 않았습니다. | 이번 주 안에 발행해 주시기 바랍니다." },
  { "Korean, only a courtesy", "감사합니다.", "" },
  { "Korean, a courtesy that starts as a request does", "환불 요청드립니다. 부탁드립니다.", "환불 요청드립니다." },
  { "Korean, polite and long", "바쁘신 와중에 죄송합니다만 문의드립니다.\n엑셀로 내려받기를 누르면 오류가 발생합니다.\n어떻게 해야 하나요?\n늘 감사드립니다.",
    "엑셀로 내려받기를 누르면 오류가 발생합니다. | 어떻게 해야 하나요?" },
  { "Korean, secrets are masked", "비밀번호는 abc123인데 로그인이 안 돼요.", "비밀번호는 ••••인데 로그인이 안 돼요." },
  { "Korean, with English names", "안녕하세요. iPhone 15에서 앱이 실행되지 않습니다. 해결 방법을 알려 주세요.",
    "iPhone 15에서 앱이 실행되지 않습니다. | 해결 방법을 알려 주세요." },
  { "Korean, a list", "문의드립니다.\n1. 영수증 재발행 방법\n2. 배송지 변경이 가능한가요?",
    "영수증 재발행 방법 | 배송지 변경이 가능한가요?" },
  { "a short question is about what stands before it", "We moved in April. The app closes itself as soon as I tap on it. Can you fix it?\nThanks",
    "The app closes itself as soon as I tap on it. | Can you fix it?" },
  { "a short one that nothing stands before", "Can you fix it? I have a long list of other ideas for the team.", "Can you fix it?" },
  { "a short one of a trouble", "When I type a name in the form it turns red. Is that a bug?",
    "When I type a name in the form it turns red. | Is that a bug?" },
  { "a trouble says it itself", "I have been with you for years. My refund is missing.", "My refund is missing." },
  { "a long one says it itself", "I have been with you for years. Could you please move my booking from Monday to Thursday?",
    "Could you please move my booking from Monday to Thursday?" },
  { "Korean, a short wish", "안녕하세요.\n지난달에 주소를 옮겼습니다.\n카메라를 켜면 앱이 저절로 닫힙니다. 봐 주세요.\n감사합니다.",
    "카메라를 켜면 앱이 저절로 닫힙니다. | 봐 주세요." },
  { "Korean, the wish is at the end", "저는 3년째 사용 중인 고객입니다. 서비스에 만족하고 있습니다. 요금제를 변경하고 싶은데 방법이 궁금합니다.",
    "요금제를 변경하고 싶은데 방법이 궁금합니다." },
};

static char *joined(const char *request, gist_allows *allows)
{
  g_autoptr(GPtrArray) gist = gist_of(request, allows, NULL);
  g_ptr_array_add(gist, NULL);
  return g_strjoinv(" | ", (char **)gist->pdata);
}

static void the_request_is_what_is_found(void)
{
  guint wrong = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *got = joined(cases[i].request, NULL);
    if (!strcmp(got, cases[i].gist))
      continue;
    g_test_message("%s: '%s' instead of '%s'", cases[i].name, got, cases[i].gist);
    wrong++;
  }
  g_assert_cmpuint(wrong, ==, 0);
}

static gboolean is_polite(const char *sentence, gpointer data)
{
  (void)data;
  return !strstr(sentence, "idiots");
}

static void what_may_not_be_said_back_is_left_out(void)
{
  g_autofree char *got = joined("Are you idiots? My order is still missing.", is_polite);
  g_assert_cmpstr(got, ==, "My order is still missing.");
}

static void long_ones_are_cut_at_a_word(void)
{
  g_autoptr(GString) text = g_string_new("Please");
  while (text->len < 5000)
    g_string_append(text, " explain");
  g_autoptr(GPtrArray) gist = gist_of(text->str, NULL, NULL);
  g_assert_cmpuint(gist->len, ==, 1);
  g_assert_cmpint(g_utf8_strlen(gist->pdata[0], -1), <=, GIST_CHARACTERS);
  g_assert_true(g_str_has_suffix(gist->pdata[0], " explain…"));
}

static void a_long_text_takes_no_long_time(void)
{
  static const char *const pieces[] = { "a. ", "?", "Hi, ", "안녕하세요", "- x\n", "a\n", "1.2", "감사", "。" };
  for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
    g_autoptr(GString) text = g_string_new(NULL);
    while (text->len < 1 << 20)
      g_string_append(text, pieces[i]);
    double start = cpu_seconds();
    g_autoptr(GPtrArray) gist = gist_of(text->str, NULL, NULL);
    g_assert_cmpuint(gist->len, <=, GIST_SENTENCES);
    g_test_message("%s: %.1f ms", pieces[i], (cpu_seconds() - start) * 1e3);
    g_assert_cmpfloat(cpu_seconds() - start, <, 1);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/gist/found", the_request_is_what_is_found);
  g_test_add_func("/gist/refused", what_may_not_be_said_back_is_left_out);
  g_test_add_func("/gist/cut", long_ones_are_cut_at_a_word);
  g_test_add_func("/gist/long", a_long_text_takes_no_long_time);
  return g_test_run();
}
