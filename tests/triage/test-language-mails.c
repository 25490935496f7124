#include "triage/language.h"

/* One row is one specification: this text, with this hint of the sender's program (NULL: none), is in this language. */
struct guess {
  const char *text, *language, *hint;
};

static void check(const struct guess *guesses, gsize n)
{
  guint wrong = 0;
  for (gsize i = 0; i < n; i++) {
    const char *got = language_guess(guesses[i].text, guesses[i].hint);
    if (g_strcmp0(got, guesses[i].language)) {
      g_test_message("%s, not %s: %s", got, guesses[i].language, guesses[i].text);
      wrong++;
    }
  }
  g_assert_cmpuint(wrong, ==, 0);
}

static void two_to_six_words_are_enough(void)
{
  static const struct guess guesses[] = {
    { "Where is my parcel?", "en" },
    { "Still no answer", "en" },
    { "Please cancel my order", "en" },
    { "I forgot my password", "en" },
    { "Nothing works since yesterday.", "en" },
    { "when will it ship", "en" },
    { "Wrong size delivered", "en" },
    { "Can you send an invoice?", "en" },
    { "Thanks!", "en" },
    { "HELP ME PLEASE", "en" },
    { "Wo ist mein Paket?", "de" },
    { "Passwort vergessen", "de" },
    { "Bitte um Rückruf", "de" },
    { "Lieferung beschädigt", "de" },
    { "Vertrag kündigen", "de" },
    { "Drucker druckt nicht", "de" },
    { "Wann kommt die Ware?", "de" },
    { "Seit gestern geht nichts mehr", "de" },
    { "Rechnung fehlt noch", "de" },
    { "Danke", "de" },
    { "Où est mon colis ?", "fr" },
    { "Mot de passe oublié", "fr" },
    { "Colis jamais reçu", "fr" },
    { "Je veux être remboursé", "fr" },
    { "Article cassé à la livraison", "fr" },
    { "Résiliation de mon abonnement", "fr" },
    { "Ça ne marche pas", "fr" },
    { "Merci de votre aide", "fr" },
    { "¿Cuándo llega mi paquete?", "es" },
    { "Quiero un reembolso", "es" },
    { "Olvidé mi contraseña", "es" },
    { "No funciona nada", "es" },
    { "Me cobraron dos veces", "es" },
    { "Producto roto", "es" },
    { "Necesito ayuda urgente", "es" },
    { "Todavía no ha llegado", "es" },
    { "Quando chega a minha encomenda?", "pt" },
    { "Esqueci minha senha", "pt" },
    { "Quero cancelar meu pedido", "pt" },
    { "Ainda não recebi nada", "pt" },
    { "O produto veio quebrado", "pt" },
    { "Preciso de ajuda, obrigado", "pt" },
    { "Fui cobrado duas vezes", "pt" },
    { "Quando arriva il mio pacco?", "it" },
    { "Ho dimenticato la password", "it" },
    { "Vorrei un rimborso", "it" },
    { "Non funziona più niente", "it" },
    { "Pacco non arrivato", "it" },
    { "Devo annullare l'ordine", "it" },
    { "Grazie mille", "it" },
    { "Waar blijft mijn pakket?", "nl" },
    { "Wachtwoord vergeten", "nl" },
    { "Ik wil mijn geld terug", "nl" },
    { "Het werkt niet", "nl" },
    { "Pakketje niet ontvangen", "nl" },
    { "Graag mijn abonnement opzeggen", "nl" },
    { "Verkeerd artikel gekregen", "nl" },
    { "Var är mitt paket?", "sv" },
    { "Jag har glömt mitt lösenord", "sv" },
    { "Det fungerar inte", "sv" },
    { "Vill säga upp mitt abonnemang", "sv" },
    { "När kommer leveransen?", "sv" },
    { "Paketet har inte kommit", "sv" },
    { "Hvornår kommer min pakke?", "da" },
    { "Jeg har glemt min adgangskode", "da" },
    { "Det virker stadig ikke", "da" },
    { "Jeg vil gerne have pengene tilbage", "da" },
    { "Hvor bliver min bestilling af?", "da" },
    { "Når kommer pakken min?", "nb" },
    { "Jeg har glemt passordet mitt", "nb" },
    { "Det fungerer fortsatt ikke", "nb" },
    { "Hva skjer med bestillingen?", "nb" },
    { "Missä pakettini on?", "fi" },
    { "Unohdin salasanani", "fi" },
    { "Tilaus ei ole saapunut", "fi" },
    { "Haluan rahat takaisin", "fi" },
    { "Laite on rikki", "fi" },
    { "Gdzie jest moja paczka?", "pl" },
    { "Zapomniałem hasła", "pl" },
    { "Proszę o zwrot pieniędzy", "pl" },
    { "Towar przyszedł uszkodzony", "pl" },
    { "Nic nie działa", "pl" },
    { "Kde je můj balík?", "cs" },
    { "Zapomněl jsem heslo", "cs" },
    { "Chci vrátit peníze", "cs" },
    { "Zboží přišlo poškozené", "cs" },
    { "Nefunguje mi přihlášení", "cs" },
    { "Kde je môj balík?", "sk" },
    { "Siparişim nerede?", "tr" },
    { "Şifremi unuttum", "tr" },
    { "Param iade edilmedi", "tr" },
    { "Ürün bozuk geldi", "tr" },
    { "Hesabıma giriş yapamıyorum", "tr" },
    { "Đơn hàng của tôi đâu?", "vi" },
    { "Tôi quên mật khẩu", "vi" },
    { "Xin hoàn tiền giúp tôi", "vi" },
    { "Chưa nhận được hàng", "vi" },
    { "Di mana pesanan saya?", "id" },
    { "Saya lupa kata sandi", "id" },
    { "Barang belum sampai", "id" },
    { "Mohon uang dikembalikan", "id" },
    { "Tidak bisa login", "id" },
    { "Где моя посылка?", "ru" },
    { "Верните деньги", "ru" },
    { "Забыл пароль", "ru" },
    { "Ничего не работает", "ru" },
    { "Де моя посилка?", "uk" },
    { "Поверніть гроші", "uk" },
    { "Забув пароль", "uk" },
    { "Нічого не працює", "uk" },
    { "أين طلبي؟", "ar" },
    { "نسيت كلمة المرور", "ar" },
    { "أريد استرداد أموالي", "ar" },
    { "איפה החבילה שלי?", "he" },
    { "שכחתי סיסמה", "he" },
    { "ฉันลืมรหัสผ่าน", "th" },
    { "ของยังไม่มาส่ง", "th" },
    { "Πότε θα έρθει το δέμα μου;", "el" },
    { "Hol a csomagom?", "hu" },
    { "Unde este coletul meu?", "ro" },
    { "Къде е поръчката ми?", "bg" },
    { "Gdje je moja narudžba?", "hr" },
    { "On és la meva comanda?", "ca" },
    { "Any news on this?", "en" },
    { "Did you get my email?", "en" },
    { "Karte wurde abgelehnt", "de" },
    { "Des nouvelles ?", "fr" },
    { "Le carton était vide", "fr" },
    { "Tarjeta rechazada", "es" },
    { "Alguma novidade?", "pt" },
    { "A caixa veio vazia", "pt" },
    { "Le scarpe sono piccole", "it" },
    { "Schoenen zijn te klein", "nl" },
    { "Skärmen är svart", "sv" },
    { "Skærmen er sort", "da" },
    { "Skjermen er svart", "nb" },
    { "Kengät ovat liian pienet", "fi" },
    { "Pudełko było puste", "pl" },
    { "Bir gelişme var mı?", "tr" },
    { "Có tin gì mới không?", "vi" },
    { "Layarnya hitam", "id" },
    { "Коробка пришла пустая", "ru" },
    { "هل من جديد؟", "ar" },
    { "何か進展はありますか", "ja" },
    { "屏幕黑了", "zh-hans" },
    { "화면이 까매요", "ko" },
  };
  check(guesses, G_N_ELEMENTS(guesses));
}

static void accents_may_be_missing(void)
{
  static const struct guess guesses[] = {
    { "donde esta mi pedido", "es" },
    { "olvide mi contrasena", "es" },
    { "ou est ma commande", "fr" },
    { "mot de passe oublie", "fr" },
    { "siparisim nerede", "tr" },
    { "sifremi unuttum", "tr" },
    { "nao consigo entrar", "pt" },
    { "esqueci a senha, voces podem ajudar", "pt" },
    { "gdzie jest moje zamowienie", "pl" },
    { "kde je muj balik", "cs" },
    { "don hang cua toi dau", "vi" },
    { "toi khong the dang nhap", "vi" },
    { "wann kommt die ruckerstattung", "de" },
    { "Rueckerstattung fuer meine Bestellung", "de" },
    { "jag har inte fatt mitt paket", "sv" },
    { "perche non funziona", "it" },
    { "missa pakettini on", "fi" },
    { "Bestellung ueberfaellig, bitte pruefen", "de" },
    { "Wo bleibt die Ru\xCC\x88" "ckerstattung?", "de" }, /* the accent is a character of its own */
  };
  check(guesses, G_N_ELEMENTS(guesses));
}

static void korean_of_every_tone_is_korean(void)
{
  static const struct guess guesses[] = {
    { "주문 취소해 주세요", "ko" },
    { "배송 언제 되나요?", "ko" },
    { "환불해주세요", "ko" },
    { "비밀번호를 잊어버렸습니다.", "ko" },
    { "결제가 안돼요ㅠㅠ", "ko" },
    { "아직도 안 왔어요", "ko" },
    { "영수증 발급 요청", "ko" },
    { "세금계산서 재발행 부탁드립니다", "ko" },
    { "반품 접수", "ko" },
    { "ㅠㅠ 도와주세요", "ko" },
    { "접속 불가", "ko" },
    { "급합니다", "ko" },
    { "감사합니다", "ko" },
    { "네 알겠습니다.", "ko" },
    { "왜 답이 없냐", "ko" },
    { "교환 가능할까요?", "ko" },
    { "사이즈가 안 맞네요", "ko" },
    { "전화 부탁드려요", "ko" },
    { "화면이 안 나옴", "ko" },
    { "구독 해지 방법 문의", "ko" },
    { "카드가 두 번 결제됐는데 취소 부탁드립니다", "ko" },
    { "송장번호 조회가 안 됩니다.", "ko" },
    { "제품이 파손되어 왔습니다", "ko" },
    { "회원 탈퇴하고 싶어요", "ko" },
    { "로그인", "ko" },
    { "홍길동입니다. 확인 바랍니다.", "ko" },
    { "견적서 보내 주시면 검토하겠습니다.", "ko" },
    { "수고하십니다. 다름이 아니라 납품 일정 문의드립니다.", "ko" },
    { "담당자님 안녕하세요~ 입금 확인 부탁드려요^^", "ko" },
    { "서버가 다운되었습니다!!", "ko" },
    { "주문번호 20240115-0042 배송 문의", "ko" },
    { "취소요", "ko" },
    { "見積書 요청드립니다", "ko" },
    { "배송지 변경 가능한가요", "ko" },
    { "카드 결제 오류", "ko" },
    { "앱이 자꾸 꺼져요", "ko" },
    { "언제 재입고 되나요", "ko" },
    { "색상 교환 원해요", "ko" },
    { "택배가 분실된 것 같습니다", "ko" },
    { "환불 언제 들어오나요??", "ko" },
    { "설치가 안 되는데 도와주실 수 있나요", "ko" },
    { "포인트 적립이 안 됐어요", "ko" },
    { "예약 변경 부탁드립니다", "ko" },
    { "불량품이 왔습니다", "ko" },
    { "답변 부탁드립니다", "ko" },
    { "도와줘", "ko" },
    { "빨리요", "ko" },
    { "재발송 요청드려요", "ko" },
    { "현금영수증 신청합니다", "ko" },
    { "계정이 잠겼습니다", "ko" },
    { "인증번호가 안 와요", "ko" },
    { "서비스 이용 중 장애 발생", "ko" },
    { "상품평 삭제 요청", "ko" },
  };
  check(guesses, G_N_ELEMENTS(guesses));
}

static void korean_with_foreign_terms_is_korean(void)
{
  static const struct guess guesses[] = {
    { "API key 재발급 부탁드립니다", "ko" },
    { "Acme Cloud Pro plan에서 Enterprise plan으로 upgrade 가능한가요?", "ko" },
    { "Windows 11 Pro 24H2 update 이후 VPN이 안 돼요", "ko" },
    { "iPhone 15 Pro Max에서 app이 자꾸 crash 납니다", "ko" },
    { "Outlook에서 SMTP AUTH error가 뜹니다", "ko" },
    { "login error 문의", "ko" },
    { "password reset 메일이 안 와요", "ko" },
    { "Order #12345 취소", "ko" },
    { "docker compose up 하면 permission denied 나와요", "ko" },
    { "Chrome에서는 되는데 Safari에서는 안 됩니다", "ko" },
    { "Google Workspace SSO 연동 문의드립니다", "ko" },
    { "PDF export 버튼을 눌러도 반응이 없어요", "ko" },
    { "에러 메시지: \"You do not have permission to access this page. Please contact your administrator.\"", "ko" },
    { "아래처럼 나옵니다: The server could not be found and your changes have not been saved", "ko" },
    { "다음 오류가 발생합니다:\n\nCould not connect to the database. Please check that it is running.", "ko" },
    { "서버 로그입니다.\n2024-01-15 10:22:01 ERROR [main] c.a.Server - failed to bind to port\n"
      "2024-01-15 10:22:02 INFO [main] c.a.Server - the server is shutting down\n확인 부탁드립니다.", "ko" },
    { "Traceback (most recent call last):\n  File \"app.py\", line 10, in <module>\nKeyError: 'user_id'\n"
      "이 에러 해결 방법 알려주세요.", "ko" },
    { "배포 후 아래 로그가 반복됩니다.\nWARN retrying connection to the primary\nWARN retrying connection to the primary\n"
      "언제 복구되나요?", "ko" },
    { "https://shop.example.com/orders/view?id=this-is-the-order 여기서 결제가 안 돼요", "ko" },
    { "hong@example.co.kr 계정으로 로그인이 안 됩니다", "ko" },
    { "안녕하세요. Acme Desktop Client를 설치했는데 \"Unable to verify the license of this product\" 라고 나옵니다.", "ko" },
    { "GitHub Actions CI가 fail 나는데 runner 문제인가요?", "ko" },
    { "USB-C to HDMI adapter 반품하고 싶습니다", "ko" },
    { "LG gram 17 SSD 512GB 교체 비용이 궁금합니다.", "ko" },
    { "Bluetooth earphone 왼쪽에서 소리가 안 나요", "ko" },
    { "Subscription 해지 요청", "ko" },
    { "invoice 좀 보내주세요", "ko" },
    { "HTTP 502 Bad Gateway 뜨네요", "ko" },
    { "First name, last name 변경하려면 어떻게 하나요?", "ko" },
    { "NullPointerException 발생합니다", "ko" },
    { "VPN 접속 불가", "ko" },
    { "OTP 인증 실패", "ko" },
    { "Wi-Fi 연결 문제", "ko" },
    { "Excel 파일이 안 열려요", "ko" },
    { "AS 접수 부탁드립니다", "ko" },
    { "SSL 인증서 만료 문의", "ko" },
    { "refund 부탁드립니다", "ko" },
    { "Galaxy Buds 한쪽이 안 들려요", "ko" },
    { "Error code 0x80070005 가 나옵니다", "ko" },
    { "QR code 스캔이 안 됩니다", "ko" },
    { "Zoom 회의 link 보내주세요", "ko" },
    { "MacBook Pro 배터리 교체 문의", "ko" },
    { "NAS 서버 접속이 안 됩니다. IP는 10.0.0.5 입니다.", "ko" },
    { "Please wait 화면에서 넘어가지 않아요", "ko" },
    { "Subject: Re: Order confirmation 관련 문의드립니다", "ko" },
    { "Slack 알림이 오지 않습니다", "ko" },
    { "trial 기간 연장 가능할까요", "ko" },
    { "Hello, 주문 취소 부탁드립니다. Thanks!", "ko" },
    { "Best regards 대신 다른 서명을 넣고 싶어요", "ko" },
    { "\"Invalid username or password\" 라고만 뜹니다", "ko" },
  };
  check(guesses, G_N_ELEMENTS(guesses));
}

static void one_korean_sentence_beside_english_messages_is_korean(void)
{
  static const struct guess guesses[] = {
    { "결제 오류입니다. The payment could not be processed because the card was declined by the issuer. Please try again later.",
      "ko" },
    { "ERROR: connection refused at 10.0.0.1:5432\nTraceback (most recent call last):\n  File \"app.py\", line 3, in <module>\n"
      "OperationalError: could not connect to server\n확인 부탁드립니다",
      "ko" },
    { "아래 내용 봐주세요.\nNAME READY STATUS RESTARTS AGE\napi-7d9f 0/1 CrashLoopBackOff 12 3h\n"
      "The container is waiting for the image to be pulled from the registry",
      "ko" },
    { "화면에 이렇게 나와요. We could not find the page that you are looking for, it may have been moved", "ko" },
    { "Your session has expired and you will be logged out now.\n이렇게 나오는데 왜 그런 건가요?", "ko" },
    { "docker compose up 하면 이렇게 떠요\nError response from daemon: driver failed programming external connectivity on endpoint web: "
      "Bind for 0.0.0.0:80 failed: port is already allocated",
      "ko" },
    { "Our Korean colleagues say 안 돼요 when they try to open the page, can you look into it?", "en" },
    { "The app shows 결제에 실패했습니다 when I pay with my card, and I cannot go on from there", "en" },
    { "When I pay I get this error:\n결제에 실패했습니다\nCan you tell me what it means and how I can pay?", "en" },
    { "Hello, I have been waiting for my order for two weeks now and nobody has told me where it is.\n감사합니다", "en" },
  };
  check(guesses, G_N_ELEMENTS(guesses));
}

static void words_of_computers_are_in_no_language(void)
{
  static const struct guess guesses[] = {
    { "El router TP-Link no enciende", "es" },   { "Problem nach dem Update", "de" },   
    { "Mi cuenta: link de login roto", "es" },   { "Le lien de login ne marche pas", "fr" },
    { "De link in de e-mail werkt niet", "nl" }, { "Mein Account ist weg", "de" },
    { "My account is gone", "en" },              { "The login link is broken", "en" },
    { "Account login", "und" },                  { "Cloud Pro Update", "und" },
  };
  check(guesses, G_N_ELEMENTS(guesses));
}

static void a_korean_name_or_greeting_in_a_foreign_mail_does_not_make_it_korean(void)
{
  static const struct guess guesses[] = {
    { "My name is 홍길동 and I cannot log in to my account.", "en" },
    { "Please change the name on the order to 김민수.", "en" },
    { "안녕하세요, could you please tell me when the parcel will arrive?", "en" },
    { "I get the message \"로그인에 실패했습니다\" when I try to log in with my account.", "en" },
    { "The button says 저장 but nothing happens when I click on it.", "en" },
    { "Hello, we would like to cancel the contract for our office in Seoul.\n\nKind regards,\n박지영\n에이크미 코리아", "en" },
    { "Ich habe eine Frage zu meiner Bestellung für 홍길동 in Seoul.", "de" },
    { "Bonjour, je n'ai pas reçu le colis envoyé à 김민수.", "fr" },
    { "No he recibido el pedido que compré para 이서연.", "es" },
    { "I want to cancel my subscription and get my money back, it has not worked for weeks. 감사합니다!", "en" },
    { "ログインできません。エラーは「로그인」と表示されます。", "ja" },
  };
  check(guesses, G_N_ELEMENTS(guesses));
}

static void of_two_languages_the_one_with_more_prose_is_meant(void)
{
  static const struct guess guesses[] = {
    { "안녕하세요, 지난주에 주문한 상품이 아직 도착하지 않았습니다. 언제 받을 수 있는지 알려 주시면 감사하겠습니다.\n\n"
      "(Order not received yet, please check.)", "ko" },
    { "Hello, I ordered two weeks ago and the parcel has still not been delivered. Could you please check where it is and tell "
      "me when I can expect it?\n\n배송 조회 부탁드립니다.", "en" },
    { "Guten Tag, meine Bestellung ist immer noch nicht angekommen, bitte prüfen Sie das.\n\nMy order is late.", "de" },
    { "Hi, my order has not arrived and I would like to know where it is and who can help me.\n\nDanke!", "en" },
    { "Здравствуйте, я не получил заказ и хочу вернуть деньги.\nI want a refund.", "ru" },
    { "商品がまだ届いていません。確認をお願いします。\nPlease check.", "ja" },
    { "Hola, no he recibido mi pedido y necesito saber cuándo llega. Thank you!", "es" },
    { "로그인이 안 됩니다. 확인 부탁드립니다.\n\nI can't log in. Please check.", "ko" },
    { "确认一下我的订单什么时候发货，谢谢。\nWhen will my order ship?", "zh-hans" },
  };
  check(guesses, G_N_ELEMENTS(guesses));
}

static void japanese_and_chinese_are_told_apart(void)
{
  static const struct guess guesses[] = {
    { "注文確認", "ja" },
    { "請求書送付依頼", "ja" },
    { "返金希望", "ja" },
    { "パスワードを忘れました", "ja" },
    { "まだ届きません", "ja" },
    { "iPhone 15 ProでAcme Cloudにログインできません", "ja" },
    { "エラー: Could not connect to the server と出ます", "ja" },
    { "株式会社エイクミの山田と申します。", "ja" },
    { "発送はいつですか", "ja" },
    { "解約手続", "ja" },
    { "订单号码错误", "zh-hans" },
    { "什么时候到货", "zh-hans" },
    { "申请退货", "zh-hans" },
    { "忘记密码了", "zh-hans" },
    { "Acme Pro软件打不开", "zh-hans" },
    { "請問何時出貨", "zh-hant" },
    { "忘記密碼", "zh-hant" },
    { "我的訂單還沒收到", "zh-hant" },
    { "無法開機，請協助", "zh-hant" },
    { "App當機怎麼辦", "zh-hant" },
  };
  check(guesses, G_N_ELEMENTS(guesses));
}

static void machine_output_and_terms_do_not_outvote_a_sentence(void)
{
  static const struct guess guesses[] = {
    { "Beim Start erscheint folgende Meldung:\nERROR could not connect to the server, please check that it is running\n"
      "Was kann ich tun?", "de" },
    { "Le logiciel affiche ceci :\nException in thread \"main\" java.lang.NullPointerException\n  at com.example.Main.run(Main.java:4)\n"
      "Que dois-je faire ?", "fr" },
    { "Acme Cloud Backup Pro läuft nicht mehr", "de" },
    { "El software \"Not all of the files have been saved to the server\" me dice cada vez", "es" },
    { "Vælg »All of the files that have been saved« hvis du gerne vil se det", "da" },
    { "Es erscheint „This file could not be saved“ und dann geht nichts mehr", "de" },
    { "Microsoft Outlook och Acme Mail fungerar inte ihop", "sv" },
    { "Hij zegt \"this account does not exist and cannot be used\" bij het inloggen", "nl" },
    { "После обновления пишет: access denied, you do not have permission", "ru" },
    { "لا يعمل تطبيق Acme Cloud Desktop منذ أمس", "ar" },
    { "אני לא מצליח להתחבר ל-Acme Cloud Desktop", "he" },
    { "เข้าสู่ระบบ Acme Cloud ไม่ได้ ขึ้น Error 500", "th" },
    { "Ürün sayfasında \"Internal Server Error\" hatası alıyorum", "tr" },
  };
  check(guesses, G_N_ELEMENTS(guesses));
}

static void what_says_too_little_is_undetermined(void)
{
  static const struct guess guesses[] = {
    { "ok", "und" },
    { "OK!", "und" },
    { "test", "und" },
    { "Test 123", "und" },
    { "asdf", "und" },
    { "asdf jklö qwertz", "und" },
    { "12345", "und" },
    { "#20240115-0042", "und" },
    { "ORD-99812-X", "und" },
    { "https://shop.example.com/where/is/my/order", "und" },
    { "www.example.com/the-order", "und" },
    { "Jane Doe", "und" },
    { "Will Smith", "und" },
    { "May Price", "und" },
    { "Anna Müller", "und" },
    { "Иван Петров", "und" },
    { "+49 30 1234567", "und" },
    { "a", "und" },
    { "??", "und" },
    { "👍👍👍", "und" },
    { "-- ", "und" },
    { "xxx xxx xxx", "und" },
    { "Acme Cloud Desktop", "und" },
    { "NullPointerException", "und" },
    { "C:\\Users\\jane\\the-file.txt", "und" },
    { "ㅋ", "und" },
  };
  check(guesses, G_N_ELEMENTS(guesses));
}

static void a_hint_settles_ties_and_never_overrules(void)
{
  static const struct guess guesses[] = {
    { "Hvor er min pakke?", "da", NULL },
    { "Hvor er min pakke?", "nb", "nb-NO" },
    { "Hvor er min pakke?", "nb", "no" },
    { "Hvor er min pakke?", "da", "da-DK" },
    { "Hvor er min pakke?", "da", "en-US" },
    { "Hvornår kommer min pakke?", "da", "nb-NO" },
    { "Wo ist mein Paket?", "de", "en-US" },
    { "Where is my parcel?", "en", "ko-KR" },
    { "배송 언제 되나요?", "ko", "en-US" },
    { "注文した商品が届きません", "ja", "zh-CN" },
    { "我的訂單還沒收到", "zh-hant", "zh-CN" },
    { "我的订单还没收到", "zh-hans", "zh-TW" },
    { "退款", "zh-hant", "zh-HK" },
    { "至急", "ja", "zh-CN" },
    { "12345", "und", "ko-KR" },
    { "Jane Doe", "und", "en-US" },
    { "ok", "und", "de-DE" },
    { "홍길동", "ko", "en-US" },
    { "문의", "ko", "ja" },
    { "감사합니다", "ko", "ko-KR, en;q=0.8" },
  };
  check(guesses, G_N_ELEMENTS(guesses));
}

static void long_mails_and_broken_text_are_read_to_an_end(void)
{
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < 300; i++)
    g_string_append(text, "Die Lieferung ist nicht angekommen, bitte prüfen Sie das.\n");
  g_assert_cmpstr(language_guess(text->str, NULL), ==, "de");
  g_string_assign(text, "");
  for (guint i = 0; i < 3000; i++)
    g_string_append(text, "한");
  g_assert_cmpstr(language_guess(text->str, NULL), ==, "ko");
  g_string_assign(text, "");
  for (guint i = 0; i < 3000; i++)
    g_string_append(text, "請");
  g_assert_cmpstr(language_guess(text->str, NULL), ==, "zh-hant");
  g_string_assign(text, "");
  for (guint i = 0; i < 50000; i++)
    g_string_append_c(text, 'a');
  g_assert_cmpstr(language_guess(text->str, NULL), ==, "und");
  g_assert_cmpstr(language_guess("Wo ist \xff\xc3 meine \xe0\xa0 Bestellung \xf0\x9f", NULL), ==, "de");
  g_assert_cmpstr(language_guess("\xea\xb0", NULL), ==, "und");
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/language/short", two_to_six_words_are_enough);
  g_test_add_func("/language/no-accents", accents_may_be_missing);
  g_test_add_func("/language/korean", korean_of_every_tone_is_korean);
  g_test_add_func("/language/korean-mixed", korean_with_foreign_terms_is_korean);
  g_test_add_func("/language/korean-quoted", a_korean_name_or_greeting_in_a_foreign_mail_does_not_make_it_korean);
  g_test_add_func("/language/one-korean-sentence", one_korean_sentence_beside_english_messages_is_korean);
  g_test_add_func("/language/words-of-computers", words_of_computers_are_in_no_language);
  g_test_add_func("/language/two", of_two_languages_the_one_with_more_prose_is_meant);
  g_test_add_func("/language/han", japanese_and_chinese_are_told_apart);
  g_test_add_func("/language/machine", machine_output_and_terms_do_not_outvote_a_sentence);
  g_test_add_func("/language/none", what_says_too_little_is_undetermined);
  g_test_add_func("/language/hint", a_hint_settles_ties_and_never_overrules);
  g_test_add_func("/language/any-input", long_mails_and_broken_text_are_read_to_an_end);
  return g_test_run();
}
