#include "triage/language.h"

struct guess {
  const char *text, *language;
};

static void assert_guesses(const struct guess *guesses, gsize n)
{
  guint wrong = 0;
  for (gsize i = 0; i < n; i++) {
    const char *got = language_guess(guesses[i].text, NULL);
    if (g_strcmp0(got, guesses[i].language)) {
      g_test_message("%s, not %s: %s", got, guesses[i].language, guesses[i].text);
      wrong++;
    }
  }
  g_assert_cmpuint(wrong, ==, 0);
}

static void short_sentences_in_latin_letters_are_told_apart(void)
{
  static const struct guess guesses[] = {
    { "Where is my order?", "en" },
    { "I can't log in.", "en" },
    { "Refund request", "en" },
    { "please help", "en" },
    { "The invoice from March was charged twice.", "en" },
    { "Ich kann mich nicht anmelden.", "de" },
    { "Wo bleibt meine Bestellung?", "de" },
    { "Rechnung doppelt abgebucht, bitte prüfen", "de" },
    { "Guten Tag, ich möchte kündigen.", "de" },
    { "Bonjour, je voudrais un remboursement", "fr" },
    { "Où est ma commande ?", "fr" },
    { "Je n'arrive pas à me connecter", "fr" },
    { "¿Dónde está mi pedido?", "es" },
    { "No puedo iniciar sesión", "es" },
    { "Hola, quiero cancelar la suscripción", "es" },
    { "Não consigo entrar na minha conta", "pt" },
    { "Onde está o meu pedido?", "pt" },
    { "Gostaria de um reembolso, obrigado", "pt" },
    { "Dov'è il mio ordine?", "it" },
    { "Non riesco ad accedere al mio account", "it" },
    { "Ik kan niet inloggen", "nl" },
    { "Waar is mijn bestelling?", "nl" },
    { "Jag kan inte logga in", "sv" },
    { "Jeg kan ikke logge ind", "da" },
    { "Kan ikke logge inn på kontoen min", "nb" },
    { "En pääse kirjautumaan, kiitos avusta", "fi" },
    { "Gdzie jest moje zamówienie?", "pl" },
    { "Dobrý den, nemohu se přihlásit", "cs" },
    { "Dobrý deň, nemôžem sa prihlásiť", "sk" },
    { "Hol van a rendelésem?", "hu" },
    { "Unde este comanda mea?", "ro" },
    { "Siparişim nerede?", "tr" },
    { "Tôi không thể đăng nhập", "vi" },
    { "Saya tidak bisa masuk ke akun saya", "id" },
  };
  assert_guesses(guesses, G_N_ELEMENTS(guesses));
}

static void korean_japanese_and_chinese_are_told_apart(void)
{
  static const struct guess guesses[] = {
    { "안녕하세요", "ko" },
    { "로그인이 안 돼요.", "ko" },
    { "환불 부탁드립니다.", "ko" },
    { "주문한 상품이 아직 도착하지 않았습니다.", "ko" },
    { "결제가 두 번 되었는데 확인 좀 해주세요ㅠㅠ", "ko" },
    { "문의", "ko" },
    { "서버 障害 관련 문의드립니다", "ko" },
    { "ログインできません。", "ja" },
    { "注文した商品がまだ届きません", "ja" },
    { "返金をお願いします", "ja" },
    { "お世話になっております。", "ja" },
    { "ﾛｸﾞｲﾝできない", "ja" },
    { "障害発生報告書", "ja" },
    { "請求書の件", "ja" },
    { "我的订单在哪里？", "zh-hans" },
    { "无法登录账户，请帮忙", "zh-hans" },
    { "请问什么时候发货", "zh-hans" },
    { "我要退款", "zh-hans" },
    { "請問我的訂單什麼時候到？", "zh-hant" },
    { "無法登入帳戶", "zh-hant" },
    { "謝謝您的幫助，請問可以退款嗎", "zh-hant" },
  };
  assert_guesses(guesses, G_N_ELEMENTS(guesses));
}

static void other_scripts_name_their_language(void)
{
  static const struct guess guesses[] = {
    { "Не могу войти в аккаунт, что делать? Это было вчера.", "ru" },
    { "Где мой заказ?", "ru" },
    { "Не можу увійти до облікового запису", "uk" },
    { "Моля, върнете ми парите", "bg" },
    { "Не могу да се пријавим", "sr" },
    { "ไม่สามารถเข้าสู่ระบบได้", "th" },
    { "لا أستطيع تسجيل الدخول", "ar" },
    { "سفارش من کجاست؟", "fa" },
    { "איפה ההזמנה שלי?", "he" },
    { "Πού είναι η παραγγελία μου;", "el" },
    { "मेरा ऑर्डर कहाँ है?", "hi" },
  };
  assert_guesses(guesses, G_N_ELEMENTS(guesses));
}

static void product_names_and_machine_output_do_not_change_the_language(void)
{
  static const struct guess guesses[] = {
    { "Galaxy S24 Ultra One UI 6.1 firmware update 후 wifi가 안 잡혀요", "ko" },
    { "로그인 시 아래 오류가 나요.\n\nERROR Connection refused: could not connect to the server at 10.0.0.1 "
      "(java.net.ConnectException)\n  at com.example.Main.main(Main.java:10)\n확인 부탁드립니다.",
      "ko" },
    { "Acme Cloud Enterprise API 문의", "ko" },
    { "Windows 11でVPN clientのinstallができません", "ja" },
    { "iPhone 15 Pro Max 无法连接 Acme Cloud", "zh-hans" },
    { "После обновления Acme Desktop Client 4.2 не запускается", "ru" },
    { "Hello,\n\nwe have not received the goods that we ordered in May. Could you please look into it?\n\n"
      "Best regards,\n홍길동 (Gildong Hong)\n에이크미 주식회사",
      "en" },
    { "안녕하세요,\n\nI would like to ask when the order will be shipped to our office in Berlin.\n\nThank you", "en" },
    { "Hallo, beim Login kommt: Error 500 Internal Server Error. Bitte um Hilfe.", "de" },
    { "My name is François Müller and I have a question about my order.", "en" },
  };
  assert_guesses(guesses, G_N_ELEMENTS(guesses));
}

static void what_is_in_no_language_is_undetermined(void)
{
  static const struct guess guesses[] = {
    { "", "und" },          { "12345 678", "und" },
    { "!?…", "und" },       { "https://www.example.com/path/to/the/order?is=it", "und" },
    { "a@b.example", "und" }, { "OK", "und" },
    { "😀👍", "und" },      { "\xff\xfe", "und" },
    { "X7KQ-22 GHT", "und" },
  };
  assert_guesses(guesses, G_N_ELEMENTS(guesses));
}

static void a_hint_settles_a_tie_and_nothing_else(void)
{
  g_assert_cmpstr(language_guess("Jeg kan ikke se det", "nb-NO"), ==, "nb");
  g_assert_cmpstr(language_guess("Jeg kan ikke se det", "da"), ==, "da");
  g_assert_cmpstr(language_guess("Where is my order?", "de"), ==, "en");
  g_assert_cmpstr(language_guess("12345", "de"), ==, "und");
  g_assert_cmpstr(language_guess("退款", "zh-TW"), ==, "zh-hant");
  g_assert_cmpstr(language_guess("退款", NULL), ==, "zh-hans");
  g_assert_cmpstr(language_guess("로그인이 안 됩니다", "en-US"), ==, "ko");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/language/latin", short_sentences_in_latin_letters_are_told_apart);
  g_test_add_func("/language/cjk", korean_japanese_and_chinese_are_told_apart);
  g_test_add_func("/language/scripts", other_scripts_name_their_language);
  g_test_add_func("/language/mixed", product_names_and_machine_output_do_not_change_the_language);
  g_test_add_func("/language/none", what_is_in_no_language_is_undetermined);
  g_test_add_func("/language/hint", a_hint_settles_a_tie_and_nothing_else);
  return g_test_run();
}
