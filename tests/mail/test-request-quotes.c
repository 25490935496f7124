/* Styles of quoting, one case each: what mail programs write around an answer, in the languages they write it in. */
#include "mail/view.h"

#define OLD "> old words\n> older words\n"
#define OUTLOOK_EN "From: Mina Lee <mina@acme.example>\nSent: Monday, November 23, 2026 10:00 AM\nTo: Support\nSubject: Printer\n\nold words\n"

static const struct {
  const char *name, *text, *request;
} cases[] = {
  /* Gmail, Apple Mail, Thunderbird: an introduction before quotes */
  { "Gmail, English", "New.\n\nOn Mon, Nov 23, 2026 at 10:00 AM Mina Lee <mina@acme.example> wrote:\n\n" OLD, "New." },
  { "Gmail, broken over two lines", "New.\n\nOn Mon, Nov 23, 2026 at 10:00 AM Mina Lee <mina.lee@a-long.acme.example>\nwrote:\n\n" OLD, "New." },
  { "Gmail, broken within the address", "New.\n\nOn Mon, Nov 23, 2026 at 10:00 AM Mina Lee via Acme <\nmina@acme.example> wrote:\n\n" OLD, "New." },
  { "Apple Mail, English", "New.\n\n> On Nov 23, 2026, at 10:00, Mina Lee <mina@acme.example> wrote:\n>\n" OLD, "New." },
  { "Thunderbird, English", "New.\n\nOn 11/23/26 10:00, Mina Lee wrote:\n" OLD, "New." },
  { "Evolution", "New.\n\nOn Mon, 2026-11-23 at 10:00 +0900, Mina Lee wrote:\n" OLD, "New." },
  { "Eudora", "New.\n\nAt 10:00 AM 11/23/2026, Mina Lee wrote:\n" OLD, "New." },
  { "Zoho", "New.\n\n---- On Mon, 23 Nov 2026 10:00:00 +0900 Mina<mina@acme.example> wrote ----\n\nold words", "New." },
  { "Sender without date", "New.\n\nMina Lee <mina@acme.example> wrote:\n" OLD, "New." },
  { "Gmail, German", "Neu.\n\nAm Mo., 23. Nov. 2026 um 10:00 Uhr schrieb Mina Lee <mina@acme.example>:\n\n" OLD, "Neu." },
  { "Gmail, German, sender first", "Neu.\n\nMina Lee <mina@acme.example> schrieb am Mo., 23. Nov. 2026,\n10:00:\n\n" OLD, "Neu." },
  { "Thunderbird, German", "Neu.\n\nAm 23.11.26 um 10:00 schrieb Mina Lee:\n" OLD, "Neu." },
  { "Gmail, French", "Nouveau.\n\nLe lun. 23 nov. 2026 à 10:00, Mina Lee <mina@acme.example> a écrit :\n\n" OLD, "Nouveau." },
  { "Thunderbird, French", "Nouveau.\n\nLe 23/11/2026 à 10:00, Mina Lee a écrit :\n" OLD, "Nouveau." },
  { "Gmail, Spanish", "Nuevo.\n\nEl lun, 23 nov 2026 a las 10:00, Mina Lee (<mina@acme.example>)\nescribió:\n\n" OLD, "Nuevo." },
  { "Gmail, Portuguese", "Novo.\n\nEm seg., 23 de nov. de 2026 às 10:00, Mina Lee <mina@acme.example>\nescreveu:\n\n" OLD, "Novo." },
  { "Gmail, Italian", "Nuovo.\n\nIl giorno lun 23 nov 2026 alle ore 10:00 Mina Lee <mina@acme.example>\nha scritto:\n\n" OLD, "Nuovo." },
  { "Gmail, Dutch", "Nieuw.\n\nOp ma 23 nov 2026 om 10:00 schreef Mina Lee <mina@acme.example>:\n\n" OLD, "Nieuw." },
  { "Apple Mail, Dutch", "Nieuw.\n\nOp 23 nov. 2026 om 10:00 heeft Mina Lee <mina@acme.example> het volgende geschreven:\n\n" OLD, "Nieuw." },
  { "Gmail, Swedish", "Nytt.\n\nDen mån 23 nov. 2026 kl 10:00 skrev Mina Lee <mina@acme.example>:\n\n" OLD, "Nytt." },
  { "Gmail, Danish", "Nyt.\n\nman. 23. nov. 2026 kl. 10.00 skrev Mina Lee <mina@acme.example>:\n\n" OLD, "Nyt." },
  { "Gmail, Finnish", "Uusi.\n\nma 23. marrask. 2026 klo 10.00 Mina Lee (mina@acme.example) kirjoitti:\n\n" OLD, "Uusi." },
  { "Gmail, Polish", "Nowe.\n\npon., 23 lis 2026 o 10:00 Mina Lee <mina@acme.example> napisał(a):\n\n" OLD, "Nowe." },
  { "Gmail, Czech", "Nové.\n\npo 23. 11. 2026 v 10:00 odesílatel Mina Lee <mina@acme.example> napsal:\n\n" OLD, "Nové." },
  { "Gmail, Turkish", "Yeni.\n\nMina Lee <mina@acme.example>, 23 Kas 2026 Pzt, 10:00 tarihinde şunu yazdı:\n\n" OLD, "Yeni." },
  { "Gmail, Russian", "Новое.\n\nпн, 23 нояб. 2026 г. в 10:00, Mina Lee <mina@acme.example>:\n\n" OLD, "Новое." },
  { "Thunderbird, Russian", "Новое.\n\n23.11.2026 10:00, Mina Lee пишет:\n" OLD, "Новое." },
  { "Gmail, Ukrainian", "Нове.\n\nпн, 23 лист. 2026 р. о 10:00 Mina Lee <mina@acme.example> пише:\n\n" OLD, "Нове." },
  { "Gmail, Vietnamese", "Mới.\n\nVào Th 2, 23 thg 11, 2026 vào lúc 10:00 Mina Lee <mina@acme.example>\nđã viết:\n\n" OLD, "Mới." },
  { "Gmail, Indonesian", "Baru.\n\nPada tanggal Sen, 23 Nov 2026 pukul 10.00 Mina Lee <mina@acme.example>\nmenulis:\n\n" OLD, "Baru." },
  { "Gmail, Japanese", "新規です。\n\n2026年11月23日(月) 10:00 Mina Lee <mina@acme.example>:\n\n" OLD, "新規です。" },
  { "Apple Mail, Japanese", "新規です。\n\n2026/11/23 10:00、Mina Lee <mina@acme.example>のメール:\n\n" OLD, "新規です。" },
  { "Gmail, Chinese", "新的。\n\nMina Lee <mina@acme.example> 于2026年11月23日周一 10:00写道：\n\n" OLD, "新的。" },
  { "Gmail, Traditional Chinese", "新的。\n\nMina Lee <mina@acme.example> 於 2026年11月23日 週一 上午10:00寫道：\n\n" OLD, "新的。" },
  { "unknown language before quotes", "Uusi.\n\n2026-11-23 10:00 Mina Lee <mina@acme.example> kirjutas nii:\n\n" OLD, "Uusi." },
  /* an introduction, and no quotes after it */
  { "introduced and not quoted", "New.\n\nOn Mon, 23 Nov 2026 10:00, Mina Lee <mina@acme.example> wrote:\n\nold words\n\nmore old words\n", "New." },
  { "old Gmail date", "New.\n\n2026-11-23 10:00 GMT+09:00 Mina Lee <mina@acme.example>:\n\nold words\n", "New." },
  /* separators and header blocks */
  { "Outlook, English", "New.\n\n" OUTLOOK_EN, "New." },
  { "Outlook, English, separated", "New.\n\n-----Original Message-----\n" OUTLOOK_EN, "New." },
  { "Outlook on the web", "New.\n\n________________________________\n" OUTLOOK_EN, "New." },
  { "Outlook with stars", "New.\n\n*From:* Mina Lee <mina@acme.example>\n*Sent:* Monday\n*To:* Support\n*Subject:* Printer\n\nold", "New." },
  { "Outlook, German", "Neu.\n\nVon: Mina Lee <mina@acme.example>\nGesendet: Montag, 23. November 2026 10:00\nAn: Support\nBetreff: Drucker\n\nalt", "Neu." },
  { "Outlook, German, separated", "Neu.\n\n-----Ursprüngliche Nachricht-----\nVon: Mina\nGesendet: Montag\nAn: Support\n\nalt", "Neu." },
  { "Outlook, French", "Nouveau.\n\nDe : Mina Lee <mina@acme.example>\nEnvoyé : lundi 23 novembre 2026 10:00\nÀ : Support\nObjet : Imprimante\n\nvieux", "Nouveau." },
  { "Outlook, Spanish", "Nuevo.\n\nDe: Mina Lee <mina@acme.example>\nEnviado el: lunes, 23 de noviembre de 2026 10:00\nPara: Soporte\nAsunto: Impresora\n\nviejo", "Nuevo." },
  { "Outlook, Portuguese", "Novo.\n\nDe: Mina Lee <mina@acme.example>\nEnviada em: segunda-feira, 23 de novembro de 2026\nPara: Suporte\nAssunto: Impressora\n\nvelho", "Novo." },
  { "Outlook, Italian", "Nuovo.\n\nDa: Mina Lee <mina@acme.example>\nInviato: lunedì 23 novembre 2026 10:00\nA: Supporto\nOggetto: Stampante\n\nvecchio", "Nuovo." },
  { "Outlook, Dutch", "Nieuw.\n\nVan: Mina Lee <mina@acme.example>\nVerzonden: maandag 23 november 2026\nAan: Support\nOnderwerp: Printer\n\noud", "Nieuw." },
  { "Outlook, Polish", "Nowe.\n\nOd: Mina Lee <mina@acme.example>\nWysłano: poniedziałek, 23 listopada 2026\nDo: Pomoc\nTemat: Drukarka\n\nstare", "Nowe." },
  { "Outlook, Danish", "Nyt.\n\nFra: Mina Lee <mina@acme.example>\nSendt: 23. november 2026 10:00\nTil: Support\nEmne: Printer\n\ngammelt", "Nyt." },
  { "Outlook, Turkish", "Yeni.\n\nKimden: Mina Lee <mina@acme.example>\nGönderildi: 23 Kasım 2026 Pazartesi\nKime: Destek\nKonu: Yazıcı\n\neski", "Yeni." },
  { "Outlook, Russian", "Новое.\n\nОт: Mina Lee <mina@acme.example>\nОтправлено: 23 ноября 2026 г. 10:00\nКому: Support\nТема: Принтер\n\nстарое", "Новое." },
  { "Outlook, Japanese", "新規です。\n\n差出人: Mina Lee <mina@acme.example>\n送信日時: 2026年11月23日 10:00\n宛先: Support\n件名: プリンター\n\n古い", "新規です。" },
  { "Foxmail", "新的。\n\n发件人： Mina Lee\n发送时间： 2026-11-23 10:00\n收件人： support@acme.example\n主题： 打印机\n\n旧的", "新的。" },
  { "QQ", "新的。\n\n------------------ 原始邮件 ------------------\n发件人: \"Mina\" <mina@acme.example>;\n发送时间: 2026年11月23日(星期一) 上午10:00\n收件人: \"Support\";\n主题: 打印机\n\n旧的", "新的。" },
  { "Yahoo", "New.\n\n    On Monday, November 23, 2026 at 10:00:00 AM GMT+9, Mina Lee <mina@acme.example> wrote:  \n \n old words\nmore", "New." },
  { "fields broken over lines", "New.\n\nFrom: Mina Lee\n <mina@acme.example>\nDate: Monday\nTo: Support <support@acme.example>,\n Help <help@acme.example>\nSubject: Printer\n\nold", "New." },
  { "Lotus Notes", "New.\n\n----- Original Message -----\nFrom: Mina Lee\nTo: Support\nSent: Monday\n\nold", "New." },
  { "a separator in a language of its own", "Uus.\n\n---------- Algne kiri ----------\nFrom: Mina\nvana", "Uus." },
  { "below a line, only a sender", "New.\n\n________________________________________\nFrom: Mina\n\nold", "New." },
  { "Horde", "New.\n\nQuoting Mina Lee <mina@acme.example>:\n\n" OLD, "New." },
  { "Android", "New.\n\n---- Mina Lee wrote ----\n\nold words", "New." },
  { "Lotus, verb before the date", "New.\n\nMina Lee <mina@acme.example> wrote on 23.11.2026 10:00:\n\n" OLD, "New." },
  { "a forum's mail", "New.\n\nPosted by mina on 11/23/2026\n\nold words", "New." },
  { "Czech webmail", "Nové.\n\n---------- Původní e-mail ----------\nOd: Mina <mina@acme.example>\nKomu: help@acme.example\nDatum: 23. 11. 2026\nPředmět: x\n\nstaré", "Nové." },
  { "above a quoted signature", "New.\n\nSent from my iPhone\n\n> On Nov 23, 2026, at 10:00, Mina <mina@acme.example> wrote:\n>\n> old\n> -- \n> Mina", "New." },
  /* Korean */
  { "Gmail, Korean", "새 글입니다.\n\n2026년 11월 23일 (월) 오전 10:00, 이민아 <mina@acme.example>님이 작성:\n\n" OLD, "새 글입니다." },
  { "Gmail, Korean, broken", "새 글입니다.\n\n2026년 11월 23일 (월) 오전 10:00, 고객지원팀 이민아 <mina@acme.example>님이\n작성:\n\n" OLD, "새 글입니다." },
  { "Apple Mail, Korean", "새 글입니다.\n\n> 2026. 11. 23. 오전 10:00, 이민아 <mina@acme.example> 작성:\n>\n" OLD, "새 글입니다." },
  { "Apple Mail, Korean, not quoted", "새 글입니다.\n\n2026. 11. 23. 오전 10:00, 이민아 <mina@acme.example> 작성:\n\n옛 글입니다.", "새 글입니다." },
  { "Thunderbird, Korean", "새 글입니다.\n\n2026-11-23 오전 10:00에 이민아 이(가) 쓴 글:\n" OLD, "새 글입니다." },
  { "Outlook, Korean", "새 글입니다.\n\n보낸 사람: 이민아 <mina@acme.example>\n보낸 날짜: 2026년 11월 23일 월요일 오전 10:00\n받는 사람: 고객지원\n제목: 프린터\n\n옛 글", "새 글입니다." },
  { "Outlook mobile, Korean", "새 글입니다.\n\nAndroid용 Outlook 다운로드\n________________________________\n보낸 사람: 이민아 <mina@acme.example>\n날짜: 2026년 11월 23일\n받는 사람: 고객지원 <help@acme.example>\n제목: 프린터\n\n옛 글", "새 글입니다." },
  { "Naver", "새 글입니다.\n\n-----Original Message-----\nFrom: \"이민아\" <mina@acme.example>\nTo: \"고객지원\" <help@acme.example>;\nCc:\nSent: 2026-11-23 (월) 10:00:00 (GMT+09:00)\nSubject: 프린터 문의\n\n옛 글", "새 글입니다." },
  { "Naver, one line a field and blanks", "새 글입니다.\n\n-----Original Message-----\n\nFrom:  \"이민아\"<mina@acme.example>\n\nTo: <help@acme.example>\n\nSent: 2026-11-23 (월) 10:00:00\n\nSubject: 프린터\n\n옛 글", "새 글입니다." },
  { "Daum", "새 글입니다.\n\n--------- 원본 메일 ---------\n보낸사람: 이민아 <mina@acme.example>\n받는사람: 고객지원 <help@acme.example>\n날짜: 2026년 11월 23일 월요일, 10시 00분 00초 +0900\n제목: 프린터\n\n옛 글", "새 글입니다." },
  { "Kakao", "새 글입니다.\n\n---------- 원본 메일 ----------\n보낸사람 : 이민아\n받는사람 : 고객지원\n날짜 : 2026/11/23\n제목 : 프린터\n\n옛 글", "새 글입니다." },
  { "Nate", "새 글입니다.\n\n-----Original Message-----\n보낸사람 : \"이민아\" <mina@acme.example>\n받는사람 : help@acme.example\n보낸날짜 : 2026-11-23\n\n옛 글", "새 글입니다." },
  { "Samsung, Korean", "새 글입니다.\n\nGalaxy에서 보냄\n\n-------- 원본 이메일 --------\n발신: 이민아 <mina@acme.example>\n날짜: 26/11/23 오전 10:00\n받은사람: 고객지원\n제목: 프린터\n\n옛 글", "새 글입니다." },
  { "groupware with letters apart", "새 글입니다.\n\n보낸 사람 : 이민아 <mina@acme.example>\n받는 사람 : 고객지원\n보낸 일시 : 2026-11-23\n제 목 : 프린터\n\n옛 글", "새 글입니다." },
  { "separator alone, Korean", "새 글입니다.\n\n[원본 메시지]\n옛 글", "새 글입니다." },
  { "separator between equal signs, Korean", "새 글입니다.\n\n===== 원본 메일 =====\n옛 글", "새 글입니다." },
  { "answer below, Korean", "2026년 11월 23일 (월) 오전 10:00, 이민아 <mina@acme.example>님이 작성:\n\n> 프린터가 됩니까?\n\n아니요, 아직 안 됩니다.", "아니요, 아직 안 됩니다." },
  { "answers between, Korean", "안녕하세요.\n\n2026년 11월 23일 (월) 오전 10:00, 이민아 <mina@acme.example>님이 작성:\n> 버전이 무엇인가요?\n4.2입니다.\n> 언제부터인가요?\n어제부터입니다.", "안녕하세요.\n\n> 버전이 무엇인가요?\n4.2입니다.\n> 언제부터인가요?\n어제부터입니다." },
  { "answer to a question at the end, Korean", "답변 감사합니다.\n\n2026년 11월 23일 (월) 오전 10:00, 이민아 <mina@acme.example>님이 작성:\n> 버전이 무엇인가요?\n\n4.2입니다.", "답변 감사합니다.\n\n> 버전이 무엇인가요?\n\n4.2입니다." },
  { "iPhone, Korean", "로그인이 안 됩니다.\n\n나의 iPhone에서 보냄", "로그인이 안 됩니다." },
  { "Galaxy, Korean", "로그인이 안 됩니다.\n\nGalaxy에서 보냄", "로그인이 안 됩니다." },
  { "Naver's program, Korean", "로그인이 안 됩니다.\n\n네이버 메일 앱에서 보냄", "로그인이 안 됩니다." },
  { "Daum's program, Korean", "로그인이 안 됩니다.\n\nDaum 메일 앱에서 보냄", "로그인이 안 됩니다." },
  { "Samsung's long line, Korean", "로그인이 안 됩니다.\n\n삼성 Galaxy 스마트폰에서 보냈습니다.", "로그인이 안 됩니다." },
  { "disclaimer, Korean", "로그인이 안 됩니다.\n\n본 메일은 지정된 수신인만을 위한 것이며, 기밀 정보를 포함할 수 있습니다. 잘못 수신하신 경우 삭제하여 주십시오.", "로그인이 안 됩니다." },
  { "disclaimer of another company, Korean", "로그인이 안 됩니다.\n\n이 전자우편에는 법적으로 보호되는 정보가 있을 수 있습니다.\n수신자가 아닌 경우 무단 사용을 금합니다.", "로그인이 안 됩니다." },
  { "words that look like a field, Korean", "제목: 환불 문의\n어제 주문한 것을 환불해 주세요.", "제목: 환불 문의\n어제 주문한 것을 환불해 주세요." },
  { "a list with a label, Korean", "출발: 서울\n도착: 부산\n날짜: 11월 23일\n좌석이 없습니다.", "출발: 서울\n도착: 부산\n날짜: 11월 23일\n좌석이 없습니다." },
  { "words about writing, Korean", "어제 제가 작성:\n글이 없어졌습니다.", "어제 제가 작성:\n글이 없어졌습니다." },
  { "Thunderbird, Korean, older", "새 글입니다.\n\n2026-11-23 오전 10:00에 이민아 님이 쓴 글:\n" OLD, "새 글입니다." },
  { "Gmail, Korean, in a sentence", "새 글입니다.\n\n2026년 11월 23일 (월) 10:00, 이민아 <mina@acme.example>님이 작성했습니다:\n" OLD, "새 글입니다." },
  { "groupware, Korean and English", "새 글입니다.\n\nOn 2026-11-23 10:00:00, 이민아<mina@acme.example> wrote:\n\n옛 글", "새 글입니다." },
  { "groupware, blanks before colons", "새 글입니다.\n\n---------- Original Message ----------\nFrom : 이민아 <mina@acme.example>\nTo : 지원\nDate : 2026-11-23\nSubject : 프린터\n\n옛 글", "새 글입니다." },
  { "groupware, other names of fields", "새 글입니다.\n\n발신 : 이민아 <mina@acme.example>\n수신 : 지원\n일자 : 2026-11-23\n제목 : 프린터\n\n옛 글", "새 글입니다." },
  { "separator as many spell it, Korean", "새 글입니다.\n\n-----원본 메세지-----\n옛 글", "새 글입니다." },
  { "what was asked for comes below, Korean", "안녕하세요, 답변드립니다.\n\n2026년 11월 23일 (월) 오전 10:00, 이민아 <mina@acme.example>님이 작성:\n> 버전을 알려 주세요.\n\n4.2입니다.", "안녕하세요, 답변드립니다.\n\n> 버전을 알려 주세요.\n\n4.2입니다." },
  { "answer announced below, Korean", "아래에 답변드립니다.\n\n2026년 11월 23일 (월) 오전 10:00, 이민아 <mina@acme.example>님이 작성:\n> 버전\n\n4.2입니다.", "아래에 답변드립니다.\n\n> 버전\n\n4.2입니다." },
  { "two programs' lines, Korean", "로그인이 안 됩니다.\n\n나의 iPhone에서 보냄\n\n2026. 11. 23. 오전 10:00, 이민아 <mina@acme.example> 작성:\n\n" OLD, "로그인이 안 됩니다." },
  { "banner above, Korean", "[외부메일] 주의하여 열어 주세요.\n\n로그인이 안 됩니다.", "로그인이 안 됩니다." },
  { "Naver, Korean", "새 글입니다.\n\n-----Original Message-----\nFrom: \"이민아\"<mina@acme.example>\nTo: <help@acme.example>;\nCc:\nSent: 2026-11-23 (월) 10:00:00 (GMT+09:00)\nSubject: 프린터\n\n옛 글", "새 글입니다." },
  { "Daum, Korean", "새 글입니다.\n\n--------- 원본 메일 ---------\n보낸사람: 이민아 <mina@acme.example>\n받는사람: 고객지원 <help@acme.example>\n날짜: 2026년 11월 23일 월요일, 10시 00분 00초 +0900\n제목: 프린터\n\n옛 글", "새 글입니다." },
  { "Outlook in English above Korean", "확인했습니다.\n\nFrom: 이민아 <mina@acme.example>\nSent: Monday, November 23, 2026 10:00 AM\nTo: 고객지원 <help@acme.example>\nSubject: RE: 프린터\n\n옛 글", "확인했습니다." },
  { "two paragraphs above, Korean", "첫째입니다.\n\n둘째입니다.\n\n2026년 11월 23일 (월) 오전 10:00, 이민아 <mina@acme.example>님이 작성:\n\n" OLD, "첫째입니다.\n\n둘째입니다." },
  { "iPad, Korean", "로그인이 안 됩니다.\n\n나의 iPad에서 보냄", "로그인이 안 됩니다." },
  { "a list of one's own, Korean", "- 주문 번호 12345\n- 수량 2개\n\n2026년 11월 23일 (월) 오전 10:00, 이민아 <mina@acme.example>님이 작성:\n" OLD, "- 주문 번호 12345\n- 수량 2개" },
  { "a quote within a quote, Korean", "감사합니다. 해결됐습니다.\n\n2026년 11월 23일 (월) 오전 10:00, 이민아 <mina@acme.example>님이 작성:\n> 확인했습니다.\n>\n> 2026년 11월 22일 (일) 오후 3:00, 홍길동 <hong@acme.example>님이 작성:\n>> 안 됩니다.", "감사합니다. 해결됐습니다." },
  { "dashes within the text, Korean", "배송지 - 서울시 강남구\n연락처 - 010-1234-5678\n변경해 주세요.", "배송지 - 서울시 강남구\n연락처 - 010-1234-5678\n변경해 주세요." },
  { "a time in the text, Korean", "2026년 11월 23일 오전 10시에 주문했습니다.\n아직 안 왔습니다.", "2026년 11월 23일 오전 10시에 주문했습니다.\n아직 안 왔습니다." },
  { "what somebody else wrote in the text, Korean", "상담원님이 작성하신 글을 봤습니다.\n내용이 다릅니다.", "상담원님이 작성하신 글을 봤습니다.\n내용이 다릅니다." },
  /* answers below and between */
  { "answer below", "On Monday, Mina <mina@acme.example> wrote:\n> Does it print?\n\nNo.", "No." },
  { "answer below, two levels", "On Monday, Mina <mina@acme.example> wrote:\n> On Sunday, Tom wrote:\n>> first\n> second\n\nThird.", "Third." },
  { "answers between", "Hi Mina,\n\nOn Mon, 23 Nov 2026 10:00, Mina wrote:\n> Which version?\n4.2\n> Since when?\nYesterday.", "Hi Mina,\n\n> Which version?\n4.2\n> Since when?\nYesterday." },
  { "announced answers below", "See below.\n\nOn Mon, 23 Nov 2026 10:00, Mina wrote:\n> Tell me the version.\n\n4.2", "See below.\n\n> Tell me the version.\n\n4.2" },
  { "a quote chosen by hand", "> The light is red.\n\nWhat does that mean?", "> The light is red.\n\nWhat does that mean?" },
  { "quotes of named people", "New.\n\nOn Mon, 23 Nov 2026 10:00, Mina wrote:\n\nMina> old words\nMina> older words", "New." },
  { "bars for quotes", "New.\n\nOn Mon, 23 Nov 2026 10:00, Mina wrote:\n| old words\n| older words", "New." },
  /* programs and companies */
  { "BlackBerry", "It fails.\n\nSent from my Verizon Wireless BlackBerry", "It fails." },
  { "Outlook for iOS", "It fails.\n\nGet Outlook for iOS<https://aka.example/o>", "It fails." },
  { "German phone", "Es geht nicht.\n\nVon meinem iPhone gesendet", "Es geht nicht." },
  { "K-9", "Es geht nicht.\n-- \nDiese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.", "Es geht nicht." },
  { "French phone", "Ça ne marche pas.\n\nEnvoyé de mon iPhone", "Ça ne marche pas." },
  { "Japanese phone", "動きません。\n\niPhoneから送信", "動きません。" },
  { "Chinese phone", "不能用。\n\n发自我的iPhone", "不能用。" },
  { "disclaimer", "It fails.\n\nCONFIDENTIALITY NOTICE: This e-mail is intended only for the recipient named above.\nIf you are not that person, delete it.", "It fails." },
  { "disclaimer, German", "Es geht nicht.\n\nDiese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Empfänger sind, löschen Sie sie.", "Es geht nicht." },
  { "scanner", "It fails.\n\nThis email has been checked for viruses by a scanner.\nwww.scanner.example", "It fails.\n\nwww.scanner.example" },
  { "banner above", "CAUTION: This email originated from outside of the organization.\n\nIt fails.", "It fails." },
  { "signed by PGP", "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nIt fails.\n-----BEGIN PGP SIGNATURE-----\n\niQEz\n-----END PGP SIGNATURE-----", "It fails." },
  /* words that only look like it */
  { "a sentence with a phone", "Sent from my desk, this is easier than on the road.", "Sent from my desk, this is easier than on the road." },
  { "somebody wrote", "The manual says what he wrote:\nturn it off", "The manual says what he wrote:\nturn it off" },
  { "on, and a colon", "On your server you can run:\n\n    telnet 127.0.0.1\n\nThat fails.", "On your server you can run:\n\n    telnet 127.0.0.1\n\nThat fails." },
  { "what was sent", "Sent via DHL on Monday.\n\nWhere is it?", "Sent via DHL on Monday.\n\nWhere is it?" },
  { "from a phone one cannot", "Hello,\n\nFrom my iPhone I cannot log in.\n\nMina", "Hello,\n\nFrom my iPhone I cannot log in.\n\nMina" },
  { "from an account, German", "Hallo,\n\nvon meinem Konto wurde zweimal abgebucht.\n\nMina", "Hallo,\n\nvon meinem Konto wurde zweimal abgebucht.\n\nMina" },
  { "a phone by its name, Korean", "안녕하세요.\n\n삼성 갤럭시 S24에서 로그인이 안 됩니다.\n\n홍길동", "안녕하세요.\n\n삼성 갤럭시 S24에서 로그인이 안 됩니다.\n\n홍길동" },
  { "mail from outside does not come, Korean", "외부메일이 안 옵니다.\n\n확인해 주세요.", "외부메일이 안 옵니다.\n\n확인해 주세요." },
  { "mail from outside does not come", "External email does not arrive.\n\nPlease look.", "External email does not arrive.\n\nPlease look." },
  { "a journey", "From: Seoul\nTo: Busan\nDate: 3 May\nI want my money back.", "From: Seoul\nTo: Busan\nDate: 3 May\nI want my money back." },
  { "a log between lines", "It says:\n\n----------\nerror 5\n----------\n\nPlease help.", "It says:\n\n----------\nerror 5\n----------\n\nPlease help." },
  { "a heading underlined", "Steps\n-----\n1. print\n2. wait", "Steps\n-----\n1. print\n2. wait" },
  { "a prompt", "I type:\nmysql> select 1;\nand nothing comes.", "I type:\nmysql> select 1;\nand nothing comes." },
  { "a table", "| a | b |\n| 1 | 2 |", "| a | b |\n| 1 | 2 |" },
  { "a dated log", "It logs\n2026-11-23 10:00:00 print: failed\nall day.", "It logs\n2026-11-23 10:00:00 print: failed\nall day." },
  { "mail about confidentiality", "This message is confidential to me: my password does not work.", "This message is confidential to me: my password does not work." },
  { "a leak", "Hello,\n\nThis email contains confidential data of others, disclosed by error.", "Hello,\n\nThis email contains confidential data of others, disclosed by error." },
  { "a virus", "Hello,\n\nplease look.\n\nImportant: there is a virus in what you sent.", "Hello,\n\nplease look.\n\nImportant: there is a virus in what you sent." },
  { "a password, Korean", "안녕하세요.\n로그인이 안 됩니다.\n\n이 메일 계정의 비밀번호를 바꿔 주세요.", "안녕하세요.\n로그인이 안 됩니다.\n\n이 메일 계정의 비밀번호를 바꿔 주세요." },
  /* never nothing when there is something */
  { "only a quote", "> only a quote", "> only a quote" },
  { "only a signature", "-- \nonly a signature", "-- \nonly a signature" },
  { "only a footer", "Sent from my iPhone", "Sent from my iPhone" },
  { "only thanks", "감사합니다.", "감사합니다." },
  { "an introduction and a quote", "On Monday, Mina <mina@acme.example> wrote:\n> old words", "> old words" },
  { "introductions and nothing", "> On Monday, Mina <mina@acme.example> wrote:\n>\n>> On Sunday, Tom <tom@acme.example> wrote:\n>>", "" },
  { "nothing", "", "" },
};

static void every_style_of_quoting_is_known(void)
{
  guint failed = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    struct view_written got;
    view_request(cases[i].text, FALSE, &got);
    if (g_strcmp0(got.request, cases[i].request) != 0) {
      g_test_message("%s: got '%s', not '%s'", cases[i].name, got.request, cases[i].request);
      failed++;
    }
    view_written_clear(&got);
  }
  g_assert_cmpuint(failed, ==, 0);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/request/quotes", every_style_of_quoting_is_known);
  return g_test_run();
}
