/* What somebody has newly written, told from what mail programs add: quotes, their introduction, signatures. Tables of
 * what such programs write, in the languages they write it in; when in doubt, text stays. */
#include "mail/view.h"

#include <string.h>

/* "On Tuesday Mina wrote:", in one line or broken over up to three. All that is given must be there. */
static const struct {
  const char *start, *within, *end;
} introductions[] = {
  { "On ", NULL, "wrote:" },
  { "", " at ", " wrote:" },
  { "", "@", "wrote:" },
  { "Am ", " schrieb", ":" },
  { "", "@", "schrieb:" },
  { "", "> schrieb am ", ":" },
  { "Le ", " a écrit", ":" },
  { "El ", " escribió", ":" },
  { "Il ", " ha scritto", ":" },
  { "Em ", " escreveu", ":" },
  { "Op ", " schreef", ":" },
  { "Den ", " skrev", ":" },
  { "W dniu ", " napisał", ":" },
  { "", " пишет", ":" },
  { "", " написал", ":" },
  { "20", "님이 작성", ":" },
  { "20", "님이 씀", ":" },
  { "20", "<", ">님이 작성:" },
  { "20", "@", "：" },
  { "20", "年", ":" },
  { "", "写道", "：" },
  { "", "写道", ":" },
  { "", "寫道", "：" },
  { "", "寫道", ":" },
};

/* Between dashes or underscores. */
static const char *const separators[] = {
  "Original Message",     "Original Appointment",  "Reply Message",      "Ursprüngliche Nachricht",
  "Originalnachricht",    "Message d'origine",     "Message original",   "Mensaje original",
  "Mensagem original",    "Messaggio originale",   "Oorspronkelijk bericht", "원본 메시지",
  "원본메시지",           "원본 메일",             "元のメッセージ",     "原始邮件",
  "原始郵件",             "Исходное сообщение",    "Original-Nachricht",
};

/* The header block that Outlook and its like put before what they quote: a sender, and soon after another field. */
static const char *const sender_labels[] = {
  "From", "Von", "De", "Da", "Van", "Från", "Od", "От", "보낸 사람", "보낸사람", "差出人", "发件人", "寄件者",
};
static const char *const other_labels[] = {
  "Sent",  "Date", "To",    "Subject", "Cc",    "Gesendet",  "Datum",     "An",        "Betreff",  "Envoyé", "À",
  "Skickat", "Till", "Ämne",
  "Objet", "Para", "Fecha", "Enviado", "Asunto", "Assunto",  "Inviato",   "Data",      "A",        "Oggetto", "Aan",
  "Verzonden", "Onderwerp", "보낸 날짜", "보낸날짜", "날짜", "받는 사람", "받는사람", "제목", "参照", "送信日時", "宛先",
  "件名",  "发送时间", "收件人", "主题", "寄件日期", "收件者", "主旨", "Отправлено", "Кому", "Тема",
};

static const char *const device_notes[] = {
  "Sent from my ", "Sent from Mail for ", "Get Outlook for ", "Von meinem ", "Gesendet von ", "Envoyé de mon ",
  "Enviado desde mi ", "Inviato da ", "나의 iPhone에서 보냄", "iPhoneから送信", "发自我的",
};

struct lines {
  char **line;
  guint n;
};

static gboolean is_empty(const char *line)
{
  return line[strspn(line, " \t")] == '\0';
}

static gboolean is_quoted(const char *line)
{
  line += strspn(line, " ");
  return *line == '>';
}

static gboolean has_end(const char *text, const char *end)
{
  gsize length = strlen(text), wanted = strlen(end);
  while (length > 0 && strchr(" \t", text[length - 1]))
    length--;
  return length >= wanted && memcmp(text + length - wanted, end, wanted) == 0;
}

/* `is_anchored`: only those whose start is known, so that no line before can be mistaken for a part of it. */
static gboolean introduces(const char *text, gboolean is_anchored)
{
  for (gsize i = 0; i < G_N_ELEMENTS(introductions); i++)
    if ((*introductions[i].start || !is_anchored) && g_str_has_prefix(text, introductions[i].start) &&
        has_end(text, introductions[i].end) &&
        (!introductions[i].within || strstr(text, introductions[i].within)))
      return TRUE;
  return FALSE;
}

/* All introductions end in one: a cheap look before a close one. */
static gboolean colon_follows(const struct lines *lines, guint at, guint within)
{
  for (guint i = at; i < lines->n && i < at + within; i++)
    if (has_end(lines->line[i], ":") || has_end(lines->line[i], "："))
      return TRUE;
  return FALSE;
}

/* How many lines from `at` on are an introduction; 0: none. */
static guint introduction_lines(const struct lines *lines, guint at, gboolean is_anchored)
{
  enum { MOST = 3, LONGEST = 400 };
  if (!colon_follows(lines, at, MOST))
    return 0;
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint n = 0; n < MOST && at + n < lines->n; n++) {
    const char *line = lines->line[at + n];
    if (is_empty(line) || is_quoted(line) || text->len + strlen(line) > LONGEST)
      return 0;
    g_string_append_printf(text, "%s%s", n > 0 ? " " : "", line + strspn(line, " "));
    if (introduces(text->str, is_anchored))
      return n + 1;
  }
  return 0;
}

static guint introduction_at(const struct lines *lines, guint at)
{
  guint n = introduction_lines(lines, at, TRUE);
  return n > 0 ? n : introduction_lines(lines, at, FALSE);
}

static gboolean is_separator(const char *line)
{
  gsize dashes = strspn(line, " -_*");
  if (dashes < 2 || strlen(line) > 200)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(separators); i++)
    if (g_ascii_strncasecmp(line + dashes, separators[i], strlen(separators[i])) == 0 &&
        line[strcspn(line + dashes, "-_") + dashes] != '\0')
      return TRUE;
  return FALSE;
}

static gboolean has_label(const char *line, const char *const *labels, gsize n)
{
  line += strspn(line, " *\t");
  for (gsize i = 0; i < n; i++) {
    if (!g_str_has_prefix(line, labels[i]))
      continue;
    const char *after = line + strlen(labels[i]);
    after += strspn(after, " *\xC2\xA0");
    if (*after == ':' || g_str_has_prefix(after, "："))
      return TRUE;
  }
  return FALSE;
}

static gboolean is_header_block(const struct lines *lines, guint at)
{
  enum { FIELDS = 2, WITHIN = 6 };
  if (!has_label(lines->line[at], sender_labels, G_N_ELEMENTS(sender_labels)))
    return FALSE;
  guint fields = 0;
  for (guint i = at + 1; i < lines->n && i <= at + WITHIN; i++)
    fields += has_label(lines->line[i], other_labels, G_N_ELEMENTS(other_labels));
  return fields >= FIELDS;
}

static gboolean is_signature_mark(const char *line)
{
  return strcmp(line, "-- ") == 0 || strcmp(line, "--") == 0;
}

static gboolean is_device_note(const char *line)
{
  for (gsize i = 0; i < G_N_ELEMENTS(device_notes); i++)
    if (g_str_has_prefix(line, device_notes[i]) && strlen(line) < 100)
      return TRUE;
  return FALSE;
}

/* Drawn before what ends the request. */
static gboolean is_rule(const char *line)
{
  return strlen(line) >= 3 && line[strspn(line, "-_*= ")] == '\0';
}

/* Whether the first line after an introduction that says anything is quoted. */
static gboolean quote_follows(const struct lines *lines, guint at)
{
  while (at < lines->n && is_empty(lines->line[at]))
    at++;
  return at < lines->n && is_quoted(lines->line[at]);
}

/* Everything from here on was not written now: an old mail without quote marks, or the signature. */
static gboolean ends_request(const struct lines *lines, guint at)
{
  const char *line = lines->line[at];
  if (is_separator(line) || is_header_block(lines, at) || is_signature_mark(line))
    return TRUE;
  guint introduction = introduction_at(lines, at);
  return introduction > 0 && !quote_follows(lines, at + introduction);
}

static gboolean is_own_text(const struct lines *lines, guint at)
{
  return !is_empty(lines->line[at]) && !is_quoted(lines->line[at]) && introduction_at(lines, at) == 0;
}

static void cut_at_end(struct lines *lines)
{
  gboolean has_text = FALSE;
  for (guint i = 1; i < lines->n; i++) {
    has_text = has_text || is_own_text(lines, i - 1);
    if (has_text && ends_request(lines, i)) {
      lines->n = i;
      return;
    }
  }
}

/* The introduction whose last line is lines->n - 1. */
static guint introduction_before_end(const struct lines *lines)
{
  for (guint n = MIN(3, lines->n); n > 0; n--)
    if (introduction_lines(lines, lines->n - n, TRUE) == n)
      return n;
  for (guint n = 1; n <= 2 && n <= lines->n; n++)
    if (introduction_lines(lines, lines->n - n, FALSE) == n)
      return n;
  return 0;
}

static void drop_trailing_quotes(struct lines *lines)
{
  guint before;
  do {
    before = lines->n;
    while (lines->n > 0 && is_empty(lines->line[lines->n - 1]))
      lines->n--;
    gboolean had_quote = FALSE;
    while (lines->n > 0 && (is_quoted(lines->line[lines->n - 1]) || (had_quote && is_empty(lines->line[lines->n - 1])))) {
      had_quote = TRUE;
      lines->n--;
    }
    lines->n -= introduction_before_end(lines);
    while (lines->n > 0 && (is_device_note(lines->line[lines->n - 1]) || is_rule(lines->line[lines->n - 1])))
      lines->n--;
  } while (lines->n < before && lines->n > 0);
}

/* Somebody answered below all that their program quoted. A quote without introduction was chosen by hand, and stays. */
static guint leading_quotes(const struct lines *lines)
{
  guint start = introduction_at(lines, 0), i = start;
  while (i < lines->n && (is_quoted(lines->line[i]) || is_empty(lines->line[i])))
    i++;
  return start > 0 && quote_follows(lines, start) ? i : 0;
}

static char *join(const struct lines *lines, guint from)
{
  GString *text = g_string_new(NULL);
  for (guint i = from; i < lines->n; i++)
    g_string_append_printf(text, "%s%s", i > from ? "\n" : "", lines->line[i]);
  return g_strstrip(g_string_free(text, FALSE));
}

/* Cuts `text` into its lines, which point into it. */
static GPtrArray *split_lines(char *text)
{
  GPtrArray *lines = g_ptr_array_new();
  for (char *line = text; line;) {
    char *lf = strchr(line, '\n');
    g_ptr_array_add(lines, line);
    if (lf)
      *lf++ = '\0';
    line = lf;
  }
  return lines;
}

char *view_request(const char *text)
{
  g_autofree char *copy = g_strdup(text);
  g_autoptr(GPtrArray) split = split_lines(copy);
  struct lines lines = { (char **)split->pdata, split->len };
  cut_at_end(&lines);
  drop_trailing_quotes(&lines);
  char *request = join(&lines, leading_quotes(&lines));
  if (*request)
    return request;
  g_free(request);
  return g_strstrip(g_strdup(text));
}
