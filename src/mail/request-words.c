#include "mail/request-private.h"

#include <string.h>

static guint8 hash_of(const char *text)
{
  guint8 a = (guint8)g_ascii_tolower(text[0]);
  guint8 b = a ? (guint8)g_ascii_tolower(text[1]) : 0;
  if (a < 0x80)
    return (guint8)(a * 31 + b);
  return (guint8)(a + b * 31 + (b ? (guint8)text[2] * 7 : 0));
}

static const char *word_at(const struct request_words *words, gsize i)
{
  return *(const char *const *)((const char *)words->rows + i * words->row_size);
}

static void make(struct request_words *words)
{
  g_assert(words->n <= REQUEST_MOST_WORDS);
  for (gsize i = words->n; i > 0; i--) {
    guint8 hash = hash_of(word_at(words, i - 1));
    words->next[i] = words->first[hash];
    words->first[hash] = (guint16)i;
  }
}

gsize request_next_word(struct request_words *words, const char *text, gsize before)
{
  if (g_once_init_enter(&words->is_made)) {
    make(words);
    g_once_init_leave(&words->is_made, 1);
  }
  for (gsize i = before ? words->next[before] : words->first[hash_of(text)]; i; i = words->next[i]) {
    const char *word = word_at(words, i - 1), *p = text;
    while (*word && g_ascii_tolower(*word) == g_ascii_tolower(*p))
      word++, p++;
    if (!*word)
      return i;
  }
  return 0;
}

gsize request_blanks(const char *text, const char *blanks)
{
  const char *p = text;
  for (;;) {
    p += strspn(p, blanks);
    if (strncmp(p, "\xC2\xA0", 2) == 0)
      p += 2;
    else if (strncmp(p, "\xE3\x80\x80", 3) == 0)
      p += 3;
    else
      return (gsize)(p - text);
  }
}
