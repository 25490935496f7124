#include "triage/folded.h"

#include "base/cluster.h"

#include <string.h>

enum { MAX_TEXT = 16 * 1024 * 1024 };

static gboolean is_invisible(gunichar c)
{
  return c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF;
}

/* The plain form of what word processors put in its place; 0: leave it. */
static char plain_punctuation(gunichar c)
{
  switch (c) {
  case 0x2018:
  case 0x2019:
  case 0x02BC:
    return '\'';
  case 0x2010:
  case 0x2011:
    return '-';
  default:
    return 0;
  }
}

struct folding {
  char *text;
  guint32 *map;
  gsize length, room;
};

static void make_room(struct folding *out, gsize more)
{
  if (out->length + more < out->room)
    return;
  out->room = (out->length + more) * 2;
  out->text = g_realloc(out->text, out->room);
  out->map = g_renew(guint32, out->map, out->room);
}

static void put(struct folding *out, const char *bytes, gsize length, gsize from)
{
  make_room(out, length + 1); /* and the end */
  for (gsize i = 0; i < length; i++) {
    if (bytes[i] == ' ' && out->length && out->text[out->length - 1] == ' ')
      continue;
    out->text[out->length] = bytes[i];
    out->map[out->length++] = (guint32)from;
  }
}

static const char *cluster_end(const char *p)
{
  p = g_utf8_next_char(p);
  while (*p && cluster_continues(g_utf8_get_char(p)))
    p = g_utf8_next_char(p);
  return p;
}

static void put_cluster(struct folding *out, const char *p, const char *end, gsize from)
{
  gunichar c = g_utf8_get_char(p);
  char plain = plain_punctuation(c);
  gboolean alone = end == g_utf8_next_char(p);
  if (is_invisible(c) && alone)
    return;
  if (plain) {
    put(out, &plain, 1, from);
  } else if (g_unichar_isspace(c)) {
    put(out, " ", 1, from);
  } else if (alone && cluster_folds_to_itself(c)) {
    put(out, p, end - p, from);
  } else if (alone) {
    gsize length;
    const char *folded = cluster_fold(c, &length);
    put(out, folded, length, from);
  } else {
    g_autofree char *cluster = g_strndup(p, end - p);
    g_autofree char *folded = text_fold(cluster);
    put(out, folded, strlen(folded), from);
  }
}

/* A run of ASCII, without the last before anything else, which may join it. */
static const char *put_ascii(struct folding *out, const char *p, gsize from)
{
  gsize n = 1;
  while (n < 4096 && p[n] && (guchar)p[n] < 0x80 && (guchar)p[n + 1] < 0x80)
    n++;
  make_room(out, n + 1);
  char *to = out->text + out->length;
  guint32 *map = out->map + out->length;
  gboolean after_space = out->length && to[-1] == ' ';
  for (gsize i = 0; i < n; i++) {
    char c = p[i];
    gboolean is_space = c == ' ' || (c >= '\t' && c <= '\r');
    if (is_space && after_space)
      continue;
    after_space = is_space;
    *to++ = is_space ? ' ' : text_lower(c);
    *map++ = (guint32)(from + i);
  }
  out->length = (gsize)(to - out->text);
  return p + n;
}

struct folded *folded_new(const char *text)
{
  struct folded *folded = g_new0(struct folded, 1);
  folded->original = g_utf8_make_valid(text, strnlen(text, MAX_TEXT));
  gsize size = strlen(folded->original);
  struct folding out = { 0 };
  make_room(&out, size / 2 + 32);

  for (const char *p = folded->original; *p;) {
    gsize from = p - folded->original;
    if ((guchar)*p < 0x80 && (guchar)p[1] < 0x80) {
      p = put_ascii(&out, p, from);
      continue;
    }
    const char *end = cluster_end(p);
    put_cluster(&out, p, end, from);
    p = end;
  }

  out.text[out.length] = '\0';
  out.map[out.length] = (guint32)size;
  folded->text = out.text;
  folded->map = out.map;
  folded->length = out.length;
  return folded;
}

void folded_free(struct folded *folded)
{
  if (!folded)
    return;
  g_free(folded->original);
  g_free(folded->text);
  g_free(folded->map);
  g_free(folded);
}

char *folded_original(const struct folded *folded, gsize start, gsize end)
{
  gsize from = folded->map[start], to = folded->map[end];
  /* A match may end inside what one character folded to (the first s of a ß): take the whole character. */
  if (end > start && to == folded->map[end - 1])
    to = cluster_end(folded->original + to) - folded->original;
  char *found = g_strndup(folded->original + from, to - from);
  return g_strstrip(found);
}

gsize folded_place(const struct folded *folded, gsize original)
{
  gsize low = 0, high = folded->length; /* the first place whose origin is not before `original` */
  while (low < high) {
    gsize middle = low + (high - low) / 2;
    if (folded->map[middle] < original)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

enum joining folded_joining(gunichar c)
{
  if (g_unichar_isdigit(c) || g_unichar_ismark(c))
    return JOIN_SPACED;
  if (!g_unichar_isalpha(c))
    return JOIN_NONE;
  switch (g_unichar_get_script(c)) {
  case G_UNICODE_SCRIPT_HANGUL:
    return JOIN_HANGUL;
  case G_UNICODE_SCRIPT_HAN:
  case G_UNICODE_SCRIPT_HIRAGANA:
  case G_UNICODE_SCRIPT_KATAKANA:
  case G_UNICODE_SCRIPT_BOPOMOFO:
  case G_UNICODE_SCRIPT_THAI:
  case G_UNICODE_SCRIPT_LAO:
  case G_UNICODE_SCRIPT_KHMER:
  case G_UNICODE_SCRIPT_MYANMAR:
  case G_UNICODE_SCRIPT_TIBETAN:
  case G_UNICODE_SCRIPT_YI:
    return JOIN_FREE;
  default:
    return c == 0x30FC || c == 0xFF70 ? JOIN_FREE : JOIN_SPACED; /* the kana length mark is of no one script */
  }
}
