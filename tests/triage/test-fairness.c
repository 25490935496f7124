/* The same request is the same work: it gets one category and one priority in every language, and whoever writes it. */
#include "shipped.h"

struct request {
  const char *what, *category, *priority;
  const char *texts[16]; /* one a language, NULL behind the last */
};

static const struct request requests[] = {
  { "outage", "outage", "urgent",
    { "Your website has been down since nine. None of our customers can order.",
      "Ihre Website ist seit neun Uhr nicht erreichbar. Keiner unserer Kunden kann bestellen.",
      "Votre site est en panne depuis neuf heures. Aucun de nos clients ne peut commander.",
      "Su sitio web está caído desde las nueve. Ninguno de nuestros clientes puede comprar.",
      "O vosso site está fora do ar desde as nove. Nenhum dos nossos clientes consegue comprar." } },
  { "cannot log in", "account", "high",
    { "I cannot log in to my account, I forgot my password.",
      "Ich kann mich nicht anmelden, ich habe mein Passwort vergessen.",
      "Je n'arrive pas à me connecter, j'ai oublié mon mot de passe.",
      "No puedo iniciar sesión, olvidé mi contraseña.",
      "Não consigo entrar na minha conta, esqueci a minha senha." } },
  { "charged twice", "billing", "high",
    { "You charged me twice for the same invoice.",
      "Sie haben mir dieselbe Rechnung doppelt abgebucht.",
      "Vous m'avez débité deux fois pour la même facture.",
      "Me cobraron dos veces la misma factura.",
      "Fui cobrado duas vezes pela mesma fatura." } },
  { "refund", "billing", "normal",
    { "I sent the shoes in and would like a refund.",
      "Ich habe die Schuhe eingeschickt und hätte gern eine Rückerstattung.",
      "J'ai envoyé les chaussures et je voudrais un remboursement.",
      "Envié los zapatos y quisiera un reembolso.",
      "Enviei os sapatos e gostaria de um reembolso." } },
  { "where is my parcel", "delivery", "normal",
    { "Where is my parcel? I ordered two weeks ago.",
      "Wo bleibt mein Paket? Ich habe vor zwei Wochen bestellt.",
      "Où est mon colis ? J'ai commandé il y a deux semaines.",
      "¿Dónde está mi paquete? Lo pedí hace dos semanas.",
      "Onde está a minha encomenda? Comprei há duas semanas." } },
  { "cancel", "cancellation", "normal",
    { "Please cancel my subscription at the end of the month.",
      "Hiermit kündige ich mein Abo zum Monatsende.",
      "Je souhaite résilier mon abonnement à la fin du mois.",
      "Quiero cancelar mi suscripción a fin de mes.",
      "Quero cancelar a minha assinatura no fim do mês." } },
  { "hacked", "security", "urgent",
    { "My account has been hacked, somebody changed my password.",
      "Mein Konto wurde gehackt, jemand hat mein Passwort geändert.",
      "Mon compte a été piraté, quelqu'un a changé mon mot de passe.",
      "Hackearon mi cuenta, alguien cambió mi contraseña.",
      "Minha conta foi hackeada, alguém mudou minha senha." } },
  { "data lost", "data-loss", "urgent",
    { "All my files have disappeared since the update.",
      "Seit dem Update sind alle meine Dateien verschwunden. Alle Dateien sind weg.",
      "Tous mes fichiers ont disparu depuis la mise à jour.",
      "Todos mis archivos desaparecieron desde la actualización.",
      "Todos os meus arquivos sumiram desde a atualização." } },
  { "how to", "how-to", "low",
    { "How can I add a second calendar?",
      "Wie kann ich einen zweiten Kalender hinzufügen?",
      "Comment puis-je ajouter un deuxième calendrier ?",
      "¿Cómo puedo agregar un segundo calendario?",
      "Como posso adicionar um segundo calendário?" } },
  { "wish", "wish", "low",
    { "I have a suggestion: a dark mode. It would be great if you added it.",
      "Ein Verbesserungsvorschlag: ein dunkler Modus. Es wäre toll, wenn es ihn gäbe.",
      "Une suggestion : un mode sombre. Ce serait bien.",
      "Una sugerencia: un modo oscuro. Sería genial que existiera.",
      "Uma sugestão: um modo escuro. Seria ótimo se existisse." } },
  { "third time", "complaint", "high",
    { "I am very disappointed. This is the third time I am writing and nobody answers.",
      "Ich bin sehr enttäuscht. Ich schreibe zum dritten Mal und niemand antwortet.",
      "Je suis très déçu. C'est la troisième fois que j'écris et personne ne répond.",
      "Estoy muy decepcionado. Es la tercera vez que escribo y nadie responde.",
      "Estou muito decepcionado. É a terceira vez que escrevo e ninguém responde." } },
  { "insult", "complaint", "high",
    { "You are a bunch of idiots.", "Ihr seid Vollidioten.", "Vous êtes une bande d'idiots.", "Son unos idiotas.",
      "Vocês são uns idiotas." } },
  { "urgent", "general", "high",
    { "It is urgent, please call me.", "Es ist dringend, bitte rufen Sie mich an.", "C'est urgent, appelez-moi.",
      "Es urgente, llámenme.", "É urgente, liguem-me." } },
  { "can wait", "general", "low",
    { "No rush, send me the price list whenever you have time.",
      "Keine Eile, schicken Sie mir die Preisliste, wenn Sie Zeit haben.",
      "Rien ne presse, envoyez-moi la liste quand vous aurez le temps.",
      "Sin prisa, envíenme la lista cuando tengan tiempo.",
      "Sem pressa, enviem-me a lista quando puderem." } },
  { "somebody died", "general", "high",
    { "My husband passed away, what do you need from me?",
      "Mein Mann ist verstorben, was brauchen Sie von mir?",
      "Mon mari est décédé, que vous faut-il ?",
      "Mi esposo falleció, ¿qué papeles les mando?",
      "Meu marido faleceu, que papéis envio?" } },
  { "new delivery address", "delivery", "normal",
    { "Please change my delivery address to 5 Mill Lane.",
      "Bitte ändern Sie meine Lieferadresse auf Lindenweg 4.",
      "Merci de changer mon adresse de livraison : 4, rue des Tilleuls.",
      "Por favor cambien mi dirección de entrega a Calle Mayor 5.",
      "Por favor alterem o meu endereço de entrega para Rua das Flores 5.",
      "배송지를 밀레인 5번지로 변경해 주세요.",
      "配送先住所を渋谷区1-2-3に変更してください。",
      "请把我的收货地址改成中山路5号。" } },
  { "app crashes", "bug", "normal",
    { "The app crashes every time I open it.",
      "Die App stürzt jedes Mal ab, wenn ich sie öffne.",
      "L'application plante chaque fois que je l'ouvre.",
      "La aplicación se cierra cada vez que la abro.",
      "O aplicativo fecha toda vez que eu abro.",
      "앱을 열 때마다 꺼집니다.",
      "アプリを開くたびに落ちます。",
      "每次打开应用就闪退。" } },
  { "copy of an invoice", "billing", "normal",
    { "Please send me a copy of my last invoice.",
      "Bitte senden Sie mir eine Kopie meiner letzten Rechnung.",
      "Merci de m'envoyer une copie de ma dernière facture.",
      "Por favor envíenme una copia de mi última factura.",
      "Por favor enviem uma cópia da minha última fatura.",
      "지난달 청구서 사본을 보내 주세요.",
      "先月の請求書のコピーを送ってください。",
      "请发给我上个月的发票副本。" } },
  { "lawyer", "complaint", "high",
    { "I will go to my lawyer if you do not pay.",
      "Ich gehe zum Anwalt, wenn Sie nicht zahlen.",
      "Je vais saisir mon avocat si vous ne payez pas.",
      "Voy a acudir a mi abogado si no pagan.",
      "Vou procurar o meu advogado se não pagarem.",
      "돈을 주지 않으면 변호사를 선임하겠습니다.",
      "支払わないなら弁護士に相談します。",
      "我会找律师起诉你们。" } },
  { "by tomorrow", "general", "high",
    { "We need the documents by tomorrow.",
      "Wir brauchen die Unterlagen bis morgen.",
      "Il nous faut les documents d'ici demain.",
      "Necesitamos los documentos para mañana.",
      "Precisamos dos documentos até amanhã.",
      "내일까지 서류가 필요합니다.",
      "明日までに書類が必要です。",
      "明天之前我们需要文件。" } },
  { "arrived damaged", "delivery", "normal",
    { "The parcel arrived damaged.",
      "Das Paket ist beschädigt angekommen.",
      "Le colis est arrivé endommagé.",
      "El paquete llegó dañado.",
      "A encomenda chegou danificada.",
      "택배가 파손되어 왔어요.",
      "荷物が破損して届きました。",
      "包裹到的时候已经破损了。" } },
  { "cannot work", "general", "high",
    { "We cannot work since this morning.",
      "Wir können seit heute morgen nicht arbeiten.",
      "Nous ne pouvons pas travailler depuis ce matin.",
      "No podemos trabajar desde esta mañana.",
      "Não conseguimos trabalhar desde esta manhã.",
      "오늘 아침부터 업무를 할 수 없습니다.",
      "今朝から仕事ができません。",
      "从今天早上开始我们无法工作。" } },
  { "opening hours", "how-to", "low",
    { "Do you have opening hours on Sunday?",
      "Haben Sie sonntags geöffnet?",
      "Êtes-vous ouverts le dimanche ?",
      "¿Abren los domingos?",
      "Vocês abrem aos domingos?",
      "일요일에도 영업하나요?",
      "日曜日も営業していますか。",
      "你们周日营业吗？" } },
  { "thanks", "praise", "low",
    { "Thank you very much!", "Vielen Dank!", "Merci beaucoup !", "¡Muchas gracias!", "Muito obrigada!" } },
};

static gboolean is_as_expected(const struct request *request, const struct triage_verdict *verdict, const char *who)
{
  const char *priority = priority_names[verdict->priority];
  if (!strcmp(verdict->category, request->category) && !strcmp(priority, request->priority))
    return TRUE;
  g_test_message("%s: %s/%s, not %s/%s: %s", request->what, verdict->category, priority, request->category,
                 request->priority, who);
  return FALSE;
}

static void a_request_is_the_same_in_every_language(void)
{
  g_autoptr(Filters) filters = shipped();
  guint wrong = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(requests); i++)
    for (const char *const *text = requests[i].texts; *text; text++) {
      g_autoptr(TriageVerdict) verdict = decide(filters, "", *text);
      wrong += !is_as_expected(&requests[i], verdict, *text);
    }
  g_assert_cmpuint(wrong, ==, 0);
}

static void nobody_comes_first_for_who_they_are(void)
{
  static const struct mail_address people[] = {
    { "Jane Smith", "jane@gmail.com" },
    { "DeShawn Jackson", "deshawn@yahoo.com" },
    { "김철수", "kim@naver.com" },
    { "Fatima Al-Sayed", "fatima@hotmail.com" },
    { "Dr. Hans von Adel", "hans@adel.example" },
    { "Prof. Dr. Müller, CEO", "ceo@bigbank.example" },
    { "Nguyễn Thị Minh", "minh@mail.example" },
    { "Oluwaseun Adeyemi", "olu@provider.example" },
    { "Senator Wichtig", "office@government.example" },
    { "URGENT URGENT", "x@urgent.example" },
    { "Lawyer & Partners", "office@my-lawyer.example" },
    { "Иван Петров", "ivan@mail.ru" },
    { "王小明", "wang@qq.com" },
    { NULL, "a1b2c3@free.example" },
    { "", "root@localhost.example" },
    { "María José Quispe", "mj@correo.example" },
  };
  g_autoptr(Filters) filters = shipped();
  guint wrong = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(requests); i++)
    for (gsize k = 0; k < G_N_ELEMENTS(people); k++) {
      char *text = (char *)requests[i].texts[0];
      struct mail mail = { .subject = (char *)"", .text = text, .request = text, .from = people[k] };
      struct triage_facts facts = { .inside_hours = TRUE };
      g_autoptr(TriageVerdict) verdict = triage_decide(filters, &mail, &facts);
      wrong += !is_as_expected(&requests[i], verdict, people[k].address);
    }
  g_assert_cmpuint(wrong, ==, 0);
}

static void nobody_comes_first_for_what_their_mail_wears(void)
{
  static const struct {
    const char *header, *value;
  } headers[] = {
    { "X-Priority", "1 (Highest)" }, { "X-Priority", "5 (Lowest)" }, { "Importance", "high" }, { "Importance", "low" },
    { "Priority", "urgent" }, { "X-MSMail-Priority", "High" }, { "Organization", "Ministry of Justice" }, { "Sensitivity", "Company-Confidential" },
    { "X-Mailer", "iPhone Mail" }, { "Accept-Language", "ko-KR" }, { "X-VIP", "yes" },
  };
  g_autoptr(Filters) filters = shipped();
  guint wrong = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(requests); i++)
    for (gsize k = 0; k < G_N_ELEMENTS(headers); k++) {
      struct mail_header header = { (char *)headers[k].header, (char *)headers[k].value };
      g_autoptr(GPtrArray) all = g_ptr_array_new();
      g_ptr_array_add(all, &header);
      char *text = (char *)requests[i].texts[0];
      struct mail mail = { .subject = (char *)"", .text = text, .request = text, .headers = all };
      struct triage_facts facts = { .inside_hours = TRUE };
      g_autoptr(TriageVerdict) verdict = triage_decide(filters, &mail, &facts);
      wrong += !is_as_expected(&requests[i], verdict, headers[k].value);
    }
  g_assert_cmpuint(wrong, ==, 0);
}

/* What stands below the request is not read for how soon it must be seen; even where it was not told apart, titles count for
 * nothing. */
static void nobody_comes_first_for_their_title(void)
{
  static const char *const signatures[] = {
    "\n\nDr. Anna Huber\nCEO", "\n\n대표이사 김철수\n(주)한빛", "\n\nProf. Dr. med. Hans Adel\nChefarzt", "\n\n이영희 드림\n서울대학교 학생",
    "\n\nJean Dupont\nPrésident-directeur général", "\n\nSenator Maria Lopez\nOffice of the Senator", "\n\n代表取締役社長 山田太郎",
    "\n\n王小明\n总经理", "\n\nThis e-mail is confidential. If you are not the intended recipient, please delete it.",
    "\n\nSent from my iPhone", "\n\n사원 박민수", "\n\nMs. Jane Roe\nIntern",
  };
  g_autoptr(Filters) filters = shipped();
  guint wrong = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(requests); i++)
    for (gsize k = 0; k < G_N_ELEMENTS(signatures); k++) {
      g_autofree char *text = g_strconcat(requests[i].texts[0], signatures[k], NULL);
      g_autoptr(TriageVerdict) verdict = decide(filters, "", text);
      if (strcmp(requests[i].what, "thanks") && /* known by being short */
          strcmp(priority_names[verdict->priority], requests[i].priority)) {
        g_test_message("%s: %s, not %s: %s", requests[i].what, priority_names[verdict->priority], requests[i].priority, signatures[k]);
        wrong++;
      }
    }
  g_assert_cmpuint(wrong, ==, 0);
}

/* A contract's tier is the one thing that may, and only where somebody wrote a rule for it. */
static void a_tier_alone_changes_nothing(void)
{
  static const char *const tiers[] = { "gold", "premium", "urgent", "free" };
  g_autoptr(Filters) filters = shipped();
  guint wrong = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(requests); i++)
    for (gsize k = 0; k < G_N_ELEMENTS(tiers); k++) {
      char *text = (char *)requests[i].texts[0];
      struct mail mail = { .subject = (char *)"", .text = text, .request = text };
      struct triage_facts facts = { .inside_hours = TRUE, .tier = tiers[k] };
      g_autoptr(TriageVerdict) verdict = triage_decide(filters, &mail, &facts);
      wrong += !is_as_expected(&requests[i], verdict, tiers[k]);
    }
  g_assert_cmpuint(wrong, ==, 0);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/fairness/a-request-is-the-same-in-every-language", a_request_is_the_same_in_every_language);
  g_test_add_func("/fairness/nobody-comes-first-for-who-they-are", nobody_comes_first_for_who_they_are);
  g_test_add_func("/fairness/headers", nobody_comes_first_for_what_their_mail_wears);
  g_test_add_func("/fairness/titles", nobody_comes_first_for_their_title);
  g_test_add_func("/fairness/tier", a_tier_alone_changes_nothing);
  return g_test_run();
}
