/* Looking a word up in a table of words, for what reads names. */
#pragma once
#include <string.h>

#include <glib.h>

static inline gboolean list_has(const char *const *list, gsize n, const char *word)
{
  for (gsize i = 0; i < n; i++)
    if (!strcmp(word, list[i]))
      return TRUE;
  return FALSE;
}
#define IS_IN(word, list) list_has(list, G_N_ELEMENTS(list), word)
