#include "desk/similar.h"

#include "base/text.h"
#include "mail/mail.h"

#include <string.h>

enum { FEWEST_WORDS = 8, MOST_BYTES = 16 * 1024, MOST_NAMES = 6 };

/* FNV-1a (64 bit), its bits mixed by the end of MurmurHash3, as those of short words differ in few places otherwise. Both
 * are in the public domain, and fixed: fingerprints are kept. */
static guint64 hash(const char *word, gsize length)
{
  guint64 h = 0xcbf29ce484222325;
  for (gsize i = 0; i < length; i++)
    h = (h ^ (guchar)word[i]) * 0x100000001b3;
  h = (h ^ h >> 33) * 0xff51afd7ed558ccd;
  h = (h ^ h >> 33) * 0xc4ceb9fe1a85ec53;
  return h ^ h >> 33;
}

/* Scripts that are written without blanks between words, or with whole phrases between them: there two characters are what
 * a word is elsewhere. */
static gboolean is_dense(gunichar c)
{
  return text_is_hangul(c) || (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF);
}

static gboolean is_letter(gunichar c)
{
  return g_unichar_isalpha(c) || g_unichar_ismark(c);
}

/* Up to the next blank. */
static const char *chunk_end(const char *text)
{
  while (*text && !g_unichar_isspace(g_utf8_get_char(text)))
    text = g_utf8_next_char(text);
  return text;
}

/* Numbers, dates, order and ticket numbers, addresses and links are what differs between two mails of one robot. */
static gboolean is_variable(const char *chunk, const char *end)
{
  for (const char *p = chunk; p < end; p++)
    if (g_ascii_isdigit(*p) || *p == '@' || (*p == ':' && p[1] == '/'))
      return TRUE;
  return FALSE;
}

struct words {
  GHashTable *seen;  /* each counts once: a name that is repeated weighs no more */
  int sums[64];
  char **names;      /* of the sender, folded; these are left out */
};

static void add_word(struct words *words, const char *word, gsize length)
{
  g_autofree char *copy = g_strndup(word, length);
  if (g_strv_contains((const char *const *)words->names, copy) || !g_hash_table_add(words->seen, g_strdup(copy)))
    return;
  guint64 bits = hash(word, length);
  for (guint i = 0; i < G_N_ELEMENTS(words->sums); i++)
    words->sums[i] += bits >> i & 1 ? 1 : -1;
}

/* Bytes of a name of the sender's that begins at `text`, in a script that joins it to other words. */
static gsize name_at(const struct words *words, const char *text)
{
  for (char **name = words->names; *name; name++)
    if (**name && g_str_has_prefix(text, *name))
      return strlen(*name);
  return 0;
}

/* The words of one chunk: letters, without what stands around and between them. */
static void add_chunk(struct words *words, const char *chunk, const char *end)
{
  for (const char *p = chunk; p < end;) {
    gunichar c = g_utf8_get_char(p);
    const char *start = p;
    p = g_utf8_next_char(p);
    if (is_dense(c)) {
      gsize name = name_at(words, start);
      if (name)
        p = start + name;
      else if (p < end && is_dense(g_utf8_get_char(p)))
        add_word(words, start, (gsize)(g_utf8_next_char(p) - start));
    } else if (is_letter(c)) {
      while (p < end && is_letter(g_utf8_get_char(p)) && !is_dense(g_utf8_get_char(p)))
        p = g_utf8_next_char(p);
      add_word(words, start, (gsize)(p - start));
    }
  }
}

static void add_text(struct words *words, const char *text)
{
  g_autofree char *head = g_strndup(text, MOST_BYTES);
  g_autofree char *folded = text_fold(head);
  for (const char *p = folded; *p;) {
    const char *end = chunk_end(p);
    if (!is_variable(p, end))
      add_chunk(words, p, end);
    p = *end ? g_utf8_next_char(end) : end;
  }
}

static char **names_of(const struct mail *mail)
{
  g_autofree char *folded = text_fold(mail->from.name ? mail->from.name : "");
  return g_strsplit_set(folded, " .,;\"'()<>", MOST_NAMES);
}

guint64 similar_fingerprint(const struct mail *mail)
{
  g_auto(GStrv) names = names_of(mail);
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  struct words words = { .seen = seen, .names = names };
  add_text(&words, mail->subject);
  add_text(&words, mail->request);
  if (g_hash_table_size(seen) < FEWEST_WORDS)
    return 0;
  guint64 fingerprint = 0;
  for (guint i = 0; i < G_N_ELEMENTS(words.sums); i++)
    fingerprint |= (guint64)(words.sums[i] > 0) << i;
  return fingerprint ? fingerprint : 1;
}
