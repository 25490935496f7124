/* Which two bytes stand side by side in a short text: nearly all of the words that are looked for in it, one table of them
 * after another, are ruled out by that, in a few steps each. */
#pragma once
#include <glib.h>
#include <string.h>

struct pairs {
  guint64 bits[16]; /* by hash: one bit may stand for several */
};

static inline guint pairs_place(const char *p)
{
  return ((guint)(guchar)p[0] * 37 ^ (guint)(guchar)p[1] * 5) % 1024;
}

static inline struct pairs pairs_of(const char *text)
{
  struct pairs pairs = { { 0 } };
  for (const char *p = text; p[0] && p[1]; p++)
    pairs.bits[pairs_place(p) / 64] |= G_GUINT64_CONSTANT(1) << (pairs_place(p) % 64);
  return pairs;
}

/* As strstr() of the text that `pairs` are of. */
static inline const char *pairs_find(const struct pairs *pairs, const char *text, const char *word)
{
  for (const char *p = word; p[0] && p[1]; p++)
    if (!(pairs->bits[pairs_place(p) / 64] >> (pairs_place(p) % 64) & 1))
      return NULL;
  return strstr(text, word);
}
