/* Where an older mail begins: the separators of mail programs, and the header block that they put before it. */
#include "mail/request-private.h"

#include <string.h>

/* Between dashes, stars, underscores or brackets. */
static const struct {
  const char *words;
  guint role;
} separators[] = {
  /* English */
  { "Original Message", LINE_ORIGINAL },
  { "Original Mail", LINE_ORIGINAL },
  { "Original Email", LINE_ORIGINAL },
  { "Original Appointment", LINE_ORIGINAL },
  { "Reply Message", LINE_ORIGINAL },
  { "Forwarded Message", LINE_FORWARD },
  { "Forwarded Mail", LINE_FORWARD },
  { "Forwarded by", LINE_FORWARD },
  { "Forward Message", LINE_FORWARD },
  /* German */
  { "Ursprüngliche Nachricht", LINE_ORIGINAL },
  { "Ursprüngliche Mail", LINE_ORIGINAL },
  { "Originalnachricht", LINE_ORIGINAL },
  { "Original-Nachricht", LINE_ORIGINAL },
  { "Original Nachricht", LINE_ORIGINAL },
  { "Originalmail", LINE_ORIGINAL },
  { "Ursprünglicher Termin", LINE_ORIGINAL },
  { "Antwort Nachricht", LINE_ORIGINAL },
  { "Weitergeleitete Nachricht", LINE_FORWARD },
  { "Weitergeleitete Mail", LINE_FORWARD },
  /* French */
  { "Message d'origine", LINE_ORIGINAL },
  { "Message d’origine", LINE_ORIGINAL },
  { "Message original", LINE_ORIGINAL },
  { "Courriel d'origine", LINE_ORIGINAL },
  { "Message initial", LINE_ORIGINAL },
  { "Message transféré", LINE_FORWARD },
  { "Message transmis", LINE_FORWARD },
  { "Message réexpédié", LINE_FORWARD },
  /* Spanish, Catalan, Portuguese, Italian, Romanian */
  { "Mensaje original", LINE_ORIGINAL },
  { "Mensaje reenviado", LINE_FORWARD },
  { "Missatge original", LINE_ORIGINAL },
  { "Missatge reenviat", LINE_FORWARD },
  { "Mensagem original", LINE_ORIGINAL },
  { "Mensagem encaminhada", LINE_FORWARD },
  { "Mensagem reencaminhada", LINE_FORWARD },
  { "Messaggio originale", LINE_ORIGINAL },
  { "Messaggio inoltrato", LINE_FORWARD },
  { "Mesaj original", LINE_ORIGINAL },
  { "Mesaj redirecționat", LINE_FORWARD },
  /* Dutch, Danish, Norwegian, Swedish, Finnish */
  { "Oorspronkelijk bericht", LINE_ORIGINAL },
  { "Origineel bericht", LINE_ORIGINAL },
  { "Doorgestuurd bericht", LINE_FORWARD },
  { "Oprindelig meddelelse", LINE_ORIGINAL },
  { "Oprindelig besked", LINE_ORIGINAL },
  { "Videresendt meddelelse", LINE_FORWARD },
  { "Opprinnelig melding", LINE_ORIGINAL },
  { "Videresendt melding", LINE_FORWARD },
  { "Ursprungligt meddelande", LINE_ORIGINAL },
  { "Originalmeddelande", LINE_ORIGINAL },
  { "Vidarebefordrat meddelande", LINE_FORWARD },
  { "Alkuperäinen viesti", LINE_ORIGINAL },
  { "Välitetty viesti", LINE_FORWARD },
  { "Edelleenlähetetty viesti", LINE_FORWARD },
  /* Polish, Czech, Slovak, Hungarian, Croatian */
  { "Wiadomość oryginalna", LINE_ORIGINAL },
  { "Oryginalna wiadomość", LINE_ORIGINAL },
  { "Treść oryginalnej wiadomości", LINE_ORIGINAL },
  { "Treść przekazanej wiadomości", LINE_FORWARD },
  { "Przekazana wiadomość", LINE_FORWARD },
  { "Wiadomość przesłana dalej", LINE_FORWARD },
  { "Původní zpráva", LINE_ORIGINAL },
  { "Původní e-mail", LINE_ORIGINAL },
  { "Přeposlaná zpráva", LINE_FORWARD },
  { "Pôvodná správa", LINE_ORIGINAL },
  { "Preposlaná správa", LINE_FORWARD },
  { "Eredeti üzenet", LINE_ORIGINAL },
  { "Továbbított üzenet", LINE_FORWARD },
  { "Izvorna poruka", LINE_ORIGINAL },
  { "Proslijeđena poruka", LINE_FORWARD },
  /* Turkish, Greek, Russian, Ukrainian, Vietnamese, Indonesian */
  { "Özgün İleti", LINE_ORIGINAL },
  { "Orijinal Mesaj", LINE_ORIGINAL },
  { "İletilmiş Mesaj", LINE_FORWARD },
  { "İletilen İleti", LINE_FORWARD },
  { "Αρχικό μήνυμα", LINE_ORIGINAL },
  { "Προωθημένο μήνυμα", LINE_FORWARD },
  { "Исходное сообщение", LINE_ORIGINAL },
  { "Исходное письмо", LINE_ORIGINAL },
  { "Оригинальное сообщение", LINE_ORIGINAL },
  { "Пересылаемое сообщение", LINE_FORWARD },
  { "Пересланное сообщение", LINE_FORWARD },
  { "Перенаправленное сообщение", LINE_FORWARD },
  { "Конец пересылаемого сообщения", LINE_FOOTER },
  { "Вихідне повідомлення", LINE_ORIGINAL },
  { "Переслане повідомлення", LINE_FORWARD },
  { "Thư gốc", LINE_ORIGINAL },
  { "Thư được chuyển tiếp", LINE_FORWARD },
  { "Pesan Asli", LINE_ORIGINAL },
  { "Pesan Terusan", LINE_FORWARD },
  /* Korean */
  { "원본 메시지", LINE_ORIGINAL },
  { "원본메시지", LINE_ORIGINAL },
  { "원본 메일", LINE_ORIGINAL },
  { "원본메일", LINE_ORIGINAL },
  { "원본 이메일", LINE_ORIGINAL },
  { "원본 메세지", LINE_ORIGINAL },
  { "원본메세지", LINE_ORIGINAL },
  { "원문 메일", LINE_ORIGINAL },
  { "전달된 메세지", LINE_FORWARD },
  { "원본 내용", LINE_ORIGINAL },
  { "원래 메시지", LINE_ORIGINAL },
  { "원본 약속", LINE_ORIGINAL },
  { "받은 메일", LINE_ORIGINAL },
  { "전달된 메시지", LINE_FORWARD },
  { "전달된메시지", LINE_FORWARD },
  { "전달된 메일", LINE_FORWARD },
  { "전달 메일", LINE_FORWARD },
  { "전달 메시지", LINE_FORWARD },
  { "전달한 메일", LINE_FORWARD },
  { "전달받은 메일", LINE_FORWARD },
  /* Japanese, Chinese */
  { "元のメッセージ", LINE_ORIGINAL },
  { "元のメール", LINE_ORIGINAL },
  { "転送メッセージ", LINE_FORWARD },
  { "転送されたメッセージ", LINE_FORWARD },
  { "転送メール", LINE_FORWARD },
  { "原始邮件", LINE_ORIGINAL },
  { "原始信息", LINE_ORIGINAL },
  { "原邮件", LINE_ORIGINAL },
  { "邮件原件", LINE_ORIGINAL },
  { "回复的原邮件", LINE_ORIGINAL },
  { "回复的邮件", LINE_ORIGINAL },
  { "转发的消息", LINE_FORWARD },
  { "转发邮件", LINE_FORWARD },
  { "转发邮件信息", LINE_FORWARD },
  { "转发的邮件", LINE_FORWARD },
  { "原始郵件", LINE_ORIGINAL },
  { "原始訊息", LINE_ORIGINAL },
  { "轉寄郵件", LINE_FORWARD },
  { "轉寄的郵件", LINE_FORWARD },
  { "轉寄訊息", LINE_FORWARD },
};

/* By themselves on a line, and a colon after them: Apple's. */
static const char *const beginnings[] = {
  "Begin forwarded message",
  "Anfang der weitergeleiteten Nachricht",
  "Anfang der weitergeleiteten E-Mail",
  "Weitergeleitete Nachricht",
  "Début du message transféré",
  "Début du message réexpédié",
  "Inicio del mensaje reenviado",
  "Inici del missatge reenviat",
  "Início da mensagem encaminhada",
  "Início da mensagem reencaminhada",
  "Inizio messaggio inoltrato",
  "Inizio del messaggio inoltrato",
  "Începe mesajul redirecționat",
  "Begin doorgestuurd bericht",
  "Start på videresendt besked",
  "Start på videresendt melding",
  "Videresendt melding",
  "Vidarebefordrat mejl",
  "Vidarebefordrat brev",
  "Början på vidarebefordrat meddelande",
  "Välitetty viesti alkaa",
  "Początek przekazywanej wiadomości",
  "Začátek přeposílané zprávy",
  "Začiatok preposlanej správy",
  "Továbbított levél kezdete",
  "Započni proslijeđenu poruku",
  "İleti başlangıcı",
  "İletilen ileti başlangıcı",
  "Начало переадресованного сообщения",
  "Початок листа, що пересилається",
  "Bắt đầu thư được chuyển tiếp",
  "전달된 메시지",
  "전달받은 메시지",
  "전달받은 메시지 시작",
  "전달된 메시지 시작",
  "전달된 메일",
  "아래는 전달된 메시지입니다",
  "転送されたメッセージ",
  "開始轉寄郵件",
  "以下是转发的邮件",
  "開始轉寄的訊息",
};

enum field { FIELD_NONE, FIELD_FROM = 1, FIELD_DATE = 2, FIELD_TO = 4, FIELD_SUBJECT = 8, FIELD_OTHER = 16 };

static const struct {
  const char *label;
  enum field field;
} labels[] = {
  { "From", FIELD_FROM },         { "Sender", FIELD_FROM },        { "Sent", FIELD_DATE },
  { "Date", FIELD_DATE },         { "To", FIELD_TO },              { "Cc", FIELD_OTHER },
  { "Bcc", FIELD_OTHER },         { "Subject", FIELD_SUBJECT },    { "Reply-To", FIELD_OTHER },
  { "Reply To", FIELD_OTHER },    { "Importance", FIELD_OTHER },   { "Attachments", FIELD_OTHER },
  { "Sent by", FIELD_OTHER },     { "Organization", FIELD_OTHER }, { "Message-ID", FIELD_OTHER },
  { "Priority", FIELD_OTHER },    { "Resent-From", FIELD_OTHER },  { "Received", FIELD_DATE },
  { "When", FIELD_DATE },         { "Where", FIELD_OTHER },        { "Newsgroups", FIELD_OTHER },
  /* German */
  { "Von", FIELD_FROM },          { "Absender", FIELD_FROM },      { "Gesendet", FIELD_DATE },
  { "Datum", FIELD_DATE },        { "An", FIELD_TO },              { "Empfänger", FIELD_TO },
  { "Kopie", FIELD_OTHER },       { "Kopie (CC)", FIELD_OTHER },   { "Betreff", FIELD_SUBJECT },
  { "Antwort an", FIELD_OTHER },  { "Priorität", FIELD_OTHER },    { "Wichtigkeit", FIELD_OTHER },
  /* French */
  { "De", FIELD_FROM },           { "Expéditeur", FIELD_FROM },    { "Envoyé", FIELD_DATE },
  { "Envoyé le", FIELD_DATE },    { "Le", FIELD_DATE },            { "À", FIELD_TO },
  { "Pour", FIELD_TO },           { "A", FIELD_TO },               { "Destinataire", FIELD_TO },
  { "Objet", FIELD_SUBJECT },     { "Répondre à", FIELD_OTHER },   { "Copie à", FIELD_OTHER },
  /* Spanish, Catalan, Portuguese, Italian, Romanian */
  { "Remitente", FIELD_FROM },    { "Enviado", FIELD_DATE },       { "Enviado el", FIELD_DATE },
  { "Fecha", FIELD_DATE },        { "Para", FIELD_TO },            { "Asunto", FIELD_SUBJECT },
  { "Responder a", FIELD_OTHER }, { "Data", FIELD_DATE },          { "Assumpte", FIELD_SUBJECT },
  { "Enviat", FIELD_DATE },       { "Enviada em", FIELD_DATE },    { "Enviado em", FIELD_DATE },
  { "Enviada", FIELD_DATE },      { "Assunto", FIELD_SUBJECT },    { "Remetente", FIELD_FROM },
  { "Da", FIELD_FROM },           { "Mittente", FIELD_FROM },      { "Inviato", FIELD_DATE },
  { "Inviato il", FIELD_DATE },   { "Per", FIELD_TO },             { "Oggetto", FIELD_SUBJECT },
  { "Rispondi a", FIELD_OTHER },  { "Trimis", FIELD_DATE },        { "Către", FIELD_TO },
  { "Catre", FIELD_TO },          { "Subiect", FIELD_SUBJECT },    { "De la", FIELD_FROM },
  /* Dutch, Danish, Norwegian, Swedish, Finnish */
  { "Van", FIELD_FROM },          { "Verzonden", FIELD_DATE },     { "Verstuurd", FIELD_DATE },
  { "Aan", FIELD_TO },            { "Onderwerp", FIELD_SUBJECT },  { "Beantwoorden - Aan", FIELD_OTHER },
  { "Fra", FIELD_FROM },          { "Sendt", FIELD_DATE },         { "Dato", FIELD_DATE },
  { "Til", FIELD_TO },            { "Emne", FIELD_SUBJECT },       { "Från", FIELD_FROM },
  { "Skickat", FIELD_DATE },      { "Till", FIELD_TO },            { "Ämne", FIELD_SUBJECT },
  { "Kopia", FIELD_OTHER },       { "Lähettäjä", FIELD_FROM },     { "Lähetetty", FIELD_DATE },
  { "Päivä", FIELD_DATE },        { "Päiväys", FIELD_DATE },       { "Vastaanottaja", FIELD_TO },
  { "Aihe", FIELD_SUBJECT },      { "Kopio", FIELD_OTHER },
  /* Polish, Czech, Slovak, Hungarian, Croatian */
  { "Od", FIELD_FROM },           { "Nadawca", FIELD_FROM },       { "Wysłano", FIELD_DATE },
  { "Wysłane", FIELD_DATE },      { "Do", FIELD_TO },              { "DW", FIELD_OTHER },
  { "Temat", FIELD_SUBJECT },     { "Odesílatel", FIELD_FROM },    { "Odesláno", FIELD_DATE },
  { "Komu", FIELD_TO },           { "Předmět", FIELD_SUBJECT },    { "Kopie", FIELD_OTHER },
  { "Odoslané", FIELD_DATE },     { "Dátum", FIELD_DATE },         { "Predmet", FIELD_SUBJECT },
  { "Feladó", FIELD_FROM },       { "Elküldve", FIELD_DATE },      { "Küldve", FIELD_DATE },
  { "Címzett", FIELD_TO },        { "Tárgy", FIELD_SUBJECT },      { "Másolat", FIELD_OTHER },
  { "Poslano", FIELD_DATE },      { "Za", FIELD_TO },
  /* Turkish, Greek, Russian, Ukrainian, Vietnamese, Indonesian */
  { "Kimden", FIELD_FROM },       { "Gönderen", FIELD_FROM },      { "Gönderildi", FIELD_DATE },
  { "Gönderilen", FIELD_DATE },   { "Tarih", FIELD_DATE },         { "Kime", FIELD_TO },
  { "Alıcı", FIELD_TO },          { "Bilgi", FIELD_OTHER },        { "Konu", FIELD_SUBJECT },
  { "Από", FIELD_FROM },          { "Στάλθηκε", FIELD_DATE },      { "Ημερομηνία", FIELD_DATE },
  { "Προς", FIELD_TO },           { "Θέμα", FIELD_SUBJECT },       { "От", FIELD_FROM },
  { "От кого", FIELD_FROM },      { "Отправитель", FIELD_FROM },   { "Отправлено", FIELD_DATE },
  { "Дата", FIELD_DATE },         { "Кому", FIELD_TO },            { "Копия", FIELD_OTHER },
  { "Тема", FIELD_SUBJECT },      { "Від", FIELD_FROM },           { "Надіслано", FIELD_DATE },
  { "Відправлено", FIELD_DATE },  { "Копія", FIELD_OTHER },        { "Từ", FIELD_FROM },
  { "Đã gửi", FIELD_DATE },       { "Ngày", FIELD_DATE },          { "Đến", FIELD_TO },
  { "Tới", FIELD_TO },            { "Chủ đề", FIELD_SUBJECT },     { "Tiêu đề", FIELD_SUBJECT },
  { "Dari", FIELD_FROM },         { "Dikirim", FIELD_DATE },       { "Tanggal", FIELD_DATE },
  { "Kepada", FIELD_TO },         { "Perihal", FIELD_SUBJECT },    { "Subjek", FIELD_SUBJECT },
  { "من", FIELD_FROM },           { "تاريخ الإرسال", FIELD_DATE }, { "إلى", FIELD_TO },
  { "الموضوع", FIELD_SUBJECT },   { "מאת", FIELD_FROM },           { "נשלח", FIELD_DATE },
  { "אל", FIELD_TO },             { "נושא", FIELD_SUBJECT },       { "จาก", FIELD_FROM },
  { "ส่ง", FIELD_DATE },           { "ถึง", FIELD_TO },              { "เรื่อง", FIELD_SUBJECT },
  /* Korean */
  { "보낸 사람", FIELD_FROM },    { "보낸사람", FIELD_FROM },      { "보낸이", FIELD_FROM },
  { "발신", FIELD_FROM },         { "발신자", FIELD_FROM },        { "발신인", FIELD_FROM },
  { "보내는 사람", FIELD_FROM },  { "보낸 날짜", FIELD_DATE },     { "보낸날짜", FIELD_DATE },
  { "보낸 시간", FIELD_DATE },    { "보낸시간", FIELD_DATE },      { "날짜", FIELD_DATE },
  { "일시", FIELD_DATE },         { "발신일", FIELD_DATE },        { "발송일", FIELD_DATE },
  { "일자", FIELD_DATE },
  { "발신일시", FIELD_DATE },     { "발송일시", FIELD_DATE },      { "작성일", FIELD_DATE },
  { "보낸 일시", FIELD_DATE },    { "받은 날짜", FIELD_DATE },     { "받은날짜", FIELD_DATE },
  { "받는 사람", FIELD_TO },      { "받는사람", FIELD_TO },        { "받은 사람", FIELD_TO },
  { "받은사람", FIELD_TO },       { "받는이", FIELD_TO },          { "수신", FIELD_TO },
  { "수신자", FIELD_TO },         { "수신인", FIELD_TO },          { "참조", FIELD_OTHER },
  { "참조인", FIELD_OTHER },      { "숨은 참조", FIELD_OTHER },    { "숨은참조", FIELD_OTHER },
  { "회신", FIELD_OTHER },        { "제목", FIELD_SUBJECT },       { "중요도", FIELD_OTHER },
  { "첨부", FIELD_OTHER },        { "첨부 파일", FIELD_OTHER },    { "첨부파일", FIELD_OTHER },
  /* Japanese */
  { "差出人", FIELD_FROM },       { "送信者", FIELD_FROM },        { "送信元", FIELD_FROM },
  { "送信日時", FIELD_DATE },     { "送信日", FIELD_DATE },        { "日付", FIELD_DATE },
  { "日時", FIELD_DATE },         { "宛先", FIELD_TO },            { "受信者", FIELD_TO },
  { "件名", FIELD_SUBJECT },      { "題名", FIELD_SUBJECT },       { "返信先", FIELD_OTHER },
  /* Chinese */
  { "发件人", FIELD_FROM },       { "发送人", FIELD_FROM },        { "发送时间", FIELD_DATE },
  { "发件时间", FIELD_DATE },     { "发送日期", FIELD_DATE },      { "日期", FIELD_DATE },
  { "时间", FIELD_DATE },         { "收件人", FIELD_TO },          { "抄送", FIELD_OTHER },
  { "抄送人", FIELD_OTHER },      { "密送", FIELD_OTHER },         { "主题", FIELD_SUBJECT },
  { "寄件者", FIELD_FROM },       { "寄件人", FIELD_FROM },        { "寄件日期", FIELD_DATE },
  { "傳送時間", FIELD_DATE },     { "收件者", FIELD_TO },          { "副本", FIELD_OTHER },
  { "主旨", FIELD_SUBJECT },      { "主題", FIELD_SUBJECT },       { "參照", FIELD_OTHER },
};

static struct request_words separator_words = REQUEST_WORDS(separators), beginning_words = REQUEST_WORDS(beginnings),
                            label_words = REQUEST_WORDS(labels);

static const char *skip_marks(const char *text, gboolean is_quoted)
{
  return text + strspn(text, is_quoted ? "> *_\t" : " *_\t");
}

static const char *skip_blanks(const char *text)
{
  for (;;) {
    if (*text == ' ' || *text == '\t' || *text == '*' || *text == '_')
      text++;
    else if (strncmp(text, "\xC2\xA0", 2) == 0)
      text += 2;
    else if (strncmp(text, "\xE3\x80\x80", 3) == 0)
      text += 3;
    else
      return text;
  }
}

/* Where the colon stands among the first letters; NULL. */
static const char *find_colon(const char *text)
{
  enum { LONGEST_LABEL = 48 };
  for (gsize i = 0; text[i] && i < LONGEST_LABEL; i++)
    if (text[i] == ':' || strncmp(text + i, "：", strlen("：")) == 0)
      return text + i;
  return NULL;
}

static enum field look_up_label(const char *label, gsize length)
{
  for (gsize i = 0; (i = request_next_word(&label_words, label, i));)
    if (strlen(labels[i - 1].label) == length)
      return labels[i - 1].field;
  return FIELD_NONE;
}

static enum field look_up(const struct request_line *line)
{
  enum { LONGEST = 40 };
  const char *text = skip_marks(line->text, line->role & LINE_QUOTE);
  text += *text == '['; /* "[보낸 사람] ..." */
  const char *colon = find_colon(text);
  gsize length = colon ? (gsize)(colon - text) : 0;
  while (length > 0 && strchr(" *_\t]", text[length - 1]))
    length--;
  while (length > 2 && memcmp(text + length - 2, "\xC2\xA0", 2) == 0)
    length -= 2;
  if (length == 0 || length > LONGEST)
    return FIELD_NONE;
  char label[LONGEST + 3] = "";
  memcpy(label, text, length);
  enum field field = look_up_label(label, length);
  if (field != FIELD_NONE || (guint8)*label < 0x80)
    return field;
  /* "제 목" */
  gsize n = 0;
  for (gsize i = 0; i < length; i++)
    if (label[i] != ' ')
      label[n++] = label[i];
  memset(label + n, 0, sizeof label - n);
  return n < length ? look_up_label(label, n) : FIELD_NONE;
}

/* Once for each line, as a block is looked for from every line. */
static enum field field_of(struct request_line *line)
{
  enum { LOOKED = 128 };
  if (!(line->hints & LOOKED))
    line->hints = (guint8)(LOOKED | look_up(line));
  return line->hints & (LOOKED - 1);
}

/* Whether a header line's value goes on here. */
static gboolean goes_on(const struct request_line *before, const struct request_line *line)
{
  return line->text > line->raw || (before->length > 0 && strchr(",;<", before->text[before->length - 1])) ||
         (strchr(line->text, '@') && !strchr(line->text, ':') && line->length < 200) || before->length > 60;
}

/* "10:00", "10.00" but not "10.11.", "10시" */
static gboolean tells_time(const char *text)
{
  for (const char *p = text; *p; p++) {
    gsize digits = strspn(p, "0123456789"), minutes = digits ? strspn(p + digits + (p[digits] != '\0'), "0123456789") : 0;
    const char *sign = p + digits;
    if (digits == 0)
      continue;
    if (strncmp(sign, "시", 3) == 0 || strncmp(sign, "時", 3) == 0 || strncmp(sign, "点", 3) == 0 || strncmp(sign, "點", 3) == 0)
      return TRUE;
    if (digits <= 2 && minutes == 2 && (*sign == ':' || (*sign == '.' && sign[3] != '.' && (p == text || p[-1] != '.'))))
      return TRUE;
    p = sign - 1;
  }
  return FALSE;
}

/* "The server answers:" above: the block was pasted. */
static gboolean is_announced(const struct request_lines *lines, guint at)
{
  while (at > 0 && lines->line[at - 1].role & LINE_EMPTY)
    at--;
  const struct request_line *above = at > 0 ? &lines->line[at - 1] : NULL;
  return above && !above->role && above->length > 0 && above->text[above->length - 1] == ':';
}

/* Gives the role to a header block that begins at `at`, and returns the line after it; `at` when none does. `is_expected`:
 * something before says that one may be there. */
static guint read_block(struct request_lines *lines, guint at, gboolean is_expected)
{
  enum { MOST_LINES = 30, MOST_EMPTY = 1 };
  guint fields = 0, known = 0, end = at, empty = 0, continued = 0;
  gboolean has_address = FALSE, has_time = FALSE;
  for (guint i = at; i < lines->n && i < at + MOST_LINES; i++) {
    struct request_line *line = &lines->line[i];
    enum field field = line->role & LINE_EMPTY ? FIELD_NONE : field_of(line);
    if (i > at && (line->role ^ lines->line[at].role) & LINE_QUOTE)
      break;
    if (field != FIELD_NONE) {
      if (fields & field & (FIELD_FROM | FIELD_SUBJECT))
        break; /* the next one */
      fields |= field;
      known++;
      has_time = has_time || (field == FIELD_DATE && tells_time(line->text));
      has_address = has_address || strchr(line->text, '@');
      end = i + 1;
      empty = continued = 0;
    } else if (line->role & LINE_EMPTY) {
      /* some pages put each field into a paragraph */
      if (i == at || ++empty > MOST_EMPTY)
        break;
    } else if (empty == 0 && i > at && continued < 4 && goes_on(&lines->line[i - 1], line)) {
      has_address = has_address || strchr(line->text, '@');
      continued++;
      end = line->text > line->raw || strchr(line->text, '@') || fields & FIELD_SUBJECT ? i + 1 : end;
    } else if (empty == 0 && i > at && i + 1 < lines->n && continued == 0 && known >= 2 &&
               field_of(&lines->line[i + 1]) != FIELD_NONE) {
      continued++;
    } else {
      break;
    }
  }
  gboolean has_from = fields & FIELD_FROM;
  gboolean is_block = (has_from && fields & FIELD_SUBJECT && known >= 3 && (has_address || has_time)) ||
                      (has_from && has_address && fields & (FIELD_DATE | FIELD_TO) && known >= 3) ||
                      (has_from && has_address && fields & (FIELD_SUBJECT | FIELD_DATE)) ||
                      (fields & FIELD_SUBJECT && fields & FIELD_DATE && fields & FIELD_TO && has_address) ||
                      (is_expected && (known >= 2 || has_from));
  if (!is_block)
    return at;
  gboolean is_pasted = !is_expected && is_announced(lines, at);
  for (guint i = at; i < end && !is_pasted; i++)
    lines->line[i].role |= LINE_HEADER;
  return end;
}

static guint separator_role(const struct request_line *line)
{
  enum { LONGEST = 200 };
  const char *text = line->text + (line->role & LINE_QUOTE ? strspn(line->text, "> ") : 0);
  gsize frame = 0;
  while (text[frame] && strchr("-_=*~<[ \t", text[frame]))
    frame++;
  const char *em = text;
  while (strncmp(em, "—", 3) == 0 || strncmp(em, "–", 3) == 0 || strncmp(em, "─", 3) == 0)
    em += 3;
  if (em > text)
    frame = (gsize)(em - text) + strspn(em, " ");
  if (line->length > LONGEST || (frame < 2 && *text != '[') || !text[frame])
    return 0;
  for (gsize i = 0; (i = request_next_word(&separator_words, text + frame, i));) {
    const char *after = text + frame + strlen(separators[i - 1].words);
    after += strspn(after, " :");
    if (*after == '\0' || strchr("-_=*~>]", *after) || (guint8)*after == 0xE2 || strstr(after, "--"))
      return separators[i - 1].role;
  }
  return 0;
}

/* "##- Please type your reply above this line -##": what a desk's programs had sent stands below. */
static gboolean asks_for_reply_above(const struct request_line *line)
{
  static const char *const words[] = {
    "reply above this line", "reply above the line", "respond above this line", "write above this line",
    "oberhalb dieser linie", "über dieser linie", "au-dessus de cette ligne", "encima de esta línea", "sobre esta línea",
    "acima desta linha", "sopra questa riga", "boven deze lijn", "이 줄 위에", "이 선 위에", "この行より上に", "この線より上に",
    "在此行上方", "在此線上方",
  };
  enum { LONGEST = 160 };
  return line->length > 0 && line->length <= LONGEST && !strchr(line->text, '?') &&
         (strchr("#-=_*[<(", *line->text) || line->length < 60) && request_contains(line, words, G_N_ELEMENTS(words));
}

static gboolean begins_forward(const struct request_line *line)
{
  enum { LONGEST = 120 };
  if (line->length == 0 || line->length > LONGEST)
    return FALSE;
  const char *text = skip_marks(line->text, line->role & LINE_QUOTE);
  const char *last = line->text + line->length - 1;
  if (*last != ':' && (guint8)*last != 0x9A && *last != '*') /* the wide colon's last byte */
    return FALSE;
  for (gsize i = 0; (i = request_next_word(&beginning_words, text, i));) {
    const char *after = skip_blanks(text + strlen(beginnings[i - 1]));
    if (*after == ':' || strncmp(after, "：", strlen("：")) == 0)
      return TRUE;
  }
  return FALSE;
}

/* "------- words in any language -------", and a field below. */
static gboolean is_framed_title(struct request_lines *lines, guint at)
{
  enum { FRAME = 4, LONGEST = 120, WITHIN = 2 };
  const struct request_line *line = &lines->line[at];
  gsize dashes = strspn(line->text, "-"), after = 0;
  while (after < line->length && line->text[line->length - 1 - after] == '-')
    after++;
  if (dashes < FRAME || after < FRAME || dashes == line->length || line->length > LONGEST)
    return FALSE;
  for (guint i = at + 1; i < lines->n && i <= at + WITHIN; i++)
    if (field_of(&lines->line[i]) != FIELD_NONE)
      return TRUE;
  return FALSE;
}

void request_find_older(struct request_lines *lines)
{
  enum { NO_TEXT_YET = LINE_QUOTE | LINE_INTRODUCTION | LINE_ORIGINAL | LINE_FORWARD | LINE_HEADER | LINE_FOOTER };
  for (guint i = 0; i < lines->n; i++)
    lines->line[i].hints = 0;
  gboolean has_text = FALSE;
  guint expected = 0; /* lines left in which a block of two fields will do */
  for (guint i = 0; i < MIN(lines->n, (guint)REQUEST_CLOSE_LINES); i++) {
    struct request_line *line = &lines->line[i];
    if (line->role & LINE_EMPTY)
      continue;
    guint role = separator_role(line);
    if (!role && asks_for_reply_above(line))
      role = has_text ? LINE_ORIGINAL : LINE_FOOTER;
    if (!role && begins_forward(line))
      role = LINE_FORWARD;
    if (!role && is_framed_title(lines, i))
      role = LINE_ORIGINAL;
    line->role |= role;
    if (role || line->role & (LINE_DIVIDER | LINE_BORDER) || g_str_has_prefix(line->text, "_____"))
      expected = 3;
    if (!role && !(line->role & (LINE_INTRODUCTION | LINE_HEADER))) {
      guint end = read_block(lines, i, expected > 0);
      i = end > i ? end - 1 : i;
    }
    has_text = has_text || !(lines->line[i].role & NO_TEXT_YET);
    expected -= expected > 0;
  }
}
