#include "triage/tone.h"

#include "mail/mail.h"

#include <string.h>

/* A customer's name or "URGENT" alone is no shouting; nor is what stands beyond the first screen. */
enum { LEAST_WORDS = 3, LEAST_LETTERS = 10, LEAST_MARKS = 3, MAX_READ = 4096, MAX_EVIDENCE = 120 };

/* The characters of a run of capitals: words of at least two letters, and what may stand between them. */
struct run {
  const char *start, *end; /* NULL: none */
  guint words, letters;
};

static gboolean is_shouted(const struct run *run)
{
  return run->words >= LEAST_WORDS && run->letters >= LEAST_LETTERS;
}

static char *evidence(const char *start, const char *end)
{
  const char *cut = start;
  for (guint i = 0; i < MAX_EVIDENCE && cut < end; i++)
    cut = g_utf8_next_char(cut);
  return g_strstrip(g_strndup(start, (gsize)(cut - start)));
}

/* Past the word at `p`; whether all of its letters are capitals, of scripts that have them. */
static const char *read_word(const char *p, guint *ret_letters, gboolean *ret_capital)
{
  *ret_letters = 0;
  *ret_capital = TRUE;
  for (; *p && !g_ascii_isspace(*p); p = g_utf8_next_char(p)) {
    gunichar c = (guchar)*p < 0x80 ? (gunichar)*p : g_utf8_get_char(p);
    if (c < 0x80 ? g_ascii_isalpha((char)c) : g_unichar_isalpha(c)) {
      ++*ret_letters;
      *ret_capital &= c < 0x80 ? g_ascii_isupper((char)c) : g_unichar_isupper(c);
    } else if (c < 0x80 && strchr("0123456789@/_", (int)c)) {
      *ret_capital = FALSE; /* an address, a number of an order */
    }
  }
  return p;
}

static gboolean is_mark(const char *p, gsize *ret_length)
{
  static const char wide[] = "！";
  *ret_length = *p == '!' ? 1 : strlen(wide);
  return *p == '!' || (*p == wide[0] && g_str_has_prefix(p, wide));
}

/* The end of a row of marks in the word from `start` to `end`. */
static const char *end_of_marks(const char *start, const char *end)
{
  guint n = 0;
  gsize length;
  const char *p = start;
  while (p < end && n < LEAST_MARKS) {
    gboolean mark = is_mark(p, &length);
    n = mark ? n + 1 : 0;
    p = mark ? p + length : g_utf8_next_char(p);
  }
  if (n < LEAST_MARKS)
    return NULL;
  while (p < end && is_mark(p, &length))
    p += length;
  return p;
}

char *tone_shouting(const char *text)
{
  const char *stop = text + strnlen(text, MAX_READ);
  struct run run = { 0 };
  for (const char *p = text; *p && p < stop;) {
    guint letters;
    gboolean capital;
    const char *start = p, *end = read_word(p, &letters, &capital), *marks = end_of_marks(start, end);
    if (marks)
      return evidence(start, marks);
    if (letters && capital) {
      run = (struct run){ run.words ? run.start : start, end, run.words + 1, run.letters + letters };
    } else if (letters || !capital) {
      if (is_shouted(&run))
        break;
      run = (struct run){ 0 };
    }
    p = end + strspn(end, " \t\r\n\v\f");
  }
  return is_shouted(&run) ? evidence(run.start, run.end) : NULL;
}

const char *tone_priority_header(const struct mail *mail, const char **ret_where)
{
  static const struct {
    const char *name, *values, *where; /* the beginnings of values, in lower case */
  } headers[] = {
    { "X-Priority", "1|2", "header.X-Priority" },
    { "Importance", "high", "header.Importance" },
    { "X-MSMail-Priority", "high|urgent", "header.X-MSMail-Priority" },
    { "Priority", "urgent", "header.Priority" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(headers); i++)
    for (guint k = 0; mail->headers && k < mail->headers->len; k++) {
      const struct mail_header *header = mail->headers->pdata[k];
      if (g_ascii_strcasecmp(header->name, headers[i].name))
        continue;
      g_auto(GStrv) values = g_strsplit(headers[i].values, "|", -1);
      for (guint v = 0; values[v]; v++)
        if (!g_ascii_strncasecmp(header->value, values[v], strlen(values[v])) &&
            !g_ascii_isalnum(header->value[strlen(values[v])])) {
          *ret_where = headers[i].where;
          return header->value;
        }
    }
  return NULL;
}
