#include "policy/authentication.h"

#include "base/text.h"
#include "mail/mail.h"

#include <string.h>

enum {
  MAX_STATEMENTS = 100,
  MAX_DOMAIN = 253,
  MAX_WORD = 1000 /* bytes kept of a key or a value; what is longer is no domain and no keyword */
};

/* Where reading stands in a value. Comments nest (RFC 5322 section 3.2.2), so they are counted, not recursed into. */
struct cursor {
  const char *at;
  gboolean broken; /* a comment or a quoted string never ended: nothing in this header can be believed */
  GString *said;   /* of comments between words, lower case: "(p=none)" */
};

/* Servers write into comments whom the envelope names, who may be ["a) ; dmarc=pass ("@evil.example]: a comment that ends
 * within a quoted string was ended by a stranger. */
static void skip_comment(struct cursor *cursor)
{
  int depth = 0;
  gboolean quoted = FALSE;
  for (; *cursor->at; cursor->at++) {
    quoted ^= *cursor->at == '"';
    if (*cursor->at == '\\' && cursor->at[1])
      cursor->at++;
    else if (*cursor->at == '(')
      depth++;
    else if (*cursor->at == ')' && --depth == 0) {
      cursor->at++;
      cursor->broken |= quoted;
      return;
    } else if (cursor->said->len < MAX_WORD)
      g_string_append_c(cursor->said, g_ascii_tolower(*cursor->at));
  }
  cursor->broken = TRUE;
}

static void skip_blank(struct cursor *cursor)
{
  while (*cursor->at == ' ' || *cursor->at == '\t' || *cursor->at == '(') {
    if (*cursor->at != '(') {
      cursor->at++;
      continue;
    }
    g_string_append_c(cursor->said, ' ');
    skip_comment(cursor);
  }
}

/* Appends the quoted string that begins here, without its quotes. */
static void read_quoted(struct cursor *cursor, GString *word)
{
  for (cursor->at++; *cursor->at && *cursor->at != '"'; cursor->at++) {
    if (*cursor->at == '\\' && cursor->at[1])
      cursor->at++;
    if (word->len < MAX_WORD)
      g_string_append_c(word, *cursor->at);
  }
  if (*cursor->at)
    cursor->at++;
  else
    cursor->broken = TRUE;
}

/* Up to a blank, a comment or one of `ends`; quoted strings within are part of it. */
static char *read_word(struct cursor *cursor, const char *ends)
{
  GString *word = g_string_new(NULL);
  while (*cursor->at && !strchr(" \t(", *cursor->at) && !strchr(ends, *cursor->at)) {
    if (*cursor->at == '"') {
      read_quoted(cursor, word);
      continue;
    }
    if (word->len < MAX_WORD)
      g_string_append_c(word, *cursor->at);
    cursor->at++;
  }
  return g_string_free(word, FALSE);
}

/* "dkim", "smtp.mailfrom", "dkim/1", with blanks and comments around the dot and the slash, in lower case. */
static char *read_key(struct cursor *cursor)
{
  GString *key = g_string_new(NULL);
  for (;;) {
    skip_blank(cursor);
    g_autofree char *word = read_word(cursor, ";=./");
    g_string_append(key, word);
    skip_blank(cursor);
    if ((*cursor->at != '.' && *cursor->at != '/') || key->len > MAX_WORD)
      break;
    g_string_append_c(key, *cursor->at++);
  }
  g_string_ascii_down(key);
  return g_string_free(key, FALSE);
}

/* "dkim/1" is "dkim" of version 1; of another version it is unknown. */
static void drop_version(char *method)
{
  char *slash = strchr(method, '/');
  if (slash && !strcmp(slash, "/1"))
    *slash = '\0';
}

/* One result of a method, and what it was about. */
struct result {
  char *method, *value;            /* lower case; NULL for a statement that is none */
  char *from, *d, *i, *mailfrom, *login; /* header.from, header.d, header.i, smtp.mailfrom, smtp.auth; NULL */
  gboolean asks_nothing;           /* the policy of the domain is "none" */
};

static void result_clear(struct result *result)
{
  char *strings[] = { result->method, result->value, result->from, result->d, result->i, result->mailfrom, result->login };
  for (gsize i = 0; i < G_N_ELEMENTS(strings); i++)
    g_free(strings[i]);
  *result = (struct result){ 0 };
}

/* Takes `value`. A property that stands twice is one that somebody else wrote into the first: neither is believed. */
static void keep(char **place, char *value)
{
  if (*place) {
    g_free(value);
    value = g_strdup("");
    g_free(*place);
  }
  *place = value;
}

static void read_property(struct result *result, const char *key, char *value)
{
  const struct {
    const char *key;
    char **place;
  } known[] = {
    { "header.from", &result->from },       { "header.d", &result->d },        { "header.i", &result->i },
    { "smtp.mailfrom", &result->mailfrom }, { "smtp.auth", &result->login },
  };
  /* How OpenDMARC, Rspamd, Microsoft and Fastmail tell the policy; the first two do it in comments. */
  if (!strcmp(key, "policy.dmarc") || !strcmp(key, "policy.published-domain-policy") || !strcmp(key, "action"))
    result->asks_nothing = result->asks_nothing || !g_ascii_strcasecmp(value, "none");
  for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
    if (!strcmp(known[i].key, key)) {
      keep(known[i].place, value);
      return;
    }
  g_free(value);
}

/* Reads up to the next ";", and past it. What is no pair is passed over, as some servers write words of their own. */
static void read_statement(struct cursor *cursor, struct result *result)
{
  g_string_truncate(cursor->said, 0);
  while (!cursor->broken && *cursor->at && *cursor->at != ';') {
    g_autofree char *key = read_key(cursor);
    if (*cursor->at != '=')
      continue;
    cursor->at++;
    skip_blank(cursor);
    char *value = read_word(cursor, ";");
    if (result->method) {
      read_property(result, key, value);
      continue;
    }
    drop_version(key);
    result->method = g_steal_pointer(&key);
    result->value = g_ascii_strdown(value, -1);
    g_free(value);
  }
  static const char *const policies[] = { " p=none", " policy=none" };
  for (gsize i = 0; i < G_N_ELEMENTS(policies); i++)
    result->asks_nothing = result->asks_nothing || strstr(cursor->said->str, policies[i]);
  if (*cursor->at == ';')
    cursor->at++;
}

/* What one header says about the domain of From. */
struct findings {
  const char *address;  /* of From; NULL */
  char *domain;         /* of it, in ASCII; NULL */
  guint statements;
  gboolean is_user;     /* who sent it had logged in to our server by that address */
  gboolean arc;         /* the chain of those who passed it on is whole */
  gboolean dmarc, dmarc_pass, dmarc_fail, dmarc_asks_nothing;
  char *dmarc_value, *spf_value, *dkim_value; /* as told, of the last one; NULL */
  char *dkim_domain;    /* an aligned signature that is right; NULL */
  gboolean spf_pass, spf_fail; /* of an aligned envelope sender */
};

static void findings_clear(struct findings *findings)
{
  char *strings[] = { findings->domain, findings->dmarc_value, findings->spf_value, findings->dkim_value,
                      findings->dkim_domain };
  for (gsize i = 0; i < G_N_ELEMENTS(strings); i++)
    g_free(strings[i]);
}

/* The domain of "a@b.example", "@b.example", "<a@b.example>" or "b.example", in ASCII and lower case; NULL for what is
 * none. */
static char *domain_of(const char *value)
{
  const char *at = value ? strrchr(value, '@') : NULL;
  g_autofree char *text = g_strdup(at ? at + 1 : value ? value : "");
  gsize length = strlen(text);
  while (length && strchr(".>", text[length - 1]))
    text[--length] = '\0';
  if (!length || length > MAX_DOMAIN || !strchr(text, '.'))
    return NULL;
  g_autofree char *ascii = g_hostname_to_ascii(text);
  if (!ascii || !g_str_is_ascii(ascii) || strpbrk(ascii, " \t<>@;\"()="))
    return NULL;
  return g_ascii_strdown(ascii, -1);
}

static gboolean is_below(const char *domain, const char *parent)
{
  gsize n = strlen(domain), m = strlen(parent);
  return n > m && domain[n - m - 1] == '.' && !strcmp(domain + n - m, parent);
}

/* Relaxed alignment (RFC 7489 section 3.1) without a list of public suffixes: the same domain, or one below the other. Two
 * that only share a parent are not aligned here. `domain` has a dot in it, so no top-level domain vouches for all. */
static gboolean is_aligned(const char *domain, const char *from)
{
  return domain && from && (!strcmp(domain, from) || is_below(domain, from) || is_below(from, domain));
}

static void replace(char **place, const char *value)
{
  g_free(*place);
  *place = g_strdup(value);
}

static void note_dmarc(struct findings *findings, const struct result *result)
{
  g_autofree char *domain = domain_of(result->from);
  gboolean about_us = !result->from || (domain && findings->domain && !strcmp(domain, findings->domain));
  gboolean passes = !strcmp(result->value, "pass") && about_us;
  findings->dmarc_pass = passes && (!findings->dmarc || findings->dmarc_pass);
  findings->dmarc_asks_nothing = result->asks_nothing && (!findings->dmarc || findings->dmarc_asks_nothing);
  findings->dmarc_fail = findings->dmarc_fail || !strcmp(result->value, "fail");
  findings->dmarc = TRUE;
  replace(&findings->dmarc_value, result->value);
}

static void note_dkim(struct findings *findings, const struct result *result)
{
  g_autofree char *domain = domain_of(result->d ? result->d : result->i);
  replace(&findings->dkim_value, result->value);
  if (!strcmp(result->value, "pass") && is_aligned(domain, findings->domain) && !findings->dkim_domain)
    findings->dkim_domain = g_steal_pointer(&domain);
}

/* The name in HELO is that of a machine, and says nothing of who writes. */
static void note_spf(struct findings *findings, const struct result *result)
{
  g_autofree char *domain = domain_of(result->mailfrom);
  replace(&findings->spf_value, result->value);
  if (!is_aligned(domain, findings->domain))
    return;
  findings->spf_pass = findings->spf_pass || !strcmp(result->value, "pass");
  findings->spf_fail = findings->spf_fail || !strcmp(result->value, "fail");
}

static void note_arc(struct findings *findings, const struct result *result)
{
  findings->arc = findings->arc || !strcmp(result->value, "pass");
}

static void note_login(struct findings *findings, const struct result *result)
{
  findings->is_user = findings->is_user || (!strcmp(result->value, "pass") && result->login && findings->address &&
                                            !g_ascii_strcasecmp(result->login, findings->address));
}

static const struct {
  const char *method;
  void (*note)(struct findings *findings, const struct result *result);
} methods[] = {
  { "dmarc", note_dmarc }, { "dkim", note_dkim }, { "spf", note_spf }, { "arc", note_arc }, { "auth", note_login },
};

/* FALSE: the header cannot be believed. */
static gboolean read_results(struct cursor *cursor, struct findings *findings)
{
  for (guint n = 0; *cursor->at && !cursor->broken; n++) {
    struct result result = { 0 };
    if (n == MAX_STATEMENTS)
      return FALSE;
    read_statement(cursor, &result);
    for (gsize i = 0; result.method && i < G_N_ELEMENTS(methods); i++)
      if (!strcmp(methods[i].method, result.method))
        methods[i].note(findings, &result);
    findings->statements += result.method != NULL;
    result_clear(&result);
  }
  return !cursor->broken;
}

/* Whether this header is our server's: reads its name and version, and stops at the first result. A version that is not 1
 * sets *ret_known to FALSE. */
static gboolean read_server(struct cursor *cursor, const char *authserv_id, gboolean *ret_known)
{
  const char *start = cursor->at;
  skip_blank(cursor);
  g_autofree char *name = read_word(cursor, ";=");
  skip_blank(cursor);
  if (*cursor->at == '=') { /* it begins with a result */
    cursor->at = start;
    return !strcmp(authserv_id, AUTHENTICATION_NO_NAME);
  }
  if (g_ascii_strcasecmp(name, authserv_id) || !strcmp(authserv_id, AUTHENTICATION_NO_NAME))
    return FALSE;
  g_autofree char *version = read_word(cursor, ";");
  skip_blank(cursor);
  *ret_known = (!*version || !strcmp(version, "1")) && (!*cursor->at || *cursor->at == ';');
  if (*cursor->at == ';')
    cursor->at++;
  return TRUE;
}

static void tell(struct authentication *ret, enum policy_authentication result, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
static void tell(struct authentication *ret, enum policy_authentication result, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *why = g_strdup_vprintf(format, args);
  va_end(args);
  ret->result = result;
  ret->why = text_printable(why, 300);
}

/* What comes nearest to vouching where nothing does. */
static void tell_best(const struct findings *findings, struct authentication *ret)
{
  const struct {
    const char *method, *value;
  } told[] = { { "dmarc", findings->dmarc_value }, { "dkim", findings->dkim_value }, { "spf", findings->spf_value } };
  for (gsize i = 0; i < G_N_ELEMENTS(told); i++)
    if (told[i].value) {
      gboolean passed = !strcmp(told[i].value, "pass");
      tell(ret, AUTH_NONE, "%s=%s%s", told[i].method, told[i].value, passed ? ", not for the domain of From" : "");
      return;
    }
  tell(ret, AUTH_NONE, "nothing was checked");
}

static void judge(const struct findings *findings, gboolean one_author, struct authentication *ret)
{
  enum policy_authentication pass = one_author ? AUTH_PASS : AUTH_NONE;
  const char *several = one_author ? "" : ", but From names several";
  if (findings->is_user)
    tell(ret, pass, "auth=pass smtp.auth=%s%s", findings->address, several);
  else if (findings->dmarc_fail && findings->arc)
    tell(ret, AUTH_NONE, "dmarc=fail arc=pass");
  else if (findings->dmarc_fail && findings->dmarc_asks_nothing)
    tell(ret, AUTH_NONE, "dmarc=fail policy=none");
  else if (findings->dmarc_fail)
    tell(ret, AUTH_FAIL, "dmarc=fail");
  else if (findings->dmarc_pass)
    tell(ret, pass, "dmarc=pass%s", several);
  else if (findings->dkim_domain)
    tell(ret, pass, "dkim=pass header.d=%s%s", findings->dkim_domain, several);
  else if (findings->spf_pass)
    tell(ret, pass, "spf=pass%s", several);
  else if (findings->spf_fail && !findings->arc)
    tell(ret, AUTH_FAIL, "spf=fail");
  else
    tell_best(findings, ret);
}

static void read_header(const struct mail *mail, struct cursor *cursor, gboolean known, struct authentication *ret)
{
  struct findings findings = { .address = mail->from.address, .domain = domain_of(mail->from.address) };
  if (known && read_results(cursor, &findings))
    judge(&findings, mail->authors == 1, ret);
  else
    tell(ret, AUTH_NONE, "the header cannot be read");
  findings_clear(&findings);
}

void authentication_read(const struct mail *mail, const char *authserv_id, struct authentication *ret)
{
  *ret = (struct authentication){ 0 };
  for (guint i = 0; authserv_id && !ret->why && i < mail->headers->len; i++) {
    const struct mail_header *header = g_ptr_array_index(mail->headers, i);
    if (g_ascii_strcasecmp(header->name, "Authentication-Results"))
      continue;
    struct cursor cursor = { .at = header->value, .said = g_string_new(NULL) };
    gboolean known = TRUE;
    gboolean ours = read_server(&cursor, authserv_id, &known);
    if (ours)
      read_header(mail, &cursor, known, ret);
    g_string_free(cursor.said, TRUE);
    if (!ours && !strcmp(authserv_id, AUTHENTICATION_NO_NAME))
      break; /* a server without a name is known by its place alone */
  }
}

void authentication_clear(struct authentication *authentication)
{
  g_clear_pointer(&authentication->why, g_free);
}
