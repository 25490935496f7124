/* Why a mail was not delivered, as a status code of RFC 3463: out of the code that a server gave, else out of its words,
 * else out of the SMTP reply code. */
#include "mail/bounce.h"

#include <string.h>

enum { MAX_SAID = 8 * 1024 };

/* Words of servers and programs, in lower case; the first of the table that is found counts. Its class is '4' where the
 * reason passes by itself and nothing else says a class, and 0 where it is the asker's. */
static const struct {
  const char *words;
  const char *detail; /* subject.detail */
  char class;
} reasons[] = {
  /* The sender's own address or domain */
  { "domain of sender address", "1.8", 0 },
  { "sender address rejected", "1.8", 0 },
  { "unroutable sender", "1.8", 0 },
  /* Full mailboxes */
  { "mailbox full", "2.2", 0 },
  { "mailbox is full", "2.2", 0 },
  { "mailbox for user is full", "2.2", 0 },
  { "mail box full", "2.2", 0 },
  { "full mailbox", "2.2", 0 },
  { "inbox is full", "2.2", 0 },
  { "inbox full", "2.2", 0 },
  { "quota", "2.2", 0 },
  { "mailbox exceed", "2.2", 0 },
  { "mailbox has exceeded", "2.2", 0 },
  { "mailbox size limit", "2.2", 0 },
  { "exceeded storage", "2.2", 0 },
  { "out of storage", "2.2", 0 },
  { "storage limit", "2.2", 0 },
  { "not enough space", "2.2", 0 },
  { "not enough storage", "2.2", 0 },
  { "exceeds allowed size", "2.2", 0 },
  { "mailbox exceeded", "2.2", 0 },
  { "too many messages in", "2.2", 0 },
  { "recipient's mailbox exceeded", "2.2", 0 },
  { "postfach voll", "2.2", 0 },
  { "postfach ist voll", "2.2", 0 },
  { "boîte aux lettres pleine", "2.2", 0 },
  { "boite pleine", "2.2", 0 },
  { "buzón lleno", "2.2", 0 },
  { "buzón está lleno", "2.2", 0 },
  { "casella piena", "2.2", 0 },
  { "caixa de correio cheia", "2.2", 0 },
  { "переполнен", "2.2", 0 },
  { "メールボックスがいっぱい", "2.2", 0 },
  { "メールボックスの容量", "2.2", 0 },
  { "容量を超", "2.2", 0 },
  { "容量オーバー", "2.2", 0 },
  { "邮箱已满", "2.2", 0 },
  { "空间不足", "2.2", 0 },
  { "信箱已滿", "2.2", 0 },
  { "용량 초과", "2.2", 0 },
  { "용량초과", "2.2", 0 },
  { "용량을 초과", "2.2", 0 },
  { "용량이 초과", "2.2", 0 },
  { "용량이 부족", "2.2", 0 },
  { "메일함이 가득", "2.2", 0 },
  { "편지함이 가득", "2.2", 0 },
  /* Too large */
  { "message too large", "3.4", 0 },
  { "message too big", "3.4", 0 },
  { "message is too large", "3.4", 0 },
  { "message size exceed", "3.4", 0 },
  { "message size limit", "3.4", 0 },
  { "message size", "3.4", 0 },
  { "message length exceed", "3.4", 0 },
  { "size limit", "3.4", 0 },
  { "exceeds maximum", "3.4", 0 },
  { "exceeds the maximum", "3.4", 0 },
  { "larger than the", "3.4", 0 },
  { "too large", "3.4", 0 },
  { "nachricht ist zu groß", "3.4", 0 },
  { "サイズが大き", "3.4", 0 },
  { "サイズ制限", "3.4", 0 },
  { "大小超过", "3.4", 0 },
  { "크기를 초과", "3.4", 0 },
  { "크기 초과", "3.4", 0 },
  /* Loops and time */
  { "too many hops", "4.6", 0 },
  { "hop count", "4.6", 0 },
  { "mail loop", "4.6", 0 },
  { "forwarding loop", "4.6", 0 },
  { "more than the maximum allowed times", "4.6", 0 },
  { "retry timeout exceeded", "4.7", '4' },
  { "retry time not reached", "4.7", '4' },
  { "hosts have been failing", "4.7", '4' },
  { "message expired", "4.7", '4' },
  { "has expired", "4.7", '4' },
  { "delivery time expired", "4.7", '4' },
  { "queue too long", "4.7", '4' },
  { "too long in the queue", "4.7", '4' },
  { "in queue too long", "4.7", '4' },
  { "could not be delivered for", "4.7", '4' },
  { "could not deliver for the last", "4.7", '4' },
  { "cannot send message for", "4.7", '4' },
  { "could not send message for", "4.7", '4' },
  { "could not send mail for", "4.7", '4' },
  { "giving up on", "4.7", '4' },
  { "was not delivered within", "4.7", '4' },
  { "시간이 초과", "4.7", '4' },
  { "시간 초과", "4.7", '4' },
  { "投递超时", "4.7", '4' },
  /* The network */
  { "connection refused", "4.1", '4' },
  { "connection timed out", "4.1", '4' },
  { "connection reset", "4.2", '4' },
  { "connection dropped", "4.2", '4' },
  { "lost connection", "4.2", '4' },
  { "timed out", "4.2", '4' },
  { "no route to host", "4.1", '4' },
  { "network is unreachable", "4.1", '4' },
  { "host not reachable", "4.1", '4' },
  { "no answer from host", "4.1", '4' },
  { "did not respond", "4.1", '4' },
  { "unable to connect", "4.1", '4' },
  { "could not connect", "4.1", '4' },
  { "连接失败", "4.1", '4' },
  { "서버에 연결", "4.1", '4' },
  { "서버가 응답", "4.1", '4' },
  /* Hosts and domains */
  { "null mx", "1.10", 0 },
  { "no smtp service", "1.10", 0 },
  { "does not accept mail", "1.10", 0 },
  { "doesn't receive email", "1.10", 0 },
  { "host unknown", "1.2", 0 },
  { "unknown host", "1.2", 0 },
  { "host not found", "1.2", 0 },
  { "no such host", "1.2", 0 },
  { "no such domain", "1.2", 0 },
  { "bad destination host", "1.2", 0 },
  { "unknown domain", "1.2", 0 },
  { "domain unknown", "1.2", 0 },
  { "domain not found", "1.2", 0 },
  { "domain name not found", "1.2", 0 },
  { "domain does not exist", "1.2", 0 },
  { "domain doesn", "1.2", 0 },
  { "unrouteable mail domain", "1.2", 0 },
  { "unroutable mail domain", "1.2", 0 },
  { "unrouteable domain", "1.2", 0 },
  { "non-existent hosts", "1.2", 0 },
  { "name or service not known", "1.2", 0 },
  { "name service error", "1.2", 0 },
  { "could not find a gateway", "1.2", 0 },
  { "couldn't find any host", "1.2", 0 },
  { "find a mail exchanger", "4.4", 0 },
  { "illegal host", "1.2", 0 },
  { "nxdomain", "1.2", 0 },
  { "unknown mail server", "1.2", 0 },
  { "couldn't be found. check for typos or unnecessary spaces", "1.1", 0 },
  { "ドメインが見つかりません", "1.2", 0 },
  { "域名不存在", "1.2", 0 },
  { "host를 찾을 수 없", "1.2", 0 },
  { "호스트를 찾을 수 없", "1.2", 0 },
  { "도메인을 찾을 수 없", "1.2", 0 },
  { "존재하지 않는 도메인", "1.2", 0 },
  /* Addresses badly written */
  { "malformed address", "1.3", 0 },
  { "bad address syntax", "1.3", 0 },
  { "bad destination mailbox address syntax", "1.3", 0 },
  { "syntax error", "1.3", 0 },
  { "recipient syntax", "1.3", 0 },
  /* Accounts that are closed or gone */
  { "no longer on server", "1.6", 0 },
  { "has moved", "1.6", 0 },
  { "account disabled", "2.1", 0 },
  { "account is disabled", "2.1", 0 },
  { "account has been disabled", "2.1", 0 },
  { "mailbox disabled", "2.1", 0 },
  { "mailbox is disabled", "2.1", 0 },
  { "user disabled", "2.1", 0 },
  { "deactivated", "2.1", 0 },
  { "inactive", "2.1", 0 },
  { "not active", "2.1", 0 },
  { "suspended", "2.1", 0 },
  { "is frozen", "2.1", 0 },
  { "account locked", "2.1", 0 },
  { "temporarily limited", "2.1", 0 },
  { "휴면", "2.1", 0 },
  { "사용 중지", "2.1", 0 },
  { "사용이 중지", "2.1", 0 },
  { "정지된", "2.1", 0 },
  { "已停用", "2.1", 0 },
  { "被冻结", "2.1", 0 },
  /* Nobody of that name */
  { "user unknown", "1.1", 0 },
  { "unknown user", "1.1", 0 },
  { "unknown recipient", "1.1", 0 },
  { "recipient unknown", "1.1", 0 },
  { "no such user", "1.1", 0 },
  { "no such recipient", "1.1", 0 },
  { "no such mailbox", "1.1", 0 },
  { "no such account", "1.1", 0 },
  { "no such address", "1.1", 0 },
  { "no such person", "1.1", 0 },
  { "not a known user", "1.1", 0 },
  { "not a valid", "1.1", 0 },
  { "not listed in", "1.1", 0 },
  { "user not found", "1.1", 0 },
  { "user not exist", "1.1", 0 },
  { "user not known", "1.1", 0 },
  { "recipient not found", "1.1", 0 },
  { "recipnotfound", "1.1", 0 },
  { "mailbox not found", "1.1", 0 },
  { "mailbox unknown", "1.1", 0 },
  { "mailbox unavailable", "1.1", 0 },
  { "mailbox not available", "1.1", 0 },
  { "unknown mailbox", "1.1", 0 },
  { "unknown local", "1.1", 0 },
  { "unknown or illegal", "1.1", 0 },
  { "unknown account", "1.1", 0 },
  { "unknown address", "1.1", 0 },
  { "address unknown", "1.1", 0 },
  { "address not found", "1.1", 0 },
  { "address couldn't be found", "1.1", 0 },
  { "address rejected", "1.1", 0 },
  { "account not found", "1.1", 0 },
  { "does not exist", "1.1", 0 },
  { "doesn't exist", "1.1", 0 },
  { "not exist", "1.1", 0 },
  { "doesn't have a", "1.1", 0 },
  { "does not have an account", "1.1", 0 },
  { "wasn't found", "1.1", 0 },
  { "was not found", "1.1", 0 },
  { "could not be found", "1.1", 0 },
  { "couldn't be found", "1.1", 0 },
  { "invalid recipient", "1.1", 0 },
  { "invalid mailbox", "1.1", 0 },
  { "invalid user", "1.1", 0 },
  { "invalid final delivery userid", "1.1", 0 },
  { "invalid address", "1.1", 0 },
  { "name is not recognized", "1.1", 0 },
  { "no mailbox here", "1.1", 0 },
  { "no user ", "1.1", 0 },
  { "no valid recipients", "1.1", 0 },
  { "no matches to nameserver", "1.1", 0 },
  { "no account", "1.1", 0 },
  { "not our customer", "1.1", 0 },
  { "unrouteable address", "1.1", 0 },
  { "unroutable address", "1.1", 0 },
  { "undeliverable address", "1.1", 0 },
  { "addressee unknown", "1.1", 0 },
  { "bad address", "1.1", 0 },
  { "ist unbekannt", "1.1", 0 },
  { "empfänger unbekannt", "1.1", 0 },
  { "existiert nicht", "1.1", 0 },
  { "wurde nicht gefunden", "1.1", 0 },
  { "inconnu", "1.1", 0 },
  { "n'existe pas", "1.1", 0 },
  { "introuvable", "1.1", 0 },
  { "no existe", "1.1", 0 },
  { "desconocido", "1.1", 0 },
  { "non esiste", "1.1", 0 },
  { "sconosciuto", "1.1", 0 },
  { "inesistente", "1.1", 0 },
  { "non sono riuscito a trovare", "1.1", 0 },
  { "não existe", "1.1", 0 },
  { "desconhecido", "1.1", 0 },
  { "onbekend", "1.1", 0 },
  { "nie istnieje", "1.1", 0 },
  { "не существует", "1.1", 0 },
  { "нет такого", "1.1", 0 },
  { "не найден", "1.1", 0 },
  { "見つかりません", "1.1", 0 },
  { "存在しません", "1.1", 0 },
  { "存在しない", "1.1", 0 },
  { "宛先不明", "1.1", 0 },
  { "不存在", "1.1", 0 },
  { "查无此", "1.1", 0 },
  { "找不到", "1.1", 0 },
  { "존재하지 않", "1.1", 0 },
  { "없는 사용자", "1.1", 0 },
  { "없는 계정", "1.1", 0 },
  { "없는 메일", "1.1", 0 },
  { "찾을 수 없", "1.1", 0 },
  /* Refused */
  { "too many recipients", "5.3", 0 },
  { "too many connections", "4.5", '4' },
  { "frequency limit", "7.1", 0 },
  { "spam", "7.1", 0 },
  { "blacklist", "7.1", 0 },
  { "blocklist", "7.1", 0 },
  { "block list", "7.1", 0 },
  { "blocked", "7.1", 0 },
  { "spf)", "7.1", 0 },
  { "dmarc", "7.1", 0 },
  { "dkim", "7.1", 0 },
  { "virus", "7.1", 0 },
  { "relaying denied", "7.1", 0 },
  { "relay not permitted", "7.1", 0 },
  { "unable to relay", "7.1", 0 },
  { "relay access denied", "7.1", 0 },
  { "access denied", "7.1", 0 },
  { "permission", "7.1", 0 },
  { "not authorized", "7.1", 0 },
  { "not authorised", "7.1", 0 },
  { "not permitted", "7.1", 0 },
  { "not allowed", "7.1", 0 },
  { "not accepting", "7.1", 0 },
  { "policy", "7.1", 0 },
  { "policies", "7.1", 0 },
  { "prohibited", "7.1", 0 },
  { "unsolicited", "7.1", 0 },
  { "content filter", "7.1", 0 },
  { "content reject", "7.1", 0 },
  { "message reject", "7.1", 0 },
  { "was rejected", "7.1", 0 },
  { "rejected by", "7.1", 0 },
  { "denied", "7.1", 0 },
  { "abgelehnt", "7.1", 0 },
  { "mail rejete", "7.1", 0 },
  { "отклонен", "7.1", 0 },
  { "迷惑メール", "7.1", 0 },
  { "受信拒否", "7.1", 0 },
  { "拒否", "7.1", 0 },
  { "垃圾邮件", "7.1", 0 },
  { "拒收", "7.1", 0 },
  { "拒绝", "7.1", 0 },
  { "스팸", "7.1", 0 },
  { "차단", "7.1", 0 },
  { "수신거부", "7.1", 0 },
  { "수신 거부", "7.1", 0 },
  /* What passes by itself */
  { "greylist", "7.1", '4' },
  { "graylist", "7.1", '4' },
  { "giving up", "4.7", '4' },
  { "temporarily", "0.0", '4' },
  { "temporary failure", "0.0", '4' },
  { "try again later", "0.0", '4' },
  { "일시적", "0.0", '4' },
};

/* SMTP replies (RFC 5321 section 4.2.3, and what else servers say), for want of anything better. */
static const struct {
  guint reply;
  const char *status;
} replies[] = {
  { 421, "4.4.2" }, { 422, "4.2.2" }, { 431, "4.3.1" }, { 432, "4.3.2" }, { 441, "4.4.1" }, { 442, "4.4.2" },
  { 446, "4.4.6" }, { 447, "4.4.7" }, { 449, "4.3.0" }, { 450, "4.2.0" }, { 451, "4.3.0" }, { 452, "4.3.1" },
  { 454, "4.7.0" }, { 455, "4.5.4" }, { 471, "4.7.1" }, { 500, "5.5.2" }, { 501, "5.5.4" }, { 502, "5.5.1" },
  { 503, "5.5.1" }, { 504, "5.5.4" }, { 510, "5.1.1" }, { 511, "5.1.1" }, { 512, "5.1.2" }, { 513, "5.1.3" },
  { 521, "5.3.2" }, { 523, "5.3.4" }, { 525, "5.7.13" }, { 530, "5.7.0" }, { 535, "5.7.8" }, { 541, "5.7.1" },
  { 550, "5.0.0" }, { 551, "5.1.6" }, { 552, "5.2.2" }, { 553, "5.1.3" }, { 554, "5.0.0" }, { 555, "5.5.4" },
  { 556, "5.1.10" }, { 557, "5.7.1" }, { 571, "5.7.1" },
};

char *bounce_status_code(const char *value)
{
  const char *p = value;
  if (!p || !*p || !strchr("245", *p) || p[1] != '.' || !g_ascii_isdigit(p[2]))
    return NULL;
  gsize subject = strspn(p + 2, "0123456789");
  gsize detail = p[2 + subject] == '.' ? strspn(p + 3 + subject, "0123456789") : 0;
  return subject <= 3 && detail > 0 && detail <= 3 ? g_strndup(p, 3 + subject + detail) : NULL;
}

/* A code inside a text: not a version, date or IP address. */
static char *code_at(const char *text, const char *p)
{
  if (p[1] != '.' || (p > text && (g_ascii_isalnum(p[-1]) || p[-1] == '.' || p[-1] == '/')))
    return NULL;
  char *code = bounce_status_code(p);
  const char *after = code ? p + strlen(code) : p;
  if (code && *code != '2' && !g_ascii_isalnum(*after) && !(*after == '.' && g_ascii_isdigit(after[1])))
    return code;
  g_free(code);
  return NULL;
}

/* The first one that tells more than its class, else the first. */
static char *find_code(const char *text)
{
  char *vague = NULL;
  for (const char *p = text; (p = strpbrk(p, "45")); p++) {
    char *code = code_at(text, p);
    if (code && !g_str_has_suffix(code, ".0.0")) {
      g_free(vague);
      return code;
    }
    if (!vague)
      vague = code;
    else
      g_free(code);
  }
  return vague;
}

/* The status of the first SMTP reply in the text; NULL. */
static const char *find_reply(const char *text)
{
  for (const char *p = text; (p = strpbrk(p, "45")); p++) {
    if ((p > text && !strchr(" :[(#\"'<=", p[-1])) || !g_ascii_isdigit(p[1]) || !g_ascii_isdigit(p[2]) ||
        (p[3] && !strchr(" -:;,])\"", p[3])) || g_str_has_prefix(p + 3, " bytes") || g_str_has_prefix(p + 3, " kb"))
      continue;
    guint reply = (guint)((p[0] - '0') * 100 + (p[1] - '0') * 10 + p[2] - '0');
    for (gsize i = 0; i < G_N_ELEMENTS(replies); i++)
      if (replies[i].reply == reply)
        return replies[i].status;
  }
  return NULL;
}

static char *fold(const char *said)
{
  g_autofree char *head = g_strndup(said, MIN(strlen(said), (gsize)MAX_SAID));
  g_autofree char *valid = g_utf8_make_valid(head, -1);
  char *lower = g_utf8_strdown(valid, -1), *to = lower;
  for (const char *p = lower; *p; p++)
    if (!g_ascii_isspace(*p))
      *to++ = *p;
    else if (to > lower && to[-1] != ' ')
      *to++ = ' ';
  *to = '\0';
  return lower;
}

gboolean bounce_has_code(const char *said)
{
  g_autofree char *text = fold(said), *code = find_code(text);
  return code || find_reply(text);
}

char *bounce_status(const char *said, char class)
{
  if (!said || !*said)
    return NULL;
  g_autofree char *text = fold(said);
  char *code = find_code(text);
  if (code && !g_str_has_suffix(code, ".0.0"))
    return code;
  const char *reply = find_reply(text);
  char told = code ? *code : reply ? *reply : 0;
  for (gsize i = 0; i < G_N_ELEMENTS(reasons); i++) {
    if (!strstr(text, reasons[i].words) || (told && strcmp(reasons[i].detail, "0.0") == 0))
      continue;
    char of_reason = reasons[i].class ? reasons[i].class : class;
    g_free(code);
    return g_strdup_printf("%c.%s", told ? told : of_reason, reasons[i].detail);
  }
  return code ? code : g_strdup(reply);
}

/* Hard: a failure whose status is permanent (5.x.x), but for these, where the address is good and the obstacle may go. A
 * delay or a complaint is never hard, nor is what has no status. */
gboolean bounce_is_hard(enum mail_bounce_kind kind, const char *status)
{
  static const char *const soft[] = {
    "2.2", /* mailbox full */
    "3.1", "3.2", "4.1", "4.2", "4.3", "4.5", "4.7", /* the receiving system or the way to it was out of order */
  };
  if (kind != BOUNCE_FAILURE || !status || *status != '5')
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(soft); i++)
    if (strcmp(status + 2, soft[i]) == 0)
      return FALSE;
  return TRUE;
}
