#include "base/subject.h"

#include "base/text.h"

#include <string.h>

enum { LONGEST = 60 /* bytes before the colon */ };

/* In the form of text_fold(). "vs" is a Danish and Norwegian forward and a Finnish answer: it counts as a forward, since a
 * real answer has its headers, too. */
static const struct {
  const char *words;
  gboolean forward;
} prefixes[] = {
  { "re", FALSE },    { "aw", FALSE },     { "antw", FALSE },  { "antwort", FALSE }, { "sv", FALSE },
  { "r", FALSE },     { "res", FALSE },    { "rif", FALSE },   { "ref", FALSE },     { "odp", FALSE },
  { "ynt", FALSE },   { "bls", FALSE },    { "vá", FALSE },    { "va", FALSE },
  { "отв", FALSE },   { "ответ", FALSE },  { "απ", FALSE },    { "회신", FALSE },    { "답장", FALSE },
  { "답변", FALSE },  { "返信", FALSE },   { "答复", FALSE },  { "回复", FALSE },    { "回覆", FALSE },
  { "automatic reply", FALSE },

  { "fw", TRUE },     { "fwd", TRUE },     { "wg", TRUE },     { "tr", TRUE },       { "rv", TRUE },
  { "i", TRUE },      { "enc", TRUE },     { "doorst", TRUE }, { "vs", TRUE },       { "vb", TRUE },
  { "vl", TRUE },     { "pd", TRUE },      { "ilt", TRUE },    { "tov", TRUE },      { "fs", TRUE },
  { "wtr", TRUE },    { "пер", TRUE },
  { "trs", TRUE },    { "пересл", TRUE },  { "πρθ", TRUE },    { "전달", TRUE },     { "전송", TRUE },
  { "転送", TRUE },   { "转发", TRUE },    { "轉寄", TRUE },   { "轉發", TRUE },     { "轉呈", TRUE },
};

/* "re[2]" and "re (3)": how often. */
static void drop_counter(char *words)
{
  gsize length = strlen(words);
  if (!length || !strchr("])", words[length - 1]))
    return;
  gsize digits = length - 1;
  while (digits > 0 && g_ascii_isdigit(words[digits - 1]))
    digits--;
  if (digits == length - 1 || digits == 0 || !strchr("[(", words[digits - 1]))
    return;
  words[digits - 1] = 0;
  g_strchomp(words);
}

static const char *after_blanks(const char *text)
{
  while (*text && g_unichar_isspace(g_utf8_get_char(text)))
    text = g_utf8_next_char(text);
  return text;
}

/* A colon of either width (Chinese and Japanese mail programs use the wide one). */
static const char *find_colon(const char *text, gsize *ret_length)
{
  const char *narrow = memchr(text, ':', strnlen(text, LONGEST));
  const char *wide = g_strstr_len(text, (gssize)strnlen(text, LONGEST), "：");
  gboolean is_wide = wide && (!narrow || wide < narrow);
  *ret_length = is_wide ? strlen("：") : 1;
  return is_wide ? wide : narrow;
}

/* Where the prefix ends. "[전달] subject" needs no colon; Latin letters in brackets are a mailing list's. */
static const char *find_end(const char **subject, gsize *ret_length)
{
  if ((*subject)[0] != '[' || (guchar)(*subject)[1] < 0x80)
    return find_colon(*subject, ret_length);
  ++*subject;
  *ret_length = 1;
  return memchr(*subject, ']', strnlen(*subject, LONGEST));
}

const char *subject_after_prefix(const char *subject, gboolean *ret_forward)
{
  gsize end_length;
  subject = after_blanks(subject);
  const char *end = find_end(&subject, &end_length);
  if (!end)
    return NULL;
  g_autofree char *raw = g_strndup(subject, (gsize)(end - subject));
  g_autofree char *words = g_strstrip(text_fold(raw));
  drop_counter(words);
  for (gsize i = 0; i < G_N_ELEMENTS(prefixes); i++)
    if (!strcmp(words, prefixes[i].words)) {
      if (ret_forward)
        *ret_forward = prefixes[i].forward;
      return after_blanks(end + end_length);
    }
  return NULL;
}

gboolean subject_is_forward(const char *subject)
{
  gboolean forward = FALSE;
  subject = after_blanks(subject);
  if (*subject == '[') /* "[Fwd: subject]", as old programs write it */
    subject++;
  return subject_after_prefix(subject, &forward) && forward;
}
