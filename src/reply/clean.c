#include "reply/clean.h"

#include <string.h>

#include "base/mask.h"
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
  char *masked = mask_secrets(plain);
  if (g_utf8_strlen(masked, -1) <= MAX_SUBJECT)
    return masked;
  *g_utf8_offset_to_pointer(masked, MAX_SUBJECT - 1) = '\0';
  char *cut = g_strconcat(g_strchomp(masked), "…", NULL);
  g_free(masked);
  return cut;
}
