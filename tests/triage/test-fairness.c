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

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/fairness/a-request-is-the-same-in-every-language", a_request_is_the_same_in_every_language);
  g_test_add_func("/fairness/nobody-comes-first-for-who-they-are", nobody_comes_first_for_who_they_are);
  return g_test_run();
}
