/* What programs and companies put below, or above, what somebody writes. */
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

static struct request_words footer_words = REQUEST_WORDS(footers), banner_words = REQUEST_WORDS(banners),
                            disclaimer_start_words = REQUEST_WORDS(disclaimer_starts);

gboolean request_starts(const struct request_line *line, const char *prefix)
{
  const char *text = line->text;
  for (; *prefix; prefix++, text++)
    if (*prefix != g_ascii_tolower(*text))
      return FALSE;
  return TRUE;
}

gboolean request_contains(const struct request_line *line, const char *const *words, gsize n)
{
  char lower[400];
  gsize cut = MIN(line->length, sizeof lower - 1);
  for (gsize i = 0; i < cut; i++)
    lower[i] = g_ascii_tolower(line->text[i]);
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
  for (gsize i = 0; (i = request_next_word(&footer_words, bare.text, i));)
    if (line->length <= footers[i - 1].most)
      return !(line->length > 30 && (strstr(bare.text, ", ") || strchr(bare.text, '?')));
  if (request_next_word(&banner_words, bare.text, 0))
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

static gboolean starts_disclaimer(const struct request_line *line)
{
  const char *text = line->text + strspn(line->text, "*_-#>[( \t\"");
  return request_next_word(&disclaimer_start_words, text, 0) > 0;
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
      if ((is_first || line->length > 60) && request_contains(line, disclaimer_words, G_N_ELEMENTS(disclaimer_words))) {
        found = i - 1;
        break;
      }
    }
  }
  return found;
}

guint request_chomp(const struct request_lines *lines, guint from, guint to)
{
  while (to > from && lines->line[to - 1].role & (LINE_EMPTY | LINE_RULE | LINE_FOOTER | LINE_MARK))
    to--;
  return to;
}

guint request_without_disclaimer(const struct request_lines *lines, guint from, guint to)
{
  guint end = request_chomp(lines, from, to);
  return request_chomp(lines, from, find_disclaimer(lines, from, end));
}

