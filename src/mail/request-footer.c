/* What programs and companies put below, or above, what somebody writes. */
#include "mail/request-private.h"

#include <string.h>

/* Sentences begin so, too: one of `devices` must be named, and nothing that is said may stand in the line above. */
static const char A_DEVICE[] = "";

/* Lines of mail programs and scanners, in lower case. `most`: bytes of such a line, so that a sentence that begins alike
 * is not taken for one. */
static const struct {
  const char *start;
  gsize most;
  const char *within; /* what else must be there, as other sentences begin so; NULL */
} footers[] = {
  /* English */
  { "sent from my ", 60, NULL },
  { "sent from mail for ", 60, NULL },
  { "sent from outlook", 60, NULL },
  { "sent from the ", 60, A_DEVICE },
  { "sent from yahoo mail", 60, NULL },
  { "sent from windows mail", 60, NULL },
  { "sent from proton", 60, NULL },
  { "sent from gmail", 60, NULL },
  { "sent from samsung", 60, NULL },
  { "sent from a ", 60, NULL },
  { "sent from mobile", 60, NULL },
  { "sent from smartphone", 60, NULL },
  { "sent from iphone", 40, NULL },
  { "sent from blue", 40, NULL },
  { "sent from naver", 60, NULL },
  { "sent via ", 60, A_DEVICE },
  { "sent with ", 70, A_DEVICE },
  { "sent by galaxy", 60, NULL },
  { "sent using ", 70, A_DEVICE },
  { "get outlook for ", 60, NULL },
  { "download outlook for ", 60, NULL },
  { "from my iphone", 22, NULL },
  { "from my ipad", 20, NULL },
  { "from my phone", 16, NULL },
  { "from my android", 24, NULL },
  { "from mobile", 20, A_DEVICE },
  { "virus-free.", 90, NULL },
  { "this email has been checked for viruses", 160, NULL },
  { "this e-mail has been checked for viruses", 160, NULL },
  { "please excuse brevity", 80, NULL },
  { "please excuse my brevity", 80, NULL },
  { "please excuse typos", 80, NULL },
  { "excuse typos", 60, NULL },
  { "please consider the environment before printing", 120, NULL },
  { "think before you print", 120, NULL },
  { "you received this message because you are subscribed", 300, NULL },
  { "to unsubscribe from this group", 200, NULL },
  /* German */
  { "von meinem ", 80, "esendet" },
  { "von mobilgerät gesendet", 80, NULL },
  { "gesendet von ", 80, A_DEVICE },
  { "gesendet mit ", 100, A_DEVICE },
  { "gesendet über ", 80, A_DEVICE },
  { "gesendet aus ", 80, A_DEVICE },
  { "mit meinem ", 80, "esendet" },
  { "diese nachricht wurde von ", 120, "gesendet" },
  { "diese e-mail wurde von avast", 160, NULL },
  { "holen sie sich outlook", 80, NULL },
  { "outlook für ios", 80, "herunter" },
  { "outlook für android", 80, "herunter" },
  { "virenfrei.", 90, NULL },
  { "bitte denken sie an die umwelt", 160, NULL },
  /* French */
  { "envoyé de mon ", 80, NULL },
  { "envoyé de ma ", 80, NULL },
  { "envoyé depuis ", 80, A_DEVICE },
  { "envoyé à partir de ", 80, NULL },
  { "envoyé à partir d'", 80, NULL },
  { "envoyé avec ", 80, A_DEVICE },
  { "obtenez outlook pour ", 80, NULL },
  { "télécharger outlook pour ", 80, NULL },
  { "garanti sans virus", 90, NULL },
  { "sans virus.", 90, NULL },
  /* Spanish, Catalan, Portuguese, Italian */
  { "enviado desde mi ", 80, NULL },
  { "enviado desde ", 60, A_DEVICE },
  { "enviat des de", 80, NULL },
  { "obtener outlook para ", 80, NULL },
  { "libre de virus", 90, NULL },
  { "enviado do meu ", 80, NULL },
  { "enviado a partir do ", 80, NULL },
  { "enviado de meu ", 80, NULL },
  { "enviado pelo ", 60, A_DEVICE },
  { "obter o outlook para ", 80, NULL },
  { "obter outlook para ", 80, NULL },
  { "livre de vírus", 90, NULL },
  { "inviato da ", 80, A_DEVICE },
  { "inviato dal ", 80, A_DEVICE },
  { "ottieni outlook per ", 80, NULL },
  { "scarica outlook per ", 80, NULL },
  { "privo di virus", 90, NULL },
  /* Dutch, Danish, Norwegian, Swedish, Finnish */
  { "verzonden vanaf mijn ", 80, NULL },
  { "verzonden met ", 80, A_DEVICE },
  { "verzonden vanuit ", 80, A_DEVICE },
  { "verstuurd vanaf mijn ", 80, NULL },
  { "verstuurd vanaf ", 80, A_DEVICE },
  { "verstuurd met ", 80, A_DEVICE },
  { "outlook voor ", 60, "ownload" },
  { "sendt fra min ", 80, NULL },
  { "sendt fra mit ", 80, NULL },
  { "sendt fra ", 60, A_DEVICE },
  { "hent outlook ", 60, NULL },
  { "skickat från min ", 80, NULL },
  { "skickat från ", 60, A_DEVICE },
  { "hämta outlook för ", 60, NULL },
  { "lähetetty iphone", 80, NULL },
  { "hanki outlook ", 60, NULL },
  /* Polish, Czech, Slovak, Hungarian, Romanian, Turkish */
  { "wysłano z ", 80, NULL },
  { "wysłane z ", 80, NULL },
  { "pobierz outlook", 80, NULL },
  { "odesláno z ", 80, NULL },
  { "odeslané z ", 80, NULL },
  { "odoslané z ", 80, NULL },
  { "elküldve az ", 80, NULL },
  { "trimis de pe ", 80, NULL },
  { "iphone'umdan gönderildi", 80, NULL },
  { "ipad'imden gönderildi", 80, NULL },
  { "samsung cihazımdan", 80, "gönder" },
  /* Russian, Ukrainian, Greek, Vietnamese, Indonesian */
  { "отправлено с ", 100, NULL },
  { "отправлено из ", 100, NULL },
  { "надіслано з ", 100, NULL },
  { "надіслано із ", 100, NULL },
  { "εστάλη από ", 100, NULL },
  { "στάλθηκε από ", 100, NULL },
  { "đã gửi từ ", 80, NULL },
  { "được gửi từ ", 80, NULL },
  { "dikirim dari ", 80, NULL },
  /* Korean */
  { "나의 iphone에서 보냄", 60, NULL },
  { "나의 ipad에서 보냄", 60, NULL },
  { "내 iphone에서 보냄", 60, NULL },
  { "iphone에서 보냄", 60, NULL },
  { "제 iphone에서 보냄", 60, NULL },
  { "galaxy에서 보냄", 60, NULL },
  { "내 galaxy에서 보냄", 60, NULL },
  { "나의 galaxy에서 보냄", 60, NULL },
  { "삼성 galaxy", 80, "보냈" },
  { "삼성 갤럭시", 80, "보냈" },
  { "갤럭시에서 보냄", 60, NULL },
  { "내 갤럭시", 60, "보냄" },
  { "나의 갤럭시", 60, "보냄" },
  { "삼성 모바일에서 보냄", 60, NULL },
  { "samsung galaxy smartphone", 80, "보냈" },
  { "samsung mobile에서 보냄", 80, NULL },
  { "스마트폰에서 보냄", 60, NULL },
  { "내 스마트폰에서 보냄", 60, NULL },
  { "나의 스마트폰에서 보냄", 60, NULL },
  { "휴대폰에서 보냄", 60, NULL },
  { "모바일에서 보냄", 60, NULL },
  { "네이버 메일 앱에서 보냄", 80, NULL },
  { "네이버 메일앱에서 보냄", 80, NULL },
  { "네이버 메일에서 보냄", 80, NULL },
  { "다음메일 앱에서 보냄", 80, NULL },
  { "다음 메일 앱에서 보냄", 80, NULL },
  { "daum 메일 앱에서 보냄", 80, NULL },
  { "daum메일 앱에서 보냄", 80, NULL },
  { "카카오메일에서 보냄", 80, NULL },
  { "카카오메일 앱에서 보냄", 80, NULL },
  { "아이폰에서 보냄", 60, NULL },
  { "내 아이폰에서 보냄", 60, NULL },
  { "나의 아이폰에서 보냄", 60, NULL },
  { "ios용 outlook", 80, NULL },
  { "android용 outlook", 80, NULL },
  { "windows용 메일에서 보냄", 80, NULL },
  { "windows용 메일에서 보낸", 80, NULL },
  { "outlook for ios 다운로드", 80, NULL },
  { "lg 모바일에서 보냄", 60, NULL },
  { "이 메일은 avast", 160, NULL },
  /* Japanese, Chinese */
  { "iphoneから送信", 60, NULL },
  { "ipadから送信", 60, NULL },
  { "私のiphoneから送信", 60, NULL },
  { "スマートフォンから送信", 60, NULL },
  { "android から送信", 60, NULL },
  { "androidから送信", 60, NULL },
  { "xperiaから送信", 60, NULL },
  { "galaxyから送信", 60, NULL },
  { "発自我的", 60, NULL },
  { "发自我的", 80, NULL },
  { "从我的", 60, "送" },
  { "從我的", 60, "送" },
  { "寄自我的", 60, NULL },
  { "發自我的", 60, NULL },
  { "自我的 iphone", 60, NULL },
  { "我的 iphone 傳送", 60, NULL },
  { "发送自", 60, NULL },
  { "傳送自", 60, NULL },
  { "获取 outlook", 60, NULL },
};

/* What mail is sent from, in lower case. */
static const char *const devices[] = {
  "iphone", "ipad", "ios", "android", "galaxy", "samsung", "outlook", "mail", "phone", "mobil", "handy", "móvil", "movil",
  "celular", "cellulare", "téléphone", "teléfono", "telefone", "telefon", "telefoon", "tablet", "blackberry", "yahoo", "gmx",
  "web.de", " app", "huawei", "xiaomi", "redmi", "oneplus", "pixel", "motorola", "nokia", "xperia", "spark", "thunderbird",
  "proton", "superhuman", "windows", "macbook", " mac", "boxer", "orange", "vodafone", "verizon", "at&t", "tutanota", "tuta",
  "zoho", "dispositivo", "appareil", "gerät", "portable", "lg ", "폰", "갤럭시", "메일", "모바일", "안드로이드", "태블릿", "아이패드", "휴대",
  "스마트", " 앱", "삼성",
};

/* Where a disclaimer begins, in lower case; what it is about must follow in the same paragraph. */
static const char *const disclaimer_starts[] = {
  "confidentiality", "confidential notice", "the information contained in this", "the information in this",
  "the contents of this", "this e-mail", "this email", "this message", "this communication",
  "this transmission", "this mail", "disclaimer", "legal notice", "if you are not the", "if you have received",
  "e-mail disclaimer", "email disclaimer", "privacy notice", "diese e-mail", "diese mail", "diese nachricht",
  "der inhalt dieser", "haftungsausschluss", "ce message", "ce courriel", "cet e-mail", "cet email", "ce mail",
  "le contenu de ce", "avis de confidentialité", "confidentialité", "este mensaje", "este correo",
  "la información contenida", "aviso legal", "aviso de confidencialidad", "esta mensagem", "este e-mail",
  "este email", "esta comunica", "questo messaggio", "questa e-mail", "questa mail", "il presente messaggio",
  "ai sensi", "avviso di riservatezza", "dit bericht", "deze e-mail", "de informatie in dit", "denna e-post",
  "detta meddelande", "denne e-mail", "denne e-post", "tämä viesti", "niniejsza wiadomość", "ta wiadomość",
  "wiadomość ta", "tato zpráva", "данное сообщение", "это сообщение", "настоящее сообщение", "bu e-posta",
  "bu mesaj", "bu ileti", "본 메일", "본메일", "이 메일", "본 이메일", "이 이메일", "본 전자우편", "이 전자우편", "본 전자메일", "이 전자메일",
  "본 e-mail", "이 e-mail", "본 메시지", "이 메시지", "본 문서", "본 통신", "본 email", "본 e메일", "면책", "※ 본", "※본", "※ 이 메일",
  "만일 본 메일", "만약 본 메일", "このメール", "本メール", "このeメール", "本電子メール", "本eメール", "この電子メール", "此邮件", "本邮件", "此电子邮件", "该邮件",
  "本电子邮件", "本郵件", "此郵件", "本電子郵件", "此電子郵件", "本信件",
};

/* One of these, and another of these or of the next, make a disclaimer of such a beginning. */
static const char *const disclaimer_words[] = {
  "confidential", "privileged", "intended", "addressee", "disclos", "unauthori", "solely", "vertraulich", "unbefugt",
  "adressat", "confidentiel", "confidencial", "riservat", "vertrouwelijk", "geadresseerde", "konfidenti", "fortrolig",
  "luottamuksel", "poufn", "důvěrn", "конфиденциальн", "gizli", "기밀", "무단", "지정된", "수신인", "법적으로", "면책",
  "機密", "誤送信", "机密", "保密",
};

static const char *const disclaimer_other_words[] = {
  "recipient", "delete", "notify", "prohibit", "copying", "distribut", "liabil", "empfänger", "irrtümlich", "lösch",
  "vernicht", "destinat", "erreur", "errore", "error", "erro ", "supprim", "détrui", "elimin", "interdi", "prohibid",
  "vietat", "bestemd", "verwijder", "mottagare", "modtager", "mottaker", "adresat", "получател", "alıcı", "수신자",
  "수신하", "삭제", "잘못", "공개", "복사", "배포", "금지", "금합", "제3자", "보호", "유출", "오발송", "宛先", "受信",
  "削除", "破棄", "開示", "收件人", "收件者", "删除", "刪除", "禁止", "披露",
};

/* Put above by the company of a reader or writer: "CAUTION: This email originated from outside". */
static const char *const banners[] = {
  "caution: this email", "caution: external", "caution - external", "[external", "external email:", "external sender:",
  "warning: this email", "this message originated from outside", "this email originated from outside",
  "you don't often get email from", "you don’t often get email from", "achtung: externe", "achtung: diese e-mail",
  "externe e-mail", "[외부메일]", "[외부 메일]", "[외부발신]", "이 메일은 외부에서 발송", "이 메일은 외부에서 수신", "본 메일은 외부에서",
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

static guint count_words(const struct request_line *line, const char *const *words, gsize n)
{
  char lower[800];
  gsize cut = MIN(line->length, sizeof lower - 1);
  guint found = 0;
  for (gsize i = 0; i < cut; i++)
    lower[i] = g_ascii_tolower(line->text[i]);
  lower[cut] = '\0';
  for (gsize i = 0; i < n; i++)
    found += strstr(lower, words[i]) != NULL;
  return found;
}

gboolean request_contains(const struct request_line *line, const char *const *words, gsize n)
{
  return count_words(line, words, n) > 0;
}

/* "<https://scanner.example> Virus-free." */
static const char *skip_link(const char *text)
{
  const char *end = g_str_has_prefix(text, "<http") || g_str_has_prefix(text, "[http") ? strpbrk(text + 1, ">]") : NULL;
  return end ? end + 1 : text;
}

static gboolean ends_as_footer(const struct request_line *line)
{
  static const char *const ends[] = { " from mobile", "에서 보냄", "에서 보냄.", "에서 보냈습니다", "에서 보냈습니다.", "에서 전송됨",
                                      "에서 전송했습니다.", "から送信", "から送信されました" };
  for (gsize i = 0; i < G_N_ELEMENTS(ends); i++)
    if (line->length < 60 && g_str_has_suffix(line->text, ends[i]))
      return TRUE;
  return FALSE;
}

/* `is_below_text`: something said may go on in it. */
static gboolean is_footer(const struct request_line *line, gboolean is_below_text)
{
  enum { LONGEST = 300 };
  if (line->length > LONGEST)
    return FALSE;
  struct request_line bare = *line;
  bare.text = (char *)skip_link(line->text);
  bare.text += strspn(bare.text, "-_*<([~ \t");
  if (*bare.text == '\0')
    return FALSE;
  gboolean names_device = request_contains(line, devices, G_N_ELEMENTS(devices)) && !is_below_text;
  for (gsize i = 0; (i = request_next_word(&footer_words, bare.text, i));) {
    const char *within = footers[i - 1].within;
    gsize most = footers[i - 1].most + (gsize)(bare.text - line->text);
    if (line->length <= most && (within == A_DEVICE ? names_device : !within || strstr(bare.text, within)))
      return !(bare.text + 30 < line->text + line->length && (strstr(bare.text, ", ") || strchr(bare.text, '?')));
  }
  return names_device && ends_as_footer(line); /* "Mina from mobile" */
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

/* By itself, and not above all that is said. */
static gboolean is_footer_at(const struct request_lines *lines, guint at, gboolean has_text)
{
  enum { APART = LINE_EMPTY | LINE_QUOTE | LINE_INTRODUCTION | LINE_ORIGINAL | LINE_FORWARD | LINE_HEADER | LINE_RULE |
                 LINE_MARK | LINE_FOOTER | LINE_DIVIDER | LINE_BORDER | LINE_SIGNATURE };
  gboolean is_below_text = at > 0 && !(lines->line[at - 1].role & APART);
  if ((is_below_text && lines->line[at - 1].length > 40) || !is_footer(&lines->line[at], is_below_text))
    return FALSE;
  for (guint i = at + 1; i < lines->n && !has_text; i++)
    if (!(lines->line[i].role & LINE_EMPTY))
      return lines->line[i].role & APART || is_rule(&lines->line[i]) || is_footer(&lines->line[i], FALSE);
  return TRUE;
}

void request_find_footers(struct request_lines *lines)
{
  enum { OTHER = LINE_QUOTE | LINE_HEADER | LINE_INTRODUCTION | LINE_ORIGINAL | LINE_FORWARD };
  gboolean has_text = FALSE;
  for (guint i = 0; i < MIN(lines->n, (guint)REQUEST_CLOSE_LINES); i++) {
    struct request_line *line = &lines->line[i];
    if (line->role & (LINE_EMPTY | OTHER))
      continue;
    if (is_mark(line))
      line->role |= LINE_MARK;
    else if (is_rule(line))
      line->role |= LINE_RULE;
    else if ((!has_text && request_next_word(&banner_words, line->text, 0)) ||
             is_footer_at(lines, i, has_text))
      line->role |= LINE_FOOTER;
    else
      has_text = TRUE;
  }
}

static gboolean starts_disclaimer(const struct request_line *line)
{
  static const char *const signs[] = { "※", "＊", "【", "■" };
  const char *text = line->text + strspn(line->text, "*_-#>[( \t\"");
  for (gsize i = 0; i < G_N_ELEMENTS(signs) && !request_next_word(&disclaimer_start_words, text, 0); i++)
    if (g_str_has_prefix(text, signs[i])) {
      text += strlen(signs[i]);
      text += strspn(text, " ");
      break;
    }
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
    if (!is_first && lines->line[i - 1].length <= 60)
      continue;
    guint strong = 0, weak = 0, end = i - 1;
    for (; end < to && end < i - 1 + LOOKED_AT && is_text(&lines->line[end]); end++)
      strong += count_words(&lines->line[end], disclaimer_words, G_N_ELEMENTS(disclaimer_words));
    for (guint k = i - 1; strong == 1 && k < end; k++)
      weak += count_words(&lines->line[k], disclaimer_other_words, G_N_ELEMENTS(disclaimer_other_words));
    if (strong > 0 && strong + weak > 1)
      found = i - 1;
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

