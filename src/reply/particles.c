#include "reply/particles.h"

#include "base/text.h"

#include <string.h>

const struct particle particles[] = {
  { "eun", "은", "는", "은(는)" },     { "i", "이", "가", "이(가)" },          { "eul", "을", "를", "을(를)" },
  { "wa", "과", "와", "와(과)" },      { "euro", "으로", "로", "(으)로" },     { "ira", "이라", "라", "(이)라" },
  { "imyeo", "이며", "며", "(이)며" }, { "ieyo", "이에요", "예요", "이에요(예요)" },
};
const gsize n_particles = G_N_ELEMENTS(particles);

enum ending { ENDS_OPEN, ENDS_CLOSED, ENDS_IN_RIEUL, ENDS_UNKNOWN };

/* 0 영, 1 일, 2 이, 3 삼, 4 사, 5 오, 6 육, 7 칠, 8 팔, 9 구; tens, hundreds and so on (십, 백, 천, 만) are closed too. */
static const enum ending digit_endings[] = {
  ENDS_CLOSED, ENDS_IN_RIEUL, ENDS_OPEN, ENDS_CLOSED,   ENDS_OPEN,
  ENDS_OPEN,   ENDS_CLOSED,   ENDS_IN_RIEUL, ENDS_IN_RIEUL, ENDS_OPEN,
};

/* A letter that is spelt out: 엘, 엠, 엔, 알; all others end in a vowel. */
static enum ending letter_ending(char c)
{
  switch (g_ascii_toupper(c)) {
  case 'L':
  case 'R':
    return ENDS_IN_RIEUL;
  case 'M':
  case 'N':
    return ENDS_CLOSED;
  default:
    return ENDS_OPEN;
  }
}

/* A Latin word as Koreans pronounce it; some endings cannot be told from the spelling (Jane 제인, Chloe 클로이; Mac 맥). */
static enum ending word_ending(const char *word, gsize length)
{
  char last = g_ascii_tolower(word[length - 1]);
  char before = length > 1 ? g_ascii_tolower(word[length - 2]) : 0;
  switch (last) {
  case 'l':
    return ENDS_IN_RIEUL;
  case 'm':
  case 'n':
    return ENDS_CLOSED;
  case 'g':
    return before == 'n' ? ENDS_CLOSED : ENDS_OPEN;
  case 'k':
    return before == 'c' ? ENDS_CLOSED : strchr("aeiouy", before) ? ENDS_UNKNOWN : ENDS_OPEN;
  case 'p':
  case 't':
    return strchr("aeiouy", before) ? ENDS_UNKNOWN : ENDS_OPEN;
  case 'b':
  case 'c':
  case 'e':
  case 'q':
    return ENDS_UNKNOWN;
  default:
    return ENDS_OPEN;
  }
}

static enum ending latin_ending(const char *end, const char *start)
{
  const char *p = end;
  gboolean spelt = TRUE;
  while (p > start && g_ascii_isalpha(p[-1])) {
    p--;
    spelt = spelt && g_ascii_isupper(*p);
  }
  return spelt ? letter_ending(end[-1]) : word_ending(p, end - p);
}

static enum ending ending_of(const char *word)
{
  const char *end = word + strlen(word);
  while (end > word) {
    const char *last = g_utf8_prev_char(end);
    gunichar c = g_utf8_get_char(last);
    if (text_is_hangul(c)) {
      unsigned final = (c - 0xAC00) % 28;
      return final == 0 ? ENDS_OPEN : final == 8 ? ENDS_IN_RIEUL : ENDS_CLOSED;
    }
    if (c < 0x80 && g_ascii_isdigit(c))
      return digit_endings[c - '0'];
    if (c < 0x80 && g_ascii_isalpha(c))
      return latin_ending(end, word);
    if (g_unichar_isalnum(c))
      return ENDS_UNKNOWN;
    end = last; /* a bracket, a quotation mark: what stands before it is what is read */
  }
  return ENDS_UNKNOWN;
}

char *particle_join(const char *word, const struct particle *particle)
{
  enum ending ending = ending_of(word);
  const char *form = ending == ENDS_OPEN ? particle->open : ending == ENDS_UNKNOWN ? particle->either : particle->closed;
  if (ending == ENDS_IN_RIEUL && g_str_has_prefix(particle->closed, "으"))
    form = particle->open; /* 서울로, not 서울으로 */
  return g_strconcat(word, form, NULL);
}
