#include "reply/clean.h"

#include <string.h>

#include "base/subject.h"
#include "base/text.h"

enum { MAX_SUBJECT = 150, MAX_SCANNED = 4000 };

static gboolean is_invisible(gunichar c)
{
  GUnicodeType type = g_unichar_type(c);
  gboolean joiner = c == 0x200C || c == 0x200D; /* needed between letters of some scripts and in emoji */
  return (type == G_UNICODE_FORMAT && !joiner) || type == G_UNICODE_PRIVATE_USE || type == G_UNICODE_UNASSIGNED;
}

char *clean_text(const char *text, unsigned columns)
{
  g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);
  GString *out = g_string_new(NULL);
  for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (g_unichar_isspace(c) || g_unichar_iscntrl(c) || c == 0x2028 || c == 0x2029) {
      if (out->len && out->str[out->len - 1] != ' ')
        g_string_append_c(out, ' ');
    } else if (!is_invisible(c)) {
      g_string_append_unichar(out, c);
    }
  }
  g_autofree char *clean = g_strstrip(g_string_free(out, FALSE));
  return columns ? text_cut(clean, columns) : g_steal_pointer(&clean);
}

/* Luhn's check digit, so that order numbers are left alone. */
static gboolean is_card(const char *text, gsize length)
{
  unsigned sum = 0, n = 0;
  for (gsize i = length; i--;) {
    if (!g_ascii_isdigit(text[i]))
      continue;
    unsigned digit = (unsigned)(text[i] - '0') * (n % 2 + 1);
    sum += digit > 9 ? digit - 9 : digit;
    n++;
  }
  return n >= 13 && n <= 19 && sum % 10 == 0;
}

static gboolean mask_card(const GMatchInfo *match, GString *out, gpointer data)
{
  (void)data;
  g_autofree char *found = g_match_info_fetch(match, 0);
  if (is_card(found, strlen(found)))
    g_string_append(out, "••••");
  else
    g_string_append(out, found);
  return FALSE;
}

static gboolean mask_value(const GMatchInfo *match, GString *out, gpointer data)
{
  (void)data;
  g_autofree char *before = g_match_info_fetch_named(match, "before");
  g_string_append_printf(out, "%s••••", before ? before : "");
  return FALSE;
}

static const struct secret {
  const char *pattern; /* what of it is not in (?<before>) is masked */
  GRegexEvalCallback mask;
} secrets[] = {
  { "(?<![0-9])[0-9](?:[ -]?[0-9]){12,18}(?![0-9])", mask_card },
  { "(?<![0-9])[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])-[1-8][0-9]{6}(?![0-9])", mask_value },
  { "(?<before>\\b(?:password|passwd|passcode|pin|kennwort|passwort|otp)\\b\\s*(?:[:=]|\\bis\\b)\\s*)\\S+", mask_value },
  { "(?<before>(?:비밀번호|비번|암호|패스워드)(?:는|은)?\\s*[:=]?\\s*)[!-~]*[0-9!-/:-@\\[-`{-~][!-~]*", mask_value },
  { "(?<before>(?:인증\\s?번호|인증\\s?코드|(?:verification|security|one-time|login)\\s+code)(?:는|은|\\s+is)?\\s*[:=]?\\s*)"
    "[0-9]{4,8}(?![0-9])", mask_value },
};

char *clean_secrets(const char *text)
{
  char *masked = g_strdup(text);
  for (gsize i = 0; i < G_N_ELEMENTS(secrets); i++) {
    g_autoptr(GRegex) regex = g_regex_new(secrets[i].pattern, G_REGEX_CASELESS, 0, NULL);
    char *next = regex ? g_regex_replace_eval(regex, masked, -1, 0, 0, secrets[i].mask, NULL, NULL) : NULL;
    if (!next)
      continue;
    g_free(masked);
    masked = next;
  }
  return masked;
}

static char *replaced(const char *text, const char *pattern, const char *by)
{
  g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_CASELESS, 0, NULL);
  char *result = regex ? g_regex_replace_literal(regex, text, -1, 0, by, 0, NULL) : NULL;
  return result ? result : g_strdup(text);
}

/* A sender may be forged, and a subject an advertisement: nobody shall get a link to a stranger's page from the desk. */
static const char web_addresses[] =
    "(?<![a-z0-9.-])(?:[a-z][a-z0-9+.-]*://|www\\.|(?:[a-z0-9-]+\\.)+[a-z]{2,24}/)[^\\s]*";

char *clean_subject(const char *subject, const char *tag)
{
  g_autofree char *line = clean_text(subject, 0);
  if (g_utf8_strlen(line, -1) > MAX_SCANNED)
    *g_utf8_offset_to_pointer(line, MAX_SCANNED) = '\0';
  g_autofree char *name = g_regex_escape_string(tag, -1);
  g_autofree char *mark = g_strdup_printf("\\[%s-[0-9]+-[0-9a-z]{4,16}\\]", name);
  g_autofree char *unmarked = replaced(line, mark, "");
  g_autofree char *single = clean_text(unmarked, 0);
  const char *bare = single;
  for (const char *rest = bare; rest; rest = subject_after_prefix(bare, NULL))
    bare = rest;
  g_autofree char *plain = replaced(bare, web_addresses, "…");
  char *masked = clean_secrets(plain);
  if (g_utf8_strlen(masked, -1) <= MAX_SUBJECT)
    return masked;
  *g_utf8_offset_to_pointer(masked, MAX_SUBJECT - 1) = '\0';
  char *cut = g_strconcat(g_strchomp(masked), "…", NULL);
  g_free(masked);
  return cut;
}
