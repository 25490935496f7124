/* Mail of a quiet day in five languages: what businesses write to each other all the time. None of it is pressing, and none
 * of its words may be taken for those of another language. */
#include "signal-cases.h"

static void in_english(void)
{
  static const char *const texts[] = {
    "Please find attached the signed contract. Kind regards, Jane",
    "We would like to visit your showroom in March with six people.",
    "Our new postal address is 12 Mill Lane, Leeds.",
    "Can we move our meeting from Tuesday to Wednesday?",
    "Attached is our order for twenty chairs, article 4410.",
    "I met one of your colleagues at the fair and promised to write.",
    "Please send me your catalogue by post.",
    "We are a reseller in Spain and would like to talk about working together.",
    "The minutes of yesterday's call are below. Let me know if I forgot anything.",
    "I attach my CV for the position in your warehouse.",
    "The heating engineer comes on Thursday, please leave the gate open.",
    "Our insurance needs the serial number of the printer.",
    "I disabled the extension as you said, the screenshot is attached.",
    "The team lunch is on the third floor, second door on the left.",
    "Could you add my colleague in copy from now on?",
    "The Cancer Research charity run is on Sunday, we sponsor it again.",
    "My husband is a lawyer and he reads your newsletter, too.",
  };
  assert_quiet(texts, G_N_ELEMENTS(texts));
}

static void in_german(void)
{
  static const char *const texts[] = {
    "Anbei der unterschriebene Vertrag. Mit freundlichen Grüßen, Anna Huber",
    "Könnten wir den Termin auf Mittwoch verschieben?",
    "Bitte senden Sie mir Ihren Katalog per Post.",
    "Wir möchten im März mit sechs Personen Ihren Ausstellungsraum besuchen.",
    "Unsere neue Postanschrift lautet Lindenweg 4, 8010 Graz.",
    "Anbei unsere Bestellung über zwanzig Stühle, Artikel 4410.",
    "Ich habe einen Ihrer Kollegen auf der Messe getroffen.",
    "Das System steht auch auf Englisch zur Verfügung, das hat uns gefreut.",
    "Im Anhang finden Sie meinen Lebenslauf für die Stelle im Lager.",
    "Der Techniker kommt am Donnerstag, das Tor ist dann offen.",
    "Das Protokoll der Besprechung von gestern finden Sie unten.",
    "Wir sind ein Krankenhaus mit 300 Betten und suchen neue Drucker.",
    "Bitte nehmen Sie meine Kollegin künftig in Kopie.",
    "Unsere Versicherung braucht die Seriennummer des Druckers.",
    "Im Notfall erreichen Sie unseren Hausmeister unter der Nummer unten.",
    "Am Freitag ist unser Büro nur bis zwölf Uhr besetzt.",
    "Das Restaurant im dritten Stock ist wegen Umbau umgezogen nach unten.",
  };
  assert_quiet(texts, G_N_ELEMENTS(texts));
}

static void in_french(void)
{
  static const char *const texts[] = {
    "Veuillez trouver ci-joint le contrat signé. Cordialement, Claire",
    "Pourrions-nous déplacer la réunion à mercredi ?",
    "Merci de m'envoyer votre catalogue par la poste.",
    "Nous souhaitons visiter votre salle d'exposition en mars.",
    "Notre nouvelle adresse postale est le 4, rue des Tilleuls, à Lyon.",
    "Vous trouverez en pièce jointe notre bon pour vingt chaises.",
    "J'ai rencontré un de vos collègues au salon.",
    "Je vous joins mon CV pour le poste à l'entrepôt.",
    "Le compte rendu de la réunion d'hier se trouve ci-dessous.",
    "Le technicien passe jeudi, le portail sera ouvert.",
    "Merci de mettre ma collègue en copie à partir de maintenant.",
    "Notre assurance demande le numéro de série de l'imprimante.",
    "À l'occasion de nos dix ans, nous vous invitons le 4 juin.",
    "La salade à l'avocat du traiteur était très bonne.",
    "Nous sommes un hôpital de 300 lits et cherchons de nouvelles imprimantes.",
    "Le bureau est ouvert vendredi jusqu'à midi.",
  };
  assert_quiet(texts, G_N_ELEMENTS(texts));
}

static void in_spanish(void)
{
  static const char *const texts[] = {
    "Adjunto el contrato firmado. Saludos cordiales, Lucía",
    "¿Podemos mover la reunión al miércoles?",
    "Por favor, envíenme su catálogo por correo postal.",
    "Nos gustaría visitar su sala de exposición en marzo.",
    "Nuestra nueva dirección postal es Calle de los Tilos 4, Sevilla.",
    "Adjuntamos la lista de veinte sillas, artículo 4410.",
    "Conocí a uno de sus colegas en la feria.",
    "Adjunto mi currículum para el puesto en el almacén.",
    "El acta de la reunión de ayer está abajo.",
    "El técnico viene el jueves, la puerta estará abierta.",
    "Pongan en copia a mi colega a partir de ahora.",
    "Nuestro seguro pide el número de serie de la impresora.",
    "Lo vimos en la web, en la página de abajo.",
    "Somos un hospital con 300 camas y buscamos impresoras nuevas.",
    "El viernes la oficina abre hasta el mediodía.",
    "Mañana paso por la oficina a las diez con las muestras.",
  };
  assert_quiet(texts, G_N_ELEMENTS(texts));
}

static void in_portuguese(void)
{
  static const char *const texts[] = {
    "Segue em anexo o contrato assinado. Atenciosamente, Marina",
    "Podemos mudar a reunião para quarta-feira?",
    "Por favor, enviem-me o vosso catálogo pelo correio.",
    "Gostaríamos de visitar o vosso salão de exposição em março.",
    "Em anexo a lista de vinte cadeiras, artigo 4410.",
    "Conheci um dos seus colegas na feira.",
    "Segue o meu currículo para a vaga no armazém.",
    "A ata da reunião de ontem está abaixo.",
    "O técnico vem na quinta-feira, o portão vai estar aberto.",
    "Coloquem a minha colega em cópia a partir de agora.",
    "O nosso seguro pede o número de série da impressora.",
    "Somos um hospital com 300 camas e procuramos novas impressoras.",
    "Na sexta-feira o escritório funciona até ao meio-dia.",
    "Amanhã passo no escritório às dez com as amostras.",
    "Somos revendedores em Espanha e queremos conversar sobre uma parceria.",
    "Mais informações no livro que vos enviei na semana passada.",
  };
  assert_quiet(texts, G_N_ELEMENTS(texts));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/quiet/in-english", in_english);
  g_test_add_func("/quiet/in-german", in_german);
  g_test_add_func("/quiet/in-french", in_french);
  g_test_add_func("/quiet/in-spanish", in_spanish);
  g_test_add_func("/quiet/in-portuguese", in_portuguese);
  return g_test_run();
}
