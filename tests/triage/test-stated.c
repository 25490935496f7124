#include "stated-cases.h"

#include "../slow.h"

static void english_says_by_when(void)
{
  static const struct statement statements[] = {
    { "en", "Please reply by Friday.", "11-27 24:00" },
    { "en", "I need this by Friday 5pm", "11-27 17:00" },
    { "en", "We need an answer before Wednesday noon, please.", "11-25 12:00" },
    { "en", "Can you get it to me by tomorrow morning?", "11-26 12:00" },
    { "en", "Need it by EOD", "11-25 24:00" },
    { "en", "I need the refund by end of day tomorrow.", "11-26 24:00" },
    { "en", "Please send it by COB Friday.", "11-27 18:00" },
    { "en", "We must have this fixed by the end of the week.", "11-27 24:00" },
    { "en", "Please get back to me by the end of this month.", "11-30 24:00" },
    { "en", "It has to be here by the end of next week", "12-04 24:00" },
    { "en", "I have to file my taxes by 3 December.", "12-03 24:00" },
    { "en", "We need the invoice by December 3rd, 2026", "12-03 24:00" },
    { "en", "We need the invoice by Dec. 3 at 9am.", "12-03 09:00" },
    { "en", "Needed no later than 2026-12-03.", "12-03 24:00" },
    { "en", "Please answer by 12/03, thanks", "12-03 24:00" },
    { "en-gb", "Please answer by 03/12, thanks", "12-03 24:00" },
    { "en", "by 5pm please", "11-25 17:00" },
    { "en", "I need to know by 17:00 today.", "11-25 17:00" },
    { "en", "Please reply by 9am.", "11-26 09:00" },
    { "en", "Please fix this within 24 hours.", "11-26 10:00" },
    { "en", "We expect an answer within the hour", "11-25 11:00" },
    { "en", "Please call me in the next two days.", "11-27 24:00" },
    { "en", "I require a response within 5 business days", "12-02 24:00" },
    { "en", "We need a fix within a week.", "12-02 24:00" },
    { "en", "The deadline is Friday and the export is broken.", "11-27 24:00" },
    { "en", "My deadline for the thesis is tomorrow", "11-26 24:00" },
    { "en", "The tax return is due on Monday", "11-30 24:00" },
    { "en", "I need it for Friday.", "11-27 24:00" },
    { "en", "Could you send the label today?", "11-25 24:00" },
    { "en", "Please call me back today", "11-25 24:00" },
    { "en", "I need this tonight!", "11-25 22:00" },
    { "en", "You said it would be here by Friday.", "11-27 24:00" },
    { "en", "By Monday morning we need the access back.", "11-30 12:00" },
    { "en", "If I do not hear from you by Friday I will cancel.", "11-27 24:00" },
    { "en", "unless this is fixed by tomorrow we will leave", "11-26 24:00" },
    { "en", "We need it by next Friday.", "12-04 24:00" },
    { "en", "I only have until Friday to send it back.", "11-27 24:00" },
    { "en", "I can't wait until Friday", "11-27 24:00" },
    { "en", "Please deliver before Friday, we are away after that.", "11-26 24:00" },
    { "en", "It must arrive before 3 December", "12-02 24:00" },
    { "en", "We need it by the day after tomorrow.", "11-27 24:00" },
    { "en", "Please reply by Friday at the latest", "11-27 24:00" },
    { "en", "Friday at the latest, please.", "11-27 24:00" },
    { "en", "I need an answer Friday, 27 November, 3:30 pm at the latest", "11-27 15:30" },
    { "en", "we need this working by the\n3rd of December, as agreed", "12-03 24:00" },
    { "en", "We need it by the 3rd.", "12-03 24:00" },
    { "en", "I need it before noon tomorrow.", "11-26 12:00" },
    { "en", "Please ring me tomorrow before noon.", "11-26 12:00" },
    { "en", "Must be here by the weekend", "11-27 24:00" },
    { "en", "I need the papers by midnight", "11-25 24:00" },
    { "en", "I ordered a phone last week and it must arrive by Friday.", "11-27 24:00" },
    { "en", "First part by Tuesday, and the rest by Friday please", "11-27 24:00" },
    { "en", "please respond by wednesday", "11-25 24:00" },
    { "en", "We go live in two weeks and need the keys by Monday.", "11-30 24:00" },
    { "en", "Please resolve this by the end of the year.", "12-31 24:00" },
    { "en", "We need it by the end of January.", "2027-01-31 24:00" },
    { "en", "Please answer by 3 January", "2027-01-03 24:00" },
  };
  assert_statements(statements, G_N_ELEMENTS(statements));
}

static void english_without_a_limit_for_us(void)
{
  static const struct statement statements[] = {
    { "en", "I ordered it on Monday.", NULL },
    { "en", "It has been broken since Tuesday", NULL },
    { "en", "There is no need before Friday.", NULL },
    { "en", "I don't need it before Friday", NULL },
    { "en", "No rush, it does not have to be done by Friday.", NULL },
    { "en", "The offer is valid until Friday.", NULL },
    { "en", "Does the sale run until Sunday?", NULL },
    { "en", "Are you open until 6 pm?", NULL },
    { "en", "Your opening hours are 9am until 5pm.", NULL },
    { "en", "I was on hold until 5pm.", NULL },
    { "en", "It was working until yesterday.", NULL },
    { "en", "I paid before Friday", NULL },
    { "en", "It should have arrived by yesterday.", NULL },
    { "en", "We are on holiday until Monday.", NULL },
    { "en", "Your policy says refunds are made within 14 days of delivery.", NULL },
    { "en", "Our event is on 5 December.", NULL },
    { "en", "My order 20261203 has not come.", NULL },
    { "en", "I ordered 2 days ago", NULL },
    { "en", "The parcel of Friday has not arrived.", NULL },
    { "en", "Have a nice weekend!", NULL },
    { "en", "The bug started on 3 December 2025 with version 2.3.1", NULL },
    { "en", "Made by Monday.com", NULL },
    { "en", "We met in the morning.", NULL },
    { "en", "The order I placed today has the wrong address.", NULL },
    { "en", "Good morning, how are you today?", NULL },
    { "en", "I waited until Friday", NULL },
    { "en", "due to Friday's outage we lost two days", NULL },
    { "en", "The shop opens Monday to Friday.", NULL },
    { "en", "", NULL },
    { "en", "It was shipped within 2 days, great.", NULL },
    { "en", "I was told yesterday that nothing can be done.", NULL },
  };
  assert_statements(statements, G_N_ELEMENTS(statements));
}

static void korean_says_by_when(void)
{
  static const struct statement statements[] = {
    { "ko", "금요일까지 답변 부탁드립니다.", "11-27 24:00" },
    { "ko", "내일 오전까지 필요합니다", "11-26 12:00" },
    { "ko", "내일까지 처리해 주세요.", "11-26 24:00" },
    { "ko", "모레까지 꼭 받아야 합니다.", "11-27 24:00" },
    { "ko", "오늘 중으로 연락 바랍니다.", "11-25 24:00" },
    { "ko", "오늘까지 해결 부탁드려요", "11-25 24:00" },
    { "ko", "오늘 안에 답변 주세요", "11-25 24:00" },
    { "ko", "금일 중 회신 바랍니다", "11-25 24:00" },
    { "ko", "금일 내로 회신 바랍니다", "11-25 24:00" },
    { "ko", "이번 주 안에 해결해 주세요.", "11-27 24:00" },
    { "ko", "화요일 오후 2시까지 회신 부탁드립니다.", "12-01 14:00" },
    { "ko", "목요일 오전까지 꼭 필요합니다.", "11-26 12:00" },
    { "ko", "내일 오후 6시 전까지 처리해 주십시오.", "11-26 18:00" },
    { "ko", "오늘 저녁까지 연락 주시기 바랍니다.", "11-25 22:00" },
    { "ko", "12월 1일까지 발송해 주세요.", "12-01 24:00" },
    { "ko", "12월 5일 정오까지 보내 주셔야 합니다.", "12-05 12:00" },
    { "ko", "11/30까지 세금계산서 발행 부탁드려요.", "11-30 24:00" },
    { "ko", "48시간 이내에 답변 부탁드립니다.", "11-27 10:00" },
    { "ko", "두 시간 안에 해결해 주세요.", "11-25 12:00" },
    { "ko", "이번 주 금요일까지 환불해 주세요.", "11-27 24:00" },
    { "ko", "다음 주 월요일까지는 꼭 받아야 해요.", "11-30 24:00" },
    { "ko", "내일 중으로 확인 부탁드립니다.", "11-26 24:00" },
    { "ko", "제출 마감이 내일입니다.", "11-26 24:00" },
    { "ko", "모레 오전까지 설치가 되어야 합니다.", "11-27 12:00" },
    { "ko", "2026년 12월 10일까지 회신 바랍니다.", "12-10 24:00" },
    { "ko", "오늘 오후 5시까지 부탁드립니다.", "11-25 17:00" },
    { "ko", "이번주까지 답변 부탁드립니다", "11-27 24:00" },
    { "ko", "금주 내로 처리 부탁드립니다.", "11-27 24:00" },
    { "ko", "이번 주말까지 도착해야 합니다", "11-29 24:00" },
    { "ko", "월말까지 정산해 주세요", "11-30 24:00" },
    { "ko", "이달 말까지 부탁드립니다", "11-30 24:00" },
    { "ko", "이번 달 말까지 필요해요", "11-30 24:00" },
    { "ko", "연말까지 처리 가능할까요?", "12-31 24:00" },
    { "ko", "12월 말까지 필요합니다", "12-31 24:00" },
    { "ko", "다음 주 월요일까지 부탁드립니다.", "11-30 24:00" },
    { "ko", "다음주 금요일까지 보내주세요", "12-04 24:00" },
    { "ko", "급하지 않으니 다음 주까지만 주세요", "12-04 24:00" },
    { "ko", "12월 3일까지 받아볼 수 있을까요?", "12-03 24:00" },
    { "ko", "12월3일까지 필요합니다", "12-03 24:00" },
    { "ko", "12/3까지 회신 바랍니다.", "12-03 24:00" },
    { "ko", "12월3일(목) 오후 3시까지 부탁드립니다", "12-03 15:00" },
    { "ko", "2026년 12월 3일까지 제출해야 합니다.", "12-03 24:00" },
    { "ko", "2026-12-03까지 필요합니다.", "12-03 24:00" },
    { "ko", "2026. 12. 3.까지 제출해야 합니다.", "12-03 24:00" },
    { "ko", "오후 5시까지 연락 주세요.", "11-25 17:00" },
    { "ko", "5시까지 연락 주세요.", "11-25 17:00" },
    { "ko", "오후 5시 반까지 연락 주세요.", "11-25 17:30" },
    { "ko", "내일 오후 2시 30분까지 필요합니다", "11-26 14:30" },
    { "ko", "내일 17:00까지 필요합니다", "11-26 17:00" },
    { "ko", "정오까지 답변 부탁드립니다", "11-25 12:00" },
    { "ko", "자정까지 제출해야 해요", "11-25 24:00" },
    { "ko", "24시간 이내에 답변 바랍니다.", "11-26 10:00" },
    { "ko", "24시간 이내 연락 주세요", "11-26 10:00" },
    { "ko", "3일 안에 해결해 주세요.", "11-28 24:00" },
    { "ko", "1시간 안에 연락 주십시오", "11-25 11:00" },
    { "ko", "한 시간 안에 연락 주세요", "11-25 11:00" },
    { "ko", "30분 안에 답변 주세요", "11-25 10:30" },
    { "ko", "하루 안에 처리 부탁드립니다", "11-26 24:00" },
    { "ko", "일주일 내에 환불해 주세요", "12-02 24:00" },
    { "ko", "5영업일 이내에 회신 바랍니다", "12-02 24:00" },
    { "ko", "마감이 내일입니다.", "11-26 24:00" },
    { "ko", "제출 기한은 12월 3일이에요", "12-03 24:00" },
    { "ko", "내일이 마감이라 급합니다", "11-26 24:00" },
    { "ko", "늦어도 금요일에는 받아야 합니다", "11-27 24:00" },
    { "ko", "늦어도 목요일까지는 꼭 부탁드립니다", "11-26 24:00" },
    { "ko", "금요일까지 준다고 하셨는데 아직입니다", "11-27 24:00" },
    { "ko", "금요일까지 답이 없으면 취소하겠습니다", "11-27 24:00" },
    { "ko", "금요일까지 안 오면 환불해 주세요", "11-27 24:00" },
    { "ko", "금요일까지 받았으면 좋겠습니다", "11-27 24:00" },
    { "ko", "금요일까지 기다리겠습니다.", "11-27 24:00" },
    { "ko", "금요일 전까지 부탁드립니다", "11-26 24:00" },
    { "ko", "금요일 전에 받고 싶어요", "11-26 24:00" },
    { "ko", "오늘 퇴근 전까지 부탁드립니다", "11-25 18:00" },
    { "ko", "내일 점심까지 보내주시면 감사하겠습니다", "11-26 12:00" },
    { "ko", "오늘 저녁까지 답변 주세요", "11-25 22:00" },
    { "ko", "주문이 안 왔어요. 행사가 있어서 목요일까지 꼭 필요합니다.", "11-26 24:00" },
    { "ko", "다음 달 5일까지 필요합니다", "12-05 24:00" },
    { "ko", "27일까지 답변 부탁드립니다", "11-27 24:00" },
    { "ko", "내주 화요일까지 회신 바랍니다", "12-01 24:00" },
    { "ko", "내일까지요!", "11-26 24:00" },
    { "ko", "수요일까지 부탁드려요", "11-25 24:00" },
    { "ko", "Friday까지 부탁드립니다", "11-27 24:00" },
    { "ko", "오전 11시까지 회신 부탁드립니다", "11-25 11:00" },
    { "ko", "이틀 안에 연락 주세요", "11-27 24:00" },
    { "ko", "오늘밤까지 필요해요", "11-25 22:00" },
    { "ko", "토요일까지 배송 가능한가요?", "11-28 24:00" },
  };
  assert_statements(statements, G_N_ELEMENTS(statements));
}

static void korean_without_a_limit_for_us(void)
{
  static const struct statement statements[] = {
    { "ko", "금요일에 주문했습니다.", NULL },
    { "ko", "금요일까지 안 주셔도 됩니다", NULL },
    { "ko", "내일까지 안 해주셔도 괜찮아요", NULL },
    { "ko", "이번 주까지 처리하지 않으셔도 됩니다.", NULL },
    { "ko", "영업시간은 6시까지인가요?", NULL },
    { "ko", "어제까지는 됐는데 오늘부터 안 됩니다", NULL },
    { "ko", "월요일부터 금요일까지 상담 가능한가요?", NULL },
    { "ko", "쿠폰은 금요일까지 유효한가요?", NULL },
    { "ko", "할인 행사는 일요일까지인가요", NULL },
    { "ko", "금요일까지 휴가입니다.", NULL },
    { "ko", "3일 전에 주문했는데 아직 안 왔어요.", NULL },
    { "ko", "2시간 전에 결제했습니다", NULL },
    { "ko", "지난 금요일까지 온다고 했는데", NULL },
    { "ko", "지금까지 연락이 없습니다", NULL },
    { "ko", "언제까지 기다려야 하나요?", NULL },
    { "ko", "여기까지 확인했습니다. 안내 부탁드립니다", NULL },
    { "ko", "오늘 아침에 로그인이 안 됐어요", NULL },
    { "ko", "어제부터 접속이 안 됩니다", NULL },
    { "ko", "매주 금요일 오후 3시에 오류가 납니다", NULL },
    { "ko", "주문번호 20261203 확인 부탁드립니다", NULL },
    { "ko", "12월 3일에 결제한 건입니다", NULL },
    { "ko", "금요일 전화 상담 예약했어요", NULL },
    { "ko", "안녕하세요. 오늘도 수고 많으십니다.", NULL },
    { "ko", "오전 9시부터 오후 6시까지 근무합니다", NULL },
    { "ko", "", NULL },
    { "ko", "이번 주문은 취소하고 싶어요", NULL },
    { "ko", "3일 안에 배송된다고 했는데 안 왔어요", NULL },
    { "ko", "내일 뵙겠습니다", NULL },
    { "ko", "수요일까지 기다렸는데 안 오네요", NULL },
    { "ko", "목요일까지 필요 없습니다", NULL },
  };
  assert_statements(statements, G_N_ELEMENTS(statements));
}

static void german_says_by_when(void)
{
  static const struct statement statements[] = {
    { "de", "Ich brauche eine Antwort bis Freitag.", "11-27 24:00" },
    { "de", "Bitte melden Sie sich bis morgen früh.", "11-26 12:00" },
    { "de", "Das muss bis Ende der Woche erledigt sein.", "11-27 24:00" },
    { "de", "Bitte bis zum 3.12. liefern", "12-03 24:00" },
    { "de", "Wir brauchen es bis spätestens 03.12.2026.", "12-03 24:00" },
    { "de", "Spätestens am 3. Dezember muss es da sein", "12-03 24:00" },
    { "de", "Ich brauche das bis 17 Uhr", "11-25 17:00" },
    { "de", "Bitte bis heute 17.30 Uhr antworten", "11-25 17:30" },
    { "de", "Bitte antworten Sie innerhalb von 2 Tagen.", "11-27 24:00" },
    { "de", "Bitte antworten Sie innerhalb der nächsten 24 Stunden.", "11-26 10:00" },
    { "de", "Die Abgabe ist morgen!", "11-26 24:00" },
    { "de", "Bitte bis nächste Woche Montag erledigen.", "11-30 24:00" },
    { "de", "Wenn ich bis Freitag nichts höre, kündige ich.", "11-27 24:00" },
    { "de", "Können Sie das noch heute erledigen?", "11-25 24:00" },
    { "de", "Wir brauchen das Gerät vor Freitag", "11-26 24:00" },
    { "de", "Bitte bis Monatsende überweisen", "11-30 24:00" },
    { "de", "Ich habe nur noch bis Donnerstag Mittag Zeit", "11-26 12:00" },
    { "de", "Die Frist endet am 5. Dezember", "12-05 24:00" },
    { "de", "Bitte binnen drei Werktagen antworten", "11-30 24:00" },
    { "de", "Rückmeldung bis übermorgen erwünscht", "11-27 24:00" },
    { "de", "Bis heute Abend brauche ich den Zugang", "11-25 22:00" },
    { "de", "Das Paket, das ich bestellt habe, muss bis Samstag da sein", "11-28 24:00" },
    { "de", "Bis gestern ging es noch.", NULL },
    { "de", "Das Angebot gilt bis Freitag.", NULL },
    { "de", "Sie haben von 9 bis 17 Uhr geöffnet", NULL },
    { "de", "Montag bis Freitag bin ich im Büro", NULL },
    { "de", "Ich bin bis Montag im Urlaub", NULL },
    { "de", "Ich brauche es nicht vor Freitag", NULL },
    { "de", "Vor 2 Tagen bestellt, noch nichts da", NULL },
    { "de", "Bis morgen!", NULL },
    { "de", "Seit Montag geht nichts mehr", NULL },
    { "de", "Guten Morgen, bitte um Hilfe", NULL },
    { "de", "Ich habe am Freitag bestellt", NULL },
    { "de", "Ist der Gutschein bis Sonntag gültig?", NULL },
    { "de", "Keine Eile, muss nicht bis Freitag sein", NULL },
  };
  assert_statements(statements, G_N_ELEMENTS(statements));
}

static void french_says_by_when(void)
{
  static const struct statement statements[] = {
    { "fr", "Il me faut une réponse avant vendredi.", "11-26 24:00" },
    { "fr", "Merci de répondre d'ici demain.", "11-26 24:00" },
    { "fr", "J'en ai besoin d’ici la fin de la semaine", "11-27 24:00" },
    { "fr", "Merci de me répondre avant 17h", "11-25 17:00" },
    { "fr", "Merci de me répondre avant 17h30", "11-25 17:30" },
    { "fr", "Veuillez répondre sous 48h.", "11-27 10:00" },
    { "fr", "Merci de répondre dans les 24 heures", "11-26 10:00" },
    { "fr", "Livraison souhaitée le 3 décembre au plus tard", "12-03 24:00" },
    { "fr", "au plus tard vendredi midi s'il vous plaît", "11-27 12:00" },
    { "fr", "J'en ai besoin pour demain", "11-26 24:00" },
    { "fr", "La date limite est vendredi", "11-27 24:00" },
    { "fr", "Il faut que ce soit réglé avant la fin du mois", "11-30 24:00" },
    { "fr", "Merci de répondre d'ici vendredi 27 novembre à 15 heures", "11-27 15:00" },
    { "fr", "Nous avons besoin d'une réponse avant demain midi", "11-26 12:00" },
    { "fr", "Merci de m'appeler dans la journée", "11-25 24:00" },
    { "fr", "Si je n'ai pas de réponse avant mardi, j'annule", "11-30 24:00" },
    { "fr", "Pas besoin avant vendredi", NULL },
    { "fr", "L'offre est valable jusqu'à vendredi", NULL },
    { "fr", "Depuis lundi rien ne marche", NULL },
    { "fr", "J'ai commandé vendredi", NULL },
    { "fr", "Ça marchait jusqu'à hier", NULL },
    { "fr", "Vous êtes ouverts jusqu'à 18h ?", NULL },
    { "fr", "Bonne fin de semaine", NULL },
  };
  assert_statements(statements, G_N_ELEMENTS(statements));
}

static void spanish_and_portuguese_say_by_when(void)
{
  static const struct statement statements[] = {
    { "es", "Necesito una respuesta antes del viernes.", "11-26 24:00" },
    { "es", "Lo necesito para mañana", "11-26 24:00" },
    { "es", "Por favor, respondan en 24 horas.", "11-26 10:00" },
    { "es", "Debe llegar antes del 3 de diciembre", "12-02 24:00" },
    { "es", "Lo necesito a más tardar el viernes", "11-27 24:00" },
    { "es", "Necesito el pedido antes de las 17:00", "11-25 17:00" },
    { "es", "Lo necesito antes de fin de mes", "11-30 24:00" },
    { "es", "El plazo es mañana por la mañana", "11-26 12:00" },
    { "es", "Tengo que entregarlo para el 3 de diciembre", "12-03 24:00" },
    { "es", "Por favor resuelvan esto hoy mismo", "11-25 24:00" },
    { "es", "La fecha límite es el lunes", "11-30 24:00" },
    { "es", "Necesito una solución dentro de dos días", "11-27 24:00" },
    { "es", "Funcionaba hasta ayer", NULL },
    { "es", "La oferta es válida hasta el viernes", NULL },
    { "es", "Hasta mañana", NULL },
    { "es", "Compré el lunes", NULL },
    { "es", "No hace falta antes del viernes", NULL },
    { "es", "Están abiertos hasta las 18:00?", NULL },
    { "pt", "Preciso de uma resposta até sexta-feira.", "11-27 24:00" },
    { "pt", "Por favor respondam até amanhã de manhã", "11-26 12:00" },
    { "pt", "Preciso disso antes de sexta", "11-26 24:00" },
    { "pt", "Por favor resolvam em até 24 horas", "11-26 10:00" },
    { "pt", "Preciso até o dia 3 de dezembro", "12-03 24:00" },
    { "pt", "Preciso disso até o fim da semana", "11-27 24:00" },
    { "pt", "O prazo é amanhã", "11-26 24:00" },
    { "pt", "Poderia responder ainda hoje?", "11-25 24:00" },
    { "pt", "Preciso até às 17h", "11-25 17:00" },
    { "pt", "Até amanhã!", NULL },
    { "pt", "Funcionava até ontem", NULL },
    { "pt", "Não preciso antes de sexta", NULL },
    { "pt", "Estão abertos até sexta?", NULL },
  };
  assert_statements(statements, G_N_ELEMENTS(statements));
}

static void japanese_says_by_when(void)
{
  static const struct statement statements[] = {
    { "ja", "金曜日までにご返信ください。", "11-27 24:00" },
    { "ja", "明日の午前中にお願いします", "11-26 12:00" },
    { "ja", "明日の午前中までにお願いします", "11-26 12:00" },
    { "ja", "今週中に対応をお願いします。", "11-27 24:00" },
    { "ja", "年末までに届けてください", "12-31 24:00" },
    { "ja", "12月3日までに必要です。", "12-03 24:00" },
    { "ja", "12月3日までお願いします", "12-03 24:00" },
    { "ja", "17時までにご連絡ください", "11-25 17:00" },
    { "ja", "午後5時までにご連絡ください", "11-25 17:00" },
    { "ja", "24時間以内にご返信ください", "11-26 10:00" },
    { "ja", "本日中に対応いただけますか。", "11-25 24:00" },
    { "ja", "来週の月曜日までに欲しいです", "11-30 24:00" },
    { "ja", "締め切りは明日です。", "11-26 24:00" },
    { "ja", "遅くとも金曜日には届けてください", "11-27 24:00" },
    { "ja", "明後日までにお願いします", "11-27 24:00" },
    { "ja", "3日以内に返金してください", "11-28 24:00" },
    { "ja", "金曜日に注文しました。", NULL },
    { "ja", "昨日まで使えていました。", NULL },
    { "ja", "営業時間は17時までですか。", NULL },
    { "ja", "金曜日までに届かなくても大丈夫です、必要ありません", NULL },
    { "ja", "月曜日から金曜日まで営業していますか", NULL },
    { "ja", "3日前に注文しました", NULL },
    { "ja", "クーポンは金曜日まで有効ですか", NULL },
  };
  assert_statements(statements, G_N_ELEMENTS(statements));
}

static void chinese_says_by_when(void)
{
  static const struct statement statements[] = {
    { "zh", "请在周五之前回复。", "11-26 24:00" },
    { "zh-hant", "請在星期五前回覆", "11-26 24:00" },
    { "zh", "明天上午之前需要", "11-26 12:00" },
    { "zh", "请今天之内处理", "11-25 24:00" },
    { "zh", "请在今天内回复", "11-25 24:00" },
    { "zh", "本周内请解决", "11-27 24:00" },
    { "zh-hant", "本週內請處理", "11-27 24:00" },
    { "zh", "12月3号之前必须送到", "12-02 24:00" },
    { "zh", "请在12月3日前回复", "12-02 24:00" },
    { "zh", "下午5点前请回复", "11-25 17:00" },
    { "zh", "请两小时内回复", "11-25 12:00" },
    { "zh", "24小时内请答复", "11-26 10:00" },
    { "zh-hant", "請於24小時內回覆", "11-26 10:00" },
    { "zh", "截止日期是周五", "11-27 24:00" },
    { "zh", "最晚周五要收到，麻烦了", "11-27 24:00" },
    { "zh", "下周五之前请发给我", "12-03 24:00" },
    { "zh", "月底之前请退款", "11-30 24:00" },
    { "zh", "三天之内请解决", "11-28 24:00" },
    { "zh", "我周五下单的", NULL },
    { "zh", "三天前下单的，还没收到", NULL },
    { "zh", "昨天之前一直正常", NULL },
    { "zh", "优惠到周五有效吗？", NULL },
    { "zh", "周五之前不用给我", NULL },
    { "zh", "从周一到周五营业吗", NULL },
    { "zh", "你们营业到下午5点吗", NULL },
  };
  assert_statements(statements, G_N_ELEMENTS(statements));
}

static void clocks_that_change_are_followed(void)
{
  static const struct {
    const char *zone, *arrival, *text, *at;
  } cases[] = {
    { "Europe/Berlin", "2026-10-23T12:00:00+02:00", "bitte bis Sonntag antworten", "2026-10-25T23:00:00Z" },
    { "Europe/Berlin", "2026-10-23T12:00:00+02:00", "bitte bis Samstag antworten", "2026-10-24T22:00:00Z" },
    { "Europe/Berlin", "2026-10-24T12:00:00+02:00", "please answer within 24 hours", "2026-10-25T10:00:00Z" },
    { "Europe/Berlin", "2026-03-28T12:00:00+01:00", "please answer by tomorrow 5pm", "2026-03-29T15:00:00Z" },
    { "Europe/Berlin", "2026-03-28T12:00:00+01:00", "please answer by tomorrow 02:30", "2026-03-29T01:00:00Z" },
    { "America/New_York", "2026-10-31T12:00:00-04:00", "please answer by tomorrow", "2026-11-02T05:00:00Z" },
    { "Asia/Seoul", "2026-11-25T10:00:00+09:00", "please reply by 5pm UTC", "2026-11-25T17:00:00Z" },
    { "Asia/Seoul", "2026-11-25T10:00:00+09:00", "please reply by Friday 17:00 CET", "2026-11-27T16:00:00Z" },
    { "Asia/Seoul", "2026-12-31T10:00:00+09:00", "내일까지 부탁드립니다", "2027-01-01T15:00:00Z" },
    { "Asia/Seoul", "2026-11-29T10:00:00+09:00", "이번 주 안에 부탁드립니다", "2026-11-29T15:00:00Z" },
    { "Asia/Seoul", "2026-11-27T10:00:00+09:00", "금요일까지 부탁드립니다", "2026-11-27T15:00:00Z" },
    { "Europe/Berlin", "2026-11-27T10:00:00+01:00", "please reply by next Friday", "2026-12-04T23:00:00Z" },
    { "Europe/Berlin", "2028-02-28T10:00:00+01:00", "bitte bis 29.2. antworten", "2028-02-29T23:00:00Z" },
    { "Europe/Berlin", "2026-12-30T10:00:00+01:00", "please reply by the end of the month", "2026-12-31T23:00:00Z" },
    { "Europe/Berlin", "2026-12-30T10:00:00+01:00", "please reply by the end of next month", "2027-01-31T23:00:00Z" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(cases[i].zone);
    struct stated_deadline deadline;
    g_assert_true(stated_find(cases[i].text, "en", clock_parse(cases[i].arrival), zone, &deadline));
    g_autofree char *at = clock_format(deadline.at, NULL);
    if (strcmp(at, cases[i].at))
      g_error("%s: not %s but %s", cases[i].text, cases[i].at, at);
  }
}

static void the_earliest_counts_with_its_words(void)
{
  static const char text[] = "Hello. The rest can follow by Monday. The first part must be here by Friday 5pm, please.";
  struct stated_deadline deadline;
  g_assert_true(stated_find(text, "en", clock_parse("2026-11-25T10:00:00Z"), NULL, &deadline));
  g_autofree char *words = g_strndup(text + deadline.start, deadline.end - deadline.start);
  g_assert_cmpstr(words, ==, "by Friday 5pm");
  g_assert_true(deadline.has_time);
  g_assert_true(stated_find("금요일까지 부탁드립니다", "ko", clock_parse("2026-11-25T10:00:00Z"), NULL, &deadline));
  g_assert_cmpuint(deadline.start, ==, 0);
  g_assert_cmpuint(deadline.end, ==, strlen("금요일까지"));
  g_assert_false(deadline.has_time);
}

static void a_time_that_is_no_time_says_nothing(void)
{
  struct stated_deadline deadline;
  g_assert_false(stated_find("by Friday please", "en", CLOCK_NONE, NULL, &deadline));
  static const char *const texts[] = { "please by 31 February", "please by 45:99", "please by 99/99/9999", "by 0.0.0000 please",
                                       "please by 2026-13-45", "please within 999999999999 days", "12월 99일까지 부탁", "25시까지 부탁", "by by by by by",
                                       "까지까지까지", "before before noonish", "by 99pm please", "by the end of the" };
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
    if (stated_find(texts[i], "en", clock_parse("2026-11-25T10:00:00Z"), NULL, &deadline))
      g_error("%s", texts[i]);
}

/* A stranger can send any of these. */
static void no_text_costs_more_than_its_length(void)
{
  static const char *const pieces[] = { "by ", "by Friday ", "1", "1 ", "3.12. ", "the end of ", "금요일까지 ", "까지", "周五", "before the next ",
                                        "12:30:", "Friday", "not ", "、", "\n", ". ", "d'ici ", "내일", "s\303\241", "\xed\x9e\xa3" };
  struct stated_deadline deadline;
  gint64 arrival = clock_parse("2026-11-25T10:00:00Z");
  double start = cpu_seconds();
  for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
    g_autoptr(GString) text = g_string_new(NULL);
    while (text->len < 64 * 1024)
      g_string_append(text, pieces[i]);
    stated_find(text->str, "en", arrival, NULL, &deadline);
  }
  g_assert_cmpfloat(cpu_seconds() - start, <, 3); /* some 0.1 s; the bound only catches another order of growth */
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/stated/en", english_says_by_when);
  g_test_add_func("/stated/en/none", english_without_a_limit_for_us);
  g_test_add_func("/stated/ko", korean_says_by_when);
  g_test_add_func("/stated/ko/none", korean_without_a_limit_for_us);
  g_test_add_func("/stated/de", german_says_by_when);
  g_test_add_func("/stated/fr", french_says_by_when);
  g_test_add_func("/stated/es-pt", spanish_and_portuguese_say_by_when);
  g_test_add_func("/stated/ja", japanese_says_by_when);
  g_test_add_func("/stated/zh", chinese_says_by_when);
  g_test_add_func("/stated/dst", clocks_that_change_are_followed);
  g_test_add_func("/stated/earliest", the_earliest_counts_with_its_words);
  g_test_add_func("/stated/nonsense", a_time_that_is_no_time_says_nothing);
  g_test_add_func("/stated/cost", no_text_costs_more_than_its_length);
  return g_test_run();
}
