#include "reply/header.h"

#include <string.h>

enum { LINE = 76, WORD_BYTES = 45 }; /* 45 bytes are 60 of base64, 72 with what is around them */

static void fold(GString *out, gsize used, const char *value)
{
  for (const char *word = value; *word;) {
    gsize length = strcspn(word, " ");
    if (used + 1 + length > LINE && used > 1) {
      g_string_append(out, "\r\n");
      used = 0;
    }
    g_string_append_c(out, ' ');
    g_string_append_len(out, word, length);
    used += 1 + length;
    word += length + (word[length] == ' ');
  }
  g_string_append(out, "\r\n");
}

void header_add(GString *out, const char *name, const char *value)
{
  g_string_append_printf(out, "%s:", name);
  fold(out, strlen(name) + 1, value);
}

/* The longest beginning that is whole characters and, if one exists, a multiple of three bytes, so that it needs no
 * padding. */
static gsize chunk_length(const char *text)
{
  gsize longest = 0, whole = 0;
  const char *p = text;
  while (*p && g_utf8_next_char(p) - text <= WORD_BYTES) {
    p = g_utf8_next_char(p);
    longest = p - text;
    if (longest % 3 == 0)
      whole = longest;
  }
  return *p && whole ? whole : longest;
}

static char *encoded(const char *text)
{
  GString *out = g_string_new(NULL);
  while (*text) {
    gsize length = chunk_length(text);
    g_autofree char *base64 = g_base64_encode((const guchar *)text, length);
    g_string_append_printf(out, "%s=?UTF-8?B?%s?=", out->len ? " " : "", base64);
    text += length;
  }
  return g_string_free(out, FALSE);
}

static gboolean needs_encoding(const char *word)
{
  for (const char *p = word; *p; p++)
    if ((guchar)*p >= 0x7F || (guchar)*p < 0x20)
      return TRUE;
  return strstr(word, "=?") || strlen(word) > LINE;
}

void header_add_text(GString *out, const char *name, const char *text)
{
  g_auto(GStrv) words = g_strsplit(text, " ", -1);
  guint n = g_strv_length(words), first = n, last = 0;
  for (guint i = 0; i < n; i++) {
    if (!needs_encoding(words[i]))
      continue;
    first = MIN(first, i);
    last = i;
  }
  GString *value = g_string_new(NULL);
  GString *run = g_string_new(NULL);
  for (guint i = 0; i < n; i++) {
    gboolean within = i >= first && i <= last;
    GString *to = within ? run : value;
    if (i && i != first)
      g_string_append_c(to, ' ');
    g_string_append(to, words[i]);
    if (within && i == last) {
      g_autofree char *code = encoded(run->str);
      g_string_append_printf(value, "%s%s", value->len ? " " : "", code);
    }
  }
  header_add(out, name, value->str);
  g_string_free(value, TRUE);
  g_string_free(run, TRUE);
}

/* A display name as a phrase: atoms, else a quoted string, else encoded words. */
static char *phrase(const char *display)
{
  static const char atom_extra[] = "!#$%&'*+-/=?^_`{|}~ ";
  gboolean atoms = TRUE;
  if (needs_encoding(display))
    return encoded(display);
  for (const char *p = display; *p; p++)
    atoms = atoms && (g_ascii_isalnum(*p) || strchr(atom_extra, *p));
  if (atoms)
    return g_strdup(display);
  GString *quoted = g_string_new("\"");
  for (const char *p = display; *p; p++) {
    if (*p == '"' || *p == '\\')
      g_string_append_c(quoted, '\\');
    g_string_append_c(quoted, *p);
  }
  g_string_append_c(quoted, '"');
  return g_string_free(quoted, FALSE);
}

void header_add_mailbox(GString *out, const char *name, const char *display, const char *address)
{
  g_autofree char *words = display && *display ? phrase(display) : NULL;
  g_autofree char *value = words ? g_strdup_printf("%s <%s>", words, address) : g_strdup(address);
  header_add(out, name, value);
}
