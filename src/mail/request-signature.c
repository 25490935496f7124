/* What stands below a request: the sender's own block, and what programs and companies add. */
#include "mail/request-private.h"

#include <string.h>

/* Lines of mail programs and scanners, in lower case. `most`: bytes of such a line, so that a sentence that begins alike
 * is not taken for one. */
static const struct {
  const char *start;
  gsize most;
} footers[] = {
  /* English */
  { "sent from my ", 60 },
  { "sent from mail for ", 60 },
  { "sent from outlook", 60 },
  { "sent from the ", 60 },
  { "sent from yahoo mail", 60 },
  { "sent from windows mail", 60 },
  { "sent from proton", 60 },
  { "sent from gmail", 60 },
  { "sent from samsung", 60 },
  { "sent from a ", 60 },
  { "sent from mobile", 60 },
  { "sent from smartphone", 60 },
  { "sent from iphone", 40 },
  { "sent from blue", 40 },
  { "sent from naver", 60 },
  { "sent via ", 60 },
  { "sent with ", 70 },
  { "sent by galaxy", 60 },
  { "sent using ", 70 },
  { "get outlook for ", 60 },
  { "download outlook for ", 60 },
  { "from my iphone", 40 },
  { "from my ipad", 40 },
  { "from my phone", 40 },
  { "from my android", 40 },
  { "from mobile", 20 },
  { "virus-free.", 90 },
  { "this email has been checked for viruses", 160 },
  { "this e-mail has been checked for viruses", 160 },
  { "please excuse brevity", 80 },
  { "please excuse my brevity", 80 },
  { "please excuse typos", 80 },
  { "excuse typos", 60 },
  { "please consider the environment before printing", 120 },
  { "think before you print", 120 },
  { "you received this message because you are subscribed", 300 },
  { "to unsubscribe from this group", 200 },
  /* German */
  { "von meinem ", 80 },
  { "von mobilgerät gesendet", 80 },
  { "gesendet von ", 80 },
  { "gesendet mit ", 100 },
  { "gesendet über ", 80 },
  { "gesendet aus ", 80 },
  { "mit meinem ", 80 },
  { "diese nachricht wurde von ", 120 },
  { "diese e-mail wurde von avast", 160 },
  { "holen sie sich outlook", 80 },
  { "outlook für ios", 80 },
  { "outlook für android", 80 },
  { "virenfrei.", 90 },
  { "bitte denken sie an die umwelt", 160 },
  /* French */
  { "envoyé de mon ", 80 },
  { "envoyé de ma ", 80 },
  { "envoyé depuis ", 80 },
  { "envoyé à partir de ", 80 },
  { "envoyé à partir d'", 80 },
  { "envoyé avec ", 80 },
  { "obtenez outlook pour ", 80 },
  { "télécharger outlook pour ", 80 },
  { "garanti sans virus", 90 },
  { "sans virus.", 90 },
  /* Spanish, Catalan, Portuguese, Italian */
  { "enviado desde mi ", 80 },
  { "enviado desde ", 60 },
  { "enviat des de", 80 },
  { "obtener outlook para ", 80 },
  { "libre de virus", 90 },
  { "enviado do meu ", 80 },
  { "enviado a partir do ", 80 },
  { "enviado de meu ", 80 },
  { "enviado pelo ", 60 },
  { "obter o outlook para ", 80 },
  { "obter outlook para ", 80 },
  { "livre de vírus", 90 },
  { "inviato da ", 80 },
  { "inviato dal ", 80 },
  { "ottieni outlook per ", 80 },
  { "scarica outlook per ", 80 },
  { "privo di virus", 90 },
  /* Dutch, Danish, Norwegian, Swedish, Finnish */
  { "verzonden vanaf mijn ", 80 },
  { "verzonden met ", 80 },
  { "verzonden vanuit ", 80 },
  { "verstuurd vanaf mijn ", 80 },
  { "verstuurd vanaf ", 80 },
  { "verstuurd met ", 80 },
  { "outlook voor ", 60 },
  { "sendt fra min ", 80 },
  { "sendt fra mit ", 80 },
  { "sendt fra ", 60 },
  { "hent outlook ", 60 },
  { "skickat från min ", 80 },
  { "skickat från ", 60 },
  { "från min ", 40 },
  { "hämta outlook för ", 60 },
  { "lähetetty iphone", 80 },
  { "lähetetty ", 60 },
  { "hanki outlook ", 60 },
  /* Polish, Czech, Slovak, Hungarian, Romanian, Turkish */
  { "wysłano z ", 80 },
  { "wysłane z ", 80 },
  { "pobierz outlook", 80 },
  { "odesláno z ", 80 },
  { "odeslané z ", 80 },
  { "odoslané z ", 80 },
  { "elküldve az ", 80 },
  { "trimis de pe ", 80 },
  { "iphone'umdan gönderildi", 80 },
  { "ipad'imden gönderildi", 80 },
  { "samsung cihazımdan", 80 },
  /* Russian, Ukrainian, Greek, Vietnamese, Indonesian */
  { "отправлено с ", 100 },
  { "отправлено из ", 100 },
  { "надіслано з ", 100 },
  { "надіслано із ", 100 },
  { "εστάλη από ", 100 },
  { "στάλθηκε από ", 100 },
  { "đã gửi từ ", 80 },
  { "được gửi từ ", 80 },
  { "dikirim dari ", 80 },
  /* Korean */
  { "나의 iphone에서 보냄", 60 },
  { "나의 ipad에서 보냄", 60 },
  { "내 iphone에서 보냄", 60 },
  { "iphone에서 보냄", 60 },
  { "제 iphone에서 보냄", 60 },
  { "galaxy에서 보냄", 60 },
  { "내 galaxy에서 보냄", 60 },
  { "나의 galaxy에서 보냄", 60 },
  { "삼성 galaxy", 80 },
  { "삼성 갤럭시", 80 },
  { "갤럭시에서 보냄", 60 },
  { "내 갤럭시", 60 },
  { "나의 갤럭시", 60 },
  { "삼성 모바일에서 보냄", 60 },
  { "samsung galaxy smartphone", 80 },
  { "samsung mobile에서 보냄", 80 },
  { "스마트폰에서 보냄", 60 },
  { "내 스마트폰에서 보냄", 60 },
  { "나의 스마트폰에서 보냄", 60 },
  { "휴대폰에서 보냄", 60 },
  { "모바일에서 보냄", 60 },
  { "네이버 메일 앱에서 보냄", 80 },
  { "네이버 메일앱에서 보냄", 80 },
  { "네이버 메일에서 보냄", 80 },
  { "다음메일 앱에서 보냄", 80 },
  { "다음 메일 앱에서 보냄", 80 },
  { "daum 메일 앱에서 보냄", 80 },
  { "daum메일 앱에서 보냄", 80 },
  { "카카오메일에서 보냄", 80 },
  { "카카오메일 앱에서 보냄", 80 },
  { "아이폰에서 보냄", 60 },
  { "내 아이폰에서 보냄", 60 },
  { "나의 아이폰에서 보냄", 60 },
  { "ios용 outlook", 80 },
  { "android용 outlook", 80 },
  { "windows용 메일에서 보냄", 80 },
  { "windows용 메일에서 보낸", 80 },
  { "outlook for ios 다운로드", 80 },
  { "lg 모바일에서 보냄", 60 },
  { "이 메일은 avast", 160 },
  { "바이러스가 없습니다", 120 },
  /* Japanese, Chinese */
  { "iphoneから送信", 60 },
  { "ipadから送信", 60 },
  { "私のiphoneから送信", 60 },
  { "スマートフォンから送信", 60 },
  { "android から送信", 60 },
  { "androidから送信", 60 },
  { "xperiaから送信", 60 },
  { "galaxyから送信", 60 },
  { "発自我的", 60 },
  { "发自我的", 80 },
  { "来自我的", 60 },
  { "从我的", 60 },
  { "從我的", 60 },
  { "寄自我的", 60 },
  { "發自我的", 60 },
  { "自我的 iphone", 60 },
  { "我的 iphone 傳送", 60 },
  { "发送自", 60 },
  { "傳送自", 60 },
  { "获取 outlook", 60 },
};

/* Where a disclaimer begins, in lower case; what it is about must follow in the same paragraph. */
static const char *const disclaimer_starts[] = {
  "this e-mail", "this email", "this message", "this communication", "this transmission", "this mail",
  "the information", "the contents",
  "the content of", "this electronic", "confidential", "disclaimer", "legal notice", "privileged", "notice",
  "important", "if you are not the", "if you have received", "any views",
  "e-mail disclaimer", "email disclaimer", "privacy notice", "diese e-mail", "diese mail", "diese nachricht",
  "der inhalt dieser", "die information", "vertraulich",
  "haftungsausschluss", "hinweis:", "wichtiger hinweis", "ce message", "ce courriel", "cet e-mail", "cet email",
  "ce mail", "le contenu de ce", "les informations", "avis de confidentialité", "confidentialité",
  "este mensaje", "este correo", "la información contenida", "aviso legal", "aviso de confidencialidad",
  "esta mensagem", "este e-mail", "este email", "esta comunica", "as informações",
  "questo messaggio", "questa e-mail", "questa mail", "le informazioni", "il presente messaggio", "ai sensi",
  "avviso di riservatezza", "dit bericht", "deze e-mail", "de informatie in dit", "denna e-post", "detta meddelande",
  "denne e-mail", "denne e-post", "tämä viesti",
  "niniejsza wiadomość", "ta wiadomość", "wiadomość ta", "tato zpráva", "данное сообщение", "это сообщение",
  "настоящее сообщение", "bu e-posta", "bu mesaj", "bu ileti",
  "본 메일", "본메일", "이 메일", "본 이메일", "이 이메일", "본 전자우편", "이 전자우편", "본 전자메일", "이 전자메일", "본 e-mail", "이 e-mail", "본 메시지",
  "이 메시지", "본 문서", "본 통신", "본 email", "본 e메일", "면책", "보안 경고", "알림:", "※ 본", "※본", "※ 이 메일", "만일 본 메일", "만약 본 메일",
  "このメール", "本メール", "このeメール", "本電子メール", "本eメール", "この電子メール", "此邮件", "本邮件", "此电子邮件", "该邮件", "本电子邮件", "本郵件", "此郵件",
  "本電子郵件", "此電子郵件", "本信件",
};

static const char *const disclaimer_words[] = {
  "confidential", "privileged", "intended", "recipient", "addressee", "disclos", "unauthori", "liabil", "virus",
  "vertraulich", "empfänger", "unbefugt", "adressat", "confidentiel", "destinataire", "confidencial", "destinatari",
  "destinatár", "riservat",
  "vertrouwelijk", "geadresseerde", "konfidenti", "mottagare", "modtager", "mottaker", "luottamuksel", "poufn",
  "adresat", "důvěrn", "конфиденциальн", "получател", "gizli",
  "기밀", "지정된", "수신인", "수신자", "비밀", "법적", "법률", "무단", "오발송", "잘못 수신", "잘못 전송", "機密", "宛先", "誤って", "受信者", "誤送信", "机密",
  "保密", "收件人", "收件者",
};

/* Put above by the company of a reader or writer: "CAUTION: This email originated from outside". */
static const char *const banners[] = {
  "caution: this email", "caution: external", "caution - external", "[external", "external email", "external sender",
  "warning: this email", "this message originated from outside", "this email originated from outside",
  "you don't often get email from", "you don’t often get email from", "achtung: externe", "achtung: diese e-mail",
  "externe e-mail", "[외부메일]", "[외부 메일]", "[외부발신]", "이 메일은 외부에서", "외부에서 발송된", "본 메일은 외부에서", "자주 이메일을 받지 않습니다",
  "##- please type your reply above this line", "-- please reply above this line",
  "please type your reply above this line",
};

/* What people end with, in lower case; a name, a comma or nothing follows. */
static const char *const sign_offs[] = {
  "best", "best regards", "best wishes", "kind regards", "kindest regards", "warm regards", "warmest regards",
  "regards", "sincerely", "yours sincerely", "sincerely yours", "yours faithfully", "yours truly", "cheers",
  "thanks", "thank you", "many thanks", "thanks a lot", "thanks in advance", "thank you in advance",
  "thanks and regards", "thanks & regards", "thank you and regards", "thank you very much", "with best regards",
  "with kind regards", "respectfully", "br", "rgds", "all the best", "cordially", "take care", "kr", "greetings",
  "mit freundlichen grüßen", "mit freundlichen grüssen", "mit freundlichem gruß", "mit freundlichem gruss",
  "freundliche grüße", "freundliche grüsse", "beste grüße", "beste grüsse", "viele grüße", "viele grüsse",
  "liebe grüße", "schöne grüße", "herzliche grüße", "mit besten grüßen", "mit bestem gruß", "gruß", "gruss", "grüße",
  "lg", "mfg", "vg", "hochachtungsvoll", "vielen dank", "danke", "besten dank", "danke und gruß",
  "mit lieben grüßen",
  "cordialement", "bien cordialement", "très cordialement", "bien à vous", "sincères salutations", "salutations",
  "meilleures salutations", "salutations distinguées", "cdlt", "cdt", "bonne journée", "merci", "merci d'avance",
  "merci beaucoup", "amicalement", "respectueusement",
  "saludos", "un saludo", "saludos cordiales", "un cordial saludo", "atentamente", "muchas gracias", "gracias",
  "gracias y saludos", "cordialmente", "salutacions", "atentament",
  "atenciosamente", "cumprimentos", "com os melhores cumprimentos", "melhores cumprimentos", "obrigado", "obrigada",
  "muito obrigado", "att", "abraços", "abraço", "grato", "grata",
  "cordiali saluti", "distinti saluti", "saluti", "grazie", "un saluto", "grazie mille", "grazie e saluti",
  "met vriendelijke groet", "met vriendelijke groeten", "vriendelijke groet", "vriendelijke groeten", "groeten",
  "groet", "mvg", "bedankt", "alvast bedankt", "hartelijke groet",
  "med vänliga hälsningar", "med vänlig hälsning", "vänliga hälsningar", "vänlig hälsning", "mvh", "hälsningar",
  "tack", "med venlig hilsen", "venlig hilsen", "mange hilsner", "hilsen", "kh", "vh", "tak", "med vennlig hilsen",
  "vennlig hilsen", "takk", "ystävällisin terveisin", "terveisin", "kiitos", "t",
  "pozdrawiam", "z poważaniem", "dziękuję", "z wyrazami szacunku", "pozdrawiam serdecznie", "s pozdravem", "děkuji",
  "s pozdravom", "üdvözlettel", "köszönöm", "cu stimă", "mulțumesc", "saygılarımla", "saygılarımızla", "teşekkürler",
  "iyi çalışmalar", "teşekkür ederim",
  "с уважением", "спасибо", "с наилучшими пожеланиями", "заранее спасибо", "з повагою", "дякую", "με εκτίμηση",
  "ευχαριστώ", "trân trọng", "cảm ơn", "hormat saya", "salam", "terima kasih",
  "감사합니다", "감사드립니다", "고맙습니다", "감사 드립니다", "수고하세요", "수고하십시오", "수고하십시요", "좋은 하루 되세요", "좋은 하루 되십시오", "좋은 하루 보내세요",
  "부탁드립니다", "부탁 드립니다", "잘 부탁드립니다", "그럼 수고하세요", "감사합니다 수고하세요", "안녕히 계세요", "이만 줄입니다", "그럼 이만",
  "よろしくお願いいたします", "よろしくお願いします", "宜しくお願いいたします", "宜しくお願い致します", "よろしくお願い致します", "よろしくお願い申し上げます", "宜しくお願い申し上げます", "以上",
  "以上、よろしくお願いいたします", "敬具", "ありがとうございます", "何卒よろしくお願いいたします",
  "谢谢", "谢谢！", "此致", "敬礼", "祝好", "顺祝商祺", "祝商祺", "謝謝", "敬上", "順頌商祺", "顺颂商祺", "多谢", "感谢",
};

/* What a number to call is named with, in lower case. */
static const char *const phone_words[] = {
  "tel", "phone", "mob", "fax", "cell", "direct", "office", "handy", "tlf", "tfno", "móvil", "gsm", "тел", "моб",
  "факс",
  "téléphone", "fon", "hp", "whatsapp", "hotline", "전화", "연락처", "휴대", "핸드폰", "팩스", "내선", "직통", "대표번호",
  "電話", "携帯", "电话", "手机", "传真", "手機", "傳真",
};

/* Other lines of such a block begin with one of these and a colon or a dot. */
static const char *const place_labels[] = {
  "address", "adresse", "dirección", "indirizzo", "web", "website", "homepage", "주소", "홈페이지", "이메일", "메일", "住所",
  "地址", "邮箱",
};

/* In a line of it: a company or a place in it. */
static const char *const place_words[] = {
  "GmbH", " AG", " KG", " UG", "Inc", "Ltd", "LLC", "Corp", "Co.", " SA", " SAS", " SARL", "S.A.", "S.L.", "S.r.l",
  "S.p.A", "B.V.", " BV", " AB", " Oy", " AS", "A/S", "ApS", "Sp. z o.o.", "s.r.o.", "ООО", "Pty", "PLC", "Limited",
  "Company",
  "Manager", "Director", "Engineer", "Head of", "Leiter", "Geschäftsführer", "Directeur", "Responsable", "Gerente",
  "Developer", "Consultant", "Specialist", "Support", "Sales", "Department", "Team", "Abteilung", "Officer",
  "Assistant", "Coordinator", "CEO", "CTO", "CFO", "President", "Analyst", "Administrator",
  "㈜", "(주)", "주식회사", "(유)", "(재)", "(사)", "본부", "부서", "사업부", "연구소", "지점", "센터", "팀", "부장", "차장", "과장", "대리", "사원",
  "주임", "팀장", "이사", "대표", "실장", "매니저", "책임", "선임", "수석", "연구원", "교수", "원장",
  "株式会社", "有限会社", "合同会社", "(株)", "（株）", "部長", "課長", "営業部", "公司", "有限公司", "經理", "经理", "部门", "部門",
};

gboolean request_starts(const struct request_line *line, const char *prefix)
{
  const char *text = line->text;
  for (; *prefix; prefix++, text++)
    if (*prefix != g_ascii_tolower(*text))
      return FALSE;
  return TRUE;
}

static gboolean contains(const char *text, gsize length, const char *const *words, gsize n)
{
  char lower[400];
  gsize cut = MIN(length, sizeof lower - 1);
  for (gsize i = 0; i < cut; i++)
    lower[i] = g_ascii_tolower(text[i]);
  lower[cut] = '\0';
  for (gsize i = 0; i < n; i++)
    if (strstr(lower, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean is_footer(const struct request_line *line)
{
  enum { LONGEST = 300 };
  if (line->length > LONGEST)
    return FALSE;
  struct request_line bare = *line;
  gsize frame = strspn(bare.text, "-_*<([~ \t");
  bare.text += frame;
  if (*bare.text == '\0')
    return FALSE;
  char first = g_ascii_tolower(*bare.text);
  for (gsize i = 0; i < G_N_ELEMENTS(footers); i++)
    if (first == *footers[i].start && line->length <= footers[i].most && request_starts(&bare, footers[i].start))
      return !(line->length > 30 && (strstr(bare.text, ", ") || strchr(bare.text, '?')));
  for (gsize i = 0; i < G_N_ELEMENTS(banners); i++)
    if (first == *banners[i] && request_starts(&bare, banners[i]))
      return TRUE;
  /* "Mina from mobile" */
  return line->length < 40 && (g_str_has_suffix(bare.text, " from mobile") || g_str_has_suffix(bare.text, "에서 보냄") ||
                               g_str_has_suffix(bare.text, "에서 보냄.") || g_str_has_suffix(bare.text, "から送信"));
}

/* Of one kind of character that is drawn with. */
static gboolean is_rule(const struct request_line *line)
{
  static const char *const wide[] = { "=", "-", "_", "*", "~", "#",  "+",  "─",  "━",  "―",  "—", "＝",
                                      "＊", "☆", "★", "ᐧ", "·", "═", "－", "■", "□", "◇", "◆" };
  gsize marks = 0;
  const char *p = line->text, *end = line->text + line->length;
  while (p < end) {
    gsize step = *p == ' ' ? 1 : 0;
    for (gsize i = 0; i < G_N_ELEMENTS(wide) && !step; i++)
      if (*p == *wide[i] && g_str_has_prefix(p, wide[i])) {
        step = strlen(wide[i]);
        marks++;
      }
    if (!step)
      return FALSE;
    p += step;
  }
  return marks >= 2 || (marks == 1 && line->length >= 3);
}

static gboolean is_mark(const struct request_line *line)
{
  return strcmp(line->raw, "-- ") == 0 || strcmp(line->raw, "--") == 0 || strcmp(line->raw, "--\xC2\xA0") == 0;
}

void request_find_footers(struct request_lines *lines)
{
  for (guint i = 0; i < MIN(lines->n, (guint)REQUEST_CLOSE_LINES); i++) {
    struct request_line *line = &lines->line[i];
    if (line->role & (LINE_EMPTY | LINE_QUOTE | LINE_HEADER | LINE_INTRODUCTION | LINE_ORIGINAL | LINE_FORWARD))
      continue;
    if (is_mark(line))
      line->role |= LINE_MARK;
    else if (is_rule(line))
      line->role |= LINE_RULE;
    else if (is_footer(line))
      line->role |= LINE_FOOTER;
  }
}

gboolean request_is_greeting(const struct request_line *line)
{
  static const char *const greetings[] = {
    "hi", "hello", "hey", "dear", "good morning", "good afternoon", "hallo", "guten tag", "guten morgen", "sehr geehrte",
    "liebe", "moin", "servus", "bonjour", "bonsoir", "salut", "madame", "monsieur", "hola", "buenos", "buenas", "estimad",
    "olá", "bom dia", "boa tarde", "caro", "cara", "ciao", "buongiorno", "salve", "gentile", "beste", "geachte", "hej",
    "hei", "cześć", "dzień dobry", "dobrý den", "merhaba", "привет", "здравствуйте", "добрый", "안녕하세요", "안녕하십니까",
    "담당자님", "수고", "こんにちは", "お世話", "您好", "你好",
  };
  enum { LONGEST = 60 };
  if (line->length > LONGEST || strpbrk(line->text, "?"))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(greetings); i++)
    if (request_starts(line, greetings[i])) {
      gsize length = strlen(greetings[i]), blanks = 0;
      for (const char *p = line->text; *p; p++)
        blanks += *p == ' ';
      return !g_ascii_isalpha(line->text[length]) && blanks <= 5;
    }
  return FALSE;
}

static gboolean starts_disclaimer(const struct request_line *line)
{
  struct request_line bare = *line;
  bare.text += strspn(bare.text, "*_-#>[( \t\"");
  char first = g_ascii_tolower(*bare.text);
  for (gsize i = 0; i < G_N_ELEMENTS(disclaimer_starts); i++)
    if (first == *disclaimer_starts[i] && request_starts(&bare, disclaimer_starts[i]))
      return TRUE;
  return FALSE;
}

static gboolean is_text(const struct request_line *line)
{
  return !(line->role & (LINE_EMPTY | LINE_RULE | LINE_FOOTER));
}

/* The first of the last paragraphs that is a disclaimer; `to` when none is. */
static guint find_disclaimer(const struct request_lines *lines, guint from, guint to)
{
  enum { MOST_PARAGRAPHS = 8, MOST_LINES = 80, LOOKED_AT = 4 };
  guint found = to, paragraphs = 0;
  for (guint i = to; i > from && to - i < MOST_LINES && paragraphs < MOST_PARAGRAPHS; i--) {
    gboolean is_first = is_text(&lines->line[i - 1]) && (i - 1 == from || !is_text(&lines->line[i - 2]));
    paragraphs += is_first;
    if (!starts_disclaimer(&lines->line[i - 1]))
      continue;
    for (guint k = i - 1; k < to && k < i - 1 + LOOKED_AT; k++) {
      const struct request_line *line = &lines->line[k];
      if ((is_first || line->length > 60) && contains(line->text, line->length, disclaimer_words, G_N_ELEMENTS(disclaimer_words))) {
        found = i - 1;
        break;
      }
    }
  }
  return found;
}

static guint letters(const struct request_line *line)
{
  guint n = 0;
  for (gsize i = 0; i < line->length; i++)
    n += ((guint8)line->text[i] & 0xC0) != 0x80;
  return n;
}

/* A telephone number: groups of digits, and before them nothing that says it is another number. */
static gboolean has_phone(const struct request_line *line)
{
  enum { FEWEST = 7 };
  const char *first = line->text + strcspn(line->text, "0123456789");
  guint digits = 0, groups = 0, before = 0;
  for (const char *p = line->text; p < first; p++)
    before += g_ascii_isalpha(*p) || (guint8)*p >= 0xC0;
  for (const char *p = first; p < line->text + line->length; p++) {
    digits += g_ascii_isdigit(*p) ? 1 : 0;
    groups += g_ascii_isdigit(*p) && (p == first || !g_ascii_isdigit(p[-1]));
  }
  if (digits < FEWEST)
    return FALSE;
  gboolean is_named = contains(line->text, line->length, phone_words, G_N_ELEMENTS(phone_words));
  return is_named || (before < 4 && groups >= 2) || (before < 4 && line->text[0] == '+');
}

static gboolean has_label(const struct request_line *line)
{
  for (gsize i = 0; i < G_N_ELEMENTS(place_labels); i++)
    if (request_starts(line, place_labels[i])) {
      const char *after = line->text + strlen(place_labels[i]);
      after += strspn(after, " ");
      return *after == ':' || *after == '.' || *after == '|';
    }
  return FALSE;
}

/* How to reach somebody. */
static gboolean is_reach(const struct request_line *line)
{
  return letters(line) <= 110 && (strchr(line->text, '@') || strstr(line->text, "www.") || strstr(line->text, "://") ||
                                  has_phone(line) || has_label(line));
}

static gboolean is_place(const struct request_line *line)
{
  enum { LONGEST = 70 };
  if (letters(line) > LONGEST)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(place_words); i++)
    if (strstr(line->text, place_words[i]))
      return TRUE;
  return FALSE;
}

static gboolean ends_with(const struct request_line *line, const char *const *ends, gsize n)
{
  gsize length = line->length;
  while (length > 0 && strchr(".!~^ ,", line->text[length - 1]))
    length--;
  for (gsize i = 0; i < n; i++) {
    gsize wanted = strlen(ends[i]);
    if (length >= wanted && memcmp(line->text + length - wanted, ends[i], wanted) == 0)
      return TRUE;
  }
  return FALSE;
}

/* Says something, and so is not of a block of names and numbers. */
static gboolean is_sentence(const struct request_line *line)
{
  static const char *const korean[] = { "니다", "세요", "어요", "아요", "해요", "까요", "니까", "네요", "ます", "です", "ください" };
  guint blanks = 0;
  for (gsize i = 0; i < line->length; i++)
    blanks += line->text[i] == ' ';
  char last = line->length > 0 ? line->text[line->length - 1] : '\0';
  if (last == '?' || last == ':' || g_str_has_prefix(line->text, "P.S") || g_str_has_prefix(line->text, "PS"))
    return TRUE;
  if (is_reach(line) || is_place(line))
    return blanks > 12 && (last == '.' || last == '!');
  return letters(line) > 70 || ((last == '.' || last == '!') && blanks >= 4) || ends_with(line, korean, G_N_ELEMENTS(korean));
}

static gboolean is_sign_off(const struct request_line *line)
{
  static const char *const korean[] = { "감사합니다", "감사드립니다", "고맙습니다", "수고하세요", "수고하십시오", "부탁드립니다", "부탁드려요",
                                        "よろしくお願いいたします", "よろしくお願いします", "よろしくお願い致します", "谢谢" };
  enum { LONGEST = 60 };
  if (letters(line) <= 80 && ends_with(line, korean, G_N_ELEMENTS(korean)))
    return TRUE;
  char lower[LONGEST * 2];
  if (line->length >= sizeof lower || letters(line) > LONGEST)
    return FALSE;
  for (gsize i = 0; i <= line->length; i++)
    lower[i] = i < line->length ? g_ascii_tolower(line->text[i]) : '\0';
  char *text = lower + strspn(lower, "/*_ ");
  gsize length = strlen(text);
  for (;;) { /* "Regards,", "감사합니다^^", "以上。" */
    while (length > 0 && strchr(",.!~^*_ ;:)-", text[length - 1]))
      length--;
    if (length >= 3 && (memcmp(text + length - 3, "。", 3) == 0 || memcmp(text + length - 3, "、", 3) == 0 ||
                        memcmp(text + length - 3, "！", 3) == 0))
      length -= 3;
    else
      break;
  }
  text[length] = '\0';
  /* "Viele Grüße / Best regards" */
  char *slash = strstr(text, " / ");
  if (slash)
    *slash = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS(sign_offs); i++) {
    if (*text != *sign_offs[i])
      continue;
    gsize wanted = strlen(sign_offs[i]);
    if (strcmp(text, sign_offs[i]) == 0)
      return TRUE;
    /* "Viele Grüße aus Köln", "Thanks, Mina" */
    if (wanted >= 6 && strncmp(text, sign_offs[i], wanted) == 0 && strchr(", ", text[wanted]) && letters(line) < wanted + 20 &&
        !strpbrk(line->text, ".?!") && !strstr(line->text, " for ") && !strstr(line->text, " für "))
      return TRUE;
  }
  return FALSE;
}

/* "홍길동 드림" */
static gboolean is_humble_name(const struct request_line *line)
{
  static const char *const ends[] = { "드림", "올림", "배상", "拝", "敬上", "拜上" };
  return letters(line) <= 30 && ends_with(line, ends, G_N_ELEMENTS(ends));
}

enum { BLOCK_LINES = 20 };

/* The line that somebody's name stands on, below a sign-off; `to` when there is none. */
static guint find_name(const struct request_lines *lines, guint from, guint to)
{
  guint name = to;
  for (guint i = to; i > from && to - i < BLOCK_LINES; i--) {
    const struct request_line *line = &lines->line[i - 1];
    if (line->role & LINE_EMPTY)
      continue;
    if (line->role & LINE_QUOTE)
      return to;
    if (is_humble_name(line))
      return i - 1;
    if (is_sign_off(line))
      return name;
    name = i - 1;
  }
  return to;
}

/* The first line of a block of addresses and numbers that ends the text, above which there is no sign-off. */
static guint find_block(const struct request_lines *lines, guint from, guint to)
{
  guint start = to, reach = 0, places = 0, i = to;
  for (; i > from && to - i < BLOCK_LINES; i--) {
    const struct request_line *line = &lines->line[i - 1];
    if (line->role & (LINE_EMPTY | LINE_RULE))
      break;
    if (line->role & LINE_QUOTE || is_sentence(line) || letters(line) > 110)
      return to;
    gboolean is_way = is_reach(line);
    reach += is_way;
    places += !is_way && is_place(line);
    start = i - 1;
  }
  gboolean has_rule = i > from && lines->line[i - 1].role & LINE_RULE;
  while (i > from && lines->line[i - 1].role & (LINE_EMPTY | LINE_RULE))
    i--;
  if (i == from || to - start < 2)
    return to;
  const struct request_line *above = &lines->line[i - 1];
  gboolean is_named = above->length > 0 && (above->text[above->length - 1] == ':' || request_is_greeting(above));
  return !is_named && (reach >= 2 || (reach == 1 && (places > 0 || has_rule))) && to - start >= (has_rule ? 2u : 3u) ? start : to;
}

static guint chomp(const struct request_lines *lines, guint from, guint to)
{
  while (to > from && lines->line[to - 1].role & (LINE_EMPTY | LINE_RULE | LINE_FOOTER | LINE_MARK))
    to--;
  return to;
}

/* Whether what stands below the name is a block, and no text. */
static gboolean is_block(const struct request_lines *lines, guint from, guint to, guint *ret_evidence)
{
  *ret_evidence = 0;
  for (guint i = from; i < to; i++) {
    const struct request_line *line = &lines->line[i];
    if (!is_text(line))
      continue;
    if (is_sentence(line) && *ret_evidence == 0)
      return FALSE;
    *ret_evidence += is_reach(line) || is_place(line);
  }
  return TRUE;
}

guint request_without_disclaimer(const struct request_lines *lines, guint from, guint to)
{
  guint end = chomp(lines, from, to);
  return chomp(lines, from, find_disclaimer(lines, from, end));
}

guint request_signature(const struct request_lines *lines, guint from, guint to, guint *ret_from, guint *ret_to)
{
  guint end = request_without_disclaimer(lines, from, to), evidence;
  end = end > from ? end : chomp(lines, from, to);
  *ret_from = *ret_to = to;
  guint name = find_name(lines, from, end);
  if (name == end) {
    guint block = find_block(lines, from, end);
    if (block == end)
      return end;
    *ret_from = block;
    *ret_to = end;
    return chomp(lines, from, block);
  }
  const struct request_line *line = &lines->line[name];
  gboolean has_name = !is_reach(line) && !is_sentence(line);
  if (!is_block(lines, has_name ? name + 1 : name, end, &evidence))
    return end;
  *ret_from = name;
  *ret_to = end;
  guint block = has_name ? name + 1 : name;
  return evidence > 0 ? chomp(lines, from, block) : end;
}
