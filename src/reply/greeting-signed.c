#include "reply/greeting.h"

#include <string.h>

#include "base/text.h"
#include "reply/greeting-order.h"

enum { MAX_LINES = 5 /* a name stands at the top */, MAX_LINE = 120, MAX_SIGNED_WORDS = 4 };

/* Words of farewell, folded; the longer ones first, where one begins with another. */
static const char *const farewells[] = {
  "best regards",
  "kind regards",
  "warm regards",
  "warmest regards",
  "many thanks and best regards",
  "with best regards",
  "with kind regards",
  "regards",
  "best wishes",
  "all the best",
  "best",
  "yours sincerely",
  "yours faithfully",
  "yours truly",
  "sincerely yours",
  "sincerely",
  "yours",
  "cheers",
  "thank you very much",
  "thank you",
  "many thanks",
  "thanks in advance",
  "thanks a lot",
  "thanks",
  "respectfully",
  "cordially",
  "mit freundlichen grussen",
  "mit freundlichem gruss",
  "freundliche grusse",
  "viele grusse",
  "beste grusse",
  "liebe grusse",
  "herzliche grusse",
  "schone grusse",
  "grusse",
  "gruss",
  "mfg",
  "vg",
  "lg",
  "hochachtungsvoll",
  "vielen dank",
  "danke",
  "bien cordialement",
  "cordialement",
  "bien a vous",
  "sincerement",
  "salutations",
  "merci d'avance",
  "merci",
  "un saludo cordial",
  "un cordial saludo",
  "saludos cordiales",
  "un saludo",
  "saludos",
  "atentamente",
  "muchas gracias",
  "gracias",
  "com os melhores cumprimentos",
  "melhores cumprimentos",
  "atenciosamente",
  "cumprimentos",
  "obrigado",
  "obrigada",
  "cordiali saluti",
  "distinti saluti",
  "saluti",
  "grazie",
  "met vriendelijke groet",
  "met vriendelijke groeten",
  "vriendelijke groet",
  "groeten",
  "groet",
  "mvg",
  "alvast bedankt",
  "med vanliga halsningar",
  "vanliga halsningar",
  "halsningar",
  "mvh",
  "med venlig hilsen",
  "venlig hilsen",
  "med vennlig hilsen",
  "vennlig hilsen",
  "hilsen",
  "ystavallisin terveisin",
  "terveisin",
  "z powazaniem",
  "pozdrawiam",
  "s pozdravem",
  "saygilarimla",
  "с уважением",
  "з повагою",
  "감사합니다",
  "고맙습니다",
  "수고하세요",
  "안녕히 계세요",
  "よろしくお願いいたします",
  "よろしくお願いします",
  "此致",
  "敬具",
  "謝謝",
  "谢谢",
};

/* Only in a line by itself: Koreans put them behind their name. */
static gboolean is_korean_close(const char *line)
{
  return g_str_has_suffix(line, "드림") || g_str_has_suffix(line, "올림") || g_str_has_suffix(line, "배상") ||
         g_str_has_suffix(line, "拜上");
}

/* The length of `line` that a farewell is, with the marks behind it; 0 for none. The folded text has other lengths than
 * the written one, so it is compared word for word. */
static gsize farewell_length(const char *line)
{
  gsize longest = 0;
  for (const char *p = line;; p = g_utf8_next_char(p)) {
    if (!*p || strchr(" ,.!", *p) || g_unichar_ispunct(g_utf8_get_char(p))) {
      g_autofree char *begin = g_strndup(line, (gsize)(p - line));
      g_autofree char *folded = text_fold(begin);
      for (gsize i = 0; i < G_N_ELEMENTS(farewells); i++)
        if (!strcmp(folded, farewells[i]))
          longest = (gsize)(p - line);
    }
    if (!*p)
      break;
  }
  return longest ? longest + strspn(line + longest, " ,.!:;-") : 0;
}

static gboolean has_contact(const char *line)
{
  for (const char *p = line; *p; p++)
    if (g_ascii_isdigit(*p) || strchr("@:/=<>*_", *p))
      return TRUE;
  return FALSE;
}

static guint words_in(const char *text)
{
  g_auto(GStrv) words = g_strsplit(text, " ", -1);
  return g_strv_length(words);
}

/* What stands in a line of its own may be a company's or a place's name: the farewell before it, the mailbox or what
 * people are called must speak for a person. */
static gboolean is_person(const char *line, const struct greeting *greeting, const char *address, gboolean farewell)
{
  if (greeting->hangul)
    return g_utf8_strlen(greeting->full, -1) > 2 || farewell || is_korean_close(line);
  guint words = words_in(greeting->full);
  if (words > MAX_SIGNED_WORDS)
    return FALSE;
  if (name_is_given(greeting->given) && (words > 1 || farewell))
    return TRUE;
  const char *at = address ? strrchr(address, '@') : NULL;
  g_autofree char *local = at ? g_ascii_strdown(address, at - address) : NULL;
  const char *parts[] = { greeting->given, greeting->family };
  for (gsize i = 0; local && i < G_N_ELEMENTS(parts); i++) {
    g_autofree char *folded = parts[i] ? text_fold(parts[i]) : NULL;
    if (folded && strlen(folded) > 2 && strstr(local, folded))
      return TRUE;
  }
  return greeting->family && farewell;
}

static gboolean signed_by(char *line, const char *address, gboolean farewell)
{
  struct greeting found = { 0 };
  if (has_contact(line) || !greeting_from(line, address, &found))
    return FALSE;
  gboolean sure = is_person(line, &found, address, farewell);
  greeting_clear(&found);
  return sure;
}

char *greeting_signed(const char *signature, const char *address)
{
  if (!signature || !*signature || !g_utf8_validate(signature, -1, NULL))
    return NULL;
  g_auto(GStrv) lines = g_strsplit(signature, "\n", 3 * MAX_LINES);
  gboolean farewell = FALSE;
  guint seen = 0;
  for (char **each = lines; *each && seen < MAX_LINES; each++) {
    char *line = g_strstrip(*each);
    if (!*line || !strcmp(line, "--"))
      continue;
    if (strlen(line) > MAX_LINE)
      return NULL;
    seen++;
    gsize length = farewell_length(line);
    farewell = farewell || length;
    line += length;
    if (!*line)
      continue;
    /* Below the first line that is no farewell stand titles, companies and addresses. */
    return signed_by(line, address, farewell) ? g_strdup(line) : NULL;
  }
  return NULL;
}

char *greeting_name(const char *display, const char *address, const char *signature)
{
  struct greeting known = { 0 };
  gboolean named = greeting_from(display, address, &known);
  greeting_clear(&known);
  char *name = named ? NULL : greeting_signed(signature, address);
  return name ? name : g_strdup(display);
}
