/* Whether a mail that has no standard part is a bounce. People forward bounces and write about them, so the words of one
 * are never enough: who sent it, or how, must say so too. */
#include "mail/bounce.h"

#include "base/pairs.h"
#include "base/subject.h"

#include <string.h>

enum mark {
  MARK_DAEMON = 1,       /* sent by a name that only programs have */
  MARK_POSTMASTER = 2,   /* ... that programs and people have */
  MARK_NULL_SENDER = 4,  /* as every bounce must be (RFC 5321 section 4.5.5), but notes of absence too */
  MARK_HEADER = 8,       /* a field that only bounces have */
  MARK_SUBJECT = 16,     /* a subject as bounces have it */
  MARK_AUTO = 32,        /* sent by a program */
  MARK_BANNER = 64,      /* the text begins with a line of stars, the sender has no name: people write neither way */
};

/* Anywhere in From, in lower case. */
static const struct {
  const char *words;
  enum mark mark;
} senders[] = {
  { "mailer-daemon", MARK_DAEMON },
  { "mailer_daemon", MARK_DAEMON },
  { "mailerdaemon", MARK_DAEMON },
  { "mailer daemon", MARK_DAEMON },
  { "mail-daemon", MARK_DAEMON },
  { "maildaemon", MARK_DAEMON },
  { "mdaemon@", MARK_DAEMON },
  { "mail delivery system", MARK_DAEMON },
  { "mail delivery subsystem", MARK_DAEMON },
  { "mail deliver system", MARK_DAEMON },
  { "mail.delivery.system", MARK_DAEMON },
  { "mail-delivery-s", MARK_DAEMON },
  { "delivery subsystem", MARK_DAEMON },
  { "microsoftexchange", MARK_DAEMON },
  { "smtp_mail_service", MARK_DAEMON },
  { "e-mail interconnect", MARK_DAEMON },
  { "interscan", MARK_DAEMON },
  { "internet mail service", MARK_DAEMON },
  { "post_master@", MARK_POSTMASTER },
  { "postmaster", MARK_POSTMASTER },
  { "poostmaster", MARK_POSTMASTER }, /* a widespread slip */
  { "system administrator", MARK_POSTMASTER },
  { "mail administrator", MARK_POSTMASTER },
  { "systemadministrator", MARK_POSTMASTER },
  { "sysadmin@", MARK_POSTMASTER },
  { "mailadmin@", MARK_POSTMASTER },
  { "mmdf", MARK_POSTMASTER },
  { "listserv@", MARK_POSTMASTER },
};

/* Fields that bounces have, and what must stand in them ("" for anything). */
static const struct {
  const char *name, *words;
  enum mark mark;
} fields[] = {
  { "X-Failed-Recipients", "", MARK_HEADER },
  { "X-Mailer", "<SMTP32", MARK_HEADER }, /* IMail's server, not its webmail */
  { "X-Mailer", "m-FILTER", MARK_HEADER },
  { "X-Mailer", "SurfControl E-mail Filter", MARK_AUTO },
  { "X-MDDSN-Message", "", MARK_HEADER }, /* MDaemon */
  { "X-AMAZON-MAIL-RELAY-TYPE", "notification", MARK_HEADER },
  { "X-MS-Exchange-Message-Is-Ndr", "", MARK_HEADER },
  { "X-MLServer", "fml", MARK_AUTO },
};

/* Anywhere in the subject, in lower case. */
static const char *const subjects[] = {
  "undeliver", "returned mail", "returned to sender", "returning message to sender", "failure notice", "delivery fail",
  "delivery status", "delivery notification", "delivery report", "delivery problem", "delivery error", "delivery has failed",
  "mail failure", "mail system error", "mail error", "non-deliver", "nondeliver", "non delivery", "not delivered",
  "could not send message", "not be delivered", "error sending your mail", "message undelivered", "delayed mail",
  "message delayed", "delivery delayed", "postmaster notify", "user unknown", "problem delivering", "error delivering",
  "message status", "mail status report", "bounced mail", "bounce notice", "send failed", "sending failed", "rejected mail",
  "has not yet been delivered", "failed mail", "mail failed", "failed delivery", "not member article", "fml system error",
  "loop alert", "unzustellbar", "nicht zustellbar", "nicht zugestellt", "non remis",
  "non distribu", "non délivr", "échec de la remise", "echec de", "no entregado", "no se puede entregar", "devuelto",
  "non recapitabile", "impossibile recapitare", "mancata consegna", "não entregue", "não foi possível", "onbestelbaar",
  "niet bezorgd", "inte levereras", "kan ikke leveres", "ikke leveret", "niedostarczon", "nie dostarczono", "nedoručiteln",
  "kézbesíthetetlen", "teslim edilemedi", "не доставлено", "недоставлен", "не удается доставить", "не удалось доставить",
  "配信不能", "配信できません", "配達不能", "配信エラー", "送信できません", "配信に失敗", "エラーメール",
  "配信されませんでした", "退信", "投递失败", "无法投递", "发送失败", "退回", "未传递", "未能投递", "無法傳遞", "退件",
  "반송", "발송 실패", "발송실패", "전송 실패", "전송실패", "배달 실패", "배달되지", "배달할 수 없", "전달되지", "발송되지",
};

/* What begins the subject of an answer or of something passed on, where no colon follows; of a note of absence, or of good
 * news. */
static const char *const other_subjects[] = {
  "回复", "答复", "返信", "답장", "회신", "转发", "轉寄", "転送",
  "automatic reply", "auto:", "autoreply", "auto reply", "auto-reply", "out of office", "abwesen", "automatische antwort",
  "réponse automatique", "respuesta automática", "risposta automatica", "자동 응답", "자동응답", "부재중", "自動応答",
  "自动回复", "read:", "gelesen:", "lu :", "読み取り", "successful mail delivery", "delivery status notification (success",
  "relayed:", "delivered:", "return receipt",
};

static gboolean has_any(const char *text, const char *const *words, gsize n)
{
  const struct pairs pairs = pairs_of(text);
  for (gsize i = 0; i < n; i++)
    if (pairs_find(&pairs, text, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean begins_with_any(const char *text, const char *const *words, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_has_prefix(text, words[i]))
      return TRUE;
  return FALSE;
}

static guint sender_mark(const struct mail *mail)
{
  const char *from = mail_header(mail, "From");
  g_autofree char *lower = g_utf8_strdown(from ? from : "", -1);
  const struct pairs pairs = pairs_of(lower);
  for (gsize i = 0; i < G_N_ELEMENTS(senders); i++)
    if (pairs_find(&pairs, lower, senders[i].words))
      return senders[i].mark;
  return 0;
}

gboolean bounce_is_daemon(const struct mail *mail)
{
  return sender_mark(mail) != 0;
}

static guint header_marks(const struct mail *mail)
{
  guint marks = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(fields); i++) {
    const char *value = mail_header(mail, fields[i].name);
    if (value && strstr(value, fields[i].words))
      marks |= fields[i].mark;
  }
  const char *automatic = mail_header(mail, "Auto-Submitted"), *precedence = mail_header(mail, "Precedence");
  if ((automatic && g_ascii_strncasecmp(automatic, "auto-", 5) == 0) ||
      (precedence && (g_ascii_strcasecmp(precedence, "bulk") == 0 || g_ascii_strcasecmp(precedence, "junk") == 0)))
    marks |= MARK_AUTO;
  return marks;
}

/* `ret_is_other`: the subject says that it is something else. */
static guint all_marks(const struct bounce_search *search, gboolean *ret_is_other)
{
  const struct mail *mail = search->mail;
  guint marks = sender_mark(mail) | header_marks(mail);
  if (mail->envelope.from && !*mail->envelope.from)
    marks |= MARK_NULL_SENDER;
  if (search->is_report)
    marks |= MARK_HEADER;
  g_autofree char *subject = g_utf8_strdown(mail->subject, -1);
  *ret_is_other = subject_after_prefix(mail->subject, NULL) || subject_is_forward(mail->subject) ||
                  begins_with_any(subject, other_subjects, G_N_ELEMENTS(other_subjects));
  if (has_any(subject, subjects, G_N_ELEMENTS(subjects)))
    marks |= MARK_SUBJECT;
  if (!mail->from.name && strspn(mail->text, "*=#\n") >= 20)
    marks |= MARK_BANNER;
  return marks;
}

gboolean bounce_mark(struct bounce_search *search)
{
  search->marks = all_marks(search, &search->is_other);
  return search->marks != 0 || search->mail->text[0] == '{';
}

static gboolean has_code(const struct bounce_text *text)
{
  g_autofree char *status = bounce_status(text->flat->str, '5');
  return status != NULL;
}

/* With the words of a form: a name that only programs have is enough. Anything that people have too needs one mark more,
 * or words that only programs say and right at the beginning, where a person's own words would stand. */
static gboolean marks_suffice(guint marks, gboolean is_other, const struct bounce_text *text,
                              const struct bounce_match *match)
{
  enum { BEGINNING = 200 };
  gboolean is_early = match->start < BEGINNING, is_sure = is_early && !match->form->is_common;
  if (marks & (MARK_DAEMON | MARK_HEADER))
    return TRUE;
  if ((marks & MARK_POSTMASTER) && ((marks & (MARK_NULL_SENDER | MARK_AUTO)) || is_sure))
    return TRUE;
  if (is_other)
    return is_sure && (marks & (MARK_NULL_SENDER | MARK_BANNER)) && (marks & MARK_SUBJECT);
  if (marks & MARK_NULL_SENDER)
    return (marks & MARK_SUBJECT) || is_sure;
  if (marks & MARK_POSTMASTER)
    return (marks & MARK_SUBJECT) && has_code(text);
  return is_sure && (marks & MARK_SUBJECT) && (marks & (MARK_AUTO | MARK_BANNER)) && bounce_names_recipient(text, match);
}

/* An unknown form: its sender or the way it was sent, and its subject or a reason as servers give it; both where people are
 * sent that way, too. */
static gboolean is_unknown_form(guint marks, gboolean is_other, const struct bounce_text *text)
{
  if (is_other)
    return FALSE;
  if (marks & MARK_DAEMON)
    return (marks & MARK_SUBJECT) || has_code(text);
  if (marks & MARK_HEADER)
    return has_code(text);
  return (marks & MARK_NULL_SENDER) && (marks & MARK_SUBJECT) && has_code(text);
}

void bounce_read_form(struct bounce_search *search, const struct bounce_text *text)
{
  static const struct bounce_form unknown = { "", PLACE_LINES, BOUNCE_FAILURE, TRUE };
  guint marks = search->marks;
  gboolean is_other = search->is_other;
  if (!marks)
    return;
  struct bounce_match match = { NULL, 0, 0 };
  const struct bounce_form *form = bounce_form_find(text, &match);
  if (form && !marks_suffice(marks, is_other, text, &match))
    return;
  if (!form && is_unknown_form(marks, is_other, text))
    form = match.form = &unknown;
  if (!form)
    return;
  g_autofree char *subject = g_utf8_strdown(search->mail->subject, -1);
  gboolean is_delay = form->kind == BOUNCE_DELAY || bounce_is_delay(text->flat->str) || bounce_is_delay(subject);
  search->has_delay = search->has_delay || is_delay;
  search->has_failure = search->has_failure || !is_delay;
  bounce_read_lines(search, text, &match);
}
