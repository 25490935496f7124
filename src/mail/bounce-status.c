/* Why a mail was not delivered, as a status code of RFC 3463: out of the code that a server gave, else out of its words,
 * else out of the SMTP reply code. */
#include "mail/bounce.h"

#include <string.h>

enum { MAX_SAID = 8 * 1024 };

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
  char passing;
  const char *reason = bounce_reason(text, told != 0, &passing);
  if (!reason)
    return code ? code : g_strdup(reply);
  g_free(code);
  return g_strdup_printf("%c.%s", told ? told : passing ? passing : class, reason);
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
