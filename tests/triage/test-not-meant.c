/* Pressing words that press nothing: names of services, products, books and trades, what is prevented, offered, quoted, told
 * of others, denied or only asked about. And the same words where somebody means them. */
#include "signal-cases.h"

static void assert_pressing(const char *const *texts, gsize n, gboolean pressing)
{
  g_autoptr(Filters) filters = shipped();
  guint wrong = 0;
  for (gsize i = 0; i < n; i++) {
    g_autoptr(TriageVerdict) verdict = decide(filters, "", texts[i]);
    if ((verdict->priority == PRIORITY_HIGH || verdict->priority == PRIORITY_URGENT) != pressing) {
      g_test_message("%s, %s: %s", verdict->category, priority_names[verdict->priority], texts[i]);
      wrong++;
    }
  }
  g_assert_cmpuint(wrong, ==, 0);
}

static void english_words_that_press_nothing(void)
{
  static const char *const texts[] = {
    "I can't say it's urgent.",
    "This is not un-urgent, but fine.",
    "I wouldn't call it urgent.",
    "There is nothing urgent about this.",
    "It's hardly an emergency.",
    "Do you sell urgent care supplies?",
    "We run an urgent care clinic and need a quote for chairs.",
    "How do I kill the process in the task manager?",
    "I am a lawyer by profession and like your product.",
    "My lawyer friend recommended you.",
    "Please send the books on consumer law that I ordered.",
    "Dear Dr. Notfall, thank you for the call.",
    "The news said a big bank was hacked last week.",
    "Do you offer products that protect against hacking?",
    "How do you prevent data loss?",
    "Does the plan include protection against phishing?",
    "We sell emergency lights and want to be listed.",
    "What is your emergency contact for weekends?",
    "In case of an outage, whom do we call?",
    "If our site were down, would you notify us?",
    "How fast do you answer urgent requests?",
    "Do you charge extra for urgent orders?",
    "What does priority \"urgent\" mean in your portal?",
    "Where can I set the priority to urgent?",
    "I want to filter tickets by the tag urgent.",
    "The word \"urgent\" is spelled wrong on your page.",
    "The last outage was two years ago, well done.",
    "The server is not down, I checked.",
    "My account was not hacked.",
    "It is no complaint, just a remark.",
    "I am not angry.",
    "I'm not disappointed at all.",
    "No need to rush.",
    "Our company is called Crash Ltd., please correct the invoice.",
    "Please send a quote for a disabled parking sign.",
    "Can I disable the notifications?",
    "The killer feature is great.",
    "Your price is killing me, haha.",
    "I'm dying to try the new version.",
    "I'm dead tired of the cold weather, do you ship gloves?",
    "The deadline feature in your app: where is it?",
    "Where can I find the legal notice?",
    "Please send me your terms of service and legal address.",
    "Our legal department moved to the third floor.",
    "I work at the ministry of justice and need twenty chairs.",
    "Could you send the safety data sheet?",
    "Is the fire alarm tested every month?",
    "I was told it isn't urgent on your side.",
    "\"URGENT\" was printed on the box, is that normal?",
    "The ad says: act now, do not wait!",
    "Your newsletter \"Last chance: expires today!\" was funny.",
    "I bought the book \"Emergency\" and page 12 is missing.",
    "Don't worry, I am fine.",
  };
  assert_pressing(texts, G_N_ELEMENTS(texts), FALSE);
}

static void korean_words_that_press_nothing(void)
{
  static const char *const texts[] = {
    "급여 명세서 양식이 궁금합니다.",
    "고급형 의자 견적 부탁드립니다.",
    "상급자용 코스가 있나요?",
    "등급을 올리려면 어떻게 하나요?",
    "지급 내역서를 받고 싶습니다.",
    "급수 시험 교재를 주문했습니다.",
    "공급사 등록을 문의드립니다.",
    "발급 비용이 얼마인가요?",
    "급하지는 않아요.",
    "그렇게 급한 건 아니고요.",
    "급하다고는 할 수 없습니다.",
    "급할 건 없습니다.",
    "급하게 안 해주셔도 돼요.",
    "장애인 할인이 되나요?",
    "장애인 주차 구역이 있나요?",
    "시각장애인용 화면 읽기를 지원하나요?",
    "장애 대응 매뉴얼을 받을 수 있을까요?",
    "장애 발생 시 연락처가 어떻게 되나요?",
    "장애가 나면 누구에게 연락하나요?",
    "환불 규정이 궁금합니다.",
    "소송 관련 도서를 주문했습니다.",
    "변호사 시험 교재가 있나요?",
    "저는 변호사입니다. 사무실 의자 견적 부탁드립니다.",
    "해킹 방지 제품을 문의드립니다.",
    "해킹 예방 교육이 있나요?",
    "보이스피싱 예방 교육 자료 부탁드립니다.",
    "랜섬웨어 백신을 파시나요?",
    "데이터 복구 서비스 가격이 궁금합니다.",
    "데이터 손실 방지 솔루션을 찾고 있습니다.",
    "개인정보 처리방침이 어디에 있나요?",
    "응급 처치 키트를 주문하고 싶어요.",
    "응급실 비품 견적 부탁드립니다.",
    "긴급 연락처를 바꾸고 싶어요.",
    "긴급출동 서비스가 포함되나요?",
    "긴급 배송 옵션이 있나요?",
    "비상구 표지판을 주문합니다.",
    "비상 연락망을 수정하고 싶어요.",
    "서버가 다운되지는 않았습니다.",
    "사이트는 안 열리는 게 아니고 느릴 뿐입니다.",
    "해킹당한 건 아닙니다.",
    "화난 건 아니에요.",
    "불만은 없습니다.",
    "컴플레인은 아니고 제안입니다.",
    "시급 계산기를 찾고 있어요.",
    "시급 만 원으로 계산되나요?",
    "우울한 음악 목록을 지워 주세요.",
    "암 보험 상품이 있나요?",
    "죽 메뉴가 있나요?",
    "죽이는 기능이네요.",
    "배가 고파 죽겠어요, 메뉴 좀 보내 주세요.",
    "\"긴급\"이라는 태그는 어떻게 지우나요?",
    "우선순위를 긴급으로 바꾸려면 어떻게 하나요?",
    "뉴스에서 은행이 해킹당했다고 하던데 여기는 안전한가요?",
    "지난번 장애 보고서를 다시 받을 수 있나요?",
    "만약 서버가 다운되면 알림이 오나요?",
    "빨리 배송되는 상품이 있나요?",
    "빠른 배송 옵션이 궁금합니다.",
    "답변이 빨라서 좋았어요.",
    "신고 절차가 궁금합니다.",
    "부가세 신고 자료 부탁드립니다.",
    "소비자 조사에 참여하고 싶습니다.",
  };
  assert_pressing(texts, G_N_ELEMENTS(texts), FALSE);
}

static void german_words_that_press_nothing(void)
{
  static const char *const texts[] = {
    "Ich kann nicht sagen, dass es dringend ist.",
    "Dringend würde ich es nicht nennen.",
    "Es ist kein Notfall.",
    "Sehr geehrter Herr Dr. Notfall, danke für den Anruf.",
    "Wir suchen Notfallkoffer für die Praxis.",
    "Haben Sie eine Notfallnummer?",
    "Im Falle eines Ausfalls, wen rufen wir an?",
    "Falls der Server ausfällt, werden wir benachrichtigt?",
    "Bieten Sie Schutz gegen Hacker an?",
    "Wie verhindern Sie Datenverlust?",
    "Ich bin Anwalt und brauche zehn Stühle.",
    "Das Buch über Anwälte fehlt im Katalog.",
    "In den Nachrichten stand, dass eine Bank gehackt wurde.",
    "Ich bin nicht verärgert.",
    "Das ist keine Beschwerde.",
    "Haben Sie eine Eillieferung?",
    "Was kostet eine dringende Lieferung?",
    "Wie setze ich die Priorität auf dringend?",
    "Unsere Rechtsabteilung ist umgezogen.",
    "Ihre Werbung: Nur noch heute!",
    "Ist der Parkplatz für Behinderte geeignet?",
    "Das Gerichtsgebäude ist nebenan, dort parken wir.",
    "Welche Gerichte stehen heute auf der Karte?",
    "Der Mord im Orientexpress fehlt in der Sammlung.",
    "Ich sterbe vor Neugier auf die neue Version.",
  };
  assert_pressing(texts, G_N_ELEMENTS(texts), FALSE);
}

static void french_words_that_press_nothing(void)
{
  static const char *const texts[] = {
    "Ce n'est pas urgent.",
    "Rien d'urgent.",
    "Avez-vous un numéro d'urgence ?",
    "Nous cherchons des éclairages d'urgence.",
    "Je travaille aux urgences et j'ai besoin d'un devis pour des chaises.",
    "Je suis avocat et j'aimerais un devis.",
    "La salade d'avocat était bonne.",
    "Proposez-vous une protection contre le piratage ?",
    "En cas de panne, qui appeler ?",
    "Si le site tombait en panne, serions-nous avertis ?",
    "Ce n'est pas une réclamation.",
    "Je ne suis pas déçu.",
    "Comment éviter la perte de données ?",
    "Quel est le délai pour une livraison urgente ?",
    "Où se trouvent les mentions légales ?",
  };
  assert_pressing(texts, G_N_ELEMENTS(texts), FALSE);
}

static void spanish_words_that_press_nothing(void)
{
  static const char *const texts[] = {
    "No es urgente.",
    "Nada urgente.",
    "¿Tienen un número de emergencia?",
    "Buscamos luces de emergencia.",
    "Soy abogado y quisiera un presupuesto.",
    "¿Ofrecen protección contra hackers?",
    "En caso de caída, ¿a quién llamamos?",
    "Si el sitio se cayera, ¿nos avisarían?",
    "No es una queja.",
    "No estoy enojado.",
    "¿Cómo evitan la pérdida de datos?",
    "¿Cuánto cuesta un envío urgente?",
    "¿Dónde está el aviso legal?",
    "Vivo en la calle Urgencia 4.",
    "El libro sobre tribunales no está en el catálogo.",
  };
  assert_pressing(texts, G_N_ELEMENTS(texts), FALSE);
}

static void portuguese_words_that_press_nothing(void)
{
  static const char *const texts[] = {
    "Não é urgente.",
    "Nada urgente.",
    "Vocês têm um número de emergência?",
    "Procuramos luzes de emergência.",
    "Sou advogado e gostaria de um orçamento.",
    "Oferecem proteção contra hackers?",
    "Em caso de queda, quem chamamos?",
    "Se o site caísse, seríamos avisados?",
    "Não é uma reclamação.",
    "Não estou irritado.",
    "Como evitam a perda de dados?",
    "Quanto custa um envio urgente?",
    "Onde está o aviso legal?",
    "O livro sobre tribunais não está no catálogo.",
  };
  assert_pressing(texts, G_N_ELEMENTS(texts), FALSE);
}

static void japanese_words_that_press_nothing(void)
{
  static const char *const texts[] = {
    "急ぎではありません。",
    "急いでいません。",
    "緊急連絡先を変更したいです。",
    "緊急時の連絡先を教えてください。",
    "障害者割引はありますか。",
    "障害が発生した場合の連絡先は？",
    "サーバーが落ちたら通知が来ますか。",
    "ハッキング対策の製品はありますか。",
    "ウイルス対策ソフトを探しています。",
    "弁護士をしております。椅子の見積もりをお願いします。",
    "訴訟に関する本を注文しました。",
    "返金規定を知りたいです。",
    "クレームではありません。",
    "怒っていません。",
    "急行列車の時刻表はありますか。",
    "救急箱を注文したいです。",
    "データ消失を防ぐ方法はありますか。",
    "個人情報保護方針はどこですか。",
    "ニュースで銀行が不正アクセスされたと聞きました。",
    "至急便の料金を教えてください。",
    "優先度を「緊急」にするにはどうしますか。",
    "乗っ取り防止の設定はありますか。",
    "死ぬほど美味しかったです。",
    "障害報告書の書式をください。",
  };
  assert_pressing(texts, G_N_ELEMENTS(texts), FALSE);
}

static void chinese_words_that_press_nothing(void)
{
  static const char *const texts[] = {
    "不急。",
    "不着急，慢慢来。",
    "谈不上紧急。",
    "紧急联系人怎么修改？",
    "有急救箱卖吗？",
    "残障人士有优惠吗？",
    "如果服务器宕机会通知我们吗？",
    "有防黑客的产品吗？",
    "我是律师，想要椅子报价。",
    "我订了一本关于诉讼的书。",
    "想了解退款规定。",
    "这不是投诉。",
    "我没有生气。",
    "怎么防止数据丢失？",
    "隐私政策在哪里？",
    "新闻说银行被黑了，你们安全吗？",
    "加急快递多少钱？",
    "怎么把优先级设为紧急？",
    "好吃死了，谢谢。",
    "投诉流程是什么？",
    "急诊室需要三十把椅子，请报价。",
    "緊急聯絡人怎麼改？",
    "有防駭客的產品嗎？",
    "這不是客訴。",
    "身障人士有優惠嗎？",
  };
  assert_pressing(texts, G_N_ELEMENTS(texts), FALSE);
}

static void the_same_words_in_earnest(void)
{
  static const char *const texts[] = {
    "It is \"urgent\", please.",
    "I can't say how urgent this is.",
    "I cannot think of anything more urgent.",
    "My account was hacked, how do I prevent this?",
    "I read the news and then my account was hacked.",
    "Please avoid delays, this is urgent.",
    "To avoid a fine we urgently need the certificate.",
    "To avoid losing customers we need help asap.",
    "I don't think you understand, this is urgent.",
    "My lawyer will contact you.",
    "Our lawyer recommended legal action against you.",
    "We need urgent help.",
    "How much longer? It is urgent.",
    "How much is my data worth? All my files were deleted.",
    "How do you explain that my data was deleted?",
    "Are you aware that the server is down?",
    "Ich denke, dass es dringend ist.",
    "Ich kann nicht arbeiten, es ist dringend.",
    "Ich finde, dass das nicht geht, mein Konto wurde gehackt.",
    "Um eine Strafe zu vermeiden brauche ich dringend die Bescheinigung.",
    "Wir suchen dringend Ersatz.",
    "Ich wurde gehackt.",
    "C'est une urgence, nous avons besoin d'aide d'urgence.",
    "Pour éviter une amende il me faut une réponse urgente.",
    "Mon compte a été piraté.",
    "Para evitar una multa necesito una respuesta urgente.",
    "Hackearon mi cuenta.",
    "Para evitar uma multa preciso de uma resposta urgente.",
    "급하다고 몇 번을 말씀드렸습니다.",
    "데이터 복구가 되나요? 실수로 지웠습니다.",
    "데이터 복구 부탁드립니다.",
    "어제 응급실에 다녀왔습니다.",
    "뉴스 보니까 유출됐다던데 제 계정이 해킹당했습니다.",
    "긴급 요청입니다.",
    "至急ご連絡ください。",
    "弁護士を通じて連絡します。",
    "訴訟を起こします。",
    "我要投诉你们。",
    "请加急处理。",
    "账号被黑客入侵了。",
    "It is not only us, the whole site is down.",
    "I do not know why but the site is down.",
    "No idea why, the server is down again.",
    "Not sure what happened but the website is not reachable.",
    "Nothing works, all systems are down.",
    "There is no internet since this morning, nobody can work.",
    "이유는 모르겠지만 사이트가 안 열립니다.",
    "저희만 그런 게 아니라 사이트가 다운됐어요.",
    "사이트가 다운됐는데 안내가 없습니다.",
    "서버가 다운되어 아무것도 할 수 없습니다.",
    "시스템 장애가 났는데 연락이 안 됩니다.",
    "사이트 접속이 안 되는데 문제가 없는 건가요?",
    "서비스 이용이 전혀 되지 않습니다.",
    "서버가 응답이 없습니다.",
    "아무도 접속하지 못합니다.",
    "홈페이지가 뜨지 않아요.",
    "Die Website ist nicht erreichbar.",
    "Der Server ist down, nichts geht mehr.",
    "Niemand kann arbeiten, das System ist ausgefallen.",
    "Unser Shop ist seit heute offline, nicht nur bei uns.",
    "Le site est en panne, rien ne marche.",
    "Le serveur ne répond plus.",
    "Plus rien ne fonctionne, le site est tombé.",
    "El sitio está caído, nada funciona.",
    "No funciona nada, el servidor está caído.",
    "No sé por qué pero el sistema está caído.",
    "O site está fora do ar, nada funciona.",
    "Não sei por quê mas o site caiu.",
    "サイトにアクセスできません。誰も使えません。",
    "サーバーが応答しません。",
    "サーバーが落ちていて何もできません。",
    "サイトが開かない状態です。",
    "网站打不开，没有人能用。",
    "服务器宕机了，无法使用。",
    "系统瘫痪，不能下单。",
    "網站掛了，完全不能用。",
  };
  assert_pressing(texts, G_N_ELEMENTS(texts), TRUE);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/not-meant/en", english_words_that_press_nothing);
  g_test_add_func("/not-meant/ko", korean_words_that_press_nothing);
  g_test_add_func("/not-meant/de", german_words_that_press_nothing);
  g_test_add_func("/not-meant/fr", french_words_that_press_nothing);
  g_test_add_func("/not-meant/es", spanish_words_that_press_nothing);
  g_test_add_func("/not-meant/pt", portuguese_words_that_press_nothing);
  g_test_add_func("/not-meant/ja", japanese_words_that_press_nothing);
  g_test_add_func("/not-meant/zh", chinese_words_that_press_nothing);
  g_test_add_func("/not-meant/in-earnest", the_same_words_in_earnest);
  return g_test_run();
}
