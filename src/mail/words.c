/* Encoded words, RFC 2047, as mailers really write them: with blanks inside, split in the middle of a character, with
 * padding in the middle of a run, in quotes. */
#include "mail/header.h"

#include "mail/charset.h"

#include <string.h>

struct word {
  const char *charset;
  gsize charset_length;
  char encoding; /* 'b' or 'q' */
  const char *text, *text_end;
  const char *after;
};

enum { MAX_CHARSET = 64 };

static gboolean word_parse(struct header_words *cursor, const char *p, const char *end, struct word *word)
{
  if (end - p < 7 || p[0] != '=' || p[1] != '?')
    return FALSE;
  word->charset = p += 2;
  while (p < end && *p != '?' && (guint8)*p > ' ' && p - word->charset <= MAX_CHARSET)
    p++;
  if (end - p < 4 || *p != '?' || p == word->charset || p[2] != '?')
    return FALSE;
  const char *language = memchr(word->charset, '*', (gsize)(p - word->charset)); /* RFC 2231 section 5 */
  word->charset_length = (gsize)((language ? language : p) - word->charset);
  word->encoding = g_ascii_tolower(p[1]);
  if (word->encoding != 'b' && word->encoding != 'q')
    return FALSE;
  word->text = p += 3;
  if (cursor->no_end && p >= cursor->no_end)
    return FALSE;
  word->text_end = g_strstr_len(p, end - p, "?=");
  if (!word->text_end) {
    cursor->no_end = p;
    return FALSE;
  }
  word->after = word->text_end + 2;
  return TRUE;
}

static int base64_value(char c)
{
  if (c >= 'A' && c <= 'Z')
    return c - 'A';
  if (c >= 'a' && c <= 'z')
    return c - 'a' + 26;
  if (c >= '0' && c <= '9')
    return c - '0' + 52;
  return c == '+' || c == '-' ? 62 : c == '/' ? 63 : -1;
}

struct bits { /* what a word left over, when it was cut between the four characters of a group */
  guint32 value;
  int count;
};

/* Padding ends a group, not the text: words are joined before they are decoded. */
static void append_base64(const struct word *word, struct bits *bits, GByteArray *bytes)
{
  for (const char *p = word->text; p < word->text_end; p++) {
    int value = base64_value(*p);
    if (*p == '=')
      *bits = (struct bits){ 0, 0 };
    if (value < 0)
      continue;
    bits->value = bits->value << 6 | (guint32)value;
    bits->count += 6;
    if (bits->count >= 8) {
      bits->count -= 8;
      guint8 byte = (guint8)(bits->value >> bits->count);
      g_byte_array_append(bytes, &byte, 1);
    }
  }
}

static void append_quoted(const struct word *word, GByteArray *bytes)
{
  for (const char *p = word->text; p < word->text_end; p++) {
    guint8 byte = (guint8)(*p == '_' ? ' ' : *p);
    if (*p == '=' && word->text_end - p > 2 && g_ascii_isxdigit(p[1]) && g_ascii_isxdigit(p[2])) {
      byte = (guint8)(g_ascii_xdigit_value(p[1]) << 4 | g_ascii_xdigit_value(p[2]));
      p += 2;
    }
    g_byte_array_append(bytes, &byte, 1);
  }
}

static gboolean same_charset(const struct word *a, const struct word *b)
{
  return a->charset_length == b->charset_length && g_ascii_strncasecmp(a->charset, b->charset, a->charset_length) == 0;
}

static void flush(const struct word *word, GByteArray *bytes, GString *out)
{
  g_autofree char *charset = g_strndup(word->charset, word->charset_length);
  g_autofree char *text = charset_decode(charset, bytes->data, bytes->len);
  g_string_append(out, text);
  g_byte_array_set_size(bytes, 0);
}

/* Neighbours in one charset are joined as bytes: a mailer that counts bytes cuts in the middle of characters. */
const char *header_words_decode(struct header_words *cursor, const char *text, const char *end, GString *out)
{
  struct word word, next;
  if (!word_parse(cursor, text, end, &word))
    return NULL;
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  struct bits bits = { 0, 0 };
  for (;;) {
    if (word.encoding == 'b')
      append_base64(&word, &bits, bytes);
    else
      append_quoted(&word, bytes);
    const char *p = word.after;
    while (p < end && strchr(" \t\r\n", *p) && *p)
      p++;
    if (!word_parse(cursor, p, end, &next))
      break;
    gboolean joins = same_charset(&word, &next);
    if (!joins)
      flush(&word, bytes, out);
    if (!joins || next.encoding != word.encoding)
      bits = (struct bits){ 0, 0 };
    word = next;
  }
  flush(&word, bytes, out);
  return word.after;
}
