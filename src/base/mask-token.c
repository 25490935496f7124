#include <build.h>

#include "base/mask-private.h"

#include <string.h>

/* What issuers put before their keys, and how many characters follow at least. */
static const struct {
  const char *prefix;
  guint least;
} tokens[] = {
  { "AKIA", 16 },        { "ASIA", 16 },  { "ghp_", 30 },    { "gho_", 30 },    { "ghu_", 30 },  { "ghs_", 30 },
  { "ghr_", 30 },        { "github_pat_", 20 }, { "glpat-", 16 }, { "sk_live_", 10 }, { "sk_test_", 10 }, { "rk_live_", 10 },
  { "sk-", 20 },         { "xoxb-", 10 }, { "xoxp-", 10 },   { "xoxa-", 10 },   { "xoxr-", 10 }, { "xoxs-", 10 },
  { "AIza", 30 },        { "ya29.", 20 }, { "SG.", 30 },     { "npm_", 30 },    { "hf_", 20 },   { "dop_v1_", 30 },
  { "shpat_", 20 },      { "whsec_", 16 }, { "eyJ", 40 } /* RFC 7519, JSON Web Tokens: {" in base64 */,
};

/* Of the prefixes above and, in either case, of the schemes below; and of the commands. */
static const char first_letters[] = "ASgsrxynhdweFHIMPRGfimparc";

static gboolean is_token_byte(char c)
{
  return g_ascii_isalnum(c) || c == '_' || c == '-' || c == '.';
}

static gboolean read_prefixed(const struct mask_text *text, gsize at, struct mask_found *ret)
{
  for (gsize i = 0; i < G_N_ELEMENTS(tokens); i++) {
    gsize n = strlen(tokens[i].prefix);
    if (text->length - at < n + tokens[i].least || memcmp(text->text + at, tokens[i].prefix, n))
      continue;
    gsize end = at + n;
    gboolean has_digit = FALSE;
    while (end < text->length && is_token_byte(text->text[end]))
      has_digit |= g_ascii_isdigit(text->text[end++]);
    while (text->text[end - 1] == '.')
      end--;
    if (end - at < n + tokens[i].least || !has_digit)
      continue;
    *ret = (struct mask_found){ at, end, MASK_DOTS };
    return TRUE;
  }
  return FALSE;
}

/* RFC 7468: from the line that begins a private key to the one that ends it, or as far as its lines go. */
static gboolean read_private_key(const struct mask_text *text, gsize at, struct mask_found *ret)
{
  static const char begin[] = "-----BEGIN ", end_mark[] = "-----END ", private[] = "PRIVATE KEY";
  const char *p = text->text + at;
  if (strncmp(p, begin, strlen(begin)))
    return FALSE;
  const char *line_end = strchrnul(p, '\n');
  if (!memmem(p, line_end - p, private, strlen(private)))
    return FALSE;
  const char *end = line_end;
  while (*end == '\n') {
    const char *line = end + 1;
    gsize n = strspn(line, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=:,- \t\r");
    if (line[n] && line[n] != '\n')
      break;
    end = line + n;
    if (!strncmp(line, end_mark, strlen(end_mark)))
      break;
  }
  *ret = (struct mask_found){ at, end - text->text, MASK_DOTS };
  return TRUE;
}

/* RFC 3986, 3.2.1: https://user:password@host */
static gboolean read_userinfo(const struct mask_text *text, gsize at, struct mask_found *ret)
{
  static const char *const schemes[] = { "http://", "https://", "ftp://", "ftps://", "sftp://", "ssh://", "imap://",
                                         "imaps://", "smtp://", "smtps://", "postgres://", "postgresql://", "mysql://",
                                         "mongodb://", "redis://", "amqp://", "git://" };
  for (gsize i = 0; i < G_N_ELEMENTS(schemes); i++) {
    gsize n = strlen(schemes[i]);
    if (text->length - at < n || g_ascii_strncasecmp(text->text + at, schemes[i], n))
      continue;
    const char *user = text->text + at + n;
    const char *stop = user + strcspn(user, "/ \t\r\n?#<>\"");
    const char *sign = memrchr(user, '@', stop - user), *colon = sign ? memchr(user, ':', sign - user) : NULL;
    if (!colon || colon + 1 >= sign)
      return FALSE;
    *ret = (struct mask_found){ colon + 1 - text->text, sign - text->text, MASK_DOTS };
    return TRUE;
  }
  return FALSE;
}

/* Programs that are given a password as an argument: what stands behind `flag`, or behind the colon in it. */
static gboolean read_command(const struct mask_text *text, gsize at, struct mask_found *ret)
{
  static const struct {
    const char *program, *flag;
    gboolean behind_colon;
  } commands[] = { { "curl ", " -u ", TRUE },      { "curl ", " --user ", TRUE }, { "wget ", " --http-password ", FALSE },
                   { "mysql ", " -p", FALSE },     { "mysqldump ", " -p", FALSE }, { "sshpass ", " -p ", FALSE },
                   { "docker login ", " -p ", FALSE } };
  for (gsize i = 0; i < G_N_ELEMENTS(commands); i++) {
    const char *p = text->text + at;
    if (!g_str_has_prefix(p, commands[i].program))
      continue;
    const char *line_end = p + MIN(strcspn(p, "\n"), 300);
    const char *flag = memmem(p, line_end - p, commands[i].flag, strlen(commands[i].flag));
    if (!flag)
      continue;
    const char *value = flag + strlen(commands[i].flag), *end = value + strcspn(value, " \t\r\n\"'");
    const char *colon = memchr(value, ':', end - value);
    value = commands[i].behind_colon && colon ? colon + 1 : value;
    if (end <= value || (commands[i].behind_colon && !colon))
      continue;
    *ret = (struct mask_found){ value - text->text, end - text->text, MASK_DOTS };
    return TRUE;
  }
  return FALSE;
}

gboolean mask_token(const struct mask_text *text, gsize at, struct mask_found *ret)
{
  if (text->text[at] == '-')
    return read_private_key(text, at, ret);
  if (!strchr(first_letters, text->text[at]))
    return FALSE;
  return read_prefixed(text, at, ret) || read_userinfo(text, at, ret) || read_command(text, at, ret);
}
