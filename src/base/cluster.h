/* Which characters of a text can be folded by themselves: most of them, which saves normalising all of it. */
#pragma once
#include "base/text.h"

/* Joins the character before it when folded, so the two must be folded together. */
static inline gboolean cluster_continues(gunichar c)
{
  if (c < 0x300 || (c >= 0x3400 && c < 0xA66F) || (c >= 0xAC00 && c <= 0xD7A3))
    return FALSE;
  if (c == 0xFF9E || c == 0xFF9F) /* half-width voice marks */
    return TRUE;
  if ((c >= 0x1160 && c <= 0x11FF) || (c >= 0xD7B0 && c <= 0xD7FF) || (c >= 0xFFA0 && c <= 0xFFDC))
    return TRUE; /* jamo: macOS writes Hangul in pieces */
  return g_unichar_ismark(c);
}

/* Characters that text_fold() leaves as they are: the bulk of Korean, Japanese and Chinese text. */
static inline gboolean cluster_folds_to_itself(gunichar c)
{
  return text_is_hangul(c) || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3041 && c <= 0x3096) ||
         (c >= 0x30A1 && c <= 0x30FA);
}

/* What text_fold() makes of a character that nothing continues; borrowed, up to the next call. Folding one takes a
 * microsecond, of which a long mail has a million and the files of phrases thousands; texts have few different ones. */
const char *cluster_fold(gunichar c, gsize *ret_length);
