#include "triage/gist.h"

#include "base/mask.h"
#include "base/text.h"
#include "triage/gist-reach.h"
#include "triage/gist-words.h"

#include <string.h>

enum {
  MAX_READ = 8192,
  MAX_SENTENCES = 48,
  WRAPPED = 48,          /* a line of so many columns was broken by the program and not by the writer */
  SHORTEST = 6,          /* columns: less says nothing */
  SAYS_LITTLE = 32,      /* columns: "Can you fix it?" */
  MAX_GREETING = 60,     /* bytes of "Hello dear support team," */
};

/* What speaks for a sentence. */
enum { FOR_QUESTION = 3, FOR_ASKING = 3, FOR_TROUBLE = 2, FOR_NUMBER = 1, FOR_BEING_FIRST = 1, WANTED = 2 };

struct sentence {
  char *text;
  int score;
  guint place;
};

static void sentence_free(struct sentence *sentence)
{
  g_free(sentence->text);
  g_free(sentence);
}

static gboolean has_one_of(const char *text, const char *const *words, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (strstr(text, words[i]))
      return TRUE;
  return FALSE;
}

/* Past the first of `words` that `text` begins with as a word; NULL when with none. */
static const char *after_one_of(const char *text, const char *const *words, gsize n)
{
  const char *longest = NULL;
  for (gsize i = 0; i < n; i++) {
    gsize length = strlen(words[i]);
    if (strncmp(text, words[i], length))
      continue;
    gboolean within = g_ascii_isalpha(words[i][length - 1]) && g_ascii_isalpha(text[length]);
    if (!within && (!longest || text + length > longest))
      longest = text + length;
  }
  return longest;
}

#define HAS_ONE_OF(text, words) has_one_of(text, words, G_N_ELEMENTS(words))
#define AFTER_ONE_OF(text, words) after_one_of(text, words, G_N_ELEMENTS(words))

/* Courtesies are stems as well: "감사드립니다", "obrigada". */
static gboolean is_courteous(const char *text)
{
  g_autofree char *lower = g_utf8_strdown(text, -1);
  for (gsize i = 0; i < G_N_ELEMENTS(courtesies); i++)
    if (g_str_has_prefix(lower, courtesies[i]))
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS(announcements); i++) {
    gsize length = strlen(announcements[i]);
    if (g_str_has_prefix(lower, announcements[i]) && !lower[length + strspn(lower + length, " .,!:~")])
      return TRUE;
  }
  return FALSE;
}

/* Past "Hello dear support team," or "안녕하세요."; `text` where nobody is greeted; "" where nothing else is said. */
static const char *after_greeting(const char *text)
{
  g_autofree char *lower = g_utf8_strdown(text, -1);
  if (strlen(lower) != strlen(text)) /* places would differ */
    return text;
  const char *end = AFTER_ONE_OF(lower, greetings);
  if (!end)
    return text;
  const char *rest = text + (end - lower);
  if ((guchar)text[0] >= 0xE0 && *rest == ' ') /* "안녕하세요 주문한 상품이": no name follows there */
    return rest;
  gsize name = strcspn(rest, ",.!:;~\n");
  const char *wide = NULL;
  static const char *const stops[] = { "，", "。", "！", "、", "：" };
  for (gsize i = 0; i < G_N_ELEMENTS(stops); i++) {
    const char *stop = strstr(rest, stops[i]);
    if (stop && (!wide || stop < wide))
      wide = stop;
  }
  if (wide && (gsize)(wide - rest) < name)
    return (gsize)(wide - rest) > MAX_GREETING ? text : wide + strlen("，");
  if (rest[name] && name <= MAX_GREETING)
    return rest + name + strspn(rest + name, ",.!:;~ ");
  return name <= MAX_GREETING ? rest + strlen(rest) : text; /* a greeting alone in its line */
}

static const char *skip_blanks(const char *text)
{
  for (gunichar c; *text && (c = g_utf8_get_char(text), g_unichar_isspace(c) || strchr(",.!~-", (int)MIN(c, 127)));)
    text = g_utf8_next_char(text);
  return text;
}

/* Logs, tables and code: few letters for so many signs. */
static gboolean is_machine_output(const char *text)
{
  guint letters = 0, digits = 0, others = 0;
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (g_unichar_isalpha(c) || g_unichar_ismark(c) || c == ' ')
      letters += g_unichar_iswide(c) ? 2 : 1;
    else if (g_ascii_isdigit(c))
      digits++;
    else
      others++;
  }
  return others * 3 > letters || digits > letters * 3 || strstr(text, "Exception") || strstr(text, "Traceback") ||
         strchr("{<|$>#", text[0]);
}

static gboolean is_question(const char *text)
{
  return strchr(text, '?') || strstr(text, "？") || strstr(text, "吗") || strstr(text, "嗎");
}

static int score(const char *text, guint place)
{
  g_autofree char *lower = g_utf8_strdown(text, -1);
  gboolean number = lower[strcspn(lower, "0123456789")] != '\0';
  int points = 0;
  if (is_question(lower))
    points += FOR_QUESTION;
  if (HAS_ONE_OF(lower, asks))
    points += FOR_ASKING;
  if (HAS_ONE_OF(lower, troubles))
    points += FOR_TROUBLE;
  if (points && number)
    points += FOR_NUMBER;
  if (points && place == 0)
    points += FOR_BEING_FIRST;
  return points;
}

struct reading {
  GPtrArray *found; /* struct sentence * */
  gist_allows *allows;
  gpointer data;
};

static void take(struct reading *reading, char *raw)
{
  const char *text = skip_blanks(after_greeting(skip_blanks(after_greeting(g_strstrip(raw)))));
  if (text_columns(text) < SHORTEST || is_courteous(text) || gist_tells_reach(text) || is_machine_output(text) ||
      (reading->allows && !reading->allows(text, reading->data)) || reading->found->len >= MAX_SENTENCES)
    return;
  struct sentence *sentence = g_new(struct sentence, 1);
  *sentence = (struct sentence){ mask_secrets(text), score(text, reading->found->len), reading->found->len };
  g_ptr_array_add(reading->found, sentence);
}

static gboolean is_abbreviated(const char *start, const char *point)
{
  static const char *const known[] = { "mr",  "mrs", "ms", "dr",     "no",  "nr",  "st",  "inc",  "ltd", "e.g",
                                       "i.e", "etc", "vs", "approx", "bzw", "ca",  "z.b", "evtl", "ggf", "inkl",
                                       "tel", "art", "n",  "mme",    "sr",  "sra", "av",  "apt" };
  const char *word = point;
  while (word > start && !g_ascii_isspace(word[-1]))
    word--;
  g_autofree char *before = g_ascii_strdown(word, point - word);
  for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
    if (!strcmp(before, known[i]))
      return TRUE;
  return point - word == 1 && g_ascii_isalpha(*word);
}

/* Past the end of the sentence whose last character is at `p`; NULL: it ends none. */
static const char *sentence_end(const char *start, const char *p)
{
  static const char *const wide[] = { "。", "！", "？" };
  for (gsize i = 0; i < G_N_ELEMENTS(wide); i++)
    if (g_str_has_prefix(p, wide[i]))
      return p + strlen(wide[i]);
  if (!*p || !strchr(".!?", *p))
    return NULL;
  const char *end = p + strspn(p, ".!?\"')");
  if (*end && *end != ' ')
    return NULL;
  if (*p == '.' && end == p + 1) {
    const char *next = end + strspn(end, " ");
    gboolean goes_on = *next && (g_ascii_islower(*next) || (p > start && g_ascii_isdigit(p[-1]) && g_ascii_isdigit(*next)));
    if (goes_on || is_abbreviated(start, p))
      return NULL;
  }
  return end;
}

/* `paragraph`: lines that belong together, joined by spaces. */
static void take_paragraph(struct reading *reading, const char *paragraph)
{
  const char *start = paragraph;
  for (const char *p = start; *p;) {
    const char *end = sentence_end(start, p);
    if (!end) {
      p = g_utf8_next_char(p);
      continue;
    }
    g_autofree char *one = g_strndup(start, end - start);
    take(reading, one);
    start = p = end;
  }
  g_autofree char *rest = g_strdup(start);
  take(reading, rest);
}

static gboolean begins_item(const char *line)
{
  return strchr("-*>|", *line) || g_str_has_prefix(line, "•") || g_str_has_prefix(line, "·") ||
         (g_ascii_isdigit(*line) && strchr(".)", line[strspn(line, "0123456789")]));
}

static void read_sentences(struct reading *reading, const char *request)
{
  g_autofree char *text = g_strndup(request, MAX_READ);
  const char *invalid;
  if (!g_utf8_validate(text, -1, &invalid))
    text[invalid - text] = '\0';
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  g_autoptr(GString) paragraph = g_string_new(NULL);
  gboolean wrapped = FALSE;
  for (char **line = lines; *line; line++) {
    g_strstrip(*line);
    if (!wrapped || !**line || begins_item(*line)) {
      take_paragraph(reading, paragraph->str);
      g_string_truncate(paragraph, 0);
    }
    if (**line == '>')
      continue;
    if (paragraph->len)
      g_string_append_c(paragraph, ' ');
    g_string_append(paragraph, *line + (begins_item(*line) ? strcspn(*line, " ") : 0));
    gsize length = strlen(*line);
    wrapped = length && (text_columns(*line) >= WRAPPED || (*line)[length - 1] == ',');
  }
  take_paragraph(reading, paragraph->str);
}

static int by_score(gconstpointer a, gconstpointer b)
{
  const struct sentence *x = *(const struct sentence *const *)a, *y = *(const struct sentence *const *)b;
  return x->score != y->score ? y->score - x->score : (int)x->place - (int)y->place;
}

static char *cut(const char *text, glong most)
{
  g_autofree char *line = g_strdup(text);
  g_strdelimit(line, "\t\r\n", ' ');
  if (g_utf8_strlen(line, -1) <= most)
    return g_steal_pointer(&line);
  g_autofree char *start = g_utf8_substring(line, 0, most - 1);
  char *space = strrchr(start, ' ');
  if (space && space - start > (gssize)strlen(start) / 2)
    *space = '\0';
  return g_strconcat(start, "…", NULL);
}

/* What a short wish is about stands before it: "The app closes by itself. Can you fix it?" NULL: `wish` says it itself. */
static const struct sentence *subject_of(const struct sentence *wish, const GPtrArray *found)
{
  g_autofree char *lower = g_utf8_strdown(wish->text, -1);
  if (text_columns(lower) > SAYS_LITTLE || !(is_question(lower) || HAS_ONE_OF(lower, asks)))
    return NULL;
  for (guint i = 0; i < found->len; i++)
    if (((const struct sentence *)found->pdata[i])->place + 1 == wish->place)
      return found->pdata[i];
  return NULL;
}

GPtrArray *gist_of(const char *request, gist_allows *allows, gpointer data)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)sentence_free);
  struct reading reading = { found, allows, data };
  read_sentences(&reading, request ? request : "");
  GPtrArray *gist = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_sort(found, by_score);
  const struct sentence *first = found->len ? found->pdata[0] : NULL;
  if (!first)
    return gist;
  const struct sentence *second = found->len > 1 ? found->pdata[1] : NULL;
  if (!second || second->score < WANTED || first->score < WANTED)
    second = first->score >= WANTED ? subject_of(first, found) : NULL;
  if (second) {
    gboolean in_order = first->place < second->place;
    g_ptr_array_add(gist, cut(in_order ? first->text : second->text, GIST_CHARACTERS / GIST_SENTENCES));
    g_ptr_array_add(gist, cut(in_order ? second->text : first->text, GIST_CHARACTERS / GIST_SENTENCES));
  } else {
    g_ptr_array_add(gist, cut(first->text, GIST_CHARACTERS));
  }
  return gist;
}
