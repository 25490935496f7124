#include "triage/details-private.h"

#include "triage/stated-private.h"

#include <string.h>

enum { MOST_SINCE = 40, MOST_SAID = 200, SINCE_AFTER = N_DETAIL_KINDS };

/* A device takes the model behind it: "galaxy s24 ultra". */
static const struct lookup_words said[] = {
  { DETAIL_DEVICE, "iphone|ipad|macbook|imac|apple watch|galaxy|pixel|windows|macos|mac os|android|ios|ipados|ubuntu|"
    "chrome|firefox|safari|edge|opera|"
                         "thinkpad|surface pro|playstation|xbox|huawei|xiaomi|redmi|아이폰|아이패드|갤럭시|맥북|윈도우|"
                         "안드로이드|크롬|사파리|파이어폭스|엣지|"
                         "アイフォン|アンドロイド|苹果手机|华为|小米" },
  { DETAIL_SCREENSHOT, "screenshot|screen shot|screen-shot|screen capture|bildschirmfoto|bildschirmaufnahme|"
    "capture d'écran|capture d’écran|captura de pantalla|"
                              "pantallazo|captura de tela|print da tela|스크린샷|스크린 샷|화면 캡처|화면 캡쳐|"
                              "화면캡처|화면캡쳐|캡처 화면|캡쳐|스샷|スクリーンショット|スクショ|截图|截圖|截屏" },
  { DETAIL_DATE, "yesterday|last night|어제|그저께|gestern|vorgestern|ontem|ayer|昨日|昨天|前天" },
  { DETAIL_SINCE, "since |ever since |seit |depuis |desde " },
  { SINCE_AFTER, "부터|から|开始|以来|起就|以來" },
};

static gboolean is_bounded(const struct details_text *text, gsize at, gsize length)
{
  char first = text->low[at], last = text->low[at + length - 1];
  return ((guint8)first >= 0x80 || !at || !g_ascii_isalnum(text->low[at - 1])) &&
         ((guint8)last >= 0x80 || last == ' ' || !g_ascii_isalpha(text->low[at + length]) || text->low[at + length] == 's');
}

/* "Opening windows", "the edge of the table": words that everybody uses, written small and without a number. */
static gboolean is_everyday(const struct details_text *text, gsize at, gsize end)
{
  static const char *const words[] = { "windows", "edge", "opera", "pixel", "galaxy", "safari", "chrome" };
  static const char *const before[] = { "on ", "in ", "auf ", "unter ", "sous ", "en " };
  gboolean everyday = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
    everyday |= !strncmp(text->text + at, words[i], strlen(words[i]));
  everyday = everyday && !(text->low[end] == ' ' && g_ascii_isdigit(text->low[end + 1]));
  for (gsize i = 0; i < G_N_ELEMENTS(before) && everyday; i++) {
    gsize length = strlen(before[i]);
    everyday = at < length || memcmp(text->low + at - length, before[i], length) != 0;
  }
  return everyday;
}

/* Past one or two words of a model: " 15 pro max", " S24". */
static gsize model_end(const struct details_text *text, gsize end)
{
  static const char *const more[] = { "pro",    "max",  "plus", "ultra", "mini", "air",
                                      "server", "home", "note", "fold",  "flip", "tab", NULL };
  for (guint words = 0; words < 4 && text->low[end] == ' '; words++) {
    gsize from = end + 1, to = from;
    while (g_ascii_isalnum(text->low[to]) || (text->low[to] == '.' && g_ascii_isdigit(text->low[to + 1])))
      to++;
    g_autofree char *word = g_strndup(text->low + from, MIN(to - from, 16));
    gboolean number = to > from && to - from <= 8 && strpbrk(word, "0123456789") != NULL;
    if (!number && !g_strv_contains(more, word))
      break;
    end = to;
  }
  return end;
}

/* The words behind "since", when they name a time. */
static gsize since_end(const struct details_text *text, gsize at)
{
  struct stated_sentence sentence;
  gsize length = strcspn(text->text + at, "\n.!?;,");
  length = MIN(length, MOST_SINCE);
  while (length && ((guint8)text->text[at + length] & 0xc0) == 0x80)
    length--;
  stated_lex(text->text + at, length, &sentence);
  gsize end = 0;
  for (guint i = 0; i < sentence.n && i < 6; i++) {
    const struct stated_token *token = &sentence.tokens[i];
    gboolean time = (token->kind > STATED_NUMBER && token->kind < STATED_LAST && token->kind != STATED_THIS &&
                     token->kind != STATED_ONE) ||
                    token->kind == STATED_DAY_MARK || token->kind == STATED_MONTH_MARK;
    if (time)
      end = at + token->end;
    else if (token->kind == STATED_WORD || token->kind >= STATED_NEED)
      break;
  }
  return end;
}

/* "어제부터": the time that stands before; 0 when there is none. */
static gboolean since_start(const struct details_text *text, gsize at, gsize *ret)
{
  struct stated_sentence sentence;
  gsize from = at > MOST_SINCE ? at - MOST_SINCE : 0;
  for (gsize i = at; i-- > from;)
    if (strchr("\n.!?,", text->text[i])) {
      from = i + 1;
      break;
    }
  while (from < at && ((guint8)text->text[from] & 0xc0) == 0x80)
    from++;
  gsize length = strlen("전"); /* "3일 전부터" */
  gsize ago = at >= from + length && !memcmp(text->text + at - length, "전", length) ? length : 0;
  stated_lex(text->text + from, at - ago - from, &sentence);
  guint i = sentence.n;
  while (i > 0) {
    guint kind = sentence.tokens[i - 1].kind;
    if (!(kind >= STATED_NUMBER && kind <= STATED_WEEKEND) && !(kind >= STATED_HOUR && kind <= STATED_DAY_MARK) &&
        kind != STATED_LAST && kind != STATED_FILL)
      break;
    i--;
  }
  while (i < sentence.n && sentence.tokens[i].kind == STATED_FILL)
    i++;
  *ret = i < sentence.n ? from + sentence.tokens[i].start : at;
  return i < sentence.n;
}

/* "Yesterday": unless it begins what is told by "since". */
static gboolean is_day(const struct details_text *text, gsize at, gsize end)
{
  static const char *const before[] = { "since ", "seit ", "desde " }, *const after[] = { "부터", "から", "开始", "以来" };
  gboolean since = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(before); i++) {
    gsize length = strlen(before[i]);
    since |= at >= length && !memcmp(text->low + at - length, before[i], length);
  }
  for (gsize i = 0; i < G_N_ELEMENTS(after); i++)
    since |= g_str_has_prefix(text->low + end, after[i]);
  return !since;
}

static void add_said(const struct details_text *text, int kind, gsize at, gsize length)
{
  gsize start = at, end = at + length;
  if (kind == SINCE_AFTER && since_start(text, at, &start))
    details_add(text, DETAIL_SINCE, start, end);
  else if (kind == DETAIL_SINCE && (end = since_end(text, end)))
    details_add(text, DETAIL_SINCE, start, end);
  else if (kind == DETAIL_DATE && is_day(text, at, end))
    details_add(text, DETAIL_DATE, at, end);
  else if ((kind == DETAIL_DEVICE && !is_everyday(text, at, end)) || kind == DETAIL_SCREENSHOT)
    details_add(text, (enum detail_kind)kind, at, kind == DETAIL_DEVICE ? model_end(text, end) : end);
}

static const struct lookup *said_words(void)
{
  static gsize lookup;
  if (g_once_init_enter(&lookup))
    g_once_init_leave(&lookup, (gsize)lookup_new(said, G_N_ELEMENTS(said)));
  return (const struct lookup *)lookup; /* NOLINT(performance-no-int-to-ptr) */
}

void details_words(const struct details_text *text)
{
  const struct lookup *lookup = said_words();
  guint n = 0;
  for (gsize at = 0; at < text->length && n < MOST_SAID;) {
    int kind;
    gsize length = (guint8)text->low[at] > ' ' ? lookup_at(lookup, text->low + at, &kind) : 0;
    gboolean counts = length && is_bounded(text, at, length);
    if (counts) {
      add_said(text, kind, at, length);
      n++;
    }
    at += counts ? length : 1;
    if (!counts && g_ascii_isalnum(text->low[at - 1]))
      while (g_ascii_isalnum(text->low[at]))
        at++;
  }
}
